//! A few words to write trees with.

use super::Action;
use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;

/// Appends an element with classes.
pub(super) fn element(tree: &mut Tree, parent: NodeId, tag: &str, classes: &str) -> NodeId {
    let id = tree.create_element(tag, StyleScope::APP);
    for class in classes.split_whitespace() {
        tree.add_class(id, class, StyleScope::APP);
    }
    tree.append(parent, id);
    id
}

/// Appends a `view`.
pub(super) fn view(tree: &mut Tree, parent: NodeId, classes: &str) -> NodeId {
    element(tree, parent, "view", classes)
}

/// Appends a `text` with its text.
pub(super) fn label(tree: &mut Tree, parent: NodeId, classes: &str, text: &str) -> NodeId {
    let id = element(tree, parent, "text", classes);
    let words = tree.create_text(text);
    tree.append(id, words);
    id
}

/// Makes a node answer to touches, under a name for screen readers.
pub(super) fn act(tree: &mut Tree, id: NodeId, action: Action, label: &str) {
    tree.associate(id, action.to_number());
    if !label.is_empty() {
        tree.set_attribute(id, "aria-label", Value::from(label));
        tree.set_attribute(id, "aria-role", Value::from("button"));
    }
}

/// Appends a wheel that turns. A loading button's is the one that hosts turn by themselves; the sheet takes the button's looks away.
pub(super) fn spinner(tree: &mut Tree, parent: NodeId, classes: &str) {
    let wheel = element(tree, parent, "button", "spinner");
    for class in classes.split_whitespace() {
        tree.add_class(wheel, class, StyleScope::APP);
    }
    tree.set_attribute(wheel, "loading", Value::from(true));
    tree.set_attribute(wheel, "aria-hidden", Value::from(true));
}
