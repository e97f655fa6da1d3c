//! Dynamic slots: a component's content is made once for every slot it has, each time with what that slot gives
//! (`<slot item="{{item}}">`, read as `<view slot:item>`).
//!
//! The slots come and go while the component updates itself; the content's names belong to the template around. So that scope is
//! kept with the component.

use crate::create::Pass;
use crate::instance::Instance;
use crate::meter::Meter;
use crate::nodes::{ContentNode, Elem, Pieces, SlotNode, VNode};
use crate::page::Page;
use crate::program::{Block, Modules, Op, SlotOp};
use crate::scope::{Env, GivenValues, Variable};
use crate::view::Inner;
use minihost_syntax::{Expr, ReadPath, display_text};
use minihost_value::Value;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// A chain of frames that outlives the pass it was seen in.
pub(crate) enum Captured {
    /// Data of an instance, as it is when asked.
    Data {
        owner: Weak<Instance>,
        modules: Rc<Modules>,
    },
    /// What a `<template>` was given.
    Fixed {
        data: Value,
        modules: Rc<Modules>,
    },
    Modules {
        parent: Rc<Captured>,
        modules: Rc<Modules>,
    },
    Item {
        parent: Rc<Captured>,
        item: (Rc<str>, Value),
        index: (Rc<str>, Value),
        list: Option<ReadPath>,
    },
    Given {
        parent: Rc<Captured>,
        host: Rc<Elem>,
        slot: Rc<str>,
        values: GivenValues,
    },
    Aliases {
        parent: Rc<Captured>,
        aliases: Box<[(Rc<str>, Rc<str>)]>,
    },
}

impl Captured {
    /// Takes over the new side of every frame.
    pub(crate) fn new(env: &Env<'_>, owner: &Rc<Instance>) -> Rc<Captured> {
        let variable = |variable: &Variable<'_>| (Rc::from(variable.name), variable.new.clone());
        Rc::new(match env {
            Env::Root { modules, writable: true, .. } => {
                Captured::Data { owner: Rc::downgrade(owner), modules: (*modules).clone() }
            }
            Env::Root { new, modules, .. } => {
                Captured::Fixed { data: (*new).clone(), modules: (*modules).clone() }
            }
            Env::Modules { parent, modules } => {
                Captured::Modules { parent: Captured::new(parent, owner), modules: (*modules).clone() }
            }
            Env::Item { parent, item, index, list } => Captured::Item {
                parent: Captured::new(parent, owner),
                item: variable(item),
                index: variable(index),
                list: list.cloned(),
            },
            Env::Given { parent, host, slot, new, .. } => Captured::Given {
                parent: Captured::new(parent, owner),
                host: (*host).clone(),
                slot: Rc::from(*slot),
                values: (*new).clone(),
            },
            Env::Aliases { parent, aliases } => {
                Captured::Aliases { parent: Captured::new(parent, owner), aliases: (*aliases).into() }
            }
        })
    }

