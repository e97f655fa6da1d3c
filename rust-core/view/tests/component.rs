//! Components: lifetimes, properties, observers, behaviors, relations, selection, faults.

mod common;
use common::both;
use minihost_value::Value;

const APP: (&str, &str) = ("app.js", "App({})");

#[test]
fn lifetimes_come_in_order() {
    both(
        &[
            ("app.js", "App({onLaunch(o) { console.log('launch', o.path, getApp() === this) }, onShow() { console.log('app show') }})"),
            ("pages/a/a.json", r#"{"usingComponents": {"outer": "/c/outer", "inner": "/c/inner"}}"#),
            (
                "pages/a/a.js",
                "const app = getApp(); Page({data: {on: true}, onLoad(q) { console.log('onLoad', q.x, this.route, getCurrentPages().length, this.options.x) },
                 onShow() { console.log('onShow') }, onReady() { console.log('onReady') }, onHide() { console.log('onHide') }, onUnload() { console.log('onUnload') }})",
            ),
            ("pages/a/a.wxml", "<outer wx:if=\"{{on}}\" name=\"o\"><inner name=\"slot\"/></outer>"),
            ("c/outer.json", r#"{"component": true, "usingComponents": {"inner": "./inner"}}"#),
            (
                "c/outer.js",
                "Component({properties: {name: String}, created() { console.log('outer created') }, lifetimes: {attached() { console.log('outer attached', this.data.name) },
                 ready() { console.log('outer ready') }, detached() { console.log('outer detached') }}, attached() { console.log('never') },
                 pageLifetimes: {show() { console.log('outer show') }, hide() { console.log('outer hide') }}})",
            ),
            ("c/outer.wxml", "<inner name=\"shadow\"/><slot/>"),
            ("c/inner.json", r#"{"component": true}"#),
            (
                "c/inner.js",
                "Component({properties: {name: String}, lifetimes: {created() { console.log('inner created') }, attached() { console.log('inner attached', this.data.name) },
                 ready() { console.log('inner ready', this.data.name) }, detached() { console.log('inner detached', this.data.name) }}})",
            ),
            ("c/inner.wxml", "<text>{{name}}</text>"),
        ],
        |app| {
            assert_eq!(app.log(), "launch pages/a/a true\napp show");
            let page = app.open("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.log(),
                "inner created\nouter created\ninner created\nouter attached o\ninner attached shadow\ninner attached slot\n\
                 onLoad 1 pages/a/a 1 1\nonShow\nouter show"
            );
            app.view.page_ready(page);
            assert_eq!(app.log(), "inner ready slot\ninner ready shadow\nouter ready\nonReady");
            assert_eq!(
                app.tree(page),
                "page\n  outer\n    inner\n      text\n        \"shadow\"\n    inner\n      text\n        \"slot\"\n"
            );
            app.set(page, "on", Value::from(false));
            assert_eq!(app.log(), "inner detached slot\ninner detached shadow\nouter detached");
            assert_eq!(app.tree(page), "page\n");
            app.set(page, "on", Value::from(true));
            app.view.page_ready(page);
            app.log();
            app.view.page_hide(page);
            assert_eq!(app.log(), "onHide\nouter hide");
            app.view.page_unload(page);
            assert_eq!(app.log(), "onUnload\ninner detached slot\ninner detached shadow\nouter detached");
            assert!(app.view.pages().is_empty());
        },
    );
}

#[test]
fn properties_are_made_to_fit() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {u: undefined, list: [1], o: {a: 1}, n: null, f: 'x'}})"),
            (
                "pages/a/a.wxml",
                "<c s=\"{{5}}\" num=\"12\" flag list=\"{{list}}\" obj=\"{{o}}\" any=\"{{list}}\" two=\"{{list}}\" camelCase=\"a\" kebab-case=\"b\"/>\
                 <c s=\"{{n}}\" num=\"abc\" flag=\"{{0}}\" list=\"{{o}}\" obj=\"{{f}}\" any=\"{{u}}\" two=\"{{1}}\"/>",
            ),
            (
                "c/c.js",
                "Component({properties: {s: {type: String, value: 'd'}, num: {type: Number, value: 7}, flag: Boolean, list: Array, obj: {type: Object, value: {d: 1}},
                  any: {type: null, value: 'z'}, two: {type: String, optionalTypes: [Array]}, camelCase: String, kebabCase: String},
                  attached() { console.log(JSON.stringify(this.data), this.data === this.properties) }})",
            ),
            ("c/c.json", r#"{"component": true}"#),
            ("c/c.wxml", ""),
        ],
        |app| {
            app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.log(),
                r#"{"s":"5","num":12,"flag":true,"list":[1],"obj":{"a":1},"any":[1],"two":[1],"camelCase":"a","kebabCase":"b"} true
{"s":"","num":0,"flag":false,"list":[],"obj":null,"any":null,"two":"1","camelCase":"","kebabCase":""} true"#
            );
        },
    );
}

