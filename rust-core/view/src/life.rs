//! Lifetimes: attached, ready, moved, detached; what happens in which order.

use crate::instance::Instance;
use crate::nodes::{Elem, VNode};
use crate::page::Page;
use crate::view::Inner;
use minihost_tree::NodeId;
use minihost_value::Value;
use std::rc::Rc;

impl Inner {
    fn lifetime(&self, instance: &Instance, name: &str) {
        if instance.definition.lifetimes.contains(name) {
            self.call("lifetime", &[Value::from(instance.id.0), Value::from(name)]);
        }
    }

    /// Pieces came into the page: parents hear of it before their shadow tree, that before their content.
    pub(crate) fn attach(&self, page: &Rc<Page>, nodes: &[VNode]) {
        for node in nodes {
            match node {
                VNode::Text(_) | VNode::Nothing => {}
                VNode::Elem(elem) => {
                    if let Some(instance) = elem.component.get() {
                        self.attach_instance(page, instance);
                    }
                    let children = elem.children.borrow().clone();
                    self.attach(page, &children);
                }
                VNode::Slot(slot) => self.attach(page, &slot.fallback),
                group => self.attach(page, &group.group().unwrap_or_default()),
            }
        }
    }

    pub(crate) fn attach_instance(&self, page: &Rc<Page>, instance: &Rc<Instance>) {
        if !instance.alive.get() {
            return;
        }
        if !instance.attached.replace(true) {
            self.lifetime(instance, "attached");
            if instance.definition.has_relations {
                self.call("relink", &[Value::from(instance.id.0), Value::from(false)]);
            }
            page.waiting_for_ready.set(true);
        }
        let root = instance.root.borrow().clone();
        self.attach(page, &root);
    }

    /// Calls `ready` of everything that was attached since, children first.
    pub(crate) fn ready(&self, page: &Rc<Page>) {
        // A ready handler may attach more, which then is laid out and ready next time.
        if !page.waiting_for_ready.replace(false) {
            return;
        }
        if let Some(root) = page.root.get() {
            self.ready_instance(root);
        }
    }

    fn ready_instance(&self, instance: &Rc<Instance>) {
        let root = instance.root.borrow().clone();
        self.ready_nodes(&root);
        if instance.attached.get() && instance.alive.get() && !instance.ready.replace(true) {
            self.lifetime(instance, "ready");
        }
    }

    fn ready_nodes(&self, nodes: &[VNode]) {
        for node in nodes {
            match node {
                VNode::Text(_) | VNode::Nothing => {}
                VNode::Elem(elem) => {
                    let children = elem.children.borrow().clone();
                    self.ready_nodes(&children);
                    if let Some(instance) = elem.component.get() {
                        self.ready_instance(instance);
                    }
                }
                VNode::Slot(slot) => self.ready_nodes(&slot.fallback),
                group => self.ready_nodes(&group.group().unwrap_or_default()),
            }
        }
    }

    /// Components in pieces that changed their place in a list.
    pub(crate) fn moved(&self, nodes: &[VNode]) {
        for node in nodes {
            match node {
                VNode::Text(_) | VNode::Slot(_) | VNode::Nothing => {}
                VNode::Elem(elem) => {
                    if let Some(instance) = elem.component.get() {
                        self.lifetime(instance, "moved");
                        if instance.definition.has_relations && instance.attached.get() {
                            self.call("relink", &[Value::from(instance.id.0), Value::from(false)]);
                        }
                    }
                    let children = elem.children.borrow().clone();
                    self.moved(&children);
                }
                group => self.moved(&group.group().unwrap_or_default()),
            }
        }
    }

    /// Pieces are gone for good: components hear of it, then everything is freed.
    pub(crate) fn destroy(&self, page: &Rc<Page>, nodes: &[VNode]) {
        self.detach(nodes);
        let mut real = Vec::new();
        self.forget(page, nodes, &mut real);
        let mut tree = page.tree.borrow_mut();
        for node in real {
            tree.release(node);
        }
        drop(tree);
        page.full.set(false);
        self.bury();
    }

