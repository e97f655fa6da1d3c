//! Sharing of styles: elements that no selector can tell apart, under parents that hand down the same, have one style.
//!
//! An element's *kind* is a number: two elements have the same kind if tag, id, classes, scopes, state, the attributes that
//! selectors look at, and the kinds of their parents agree. Unless some selector asks for a place among siblings, equal kinds match the
//! same rules, wherever they stand: the thousand rows of a list are matched and computed once.

use crate::computed::{ComputedStyle, TextStyle};
use crate::custom::CustomProperties;
use crate::rules::{Matched, RuleId, RuleIndex};
use crate::selector::attribute_text;
use minihost_tree::{Class, Element, ElementState, StyleScope};
use minihost_value::SharedList;
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// The number of a kind; never given twice.
pub(crate) type Kind = u64;

/// The styles of one element and its parts.
pub(crate) struct Styled {
    pub own: Rc<ComputedStyle>,
    /// In the order of [`crate::Pseudo`].
    pub parts: [Option<Rc<ComputedStyle>>; 3],
    /// Something not inherited was taken from the parent: no other parent's child may share it.
    pub uses_parent: bool,
    /// What text inside has; made when first asked for.
    pub text: OnceCell<Rc<ComputedStyle>>,
}

impl Styled {
    /// A style without parts.
    pub fn plain(own: &Rc<ComputedStyle>) -> Self {
        Styled { own: Rc::clone(own), parts: [None, None, None], uses_parent: false, text: OnceCell::new() }
    }
}

/// What a style depends on besides the rules: what the parent hands down, and the inline style. Holding the parent's groups keeps their
/// addresses from meaning something else.
#[derive(Clone)]
pub(crate) struct Ground {
    text: Rc<TextStyle>,
    custom: Rc<CustomProperties>,
    inline: Option<Rc<str>>,
}

impl Ground {
    pub fn new(parent: &ComputedStyle, inline: &Rc<str>) -> Self {
        Ground {
            text: Rc::clone(&parent.text),
            custom: Rc::clone(&parent.custom),
            inline: (!inline.is_empty()).then(|| Rc::clone(inline)),
        }
    }
}

impl PartialEq for Ground {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
            && Rc::ptr_eq(&self.custom, &other.custom)
            && self.inline == other.inline
    }
}

impl Eq for Ground {}

impl Hash for Ground {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        Rc::as_ptr(&self.text).hash(hasher);
        Rc::as_ptr(&self.custom).hash(hasher);
        self.inline.hash(hasher);
    }
}

/// All rules that matched an element and its parts, as one key.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Recipe(Box<[RuleId]>);

impl Recipe {
    pub fn new(matched: &Matched) -> Self {
        let mut all = Vec::with_capacity(matched.rules.iter().map(|list| list.len() + 1).sum());
        for list in &matched.rules {
            all.extend_from_slice(list);
            all.push(RuleId::MAX);
        }
        Recipe(all.into())
    }
}

struct Names {
    parent: Kind,
    tag: Rc<str>,
    id: Rc<str>,
    classes: SharedList<Class>,
    scopes: (StyleScope, Option<StyleScope>, Option<StyleScope>),
    state: ElementState,
    attributes: Attributes,
}

/// The attributes that selectors look at, by name.
type Attributes = SmallVec<[(Rc<str>, Rc<str>); 4]>;

/// Kinds and styles beyond these numbers start over: a page that makes ever new ones gains nothing by sharing.
const MAX_KINDS: usize = 65_536;
const MAX_STYLES: usize = 16_384;

/// What is known about kinds.
#[derive(Default)]
pub(crate) struct Sharing {
    kinds: FxHashMap<u64, SmallVec<[(Box<Names>, Kind); 1]>>,
    kind_count: usize,
    last_kind: Kind,
    by_kind: FxHashMap<(Kind, Ground), Rc<Styled>>,
    by_recipe: FxHashMap<(Recipe, Ground), Rc<Styled>>,
}

impl Sharing {
    /// Forgets everything: rules changed. Numbers go on, so that old kinds equal no new ones.
    pub fn clear(&mut self) {
        let last_kind = self.last_kind;
        *self = Sharing { last_kind, ..Sharing::default() };
    }

    /// The element's kind.
    pub fn kind(&mut self, parent: Kind, element: &Element, rules: &RuleIndex) -> Kind {
        let mut attributes: Attributes = element
            .attributes
            .iter()
            .filter(|(name, _)| rules.looks_at(name))
            .filter_map(|(name, value)| Some((Rc::clone(name), attribute_text(value)?)))
            .collect();
        if !element.style.is_empty() && rules.looks_at("style") {
            attributes.push(("style".into(), Rc::clone(&element.style)));
        }
        attributes.sort_unstable();
        let scopes = (element.style_scope, element.extra_style_scope, element.host_style_scope);
        let mut hasher = FxHasher::default();
        (parent, &element.tag, &element.id, &element.classes, scopes).hash(&mut hasher);
        attributes.hash(&mut hasher);
        let hash = hasher.finish();
        let same = |names: &Names| {
            names.parent == parent
                && names.tag == element.tag
                && names.id == element.id
                && names.classes == element.classes
                && names.scopes == scopes
                && names.state == element.state
                && names.attributes == attributes
        };
        if let Some((_, kind)) =
            self.kinds.get(&hash).and_then(|list| list.iter().find(|(names, _)| same(names)))
        {
            return *kind;
        }
        if self.kind_count >= MAX_KINDS {
            self.clear();
        }
        self.last_kind += 1;
        self.kind_count += 1;
        let names = Names {
            parent,
            tag: Rc::clone(&element.tag),
            id: Rc::clone(&element.id),
            classes: element.classes.clone(),
            scopes,
            state: element.state,
            attributes,
        };
        self.kinds.entry(hash).or_default().push((Box::new(names), self.last_kind));
        self.last_kind
    }

    pub fn by_kind(&self, kind: Kind, ground: &Ground) -> Option<Rc<Styled>> {
        self.by_kind.get(&(kind, ground.clone())).cloned()
    }

    pub fn by_recipe(&self, key: &(Recipe, Ground)) -> Option<Rc<Styled>> {
        self.by_recipe.get(key).cloned()
    }

    pub fn keep_kind(&mut self, kind: Kind, ground: Ground, styled: &Rc<Styled>) {
        if self.by_kind.len() >= MAX_STYLES {
            self.by_kind.clear();
        }
        self.by_kind.insert((kind, ground), Rc::clone(styled));
    }

    pub fn keep_recipe(&mut self, key: (Recipe, Ground), styled: &Rc<Styled>) {
        if self.by_recipe.len() >= MAX_STYLES {
            self.by_recipe.clear();
        }
        self.by_recipe.insert(key, Rc::clone(styled));
    }
}