#[test]
fn observers_run_until_all_is_quiet() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {n: 1}, go() { this.setData({n: this.data.n + 1}) }})"),
            ("pages/a/a.wxml", "<view id=\"go\" bindtap=\"go\"/><c id=\"c\" n=\"{{n}}\"/>"),
            (
                "c/c.js",
                "Component({properties: {n: {type: Number, value: 0, observer(now, old) { console.log('prop', now, old, this.data.double) }}}, data: {double: 0, o: {a: {b: 1}}, list: [1]},
                 observers: {
                  n(n) { this.setData({double: n * 2}) },
                  'double, n'(d, n) { console.log('both', d, n) },
                  'o.a'(v) { console.log('o.a', JSON.stringify(v)) },
                  'o.**'(v) { console.log('o.**', JSON.stringify(v)) },
                  'list[0]'(v) { console.log('list[0]', v) },
                 },
                 methods: {change() { this.setData({'o.a.b': 2, 'list[0]': 3}, () => console.log('done')); console.log('after') }}})",
            ),
            ("c/c.json", r#"{"component": true}"#),
            ("c/c.wxml", "<text bindtap=\"change\" id=\"t\">{{double}}</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "both 2 1\nprop 1 0 2");
            app.tap(page, "#go");
            assert_eq!(app.log(), "both 4 2\nprop 2 1 4");
            assert!(app.tree(page).contains("\"4\""));
            app.tap(page, "#t");
            app.pump();
            assert_eq!(app.log(), "o.** {\"a\":{\"b\":2}}\nlist[0] 3\nafter\ndone");
            assert_eq!(app.problems(), "");
        },
    );
}

#[test]
fn behaviors_are_merged() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({})"),
            ("pages/a/a.wxml", "<c p=\"1\"/>"),
            (
                "c/b.js",
                "const deep = Behavior({data: {who: 'deep', o: {x: 1, y: 1}}, attached() { console.log('deep') }, methods: {m() { return 'deep' }}});
                 module.exports = Behavior({behaviors: [deep], data: {who: 'b', o: {y: 2}}, properties: {p: Number}, lifetimes: {attached() { console.log('b') }},
                 methods: {m() { return 'b' }, only() { return 'only' }}, definitionFilter(def) { def.data.filtered = 1 }});",
            ),
            (
                "c/c.js",
                "const b = require('./b'); Component({behaviors: [b, 'wx://form-field', 'tt://form-field'], data: {who: 'c', o: {z: 3}}, attached() { console.log('c', this.m(), this.only(), JSON.stringify(this.data), this.hasBehavior(b), this.is) }})",
            ),
            ("c/c.json", r#"{"component": true}"#),
            ("c/c.wxml", ""),
        ],
        |app| {
            app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.log(),
                "deep\nb\nc b only {\"who\":\"c\",\"o\":{\"x\":1,\"y\":2,\"z\":3},\"filtered\":1,\"p\":1,\"name\":\"\",\"value\":null} true c/c"
            );
        },
    );
}

