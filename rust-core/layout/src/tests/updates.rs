//! An updated tree of boxes equals a fresh one.

use crate::testing::Page;
use crate::{BoxId, BoxTree};
use minihost_tree::{NodeId, StyleScope};
use minihost_value::Value;
use proptest::prelude::*;
use rustc_hash::FxHashMap;

const TAGS: &[&str] =
    &["view", "text", "view", "image", "checkbox", "input", "swiper", "swiper-item", "scroll-view", "block"];
const STYLES: &[&str] = &[
    "",
    "display:flex",
    "display:inline-block; width:30px",
    "display:none",
    "display:inline",
    "display:contents",
    "position:absolute; right:0; top:5px; width:20px",
    "position:relative",
    "position:fixed; bottom:0; width:10px; height:10px",
    "float:left; width:20px; height:15px",
    "float:right",
    "padding:3px; border:1px; width:50%",
    "overflow:hidden; text-overflow:ellipsis; white-space:nowrap; width:40px",
    "line-clamp:1; overflow:hidden; width:60px",
    "font-size:14",
    "color:ff0000ff",
    "before:* ; after: / display=block / height=4px",
    "position:relative; after: / position=absolute / right=0 / width=5px / height=5px",
    "display:flex; flex-direction:column; height:50px",
    "flex-grow:1; order:-1",
    "display:table",
    "display:table-cell; vertical-align:middle",
    "display:grid; columns:2",
    "text-align:center; line-height:2",
    "margin-top:10px; height:20px",
    "width:50%+5; height:50%",
    "opacity:0.5",
    "translate:5 5",
    "clear:left",
    "vertical-align:middle; display:inline-block",
];
const TEXTS: &[&str] = &[
    "one",
    "two words",
    " ",
    "",
    "很长很长的一行字",
    "a\nb",
    "a rather long text that wraps here and there",
];
const ATTRIBUTES: &[(&str, &str)] = &[
    ("src", "40x20"),
    ("mode", "widthFix"),
    ("value", "typed"),
    ("placeholder", "hint"),
    ("current", "1"),
    ("scroll-y", "true"),
    ("enable-flex", "true"),
    ("vertical", "true"),
];

fn apply(page: &mut Page, nodes: &mut Vec<NodeId>, (call, a, b, c): (u8, usize, usize, usize)) {
    let node = nodes[a % nodes.len()];
    let other = nodes[b % nodes.len()];
    match call {
        0 | 1 => {
            let new = page.tree.create_element(TAGS[b % TAGS.len()], StyleScope::APP);
            page.tree.set_style(new, STYLES[c % STYLES.len()]);
            page.tree.append(node, new);
            nodes.push(new);
        }
        2 => {
            let new = page.tree.create_text(TEXTS[b % TEXTS.len()]);
            page.tree.append(node, new);
            nodes.push(new);
        }
        3 => page.tree.insert_before(node, other, nodes[c % nodes.len()]),
        4 => {
            if let Some(parent) = page.tree.parent(node) {
                page.tree.remove(parent, node);
            }
        }
        5 | 6 => page.tree.set_style(node, STYLES[b % STYLES.len()]),
        7 => page.tree.set_text(node, TEXTS[b % TEXTS.len()]),
        8 => {
            let (name, value) = ATTRIBUTES[b % ATTRIBUTES.len()];
            let value = if c.is_multiple_of(3) { Value::Undefined } else { Value::from(value) };
            page.tree.set_attribute(node, name, value);
        }
        _ => {
            if node != page.tree.root() {
                page.tree.release(node);
                nodes.retain(|&node| page.tree.node(node).is_some());
            }
        }
    }
}

/// All that a painter may see of each box and of what is in it, apart from where the box itself stands.
fn looks_of(boxes: &BoxTree) -> FxHashMap<BoxId, String> {
    fn look(boxes: &BoxTree, id: BoxId, all: &mut FxHashMap<BoxId, String>) -> String {
        let node = boxes.node(id);
        let mut text = format!(
            "{:?} {:?} {} {} {:?} {:?} {:?} {:?} {:?} {} {} {:?} {}",
            node.source,
            node.pseudo,
            node.rect.width,
            node.rect.height,
            node.border,
            node.padding,
            node.content,
            node.scroll,
            node.stacking,
            node.fixed,
            node.lifted,
            node.style,
            node.escapes,
        );
        for &child in &node.children {
            let inner = boxes.node(child);
            text += &format!("[{child:?} {} {} {}", inner.rect.x, inner.rect.y, inner.hidden);
            text += &look(boxes, child, all);
            text.push(']');
        }
        all.insert(id, text.clone());
        text
    }
    let mut all = FxHashMap::default();
    if let Some(root) = boxes.root() {
        look(boxes, root, &mut all);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn incremental_equals_fresh(
        steps in proptest::collection::vec(
            proptest::collection::vec((0u8..10, 0usize..40, 0usize..40, 0usize..40), 1..8),
            1..10,
        )
    ) {
        let mut page = Page::new("view\n  text\n    \"hello\"");
        let mut nodes = page.tree.descendants(page.tree.root());
        let mut looks = looks_of(&page.boxes);
        for step in steps {
            for call in step {
                apply(&mut page, &mut nodes, call);
            }
            page.update();
            let before = std::mem::replace(&mut looks, looks_of(&page.boxes));
            for (id, look) in &looks {
                // What says that it did not change must look as before; a painter relies on that.
                if page.boxes.node(*id).changed != page.boxes.epoch() {
                    prop_assert_eq!(Some(look), before.get(id));
                }
            }
            prop_assert_eq!(page.text(), page.fresh_text());
            prop_assert_eq!(page.details(), page.fresh_details());
        }
    }
}
