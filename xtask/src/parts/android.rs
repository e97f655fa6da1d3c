//! The Android module and its demo on a plain JVM: real framework classes, real resources, the real core, under Robolectric.

mod guide;
mod painters;
mod resources;

use super::Outcome;
use super::languages::{build, library_folder, reports};
use crate::process::Run;
use crate::{Context, setup};
use std::path::{Path, PathBuf};

/// The framework's classes to compile against and, instrumented, to run. Both are on Maven Central.
const FRAMEWORK: &str = "android-all-14-robolectric-10818077.jar";
const ARTEFACTS: [&str; 2] = [
    "org.robolectric:android-all:14-robolectric-10818077:jar",
    "org.robolectric:android-all-instrumented:14-robolectric-10818077-i7:jar",
];

/// Runs the tests.
pub fn test(context: &Context) -> Outcome {
    for purpose in ["the Kotlin tests", "the Android tests"] {
        if let Err(reason) = setup::tools_for(context, purpose) {
            return Outcome::Skipped(reason);
        }
    }
    let framework = match framework(context) {
        Ok(folder) => folder,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let run = || -> Result<String, String> {
        painters::check(&context.root)?;
        guide::check_gradle(&context.root)?;
        build(context)?;
        // The core's own rasteriser, whose pictures the painter's are compared with.
        Run::cargo(&context.root).args(["build", "--package", "minihost-cli"]).stream()?;
        let module = context.root.join("bindings/android");
        let out = module.join("target/aapt");
        // Which app Robolectric runs is said on each run's class path; what an earlier version of the tests copied here would come first.
        let copied = module.join("target/test-classes/com/android/tools/test_config.properties");
        if copied.exists() {
            std::fs::remove_file(&copied).map_err(|error| format!("{}: {error}", copied.display()))?;
        }
        resources::link(context, &framework.join(FRAMEWORK), &out)?;
        guide::link(context, &framework.join(FRAMEWORK), &out, &module.join("target/guide"))?;
        println!("    compiling and running; the first time Maven gets Robolectric (about 150 MB more)");
        let property = |name: &str, path: &Path| format!("-D{name}={}", path.display());
        Run::new("mvn", &context.root.join("bindings"))
            .args(["-q", "-B", "-pl", "android", "-am", "-DskipTests"])
            .args([
                property("minihost.checkout", &context.root),
                property("minihost.library.folder", &library_folder(context)),
                property("minihost.framework.folder", &framework),
            ])
            .args(["test"])
            .stream()?;
        let mut ran = 0;
        for (name, tests) in reports(&module.join("target/surefire-reports"))? {
            println!("    {name:<48}{tests:>4} tests");
            ran += tests;
        }
        if ran == 0 { Err("Maven ran no test".into()) } else { Ok(format!("{ran} tests")) }
    };
    run().map_or_else(Outcome::Failed, Outcome::Passed)
}

/// The folder with the framework, fetched once.
fn framework(context: &Context) -> Result<PathBuf, String> {
    let folder = context.root.join("target/android-framework");
    let count = std::fs::read_dir(&folder).map_or(0, Iterator::count);
    if count >= ARTEFACTS.len() {
        return Ok(folder);
    }
    println!("    fetching Android's framework (once, about 300 MB)");
    for artefact in ARTEFACTS {
        Run::new("mvn", &context.root)
            .args(["-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"])
            .args([format!("-Dartifact={artefact}"), format!("-DoutputDirectory={}", folder.display())])
            .stream()
            .map_err(|error| format!("Android's framework cannot be fetched: {error}"))?;
    }
    Ok(folder)
}
