//! Where the names in expressions come from, now and before the change that is being shown.

use crate::free::Free;
use crate::meter::Meter;
use crate::nodes::Elem;
use crate::program::Modules;
use minihost_syntax::{Expr, ReadPath, Scope};
use minihost_value::Value;
use std::rc::Rc;

/// A chain of frames, innermost first. While an instance is created, old and new are the same.
pub(crate) enum Env<'a> {
    /// The data of an instance (writable), or what a `<template>` was given.
    Root { new: &'a Value, old: &'a Value, modules: &'a Rc<Modules>, writable: bool, meter: &'a Meter },
    /// The scripts of an included file.
    Modules { parent: &'a Env<'a>, modules: &'a Rc<Modules> },
    /// A loop's item and index.
    /// `list` is the path of the list if it has one: what an item writes back to.
    Item { parent: &'a Env<'a>, item: Variable<'a>, index: Variable<'a>, list: Option<&'a ReadPath> },
    /// The slot of a component with dynamic slots that the content is made for, and what it gives.
    Given {
        parent: &'a Env<'a>,
        host: &'a Rc<Elem>,
        slot: &'a str,
        new: &'a GivenValues,
        old: &'a GivenValues,
    },
    /// An element's own names for what the slot gives: value and alias.
    Aliases { parent: &'a Env<'a>, aliases: &'a [(Rc<str>, Rc<str>)] },
}

/// What a slot gives to its content, by kebab-case name.
pub(crate) type GivenValues = Vec<(Rc<str>, Value)>;

/// A name with its value now and before.
pub(crate) struct Variable<'a> {
    pub name: &'a str,
    pub new: &'a Value,
    pub old: &'a Value,
}

/// What a name stands for.
enum Found<'a> {
    Variable(&'a Variable<'a>),
    Module(&'a Value),
    Data { new: &'a Value, old: &'a Value },
    Given { new: Option<&'a Value>, old: Option<&'a Value> },
}

impl<'a> Env<'a> {
    fn find(&'a self, name: &str) -> Found<'a> {
        let mut at = self;
        // A name that stands for a slot's value becomes that value's name on the way up.
        let mut given = name.strip_prefix("slot:");
        loop {
            match at {
                Env::Aliases { parent, aliases } => {
                    if given.is_none() {
                        given = aliases.iter().find(|(_, alias)| **alias == *name).map(|(value, _)| &**value);
                    }
                    at = parent;
                }
                Env::Given { parent, new, old, .. } => {
                    if let Some(given) = given {
                        let value = |values: &'a GivenValues| {
                            values.iter().find(|(known, _)| **known == *given).map(|(_, value)| value)
                        };
                        return Found::Given { new: value(new), old: value(old) };
                    }
                    at = parent;
                }
                Env::Root { .. } if given.is_some() => return Found::Given { new: None, old: None },
                Env::Item { parent, .. } | Env::Modules { parent, .. } if given.is_some() => at = parent,
                Env::Item { parent, item, index, .. } => {
                    if item.name == name {
                        return Found::Variable(item);
                    }
                    if index.name == name {
                        return Found::Variable(index);
                    }
                    at = parent;
                }
                Env::Modules { parent, modules } => {
                    if let Some(module) = modules.get(name) {
                        return Found::Module(module);
                    }
                    at = parent;
                }
                Env::Root { new, old, modules, .. } => {
                    return match modules.get(name) {
                        Some(module) => Found::Module(module),
                        None => Found::Data { new, old },
                    };
                }
            }
        }
    }

    fn name_changed(&self, name: &str) -> bool {
        match self.find(name) {
            Found::Variable(variable) => !variable.new.same(variable.old),
            Found::Module(_) => false,
            Found::Data { new, old } => !new.same(old) && !same_at(new, old, name),
            Found::Given { new, old } => !same_option(new, old),
        }
    }

    /// Whether anything a piece depends on changed.
    pub(crate) fn changed(&self, free: &Free) -> bool {
        free.names().iter().any(|name| self.name_changed(name))
    }

    fn read_changed(&self, read: &ReadPath) -> bool {
        let (mut new, mut old) = match self.find(&read.head) {
            Found::Variable(variable) => (variable.new.clone(), variable.old.clone()),
            Found::Module(_) => return false,
            Found::Data { new, old } => (new.get(&read.head), old.get(&read.head)),
            Found::Given { new, old } => (new.cloned().unwrap_or_default(), old.cloned().unwrap_or_default()),
        };
        for name in read.rest.iter() {
            if new.same(&old) {
                return false;
            }
            if is_untold(&old) {
                return true;
            }
            (new, old) = (new.get(name), old.get(name));
        }
        !new.same(&old)
    }

    /// Whether an expression may have another value now.
    pub(crate) fn expr_changed(&self, expr: &Expr) -> bool {
        expr.reads().iter().any(|read| self.read_changed(read))
    }

    /// The slot that content directly below `host` is being made for.
    pub(crate) fn slot_of(&'a self, host: &Rc<Elem>) -> Option<&'a str> {
        let mut at = self;
        loop {
            at = match at {
                Env::Given { host: given, slot, .. } if Rc::ptr_eq(given, host) => return Some(slot),
                Env::Given { parent, .. }
                | Env::Aliases { parent, .. }
                | Env::Item { parent, .. }
                | Env::Modules { parent, .. } => parent,
                Env::Root { .. } => return None,
            };
        }
    }

    /// The data path that a two-way binding to `read` writes to; `None` if it is no data of the instance.
    pub(crate) fn data_path(&self, read: &ReadPath) -> Option<String> {
        let mut at = self;
        loop {
            match at {
                Env::Item { parent, item, index, list } => {
                    if index.name == &*read.head {
                        return None;
                    }
                    if item.name == &*read.head {
                        let mut path = parent.data_path((*list)?)?;
                        match index.new {
                            Value::Number(n) => path.extend(["[", &n.to_string(), "]"]),
                            other => path.extend([".", &other.to_js_string()]),
                        }
                        push_rest(&mut path, read);
                        return Some(path);
                    }
                    at = parent;
                }
                Env::Given { parent, .. } => at = parent,
                Env::Aliases { parent, aliases } => {
                    if aliases.iter().any(|(_, alias)| *alias == read.head) {
                        return None;
                    }
                    at = parent;
                }
                Env::Modules { parent, modules } => {
                    if modules.contains_key(&read.head) {
                        return None;
                    }
                    at = parent;
                }
                Env::Root { modules, writable, .. } => {
                    if !writable || modules.contains_key(&read.head) {
                        return None;
                    }
                    let mut path = read.head.to_string();
                    push_rest(&mut path, read);
                    return Some(path);
                }
            }
        }
    }
}

fn same_option(new: Option<&Value>, old: Option<&Value>) -> bool {
    match (new, old) {
        (Some(new), Some(old)) => new.same(old),
        (None, None) => true,
        _ => false,
    }
}

fn push_rest(path: &mut String, read: &ReadPath) {
    for name in read.rest.iter() {
        if name.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
            path.extend(["[", &**name, "]"]);
        } else {
            path.push('.');
            path.push_str(name);
        }
    }
}

fn same_at(new: &Value, old: &Value, name: &str) -> bool {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => match (new.get(name), old.get(name)) {
            (Some(new), Some(old)) => new.same(old),
            (None, None) => true,
            _ => false,
        },
        _ => new.get(name).same(&old.get(name)),
    }
}

