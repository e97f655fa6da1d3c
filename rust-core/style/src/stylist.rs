//! The stylist: which rules apply to which node, and what comes of it.

use crate::builder::Builder;
use crate::computed::{ComputedStyle, Content, Pseudo};
use crate::custom::CustomProperties;
use crate::damage::Damage;
use crate::declaration::{Declaration, What, parse_inline, parse_value};
use crate::initial::initial;
use crate::property::{PropertyId, TABLE, id};
use crate::rules::{Hit, RuleIndex};
use crate::shorthand::Parsed;
use crate::value::Value;
use crate::value::length::Bases;
use minihost_ports::{Appearance, Insets};
use minihost_tree::{Change, Class, Element, NodeData, NodeId, StyleScope, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use selectors::context::SelectorCaches;
use std::rc::Rc;

/// What lengths and media queries are measured against.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleContext {
    /// Width of the page's window in logical pixels; an rpx is a 750th of it.
    pub width: f32,
    /// Height of the page's window in logical pixels.
    pub height: f32,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f32,
    /// Light or dark.
    pub appearance: Appearance,
    /// What `env(safe-area-inset-*)` says.
    pub safe_area: Insets,
    /// The user's text size; 1.0 is the default.
    pub font_scale: f32,
}

/// Where a sheet comes from; later ones win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The looks of built-in components: seen by every element, whatever its scope.
    UserAgent,
    /// The program's.
    Author,
}

/// What [`Stylist::update`] changed.
#[derive(Debug, Clone, Default)]
pub struct Restyled {
    /// Nodes with what must be done about them; parents before children. A pseudo-element's change counts for its element.
    pub changed: Vec<(NodeId, Damage)>,
    /// Nodes whose style went because they left the tree.
    pub removed: Vec<NodeId>,
}

/// The styles of one node and its parts.
#[derive(Clone, PartialEq)]
struct Styled {
    own: Rc<ComputedStyle>,
    parts: [Option<Rc<ComputedStyle>>; 3],
}

/// Siblings that look alike to every selector.
#[derive(PartialEq, Eq, Hash)]
struct LookAlike {
    tag: Rc<str>,
    classes: Vec<Class>,
    scopes: (StyleScope, Option<StyleScope>, Option<StyleScope>),
    attributes: bool,
}

/// Sheets, and the style of every node of one tree.
pub struct Stylist {
    context: StyleContext,
    initial: ComputedStyle,
    rules: RuleIndex,
    styles: FxHashMap<NodeId, Styled>,
    inline: FxHashMap<Rc<str>, Rc<[Declaration]>>,
    /// The next update restyles everything.
    stale: bool,
    computed: usize,
}

/// Inline styles that are kept parsed; beyond it the cache starts over.
const MAX_INLINE: usize = 4096;

impl Stylist {
    /// Without sheets.
    pub fn new(context: StyleContext) -> Self {
        Stylist {
            initial: initial(context.font_scale),
            context,
            rules: RuleIndex::default(),
            styles: FxHashMap::default(),
            inline: FxHashMap::default(),
            stale: true,
            computed: 0,
        }
    }

    /// The context.
    pub fn context(&self) -> &StyleContext {
        &self.context
    }

    /// Another window, appearance or text size: the next update restyles everything.
    pub fn set_context(&mut self, context: StyleContext) {
        if context == self.context {
            return;
        }
        self.initial = initial(context.font_scale);
        self.context = context;
        self.rules.set_context(&self.context);
        self.stale = true;
    }

    /// Adds a sheet for a scope; among sheets of one origin, later ones win.
    pub fn add_sheet(&mut self, sheet: Rc<crate::StyleSheet>, scope: StyleScope, origin: Origin) {
        self.rules.add(sheet, scope, origin, &self.context);
        self.stale = true;
    }

    /// How many styles were computed so far, those shared by look-alikes not counted; for tests of how much an update costs.
    pub fn computed_count(&self) -> usize {
        self.computed
    }

