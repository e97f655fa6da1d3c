//! Attributes, classes, styles and properties of elements.

use crate::create::Pass;
use crate::instance::Instance;
use crate::nodes::Elem;
use crate::scope::Env;
use minihost_syntax::{Attribute, ClassPiece, Expr, Named, class_names, display_text};
use minihost_tree::Class;
use minihost_value::{MAX_TEXT, SharedList, Value};
use std::rc::Rc;

/// A call of an inline script function because a property changed.
pub(crate) struct ChangeCall {
    pub elem: Rc<Elem>,
    pub function: Value,
    pub new: Value,
    pub old: Value,
}

/// Sets everything of a new element. For a component the result is its first properties: name, value, name, value …
pub(crate) fn first(pass: &Pass<'_>, elem: &Rc<Elem>, env: &Env<'_>) -> Vec<Value> {
    let source = &elem.op.element;
    let mut properties = Vec::new();
    {
        let mut state = elem.state.borrow_mut();
        if let Some(slot) = &source.slot {
            state.set_slot(display_text(&slot.evaluate(env)));
        }
        state.dataset = values(&source.dataset, env);
        if !source.marks.is_empty() {
            state.rare_mut().marks = values(&source.marks, env);
        }
        state.handlers = elem.op.shared.handlers(source, env);
    }
    if let Some(id) = &source.id {
        set_id(pass, elem, &id.evaluate(env), &mut properties);
    }
    set_classes(pass, elem, env);
    if let Some(style) = &source.style {
        set_style(pass, elem, &style.evaluate(env), &mut properties);
    }
    if let Some(slot) = &source.slot {
        offer(elem, "slot", &slot.evaluate(env), &mut properties);
    }
    for attribute in &source.attributes {
        let value = attribute.value.evaluate(env);
        set_attribute(pass, elem, attribute, value, env, &mut properties, None);
    }
    if let Some(node) = elem.node
        && !source.events.is_empty()
    {
        pass.page.tree.borrow_mut().set_listeners(node, elem.op.shared.listeners(source));
    }
    properties
}

/// Brings an element in line with changed data; properties of a component are handed to it.
pub(crate) fn update(pass: &Pass<'_>, elem: &Rc<Elem>, env: &Env<'_>) {
    let source = &elem.op.element;
    let mut properties = Vec::new();
    let changed = |expr: &Expr| !expr.reads().is_empty() && env.expr_changed(expr);
    if let Some(slot) = source.slot.as_ref().filter(|expr| changed(expr)) {
        let value = slot.evaluate(env);
        let name = display_text(&value);
        if *elem.state.borrow().slot() != *name {
            elem.state.borrow_mut().set_slot(name);
            pass.touch(elem.parent().as_ref());
        }
        offer(elem, "slot", &value, &mut properties);
    }
    if source.dataset.iter().any(|named| changed(&named.value)) {
        elem.state.borrow_mut().dataset = values(&source.dataset, env);
    }
    if source.marks.iter().any(|named| changed(&named.value)) {
        elem.state.borrow_mut().rare_mut().marks = values(&source.marks, env);
    }
    if source.events.iter().any(|event| changed(&event.handler)) {
        let handlers = source.events.iter().map(|event| event.handler.evaluate(env)).collect();
        elem.state.borrow_mut().handlers = handlers;
    }
    if let Some(id) = source.id.as_ref().filter(|expr| changed(expr)) {
        set_id(pass, elem, &id.evaluate(env), &mut properties);
    }
    if source.class.iter().any(|piece| matches!(piece, ClassPiece::Dynamic(expr) if changed(expr))) {
        set_classes(pass, elem, env);
    }
    if let Some(style) = source.style.as_ref().filter(|expr| changed(expr)) {
        set_style(pass, elem, &style.evaluate(env), &mut properties);
    }
    for attribute in &source.attributes {
        let moved = attribute.two_way && !elem.state.borrow().models().is_empty();
        if changed(&attribute.value) || moved {
            let value = attribute.value.evaluate(env);
            let old = old_value(pass, elem, attribute);
            if moved && old.as_ref().is_some_and(|old| old.same(&value)) {
                note_model(elem, attribute, env);
                continue;
            }
            set_attribute(pass, elem, attribute, value, env, &mut properties, old);
        }
    }
    if let Some(instance) = elem.component.get() {
        if !properties.is_empty() {
            pass.view.call("setProperties", &[Value::from(instance.id.0), Value::array(properties)]);
        }
    } else {
        crate::builtin::updated(pass.page, elem);
    }
}

