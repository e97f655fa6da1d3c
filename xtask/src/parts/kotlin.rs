//! The Kotlin wrapper on a plain JVM.

use super::Outcome;
use crate::Context;
use crate::process::{Run, find};

/// Compiles the generated sources and a small host, and runs it against the library.
pub fn jvm(context: &Context) -> Outcome {
    let script = "bindings/kotlin/test.sh";
    if !context.root.join(script).exists() {
        return Outcome::Skipped(format!("{script} is not there"));
    }
    if find("java").is_none() {
        return Outcome::Skipped("no Java; install a JDK".into());
    }
    Run::new("bash", &context.root).args([script]).stream().into()
}
