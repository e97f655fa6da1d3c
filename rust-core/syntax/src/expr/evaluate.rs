//! What an expression is worth. Recursion is bounded by the parser's limit on depth; there are no loops but those over
//! what the source lists, so evaluation ends.

use super::Scope;
use super::node::{ArrayItem, Binary, ExprNode, Logical, Property, Unary};
use minihost_value::{MAX_TEXT, Object, Value, string_to_number};
use std::cmp::Ordering;
use std::rc::Rc;

impl ExprNode {
    pub(crate) fn evaluate(&self, scope: &dyn Scope) -> Value {
        match self {
            ExprNode::Constant(value) => value.clone(),
            ExprNode::Path { head, rest } => path(scope, head, rest),
            ExprNode::Member { object, name } => object.evaluate(scope).get(name),
            ExprNode::Index { object, index } => {
                let object = object.evaluate(scope);
                index_of(&object, &index.evaluate(scope))
            }
            ExprNode::Call { callee, arguments } => call(scope, callee, arguments),
            ExprNode::Unary { operator, operand } => unary(*operator, &operand.evaluate(scope)),
            ExprNode::Binary { operator, left, right } => {
                let left = left.evaluate(scope);
                binary(scope, *operator, &left, &right.evaluate(scope))
            }
            ExprNode::Logical { operator, left, right } => {
                let left = left.evaluate(scope);
                let settled = match operator {
                    Logical::And => !left.truthy(),
                    Logical::Or => left.truthy(),
                    Logical::Nullish => !left.is_nullish(),
                };
                if settled { left } else { right.evaluate(scope) }
            }
            ExprNode::Conditional { test, yes, no } => {
                if test.evaluate(scope).truthy() {
                    yes.evaluate(scope)
                } else {
                    no.evaluate(scope)
                }
            }
            ExprNode::Array(items) => Value::Array(Rc::new(list(scope, items))),
            ExprNode::Object(properties) => object(scope, properties),
            ExprNode::Text(parts) => text(scope, parts.iter().map(|part| part.evaluate(scope).to_display())),
            ExprNode::TemplateLiteral(parts) => {
                text(scope, parts.iter().map(|part| part.evaluate(scope).to_js_string()))
            }
        }
    }
}

/// Walks by reference and clones only the end.
fn path(scope: &dyn Scope, head: &str, rest: &[Rc<str>]) -> Value {
    let Some(root) = scope.lookup(head) else { return Value::Undefined };
    let mut at = &root;
    for (n, name) in rest.iter().enumerate() {
        let next = match at {
            Value::Object(object) => object.get(name),
            Value::Undefined | Value::Null => None,
            // Indices, lengths and characters are made, not found; after the first one the rest is short.
            other => return rest[n..].iter().fold(other.clone(), |value, name| value.get(name)),
        };
        match next {
            Some(value) => at = value,
            None => return Value::Undefined,
        }
    }
    if rest.is_empty() { root } else { at.clone() }
}

fn index_of(object: &Value, index: &Value) -> Value {
    match (object, index) {
        (Value::Array(items), Value::Number(number)) if *number >= 0.0 && number.fract() == 0.0 => {
            items.get(*number as usize).cloned().unwrap_or_default()
        }
        (_, Value::String(key)) => object.get(key),
        _ => object.get(&index.to_js_string()),
    }
}

fn call(scope: &dyn Scope, callee: &ExprNode, arguments: &[ArrayItem]) -> Value {
    let (this, function) = match callee {
        ExprNode::Path { head, rest } if !rest.is_empty() => {
            let (name, parents) = rest.split_last().expect("because it is not empty");
            let this = path(scope, head, parents);
            let function = this.get(name);
            (this, function)
        }
        ExprNode::Member { object, name } => {
            let this = object.evaluate(scope);
            let function = this.get(name);
            (this, function)
        }
        ExprNode::Index { object, index } => {
            let this = object.evaluate(scope);
            let function = index_of(&this, &index.evaluate(scope));
            (this, function)
        }
        other => (Value::Undefined, other.evaluate(scope)),
    };
    let Value::Function(function) = function else { return Value::Undefined };
    // A failed call has been reported by the script; the template goes on.
    function.call(&this, &list(scope, arguments)).unwrap_or_default()
}

fn list(scope: &dyn Scope, items: &[ArrayItem]) -> Vec<Value> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item {
            ArrayItem::One(value) => out.push(value.evaluate(scope)),
            ArrayItem::Spread(value) => match value.evaluate(scope) {
                Value::Array(items) => out.extend(items.iter().cloned()),
                Value::String(text) => out.extend(text.chars().map(|c| Value::from(c.to_string()))),
                // JavaScript throws; here nothing is spread.
                _ => {}
            },
        }
    }
    out
}

fn object(scope: &dyn Scope, properties: &[Property]) -> Value {
    let mut out = Object::with_capacity(properties.len());
    for property in properties {
        match property {
            Property::Named(name, value) => {
                out.insert(name.clone(), value.evaluate(scope));
            }
            Property::Computed(key, value) => {
                let key = key.evaluate(scope).to_js_string();
                out.insert(key, value.evaluate(scope));
            }
            Property::Spread(value) => spread(&value.evaluate(scope), &mut out),
        }
    }
    Value::Object(Rc::new(out))
}

