//! Events: phases, boundaries, handlers, inline scripts, two-way bindings, controls.

mod common;
use common::both;
use minihost_value::Value;

const APP: (&str, &str) = ("app.js", "App({})");

#[test]
fn phases_and_stops() {
    both(
        &[
            APP,
            (
                "pages/a/a.js",
                "const say = (n) => function (e) { console.log(n, e.type, e.target.id, e.currentTarget.id, e.currentTarget.dataset.v, e.detail.x) };
                 Page({data: {h: 'dyn'}, a: say('a'), b: say('b'), c: say('c'), m: say('m'), dyn: say('dyn'), none: 5})",
            ),
            (
                "pages/a/a.wxml",
                "<view id=\"a\" bindtap=\"a\" capture-bind:tap=\"c\" mut-bind:tap=\"m\" data-v=\"{{1}}\"><view id=\"b\" bind:tap=\"b\" mut-bind:tap=\"m\"><text id=\"t\">x</text></view></view>\
                 <view id=\"c\" bindtap=\"a\"><view id=\"d\" catchtap=\"{{h}}\"/></view>\
                 <view id=\"e\" capture-catch:tap=\"c\"><view id=\"f\" bindtap=\"a\"/></view>\
                 <view id=\"g\" bindtap=\"\" bindlongpress=\"missing\"/>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.tap(page, "#t");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "c tap t a 1 1\nb tap t b undefined 1\nm tap t b undefined 1\na tap t a 1 1");
            app.tap(page, "#d");
            assert_eq!(app.log(), "dyn tap d d undefined 1");
            app.set(page, "h", Value::from(""));
            // No handler, no listener: nothing is caught.
            app.tap(page, "#d");
            assert_eq!(app.log(), "a tap d c undefined 1");
            app.tap(page, "#f");
            assert_eq!(app.log(), "c tap f e undefined 1");
            app.tap(page, "#g");
            assert_eq!(app.problems(), "");
            app.event(page, "#g", "longpress", Value::Undefined, true);
            let problems = app.problems();
            assert!(problems.contains("there is no method \"missing\""), "{problems}");
        },
    );
}

#[test]
fn events_of_components_cross_as_they_say() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"outer": "/c/outer", "inner": "/c/inner"}}"#),
            (
                "pages/a/a.js",
                "Page({hear(e) { console.log('page', e.type, e.target.id, e.currentTarget.id, e.detail && e.detail.v) }})",
            ),
            (
                "pages/a/a.wxml",
                "<view id=\"w\" bindplain=\"hear\" bindbub=\"hear\" bindcomp=\"hear\" bindtap=\"hear\"><outer id=\"o\" bindplain=\"hear\" bindbub=\"hear\" bindcomp=\"hear\"><inner id=\"i\" bindplain=\"hear\"/></outer></view>",
            ),
            ("c/outer.json", r#"{"component": true, "usingComponents": {"inner": "./inner"}}"#),
            (
                "c/outer.js",
                "Component({methods: {hear(e) { console.log('outer', e.type, e.target.id, e.currentTarget.id) }}})",
            ),
            (
                "c/outer.wxml",
                "<view id=\"s\" bindplain=\"hear\" bindbub=\"hear\" bindcomp=\"hear\" bindtap=\"hear\"><slot/></view><view id=\"own\" bindbub=\"hear\"><inner id=\"oi\"/></view>",
            ),
            ("c/inner.json", r#"{"component": true}"#),
            (
                "c/inner.js",
                "Component({methods: {go() { const f = () => 1; this.triggerEvent('plain', {v: 1}); this.triggerEvent('bub', {v: 2}, {bubbles: true}); this.triggerEvent('comp', {v: 3}, {bubbles: true, composed: true}) }}})",
            ),
            ("c/inner.wxml", "<text class=\"go\" bindtap=\"go\">x</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.tap(page, ".go");
            assert_eq!(app.problems(), "");
            // The first `.go` is that of the slotted inner component.
            assert_eq!(
                app.log(),
                "page plain i i 1\n\
                 page bub i o 2\npage bub i w 2\n\
                 outer comp s s\npage comp i o 3\npage comp i w 3\n\
                 outer tap s s\npage tap i w undefined"
            );
        },
    );
}

#[test]
fn details_stay_the_same_objects() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({link(e) { e.detail.parent = this; e.detail.f() }})"),
            ("pages/a/a.wxml", "<c bind:__l=\"link\"/>"),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({attached() { const d = {f() { console.log('called') }}; this.triggerEvent('__l', d); console.log(d.parent.route) }})",
            ),
            ("c/c.wxml", ""),
        ],
        |app| {
            app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "called\npages/a/a");
        },
    );
}