    /// Calls `run` with the chain; old and new are the same in it.
    fn with(&self, meter: &Meter, run: &mut dyn FnMut(&Env<'_>)) {
        match self {
            Captured::Data { owner, modules } => {
                let Some(owner) = owner.upgrade() else { return };
                let data = owner.data.borrow().clone();
                run(&Env::Root { new: &data, old: &data, modules, writable: true, meter });
            }
            Captured::Fixed { data, modules } => {
                run(&Env::Root { new: data, old: data, modules, writable: false, meter });
            }
            Captured::Modules { parent, modules } => {
                parent.with(meter, &mut |parent| run(&Env::Modules { parent, modules }));
            }
            Captured::Item { parent, item, index, list } => parent.with(meter, &mut |parent| {
                let item = Variable { name: &item.0, new: &item.1, old: &item.1 };
                let index = Variable { name: &index.0, new: &index.1, old: &index.1 };
                run(&Env::Item { parent, item, index, list: list.as_ref() });
            }),
            Captured::Given { parent, host, slot, values } => parent.with(meter, &mut |parent| {
                run(&Env::Given { parent, host, slot, new: values, old: values });
            }),
            Captured::Aliases { parent, aliases } => {
                parent.with(meter, &mut |parent| run(&Env::Aliases { parent, aliases }));
            }
        }
    }
}

/// What a slot gives.
pub(crate) fn given(op: &SlotOp, env: &Env<'_>) -> GivenValues {
    op.values.iter().map(|value| (value.name.clone(), value.value.evaluate(env))).collect()
}

/// False for a piece of content that is for another slot than the one being filled.
pub(crate) fn is_for_slot(op: &Op, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> bool {
    let Some(host) = parent else { return true };
    if !host.component.get().is_some_and(|instance| instance.definition.dynamic_slots) {
        return true;
    }
    let Some(slot) = env.slot_of(host) else { return true };
    let fits = |own: Option<&Expr>, env: &Env<'_>| {
        own.map_or_else(|| slot.is_empty(), |own| *display_text(&own.evaluate(env)) == *slot)
    };
    match op {
        Op::Text(op) => fits(op.slot.as_ref(), env),
        Op::Element(op) => fits(op.element.slot.as_ref(), env),
        Op::Slot(op) => fits(op.slot.as_ref(), env),
        Op::If(_) | Op::For(_) | Op::Use(_) | Op::Include(_) => true,
    }
}

/// Whether a piece of content must be made anew: what decides about its slot says something else now.
fn moves(op: &Op, node: &VNode, env: &Env<'_>, host: &Rc<Elem>) -> bool {
    if let Op::If(_) | Op::For(_) | Op::Include(_) = op {
        return env.changed(op.free()) && chooses_slot(op);
    }
    slot_of_op(op).is_some_and(|slot| env.expr_changed(slot))
        && is_for_slot(op, env, Some(host)) == matches!(node, VNode::Nothing)
}

fn slot_of_op(op: &Op) -> Option<&Expr> {
    match op {
        Op::Text(op) => op.slot.as_ref(),
        Op::Element(op) => op.element.slot.as_ref(),
        Op::Slot(op) => op.slot.as_ref(),
        Op::If(_) | Op::For(_) | Op::Use(_) | Op::Include(_) => None,
    }
}

/// Whether some piece in it has a slot that depends on data.
fn chooses_slot(op: &Op) -> bool {
    let any = |block: &Block| block.ops.iter().any(chooses_slot);
    match op {
        Op::If(op) => op.branches.iter().any(|(_, block)| any(block)),
        Op::For(op) => any(&op.body),
        Op::Include(op) => any(&op.block),
        op => slot_of_op(op).is_some_and(|slot| !slot.reads().is_empty()),
    }
}

/// The slot of `host` in whose content `elem` stands.
pub(crate) fn slot_around(host: &Rc<Elem>, elem: &Rc<Elem>) -> Option<Rc<SlotNode>> {
    fn holds(nodes: &[VNode], elem: &Rc<Elem>) -> bool {
        nodes.iter().any(|node| match node {
            VNode::Elem(one) => Rc::ptr_eq(one, elem),
            group => group.group().is_some_and(|nodes| holds(&nodes, elem)),
        })
    }
    host.children.borrow().iter().find_map(|node| match node {
        VNode::Content(content) if holds(&content.children.borrow(), elem) => Some(content.slot.clone()),
        _ => None,
    })
}

impl Pass<'_> {
    /// Brings what is shown in one slot in line; pieces that now go to another slot leave, others come.
    fn update_content(&self, host: &Rc<Elem>, content: &ContentNode, env: &Env<'_>) {
        let block = &host.op.children;
        let nodes = content.children.borrow().clone();
        if self.view.engine.is_over() || !self.enter() {
            return;
        }
        for (n, (op, node)) in block.ops.iter().zip(&nodes).enumerate() {
            if moves(op, node, env, host) {
                let fresh = self.create_op(op, env, Some(host));
                content.children.borrow_mut()[n] = fresh.clone();
                self.trash.borrow_mut().push(node.clone());
                self.fresh.borrow_mut().push(fresh);
                self.touch(Some(host));
            } else if !op.free().is_empty() && env.changed(op.free()) {
                self.update_op(op, node, env, Some(host));
            }
        }
        self.leave();
    }

