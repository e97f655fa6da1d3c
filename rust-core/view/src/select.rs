//! Selectors of `selectComponent`, `createSelectorQuery` and tests: `.class`, `#id`, `tag`, `[name=value]`, joined by descendant,
//! child and `>>>` combinators and commas. They see one shadow tree; `>>>` looks into components.

use crate::InstanceId;
use crate::config::PageId;
use crate::instance::Instance;
use crate::nodes::{Elem, VNode};
use crate::view::View;
use minihost_tree::NodeId;
use std::rc::Rc;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combinator {
    Descendant,
    Child,
    Deep,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Compound {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    attributes: Vec<(String, Option<String>)>,
}

/// Alternatives; each a list of compounds with how they follow the one before.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selector(Vec<Vec<(Combinator, Compound)>>);

/// Longer selectors than any program has.
const MAX_PARTS: usize = 64;
/// Matching tries ancestors in all combinations; a hostile selector must not make that last.
const MAX_STEPS: usize = 10_000;

impl Selector {
    /// Reads a selector; what is not understood matches nothing.
    pub(crate) fn parse(text: &str) -> Selector {
        Selector(text.split(',').take(MAX_PARTS).filter_map(parse_one).collect())
    }

    fn matches(&self, elem: &Rc<Elem>, root: &Rc<Instance>) -> bool {
        let mut budget = MAX_STEPS;
        self.0.iter().any(|parts| matches_at(elem, parts, parts.len() - 1, root, &mut budget))
    }
}

fn parse_one(text: &str) -> Option<Vec<(Combinator, Compound)>> {
    let spaced = text.replace(">>>", " \u{1} ").replace('>', " > ");
    let mut parts = Vec::new();
    let mut next = Combinator::Descendant;
    for word in spaced.split_whitespace() {
        match word {
            "\u{1}" => next = Combinator::Deep,
            ">" => next = Combinator::Child,
            word => {
                parts.push((next, compound(word)?));
                next = Combinator::Descendant;
            }
        }
        if parts.len() > MAX_PARTS {
            return None;
        }
    }
    (!parts.is_empty()).then_some(parts)
}

fn compound(word: &str) -> Option<Compound> {
    let mut out = Compound::default();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let body = if matches!(first, '.' | '#' | '[') { &rest[1..] } else { rest };
        if first == '[' {
            let end = body.find(']')?;
            let (name, value) = match body[..end].split_once('=') {
                Some((name, value)) => (name, Some(value.trim_matches(['"', '\'']).to_owned())),
                None => (&body[..end], None),
            };
            out.attributes.push((name.to_owned(), value));
            rest = &body[end + 1..];
            continue;
        }
        let end = body.find(['.', '#', '[', ':']).unwrap_or(body.len());
        let name = body[..end].to_owned();
        if name.is_empty() {
            return None;
        }
        match first {
            '.' => out.classes.push(name),
            '#' => out.id = Some(name),
            _ if name == "*" => {}
            _ => out.tag = Some(name),
        }
        rest = &body[end..];
        if rest.starts_with(':') {
            return None;
        }
    }
    Some(out)
}

impl Compound {
    fn matches(&self, elem: &Elem) -> bool {
        let state = elem.state.borrow();
        self.tag.as_ref().is_none_or(|tag| **tag == **elem.tag())
            && self.id.as_ref().is_none_or(|id| **id == *state.id)
            && self.classes.iter().all(|class| state.all_classes().any(|name| **name == **class))
            && self.attributes.iter().all(|(name, value)| {
                let found = match name.strip_prefix("data-") {
                    Some(key) => {
                        let key = minihost_syntax::dataset_key(key, false);
                        let names = &elem.op.element.dataset;
                        let at = names.iter().position(|named| *named.name == *key);
                        at.and_then(|at| state.dataset.get(at).cloned())
                    }
                    None => elem.page().and_then(|page| {
                        let tree = page.tree.borrow();
                        tree.element(elem.node?)?.attributes.get(name.as_str()).cloned()
                    }),
                };
                found.is_some_and(|found| value.as_ref().is_none_or(|value| **value == *found.to_display()))
            })
    }
}

/// Whether the parts up to number `at` match, the last one at `elem`.
fn matches_at(
    elem: &Rc<Elem>,
    parts: &[(Combinator, Compound)],
    at: usize,
    root: &Rc<Instance>,
    budget: &mut usize,
) -> bool {
    let (combinator, compound) = &parts[at];
    if *budget == 0 {
        return false;
    }
    *budget -= 1;
    if !compound.matches(elem) {
        return false;
    }
    if at == 0 {
        return is_in(elem, root) || *combinator == Combinator::Deep;
    }
    let mut next = above(elem, *combinator);
    while let Some(parent) = next {
        if matches_at(&parent, parts, at - 1, root, budget) {
            return true;
        }
        if *combinator == Combinator::Child {
            return false;
        }
        next = above(&parent, *combinator);
    }
    false
}

