//! The benchmarks work: a small round of each. Nothing is asserted about time.

use minihost_tests::bench::{Effort, components, install, layout, rows, screen, start};
use minihost_tests::tools;

/// A round, alone when a rival is missing.
fn small(name: &str, run: fn(Effort) -> Result<minihost_tests::bench::Table, String>) {
    let table = match run(Effort::SMALL) {
        Ok(table) => table,
        Err(reason) if reason.contains("not installed") || reason.contains("is installed") => {
            tools::missing(&format!("{name} against its rivals: {reason}"));
            return;
        }
        Err(reason) => panic!("{name}: {reason}"),
    };
    println!("{table}");
    assert!(table.ratio(0).is_finite() && table.ratio(0) > 0.0, "both sides were measured");
}

#[test]
fn installing() {
    small("install", install::run);
}

#[test]
fn layout_beside_taffy() {
    small("layout", layout::run);
    small("a change", layout::change);
}

#[test]
fn a_scroll_paints_nothing_anew() {
    match screen::run(Effort::SMALL) {
        Err(reason) if reason.contains("not installed") => tools::missing(&reason),
        drawn => assert!(drawn.expect("a screen is drawn and scrolled").min() > 0.0),
    }
}

#[test]
fn starting() {
    small("start", start::run);
}

#[test]
fn rows_of_a_list() {
    small("rows", rows::run);
}

#[test]
fn components_beside_glass_easel() {
    small("components", components::run);
}
