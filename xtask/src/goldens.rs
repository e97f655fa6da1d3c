//! `cargo xtask goldens`: tests that compare with goldens write them instead.

use crate::process::Run;
use crate::{Context, npm};

/// Rewrites the goldens of all crates, or of those named.
///
/// # Errors
/// A test failed for another reason than its golden.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    npm::install(context, npm::FONTS, "the pinned fonts (about 100 MB)")?;
    npm::install(context, npm::TEST_PACKAGES, "the libraries whose pages are goldens (about 60 MB)")?;
    let mut run = Run::cargo(&context.root)
        .env("UPDATE_GOLDENS", "1")
        .env("UPDATE_FORMAT", "1")
        .args(["test", "--no-fail-fast"]);
    run = if arguments.is_empty() {
        run.args(["--workspace", "--exclude", "minihost-bindgen"])
    } else {
        run.args(arguments.iter().flat_map(|name| ["--package", name.as_str()]))
    };
    run.stream()?;
    println!("\nwhat changed (look at each, and say in the commit why):");
    Run::new("git", &context.root).args(["status", "--short", "--", "tests/goldens", "rust-core"]).stream()
}
