//! The privacy manifest names the APIs that Apple wants a reason for, no fewer and no more than are used.

use crate::Context;
use crate::process::Run;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const MANIFEST: &str = "bindings/swift/Sources/MiniHostUI/Resources/PrivacyInfo.xcprivacy";

/// Apple's categories of APIs that need a reason: functions of C that a library imports, and names in Swift sources. Source: Apple's
/// "Describing use of required reason API".
const CATEGORIES: [(&str, &[&str], &[&str]); 5] = [
    (
        "FileTimestamp",
        &[
            "stat",
            "fstat",
            "fstatat",
            "lstat",
            "getattrlist",
            "fgetattrlist",
            "getattrlistat",
            "getattrlistbulk",
        ],
        &[
            ".creationDate",
            ".modificationDate",
            "fileModificationDate",
            "contentModificationDateKey",
            "creationDateKey",
        ],
    ),
    ("SystemBootTime", &["mach_absolute_time"], &["systemUptime", "mach_absolute_time"]),
    (
        "DiskSpace",
        &["statfs", "statvfs", "fstatfs", "fstatvfs"],
        &["volumeAvailableCapacity", "volumeTotalCapacity", "systemFreeSize", "systemSize"],
    ),
    ("ActiveKeyboards", &[], &["activeInputModes"]),
    ("UserDefaults", &[], &["UserDefaults", "AppStorage", "SceneStorage"]),
];

/// Compares the manifest with the Swift sources and with what the library built for this machine imports; says which categories are used.
pub(super) fn check(context: &Context, library: Option<&Path>) -> Result<String, String> {
    let manifest = read(&context.root.join(MANIFEST))?;
    let mut imported = BTreeSet::new();
    if let Some(library) = library {
        let path = library.display().to_string();
        let listed = Run::new("nm", &context.root).args(["-D", "--undefined-only", &path]).capture()?;
        imported = symbols(&listed.stdout);
    }
    let sources = sources(&context.root.join("bindings/swift/Sources"))?;
    let used = used(&imported, &sources);
    let declared = declared(&manifest);
    if library.is_some() && used != declared {
        return Err(format!("{MANIFEST} declares {declared:?}; what is used is {used:?}"));
    }
    Ok(used.into_iter().collect::<Vec<_>>().join(", "))
}

fn used(imported: &BTreeSet<String>, sources: &str) -> BTreeSet<&'static str> {
    let is_used = |functions: &[&str], names: &[&str]| {
        functions.iter().any(|function| imported.contains(*function))
            || names.iter().any(|name| sources.contains(name))
    };
    CATEGORIES
        .iter()
        .filter(|(_, functions, names)| is_used(functions, names))
        .map(|(name, ..)| *name)
        .collect()
}

fn declared(manifest: &str) -> BTreeSet<&'static str> {
    let has =
        |name: &&str| manifest.contains(&format!("<string>NSPrivacyAccessedAPICategory{name}</string>"));
    CATEGORIES.iter().map(|(name, ..)| *name).filter(has).collect()
}

/// Names that `nm` lists, without versions and without Linux's suffix for large files.
fn symbols(listed: &str) -> BTreeSet<String> {
    let names = listed.lines().filter_map(|line| line.split_whitespace().last());
    names
        .map(|name| {
            let name = name.split('@').next().unwrap_or(name).trim_start_matches('_');
            let name = name.strip_suffix("64").unwrap_or(name);
            // What Linux asks instead.
            if name == "statx" { "stat".to_owned() } else { name.to_owned() }
        })
        .collect()
}

/// All Swift sources below a folder but the generated ones, which call the library alone.
fn sources(folder: &Path) -> Result<String, String> {
    let mut text = String::new();
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            text += &sources(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "swift") {
            text += &read(&path)?;
        }
    }
    Ok(text)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{declared, symbols, used};

    #[test]
    fn finds_what_needs_a_reason() {
        let imported = symbols(
            "                 U fstat64@GLIBC_2.33\n                 U statx@GLIBC_2.28\n U malloc\n",
        );
        assert_eq!(used(&imported, ""), ["FileTimestamp"].into());
        assert_eq!(
            used(&symbols(" U _mach_absolute_time\n"), "UserDefaults.standard"),
            ["SystemBootTime", "UserDefaults"].into()
        );
        assert!(used(&symbols(" U statue\n"), "let x = 1").is_empty());
        let manifest = "<string>NSPrivacyAccessedAPICategoryDiskSpace</string>";
        assert_eq!(declared(manifest), ["DiskSpace"].into());
    }
}
