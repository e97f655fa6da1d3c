//! The immutable value tree that data, templates and scripts share.
//!
//! `script` walks a JavaScript value once into a [`Value`]; `view` evaluates templates on it; attributes of the
//! render tree hold it. Sharing is by reference count, so an unchanged subtree is recognised by its pointer
//! ([`Value::same`]) and never compared deeply. A value lives on its session's thread (it is not `Send`).
//!
//! ```
//! use minihost_value::{Path, Value};
//!
//! let mut data = Value::object([("list", Value::array([Value::from(1.0), Value::from(2.0)]))]);
//! let before = data.clone();
//! Path::parse("list[1]").unwrap().set(&mut data, Value::from("two"));
//! assert_eq!(data.get("list").get("1").to_display().as_ref(), "two");
//! assert_eq!(before.get("list").get("1").to_display().as_ref(), "2", "older snapshots keep their data");
//! ```
#![forbid(unsafe_code)]

mod coerce;
mod object;
mod path;
mod shared;
mod weight;

pub use coerce::{MAX_TEXT, number_to_string, string_to_number};
pub use object::Object;
pub use path::{Path, PathError, Step};
pub use shared::{SharedList, empty_text};
pub use weight::Weight;

use std::fmt;
use std::rc::Rc;

/// A JavaScript value without identity, except for functions.
#[derive(Clone, Default)]
pub enum Value {
    /// `undefined`
    #[default]
    Undefined,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A double, as all JavaScript numbers are.
    Number(f64),
    /// A string. Lone surrogates do not survive the way from JavaScript: they become U+FFFD.
    String(Rc<str>),
    /// An array; holes are `Undefined`.
    Array(Rc<Vec<Value>>),
    /// A plain object.
    Object(Rc<Object>),
    /// A function that can be called from Rust: an export of an inline script, or a function passed as data.
    Function(Rc<dyn Callable>),
}

/// Something a template expression can call.
pub trait Callable {
    /// Calls the function. `this` is what stood before the dot.
    ///
    /// # Errors
    /// The script threw, or was stopped; the error has been reported by whoever implements this, callers go on with
    /// `undefined`.
    fn call(&self, this: &Value, args: &[Value]) -> Result<Value, CallError>;
}

/// A call failed; the message is for logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallError(pub String);

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CallError {}

impl Value {
    /// An object from pairs, in their order.
    pub fn object<K: Into<Rc<str>>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Value {
        Value::Object(Rc::new(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect()))
    }

    /// An array from its items.
    pub fn array(items: impl IntoIterator<Item = Value>) -> Value {
        Value::Array(Rc::new(items.into_iter().collect()))
    }

    /// True if both are the same without looking inside: the same primitive, or the same shared array, object or function.
    /// `NaN` is the same as itself, unlike `===`.
    pub fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Undefined, Value::Undefined) | (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Value::String(a), Value::String(b)) => Rc::ptr_eq(a, b) || a == b,
            (Value::Array(a), Value::Array(b)) => Rc::ptr_eq(a, b),
            (Value::Object(a), Value::Object(b)) => Rc::ptr_eq(a, b),
            (Value::Function(a), Value::Function(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// The property `key`: an own property of an object, an index or `length` of an array or string; `Undefined` otherwise,
    /// also on `undefined` and `null` (templates never throw on a missing parent).
    pub fn get(&self, key: &str) -> Value {
        match self {
            Value::Object(object) => object.get(key).cloned().unwrap_or_default(),
            Value::Array(items) => match key {
                "length" => Value::Number(items.len() as f64),
                _ => array_index(key).and_then(|index| items.get(index).cloned()).unwrap_or_default(),
            },
            Value::String(text) => match key {
                "length" => Value::Number(text.encode_utf16().count() as f64),
                _ => array_index(key).map_or(Value::Undefined, |index| utf16_at(text, index)),
            },
            _ => Value::Undefined,
        }
    }

    /// The item at `index` of an array, or `Undefined`.
    pub fn at(&self, index: usize) -> Value {
        match self {
            Value::Array(items) => items.get(index).cloned().unwrap_or_default(),
            _ => Value::Undefined,
        }
    }

    /// The text if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number if this is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The properties if this is a plain object.
    pub fn as_object(&self) -> Option<&Rc<Object>> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items if this is an array.
    pub fn as_array(&self) -> Option<&Rc<Vec<Value>>> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// True for `undefined` and `null`.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Value::Undefined | Value::Null)
    }

    /// How deep arrays and objects nest (a primitive is 0), stopping at `limit`.
    pub fn depth(&self, limit: usize) -> usize {
        if limit == 0 {
            return 0;
        }
        match self {
            Value::Array(items) => 1 + items.iter().map(|item| item.depth(limit - 1)).max().unwrap_or(0),
            Value::Object(object) => 1 + object.values().map(|item| item.depth(limit - 1)).max().unwrap_or(0),
            _ => 0,
        }
    }
}