fn values(list: &[Named], env: &Env<'_>) -> Box<[Value]> {
    list.iter().map(|named| named.value.evaluate(env)).collect()
}

/// Hands a value to a component that declares a property of this (kebab-case) name.
fn offer(elem: &Elem, name: &str, value: &Value, properties: &mut Vec<Value>) -> bool {
    let declared =
        elem.component.get().and_then(|instance| instance.definition.properties.get(name).cloned());
    match declared {
        Some(declared) => {
            properties.push(Value::String(declared));
            properties.push(value.clone());
            true
        }
        None => false,
    }
}

fn set_id(pass: &Pass<'_>, elem: &Elem, value: &Value, properties: &mut Vec<Value>) {
    let id = pass.view.meter.shown(value);
    if let Some(node) = elem.node {
        pass.page.tree.borrow_mut().set_id(node, &id);
    }
    elem.state.borrow_mut().id = id;
    offer(elem, "id", value, properties);
}

fn set_style(pass: &Pass<'_>, elem: &Elem, value: &Value, properties: &mut Vec<Value>) {
    let style = style_text(value);
    if pass.view.meter.admits(style.len()) {
        elem.state.borrow_mut().style = style;
    }
    apply_style(pass.page, elem);
    offer(elem, "style", value, properties);
}

/// `style` as text; ByteDance's and uni-app's objects become declarations.
pub(crate) fn style_text(value: &Value) -> Rc<str> {
    match value {
        Value::Object(object) => {
            let mut text = String::new();
            for (name, value) in object.iter().filter(|(_, value)| !value.is_nullish()) {
                if text.len() > MAX_TEXT {
                    break;
                }
                text.push_str(&minihost_syntax::kebab_case(name));
                text.push(':');
                text.push_str(&value.to_js_string());
                text.push(';');
            }
            text.into()
        }
        other => display_text(other),
    }
}

/// Template style and script style as one text; the script's comes last and wins.
pub(crate) fn apply_style(page: &crate::page::Page, elem: &Elem) {
    let Some(node) = elem.node else { return };
    let state = elem.state.borrow();
    let mut tree = page.tree.borrow_mut();
    let added = state.script_style();
    if added.is_empty() {
        tree.set_style(node, &state.style);
    } else if state.style.is_empty() {
        tree.set_style(node, added);
    } else {
        tree.set_style(node, &format!("{};{added}", state.style.trim_end_matches(';')));
    }
}

/// Classes that one element may have; nobody writes so many, but a text of megabytes may hold them.
const MAX_CLASSES: usize = 1000;

fn set_classes(pass: &Pass<'_>, elem: &Rc<Elem>, env: &Env<'_>) {
    let source = &elem.op.element;
    if source.class.is_empty() {
        return;
    }
    let mut names: Vec<Rc<str>> = Vec::with_capacity(source.class.len());
    for piece in &source.class {
        match piece {
            ClassPiece::Static(name) => names.push(name.clone()),
            ClassPiece::Dynamic(expr) => {
                class_names(&expr.evaluate(env), &mut |name| {
                    if names.len() < MAX_CLASSES {
                        names.push(name.into());
                    }
                });
            }
        }
    }
    if let Some(instance) = elem.component.get() {
        let text: Vec<&str> = names.iter().map(|name| &**name).collect();
        let text = Value::from(text.join(" "));
        if instance.definition.external_classes.contains("class") {
            set_external(pass.page, elem, "class", &text);
        }
    }
    elem.state.borrow_mut().classes = elem.op.shared.names(names);
    apply_classes(pass.page, elem);
}

