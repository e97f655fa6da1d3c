//! Rules in buckets by the last thing their selector names, so that an element meets few of them.

use crate::declaration::Declaration;
use crate::selector::{Part, Seen, Selectors};
use crate::stylist::{Origin, StyleContext};
use crate::{Pseudo, StyleSheet};
use minihost_tree::{Element, NodeId, StyleScope, Tree};
use rustc_hash::FxHashMap;
use selectors::context::SelectorCaches;
use selectors::parser::{Component, Selector};
use std::rc::Rc;

/// A rule that applies.
pub(crate) struct Hit {
    pub origin: Origin,
    pub specificity: u32,
    pub order: u32,
    pub declarations: Rc<[Declaration]>,
}

struct Entry {
    selector: Selector<Selectors>,
    declarations: Rc<[Declaration]>,
    scope: Option<StyleScope>,
    origin: Origin,
    order: u32,
    part: Option<Part>,
}

struct Source {
    sheet: Rc<StyleSheet>,
    scope: StyleScope,
    origin: Origin,
}

/// All rules of a stylist.
#[derive(Default)]
pub(crate) struct RuleIndex {
    sources: Vec<Source>,
    by_id: FxHashMap<Rc<str>, Vec<Entry>>,
    by_class: FxHashMap<Rc<str>, Vec<Entry>>,
    by_tag: FxHashMap<Rc<str>, Vec<Entry>>,
    others: Vec<Entry>,
    order: u32,
    /// Some selector looks at siblings or at places among them.
    pub structural: bool,
    /// Some selector has `+` or `~`.
    pub siblings: bool,
    /// Some selector looks at attributes.
    pub attributes: bool,
}

impl RuleIndex {
    pub fn add(&mut self, sheet: Rc<StyleSheet>, scope: StyleScope, origin: Origin, context: &StyleContext) {
        self.index(&sheet, scope, origin, context);
        self.sources.push(Source { sheet, scope, origin });
    }

    /// Media queries may now hold that did not.
    pub fn set_context(&mut self, context: &StyleContext) {
        let sources = std::mem::take(&mut self.sources);
        *self = RuleIndex::default();
        for source in sources {
            self.add(source.sheet, source.scope, source.origin, context);
        }
    }

    fn index(&mut self, sheet: &StyleSheet, scope: StyleScope, origin: Origin, context: &StyleContext) {
        for rule in &sheet.rules {
            if !rule.conditions.iter().all(|condition| condition.holds(context)) {
                continue;
            }
            self.order += 1;
            for selector in rule.selectors.slice() {
                self.look_at(selector);
                let part = selector.pseudo_element().copied();
                if part == Some(Part::Other) {
                    continue;
                }
                let entry = Entry {
                    selector: selector.clone(),
                    declarations: Rc::clone(&rule.declarations),
                    scope: (origin == Origin::Author).then_some(scope),
                    origin,
                    order: self.order,
                    part,
                };
                self.bucket(selector).push(entry);
            }
        }
    }

    fn look_at(&mut self, selector: &Selector<Selectors>) {
        for component in selector.iter_raw_match_order() {
            match component {
                Component::Combinator(combinator) if combinator.is_sibling() => {
                    self.siblings = true;
                    self.structural = true;
                }
                Component::Nth(_) | Component::NthOf(_) | Component::Empty => self.structural = true,
                Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
                    let inner: Vec<_> = list.slice().to_vec();
                    for selector in inner {
                        self.look_at(&selector);
                    }
                }
                Component::AttributeInNoNamespace { .. }
                | Component::AttributeInNoNamespaceExists { .. }
                | Component::AttributeOther(_) => self.attributes = true,
                _ => {}
            }
        }
    }

    /// The bucket of the rightmost compound's most telling part.
    fn bucket(&mut self, selector: &Selector<Selectors>) -> &mut Vec<Entry> {
        let mut id = None;
        let mut class = None;
        let mut tag = None;
        let mut iter = selector.iter();
        loop {
            for component in &mut iter {
                match component {
                    Component::ID(word) => id = Some(Rc::clone(&word.0)),
                    Component::Class(word) => class = Some(Rc::clone(&word.0)),
                    Component::LocalName(name) => tag = Some(Rc::clone(&name.name.0)),
                    _ => {}
                }
            }
            // A part's selector has the element itself behind one more combinator.
            match iter.next_sequence() {
                Some(selectors::parser::Combinator::PseudoElement) => {}
                _ => break,
            }
        }
        match (id, class, tag) {
            (Some(id), ..) => self.by_id.entry(id).or_default(),
            (None, Some(class), _) => self.by_class.entry(class).or_default(),
            (None, None, Some(tag)) => self.by_tag.entry(tag).or_default(),
            _ => &mut self.others,
        }
    }

    /// Whether an element's place among its siblings may matter; any structural selector makes it so.
    pub fn structural_at(&self, _element: &Element) -> bool {
        self.structural
    }

    /// Rules that apply to the element and, in the order of [`Pseudo`], to its parts.
    pub fn collect(
        &self,
        tree: &Tree,
        node: NodeId,
        element: &Element,
        caches: &mut SelectorCaches,
        hits: &mut [Vec<Hit>; 4],
    ) {
        let mut try_all = |entries: &[Entry]| {
            for entry in entries {
                let seen = Seen::new(tree, node, entry.scope);
                if !seen.matches(&entry.selector, caches, entry.part.is_some()) {
                    continue;
                }
                let slot = match entry.part {
                    None => 0,
                    Some(Part::Known(Pseudo::Before)) => 1,
                    Some(Part::Known(Pseudo::After)) => 2,
                    Some(Part::Known(Pseudo::Placeholder)) => 3,
                    Some(Part::Other) => continue,
                };
                hits[slot].push(Hit {
                    origin: entry.origin,
                    specificity: entry.selector.specificity(),
                    order: entry.order,
                    declarations: Rc::clone(&entry.declarations),
                });
            }
        };
        if let Some(entries) = self.by_id.get(&element.id) {
            try_all(entries);
        }
        let mut tried: Vec<&Rc<str>> = Vec::new();
        for class in &element.classes {
            if !tried.contains(&&class.name) {
                tried.push(&class.name);
                if let Some(entries) = self.by_class.get(&class.name) {
                    try_all(entries);
                }
            }
        }
        if let Some(entries) = self.by_tag.get(&element.tag) {
            try_all(entries);
        }
        try_all(&self.others);
    }
}
