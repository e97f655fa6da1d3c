//! Sorting a tag's attributes: directives, class, events, data, the rest.

use super::Parser;
use super::interpolation::Interpolations;
use super::tokens::RawAttribute;
use crate::expr::Form;
use crate::{
    Attribute, DialectTable, Element, EventBinding, EventKind, Expr, Key, Named, dataset_key, kebab_case,
};
use minihost_ports::{Problem, ProblemKind};
use minihost_value::Value;
use std::rc::Rc;

/// More attributes than any real tag has.
const MAX_ATTRIBUTES: usize = 512;

/// The directives of a tag.
#[derive(Debug, Default)]
pub(super) struct TagDirectives {
    pub condition: Option<Condition>,
    pub list: Option<Expr>,
    pub item: Option<Rc<str>>,
    pub index: Option<Rc<str>>,
    pub key: Option<Key>,
}

#[derive(Debug)]
pub(super) enum Condition {
    If(Expr),
    Elif(Expr),
    Else,
}

impl Parser<'_> {
    /// Reads everything but what belongs to the tag itself (`name` of a template and the like), which stays an attribute.
    pub(super) fn attributes(
        &mut self,
        tag: &str,
        raw: &[RawAttribute<'_>],
        offset: usize,
        interpolations: &Interpolations,
    ) -> (Element, TagDirectives) {
        let mut element = Element {
            tag: tag.into(),
            position: self.locator.position(offset),
            id: None,
            class: Vec::new(),
            style: None,
            slot: None,
            slot_values: Vec::new(),
            dataset: Vec::new(),
            marks: Vec::new(),
            attributes: Vec::new(),
            events: Vec::new(),
            generics: Vec::new(),
            changes: Vec::new(),
            children: Vec::new(),
        };
        let mut directives = TagDirectives::default();
        if raw.len() > MAX_ATTRIBUTES {
            let message =
                format!("<{tag}> has more than {MAX_ATTRIBUTES} attributes; the others are ignored");
            self.problem(Problem::new(ProblemKind::Limit, message), offset);
        }
        for attribute in &raw[..raw.len().min(MAX_ATTRIBUTES)] {
            self.one(&mut element, &mut directives, attribute, interpolations);
        }
        (element, directives)
    }

    fn one(
        &mut self,
        element: &mut Element,
        directives: &mut TagDirectives,
        raw: &RawAttribute<'_>,
        interpolations: &Interpolations,
    ) {
        let table = self.table;
        let position = self.locator.position(raw.offset);
        let (text, at) = raw.value.unwrap_or(("", raw.offset));
        let name = raw.name;
        if let Some(directive) = table.directive_prefixes.iter().find_map(|prefix| name.strip_prefix(prefix))
        {
            self.directive(directives, directive, raw, interpolations);
            return;
        }
        if table.ignored_prefixes.iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        match name {
            "class" => {
                element.class = self.class(text, at, interpolations);
                return;
            }
            "style" => {
                element.style = Some(self.value(text, at, Form::Value, interpolations));
                return;
            }
            "id" => {
                element.id = Some(self.value(text, at, Form::Value, interpolations));
                return;
            }
            "slot" => {
                element.slot = Some(self.value(text, at, Form::Value, interpolations));
                return;
            }
            _ => {}
        }
        if let Some(key) = name.strip_prefix("data-").or_else(|| name.strip_prefix("data:")) {
            let name = dataset_key(key, table.dataset_lower_case).into();
            let value = self.value_or_true(raw, interpolations);
            element.dataset.push(Named { name, value, position });
            return;
        }
        let stripped = |prefix: Option<&str>| prefix.and_then(|prefix| name.strip_prefix(prefix));
        if let Some(mark) = stripped(table.mark_prefix) {
            let value = self.value_or_true(raw, interpolations);
            element.marks.push(Named { name: mark.into(), value, position });
        } else if let Some(generic) = stripped(table.generic_prefix) {
            let value = self.value(text, at, Form::Value, interpolations);
            element.generics.push(Named { name: kebab_case(generic).into(), value, position });
        } else if let Some(property) = stripped(table.change_prefix) {
            let value = self.value(text, at, Form::Value, interpolations);
            element.changes.push(Named { name: kebab_case(property).into(), value, position });
        } else if let Some(value) = stripped(table.slot_value_prefix) {
            let alias = if text.is_empty() { value } else { text.trim() };
            element.slot_values.push((kebab_case(value).into(), alias.into()));
        } else if let Some(property) = stripped(table.two_way_prefix) {
            let value = self.value(text, at, Form::Value, interpolations);
            if value.as_path().is_none() {
                let message = format!(
                    "{name} is bound one way only: two-way binding needs a plain name, such as {{{{value}}}}"
                );
                self.problem(Problem::new(ProblemKind::Template, message).warning(), raw.offset);
            }
            let two_way = value.as_path().is_some();
            self.push(element, raw, property, value, two_way);
        } else if let Some((kind, event)) = table.event_prefixes.iter().find_map(|(prefix, kind)| {
            let event = name.strip_prefix(prefix)?;
            let event = event.strip_prefix(':').unwrap_or(event);
            (!event.is_empty() && !event.starts_with('-')).then_some((*kind, event))
        }) {
            // Without a value it is `true`: no method's name, but a `catch` that holds.
            let handler = self.value_or_true(raw, interpolations);
            let (event, kind) = modified(event, kind, table);
            element.events.push(EventBinding { name: event.into(), kind, handler, position });
        } else {
            if name.contains(':') {
                let message = format!("{} knows no attribute {name}; it is kept as written", table.name);
                self.problem(Problem::new(ProblemKind::Template, message).hint(), raw.offset);
            }
            // The data of a template is the inside of an object literal, unlike any other attribute.
            let value = if &*element.tag == "template" && name == "data" {
                self.value(text, at, Form::TemplateData, interpolations)
            } else {
                self.value_or_true(raw, interpolations)
            };
            self.push(element, raw, name, value, false);
        }
    }

    /// Of two attributes with one name the first is kept, as glass-easel does.
    fn push(
        &mut self,
        element: &mut Element,
        raw: &RawAttribute<'_>,
        name: &str,
        value: Expr,
        two_way: bool,
    ) {
        let attribute = Attribute {
            name: kebab_case(name).into(),
            original: name.into(),
            value,
            two_way,
            position: self.locator.position(raw.offset),
        };
        match element.attributes.iter().find(|other| other.name == attribute.name) {
            Some(_) => {
                let message =
                    format!("{} stands twice in this tag; the first one counts", attribute.original);
                self.problem(Problem::new(ProblemKind::Template, message).warning(), raw.offset);
            }
            None => element.attributes.push(attribute),
        }
    }

    fn value_or_true(&mut self, raw: &RawAttribute<'_>, interpolations: &Interpolations) -> Expr {
        match raw.value {
            Some((text, at)) => self.value(text, at, Form::Value, interpolations),
            None => Expr::constant(Value::Bool(true)),
        }
    }

    fn directive(
        &mut self,
        directives: &mut TagDirectives,
        name: &str,
        raw: &RawAttribute<'_>,
        interpolations: &Interpolations,
    ) {
        let names = &self.table.directives;
        if name == names.if_ {
            directives.condition = Some(Condition::If(self.directive_value(raw, interpolations)));
        } else if name == names.elif {
            directives.condition = Some(Condition::Elif(self.directive_value(raw, interpolations)));
        } else if name == names.else_ {
            directives.condition = Some(Condition::Else);
        } else if names.for_.contains(&name) {
            directives.list = Some(self.directive_value(raw, interpolations));
        } else if name == names.for_item {
            directives.item = self.variable(raw);
        } else if name == names.for_index {
            directives.index = self.variable(raw);
        } else if name == names.key {
            let (text, at) = raw.value.unwrap_or(("", raw.offset));
            directives.key = match text.trim() {
                "" => None,
                "*this" => Some(Key::This),
                _ => {
                    let value = self.value(text, at, Form::Value, interpolations);
                    match value.as_static() {
                        Some(Value::String(name)) => Some(Key::Property(name.trim().into())),
                        Some(_) => None,
                        None => Some(Key::Computed(value)),
                    }
                }
            };
        } else {
            let message = format!("there is no directive {}; it is ignored", raw.name);
            self.problem(Problem::new(ProblemKind::Template, message).warning(), raw.offset);
        }
    }

    /// The value of a condition or a loop. Without braces, or with blanks around them, it is text: always true, or a loop over
    /// characters. That is what WeChat does, and never what was meant.
    fn directive_value(&mut self, raw: &RawAttribute<'_>, interpolations: &Interpolations) -> Expr {
        let (text, _) = raw.value.unwrap_or(("", raw.offset));
        let one_expression = text.starts_with("{{") && text.ends_with("}}");
        if !one_expression && !text.is_empty() {
            let fix = if text.contains("{{") { "remove what stands around the braces" } else { "add braces" };
            let message = format!("the value of {} is text, not an expression; {fix}", raw.name);
            self.problem(Problem::new(ProblemKind::Template, message).warning(), raw.offset);
        }
        self.value_or_true(raw, interpolations)
    }

    /// A loop variable's name; `None` keeps the default.
    fn variable(&mut self, raw: &RawAttribute<'_>) -> Option<Rc<str>> {
        let name = raw.value?.0.trim();
        if name.is_empty() || name.contains(['{', '}', ' ']) {
            let message = format!("{} needs a plain name; the default is used", raw.name);
            self.problem(Problem::new(ProblemKind::Template, message).warning(), raw.offset);
            return None;
        }
        Some(name.into())
    }
}

/// The text of an attribute that must be fixed, such as `src`.
pub(super) fn fixed_text(element: &Element, name: &str) -> Option<Rc<str>> {
    match element.attribute(name)?.value.as_static()? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().into()),
        _ => None,
    }
}

/// Moves an attribute out of an element.
pub(super) fn take(element: &mut Element, name: &str) -> Option<Attribute> {
    let at = element.attributes.iter().position(|attribute| &*attribute.name == name)?;
    Some(element.attributes.remove(at))
}

/// An event's name without the modifiers after it, and the kind with them. A name with a dot that is no modifier stays whole.
fn modified<'a>(event: &'a str, kind: EventKind, table: &DialectTable) -> (&'a str, EventKind) {
    let mut parts = event.split('.');
    let name = parts.next().unwrap_or_default();
    let found = parts.try_fold(kind, |kind, part| {
        let (_, modifier) = table.event_modifiers.iter().find(|(known, _)| *known == part)?;
        Some(kind.with(*modifier))
    });
    match found {
        Some(kind) if !name.is_empty() => (name, kind),
        _ => (event, kind),
    }
}
