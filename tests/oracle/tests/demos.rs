//! Demo pages of six libraries: after opening, taps and `setData` the trees are those of glass-easel.

use minihost_oracle::library::LIBRARIES;
use minihost_oracle::{compiler, ours, peer::Peer};

/// Pages on which glass-easel is no judge, with the reason.
const REASONS: &[(&str, &str)] = &[
    ("weui checkbox", CONTROLS),
    ("wux checkbox", CONTROLS),
    ("wux selectable", CONTROLS),
    ("iview checkbox", CONTROLS),
    ("iview radio", CONTROLS),
    (
        "weui slide view",
        "its inline script asks for the ComponentDescriptor, which the framework alone has not",
    ),
    ("wux card", "`on-tap` on a native element is no attribute to glass-easel; nobody reads it"),
    (
        "lin grid",
        "an event from a slot has the element around it as its target, whose dataset lin-ui reads; glass-easel gives none",
    ),
    ("lin segment", "glass-easel reports an observer by a name that is no method's; WeChat calls nothing"),
    ("lin tabs", "the component sets data that contains itself: both report it, each in its words"),
    ("iview rate", "the attribute `:name` is kept as written; nobody reads it"),
    ("iview steps", "its template has an expression that glass-easel's compiler turns into a syntax error"),
];

const CONTROLS: &str = "native controls are ours alone: a tap checks them";

#[test]
fn demo_pages_look_the_same() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || {
        let packages = compiler::packages();
        let peer = match Peer::load(&packages) {
            Ok(peer) => peer,
            Err(reason) if std::env::var("CI").is_ok() => panic!("{reason}"),
            Err(reason) => return println!("SKIPPED: {reason}"),
        };
        let mut faults = Vec::new();
        for library in LIBRARIES {
            let mut demos = library.demos(&packages).expect("the library is installed and has what is shown");
            demos.retain(|(name, _)| name.contains(&only));
            let compiled = compiler::compile(&demos.iter().map(|(_, program)| program).collect::<Vec<_>>())
                .expect("node");
            let (mut agreed, mut states) = (0, 0);
            for ((name, program), compiled) in demos.iter().zip(&compiled) {
                let ours = ours::run(program);
                let difference = match peer.run(program, compiled) {
                    Ok(theirs) => program.tree_difference(&theirs, &ours),
                    Err(error) => Some(format!("glass-easel could not run it: {error}")),
                };
                match (difference, REASONS.iter().any(|(known, _)| known == name)) {
                    (None, false) => {
                        agreed += 1;
                        states += ours.0.len();
                    }
                    (Some(difference), false) => faults.push(format!("{name}: {difference}")),
                    (None, true) => faults.push(format!("{name}: glass-easel agrees, the reason is stale")),
                    (Some(_), true) => {}
                }
            }
            println!("{}: {agreed} of {} pages, {states} states alike", library.name, demos.len());
            if only.is_empty() && agreed < 20 {
                faults.push(format!("{}: only {agreed} pages are compared", library.name));
            }
        }
        assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n\n"), faults.len());
    });
    thread.expect("threads can be made").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}
