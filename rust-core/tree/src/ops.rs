//! The operations. All are total: on a stale id they do nothing, so a late call never takes the host down.

use crate::{Attributes, Class, Element, ElementState, Node, NodeData, NodeId, StyleScope, Text};
use minihost_value::{SharedList, Value, empty_text};
use std::num::NonZeroU32;
use std::rc::Rc;

/// What happened to an attached node since the log was last taken. Of nodes outside the tree only [`Change::Removed`] is logged:
/// attaching logs the whole subtree as inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// The node and its subtree came into the tree or moved.
    Inserted(NodeId),
    /// A child of this node left the tree; the child's id may already be stale.
    ChildRemoved(NodeId),
    /// The node left the tree, or left a subtree that had (logged once for the top of a removed subtree). Not of nodes made since the
    /// log was last taken, which whoever reads it has never seen.
    Removed(NodeId),
    /// Classes, id, inline style, style scopes or state changed: selectors may match differently.
    Style(NodeId),
    /// An attribute changed: selectors may match differently and a built-in component may look different.
    Attribute(NodeId),
    /// The text changed.
    Text(NodeId),
}

/// Notes of changes up to which nobody asks whether some say the same.
const MANY_CHANGES: usize = 4096;

#[derive(Debug)]
struct Slot {
    generation: NonZeroU32,
    /// The log in whose time the node was made: until that is taken nobody knows the node.
    made_in: u32,
    node: Option<Node>,
}

/// An arena of nodes with one root element.
#[derive(Debug)]
pub struct Tree {
    slots: Vec<Slot>,
    free: Vec<u32>,
    root: NodeId,
    changes: Vec<Change>,
    /// At how many notes the log is gone through for those that say nothing new.
    next_sweep: usize,
    /// How often the log was taken.
    taken: u32,
    count: usize,
}

impl Tree {
    /// A tree with a root element.
    pub fn new(root_tag: &str) -> Self {
        let mut tree = Tree {
            slots: Vec::new(),
            free: Vec::new(),
            root: NodeId { index: 0, generation: NonZeroU32::MIN },
            changes: Vec::new(),
            next_sweep: MANY_CHANGES,
            taken: 0,
            count: 0,
        };
        tree.root = tree.create_element(root_tag, StyleScope::APP);
        tree.changes.push(Change::Inserted(tree.root));
        tree
    }