/// `"12"` is an index, `"012"`, `"-1"` and `"1.5"` are names.
fn array_index(key: &str) -> Option<usize> {
    let canonical = key == "0" || (key.starts_with(|c: char| c.is_ascii_digit() && c != '0'));
    if canonical { key.parse().ok() } else { None }
}

fn utf16_at(text: &str, index: usize) -> Value {
    if text.is_ascii() {
        return text.get(index..=index).map_or(Value::Undefined, Value::from);
    }
    text.encode_utf16().nth(index).map_or(Value::Undefined, |unit| {
        Value::from(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
    })
}

/// Deep equality of content, for tests and for caches; functions are equal only to themselves.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        if self.same(other) {
            return true;
        }
        match (self, other) {
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Object(a), Value::Object(b)) => a == b,
            _ => false,
        }
    }
}

/// JSON-like, for logs and test expectations.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Undefined => f.write_str("undefined"),
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(value) => f.write_str(&number_to_string(*value)),
            Value::String(text) => write!(f, "{text:?}"),
            Value::Array(items) => f.debug_list().entries(items.iter()).finish(),
            Value::Object(object) => f.debug_map().entries(object.iter()).finish(),
            Value::Function(_) => f.write_str("function"),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}
impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Value::Number(f64::from(value))
    }
}
impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Value::Number(f64::from(value))
    }
}
impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Number(value as f64)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::String(value.into())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::String(value.into())
    }
}
impl From<Rc<str>> for Value {
    fn from(value: Rc<str>) -> Self {
        Value::String(value)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(value: Vec<T>) -> Self {
        Value::array(value.into_iter().map(Into::into))
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Undefined, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn get_follows_javascript() {
        let list = Value::array([Value::from(1), Value::from(2)]);
        assert_eq!(list.get("length"), Value::from(2));
        assert_eq!(list.get("1"), Value::from(2));
        assert_eq!(list.get("01"), Value::Undefined);
        assert_eq!(list.get("-1"), Value::Undefined);
        assert_eq!(Value::from("héé").get("length"), Value::from(3));
        assert_eq!(Value::from("héé").get("1"), Value::from("é"));
        assert_eq!(Value::from("😀").get("length"), Value::from(2));
        assert_eq!(Value::Null.get("x"), Value::Undefined);
    }

    #[test]
    fn same_is_shallow_and_equality_is_deep() {
        let a = Value::object([("x", Value::from(1))]);
        let b = Value::object([("x", Value::from(1))]);
        assert!(a.same(&a.clone()));
        assert!(!a.same(&b));
        assert_eq!(a, b);
        assert!(Value::Number(f64::NAN).same(&Value::Number(f64::NAN)));
    }

    #[test]
    fn depth_stops_at_its_limit() {
        let mut value = Value::Null;
        for _ in 0..100 {
            value = Value::array([value]);
        }
        assert_eq!(value.depth(1000), 100);
        assert_eq!(value.depth(10), 10);
    }
}
