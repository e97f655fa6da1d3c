//! The players of Kotlin and Swift say the same to their canvases for the same frames (`docs/frame-recording.md`).

use super::Outcome;
use super::languages::library_folder;
use crate::Context;
use crate::process::Run;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Fewer pages would say little.
const LEAST_PAGES: usize = 30;

/// How many differences are shown.
const SHOWN: usize = 10;

/// A language's recording and the sources of its reader, player and recorder.
struct Side {
    name: &'static str,
    file: &'static str,
    sources: [&'static str; 2],
}

const SIDES: [Side; 2] = [
    Side {
        name: "kotlin",
        file: "kotlin.txt",
        sources: [
            "bindings/kotlin/src/main/kotlin/dev/minihost/frame",
            "bindings/kotlin/src/test/kotlin/dev/minihost/frame",
        ],
    },
    Side {
        name: "swift",
        file: "swift.txt",
        sources: ["bindings/swift/Sources/MiniHost/Frames", "bindings/swift/Tests/MiniHostTests"],
    },
];

fn folder(context: &Context) -> PathBuf {
    context.root.join("target/recordings")
}

/// Writes the frames that both play, once per build of the core.
pub(super) fn write_frames(context: &Context) -> Result<(), String> {
    Run::cargo(&context.root).args(["build", "--package", "minihost-ffi", "--example", "frames"]).stream()?;
    let program = library_folder(context).join("examples/frames");
    let frames = folder(context).join("frames");
    // The last that is written: there when all are.
    if changed(&frames.join("all.frame")) > changed(&program) {
        return Ok(());
    }
    let programs = context.root.join("tests/programs").display().to_string();
    let arguments = [programs, frames.display().to_string()];
    Run::new(&program.to_string_lossy(), &context.root).args(arguments.iter().map(String::as_str)).stream()
}

/// Nothing for what is not there, which is older than everything.
fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Compares what `kotlin` and `swift` have written.
pub fn compare(context: &Context) -> Outcome {
    let folder = folder(context);
    if let Some(side) = SIDES.iter().find(|side| !folder.join(side.file).is_file()) {
        let name = side.name;
        return Outcome::Skipped(format!(
            "{name} has recorded nothing here: `cargo xtask test {name} recordings`"
        ));
    }
    compare_in(context).map_or_else(Outcome::Failed, Outcome::Passed)
}

fn compare_in(context: &Context) -> Result<String, String> {
    let folder = folder(context);
    let mut texts = Vec::new();
    for side in &SIDES {
        let file = folder.join(side.file);
        let written = changed(&file);
        let frames = changed(&folder.join("frames/all.frame"));
        let sources = side.sources.iter().filter_map(|place| newest(&context.root.join(place))).max();
        if written.is_none() || written < frames || written < sources {
            return Err(format!(
                "the recording of {} is missing or older than what it is made of: `cargo xtask test kotlin swift recordings`",
                side.name
            ));
        }
        texts.push(fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let compared = differences(&texts[0], &texts[1]);
    for difference in compared.differences.iter().take(SHOWN) {
        println!("    {difference}");
    }
    if compared.pages < LEAST_PAGES {
        return Err(format!("only {} pages were compared, of {LEAST_PAGES} at least", compared.pages));
    }
    let said = format!(
        "{} pages, {} lines, {} differences between Kotlin and Swift",
        compared.pages,
        compared.lines,
        compared.differences.len()
    );
    if compared.differences.is_empty() { Ok(said) } else { Err(said) }
}

/// When a file of a folder last changed.
fn newest(folder: &Path) -> Option<SystemTime> {
    fs::read_dir(folder).ok()?.flatten().filter_map(|entry| changed(&entry.path())).max()
}

struct Compared {
    pages: usize,
    lines: usize,
    differences: Vec<String>,
}

/// Page by page and line by line; a page that only one has is a difference.
fn differences(kotlin: &str, swift: &str) -> Compared {
    let (ours, theirs) = (pages(kotlin), pages(swift));
    let mut compared = Compared { pages: 0, lines: 0, differences: Vec::new() };
    for (name, lines) in &ours {
        let Some((_, others)) = theirs.iter().find(|(other, _)| other == name) else {
            compared.differences.push(format!("{name}: not in Swift's recording"));
            continue;
        };
        compared.pages += 1;
        for number in 0..lines.len().max(others.len()) {
            compared.lines += 1;
            let (a, b) = (lines.get(number).unwrap_or(&"(end)"), others.get(number).unwrap_or(&"(end)"));
            if a != b {
                compared.differences.push(format!("{name}, line {}: Kotlin {a}, Swift {b}", number + 1));
            }
        }
    }
    let missing = theirs.iter().filter(|(name, _)| ours.iter().all(|(other, _)| other != name));
    compared.differences.extend(missing.map(|(name, _)| format!("{name}: not in Kotlin's recording")));
    compared
}

/// Pages with their lines.
fn pages(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        match (line.strip_prefix("page "), found.last_mut()) {
            (Some(name), _) => found.push((name, Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => found.push(("(no page)", vec![line])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn every_difference_is_found() {
        let one = "page a\nsave\nrestore\npage b\nsave\n";
        for (other, count) in [
            (one, 0),
            ("page b\nsave\npage a\nsave\nrestore\n", 0),
            ("page a\nsave\nend\npage b\nsave\n", 1),
            ("page a\nsave\npage b\nsave\n", 1),
            ("page a\nsave\nrestore\nrestore\npage b\nsave\n", 1),
            ("page a\nsave\nrestore\n", 1),
            ("page a\nsave\nrestore\npage b\nsave\npage c\n", 1),
            ("", 2),
        ] {
            assert_eq!(differences(one, other).differences.len(), count, "{other:?}");
        }
        let compared = differences(one, one);
        assert_eq!((compared.pages, compared.lines), (2, 3));
    }
}
