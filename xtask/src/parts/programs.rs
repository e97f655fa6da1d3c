//! Whole programs through `minihost smoke`: our samples, and what npm has.

use super::Outcome;
use crate::process::Run;
use crate::{Context, npm};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What `minihost smoke` said about one program.
struct Smoke {
    pages: usize,
    ready: usize,
    problems: usize,
    /// Pages that did not become ready or threw, with the first reason.
    faults: Vec<String>,
}

/// Every page of the programs in `tests/programs/catalog.json` becomes ready and throws nothing.
pub fn samples(context: &Context) -> Outcome {
    let folder = context.root.join("tests/programs");
    let run = || -> Result<String, String> {
        let minihost = build(context, "minihost-cli")?;
        let (mut pages, mut faults) = (0, Vec::new());
        for name in samples_of(context)? {
            let smoke = smoke(context, &minihost, &folder.join(&name))?;
            print_row(&name, &smoke);
            pages += smoke.pages;
            faults.extend(smoke.faults.into_iter().map(|fault| format!("{name}/{fault}")));
        }
        if faults.is_empty() { Ok(format!("{pages} pages")) } else { Err(list(&faults)) }
    };
    run().map_or_else(Outcome::Failed, Outcome::Passed)
}

/// The folders of our sample programs.
pub(super) fn samples_of(context: &Context) -> Result<Vec<String>, String> {
    let path = context.root.join("tests/programs/catalog.json");
    let text = fs::read_to_string(path).map_err(|error| format!("catalog.json: {error}"))?;
    let index: Value = serde_json::from_str(&text).map_err(|error| format!("catalog.json: {error}"))?;
    let rows = index["programs"].as_array().ok_or("catalog.json has no programs")?;
    Ok(rows.iter().filter_map(|row| row["folder"].as_str().map(str::to_owned)).collect())
}

/// A library on npm.
pub(super) struct Library {
    pub package: &'static str,
    /// Below the package: a whole program, or the folder whose components are put on a page each.
    folder: &'static str,
    pub(super) is_program: bool,
    /// Components that read their parent when they are ready: what each is put into.
    inside: &'static [(&'static str, &'static str)],
}

pub(super) const LIBRARIES: &[Library] = &[
    Library { package: "wux-weapp", folder: "example", is_program: true, inside: &[] },
    Library { package: "@vant/weapp", folder: "dist", is_program: false, inside: &[] },
    Library { package: "weui-miniprogram", folder: "miniprogram_dist", is_program: false, inside: &[] },
    Library { package: "tdesign-miniprogram", folder: "miniprogram_dist", is_program: false, inside: &[] },
    Library {
        package: "lin-ui",
        folder: "dist",
        is_program: false,
        inside: &[("checkbox/index", "checkbox-group/index"), ("sticky-item/index", "sticky/index")],
    },
    Library { package: "iview-weapp", folder: "dist", is_program: false, inside: &[] },
];

impl Library {
    /// The folder of a program that shows it.
    pub fn program(&self, context: &Context) -> Result<PathBuf, String> {
        let modules = context.root.join(npm::TEST_PACKAGES).join("node_modules");
        let source = modules.join(self.package).join(self.folder);
        if self.is_program { Ok(source) } else { showcase(context, self, &source) }
    }
}

/// Every page of wux-weapp's example, and every component of five libraries on a page of its own, becomes ready.
pub fn libraries(context: &Context) -> Outcome {
    if let Err(reason) = npm::install(context, npm::TEST_PACKAGES, "the libraries (about 60 MB)") {
        return Outcome::Skipped(reason);
    }
    let run = || -> Result<String, String> {
        let minihost = build(context, "minihost-cli")?;
        let (mut pages, mut closed) = (0, Vec::new());
        println!("    {:<22}{:>7}{:>7}{:>10}", "library", "pages", "ready", "problems");
        for library in LIBRARIES {
            let program = library.program(context)?;
            let smoke = smoke(context, &minihost, &program)?;
            print_row(library.package, &smoke);
            for fault in &smoke.faults {
                println!("        {fault}");
            }
            pages += smoke.pages;
            if smoke.ready < smoke.pages {
                closed.push(format!("{}: {} of {} pages ready", library.package, smoke.ready, smoke.pages));
            }
        }
        if closed.is_empty() { Ok(format!("{pages} pages ready")) } else { Err(closed.join("; ")) }
    };
    run().map_or_else(Outcome::Failed, Outcome::Passed)
}

fn print_row(name: &str, smoke: &Smoke) {
    println!("    {name:<22}{:>7}{:>7}{:>10}", smoke.pages, smoke.ready, smoke.problems);
}

