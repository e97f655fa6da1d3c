//! How much of real style sheets is understood: `cargo run --release -p minihost-style --example coverage -- FOLDER...`
//!
//! Reads every `.wxss`, `.ttss`, `.acss` and `.css` below the folders (an unpacked component library, say), prints the share of
//! declarations that have an effect and what was not understood, most frequent first.

use minihost_style::{Counts, StyleSheet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    for folder in std::env::args().skip(1) {
        report(Path::new(&folder));
    }
}

fn report(folder: &Path) {
    let mut files = Vec::new();
    find(folder, &mut files);
    let mut counts = Counts::default();
    let mut complaints: BTreeMap<String, usize> = BTreeMap::new();
    let (mut bytes, mut rules) = (0, 0);
    let start = Instant::now();
    for file in &files {
        let Ok(source) = std::fs::read_to_string(file) else { continue };
        bytes += source.len();
        let path = file.strip_prefix(folder).unwrap_or(file).to_string_lossy().into_owned();
        // Each file is read for itself, so that none counts twice.
        let (sheet, problems) = StyleSheet::parse(&source, &path, &|_| Some(String::new()));
        counts += sheet.counts();
        rules += sheet.rule_count();
        for problem in problems {
            *complaints.entry(problem.message).or_default() += 1;
        }
    }
    let took = start.elapsed();
    let heard = counts.understood + counts.unknown + counts.refused;
    println!("{}: {} files, {bytes} bytes, {rules} rules in {took:?}", folder.display(), files.len());
    println!(
        "  {:.2} % of {heard} declarations understood; {} unknown, {} refused, {} accepted in silence",
        100.0 * counts.understood as f64 / heard.max(1) as f64,
        counts.unknown,
        counts.refused,
        counts.accepted,
    );
    let mut complaints: Vec<_> = complaints.into_iter().collect();
    complaints.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    for (message, times) in complaints.into_iter().take(40) {
        println!("  {times:4} {message}");
    }
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            find(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ["wxss", "ttss", "acss", "css"].iter().any(|known| *known == ending))
        {
            files.push(path);
        }
    }
}