#[test]
fn inline_scripts_handle_events() {
    both(
        &[
            APP,
            ("pages/a/a.js", "Page({data: {n: 1}, said(v) { console.log('said', JSON.stringify(v)) }})"),
            (
                "pages/a/a.wxml",
                "<wxs module=\"m\">module.exports = {
                   tap: function (e, owner) { var s = owner.getState(); s.n = (s.n || 0) + 1;
                     e.instance.addClass('hit'); e.instance.setStyle({color: 'red'}); owner.selectComponent('#two').setStyle('top:' + s.n + 'px');
                     owner.callMethod('said', {n: s.n, has: e.instance.hasClass('hit'), k: e.instance.getDataset().k}); return false },
                   changed: function (now, old, owner, me) { me.addClass('c' + now) } }</wxs>\
                 <view bindtap=\"never\"><view id=\"one\" class=\"a\" style=\"left:1px\" data-k=\"v\" bindtap=\"{{m.tap}}\"/></view><view id=\"two\" n=\"{{n}}\" change:n=\"{{m.changed}}\"/>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.tap(page, "#one");
            app.tap(page, "#one");
            app.set(page, "n", Value::from(5));
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.log(),
                "said {\"n\":1,\"has\":true,\"k\":\"v\"}\nsaid {\"n\":2,\"has\":true,\"k\":\"v\"}"
            );
            assert_eq!(
                app.tree(page),
                "page\n  view\n    view #one .a .hit {left:1px;color:red;}\n  view #two .c1 .c5 [n=5] {top:2px}\n"
            );
        },
    );
}

#[test]
fn bindings_go_both_ways() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {v: 'a', list: [{t: 'x'}], p: 1}})"),
            (
                "pages/a/a.wxml",
                "<input model:value=\"{{v}}\" id=\"i\"/><text>{{v}}</text><input wx:for=\"{{list}}\" model:value=\"{{item.t}}\" class=\"l\"/><text>{{list[0].t}}</text><c model:n=\"{{p}}\"/><text>{{p}}</text>",
            ),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({properties: {n: Number}, methods: {up() { this.setData({n: this.data.n + 1}) }}})",
            ),
            ("c/c.wxml", "<view id=\"up\" bindtap=\"up\">{{n}}</view>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            let typed = |text: &str| Value::object([("value", Value::from(text))]);
            app.event(page, "#i", "input", typed("ab"), false);
            app.event(page, ".l", "input", typed("xy"), false);
            app.tap(page, "#up");
            assert_eq!(app.problems(), "");
            let text = app.tree(page);
            for expected in ["\"ab\"", "\"xy\"", "text\n    \"2\"", "[value=\"ab\"]"] {
                assert!(text.contains(expected), "{expected} not in\n{text}");
            }
        },
    );
}

#[test]
fn controls_and_forms() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"field": "/c/field"}}"#),
            (
                "pages/a/a.js",
                "Page({submit(e) { console.log(JSON.stringify(e.detail.value)) }, reset(e) { console.log(e.type) }, change(e) { console.log(e.currentTarget.id, JSON.stringify(e.detail.value)) }, upper(e) { return e.detail.value.toUpperCase() }})",
            ),
            (
                "pages/a/a.wxml",
                "<form bindsubmit=\"submit\" bindreset=\"reset\"><input name=\"i\" value=\"1\" id=\"i\" bindinput=\"upper\"/><switch name=\"s\" id=\"s\" bindchange=\"change\"/>\
                 <checkbox-group name=\"cg\" id=\"cg\" bindchange=\"change\"><label id=\"l\"><checkbox value=\"a\"/></label><checkbox value=\"b\" checked id=\"b\"/></checkbox-group>\
                 <radio-group name=\"rg\" id=\"rg\" bindchange=\"change\"><radio value=\"a\" checked=\"{{true}}\"/><radio value=\"b\" id=\"rb\"/></radio-group>\
                 <slider name=\"sl\" value=\"5\"/><field name=\"f\"/><button form-type=\"submit\" id=\"go\"/><button form-type=\"reset\" id=\"re\"/></form>\
                 <navigator url=\"../b/b?x=1\" id=\"n\"><text id=\"nt\">x</text></navigator><button open-type=\"share\" id=\"share\"/><button disabled form-type=\"submit\" id=\"off\" open-type=\"share\"/>",
            ),
            ("c/field.json", r#"{"component": true}"#),
            (
                "c/field.js",
                "Component({behaviors: ['wx://form-field'], attached() { this.setData({value: 'fv'}) }})",
            ),
            ("c/field.wxml", ""),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.tap(page, "#s");
            app.tap(page, "#l");
            app.tap(page, "#rb");
            assert_eq!(app.log(), "s true\ncg [\"a\",\"b\"]\nrg \"b\"");
            app.event(page, "#i", "input", Value::object([("value", Value::from("xy"))]), false);
            assert_eq!(app.notes(), "SetText(\"XY\")");
            app.tap(page, "#go");
            assert_eq!(app.log(), r#"{"i":"XY","s":true,"cg":["a","b"],"rg":"b","sl":5,"f":"fv"}"#);
            app.tap(page, "#re");
            app.tap(page, "#go");
            assert_eq!(
                app.log(),
                "reset\n{\"i\":\"1\",\"s\":false,\"cg\":[\"b\"],\"rg\":\"a\",\"sl\":5,\"f\":\"fv\"}"
            );
            app.notes();
            app.tap(page, "#nt");
            app.tap(page, "#share");
            app.tap(page, "#off");
            assert_eq!(app.notes(), "navigate pages/b/b?x=1\nOpenType(\"share\")");
            assert_eq!(app.problems(), "");
        },
    );
}

