//! The demo in a real browser.

use super::Outcome;
use crate::process::{Run, find};
use crate::{Context, npm};

/// Builds the demo and drives `tests/e2e/flow.mjs` through it.
pub fn flow(context: &Context) -> Outcome {
    for (tool, why) in [("node", "runs the browser test"), ("chromium", "is the browser")] {
        if find(tool).is_none() {
            return Outcome::Skipped(format!("{tool} is not installed; it {why}"));
        }
    }
    if let Err(reason) = npm::install(context, npm::TEST_PACKAGES, "Playwright") {
        return Outcome::Skipped(reason);
    }
    let build = Run::cargo(&context.root).args(["build", "--package", "desktop-demo"]).stream();
    let drive = || Run::new("node", &context.root).args(["tests/e2e/flow.mjs"]).stream();
    build.and_then(|()| drive()).into()
}
