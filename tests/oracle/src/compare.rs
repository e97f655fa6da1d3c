//! Running many programs through both engines.

use crate::peer::Peer;
use crate::{Program, compiler, generate, ours};

/// A generated program on which the engines differ, made as small as it gets.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its number.
    pub seed: u64,
    /// The program.
    pub program: Program,
    /// What differs.
    pub difference: String,
}

/// How a run went.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Programs that ran alike.
    pub agreed: usize,
    /// Those that glass-easel could not run, with the reason of the first.
    pub unjudged: (usize, String),
    /// Those that did not.
    pub findings: Vec<Finding>,
}

/// Runs the programs of these numbers. Must be called where there are 16 MB of stack.
///
/// # Errors
/// The compiler is not there.
pub fn generated(peer: &Peer, seeds: std::ops::Range<u64>) -> Result<Outcome, String> {
    let programs: Vec<(u64, Program)> = seeds.map(|seed| (seed, generate::program(seed))).collect();
    let compiled = compiler::compile(&programs.iter().map(|(_, program)| program).collect::<Vec<_>>())?;
    let mut outcome = Outcome::default();
    for ((seed, program), compiled) in programs.into_iter().zip(&compiled) {
        match peer.run(&program, compiled) {
            Err(reason) => {
                outcome.unjudged.0 += 1;
                if outcome.unjudged.1.is_empty() {
                    outcome.unjudged.1 = format!("program {seed}: {reason}");
                }
            }
            Ok(theirs) if program.loose_difference(&theirs, &ours::run(&program)).is_none() => {
                outcome.agreed += 1;
            }
            Ok(_) => {
                let (program, difference) = shrink(peer, program);
                outcome.findings.push(Finding { seed, program, difference });
            }
        }
    }
    Ok(outcome)
}

fn difference(peer: &Peer, program: &Program) -> Option<String> {
    let compiled = compiler::compile(&[program]).ok()?.pop()?;
    program.loose_difference(&peer.run(program, &compiled).ok()?, &ours::run(program))
}

/// Leaves out steps and pieces of templates while the engines still differ.
fn shrink(peer: &Peer, mut program: Program) -> (Program, String) {
    let mut text = difference(peer, &program).unwrap_or_default();
    let mut tries = 0;
    let mut attempt = |smaller: Program, program: &mut Program| {
        tries += 1;
        let found = if tries < 150 { difference(peer, &smaller) } else { None };
        found.is_some_and(|found| {
            text = found;
            *program = smaller;
            true
        })
    };
    let mut at = program.steps.len();
    while at > 0 {
        at -= 1;
        let mut smaller = program.clone();
        smaller.steps.remove(at);
        attempt(smaller, &mut program);
    }
    let paths: Vec<String> =
        program.files.keys().filter(|path| crate::files::has_extension(path, "wxml")).cloned().collect();
    for path in paths {
        let mut from = 0;
        while let Some(range) = next_piece(&program.files[&path], from) {
            let mut smaller = program.clone();
            let text = smaller.files.get_mut(&path).expect("because it is one of its files");
            text.replace_range(range.clone(), "");
            if !attempt(smaller, &mut program) {
                from = range.start + 1;
            }
        }
    }
    (program, text)
}

/// The next balanced element or attribute from here on.
fn next_piece(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let start = from + text.get(from..)?.find('<')?;
    if text[start..].starts_with("</") {
        return next_piece(text, start + 1);
    }
    let mut depth = 0;
    let mut at = start;
    loop {
        let open = at + text[at..].find('<')?;
        let end = open + text[open..].find('>')? + 1;
        if text[open..].starts_with("</") {
            depth -= 1;
        } else if !text[..end].ends_with("/>") {
            depth += 1;
        }
        if depth == 0 {
            return Some(start..end);
        }
        at = end;
    }
}
