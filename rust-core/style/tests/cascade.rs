//! Sheets on small trees: what each node's style becomes.

mod common;

use common::{context, sheet, small, styled};
use minihost_ports::{Appearance, Dialect};
use minihost_style::*;
use minihost_tree::{Class, NodeId, StyleScope, Tree};
use minihost_value::Value;

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
        (":host(.list) .item", "...."),
        (".list /deep/ .item", ".xxx"),
        (".list >>> .item", ".xxx"),
        (":where(.list) > .item:nth-of-type(2)", "..x."),
        ("page::-webkit-scrollbar", "...."),
        (".item:NOT(:Last-Child)", ".xx."),
        ("view.item[id]", "..x."),
        ("view[class~=item]", ".xxx"),
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
        // As CSS has it: the last declaration won, then turned out to mean nothing.
        (".item{width:5px;width:var(--none)}", "", "Auto"),
        (".item{width:5px;width:var(--none, nonsense)}", "", "Auto"),
        ("page{--s:3px 4px} .item{margin:var(--s);width:6px}", "", "Px(6.0)"),
        (".item{width:constant(safe-area-inset-bottom, 1px)}", "", "Px(34.0)"),
        (".item{width:calc(10px + env(safe-area-inset-bottom) * 2)}", "", "Px(78.0)"),
        (".item{width:min(10px, 100rpx)}", "", "Px(10.0)"),
        (".item{width:clamp(1px, 20px, 3px)}", "", "Px(3.0)"),
        (".item{width:1rem}", "", "Px(18.75)"),
        (".item{width:9pt}", "", "Px(12.0)"),
        (".list{font-size:10px} .item{width:2em}", "", "Px(20.0)"),
        (".list{font-size:10px} .item{font-size:150%;width:2em}", "", "Px(30.0)"),
        (
            ".item{width:1px} @media (max-width: 400px) and (orientation: portrait) { .item{width:2px} }",
            "",
            "Px(2.0)",
        ),
        (".item{width:1px} @media print, (min-width: 300px) { .item{width:2px} }", "", "Px(2.0)"),
        (".item{width:1px} @media not all and (min-width: 300px) { .item{width:2px} }", "", "Px(1.0)"),
        (".item{width:1px} @media (-webkit-min-device-pixel-ratio: 2) { .item{width:2px} }", "", "Px(2.0)"),
        (".item{width:1px} @supports not (display: grid) { .item{width:2px} }", "", "Px(1.0)"),
        (".item{width:1px} @supports (colr: red) or (display: grid) { .item{width:2px} }", "", "Px(2.0)"),
        (".item{width:1px} @supports (display: nonsense) { .item{width:2px} }", "", "Px(1.0)"),
        (
            ".item{width:1px} @supports (--a: b) and (bottom: env(safe-area-inset-bottom)) { .item{width:2px} }",
            "",
            "Px(2.0)",
        ),
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
    // Tags of application and pages reach into every component, as WeChat documents.
    assert_eq!((inside.flex.order, inside.flex.grow), (3, 6.0));
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
fn a_host_is_matched_by_its_component_and_by_its_user() {
    const OWN: StyleScope = StyleScope(5);
    let mut tree = Tree::new("page");
    let host = tree.create_element("my-card", StyleScope::APP);
    tree.set_style_scopes(host, StyleScope::APP, None, Some(OWN));
    tree.add_class(host, "big", StyleScope::APP);
    let inside = tree.create_element("view", OWN);
    tree.append(host, inside);
    tree.append(tree.root(), host);
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(
        sheet(
            ":host(.big){width:1px} :host(.small){height:2px} :host(.big) view{order:3} :host > view{flex-grow:4} \
             :host(.big)::before{content:'x'}",
        ),
        OWN,
        Origin::Author,
    );
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    let style = stylist.style(host).expect("styled");
    assert_eq!((style.layout.width, style.layout.height), (Length::Px(1.0), Length::Auto));
    assert!(stylist.pseudo(host, Pseudo::Before).is_some());
    let style = stylist.style(inside).expect("styled");
    assert_eq!((style.flex.order, style.flex.grow), (3, 4.0));
}

