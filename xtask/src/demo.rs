//! `cargo xtask demo`: fonts, build, run.

use crate::process::Run;
use crate::{Context, npm};

/// Starts the demo; returns when it is stopped.
///
/// # Errors
/// Fonts are missing, or the build failed.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    npm::install(context, npm::FONTS, "the pinned Chinese and emoji fonts (about 100 MB)")?;
    let (release, rest): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| *argument == "--release");
    println!(
        "    building the demo: the first time cargo compiles the JavaScript engine, the rasteriser and about 250 crates,"
    );
    println!(
        "    which takes a few minutes; afterwards seconds. The address to open is printed when it is ready."
    );
    Run::cargo(&context.root)
        .args(["run", "--package", "desktop-demo"])
        .args(release)
        .args(["--"])
        .args(rest)
        .stream()
}
