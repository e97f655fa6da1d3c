//! A component that throws, wherever it may: it is reported to the host with the component, the file and the line, and to
//! `App.onError`; the rest of the page lives.

mod common;
use common::{Files, Program};
use minihost_ports::Dialect;
use minihost_value::Value;

/// Where it throws: a definition whose second line does, and who is said to have thrown.
const PLACES: &[(&str, &str, &str)] = &[
    ("created", "Component({lifetimes: {created() {\nFAULT } } })", "c/c created"),
    ("attached", "Component({lifetimes: {attached() {\nFAULT } } })", "c/c attached"),
    ("ready", "Component({lifetimes: {ready() {\nFAULT } } })", "c/c ready"),
    ("moved", "Component({lifetimes: {moved() {\nFAULT } } })", "c/c moved"),
    ("detached", "Component({lifetimes: {detached() {\nFAULT } } })", "c/c detached"),
    ("page show", "Component({pageLifetimes: {show() {\nFAULT } } })", "c/c show"),
    ("page hide", "Component({pageLifetimes: {hide() {\nFAULT } } })", "c/c hide"),
    ("data observer", "Component({properties: {n: Number}, observers: {n() {\nFAULT } } })", "c/c observer"),
    (
        "property observer",
        "Component({properties: {n: {type: Number, observer() {\nFAULT } } } })",
        "c/c observer of n",
    ),
    ("handler", "Component({methods: {tap() {\nFAULT } } })", "c/c tap"),
    (
        "setData callback",
        "Component({methods: {tap() { this.setData({a: 1}, () => {\nFAULT }) } } })",
        "c/c setData callback",
    ),
    ("data()", "Component({data() {\nFAULT } })", "c/c data()"),
    ("relation", "Component({relations: {'./k': {type: 'child', linked() {\nFAULT } } } })", "c/c linked"),
    (
        "leaving a relation",
        "Component({relations: {'./k': {type: 'child', unlinked() {\nFAULT } } } })",
        "c/c unlinked",
    ),
    ("page resize", "Component({pageLifetimes: {resize() {\nFAULT } } })", "c/c resize"),
    (
        "behavior",
        "Component({behaviors: [Behavior({lifetimes: {attached() {\nFAULT } } })]})",
        "c/c attached",
    ),
    (
        "hearing of a fault",
        "Component({lifetimes: {error() {\nFAULT } }, methods: {tap() { throw new Error('another') } } })",
        "c/c error",
    ),
    (
        "observer of what it sets itself",
        "Component({observers: {'a.**'() {\nFAULT } }, methods: {tap() { this.setData({'a.b': 1}) } } })",
        "c/c observer",
    ),
    (
        "a method that an event calls",
        "Component({methods: {tap() { this.triggerEvent('my') ; this.later() }, later() {\nFAULT } } })",
        "c/c tap",
    ),
    (
        "a relation that moves",
        "Component({relations: {'./k': {type: 'child', linkChanged() {\nFAULT } } } })",
        "c/c linkChanged",
    ),
    (
        "data observer by name",
        "Component({properties: {n: Number}, observers: {n: 'seen'}, methods: {seen() {\nFAULT } } })",
        "c/c observer",
    ),
    (
        "property observer by name",
        "Component({properties: {n: {type: Number, observer: 'seen'}}, methods: {seen() {\nFAULT } } })",
        "c/c observer of n",
    ),
    (
        "default of a property",
        "Component({properties: {m: {type: Number, default() {\nFAULT } } } })",
        "c/c default of m",
    ),
    (
        "definition filter",
        "Component({behaviors: [Behavior({definitionFilter() {\nFAULT } })]})",
        "definitionFilter",
    ),
    (
        "groupSetData",
        "Component({methods: {tap() { this.groupSetData(() => {\nFAULT }) } } })",
        "groupSetData",
    ),
    ("route done", "Component({pageLifetimes: {routeDone() {\nFAULT } } })", "c/c routeDone"),
    ("export", "Component({behaviors: ['wx://component-export'], export() {\nFAULT } })", "c/c export"),
];

const FAULT: &str = "throw new Error('the fault')";

