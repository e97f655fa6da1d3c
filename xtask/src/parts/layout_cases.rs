//! The layout cases of float-pigment, the layout engine of WeChat's own renderer. They are fetched, never kept here.

use super::{Outcome, programs};
use crate::Context;
use crate::process::{Run, find};
use std::path::{Path, PathBuf};

/// The part's.
pub const NAME: &str = "layout-cases";
/// Where the cases are, and at which commit: published crates leave them out.
const REPOSITORY: &str = "https://github.com/wechat-miniprogram/float-pigment";
const COMMIT: &str = "a0478dca9a25d69b7834ee081a44fd3d4c86e837";
/// A checkout that is there already; for machines that do not reach the address.
const VARIABLE: &str = "MINIHOST_FLOAT_PIGMENT";
/// Cases that differ, with reasons.
const KNOWN: &str = "tests/equality/float-pigment.json";

/// Whether nothing needs to be fetched.
pub fn are_there(context: &Context) -> bool {
    std::env::var_os(VARIABLE).is_some()
        || context.root.join("target/float-pigment/float-pigment-forest").is_dir()
}

/// Lays out every case and compares with what it expects.
pub fn run(context: &Context) -> Outcome {
    let checkout = match checkout(context) {
        Ok(checkout) => checkout,
        Err(reason) => return Outcome::Skipped(reason),
    };
    compare(context, &checkout).map_or_else(Outcome::Failed, Outcome::Passed)
}

fn compare(context: &Context, checkout: &Path) -> Result<String, String> {
    let tool = programs::build(context, "minihost-equality")?;
    let cases = checkout.join("float-pigment-forest/tests/cases");
    let known = context.root.join(KNOWN);
    let run = Run::new(&tool.to_string_lossy(), &context.root).args([
        "expected",
        &cases.to_string_lossy(),
        &known.to_string_lossy(),
    ]);
    let captured = run.capture()?;
    print!("{}", captured.stdout);
    if captured.success {
        Ok(captured.stdout.lines().last().unwrap_or_default().to_owned())
    } else {
        Err(captured.stderr)
    }
}

fn checkout(context: &Context) -> Result<PathBuf, String> {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return Ok(PathBuf::from(folder));
    }
    let folder = context.root.join("target/float-pigment");
    if folder.join("float-pigment-forest").is_dir() {
        return Ok(folder);
    }
    if find("git").is_none() {
        return Err("git is not installed".into());
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for arguments in [
        &["init", "--quiet"][..],
        &["fetch", "--quiet", "--depth", "1", REPOSITORY, COMMIT],
        &["checkout", "--quiet", "FETCH_HEAD"],
    ] {
        Run::new("git", &folder)
            .env("GIT_TERMINAL_PROMPT", "0")
            .args(arguments.iter().copied())
            .stream()
            .map_err(|_| format!("{REPOSITORY} cannot be reached; {VARIABLE} names a checkout of it"))?;
    }
    Ok(folder)
}
