//! Type checks of what the Swift package does not hold: the demo's apps and the code of `docs/ios.md`.

use crate::Context;
use crate::process::Run;
use std::fs;
use std::path::{Path, PathBuf};

/// The demo's apps; each is the shared folder and its own.
const APPS: [&str; 2] = ["ShortVideo", "News"];

/// Lines of the demo that may name the SDK, of both apps together.
const MOST_SDK_LINES: usize = 30;

const GUIDE: &str = "docs/ios.md";

/// Checks all and says what was.
pub fn check(context: &Context, swiftc: &Path) -> Result<String, String> {
    let sources = context.root.join("ios-demo/Sources");
    let mut lines = 0;
    for app in APPS {
        let files = [swift_files(&sources.join("Shared"))?, swift_files(&sources.join(app))?].concat();
        lines = lines.max(sdk_lines(&files)?);
        compile(context, swiftc, app, &files)?;
    }
    if lines > MOST_SDK_LINES {
        return Err(format!("the demo has {lines} lines of SDK code; a host app must need few"));
    }
    let guide = context.root.join(GUIDE);
    let text = fs::read_to_string(&guide).map_err(|error| format!("{GUIDE}: {error}"))?;
    let folder = context.root.join("target/swift-guide");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let blocks = blocks(&text);
    if blocks.is_empty() {
        return Err(format!("{GUIDE} has no Swift code"));
    }
    for (number, block) in blocks.iter().enumerate() {
        let file = folder.join(format!("block{number}.swift"));
        fs::write(&file, source(block)).map_err(|error| format!("{}: {error}", file.display()))?;
        compile(context, swiftc, &format!("Block{number}"), &[file])
            .map_err(|error| format!("{GUIDE}, block {}: {error}", number + 1))?;
    }
    // A check that lets everything pass would be none.
    let wrong = folder.join("wrong.swift");
    fs::write(&wrong, "import MiniHostUI\nlet row: Int = MiniProgramsRow(1)\n")
        .map_err(|error| format!("{}: {error}", wrong.display()))?;
    if compile(context, swiftc, "Wrong", &[wrong]).is_ok() {
        return Err("the type check accepts what is wrong".into());
    }
    Ok(format!(
        "{} apps (at most {lines} lines of SDK code each) and {} blocks of {GUIDE}",
        APPS.len(),
        blocks.len()
    ))
}

fn compile(context: &Context, swiftc: &Path, name: &str, files: &[PathBuf]) -> Result<(), String> {
    let package = context.root.join("bindings/swift");
    let modules = package.join(".build/debug/Modules").display().to_string();
    let map = format!("-fmodule-map-file={}", package.join("Sources/MiniHostC/module.modulemap").display());
    let mut arguments: Vec<String> = [
        "-typecheck",
        "-swift-version",
        "6",
        "-warnings-as-errors",
        "-parse-as-library",
        "-I",
        &modules,
        "-Xcc",
        &map,
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.extend(["-module-name".to_owned(), name.to_owned()]);
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    let compiled = Run::new(&swiftc.to_string_lossy(), &context.root)
        .args(arguments.iter().map(String::as_str))
        .capture()?;
    if compiled.success { Ok(()) } else { Err(format!("{name} does not compile:\n{}", compiled.stderr)) }
}

fn swift_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "swift"))
        .collect();
    files.sort();
    Ok(files)
}

/// Lines that name anything of the SDK's.
fn sdk_lines(files: &[PathBuf]) -> Result<usize, String> {
    let mut lines = 0;
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let names = ["MiniHost", "MiniPrograms", "HostIdentity", "programs"];
        lines += text
            .lines()
            .filter(|line| {
                !line.trim_start().starts_with("//") && names.iter().any(|name| line.contains(name))
            })
            .count();
    }
    Ok(lines)
}

/// The Swift code of a page.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while lines.by_ref().any(|line| line == "```swift") {
        blocks.push(lines.by_ref().take_while(|line| *line != "```").collect::<Vec<_>>().join("\n"));
    }
    blocks
}

/// A block that imports is a file; any other is what a function with a host would hold.
fn source(block: &str) -> String {
    if block.starts_with("import ") {
        return block.to_owned() + "\n";
    }
    format!(
        "import Foundation\nimport MiniHost\nimport MiniHostUI\n\n@MainActor func example(host: MiniHost) async throws {{\n{block}\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{blocks, source};

    #[test]
    fn takes_the_swift_code_of_a_page() {
        let page = "words\n```swift\nimport A\nlet a = 1\n```\n```sh\nls\n```\n```swift\nb()\n```\n";
        assert_eq!(blocks(page), ["import A\nlet a = 1", "b()"]);
        assert_eq!(source("import A"), "import A\n");
        assert!(source("b()").contains("{\nb()\n}"));
    }
}
