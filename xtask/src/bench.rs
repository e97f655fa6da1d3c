//! `cargo xtask bench NAME`: a benchmark of `tests/benches`, both sides in one run.

use crate::process::Run;
use crate::{Context, npm};

/// Runs one, or lists them.
///
/// # Errors
/// There is no such benchmark, or it failed.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    let known = names(context)?;
    let Some((name, rest)) = arguments.split_first() else {
        println!("benchmarks: {}", known.join(", "));
        return Ok(());
    };
    if !known.contains(name) {
        return Err(format!("there is no benchmark {name}; there are: {}", known.join(", ")));
    }
    npm::install(context, npm::FONTS, "the pinned fonts (about 100 MB)")?;
    npm::install(context, npm::TEST_PACKAGES, "the rivals that come from npm (about 60 MB)")?;
    println!("    building optimised; the first time this takes several minutes");
    Run::cargo(&context.root)
        .args(["bench", "--package", "minihost-tests", "--bench", name, "--"])
        .args(rest)
        .stream()
}

fn names(context: &Context) -> Result<Vec<String>, String> {
    let folder = context.root.join("tests/benches");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("tests/benches: {error}"))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}
