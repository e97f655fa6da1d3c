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

/// The guide's Gradle block, which nothing here can run for want of Android's plug-in, says what the builds beside it publish: the same
/// group, artifact and version, the lowest Android version of the catalog, and what the demo takes. The versions that tests run with are the
/// catalog's.
///
/// # Errors
/// Says what differs.
pub fn check_gradle(root: &Path) -> Result<(), String> {
    let guide = read(&root.join("docs/android.md"))?;
    let all = read(&root.join("bindings/build.gradle.kts"))?;
    let library = read(&root.join("bindings/android/build.gradle.kts"))?;
    let catalog = read(&root.join("bindings/gradle/libs.versions.toml"))?;
    let quoted = |text: &str, before: &str| -> Result<String, String> {
        let (_, rest) = text.split_once(before).ok_or(format!("{before:?} is nowhere"))?;
        let rest =
            rest.trim_start().strip_prefix('"').ok_or(format!("{before:?} is not followed by a text"))?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    };
    let published = format!(
        "{}:{}:{}",
        quoted(&all, "group =")?,
        quoted(&library, "coordinates(artifactId =")?,
        quoted(&all, "version =")?
    );
    let (_, block) = guide.split_once("In `app/build.gradle.kts`:").ok_or("the guide has no Gradle block")?;
    let block = block.split("```").nth(1).unwrap_or_default();
    let demo = read(&root.join("android-demo/app/build.gradle.kts"))?;
    for (what, text) in [("the guide", block), ("the demo", &demo)] {
        let wanted = quoted(text, "implementation(")?;
        if wanted != published {
            return Err(format!("{what} takes {wanted}, published is {published}"));
        }
        let taken = text.matches("implementation(").count();
        if taken != 1 {
            return Err(format!("{what} takes {taken} dependencies: one is the promise"));
        }
    }
    if ["(", "{"]
        .iter()
        .zip([")", "}"])
        .any(|(open, close)| block.matches(open).count() != block.matches(close).count())
    {
        return Err("the guide's Gradle block does not close what it opens".into());
    }
    let least = quoted(&catalog, "minSdk =")?;
    if !guide.contains(&format!("(API {least})")) {
        return Err(format!("the guide does not say that it needs API {least}"));
    }
    let (kotlin, android) =
        (read(&root.join("bindings/kotlin/pom.xml"))?, read(&root.join("bindings/android/pom.xml"))?);
    for (name, poms) in
        [("kotlin", vec![&kotlin, &android]), ("coroutines", vec![&kotlin]), ("jna", vec![&kotlin])]
    {
        let version = quoted(&catalog, &format!("\n{name} ="))?;
        let tag = format!("<{name}.version>{version}</{name}.version>");
        if poms.iter().any(|pom| !pom.contains(&tag)) {
            return Err(format!("tests do not run with {name} {version}, which the catalog names"));
        }
    }
    Ok(())
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
    use super::{blocks, check_gradle};
    use std::path::Path;

    #[test]
    fn the_guides_gradle_block_is_what_is_published() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root");
        assert_eq!(check_gradle(root), Ok(()));
    }

    #[test]
    fn takes_blocks_with_a_file_name() {
        let text = "a\n```kotlin file=A.kt\nclass A\n```\n```sh\nno\n```\n```xml file=res/b.xml\n<b/>\n```\n";
        let expected =
            [("A.kt".to_owned(), "class A\n".to_owned()), ("res/b.xml".to_owned(), "<b/>\n".to_owned())];
        assert_eq!(blocks(text), expected);
    }
}