    /// The root element.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// How many nodes live, attached or not.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Never: there is always a root.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The node, unless it was released.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        let slot = self.slots.get(id.index as usize)?;
        if slot.generation == id.generation { slot.node.as_ref() } else { None }
    }

    /// The element, unless it is something else or was released.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        self.node(id)?.element()
    }

    /// The children in order; none for a stale id.
    pub fn children(&self, id: NodeId) -> &[NodeId] {
        self.node(id).map_or(&[], |node| &node.children)
    }

    /// The parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.parent
    }

    /// True if the root is an ancestor of the node or the node itself.
    pub fn is_attached(&self, id: NodeId) -> bool {
        let mut at = id;
        loop {
            if at == self.root {
                return true;
            }
            match self.parent(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
    }

    /// The node and all below it, parents before children, in document order.
    pub fn descendants(&self, id: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(at) = open.pop() {
            if let Some(node) = self.node(at) {
                found.push(at);
                open.extend(node.children.iter().rev());
            }
        }
        found
    }

    /// What changed since the last call.
    pub fn take_changes(&mut self) -> Vec<Change> {
        self.next_sweep = MANY_CHANGES;
        self.taken = self.taken.wrapping_add(1);
        std::mem::take(&mut self.changes)
    }

    /// What [`Tree::take_changes`] would give, left in place.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// True if there is something for [`Tree::take_changes`].
    pub fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }

    // ---- create and release

    /// `createElement`
    pub fn create_element(&mut self, tag: impl Text, style_scope: StyleScope) -> NodeId {
        let nothing = empty_text();
        self.create(NodeData::Element(Box::new(Element {
            tag: tag.share(),
            id: nothing.clone(),
            classes: SharedList::default(),
            style_scope,
            extra_style_scope: None,
            host_style_scope: None,
            style: nothing,
            attributes: Attributes::default(),
            state: ElementState::default(),
            listeners: SharedList::default(),
        })))
    }

    /// `createTextNode`
    pub fn create_text(&mut self, text: impl Text) -> NodeId {
        self.create(NodeData::Text(text.share()))
    }

    /// `createFragment`
    pub fn create_fragment(&mut self) -> NodeId {
        self.create(NodeData::Fragment)
    }

    fn create(&mut self, data: NodeData) -> NodeId {
        self.count += 1;
        let node = Some(Node { data, parent: None, children: Vec::new(), associated: 0 });
        if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.node = node;
            slot.made_in = self.taken;
            NodeId { index, generation: slot.generation }
        } else {
            let index =
                u32::try_from(self.slots.len()).expect("because four billion nodes do not fit in memory");
            let generation = NonZeroU32::MIN;
            self.slots.push(Slot { generation, made_in: self.taken, node });
            NodeId { index, generation }
        }
    }

    /// `release`: frees the node and all below it, taking it out of the tree first. The root stays.
    pub fn release(&mut self, id: NodeId) {
        if id == self.root || self.node(id).is_none() {
            return;
        }
        self.detach(id);
        for gone in self.descendants(id) {
            let slot = &mut self.slots[gone.index as usize];
            slot.node = None;
            slot.generation = slot.generation.checked_add(1).unwrap_or(NonZeroU32::MIN);
            self.free.push(gone.index);
            self.count -= 1;
        }
    }

    /// `associateValue`
    pub fn associate(&mut self, id: NodeId, value: u64) {
        if let Some(node) = self.node_mut(id) {
            node.associated = value;
        }
    }

    // ---- structure

    /// `appendChild`
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        let end = self.children(parent).len();
        self.splice(parent, end, 0, &[child]);
    }

    /// `insertBefore`; appends when `before` is no child of `parent`.
    pub fn insert_before(&mut self, parent: NodeId, child: NodeId, before: NodeId) {
        if child == before {
            return;
        }
        self.detach(child);
        let at = self.position(parent, before).unwrap_or(self.children(parent).len());
        self.splice(parent, at, 0, &[child]);
    }

    /// `removeChild`: takes the child out of the tree; it lives on until it is released.
    pub fn remove(&mut self, parent: NodeId, child: NodeId) {
        if self.parent(child) == Some(parent) {
            self.detach(child);
        }
    }

    /// `replaceChild`
    pub fn replace(&mut self, parent: NodeId, new: NodeId, old: NodeId) {
        if new == old {
            return;
        }
        self.detach(new);
        if let Some(at) = self.position(parent, old) {
            self.splice(parent, at, 1, &[new]);
        }
    }

    /// `spliceBefore`, `spliceAppend` and `spliceRemove`: at child number `at` takes `remove` children out and puts `insert` in. The
    /// children of fragments go in instead of the fragments.
    pub fn splice(&mut self, parent: NodeId, at: usize, remove: usize, insert: &[NodeId]) {
        if self.node(parent).is_none() {
            return;
        }
        let attached = self.is_attached(parent);
        let length = self.children(parent).len();
        let at = at.min(length);
        let end = at.saturating_add(remove).min(length);
        // The node that the new children go before: positions shift while they leave their old places.
        let anchor = self.children(parent)[end..].iter().copied().find(|id| !insert.contains(id));
        let leaving: Vec<NodeId> = self.children(parent)[at..end].to_vec();
        for gone in leaving {
            self.detach(gone);
        }
        let mut incoming = Vec::with_capacity(insert.len());
        for &child in insert {
            match self.node(child).map(|node| &node.data) {
                Some(NodeData::Fragment) => incoming.extend_from_slice(self.children(child)),
                Some(_) => incoming.push(child),
                None => {}
            }
        }
        // A node cannot go below itself; such a call is dropped as a whole.
        incoming.retain(|&child| child != self.root && !self.is_within(parent, child));
        let mut seen = rustc_hash::FxHashSet::default();
        if incoming.len() > 1 {
            incoming.retain(|&child| seen.insert(child));
        }
        for &child in &incoming {
            self.detach(child);
        }
        let at = anchor.and_then(|id| self.position(parent, id)).unwrap_or(self.children(parent).len());
        for &child in &incoming {
            if let Some(node) = self.node_mut(child) {
                node.parent = Some(parent);
            }
        }
        if let Some(node) = self.node_mut(parent) {
            if node.children.is_empty() {
                // Most nodes keep the children that they get at first: no room for more.
                node.children.reserve_exact(incoming.len());
            }
            node.children.splice(at..at, incoming.iter().copied());
        }
        if attached {
            for child in incoming {
                self.note(Change::Inserted(child));
            }
        }
    }

    /// The child's number under its parent.
    pub fn position(&self, parent: NodeId, child: NodeId) -> Option<usize> {
        self.children(parent).iter().position(|&id| id == child)
    }

    fn is_within(&self, id: NodeId, ancestor: NodeId) -> bool {
        if self.children(ancestor).is_empty() {
            return id == ancestor;
        }
        let mut at = Some(id);
        while let Some(node) = at {
            if node == ancestor {
                return true;
            }
            at = self.parent(node);
        }
        false
    }

    fn detach(&mut self, id: NodeId) {
        let Some(parent) = self.parent(id) else { return };
        let attached = self.is_attached(parent);
        if let Some(at) = self.position(parent, id)
            && let Some(node) = self.node_mut(parent)
        {
            node.children.remove(at);
        }
        if let Some(node) = self.node_mut(id) {
            node.parent = None;
        }
        // Told of trees that are not on screen as well: one that left since the log was last taken may be taken apart before anyone
        // could look at what was in it.
        if self.slots[id.index()].made_in != self.taken {
            self.note(Change::Removed(id));
        }
        if attached {
            self.note(Change::ChildRemoved(parent));
        }
    }

    // ---- looks

    /// `setId`
    pub fn set_id(&mut self, id: NodeId, value: impl Text) {
        self.restyle(id, |element| {
            let changed = *element.id != *value.as_ref();
            if changed {
                element.id = value.share();
            }
            changed
        });
    }

    /// `setStyleScope`
    pub fn set_style_scopes(
        &mut self,
        id: NodeId,
        own: StyleScope,
        extra: Option<StyleScope>,
        host: Option<StyleScope>,
    ) {
        self.restyle(id, |element| {
            let before = (element.style_scope, element.extra_style_scope, element.host_style_scope);
            (element.style_scope, element.extra_style_scope, element.host_style_scope) = (own, extra, host);
            before != (own, extra, host)
        });
    }

    /// `setStyle`: the inline style as text.
    pub fn set_style(&mut self, id: NodeId, style: impl Text) {
        self.restyle(id, |element| {
            let changed = *element.style != *style.as_ref();
            if changed {
                element.style = style.share();
            }
            changed
        });
    }

    /// `clearClasses` and `addClass` in one: replaces the whole list.
    pub fn set_classes(&mut self, id: NodeId, classes: impl Into<SharedList<Class>>) {
        let classes = classes.into();
        self.restyle(id, |element| {
            let changed = !element.classes.is_same(&classes) && element.classes != classes;
            element.classes = classes;
            changed
        });
    }

    /// `addClass`
    pub fn add_class(&mut self, id: NodeId, name: &str, scope: StyleScope) {
        self.restyle(id, |element| {
            let class = Class { name: name.into(), scope };
            let changed = !element.classes.contains(&class);
            if changed {
                element.classes = element.classes.iter().cloned().chain([class]).collect();
            }
            changed
        });
    }

    /// `removeClass`
    pub fn remove_class(&mut self, id: NodeId, name: &str, scope: StyleScope) {
        self.restyle(id, |element| {
            let is_it = |class: &Class| *class.name == *name && class.scope == scope;
            let changed = element.classes.iter().any(is_it);
            if changed {
                element.classes = element.classes.iter().filter(|class| !is_it(class)).cloned().collect();
            }
            changed
        });
    }

    /// Touched, focused, checked or disabled.
    pub fn set_state(&mut self, id: NodeId, state: ElementState) {
        self.restyle(id, |element| {
            let changed = element.state != state;
            element.state = state;
            changed
        });
    }

    fn restyle(&mut self, id: NodeId, apply: impl FnOnce(&mut Element) -> bool) {
        if self.element_mut(id).is_some_and(apply) {
            self.log(Change::Style(id), id);
        }
    }

    // ---- content

    /// `setAttribute`; `Undefined` is `removeAttribute`.
    pub fn set_attribute(&mut self, id: NodeId, name: impl Text, value: Value) {
        let Some(element) = self.element_mut(id) else { return };
        if element.attributes.set(name, value) {
            self.log(Change::Attribute(id), id);
        }
    }

    /// `setText`
    pub fn set_text(&mut self, id: NodeId, text: impl Text) {
        let Some(NodeData::Text(old)) = self.node_mut(id).map(|node| &mut node.data) else { return };
        if **old == *text.as_ref() {
            return;
        }
        *old = text.share();
        self.log(Change::Text(id), id);
    }

    /// `setListenerStats`: whether some listener waits for the event.
    pub fn set_listener(&mut self, id: NodeId, event: &str, on: bool) {
        let Some(element) = self.element_mut(id) else { return };
        let others = element.listeners.iter().filter(|name| ***name != *event).cloned();
        let listeners = others.chain(on.then(|| Rc::from(event))).collect();
        element.listeners = listeners;
    }

    /// All of `setListenerStats` in one: the events that some listener waits for.
    pub fn set_listeners(&mut self, id: NodeId, events: SharedList<Rc<str>>) {
        if let Some(element) = self.element_mut(id) {
            element.listeners = events;
        }
    }

    fn log(&mut self, change: Change, id: NodeId) {
        // A burst of setData on one node needs one entry.
        if self.changes.last() != Some(&change) && self.is_attached(id) {
            self.note(change);
        }
    }

    /// Nobody takes the log of a page that does not show, and its program may go on changing it: of notes that say the same the last
    /// stays, of nodes that are gone only what whoever knew them must hear. So there are never many more than nodes.
    fn note(&mut self, change: Change) {
        self.changes.push(change);
        if self.changes.len() < self.next_sweep {
            return;
        }
        let mut known = rustc_hash::FxHashSet::default();
        let mut kept = Vec::new();
        for change in std::mem::take(&mut self.changes).into_iter().rev() {
            let matters = match change {
                Change::Removed(_) => true,
                Change::Inserted(id)
                | Change::ChildRemoved(id)
                | Change::Style(id)
                | Change::Attribute(id)
                | Change::Text(id) => self.node(id).is_some(),
            };
            if matters && known.insert(change) {
                kept.push(change);
            }
        }
        kept.reverse();
        self.next_sweep = MANY_CHANGES.max(2 * kept.len());
        self.changes = kept;
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        let slot = self.slots.get_mut(id.index as usize)?;
        if slot.generation == id.generation { slot.node.as_mut() } else { None }
    }

    fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.node_mut(id)?.data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
