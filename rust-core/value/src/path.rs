//! Data paths as `setData` takes them: `a.b[0].c`, also Taro's `root.cn.[0].cl` and Baidu's `root.cn.0.cl`
//! (`facts/dialects.md` section 7 shows both in built programs).

use crate::{Object, Value};
use std::fmt;
use std::rc::Rc;

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A property name. Digits alone index an array when the parent is one.
    Key(Rc<str>),
    /// `[n]`: makes an array where there is none.
    Index(usize),
}

/// A parsed data path; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Step>);

/// The path's text is malformed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// The text as given.
    pub path: String,
    /// Byte offset of the fault.
    pub offset: usize,
    /// What is wrong.
    pub reason: &'static str,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "setData path \"{}\": {} at character {}", self.path, self.reason, self.offset + 1)
    }
}

impl std::error::Error for PathError {}

/// The largest index a path may name: one assignment must not allocate gigabytes.
const MAX_INDEX: usize = 1_000_000;

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    /// An empty path or name, a bracket that does not close or holds no whole number, an index above one million.
    pub fn parse(text: &str) -> Result<Path, PathError> {
        let fault = |offset, reason| PathError { path: text.to_owned(), offset, reason };
        let bytes = text.as_bytes();
        let mut steps = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'.' => {
                    at += 1;
                    if at == bytes.len() || bytes[at] == b'.' || steps.is_empty() {
                        return Err(fault(at, "a name is missing"));
                    }
                }
                b'[' => {
                    let end = text[at..]
                        .find(']')
                        .map(|n| at + n)
                        .ok_or_else(|| fault(at, "the bracket does not close"))?;
                    let index: usize = text[at + 1..end]
                        .trim()
                        .parse()
                        .map_err(|_| fault(at + 1, "an index must be a whole number"))?;
                    if index > MAX_INDEX {
                        return Err(fault(at + 1, "the index is above 1,000,000"));
                    }
                    if steps.is_empty() {
                        return Err(fault(at, "a path begins with a name"));
                    }
                    steps.push(Step::Index(index));
                    at = end + 1;
                }
                _ => {
                    let end = text[at..].find(['.', '[']).map_or(bytes.len(), |n| at + n);
                    steps.push(Step::Key(text[at..end].into()));
                    at = end;
                }
            }
        }
        if steps.is_empty() { Err(fault(0, "the path is empty")) } else { Ok(Path(steps)) }
    }

    /// The top-level name.
    pub fn head(&self) -> &str {
        match &self.0[0] {
            Step::Key(key) => key,
            Step::Index(_) => unreachable!("because parse() refuses a leading index"),
        }
    }

    /// The value at this path, or `Undefined`.
    pub fn get(&self, root: &Value) -> Value {
        self.0.iter().fold(root.clone(), |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Index(index) => match &value {
                Value::Object(object) => object.get(index.to_string().as_str()).cloned().unwrap_or_default(),
                other => other.at(*index),
            },
        })
    }

    /// Sets the value at this path, copying only the containers along it. A parent that is not a container is replaced
    /// by a new object or array, as WeChat does.
    pub fn set(&self, root: &mut Value, value: Value) {
        let mut place = root;
        for step in &self.0 {
            place = match step {
                Step::Key(key) => {
                    let index =
                        if matches!(place, Value::Array(_)) { key.parse::<usize>().ok() } else { None };
                    match index {
                        Some(index) if index <= MAX_INDEX => slot(place, index),
                        _ => property(place, key),
                    }
                }
                Step::Index(index) => slot(place, *index),
            };
        }
        *place = value;
    }
}

fn property<'a>(place: &'a mut Value, key: &Rc<str>) -> &'a mut Value {
    if !matches!(place, Value::Object(_)) {
        *place = Value::Object(Rc::new(Object::default()));
    }
    let Value::Object(object) = place else { unreachable!("because it was just made an object") };
    Rc::make_mut(object).entry(key.clone())
}

fn slot(place: &mut Value, index: usize) -> &mut Value {
    if !matches!(place, Value::Array(_)) {
        *place = Value::Array(Rc::new(Vec::new()));
    }
    let Value::Array(items) = place else { unreachable!("because it was just made an array") };
    let items = Rc::make_mut(items);
    if items.len() <= index {
        items.resize(index + 1, Value::Undefined);
    }
    &mut items[index]
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if n == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_forms_met_in_programs() {
        for (text, shown) in [
            ("a", "a"),
            ("a.b[0].c", "a.b[0].c"),
            ("root.cn.[0].cl", "root.cn[0].cl"),
            ("root.cn.0.cl", "root.cn.0.cl"),
            ("list[12][3]", "list[12][3]"),
            ("a-b.中文", "a-b.中文"),
        ] {
            assert_eq!(Path::parse(text).expect("valid").to_string(), shown);
        }
    }

    #[test]
    fn refuses_with_a_place_and_a_reason() {
        for (text, reason) in [
            ("", "the path is empty"),
            ("a..b", "a name is missing"),
            ("a.", "a name is missing"),
            (".a", "a name is missing"),
            ("[0]", "a path begins with a name"),
            ("a[0", "the bracket does not close"),
            ("a[x]", "an index must be a whole number"),
            ("a[99999999]", "the index is above 1,000,000"),
        ] {
            assert_eq!(Path::parse(text).expect_err(text).reason, reason);
        }
    }

    #[test]
    fn set_makes_what_is_missing() {
        let mut data = Value::Undefined;
        Path::parse("a.b[1].c").expect("valid").set(&mut data, Value::from(1));
        assert_eq!(format!("{data:?}"), r#"{"a": {"b": [undefined, {"c": 1}]}}"#);
        Path::parse("a.b.0").expect("valid").set(&mut data, Value::from("x"));
        assert_eq!(format!("{data:?}"), r#"{"a": {"b": ["x", {"c": 1}]}}"#);
    }

    proptest! {
        #[test]
        fn what_is_set_is_read_back(keys in proptest::collection::vec(("[a-z]{1,3}", proptest::option::of(0usize..5)), 1..5)) {
            let text = keys.iter().map(|(key, index)| index.map_or(key.clone(), |i| format!("{key}[{i}]"))).collect::<Vec<_>>().join(".");
            let path = Path::parse(&text).unwrap();
            let mut data = Value::Undefined;
            path.set(&mut data, Value::from(7));
            prop_assert_eq!(path.get(&data), Value::from(7));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            if let Ok(path) = Path::parse(&text) {
                let mut data = Value::Undefined;
                path.set(&mut data, Value::Null);
            }
        }
    }
}
