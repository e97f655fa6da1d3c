//! Scripts of a page and its components: properties, observers, behaviors, relations, events.

use super::Random;
use std::fmt::Write;

/// The page's.
pub(super) fn page_script() -> String {
    "Page({data: {n: 1, s: 'a', on: true, o: {x: 1, y: {z: 'z'}, l: [1, 2]}, list: [{id: 1, v: 'a', k: [1]}, {id: 2, v: 'b', k: []}], words: ['p', 'q']},\n\
     tap(e) { console.log('page tap', e.target.id, e.currentTarget.id, JSON.stringify(e.target.dataset)); this.setData({n: this.data.n + 1}) },\n\
     my(e) { console.log('page my', e.target.id, JSON.stringify(e.detail)) },\n\
     poke(id, method) { const c = this.selectComponent('#' + id); console.log('page poke', !!c); if (c) c[method]() },\n\
     both() { this.setData({s: this.data.s + '!', 'o.x': this.data.n, 'list[0].v': 'set'}) }})"
        .into()
}

/// A component's.
pub(super) fn component_script(random: &mut Random, name: &str) -> String {
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
        "{type: String, observer(now, before) { console.log(NAME, 'p was', String(before), 'is', String(now)) }}",
        "{type: null, observer: 'changed'}",
    ]);
    let q = random.pick(&[
        "null",
        "Array",
        "Object",
        "{type: null, value: 'dq'}",
        "{type: Object, value: {x: 1}}",
    ]);
    let observer = random.pick(&[
        "p(p) { console.log(NAME, 'p', String(p)); this.setData({own: String(p)}) }",
        "'p, q'(p, q) { console.log(NAME, 'pq', String(p), JSON.stringify(q)) }",
        "'o.**'(o) { console.log(NAME, 'o', JSON.stringify(o)) }, own(v) { console.log(NAME, 'own', v) }",
        "'rows[0].v, extra'(v, e) { console.log(NAME, 'row', v, e) }",
        "",
        "",
    ]);
    let trigger = random.pick(&[
        "{}",
        "{bubbles: true}",
        "{bubbles: true, composed: true}",
        "{bubbles: true, composed: true, capturePhase: true}",
    ]);
    let (behaviors, used) = behaviors(random);
    let relations = relations(random, name);
    let mut text = format!("const NAME = '{name}'\n{behaviors}");
    let _ = write!(
        text,
        "Component({{options: {{{}}}, behaviors: [{used}], externalClasses: ['out'], relations: {{{relations}}}, properties: {{p: {p}, q: {q}}},\n\
         data: {{own: 'own', o: {{x: 1}}, rows: [{{id: 1, v: 'r'}}], words: ['w', 'x', 'y']}},\n\
         observers: {{{observer}}},\n{COMMON}my(e) {{ console.log(NAME, 'my', JSON.stringify(e.detail)) }}, fire() {{ this.triggerEvent('my', {{from: NAME}}, {trigger}) }}}}}})",
        options.join(", ")
    );
    text
}

/// Lifetimes and methods that every component has.
const COMMON: &str = "\
lifetimes: {created() { console.log(NAME, 'created') }, attached() { console.log(NAME, 'attached', String(this.data.p)) }, ready() { console.log(NAME, 'ready') }, detached() { console.log(NAME, 'detached') }},
pageLifetimes: {show() { console.log(NAME, 'show') }, hide() { console.log(NAME, 'hide'); this.setData({own: 'hidden'}) }},
methods: {tap(e) { console.log(NAME, 'tap', e.target.id, e.currentTarget.id); this.setData({own: this.data.own + '+', 'o.x': this.data.o.x + 1}) },
grow() { this.setData({rows: this.data.rows.concat({id: this.data.rows.length + 1, v: 'g'})}) }, prop() { this.setData({p: 'self'}) },
swap() { this.setData({rows: this.data.rows.slice().reverse(), words: this.data.words.slice(1).concat(this.data.words[0])}) },
deep() { this.setData({'o.y.z': NAME, 'rows[0].v': 'deep', extra: 1}, () => console.log(NAME, 'set')) },
changed(now, before) { console.log(NAME, 'changed', String(now), String(before)) },
";

/// Behaviors that may refer to each other, and the list of those that the component uses.
fn behaviors(random: &mut Random) -> (String, &'static str) {
    let one = random.pick(&[
        "{data: {extra: 'one', o: {b: 1}}, methods: {hello() { return 'one' }}, lifetimes: {attached() { console.log(NAME, 'one attached', this.hello()) }}}",
        "{properties: {r: {type: Number, value: 3}}, observers: {own(v) { console.log(NAME, 'one own', v) }}, data: {own: 'of one', extra: 1}}",
        "{definitionFilter(fields) { fields.data = Object.assign({extra: 'filtered'}, fields.data) }}",
    ]);
    let two = random.pick(&[
        "{behaviors: [one], data: {extra: 'two'}, methods: {hello() { return 'two' }}}",
        "{data: {words: ['of two']}, pageLifetimes: {show() { console.log(NAME, 'two show', this.data.extra) }}}",
        "{behaviors: ['wx://form-field'], observers: {'o.x'(x) { console.log(NAME, 'two x', x) }}}",
    ]);
    // The observers of a behavior that is named twice run twice with glass-easel (`cases/behaviors.txt`).
    let twice = one.contains("observers") && two.contains("[one]");
    let used = random.pick(if twice {
        &["", "one", "two"][..]
    } else {
        &["", "", "one", "two", "one, two", "two, one"]
    });
    (format!("const one = Behavior({one})\nconst two = Behavior({two})\n"), used)
}

/// `a` may be related to `b` and `c` inside of it; both ends log.
fn relations(random: &mut Random, name: &str) -> String {
    // The same for all three, so that both ends of a relation say the same: the number of picks does not depend on the name.
    let log = |what: &str, other: &str| {
        format!(
            "linked(t) {{ console.log(NAME, 'linked {what}', t.is) }}, unlinked(t) {{ console.log(NAME, 'unlinked {what}', t.is, '{other}') }}"
        )
    };
    let far = random.one_in(2);
    let (down, up) = if far { ("descendant", "ancestor") } else { ("child", "parent") };
    match name {
        "a" => format!("'./b': {{type: '{down}', {}}}", log("down", "b")),
        "b" => format!("'./a': {{type: '{up}', {}}}", log("up", "a")),
        _ => String::new(),
    }
}