thread_local! {
    static UNTOLD: Value = Value::array([]);
}

/// What stands for the old value where the new one counts as changed whatever it is: it and all inside of it is the same as nothing.
pub(crate) fn untold() -> Value {
    UNTOLD.with(Value::clone)
}

fn is_untold(value: &Value) -> bool {
    matches!(value, Value::Array(items) if items.is_empty()) && UNTOLD.with(|untold| untold.same(value))
}

/// The names as they were before the change.
pub(crate) struct Before<'a>(pub &'a Env<'a>);

impl Scope for Before<'_> {
    fn lookup(&self, name: &str) -> Option<Value> {
        match self.0.find(name) {
            Found::Variable(variable) => Some(variable.old.clone()),
            Found::Module(module) => Some(module.clone()),
            Found::Data { old, .. } => old.as_object()?.get(name).cloned(),
            Found::Given { old, .. } => old.cloned(),
        }
    }
}

impl Scope for Env<'_> {
    fn lookup(&self, name: &str) -> Option<Value> {
        match self.find(name) {
            Found::Variable(variable) => Some(variable.new.clone()),
            Found::Module(module) => Some(module.clone()),
            Found::Data { new, .. } => new.as_object()?.get(name).cloned(),
            Found::Given { new, .. } => new.cloned(),
        }
    }

    fn admits(&self, bytes: usize) -> bool {
        let mut at = self;
        loop {
            match at {
                Env::Item { parent, .. }
                | Env::Modules { parent, .. }
                | Env::Given { parent, .. }
                | Env::Aliases { parent, .. } => at = parent,
                Env::Root { meter, .. } => return meter.admits(bytes),
            }
        }
    }
}
