//! Templates prepared for running: includes put in place, free names known for every piece, so that an update can skip what
//! did not change. A prepared file knows no component and is shared by all that use it.

use crate::builtin::{self, Builtin};
use crate::common::Shared;
use crate::free::{Free, FreeNames};
use minihost_syntax as syntax;
use minihost_syntax::{Expr, Key, Position};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// Inline script modules by name.
pub(crate) type Modules = FxHashMap<Rc<str>, minihost_value::Value>;

/// A list of pieces.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub ops: Vec<Op>,
    pub free: Free,
}

/// One piece.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    Text(Rc<TextOp>),
    Element(Rc<ElementOp>),
    If(Rc<IfOp>),
    For(Rc<ForOp>),
    Use(Rc<UseOp>),
    Include(Rc<IncludeOp>),
    Slot(Rc<SlotOp>),
}

impl Op {
    pub(crate) fn free(&self) -> &Free {
        match self {
            Op::Text(op) => &op.free,
            Op::Element(op) => &op.free,
            Op::If(op) => &op.free,
            Op::For(op) => &op.free,
            Op::Use(op) => &op.free,
            Op::Include(op) => &op.block.free,
            Op::Slot(op) => &op.free,
        }
    }
}

#[derive(Debug)]
pub(crate) struct TextOp {
    pub value: Expr,
    /// The slot it goes to, if not the one without a name.
    pub slot: Option<Expr>,
    pub free: Free,
}

#[derive(Debug)]
pub(crate) struct ElementOp {
    /// As written, but without children.
    pub element: syntax::Element,
    pub children: Rc<Block>,
    /// What the element itself depends on.
    pub own: Free,
    /// That and what its children depend on.
    pub free: Free,
    /// What is known of the tag, if it is a native one.
    pub builtin: Option<&'static Builtin>,
    /// What its elements have in common.
    pub shared: Shared,
}

#[derive(Debug)]
pub(crate) struct IfOp {
    pub branches: Vec<(Option<Expr>, Rc<Block>)>,
    /// What the conditions depend on.
    pub conditions: Free,
    pub free: Free,
}

#[derive(Debug)]
pub(crate) struct ForOp {
    pub list: Expr,
    pub item: Rc<str>,
    pub index: Rc<str>,
    pub key: Option<Key>,
    pub body: Rc<Block>,
    /// What the body depends on besides item and index.
    pub outer: Free,
    pub free: Free,
}

#[derive(Debug)]
pub(crate) struct UseOp {
    pub name: Expr,
    pub data: Option<Expr>,
    /// The file whose definitions and imports count.
    pub file: Rc<File>,
    pub free: Free,
    pub position: Position,
}

#[derive(Debug)]
pub(crate) struct IncludeOp {
    pub block: Rc<Block>,
    /// Its scripts are seen by its content.
    pub file: Rc<File>,
}

#[derive(Debug)]
pub(crate) struct SlotOp {
    pub name: Expr,
    /// Its own `slot`: a slot that is handed on to another component.
    pub slot: Option<Expr>,
    /// What it gives to its content, by kebab-case name.
    pub values: Vec<syntax::Attribute>,
    pub fallback: Rc<Block>,
    pub own: Free,
    pub free: Free,
}

/// A `<template name>`, prepared.
#[derive(Debug)]
pub(crate) struct Body {
    pub block: Rc<Block>,
    pub file: Rc<File>,
}

/// A template file.
#[derive(Debug)]
pub(crate) struct File {
    pub ast: Rc<syntax::Template>,
    /// The content outside of `<template name>`.
    pub main: OnceCell<Rc<Block>>,
    preparing: Cell<bool>,
    pub modules: OnceCell<Rc<Modules>>,
    /// By name, prepared when first used; `None` for names nobody defines.
    pub bodies: RefCell<FxHashMap<Rc<str>, Option<Rc<Body>>>>,
}

