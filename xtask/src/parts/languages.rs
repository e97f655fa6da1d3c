//! The bindings: generated sources, and what stands on them in Kotlin.

use super::{Outcome, recordings};
use crate::process::Run;
use crate::{Context, bindings, setup};
use std::path::{Path, PathBuf};

/// The generated sources are what the core exports now.
pub fn bindings(context: &Context) -> Outcome {
    bindings::run(context, &["--check".to_owned()]).into()
}

/// The Kotlin module's tests on a plain JVM against the real core.
pub fn kotlin(context: &Context) -> Outcome {
    if let Err(reason) = setup::tools_for(context, "the Kotlin tests") {
        return Outcome::Skipped(reason);
    }
    let run = || -> Result<String, String> {
        build(context)?;
        recordings::write_frames(context)?;
        let folder = context.root.join("bindings/kotlin");
        crate::android::for_tests::jar(context, &library_folder(context))?;
        println!(
            "    compiling and running; the first time Maven gets its plugins and the Kotlin compiler (about 150 MB)"
        );
        let library = format!("-Dminihost.library.folder={}", library_folder(context).display());
        Run::new("mvn", &folder).args(["-q", "-B", &library, "test"]).stream()?;
        let mut ran = 0;
        for (name, tests) in reports(&folder.join("target/surefire-reports"))? {
            println!("    {name:<44}{tests:>4} tests");
            ran += tests;
        }
        if ran == 0 { Err("Maven ran no test".into()) } else { Ok(format!("{ran} tests")) }
    };
    run().map_or_else(Outcome::Failed, Outcome::Passed)
}

pub(super) fn build(context: &Context) -> Result<(), String> {
    Run::cargo(&context.root).args(["build", "--package", "minihost-ffi"]).stream()
}

pub(super) fn library_folder(context: &Context) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    // A relative one is meant from the root, as cargo is started there.
    context.root.join(target).join("debug")
}

/// Test classes and how many tests each ran, from what Surefire wrote.
pub(super) fn reports(folder: &Path) -> Result<Vec<(String, usize)>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let number =
            text.split_once("Tests run: ").and_then(|(_, rest)| rest.split(',').next()?.parse().ok());
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        found.push((name, number.unwrap_or(0)));
    }
    found.sort();
    Ok(found)
}