#[test]
fn touched_elements_hover() {
    both(
        &[
            APP,
            ("pages/a/a.js", "Page({})"),
            (
                "pages/a/a.wxml",
                "<view id=\"o\" hover-class=\"ho\"><view id=\"i\" hover-class=\"hi\" hover-stop-propagation><text id=\"t\"/></view></view><button id=\"b\"/><navigator id=\"n\"/><view id=\"q\" hover-class=\"hq\" hover-start-time=\"0\" hover-stay-time=\"{{10}}\"/><button id=\"d\" disabled/><view id=\"x\" hover-class=\"none\"/>",
            ),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            let check = |hovered: &[&str], when: &str| {
                let tree = app.tree(page);
                let found: Vec<&str> = [".ho ", ".hi", ".button-hover", ".navigator-hover", ".hq"]
                    .into_iter()
                    .filter(|class| tree.contains(class))
                    .collect();
                assert_eq!(found, hovered, "{when}:\n{tree}");
            };
            // What is touched, how, when; what hovers then, and at moments after it.
            let touch = |id: &str, state, now| app.view.set_touched(page, app.node(page, id), state, now);
            use minihost_view::TouchState::{Cancelled, Down, Up};
            // A view: after 50 ms, for 400 ms; what is around it not, because it stops that.
            touch("#t", Down, 1000);
            check(&[], "at once");
            assert_eq!(app.view.hover_due_ms(), Some(1050));
            app.view.run_hovers(1049);
            check(&[], "too early");
            app.view.run_hovers(1050);
            check(&[".hi"], "after the start time");
            assert_eq!(app.view.hover_due_ms(), None);
            touch("#t", Up, 2000);
            check(&[".hi"], "the finger is gone");
            app.view.run_hovers(2399);
            check(&[".hi"], "it stays");
            app.view.run_hovers(2400);
            check(&[], "until the stay time is over");
            // A short tap is seen.
            touch("#b", Down, 3000);
            touch("#b", Up, 3005);
            check(&[], "short");
            app.view.run_hovers(3020);
            check(&[".button-hover"], "a button after 20 ms");
            app.view.run_hovers(3090);
            check(&[], "and for 70 ms");
            // A finger that scrolls takes it away at once.
            touch("#n", Down, 4000);
            app.view.run_hovers(4050);
            check(&[".navigator-hover"], "a navigator");
            touch("#n", Cancelled, 4100);
            check(&[], "scrolled");
            assert_eq!(app.view.hover_due_ms(), None);
            // Times of one's own.
            touch("#q", Down, 5000);
            check(&[".hq"], "no start time");
            touch("#q", Up, 5000);
            app.view.run_hovers(5010);
            check(&[], "a short stay time");
            for id in ["#d", "#x"] {
                touch(id, Down, 6000);
                assert_eq!(app.view.hover_due_ms(), None, "{id} does not react");
                touch(id, Up, 6000);
            }
        },
    );
}

#[test]
fn disabled_buttons_are_deaf_and_components_may_be_buttons() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"go": "/c/go"}}"#),
            (
                "pages/a/a.js",
                "Page({tap(e) { console.log('tap', e.currentTarget.id) }, submit(e) { console.log('submit', JSON.stringify(e.detail.value)) }})",
            ),
            (
                "pages/a/a.wxml",
                "<view id=\"v\" bindtap=\"tap\"><button id=\"b\" disabled bindtap=\"tap\"/></view><form bindsubmit=\"submit\"><input name=\"n\" value=\"x\"/><go formType=\"submit\"/></form>",
            ),
            ("c/go.json", r#"{"component": true}"#),
            ("c/go.js", "Component({behaviors: ['wx://form-field-button']})"),
            ("c/go.wxml", "<view class=\"face\">go</view>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            app.tap(page, "#b");
            assert_eq!(app.log(), "tap v");
            app.tap(page, ".face");
            assert_eq!(app.log(), "submit {\"n\":\"x\"}");
            assert_eq!(app.problems(), "");
        },
    );
}

#[test]
fn rich_text_shows_its_nodes() {
    both(
        &[
            APP,
            ("pages/a/a.js", "Page({data: {nodes: '<b>x</b>'}})"),
            ("pages/a/a.wxml", "<rich-text nodes=\"{{nodes}}\"/>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert!(
                app.tree(page).contains("    text {font-weight:bold}\n      \"x\"\n"),
                "{}",
                app.tree(page)
            );
            let nodes = Value::array([Value::object([
                ("name", Value::from("div")),
                (
                    "children",
                    Value::array([Value::object([
                        ("type", Value::from("text")),
                        ("text", Value::from("y")),
                    ])]),
                ),
            ])]);
            app.set(page, "nodes", nodes);
            assert!(app.tree(page).ends_with("    view\n      \"y\"\n"), "{}", app.tree(page));
        },
    );
}
