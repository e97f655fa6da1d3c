//! What a template file says, the same for all dialects.
//!
//! Directives have become nodes: `if`/`elif`/`else` on neighbours are one [`If`], `for` is a [`For`] around its element
//! (outside of an `if` on the same tag), `<block>` is gone. Names of attributes are in kebab-case.

use crate::{EventKind, Expr, Position};
use std::rc::Rc;

/// One template file.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// The file, from the package's root.
    pub path: Rc<str>,
    /// What the page or component shows; also what an `<include>` of this file stands for.
    pub children: Vec<Node>,
    /// The file's own `<template name>`, wherever in the file they stood.
    pub definitions: Vec<Definition>,
    /// `<import src>`: files whose [`definitions`](Self::definitions) (not their imports) may be used here. A later one wins.
    pub imports: Vec<Import>,
    /// Inline script modules; their names hide data of the same name.
    pub scripts: Vec<Script>,
}

impl Template {
    /// The file's own definition of that name; of two, the first one, as WeChat does.
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions.iter().find(|definition| &*definition.name == name)
    }
}

/// A part of a template.
#[derive(Debug, Clone)]
pub enum Node {
    /// Text, whole or with interpolations.
    Text(Text),
    /// An element or a component.
    Element(Box<Element>),
    /// A chain of conditions.
    If(If),
    /// A loop.
    For(Box<For>),
    /// `<template is data>`
    TemplateUse(Box<TemplateUse>),
    /// `<include src>`
    Include(Include),
    /// `<slot>`
    Slot(Box<Slot>),
}

/// Text. A fixed one is a constant expression.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its value; show it with [`crate::display_text`].
    pub value: Expr,
    /// The slot it goes to, from a `<block slot>` around it.
    pub slot: Option<Expr>,
    /// Where it begins.
    pub position: Position,
}

/// An element, built in or a component: only the declared components tell.
#[derive(Debug, Clone)]
pub struct Element {
    /// The tag as written.
    pub tag: Rc<str>,
    /// Where its `<` is.
    pub position: Position,
    /// `id`
    pub id: Option<Expr>,
    /// `class` in pieces: fixed names one by one, the rest as expressions.
    pub class: Vec<ClassPiece>,
    /// `style` text; show it with [`crate::display_text`].
    pub style: Option<Expr>,
    /// `slot`: the name of the slot of the parent component it goes to.
    pub slot: Option<Expr>,
    /// `slot:name="alias"`: values of the slot that its content reads under the alias.
    pub slot_values: Vec<(Rc<str>, Rc<str>)>,
    /// `data-*` by dataset key (`data-user-id` is `userId`).
    pub dataset: Vec<Named>,
    /// `mark:*` by name.
    pub marks: Vec<Named>,
    /// Everything else that is an attribute or a property, also `model:` ones.
    pub attributes: Vec<Attribute>,
    /// Event handlers. One event may have several of different kinds.
    pub events: Vec<EventBinding>,
    /// `generic:name="tag"`
    pub generics: Vec<Named>,
    /// `change:property="{{module.function}}"`: inline script functions called when the property changes, by kebab-case name.
    pub changes: Vec<Named>,
    /// Its content.
    pub children: Vec<Node>,
}

impl Element {
    /// The attribute of that kebab-case name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }

    /// True if nothing of the element itself (its content aside) depends on data.
    pub fn is_static(&self) -> bool {
        let fixed = |value: &Expr| value.as_static().is_some();
        self.id.as_ref().is_none_or(fixed)
            && self.style.as_ref().is_none_or(fixed)
            && self.slot.as_ref().is_none_or(fixed)
            && self.class.iter().all(|piece| matches!(piece, ClassPiece::Static(_)))
            && self.attributes.iter().all(|attribute| fixed(&attribute.value))
            && self.events.iter().all(|event| fixed(&event.handler))
            && [&self.dataset, &self.marks, &self.generics, &self.changes]
                .iter()
                .all(|list| list.iter().all(|named| fixed(&named.value)))
    }
}

/// A named value.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name without its prefix.
    pub name: Rc<str>,
    /// The value.
    pub value: Expr,
    /// Where the attribute begins.
    pub position: Position,
}

