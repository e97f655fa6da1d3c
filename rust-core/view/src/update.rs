//! Bringing a shadow tree in line with changed data. Only pieces that depend on what changed are looked at.

use crate::create::{Pass, active_branch};
use crate::instance::{Changes, Instance};
use crate::nodes::{Elem, Pieces, UseNode, VNode};
use crate::page::Page;
use crate::program::{Block, Op};
use crate::scope::{Before, Env, untold};
use crate::view::Inner;
use crate::{attributes, compose, dynamic, list};
use minihost_syntax::display_text;
use minihost_value::{Path, Step, Value};
use std::rc::Rc;

impl Pass<'_> {
    /// Updates the pieces of a block.
    pub(crate) fn update(&self, block: &Block, nodes: &[VNode], env: &Env<'_>, parent: Option<&Rc<Elem>>) {
        if self.view.engine.is_over() || !self.enter() {
            return;
        }
        for (op, node) in block.ops.iter().zip(nodes) {
            if !op.free().is_empty() && env.changed(op.free()) {
                self.update_op(op, node, env, parent);
            }
        }
        self.leave();
    }

    pub(crate) fn update_op(&self, op: &Op, node: &VNode, env: &Env<'_>, parent: Option<&Rc<Elem>>) {
        match node {
            VNode::Text(node) => {
                let text = self.view.meter.shown(&node.op.value.evaluate(env));
                self.page.tree.borrow_mut().set_text(node.node, text);
                if let Some(slot) = &node.op.slot {
                    let slot = display_text(&slot.evaluate(env));
                    if node.slot.replace(slot.clone()) != slot {
                        self.touch(parent);
                    }
                }
            }
            VNode::Elem(elem)
                if elem.component.get().is_some_and(|instance| instance.definition.dynamic_slots) =>
            {
                self.update_dynamic(elem, env);
            }
            VNode::Elem(elem) => {
                let aliases = Env::Aliases { parent: env, aliases: &elem.op.element.slot_values };
                let env = if elem.op.element.slot_values.is_empty() { env } else { &aliases };
                if env.changed(&elem.op.own) {
                    attributes::update(self, elem, env);
                }
                let children = elem.children.borrow().clone();
                if !children.is_empty() && env.changed(&elem.op.children.free) {
                    self.update(&elem.op.children, &children, env, Some(elem));
                }
            }
            VNode::If(node) => {
                let (before, children) = {
                    let state = node.state.borrow();
                    (state.active, state.children.clone())
                };
                let active =
                    if env.changed(&node.op.conditions) { active_branch(&node.op, env) } else { before };
                if active == before {
                    if let Some(n) = active {
                        self.update(&node.op.branches[n].1, &children, env, parent);
                    }
                } else {
                    let fresh = active
                        .map_or_else(Pieces::default, |n| self.create(&node.op.branches[n].1, env, parent));
                    *node.state.borrow_mut() = crate::nodes::IfState { active, children: fresh.clone() };
                    self.swap(children, fresh, parent);
                }
            }
            VNode::For(node) => list::update(self, node, env, parent),
            VNode::Use(node) => self.update_use(node, env, parent),
            VNode::Include(node) => {
                let modules = self.view.modules(&node.op.file);
                let env = Env::Modules { parent: env, modules: &modules };
                self.update(&node.op.block, &node.children, &env, parent);
            }
            VNode::Content(_) | VNode::Nothing => {}
            VNode::Slot(node) => {
                if env.changed(&node.op.own) {
                    *node.values.borrow_mut() = dynamic::given(&node.op, env);
                    let name = display_text(&node.op.name.evaluate(env));
                    let slot = node
                        .op
                        .slot
                        .as_ref()
                        .map(|expr| display_text(&expr.evaluate(env)))
                        .unwrap_or_default();
                    if *node.name.borrow() != name || *node.slot.borrow() != slot {
                        *node.name.borrow_mut() = name;
                        *node.slot.borrow_mut() = slot;
                        self.touch(parent);
                        self.touch_slots(self.owner);
                    }
                }
                if let Op::Slot(op) = op {
                    self.update(&op.fallback, &node.fallback, env, parent);
                }
            }
        }
    }

    fn update_use(&self, node: &Rc<UseNode>, env: &Env<'_>, parent: Option<&Rc<Elem>>) {
        let op = &node.op;
        let (old_name, old_data, body, children) = {
            let state = node.state.borrow();
            (state.name.clone(), state.data.clone(), state.body.clone(), state.children.clone())
        };
        let name =
            if env.expr_changed(&op.name) { display_text(&op.name.evaluate(env)) } else { old_name.clone() };
        let data = match &op.data {
            Some(data) if env.expr_changed(data) => data.evaluate(env),
            _ => old_data.clone(),
        };
        if name != old_name {
            let state = self.make_use(op, name, data, parent);
            let fresh = state.children.clone();
            *node.state.borrow_mut() = state;
            self.swap(children, fresh, parent);
            return;
        }
        if data.same(&old_data) {
            return;
        }
        node.state.borrow_mut().data = data.clone();
        let old_data = match &op.data {
            Some(expr) if self.owner.retells.get() => {
                told_again(old_data, &data, &expr.evaluate(&Before(env)))
            }
            _ => old_data,
        };
        if let Some(body) = body {
            let modules = self.view.modules(&body.file);
            let env = Env::Root {
                new: &data,
                old: &old_data,
                modules: &modules,
                writable: false,
                meter: &self.view.meter,
            };
            self.update(&body.block, &children, &env, parent);
        }
    }

    fn swap(&self, old: Pieces, fresh: Pieces, parent: Option<&Rc<Elem>>) {
        self.trash.borrow_mut().extend(old.iter().cloned());
        self.fresh.borrow_mut().extend(fresh.iter().cloned());
        self.touch(parent);
    }

    /// Notes that the real children under a shadow parent may have changed.
    pub(crate) fn touch(&self, parent: Option<&Rc<Elem>>) {
        let mut dirty = self.dirty.borrow_mut();
        let known = dirty.iter().any(|known| match (known, parent) {
            (None, None) => true,
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            _ => false,
        });
        // A loop of loops may touch thousands of parents; comparing all pairs would be quadratic.
        if dirty.len() > 64 || !known {
            dirty.push(parent.cloned());
        }
    }

    fn touch_slots(&self, instance: &Rc<Instance>) {
        let slots = instance.slots.borrow().clone();
        for slot in slots {
            let parent = slot.parent.as_ref().and_then(std::rc::Weak::upgrade);
            self.touch(parent.as_ref());
        }
    }
}

