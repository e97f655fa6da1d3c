//! Templates: conditions, loops, templates, includes, inline scripts, text.

mod common;
use common::both;
use minihost_value::Value;

fn numbers(list: &[i32]) -> Value {
    Value::array(list.iter().map(|n| Value::from(*n)))
}

#[test]
fn text_and_conditions() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {n: 1, who: {name: 'x'}}})"),
            (
                "pages/a/a.wxml",
                "<view id=\"i{{n}}\" class=\"a {{n > 1 ? 'big' : 'small'}}\" style=\"top:{{n}}px\" data-some-key=\"{{n}}\">hello {{who.name}}</view>\
                 <block wx:if=\"{{n == 1}}\"><text>one</text></block><text wx:elif=\"{{n == 2}}\">two</text><text wx:else>many</text>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.tree(page),
                "page\n  view #i1 .a .small {top:1px}\n    \"hello x\"\n  text\n    \"one\"\n"
            );
            app.set(page, "n", Value::from(2));
            app.set(page, "who.name", Value::from("y"));
            assert_eq!(
                app.tree(page),
                "page\n  view #i2 .a .big {top:2px}\n    \"hello y\"\n  text\n    \"two\"\n"
            );
            app.set(page, "n", Value::from(3));
            assert_eq!(app.tree(page).lines().last(), Some("    \"many\""));
        },
    );
}

#[test]
fn loops_keep_their_nodes_by_key() {
    both(
        &[
            ("app.js", "App({})"),
            (
                "pages/a/a.js",
                "Page({data: {list: [{id: 1, t: 'a'}, {id: 2, t: 'b'}, {id: 3, t: 'c'}], pre: '-'}})",
            ),
            (
                "pages/a/a.wxml",
                "<view wx:for=\"{{list}}\" wx:key=\"id\" wx:for-item=\"row\" wx:for-index=\"n\">{{pre}}{{n}}{{row.t}}</view>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            let shown = |expected: &[&str]| {
                let text = app.tree(page);
                let lines: Vec<&str> = text
                    .lines()
                    .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'))
                    .collect();
                assert_eq!(lines, expected);
            };
            let ids = || app.view.with_tree(page, |tree| tree.children(tree.root()).to_vec()).expect("open");
            shown(&["-0a", "-1b", "-2c"]);
            let before = ids();
            let row = |id: i32, t: &str| Value::object([("id", Value::from(id)), ("t", Value::from(t))]);
            app.set(page, "list", Value::array([row(3, "c"), row(1, "a"), row(4, "d")]));
            shown(&["-0c", "-1a", "-2d"]);
            let after = ids();
            assert_eq!((after[0], after[1]), (before[2], before[0]));
            app.set(page, "list[1].t", Value::from("A"));
            app.set(page, "pre", Value::from("+"));
            shown(&["+0c", "+1A", "+2d"]);
            app.set(page, "list", Value::array([row(1, "x"), row(1, "y")]));
            shown(&["+0x", "+1y"]);
            app.set(page, "list", Value::Null);
            shown(&[]);
            assert_eq!(app.problems(), "");
        },
    );
}

#[test]
fn loops_go_over_all_kinds() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {list: 3, rows: [[1, 2], [3]]}})"),
            (
                "pages/a/a.wxml",
                "<text wx:for=\"{{list}}\" wx:key=\"*this\">{{index}}:{{item}}</text>\
                 <view wx:for=\"{{rows}}\" wx:for-item=\"row\"><text wx:for=\"{{row}}\">{{item}}</text></view>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            let shown = || {
                app.tree(page).lines().filter_map(|line| line.trim().strip_prefix('"')).collect::<String>()
            };
            assert_eq!(shown(), "0:0\"1:1\"2:2\"1\"2\"3\"");
            app.set(page, "list", Value::from("ab"));
            app.set(page, "rows[1][1]", Value::from(4));
            assert_eq!(shown(), "0:a\"1:b\"1\"2\"3\"4\"");
            app.set(page, "list", Value::object([("k", Value::from("v"))]));
            app.set(page, "rows", Value::array([numbers(&[9])]));
            assert_eq!(shown(), "k:v\"9\"");
        },
    );
}

