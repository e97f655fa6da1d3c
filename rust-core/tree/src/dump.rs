//! The tree as indented text, for goldens and for people.

use crate::{NodeData, NodeId, Tree};
use std::fmt::Write;

impl Tree {
    /// One node a line, two blanks per level: `tag #id .class [attribute=value] {style}`, text in quotes. Attributes are sorted.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let mut open: Vec<(NodeId, usize)> = vec![(self.root(), 0)];
        while let Some((id, depth)) = open.pop() {
            let Some(node) = self.node(id) else { continue };
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
                    for class in &element.classes {
                        let _ = write!(out, " .{}", class.name);
                    }
                    let mut attributes: Vec<_> = element.attributes.iter().collect();
                    attributes.sort_by(|a, b| a.0.cmp(b.0));
                    for (name, value) in attributes {
                        let _ = write!(out, " [{name}={value:?}]");
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
}