    /// Brings all styles up to date.
    pub fn update(&mut self, tree: &Tree, changes: &[Change]) -> Restyled {
        let mut restyled = Restyled::default();
        for change in changes {
            if let Change::Removed(node) = change {
                self.forget(tree, *node, &mut restyled);
            }
        }
        let mut roots: FxHashSet<NodeId> = FxHashSet::default();
        if std::mem::take(&mut self.stale) {
            roots.insert(tree.root());
        } else {
            for change in changes {
                let (node, with_siblings) = match *change {
                    Change::Inserted(node) => (node, self.rules.structural),
                    Change::ChildRemoved(parent) => {
                        if self.rules.structural {
                            roots.insert(parent);
                        }
                        continue;
                    }
                    Change::Removed(_) => continue,
                    Change::Style(node) | Change::Attribute(node) => (node, self.rules.siblings),
                    Change::Text(node) => {
                        restyled.changed.push((node, Damage::Text));
                        (tree.parent(node).unwrap_or(node), false)
                    }
                };
                if matches!(change, Change::Text(_)) {
                    // `:empty` looks at text.
                    if self.rules.structural {
                        roots.insert(node);
                    }
                } else if with_siblings {
                    roots.insert(tree.parent(node).unwrap_or(node));
                } else {
                    roots.insert(node);
                }
            }
        }
        let tops: Vec<NodeId> = roots
            .iter()
            .copied()
            .filter(|node| tree.is_attached(*node) && !has_ancestor_in(tree, *node, &roots))
            .collect();
        let mut caches = SelectorCaches::default();
        for top in tops {
            self.restyle(tree, top, &mut caches, &mut restyled);
        }
        restyled
    }

    /// The style of an attached element; a text node has the style of a nameless inline element.
    pub fn style(&self, node: NodeId) -> Option<Rc<ComputedStyle>> {
        self.styles.get(&node).map(|styled| Rc::clone(&styled.own))
    }

    /// The style of a part; `None` if it has none.
    pub fn pseudo(&self, node: NodeId, pseudo: Pseudo) -> Option<Rc<ComputedStyle>> {
        self.styles.get(&node)?.parts[pseudo as usize].clone()
    }

    fn forget(&mut self, tree: &Tree, node: NodeId, restyled: &mut Restyled) {
        if tree.is_attached(node) {
            return;
        }
        if tree.node(node).is_some() {
            for gone in tree.descendants(node) {
                if self.styles.remove(&gone).is_some() {
                    restyled.removed.push(gone);
                }
            }
            return;
        }
        // It was released: its descendants' ids are stale too and can no longer be walked.
        let gone: Vec<NodeId> = self.styles.keys().copied().filter(|id| tree.node(*id).is_none()).collect();
        for id in gone {
            self.styles.remove(&id);
            restyled.removed.push(id);
        }
    }

    /// A node and all below it, parents first.
    fn restyle(&mut self, tree: &Tree, top: NodeId, caches: &mut SelectorCaches, restyled: &mut Restyled) {
        let mut open = vec![top];
        let mut alike: FxHashMap<(NodeId, LookAlike), Styled> = FxHashMap::default();
        while let Some(node) = open.pop() {
            let Some(data) = tree.node(node) else { continue };
            let parent = tree.parent(node).and_then(|parent| self.style(parent));
            let parent = parent.unwrap_or_else(|| Rc::new(self.initial.clone()));
            let styled = match &data.data {
                NodeData::Text(_) | NodeData::Fragment => self.anonymous(&parent),
                NodeData::Element(element) => {
                    let key = self
                        .look_alike(element)
                        .zip(tree.parent(node))
                        .map(|(alike, parent)| (parent, alike));
                    match key {
                        None => self.compute(tree, node, element, &parent, caches),
                        Some(key) => {
                            if let Some(styled) = alike.get(&key) {
                                styled.clone()
                            } else {
                                let styled = self.compute(tree, node, element, &parent, caches);
                                alike.insert(key, styled.clone());
                                styled
                            }
                        }
                    }
                }
            };
            let damage = match self.styles.get(&node) {
                None => Damage::Rebuild,
                Some(old) => damage(old, &styled),
            };
            if damage != Damage::None {
                restyled.changed.push((node, damage));
            }
            self.styles.insert(node, styled);
            open.extend(data.children.iter().rev());
        }
    }

    /// Attributes, ids, inline styles and states make an element a kind of its own.
    fn look_alike(&self, element: &Element) -> Option<LookAlike> {
        let plain = element.style.is_empty()
            && element.id.is_empty()
            && element.state == minihost_tree::ElementState::default()
            && !self.rules.structural_at(element)
            && (element.attributes.is_empty() || !self.rules.attributes);
        plain.then(|| LookAlike {
            tag: Rc::clone(&element.tag),
            classes: element.classes.clone(),
            scopes: (element.style_scope, element.extra_style_scope, element.host_style_scope),
            attributes: !element.attributes.is_empty(),
        })
    }

    /// What text has: its parent's inherited style.
    fn anonymous(&self, parent: &Rc<ComputedStyle>) -> Styled {
        let own = ComputedStyle {
            text: Rc::clone(&parent.text),
            custom: Rc::clone(&parent.custom),
            ..self.initial.clone()
        };
        Styled { own: Rc::new(own), parts: [None, None, None] }
    }

