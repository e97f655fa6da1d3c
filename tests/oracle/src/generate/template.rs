//! Templates: elements, conditions, loops, named templates, components, slots, inline scripts, with expressions over the data.

use super::Random;
use std::fmt::Write;

/// The names a template reads.
pub(super) struct Names {
    values: &'static [&'static str],
    lists: &'static [&'static str],
    slots: bool,
}

pub(super) const PAGE: Names = Names {
    values: &["n", "s", "on", "o.x", "o.y.z", "none"],
    lists: &["list", "words", "o.l"],
    slots: false,
};
pub(super) const COMPONENT: Names =
    Names { values: &["p", "q", "own", "o.x"], lists: &["rows", "words"], slots: true };

/// Where a piece of a template stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// Components it may use.
    components: &'p [&'p str],
    names: &'p Names,
    /// Item and index of the loops around it.
    bound: &'p [(&'p str, &'p str)],
    depth: usize,
}

const INLINE: &str = "<wxs module=\"m\">module.exports = {up: function (v) { return 'U' + v }, len: function (l) { return l && l.length !== undefined ? l.length : -1 }, pick: function (o, k) { return o && o.constructor === 'Object' ? o[k] : 'flat' }}</wxs>";

/// What every program has besides.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "tools.wxs",
        "var base = require('./base.wxs');\nmodule.exports = {up: base.up, len: function (l) { return l && l.length !== undefined ? l.length : -1 }, pick: function (o, k) { return o && typeof o === 'object' ? o[k] : 'flat' }};",
    ),
    ("base.wxs", "function up(v) { return 'B' + v }\nmodule.exports = {up: up};"),
    (
        "parts.wxml",
        "<template name=\"row\"><view wx:for=\"{{v}}\" wx:key=\"*this\">{{index}}{{item}}</view><template is=\"cell\" data=\"{{v: w}}\" /></template><template name=\"cell\"><text>{{v}}</text></template>",
    ),
    ("shared.wxml", "<view class=\"shared {{on ? 'on' : ''}}\">{{own}}{{n}}</view>"),
];

/// Writes the templates of one program.
pub(super) struct Writer<'a> {
    pub random: &'a mut Random,
    /// Ids given so far: `i1`, `i2` …
    pub ids: usize,
    templates: Vec<String>,
}

impl<'a> Writer<'a> {
    pub fn new(random: &'a mut Random) -> Self {
        Writer { random, ids: 0, templates: Vec::new() }
    }

    /// A file: content and the templates it uses.
    pub fn template(&mut self, components: &[&str], names: Names) -> String {
        self.templates.clear();
        let mut text = String::new();
        let top = Place { components, names: &names, bound: &[], depth: 0 };
        for _ in 0..=self.random.below(3) {
            self.node(&mut text, top);
        }
        let slots = if names.slots && self.random.one_in(3) { 2 } else { usize::from(names.slots) };
        for n in 0..slots {
            let _ = write!(text, "<view><slot{} /></view>", if n == 0 { "" } else { " name=\"s\"" });
        }
        if self.random.one_in(3) {
            text.push_str(self.random.pick(&[
                "<import src=\"./parts.wxml\" /><template is=\"row\" data=\"{{v: words, w: none}}\" />",
                "<import src=\"./parts\" /><template is=\"{{on ? 'row' : 'cell'}}\" data=\"{{v: words, w: own}}\" />",
                "<include src=\"./shared.wxml\" />",
            ]));
        }
        let script = if self.random.one_in(2) { INLINE } else { "<wxs module=\"m\" src=\"./tools.wxs\" />" };
        script.to_owned() + &text + &self.templates.concat()
    }

    fn value(&mut self, place: Place<'_>) -> String {
        if !place.bound.is_empty() && !self.random.one_in(3) {
            let (item, index) = place.bound[self.random.below(place.bound.len())];
            return match self.random.below(4) {
                0 => index.to_owned(),
                1 => format!("{item}.v"),
                2 => format!("{item}.id"),
                _ => item.to_owned(),
            };
        }
        self.random.pick(place.names.values).to_owned()
    }

    fn expression(&mut self, place: Place<'_>) -> String {
        let a = self.value(place);
        let b = self.value(place);
        match self.random.below(11) {
            8 => format!("m.up({a})"),
            9 => format!("m.len({a})"),
            10 => format!("m.pick({a}, 'x')"),
            0 => format!("{a} + {b}"),
            1 => format!("{a} ? {b} : 'no'"),
            2 => format!("{a} && {b}"),
            3 => format!("{a} || 'or'"),
            4 => format!("{a} === {b}"),
            5 => format!("[{a}, {b}].length + {a}"),
            _ => a,
        }
    }

