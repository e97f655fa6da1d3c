//! `cargo xtask ios`: the core as an XCFramework beside `bindings/swift/Package.swift`, which then takes it instead of a checkout's library.

use crate::Context;
use crate::process::{Run, find};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A build for phones, and two for simulators that become one library.
const DEVICE: &str = "aarch64-apple-ios";
const SIMULATORS: [&str; 2] = ["aarch64-apple-ios-sim", "x86_64-apple-ios"];

/// What the linked, stripped core may weigh on a phone, in bytes.
const BUDGET: u64 = 4_000_000;

const LIBRARY: &str = "libminihost_ffi.a";

/// Makes the XCFramework and checks its symbols and size.
///
/// # Errors
/// Something is missing on this machine, a build fails, a function is not in the library, or it is too large.
pub fn run(context: &Context, arguments: &[String]) -> Result<(), String> {
    if let Some(other) = arguments.first() {
        return Err(format!("`ios` takes no argument, not {other}"));
    }
    let missing = missing(context);
    if !missing.is_empty() {
        return Err(format!(
            "this machine cannot build for iOS; missing:\n    {}\nWhat can be checked without is in `cargo xtask test swift`.",
            missing.join("\n    ")
        ));
    }
    for target in SIMULATORS.iter().chain([&DEVICE]) {
        println!("    building for {target}");
        // The phone brings its own text and pictures: no desktop defaults.
        let build =
            ["build", "--release", "--package", "minihost-ffi", "--no-default-features", "--target", target];
        Run::cargo(&context.root).args(build).stream()?;
    }
    let work = target_folder(context).join("ios");
    let headers = work.join("headers");
    recreate(&headers)?;
    for name in ["MiniHostC.h", "module.modulemap"] {
        let from = context.root.join("bindings/swift/Sources/MiniHostC").join(name);
        fs::copy(&from, headers.join(name)).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    let simulators = work.join(LIBRARY);
    let [arm, intel] = SIMULATORS.map(|target| built(context, target, LIBRARY).display().to_string());
    Run::new("lipo", &work)
        .args(["-create", &arm, &intel, "-output", &simulators.display().to_string()])
        .stream()?;
    let product = context.root.join("bindings/swift/MiniHostC.xcframework");
    if product.exists() {
        fs::remove_dir_all(&product).map_err(|error| format!("{}: {error}", product.display()))?;
    }
    let device = built(context, DEVICE, LIBRARY);
    let (device, simulators, headers, place) = (
        device.display().to_string(),
        simulators.display().to_string(),
        headers.display().to_string(),
        product.display(),
    );
    let place = place.to_string();
    let create = [
        "-create-xcframework",
        "-library",
        &device,
        "-headers",
        &headers,
        "-library",
        &simulators,
        "-headers",
        &headers,
        "-output",
        &place,
    ];
    Run::new("xcodebuild", &work).args(create).stream()?;
    for library in [&device, &simulators] {
        let listed = Run::new("nm", &work).args(["-gU", library]).capture()?;
        check_symbols(&header(context)?, &listed.stdout)?;
    }
    check_size(context, &work)?;
    println!("    {place}");
    Ok(())
}

/// What this machine lacks, each with how to get it.
fn missing(context: &Context) -> Vec<String> {
    let mut missing = Vec::new();
    for (tool, how) in [
        ("xcodebuild", "Xcode 16 or newer, from the App Store (a Mac is needed)"),
        ("lipo", "Xcode's command line tools: `xcode-select --install`"),
    ] {
        if find(tool).is_none() {
            missing.push(format!("{tool}: {how}"));
        }
    }
    let installed = Run::new("rustup", &context.root).args(["target", "list", "--installed"]).capture();
    let installed = installed.map(|listed| listed.stdout).unwrap_or_default();
    for target in SIMULATORS.iter().chain([&DEVICE]) {
        if !installed.lines().any(|line| line.trim() == *target) {
            missing.push(format!("the Rust target {target}: `rustup target add {target}`"));
        }
    }
    missing
}

fn target_folder(context: &Context) -> PathBuf {
    context.root.join(std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from))
}

