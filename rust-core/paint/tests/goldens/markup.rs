//! A render tree from a few lines of markup: tags, attributes, text; `class`, `id` and `style` go where the template engine would
//! put them. For tests only: no entities, no comments, no mistakes.

use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;

pub fn tree(markup: &str) -> Tree {
    let mut tree = Tree::new("page");
    let mut open = vec![tree.root()];
    let mut rest = markup;
    while !rest.is_empty() {
        let parent = *open.last().expect("the page stays open");
        if let Some(tag) = rest.strip_prefix('<') {
            let end = tag.find('>').expect("a tag ends");
            let (inside, after) = (&tag[..end], &tag[end + 1..]);
            rest = after;
            if inside.starts_with('/') {
                open.pop();
                continue;
            }
            let closed = inside.ends_with('/');
            let inside = inside.trim_end_matches('/').trim();
            let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
            let node = tree.create_element(name, StyleScope::APP);
            set_attributes(&mut tree, node, attributes);
            tree.append(parent, node);
            if !closed {
                open.push(node);
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            if !text.trim().is_empty() {
                let node = tree.create_text(text.trim_matches('\n'));
                tree.append(parent, node);
            }
            rest = &rest[end..];
        }
    }
    tree
}

fn set_attributes(tree: &mut Tree, node: NodeId, mut text: &str) {
    while let Some((name, rest)) = text.split_once("=\"") {
        let (value, rest) = rest.split_once('"').expect("a value ends");
        match name.trim() {
            "class" => {
                for name in value.split(' ') {
                    tree.add_class(node, name, StyleScope::APP);
                }
            }
            "id" => tree.set_id(node, value),
            "style" => tree.set_style(node, value),
            "checked" => tree.set_attribute(node, "checked", Value::Bool(true)),
            name => tree.set_attribute(node, name, Value::from(value)),
        }
        text = rest;
    }
}