#[test]
fn relations_link_and_unlink() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"ul": "/c/ul", "li": "/c/li"}}"#),
            ("pages/a/a.js", "Page({data: {items: ['a', 'b']}})"),
            (
                "pages/a/a.wxml",
                "<ul><view><li wx:for=\"{{items}}\" wx:key=\"*this\" name=\"{{item}}\"/></view></ul>",
            ),
            (
                "c/ul.js",
                "Component({relations: {'./li': {type: 'child', linked(t) { console.log('ul linked', t.data.name, this.getRelationNodes('./li').map(n => n.data.name).join()) }, linkChanged() { console.log('ul changed') }, unlinked(t) { console.log('ul unlinked', t.data.name) }}}})",
            ),
            ("c/ul.json", r#"{"component": true}"#),
            ("c/ul.wxml", "<slot/>"),
            (
                "c/li.js",
                "Component({properties: {name: String}, relations: {'./ul': {type: 'parent', linked(t) { console.log('li linked', this.data.name, t.is, this.getRelationNodes('./ul')[0] === t) }, unlinked() { console.log('li unlinked', this.data.name) }}}})",
            ),
            ("c/li.json", r#"{"component": true}"#),
            ("c/li.wxml", ""),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.log(),
                "ul linked a a\nli linked a c/ul true\nul linked b a,b\nli linked b c/ul true"
            );
            app.set(page, "items", Value::array([Value::from("b")]));
            assert_eq!(app.log(), "ul unlinked a\nli unlinked a");
        },
    );
}

#[test]
fn components_are_selected() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c", "d": "/c/d"}}"#),
            (
                "pages/a/a.js",
                "Page({onReady() { const c = this.selectComponent('#one'); console.log(c.id, c.dataset.k, c.data.v, this.selectAllComponents('.x').length, this.selectComponent('.box .x').id,
                 this.selectComponent('.none'), this.selectComponent('c').id, this.selectComponent('d').value, c.selectOwnerComponent() === this, this.selectComponent('.box >>> .in').id); }})",
            ),
            ("pages/a/a.wxml", "<c id=\"one\" class=\"x\" data-k=\"kk\"/><view class=\"box\"><c id=\"two\" class=\"x y\"/></view><d/>"),
            ("c/c.js", "Component({data: {v: 5}})"),
            ("c/c.json", r#"{"component": true, "usingComponents": {"d": "./d"}}"#),
            ("c/c.wxml", "<d class=\"in\" id=\"dd\"/>"),
            ("c/d.js", "Component({behaviors: ['wx://component-export'], export() { return {value: 'exported', id: 'dd'} }})"),
            ("c/d.json", r#"{"component": true}"#),
            ("c/d.wxml", ""),
        ],
        |app| {
            app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "one kk 5 2 two null one exported true dd");
        },
    );
}

#[test]
fn faults_stay_where_they_are() {
    both(
        &[
            ("app.js", "App({onError(e) { console.log('onError', e.split('\\n')[0]) }})"),
            (
                "pages/a/a.json",
                r#"{"usingComponents": {"c": "/c/c", "none": "/c/none", "broken": "/c/broken"}}"#,
            ),
            (
                "pages/a/a.js",
                "Page({data: {n: 1}, onLoad() {\n  null.x }, tap() { this.setData({n: 2}); throw new Error('in tap') }})",
            ),
            ("pages/a/a.wxml", "<c n=\"{{n}}\" bindtap=\"tap\" id=\"c\"/><none/><broken/>"),
            (
                "c/c.js",
                "Component({properties: {n: {type: Number, observer() { throw new Error('prop') }}}, observers: {n() { throw 'text' }}, created() { throw new Error('created') }, attached() { throw new Error('attached') }})",
            ),
            ("c/c.json", r#"{"component": true}"#),
            ("c/c.wxml", "<text>{{n}}</text>"),
            ("c/broken.js", "Component({\n"),
            ("c/broken.json", r#"{"component": true}"#),
            ("c/broken.wxml", "<text>still</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(
                app.tree(page),
                "page\n  c #c\n    text\n      \"1\"\n  none\n  broken\n    text\n      \"still\"\n"
            );
            let problems = app.problems();
            for expected in [
                "c/c.js:1:",
                "Error: created",
                "Error: attached",
                "Error: prop",
                "text (in c/c observer)",
                "pages/a/a.js:2:",
                "<none> names the component \"/c/none\", which is not in the package",
                "c/broken.js:",
            ] {
                assert!(problems.contains(expected), "{expected} not in\n{problems}");
            }
            let log = app.log();
            assert!(log.contains("onError Error: created") && log.contains("onError text"), "{log}");
            app.tap(page, "#c");
            assert!(app.tree(page).contains("\"2\""));
            assert!(app.problems().contains("Error: in tap"));
        },
    );
}

#[test]
fn set_data_may_nest() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({data: {list: [1], n: 0}, up(e) { this.setData({n: this.data.n + 1, list: this.data.n < 2 ? [1, 2] : [2]}) }})"),
            ("pages/a/a.wxml", "<text>{{n}}</text><c wx:for=\"{{list}}\" wx:key=\"*this\" v=\"{{item}}{{n}}\" bind:up=\"up\"/>"),
            (
                "c/c.js",
                "Component({properties: {v: {type: String, observer(v) { if (v.length < 3 && v !== '13') { this.setData({mine: v}); this.triggerEvent('up') } }}}, data: {mine: ''},
                 attached() { this.setData({mine: this.data.mine + '!'}) }})",
            ),
            ("c/c.json", r#"{"component": true}"#),
            ("c/c.wxml", "<text>{{v}}/{{mine}}</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            let text = app.tree(page);
            // It goes on until the text is three characters long; then list, number and property agree.
            assert!(text.starts_with("page\n  text\n    \"12\"\n  c\n    text\n      \"212/"), "{text}");
            assert_eq!(text.matches("  c\n").count(), 1, "{text}");
        },
    );
}