/// How deep elements may nest in one file, and files in files.
const MAX_DEPTH: usize = 200;

/// Finds files for includes.
pub(crate) trait Files {
    /// The file at a path with extension; `None` if there is none (a problem has been reported).
    fn file(&self, path: &str) -> Option<Rc<File>>;
    /// Says that a file includes itself, or that something nests too deep.
    fn too_deep(&self, path: &str);
    /// How many files are being prepared, one including the other.
    fn depth(&self) -> &Cell<usize>;
}

impl File {
    pub(crate) fn new(ast: syntax::Template) -> Rc<File> {
        Rc::new(File {
            ast: Rc::new(ast),
            main: OnceCell::new(),
            preparing: Cell::new(false),
            modules: OnceCell::new(),
            bodies: RefCell::default(),
        })
    }

    pub(crate) fn main(self: &Rc<Self>, files: &dyn Files) -> Rc<Block> {
        if let Some(main) = self.main.get() {
            return main.clone();
        }
        let depth = files.depth();
        if self.preparing.get() || depth.get() > MAX_DEPTH {
            files.too_deep(&self.ast.path);
            return Rc::default();
        }
        self.preparing.set(true);
        depth.set(depth.get() + 1);
        let block = Preparation { files, file: self.clone() }.block(&self.ast.children, 0);
        depth.set(depth.get() - 1);
        self.preparing.set(false);
        self.main.get_or_init(|| block).clone()
    }

    /// The definition that `name` means in this file: its own, or one of an imported file (not of that file's imports).
    pub(crate) fn body(self: &Rc<Self>, name: &str, files: &dyn Files) -> Option<Rc<Body>> {
        if let Some(known) = self.bodies.borrow().get(name) {
            return known.clone();
        }
        let found = self.own_body(name, files).or_else(|| {
            self.ast.imports.iter().rev().find_map(|import| files.file(&import.path)?.own_body(name, files))
        });
        self.bodies.borrow_mut().insert(name.into(), found.clone());
        found
    }

    fn own_body(self: &Rc<Self>, name: &str, files: &dyn Files) -> Option<Rc<Body>> {
        let definition = self.ast.definition(name)?;
        if let Some(Some(known)) = self.bodies.borrow().get(name) {
            return Some(known.clone());
        }
        let block = Preparation { files, file: self.clone() }.block(&definition.children, 0);
        let body = Rc::new(Body { block, file: self.clone() });
        self.bodies.borrow_mut().insert(name.into(), Some(body.clone()));
        Some(body)
    }
}

struct Preparation<'a> {
    files: &'a dyn Files,
    file: Rc<File>,
}

