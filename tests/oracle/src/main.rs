//! The long run: `minihost-oracle [FIRST [COUNT]]` runs that many generated programs through both engines and prints what differs.

use minihost_oracle::compare::{self, Outcome};
use minihost_oracle::{compiler, peer::Peer};
use std::process::ExitCode;

/// Programs compiled at a time.
const BATCH: u64 = 250;

fn main() -> ExitCode {
    let number = |n: usize, default: u64| {
        std::env::args().nth(n).map_or(Ok(default), |text| text.parse::<u64>().map_err(|_| text))
    };
    let (first, count) = match (number(1, 0), number(2, 5000)) {
        (Ok(first), Ok(count)) => (first, count),
        (Err(text), _) | (_, Err(text)) => {
            eprintln!("{text} is no number; usage: minihost-oracle [FIRST [COUNT]]");
            return ExitCode::FAILURE;
        }
    };
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || run(first, count));
    match thread.expect("because a thread can be made").join() {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(reason)) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(first: u64, count: u64) -> Result<(), String> {
    let peer = Peer::load(&compiler::packages())?;
    let mut all = Outcome::default();
    let mut at = first;
    while at < first + count {
        let end = (at + BATCH).min(first + count);
        let outcome = compare::generated(&peer, at..end)?;
        for finding in &outcome.findings {
            println!("program {}: {}\n{}", finding.seed, finding.difference, finding.program.to_text());
        }
        all.agreed += outcome.agreed;
        all.unjudged.0 += outcome.unjudged.0;
        if all.unjudged.1.is_empty() {
            all.unjudged.1 = outcome.unjudged.1;
        }
        all.findings.extend(outcome.findings);
        at = end;
        println!(
            "{} of {count}: {} agree, {} not judged, {} differ",
            at - first,
            all.agreed,
            all.unjudged.0,
            all.findings.len()
        );
    }
    if !all.unjudged.1.is_empty() {
        println!("not judged, for example: {}", all.unjudged.1);
    }
    if all.findings.is_empty() { Ok(()) } else { Err(format!("{} programs differ", all.findings.len())) }
}
