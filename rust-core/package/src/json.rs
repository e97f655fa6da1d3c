//! JSON as people write it in mini programs: comments, trailing commas, byte order marks, `"true"` and `"YES"` for true,
//! `"50"` for 50. One program in ten does so, and its platform's tools accept it.

use crate::error::JsonError;
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use minihost_ports::{Problem, ProblemKind};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, HashMap};

/// A hostile file could be wrong in every line; nobody reads more than this.
const MAX_PROBLEMS: usize = 50;

/// One JSON file: its text, and what was found wrong in it while its fields were read.
pub(crate) struct Document<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Document<'t> {
    pub(crate) fn new(file: &'t str, text: &'t str) -> Self {
        Document { file, text: text.strip_prefix('\u{feff}').unwrap_or(text), problems: Vec::new() }
    }

    /// The root object's fields; an empty file is an empty object.
    pub(crate) fn parse(&self) -> Result<Fields<'t>, JsonError> {
        let parsed = parse_to_ast(self.text, &CollectOptions::default(), &ParseOptions::default());
        match parsed {
            Err(error) => Err(JsonError {
                file: self.file.to_owned(),
                line: error.line_display() as u32,
                column: error.column_display() as u32,
                message: error.kind().to_string(),
            }),
            Ok(parsed) => match parsed.value {
                None => Ok(Fields { props: Vec::new() }),
                Some(Value::Object(object)) => Ok(Fields::new(object)),
                Some(other) => {
                    let (line, column) = self.place(other.start());
                    let message = "the file must hold an object, { … }".to_owned();
                    Err(JsonError { file: self.file.to_owned(), line, column, message })
                }
            },
        }
    }

    pub(crate) fn warn(&mut self, offset: usize, message: String) {
        if self.problems.len() < MAX_PROBLEMS {
            let (line, column) = self.place(offset);
            self.problems
                .push(Problem::new(ProblemKind::Json, message).warning().at(self.file, line, column));
        }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn place(&self, offset: usize) -> (u32, u32) {
        let before = &self.text[..offset.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        (line, before[line_start..].chars().count() as u32 + 1)
    }
}

struct Prop<'t> {
    name: String,
    value: Value<'t>,
    offset: usize,
}

/// The fields of one object. Each `take` removes a field and forgives a wrong type with a warning; what nobody took is
/// what we do not know, and is kept.
pub(crate) struct Fields<'t> {
    props: Vec<Prop<'t>>,
}

impl<'t> Fields<'t> {
    fn new(object: jsonc_parser::ast::Object<'t>) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut props: Vec<Prop<'t>> = Vec::with_capacity(object.properties.len());
        for prop in object.properties {
            let offset = prop.range.start;
            let name = match prop.name {
                ObjectPropName::String(text) => text.value.into_owned(),
                ObjectPropName::Word(word) => word.value.to_owned(),
            };
            let prop = Prop { name, value: prop.value, offset };
            // As in JavaScript, the last of two equal names wins.
            if let Some(&place) = places.get(&prop.name) {
                props[place] = prop;
            } else {
                places.insert(prop.name.clone(), props.len());
                props.push(prop);
            }
        }
        Fields { props }
    }

