//! Text to expression tree: precedence climbing over bytes, with a limit on depth instead of trust in the source.

use super::literal;
use super::node::{ArrayItem, Binary, ExprNode, Logical, Property, Unary};
use minihost_value::{Value, number_to_string};
use std::borrow::Cow;
use std::rc::Rc;

/// How deep a tree may be. Programs stay below 20; evaluation and dropping recurse this deep at most.
const MAX_DEPTH: u32 = 160;
/// How deep brackets and operators may nest in the text: each level is several stack frames of the parser.
const MAX_NESTING: u32 = 50;

/// What the braces hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A value; the inside of an object literal is taken as one too (`{{a: 1}}`).
    Value,
    /// `<template data>`: the inside of an object literal; a lone name `{{a}}` is `{a}` too.
    TemplateData,
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Byte offset in the text.
    pub offset: usize,
    pub message: String,
}

/// Reads the text between the braces. Blank text is `undefined`.
pub(crate) fn parse(source: &str, form: Form) -> Result<ExprNode, Fault> {
    let source = &*without_entities(source);
    let mut parser = Parser { source, at: 0, nesting: 0 };
    parser.blanks();
    if parser.at_end() {
        return Ok(ExprNode::Constant(Value::Undefined));
    }
    if parser.looks_like_properties(form) {
        return parser.whole(Parser::properties);
    }
    match parser.whole(Parser::conditional) {
        // `{{a, b}}` is only seen to be an object at its comma.
        Err(fault) if source[fault.offset.min(source.len())..].starts_with(',') => {
            parser.at = 0;
            parser.nesting = 0;
            parser.blanks();
            parser.whole(Parser::properties).map_err(|_| fault)
        }
        other => other,
    }
}

/// `a &amp;&amp; b &gt; c`: outside of strings entities can only be meant as operators, since `;` is none.
fn without_entities(source: &str) -> Cow<'_, str> {
    if !source.contains("&amp;") && !source.contains("&lt;") && !source.contains("&gt;") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut quote = None;
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let entity = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')]
            .into_iter()
            .find(|(name, _)| quote.is_none() && source[at..].starts_with(name));
        if let Some((name, meant)) = entity {
            out.push(meant);
            at += name.len();
            continue;
        }
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '\'' | '"' | '`') => quote = Some(c),
            _ => {}
        }
        out.push(c);
        at += c.len_utf8();
    }
    Cow::Owned(out)
}

/// A tree and how deep it is.
type Parsed = Result<(ExprNode, u32), Fault>;

struct Parser<'a> {
    source: &'a str,
    at: usize,
    nesting: u32,
}

#[derive(Clone, Copy)]
enum Operator {
    Binary(Binary),
    Logical(Logical),
}

/// Longest first; the number is the precedence. `**` binds to the right.
const OPERATORS: &[(&str, u8, Operator)] = &[
    (">>>", 9, Operator::Binary(Binary::ShiftRightUnsigned)),
    ("===", 7, Operator::Binary(Binary::StrictEqual)),
    ("!==", 7, Operator::Binary(Binary::StrictNotEqual)),
    ("**", 12, Operator::Binary(Binary::Power)),
    ("==", 7, Operator::Binary(Binary::Equal)),
    ("!=", 7, Operator::Binary(Binary::NotEqual)),
    ("<=", 8, Operator::Binary(Binary::LessEqual)),
    (">=", 8, Operator::Binary(Binary::GreaterEqual)),
    ("<<", 9, Operator::Binary(Binary::ShiftLeft)),
    (">>", 9, Operator::Binary(Binary::ShiftRight)),
    ("&&", 3, Operator::Logical(Logical::And)),
    ("||", 2, Operator::Logical(Logical::Or)),
    ("??", 1, Operator::Logical(Logical::Nullish)),
    ("+", 10, Operator::Binary(Binary::Add)),
    ("-", 10, Operator::Binary(Binary::Subtract)),
    ("*", 11, Operator::Binary(Binary::Multiply)),
    ("/", 11, Operator::Binary(Binary::Divide)),
    ("%", 11, Operator::Binary(Binary::Remainder)),
    ("<", 8, Operator::Binary(Binary::Less)),
    (">", 8, Operator::Binary(Binary::Greater)),
    ("&", 6, Operator::Binary(Binary::BitAnd)),
    ("^", 5, Operator::Binary(Binary::BitXor)),
    ("|", 4, Operator::Binary(Binary::BitOr)),
];