impl Preparation<'_> {
    fn block(&self, nodes: &[syntax::Node], depth: usize) -> Rc<Block> {
        if depth > MAX_DEPTH {
            self.files.too_deep(&self.file.ast.path);
            return Rc::default();
        }
        let ops: Vec<Op> = nodes.iter().filter_map(|node| self.op(node, depth)).collect();
        let mut free = FreeNames::default();
        for op in &ops {
            free.add(op.free());
        }
        Rc::new(Block { ops, free: free.finish() })
    }

    fn op(&self, node: &syntax::Node, depth: usize) -> Option<Op> {
        Some(match node {
            syntax::Node::Text(text) => {
                let mut free = FreeNames::default();
                free.expr(&text.value);
                if let Some(slot) = &text.slot {
                    free.expr(slot);
                }
                let (value, slot) = (text.value.clone(), text.slot.clone());
                Op::Text(Rc::new(TextOp { value, slot, free: free.finish() }))
            }
            syntax::Node::Element(element) => Op::Element(Rc::new(self.element(element, depth))),
            syntax::Node::If(chain) => {
                let mut conditions = FreeNames::default();
                let mut free = FreeNames::default();
                let mut branches = Vec::new();
                for branch in &chain.branches {
                    let block = self.block(&branch.children, depth + 1);
                    if let Some(condition) = &branch.condition {
                        conditions.expr(condition);
                        free.expr(condition);
                    }
                    free.add(&block.free);
                    branches.push((branch.condition.clone(), block));
                }
                Op::If(Rc::new(IfOp { branches, conditions: conditions.finish(), free: free.finish() }))
            }
            syntax::Node::For(list) => {
                let body = self.block(&list.children, depth + 1);
                let mut outer = FreeNames::default();
                outer.add_without(&body.free, [&list.item, &list.index]);
                if let Some(Key::Computed(key)) = &list.key {
                    outer.expr(key);
                }
                let outer = outer.finish();
                let mut free = FreeNames::default();
                free.expr(&list.list);
                free.add(&outer);
                Op::For(Rc::new(ForOp {
                    list: list.list.clone(),
                    item: list.item.clone(),
                    index: list.index.clone(),
                    key: list.key.clone(),
                    body,
                    outer,
                    free: free.finish(),
                }))
            }
            syntax::Node::TemplateUse(call) => {
                let mut free = FreeNames::default();
                free.expr(&call.name);
                if let Some(data) = &call.data {
                    free.expr(data);
                }
                Op::Use(Rc::new(UseOp {
                    name: call.name.clone(),
                    data: call.data.clone(),
                    file: self.file.clone(),
                    free: free.finish(),
                    position: call.position,
                }))
            }
            syntax::Node::Include(include) => {
                let file = self.files.file(&include.path)?;
                // Shared, not copied: files that include each other twice would double at every level.
                let block = file.main(self.files);
                Op::Include(Rc::new(IncludeOp { block, file }))
            }
            syntax::Node::Slot(slot) => {
                let mut own = FreeNames::default();
                own.expr(&slot.name);
                if let Some(name) = &slot.slot {
                    own.expr(name);
                }
                slot.values.iter().for_each(|value| own.expr(&value.value));
                let own = own.finish();
                let fallback = self.block(&slot.children, depth + 1);
                let mut free = FreeNames::default();
                free.add(&own);
                free.add(&fallback.free);
                Op::Slot(Rc::new(SlotOp {
                    name: slot.name.clone(),
                    slot: slot.slot.clone(),
                    values: slot.values.clone(),
                    fallback,
                    own,
                    free: free.finish(),
                }))
            }
        })
    }

    fn element(&self, given: &syntax::Element, depth: usize) -> ElementOp {
        let children = self.block(&given.children, depth + 1);
        let element = syntax::Element {
            tag: given.tag.clone(),
            position: given.position,
            id: given.id.clone(),
            class: given.class.clone(),
            style: given.style.clone(),
            slot: given.slot.clone(),
            slot_values: given.slot_values.clone(),
            dataset: given.dataset.clone(),
            marks: given.marks.clone(),
            attributes: given.attributes.clone(),
            events: given.events.clone(),
            generics: given.generics.clone(),
            changes: given.changes.clone(),
            children: Vec::new(),
        };
        let mut own = FreeNames::default();
        for expr in [&element.id, &element.style, &element.slot].into_iter().flatten() {
            own.expr(expr);
        }
        for piece in &element.class {
            if let syntax::ClassPiece::Dynamic(expr) = piece {
                own.expr(expr);
            }
        }
        element.attributes.iter().for_each(|attribute| own.expr(&attribute.value));
        element.events.iter().for_each(|event| own.expr(&event.handler));
        for list in [&element.dataset, &element.marks, &element.generics, &element.changes] {
            for named in list {
                own.expr(&named.value);
            }
        }
        let own = own.finish();
        let mut free = FreeNames::default();
        free.add_from_slot(&own, &element.slot_values);
        free.add_from_slot(&children.free, &element.slot_values);
        let builtin = builtin::find(&element.tag);
        ElementOp { element, children, own, free: free.finish(), builtin, shared: Shared::default() }
    }
}
