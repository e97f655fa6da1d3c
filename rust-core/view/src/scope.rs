//! Where the names in expressions come from, now and before the change that is being shown.

use crate::free::Free;
use crate::meter::Meter;
use crate::program::Modules;
use minihost_syntax::{Expr, ReadPath, Scope};
use minihost_value::Value;

/// A chain of frames, innermost first. While an instance is created, old and new are the same.
pub(crate) enum Env<'a> {
    /// The data of an instance (writable), or what a `<template>` was given.
    Root { new: &'a Value, old: &'a Value, modules: &'a Modules, writable: bool, meter: &'a Meter },
    /// The scripts of an included file.
    Modules { parent: &'a Env<'a>, modules: &'a Modules },
    /// A loop's item and index.
    /// `list` is the path of the list if it has one: what an item writes back to.
    Item { parent: &'a Env<'a>, item: Variable<'a>, index: Variable<'a>, list: Option<&'a ReadPath> },
}

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
}

impl<'a> Env<'a> {
    fn find(&'a self, name: &str) -> Found<'a> {
        let mut at = self;
        loop {
            match at {
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
        };
        for name in read.rest.iter() {
            if new.same(&old) {
                return false;
            }
            (new, old) = (new.get(name), old.get(name));
        }
        !new.same(&old)
    }

    /// Whether an expression may have another value now.
    pub(crate) fn expr_changed(&self, expr: &Expr) -> bool {
        expr.reads().iter().any(|read| self.read_changed(read))
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

impl Scope for Env<'_> {
    fn lookup(&self, name: &str) -> Option<Value> {
        match self.find(name) {
            Found::Variable(variable) => Some(variable.new.clone()),
            Found::Module(module) => Some(module.clone()),
            Found::Data { new, .. } => new.as_object()?.get(name).cloned(),
        }
    }

    fn admits(&self, bytes: usize) -> bool {
        let mut at = self;
        loop {
            match at {
                Env::Item { parent, .. } | Env::Modules { parent, .. } => at = parent,
                Env::Root { meter, .. } => return meter.admits(bytes),
            }
        }
    }
}
