//! Updates: what changed is restyled, no more, and never less.

mod common;

use common::{context, sheet, small, styled};
use minihost_style::*;
use minihost_tree::{Class, ElementState, NodeId, StyleScope, Tree};
use minihost_value::Value;
use proptest::prelude::*;
use std::collections::HashMap;
use std::rc::Rc;

/// A thousand rows with three cells each, some attributes among them.
fn list() -> (Tree, Vec<NodeId>) {
    let mut tree = Tree::new("page");
    let mut rows = Vec::new();
    for n in 0..1000 {
        let row = tree.create_element("view", StyleScope::APP);
        tree.add_class(row, "row", StyleScope::APP);
        tree.set_attribute(row, "data-id", Value::from(n));
        for _ in 0..3 {
            let cell = tree.create_element("text", StyleScope::APP);
            tree.add_class(cell, "cell", StyleScope::APP);
            let text = tree.create_text("x");
            tree.append(cell, text);
            tree.append(row, cell);
        }
        tree.append(tree.root(), row);
        rows.push(row);
    }
    (tree, rows)
}

#[test]
fn what_looks_alike_is_computed_once() {
    let (mut tree, rows) = list();
    let css = ".row{color:red} .row .cell{width:1px} .cell::before{content:'x'} view[hidden]{display:none}";
    let stylist = styled(css, &mut tree);
    // The page, a row, a cell.
    assert_eq!(stylist.computed_count(), 3);
    let text = |n: usize| stylist.style(rows[n]).expect("styled").text.clone();
    assert!(Rc::ptr_eq(&text(0), &text(999)));
}

#[test]
fn places_are_matched_one_by_one_but_computed_once() {
    let (mut tree, _) = list();
    let stylist =
        styled(".row:nth-child(2n){color:red} .row:first-child{width:1px} .cell{width:1px}", &mut tree);
    // Even, odd and first rows with their cells, and the page; odd and first rows hand down the same.
    assert!(stylist.computed_count() <= 8, "{}", stylist.computed_count());
}

#[test]
fn a_change_touches_what_it_must() {
    let (mut tree, rows) = list();
    let mut stylist = styled(
        ".row{width:9px} .on{background:red} .on .cell{color:red} .row + .row{margin-top:1px}",
        &mut tree,
    );
    let mut change = |act: &dyn Fn(&mut Tree)| {
        act(&mut tree);
        let changes = tree.take_changes();
        let mut changed = stylist.update(&tree, &changes).changed;
        changed.retain(|(node, _)| tree.element(*node).is_some());
        changed.into_iter().map(|(_, damage)| damage).collect::<Vec<_>>()
    };
    use Damage::{Rebuild, Relayout, Repaint};
    assert_eq!(change(&|tree| tree.add_class(rows[5], "on", StyleScope::APP)), [Repaint; 4]);
    assert_eq!(change(&|tree| tree.set_style(rows[7], "width:1px")), [Relayout]);
    assert_eq!(change(&|tree| tree.set_attribute(rows[7], "data-id", Value::from("x"))), []);
    assert_eq!(change(&|tree| tree.set_style(rows[7], "transform:translate(1px)")), [Relayout]);
    assert_eq!(change(&|tree| tree.set_style(rows[7], "transform:translate(2px)")), [Repaint]);
    assert_eq!(change(&|tree| tree.set_style(rows[7], "transform:translate(2px);transition:all 1s")), []);
    // The second row becomes the first.
    assert_eq!(change(&|tree| tree.release(rows[0])), [Relayout]);
    let new = [Rebuild; 1];
    assert_eq!(
        change(&|tree| {
            let row = tree.create_element("view", StyleScope::APP);
            tree.append(tree.root(), row);
        }),
        new
    );
}

#[test]
fn styles_of_what_left_are_dropped() {
    let (mut tree, ids) = small();
    let mut stylist = styled(".item{width:1px}", &mut tree);
    tree.release(ids[0]);
    let changes = tree.take_changes();
    let mut removed = stylist.update(&tree, &changes).removed;
    removed.sort_unstable();
    assert_eq!(removed.len(), 5);
    assert!(ids.iter().all(|id| stylist.style(*id).is_none()));
}

