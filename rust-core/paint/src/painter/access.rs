//! Things for screen readers: what can be used, and text outside of it, in reading order.

use crate::geometry::Rect;
use crate::layer::{Accessible, Role};
use crate::leaf::placeholder;
use minihost_layout::Line;
use minihost_ports::Locale;
use minihost_tree::{Element, NodeId, Tree};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Built-in components by their role, and whether they answer a tap by themselves.
const TAGS: &[(&str, Role, bool)] = &[
    ("button", Role::Button, true),
    ("checkbox", Role::Checkbox, true),
    ("image", Role::Image, false),
    ("input", Role::TextField, true),
    ("navigator", Role::Link, true),
    ("progress", Role::Progress, false),
    ("radio", Role::Radio, true),
    ("slider", Role::Slider, false),
    ("switch", Role::Switch, true),
    ("textarea", Role::TextField, true),
];

/// `aria-role` and `role`. Source: WeChat's accessibility page; the names are WAI-ARIA's.
const ROLES: &[(&str, Role)] = &[
    ("button", Role::Button),
    ("checkbox", Role::Checkbox),
    ("dialog", Role::Dialog),
    ("alertdialog", Role::Dialog),
    ("heading", Role::Heading),
    ("img", Role::Image),
    ("link", Role::Link),
    ("progressbar", Role::Progress),
    ("radio", Role::Radio),
    ("slider", Role::Slider),
    ("switch", Role::Switch),
    ("tab", Role::Tab),
    ("textbox", Role::TextField),
    ("text", Role::Text),
    ("group", Role::Group),
];

/// Longest label in characters.
const LONGEST: usize = 400;
/// Nodes looked at for one label.
const MOST_NODES: usize = 400;

pub(super) struct Access<'a> {
    tree: &'a Tree,
    locale: Locale,
    found: Vec<Accessible>,
    /// Where runs of neighbours begin and end in `found`: their first one's place is that of all.
    runs: Vec<Range<usize>>,
    /// The element that speaks for everything in it.
    speaking: Option<NodeId>,
    hidden: Option<NodeId>,
}

impl<'a> Access<'a> {
    pub(super) fn new(tree: &'a Tree, locale: Locale) -> Self {
        Access { tree, locale, found: Vec::new(), runs: Vec::new(), speaking: None, hidden: None }
    }

    /// An element's box begins.
    pub(super) fn enter(&mut self, node: NodeId, layer: u64, rect: Rect) {
        let Some(element) = self.tree.element(node) else { return };
        if self.hidden.is_some() {
            return;
        }
        if element.flag("aria-hidden") && element.text_attribute("aria-hidden").as_deref() != Some("false") {
            self.hidden = Some(node);
            return;
        }
        if self.speaking.is_some() {
            return;
        }
        let Some((role, tap)) = role(element) else { return };
        let label = self.label(element, node, role);
        // A picture that says nothing is decoration; so is an empty touch area.
        if label.is_empty() && matches!(role, Role::Image | Role::Group) {
            return;
        }
        let listens = |name: &str| element.listeners.iter().any(|listener| &**listener == name);
        let text = |name: &str| element.text_attribute(name).map(|text| text.to_string());
        self.found.push(Accessible {
            layer,
            surface: 0,
            node: node.to_u64(),
            rect,
            role,
            label,
            value: match role {
                Role::TextField if element.flag("password") => String::new(),
                Role::TextField | Role::Slider => text("value").unwrap_or_default(),
                Role::Progress => text("percent").map(|percent| format!("{percent}%")).unwrap_or_default(),
                _ => String::new(),
            },
            checked: element.state.checked || element.flag("checked") || element.flag("aria-checked"),
            disabled: element.flag("disabled") || element.state.disabled || element.flag("aria-disabled"),
            tap,
            long_press: listens("longpress") || listens("longtap"),
        });
        if role != Role::Group && role != Role::Dialog {
            self.speaking = Some(node);
        }
    }

    /// It ends.
    pub(super) fn leave(&mut self, node: Option<NodeId>) {
        if node.is_some() && self.speaking == node {
            self.speaking = None;
        }
        if node.is_some() && self.hidden == node {
            self.hidden = None;
        }
    }

    /// Lines of text.
    pub(super) fn text(&mut self, lines: &[Line], layer: u64, place: impl Fn(&Rect) -> Rect) {
        if self.speaking.is_some() || self.hidden.is_some() {
            return;
        }
        let mut label = String::new();
        let mut area = Rect::default();
        let mut node = None;
        for line in lines {
            for fragment in &line.fragments {
                if fragment.pseudo.is_none() && label.len() < LONGEST * 4 {
                    label.push_str(&fragment.text);
                    node.get_or_insert(fragment.element);
                }
            }
            if line.blank_after {
                label.push(' ');
            }
            area = area.union(&Rect::new(line.x, line.y, line.width, line.height));
        }
        let label = tidy(&label);
        if let Some(node) = node
            && !label.is_empty()
        {
            self.found.push(Accessible {
                layer,
                surface: 0,
                node: node.to_u64(),
                rect: place(&area),
                role: Role::Text,
                label,
                value: String::new(),
                checked: false,
                disabled: false,
                tap: false,
                long_press: false,
            });
        }
    }

