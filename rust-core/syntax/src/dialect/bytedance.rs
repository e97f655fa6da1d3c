//! ByteDance (Douyin, Toutiao). Sources: "doc" is developer.open-douyin.com, mini-app/develop; "facts" as in the parent module.

use super::{DialectTable, Directives, EventKind, EventModifier, ScriptTag};
use minihost_ports::Dialect;

pub(super) static TABLE: DialectTable = DialectTable {
    dialect: Dialect::ByteDance,
    name: "ByteDance",
    template_ext: "ttml",                // doc: framework/ttml
    style_ext: "ttss",                   // doc: framework/ttss
    script_ext: "sjs",                   // doc: framework/sjs
    api_global: "tt",                    // doc: api
    directive_prefixes: &["tt:", "wx:"], // facts: 5 of 25 programs write wx: in ttml, one in 120 files
    directives: Directives {
        if_: "if",                   // doc: framework/ttml, conditional
        elif: "elif",                // the same
        else_: "else",               // the same
        for_: &["for", "for-items"], // doc: framework/ttml, list; the second came with wx: (see above)
        for_item: "for-item",        // the same
        for_index: "for-index",      // the same
        key: "key",                  // the same
    },
    // doc: framework/ttml, events; mut-bind is WeChat's and read for the programs that were ported by renaming files
    event_prefixes: &[
        ("capture-bind", EventKind::CaptureBind),
        ("capture-catch", EventKind::CaptureCatch),
        ("mut-bind", EventKind::MutBind),
        ("bind", EventKind::Bind),
        ("catch", EventKind::Catch),
    ],
    script_tags: &[
        ScriptTag { tag: "sjs", module: "module", src: "src" }, // doc: framework/sjs
        ScriptTag { tag: "wxs", module: "module", src: "src" }, // ported programs, as with wx:
    ],
    script_es_modules: true, // doc: framework/sjs: module.exports and export default
    two_way_prefix: Some("model:"), // doc: framework/ttml, two-way binding
    generic_prefix: Some("generic:"), // doc: custom-component, generics
    change_prefix: Some("change:"), // doc: framework/sjs, event response
    mark_prefix: None,       // facts, "event object": no mark
    slot_value_prefix: Some("slot:"), // as WeChat; harmless where unknown
    ignored_prefixes: &["worklet:", "mark:"], // WeChat's, left in by ports
    dataset_lower_case: true, // doc: framework/ttml, events, dataset
    // "SJS 响应事件" (developer.open-douyin.com, mini-app/develop/framework/sjs-syntax-reference/sjs-event), "同时支持"
    event_modifiers: &[
        ("capture", EventModifier::Capture),
        ("stop", EventModifier::Stop),
        ("prevent", EventModifier::Prevent),
    ],
    // "组件间关系" (developer.open-douyin.com, mini-app/develop/tutorial/custom-component/component-expand):
    // `getRelationNodes(path, (nodes) => {})`; facts: `selectComponent(selector, callback)` in the typings, and Taro waits for the callback
    finders_call_back: true,
    error_code: "errNo", // facts, "failure"
};
