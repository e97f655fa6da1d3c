//! Parts that are cargo's own.

use super::Outcome;
use crate::Context;
use crate::process::Run;

/// Formatting of all crates.
pub fn fmt(context: &Context) -> Outcome {
    match Run::cargo(&context.root).args(["fmt", "--all", "--", "--check"]).stream() {
        Ok(()) => Outcome::Passed(String::new()),
        Err(_) => Outcome::Failed("run `cargo fmt --all`".into()),
    }
}

/// Lints, warnings as errors.
pub fn clippy(context: &Context) -> Outcome {
    println!("    the first time this checks about 400 crates: a few minutes");
    Run::cargo(&context.root)
        .args([
            "clippy",
            "--workspace",
            "--exclude",
            "minihost-bindgen",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
        .stream()
        .into()
}

/// All tests of all crates but the bindings generator, which has a part of its own.
pub fn test(context: &Context) -> Outcome {
    println!("    building and running; the first build takes several minutes");
    Run::cargo(&context.root)
        .args(["test", "--workspace", "--exclude", "minihost-bindgen", "--no-fail-fast"])
        .stream()
        .into()
}

/// The docs, warnings as errors.
pub fn docs(context: &Context) -> Outcome {
    Run::cargo(&context.root)
        .env("RUSTDOCFLAGS", "-D warnings")
        .args([
            "doc",
            "--workspace",
            "--no-deps",
            "--exclude",
            "minihost-bindgen",
            "--document-private-items",
        ])
        .stream()
        .into()
}
