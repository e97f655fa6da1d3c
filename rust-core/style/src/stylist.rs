//! The stylist: brings the style of every node up to date, touching only what may have changed.

use crate::cascade::{Cascade, TextCache};
use crate::computed::{ComputedStyle, Content, Pseudo, Timing};
use crate::damage::Damage;
use crate::declaration::{Counts, What};
use crate::initial::initial;
use crate::motion::{Motions, Moved};
use crate::property::TABLE;
use crate::rules::{Looks, RuleIndex, slot};
use crate::selector::Steps;
use crate::share::{Ground, Kind, Recipe, Sharing, Styled};
use minihost_ports::{Appearance, Insets, Problem, ProblemKind};
use minihost_tree::{Change, Element, NodeData, NodeId, NodeMap, StyleScope, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use selectors::context::SelectorCaches;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
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
    /// Limits that were met, each reported once for a stylist.
    pub problems: Vec<Problem>,
}

/// One frame of an animation for one element.
#[derive(Debug, Clone, PartialEq)]
pub struct AnimationFrame {
    /// When, from 0 to 1.
    pub offset: f32,
    /// The element's style with the frame's declarations on top.
    pub style: Rc<ComputedStyle>,
    /// Names of the longhands that the frame sets; the others are not animated by it.
    pub properties: Vec<&'static str>,
    /// How time runs until the next frame; `None` for the animation's own timing function.
    pub timing: Option<Timing>,
}

/// What is known about one node.
struct Node {
    styled: Rc<Styled>,
    kind: Kind,
    /// What selectors look at in and around it.
    looks: Looks,
}

/// What is to be done with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    /// Restyle it, and below it what that touches.
    Node,
    /// Restyle it and everything below.
    Subtree,
}

/// Sheets, and the style of every node of one tree.
pub struct Stylist {
    pub(crate) context: StyleContext,
    pub(crate) initial: Rc<ComputedStyle>,
    pub(crate) rules: RuleIndex,
    nodes: NodeMap<Node>,
    sharing: Sharing,
    pub(crate) texts: TextCache,
    pub(crate) motions: Motions,
    /// The next update restyles everything.
    stale: bool,
    /// The limit of steps was reported.
    too_much: bool,
    computed: usize,
}

/// One run of [`Stylist::update`].
struct Pass<'t> {
    tree: &'t Tree,
    caches: SelectorCaches,
    steps: Steps,
    /// By depth, so that a node comes after all its ancestors.
    queue: BTreeMap<(usize, NodeId), Task>,
    changed: Vec<(NodeId, Damage)>,
    places: FxHashMap<NodeId, usize>,
    /// From which child on the children of a node were queued because a sibling changed: once is enough, for selectors look at the
    /// tree, which does not change meanwhile.
    siblings_queued: FxHashMap<NodeId, usize>,
}

