//! Boxes and lines of text as Chromium has them: `tests/equality`.

use super::Outcome;
use super::programs::{self, LIBRARIES};
use crate::process::{Run, find};
use crate::{Context, npm};
use serde_json::Value;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Differences that have a reason.
const KNOWN: &str = "tests/equality/known.json";

/// The cases, one per CSS feature, and the pages of our samples: seconds.
pub fn short(context: &Context) -> Outcome {
    run(context, false)
}

/// The same and every page of the libraries, and what whole programs look like, pixel by pixel: minutes. Pictures of both are left in
/// `target/equality/pictures`.
pub fn full(context: &Context) -> Outcome {
    run(context, true)
}

/// `cargo xtask pages`: `docs/pages.md` and its pictures, each page of `tests/equality/pages.json` beside the same page in Chromium.
///
/// # Errors
/// Something that it needs is missing, or a page does not open.
pub fn pages(context: &Context) -> Result<(), String> {
    let chromium = ready(context)?;
    let tool = programs::build(context, "minihost-equality")?;
    let work = context.root.join("target/equality/pages");
    let fault = |error: std::io::Error| format!("{}: {error}", work.display());
    fs::create_dir_all(&work).map_err(fault)?;
    let path = |name: &str| work.join(name).to_string_lossy().into_owned();
    let (list, printed, figures) = ("tests/equality/pages.json", path("pages.jsonl"), path("figures.json"));
    let drawn =
        Run::new(&tool.to_string_lossy(), &context.root).args(["looks", list, &path("")]).capture()?;
    if !drawn.success {
        return Err(drawn.stderr);
    }
    fs::write(&printed, drawn.stdout).map_err(fault)?;
    Run::new("node", &context.root)
        .env("CHROMIUM", &chromium)
        .args(["tests/equality/compare.mjs", "--input", &printed, "--figures", &figures])
        .args(["--pictures", &path("")])
        .stream()?;
    Run::new(&tool.to_string_lossy(), &context.root)
        .args(["beside", list, &printed, &figures, &path(""), "docs"])
        .stream()
}

/// What the comparison needs is installed; where the browser is.
fn ready(context: &Context) -> Result<PathBuf, String> {
    for (folder, why) in [
        (npm::FONTS, "the pinned fonts (about 100 MB)"),
        (npm::TEST_PACKAGES, "the driver of the browser and the libraries (about 60 MB)"),
    ] {
        npm::install(context, folder, why)?;
    }
    find("node").ok_or("node is not installed")?;
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| find(name))
        .ok_or_else(|| "Chromium is not installed".into())
}

fn run(context: &Context, libraries: bool) -> Outcome {
    match ready(context) {
        Ok(chromium) => compare(context, libraries, &chromium).map_or_else(Outcome::Failed, Outcome::Passed),
        Err(reason) => Outcome::Skipped(reason),
    }
}

fn compare(context: &Context, libraries: bool, chromium: &Path) -> Result<String, String> {
    let tool = programs::build(context, "minihost-equality")?;
    let pages = context.root.join("target/equality");
    let fault = |error: std::io::Error| format!("{}: {error}", pages.display());
    fs::create_dir_all(&pages).map_err(fault)?;
    let list = pages.join(if libraries { "full.jsonl" } else { "short.jsonl" });
    let mut file = File::create(&list).map_err(fault)?;
    let mut print = |arguments: &[&str]| -> Result<(), String> {
        let captured =
            Run::new(&tool.to_string_lossy(), &context.root).args(arguments.iter().copied()).capture()?;
        file.write_all(captured.stdout.as_bytes()).map_err(fault)?;
        if captured.success { Ok(()) } else { Err(captured.stderr) }
    };
    let cases = cases(context)?;
    print(&std::iter::once("cases").chain(cases.iter().map(String::as_str)).collect::<Vec<_>>())?;
    let pictures = pages.join("pictures");
    fs::create_dir_all(&pictures).map_err(fault)?;
    let pictures = pictures.to_string_lossy().into_owned();
    for name in programs::samples_of(context)? {
        let mut arguments = vec!["program".to_owned(), format!("tests/programs/{name}"), name];
        if libraries {
            arguments.extend(["--pictures".into(), pictures.clone()]);
        }
        print(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    if libraries {
        for library in LIBRARIES {
            let program = library.program(context)?;
            let program = program.to_string_lossy();
            let mut arguments = vec!["program", &*program, library.package.trim_start_matches('@')];
            if library.is_program {
                arguments.extend(["--pictures", &*pictures]);
            }
            print(&arguments)?;
        }
    }
    drop(file);
    let known = context.root.join(KNOWN);
    let captured = Run::new("node", &context.root)
        .env("CHROMIUM", chromium)
        .args(["tests/equality/compare.mjs", "--input", &list.to_string_lossy()])
        .args(["--known", &known.to_string_lossy(), "--pictures", &pictures])
        .capture()?;
    let (rows, figures) = captured.stdout.trim_end().rsplit_once('\n').unwrap_or_default();
    println!("{rows}");
    let figures: Value = serde_json::from_str(figures)
        .map_err(|_| format!("compare.mjs said no figures: {}", captured.stderr.trim()))?;
    let mut summary = format!(
        "{} of {} equal within a pixel, {} known to differ",
        figures["equal"], figures["total"], figures["known"]
    );
    if libraries {
        let likeness = 100.0 * figures["likeness"].as_f64().unwrap_or_default();
        summary += &format!(
            "; {} of {} pages look alike, {likeness:.2} % of all pixels",
            figures["alike"], figures["looked"]
        );
    }
    if captured.success { Ok(summary) } else { Err(format!("{summary}, {} faults", figures["bad"])) }
}

fn cases(context: &Context) -> Result<Vec<String>, String> {
    let folder = context.root.join("tests/equality/cases");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    Ok(files.into_iter().map(|path| path.to_string_lossy().into_owned()).collect())
}
