//! A plain object. Rows of lists are objects of a few properties, by the thousand: these are a list without an index, half the
//! size of a table, and quicker to search.

use crate::Value;
use indexmap::IndexMap;
use std::rc::Rc;

/// Up to as many properties are looked through one by one.
const FEW: usize = 8;

type Table = IndexMap<Rc<str>, Value, rustc_hash::FxBuildHasher>;

/// An object's own properties in insertion order, as JavaScript lists them (integer-like keys are not sorted first).
#[derive(Clone, Default)]
pub struct Object(Properties);

#[derive(Clone)]
enum Properties {
    Few(Vec<(Rc<str>, Value)>),
    Many(Box<Table>),
}

impl Default for Properties {
    fn default() -> Self {
        Properties::Few(Vec::new())
    }
}

impl Object {
    /// An object with room for so many properties and no more.
    pub fn with_capacity(count: usize) -> Object {
        Object(if count > FEW {
            Properties::Many(Box::new(Table::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher)))
        } else {
            Properties::Few(Vec::with_capacity(count))
        })
    }

    /// How many properties it has.
    pub fn len(&self) -> usize {
        match &self.0 {
            Properties::Few(list) => list.len(),
            Properties::Many(table) => table.len(),
        }
    }

    /// True if it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The property, if it has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match &self.0 {
            Properties::Few(list) => list.iter().find(|(known, _)| **known == *name).map(|(_, value)| value),
            Properties::Many(table) => table.get(name),
        }
    }

    /// True if it has the property.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets a property; a new one comes last.
    pub fn insert(&mut self, name: Rc<str>, value: Value) {
        *self.entry(name) = value;
    }

    /// The place of a property, which is made at the end, undefined, if there is none.
    pub fn entry(&mut self, name: Rc<str>) -> &mut Value {
        if let Properties::Few(list) = &mut self.0
            && list.len() == FEW
            && !list.iter().any(|(known, _)| *known == name)
        {
            let table = list.drain(..).collect();
            self.0 = Properties::Many(Box::new(table));
        }
        match &mut self.0 {
            Properties::Few(list) => {
                let at = list.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                    list.push((name, Value::Undefined));
                    list.len() - 1
                });
                &mut list[at].1
            }
            Properties::Many(table) => table.entry(name).or_default(),
        }
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        let (few, many) = match &self.0 {
            Properties::Few(list) => (list.as_slice(), None),
            Properties::Many(table) => (&[][..], Some(table.iter())),
        };
        few.iter().map(|(name, value)| (name, value)).chain(many.into_iter().flatten())
    }

    /// The names in order.
    pub fn keys(&self) -> impl Iterator<Item = &Rc<str>> {
        self.iter().map(|(name, _)| name)
    }

    /// The values in order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }
}

/// As in JavaScript, a name that comes again gives the property its value and not its place.
impl Extend<(Rc<str>, Value)> for Object {
    fn extend<T: IntoIterator<Item = (Rc<str>, Value)>>(&mut self, pairs: T) {
        for (name, value) in pairs {
            self.insert(name, value);
        }
    }
}

impl FromIterator<(Rc<str>, Value)> for Object {
    fn from_iter<T: IntoIterator<Item = (Rc<str>, Value)>>(pairs: T) -> Self {
        let pairs = pairs.into_iter();
        let mut object = Object::with_capacity(pairs.size_hint().0);
        object.extend(pairs);
        object
    }
}

/// The same properties, in whatever order.
impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(object: &Object) -> Vec<&str> {
        object.keys().map(|name| &**name).collect()
    }

    #[test]
    fn few_and_many_properties_behave_alike() {
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 3 * FEW] {
            let all: Vec<String> = (0..count).map(|n| format!("n{n}")).collect();
            let pair = |n: usize| (Rc::from(all[n].as_str()), Value::from(n));
            let mut object: Object = (0..count).map(pair).collect();
            assert_eq!(names(&object), all);
            assert_eq!(object.len(), count);
            assert_eq!(object.is_empty(), count == 0);
            assert!((0..count).all(|n| object.get(&all[n]) == Some(&Value::from(n))));
            assert!(!object.contains_key("other"));
            // What is set again stays where it is; what is new comes last.
            object.extend((0..count).map(|n| (Rc::from(all[n].as_str()), Value::Null)));
            assert_eq!(names(&object), all);
            object.insert("other".into(), Value::from(true));
            assert_eq!(object.keys().last().map(|name| &**name), Some("other"));
            assert_eq!(object.values().filter(|value| value.is_nullish()).count(), count);
            // Equal in any order, and not when one property is another.
            let mut backwards: Vec<_> =
                object.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            backwards.reverse();
            let mut backwards: Object = backwards.into_iter().collect();
            assert!(object == backwards);
            backwards.insert("other".into(), Value::from(false));
            assert!(object != backwards);
        }
    }

    #[test]
    fn a_hint_that_lies_is_no_harm() {
        let many = (0..100).map(|n| (Rc::from(n.to_string()), Value::from(n)));
        let object: Object = many.filter(|_| true).collect();
        assert_eq!(object.len(), 100);
        assert_eq!(object.get("99"), Some(&Value::from(99)));
    }
}
