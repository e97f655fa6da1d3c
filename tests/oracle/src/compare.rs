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

/// Rounds of [`shrink`], and programs tried in each.
const ROUNDS: usize = 15;
const TRIES: usize = 60;

/// Leaves out a step or a piece of a template, the most that can be, as long as the engines still differ.
fn shrink(peer: &Peer, mut program: Program) -> (Program, String) {
    let found = |candidates: &[Program]| -> Option<(Program, String)> {
        let compiled = compiler::compile(&candidates.iter().collect::<Vec<_>>()).ok()?;
        candidates.iter().zip(&compiled).find_map(|(program, compiled)| {
            let theirs = peer.run(program, compiled).ok()?;
            Some((program.clone(), program.loose_difference(&theirs, &ours::run(program))?))
        })
    };
    let mut text =
        found(std::slice::from_ref(&program)).map_or("the second run agreed".into(), |found| found.1);
    for _ in 0..ROUNDS {
        let mut candidates = smaller(&program);
        candidates.sort_by_key(size);
        candidates.truncate(TRIES);
        let Some(next) = found(&candidates) else { break };
        (program, text) = next;
    }
    (program, text)
}

fn size(program: &Program) -> usize {
    program.steps.len() * 40 + program.files.values().map(String::len).sum::<usize>()
}

/// The program without one step or one piece of a template.
fn smaller(program: &Program) -> Vec<Program> {
    let mut all = Vec::new();
    for at in 0..program.steps.len() {
        let mut one = program.clone();
        one.steps.remove(at);
        all.push(one);
    }
    for (path, text) in program.files.iter().filter(|(path, _)| crate::files::has_extension(path, "wxml")) {
        let mut from = 0;
        while let Some(range) = next_piece(text, from) {
            from = range.start + 1;
            // Without its condition an "else" means something else.
            if text[range.end..].starts_with("<view wx:el") {
                continue;
            }
            let mut one = program.clone();
            one.files.get_mut(path).expect("because it is one of its files").replace_range(range, "");
            all.push(one);
        }
    }
    all
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
