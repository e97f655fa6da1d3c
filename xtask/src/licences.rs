//! `cargo xtask licences`: every dependency's licence is one that `deny.toml` allows.
//!
//! `cargo deny check` reads the same file and also asks for advisories; that needs the network and its own installation, so it runs
//! where it is installed (docs/decisions/0005-licence-check.md).

use crate::Context;
use crate::process::{Run, find};
use serde_json::Value;

/// Compares `cargo metadata` with `deny.toml`.
///
/// # Errors
/// Names each package whose licence is not allowed.
pub fn run(context: &Context, _arguments: &[String]) -> Result<(), String> {
    let text = std::fs::read_to_string(context.root.join("deny.toml"))
        .map_err(|error| format!("deny.toml: {error}"))?;
    let allowed = allowed(&text);
    if allowed.is_empty() {
        return Err("deny.toml has no `allow = [ … ]`".into());
    }
    let metadata =
        Run::cargo(&context.root).args(["metadata", "--format-version", "1", "--locked"]).capture()?;
    if !metadata.success {
        return Err(format!("cargo metadata: {}", metadata.stderr.trim()));
    }
    let metadata: Value =
        serde_json::from_str(&metadata.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let mut refused = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or("?");
        let licence = package["license"].as_str().unwrap_or("");
        if !satisfied(licence, &allowed) {
            refused.push(format!("  {name} {}: \"{licence}\"", package["version"].as_str().unwrap_or("?")));
        }
    }
    if !refused.is_empty() {
        return Err(format!("licences that deny.toml does not allow:\n{}", refused.join("\n")));
    }
    println!("    {} packages, every licence allowed by deny.toml", packages.len());
    if find("cargo-deny").is_some() {
        Run::cargo(&context.root).args(["deny", "check"]).stream()?;
    } else {
        println!(
            "    advisories were not asked for: cargo-deny is not installed (`cargo install cargo-deny`)"
        );
    }
    Ok(())
}

/// The strings of the `allow` list under `[licenses]`.
fn allowed(text: &str) -> Vec<String> {
    let Some((_, licences)) = text.split_once("[licenses]") else { return Vec::new() };
    let Some((_, list)) = licences.split_once("allow = [") else { return Vec::new() };
    let list = list.split(']').next().unwrap_or("");
    list.lines()
        .map(|line| line.split('#').next().unwrap_or(""))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Evaluates an SPDX expression; `OR` binds weaker than `AND`, a `/` is the old spelling of `OR`.
fn satisfied(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let result = any_of(&tokens, &mut at, allowed);
    result && at == tokens.len()
}

fn any_of(tokens: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut result = all_of(tokens, at, allowed);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        result |= all_of(tokens, at, allowed);
    }
    result
}

fn all_of(tokens: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut result = one(tokens, at, allowed);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        result &= one(tokens, at, allowed);
    }
    result
}

fn one(tokens: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if *token == "(" {
        let result = any_of(tokens, at, allowed);
        let closed = tokens.get(*at) == Some(&")");
        *at += 1;
        return result && closed;
    }
    let mut name = (*token).to_owned();
    if tokens.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", tokens.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let allowed = allowed(
            "[licenses]\nallow = [\n  \"MIT\", # why\n  \"Apache-2.0\",\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n",
        );
        assert_eq!(allowed.len(), 3);
        for (expression, expected) in [
            ("MIT", true),
            ("MIT OR GPL-3.0", true),
            ("GPL-3.0", false),
            ("MIT AND GPL-3.0", false),
            ("MIT/Apache-2.0", true),
            ("(MIT OR GPL-3.0) AND Apache-2.0", true),
            ("(GPL-3.0 OR AGPL-3.0) AND MIT", false),
            ("GPL-3.0 OR MIT AND Apache-2.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT WITH LLVM-exception", false),
            ("", false),
            ("MIT)", false),
            ("(MIT", false),
        ] {
            assert_eq!(satisfied(expression, &allowed), expected, "{expression}");
        }
    }
}