impl Stylist {
    /// Without sheets.
    pub fn new(context: StyleContext) -> Self {
        Stylist {
            initial: Rc::new(initial(context.font_scale)),
            context,
            rules: RuleIndex::default(),
            nodes: NodeMap::default(),
            sharing: Sharing::default(),
            texts: TextCache::default(),
            motions: Motions::default(),
            stale: true,
            too_much: false,
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
        self.initial = Rc::new(initial(context.font_scale));
        self.context = context;
        self.rules.set_context(&self.context);
        self.rules_changed();
    }

    /// Adds a sheet for a scope; among sheets of one origin, later ones win.
    pub fn add_sheet(&mut self, sheet: Rc<crate::StyleSheet>, scope: StyleScope, origin: Origin) {
        self.rules.add(sheet, scope, origin, &self.context);
        self.rules_changed();
    }

    /// All sheets in the order they were added, for tools.
    pub fn sheets(&self) -> impl Iterator<Item = (&Rc<crate::StyleSheet>, StyleScope, Origin)> {
        self.rules.all_sheets()
    }

    fn rules_changed(&mut self) {
        self.sharing.clear();
        self.stale = true;
    }

    /// How many styles were computed so far, those that are shared counted once; for tests of how much an update costs.
    pub fn computed_count(&self) -> usize {
        self.computed
    }

    /// How the declarations of inline styles were read so far, each text counted once; what was refused is not reported otherwise.
    pub fn inline_counts(&self) -> Counts {
        self.texts.inline_counts
    }

    /// Brings all styles up to date. `changes` is what the tree logged since the last call.
    pub fn update(&mut self, tree: &Tree, changes: &[Change]) -> Restyled {
        let mut restyled = Restyled { removed: self.forget(tree, changes), ..Restyled::default() };
        let mut pass = Pass {
            tree,
            caches: SelectorCaches::default(),
            steps: Steps::of(tree),
            queue: BTreeMap::new(),
            changed: Vec::new(),
            places: FxHashMap::default(),
            siblings_queued: FxHashMap::default(),
        };
        if std::mem::take(&mut self.stale) {
            self.restyle(&mut pass, tree.root(), Task::Subtree);
        } else {
            self.queue_changes(&mut pass, changes);
        }
        while let Some(((_, node), task)) = pass.queue.pop_first() {
            self.restyle(&mut pass, node, task);
        }
        for change in changes {
            if let Change::Text(node) = *change
                && tree.is_attached(node)
            {
                pass.changed.push((node, Damage::Text));
            }
        }
        if pass.steps.are_used_up() && !std::mem::replace(&mut self.too_much, true) {
            let message = "style sheets take too many steps: selectors with ~ or + among many siblings, or with many elements before \
                           one; what was not matched in time does not apply";
            restyled.problems.push(Problem::new(ProblemKind::Limit, message).warning());
        }
        restyled.changed = merged(pass.changed);
        restyled
    }

    /// The style of an attached node; text has its parent's inherited style. While something moves, as [`Stylist::advance`] left it. `None`
    /// before its first update.
    pub fn style(&self, node: NodeId) -> Option<Rc<ComputedStyle>> {
        self.motions.shown((node, None)).cloned().or_else(|| self.base(node))
    }

    /// What the cascade found, whatever moves.
    pub(crate) fn base(&self, node: NodeId) -> Option<Rc<ComputedStyle>> {
        self.nodes.get(node).map(|node| Rc::clone(&node.styled.own))
    }

    /// The style of a part; `None` if it has none.
    pub fn pseudo(&self, node: NodeId, pseudo: Pseudo) -> Option<Rc<ComputedStyle>> {
        let moved = (node, Some(pseudo));
        self.motions.shown(moved).cloned().or_else(|| self.base_of(moved))
    }

    /// The styles of what stands before and after an element's content.
    pub fn around(&self, node: NodeId) -> [Option<Rc<ComputedStyle>>; 2] {
        let Some(known) = self.nodes.get(node) else { return [None, None] };
        [Pseudo::Before, Pseudo::After].map(|pseudo| {
            let moved = self.motions.shown((node, Some(pseudo)));
            moved.or(known.styled.parts[pseudo as usize].as_ref()).cloned()
        })
    }

    /// What the cascade found for an element or a part of it.
    pub(crate) fn base_of(&self, (node, part): Moved) -> Option<Rc<ComputedStyle>> {
        match part {
            None => self.base(node),
            Some(pseudo) => self.nodes.get(node)?.styled.parts[pseudo as usize].clone(),
        }
    }

    /// The frames of an animation for a node or its part, by offset; empty if no sheet the node sees has `@keyframes` of that name.
    pub fn animation_frames(
        &mut self,
        tree: &Tree,
        node: NodeId,
        part: Option<Pseudo>,
        name: &str,
    ) -> Vec<AnimationFrame> {
        let Some(element) = tree.element(node) else { return Vec::new() };
        let Some(own) = self.base(node) else { return Vec::new() };
        let above = tree.parent(node).and_then(|parent| self.base(parent));
        let (base, parent) = match part {
            None => (own, above.unwrap_or_else(|| Rc::clone(&self.initial))),
            Some(part) => match self.base_of((node, Some(part))) {
                Some(style) => (style, own),
                None => return Vec::new(),
            },
        };
        let mut scopes = vec![element.style_scope];
        scopes.extend(element.extra_style_scope);
        scopes.extend(element.host_style_scope);
        scopes.extend(element.classes.iter().map(|class| class.scope));
        let found = self.rules.sheets(&scopes).find_map(|sheet| sheet.keyframes(name).cloned());
        let Some(keyframes) = found else { return Vec::new() };
        let mut cascade = Cascade {
            context: &self.context,
            initial: &self.initial,
            rules: &self.rules,
            texts: &mut self.texts,
        };
        let mut frames: Vec<AnimationFrame> = Vec::new();
        for frame in keyframes.frames() {
            let mut properties = Vec::new();
            for declaration in frame.declarations.iter() {
                match &declaration.what {
                    What::Longhand(id, _) => properties.push(TABLE[usize::from(*id)].name),
                    What::Pending { name, .. } => {
                        let rows = crate::shorthand::longhands_of(name);
                        properties.extend(rows.into_iter().map(|id| TABLE[usize::from(id)].name));
                    }
                    What::Custom(..) => {}
                }
            }
            let style = cascade.over(&base, &parent, &frame.declarations);
            for &offset in &frame.offsets {
                frames.push(AnimationFrame {
                    offset,
                    style: Rc::new(style.clone()),
                    properties: properties.clone(),
                    timing: frame.timing,
                });
            }
        }
        frames.sort_by(|a, b| a.offset.total_cmp(&b.offset));
        frames
    }

    /// Drops the styles of nodes that left the tree.
    fn forget(&mut self, tree: &Tree, changes: &[Change]) -> Vec<NodeId> {
        let mut gone = Vec::new();
        let mut released = false;
        for change in changes {
            let Change::Removed(top) = *change else { continue };
            if tree.node(top).is_none() {
                // Its descendants' ids are stale too and can no longer be walked.
                released = true;
            } else if !tree.is_attached(top) {
                gone.extend(tree.descendants(top).into_iter().filter(|id| self.nodes.remove(*id).is_some()));
            }
        }
        if released {
            let before = gone.len();
            gone.extend(self.nodes.nodes().filter(|id| tree.node(*id).is_none()));
            for id in &gone[before..] {
                self.nodes.remove(*id);
            }
            gone[before..].sort_unstable();
        }
        for &node in &gone {
            self.motions.forget(node);
        }
        gone
    }

    fn queue_changes(&mut self, pass: &mut Pass<'_>, changes: &[Change]) {
        let looks = self.rules.looks;
        // Parents whose children came, went or changed between empty and not.
        let mut parents: FxHashSet<NodeId> = FxHashSet::default();
        for change in changes {
            match *change {
                Change::Inserted(node) => {
                    pass.queue(node, Task::Subtree);
                    parents.extend(pass.tree.parent(node));
                }
                Change::ChildRemoved(parent) => {
                    parents.insert(parent);
                }
                Change::Style(node) | Change::Attribute(node) => pass.queue(node, Task::Node),
                Change::Text(node) if looks.empty => parents.extend(pass.tree.parent(node)),
                Change::Text(_) | Change::Removed(_) => {}
            }
        }
        for parent in parents {
            let all = 0..pass.tree.children(parent).len();
            if looks.any() {
                self.queue_looking(pass, parent, all, Looks::any);
            }
            if looks.empty {
                pass.queue(parent, Task::Node);
                if let Some(above) = pass.tree.parent(parent)
                    && looks.siblings
                {
                    self.queue_siblings(pass, above, parent, None);
                }
            }
        }
    }

    /// Queues what looks at siblings after one that changed: `place` is its number among its parent's children, if known.
    fn queue_siblings(&self, pass: &mut Pass<'_>, parent: NodeId, node: NodeId, place: Option<usize>) {
        let children = pass.tree.children(parent);
        let place = place.or_else(|| children.iter().position(|child| *child == node));
        let first = place.map_or(0, |place| place + 1);
        let until = pass.siblings_queued.insert(parent, first).unwrap_or(children.len());
        if until <= first {
            pass.siblings_queued.insert(parent, until);
            return;
        }
        self.queue_looking(pass, parent, first..until, |looks| looks.siblings);
    }

    /// Queues the children in a range, and what lies below them, where selectors look at such things.
    fn queue_looking(&self, pass: &mut Pass<'_>, parent: NodeId, range: Range<usize>, at: fn(Looks) -> bool) {
        let Some(depth) = pass.depth(parent) else { return };
        let tree = pass.tree;
        for place in range {
            let child = tree.children(parent)[place];
            if self.nodes.get(child).is_some_and(|node| at(node.looks)) {
                pass.places.insert(child, place);
                pass.queue.entry((depth + 1, child)).or_insert(Task::Node);
            }
            if !self.rules.looks.deep {
                continue;
            }
            let mut open = vec![(child, depth + 1)];
            while let Some((node, depth)) = open.pop() {
                if self.nodes.get(node).is_some_and(|node| node.looks.deep && at(node.looks)) {
                    pass.queue.entry((depth, node)).or_insert(Task::Node);
                }
                open.extend(tree.children(node).iter().map(|child| (*child, depth + 1)));
            }
        }
    }

    /// A node and what its change touches below, parents first.
    fn restyle(&mut self, pass: &mut Pass<'_>, top: NodeId, task: Task) {
        let tree = pass.tree;
        let place = pass.places.get(&top).copied();
        let mut open = vec![(top, place, task)];
        while let Some((node, place, task)) = open.pop() {
            let Some(data) = tree.node(node) else { continue };
            let above = tree.parent(node).and_then(|parent| self.nodes.get(parent));
            let (parent, parent_kind) = match above {
                Some(above) => (Rc::clone(&above.styled), above.kind),
                None if node == tree.root() => (Rc::new(Styled::plain(&self.initial)), 0),
                // Not attached, or its parent was not styled yet and will come.
                None => continue,
            };
            let new = match &data.data {
                NodeData::Element(element) => self.element(pass, node, place, element, &parent, parent_kind),
                NodeData::Text(_) | NodeData::Fragment => {
                    Node { styled: self.anonymous(&parent), kind: parent_kind, looks: Looks::default() }
                }
            };
            let (damage, kind_changed, handed_down) = match self.nodes.get(node) {
                None => (Damage::Rebuild, true, true),
                Some(old) => {
                    let (a, b) = (&old.styled, &new.styled);
                    let same =
                        Rc::ptr_eq(&a.own.text, &b.own.text) && Rc::ptr_eq(&a.own.custom, &b.own.custom);
                    (damage(a, b), old.kind != new.kind, !same)
                }
            };
            if damage != Damage::None {
                pass.changed.push((node, damage));
            }
            let own = Rc::clone(&new.styled.own);
            let old = self.nodes.insert(node, new);
            let own_changed = old.as_ref().is_none_or(|old| !Rc::ptr_eq(&old.styled.own, &own));
            if own_changed && matches!(data.data, NodeData::Element(_)) {
                self.motions.restyled((node, None), old.as_ref().map(|old| &old.styled.own), &own);
            }
            for part in [Pseudo::Before, Pseudo::After] {
                let new = self.base_of((node, Some(part)));
                let old = old.as_ref().and_then(|old| old.styled.parts[part as usize].as_ref());
                if let Some(new) = new
                    && old.is_none_or(|old| !Rc::ptr_eq(old, &new))
                {
                    self.motions.restyled((node, Some(part)), old, &new);
                }
            }
            if kind_changed
                && self.rules.looks.siblings
                && let Some(parent) = tree.parent(node)
                && task == Task::Node
            {
                self.queue_siblings(pass, parent, node, place);
            }
            let whole = task == Task::Subtree || kind_changed || handed_down;
            if whole || own_changed {
                for (place, &child) in data.children.iter().enumerate().rev() {
                    let uses_parent = || self.nodes.get(child).is_some_and(|child| child.styled.uses_parent);
                    if whole || uses_parent() {
                        // A subtree that is new, or whose kinds are, is walked to its end.
                        let task =
                            if task == Task::Subtree || kind_changed { Task::Subtree } else { Task::Node };
                        open.push((child, Some(place), task));
                    }
                }
            }
        }
    }

    /// The style of an element, shared if possible.
    fn element(
        &mut self,
        pass: &mut Pass<'_>,
        node: NodeId,
        place: Option<usize>,
        element: &Element,
        parent: &Rc<Styled>,
        parent_kind: Kind,
    ) -> Node {
        let kind = self.sharing.kind(parent_kind, element, &self.rules);
        let ground = Ground::new(&parent.own, &element.style);
        if let Some(styled) = self.sharing.by_kind(kind, &ground) {
            return Node { styled, kind, looks: Looks::default() };
        }
        let matched = self.rules.collect(pass.tree, node, place, element, &mut pass.caches, &pass.steps);
        let key = (Recipe::new(&matched), ground.clone());
        let styled = if let Some(styled) = self.sharing.by_recipe(&key) {
            styled
        } else {
            self.computed += 1;
            let old = self.nodes.get(node).map(|node| Rc::clone(&node.styled));
            let inline = (!element.style.is_empty()).then(|| self.texts.inline(&element.style));
            let mut cascade = Cascade {
                context: &self.context,
                initial: &self.initial,
                rules: &self.rules,
                texts: &mut self.texts,
            };
            let old_own = old.as_ref().map(|old| &*old.own);
            let (own, uses_parent) =
                cascade.style(&matched.rules[0], inline.as_deref(), &parent.own, old_own);
            let own = Rc::new(own);
            let parts = Pseudo::ALL.map(|part| {
                let rules = &matched.rules[slot(part)];
                if rules.is_empty() {
                    return None;
                }
                let old = old.as_ref().and_then(|old| old.parts[part as usize].as_deref());
                let (style, _) = cascade.style(rules, None, &own, old);
                let shown = part == Pseudo::Placeholder || matches!(style.content, Content::Items(_));
                shown.then(|| Rc::new(style))
            });
            let styled = Rc::new(Styled { own, parts, uses_parent, text: OnceCell::new() });
            if !uses_parent {
                self.sharing.keep_recipe(key, &styled);
            }
            styled
        };
        if !matched.looks.any() && !styled.uses_parent {
            self.sharing.keep_kind(kind, ground, &styled);
        }
        Node { styled, kind, looks: matched.looks }
    }

    /// What text has: its parent's inherited style and nothing else. All text of one parent shares it.
    fn anonymous(&self, parent: &Rc<Styled>) -> Rc<Styled> {
        let own = parent.text.get_or_init(|| {
            Rc::new(ComputedStyle {
                text: Rc::clone(&parent.own.text),
                custom: Rc::clone(&parent.own.custom),
                ..(*self.initial).clone()
            })
        });
        Rc::new(Styled::plain(own))
    }
}

impl Pass<'_> {
    /// How far below the root; `None` if it is not attached.
    fn depth(&self, node: NodeId) -> Option<usize> {
        let mut depth = 0;
        let mut at = node;
        while at != self.tree.root() {
            at = self.tree.parent(at)?;
            depth += 1;
        }
        Some(depth)
    }

