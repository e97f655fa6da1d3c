//! Rules in buckets by scope and by the last thing their selector names, so that an element meets few of them.

use crate::declaration::Declaration;
use crate::media::Condition;
use crate::selector::{Part, Seen, Selectors, State, Steps};
use crate::stylist::{Origin, StyleContext};
use crate::{Pseudo, StyleSheet};
use minihost_tree::{Element, NodeId, StyleScope, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use selectors::context::SelectorCaches;
use selectors::parser::{Combinator, Component, Selector};
use smallvec::SmallVec;
use std::rc::Rc;

/// A rule's number within its index.
pub(crate) type RuleId = u32;

/// A selector with what it declares.
pub(crate) struct Entry {
    selector: Selector<Selectors>,
    pub declarations: Rc<[Declaration]>,
    scope: Option<StyleScope>,
    pub origin: Origin,
    /// Origin, specificity and order in one number: higher wins.
    rank: u64,
    /// 0 for the element itself, else one more than the part's number.
    slot: u8,
    /// What it looks at beyond names.
    looks: Looks,
}

struct Source {
    sheet: Rc<StyleSheet>,
    scope: StyleScope,
    origin: Origin,
}

/// What one scope's sheets hold. Each list is of rules whose rightmost compound names the key.
#[derive(Default)]
struct Buckets {
    by_id: FxHashMap<Rc<str>, Vec<RuleId>>,
    by_class: FxHashMap<Rc<str>, Vec<RuleId>>,
    by_tag: FxHashMap<Rc<str>, Vec<RuleId>>,
    hosts: Vec<RuleId>,
    others: Vec<RuleId>,
}

/// How selectors look beyond an element, its ancestors and their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Looks {
    /// Some selector looks at places among siblings.
    pub places: bool,
    /// Some selector has `+` or `~`.
    pub siblings: bool,
    /// Some selector has `:empty`.
    pub empty: bool,
    /// Some selector does one of these at an ancestor, so that a change reaches below siblings.
    pub deep: bool,
}

/// All rules of a stylist.
#[derive(Default)]
pub(crate) struct RuleIndex {
    sources: Vec<Source>,
    entries: Vec<Entry>,
    author: FxHashMap<StyleScope, Buckets>,
    agent: Buckets,
    order: u32,
    pub looks: Looks,
    /// Names of attributes that some selector looks at.
    attributes: FxHashSet<Rc<str>>,
}

/// The rules that apply to an element and, in the order of [`Pseudo`], to its parts; weakest first.
#[derive(Default)]
pub(crate) struct Matched {
    pub rules: [SmallVec<[RuleId; 8]>; 4],
    /// What the selectors that were tried look at: if at anything, another element of the same names and ancestors may match
    /// differently.
    pub looks: Looks,
}

impl Looks {
    /// At anything.
    pub fn any(self) -> bool {
        self.places || self.siblings || self.empty
    }

    fn add(&mut self, other: Looks) {
        self.places |= other.places;
        self.siblings |= other.siblings;
        self.empty |= other.empty;
        self.deep |= other.deep;
    }
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

    pub fn entry(&self, id: RuleId) -> &Entry {
        &self.entries[id as usize]
    }

    /// Whether some selector looks at the attribute.
    pub fn looks_at(&self, attribute: &str) -> bool {
        self.attributes.contains(attribute)
    }

    /// The sheets that an element of these scopes sees, the latest first.
    pub fn sheets(&self, scopes: &[StyleScope]) -> impl Iterator<Item = &Rc<StyleSheet>> {
        let seen =
            move |source: &&Source| source.origin == Origin::UserAgent || scopes.contains(&source.scope);
        self.sources.iter().rev().filter(seen).map(|source| &source.sheet)
    }

    /// All sheets in the order they were added.
    pub fn all_sheets(&self) -> impl Iterator<Item = (&Rc<StyleSheet>, StyleScope, Origin)> {
        self.sources.iter().map(|source| (&source.sheet, source.scope, source.origin))
    }

    fn index(&mut self, sheet: &StyleSheet, scope: StyleScope, origin: Origin, context: &StyleContext) {
        for rule in &sheet.rules {
            if !rule.conditions.iter().all(|condition: &Rc<Condition>| condition.holds(context)) {
                continue;
            }
            self.order += 1;
            for selector in rule.selectors.slice() {
                let slot = match selector.pseudo_element() {
                    None => 0,
                    Some(Part::Known(part)) => *part as u8 + 1,
                    Some(Part::Other) => continue,
                };
                let looks = self.look_at(selector);
                self.looks.add(looks);
                let id = self.entries.len() as RuleId;
                self.entries.push(Entry {
                    selector: selector.clone(),
                    declarations: Rc::clone(&rule.declarations),
                    scope: (origin == Origin::Author).then_some(scope),
                    origin,
                    rank: (origin as u64) << 63
                        | u64::from(selector.specificity()) << 32
                        | u64::from(self.order),
                    slot,
                    looks,
                });
                let buckets = match origin {
                    Origin::UserAgent => &mut self.agent,
                    Origin::Author => self.author.entry(scope).or_default(),
                };
                buckets.bucket(selector).push(id);
            }
        }
    }