const POWER: u8 = 12;

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn at_end(&self) -> bool {
        self.at >= self.source.len()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    }

    fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { offset: self.at, message: message.into() })
    }

    fn unexpected<T>(&self) -> Result<T, Fault> {
        match self.rest().chars().next() {
            Some(c) => self.fault(format!("'{c}' is not expected here")),
            None => self.fault("the expression ends too early"),
        }
    }

    /// Takes `token` and the blanks after it.
    fn take(&mut self, token: &str) -> bool {
        if !self.rest().starts_with(token) {
            return false;
        }
        self.at += token.len();
        self.blanks();
        true
    }

    fn expect(&mut self, token: &str) -> Result<(), Fault> {
        if self.take(token) {
            return Ok(());
        }
        match self.rest().chars().next() {
            Some(c) => self.fault(format!("'{token}' is expected here, not '{c}'")),
            None => self.fault(format!("'{token}' is missing at the end")),
        }
    }

    fn depth(&self, below: u32) -> Result<u32, Fault> {
        if below >= MAX_DEPTH {
            return self.fault(format!("the expression has more than {MAX_DEPTH} levels; split it"));
        }
        Ok(below + 1)
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.nesting >= MAX_NESTING {
            return self.fault(format!("brackets nest deeper than {MAX_NESTING}; split the expression"));
        }
        self.nesting += 1;
        let parsed = read(self);
        self.nesting -= 1;
        parsed
    }

    fn whole(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Result<ExprNode, Fault> {
        let (node, _) = read(self)?;
        if self.at_end() { Ok(node) } else { self.unexpected() }
    }

    fn looks_like_properties(&mut self, form: Form) -> bool {
        let start = self.at;
        let found = if self.rest().starts_with("...") {
            true
        } else if let Some(name) = self.property_name() {
            self.rest().starts_with(':')
                || (form == Form::TemplateData
                    && name.is_identifier
                    && (self.at_end() || self.rest().starts_with(',')))
        } else {
            false
        };
        self.at = start;
        found
    }

    fn conditional(&mut self) -> Parsed {
        self.nested(|parser| {
            // `a ? b : c ? d : e` is a list here, so that long chains do not nest the parser.
            let mut chain = Vec::new();
            let mut last = loop {
                let test = parser.binary(0)?;
                if !parser.rest().starts_with('?') {
                    break test;
                }
                parser.take("?");
                let yes = parser.conditional()?;
                parser.expect(":")?;
                chain.push((test, yes));
            };
            while let Some(((test, a), (yes, b))) = chain.pop() {
                let depth = parser.depth(last.1.max(a).max(b))?;
                let node =
                    ExprNode::Conditional { test: Box::new(test), yes: Box::new(yes), no: Box::new(last.0) };
                last = (node.folded(), depth);
            }
            Ok(last)
        })
    }

    fn operator(&self) -> Option<(usize, u8, Operator)> {
        let rest = self.rest();
        let (text, precedence, operator) = OPERATORS.iter().find(|(text, ..)| rest.starts_with(text))?;
        Some((text.len(), *precedence, *operator))
    }

    fn binary(&mut self, least: u8) -> Parsed {
        let (mut left, mut depth) = self.unary()?;
        while let Some((length, precedence, operator)) = self.operator() {
            if precedence < least {
                break;
            }
            self.at += length;
            self.blanks();
            let next = if precedence == POWER { precedence } else { precedence + 1 };
            let (right, right_depth) = self.nested(|parser| parser.binary(next))?;
            depth = self.depth(depth.max(right_depth))?;
            let (left_box, right) = (Box::new(left), Box::new(right));
            left = match operator {
                Operator::Binary(operator) => ExprNode::Binary { operator, left: left_box, right },
                Operator::Logical(operator) => ExprNode::Logical { operator, left: left_box, right },
            }
            .folded();
        }
        Ok((left, depth))
    }

    fn unary(&mut self) -> Parsed {
        let rest = self.rest();
        let word = |word: &str| {
            rest.strip_prefix(word)
                .is_some_and(|after| !after.starts_with(is_name_char) && !after.starts_with(':'))
        };
        let (length, operator) = match rest.as_bytes().first() {
            Some(b'!') => (1, Unary::Not),
            Some(b'-') => (1, Unary::Minus),
            Some(b'+') => (1, Unary::Plus),
            Some(b'~') => (1, Unary::BitNot),
            Some(b't') if word("typeof") => (6, Unary::TypeOf),
            Some(b'v') if word("void") => (4, Unary::Void),
            _ => return self.postfix(),
        };
        self.at += length;
        self.blanks();
        let (operand, depth) = self.nested(Self::unary)?;
        let node = ExprNode::Unary { operator, operand: Box::new(operand) };
        Ok((node.folded(), self.depth(depth)?))
    }

    fn postfix(&mut self) -> Parsed {
        let (mut node, mut depth) = self.primary()?;
        loop {
            let rest = self.rest().as_bytes();
            let optional = rest.starts_with(b"?.") && !rest.get(2).is_some_and(u8::is_ascii_digit);
            if optional {
                self.take("?.");
            }
            match self.rest().as_bytes().first() {
                Some(b'[') => {
                    self.take("[");
                    let (index, index_depth) = self.conditional()?;
                    self.expect("]")?;
                    depth = self.depth(depth.max(index_depth))?;
                    node = match index {
                        ExprNode::Constant(Value::String(name)) => member(node, name),
                        ExprNode::Constant(Value::Number(number)) => {
                            member(node, number_to_string(number).into())
                        }
                        index => ExprNode::Index { object: Box::new(node), index: Box::new(index) }.folded(),
                    };
                }
                Some(b'(') => {
                    self.take("(");
                    let (arguments, list_depth) = self.items(")")?;
                    depth = self.depth(depth.max(list_depth))?;
                    node = ExprNode::Call { callee: Box::new(node), arguments };
                }
                Some(b'.') if !optional && !self.rest().starts_with("...") => {
                    self.take(".");
                    depth = self.depth(depth)?;
                    node = member(node, self.member_name()?);
                }
                Some(_) if optional => {
                    depth = self.depth(depth)?;
                    node = member(node, self.member_name()?);
                }
                _ if optional => return self.unexpected(),
                _ => return Ok((node, depth)),
            }
        }
    }

    /// A name, or digits as in Taro's `i.cn.0`.
    fn member_name(&mut self) -> Result<Rc<str>, Fault> {
        let length = self.rest().find(|c| !is_name_char(c)).unwrap_or(self.rest().len());
        if length == 0 {
            return self.fault("a name must follow the dot");
        }
        let name = self.rest()[..length].into();
        self.at += length;
        self.blanks();
        Ok(name)
    }

    fn primary(&mut self) -> Parsed {
        let Some(c) = self.rest().chars().next() else { return self.unexpected() };
        let constant = |value: Value| Ok((ExprNode::Constant(value), 1));
        match c {
            '(' => {
                self.take("(");
                let inner = self.conditional()?;
                self.expect(")")?;
                Ok(inner)
            }
            '[' => {
                self.take("[");
                let (items, depth) = self.items("]")?;
                Ok((ExprNode::Array(items).folded(), self.depth(depth)?))
            }
            '{' => {
                self.take("{");
                let object = self.nested(Self::properties)?;
                self.expect("}")?;
                Ok(object)
            }
            '\'' | '"' => {
                let Some((value, length)) = literal::string(self.rest()) else {
                    return self.fault(format!("the string does not end; {c} is missing"));
                };
                self.at += length;
                self.blanks();
                constant(Value::from(value))
            }
            '`' => self.nested(Self::template_literal),
            '0'..='9' | '.' => {
                let Some((value, length)) = literal::number(self.rest()) else { return self.unexpected() };
                self.at += length;
                if self.rest().starts_with(is_name_char) {
                    return self.fault("a number must not run into a name");
                }
                self.blanks();
                constant(Value::Number(value))
            }
            c if is_name_char(c) => {
                let name = self.member_name()?;
                match &*name {
                    "true" => constant(Value::Bool(true)),
                    "false" => constant(Value::Bool(false)),
                    "null" => constant(Value::Null),
                    "undefined" => constant(Value::Undefined),
                    _ => Ok((ExprNode::Path { head: name, rest: Rc::new([]) }, 1)),
                }
            }
            _ => self.unexpected(),
        }
    }

    fn items(&mut self, end: &str) -> Result<(Box<[ArrayItem]>, u32), Fault> {
        let mut items = Vec::new();
        let mut depth = 0;
        while !self.take(end) {
            if self.take(",") {
                // A hole in an array; in arguments it is a slip that WeChat's compiler takes too.
                items.push(ArrayItem::One(ExprNode::Constant(Value::Undefined)));
                continue;
            }
            let spread = self.take("...");
            let (value, value_depth) = self.conditional()?;
            depth = depth.max(value_depth);
            items.push(if spread { ArrayItem::Spread(value) } else { ArrayItem::One(value) });
            if !self.take(",") {
                self.expect(end)?;
                break;
            }
        }
        Ok((items.into(), depth))
    }

    /// The inside of an object literal, up to its brace or the end.
    fn properties(&mut self) -> Parsed {
        let mut properties = Vec::new();
        let mut depth = 0;
        while !self.at_end() && !self.rest().starts_with('}') {
            if self.take(",") {
                continue;
            }
            let value_depth;
            if self.take("...") {
                let (value, below) = self.conditional()?;
                value_depth = below;
                properties.push(Property::Spread(value));
            } else if self.take("[") {
                let (key, key_depth) = self.conditional()?;
                self.expect("]")?;
                self.expect(":")?;
                let (value, below) = self.conditional()?;
                value_depth = below.max(key_depth);
                properties.push(Property::Computed(key, value));
            } else {
                let Some(name) = self.property_name() else { return self.unexpected() };
                if self.take(":") {
                    let (value, below) = self.conditional()?;
                    value_depth = below;
                    properties.push(Property::Named(name.text, value));
                } else if name.is_identifier {
                    value_depth = 1;
                    let value = match &*name.text {
                        "undefined" => ExprNode::Constant(Value::Undefined),
                        head => ExprNode::Path { head: head.into(), rest: Rc::new([]) },
                    };
                    properties.push(Property::Named(name.text, value));
                } else {
                    return self.expect(":").map(|()| unreachable!("because ':' was just not there"));
                }
            }
            depth = depth.max(value_depth);
            if !self.take(",") {
                break;
            }
        }
        Ok((ExprNode::Object(properties.into()).folded(), self.depth(depth)?))
    }

    fn property_name(&mut self) -> Option<PropertyName> {
        let c = self.rest().chars().next()?;
        let (text, length, is_identifier): (Rc<str>, usize, bool) = match c {
            '\'' | '"' => {
                let (value, length) = literal::string(self.rest())?;
                (value.into(), length, false)
            }
            '0'..='9' => {
                let (value, length) = literal::number(self.rest())?;
                (number_to_string(value).into(), length, false)
            }
            c if is_name_char(c) => {
                let length = self.rest().find(|c| !is_name_char(c)).unwrap_or(self.rest().len());
                (self.rest()[..length].into(), length, true)
            }
            _ => return None,
        };
        self.at += length;
        self.blanks();
        Some(PropertyName { text, is_identifier })
    }

    fn template_literal(&mut self) -> Parsed {
        self.at += 1;
        let mut parts = Vec::new();
        let mut fixed = String::new();
        let mut depth = 0;
        loop {
            let Some(c) = self.rest().chars().next() else {
                return self.fault("the template literal does not end; ` is missing");
            };
            if c == '`' {
                self.take("`");
                break;
            }
            if self.rest().starts_with("${") {
                self.take("${");
                let (value, value_depth) = self.conditional()?;
                if !self.rest().starts_with('}') {
                    return self.unexpected();
                }
                self.at += 1;
                depth = depth.max(value_depth);
                if !fixed.is_empty() {
                    parts.push(ExprNode::string(&std::mem::take(&mut fixed)));
                }
                parts.push(value);
                continue;
            }
            self.at += c.len_utf8();
            if c == '\\' {
                match literal::escape(&self.source[self.at..], &mut fixed) {
                    Some(length) => self.at += length,
                    None => return self.unexpected(),
                }
            } else {
                fixed.push(c);
            }
        }
        if !fixed.is_empty() {
            parts.push(ExprNode::string(&fixed));
        }
        Ok((ExprNode::TemplateLiteral(parts.into()).folded(), self.depth(depth)?))
    }
}

struct PropertyName {
    text: Rc<str>,
    is_identifier: bool,
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || (!c.is_ascii() && c.is_alphanumeric())
}

/// A fixed member; on a path it makes the path longer.
fn member(object: ExprNode, name: Rc<str>) -> ExprNode {
    match object {
        ExprNode::Path { head, rest } => {
            ExprNode::Path { head, rest: rest.iter().cloned().chain([name]).collect() }
        }
        object => ExprNode::Member { object: Box::new(object), name }.folded(),
    }
}