    fn queue(&mut self, node: NodeId, task: Task) {
        if let Some(depth) = self.depth(node) {
            let queued = self.queue.entry((depth, node)).or_insert(task);
            *queued = (*queued).max(task);
        }
    }
}

/// Each node once, at its first place, with the most that was found.
fn merged(changed: Vec<(NodeId, Damage)>) -> Vec<(NodeId, Damage)> {
    let mut places: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut out: Vec<(NodeId, Damage)> = Vec::with_capacity(changed.len());
    for (node, damage) in changed {
        if let Some(&place) = places.get(&node) {
            out[place].1 = out[place].1.max(damage);
        } else {
            places.insert(node, out.len());
            out.push((node, damage));
        }
    }
    out
}

fn damage(old: &Styled, new: &Styled) -> Damage {
    let between = |old: &Rc<ComputedStyle>, new: &Rc<ComputedStyle>| {
        if Rc::ptr_eq(old, new) { Damage::None } else { Damage::between(old, new) }
    };
    let mut most = between(&old.own, &new.own);
    for (old, new) in old.parts.iter().zip(&new.parts) {
        most = most.max(match (old, new) {
            (None, None) => Damage::None,
            (Some(old), Some(new)) => between(old, new),
            _ => Damage::Rebuild,
        });
    }
    most
}
