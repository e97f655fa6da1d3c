//! What Gradle's Android plugin would do with resources: compile, merge the manifests, link.

use crate::Context;
use crate::process::Run;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const PACKAGE: &str = "dev.minihost.demo";
const LIBRARY_PACKAGE: &str = "dev.minihost.android";

/// The demo's flavours, each an app of its own with what its Gradle build adds to the app's id. Most tests run in the first.
const FLAVOURS: [(&str, &str); 2] = [("video", ""), ("news", ".news")];

/// Programs that the demo brings, as its Gradle build does.
const PROGRAMS: [&str; 7] = ["catalog.json", "icons", "todo", "shop", "news", "gallery", "ride"];

/// Links the library's and the demo's resources into `out`, with `java` (the R classes) and what Robolectric wants to be told.
///
/// # Errors
/// aapt2 finds something wrong, or a file cannot be written.
pub fn link(context: &Context, framework: &Path, out: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", out.display());
    if out.exists() {
        fs::remove_dir_all(out).map_err(failed)?;
    }
    fs::create_dir_all(out).map_err(failed)?;
    let app = context.root.join("android-demo/app/src");
    let library = context.root.join("bindings/android/src/main");
    let merged =
        merge(&read(&app.join("main/AndroidManifest.xml"))?, &read(&library.join("AndroidManifest.xml"))?)?;
    let assets = out.join("assets");
    for entry in PROGRAMS {
        copy(&context.root.join("tests/programs").join(entry), &assets.join("programs").join(entry))
            .map_err(failed)?;
    }
    let mut common = Vec::new();
    for (name, folder) in [("library", library.join("res")), ("main", app.join("main/res"))] {
        common.push(compile(context, &folder, &out.join(format!("{name}.zip")))?);
    }
    // Tests are compiled with one R class: what has a number in the first flavour has the same in the others.
    let numbers = out.join("ids.txt");
    for (place, (flavour, suffix)) in FLAVOURS.iter().enumerate() {
        let own = compile(context, &app.join(flavour).join("res"), &out.join(format!("{flavour}.zip")))?;
        let java = out.join(if place == 0 { "java".to_owned() } else { format!("java-{flavour}") });
        let apk = out.join(format!("{flavour}.apk"));
        let manifest = out.join(format!("{flavour}.xml"));
        let id = format!("{PACKAGE}{suffix}");
        fs::write(
            &manifest,
            merged.replacen(&format!("package=\"{PACKAGE}\""), &format!("package=\"{id}\""), 1),
        )
        .map_err(failed)?;
        let mut link = Run::new("aapt2", &context.root).args(["link", "--auto-add-overlay"]);
        if place == 0 {
            link = link.args(["--emit-ids".as_ref(), numbers.as_os_str()]);
        } else {
            let own = out.join(format!("{flavour}.txt"));
            fs::write(&own, read(&numbers)?.replace(&format!("{PACKAGE}:"), &format!("{id}:")))
                .map_err(failed)?;
            link = link.args(["--stable-ids".as_ref(), own.as_os_str()]);
        }
        for (flag, path) in
            [("-I", framework), ("--manifest", &manifest), ("-o", &apk), ("--java", &java), ("-A", &assets)]
        {
            link = link.args([flag.as_ref(), path.as_os_str()]);
        }
        let linked = link
            .args(["--custom-package", PACKAGE, "--extra-packages", LIBRARY_PACKAGE])
            .args(["--min-sdk-version", "26", "--target-sdk-version", "34"])
            .args(&common)
            // A host's own words and colours stand over the library's.
            .args(["-R".as_ref(), own.as_os_str()])
            .capture()?;
        if !linked.success {
            return Err(format!("aapt2 link, flavour {flavour}:\n{}", linked.stderr));
        }
        let mut told = String::new();
        for (name, value) in [
            ("android_merged_manifest", manifest.display().to_string()),
            ("android_resource_apk", apk.display().to_string()),
            ("android_merged_assets", assets.display().to_string()),
            ("android_custom_package", PACKAGE.to_owned()),
        ] {
            // Writing into a String cannot fail.
            let _ = writeln!(told, "{name}={value}");
        }
        let tested = out.join(format!("tested-{flavour}/com/android/tools"));
        fs::create_dir_all(&tested).map_err(failed)?;
        fs::write(tested.join("test_config.properties"), told).map_err(failed)?;
    }
    Ok(())
}

pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub(super) fn compile(context: &Context, folder: &Path, zip: &Path) -> Result<PathBuf, String> {
    let run = Run::new("aapt2", &context.root)
        .args(["compile".as_ref(), "--dir".as_ref(), folder.as_os_str(), "-o".as_ref(), zip.as_os_str()])
        .capture()?;
    if run.success {
        Ok(zip.to_owned())
    } else {
        Err(format!("aapt2 compile {}:\n{}", folder.display(), run.stderr))
    }
}

/// The app's manifest with the library's activities: all that merging means while the library asks for nothing else.
fn merge(app: &str, library: &str) -> Result<String, String> {
    let (_, rest) =
        library.split_once("<application>").ok_or("the library's manifest has no plain <application>")?;
    let (activities, _) =
        rest.split_once("</application>").ok_or("the library's <application> does not end")?;
    if library.contains("<uses-permission") {
        return Err("the library's manifest asks for a permission: it must ask for none".into());
    }
    let (before, after) =
        app.split_once("</application>").ok_or("the app's manifest has no <application>")?;
    let with_package = before.replacen("<manifest ", &format!("<manifest package=\"{PACKAGE}\" "), 1);
    let with_names = with_package.replace("android:name=\".", &format!("android:name=\"{PACKAGE}."));
    let parents = with_names.replace("parentActivityName=\".", &format!("parentActivityName=\"{PACKAGE}."));
    Ok(format!("{parents}{activities}</application>{after}"))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn merges_activities_and_refuses_permissions() {
        let app = "<manifest a><application x><activity android:name=\".Main\" /></application></manifest>";
        let library = "<manifest><application><activity android:name=\"lib.A\" /></application></manifest>";
        let merged = merge(app, library).expect("both are manifests");
        assert!(merged.contains("lib.A") && merged.contains("dev.minihost.demo.Main"), "{merged}");
        let asking = "<manifest><uses-permission /><application></application></manifest>";
        assert!(merge(app, asking).is_err(), "a library that asks for a permission is refused");
    }
}
