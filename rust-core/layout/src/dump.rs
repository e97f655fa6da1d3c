//! Boxes as indented text, for goldens and for people.

use crate::box_tree::BoxTree;
use crate::boxes::{BoxContent, BoxNode, Line};
use minihost_style::Pseudo;
use minihost_tree::Tree;
use std::fmt::Write;

impl BoxTree {
    /// One box a line, two blanks per level: `tag#id x,y width×height`, positions relative to the parent, rounded to hundredths; then
    /// its lines, with each fragment's place and text.
    pub fn to_text(&self, tree: &Tree) -> String {
        let mut out = String::new();
        let mut open: Vec<_> = self.root().map(|root| (root, 0)).into_iter().collect();
        while let Some((id, depth)) = open.pop() {
            let node = self.node(id);
            let indent = "  ".repeat(depth);
            let rect = node.rect;
            let _ = write!(
                out,
                "{indent}{} {},{} {}x{}",
                name(node, tree),
                short(rect.x),
                short(rect.y),
                short(rect.width),
                short(rect.height)
            );
            if node.hidden {
                out.push_str(" hidden");
            }
            if let Some(scroll) = node.scroll {
                let _ =
                    write!(out, " scrolls {}x{}", short(scroll.content_width), short(scroll.content_height));
            }
            out.push('\n');
            let lines: &[Line] = match &node.content {
                BoxContent::Paragraph(lines) => lines,
                BoxContent::Leaf(leaf) => &leaf.lines,
                _ => &[],
            };
            for line in lines {
                let _ = write!(out, "{indent}  | {}+{}", short(line.y), short(line.height));
                for fragment in &line.fragments {
                    let _ = write!(out, " {}:{:?}", short(fragment.x), fragment.text);
                }
                out.push('\n');
            }
            open.extend(node.children.iter().rev().map(|&child| (child, depth + 1)));
        }
        out
    }
}

fn name(node: &BoxNode, tree: &Tree) -> String {
    let Some(element) = node.source.and_then(|source| tree.element(source)) else {
        return "#anonymous".into();
    };
    let mut name = element.tag.to_string();
    if !element.id.is_empty() {
        let _ = write!(name, "#{}", element.id);
    }
    match node.pseudo {
        Some(Pseudo::Before) => name.push_str("::before"),
        Some(Pseudo::After) => name.push_str("::after"),
        Some(Pseudo::Placeholder) => name.push_str("::placeholder"),
        None => {}
    }
    if node.part {
        name.push_str("::part");
    }
    name
}

fn short(value: f32) -> f32 {
    // Adding zero turns -0 into 0.
    (value * 100.0).round() / 100.0 + 0.0
}
