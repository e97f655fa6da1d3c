//! How much of the style sheets of public component libraries is understood: printed for each, and held to a floor.

use minihost_style::{Counts, StyleSheet};
use minihost_tests::tools;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// npm packages of `tests/node`.
const LIBRARIES: &[&str] =
    &["@vant/weapp", "weui-miniprogram", "tdesign-miniprogram", "wux-weapp", "iview-weapp", "lin-ui"];
/// Of all declarations but hints, which have no effect on boxes or looks and are taken in silence.
const FLOOR: f64 = 0.998;

fn sheets(folder: &Path, out: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            sheets(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "wxss") {
            out.push(path);
        }
    }
}

#[test]
fn nearly_all_declarations_of_libraries_are_understood() {
    let packages = tools::root().join("tests/node/node_modules");
    let mut all = Counts::default();
    let mut complaints: BTreeMap<String, usize> = BTreeMap::new();
    println!(
        "\n{:<22} {:>6} {:>12} {:>9} {:>9} {:>7} {:>7}",
        "library", "sheets", "declarations", "understood", "unknown", "refused", "hints"
    );
    for library in LIBRARIES {
        let mut files = Vec::new();
        sheets(&packages.join(library), &mut files);
        if files.is_empty() {
            tools::missing(&format!("{library} is not installed: cargo xtask test libraries"));
            return;
        }
        let mut counts = Counts::default();
        for file in &files {
            let source = std::fs::read_to_string(file).expect("a style sheet is text");
            let (sheet, problems) =
                StyleSheet::parse(&source, &file.to_string_lossy(), &|_| Some(String::new()));
            counts += sheet.counts();
            for problem in problems {
                *complaints.entry(problem.message).or_default() += 1;
            }
        }
        let heard = counts.understood + counts.unknown + counts.refused;
        println!(
            "{library:<22} {:>6} {heard:>12} {:>8.2} % {:>9} {:>7} {:>7}",
            files.len(),
            100.0 * counts.understood as f64 / heard as f64,
            counts.unknown,
            counts.refused,
            counts.accepted,
        );
        all += counts;
    }
    for (message, times) in &complaints {
        println!("{times:4} {message}");
    }
    let heard = all.understood + all.unknown + all.refused;
    let share = all.understood as f64 / heard as f64;
    println!("{:.3} % of {heard} declarations are understood", 100.0 * share);
    assert!(share >= FLOOR, "only {:.3} % of {heard} declarations are understood", 100.0 * share);
}
