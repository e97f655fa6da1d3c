//! Which crate may depend on which: the arrows of ARCHITECTURE.md point down only.

use super::{File, Finding};

/// For each crate's folder, the crates of ours that it may name under `[dependencies]`. Everyone may use `value` and `ports`.
const ARROWS: &[(&str, &[&str])] = &[
    ("rust-core/value", &[]),
    ("rust-core/ports", &[]),
    ("rust-core/package", &[]),
    ("rust-core/trust", &[]),
    ("rust-core/store", &[]),
    ("rust-core/tree", &[]),
    ("rust-core/syntax", &[]),
    ("rust-core/script", &[]),
    ("rust-core/style", &["tree"]),
    ("rust-core/layout", &["tree", "style"]),
    ("rust-core/fonts", &[]),
    ("rust-core/paint", &["tree", "style", "layout"]),
    ("rust-core/view", &["tree", "style", "syntax", "script"]),
    ("rust-core/api", &["view", "script", "syntax", "store", "package", "trust"]),
    (
        "rust-core/host",
        &[
            "api", "view", "paint", "layout", "fonts", "style", "tree", "script", "syntax", "store",
            "package", "trust",
        ],
    ),
    ("bindings/ffi", &["host", "layout", "paint"]),
    ("bindings/bindgen", &["paint"]),
    // The two that draw on this machine bring the rasteriser and the fonts.
    ("desktop-demo", &["host", "paint", "layout"]),
    ("cli", &["host", "paint", "layout", "desktop-demo"]),
    // Looks at a page's tree, styles and boxes from outside.
    ("tests/equality", &["host", "paint", "layout", "style", "tree"]),
    ("xtask", &[]),
    // The oracle stands beside our engine, not on top of the host.
    ("tests/oracle", &["view", "tree", "script", "syntax"]),
];

/// Manifests name only crates below them.
pub fn point_down(file: &File) -> Vec<Finding> {
    let Some(folder) = file.path.strip_suffix("/Cargo.toml") else { return Vec::new() };
    if folder == "tests" || folder == "fuzz" {
        return Vec::new();
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == folder) else {
        return vec![
            file.finding(0, "a new crate: give it a row in ARCHITECTURE.md and in xtask/src/tidy/arrows.rs"),
        ];
    };
    let mut in_dependencies = false;
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.trim() == "[dependencies]";
            continue;
        }
        let name = line.split(['.', '=', ' ']).next().unwrap_or("");
        let ours = name.strip_prefix("minihost-").or((name == "desktop-demo").then_some(name));
        if let Some(ours) = ours
            && in_dependencies
            && !matches!(ours, "value" | "ports")
            && !allowed.contains(&ours)
        {
            findings.push(file.finding(
                index + 1,
                format!("{folder} must not know {ours}: move what it needs down, or turn the arrow round"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows() {
        let found = |path: &str, text: &str| point_down(&File { path: path.into(), text: text.into() }).len();
        let up = "[dependencies]\nminihost-view.workspace = true\n";
        assert_eq!(found("rust-core/style/Cargo.toml", up), 1);
        assert_eq!(found("rust-core/api/Cargo.toml", up), 0);
        assert_eq!(
            found("rust-core/style/Cargo.toml", "[dev-dependencies]\nminihost-view.workspace = true\n"),
            0
        );
        assert_eq!(found("rust-core/new/Cargo.toml", ""), 1);
    }
}