    /// `detached`: content first, then the shadow tree, then the component itself.
    pub(crate) fn detach(&self, nodes: &[VNode]) {
        for node in nodes {
            match node {
                VNode::Text(_) | VNode::Nothing => {}
                VNode::Elem(elem) => {
                    let children = elem.children.borrow().clone();
                    self.detach(&children);
                    if let Some(instance) = elem.component.get() {
                        self.detach_instance(instance);
                    }
                }
                VNode::Slot(slot) => self.detach(&slot.fallback),
                group => self.detach(&group.group().unwrap_or_default()),
            }
        }
    }

    pub(crate) fn detach_instance(&self, instance: &Rc<Instance>) {
        let root = instance.root.borrow().clone();
        self.detach(&root);
        if instance.attached.replace(false) {
            self.lifetime(instance, "detached");
            if instance.definition.has_relations {
                self.call("relink", &[Value::from(instance.id.0), Value::from(true)]);
            }
        }
    }

    /// Drops all knowledge of pieces and collects the real nodes to free.
    fn forget(&self, page: &Rc<Page>, nodes: &[VNode], real: &mut Vec<NodeId>) {
        for node in nodes {
            match node {
                VNode::Text(text) => real.push(text.node),
                VNode::Elem(elem) => self.forget_elem(page, elem, real),
                VNode::Slot(slot) => {
                    slot.gone.set(true);
                    if let Some(instance) = slot.instance.upgrade() {
                        instance.slots.borrow_mut().retain(|other| !Rc::ptr_eq(other, slot));
                        take_content_out(page, &instance);
                    }
                    self.forget(page, &slot.fallback, real);
                }
                group => self.forget(page, &group.group().unwrap_or_default(), real),
            }
        }
    }

    fn forget_elem(&self, page: &Rc<Page>, elem: &Rc<Elem>, real: &mut Vec<NodeId>) {
        // Before what is inside: freeing a node frees all below it, and the rest of the list is stale then.
        real.extend(elem.node);
        let children = elem.children.take();
        self.forget(page, &children, real);
        if let Some(instance) = elem.component.get() {
            self.forget_instance(page, instance, real);
        }
        let key = elem.state.borrow().rare().map_or(0, |rare| rare.script_key);
        if key != 0 {
            self.forget_script_state(format!("e{key}"));
        }
        if let Some(node) = elem.node {
            page.elems.borrow_mut().remove(node);
        }
    }

    pub(crate) fn forget_instance(&self, page: &Rc<Page>, instance: &Rc<Instance>, real: &mut Vec<NodeId>) {
        instance.alive.set(false);
        let root = instance.root.take();
        self.forget(page, &root, real);
        self.instances.borrow_mut().remove(&instance.id);
        self.dead.borrow_mut().push(instance.id);
    }

    /// Tells JavaScript which instances are gone, all at once.
    pub(crate) fn bury(&self) {
        let dead = self.dead.take();
        if !dead.is_empty() {
            self.call("destroy", &[Value::array(dead.iter().map(|id| Value::from(id.0)))]);
        }
    }
}

/// A slot went while its component lives on: the content must not be freed with the nodes around the slot. Where another
/// slot takes it over, it goes there.
fn take_content_out(page: &Rc<Page>, instance: &Rc<Instance>) {
    let Some(host) = instance.host().filter(|_| instance.alive.get()) else { return };
    let mut ids = Vec::new();
    crate::compose::flatten(&host.children.borrow(), &mut ids);
    {
        let mut tree = page.tree.borrow_mut();
        for id in ids {
            if let Some(parent) = tree.parent(id) {
                tree.remove(parent, id);
            }
        }
    }
    crate::compose::sync_component(page, &host, instance);
}