#[test]
fn pages_may_be_components() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"component": true, "usingComponents": {}}"#),
            (
                "pages/a/a.js",
                "Component({properties: {x: Number}, data: {n: 1}, lifetimes: {attached() { console.log('attached', this.data.x, this.route) }}, pageLifetimes: {show() { console.log('show') }},
                 methods: {onLoad(q) { console.log('onLoad', q.x) }, onShow() { console.log('onShow') }, onReachBottom() { return 'end' }}})",
            ),
            ("pages/a/a.wxml", "<text>{{n + x}}</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "attached 1 pages/a/a\nonLoad 1\nonShow\nshow");
            assert!(app.tree(page).contains("\"2\""));
            assert!(app.view.has_page_hook(page, "onReachBottom"));
            assert_eq!(app.view.call_page_hook(page, "onReachBottom", vec![]), Value::from("end"));
        },
    );
}

#[test]
fn generics_and_placeholders() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"list": "/c/list", "x": "/c/x"}}"#),
            ("pages/a/a.js", "Page({})"),
            ("pages/a/a.wxml", "<list generic:row=\"x\"/><list/>"),
            ("c/list.json", r#"{"component": true, "componentGenerics": {"row": {"default": "./y"}}}"#),
            ("c/list.js", "Component({})"),
            ("c/list.wxml", "<row/>"),
            ("c/x.json", r#"{"component": true}"#),
            ("c/x.js", "Component({})"),
            ("c/x.wxml", "<text>x</text>"),
            ("c/y.json", r#"{"component": true}"#),
            ("c/y.js", "Component({})"),
            ("c/y.wxml", "<text>y</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(
                app.tree(page),
                "page\n  list\n    row\n      text\n        \"x\"\n  list\n    row\n      text\n        \"y\"\n"
            );
        },
    );
}

#[test]
fn functions_and_odd_values_in_data() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            (
                "pages/a/a.js",
                "Page({data: {f: null, n: 1}, onLoad() { const o = {a: 1}; o.me = o; this.setData({f(x) { return x + 1 }, o, n: 2}); this.setData('text'); this.setData({'a[': 1}); } })",
            ),
            ("pages/a/a.wxml", "<c f=\"{{f}}\"/><text>{{n}}</text>"),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({properties: {f: {type: null, observer(f) { console.log(typeof f === 'function' && f(1)) }}}})",
            ),
            ("c/c.wxml", ""),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.log(), "2");
            assert!(app.tree(page).contains("\"2\""));
            let problems = app.problems();
            assert!(problems.contains("contains itself"), "{problems}");
            assert!(problems.contains("setData wants an object"), "{problems}");
            assert!(problems.contains("malformed"), "{problems}");
        },
    );
}

