//! `progress` with `active`: it fills by itself. Source: the progress pages of both dialects.

use super::worker::Worker;
use minihost_tree::{Change, Element, NodeId, Tree};
use minihost_value::Value;
use minihost_view::UiEvent;
use rustc_hash::FxHashMap;

/// How far it is filled at present, for paint.
const SHOWN: &str = "shown-percent";

/// Milliseconds for one per cent, unless it says otherwise.
const PACE_MS: f64 = 30.0;

/// Bars of one page that fill; more are full at once.
const MOST: usize = 1000;

/// One that fills.
#[derive(Debug, Clone, Copy)]
struct Filling {
    from: f64,
    to: f64,
    since: u64,
    pace: f64,
    fills: bool,
}

/// Those of one page.
#[derive(Default)]
pub(super) struct Progresses {
    known: FxHashMap<NodeId, Filling>,
}

fn percent(element: &Element) -> f64 {
    element.number("percent").unwrap_or(0.0).clamp(0.0, 100.0)
}

impl Progresses {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &mut Tree, now: u64) {
        let mut changed: Vec<NodeId> = Vec::new();
        for change in tree.changes() {
            match *change {
                Change::Attribute(node) => changed.push(node),
                Change::Inserted(top) => changed.extend(tree.descendants(top)),
                _ => {}
            }
        }
        for node in changed {
            let Some(element) = tree.element(node).filter(|element| &*element.tag == "progress") else {
                continue;
            };
            let (to, active) = (percent(element), element.flag("active"));
            let old = self.known.get(&node).map(|old| (old.to, old.from, element.number(SHOWN)));
            if !active {
                self.known.remove(&node);
                if old.is_some() {
                    tree.set_attribute(node, SHOWN, Value::Undefined);
                }
                continue;
            }
            if old.is_some_and(|(known, ..)| known == to) || self.known.len() >= MOST {
                continue;
            }
            // Backwards, the default, begins anew; forwards goes on from where it is.
            let goes_on = element.text_attribute("active-mode").as_deref() == Some("forwards");
            let from = old.and_then(|(.., shown)| shown).filter(|_| goes_on).unwrap_or(0.0);
            let pace = element.number("duration").unwrap_or(PACE_MS).clamp(0.0, 10_000.0);
            self.known.insert(node, Filling { from, to, since: now, pace, fills: true });
            tree.set_attribute(node, SHOWN, Value::from(from));
        }
    }

    pub(super) fn fill(&self) -> bool {
        self.known.values().any(|filling| filling.fills)
    }
}

impl Worker {
    /// Fills what fills.
    pub(super) fn tick_progresses(&mut self, now: u64) {
        let Some(open) = self.pages.last_mut() else { return };
        let page = open.id;
        let known = &mut open.parts.progresses.known;
        if !known.values().any(|filling| filling.fills) {
            return;
        }
        let mut full = Vec::new();
        self.view.with_tree(page, |tree| {
            known.retain(|&node, filling| {
                if tree.element(node).is_none() {
                    return false;
                }
                if filling.fills {
                    let way = filling.to - filling.from;
                    let passed = now.saturating_sub(filling.since) as f64;
                    let done = if filling.pace > 0.0 { passed / filling.pace } else { way.abs() };
                    filling.fills = done < way.abs();
                    let shown = if filling.fills { filling.from + done * way.signum() } else { filling.to };
                    tree.set_attribute(node, SHOWN, Value::from(shown));
                    if !filling.fills {
                        full.push((node, filling.to));
                    }
                }
                true
            });
        });
        full.sort_unstable_by_key(|(node, _)| *node);
        for (node, percent) in full {
            let detail = Value::object([("curPercent", Value::from(percent))]);
            let name = "activeend".into();
            self.view.dispatch(page, node, UiEvent { name, detail, ..UiEvent::default() });
        }
    }
}
