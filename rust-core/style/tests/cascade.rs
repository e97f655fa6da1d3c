//! Sheets on small trees: what each node's style becomes.

use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::*;
use minihost_tree::{Class, NodeId, StyleScope, Tree};
use minihost_value::Value;
use proptest::prelude::*;
use std::rc::Rc;

fn context() -> StyleContext {
    StyleContext {
        width: 375.0,
        height: 667.0,
        pixel_ratio: 2.0,
        appearance: Appearance::Light,
        safe_area: Insets { bottom: 34.0, ..Insets::default() },
        font_scale: 1.0,
    }
}

fn sheet(css: &str) -> Rc<StyleSheet> {
    Rc::new(StyleSheet::parse(css, "pages/a/a.wxss", &|_| None).0)
}

/// `page > view.list > view.item x 3`, the second with id `two` and a text inside.
fn small() -> (Tree, Vec<NodeId>) {
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

fn styled(css: &str, tree: &mut Tree) -> Stylist {
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(sheet(css), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    stylist.update(tree, &changes);
    stylist
}

/// The width of each of the three items, in pixels, after the rule gave some of them 10 px.
fn matched(selector: &str) -> String {
    let (mut tree, ids) = small();
    let stylist = styled(&format!("{selector} {{ width: 10px }}"), &mut tree);
    let mark = |id: &NodeId| {
        if stylist.style(*id).is_some_and(|style| style.layout.width == Length::Px(10.0)) { 'x' } else { '.' }
    };
    ids.iter().map(mark).collect()
}

#[test]
fn selectors() {
    for (selector, expected) in [
        (".item", ".xxx"),
        ("view", "xxxx"),
        (".list > .item", ".xxx"),
        ("page .item", ".xxx"),
        ("#two", "..x."),
        (".item + .item", "..xx"),
        (".item ~ .item", "..xx"),
        (".item:first-child", ".x.."),
        (".item:last-child", "...x"),
        (".item:nth-child(2n+1)", ".x.x"),
        (".item:nth-last-child(1)", "...x"),
        (".item:not(#two)", ".x.x"),
        (".item:not(:last-child)", ".xx."),
        (".item:empty", ".x.x"),
        ("view[class*=ite]", ".xxx"),
        ("view[class^=li]", "x..."),
        (".item:is(#two, :first-child)", ".xx."),
        (".item:hover", "...."),
        (".nothing, .list", "x..."),
        (".list:only-child", "x..."),
        (":host .item", "...."),
    ] {
        assert_eq!(matched(selector), expected, "{selector}");
    }
}

#[test]
fn the_cascade() {
    let width = |css: &str, inline: &str| {
        let (mut tree, ids) = small();
        tree.set_style(ids[2], inline);
        let stylist = styled(css, &mut tree);
        format!("{:?}", stylist.style(ids[2]).expect("styled").layout.width)
    };
    for (css, inline, expected) in [
        (".item{width:1px} .item{width:2px}", "", "Px(2.0)"),
        ("#two{width:1px} .item{width:2px}", "", "Px(1.0)"),
        (".item{width:1px!important} #two{width:2px}", "", "Px(1.0)"),
        (".item{width:1px}", "width:3px", "Px(3.0)"),
        (".item{width:1px !important}", "width:3px", "Px(1.0)"),
        (".item{width:1px !important}", "width:3px!important", "Px(3.0)"),
        (".item{width:1px;width:nonsense}", "", "Px(1.0)"),
        (".item{width:100rpx}", "", "Px(50.0)"),
        (".item{width:50%}", "", "Percent(0.5)"),
        (".item{width:calc(100% - 20px)}", "", "Calc { px: -20.0, percent: 1.0 }"),
        (".item{width:10vw}", "", "Px(37.5)"),
        (".item{font-size:20px;width:2em}", "", "Px(40.0)"),
        (".item{width:1px} @media (min-width: 300px) { .item{width:2px} }", "", "Px(2.0)"),
        (".item{width:1px} @media (min-width: 400px) { .item{width:2px} }", "", "Px(1.0)"),
        (".item{width:1px} @media (prefers-color-scheme: dark) { .item{width:2px} }", "", "Px(1.0)"),
        ("@supports (display: grid) { .item{width:2px} }", "", "Px(2.0)"),
        ("page{--w:7px} .item{width:var(--w)}", "", "Px(7.0)"),
        (".item{width:var(--none, 9px)}", "", "Px(9.0)"),
        (".item{width:5px;width:var(--none)}", "", "Px(5.0)"),
        (".item{width:env(safe-area-inset-bottom)}", "", "Px(34.0)"),
        (".item{width:5px;width:initial}", "", "Auto"),
        ("@import 'x.wxss'; .item{width:5px}", "", "Px(5.0)"),
        (".item{{width:1px} .item{width:5px}", "", "Auto"),
        (".list{width:8px} .item{width:inherit}", "", "Px(8.0)"),
    ] {
        assert_eq!(width(css, inline), expected, "{css} / {inline}");
    }
}

#[test]
fn shorthands() {
    let (mut tree, ids) = small();
    let stylist = styled(
        ".item { margin: 1px 2px 3px; border: 1px solid red; border-radius: 4px 5px; flex: 1; background: #fff url(a.png) no-repeat center / cover; \
         font: bold 14px/1.5 sans-serif; padding: 0 8px; box-shadow: 0 2px 4px rgba(0,0,0,.5); transition: all .3s; color: #07c160 }",
        &mut tree,
    );
    let style = stylist.style(ids[1]).expect("styled");
    assert_eq!(
        style.layout.margin,
        Sides {
            top: Length::Px(1.0),
            right: Length::Px(2.0),
            bottom: Length::Px(3.0),
            left: Length::Px(2.0)
        }
    );
    assert_eq!(style.layout.border_width.top, 1.0);
    assert_eq!(style.border.color.left, Color::from_rgba(0xff00_00ff));
    assert_eq!(style.border.radius.top_right.x, Length::Px(5.0));
    assert_eq!((style.flex.grow, style.flex.shrink, style.flex.basis), (1.0, 1.0, Length::Percent(0.0)));
    assert_eq!(style.background.layers[0].image, Image::Url("/pages/a/a.png".into()));
    assert_eq!(style.background.layers[0].size, BackgroundSize::Cover);
    assert_eq!(
        (style.text.font_weight, style.text.font_size, style.text.line_height),
        (700, 14.0, LineHeight::Number(1.5))
    );
    assert_eq!(style.text.color, Color::from_rgba(0x07c1_60ff));
    assert_eq!(style.effects.box_shadow[0].blur, 4.0);
    assert_eq!(&*style.motion.transition_duration, [0.3]);
}

#[test]
fn text_is_inherited_and_boxes_are_not() {
    let (mut tree, ids) = small();
    let stylist = styled(".list { color: red; width: 5px; text-decoration: underline }", &mut tree);
    let item = stylist.style(ids[2]).expect("styled");
    assert_eq!(item.text.color, Color::from_rgba(0xff00_00ff));
    assert_eq!(item.layout.width, Length::Auto);
    assert!(item.text.decoration.underline);
    let text = stylist.style(tree.children(ids[2])[0]).expect("styled");
    assert_eq!(text.text.color, Color::from_rgba(0xff00_00ff));
}

#[test]
fn parts_need_content() {
    let (mut tree, ids) = small();
    let stylist = styled(
        ".item::before { content: 'x'; width: 3px } .item:after { width: 3px } .list::before { content: '' }",
        &mut tree,
    );
    assert!(stylist.pseudo(ids[1], Pseudo::Before).is_some());
    assert!(stylist.pseudo(ids[1], Pseudo::After).is_none());
    assert!(stylist.pseudo(ids[0], Pseudo::Before).is_some());
}

#[test]
fn scopes_keep_sheets_apart() {
    const OWN: StyleScope = StyleScope(5);
    let mut tree = Tree::new("page");
    let host = tree.create_element("my-card", StyleScope::APP);
    tree.set_style_scopes(host, StyleScope::APP, None, Some(OWN));
    let inside = tree.create_element("view", OWN);
    // `box` is the component's own class, `outer` came from its user as an external class.
    tree.set_classes(
        inside,
        vec![
            Class { name: "box".into(), scope: OWN },
            Class { name: "outer".into(), scope: StyleScope::APP },
        ],
    );
    tree.append(host, inside);
    tree.append(tree.root(), host);
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(
        sheet(".box{width:1px} .outer{height:2px} view{order:3} my-card{order:4}"),
        StyleScope::APP,
        Origin::Author,
    );
    stylist.add_sheet(sheet(":host{width:5px} .box{flex-grow:6} my-card{height:7px}"), OWN, Origin::Author);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    let (host, inside) = (stylist.style(host).expect("styled"), stylist.style(inside).expect("styled"));
    assert_eq!((host.layout.width, host.layout.height, host.flex.order), (Length::Px(5.0), Length::Auto, 4));
    assert_eq!((inside.layout.width, inside.layout.height), (Length::Auto, Length::Px(2.0)));
    assert_eq!((inside.flex.order, inside.flex.grow), (0, 6.0));
}

#[test]
fn the_old_flexbox_is_mapped() {
    let (mut tree, ids) = small();
    let stylist = styled(
        ".list{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2} .item{display:-webkit-box;-webkit-box-pack:center}",
        &mut tree,
    );
    let list = stylist.style(ids[0]).expect("styled");
    assert_eq!((list.layout.display, list.layout.line_clamp), (Display::Block, 2));
    let item = stylist.style(ids[1]).expect("styled");
    assert_eq!((item.layout.display, item.flex.justify_content), (Display::Flex, Justify::Center));
}

#[test]
fn built_in_looks_are_clean_and_attributes_select_them() {
    for dialect in Dialect::ALL {
        let text = ua_sheet(dialect);
        assert!(text.rule_count() > 40, "{dialect}");
    }
    let mut tree = Tree::new("page");
    let button = tree.create_element("button", StyleScope(9));
    tree.set_attribute(button, "type", Value::from("primary"));
    tree.append(tree.root(), button);
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    assert_eq!(stylist.style(button).expect("styled").background.color, Color::from_rgba(0x07c1_60ff));
    tree.set_attribute(button, "hidden", Value::from(true));
    let changes = tree.take_changes();
    let restyled = stylist.update(&tree, &changes);
    assert_eq!(restyled.changed, [(button, Damage::Rebuild)]);
}

#[test]
fn problems_have_a_place_and_come_once() {
    let css = "view { colr: red; width: wide }\nview { colr: blue }\n@unknown { }\nview { color: red }";
    let (sheet, problems) = StyleSheet::parse(css, "a.wxss", &|_| None);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(sheet.rule_count(), 1);
    assert_eq!(shown.iter().filter(|text| text.contains("colr")).count(), 1, "{shown:?}");
    assert!(shown.iter().any(|text| text.contains("a.wxss:1") && text.contains("width")), "{shown:?}");
    let (_, problems) = StyleSheet::parse("@import './b.wxss'; @import './c.wxss';", "x/a.wxss", &|path| {
        (path == "x/b.wxss").then(|| "@import './a.wxss'; view{color:red}".into())
    });
    assert_eq!(problems.len(), 1);
}

#[test]
fn rows_that_look_alike_are_computed_once() {
    let mut tree = Tree::new("page");
    for _ in 0..1000 {
        let row = tree.create_element("view", StyleScope::APP);
        tree.add_class(row, "row", StyleScope::APP);
        tree.append(tree.root(), row);
    }
    let stylist = styled(".row{width:1px} .row .cell{color:red}", &mut tree);
    assert!(stylist.computed_count() < 10, "{}", stylist.computed_count());
}

const CSS: &str = ".a{color:red} .b>.c{width:3px} .a .c{height:4px} .c:first-child{order:1} .a+.b{order:2} .b:empty{width:9px} .c~.a{opacity:.5} .a{--v:3px} .c{margin:var(--v)}";

proptest! {
    /// Restyling what changed gives what restyling everything gives.
    #[test]
    fn incremental_equals_full(steps in proptest::collection::vec((0usize..8, 0usize..8, 0u8..5), 1..40)) {
        let mut tree = Tree::new("page");
        let ids: Vec<NodeId> = (0..8).map(|_| tree.create_element("view", StyleScope::APP)).collect();
        let mut stylist = Stylist::new(context());
        stylist.add_sheet(sheet(CSS), StyleScope::APP, Origin::Author);
        for (a, b, step) in steps {
            match step {
                0 => { let root = tree.root(); tree.append(root, ids[a]); }
                1 => tree.append(ids[a], ids[b]),
                2 => { if let Some(parent) = tree.parent(ids[a]) { tree.remove(parent, ids[a]); } }
                3 => tree.add_class(ids[a], ["a", "b", "c"][b % 3], StyleScope::APP),
                _ => tree.remove_class(ids[a], ["a", "b", "c"][b % 3], StyleScope::APP),
            }
            let changes = tree.take_changes();
            stylist.update(&tree, &changes);
            let mut fresh = Stylist::new(context());
            fresh.add_sheet(sheet(CSS), StyleScope::APP, Origin::Author);
            fresh.update(&tree, &[]);
            for id in tree.descendants(tree.root()) {
                prop_assert_eq!(stylist.style(id), fresh.style(id), "{:?} in\n{}", id, tree.to_text());
            }
        }
    }

    #[test]
    fn no_sheet_makes_it_panic(css in "(\\PC|[a-z.#:{}();@,>+~!-]|var\\(|--a|calc\\(|\\{|\\}|@media |url\\(|:not\\(){0,120}") {
        let (mut tree, _) = small();
        let stylist = styled(&css, &mut tree);
        prop_assert!(stylist.style(tree.root()).is_some());
    }
}
