//! Attacks of a few lines.

use minihost_tests::tools::write_files;
use std::path::{Path, PathBuf};

/// A WeChat program of one page.
pub struct Program {
    /// Its name, which the page shows.
    pub name: &'static str,
    /// What must become of it, in the words of `index.json`; `harmless`: it goes on and nobody need be told.
    pub expect: &'static str,
    /// Top level of the page's script.
    top: &'static str,
    /// Body of the handler that the trigger runs.
    run: &'static str,
    /// Template below the trigger.
    wxml: &'static str,
    /// A component `<probe>`: the argument of its `Component()`.
    probe: &'static str,
}

const PLAIN: Program = Program { name: "", expect: "time-budget", top: "", run: "", wxml: "", probe: "{}" };

pub const PROGRAMS: &[Program] = &[
    // Time: wherever a script can run.
    Program { name: "load-loop", top: "for (;;) {}", ..PLAIN },
    Program {
        name: "caught-loop",
        run: "for (;;) { try { for (;;) {} } catch (e) {} finally { continue } }",
        ..PLAIN
    },
    Program { name: "regex", run: "/^(a+)+$/.test('a'.repeat(40) + 'b')", ..PLAIN },
    Program { name: "timer-loop", run: "setTimeout(() => { for (;;) {} }, 1)", ..PLAIN },
    Program { name: "promise-body-loop", run: "Promise.resolve().then(() => { for (;;) {} })", ..PLAIN },
    Program { name: "callback-loop", run: "this.setData({ show: 1 }, () => { for (;;) {} })", ..PLAIN },
    Program { name: "api-callback-loop", run: "wx.getSystemInfo({ success() { for (;;) {} } })", ..PLAIN },
    Program { name: "to-json-loop", run: "wx.setStorageSync('a', { toJSON() { for (;;) {} } })", ..PLAIN },
    Program {
        name: "proxy-loop",
        run: "this.setData({ p: new Proxy({}, { ownKeys() { for (;;) {} } }) })",
        ..PLAIN
    },
    Program { name: "error-message-loop", run: "throw { get message() { for (;;) {} } }", ..PLAIN },
    Program {
        name: "lifetime-loop",
        run: "this.setData({ show: 1 })",
        wxml: "<probe wx:if=\"{{show}}\"/>",
        probe: "{ lifetimes: { attached() { for (;;) {} } } }",
        ..PLAIN
    },
    Program {
        name: "observer-loop",
        run: "this.setData({ value: 1 })",
        wxml: "<probe value=\"{{value}}\"/>",
        probe: "{ properties: { value: Number }, observers: { value(now) { if (now) for (;;) {} } } }",
        ..PLAIN
    },
    Program {
        name: "observer-ping-pong",
        expect: "problem",
        run: "this.setData({ value: 1 })",
        wxml: "<probe value=\"{{value}}\"/>",
        probe: "{ properties: { value: Number }, data: { n: 0 }, observers: { 'value, n'(now) { if (now) this.setData({ n: this.data.n + 1 }) } } }",
        ..PLAIN
    },
    // Memory, in JavaScript and where values end up.
    Program {
        name: "caught-bomb",
        expect: "out-of-memory",
        run: "const a = []; for (;;) { try { for (;;) a.push(new Array(1e4).fill(a)) } catch {} }",
        ..PLAIN
    },
    Program {
        name: "buffers",
        expect: "out-of-memory",
        run: "const a = []; for (;;) a.push(new Uint8Array(1 << 20))",
        ..PLAIN
    },
    Program {
        name: "one-text-many-keys",
        expect: "stopped",
        run: "const text = 'x'.repeat(8 << 20); let n = 0; const f = () => { this.setData({ ['k' + n++]: text }); setTimeout(f) }; f()",
        ..PLAIN
    },
    Program {
        name: "one-row-many-times",
        expect: "stopped",
        run: "const row = { a: 1, b: 2, c: 3 }; const rows = new Array(5e4).fill(row); let n = 0; const f = () => { this.setData({ ['k' + n++]: rows }); setTimeout(f) }; f()",
        ..PLAIN
    },
    Program {
        name: "template-text-bomb",
        expect: "flooded",
        run: "this.setData({ text: 'x'.repeat(4 << 20), rows: new Array(1000).fill(0) })",
        wxml: "<view wx:for=\"{{rows}}\" data-x=\"{{text + text + index}}\">{{index}}</view>",
        ..PLAIN
    },
    Program {
        name: "nested-lists",
        expect: "stopped",
        run: "this.setData({ rows: new Array(1000).fill(0) })",
        wxml: "<block wx:for=\"{{rows}}\"><view wx:for=\"{{rows}}\">{{index}}</view></block>",
        ..PLAIN
    },
    Program {
        name: "call-flood",
        expect: "stopped",
        run: "for (let i = 0; i < 1e6; i++) wx.getNetworkType({ success() {} })",
        ..PLAIN
    },
    Program {
        name: "call-volume",
        expect: "flooded",
        run: "const data = 'x'.repeat(8 << 20); for (let i = 0; i < 1000; i++) wx.setClipboardData({ data, success() {} })",
        ..PLAIN
    },
    Program {
        name: "component-ring",
        expect: "problem",
        run: "this.setData({ show: 1 })",
        wxml: "<probe wx:if=\"{{show}}\"/>",
        probe: "{ options: {} }",
        ..PLAIN
    },
    // Depth.
    Program {
        name: "getter-recursion",
        expect: "problem",
        run: "const o = { get a() { return { get a() { return o.a } } } }; this.setData({ o })",
        ..PLAIN
    },
    Program {
        name: "fresh-getters",
        expect: "problem",
        run: "const f = () => ({ get a() { return f() } }); this.setData({ o: f() })",
        ..PLAIN
    },
    Program { name: "self", expect: "problem", run: "const o = {}; o.o = o; this.setData({ o })", ..PLAIN },
    // Noise that a host can stand.
    Program {
        name: "console-flood",
        expect: "harmless",
        run: "const t = 'x'.repeat(1e6); for (let i = 0; i < 3000; i++) console.log(t, i)",
        ..PLAIN
    },
    Program {
        name: "rejections",
        expect: "problem",
        run: "for (let i = 0; i < 1e4; i++) Promise.reject(new Error('n' + i))",
        ..PLAIN
    },
    Program {
        name: "storage-flood",
        expect: "exception",
        run: "const t = 'x'.repeat(900000); for (let i = 0; i < 50; i++) wx.setStorageSync('k' + i, t)",
        ..PLAIN
    },
    Program {
        name: "huge-text",
        expect: "harmless",
        run: "this.setData({ text: 'word '.repeat(40000) })",
        wxml: "<view>{{text}}</view>",
        ..PLAIN
    },
];

