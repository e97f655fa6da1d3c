//! Random programs: a page, three components that use each other, and what happens to them. All from one number, so that a
//! finding can be run again.
//!
//! What is known to differ for a reason (`cases/`) is left out: the order in which the items of one change hear of it, includes
//! inside of loops, templates without a name, fallback content, `??`, properties whose expression has a branch that is not taken
//! (we know statically what an expression reads, so an observer may wake once more, with an equal value).

use crate::program::{Program, Step};
use serde_json::{Value as Json, json};
use std::fmt::Write;

/// xorshift64*: small, good enough, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// 0 to `end` - 1.
    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// The program of a number.
pub fn program(seed: u64) -> Program {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..4 {
        random.next();
    }
    let mut program = Program::default();
    let mut writer = Writer { random: &mut random, ids: 0, templates: Vec::new() };
    let page = writer.template(&["a", "b", "c"], PAGE);
    program.files.insert("page.wxml".into(), page);
    program.files.insert("page.js".into(), page_script());
    for (n, name) in ["a", "b", "c"].iter().enumerate() {
        // A component uses those after it: no cycles.
        let below: &[&str] = &["a", "b", "c"][n + 1..];
        let text = writer.template(below, COMPONENT);
        program.files.insert(format!("{name}.wxml"), text);
        let script = component_script(writer.random, name);
        program.files.insert(format!("{name}.js"), script);
    }
    let ids = writer.ids;
    for _ in 0..2 + random.below(8) {
        program.steps.push(step(&mut random, ids));
    }
    program
}

/// The names a template reads.
struct Names {
    values: &'static [&'static str],
    lists: &'static [&'static str],
    slots: bool,
}

const PAGE: Names = Names {
    values: &["n", "s", "on", "o.x", "o.y.z", "none"],
    lists: &["list", "words", "o.l"],
    slots: false,
};
const COMPONENT: Names = Names { values: &["p", "q", "own", "o.x"], lists: &["rows", "words"], slots: true };

fn page_script() -> String {
    "Page({data: {n: 1, s: 'a', on: true, o: {x: 1, y: {z: 'z'}, l: [1, 2]}, list: [{id: 1, v: 'a', k: [1]}, {id: 2, v: 'b', k: []}], words: ['p', 'q']},\n\
     tap(e) { console.log('page tap', e.target.id, e.currentTarget.id, JSON.stringify(e.target.dataset)); this.setData({n: this.data.n + 1}) },\n\
     my(e) { console.log('page my', e.target.id, JSON.stringify(e.detail)) },\n\
     both() { this.setData({s: this.data.s + '!', 'o.x': this.data.n, 'list[0].v': 'set'}) }})"
        .into()
}

fn component_script(random: &mut Random, name: &str) -> String {
    let mut options: Vec<&str> = Vec::new();
    if random.one_in(3) {
        options.push("multipleSlots: true");
    }
    if random.one_in(4) {
        options.push("virtualHost: true");
    }
    if random.one_in(6) {
        options.push("pureDataPattern: /^own$/");
    }
    let p = random.pick(&[
        "String",
        "Number",
        "Boolean",
        "null",
        "{type: String, value: 'dp'}",
        "{type: Number, value: 7, optionalTypes: [String]}",
    ]);
    let q = random.pick(&[
        "null",
        "Array",
        "Object",
        "{type: null, value: 'dq'}",
        "{type: Object, value: {x: 1}}",
    ]);
    let observer = match random.below(4) {
        0 => "p(p) { console.log(NAME, 'p', String(p)); this.setData({own: String(p)}) }",
        1 => "'p, q'(p, q) { console.log(NAME, 'pq', String(p), JSON.stringify(q)) }",
        2 => {
            "'o.**'(o) { console.log(NAME, 'o', JSON.stringify(o)) }, own(v) { console.log(NAME, 'own', v) }"
        }
        _ => "",
    };
    let trigger = random.pick(&[
        "{}",
        "{bubbles: true}",
        "{bubbles: true, composed: true}",
        "{bubbles: true, composed: true, capturePhase: true}",
    ]);
    format!(
        "const NAME = '{name}'\n\
         Component({{options: {{{}}}, externalClasses: ['out'], properties: {{p: {p}, q: {q}}}, data: {{own: 'own', o: {{x: 1}}, rows: [{{id: 1, v: 'r'}}], words: ['w', 'x', 'y']}},\n\
         observers: {{{observer}}},\n\
         lifetimes: {{created() {{ console.log(NAME, 'created') }}, attached() {{ console.log(NAME, 'attached', String(this.data.p)) }}, ready() {{ console.log(NAME, 'ready') }}}},\n\
         methods: {{tap(e) {{ console.log(NAME, 'tap', e.target.id, e.currentTarget.id); this.setData({{own: this.data.own + '+', 'o.x': this.data.o.x + 1}}) }},\n\
         my(e) {{ console.log(NAME, 'my', JSON.stringify(e.detail)) }}, fire() {{ this.triggerEvent('my', {{from: NAME}}, {trigger}) }},\n\
         grow() {{ this.setData({{rows: this.data.rows.concat({{id: this.data.rows.length + 1, v: 'g'}})}}) }}, prop() {{ this.setData({{p: 'self'}}) }}}}}})",
        options.join(", ")
    )
}

