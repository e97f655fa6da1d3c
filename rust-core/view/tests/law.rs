//! The law of updates: whatever was set in whatever order, the tree is the one that would be built from scratch, and no node is
//! left behind.

mod common;
use common::both;
use minihost_value::Value;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const FILES: &[(&str, &str)] = &[
    ("app.js", "App({})"),
    ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c", "v": "/c/v"}}"#),
    ("pages/a/a.js", "Page({data: {on: true, list: [], flag: false, s: '', o: {}}})"),
    (
        "pages/a/a.wxml",
        "<block wx:if=\"{{on}}\">\
           <view wx:for=\"{{list}}\" wx:key=\"k\" class=\"{{item.f ? 'f' : ''}}\" data-k=\"{{item.k}}\">{{index}}{{item.t}}{{s}}<text wx:if=\"{{item.f && flag}}\">x{{item.t}}</text></view>\
           <c p=\"{{s}}\" q=\"{{o.a}}\"><text slot=\"{{s}}\">in{{o.b}}</text><v wx:for=\"{{list}}\" wx:for-item=\"row\" wx:key=\"*this\" slot=\"b\"><text wx:if=\"{{flag}}\">{{row.t}}</text></v></c>\
           <template is=\"{{flag ? 'one' : 'two'}}\" data=\"{{...o, n: s, list}}\"/>\
           <view wx:if=\"{{flag}}\">yes</view><view wx:elif=\"{{s === 'a'}}\">a</view><v wx:else>no</v>\
         </block>\
         <template name=\"one\"><text>{{a}}{{n}}</text><template is=\"two\" data=\"{{list, n: b}}\"/></template>\
         <template name=\"two\"><v><text wx:for=\"{{list}}\">{{n}}{{item.k}}</text></v></template>",
    ),
    ("c/c.json", r#"{"component": true}"#),
    (
        "c/c.js",
        "Component({options: {multipleSlots: true}, properties: {p: String, q: null}, data: {double: ''}, observers: {p(p) { this.setData({double: p + p}) }}})",
    ),
    (
        "c/c.wxml",
        "<view wx:if=\"{{q}}\"><slot name=\"a\"/></view><text>{{p}}/{{double}}/{{q}}</text><slot/><view><slot name=\"b\"><text>empty</text></slot></view>",
    ),
    ("c/v.json", r#"{"component": true}"#),
    ("c/v.js", "Component({options: {virtualHost: true}})"),
    ("c/v.wxml", "<view><slot/></view>"),
];

fn value() -> impl Strategy<Value = Value> {
    let row = (0..5u32, "[a-c]?", any::<bool>()).prop_map(|(k, t, f)| {
        Value::object([("k", Value::from(k)), ("t", Value::from(t)), ("f", Value::from(f))])
    });
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        "[ab]?".prop_map(Value::from),
        proptest::collection::vec(row, 0..6).prop_map(Value::array),
        ("[ab]?", "[ab]?").prop_map(|(a, b)| Value::object([("a", Value::from(a)), ("b", Value::from(b))])),
    ]
}

fn step() -> impl Strategy<Value = (&'static str, Value)> {
    let path = prop_oneof![
        4 => Just("list"), 1 => Just("flag"), 1 => Just("s"), 1 => Just("o"),
        1 => Just("list[1].t"), 1 => Just("list[0]"), 1 => Just("o.a"), 1 => Just("list[2].f"),
    ];
    (path, value())
}

#[test]
fn updates_equal_a_fresh_build() {
    both(FILES, |app| {
        let page = app.ready("pages/a/a");
        let mut runner =
            TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
        let steps = proptest::collection::vec(step(), 1..8);
        let nodes = || app.view.with_tree(page, |tree| tree.len()).expect("open");
        let result = runner.run(&steps, |steps| {
            for (path, value) in steps {
                app.set(page, path, value);
            }
            let (updated, count) = (app.tree(page), nodes());
            app.set(page, "on", Value::from(false));
            prop_assert_eq!(app.tree(page), "page\n");
            prop_assert_eq!(nodes(), 1);
            app.set(page, "on", Value::from(true));
            prop_assert_eq!(&updated, &app.tree(page));
            prop_assert_eq!(count, nodes());
            Ok(())
        });
        if let Err(error) = result {
            panic!("{error}");
        }
        assert_eq!(app.problems(), "");
    });
}