impl Program {
    /// Writes the program into a folder below `scratch`.
    pub fn write(&self, scratch: &Path) -> PathBuf {
        let folder = scratch.join(self.name);
        let ring = if self.name == "component-ring" { "<probe/>" } else { "" };
        let page = format!(
            "{}\nPage({{ data: {{ value: 0, rows: [] }}, onTrigger() {{ {} }} }})",
            self.top, self.run
        );
        let template =
            format!("<view class=\"trigger\" bindtap=\"onTrigger\">{}</view>{}", self.name, self.wxml);
        write_files(
            &folder,
            &[
                (
                    "app.json",
                    r#"{ "pages": ["pages/index/index"], "usingComponents": { "probe": "/probe/probe" } }"#,
                ),
                ("app.js", "App({})"),
                (
                    "probe/probe.json",
                    r#"{ "component": true, "usingComponents": { "probe": "/probe/probe" } }"#,
                ),
                ("probe/probe.js", &format!("Component({})", self.probe)),
                ("probe/probe.wxml", &format!("<text>probe</text>{ring}")),
                ("pages/index/index.js", &page),
                ("pages/index/index.wxml", &template),
                ("pages/index/index.wxss", ".trigger { width: 750rpx; height: 200rpx }"),
            ],
        );
        folder
    }
}