#[test]
fn another_context_restyles_everything() {
    let (mut tree, ids) = small();
    let mut stylist = styled(".item{width:100rpx;font-size:10px;line-height:20px}", &mut tree);
    stylist.set_context(StyleContext { width: 750.0, font_scale: 1.5, ..context() });
    let changed = stylist.update(&tree, &[]).changed;
    assert!(changed.contains(&(ids[1], Damage::Text)));
    let style = stylist.style(ids[1]).expect("styled");
    assert_eq!((style.layout.width, style.text.font_size), (Length::Px(100.0), 15.0));
    assert_eq!(style.text.line_height, LineHeight::Px(30.0));
}

const CSS: &str = ".a{color:red} .b>.c{width:3px} .a .c{height:4px} .c:first-child{order:1} .a+.b{order:2} .b:empty{width:9px} \
    .c~.a{opacity:.5} .a{--v:3px} .c{margin:var(--v)} .b .a:last-child .c{padding:1px} .a:active{border:1px solid} .b::before{content:'x';color:blue} \
    [on] .b{float:left} .c{padding-left:inherit} .a:not(:empty)>.b{z-index:1} .b:nth-child(2n+1)>.c{z-index:2} .b:empty+.a{z-index:3} \
    .a:focus ~ .b .c{max-width:7px} .c:nth-last-of-type(2){min-width:1px} .b{display:-webkit-box} .c{-webkit-box-flex:2} .a:empty .d{clear:both}";
const OTHER: &str = ":host{bottom:1px} :host(.a){bottom:2px} .b{bottom:3px} .a .b{right:4px} :host(.b) .c:first-child{right:5px}";

/// With and without the rules that look whether something is empty: those restyle more than others need.
fn both(empty: bool) -> Stylist {
    let mut stylist = Stylist::new(context());
    let css: String = CSS.split_inclusive('}').filter(|rule| empty || !rule.contains(":empty")).collect();
    stylist.add_sheet(sheet(&css), StyleScope::APP, Origin::Author);
    stylist.add_sheet(sheet(OTHER), StyleScope(1), Origin::Author);
    stylist.add_sheet(sheet(".a:first-child{left:1px} [on]{left:2px}"), StyleScope::APP, Origin::UserAgent);
    stylist
}

/// Twelve views on three levels, named by bits, and three texts.
fn three_levels(names: &[usize]) -> (Tree, Vec<NodeId>) {
    let mut tree = Tree::new("page");
    let mut ids = Vec::new();
    for (n, bits) in names.iter().enumerate() {
        let id = if n < 12 { tree.create_element("view", StyleScope::APP) } else { tree.create_text("") };
        for (bit, class) in ["a", "b", "c"].into_iter().enumerate() {
            if bits & (1 << bit) != 0 {
                tree.add_class(id, class, StyleScope::APP);
            }
        }
        ids.push(id);
    }
    for (n, &id) in ids.iter().enumerate() {
        let parent = match n {
            0..3 => tree.root(),
            3..7 => ids[n % 2],
            7..12 => ids[3 + n % 3],
            _ => ids[n - 6],
        };
        tree.append(parent, id);
    }
    (tree, ids)
}

