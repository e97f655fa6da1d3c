//! Template expressions against JavaScript: bytes become an expression and a scope, our evaluator and the JavaScript engine say
//! what it is worth.
//!
//! The text is the same for both, but for members: a member of `undefined` is `undefined` in templates and a fault in
//! JavaScript, so JavaScript gets `?.`. Text that JavaScript does not parse (`-a ** b`, `a ?? b || c`) is passed over.

use crate::files::Files;
use crate::ours::Still;
use minihost_ports::Dialect;
use minihost_script::{Engine, EngineConfig};
use minihost_syntax::{Expr, Node, parse_template, table};
use minihost_value::Value;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// Choices from bytes; when they are used up, the first of each.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % end)
    }

    fn pick<'b, T: ?Sized>(&mut self, list: &[&'b T]) -> &'b T {
        list[self.below(list.len())]
    }
}

const NAMES: &[&str] = &["n", "s", "b", "u", "z", "l", "o", "m"];
const LITERALS: &[&str] = &[
    "1",
    "0",
    "2.5",
    "1e3",
    ".5",
    "0x1F",
    "12345678901234567890",
    "1e21",
    "1e-7",
    "'a'",
    "''",
    "'12'",
    "' 3 '",
    "'it\\'s'",
    "'\\u4e2d\\n'",
    "true",
    "false",
    "null",
    "undefined",
    "'0x10'",
    "'-1e2'",
    "'Infinity'",
    "4294967296",
    "2147483648",
];
const BINARY: &[&str] = &[
    "+", "-", "*", "/", "%", "**", "<", ">", "<=", ">=", "==", "!=", "===", "!==", "&&", "||", "??", "&",
    "|", "^", "<<", ">>", ">>>",
];
const UNARY: &[&str] = &["!", "- ", "+ ", "~", "typeof ", "void "];

/// One expression: as templates and as JavaScript have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Between `{{` and `}}`.
    pub template: String,
    /// For JavaScript.
    pub script: String,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.template.push_str(text);
        self.script.push_str(text);
    }
}

/// An expression from bytes.
pub fn texts(bytes: &[u8]) -> Texts {
    let mut texts = Texts::default();
    expression(&mut Choices(bytes.iter()), &mut texts, 0);
    texts
}

fn expression(choices: &mut Choices<'_>, out: &mut Texts, depth: usize) {
    if depth > 5 {
        return out.push(choices.pick(NAMES));
    }
    match choices.below(12) {
        0 | 1 => out.push(choices.pick(NAMES)),
        2 => out.push(choices.pick(LITERALS)),
        3 => {
            out.push(choices.pick(UNARY));
            expression(choices, out, depth + 1);
        }
        4..=6 => {
            expression(choices, out, depth + 1);
            out.push(" ");
            out.push(choices.pick(BINARY));
            out.push(" ");
            expression(choices, out, depth + 1);
        }
        7 => {
            expression(choices, out, depth + 1);
            out.push(" ? ");
            expression(choices, out, depth + 1);
            out.push(" : ");
            expression(choices, out, depth + 1);
        }
        8 => {
            out.push("(");
            expression(choices, out, depth + 1);
            out.push(")");
        }
        9 => member(choices, out, depth),
        10 => list(choices, out, depth),
        _ => object(choices, out, depth),
    }
}

fn member(choices: &mut Choices<'_>, out: &mut Texts, depth: usize) {
    if choices.below(2) == 0 {
        out.push(choices.pick(NAMES));
    } else {
        out.push("(");
        expression(choices, out, depth + 1);
        out.push(")");
    }
    for _ in 0..=choices.below(2) {
        if choices.below(2) == 0 {
            let name = choices.pick(&["a", "b", "length", "x"]);
            out.template.push('.');
            out.script.push_str("?.");
            out.push(name);
        } else {
            out.template.push('[');
            out.script.push_str("?.[");
            expression(choices, out, depth + 1);
            out.push("]");
        }
    }
}

fn list(choices: &mut Choices<'_>, out: &mut Texts, depth: usize) {
    out.push("[");
    for n in 0..choices.below(4) {
        out.push(if n > 0 { ", " } else { "" });
        if choices.below(5) == 0 {
            // What is no list cannot be spread in JavaScript.
            out.push(choices.pick(&["...l", "...m", "...s"]));
        } else {
            expression(choices, out, depth + 1);
        }
    }
    out.push("]");
}