/// Builds a tool and says where it is.
pub(super) fn build(context: &Context, package: &str) -> Result<PathBuf, String> {
    Run::cargo(&context.root).args(["build", "--package", package]).stream()?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| context.root.join("target"), PathBuf::from);
    // The command line tool is called as people call it.
    Ok(target.join("debug").join(if package == "minihost-cli" { "minihost" } else { package }))
}

fn smoke(context: &Context, minihost: &Path, program: &Path) -> Result<Smoke, String> {
    let shown = program.strip_prefix(&context.root).unwrap_or(program).display().to_string();
    let program = program.to_string_lossy();
    let captured =
        Run::new(&minihost.to_string_lossy(), &context.root).args(["smoke", &program, "--json"]).capture()?;
    let mut smoke = Smoke { pages: 0, ready: 0, problems: 0, faults: Vec::new() };
    for line in captured.stdout.lines().filter(|line| line.starts_with('{')) {
        let row: Value = serde_json::from_str(line)
            .map_err(|error| format!("minihost smoke printed {line:?}: {error}"))?;
        let page = row["page"].as_str().unwrap_or("?");
        let problems = row["problems"].as_array().map_or(&[][..], Vec::as_slice);
        let exception = problems.iter().find(|problem| problem["kind"] == "exception");
        let ready = row["ready"] == true;
        // A line without a page speaks of the package.
        let is_page = !page.is_empty();
        smoke.pages += usize::from(is_page);
        smoke.ready += usize::from(ready && is_page);
        smoke.problems += problems.len();
        if let Some(problem) = exception {
            let text = |key: &str| problem[key].to_string();
            smoke.faults.push(format!("{page}: {} ({}:{})", text("message"), text("file"), text("line")));
        } else if !ready {
            smoke.faults.push(format!("{page}: not ready"));
        }
    }
    if smoke.pages == 0 {
        return Err(format!("minihost smoke {shown} opened nothing: {}", captured.stderr.trim()));
    }
    Ok(smoke)
}

/// Writes a program with one page for each component of a library, laid out as WeChat's "npm build" does.
fn showcase(context: &Context, library: &Library, source: &Path) -> Result<PathBuf, String> {
    let program = context.root.join("target/libraries").join(library.package.replace('/', "-"));
    let fault = |error: std::io::Error| format!("{}: {error}", program.display());
    if program.exists() {
        fs::remove_dir_all(&program).map_err(fault)?;
    }
    let inside = format!("miniprogram_npm/{}", library.package);
    copy(source, &program.join(&inside)).map_err(fault)?;
    let mut components = Vec::new();
    find_components(source, source, &mut components).map_err(fault)?;
    components.sort();
    let mut pages = Vec::new();
    for component in components {
        let name = component.replace('/', "-");
        let page = format!("pages/{name}/index");
        let file = |extension: &str| program.join(format!("{page}.{extension}"));
        fs::create_dir_all(program.join(format!("pages/{name}"))).map_err(fault)?;
        let mut config = json!({ "usingComponents": { "shown": format!("/{inside}/{component}") } });
        let mut template = "<shown>content</shown>\n".to_owned();
        if let Some((_, around)) = library.inside.iter().find(|(one, _)| *one == component) {
            config["usingComponents"]["around"] = json!(format!("/{inside}/{around}"));
            template = format!("<around>{}</around>\n", template.trim_end());
        }
        fs::write(file("json"), config.to_string()).map_err(fault)?;
        fs::write(file("wxml"), template).map_err(fault)?;
        fs::write(file("js"), "Page({})\n").map_err(fault)?;
        pages.push(page);
    }
    fs::write(program.join("app.json"), json!({ "pages": pages }).to_string()).map_err(fault)?;
    fs::write(program.join("app.js"), "App({})\n").map_err(fault)?;
    fs::write(program.join("project.config.json"), "{}\n").map_err(fault)?;
    Ok(program)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Component paths without extension: files whose json says `"component": true` and that have a template.
fn find_components(root: &Path, folder: &Path, found: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find_components(root, &path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "json")
            && path.with_extension("wxml").exists()
        {
            let config: Value = serde_json::from_str(&fs::read_to_string(&path)?).unwrap_or_default();
            if config["component"] == true
                && let Ok(inside) = path.with_extension("").strip_prefix(root)
            {
                found.push(inside.to_string_lossy().into_owned());
            }
        }
    }
    Ok(())
}

/// The first faults, and how many more there are.
fn list(faults: &[String]) -> String {
    let shown = faults.iter().take(8).cloned().collect::<Vec<_>>().join("; ");
    if faults.len() > 8 { format!("{shown}; and {} more", faults.len() - 8) } else { shown }
}