fn spread(value: &Value, out: &mut Object) {
    match value {
        Value::Object(object) => out.extend(object.iter().map(|(key, value)| (key.clone(), value.clone()))),
        Value::Array(items) => {
            out.extend(items.iter().enumerate().map(|(n, item)| (n.to_string().into(), item.clone())));
        }
        Value::String(text) => {
            out.extend(
                text.chars().enumerate().map(|(n, c)| (n.to_string().into(), Value::from(c.to_string()))),
            );
        }
        _ => {}
    }
}

fn unary(operator: Unary, operand: &Value) -> Value {
    match operator {
        Unary::Not => Value::Bool(!operand.truthy()),
        Unary::Minus => Value::Number(-operand.to_number()),
        Unary::Plus => Value::Number(operand.to_number()),
        Unary::BitNot => Value::from(!to_int32(operand)),
        Unary::TypeOf => Value::from(operand.type_of()),
        Unary::Void => Value::Undefined,
    }
}

fn binary(scope: &dyn Scope, operator: Binary, left: &Value, right: &Value) -> Value {
    let numbers = |compute: fn(f64, f64) -> f64| Value::Number(compute(left.to_number(), right.to_number()));
    match operator {
        Binary::Add => add(scope, left, right),
        Binary::Subtract => numbers(|a, b| a - b),
        Binary::Multiply => numbers(|a, b| a * b),
        Binary::Divide => numbers(|a, b| a / b),
        Binary::Remainder => numbers(|a, b| a % b),
        Binary::Power => numbers(power),
        Binary::Equal => Value::Bool(left.loose_equals(right)),
        Binary::NotEqual => Value::Bool(!left.loose_equals(right)),
        Binary::StrictEqual => Value::Bool(left.strict_equals(right)),
        Binary::StrictNotEqual => Value::Bool(!left.strict_equals(right)),
        Binary::Less => Value::Bool(compare(left, right) == Some(Ordering::Less)),
        Binary::Greater => Value::Bool(compare(left, right) == Some(Ordering::Greater)),
        Binary::LessEqual => {
            Value::Bool(matches!(compare(left, right), Some(Ordering::Less | Ordering::Equal)))
        }
        Binary::GreaterEqual => {
            Value::Bool(matches!(compare(left, right), Some(Ordering::Greater | Ordering::Equal)))
        }
        Binary::ShiftLeft => Value::from(to_int32(left).wrapping_shl(to_int32(right) as u32)),
        Binary::ShiftRight => Value::from(to_int32(left).wrapping_shr(to_int32(right) as u32)),
        Binary::ShiftRightUnsigned => {
            Value::from((to_int32(left) as u32).wrapping_shr(to_int32(right) as u32))
        }
        Binary::BitAnd => Value::from(to_int32(left) & to_int32(right)),
        Binary::BitOr => Value::from(to_int32(left) | to_int32(right)),
        Binary::BitXor => Value::from(to_int32(left) ^ to_int32(right)),
    }
}

/// `+` joins texts as soon as one side is no number-like primitive (ECMA-262 13.15.3).
fn add(scope: &dyn Scope, left: &Value, right: &Value) -> Value {
    let primitive =
        |value: &Value| matches!(value, Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_));
    if primitive(left) && primitive(right) {
        return Value::Number(left.to_number() + right.to_number());
    }
    text(scope, [left.to_js_string(), right.to_js_string()].into_iter())
}

/// Joins texts, if the scope admits the whole.
fn text(scope: &dyn Scope, parts: impl Iterator<Item = Rc<str>>) -> Value {
    let mut out = String::new();
    for part in parts {
        if out.len() + part.len() > MAX_TEXT || !scope.admits(part.len()) {
            return Value::Undefined;
        }
        out.push_str(&part);
    }
    Value::from(out)
}

/// `<` and its kin (ECMA-262 7.2.12): two texts by their UTF-16 units, everything else as numbers; `None` with NaN.
fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    let text = |value: &Value| {
        matches!(value, Value::String(_) | Value::Array(_) | Value::Object(_) | Value::Function(_))
    };
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
        _ if text(left) && text(right) => {
            let (a, b) = (left.to_js_string(), right.to_js_string());
            Some(a.encode_utf16().cmp(b.encode_utf16()))
        }
        _ => number_of(left).partial_cmp(&number_of(right)),
    }
}

fn number_of(value: &Value) -> f64 {
    match value {
        // Value::to_number has no text for functions; comparison converts them by theirs, which is no number either way.
        Value::Function(_) => f64::NAN,
        Value::String(text) => string_to_number(text),
        other => other.to_number(),
    }
}

/// Differs from IEEE's in that 1 to an infinite or undefined power is NaN (ECMA-262 6.1.6.1.3).
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        f64::NAN
    } else {
        base.powf(exponent)
    }
}

/// ECMA-262 7.1.6.
fn to_int32(value: &Value) -> i32 {
    let number = value.to_number();
    if !number.is_finite() {
        return 0;
    }
    let modulus = 4_294_967_296.0;
    ((number.trunc() % modulus + modulus).rem_euclid(modulus) as u32).cast_signed()
}
