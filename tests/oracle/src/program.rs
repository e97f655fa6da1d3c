//! What both engines are given, and what both give back.

use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Templates, scripts and json by path from the root; and what happens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// `page.wxml`, `page.js` and those of the components.
    pub files: BTreeMap<String, String>,
    /// What happens after the page was opened, shown and laid out.
    pub steps: Vec<Step>,
    /// There is a `wx`, and time passes.
    pub api: bool,
}

/// One thing that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// An event from outside on the node with this id: name, `detail`, whether it bubbles.
    Event(String, String, Json, bool),
    /// A native control's value changed by itself (typed, scrolled): id, attribute, value.
    Change(String, String, Json),
    /// `setData` of the page.
    Set(String, Json),
    /// A method of the page.
    Call(String, Vec<Json>),
    /// The page's `onShow` and `show` of components; `hide`, `resize` alike.
    Lifetime(String),
    /// The page is closed.
    Unload,
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Step::Event(id, name, detail, bubbles) => {
                write!(f, "{} #{id} {name} {detail}", if *bubbles { "event" } else { "quiet" })
            }
            Step::Change(id, name, value) => write!(f, "change #{id} {name} {value}"),
            Step::Set(path, value) => write!(f, "set {path} {value}"),
            Step::Call(name, args) => {
                let args: Vec<String> = args.iter().map(Json::to_string).collect();
                write!(f, "call {name} {}", args.join(" "))
            }
            Step::Lifetime(name) => write!(f, "page {name}"),
            Step::Unload => write!(f, "unload"),
        }
    }
}

/// What was seen after the page was opened (first) and after each step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace(pub Vec<Moment>);

/// The tree at one moment, and what was printed since the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    /// As [`crate::dump::text`] writes it.
    pub tree: String,
    /// `console.log` lines; what a program threw stands there as `!! message`.
    pub log: Vec<String>,
}

impl Trace {
    /// All log lines.
    pub fn log(&self) -> String {
        self.0.iter().flat_map(|moment| &moment.log).cloned().collect::<Vec<_>>().join("\n")
    }

    fn faults_only(&self) -> Trace {
        let faults = |log: &[String]| log.iter().filter(|line| line.starts_with("!!")).cloned().collect();
        let moments = self.0.iter();
        Trace(moments.map(|one| Moment { tree: one.tree.clone(), log: faults(&one.log) }).collect())
    }

    fn events_first(&self) -> Trace {
        let moment = |moment: &Moment| {
            let is_event = |line: &&String| {
                line.split(' ').nth(1).is_some_and(|word| matches!(word, "tap" | "my"))
                    || line.starts_with("!!")
            };
            let (mut log, mut rest): (Vec<&String>, Vec<&String>) = moment.log.iter().partition(is_event);
            rest.sort();
            log.append(&mut rest);
            Moment { tree: moment.tree.clone(), log: log.into_iter().cloned().collect() }
        };
        Trace(self.0.iter().map(moment).collect())
    }

    /// The last tree.
    pub fn tree(&self) -> &str {
        self.0.last().map_or("", |moment| &moment.tree)
    }
}

impl Program {
    /// The same for trees, and for what a program threw.
    pub fn tree_difference(&self, peer: &Trace, ours: &Trace) -> Option<String> {
        self.difference(&peer.faults_only(), &ours.faults_only())
    }

    /// The first difference between two traces, for people; `None` if they are the same.
    pub fn difference(&self, peer: &Trace, ours: &Trace) -> Option<String> {
        for n in 0..peer.0.len().max(ours.0.len()) {
            let (a, b) =
                (peer.0.get(n).cloned().unwrap_or_default(), ours.0.get(n).cloned().unwrap_or_default());
            if a == b {
                continue;
            }
            let after =
                n.checked_sub(1).and_then(|n| self.steps.get(n)).map_or("opening".into(), Step::to_string);
            let mut text = format!("after {after}\n");
            if a.log != b.log {
                text += &format!(
                    "glass-easel's log:\n  {}\nours:\n  {}\n",
                    a.log.join("\n  "),
                    b.log.join("\n  ")
                );
            }
            if a.tree != b.tree {
                text += &format!("glass-easel's tree:\n{}ours:\n{}", a.tree, b.tree);
            }
            return Some(text);
        }
        None
    }

    /// The same for generated programs: which of several components hears first that it was made, came, is ready or has other
    /// data is compared by number only. glass-easel tells at every insertion, we tell when the whole change stands; no document
    /// promises either. Events keep their order.
    pub fn loose_difference(&self, peer: &Trace, ours: &Trace) -> Option<String> {
        self.difference(&peer.events_first(), &ours.events_first())
    }

    /// The program as a case file has it.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (path, content) in &self.files {
            text += &format!("--- {path}\n{}\n", content.trim_end());
        }
        text += "--- steps\n";
        for step in &self.steps {
            text += &format!("{step}\n");
        }
        text
    }
}
