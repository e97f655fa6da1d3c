//! `cargo xtask oracle [FIRST [COUNT]]`: generated programs through glass-easel and through our engine.

use crate::process::Run;
use crate::{Context, npm};

/// Runs the comparison, built optimised; thousands of programs in minutes.
///
/// # Errors
/// The packages cannot be had, or programs differ.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    npm::install(context, npm::TEST_PACKAGES, "glass-easel and its template compiler (about 60 MB)")?;
    println!("    building optimised; the first time this takes several minutes");
    let mut words = vec!["run", "--release", "--package", "minihost-oracle", "--"];
    words.extend(arguments.iter().map(String::as_str));
    Run::cargo(&context.root).args(words).stream()
}
