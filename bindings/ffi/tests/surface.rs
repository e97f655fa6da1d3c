//! What is exported: how much, and under names that other languages do not have already. Reads the checked-in Swift sources, which a test
//! of their own keeps current (`cargo xtask test bindings`).

use std::path::Path;

const SWIFT: &str = "../swift/Sources/MiniHostFFI/MiniHostFFI.swift";
const HEADER: &str = "../swift/Sources/MiniHostC/MiniHostC.h";

/// Names that Foundation, Swift, SwiftUI, `java.lang`, `kotlin` or Android have, and that ours would hide or be hidden by.
const TAKEN: &[&str] = &[
    // Foundation and Swift
    "Array",
    "AsyncSequence",
    "Bundle",
    "Character",
    "Data",
    "Date",
    "Decimal",
    "Dictionary",
    "DispatchQueue",
    "Error",
    "FileManager",
    "Host",
    "HTTPURLResponse",
    "IndexPath",
    "Locale",
    "LocalizedError",
    "Measurement",
    "Notification",
    "Operation",
    "Optional",
    "Port",
    "Process",
    "ProcessInfo",
    "Progress",
    "Range",
    "Result",
    "Scanner",
    "Set",
    "Stream",
    "String",
    "Task",
    "Thread",
    "TimeZone",
    "Timer",
    "Unit",
    "URL",
    "URLRequest",
    "URLResponse",
    "URLSession",
    "UUID",
    // SwiftUI and UIKit
    "App",
    "Button",
    "Color",
    "EdgeInsets",
    "Font",
    "Form",
    "Image",
    "Label",
    "Link",
    "List",
    "Menu",
    "Path",
    "Picker",
    "Scene",
    "Section",
    "Shape",
    "State",
    "Text",
    "TextField",
    "Toggle",
    "View",
    "Window",
    // java.lang and kotlin
    "Any",
    "Boolean",
    "Byte",
    "Class",
    "Comparable",
    "Enum",
    "Exception",
    "Float",
    "Int",
    "Integer",
    "InternalError",
    "Iterable",
    "Long",
    "Map",
    "Math",
    "Module",
    "Nothing",
    "Number",
    "Object",
    "Override",
    "Package",
    "Pair",
    "Record",
    "Runnable",
    "Runtime",
    "Short",
    "System",
    "ThreadLocal",
    "Throwable",
    "Void",
    // Android
    "Activity",
    "Bitmap",
    "Canvas",
    "Context",
    "Handler",
    "Intent",
    "Log",
    "Looper",
    "Paint",
    "Rect",
    "Screen",
    "Service",
    "Session",
    "Toast",
    "Uri",
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Public types of the generated Swift; those of the generator itself aside.
fn exported_types() -> Vec<String> {
    let text = read(SWIFT);
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| {
            let rest = line.strip_prefix("public ").or_else(|| line.strip_prefix("open "))?;
            let rest = rest.strip_prefix("final ").unwrap_or(rest);
            let kind = ["struct ", "class ", "enum ", "protocol ", "indirect enum "];
            let rest = kind.iter().find_map(|kind| rest.strip_prefix(kind))?;
            Some(rest.split([':', ' ', '{', '<']).next().unwrap_or_default().to_owned())
        })
        .filter(|name| !name.starts_with("FfiConverter"))
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn no_name_is_taken_in_another_language() {
    let names = exported_types();
    assert!(names.iter().any(|name| name == "MiniHost"), "the test does not find the types: {names:?}");
    assert!(names.len() > 40, "{names:?}");
    let clashes: Vec<_> = names.iter().filter(|name| TAKEN.contains(&name.as_str())).collect();
    assert!(clashes.is_empty(), "choose other names: {clashes:?}");
}

/// Every exported function costs code in each language and each app.
#[test]
fn fewer_than_sixty_functions() {
    let header = read(HEADER);
    // Methods of what the host implements are called by us, not by it.
    let ours = |name: &str| !name.contains("port_") && !name.contains("listener_");
    let names: Vec<&str> = header
        .lines()
        .filter_map(|line| line.split("uniffi_minihost_ffi_fn_").nth(1)?.split('(').next())
        .filter(|name| ["method_", "constructor_", "func_"].iter().any(|kind| name.starts_with(kind)))
        .filter(|name| ours(name) || name.starts_with("func_"))
        .collect();
    assert!((30..60).contains(&names.len()), "{} functions: {names:?}", names.len());
}

/// Docs cross to both languages: every exported item has some.
#[test]
fn every_type_is_documented() {
    let text = read(SWIFT);
    let lines: Vec<&str> = text.lines().collect();
    for name in exported_types() {
        let at = lines.iter().position(|line| {
            !line.starts_with("extension")
                && ["struct", "class", "enum", "protocol"].iter().any(|kind| {
                    line.contains(&format!("{kind} {name}:")) || line.contains(&format!("{kind} {name} "))
                })
        });
        let at = at.unwrap_or_else(|| panic!("{name} is declared somewhere"));
        let above = lines[..at].iter().rev().find(|line| !line.trim().is_empty() && !line.starts_with("//"));
        // A class' docs stand at its protocol's, too.
        assert!(above.is_some_and(|line| line.trim() == "*/"), "{name} has no docs: {above:?}");
    }
}