    /// True if what is found next does not depend on an element around it.
    pub(super) fn is_free(&self) -> bool {
        self.speaking.is_none() && self.hidden.is_none()
    }

    /// Things found earlier that still hold; they follow each other in the tree.
    pub(super) fn insert(&mut self, things: &[Accessible]) {
        let start = self.found.len();
        self.found.extend_from_slice(things);
        self.runs.push(start..self.found.len());
    }

    /// What is found from now on follows each other in the tree.
    pub(super) fn begin(&self) -> usize {
        self.found.len()
    }

    /// Gives what was found since, in these nodes and below them, in the tree's order.
    pub(super) fn end(&mut self, begun: usize, tops: &[NodeId]) -> Vec<Accessible> {
        // Runs may lie within a run: lists within lists.
        self.runs.retain(|run| run.end <= begun);
        let mut inner = self.found.split_off(begun);
        inner.sort_by_cached_key(|thing| self.path(NodeId::from_u64(thing.node), tops));
        self.insert(&inner);
        inner
    }

    /// In the order of the tree, which is that of reading; things were found in painting order.
    pub(super) fn finish(mut self) -> Vec<Accessible> {
        let mut found = std::mem::take(&mut self.found);
        if self.runs.is_empty() {
            self.sort(&mut found);
            return found;
        }
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for run in &self.runs {
            parts.extend((at..run.start).map(|one| one..one + 1));
            parts.push(run.clone());
            at = run.end;
        }
        parts.extend((at..found.len()).map(|one| one..one + 1));
        parts.retain(|part| !part.is_empty());
        parts.sort_by_cached_key(|part| self.path(NodeId::from_u64(found[part.start].node), &[]));
        if parts.windows(2).all(|pair| pair[0].end <= pair[1].start) {
            return found;
        }
        parts.into_iter().flat_map(|part| found[part].to_vec()).collect()
    }

    fn sort(&self, things: &mut [Accessible]) {
        let all = self.tree.descendants(self.tree.root());
        let order: FxHashMap<u64, usize> =
            all.iter().enumerate().map(|(at, node)| (node.to_u64(), at)).collect();
        things.sort_by_key(|thing| order.get(&thing.node).copied().unwrap_or(usize::MAX));
    }

    /// Which child to take, from one of these nodes on, or from the root.
    fn path(&self, node: NodeId, tops: &[NodeId]) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = node;
        loop {
            if let Some(top) = tops.iter().position(|top| *top == at) {
                path.push(top);
                break;
            }
            let Some(parent) = self.tree.parent(at) else { break };
            path.push(self.tree.children(parent).iter().position(|child| *child == at).unwrap_or(0));
            at = parent;
        }
        path.reverse();
        path
    }

    fn label(&self, element: &Element, node: NodeId, role: Role) -> String {
        if let Some(label) = element.text_attribute("aria-label") {
            return tidy(&label);
        }
        match role {
            Role::TextField => {
                return element.text_attribute("placeholder").map_or_else(String::new, |text| tidy(&text));
            }
            Role::Image => return element.text_attribute("alt").map_or_else(String::new, |text| tidy(&text)),
            Role::Group => return String::new(),
            _ => {}
        }
        if let Some(name) = placeholder::name(&element.tag, self.locale) {
            return name.to_owned();
        }
        let mut label = String::new();
        let mut open = vec![node];
        let mut looked_at = 0;
        while let Some(at) = open.pop() {
            looked_at += 1;
            if looked_at > MOST_NODES || label.len() > LONGEST * 4 {
                break;
            }
            let Some(found) = self.tree.node(at) else { continue };
            if let Some(text) = found.text() {
                label.push_str(text);
                label.push(' ');
            }
            open.extend(found.children.iter().rev());
        }
        tidy(&label)
    }
}

/// What an element is, if it is worth a stop, and whether it answers a tap.
fn role(element: &Element) -> Option<(Role, bool)> {
    let listens = element.listeners.iter().any(|listener| &**listener == "tap");
    let named = element.text_attribute("aria-role").or_else(|| element.text_attribute("role"));
    let named =
        named.and_then(|name| ROLES.iter().find(|(known, _)| *known == &*name).map(|(_, role)| *role));
    let built_in = TAGS.iter().find(|(tag, _, _)| *tag == &*element.tag);
    match (named, built_in) {
        (Some(role), Some(&(_, _, tap))) => Some((role, tap || listens)),
        (Some(role), None) => Some((role, listens)),
        (None, Some(&(_, role, tap))) => Some((role, tap || listens)),
        (None, None) if placeholder::name(&element.tag, Locale::En).is_some() => Some((Role::Text, listens)),
        (None, None) if listens => Some((Role::Button, true)),
        (None, None) if element.attributes.contains_key("aria-label") => Some((Role::Text, false)),
        (None, None) => None,
    }
}

/// One blank between words, without what nobody can read out (icon fonts keep their glyphs in the private areas), cut to a sensible length.
fn tidy(text: &str) -> String {
    let private = |c: char| matches!(c as u32, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || private(c)).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST).collect()
}
