//! Programs that want too much: they are stopped with a report, the rest is shown.

mod common;
use common::both;
use minihost_value::Value;

const APP: (&str, &str) = ("app.js", "App({})");

#[test]
fn components_inside_themselves_end() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {on: true}})"),
            ("pages/a/a.wxml", "<c wx:if=\"{{on}}\"/><text>after</text>"),
            ("c/c.json", r#"{"component": true, "usingComponents": {"c": "./c"}}"#),
            ("c/c.js", "Component({attached() {}, detached() {}, ready() {}})"),
            (
                "c/c.wxml",
                "<view><view><view><view><view><view><c/></view></view></view></view></view></view>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert!(app.problems().contains("nest too deep"));
            app.set(page, "on", Value::from(false));
            assert_eq!(app.view.with_tree(page, |tree| tree.len()), Some(3));
            app.view.page_unload(page);
        },
    );
}

#[test]
fn huge_loops_are_cut() {
    both(
        &[
            APP,
            ("pages/a/a.js", "Page({data: {n: 1}})"),
            ("pages/a/a.wxml", "<block wx:for=\"{{n}}\"><text wx:for=\"{{n}}\">x</text></block>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.set(page, "n", Value::from(2_000_000_000));
            assert!(app.view.with_tree(page, |tree| tree.len()).expect("open") < 500_000);
            let problems = app.problems();
            assert!(problems.contains("more than 200000"), "{problems}");
        },
    );
}

#[test]
fn observers_without_end_are_stopped() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({})"),
            ("pages/a/a.wxml", "<c n=\"{{1}}\"/><text>after</text>"),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({properties: {n: Number}, observers: {n(n) { this.setData({n: n + 1}) }}})",
            ),
            ("c/c.wxml", "<text>{{n}}</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert!(app.problems().contains("without end"));
            assert!(app.tree(page).ends_with("text\n    \"after\"\n"));
        },
    );
}

#[test]
fn data_may_be_anything() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            (
                "pages/a/a.js",
                "const o = {}; o.o = o; Page({data: {o, n: 1, f() {}}, onLoad() { this.data = null; this.setData({n: 2}); this.setData({'__proto__.x': 1, 'constructor': 2}); } })",
            ),
            ("pages/a/a.wxml", "<text>{{n}}</text><c/>"),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({properties: null, data: 5, methods: [1], observers: 'x', behaviors: [null, {}, 'no'], relations: {a: null, b: {type: 'no'}}, externalClasses: 'x', lifetimes: 1, options: null, pageLifetimes: [1]})",
            ),
            ("c/c.wxml", "<text>c</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.tree(page), "page\n  text\n    \"2\"\n  c\n    text\n      \"c\"\n");
            assert!(app.problems().contains("contains itself"));
        },
    );
}
