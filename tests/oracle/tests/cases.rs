//! Every case of `cases/`: glass-easel and our engine do the same, or the case says why not.

use minihost_oracle::case::{self, Case};
use minihost_oracle::{compiler, ours, peer::Peer};

fn cases() -> Vec<Case> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    files.sort();
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut all = Vec::new();
    for path in files {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("readable");
        all.extend(case::read(&name, &text).unwrap_or_else(|error| panic!("{error}")));
    }
    all.retain(|case| case.name.contains(&only));
    all
}

#[test]
fn cases_agree() {
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(|| {
        let cases = cases();
        let programs: Vec<_> = cases.iter().map(|case| &case.program).collect();
        let compiled = match compiler::compile(&programs) {
            Ok(compiled) => compiled,
            Err(reason) if std::env::var("CI").is_ok() => panic!("{reason}"),
            Err(reason) => return println!("SKIPPED: {reason}"),
        };
        let peer = Peer::load(&compiler::packages()).expect("the packages are there");
        let (mut agreed, mut reasoned, mut faults) = (0, 0, Vec::new());
        for (case, compiled) in cases.iter().zip(&compiled) {
            let ours = ours::run(&case.program);
            let theirs = peer.run(&case.program, compiled);
            let difference = match &theirs {
                Ok(theirs) => case.program.difference(theirs, &ours),
                Err(error) => Some(format!("glass-easel could not run it: {error}")),
            };
            let fault = case.fault(&ours).or(match (difference, &case.reason) {
                (Some(difference), None) => Some(difference),
                (None, Some(_)) => Some("glass-easel agrees: the reason is stale".into()),
                _ => None,
            });
            match fault {
                Some(fault) => faults.push(format!("{}\n{fault}", case.name)),
                None if case.reason.is_some() => reasoned += 1,
                None => agreed += 1,
            }
        }
        println!(
            "{} cases: {agreed} agree, {reasoned} differ for a reason, {} faults",
            cases.len(),
            faults.len()
        );
        assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n\n"), faults.len());
    });
    thread.expect("threads can be made").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}
