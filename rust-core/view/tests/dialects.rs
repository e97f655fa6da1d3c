//! Rules of components in which the dialects differ: rows of `minihost_syntax::DialectTable`.

mod common;

use common::{in_dialect, wechat};
use minihost_ports::Dialect;

const LIST: (&str, &str) = (
    "c/list.js",
    "Component({relations: {'./item': {type: 'child'}}, ready() {
        const back = this.getRelationNodes('./item', (nodes) => { console.log('called', nodes.map((one) => one.data.n).join()) })
        console.log('returned', back.length, this.getRelationNodes('c/item').length, this.getRelationNodes('/c/item').length, this.getRelationNodes('c/other').length)
    }})",
);
const ITEM: (&str, &str) =
    ("c/item.js", "Component({properties: {n: Number}, relations: {'./list': {type: 'parent'}}})");
const PAGE: (&str, &str) = (
    "pages/a/a.js",
    "Page({onReady() {
        const one = this.selectComponent('.item', (found) => { console.log('one', found.data.n, found === one) })
        const all = this.selectAllComponents('.item', (found) => { console.log('all', found.length); throw new Error('late') })
        this.selectComponent('.none', (found) => { console.log('none', found) })
        this.selectComponent('.item', 'no function')
        console.log('now', one.data.n, all.length)
    }})",
);
const APP: (&str, &str) = ("app.js", "App({})");
const USES: (&str, &str) =
    ("pages/a/a.json", r#"{"usingComponents": {"list": "/c/list", "item": "/c/item"}}"#);
const TEMPLATE: &str = "<list><item class=\"item\" n=\"1\" /><item class=\"item\" n=\"2\" /></list>";

#[test]
fn finders_call_back_with_bytedance() {
    in_dialect(
        Dialect::ByteDance,
        &[
            APP,
            USES,
            PAGE,
            LIST,
            ITEM,
            ("pages/a/a.ttml", TEMPLATE),
            ("c/list.ttml", "<slot />"),
            ("c/item.ttml", ""),
            ("c/list.json", r#"{"component": true}"#),
            ("c/item.json", r#"{"component": true}"#),
        ],
        |app| {
            let page = app.open("pages/a/a");
            app.view.page_ready(page);
            app.pump();
            assert_eq!(app.log(), "returned 2 2 2 0\nnow 1 2\ncalled 1,2\none 1 true\nall 2\nnone null");
            assert_eq!(app.problems(), "pages/a/a.js:3:112: Error: late (in selectAllComponents callback)");
        },
    );
}

#[test]
fn finders_return_what_they_found_with_wechat() {
    wechat(
        &[
            APP,
            USES,
            PAGE,
            LIST,
            ITEM,
            ("pages/a/a.wxml", TEMPLATE),
            ("c/list.wxml", "<slot />"),
            ("c/item.wxml", ""),
            ("c/list.json", r#"{"component": true}"#),
            ("c/item.json", r#"{"component": true}"#),
        ],
        |app| {
            let page = app.open("pages/a/a");
            app.view.page_ready(page);
            app.pump();
            assert_eq!(app.log(), "returned 2 2 2 0\nnow 1 2");
            assert_eq!(app.problems(), "");
        },
    );
}
