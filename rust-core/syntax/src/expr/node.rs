//! The expression tree, built through functions that fold what is constant.

use super::Scope;
use minihost_value::Value;
use std::rc::Rc;

/// A node. `Member` and `Index` are optional throughout, because a member of `undefined` is `undefined` in templates.
#[derive(Debug, Clone)]
pub(crate) enum ExprNode {
    Constant(Value),
    /// A name with fixed members, by far the most common expression (70 % of those in attributes).
    Path {
        head: Rc<str>,
        rest: Rc<[Rc<str>]>,
    },
    Member {
        object: Box<ExprNode>,
        name: Rc<str>,
    },
    Index {
        object: Box<ExprNode>,
        index: Box<ExprNode>,
    },
    Call {
        callee: Box<ExprNode>,
        arguments: Box<[ArrayItem]>,
    },
    Unary {
        operator: Unary,
        operand: Box<ExprNode>,
    },
    Binary {
        operator: Binary,
        left: Box<ExprNode>,
        right: Box<ExprNode>,
    },
    Logical {
        operator: Logical,
        left: Box<ExprNode>,
        right: Box<ExprNode>,
    },
    Conditional {
        test: Box<ExprNode>,
        yes: Box<ExprNode>,
        no: Box<ExprNode>,
    },
    Array(Box<[ArrayItem]>),
    Object(Box<[Property]>),
    /// `a {{b}} c`: pieces as they are shown.
    Text(Box<[ExprNode]>),
    /// `` `a${b}c` ``: pieces as JavaScript converts them.
    TemplateLiteral(Box<[ExprNode]>),
}

#[derive(Debug, Clone)]
pub(crate) enum ArrayItem {
    One(ExprNode),
    Spread(ExprNode),
}

#[derive(Debug, Clone)]
pub(crate) enum Property {
    Named(Rc<str>, ExprNode),
    Computed(ExprNode, ExprNode),
    Spread(ExprNode),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unary {
    Not,
    Minus,
    Plus,
    BitNot,
    TypeOf,
    Void,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    BitAnd,
    BitOr,
    BitXor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Logical {
    And,
    Or,
    Nullish,
}

/// Knows no name; for folding.
struct Nothing;

impl Scope for Nothing {
    fn lookup(&self, _: &str) -> Option<Value> {
        None
    }
}

impl ExprNode {
    pub(crate) fn string(text: &str) -> Self {
        ExprNode::Constant(Value::from(text))
    }

    /// `a {{b}} c`
    pub(crate) fn text(parts: Vec<ExprNode>) -> Self {
        ExprNode::Text(parts.into()).folded()
    }

    pub(super) fn is_constant(&self) -> bool {
        matches!(self, ExprNode::Constant(_))
    }

    /// The node itself, or its value if all it needs is there.
    pub(super) fn folded(self) -> Self {
        let one = |item: &ArrayItem| match item {
            ArrayItem::One(value) | ArrayItem::Spread(value) => value.is_constant(),
        };
        let constant = match &self {
            ExprNode::Constant(_) | ExprNode::Path { .. } | ExprNode::Call { .. } => false,
            ExprNode::Member { object, .. } => object.is_constant(),
            ExprNode::Index { object, index } => object.is_constant() && index.is_constant(),
            ExprNode::Unary { operand, .. } => operand.is_constant(),
            ExprNode::Binary { left, right, .. } | ExprNode::Logical { left, right, .. } => {
                left.is_constant() && right.is_constant()
            }
            ExprNode::Conditional { test, yes, no } => {
                test.is_constant() && yes.is_constant() && no.is_constant()
            }
            ExprNode::Array(items) => items.iter().all(one),
            ExprNode::Object(properties) => properties.iter().all(|property| match property {
                Property::Named(_, value) | Property::Spread(value) => value.is_constant(),
                Property::Computed(key, value) => key.is_constant() && value.is_constant(),
            }),
            ExprNode::Text(parts) | ExprNode::TemplateLiteral(parts) => {
                parts.iter().all(ExprNode::is_constant)
            }
        };
        if constant { ExprNode::Constant(self.evaluate(&Nothing)) } else { self }
    }
}
