//! Trees in, boxes out: `cases/*.txt`. Measured with [`crate::EstimatedText`]: a narrow character is half its size wide, a wide
//! one its whole size, fonts are 10px, the window is 200 x 400.

use crate::testing::Page;
use std::fmt::Write;
use std::path::Path;

/// Runs every `=== name` of a file: a tree, `---`, its boxes. `MINIHOST_BLESS=1` writes the boxes that are found.
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(file);
    let text = std::fs::read_to_string(&path).expect("the file is there");
    let bless = std::env::var_os("MINIHOST_BLESS").is_some();
    let mut blessed = String::new();
    let mut failures = String::new();
    for case in text.split("=== ").filter(|case| !case.is_empty()) {
        let (name, case) = case.split_once('\n').expect("a name and a tree");
        let (source, expected) = case.split_once("---\n").unwrap_or((case, ""));
        let found = Page::new(source).text();
        let _ = write!(blessed, "=== {name}\n{source}---\n{found}");
        if found != expected {
            let _ = write!(failures, "=== {name}\n{source}--- expected\n{expected}--- found\n{found}\n");
        }
    }
    if bless {
        std::fs::write(&path, blessed).expect("may be written");
    } else {
        assert!(failures.is_empty(), "\n{failures}");
    }
}

#[test]
fn inline() {
    check("inline.txt");
}

#[test]
fn blocks() {
    check("blocks.txt");
}

#[test]
fn position() {
    check("position.txt");
}

#[test]
fn components() {
    check("components.txt");
}

#[test]
fn tables() {
    check("tables.txt");
}