#[test]
fn templates_and_includes() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {kind: 'a', item: {t: 'x'}, n: 1}})"),
            (
                "pages/a/a.wxml",
                "<import src=\"../lib.wxml\"/><template is=\"{{kind}}\" data=\"{{...item, n}}\"/><include src=\"/pages/part.wxml\"/>",
            ),
            (
                "pages/lib.wxml",
                "<wxs module=\"m\">module.exports.twice = function (s) { return s + s }</wxs>\
                 <template name=\"a\"><text>{{m.twice(t)}}{{n}}{{kind}}</text><template is=\"b\" data=\"{{t: n}}\"/></template>\
                 <template name=\"b\"><view>{{t}}</view></template>",
            ),
            ("pages/part.wxml", "<view class=\"part\">{{item.t}}</view>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.tree(page),
                "page\n  text\n    \"xx1\"\n  view\n    \"1\"\n  view .part\n    \"x\"\n"
            );
            app.set(page, "item.t", Value::from("y"));
            app.set(page, "n", Value::from(2));
            assert_eq!(
                app.tree(page),
                "page\n  text\n    \"yy2\"\n  view\n    \"2\"\n  view .part\n    \"y\"\n"
            );
            app.set(page, "kind", Value::from("b"));
            assert_eq!(app.tree(page), "page\n  view\n    \"y\"\n  view .part\n    \"y\"\n");
        },
    );
}

#[test]
fn inline_script_files_and_faults() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {v: 'x'}})"),
            (
                "pages/a/a.wxml",
                "<wxs src=\"./m.wxs\" module=\"m\"/><text>{{m.f(v)}}|{{m.bad(v)}}|{{m.none(v)}}</text>",
            ),
            (
                "pages/a/m.wxs",
                "var h = require('../h.wxs');\nmodule.exports = {f: function (s) { return h.wrap(s) }, bad: function (s) { return s.no.thing }};",
            ),
            ("pages/h.wxs", "module.exports = {wrap: function (s) { return '<' + s + '>' }};"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.tree(page), "page\n  text\n    \"<x>||\"\n");
            let problems = app.problems();
            assert!(problems.contains("pages/a/m."), "{problems}");
            assert_eq!(problems.lines().count(), 1, "{problems}");
        },
    );
}

#[test]
fn unknown_tags_keep_their_content() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {}})"),
            ("pages/a/a.wxml", "<foo-bar a=\"1\"><text>x</text></foo-bar><foo-bar/>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.tree(page), "page\n  foo-bar [a=\"1\"]\n    text\n      \"x\"\n  foo-bar\n");
            let problems = app.problems();
            assert_eq!(problems.lines().count(), 1, "{problems}");
            assert!(problems.contains("<foo-bar> is neither built in nor declared"), "{problems}");
        },
    );
}

#[test]
fn paths_in_attributes_become_absolute() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {u: 'x.png'}})"),
            ("pages/a/a.wxml", "<image src=\"{{u}}\"/><image src=\"https://h/x.png\"/>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(
                app.tree(page),
                "page\n  image [src=\"/pages/a/x.png\"]\n  image [src=\"https://h/x.png\"]\n"
            );
        },
    );
}

#[test]
fn files_that_include_themselves_end() {
    both(
        &[
            ("app.js", "App({})"),
            ("pages/a/a.js", "Page({data: {u: 'x.png'}})"),
            (
                "pages/a/a.wxml",
                "<text>a</text><include src=\"a.wxml\"/><template is=\"t\"/><template name=\"t\"><view><template is=\"t\"/></view></template>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert!(app.tree(page).starts_with("page\n  text\n    \"a\"\n"));
            let problems = app.problems();
            assert!(problems.contains("includes itself"), "{problems}");
            assert!(problems.contains("nests too deep"), "{problems}");
        },
    );
}