/// Puts the classes of an element on its real node: those of the template, then those of inline scripts and hovering.
pub(crate) fn apply_classes(page: &crate::page::Page, elem: &Rc<Elem>) {
    let (Some(node), Some(owner)) = (elem.node, elem.owner.upgrade()) else { return };
    let state = elem.state.borrow();
    let definition = &owner.definition;
    let resolve = || {
        let mut classes = Vec::with_capacity(state.classes.len());
        let hover = if state.hovered() { hover_class(page, elem) } else { Vec::new() };
        for name in state.all_classes().chain(&hover) {
            resolve_class(&owner, name, &mut classes);
        }
        SharedList::from(classes)
    };
    let classes = if definition.external_classes.is_empty() && state.rare().is_none() {
        elem.op.shared.classes(&state.classes, definition.scope, resolve)
    } else {
        resolve()
    };
    let uses_external = state.classes.iter().any(|name| definition.external_classes.contains(name));
    drop(state);
    if uses_external {
        note_user(&owner, elem);
    }
    page.tree.borrow_mut().set_classes(node, classes);
}

fn hover_class(page: &crate::page::Page, elem: &Elem) -> Vec<Rc<str>> {
    let tree = page.tree.borrow();
    let value = elem.node.and_then(|node| tree.element(node)).map(|element| element.attribute("hover-class"));
    let mut names = Vec::new();
    match value {
        Some(Value::String(text)) if &*text == "none" => {}
        Some(value) => class_names(&value, &mut |name| names.push(name.into())),
        None => {}
    }
    names
}

/// A class name as its owner's sheets see it, and what it stands for if it is one of the owner's external classes.
fn resolve_class(owner: &Instance, name: &Rc<str>, classes: &mut Vec<Class>) {
    let mut push = |class: Class| {
        if !classes.contains(&class) {
            classes.push(class);
        }
    };
    // An external class stands for the names given from outside and is no name of its own.
    if !owner.definition.external_classes.contains(name) {
        push(Class { name: name.clone(), scope: owner.definition.scope });
    } else if let Some(external) = owner.external.borrow().get(name) {
        external.iter().cloned().for_each(push);
    }
}

/// Notes the names that an external class of a component (in kebab-case, or as declared) gets from outside.
fn set_external(page: &crate::page::Page, elem: &Rc<Elem>, name: &str, value: &Value) {
    let Some(instance) = elem.component.get() else { return };
    let mut names: Vec<Rc<str>> = Vec::new();
    class_names(value, &mut |name| names.push(name.into()));
    {
        let mut state = elem.state.borrow_mut();
        let same = |declared: &str| declared == name || minihost_syntax::kebab_case(declared) == name;
        for declared in instance.definition.external_classes.iter().filter(|declared| same(declared)) {
            let externals = &mut state.rare_mut().externals;
            externals.retain(|(known, _)| known != declared);
            externals.push((declared.clone(), names.clone()));
        }
    }
    resolve_externals(page, elem, 0);
}

/// Says what the external classes of a component stand for: names in the scope of the component that uses it, and where
/// those are external themselves, what these stand for.
fn resolve_externals(page: &crate::page::Page, elem: &Rc<Elem>, depth: usize) {
    let (Some(owner), Some(instance)) = (elem.owner.upgrade(), elem.component.get()) else { return };
    let externals = elem.state.borrow().rare().map(|rare| rare.externals.clone()).unwrap_or_default();
    let mut changed = false;
    for (declared, names) in externals {
        let mut classes = Vec::new();
        for name in &names {
            resolve_class(&owner, name, &mut classes);
        }
        if names.iter().any(|name| owner.definition.external_classes.contains(name)) {
            note_user(&owner, elem);
        }
        let before = instance.external.borrow_mut().insert(declared, classes.clone());
        changed |= before.as_ref() != Some(&classes);
    }
    // Chains are as long as components nest; the limit there is far below this one.
    if changed && depth < 100 {
        let users = instance.external_users.borrow().clone();
        for user in users.iter().filter_map(std::rc::Weak::upgrade) {
            apply_classes(page, &user);
            resolve_externals(page, &user, depth + 1);
        }
    }
}

