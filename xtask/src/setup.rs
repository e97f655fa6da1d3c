//! Everything from outside that demo and tests need.

use crate::process::{Run, find};
use crate::{Context, npm};
use std::path::Path;

/// A thing a Debian package brings.
struct Tool {
    /// A program in `PATH`, or an absolute path of a file.
    provides: &'static str,
    package: &'static str,
    needed_for: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool { provides: "chromium", package: "chromium", needed_for: "the end-to-end test" },
    Tool { provides: "zip", package: "zip", needed_for: "archives made by Info-ZIP" },
    Tool { provides: "unzip", package: "unzip", needed_for: "the install benchmark's rival" },
    Tool { provides: "bsdtar", package: "libarchive-tools", needed_for: "archives made by libarchive" },
    Tool { provides: "python3", package: "python3", needed_for: "archives made by Python" },
    Tool { provides: "jar", package: "default-jdk-headless", needed_for: "archives made by Java" },
    Tool { provides: "javac", package: "default-jdk-headless", needed_for: "the Kotlin tests" },
    Tool { provides: "mvn", package: "maven", needed_for: "the Kotlin tests" },
    Tool { provides: "aapt2", package: "aapt", needed_for: "the Android tests" },
];

const SWIFT: &str = "the Swift tests";

/// What a Swift toolchain that is unpacked, and not installed, wants of Debian 12.
const SWIFT_TOOLS: &[Tool] = &[
    Tool { provides: "xz", package: "xz-utils", needed_for: SWIFT },
    Tool { provides: "/usr/include/stdio.h", package: "libc6-dev", needed_for: SWIFT },
    Tool {
        provides: "/usr/lib/gcc/x86_64-linux-gnu/12/libstdc++.so",
        package: "libstdc++-12-dev",
        needed_for: SWIFT,
    },
    Tool { provides: "/usr/lib/x86_64-linux-gnu/libcurl.so.4", package: "libcurl4", needed_for: SWIFT },
    Tool { provides: "/usr/lib/x86_64-linux-gnu/libncurses.so.6", package: "libncurses6", needed_for: SWIFT },
    Tool {
        provides: "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0",
        package: "libsqlite3-0",
        needed_for: SWIFT,
    },
    Tool { provides: "/usr/lib/x86_64-linux-gnu/libuuid.so.1", package: "libuuid1", needed_for: SWIFT },
    Tool { provides: "/usr/lib/x86_64-linux-gnu/libxml2.so.2", package: "libxml2", needed_for: SWIFT },
];

/// Installs all of it.
///
/// # Errors
/// Something could not be had.
pub fn run(context: &Context, _arguments: &[String]) -> Result<(), String> {
    println!("fonts: {}", npm::install(context, npm::FONTS, "the pinned fonts (about 100 MB)")?);
    println!(
        "npm packages: {}",
        npm::install(context, npm::TEST_PACKAGES, "libraries and tools of the tests (about 60 MB)")?
    );
    println!("tools: {}", tools(context)?);
    Ok(())
}

/// Installs missing Debian packages where that is possible.
///
/// # Errors
/// Names what is missing and for what.
pub fn tools(context: &Context) -> Result<String, String> {
    install(context, TOOLS)
}

/// The same for one purpose of the table.
///
/// # Errors
/// As above.
pub fn tools_for(context: &Context, purpose: &str) -> Result<String, String> {
    install(context, TOOLS.iter().filter(|tool| tool.needed_for == purpose))
}

/// What an unpacked Swift needs.
///
/// # Errors
/// As above.
pub fn tools_for_swift(context: &Context) -> Result<String, String> {
    install(context, SWIFT_TOOLS)
}

fn install(
    context: &Context,
    wanted: impl IntoIterator<Item = &'static Tool> + Clone,
) -> Result<String, String> {
    let missing = missing(wanted.clone());
    if missing.is_empty() {
        return Ok("all there".into());
    }
    let mut packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    packages.dedup();
    let root = Run::new("id", &context.root).args(["-u"]).capture().is_ok_and(|id| id.stdout.trim() == "0");
    if root && find("apt-get").is_some() {
        println!("    installing Debian packages: {} (this downloads; a few minutes)", packages.join(" "));
        let apt = |arguments: &[&str]| {
            Run::new("apt-get", &context.root)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args(arguments)
                .stream()
        };
        let install: Vec<&str> =
            ["install", "-y", "--no-install-recommends", "-q"].iter().chain(&packages).copied().collect();
        // The index of a fresh image is often stale or absent; of another's, current. Try the cheap way first.
        if apt(&install).is_err() {
            apt(&["update", "-q"])?;
            apt(&install)?;
        }
    }
    let still: Vec<String> =
        self::missing(wanted).iter().map(|tool| format!("{} ({})", tool.package, tool.needed_for)).collect();
    if still.is_empty() {
        Ok(format!("installed {}", packages.join(" ")))
    } else {
        Err(format!("install these, or run as root on Debian: {}", still.join(", ")))
    }
}

fn missing(wanted: impl IntoIterator<Item = &'static Tool>) -> Vec<&'static Tool> {
    wanted
        .into_iter()
        .filter(|tool| {
            if tool.provides.starts_with('/') {
                !Path::new(tool.provides).exists()
            } else {
                find(tool.provides).is_none()
            }
        })
        .collect()
}