struct Writer<'a> {
    random: &'a mut Random,
    ids: usize,
    templates: Vec<String>,
}

impl Writer<'_> {
    /// A file: content and the templates it uses.
    fn template(&mut self, components: &[&str], names: Names) -> String {
        self.templates.clear();
        let mut text = String::new();
        for _ in 0..=self.random.below(3) {
            self.node(&mut text, components, &names, &[], 0);
        }
        let slots = if names.slots && self.random.one_in(3) { 2 } else { usize::from(names.slots) };
        for n in 0..slots {
            let _ = write!(text, "<view><slot{} /></view>", if n == 0 { "" } else { " name=\"s\"" });
        }
        text + &self.templates.concat()
    }

    fn value(&mut self, names: &Names, bound: &[(&str, &str)]) -> String {
        if !bound.is_empty() && !self.random.one_in(3) {
            let (item, index) = bound[self.random.below(bound.len())];
            return match self.random.below(4) {
                0 => index.to_owned(),
                1 => format!("{item}.v"),
                2 => format!("{item}.id"),
                _ => item.to_owned(),
            };
        }
        self.random.pick(names.values).to_owned()
    }

    fn expression(&mut self, names: &Names, bound: &[(&str, &str)]) -> String {
        let a = self.value(names, bound);
        let b = self.value(names, bound);
        match self.random.below(8) {
            0 => format!("{a} + {b}"),
            1 => format!("{a} ? {b} : 'no'"),
            2 => format!("{a} && {b}"),
            3 => format!("{a} || 'or'"),
            4 => format!("{a} === {b}"),
            5 => format!("[{a}, {b}].length + {a}"),
            _ => a,
        }
    }

    fn node(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        if depth > 3 {
            let value = self.expression(names, bound);
            let _ = write!(out, "{{{{{value}}}}}");
            return;
        }
        match self.random.below(10) {
            0 => {
                let (a, b) = (self.expression(names, bound), self.expression(names, bound));
                let _ = write!(out, "t{{{{{a}}}}}|{{{{{b}}}}}");
            }
            1 | 2 => self.condition(out, components, names, bound, depth),
            3 | 4 => self.repeat(out, components, names, bound, depth),
            5 => self.named(out, names, bound),
            6 | 7 if !components.is_empty() => self.component(out, components, names, bound, depth),
            _ => self.element(out, components, names, bound, depth),
        }
    }

    fn children(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        for _ in 0..self.random.below(3) {
            self.node(out, components, names, bound, depth + 1);
        }
    }

    fn element(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        let tag = self.random.pick(&["view", "text", "cover-view"]);
        let _ = write!(out, "<{tag}");
        self.common(out, names, bound);
        if self.random.one_in(3) {
            let value = self.expression(names, bound);
            let _ = write!(out, " title=\"{{{{{value}}}}}\"");
        }
        if self.random.one_in(4) {
            let value = self.value(names, bound);
            let _ = write!(out, " style=\"color: {{{{{value}}}}}\"");
        }
        out.push('>');
        self.children(out, components, names, bound, depth);
        let _ = write!(out, "</{tag}>");
    }

    /// Id, class, data and handlers.
    fn common(&mut self, out: &mut String, names: &Names, bound: &[(&str, &str)]) {
        if self.random.one_in(2) {
            self.ids += 1;
            let _ = write!(out, " id=\"i{}\"", self.ids);
        }
        if self.random.one_in(4) {
            let value = self.expression(names, bound);
            let _ = write!(out, " class=\"k {{{{{value} ? 'y' : 'z'}}}}\"");
        }
        if self.random.one_in(4) {
            let value = self.expression(names, bound);
            let _ = write!(out, " data-some-key=\"{{{{{value}}}}}\"");
        }
        if self.random.one_in(3) {
            let kind = self.random.pick(&["bind", "bind:", "catch", "mut-bind:", "capture-bind:"]);
            let _ = write!(out, " {kind}tap=\"tap\"");
        }
        if names.slots && self.random.one_in(5) {
            let handler = self.random.pick(&["fire", "grow", "prop"]);
            let _ = write!(out, " bindlongpress=\"{handler}\"");
        }
    }

    fn component(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        let tag = self.random.pick(components);
        let _ = write!(out, "<{tag}");
        self.common(out, names, bound);
        for property in ["p", "q"] {
            if self.random.one_in(2) {
                let (a, b) = (self.value(names, bound), self.value(names, bound));
                let value = match self.random.below(4) {
                    0 => format!("{a} + {b}"),
                    1 => format!("[{a}, {b}]"),
                    2 => format!("{{a: {a}, v: {b}}}"),
                    _ => a,
                };
                let _ = write!(out, " {property}=\"{{{{{value}}}}}\"");
            }
        }
        if self.random.one_in(4) {
            let value = self.value(names, bound);
            let _ = write!(out, " out=\"e {{{{{value}}}}}\"");
        }
        if self.random.one_in(3) {
            let _ = write!(out, " bind:my=\"my\"");
        }
        out.push('>');
        self.children(out, components, names, bound, depth);
        if self.random.one_in(3) {
            let slot = self.random.pick(&["s", "", "{{s}}", "none"]);
            let value = self.value(names, bound);
            let _ = write!(out, "<text slot=\"{slot}\">{{{{{value}}}}}</text>");
        }
        let _ = write!(out, "</{tag}>");
    }

    fn condition(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        let first = self.expression(names, bound);
        let _ = write!(out, "<block wx:if=\"{{{{{first}}}}}\">");
        self.children(out, components, names, bound, depth);
        out.push_str("</block>");
        if self.random.one_in(3) {
            let second = self.value(names, bound);
            let _ = write!(out, "<view wx:elif=\"{{{{{second}}}}}\">elif</view>");
        }
        if self.random.one_in(2) {
            out.push_str("<view wx:else>");
            self.children(out, components, names, bound, depth);
            out.push_str("</view>");
        }
    }

    fn repeat(
        &mut self,
        out: &mut String,
        components: &[&str],
        names: &Names,
        bound: &[(&str, &str)],
        depth: usize,
    ) {
        let list = self.random.pick(names.lists);
        // Only keys that stay unique: what glass-easel does with equal ones is its own.
        let key = match list {
            "list" if self.random.one_in(2) => " wx:key=\"id\"",
            "words" if self.random.one_in(2) => " wx:key=\"*this\"",
            _ => "",
        };
        let (item, index) = if self.random.one_in(2) { ("item", "index") } else { ("row", "nth") };
        let _ = write!(out, "<block wx:for=\"{{{{{list}}}}}\"");
        if item == "row" {
            out.push_str(" wx:for-item=\"row\" wx:for-index=\"nth\"");
        }
        let _ = write!(out, "{key}>");
        let mut inner: Vec<(&str, &str)> =
            bound.iter().copied().filter(|(known, _)| *known != item).collect();
        inner.push((item, index));
        self.node(out, components, names, &inner, depth + 1);
        self.children(out, components, names, &inner, depth);
        out.push_str("</block>");
    }

    fn named(&mut self, out: &mut String, names: &Names, bound: &[(&str, &str)]) {
        let name = format!("t{}", self.templates.len());
        let data = self.value(names, bound);
        let body = self.random.pick(&[
            "<view>{{v}}{{w}}</view>",
            "{{v}}<text wx:if=\"{{w}}\">{{w}}</text>",
            "<view wx:for=\"{{v}}\">{{item}}{{w}}</view>",
        ]);
        self.templates.push(format!("<template name=\"{name}\">{body}</template>"));
        let w = self.value(names, bound);
        let _ = write!(out, "<template is=\"{name}\" data=\"{{{{v: {data}, w: {w}}}}}\" />");
    }
}