    fn node(&mut self, out: &mut String, place: Place<'_>) {
        if place.depth > 3 {
            let value = self.expression(place);
            let _ = write!(out, "{{{{{value}}}}}");
            return;
        }
        match self.random.below(10) {
            0 => {
                let (a, b) = (self.expression(place), self.expression(place));
                let _ = write!(out, "t{{{{{a}}}}}|{{{{{b}}}}}");
            }
            1 | 2 => self.condition(out, place),
            3 | 4 => self.repeat(out, place),
            5 => self.named(out, place),
            6 | 7 if !place.components.is_empty() => self.component(out, place),
            _ => self.element(out, place),
        }
    }

    fn children(&mut self, out: &mut String, place: Place<'_>) {
        for _ in 0..self.random.below(3) {
            self.node(out, Place { depth: place.depth + 1, ..place });
        }
    }

    fn element(&mut self, out: &mut String, place: Place<'_>) {
        let tag = self.random.pick(&["view", "text", "cover-view"]);
        let _ = write!(out, "<{tag}");
        self.common(out, place);
        if self.random.one_in(3) {
            let value = self.expression(place);
            let _ = write!(out, " title=\"{{{{{value}}}}}\"");
        }
        if self.random.one_in(4) {
            let value = self.value(place);
            let _ = write!(out, " style=\"color: {{{{{value}}}}}\"");
        }
        out.push('>');
        self.children(out, place);
        let _ = write!(out, "</{tag}>");
    }

    /// Id, class, data and handlers.
    fn common(&mut self, out: &mut String, place: Place<'_>) {
        if self.random.one_in(2) {
            self.ids += 1;
            let _ = write!(out, " id=\"i{}\"", self.ids);
        }
        if self.random.one_in(4) {
            let value = self.expression(place);
            let _ = write!(out, " class=\"k {{{{({value}) ? 'y' : 'z'}}}}\"");
        }
        if self.random.one_in(4) {
            let value = self.expression(place);
            let _ = write!(out, " data-some-key=\"{{{{{value}}}}}\"");
        }
        if self.random.one_in(3) {
            let kind = self.random.pick(&["bind", "bind:", "catch", "mut-bind:", "capture-bind:"]);
            let _ = write!(out, " {kind}tap=\"tap\"");
        }
        if place.names.slots && self.random.one_in(5) {
            let handler = self.random.pick(&["fire", "grow", "prop"]);
            let _ = write!(out, " bindlongpress=\"{handler}\"");
        }
    }

    fn component(&mut self, out: &mut String, place: Place<'_>) {
        let tag = self.random.pick(place.components);
        let _ = write!(out, "<{tag}");
        self.common(out, place);
        for property in ["p", "q"] {
            if self.random.one_in(2) {
                let (a, b) = (self.value(place), self.value(place));
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
            let value = self.value(place);
            let _ = write!(out, " out=\"e {{{{{value}}}}}\"");
        }
        if !place.names.slots && place.bound.is_empty() && self.random.one_in(8) {
            let path = self.random.pick(&["n", "s", "o.x", "o.l"]);
            let _ = write!(out, " model:r=\"{{{{{path}}}}}\"");
        }
        if self.random.one_in(3) {
            let _ = write!(out, " bind:my=\"my\"");
        }
        out.push('>');
        self.children(out, place);
        if self.random.one_in(3) {
            let slot = self.random.pick(&["s", "", "{{on && 's' || ''}}", "none"]);
            let value = self.value(place);
            let _ = write!(out, "<text slot=\"{slot}\">{{{{{value}}}}}</text>");
        }
        let _ = write!(out, "</{tag}>");
    }

    fn condition(&mut self, out: &mut String, place: Place<'_>) {
        let first = self.expression(place);
        let _ = write!(out, "<block wx:if=\"{{{{{first}}}}}\">");
        self.children(out, place);
        out.push_str("</block>");
        if self.random.one_in(3) {
            let second = self.value(place);
            let _ = write!(out, "<view wx:elif=\"{{{{{second}}}}}\">elif</view>");
        }
        if self.random.one_in(2) {
            out.push_str("<view wx:else>");
            self.children(out, place);
            out.push_str("</view>");
        }
    }

    fn repeat(&mut self, out: &mut String, place: Place<'_>) {
        let list = self.random.pick(place.names.lists);
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
            place.bound.iter().copied().filter(|(known, _)| *known != item).collect();
        inner.push((item, index));
        let inside = Place { bound: &inner, ..place };
        self.node(out, Place { depth: place.depth + 1, ..inside });
        self.children(out, inside);
        out.push_str("</block>");
    }

    fn named(&mut self, out: &mut String, place: Place<'_>) {
        let name = format!("t{}", self.templates.len());
        let data = self.value(place);
        let body = self.random.pick(&[
            "<view>{{v}}{{w}}</view>",
            "{{v}}<text wx:if=\"{{w}}\">{{w}}</text>",
            "<view wx:for=\"{{v}}\">{{item}}{{w}}</view>",
        ]);
        self.templates.push(format!("<template name=\"{name}\">{body}</template>"));
        let w = self.value(place);
        let _ = write!(out, "<template is=\"{name}\" data=\"{{{{v: {data}, w: {w}}}}}\" />");
    }
}
