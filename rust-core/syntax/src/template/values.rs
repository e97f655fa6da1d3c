//! Values of attributes and text to expressions.

use super::interpolation::Part;
use super::{Parser, interpolation::Interpolations};
use crate::expr::{ExprNode, Form, parse};
use crate::{ClassPiece, Expr, decode_entities};
use minihost_ports::{Problem, ProblemKind};
use minihost_value::Value;
use std::rc::Rc;

impl Parser<'_> {
    /// A value: text, one expression that keeps its type, or both joined as text.
    pub(super) fn value(
        &mut self,
        raw: &str,
        offset: usize,
        form: Form,
        interpolations: &Interpolations,
    ) -> Expr {
        let position = self.locator.position(offset);
        let mut nodes: Vec<ExprNode> = interpolations
            .split(raw)
            .into_iter()
            .map(|part| match part {
                Part::Fixed(text) => ExprNode::string(&decode_entities(text)),
                Part::Expression(source, at) => self.expression(source, offset + at, form),
            })
            .collect();
        let node = match nodes.len() {
            0 => ExprNode::string(""),
            1 => nodes.swap_remove(0),
            _ => ExprNode::text(nodes),
        };
        Expr::new(node, position)
    }

    /// What stands between braces; `undefined` with a problem if it cannot be read.
    pub(super) fn expression(&mut self, source: &str, offset: usize, form: Form) -> ExprNode {
        parse(source, form).unwrap_or_else(|fault| {
            let mut shown: String = source.trim().chars().take(60).collect();
            if shown.len() < source.trim().len() {
                shown.push('…');
            }
            let message = format!("cannot read the expression {{{{{shown}}}}}: {}", fault.message);
            self.problem(Problem::new(ProblemKind::Template, message), offset + fault.offset);
            ExprNode::Constant(Value::Undefined)
        })
    }

    /// `class`: fixed names apart from computed ones; `a-{{b}}` is one computed piece.
    pub(super) fn class(
        &mut self,
        raw: &str,
        offset: usize,
        interpolations: &Interpolations,
    ) -> Vec<ClassPiece> {
        let position = self.locator.position(offset);
        let mut pieces = Vec::new();
        // The name being put together; names end at blanks in fixed text only.
        let mut name: Vec<ExprNode> = Vec::new();
        let mut finish = |name: &mut Vec<ExprNode>| {
            let nodes = std::mem::take(name);
            let node = match nodes.len() {
                0 => return,
                1 => nodes.into_iter().next().expect("because there is one"),
                _ => ExprNode::text(nodes),
            };
            match node {
                ExprNode::Constant(value) => crate::class_names(&value, &mut |name| {
                    pieces.push(ClassPiece::Static(Rc::from(name)));
                }),
                node => pieces.push(ClassPiece::Dynamic(Expr::new(node, position))),
            }
        };
        for part in interpolations.split(raw) {
            match part {
                Part::Expression(source, at) => name.push(self.expression(source, offset + at, Form::Value)),
                Part::Fixed(text) => {
                    let text = decode_entities(text);
                    let mut words = text.split(|c: char| c.is_ascii_whitespace());
                    if let Some(glued) = words.next().filter(|word| !word.is_empty()) {
                        name.push(ExprNode::string(glued));
                    }
                    for word in words {
                        finish(&mut name);
                        if !word.is_empty() {
                            name.push(ExprNode::string(word));
                        }
                    }
                }
            }
        }
        finish(&mut name);
        pieces
    }
}
