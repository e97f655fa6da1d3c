//! glass-easel's template compiler, run in Node for many programs at a time.

use crate::Program;
use crate::files::has_extension;
use serde_json::Value as Json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One program's templates as JavaScript.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// An expression: the groups by path.
    pub code: String,
    /// What the compiler found wrong.
    pub warnings: Vec<String>,
}

/// Where the workspace takes its npm packages from.
pub fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../node")
}

/// Compiles the templates of all programs in one go.
///
/// # Errors
/// Node or the compiler's package is not there, or it crashed.
pub fn compile(programs: &[&Program]) -> Result<Vec<Compiled>, String> {
    let input: Vec<Json> = programs
        .iter()
        .map(|program| {
            let templates = program
                .files
                .iter()
                .filter(|(path, _)| has_extension(path, "wxml") || has_extension(path, "wxs"));
            Json::Object(templates.map(|(path, text)| (path.clone(), Json::String(text.clone()))).collect())
        })
        .collect();
    let packages = packages();
    if !packages.join("node_modules/glass-easel-template-compiler").is_dir() {
        return Err("the npm packages are not installed: run `cargo xtask setup`".into());
    }
    let mut child = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("js/compile.mjs"))
        .arg(packages.canonicalize().unwrap_or(packages))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("node: {error}"))?;
    let mut stdin = child.stdin.take().expect("because it is piped");
    let text = Json::Array(input).to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("node: {error}"))?;
    let _ = writer.join();
    if !output.status.success() {
        return Err(format!("the template compiler failed: {}", output.status));
    }
    let rows: Vec<Json> =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("compile.mjs: {error}"))?;
    let strings = |json: &Json| {
        let list = json.as_array().map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    };
    Ok(rows
        .iter()
        .map(|row| Compiled {
            code: row["code"].as_str().unwrap_or_default().to_owned(),
            warnings: strings(&row["warnings"]),
        })
        .collect())
}
