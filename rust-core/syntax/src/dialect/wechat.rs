//! WeChat. Sources: "doc" is developers.weixin.qq.com/miniprogram/dev/reference, "facts" as in the parent module.

use super::{DialectTable, Directives, EventKind, ScriptTag};
use minihost_ports::Dialect;

pub(super) static TABLE: DialectTable = DialectTable {
    dialect: Dialect::WeChat,
    name: "WeChat",
    template_ext: "wxml",         // doc: wxml
    style_ext: "wxss",            // doc: wxss
    script_ext: "wxs",            // doc: wxs
    api_global: "wx",             // doc: api
    directive_prefixes: &["wx:"], // doc: wxml/list, wxml/conditional
    directives: Directives {
        if_: "if",                   // doc: wxml/conditional
        elif: "elif",                // doc: wxml/conditional
        else_: "else",               // doc: wxml/conditional
        for_: &["for", "for-items"], // doc: wxml/list; the second from older docs, still in programs
        for_item: "for-item",        // doc: wxml/list
        for_index: "for-index",      // doc: wxml/list
        key: "key",                  // doc: wxml/list
    },
    // doc: wxml/event; facts: bind 4520, bind: 2466, catch 509, catch: 146, mut-bind: 50, capture-* 15 uses
    event_prefixes: &[
        ("capture-bind", EventKind::CaptureBind),
        ("capture-catch", EventKind::CaptureCatch),
        ("mut-bind", EventKind::MutBind),
        ("bind", EventKind::Bind),
        ("catch", EventKind::Catch),
    ],
    script_tags: &[ScriptTag { tag: "wxs", module: "module", src: "src" }], // doc: wxs/01wxs-module
    script_es_modules: false,         // doc: wxs/01wxs-module: CommonJS only
    two_way_prefix: Some("model:"),   // doc: view/two-way-bindings; facts: 70 uses
    generic_prefix: Some("generic:"), // doc: custom-component/generics; facts: 16 uses
    change_prefix: Some("change:"),   // doc: view/interactive-animation; facts: 15 uses
    mark_prefix: Some("mark:"),       // doc: wxml/event, "mark"
    slot_value_prefix: Some("slot:"), // glass-easel's documentation: slot values
    ignored_prefixes: &["worklet:"],  // doc: skyline/worklet: only there
    dataset_lower_case: true,         // doc: wxml/event: data-alphaBeta is dataset.alphabeta
    event_modifiers: &[],             // doc: wxml/event: none
    finders_call_back: false,         // doc: api/Component: they return what they found
    error_code: "errno",              // facts, "failure"
};
