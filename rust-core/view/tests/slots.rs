//! Slots, external classes, style scopes, virtual hosts.

mod common;
use common::both;
use minihost_value::Value;

const APP: (&str, &str) = ("app.js", "App({})");

#[test]
fn named_slots_and_fallback() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {on: true, s: 'foot'}})"),
            (
                "pages/a/a.wxml",
                "<c><text slot=\"{{s}}\">f</text><text wx:if=\"{{on}}\">d</text><text slot=\"head\">h</text></c>",
            ),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({options: {multipleSlots: true}, data: {show: true}, methods: {toggle() { this.setData({show: !this.data.show}) }}})",
            ),
            (
                "c/c.wxml",
                "<view class=\"head\" bindtap=\"toggle\"><slot name=\"head\"/></view><view wx:if=\"{{show}}\" class=\"body\"><slot/></view><view class=\"foot\"><slot name=\"foot\"><text>none</text></slot></view>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.tree(page),
                "page\n  c\n    view .head\n      text\n        \"h\"\n    view .body\n      text\n        \"d\"\n    view .foot\n      text\n        \"f\"\n"
            );
            app.set(page, "s", Value::from("head"));
            assert_eq!(
                app.tree(page),
                "page\n  c\n    view .head\n      text\n        \"f\"\n      text\n        \"h\"\n    view .body\n      text\n        \"d\"\n    view .foot\n      text\n        \"none\"\n"
            );
            app.set(page, "on", Value::from(false));
            assert!(app.tree(page).contains("view .body\n    view .foot"));
            app.set(page, "on", Value::from(true));
            app.tap(page, ".head");
            assert!(!app.tree(page).contains("\"d\""));
            app.tap(page, ".head");
            assert!(app.tree(page).contains("view .body\n      text\n        \"d\"\n"));
            assert_eq!(app.problems(), "");
        },
    );
}

#[test]
fn slots_are_handed_on() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"outer": "/c/outer"}}"#),
            ("pages/a/a.js", "Page({data: {list: ['a']}})"),
            ("pages/a/a.wxml", "<outer><text wx:for=\"{{list}}\" wx:key=\"*this\">{{item}}</text></outer>"),
            ("c/outer.json", r#"{"component": true, "usingComponents": {"inner": "./inner"}}"#),
            ("c/outer.js", "Component({})"),
            ("c/outer.wxml", "<inner><slot/></inner>"),
            ("c/inner.json", r#"{"component": true}"#),
            ("c/inner.js", "Component({options: {virtualHost: true}})"),
            ("c/inner.wxml", "<view class=\"in\"><slot/></view>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.tree(page), "page\n  outer\n    view .in\n      text\n        \"a\"\n");
            app.set(page, "list", Value::array([Value::from("b"), Value::from("a")]));
            assert_eq!(
                app.tree(page),
                "page\n  outer\n    view .in\n      text\n        \"b\"\n      text\n        \"a\"\n"
            );
        },
    );
}

#[test]
fn external_classes_carry_their_scope() {
    both(
        &[
            APP,
            ("app.wxss", ".g{color:red}"),
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {k: 'one'}})"),
            ("pages/a/a.wxss", ".one{color:red}"),
            ("pages/a/a.wxml", "<c class=\"host\" custom-class=\"{{k}} two\"/>"),
            ("c/c.json", r#"{"component": true, "usingComponents": {"d": "./d"}}"#),
            ("c/c.js", "Component({externalClasses: ['custom-class']})"),
            ("c/c.wxss", ".own{color:red}"),
            ("c/c.wxml", "<view class=\"own custom-class\"/><d dClass=\"custom-class x\"/>"),
            ("c/d.json", r#"{"component": true}"#),
            ("c/d.js", "Component({externalClasses: ['d-class'], options: {addGlobalClass: true}})"),
            ("c/d.wxml", "<text class=\"d-class\"/>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            let classes = |tag: &str| {
                let node = app.node(page, tag);
                app.view
                    .with_tree(page, |tree| {
                        let element = tree.element(node).expect("there");
                        let scope = element.style_scope.0;
                        let list: Vec<String> = element
                            .classes
                            .iter()
                            .map(|class| {
                                format!("{}{}", class.name, if class.scope.0 == 0 { "@page" } else { "" })
                            })
                            .collect();
                        (scope > 0, element.extra_style_scope.is_some(), list.join(" "))
                    })
                    .expect("open")
            };
            assert_eq!(classes("c"), (false, false, "host@page".into()));
            assert_eq!(classes("view"), (true, false, "own one@page two@page".into()));
            assert_eq!(classes("text"), (true, true, "one@page two@page x".into()));
            app.set(page, "k", Value::from("three"));
            assert_eq!(classes("view").2, "own three@page two@page");
            assert_eq!(classes("text").2, "three@page two@page x");
            let scopes: Vec<u32> = app.view.sheets(page).iter().map(|(scope, _)| scope.0).collect();
            assert_eq!((scopes.len(), scopes[0], scopes[2]), (3, 0, 0));
            assert!(scopes[1] > 0);
        },
    );
}
