//! One program in both engines, side by side, for a stopwatch: what a program calls on its page, until the shadow trees stand.
//!
//! Both run in our JavaScript engine. glass-easel's backend does nothing at all here; ours keeps its render tree.

use crate::compiler::{self, Compiled};
use crate::ours;
use crate::peer::Peer;
use crate::program::Program;
use std::collections::BTreeMap;

/// Rows of a list, and rows that are components.
const FILES: &[(&str, &str)] = &[
    (
        "page.wxml",
        "<view class=\"list\"><view wx:for=\"{{rows}}\" wx:key=\"id\" class=\"row {{item.id === selected ? 'on' : ''}}\" data-id=\"{{item.id}}\" bindtap=\"tap\"><text class=\"id\">{{item.id}}</text><text class=\"label\">{{item.label}}</text></view></view><c wx:for=\"{{parts}}\" wx:key=\"id\" n=\"{{item.id}}\" label=\"{{item.label}}\" />",
    ),
    (
        "page.js",
        "let next = 1
const make = (count) => Array.from({length: count}, () => ({id: next, label: 'row number ' + next++}))
Page({data: {rows: [], parts: [], selected: 0, tick: 0}, tap() {},
create(count) { this.setData({rows: make(count)}) },
clear() { this.setData({rows: [], parts: []}) },
nothing() { this.setData({tick: this.data.tick + 1}) },
update() { const changes = {}; for (let n = 0; n < this.data.rows.length; n += 10) changes['rows[' + n + '].label'] = this.data.rows[n].label + ' !!!'; this.setData(changes) },
select() { this.setData({selected: this.data.rows[this.data.rows.length >> 1].id}) },
components(count) { this.setData({parts: make(count)}) }})",
    ),
    ("c.wxml", "<view class=\"c\"><text>{{n}}</text><text>{{label}}</text></view>"),
    ("c.js", "Component({properties: {n: Number, label: String}, data: {own: 1}, methods: {tap() {}}})"),
];

fn program() -> Program {
    let files: BTreeMap<String, String> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Program { files, ..Program::default() }
}

/// An engine with the page open.
pub enum Racer {
    /// Ours.
    Ours(ours::Open),
    /// glass-easel.
    Peer(crate::peer::Open),
}

impl Racer {
    /// Ours.
    pub fn ours() -> Racer {
        Racer::Ours(ours::Open::new(&program()))
    }

    /// glass-easel, with a backend that does nothing.
    ///
    /// # Errors
    /// The npm packages are not installed.
    pub fn peer() -> Result<Racer, String> {
        let peer = Peer::load(&compiler::packages())?;
        let program = program();
        let compiled = compiler::compile(&[&program])?.pop().unwrap_or_else(Compiled::default);
        Ok(Racer::Peer(peer.open(&program, &compiled, true)?))
    }

    /// Calls a method of the page; milliseconds of this thread's processor time until its shadow tree stands: a busy machine
    /// interrupts a long run more often than a short one.
    ///
    /// # Errors
    /// The call failed.
    pub fn call(&self, method: &str, count: usize) -> Result<f64, String> {
        let start = thread_ms();
        match self {
            Racer::Ours(open) => open.call(method, count),
            Racer::Peer(open) => open.call(method, count)?,
        }
        Ok(thread_ms() - start)
    }

    /// What was printed or thrown since; nothing, if all is well.
    pub fn faults(&self) -> String {
        match self {
            Racer::Ours(open) => open.log(),
            Racer::Peer(open) => open.log(),
        }
    }
}

fn thread_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1000.0 + time.tv_nsec as f64 / 1e6
}
