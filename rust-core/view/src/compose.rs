//! From shadow trees to the composed tree: slot content is put where its slot is, groups and virtual hosts vanish.

use crate::instance::Instance;
use crate::list::longest_increasing;
use crate::nodes::{Elem, SlotNode, VNode};
use crate::page::Page;
use minihost_tree::{NodeId, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Appends the real nodes that pieces stand for, in order.
pub(crate) fn flatten(nodes: &[VNode], into: &mut Vec<NodeId>) {
    for node in nodes {
        flatten_one(node, into);
    }
}

fn flatten_one(node: &VNode, into: &mut Vec<NodeId>) {
    match node {
        VNode::Text(text) => into.push(text.node),
        VNode::Elem(elem) => match (elem.node, elem.component.get()) {
            (Some(node), _) => into.push(node),
            (None, Some(instance)) => flatten(&instance.root.borrow(), into),
            (None, None) => {}
        },
        VNode::If(node) => flatten(&node.state.borrow().children, into),
        VNode::For(node) => {
            crate::list::pieces(&node.state.borrow().items).for_each(|node| flatten_one(node, into));
        }
        VNode::Use(node) => flatten(&node.state.borrow().children, into),
        VNode::Include(node) => flatten(&node.children, into),
        VNode::Content(node) => flatten(&node.children.borrow(), into),
        VNode::Nothing => {}
        VNode::Slot(slot) => {
            let before = into.len();
            content(slot, into);
            if into.len() == before && !has_content(slot) {
                flatten(&slot.fallback, into);
            }
        }
    }
}

/// Whether a slot gets content at all: of several with one name only the first does, and without `multipleSlots` there is
/// only one.
fn takes_content(slot: &Rc<SlotNode>, instance: &Instance) -> bool {
    let slots = instance.slots.borrow();
    let mut candidates = slots
        .iter()
        .filter(|other| !instance.definition.multiple_slots || *other.name.borrow() == *slot.name.borrow());
    candidates.next().is_some_and(|first| Rc::ptr_eq(first, slot))
}

fn content(slot: &Rc<SlotNode>, into: &mut Vec<NodeId>) {
    each_content(slot, &mut |node| flatten_one(node, into));
}

fn has_content(slot: &Rc<SlotNode>) -> bool {
    let mut any = false;
    each_content(slot, &mut |_| any = true);
    any
}

/// The pieces that go to a slot; each is text, an element or a slot that is handed on.
pub(crate) fn each_content(slot: &Rc<SlotNode>, each: &mut dyn FnMut(&VNode)) {
    let Some(instance) = slot.instance.upgrade() else { return };
    let Some(host) = instance.host() else { return };
    if instance.definition.dynamic_slots {
        for node in host.children.borrow().iter() {
            if let VNode::Content(content) = node
                && Rc::ptr_eq(&content.slot, slot)
            {
                leaves(&content.children.borrow(), None, each);
            }
        }
        return;
    }
    if slot.gone.get() || !takes_content(slot, &instance) {
        return;
    }
    let name = instance.definition.multiple_slots.then(|| slot.name.borrow().clone());
    leaves(&host.children.borrow(), name.as_deref(), each);
}

fn leaves(nodes: &[VNode], name: Option<&str>, each: &mut dyn FnMut(&VNode)) {
    for node in nodes {
        let fits = |own: &str| name.is_none_or(|name| name == own);
        match node {
            VNode::Text(text) => {
                if fits(&text.slot.borrow()) {
                    each(node);
                }
            }
            VNode::Elem(elem) => {
                if fits(elem.state.borrow().slot()) {
                    each(node);
                }
            }
            VNode::Slot(slot) => {
                if fits(&slot.slot.borrow()) {
                    each(node);
                }
            }
            VNode::If(node) => leaves(&node.state.borrow().children, name, each),
            VNode::For(node) => {
                crate::list::pieces(&node.state.borrow().items)
                    .for_each(|node| leaves(std::slice::from_ref(node), name, each));
            }
            VNode::Use(node) => leaves(&node.state.borrow().children, name, each),
            VNode::Include(node) => leaves(&node.children, name, each),
            VNode::Content(node) => leaves(&node.children.borrow(), name, each),
            VNode::Nothing => {}
        }
    }
}

/// The slot of a component that a piece of its content goes to.
pub(crate) fn slot_for(instance: &Instance, name: &str) -> Option<Rc<SlotNode>> {
    let slots = instance.slots.borrow();
    slots.iter().find(|slot| !instance.definition.multiple_slots || **slot.name.borrow() == *name).cloned()
}

/// The real nodes whose children come from what stands under a shadow parent.
fn containers(
    page: &Page,
    owner: &Rc<Instance>,
    parent: Option<&Rc<Elem>>,
    into: &mut FxHashSet<NodeId>,
    depth: usize,
) {
    if depth > 200 {
        return;
    }
    match parent {
        Some(elem) => match (elem.component.get(), elem.node) {
            (Some(instance), _) => {
                let slots = instance.slots.borrow().clone();
                for slot in slots {
                    let parent = slot.parent.as_ref().and_then(std::rc::Weak::upgrade);
                    containers(page, instance, parent.as_ref(), into, depth + 1);
                }
            }
            (None, Some(node)) => {
                into.insert(node);
            }
            (None, None) => {}
        },
        None => match owner.host() {
            None => {
                into.insert(page.tree.borrow().root());
            }
            Some(host) => match (host.node, host.owner.upgrade()) {
                (Some(node), _) => {
                    into.insert(node);
                }
                (None, Some(outer)) => containers(page, &outer, host.parent().as_ref(), into, depth + 1),
                (None, None) => {}
            },
        },
    }
}

/// Brings the real children in line under everything that was touched in `owner`'s shadow tree.
pub(crate) fn sync(page: &Rc<Page>, owner: &Rc<Instance>, touched: &[Option<Rc<Elem>>]) {
    let mut nodes = FxHashSet::default();
    for parent in touched {
        containers(page, owner, parent.as_ref(), &mut nodes, 0);
    }
    // A node that moves from one container to another is attached by whichever comes last; two rounds settle it.
    let mut nodes: Vec<NodeId> = nodes.into_iter().collect();
    nodes.sort_unstable();
    for node in nodes {
        sync_node(page, node);
    }
}

/// First real children of a component that was just made: its shadow tree below its host, its content in its slots.
pub(crate) fn sync_component(page: &Rc<Page>, elem: &Rc<Elem>, instance: &Rc<Instance>) {
    let mut nodes = FxHashSet::default();
    if let Some(node) = elem.node {
        nodes.insert(node);
    }
    if !elem.children.borrow().is_empty()
        || instance.slots.borrow().iter().any(|slot| !slot.fallback.is_empty())
    {
        for slot in instance.slots.borrow().iter() {
            if let Some(parent) = slot.parent.as_ref().and_then(std::rc::Weak::upgrade) {
                containers(page, instance, Some(&parent), &mut nodes, 0);
            }
        }
    }
    for node in nodes {
        sync_node(page, node);
    }
}

/// The children a real node should have.
fn wanted(page: &Page, node: NodeId) -> Option<Vec<NodeId>> {
    let mut into = Vec::new();
    if node == page.tree.borrow().root() {
        flatten(&page.root.get()?.root.borrow(), &mut into);
    } else {
        let elem = page.elem(node)?;
        if let Some(instance) = elem.component.get() {
            flatten(&instance.root.borrow(), &mut into);
        } else {
            flatten(&elem.children.borrow(), &mut into);
            into.extend(elem.state.borrow().own_nodes().iter().copied());
        }
    }
    Some(into)
}

pub(crate) fn sync_node(page: &Page, node: NodeId) {
    if let Some(wanted) = wanted(page, node) {
        set_children(&mut page.tree.borrow_mut(), node, &wanted);
    }
}

/// Gives a node exactly these children with as few operations as possible.
pub(crate) fn set_children(tree: &mut Tree, parent: NodeId, wanted: &[NodeId]) {
    let current = tree.children(parent).to_vec();
    let start = current.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    let end =
        current[start..].iter().rev().zip(wanted[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle, new) = (&current[start..current.len() - end], &wanted[start..wanted.len() - end]);
    if middle.is_empty() {
        if !new.is_empty() {
            tree.splice(parent, start, 0, new);
        }
        return;
    }
    if new.is_empty() {
        tree.splice(parent, start, middle.len(), &[]);
        return;
    }
    let place: FxHashMap<NodeId, usize> = middle.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let keep: Vec<(usize, usize)> =
        new.iter().enumerate().filter_map(|(n, id)| place.get(id).map(|old| (n, *old))).collect();
    if keep.is_empty() {
        tree.splice(parent, start, middle.len(), new);
        return;
    }
    let wanted_set: FxHashSet<NodeId> = new.iter().copied().collect();
    let mut gone = 0;
    for id in middle.iter().filter(|id| !wanted_set.contains(id)) {
        tree.remove(parent, *id);
        gone += 1;
    }
    // Many moves one by one would look for each node's place again and again.
    let run = longest_increasing(&keep.iter().map(|(_, old)| *old).collect::<Vec<_>>());
    if run.iter().filter(|stays| !**stays).count() > 64 {
        tree.splice(parent, start, middle.len() - gone, new);
        return;
    }
    let staying: FxHashSet<usize> =
        keep.iter().zip(&run).filter(|(_, stay)| **stay).map(|((n, _), _)| *n).collect();
    // From the end, so that what each one goes before already stands.
    let mut before = wanted.get(wanted.len() - end).copied();
    for (n, id) in new.iter().enumerate().rev() {
        if !staying.contains(&n) {
            match before {
                Some(before) => tree.insert_before(parent, *id, before),
                None => tree.append(parent, *id),
            }
        }
        before = Some(*id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_tree::StyleScope;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the children were, they become the wanted ones.
        #[test]
        fn children_become_the_wanted_ones(
            before in proptest::sample::subsequence((0..12usize).collect::<Vec<_>>(), 0..12).prop_shuffle(),
            after in proptest::sample::subsequence((0..12usize).collect::<Vec<_>>(), 0..12).prop_shuffle(),
        ) {
            let mut tree = Tree::new("page");
            let ids: Vec<_> = (0..12).map(|n| tree.create_element(&format!("n{n}"), StyleScope::APP)).collect();
            let root = tree.root();
            for list in [before, after] {
                let wanted: Vec<_> = list.iter().map(|n| ids[*n]).collect();
                set_children(&mut tree, root, &wanted);
                prop_assert_eq!(tree.children(root), &wanted[..]);
            }
        }
    }
}
