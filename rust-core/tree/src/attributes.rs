//! An element's attributes: a handful, in a list that is no longer than it must be.

use crate::Text;
use minihost_value::Value;
use std::rc::Rc;

/// Attributes by normalised (kebab-case) name, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Attributes(Vec<(Rc<str>, Value)>);

impl Attributes {
    /// The attribute, if it is there.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// True if it is there.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Sets one, or takes it away (`Undefined`). False if that changes nothing.
    pub(crate) fn set(&mut self, name: impl Text, value: Value) -> bool {
        let at = self.0.iter().position(|(known, _)| **known == *name.as_ref());
        match (at, value) {
            (None, Value::Undefined) => return false,
            (Some(at), Value::Undefined) => {
                self.0.remove(at);
            }
            (Some(at), value) => {
                let old = &mut self.0[at].1;
                if old.same(&value) {
                    return false;
                }
                *old = value;
            }
            (None, value) => {
                if self.0.len() == self.0.capacity() {
                    self.0.reserve_exact(1 + self.0.len() / 2);
                }
                self.0.push((name.share(), value));
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_found_and_what_changes_nothing_says_so() {
        let mut attributes = Attributes::default();
        assert!(!attributes.set("a", Value::Undefined));
        for (n, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            assert!(attributes.set(name, Value::from(n)));
            assert!(!attributes.set(name, Value::from(n)));
        }
        assert!(attributes.set("b", Value::Undefined) && !attributes.contains_key("b"));
        assert!(attributes.set("c", Value::Null));
        let all: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
        assert_eq!(all, ["a=0", "c=null", "d=3"]);
        assert_eq!((attributes.len(), attributes.is_empty(), attributes.values().count()), (3, false, 3));
    }
}
