//! How much memory values take.

use crate::Value;
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// Weighs values; what several of them share is counted once.
///
/// ```
/// use minihost_value::{Value, Weight};
///
/// let text = Value::from("x".repeat(1000));
/// let mut weight = Weight::default();
/// weight.add(&Value::array([text.clone(), text]));
/// assert!((1000..1200).contains(&weight.bytes()));
/// ```
#[derive(Default)]
pub struct Weight {
    seen: FxHashSet<usize>,
    bytes: usize,
}

impl Weight {
    /// Bytes so far, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a text that is kept by itself.
    pub fn add_text(&mut self, text: &Rc<str>) {
        if self.seen.insert(Rc::as_ptr(text).cast::<()>() as usize) {
            self.bytes += text.len();
        }
    }

    /// Adds a value with all that is in it. Without recursion: shared parts may nest deeper than any literal.
    pub fn add(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::String(text) => self.add_text(text),
                Value::Array(items) if self.seen.insert(Rc::as_ptr(items).cast::<()>() as usize) => {
                    self.bytes += items.len() * size_of::<Value>();
                    open.extend(items.iter());
                }
                Value::Object(own) if self.seen.insert(Rc::as_ptr(own).cast::<()>() as usize) => {
                    // An entry holds key and value; where they are many, a hash and a word in a table of indices more.
                    self.bytes += own.len() * (size_of::<Value>() + 32);
                    for (name, value) in own.iter() {
                        self.add_text(name);
                        open.push(value);
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_counts_once_however_often() {
        let mut value = Value::from("x".repeat(100));
        for _ in 0..10_000 {
            value = Value::array([value.clone(), value]);
        }
        let mut weight = Weight::default();
        weight.add(&value);
        assert_eq!(weight.bytes(), 100 + 10_000 * 2 * size_of::<Value>());
        weight.add(&value);
        assert_eq!(weight.bytes(), 100 + 10_000 * 2 * size_of::<Value>());
        // Taken apart from the top: dropping so deep a value at once would take as many stack frames.
        while let Value::Array(items) = value {
            value = items[0].clone();
        }
    }
}