    fn take(&mut self, name: &str) -> Option<Prop<'t>> {
        let index = self.props.iter().position(|prop| prop.name == name)?;
        let prop = self.props.remove(index);
        (!matches!(prop.value, Value::NullKeyword(_))).then_some(prop)
    }

    pub(crate) fn string(&mut self, doc: &mut Document<'t>, name: &str) -> Option<String> {
        let prop = self.take(name)?;
        match &prop.value {
            Value::StringLit(text) => Some(text.value.to_string()),
            Value::NumberLit(number) => Some(number.value.to_owned()),
            _ => wrong(doc, &prop, "a text"),
        }
    }

    pub(crate) fn boolean(&mut self, doc: &mut Document<'t>, name: &str) -> Option<bool> {
        let prop = self.take(name)?;
        match &prop.value {
            Value::BooleanLit(boolean) => Some(boolean.value),
            Value::NumberLit(number) => Some(number.value.parse::<f64>().is_ok_and(|number| number != 0.0)),
            Value::StringLit(text) => match text.value.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" | "" => Some(false),
                _ => wrong(doc, &prop, "true or false"),
            },
            _ => wrong(doc, &prop, "true or false"),
        }
    }

    pub(crate) fn number(&mut self, doc: &mut Document<'t>, name: &str) -> Option<f64> {
        let prop = self.take(name)?;
        let parsed = match &prop.value {
            Value::NumberLit(number) => number.value.parse::<f64>().ok(),
            Value::StringLit(text) => {
                text.value.trim().trim_end_matches("px").trim_end_matches("ms").trim().parse::<f64>().ok()
            }
            _ => None,
        };
        parsed.filter(|number| number.is_finite()).or_else(|| wrong(doc, &prop, "a number"))
    }

    /// A list of texts; other items are dropped with a warning.
    pub(crate) fn strings(&mut self, doc: &mut Document<'t>, name: &str) -> Option<Vec<String>> {
        let prop = self.take(name)?;
        let Value::Array(array) = prop.value else { return wrong(doc, &prop, "a list") };
        let texts = array.elements.into_iter().filter_map(|item| match item {
            Value::StringLit(text) => Some(text.value.into_owned()),
            other => {
                doc.warn(
                    other.start(),
                    format!("each item of \"{name}\" must be a text; this one is ignored"),
                );
                None
            }
        });
        Some(texts.collect())
    }

    /// A list of objects; other items are dropped with a warning.
    pub(crate) fn objects(&mut self, doc: &mut Document<'t>, name: &str) -> Option<Vec<(Fields<'t>, usize)>> {
        let prop = self.take(name)?;
        let Value::Array(array) = prop.value else { return wrong(doc, &prop, "a list") };
        let objects = array.elements.into_iter().filter_map(|item| match item {
            Value::Object(object) => {
                let offset = object.range.start;
                Some((Fields::new(object), offset))
            }
            other => {
                doc.warn(
                    other.start(),
                    format!("each item of \"{name}\" must be an object; this one is ignored"),
                );
                None
            }
        });
        Some(objects.collect())
    }

    pub(crate) fn object(&mut self, doc: &mut Document<'t>, name: &str) -> Option<Fields<'t>> {
        let prop = self.take(name)?;
        match prop.value {
            Value::Object(object) => Some(Fields::new(object)),
            _ => wrong(doc, &prop, "an object"),
        }
    }

    /// An object whose values are texts, such as `usingComponents`.
    pub(crate) fn string_map(&mut self, doc: &mut Document<'t>, name: &str) -> BTreeMap<String, String> {
        let Some(fields) = self.object(doc, name) else { return BTreeMap::new() };
        let entries = fields.props.into_iter().filter_map(|prop| match &prop.value {
            Value::StringLit(text) => Some((prop.name, text.value.to_string())),
            Value::NullKeyword(_) => None,
            _ => wrong(doc, &prop, "a text"),
        });
        entries.collect()
    }

    /// An object whose values may be anything; each is given as JSON.
    pub(crate) fn json_map(&mut self, doc: &mut Document<'t>, name: &str) -> Map<String, Json> {
        self.object(doc, name).map(Fields::rest).unwrap_or_default()
    }

    /// What nobody took.
    pub(crate) fn rest(self) -> Map<String, Json> {
        self.props.into_iter().map(|prop| (prop.name, Json::from(prop.value))).collect()
    }
}

fn wrong<T>(doc: &mut Document<'_>, prop: &Prop<'_>, expected: &str) -> Option<T> {
    doc.warn(prop.offset, format!("\"{}\" must be {expected}; it is ignored", prop.name));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lax_json_is_read() {
        let text =
            "\u{feff}{ // comment\n 'a': \"YES\", \"n\": \"50\", b: [1, \"x\",], /* c */ \"a\": \"no\",\n}";
        let mut doc = Document::new("app.json", text);
        let mut fields = doc.parse().expect("lax JSON");
        assert_eq!(fields.boolean(&mut doc, "a"), Some(false), "the last of two wins");
        assert_eq!(fields.number(&mut doc, "n"), Some(50.0));
        assert_eq!(fields.strings(&mut doc, "b"), Some(vec!["x".to_owned()]));
        let problems = doc.into_problems();
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].line, problems[0].column), (2, 29));
    }

    #[test]
    fn errors_have_a_place() {
        let error = Document::new("app.json", "{\n  \"页\": @\n}").parse().err().expect("refused");
        assert_eq!((error.line, error.column), (2, 8), "{error}");
        let error = Document::new("app.json", " []").parse().err().expect("refused");
        assert_eq!((error.line, error.column), (1, 2), "{error}");
        assert!(Document::new("app.json", &"[".repeat(100_000)).parse().is_err(), "deep nesting is refused");
        assert!(Document::new("app.json", &"{\"a\":".repeat(100_000)).parse().is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|[\\[\\]{}:,\"'a1 \\\\/*]{0,40}") {
            let mut doc = Document::new("x.json", &text);
            if let Ok(mut fields) = doc.parse() {
                fields.boolean(&mut doc, "a");
                fields.rest();
            }
        }
    }
}
