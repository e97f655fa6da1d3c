//! The jar with this machine's library, for hosts' own tests on a desktop JVM: JNA finds it on the class path, nothing is set.

use crate::Context;
use crate::process::Run;
use std::fs;
use std::path::{Path, PathBuf};

/// Beside the jar's version, which is the SDK's.
const NAME: &str = "minihost-for-tests.jar";

/// Where JNA looks on the class path for a library of this system, as its `Platform.RESOURCE_PREFIX` has it.
fn prefix(os: &str, arch: &str) -> String {
    let os = match os {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let arch = match arch {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{os}-{arch}")
}

/// Puts the library that lies in `built` where Gradle's module `for-tests` takes it from, and makes the jar of it, in `target`.
///
/// # Errors
/// The library is not there, or the JDK's `jar` fails.
pub fn jar(context: &Context, built: &Path) -> Result<PathBuf, String> {
    let name = format!("{}minihost_ffi{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let root = context.root.join("bindings/for-tests/build/library");
    let folder = root.join(prefix(std::env::consts::OS, std::env::consts::ARCH));
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::copy(built.join(&name), folder.join(&name)).map_err(failed)?;
    let jar = context.root.join("target").join(NAME);
    Run::new("jar", &context.root)
        .args(["--create".as_ref(), "--file".as_ref(), jar.as_os_str(), "-C".as_ref(), root.as_os_str()])
        .args(["."])
        .stream()?;
    Ok(jar)
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn folders_are_named_as_jna_names_them() {
        for (os, arch, named) in [
            ("linux", "x86_64", "linux-x86-64"),
            ("linux", "aarch64", "linux-aarch64"),
            ("macos", "aarch64", "darwin-aarch64"),
            ("windows", "x86_64", "win32-x86-64"),
        ] {
            assert_eq!(prefix(os, arch), named);
        }
    }
}