    /// The template around such a component changed.
    pub(crate) fn update_dynamic(&self, elem: &Rc<Elem>, env: &Env<'_>) {
        let aliases = Env::Aliases { parent: env, aliases: &elem.op.element.slot_values };
        let env = if elem.op.element.slot_values.is_empty() { env } else { &aliases };
        let Some(instance) = elem.component.get() else { return };
        let content_changed = env.changed(&elem.op.children.free);
        if content_changed {
            *instance.content_scope.borrow_mut() = Some(Captured::new(env, self.owner));
        }
        if env.changed(&elem.op.own) {
            crate::attributes::update(self, elem, env);
        }
        if content_changed {
            let contents = elem.children.borrow().clone();
            for node in &contents {
                if let VNode::Content(content) = node {
                    let shown = content.shown.borrow().clone();
                    let env =
                        Env::Given { parent: env, host: elem, slot: &content.name, new: &shown, old: &shown };
                    self.update_content(elem, content, &env);
                }
            }
        }
    }
}

impl Inner {
    /// Gives every slot of a component its content: new slots get some, what changed is brought in line, the rest goes.
    pub(crate) fn fill_slots(&self, page: &Rc<Page>, instance: &Rc<Instance>) {
        let (Some(host), Some(scope)) = (instance.host(), instance.content_scope.borrow().clone()) else {
            return;
        };
        let Some(owner) = host.owner.upgrade() else { return };
        let block = &host.op.children;
        if block.ops.is_empty() {
            return;
        }
        let pass = Pass::new(self, page, &owner);
        let mut old = host.children.borrow().to_vec();
        let slots = instance.slots.borrow().clone();
        let mut contents = Vec::with_capacity(slots.len());
        for slot in slots.iter().filter(|slot| !slot.gone.get()) {
            let name = slot.name.borrow().clone();
            let values = slot.values.borrow().clone();
            let known = old.iter().position(|node| {
                matches!(node, VNode::Content(known) if Rc::ptr_eq(&known.slot, slot) && known.name == name)
            });
            if let Some(VNode::Content(content)) = known.map(|at| old.swap_remove(at)) {
                let before = content.shown.replace(values.clone());
                let same = before.iter().zip(&values).all(|(before, now)| before.1.same(&now.1));
                if !same {
                    scope.with(&self.meter, &mut |parent| {
                        let env = Env::Given { parent, host: &host, slot: &name, new: &values, old: &before };
                        pass.update_content(&host, &content, &env);
                    });
                }
                contents.push(VNode::Content(content));
            } else {
                let mut children = Pieces::default();
                scope.with(&self.meter, &mut |parent| {
                    let env = Env::Given { parent, host: &host, slot: &name, new: &values, old: &values };
                    children = pass.create(block, &env, Some(&host));
                });
                pass.fresh.borrow_mut().extend(children.iter().cloned());
                let shown = RefCell::new(values);
                contents.push(VNode::Content(Rc::new(ContentNode {
                    slot: slot.clone(),
                    name,
                    shown,
                    children: RefCell::new(children.to_vec()),
                })));
                pass.touch(Some(&host));
            }
        }
        if !old.is_empty() {
            pass.trash.borrow_mut().extend(old);
            pass.touch(Some(&host));
        }
        *host.children.borrow_mut() = contents.into();
        self.finish(page, &owner, &pass, instance.attached.get());
    }
}