#[test]
fn pure_data_stays_out_of_the_template() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"c": "/c/c"}}"#),
            ("pages/a/a.js", "Page({})"),
            ("pages/a/a.wxml", "<c _p=\"{{7}}\"/>"),
            ("c/c.json", r#"{"component": true}"#),
            (
                "c/c.js",
                "Component({options: {pureDataPattern: /^_/}, properties: {_p: Number}, data: {_x: 1, y: 1}, observers: {_x(v) { this.setData({y: v}) }},
                 attached() { this.setData({_x: 2}); console.log(this.data._x, this.data._p) }})",
            ),
            ("c/c.wxml", "<text>{{_x}}|{{_p}}|{{y}}</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "2 7");
            assert!(app.tree(page).contains("\"||2\""), "{}", app.tree(page));
        },
    );
}

#[test]
fn relations_reach_as_far_as_they_say() {
    both(
        &[
            APP,
            ("pages/a/a.json", r#"{"usingComponents": {"form": "/c/form", "mid": "/c/mid", "leaf": "/c/leaf"}}"#),
            ("pages/a/a.js", "Page({data: {order: ['a', 'b']}})"),
            (
                "pages/a/a.wxml",
                "<form><mid><leaf wx:for=\"{{order}}\" wx:key=\"*this\" name=\"{{item}}\"/></mid></form>",
            ),
            ("c/group.js", "module.exports = Behavior({})"),
            ("c/control.js", "module.exports = Behavior({})"),
            ("c/form.json", r#"{"component": true}"#),
            (
                "c/form.js",
                "const control = require('./control'); Component({behaviors: [require('./group')], relations: {leaves: {type: 'descendant', target: control, linkChanged(t) { console.log('changed', t.data.name) }}},
                 attached() { console.log('form attached', this.getRelationNodes('leaves').length) }, ready() { console.log('form has', this.getRelationNodes('leaves').length, this.getRelationNodes('none').length) }})",
            ),
            ("c/form.wxml", "<slot/>"),
            ("c/mid.json", r#"{"component": true}"#),
            ("c/mid.js", "Component({})"),
            ("c/mid.wxml", "<slot/>"),
            ("c/leaf.json", r#"{"component": true}"#),
            (
                "c/leaf.js",
                "const group = require('./group'); Component({behaviors: [require('./control')], properties: {name: String}, lifetimes: {moved() { console.log('moved', this.data.name) }},
                 relations: {form: {type: 'ancestor', target: group, linked(t) { console.log('linked', this.data.name, t.is) }}, '../c/mid': {type: 'parent', linked() { console.log('never: mid says nothing') }}}})",
            ),
            ("c/leaf.wxml", ""),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(app.problems(), "");
            assert_eq!(app.log(), "form attached 0\nlinked a c/form\nlinked b c/form\nform has 2 0");
            app.set(page, "order", Value::array([Value::from("b"), Value::from("a")]));
            assert_eq!(app.log(), "moved b\nchanged b");
        },
    );
}

#[test]
fn what_is_missing_is_reported_and_shown_empty() {
    both(
        &[
            APP,
            (
                "pages/a/a.json",
                r#"{"usingComponents": {"no-template": "/c/x", "no-script": "/c/y", "silent": "/c/z", "plug": "plugin://a/b"}}"#,
            ),
            ("pages/a/a.js", "Page({data: {s: 's'}})"),
            ("pages/a/a.wxml", "<no-template/><no-script v=\"{{s}}\"/><silent/><plug/><text>after</text>"),
            ("c/x.js", "Component({})"),
            ("c/y.json", r#"{"component": true}"#),
            ("c/y.wxml", "<text>y</text>"),
            ("c/z.js", "console.log('ran')"),
            ("c/z.wxml", "<text>z</text>"),
        ],
        |app| {
            let page = app.ready("pages/a/a");
            assert_eq!(
                app.tree(page),
                "page\n  no-template\n  no-script\n    text\n      \"y\"\n  silent\n    text\n      \"z\"\n  plug\n  text\n    \"after\"\n"
            );
            let problems = app.problems();
            for expected in [
                "\"c/x.",
                "\"c/y.js\" is missing",
                "c/z.js: the file does not call Component()",
                "plugins are not supported",
            ] {
                assert!(problems.contains(expected), "{expected} not in\n{problems}");
            }
            assert!(app.view.open_page("pages/none", Value::Undefined).is_err());
        },
    );
}
