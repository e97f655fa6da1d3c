//! `cargo xtask bindings`: the Kotlin and Swift sources that are checked in.

use crate::Context;
use crate::process::Run;

/// Generates the sources into `bindings/`; with `--check` only compares.
///
/// # Errors
/// The library does not build, or the sources differ.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    if let Some(other) = arguments.iter().find(|argument| *argument != "--check") {
        return Err(format!("`bindings` takes --check or nothing, not {other}"));
    }
    println!("    building the library and uniffi's generator (about three minutes the first time)");
    Run::cargo(&context.root).args(["build", "--package", "minihost-ffi"]).stream()?;
    Run::cargo(&context.root).args(["run", "--package", "minihost-bindgen", "--"]).args(arguments).stream()
}
