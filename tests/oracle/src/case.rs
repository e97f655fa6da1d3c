//! Case files: programs written by hand, many to a file.
//!
//! ```text
//! === what the case shows
//! --- page.wxml
//! <view id="a" bindtap="tap">{{n}}</view>
//! --- page.js
//! Page({data: {n: 1}, tap() { this.setData({n: 2}) }})
//! --- steps
//! tap a
//! ```
//!
//! Steps: `tap ID [DETAIL]`, `event ID NAME [DETAIL]` (bubbles), `quiet ID NAME [DETAIL]` (does not), `change ID ATTRIBUTE VALUE`,
//! `set PATH VALUE`, `call METHOD [ARGUMENT …]` (JSON, blanks between arguments), `page show|hide|resize`, `unload`.
//!
//! A case in which glass-easel is not right, or cannot run, says so under `--- reason` and gives what must come out: `--- log`, the
//! whole log, or `--- tree`, the last tree, or both. It fails when glass-easel comes to agree: the reason is stale then.

use crate::program::{Program, Step, Trace};
use serde_json::Value as Json;

/// One case.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Its file's name and what it shows.
    pub name: String,
    /// What both engines run.
    pub program: Program,
    /// Why glass-easel is no judge here.
    pub reason: Option<String>,
    /// All that is logged.
    pub log: Option<String>,
    /// The last tree.
    pub tree: Option<String>,
}

impl Case {
    /// What is wrong with a trace of ours, as far as the case itself says.
    pub fn fault(&self, ours: &Trace) -> Option<String> {
        let differs = |what: &str, wanted: &Option<String>, found: &str| {
            let wanted = wanted.as_ref()?;
            (wanted.trim() != found.trim())
                .then(|| format!("{what} wanted:\n{}\nfound:\n{found}", wanted.trim()))
        };
        differs("log", &self.log, &ours.log()).or_else(|| differs("tree", &self.tree, ours.tree()))
    }
}

/// Reads a case file.
///
/// # Errors
/// A line that fits nowhere.
pub fn read(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut section = String::new();
    let mut body = String::new();
    for line in text.lines().chain(["=== end"]) {
        let next_case = line.strip_prefix("=== ");
        let next_section = line.strip_prefix("--- ");
        if next_case.is_none() && next_section.is_none() {
            body.push_str(line);
            body.push('\n');
            continue;
        }
        if let Some(case) = cases.last_mut()
            && !section.is_empty()
        {
            put(case, &section, std::mem::take(&mut body))
                .map_err(|error| format!("{}: {error}", case.name))?;
        } else if !body.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
            return Err(format!("{file}: text outside of a section: {}", body.trim()));
        }
        body.clear();
        next_section.unwrap_or_default().trim().clone_into(&mut section);
        if let Some(name) = next_case {
            cases.push(Case { name: format!("{file}: {}", name.trim()), ..Case::default() });
        }
    }
    cases.pop();
    Ok(cases)
}

fn put(case: &mut Case, section: &str, body: String) -> Result<(), String> {
    match section {
        "steps" => {
            for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
                case.program.steps.push(step(line).ok_or_else(|| format!("no step: {line}"))?);
            }
        }
        "reason" => case.reason = Some(body.trim().to_owned()),
        "log" => case.log = Some(body),
        "tree" => case.tree = Some(body),
        path if path.contains('.') => {
            case.program.files.insert(path.to_owned(), body.trim_end_matches('\n').to_owned());
        }
        other => return Err(format!("no section: {other}")),
    }
    Ok(())
}

fn step(line: &str) -> Option<Step> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (first, rest) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let id = first.trim_start_matches('#').to_owned();
    let json = |text: &str| match text.trim() {
        "" => Some(Json::Object(serde_json::Map::new())),
        text => serde_json::from_str(text).ok(),
    };
    Some(match word {
        "tap" => Step::Event(id, "tap".into(), json(rest)?, true),
        "event" | "quiet" => {
            let (name, detail) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
            Step::Event(id, name.to_owned(), json(detail)?, word == "event")
        }
        "change" => {
            let (name, value) = rest.trim().split_once(' ')?;
            Step::Change(id, name.to_owned(), json(value)?)
        }
        "set" => Step::Set(first.to_owned(), json(rest)?),
        "call" => {
            let args: Result<Vec<Json>, _> = serde_json::Deserializer::from_str(rest).into_iter().collect();
            Step::Call(first.to_owned(), args.ok()?)
        }
        "page" => Step::Lifetime(first.to_owned()),
        "unload" => Step::Unload,
        _ => return None,
    })
}
