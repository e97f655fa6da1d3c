//! The Swift package: built in language mode 6 with warnings as errors, its tests run against the core, and what needs Apple's SDK
//! type-checked against the declarations of `tests/apple-stubs`.

use super::languages::{build, library_folder};
use super::{Outcome, recordings};
use crate::process::{Run, find};
use crate::{Context, ios};
use std::path::{Path, PathBuf};

mod privacy;
mod types;

/// Everything of Swift that a machine without Xcode can show.
pub fn swift(context: &Context) -> Outcome {
    let swift = match find_swift(context) {
        Ok(swift) => swift,
        Err(reason) => return Outcome::Skipped(reason),
    };
    run(context, &swift).map_or_else(Outcome::Failed, Outcome::Passed)
}

fn run(context: &Context, swift: &Path) -> Result<String, String> {
    build(context)?;
    recordings::write_frames(context)?;
    let folder = context.root.join("bindings/swift");
    let library = library_folder(context);
    let swift_package =
        || Run::new(&swift.to_string_lossy(), &folder).env("MINIHOST_LIBRARY_FOLDER", library.as_os_str());
    swift_package().args(["build", "--build-tests", "-Xswiftc", "-warnings-as-errors"]).stream()?;
    let captured =
        swift_package().args(["test", "--skip-build", "-Xswiftc", "-warnings-as-errors"]).capture()?;
    let said = format!("{}\n{}", captured.stdout, captured.stderr);
    for line in said.lines().map(str::trim).filter(|line| is_worth_showing(line)) {
        println!("    {line}");
    }
    let ran = count(&said);
    if !captured.success {
        return Err(format!("swift test failed:\n{said}"));
    }
    if ran == 0 {
        return Err("swift ran no test".into());
    }
    let file = library_file(&library);
    let functions = match &file {
        Some(file) => ios::check_library_here(context, file)?,
        None => 0,
    };
    let reasons = privacy::check(context, file.as_deref())?;
    let size = ios::size_here(context);
    let checked = types::check(context, &swift.with_file_name("swiftc"))?;
    Ok(format!(
        "{ran} tests; {functions} C functions in the library, {size}; APIs with a reason: {reasons}; {checked} type-checked"
    ))
}

/// Only where symbols are listed as on Linux.
fn library_file(folder: &Path) -> Option<PathBuf> {
    Some(folder.join("libminihost_ffi.so")).filter(|file| file.is_file())
}

fn is_worth_showing(line: &str) -> bool {
    line.contains("error:")
        || line.starts_with("Test Case") && line.contains("passed")
        || line.starts_with("✔ Test ")
        || line.starts_with("✘ ")
        || line.starts_with("measured: ")
}

/// Tests that passed, of XCTest and of Swift Testing. The latter's summary counts them, and so is no test itself.
fn count(said: &str) -> usize {
    let lines = || said.lines().map(str::trim);
    let old = lines().filter(|line| line.starts_with("Test Case") && line.contains("' passed")).count();
    let new: usize = lines()
        .filter_map(|line| line.strip_prefix("✔ Test run with ")?.split(' ').next()?.parse::<usize>().ok())
        .sum();
    old + new
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
        crate::setup::tools_for_swift(context)?;
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

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_the_tests_of_both_libraries() {
        let said = "Test Case 'A.b' started\nTest Case 'A.b' passed (0.1 seconds)\n✔ Test c() passed after 0.01 seconds.\n\
            ✔ Test run with 17 tests in 5 suites passed after 3.285 seconds.\nTest Case 'A.d' failed (0.1 seconds)";
        assert_eq!(count(said), 18);
        assert_eq!(count("✘ Test run with 3 tests in 1 suite failed after 1 second with 1 issue."), 0);
    }
}