fn built(context: &Context, target: &str, name: &str) -> PathBuf {
    target_folder(context).join(target).join("release").join(name)
}

fn recreate(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn header(context: &Context) -> Result<String, String> {
    let path = context.root.join("bindings/swift/Sources/MiniHostC/MiniHostC.h");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Every function of the C header is in the library that was built for this machine: the same check as for a phone's.
pub fn check_library_here(context: &Context, library: &Path) -> Result<usize, String> {
    let arguments = ["-D", "--defined-only", &library.display().to_string()].map(str::to_owned);
    let listed = Run::new("nm", &context.root).args(arguments.iter().map(String::as_str)).capture()?;
    check_symbols(&header(context)?, &listed.stdout)
}

/// What can be said here of the core's size. The budget is a phone's, whose build leaves the desktop's text and pictures out: it is not held
/// against this machine's library.
pub fn size_here(context: &Context) -> String {
    let library = target_folder(context).join("release/libminihost_ffi.so");
    fs::metadata(&library).map_or_else(
        |_| "its size not looked at (no release build here)".to_owned(),
        |data| format!("{:.2} MB in release with all that desktops need", data.len() as f64 / 1e6),
    )
}

/// How many functions the header declares; all must be among the symbols that `nm` lists.
fn check_symbols(header: &str, listed: &str) -> Result<usize, String> {
    // Apple's tools put an underscore before each name.
    let defined: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .map(|name| name.trim_start_matches('_'))
        .collect();
    let declared = functions(header);
    let absent: Vec<&str> = declared.iter().copied().filter(|name| !defined.contains(name)).collect();
    match (declared.is_empty(), absent.is_empty()) {
        (true, _) => Err("the C header declares no function".into()),
        (false, false) => Err(format!("not in the library: {}", absent.join(", "))),
        (false, true) => Ok(declared.len()),
    }
}

/// Names of functions that a C header declares: what stands before a parenthesis at the end of a declaration of the core's.
fn functions(header: &str) -> BTreeSet<&str> {
    header
        .lines()
        .filter_map(|line| line.split_once('(')?.0.split_whitespace().last())
        .filter(|name| name.starts_with("uniffi_minihost_ffi_") || name.starts_with("ffi_minihost_ffi_"))
        .collect()
}

/// Linked as a library of its own and stripped, for one kind of processor: what an app grows by at most.
fn check_size(context: &Context, work: &Path) -> Result<(), String> {
    let linked = built(context, DEVICE, "libminihost_ffi.dylib");
    let stripped = work.join("stripped.dylib");
    fs::copy(&linked, &stripped).map_err(|error| format!("{}: {error}", linked.display()))?;
    Run::new("strip", work).args(["-x", &stripped.display().to_string()]).stream()?;
    let size = fs::metadata(&stripped).map_err(|error| format!("{}: {error}", stripped.display()))?.len();
    println!("    {:.2} MB linked and stripped for {DEVICE}", size as f64 / 1e6);
    if size > BUDGET { Err(format!("{size} bytes are over the budget of {BUDGET}")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::check_symbols;

    const HEADER: &str = "void*_Nonnull uniffi_minihost_ffi_fn_clone_minihost(void*_Nonnull ptr\n);\n\
        uint16_t uniffi_minihost_ffi_checksum_func_core_version(void\n);\ntypedef void (*Other)(int);";

    #[test]
    fn finds_what_a_library_lacks() {
        let clone = "0000 T _uniffi_minihost_ffi_fn_clone_minihost\n";
        let both = format!("{clone}0001 T uniffi_minihost_ffi_checksum_func_core_version\n");
        assert_eq!(check_symbols(HEADER, &both), Ok(2));
        let lacking = "not in the library: uniffi_minihost_ffi_checksum_func_core_version";
        assert_eq!(check_symbols(HEADER, clone), Err(lacking.to_owned()));
        assert!(check_symbols("", clone).is_err());
    }
}