fn note_user(owner: &Instance, elem: &Rc<Elem>) {
    let mut users = owner.external_users.borrow_mut();
    if !users.iter().any(|user| std::ptr::eq(user.as_ptr(), Rc::as_ptr(elem))) {
        users.retain(|user| user.strong_count() > 0);
        users.push(Rc::downgrade(elem));
    }
}

fn old_value(pass: &Pass<'_>, elem: &Elem, attribute: &Attribute) -> Option<Value> {
    if let Some(instance) = elem.component.get() {
        let declared = instance.definition.properties.get(&attribute.name)?;
        return Some(instance.data.borrow().get(declared));
    }
    Some(pass.page.tree.borrow().element(elem.node?)?.attribute(&attribute.name))
}

fn note_model(elem: &Elem, attribute: &Attribute, env: &Env<'_>) {
    let path = attribute.value.as_path().and_then(|read| env.data_path(read));
    let name = match elem.component.get() {
        Some(instance) => instance.definition.properties.get(&attribute.name).cloned(),
        None => Some(attribute.name.clone()),
    };
    let mut state = elem.state.borrow_mut();
    if let Some(name) = name {
        let models = &mut state.rare_mut().models;
        models.retain(|(known, _)| *known != name);
        if let Some(path) = path {
            models.push((name, path));
        }
    }
}

fn set_attribute(
    pass: &Pass<'_>,
    elem: &Rc<Elem>,
    attribute: &Attribute,
    value: Value,
    env: &Env<'_>,
    properties: &mut Vec<Value>,
    old: Option<Value>,
) {
    let name = &*attribute.name;
    if attribute.two_way {
        note_model(elem, attribute, env);
    }
    if let Some(change) = elem.op.element.changes.iter().find(|change| *change.name == *name) {
        pass.after.borrow_mut().push(ChangeCall {
            elem: elem.clone(),
            function: change.value.evaluate(env),
            new: value.clone(),
            old: old.unwrap_or_default(),
        });
    }
    if let Some(instance) = elem.component.get() {
        if instance.definition.external_classes.contains(name) {
            set_external(pass.page, elem, name, &value);
        }
        if offer(elem, name, &value, properties) || !is_for_every_node(name) {
            return;
        }
    }
    let Some(node) = elem.node else { return };
    let value = match elem.op.builtin {
        Some(builtin) if builtin.path_attributes.contains(&name) => {
            absolute(&pass.owner.definition.path, value)
        }
        _ => value,
    };
    // A component's or element's attribute that is null counts as not given.
    let value = if matches!(value, Value::Null) { Value::Undefined } else { value };
    pass.page.tree.borrow_mut().set_attribute(node, &attribute.name, value);
}

/// Attributes that a component's host has like any other node.
fn is_for_every_node(name: &str) -> bool {
    matches!(name, "hidden" | "animation" | "role") || name.starts_with("aria-")
}

/// A path in an attribute, from the package's root with a leading slash; URLs stay.
fn absolute(owner: &str, value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.starts_with('/') || has_scheme(trimmed) {
        return value;
    }
    Value::from(format!("/{}", crate::builtin::resolve_url(owner, trimmed)))
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_absolute() {
        for (owner, text, expected) in [
            ("pages/a/a", "b.png", "/pages/a/b.png"),
            ("pages/a/a", "../../x/b.png?v=1", "/x/b.png?v=1"),
            ("pages/a/a", "/x.png", "/x.png"),
            ("pages/a/a", "https://h/x.png", "https://h/x.png"),
            ("pages/a/a", "data:image/png;base64,aa", "data:image/png;base64,aa"),
            ("pages/a/a", "", ""),
            ("a", "../../../b.png", "/b.png"),
        ] {
            assert_eq!(absolute(owner, Value::from(text)), Value::from(expected));
        }
    }

    #[test]
    fn styles_may_be_objects() {
        let style = Value::object([
            ("fontSize", Value::from("12px")),
            ("color", Value::Null),
            ("top", Value::from(0)),
        ]);
        assert_eq!(&*style_text(&style), "font-size:12px;top:0;");
    }
}