fn program(script: &str, template: &str) -> Program {
    let k = "Component({relations: {'./c': {type: 'parent'}}})";
    let page = "Page({data: {l: [1, 2], n: 1, on: true}, onLoad() { this.selectAllComponents('.c') }, tap() { console.log('page lives') }})";
    let files = [
        ("app.js", "App({onError(error) { console.log('onError', error.split('\\n')[0]) }})"),
        ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c", "k": "/c/k"}}"#),
        ("pages/a/a.js", page),
        (
            "pages/a/a.wxml",
            "<c wx:if=\"{{on}}\" class=\"c\" wx:for=\"{{l}}\" wx:key=\"*this\" n=\"{{n}}\"><k /></c><view id=\"after\" bindtap=\"tap\">{{n}}</view>",
        ),
        ("c/c.json", r#"{"component": true}"#),
        ("c/c.js", &script.replace("FAULT", FAULT)),
        ("c/c.wxml", template),
        ("c/k.json", r#"{"component": true}"#),
        ("c/k.js", k),
        ("c/k.wxml", ""),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    Program::from_files(Dialect::WeChat, Files(files.into_iter().collect()))
}

/// Everything that makes a component's functions run.
fn live(app: &Program) -> minihost_view::PageId {
    let page = app.ready("pages/a/a");
    app.set(page, "n", Value::from(2));
    app.set(page, "l", Value::array([Value::from(2), Value::from(1)]));
    app.tap(page, "#in");
    app.pump();
    app.view.page_hide(page);
    app.view.page_show(page);
    app.view.page_lifetime(page, "resize", vec![]);
    app.view.page_lifetime(page, "routeDone", vec![]);
    app.set(page, "l", Value::array([Value::from(2)]));
    page
}

#[test]
fn a_fault_is_reported_and_the_page_lives() {
    for (place, script, who) in PLACES {
        let app = program(script, "<view id=\"in\" bindtap=\"tap\">in</view><slot />");
        let page = live(&app);
        let problems = app.problems();
        let report = format!("c/c.js:2:11: Error: the fault (in {who})");
        assert!(problems.contains(&report), "{place}: {report} is not in\n{problems}");
        assert!(app.log().contains("onError Error: the fault"), "{place}: App.onError was not told");
        app.tap(page, "#after");
        assert!(app.log().contains("page lives"), "{place}: the page is dead");
        let tree = app.tree(page);
        assert!(
            tree.contains("\"2\"") && tree.contains("\"in\""),
            "{place}: something is missing in\n{tree}"
        );
        app.view.page_unload(page);
    }
}

#[test]
fn a_fault_in_an_inline_script_is_reported_and_the_page_lives() {
    let calls = [
        ("text", "{{m.f(n)}}"),
        ("attribute", "<view title=\"{{m.f(n)}}\"/>"),
        ("condition", "<view wx:if=\"{{m.f(n)}}\">no</view>"),
        ("loop", "<view wx:for=\"{{m.f(n)}}\">no</view>"),
        ("handler", "<view bindtap=\"{{m.f}}\" id=\"script\">x</view>"),
        ("observer", "<view change:n=\"{{m.f}}\" n=\"{{n}}\">x</view>"),
        (
            "template data",
            "<template name=\"t\">{{v}}</template><template is=\"t\" data=\"{{v: m.f(n)}}\" />",
        ),
        ("property", "<k n=\"{{m.f(n)}}\" />"),
        ("class", "<view class=\"a {{m.f(n)}}\">x</view>"),
        ("style", "<view style=\"{{m.f(n)}}\">x</view>"),
        ("id", "<view id=\"{{m.f(n)}}\">x</view>"),
        ("dataset", "<view data-a=\"{{m.f(n)}}\">x</view>"),
        ("mark", "<view mark:a=\"{{m.f(n)}}\">x</view>"),
        ("slot", "<k slot=\"{{m.f(n)}}\" />"),
        ("slot's name", "<slot name=\"{{m.f(n)}}\" />"),
        ("template's name", "<template is=\"{{m.f(n)}}\" />"),
        ("text of a slot", "<k>{{m.f(n)}}</k>"),
    ];
    for (place, call) in calls {
        let template = format!(
            "<wxs module=\"m\">\nmodule.exports = {{f: function (n) {{\n var o; return o.x.y }} }}\n</wxs>\n<view id=\"in\" bindtap=\"tap\">in</view>{call}<slot />"
        );
        let app = program("Component({properties: {n: Number}, methods: {tap() {}}})", &template);
        let page = live(&app);
        if place == "handler" {
            app.tap(page, "#script");
        }
        let problems = app.problems();
        assert!(
            problems.lines().any(|line| line.starts_with("c/c.wxml#m:3:") && line.contains("TypeError")),
            "{place}: c/c.wxml#m:3 is not in\n{problems}"
        );
        assert!(app.log().contains("onError TypeError"), "{place}: App.onError was not told");
        app.tap(page, "#after");
        assert!(app.log().contains("page lives"), "{place}: the page is dead");
        assert!(app.tree(page).contains("\"in\""), "{place}: the component's other content is there");
    }
}

#[test]
fn a_page_whose_hooks_throw_lives() {
    for hook in ["onLoad", "onShow", "onReady", "onHide", "onUnload", "onReachBottom", "tap"] {
        let page_script = format!("Page({{data: {{n: 1}}, {hook}() {{\n{FAULT} }} }})");
        let files = [
            ("app.js", "App({onError(error) { console.log('onError', error.split('\\n')[0]) }})"),
            ("pages/a/a.js", page_script.as_str()),
            ("pages/a/a.wxml", "<view id=\"v\" bindtap=\"tap\">{{n}}</view>"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()));
        let app = Program::from_files(Dialect::WeChat, Files(files.into_iter().collect()));
        let page = app.ready("pages/a/a");
        app.view.call_page_hook(page, "onReachBottom", Vec::new());
        app.tap(page, "#v");
        app.view.page_hide(page);
        app.set(page, "n", Value::from(2));
        assert!(app.tree(page).contains("\"2\""), "{hook}: the page is dead");
        app.view.page_unload(page);
        let problems = app.problems();
        let report = format!("pages/a/a.js:2:11: Error: the fault (in pages/a/a {hook})");
        assert!(problems.contains(&report), "{hook}: {report} is not in\n{problems}");
        assert!(app.log().contains("onError Error: the fault"), "{hook}: App.onError was not told");
    }
}

#[test]
fn what_the_engine_meets_by_itself_is_told_too() {
    let files = [
        (
            "app.js",
            "App({onError(e) { console.log('onError', e) }, onUnhandledRejection(e) { console.log('rejected', String(e.reason)) }})",
        ),
        ("pages/a/a.js", "Page({onLoad() { setTimeout(() => { throw new Error('late') }, 0); Promise.reject(new Error('no')) }})"),
        ("pages/a/a.wxml", "x"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    let app = Program::from_files(Dialect::WeChat, Files(files.into_iter().collect()));
    app.ready("pages/a/a");
    app.pump();
    let log = app.log();
    assert!(log.contains("onError Error: late") && log.contains("rejected Error: no"), "{log}");
    let problems = app.problems();
    assert!(problems.contains("pages/a/a.js:1:") && problems.contains("Error: late"), "{problems}");
}
