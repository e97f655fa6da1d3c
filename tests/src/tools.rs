//! Programs of the machine that a test needs: found on `PATH`, or missed loudly.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The workspace's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the workspace")
}

/// A program on `PATH`; names may differ between systems, the first that is there is taken.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let mut candidates = names.iter().flat_map(|name| {
        folders.iter().map(move |folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
    });
    candidates.find(|candidate| candidate.is_file())
}

/// Writes files by their paths below a folder, and the folders they need.
///
/// # Panics
/// When they cannot be written.
pub fn write_files(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        let result = std::fs::create_dir_all(path.parent().unwrap_or(folder));
        result.and_then(|()| std::fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// Says that something could not be tried, past the test runner's capture; with `CI=true` that is a failure.
///
/// # Panics
/// With `CI=true`.
pub fn missing(what: &str) {
    // A notice that cannot be written is lost; there is nowhere else to say it.
    let _ = writeln!(std::io::stderr(), "\n*** NOT TESTED: {what}\n");
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "with CI=true nothing may be missing: {what}");
}

/// Runs a command to its end without input.
///
/// # Panics
/// When it cannot be run or fails; the message holds what it printed.
pub fn run(command: &mut Command) -> Output {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?} failed: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