/// An attribute or property.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// In kebab-case: `scrollY` and `scroll-y` are both `scroll-y`.
    pub name: Rc<str>,
    /// As written, without `model:`.
    pub original: Rc<str>,
    /// Its value; an attribute without one is `true`.
    pub value: Expr,
    /// `model:`: changes flow back to [`Expr::as_path`].
    pub two_way: bool,
    /// Where the attribute begins.
    pub position: Position,
}

/// A part of `class`.
#[derive(Debug, Clone)]
pub enum ClassPiece {
    /// One class name.
    Static(Rc<str>),
    /// Names known when shown: [`crate::class_names`] splits them.
    Dynamic(Expr),
}

/// An event handler.
#[derive(Debug, Clone)]
pub struct EventBinding {
    /// The event's name as written (`tap`, `my-event`, `myEvent`).
    pub name: Rc<str>,
    /// Phase and what it stops.
    pub kind: EventKind,
    /// The name of a method, or an inline script's function. Ask when the event happens: it may be empty or change.
    pub handler: Expr,
    /// Where the attribute begins.
    pub position: Position,
}

/// `if`, `elif`, `else`: the first branch that holds is shown.
#[derive(Debug, Clone)]
pub struct If {
    /// At least one.
    pub branches: Vec<Branch>,
}

/// One branch of an [`If`].
#[derive(Debug, Clone)]
pub struct Branch {
    /// `None` is `else`.
    pub condition: Option<Expr>,
    /// What it shows.
    pub children: Vec<Node>,
    /// Where its tag begins.
    pub position: Position,
}

/// A loop over an array, an object's properties, a string's characters or a count.
#[derive(Debug, Clone)]
pub struct For {
    /// What is looped over.
    pub list: Expr,
    /// The name of the item, `item` unless given.
    pub item: Rc<str>,
    /// The name of the index or key, `index` unless given.
    pub index: Rc<str>,
    /// How items are told apart when the list changes.
    pub key: Option<Key>,
    /// What is shown for each item.
    pub children: Vec<Node>,
    /// Where its tag begins.
    pub position: Position,
}

/// How a loop tells its items apart.
#[derive(Debug, Clone)]
pub enum Key {
    /// `*this`: the item itself.
    This,
    /// The name of a property of the item. A name that items lack keeps them in place by order.
    Property(Rc<str>),
    /// Computed where item and index are known (`wx:key="{{item.id}}"`; undocumented, met in programs).
    Computed(Expr),
}

/// `<template name>`
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub name: Rc<str>,
    /// What it stands for. It sees only the data given to it and the file's scripts.
    pub children: Vec<Node>,
    /// Where its tag begins.
    pub position: Position,
}

/// `<template is data>`
#[derive(Debug, Clone)]
pub struct TemplateUse {
    /// The name; may be computed.
    pub name: Expr,
    /// An object whose properties are the data; `None` for none.
    pub data: Option<Expr>,
    /// Where its tag begins.
    pub position: Position,
}

/// `<import src>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The file, from the package's root, with its extension.
    pub path: Rc<str>,
    /// Where its tag begins.
    pub position: Position,
}

/// `<include src>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The file, from the package's root, with its extension. What it shows is its [`Template::children`].
    pub path: Rc<str>,
    /// Where its tag begins.
    pub position: Position,
}

/// `<slot>`
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its name; the constant `""` for the default one.
    pub name: Expr,
    /// Values for the content, by kebab-case name.
    pub values: Vec<Attribute>,
    /// What is shown when nobody fills it (ByteDance and Alipay; WeChat's own compiler warns).
    pub children: Vec<Node>,
    /// `id`, `class`, `style` and events of a slot are not kept; its own `slot` is, for slots handed on.
    pub slot: Option<Expr>,
    /// Where its tag begins.
    pub position: Position,
}

/// An inline script module.
#[derive(Debug, Clone)]
pub struct Script {
    /// The name by which expressions know it.
    pub module: Rc<str>,
    /// Its code or its file.
    pub source: ScriptSource,
    /// Where its tag begins.
    pub position: Position,
}

/// Where an inline script's code is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptSource {
    /// Between the tags; `line` is where the code begins, from 1.
    Inline {
        /// The code.
        code: Rc<str>,
        /// Its first line in the file.
        line: u32,
    },
    /// In a file, from the package's root.
    File(Rc<str>),
}
