//! `cargo xtask android`: the core for each ABI, checked, and the AAR around it.

mod elf;
pub mod for_tests;

use crate::Context;
use crate::process::{Run, find};
use std::fs;
use std::path::{Path, PathBuf};

/// An ABI as Android, Rust and cargo-ndk call it.
struct Abi {
    name: &'static str,
    target: &'static str,
    /// Phones with pages of 16 KB load only libraries that are aligned for them; all of those phones have 64 bits.
    wide_pages: bool,
}

const ABIS: &[Abi] = &[
    Abi { name: "arm64-v8a", target: "aarch64-linux-android", wide_pages: true },
    Abi { name: "armeabi-v7a", target: "armv7-linux-androideabi", wide_pages: false },
    Abi { name: "x86_64", target: "x86_64-linux-android", wide_pages: true },
];

const LIBRARY: &str = "libminihost_ffi.so";
const MIN_SDK: &str = "26";
const PAGE: u64 = 16 * 1024;

/// What a stripped library may weigh, in bytes.
const LARGEST: u64 = 4_000_000;

/// Builds everything.
///
/// # Errors
/// A tool is missing (all that are missing are named), a build fails, or a library is not fit to ship.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    match arguments {
        [] => {}
        [only] if only == "for-tests" => return release_for_tests(context),
        [other, ..] => return Err(format!("`android` takes for-tests or nothing, not {other}")),
    }
    let ndk = tools(context)?;
    let libraries = context.root.join("bindings/android/build/jniLibs");
    let mut build = Run::new("cargo", &context.root).args(["ndk", "--platform", MIN_SDK]);
    for abi in ABIS {
        build = build.args(["--target", abi.name]);
    }
    build
        .args(["--output-dir".as_ref(), libraries.as_os_str()])
        .args(["build", "--release", "--package", "minihost-ffi", "--no-default-features"])
        .stream()?;
    println!("\n{:<14}{:>12}{:>12}  page alignment", "abi", "bytes", "symbols");
    let mut unfit = Vec::new();
    for abi in ABIS {
        let library = libraries.join(abi.name).join(LIBRARY);
        unfit.extend(finish(context, abi, &library, &ndk)?);
    }
    if !unfit.is_empty() {
        return Err(unfit.join("\n"));
    }
    println!();
    Run::new("gradle", &context.root.join("bindings")).args([":android:assembleRelease"]).stream()
}

/// The jar with this machine's library, for apps' tests.
fn release_for_tests(context: &Context) -> Result<(), String> {
    Run::cargo(&context.root).args(["build", "--release", "--package", "minihost-ffi"]).stream()?;
    let jar = for_tests::jar(context, &context.root.join("target/release"))?;
    println!("{}", jar.display());
    Ok(())
}

/// Strips a library, keeps its symbols, and says what is wrong with it.
fn finish(context: &Context, abi: &Abi, library: &Path, ndk: &Path) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", library.display());
    let symbols = context.root.join("target/android-symbols").join(abi.name);
    fs::create_dir_all(&symbols).map_err(failed)?;
    let whole = symbols.join(LIBRARY);
    fs::copy(library, &whole).map_err(failed)?;
    Run::new(&strip(ndk)?.to_string_lossy(), &context.root)
        .args(["--strip-unneeded".as_ref(), library.as_os_str()])
        .stream()?;
    let bytes = fs::read(library).map_err(failed)?;
    let alignment =
        elf::load_alignment(&bytes).map_err(|reason| format!("{}: {reason}", library.display()))?;
    let size = bytes.len() as u64;
    let with_symbols = fs::metadata(&whole).map_err(failed)?.len();
    println!("{:<14}{size:>12}{with_symbols:>12}  {alignment}", abi.name);
    let mut wrong = Vec::new();
    if abi.wide_pages && alignment < PAGE {
        wrong.push(format!("{}: aligned for pages of {alignment} bytes, phones need {PAGE}", abi.name));
    }
    if size > LARGEST {
        wrong.push(format!("{}: {size} bytes, more than the {LARGEST} that are allowed", abi.name));
    }
    Ok(wrong)
}

fn strip(ndk: &Path) -> Result<PathBuf, String> {
    let prebuilt = ndk.join("toolchains/llvm/prebuilt");
    let hosts = fs::read_dir(&prebuilt).map_err(|error| format!("{}: {error}", prebuilt.display()))?;
    hosts
        .flatten()
        .map(|host| host.path().join("bin/llvm-strip"))
        .find(|tool| tool.is_file())
        .ok_or_else(|| format!("there is no llvm-strip below {}", prebuilt.display()))
}

/// The NDK's folder, if everything is there.
fn tools(context: &Context) -> Result<PathBuf, String> {
    let ndk = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"]
        .iter()
        .filter_map(std::env::var_os)
        .map(PathBuf::from)
        .find(|folder| folder.is_dir());
    let sdk = std::env::var_os("ANDROID_HOME").map(PathBuf::from).filter(|folder| folder.is_dir());
    let targets = Run::new("rustup", &context.root)
        .args(["target", "list", "--installed"])
        .capture()
        .map(|listed| listed.stdout)
        .unwrap_or_default();
    let mut missing: Vec<String> = Vec::new();
    if sdk.is_none() {
        missing.push("the Android SDK with platform 36, its folder in ANDROID_HOME".into());
    }
    if ndk.is_none() {
        missing.push(
            "the NDK, release 28 or later (`sdkmanager 'ndk;28.2.13676358'`), its folder in ANDROID_NDK_HOME"
                .into(),
        );
    }
    if find("cargo-ndk").is_none() {
        missing.push("cargo-ndk 4 (`cargo install cargo-ndk`)".into());
    }
    if find("gradle").is_none() {
        missing.push("Gradle 8.13 or later".into());
    }
    let absent: Vec<&str> = ABIS
        .iter()
        .map(|abi| abi.target)
        .filter(|target| !targets.lines().any(|line| line == *target))
        .collect();
    if !absent.is_empty() {
        missing
            .push(format!("Rust's standard library for Android (`rustup target add {}`)", absent.join(" ")));
    }
    match ndk {
        Some(ndk) if missing.is_empty() => Ok(ndk),
        _ => Err(format!("to build for Android, install:\n  - {}", missing.join("\n  - "))),
    }
}
