//! A render tree as text in which the two engines can agree: attributes that are not there and attributes without a value are
//! the same, names are in kebab-case.

use minihost_tree::{NodeData, NodeId, Tree};
use minihost_value::Value;
use std::fmt::Write;

/// One node a line: `tag #id .class [attribute=value] {style}`, text in quotes.
pub fn text(tree: &Tree, from: NodeId) -> String {
    let mut out = String::new();
    let mut open = vec![(from, 0)];
    while let Some((id, depth)) = open.pop() {
        let Some(node) = tree.node(id) else { continue };
        out.push_str(&"  ".repeat(depth));
        match &node.data {
            NodeData::Text(text) => {
                let _ = write!(out, "{text:?}");
            }
            NodeData::Fragment => out.push_str("#fragment"),
            NodeData::Element(element) => {
                out.push_str(&element.tag);
                if !element.id.is_empty() {
                    let _ = write!(out, " #{}", element.id);
                }
                // Their order says nothing: what counts is that of the rules.
                let mut classes: Vec<&str> = element.classes.iter().map(|class| &*class.name).collect();
                classes.sort_unstable();
                classes.dedup();
                for class in classes {
                    let _ = write!(out, " .{class}");
                }
                let mut attributes: Vec<(String, &Value)> = element
                    .attributes
                    .iter()
                    .filter(|(_, value)| !value.is_nullish())
                    .map(|(name, value)| (minihost_syntax::kebab_case(name), value))
                    .collect();
                attributes.sort_by(|a, b| a.0.cmp(&b.0));
                for (name, value) in attributes {
                    let _ = write!(out, " [{name}={}]", plain(value));
                }
                if !element.style.is_empty() {
                    let _ = write!(out, " {{{}}}", element.style);
                }
            }
        }
        out.push('\n');
        open.extend(node.children.iter().rev().map(|&child| (child, depth + 1)));
    }
    out
}

/// Functions have no identity that both engines share.
fn plain(value: &Value) -> String {
    match value {
        Value::Function(_) => "function".into(),
        Value::Array(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}: {}", plain(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => format!("{other:?}"),
    }
}
