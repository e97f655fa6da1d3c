//! Built-in components: which tags exist, and what they do by themselves above the render tree. How they look is no business
//! of this layer.

mod action;
mod control;
mod form;
mod hover;
mod picker_column;
mod rich_text;
mod table;

pub(crate) use action::{after, before, is_deaf, resolve_url};
pub(crate) use hover::Hover;
pub(crate) use table::{Builtin, Control, find};
pub use table::{BuiltinTag, builtin_tags};

use crate::nodes::Elem;
use crate::page::Page;
use minihost_tree::{Element, NodeId};
use minihost_value::Value;
use std::rc::Rc;

/// A native element was made with its content.
pub(crate) fn created(page: &Page, elem: &Rc<Elem>) {
    if let Some(name) = control_of(elem).value_attribute() {
        elem.state.borrow_mut().rare_mut().initial = attribute(page, elem, name);
    }
    if control_of(elem) == Control::PickerColumn {
        picker_column::created(page, elem);
    }
    updated(page, elem);
}

/// Something of a native element itself changed.
pub(crate) fn updated(page: &Page, elem: &Rc<Elem>) {
    let Some(builtin) = elem.op.builtin else { return };
    if builtin.control == Control::None {
        return;
    }
    control::refresh(page, elem, builtin);
    match builtin.control {
        Control::RichText => rich_text::show(page, elem),
        Control::PickerView => picker_column::dress_all(page, elem),
        _ => {}
    }
}

/// An attribute as the render tree has it now.
fn attribute(page: &Page, elem: &Elem, name: &str) -> Value {
    with_element(page, elem, |element| element.attribute(name)).unwrap_or_default()
}

fn flag(page: &Page, elem: &Elem, name: &str) -> bool {
    with_element(page, elem, |element| element.flag(name)).unwrap_or(false)
}

fn text(page: &Page, elem: &Elem, name: &str) -> Rc<str> {
    attribute(page, elem, name).to_display()
}

fn set(page: &Page, elem: &Elem, name: &str, value: Value) {
    if let Some(node) = elem.node {
        page.tree.borrow_mut().set_attribute(node, name, value);
    }
}

fn with_element<R>(page: &Page, elem: &Elem, with: impl FnOnce(&Element) -> R) -> Option<R> {
    let tree = page.tree.borrow();
    Some(with(tree.element(elem.node?)?))
}

/// Elements below a node in the composed tree, in document order, without the node itself.
fn below(page: &Page, node: NodeId) -> Vec<Rc<Elem>> {
    let ids = page.tree.borrow().descendants(node);
    ids.into_iter().skip(1).filter_map(|id| page.elem(id)).collect()
}

fn control_of(elem: &Elem) -> Control {
    elem.op
        .builtin
        .filter(|_| elem.component.get().is_none())
        .map_or(Control::None, |builtin| builtin.control)
}
