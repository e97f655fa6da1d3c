//! Which data an expression depends on.

use super::node::{ArrayItem, ExprNode, Property};
use minihost_value::{Path, Step};
use std::fmt;
use std::rc::Rc;

/// A name and the fixed members after it: `a.b[0]` is `a`, `b`, `0`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReadPath {
    /// The name that the scope knows.
    pub head: Rc<str>,
    /// The members after it.
    pub rest: Rc<[Rc<str>]>,
}

impl ReadPath {
    /// True if a change at `changed` (a `setData` path) can change what is read here: one is a prefix of the other.
    pub fn touches(&self, changed: &Path) -> bool {
        let mut steps = changed.0.iter();
        steps.next().is_some_and(|step| same(step, &self.head))
            && self.rest.iter().zip(steps).all(|(name, step)| same(step, name))
    }

    fn is_prefix_of(&self, other: &ReadPath) -> bool {
        self.head == other.head && other.rest.starts_with(&self.rest)
    }
}

fn same(step: &Step, name: &str) -> bool {
    match step {
        Step::Key(key) => &**key == name,
        Step::Index(index) => name.parse() == Ok(*index),
    }
}

/// As a program would write it.
impl fmt::Display for ReadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        self.rest.iter().try_for_each(|name| write!(f, ".{name}"))
    }
}

pub(super) fn collect(node: &ExprNode) -> Rc<[ReadPath]> {
    let mut found = Vec::new();
    visit(node, &mut found);
    // Longer paths under a shorter one say nothing new. Sorting by length first keeps this short for usual expressions.
    found.sort_by_key(|path| path.rest.len());
    let mut kept: Vec<ReadPath> = Vec::with_capacity(found.len().min(8));
    for path in found {
        // A hostile expression must not cost its square: past 32 names duplicates may stay.
        if kept.len() > 32 || !kept.iter().any(|shorter| shorter.is_prefix_of(&path)) {
            kept.push(path);
        }
    }
    kept.into()
}

fn visit(node: &ExprNode, found: &mut Vec<ReadPath>) {
    match node {
        ExprNode::Constant(_) => {}
        ExprNode::Path { head, rest } => {
            // `length` is no property of its own: it changes when its list does.
            let end = rest.iter().position(|name| &**name == "length").unwrap_or(rest.len());
            let rest = if end == rest.len() { rest.clone() } else { rest[..end].into() };
            found.push(ReadPath { head: head.clone(), rest });
        }
        ExprNode::Member { object, .. } => visit(object, found),
        ExprNode::Index { object, index } => {
            visit(object, found);
            visit(index, found);
        }
        ExprNode::Call { callee, arguments } => {
            visit(callee, found);
            items(arguments, found);
        }
        ExprNode::Unary { operand, .. } => visit(operand, found),
        ExprNode::Binary { left, right, .. } | ExprNode::Logical { left, right, .. } => {
            visit(left, found);
            visit(right, found);
        }
        ExprNode::Conditional { test, yes, no } => {
            visit(test, found);
            visit(yes, found);
            visit(no, found);
        }
        ExprNode::Array(list) => items(list, found),
        ExprNode::Object(properties) => {
            for property in properties {
                match property {
                    Property::Named(_, value) | Property::Spread(value) => visit(value, found),
                    Property::Computed(key, value) => {
                        visit(key, found);
                        visit(value, found);
                    }
                }
            }
        }
        ExprNode::Text(parts) => parts.iter().for_each(|part| visit(part, found)),
        ExprNode::TemplateLiteral(parts) => parts.iter().for_each(|part| visit(part, found)),
    }
}

fn items(list: &[ArrayItem], found: &mut Vec<ReadPath>) {
    for item in list {
        match item {
            ArrayItem::One(value) | ArrayItem::Spread(value) => visit(value, found),
        }
    }
}