/// Makes the value at a path one that is the same as nothing. Where the path leads through something of another kind, which
/// setting it replaces, the old value stays: it is another one anyway.
fn untell(old: &mut Value, path: &Path) {
    let mut place = old.clone();
    for step in &path.0 {
        place = match (step, &place) {
            (Step::Key(key), Value::Object(_)) => place.get(key),
            (Step::Index(index), Value::Array(_)) => place.at(*index),
            _ => return,
        };
    }
    path.set(old, untold());
}

/// The old data of a template, without what is the same now but was set again.
fn told_again(mut old: Value, new: &Value, before: &Value) -> Value {
    if let (Value::Object(fields), Value::Object(new)) = (&mut old, new) {
        let fields = Rc::make_mut(fields);
        for (name, value) in new.iter() {
            let same = fields.get(name).is_some_and(|old| old.same(value));
            if same && !before.get(name).same(value) {
                fields.insert(name.clone(), untold());
            }
        }
    }
    old
}

impl Inner {
    /// Applies changes of an instance's data to its template; while that is under way, further changes wait.
    pub(crate) fn update_instance(&self, instance: &Rc<Instance>, changes: Changes) {
        if !instance.alive.get() {
            return;
        }
        instance.queue.borrow_mut().push_back(changes);
        if !instance.busy.get()
            && let Some(page) = instance.page.upgrade()
        {
            self.drain(&page, instance);
            self.weigh();
        }
    }

    /// Shows what waits.
    pub(crate) fn drain(&self, page: &Rc<Page>, instance: &Rc<Instance>) {
        loop {
            let Some(changes) = instance.queue.borrow_mut().pop_front() else { return };
            if !instance.alive.get() {
                return;
            }
            instance.busy.set(true);
            self.apply(page, instance, changes);
            instance.busy.set(false);
        }
    }

    fn apply(&self, page: &Rc<Page>, instance: &Rc<Instance>, changes: Changes) {
        let mut old = instance.data.borrow().clone();
        {
            let mut data = instance.data.borrow_mut();
            for (path, value) in changes {
                if instance.retells.get() {
                    untell(&mut old, &path);
                }
                path.set(&mut data, value);
            }
        }
        let new = instance.data.borrow().clone();
        let Some(file) = &instance.definition.file else { return };
        let block = file.main(self);
        let modules = self.modules(file);
        let pass = Pass::new(self, page, instance);
        let nodes = instance.root.borrow().clone();
        pass.update(
            &block,
            &nodes,
            &Env::Root { new: &new, old: &old, modules: &modules, writable: true, meter: &self.meter },
            None,
        );
        self.finish(page, instance, &pass, instance.attached.get());
        if instance.definition.dynamic_slots {
            self.fill_slots(page, instance);
        }
    }

    /// What follows a pass: real children, then lifetimes of what went and what came.
    pub(crate) fn finish(&self, page: &Rc<Page>, instance: &Rc<Instance>, pass: &Pass<'_>, attached: bool) {
        let dirty = pass.dirty.take();
        if !dirty.is_empty() {
            compose::sync(page, instance, &dirty);
        }
        let trash = pass.trash.take();
        if !trash.is_empty() {
            self.destroy(page, &trash);
        }
        let fresh = pass.fresh.take();
        if !fresh.is_empty() && attached {
            self.attach(page, &fresh);
        }
        let moved = pass.moved.take();
        if !moved.is_empty() && attached {
            self.moved(&moved);
        }
        self.run_change_calls(pass.after.take());
    }
}