fn object(choices: &mut Choices<'_>, out: &mut Texts, depth: usize) {
    out.push("({ ");
    for n in 0..choices.below(4) {
        out.push(if n > 0 { ", " } else { "" });
        match choices.below(5) {
            0 => out.push(choices.pick(NAMES)),
            1 => {
                // Not of text: QuickJS gives {} for {...'a'}, where ECMA-262 (7.3.26) and we have its characters.
                out.push(choices.pick(&["...o", "...l", "...m", "...u", "...z", "...n", "...b"]));
            }
            _ => {
                out.push(choices.pick(&["a: ", "b: ", "'c d': ", "x: "]));
                expression(choices, out, depth + 1);
            }
        }
    }
    out.push(" })");
}

/// Values of the names, from a few bytes.
pub fn scope(bytes: &[u8]) -> Value {
    let mut choices = Choices(bytes.iter());
    let text = |text: &str| Value::from(text);
    let number = |number: f64| Value::Number(number);
    let inner = Value::object([("a", number(1.0)), ("b", Value::object([("x", text("deep"))]))]);
    let numbers = [
        1.0,
        0.0,
        -0.0,
        f64::NAN,
        f64::INFINITY,
        1e21,
        -1.5,
        0.1,
        4_294_967_297.0,
        -2_147_483_649.0,
        1e-7,
        123_456_789.125,
    ];
    let strings =
        ["", "a", "12", " 3 ", "abc", "true", "中文", "1e3", "-0", "0b11", "[object Object]", "1,2"];
    // Made anew each time: two names for one list would be equal to us, not to JavaScript, which gets copies.
    let list = |n: usize| match n {
        0 => Value::array([]),
        1 => Value::array([number(1.0)]),
        2 => Value::array([number(1.0), Value::array([number(2.0), Value::Null]), Value::Undefined]),
        _ => Value::array([text("a"), Value::Bool(true)]),
    };
    let objects = [
        Value::object::<&str>([]),
        inner,
        Value::object([("length", number(3.0)), ("x", Value::Null)]),
        Value::object([("a", text("s"))]),
    ];
    Value::object([
        ("n", number(numbers[choices.below(numbers.len())])),
        ("s", text(strings[choices.below(strings.len())])),
        ("b", Value::Bool(choices.below(2) == 0)),
        ("u", Value::Undefined),
        ("z", Value::Null),
        ("l", list(choices.below(4))),
        ("o", objects[choices.below(objects.len())].clone()),
        ("m", list(choices.below(4))),
    ])
}

/// Both evaluators.
pub struct Judge {
    engine: Rc<Engine>,
    judged: Cell<usize>,
}

impl Judge {
    /// With a JavaScript engine of its own. Must be made where there are 8 MB of stack.
    pub fn new() -> Judge {
        let config = EngineConfig::new(Rc::new(Files(BTreeMap::default())), Arc::new(Still::default()));
        let engine = Engine::new(config).expect("because the engine starts with default limits");
        Judge { engine, judged: Cell::new(0) }
    }

    /// How many expressions JavaScript had an opinion on.
    pub fn judged(&self) -> usize {
        self.judged.get()
    }

    /// What the two say about an expression, if they differ. `None` also where JavaScript has no opinion.
    pub fn difference(&self, texts: &Texts, scope: &Value) -> Option<String> {
        let names = NAMES.join(", ");
        let source = format!("__minihost.exports.judge = function ({names}) {{ return ({}) }}", texts.script);
        self.engine.run_runtime("expression.js", &source).ok()?;
        let arguments: Vec<Value> = NAMES.iter().map(|name| scope.get(name)).collect();
        let theirs = self.engine.call("judge", &arguments).ok()?;
        self.judged.set(self.judged.get() + 1);
        let ours = parsed(&texts.template).evaluate(scope);
        (!same(&theirs, &ours)).then(|| {
            format!("{{{{{}}}}}\nwith {scope:?}\nJavaScript: {theirs:?}\nours: {ours:?}", texts.template)
        })
    }
}

impl Default for Judge {
    fn default() -> Self {
        Judge::new()
    }
}

fn parsed(text: &str) -> Expr {
    let table = table(Dialect::WeChat).expect("because WeChat's dialect is always there");
    let (template, _) = parse_template(&format!("<a v=\"{{{{ {text} }}}}\" />"), "e.wxml", table);
    match template.children.first() {
        Some(Node::Element(element)) => element.attribute("v").map(|attribute| attribute.value.clone()),
        _ => None,
    }
    .unwrap_or_else(|| Expr::constant(Value::from("(does not parse)")))
}

/// The same to a program: `NaN` is itself, 0 and -0 are not the same, an object's order does not count.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (a, b) => a.same(b),
    }
}
