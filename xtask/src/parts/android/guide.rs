//! A host app made of the code blocks of `docs/android.md`: what the guide says is compiled and linked like any app.

use super::resources::{compile, read};
use crate::Context;
use crate::process::Run;
use std::fs;
use std::path::Path;

const PACKAGE: &str = "dev.minihost.guide";

/// Writes the guide's files below `out`, links its resources with the library's (`linked` holds those, compiled) and adds its R class to
/// the others.
///
/// # Errors
/// The guide has no code, its resources do not link, or a file cannot be written.
pub fn link(context: &Context, framework: &Path, linked: &Path, out: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", out.display());
    if out.exists() {
        fs::remove_dir_all(out).map_err(failed)?;
    }
    let blocks = blocks(&read(&context.root.join("docs/android.md"))?);
    let kotlin =
        blocks.iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "kt")).count();
    if kotlin == 0 || kotlin == blocks.len() {
        return Err(format!(
            "docs/android.md has {kotlin} Kotlin files of {}: something is not found",
            blocks.len()
        ));
    }
    for (name, text) in &blocks {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)?;
    }
    let manifest = out.join("AndroidManifest.xml");
    fs::write(&manifest, format!("<manifest package=\"{PACKAGE}\"><application /></manifest>"))
        .map_err(failed)?;
    let zip = compile(context, &out.join("res"), &out.join("guide.zip"))?;
    let java = linked.join("java");
    let apk = out.join("guide.apk");
    let mut link = Run::new("aapt2", &context.root).args(["link", "--auto-add-overlay"]);
    for (flag, path) in [("-I", framework), ("--manifest", &manifest), ("-o", &apk), ("--java", &java)] {
        link = link.args([flag.as_ref(), path.as_os_str()]);
    }
    let run = link.args([linked.join("library.zip"), zip]).capture()?;
    if run.success { Ok(()) } else { Err(format!("aapt2 link, docs/android.md:\n{}", run.stderr)) }
}

/// Code blocks that name a file, with that name.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let name = info.split_once("file=").map(|(_, name)| name.trim().to_owned());
                open = Some((name.unwrap_or_default(), String::new()));
            }
            (Some(_), Some(_)) => found.extend(open.take().filter(|(name, _)| !name.is_empty())),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn takes_blocks_with_a_file_name() {
        let text = "a\n```kotlin file=A.kt\nclass A\n```\n```sh\nno\n```\n```xml file=res/b.xml\n<b/>\n```\n";
        let expected =
            [("A.kt".to_owned(), "class A\n".to_owned()), ("res/b.xml".to_owned(), "<b/>\n".to_owned())];
        assert_eq!(blocks(text), expected);
    }
}