    fn compute(
        &mut self,
        tree: &Tree,
        node: NodeId,
        element: &Element,
        parent: &Rc<ComputedStyle>,
        caches: &mut SelectorCaches,
    ) -> Styled {
        self.computed += 1;
        let inline = if element.style.is_empty() { None } else { Some(self.inline(&element.style)) };
        let mut hits: [Vec<Hit>; 4] = Default::default();
        self.rules.collect(tree, node, element, caches, &mut hits);
        let [own_hits, parts @ ..] = hits;
        let own = Rc::new(self.cascade(own_hits, inline.as_deref(), parent));
        let parts = parts.map(|hits| {
            if hits.is_empty() {
                return None;
            }
            let style = self.cascade(hits, None, &own);
            Some(Rc::new(style))
        });
        let [before, after, placeholder] = parts;
        let shown =
            |part: Option<Rc<ComputedStyle>>| part.filter(|style| matches!(style.content, Content::Items(_)));
        Styled { own, parts: [shown(before), shown(after), placeholder] }
    }

    fn inline(&mut self, text: &Rc<str>) -> Rc<[Declaration]> {
        if let Some(known) = self.inline.get(text) {
            return Rc::clone(known);
        }
        if self.inline.len() >= MAX_INLINE {
            self.inline.clear();
        }
        let parsed = parse_inline(text);
        self.inline.insert(Rc::clone(text), Rc::clone(&parsed));
        parsed
    }

    /// The winning declarations make a style: origin and importance, then specificity, then order.
    fn cascade(
        &self,
        mut hits: Vec<Hit>,
        inline: Option<&[Declaration]>,
        parent: &ComputedStyle,
    ) -> ComputedStyle {
        hits.sort_by_key(|hit| (hit.origin, hit.specificity, hit.order));
        let (agent, author): (Vec<&Hit>, Vec<&Hit>) =
            hits.iter().partition(|hit| hit.origin == Origin::UserAgent);
        let pick = |hits: &[&'_ Hit], important: bool, out: &mut Vec<Declaration>| {
            for hit in hits {
                out.extend(hit.declarations.iter().filter(|one| one.important == important).cloned());
            }
        };
        let mut ordered: Vec<Declaration> = Vec::new();
        pick(&agent, false, &mut ordered);
        pick(&author, false, &mut ordered);
        ordered.extend(inline.unwrap_or_default().iter().filter(|one| !one.important).cloned());
        pick(&author, true, &mut ordered);
        ordered.extend(inline.unwrap_or_default().iter().filter(|one| one.important).cloned());
        pick(&agent, true, &mut ordered);

        let mut custom = FxHashMap::default();
        for declaration in &ordered {
            if let What::Custom(name, text) = &declaration.what {
                custom.insert(Rc::clone(name), Rc::clone(text));
            }
        }
        let bases = Bases {
            width: self.context.width,
            height: self.context.height,
            font_size: parent.text.font_size,
            safe_area: self.context.safe_area,
        };
        let mut builder = Builder::new(parent, &self.initial, bases, self.context.font_scale);
        builder.style.custom = CustomProperties::derive(&parent.custom, custom);
        let mut chosen: Vec<Option<Value>> = vec![None; TABLE.len()];
        for declaration in ordered {
            match declaration.what {
                What::Longhand(id, value) => chosen[usize::from(id)] = Some(value),
                What::Custom(..) => {}
                What::Pending { name, text, base } => {
                    // Invalid at computed-value time: the declaration counts as `unset`; here it is left out, so an earlier
                    // one shows, which is kinder to pages that name a variable nobody set.
                    let Some(text) = builder.style.custom.replace(&text) else { continue };
                    if let Some(Parsed::Longhands(list)) = parse_value(&name, text.trim(), &base) {
                        for (id, value) in list {
                            chosen[usize::from(id)] = Some(value);
                        }
                    }
                }
            }
        }
        // The font's size is what `em` means, the colour what `currentcolor` means: they come first.
        for first in [id("font-size"), id("color")] {
            if let Some(value) = chosen[usize::from(first)].take() {
                builder.declare(first, &value);
            }
        }
        for (number, value) in chosen.iter().enumerate() {
            if let Some(value) = value {
                builder.declare(number as PropertyId, value);
            }
        }
        builder.finish()
    }
}

fn damage(old: &Styled, new: &Styled) -> Damage {
    let mut most =
        if Rc::ptr_eq(&old.own, &new.own) { Damage::None } else { Damage::between(&old.own, &new.own) };
    for (old, new) in old.parts.iter().zip(&new.parts) {
        most = most.max(match (old, new) {
            (None, None) => Damage::None,
            (Some(old), Some(new)) => Damage::between(old, new),
            _ => Damage::Rebuild,
        });
    }
    most
}

fn has_ancestor_in(tree: &Tree, node: NodeId, set: &FxHashSet<NodeId>) -> bool {
    let mut at = tree.parent(node);
    while let Some(id) = at {
        if set.contains(&id) {
            return true;
        }
        at = tree.parent(id);
    }
    false
}
