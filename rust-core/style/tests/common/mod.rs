//! Small trees and sheets that the tests share.

#![allow(dead_code)] // each test binary uses some of it

use minihost_ports::{Appearance, Insets};
use minihost_style::*;
use minihost_tree::{NodeId, StyleScope, Tree};
use std::rc::Rc;

pub fn context() -> StyleContext {
    StyleContext {
        width: 375.0,
        height: 667.0,
        pixel_ratio: 2.0,
        appearance: Appearance::Light,
        safe_area: Insets { bottom: 34.0, ..Insets::default() },
        font_scale: 1.0,
    }
}

pub fn sheet(css: &str) -> Rc<StyleSheet> {
    Rc::new(StyleSheet::parse(css, "pages/a/a.wxss", &|_| None).0)
}

/// `page > view.list > view.item x 3`, the second with id `two` and a text inside.
pub fn small() -> (Tree, Vec<NodeId>) {
    let mut tree = Tree::new("page");
    let list = tree.create_element("view", StyleScope::APP);
    tree.add_class(list, "list", StyleScope::APP);
    tree.append(tree.root(), list);
    let mut ids = vec![list];
    for n in 0..3 {
        let item = tree.create_element("view", StyleScope::APP);
        tree.add_class(item, "item", StyleScope::APP);
        if n == 1 {
            tree.set_id(item, "two");
            let text = tree.create_text("hello");
            tree.append(item, text);
        }
        tree.append(list, item);
        ids.push(item);
    }
    (tree, ids)
}

pub fn styled(css: &str, tree: &mut Tree) -> Stylist {
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(sheet(css), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    stylist.update(tree, &changes);
    stylist
}

/// A sheet alone, with a complaint for each problem.
pub fn problems(css: &str) -> Vec<String> {
    StyleSheet::parse(css, "a.wxss", &|_| None).1.iter().map(ToString::to_string).collect()
}
