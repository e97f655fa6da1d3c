//! Which style sheets reach which elements.
//!
//! Source: WeChat's `custom-component/wxml-wxss`, "component style isolation".

mod common;
use common::{Files, Program};
use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::{Length, Origin, StyleContext, Stylist};

/// Every sheet gives `.x` one property of its own.
const SHEETS: &[(&str, &str)] = &[
    ("app.wxss", ".x { width: 7px }"),
    ("pages/a/a.wxss", ".x { height: 7px }"),
    ("c/c.wxss", ".x { min-width: 7px } :host { max-width: 7px }"),
    ("c/d.wxss", ".x { min-height: 7px }"),
];

/// A program whose page, component `c` and component `d` have these options and this json.
fn program(page: (&str, &str), c: (&str, &str), d: (&str, &str)) -> Program {
    let template = |id: &str| format!("<view id=\"{id}\" class=\"x\">{id}</view>");
    let mut files: Vec<(String, String)> =
        SHEETS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut put = |path: &str, text: String| files.push((path.to_owned(), text));
    put("app.js", "App({})".into());
    put("pages/a/a.js", format!("Component({{options: {{{}}}}})", page.0));
    put("pages/a/a.json", format!(r#"{{"usingComponents": {{"c": "/c/c", "d": "/c/d"}}{}}}"#, page.1));
    put("pages/a/a.wxml", template("p") + "<c id=\"host\" /><d />");
    for (name, (options, json)) in [("c", c), ("d", d)] {
        put(&format!("c/{name}.js"), format!("Component({{options: {{{options}}}}})"));
        put(&format!("c/{name}.json"), format!(r#"{{"component": true{json}}}"#));
        put(&format!("c/{name}.wxml"), template(&format!("in-{name}")));
    }
    Program::from_files(Dialect::WeChat, Files(files.into_iter().collect()))
}

/// The sheets whose `.x` reaches the node: `a`pp, `p`age, `c`, `d`.
fn reaching(app: &Program, id: &str) -> String {
    let page = app.view.pages()[0];
    let node = app.node(page, &format!("#{id}"));
    let mut stylist = Stylist::new(StyleContext {
        width: 375.0,
        height: 667.0,
        pixel_ratio: 1.0,
        appearance: Appearance::Light,
        safe_area: Insets::default(),
        font_scale: 1.0,
    });
    for (scope, sheet) in app.view.sheets(page) {
        stylist.add_sheet(sheet, scope, Origin::Author);
    }
    app.view.with_tree(page, |tree| {
        let changes = tree.take_changes();
        stylist.update(tree, &changes);
    });
    let style = stylist.style(node).expect("it is in the tree");
    let layout = &style.layout;
    let is_set = |length: &Length| *length == Length::Px(7.0);
    let marks = [
        ('a', is_set(&layout.width)),
        ('p', is_set(&layout.height)),
        ('c', is_set(&layout.min_width)),
        ('d', is_set(&layout.min_height)),
        ('h', is_set(&layout.max_width)),
    ];
    marks.into_iter().filter_map(|(mark, set)| set.then_some(mark)).collect()
}

#[test]
fn isolation_is_what_the_documentation_says() {
    const PLAIN: (&str, &str) = ("", "");
    let option = |mode: &'static str| match mode {
        "isolated" => ("styleIsolation: 'isolated'", ""),
        "apply-shared" => ("styleIsolation: 'apply-shared'", ""),
        "shared" => ("styleIsolation: 'shared'", ""),
        "global" => ("addGlobalClass: true", ""),
        "page-isolated" => ("styleIsolation: 'page-isolated'", ""),
        "page-apply-shared" => ("styleIsolation: 'page-apply-shared'", ""),
        "page-shared" => ("styleIsolation: 'page-shared'", ""),
        "json apply-shared" => ("", r#", "styleIsolation": "apply-shared""#),
        "json page-isolated" => ("", r#", "styleIsolation": "page-isolated""#),
        _ => PLAIN,
    };
    // The modes of page, c and d; the sheets that reach the page's element, c's and d's.
    let rows = [
        ("", "", "", ["ap", "c", "d"]),
        ("", "isolated", "", ["ap", "c", "d"]),
        // From outside in, not from inside out.
        ("", "apply-shared", "", ["ap", "apc", "d"]),
        ("", "global", "", ["ap", "apc", "d"]),
        ("", "json apply-shared", "", ["ap", "apc", "d"]),
        // Both ways: also into others that are apply-shared or shared.
        ("", "shared", "", ["apc", "apc", "d"]),
        ("", "shared", "apply-shared", ["apc", "apc", "apcd"]),
        ("", "shared", "shared", ["apcd", "apcd", "apcd"]),
        ("", "apply-shared", "shared", ["apd", "apcd", "apd"]),
        // A page that wants no app.wxss, and whose own sheet stays with it.
        ("page-isolated", "", "", ["p", "c", "d"]),
        ("page-isolated", "apply-shared", "", ["p", "c", "d"]),
        ("page-isolated", "shared", "", ["p", "c", "d"]),
        ("json page-isolated", "apply-shared", "", ["p", "c", "d"]),
        // Shared components reach it.
        ("page-apply-shared", "shared", "apply-shared", ["pc", "c", "cd"]),
        // Its sheet reaches components that want it.
        ("page-shared", "apply-shared", "", ["p", "pc", "d"]),
        ("page-shared", "shared", "apply-shared", ["pc", "pc", "pcd"]),
    ];
    for (page, c, d, expected) in rows {
        let app = program(option(page), option(c), option(d));
        app.ready("pages/a/a");
        let found = ["p", "in-c", "in-d"].map(|id| reaching(&app, id));
        assert_eq!(found, expected, "page {page:?}, c {c:?}, d {d:?}");
    }
}

#[test]
fn host_rules_style_the_host_alone() {
    for options in ["", "styleIsolation: 'shared'", "styleIsolation: 'apply-shared'"] {
        let app = program(("", ""), (options, ""), ("", ""));
        app.ready("pages/a/a");
        assert!(reaching(&app, "host").contains('h'), "{options}");
        for id in ["p", "in-c", "in-d"] {
            assert!(!reaching(&app, id).contains('h'), "{options}: {id}");
        }
    }
}

#[test]
fn tags_of_application_and_page_reach_every_component() {
    let sheet =
        |scope: &str| format!("{scope} {{ width: 7px }} #in-c {{ height: 7px }} .y {{ min-width: 7px }}");
    for (selector, reaches) in [
        ("view", true),
        ("page view", true),
        ("[aria-label]", true),
        (".outer view", true),
        (".none view", false),
    ] {
        for at in ["app.wxss", "pages/a/a.wxss"] {
            let files = [
                ("app.js", "App({})"),
                ("pages/a/a.js", "Page({})"),
                ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
                ("pages/a/a.wxml", "<view class=\"outer\"><c /></view>"),
                ("c/c.js", "Component({})"),
                ("c/c.json", r#"{"component": true}"#),
                ("c/c.wxml", "<view id=\"in-c\" class=\"y\" aria-label=\"l\" />"),
                (at, &sheet(selector)),
            ];
            let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
            let app = Program::from_files(Dialect::WeChat, Files(files.into_iter().collect()));
            app.ready("pages/a/a");
            assert_eq!(reaching(&app, "in-c"), if reaches { "a" } else { "" }, "{at}: {selector}");
        }
    }
}