fn item(random: &mut Random) -> Json {
    json!({"id": random.below(4), "v": random.pick(&["a", "b", ""]), "k": random.below(3)})
}

fn any(random: &mut Random) -> Json {
    match random.below(8) {
        0 => Json::Null,
        1 => json!(random.one_in(2)),
        2 => json!(random.below(4)),
        3 => json!(random.pick(&["", "a", "s", "12"])),
        4 => json!({"x": random.below(3), "y": {"z": random.below(2)}, "l": [random.below(2)]}),
        5 => Json::Array((0..random.below(4)).map(|_| item(random)).collect()),
        6 => json!([1, "b", null]),
        _ => item(random),
    }
}

fn step(random: &mut Random, ids: usize) -> Step {
    let id = format!("i{}", 1 + random.below(ids.max(1)));
    match random.below(12) {
        0 | 1 => Step::Event(id, "tap".into(), json!({"x": 1}), true),
        2 => Step::Event(id, "longpress".into(), json!({}), true),
        3 => Step::Call("both".into(), Vec::new()),
        4 | 5 => {
            let mut ids: Vec<usize> = (0..5).filter(|_| !random.one_in(3)).collect();
            for n in (1..ids.len()).rev() {
                ids.swap(n, random.below(n + 1));
            }
            let rows = ids.iter().map(|id| json!({"id": id, "v": format!("v{id}"), "k": [id]})).collect();
            Step::Set("list".into(), Json::Array(rows))
        }
        6 => Step::Set(
            "words".into(),
            Json::Array((0..random.below(4)).map(|n| json!(format!("w{}", n * 2 % 5))).collect()),
        ),
        _ => {
            let path = random.pick(&[
                "n",
                "s",
                "on",
                "o",
                "o.x",
                "o.y.z",
                "o.l",
                "o.l[1]",
                "list[0].v",
                "list[1]",
                "words[1]",
            ]);
            let value = match path {
                "list[1]" => json!({"id": 7, "v": random.pick(&["a", "7"]), "k": 1}),
                "words[1]" => json!(random.pick(&["own", ""])),
                _ => any(random),
            };
            Step::Set(path.into(), value)
        }
    }
}
