//! A short run of generated programs; `cargo xtask oracle` is the long one.

use minihost_oracle::{compare, compiler, peer::Peer};

#[test]
fn generated_programs_agree() {
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(|| {
        let peer = match Peer::load(&compiler::packages()) {
            Ok(peer) => peer,
            Err(reason) if std::env::var("CI").is_ok() => panic!("{reason}"),
            Err(reason) => return println!("SKIPPED: {reason}"),
        };
        let outcome = compare::generated(&peer, 0..200).expect("the compiler runs");
        let findings: Vec<String> = outcome
            .findings
            .iter()
            .map(|finding| {
                format!("program {}: {}\n{}", finding.seed, finding.difference, finding.program.to_text())
            })
            .collect();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
        assert_eq!((outcome.agreed, outcome.unjudged.0), (200, 0), "{}", outcome.unjudged.1);
    });
    thread.expect("threads can be made").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}