#[test]
fn an_extra_scope_sees_tag_attributes_and_own_classes() {
    const OWN: StyleScope = StyleScope(5);
    let mut tree = Tree::new("page");
    let inside = tree.create_element("view", OWN);
    tree.set_style_scopes(inside, OWN, Some(StyleScope::APP), None);
    tree.set_classes(
        inside,
        vec![Class { name: "own".into(), scope: OWN }, Class { name: "far".into(), scope: StyleScope(7) }],
    );
    tree.append(tree.root(), inside);
    let stylist = styled(".own{width:1px} .far{height:2px} view{order:3}", &mut tree);
    let style = stylist.style(inside).expect("styled");
    assert_eq!(
        (style.layout.width, style.layout.height, style.flex.order),
        (Length::Px(1.0), Length::Auto, 3)
    );
}

#[test]
fn imports_are_read_in_place_and_a_flood_of_them_is_cut() {
    let files = |path: &str| match path {
        "styles/base.wxss" => Some("@import '../icons/icon'; .item{width:1px}".to_owned()),
        "icons/icon.wxss" => Some(".item{width:2px;background-image:url(./a.png)}".to_owned()),
        _ => None,
    };
    let (sheet, found) = StyleSheet::parse("@import \"/styles/base.wxss\";", "pages/a/a.wxss", &files);
    assert_eq!((sheet.rule_count(), found.len()), (2, 0), "{found:?}");
    let flood = |path: &str| {
        let next = path.trim_end_matches(".wxss").parse::<u32>().unwrap_or(0) + 1;
        Some(format!("@import '{next}.wxss'; @import '{next}.wxss'; .a{{width:1px}}"))
    };
    let (sheet, found) = StyleSheet::parse("@import '1.wxss';", "0.wxss", &flood);
    assert!(sheet.rule_count() <= 1000);
    assert!(found.iter().any(|problem| problem.kind == minihost_ports::ProblemKind::Limit));
}

#[test]
fn buttons_look_as_their_attributes_say() {
    let looks = |attributes: &[&str], appearance| {
        let mut tree = Tree::new("page");
        let button = tree.create_element("button", StyleScope(9));
        for attribute in attributes {
            match attribute.split_once('=') {
                Some((name, value)) => tree.set_attribute(button, name, Value::from(value)),
                None => tree.set_attribute(button, attribute, Value::from(true)),
            }
        }
        tree.append(tree.root(), button);
        let mut stylist = Stylist::new(StyleContext { appearance, ..context() });
        stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
        let changes = tree.take_changes();
        stylist.update(&tree, &changes);
        let style = stylist.style(button).expect("styled");
        let loading = stylist.pseudo(button, Pseudo::Before).is_some();
        format!(
            "{:08x} {}{}",
            style.background.color.to_rgba(),
            style.layout.border_width.top,
            if loading { " o" } else { "" }
        )
    };
    for (attributes, expected) in [
        (&[][..], "f8f8f8ff 0"),
        (&["type=default"], "f8f8f8ff 0"),
        (&["type=default", "disabled"], "f7f7f7ff 0"),
        (&["type=warn"], "e64340ff 0"),
        (&["type=warn", "disabled"], "ec8b89ff 0"),
        (&["type=warn", "plain"], "00000000 1"),
        (&["type=primary", "plain", "disabled"], "00000000 1"),
        (&["plain"], "00000000 1"),
        (&["loading"], "f8f8f8ff 0 o"),
    ] {
        assert_eq!(looks(attributes, Appearance::Light), expected, "{attributes:?}");
    }
    assert_eq!(looks(&[], Appearance::Dark), "ffffff14 0");
}