    /// What a selector looks at; the attributes it names are taken down.
    fn look_at(&mut self, selector: &Selector<Selectors>) -> Looks {
        let mut looks = Looks::default();
        // Whether the walk, which goes from right to left, has come to an ancestor or an ancestor's sibling.
        let mut above = false;
        for component in selector.iter_raw_match_order() {
            let mut here = Looks::default();
            match component {
                Component::Combinator(Combinator::PseudoElement) => {}
                Component::Combinator(combinator) => {
                    here.siblings = combinator.is_sibling();
                    above |= !here.siblings;
                }
                Component::Nth(_) | Component::NthOf(_) => here.places = true,
                Component::Empty => here.empty = true,
                Component::Negation(list)
                | Component::Is(list)
                | Component::Where(list)
                | Component::NonTSPseudoClass(State::HostWith(list)) => {
                    for selector in list.slice() {
                        here.add(self.look_at(selector));
                    }
                }
                Component::NonTSPseudoClass(State::PlaceholderShown) => {
                    self.attributes.insert("value".into());
                }
                Component::AttributeInNoNamespaceExists { local_name, .. }
                | Component::AttributeInNoNamespace { local_name, .. } => {
                    self.attributes.insert(Rc::clone(&local_name.0));
                }
                Component::AttributeOther(other) => {
                    self.attributes.insert(Rc::clone(&other.local_name.0));
                }
                _ => {}
            }
            looks.add(here);
            looks.deep |= above && here.any();
        }
        looks
    }

    /// Rules that apply to the element and to its parts. `place` is the element's number among its parent's children if known.
    pub fn collect(
        &self,
        tree: &Tree,
        node: NodeId,
        place: Option<usize>,
        element: &Element,
        caches: &mut SelectorCaches,
        steps: &Steps,
    ) -> Matched {
        let mut matched = Matched::default();
        let mut try_all = |list: &[RuleId]| {
            for &id in list {
                let entry = &self.entries[id as usize];
                matched.looks.add(entry.looks);
                let seen = Seen::new(tree, node, place, entry.scope, steps);
                if seen.matches(&entry.selector, caches, entry.slot > 0) {
                    matched.rules[usize::from(entry.slot)].push(id);
                }
            }
        };
        let mut classes: SmallVec<[&Rc<str>; 8]> = SmallVec::new();
        for class in &element.classes {
            if !classes.contains(&&class.name) {
                classes.push(&class.name);
            }
        }
        let whole = |buckets: &Buckets, try_all: &mut dyn FnMut(&[RuleId])| {
            let mut found = |map: &FxHashMap<Rc<str>, Vec<RuleId>>, key: &Rc<str>| {
                if let Some(list) = map.get(key) {
                    try_all(list);
                }
            };
            found(&buckets.by_id, &element.id);
            for class in &classes {
                found(&buckets.by_class, class);
            }
            found(&buckets.by_tag, &element.tag);
            try_all(&buckets.others);
        };
        whole(&self.agent, &mut try_all);
        let mut done: SmallVec<[StyleScope; 4]> = SmallVec::new();
        for scope in [Some(element.style_scope), element.extra_style_scope].into_iter().flatten() {
            if !done.contains(&scope) {
                done.push(scope);
                if let Some(buckets) = self.author.get(&scope) {
                    whole(buckets, &mut try_all);
                }
            }
        }
        // Tags and attributes of application and pages reach into every component.
        if !done.contains(&StyleScope::APP)
            && let Some(buckets) = self.author.get(&StyleScope::APP)
        {
            if let Some(list) = buckets.by_tag.get(&element.tag) {
                try_all(list);
            }
            try_all(&buckets.others);
        }
        // A scope that sees nothing but classes lent to the element.
        let mut lent: SmallVec<[StyleScope; 4]> = SmallVec::new();
        for class in &element.classes {
            if !done.contains(&class.scope) && !lent.contains(&class.scope) {
                lent.push(class.scope);
                let Some(buckets) = self.author.get(&class.scope) else { continue };
                for name in &classes {
                    if let Some(list) = buckets.by_class.get(*name) {
                        try_all(list);
                    }
                }
            }
        }
        if let Some(buckets) = element.host_style_scope.and_then(|scope| self.author.get(&scope)) {
            try_all(&buckets.hosts);
        }
        for list in &mut matched.rules {
            list.sort_unstable_by_key(|id| self.entries[*id as usize].rank);
        }
        matched
    }
}

impl Buckets {
    /// The bucket of the rightmost compound's most telling part.
    fn bucket(&mut self, selector: &Selector<Selectors>) -> &mut Vec<RuleId> {
        let (mut id, mut class, mut tag, mut host) = (None, None, None, false);
        let mut iter = selector.iter();
        loop {
            for component in &mut iter {
                match component {
                    Component::ID(word) => id = Some(Rc::clone(&word.0)),
                    Component::Class(word) => class = Some(Rc::clone(&word.0)),
                    Component::LocalName(name) => tag = Some(Rc::clone(&name.name.0)),
                    Component::NonTSPseudoClass(State::Host | State::HostWith(_)) => host = true,
                    _ => {}
                }
            }
            // A part's selector has the element itself behind one more combinator.
            if iter.next_sequence() != Some(Combinator::PseudoElement) {
                break;
            }
        }
        match (host, id, class, tag) {
            (true, ..) => &mut self.hosts,
            (_, Some(id), ..) => self.by_id.entry(id).or_default(),
            (_, None, Some(class), _) => self.by_class.entry(class).or_default(),
            (_, None, None, Some(tag)) => self.by_tag.entry(tag).or_default(),
            _ => &mut self.others,
        }
    }
}

/// The slot of a part in [`Matched::rules`].
pub(crate) fn slot(part: Pseudo) -> usize {
    part as usize + 1
}
