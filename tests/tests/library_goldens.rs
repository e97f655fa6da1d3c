//! Pages of component libraries from npm, drawn with the pinned fonts and compared with goldens a person has looked at.
//!
//! `goldens/libraries/pages` holds a page per golden, named for its library; pages of wux-weapp are those of its own example.
//! `cargo xtask goldens minihost-tests` writes the pictures anew.

use minihost_paint::raster::png;
use minihost_ports::{Insets, Screen};
use minihost_tests::golden::{self, Tolerance};
use minihost_tests::machine::Machine;
use minihost_tests::tools::{self, write_files};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Device pixels per logical pixel: one, so that pictures are small enough to be kept.
const SCALE: f32 = 1.0;
/// SIMD widths round differently, and edges are antialiased.
const TOLERANCE: Tolerance = Tolerance { channel: 6, stray: 2 };

/// Pages of wux-weapp's example.
const WUX: &[&str] =
    &["button", "badge", "card", "list", "steps", "grid", "accordion", "form", "progress", "tag"];

/// The golden's name begins with the first, its package is the second, its components lie in the third, and are named as in the
/// fourth.
const LIBRARIES: &[(&str, &str, &str, &str)] = &[
    ("vant", "@vant/weapp", "dist", "van"),
    ("weui", "weui-miniprogram", "miniprogram_dist", "mp"),
    ("tdesign", "tdesign-miniprogram", "miniprogram_dist", "t"),
];

fn goldens() -> PathBuf {
    tools::root().join("tests/goldens/libraries")
}

fn package(name: &str) -> PathBuf {
    tools::root().join("tests/node/node_modules").join(name)
}

/// A machine, if fonts and libraries are installed.
fn machine(library: &str) -> Option<Machine> {
    if !package(library).is_dir() {
        tools::missing(&format!("{library} is not installed (`npm ci --ignore-scripts` in tests/node)"));
        return None;
    }
    let machine = Machine::start();
    if machine.is_none() {
        tools::missing("the pinned fonts are not installed (`npm ci --ignore-scripts` in tests/fonts)");
    }
    machine
}

/// Draws a page and compares; says how it differs.
fn check(machine: &Machine, program: &Path, page: &str, height: f32, name: &str) -> Result<(), String> {
    let screen = Screen {
        width: 375.0,
        height,
        pixel_ratio: SCALE,
        safe_area: Insets { top: 44.0, bottom: 34.0, ..Insets::default() },
        ..Screen::default()
    };
    let session = golden::open(machine, program, page, screen)?;
    let picture = golden::draw(machine, &session, SCALE)?;
    session.close();
    golden::check(&goldens().join(format!("{name}.png")), &picture, TOLERANCE, png)
}

#[test]
fn pages_of_the_wux_example() {
    let Some(machine) = machine("wux-weapp") else { return };
    let example = package("wux-weapp").join("example");
    let faults: Vec<String> = WUX
        .iter()
        .filter_map(|page| {
            let name = format!("wux-{page}");
            check(&machine, &example, &format!("pages/{page}/index"), 1000.0, &name)
                .err()
                .map(|fault| format!("{name}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_of_components() {
    let mut drawn = 0;
    let mut faults = Vec::new();
    for (short, name, folder, prefix) in LIBRARIES {
        let Some(machine) = machine(name) else { return };
        let pages = pages_of(short);
        let program = machine.folder().join(short);
        write_program(&program, name, &package(name).join(folder), prefix, &pages);
        for page in &pages {
            drawn += 1;
            if let Err(fault) = check(&machine, &program, &format!("pages/{page}/index"), 812.0, page) {
                faults.push(format!("{page}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(drawn >= LIBRARIES.len(), "every library has a page");
}

/// A chart library that knows nothing of mini programs draws on our canvases.
#[test]
fn charts() {
    let Some(machine) = machine("echarts") else { return };
    let program = machine.folder().join("charts");
    let page = program.join("pages/index");
    fs::create_dir_all(&page).expect("a folder");
    for file in ["index.js", "index.wxml", "index.wxss"] {
        fs::copy(goldens().join("echarts").join(file), page.join(file)).expect("the page is there");
    }
    let library = package("echarts").join("dist/echarts.common.min.js");
    fs::copy(library, program.join("echarts.js")).expect("the library is there");
    fs::write(page.join("index.json"), "{}").expect("a file");
    fs::write(program.join("app.js"), "App({})").expect("a file");
    fs::write(program.join("app.json"), r#"{"pages":["pages/index/index"]}"#).expect("a file");
    fs::write(program.join("project.config.json"), r#"{"appid":"touristappid"}"#).expect("a file");
    check(&machine, &program, "pages/index/index", 812.0, "echarts").expect("as its golden");
}

/// Names of the pages that show a library.
fn pages_of(library: &str) -> Vec<String> {
    let entries = fs::read_dir(goldens().join("pages")).expect("the pages are there");
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".wxml").map(str::to_owned))
        .filter(|name| name.starts_with(library))
        .collect();
    names.sort();
    names
}

/// A program with these pages, the library laid out as WeChat's "npm build" does.
fn write_program(program: &Path, package: &str, components: &Path, prefix: &str, pages: &[String]) {
    let inside = format!("miniprogram_npm/{package}");
    copy(components, &program.join(&inside));
    let mut using = serde_json::Map::new();
    for entry in fs::read_dir(components).expect("installed").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A folder per component, in it a file named "index" or like the folder.
        for file in ["index".to_owned(), name.clone()] {
            if entry.path().join(format!("{file}.wxml")).exists() {
                using.insert(format!("{prefix}-{name}"), format!("/{inside}/{name}/{file}").into());
            }
        }
    }
    let write = |name: &str, text: &str| write_files(program, &[(name, text)]);
    let paths: Vec<String> = pages.iter().map(|page| format!("pages/{page}/index")).collect();
    write("app.json", &json!({ "pages": paths, "usingComponents": using }).to_string());
    write("app.js", "App({})\n");
    // WeUI's components want its sheet in the program's.
    if prefix == "mp" {
        write("app.wxss", &format!("@import \"/{inside}/weui-wxss/dist/style/weui.wxss\";\n"));
    }
    write("project.config.json", "{}\n");
    for page in pages {
        let source = goldens().join("pages");
        let template = fs::read_to_string(source.join(format!("{page}.wxml"))).expect("the page");
        let sheet = fs::read_to_string(source.join("page.wxss")).expect("the sheet");
        write(&format!("pages/{page}/index.wxml"), &template);
        write(&format!("pages/{page}/index.wxss"), &sheet);
        write(&format!("pages/{page}/index.js"), "Page({})\n");
        write(&format!("pages/{page}/index.json"), &json!({ "navigationBarTitleText": page }).to_string());
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
