//! Folders with a `package-lock.json`: fonts and packages that are taken from npm at test time.

use crate::Context;
use crate::process::{Run, find};
use std::path::Path;

/// The fonts of demo, tests and goldens.
pub const FONTS: &str = "tests/fonts";
/// Libraries and tools of the tests.
pub const TEST_PACKAGES: &str = "tests/node";

/// Makes a folder's `node_modules` match its lock file; does nothing when it does already.
///
/// # Errors
/// npm is missing or failed.
pub fn install(context: &Context, folder: &str, why: &str) -> Result<&'static str, String> {
    let path = context.root.join(folder);
    if is_current(&path) {
        return Ok("already there");
    }
    if find("npm").is_none() {
        return Err(format!("npm is not installed; it brings {why}"));
    }
    println!("    getting {why} from npm (once; pinned in {folder}/package-lock.json)");
    // Scripts of packages never run: everything needed is plain files.
    Run::new("npm", &path)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .stream()?;
    Ok("installed")
}

/// npm writes `node_modules/.package-lock.json` last, so it tells a whole installation from half of one.
fn is_current(folder: &Path) -> bool {
    let time = |path: &str| folder.join(path).metadata().and_then(|data| data.modified()).ok();
    match (time("node_modules/.package-lock.json"), time("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}
