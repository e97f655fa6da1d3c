//! Generates the Kotlin and Swift sources; `--check` compares them with what is checked in.
//!
//! The bridge comes from the built library of `bindings/ffi` through uniffi, the reader of frames from the tables of `rust-core/paint`.
//! Runs in the workspace's root: `cargo xtask bindings` builds the library and starts this.

mod kotlin;
mod shape;
mod swift;

use minihost_paint::format::describe;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use uniffi::{GenerateOptions, SwiftBindingsOptions, TargetLanguage};

/// A generated file and where it is checked in.
struct Product {
    made: &'static str,
    checked_in: &'static str,
}

const PRODUCTS: &[Product] = &[
    Product {
        made: "dev/minihost/generated/minihost_ffi.kt",
        checked_in: "bindings/kotlin/src/main/kotlin/dev/minihost/generated/minihost_ffi.kt",
    },
    Product {
        made: "FrameTypes.kt",
        checked_in: "bindings/kotlin/src/main/kotlin/dev/minihost/frame/FrameTypes.kt",
    },
    Product {
        made: "FrameReaders.kt",
        checked_in: "bindings/kotlin/src/main/kotlin/dev/minihost/frame/FrameReaders.kt",
    },
    Product {
        made: "FrameTypes.swift",
        checked_in: "bindings/swift/Sources/MiniHost/Frames/FrameTypes.swift",
    },
    Product {
        made: "FrameReaders.swift",
        checked_in: "bindings/swift/Sources/MiniHost/Frames/FrameReaders.swift",
    },
    Product { made: "MiniHostFFI.swift", checked_in: "bindings/swift/Sources/MiniHostFFI/MiniHostFFI.swift" },
    Product { made: "MiniHostC.h", checked_in: "bindings/swift/Sources/MiniHostC/MiniHostC.h" },
    Product { made: "module.modulemap", checked_in: "bindings/swift/Sources/MiniHostC/module.modulemap" },
];

fn main() -> ExitCode {
    let check = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [flag] if flag == "--check" => true,
        other => {
            eprintln!("expected --check or nothing, not {other:?}");
            return ExitCode::FAILURE;
        }
    };
    match run(check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<(), String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = target.join("bindings");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    generate(&library(&target)?, &folder)?;
    let mut different = Vec::new();
    for product in PRODUCTS {
        let path = folder.join(product.made);
        let made = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let made = tidy(&made);
        if fs::read_to_string(product.checked_in).is_ok_and(|text| text == made) {
            println!("    {} is current", product.checked_in);
        } else if check {
            different.push(product.checked_in);
        } else {
            let place = Path::new(product.checked_in);
            let written = fs::create_dir_all(place.parent().expect("because every row names a folder"))
                .and_then(|()| fs::write(place, made));
            written.map_err(|error| format!("{}: {error}", place.display()))?;
            println!("    {} written", product.checked_in);
        }
    }
    if different.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "not what the core exports any more: {}; run `cargo xtask bindings` and look at the difference",
            different.join(", ")
        ))
    }
}

/// The library that cargo built for this machine.
fn library(target: &Path) -> Result<PathBuf, String> {
    let names = ["libminihost_ffi.so", "libminihost_ffi.dylib", "minihost_ffi.dll"];
    let found = names.iter().map(|name| target.join("debug").join(name)).find(|path| path.is_file());
    found.ok_or_else(|| "the library is not built: start this by `cargo xtask bindings`".to_owned())
}

fn generate(library: &Path, folder: &Path) -> Result<(), String> {
    let text = |path: &Path| path.to_str().map(str::to_owned).ok_or("a path that is no UTF-8");
    let (source, out_dir) = (text(library)?, text(folder)?);
    uniffi::generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: source.clone().into(),
        out_dir: out_dir.clone().into(),
        ..GenerateOptions::default()
    })
    .map_err(|error| format!("Kotlin: {error:#}"))?;
    uniffi::generate_swift_bindings(SwiftBindingsOptions {
        generate_swift_sources: true,
        generate_headers: true,
        generate_modulemap: true,
        source: source.into(),
        out_dir: out_dir.into(),
        module_name: Some("MiniHostC".into()),
        modulemap_filename: Some("module.modulemap".into()),
        ..SwiftBindingsOptions::default()
    })
    .map_err(|error| format!("Swift: {error:#}"))?;
    let rows = describe::rows();
    let readers = [
        ("FrameTypes.kt", kotlin::types(&rows)),
        ("FrameReaders.kt", kotlin::readers(&rows)),
        ("FrameTypes.swift", swift::types(&rows)),
        ("FrameReaders.swift", swift::readers(&rows)),
    ];
    for (name, text) in readers {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Without blanks at the ends of lines, which editors would remove.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}