fn above(elem: &Rc<Elem>, combinator: Combinator) -> Option<Rc<Elem>> {
    elem.parent().or_else(|| if combinator == Combinator::Deep { elem.owner.upgrade()?.host() } else { None })
}

fn is_in(elem: &Elem, root: &Rc<Instance>) -> bool {
    std::ptr::eq(elem.owner.as_ptr(), Rc::as_ptr(root))
}

/// Elements of an instance's shadow tree that match, in document order; all or the first.
pub(crate) fn select(instance: &Rc<Instance>, text: &str, all: bool) -> Vec<Rc<Elem>> {
    let selector = Selector::parse(text);
    let deep = text.contains(">>>");
    let mut found = Vec::new();
    let nodes = instance.root.borrow().clone();
    visit(&nodes, deep, &mut |elem| {
        if selector.matches(elem, instance) {
            found.push(elem.clone());
        }
        all || found.is_empty()
    });
    found
}

/// Calls `each` for elements in document order until it says false; `deep` looks into components too.
pub(crate) fn visit(nodes: &[VNode], deep: bool, each: &mut dyn FnMut(&Rc<Elem>) -> bool) -> bool {
    for node in nodes {
        let goes_on = match node {
            VNode::Text(_) => true,
            VNode::Elem(elem) => {
                let inside = if deep {
                    elem.component.get().map(|instance| instance.root.borrow().clone())
                } else {
                    None
                };
                let children = elem.children.borrow().clone();
                each(elem) && visit(&inside.unwrap_or_default(), deep, each) && visit(&children, deep, each)
            }
            VNode::Slot(slot) => visit(&slot.fallback, deep, each),
            group => visit(&group.group().unwrap_or_default(), deep, each),
        };
        if !goes_on {
            return false;
        }
    }
    true
}

/// Component instances in pieces, in document order; `deep` also those inside of components.
pub(crate) fn components(nodes: &[VNode], deep: bool, found: &mut Vec<Rc<Instance>>) {
    visit(nodes, deep, &mut |elem| {
        found.extend(elem.component.get().cloned());
        true
    });
}

impl View {
    /// Elements of a page's own template that match a selector, by their real nodes, in document order.
    pub fn find(&self, page: PageId, selector: &str) -> Vec<NodeId> {
        let Some(root) = self.0.page(page).and_then(|page| page.root.get().cloned()) else {
            return Vec::new();
        };
        select(&root, selector, true).iter().filter_map(|elem| elem.node).collect()
    }

    /// The same in an instance's template; only the first unless `all`.
    pub fn find_in(&self, instance: InstanceId, selector: &str, all: bool) -> Vec<NodeId> {
        let Some(instance) = self.0.instance(instance) else { return Vec::new() };
        select(&instance, selector, all).iter().filter_map(|elem| elem.node).collect()
    }

    /// Component instances that match a selector in an instance's template.
    pub fn find_components(&self, instance: InstanceId, selector: &str, all: bool) -> Vec<InstanceId> {
        let Some(instance) = self.0.instance(instance) else { return Vec::new() };
        let found = select(&instance, selector, true);
        let ids = found.iter().filter_map(|elem| Some(elem.component.get()?.id));
        if all { ids.collect() } else { ids.take(1).collect() }
    }

    /// `dataset` and `id` of a node, for selector queries.
    pub fn identity_of(&self, page: PageId, node: NodeId) -> Option<(Rc<str>, minihost_value::Value)> {
        let elem = self.0.page(page)?.elem(node)?;
        let id = elem.state.borrow().id.clone();
        Some((id, crate::path::dataset(&elem)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn selectors_are_read() {
        let parts = parse_one("view.a.b#c > .d >>> [data-x='1']").expect("valid");
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0].1.classes, ["a", "b"]);
        assert_eq!(parts[0].1.id.as_deref(), Some("c"));
        assert_eq!(parts[1].0, Combinator::Child);
        assert_eq!(parts[2].0, Combinator::Deep);
        assert_eq!(parts[2].1.attributes, [("data-x".to_owned(), Some("1".to_owned()))]);
        assert!(parse_one("a:hover").is_none());
        assert!(parse_one("").is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            Selector::parse(&text);
        }
    }
}
