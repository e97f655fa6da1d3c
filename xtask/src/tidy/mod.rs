//! `cargo xtask tidy`: house rules as code, with messages that say what to do.
//!
//! ARCHITECTURE.md says what each part never knows; the rules here hold it to that. Each rule has an example in the tests that breaks it.

mod arrows;
mod rules;

use crate::Context;
use crate::process::Run;

/// A text file of the repository.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// A broken rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    /// From 1; 0 for the whole file.
    line: usize,
    message: String,
}

impl File {
    fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, message: message.into() }
    }

    fn is_rust(&self) -> bool {
        std::path::Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// The crate's folder: `rust-core/script` for `rust-core/script/src/lib.rs`.
    fn in_crate(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Lines of code that ship: without comments, strings left as they are, and without what follows `#[cfg(test)]`.
    fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.path.ends_with("/tests.rs");
        self.text
            .lines()
            .enumerate()
            .take_while(move |(_, line)| !is_test && !line.trim_start().starts_with("#[cfg(test)]"))
            .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
    }
}

/// Looks at all files that git knows or would add.
///
/// # Errors
/// Lists what was found.
pub fn run(context: &Context, _arguments: &[String]) -> Result<(), String> {
    let files = files(context)?;
    let mut findings: Vec<Finding> =
        rules::RULES.iter().flat_map(|rule| files.iter().flat_map(rule)).collect();
    findings.sort();
    for finding in &findings {
        println!("    {}:{}: {}", finding.path, finding.line, finding.message);
    }
    if findings.is_empty() {
        println!("    {} files, nothing to say", files.len());
        Ok(())
    } else {
        Err(format!("{} house rules broken (above)", findings.len()))
    }
}

fn files(context: &Context) -> Result<Vec<File>, String> {
    let listed = Run::new("git", &context.root)
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .capture()?;
    if !listed.success {
        return Err(format!("git ls-files: {}", listed.stderr.trim()));
    }
    let mut paths: Vec<&str> = listed.stdout.lines().collect();
    paths.sort_unstable();
    paths.dedup();
    // What is not UTF-8 is a picture or an archive; what cannot be read was deleted and not yet committed.
    Ok(paths
        .into_iter()
        .filter_map(|path| {
            Some(File { path: path.to_owned(), text: std::fs::read_to_string(context.root.join(path)).ok()? })
        })
        .collect())
}
