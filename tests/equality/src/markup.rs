//! A render tree from markup: tags, attributes, text, `&#number;`. `class`, `id` and `style` go where the template engine would put them.

use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;

/// Reads elements below the page. Blanks between elements stay, as in a page's template they do not: write none where none are meant.
pub fn tree(markup: &str) -> Tree {
    let mut tree = Tree::new("page");
    let mut open = vec![tree.root()];
    let mut rest = markup;
    while !rest.is_empty() {
        let parent = open.last().copied().unwrap_or(tree.root());
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let node = tree.create_text(&characters(&rest[..end]));
            tree.append(parent, node);
            rest = &rest[end..];
            continue;
        };
        let end = tag.find('>').unwrap_or(tag.len());
        let inside = &tag[..end];
        rest = tag.get(end + 1..).unwrap_or("");
        if inside.starts_with('/') {
            open.pop();
            continue;
        }
        let closed = inside.ends_with('/');
        let inside = inside.trim_end_matches('/').trim();
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        if name == "page" {
            let root = tree.root();
            set_attributes(&mut tree, root, attributes);
            continue;
        }
        let node = tree.create_element(name, StyleScope::APP);
        set_attributes(&mut tree, node, attributes);
        tree.append(parent, node);
        if !closed {
            open.push(node);
        }
    }
    tree
}

/// `name="value"`, `name=value` or a bare name, which is true.
fn set_attributes(tree: &mut Tree, node: NodeId, mut text: &str) {
    loop {
        text = text.trim_start();
        let end = text.find([' ', '=']).unwrap_or(text.len());
        let name = &text[..end];
        if name.is_empty() {
            return;
        }
        text = &text[end..];
        let value = if let Some(after) = text.strip_prefix("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            text = after;
            Some(value)
        } else if let Some(after) = text.strip_prefix('=') {
            let end = after.find(' ').unwrap_or(after.len());
            text = &after[end..];
            Some(&after[..end])
        } else {
            None
        };
        match (name, value) {
            ("class", Some(value)) => {
                for name in value.split_whitespace() {
                    tree.add_class(node, name, StyleScope::APP);
                }
            }
            ("id", Some(value)) => tree.set_id(node, value),
            ("style", Some(value)) => tree.set_style(node, value),
            (name, Some(value)) => tree.set_attribute(node, name, Value::from(value)),
            (name, None) => tree.set_attribute(node, name, Value::Bool(true)),
        }
    }
}

/// Replaces `&#number;`.
fn characters(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(number, rest)| Some((char::from_u32(number.parse().ok()?)?, rest)))
        {
            Some((character, rest)) => {
                out.push(character);
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}