proptest! {
    /// Restyling what changed gives what restyling everything gives, and tells of every node that changed.
    #[test]
    fn incremental_equals_full(
        empty in proptest::bool::ANY,
        names in proptest::collection::vec(0usize..8, 15),
        steps in proptest::collection::vec((0usize..15, 0usize..15, 0u8..16, 0u8..4), 1..30),
    ) {
        let (mut tree, ids) = three_levels(&names);
        let mut stylist = both(empty);
        let mut before: HashMap<NodeId, Rc<ComputedStyle>> = HashMap::new();
        for (a, b, step, more) in steps {
            let class = ["a", "b", "c"][b % 3];
            let scope = StyleScope(u32::from(more == 3));
            match step {
                0 => { let root = tree.root(); tree.append(root, ids[a]); }
                1 => if tree.element(ids[a]).is_some() { tree.append(ids[a], ids[b]) },
                2 => if let Some(parent) = tree.parent(ids[a]) { tree.remove(parent, ids[a]) },
                3 => if a != b { tree.insert_before(tree.parent(ids[b]).unwrap_or(tree.root()), ids[a], ids[b]) },
                4..=6 => tree.add_class(ids[a], class, scope),
                7..=9 => tree.remove_class(ids[a], class, scope),
                10 => tree.set_attribute(ids[a], "on", Value::from(b % 2 == 0)),
                11 => tree.set_state(ids[a], ElementState { active: b % 2 == 0, focus: b % 3 == 0, ..ElementState::default() }),
                12 | 13 => tree.set_style(ids[a], ["", "width:1px", "color:green;--v:9px", "padding:2px", "display:-webkit-box"][b % 5]),
                14 => tree.set_text(ids[12 + a % 3], ["", "y"][b % 2]),
                _ => {
                    let host = (b % 2 == 0).then_some(StyleScope(1));
                    tree.set_style_scopes(ids[a], scope, (more == 2).then_some(StyleScope::APP), host);
                }
            }
            // Sometimes several changes come at once.
            if more == 1 { continue }
            let changes = tree.take_changes();
            let restyled = stylist.update(&tree, &changes);
            let mut fresh = both(empty);
            fresh.update(&tree, &[]);
            for id in tree.descendants(tree.root()) {
                prop_assert_eq!(stylist.style(id), fresh.style(id), "{:?} in\n{}", id, tree.to_text());
                for part in Pseudo::ALL {
                    prop_assert_eq!(stylist.pseudo(id, part), fresh.pseudo(id, part), "{:?} in\n{}", id, tree.to_text());
                }
                let now = stylist.style(id).expect("attached");
                let told = restyled.changed.iter().any(|(node, _)| *node == id);
                let damage = before.get(&id).map_or(Damage::Rebuild, |old| Damage::between(old, &now));
                prop_assert!(told || damage == Damage::None, "{:?} changed untold in\n{}", id, tree.to_text());
            }
            before = tree.descendants(tree.root()).into_iter().filter_map(|id| Some((id, stylist.style(id)?))).collect();
        }
    }

    #[test]
    fn no_sheet_makes_it_panic(css in "(\\PC|[a-z.#:{}();@,>+~!-]|var\\(|--a|calc\\(|\\{|\\}|@media |url\\(|:not\\(|:host\\(|@keyframes a\\{){0,120}") {
        let (mut tree, _) = small();
        let stylist = styled(&css, &mut tree);
        prop_assert!(stylist.style(tree.root()).is_some());
    }

    /// Values in the right places with the wrong words.
    #[test]
    fn no_value_makes_it_panic(
        name in proptest::sample::select(vec!["background", "font", "transform", "grid-template-columns", "animation", "border-radius",
            "flex", "mask", "color", "width", "content", "box-shadow", "filter", "transition", "background-position", "line-height"]),
        words in proptest::collection::vec(proptest::sample::select(vec!["1px", "-1e39px", "50%", "0", "1e20", "/", ",", "red", "rgb(", ")",
            "calc(", "+", "-", "*", "min(", "var(--x,", "url(a)", "none", "auto", "linear-gradient(", "to left", "at", "circle", "center",
            "left", "top", "repeat(", "minmax(", "1fr", "rotate(", "45deg", "'x'", "#fff", "hsl(", "steps(", "cubic-bezier(", "ease", "2s",
            "inherit", "translate(", "NaN", "infinite", "bold", "[", "]", "{", "}", "!important", "env(safe-area-inset-top", "blur("]), 0..12),
    ) {
        let (mut tree, ids) = small();
        let css = format!(".item{{{name}:{}}}", words.join(" "));
        let stylist = styled(&css, &mut tree);
        prop_assert!(stylist.style(ids[0]).is_some());
    }
}

#[test]
fn lent_classes_share_by_scope() {
    let mut tree = Tree::new("page");
    let mut made = Vec::new();
    for scope in [0, 1, 0] {
        let view = tree.create_element("view", StyleScope(2));
        tree.set_classes(view, vec![Class { name: "a".into(), scope: StyleScope(scope) }]);
        tree.append(tree.root(), view);
        made.push(view);
    }
    let stylist = styled(".a{width:1px}", &mut tree);
    let widths: Vec<Length> =
        made.iter().map(|id| stylist.style(*id).expect("styled").layout.width).collect();
    assert_eq!(widths, [Length::Px(1.0), Length::Auto, Length::Px(1.0)]);
}
