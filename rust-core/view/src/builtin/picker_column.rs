//! What a `picker-view-column` shows above its items: a mask that pales those that are not chosen, and the frame around the one that is.
//! Both are nodes of their own, so that `indicator-class` and `mask-class` are styled like any class of the program.

use super::{Control, below, control_of, text};
use crate::nodes::Elem;
use crate::page::Page;
use minihost_tree::{Class, NodeId, StyleScope};
use std::rc::Rc;

/// Tags of the two, and the attributes of the `picker-view` that say how they look.
const PARTS: [(&str, &str, &str); 2] = [
    ("picker-view-mask", "mask-style", "mask-class"),
    ("picker-view-indicator", "indicator-style", "indicator-class"),
];

/// A column was made.
pub(super) fn created(page: &Page, column: &Rc<Elem>) {
    let Some(node) = column.node else { return };
    let nodes: Vec<NodeId> = {
        let mut tree = page.tree.borrow_mut();
        let scope = tree.element(node).map(|element| element.style_scope).unwrap_or_default();
        let parts = PARTS.iter().map(|(tag, ..)| {
            let part = tree.create_element(tag, scope);
            tree.append(node, part);
            part
        });
        parts.collect()
    };
    column.state.borrow_mut().rare_mut().own_nodes = nodes;
    let mut at = column.parent.as_ref().and_then(std::rc::Weak::upgrade);
    while let Some(elem) = at {
        if control_of(&elem) == Control::PickerView {
            return dress(page, &elem, column);
        }
        at = elem.parent.as_ref().and_then(std::rc::Weak::upgrade);
    }
}

/// A `picker-view` has other attributes than before.
pub(super) fn dress_all(page: &Page, picker: &Rc<Elem>) {
    let Some(node) = picker.node else { return };
    for column in below(page, node) {
        if control_of(&column) == Control::PickerColumn {
            dress(page, picker, &column);
        }
    }
}

fn dress(page: &Page, picker: &Rc<Elem>, column: &Rc<Elem>) {
    let nodes = column.state.borrow().own_nodes().to_vec();
    let frame = text(page, picker, "indicator-style");
    let scope = picker.owner.upgrade().map_or(StyleScope::APP, |owner| owner.definition.scope);
    for (node, (tag, style, class)) in nodes.into_iter().zip(PARTS) {
        let mut style = text(page, picker, style).to_string();
        if tag == "picker-view-mask"
            && let Some(height) = declared(&frame, "height")
        {
            // The mask pales what is above and below the frame, however high that is.
            style = format!("background-size:100% calc((100% - {height}) / 2);{style}");
        }
        let names = text(page, picker, class);
        let classes: Vec<_> =
            names.split_whitespace().map(|name| Class { name: name.into(), scope }).collect();
        let mut tree = page.tree.borrow_mut();
        tree.set_style(node, &style);
        tree.set_classes(node, classes);
    }
}

/// What an inline style says of a property.
fn declared<'t>(style: &'t str, property: &str) -> Option<&'t str> {
    let mut last_first = style.rsplit(';').filter_map(|declaration| declaration.split_once(':'));
    last_first.find(|(name, _)| name.trim() == property).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        for (style, expected) in [
            ("height: 50px;", Some("50px")),
            ("line-height: 1; height:100rpx", Some("100rpx")),
            ("color:red", None),
            ("", None),
        ] {
            assert_eq!(declared(style, "height"), expected, "{style}");
        }
    }
}
