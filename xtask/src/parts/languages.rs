//! The bindings: generated sources, and what stands on them in Kotlin and Swift.

use super::Outcome;
use crate::process::{Run, find};
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
        let folder = context.root.join("bindings/kotlin");
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

/// The Swift package builds in language mode 6 and its tests pass.
pub fn swift(context: &Context) -> Outcome {
    let swift = match find_swift(context) {
        Ok(swift) => swift,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let run = || -> Result<String, String> {
        build(context)?;
        let folder = context.root.join("bindings/swift");
        let library = library_folder(context);
        let swift = || {
            Run::new(&swift.to_string_lossy(), &folder).env("MINIHOST_LIBRARY_FOLDER", library.as_os_str())
        };
        swift().args(["build", "--build-tests"]).stream()?;
        let captured = swift().args(["test", "--skip-build"]).capture()?;
        let said = format!("{}\n{}", captured.stdout, captured.stderr);
        for line in said.lines().filter(|line| line.contains("error:") || line.starts_with("Test Case")) {
            println!("    {}", line.trim());
        }
        let ran =
            said.lines().filter(|line| line.starts_with("Test Case") && line.contains("' passed")).count();
        match (captured.success, ran) {
            (true, 1..) => Ok(format!("{ran} tests")),
            (true, 0) => Err("swift ran no test".into()),
            (false, _) => Err(format!("swift test failed:\n{said}")),
        }
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

/// On the path, in the folder that `MINIHOST_SWIFT` names, or unpacked by a `shared/toolchains/swift/setup` beside the checkout.
fn find_swift(context: &Context) -> Result<PathBuf, String> {
    if let Some(swift) = find("swift") {
        return Ok(swift);
    }
    if let Some(folder) = std::env::var_os("MINIHOST_SWIFT") {
        let swift = PathBuf::from(folder).join("swift");
        return if swift.is_file() {
            Ok(swift)
        } else {
            Err(format!("MINIHOST_SWIFT names a folder without {}", swift.display()))
        };
    }
    let setup = context.root.join("../shared/toolchains/swift/setup");
    if setup.is_file() {
        println!("    unpacking Swift (once, about 20 s)");
        let captured = Run::new(&setup.to_string_lossy(), &context.root).capture()?;
        let swift = PathBuf::from(captured.stdout.trim()).join("swift");
        return if captured.success && swift.is_file() {
            Ok(swift)
        } else {
            Err(format!("{} failed: {}", setup.display(), captured.stderr.trim()))
        };
    }
    Err("there is no Swift: put `swift` on the PATH (swift.org has 6.3 for Linux), or name its folder in MINIHOST_SWIFT".into())
}
