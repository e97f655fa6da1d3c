//! Expressions between `{{` and `}}`.
//!
//! The grammar is JavaScript's expression grammar without assignment, functions and regular expressions; precedence and
//! conversions are JavaScript's. Evaluation never fails: a member of `undefined` is `undefined`, calling what is no
//! function gives `undefined`. As in WeChat only functions that are values can be called (exports of inline scripts,
//! functions passed as data); strings and arrays have no methods here.

mod evaluate;
mod literal;
mod node;
mod parser;
mod reads;

#[cfg(test)]
mod tests;

pub(crate) use node::ExprNode;
pub(crate) use parser::{Form, parse};
pub use reads::ReadPath;

use crate::Position;
use minihost_value::Value;
use std::rc::Rc;

/// Where names come from: loop variables, then inline scripts, then data.
pub trait Scope {
    /// The value of a name; `None` if nobody knows it.
    fn lookup(&self, name: &str) -> Option<Value>;

    /// Asked before a text of so many bytes is made. `false`: it is `undefined` instead, because the program has made enough.
    fn admits(&self, _bytes: usize) -> bool {
        true
    }
}

/// An object's properties as names.
impl Scope for Value {
    fn lookup(&self, name: &str) -> Option<Value> {
        self.as_object()?.get(name).cloned()
    }
}

/// A value that may depend on data.
#[derive(Debug, Clone)]
pub struct Expr {
    node: ExprNode,
    reads: Rc<[ReadPath]>,
    position: Position,
}

impl Expr {
    /// An expression that is always this value.
    pub fn constant(value: Value) -> Self {
        Expr { node: ExprNode::Constant(value), reads: Rc::new([]), position: Position::default() }
    }

    pub(crate) fn new(node: ExprNode, position: Position) -> Self {
        let reads = reads::collect(&node);
        Expr { node, reads, position }
    }

    /// Its value where `scope` gives the names.
    pub fn evaluate(&self, scope: &dyn Scope) -> Value {
        self.node.evaluate(scope)
    }

    /// The data it may read, as dotted prefixes: `a.b[i].c` reads `a.b` and `i`. Empty for constants. No path is a prefix of
    /// another one. If nothing under these paths changed, neither did the value (inline script functions are taken as pure).
    pub fn reads(&self) -> &[ReadPath] {
        &self.reads
    }

    /// The value if it depends on nothing.
    pub fn as_static(&self) -> Option<&Value> {
        match &self.node {
            ExprNode::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The path if it is nothing but one (`{{a.b[0]}}`): where a two-way binding writes to.
    pub fn as_path(&self) -> Option<&ReadPath> {
        if matches!(self.node, ExprNode::Path { .. }) { self.reads.first() } else { None }
    }

    /// Where it begins; line 0 for constants.
    pub fn position(&self) -> Position {
        self.position
    }
}
