//! Every drawing op of the format is in `docs/painters.md` and is played by every painter.

use super::resources::read;
use std::path::Path;

/// A painter: where what draws lies, what plays all ops, and how it names one.
struct Painter {
    name: &'static str,
    /// Of the files that the table names.
    folder: &'static str,
    /// From the root.
    player: &'static str,
    names: fn(&str) -> String,
}

/// In the order of the table's columns.
const PAINTERS: [Painter; 3] = [
    Painter {
        name: "the rasteriser",
        folder: "rust-core/paint/src/raster",
        player: "rust-core/paint/src/raster/play.rs",
        names: |op| format!("Op::{op}"),
    },
    Painter {
        name: "Android",
        folder: "bindings/android/src/main/kotlin/dev/minihost/android/paint",
        player: "bindings/kotlin/src/main/kotlin/dev/minihost/frame/FramePlayer.kt",
        names: |op| format!("Op.{op}"),
    },
    Painter {
        name: "Swift",
        folder: "bindings/swift/Sources/MiniHostUI/Canvas",
        player: "bindings/swift/Sources/MiniHost/Frames/Player.swift",
        names: |op| format!(".{}{}", op[..1].to_ascii_lowercase(), &op[1..]),
    },
];

/// Swift's own list of ops, if it keeps one.
const SWIFT_TABLE: &str = "bindings/swift/Sources/MiniHost/Frames/OpTable.swift";

/// Compares format, table and sources.
///
/// # Errors
/// Says which op is missing where.
pub fn check(root: &Path) -> Result<(), String> {
    let format = read(&root.join("rust-core/paint/FORMAT.md"))?;
    let table = read(&root.join("docs/painters.md"))?;
    let ops = ops(&format);
    if ops.is_empty() {
        return Err("FORMAT.md names no ops".into());
    }
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| line.starts_with("| ")).skip(1).map(cells).collect();
    let named: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    if named != ops {
        return Err(format!("docs/painters.md lists {named:?}, the format has {ops:?}"));
    }
    for (column, painter) in PAINTERS.iter().enumerate() {
        let folder = root.join(painter.folder);
        let player = read(&root.join(painter.player))?;
        for row in &rows {
            let name = (painter.names)(row[0]);
            if !names(&player, &name) {
                return Err(format!("{} does not play {}", painter.name, row[0]));
            }
            let file = row.get(column + 1).copied().unwrap_or_default();
            if !folder.join(file).is_file() {
                return Err(format!(
                    "docs/painters.md: {} plays {} in {file}, which is not there",
                    painter.name, row[0]
                ));
            }
        }
    }
    if let Ok(own) = read(&root.join(SWIFT_TABLE)) {
        let swift = PAINTERS[2].names;
        if let Some(op) = ops.iter().find(|op| !names(&own, &swift(op)) && !names(&own, op)) {
            return Err(format!("{SWIFT_TABLE} has no {op}"));
        }
    }
    Ok(())
}

/// Whether a source has this name, and not only one that begins with it.
fn names(source: &str, name: &str) -> bool {
    source
        .match_indices(name)
        .any(|(at, _)| !source[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric()))
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// Names in the format's table of ops, in order.
fn ops(format: &str) -> Vec<&str> {
    let Some((_, rest)) = format.split_once("### Op\n") else { return Vec::new() };
    let section = rest.split("\n### ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| ")).map(cells);
    rows.filter(|row| row[0].parse::<u8>().is_ok()).map(|row| row[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::{check, names, ops};
    use std::path::Path;

    #[test]
    fn painters_play_every_op() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root");
        assert_eq!(check(root), Ok(()));
    }

    #[test]
    fn a_name_is_whole() {
        assert!(names("case .fill(let a), .text:", ".text") && names("Op.FillRect ->", "Op.FillRect"));
        assert!(!names("case .fillRoundRect", ".fillRound"));
    }

    #[test]
    fn an_op_that_is_nowhere_is_found() {
        let format = "### Op\n\n| tag | form |\n|---|---|\n| 1 | Fill | | |\n| | | rect |\n| 2 | Spin | | |\n\n### Paint\n| 1 | No |\n";
        assert_eq!(ops(format), ["Fill", "Spin"]);
    }
}
