//! One line a case.

use super::{Form, Scope, parse};
use crate::{Expr, Position};
use minihost_value::{CallError, Callable, Value};
use proptest::prelude::*;
use std::rc::Rc;

/// `m.add(a, b)` and `m.fail()`; `m.self()` gives `this`.
struct Function(&'static str);

impl Callable for Function {
    fn call(&self, this: &Value, args: &[Value]) -> Result<Value, CallError> {
        match self.0 {
            "add" => Ok(args.iter().map(Value::to_number).sum::<f64>().into()),
            "self" => Ok(this.clone()),
            _ => Err(CallError("no".into())),
        }
    }
}

fn data() -> Value {
    let function = |name| Value::Function(Rc::new(Function(name)));
    Value::object([
        ("a", Value::from(1)),
        ("b", Value::from("x")),
        ("zero", Value::from(0)),
        ("empty", Value::from("")),
        ("nil", Value::Null),
        ("yes", Value::from(true)),
        ("list", Value::array([Value::from(10), Value::from("c"), Value::object([("n", Value::from(5))])])),
        ("o", Value::object([("p", Value::object([("q", Value::from("deep"))])), ("k-1", Value::from(7))])),
        ("key", Value::from("p")),
        (
            "m",
            Value::object([("add", function("add")), ("fail", function("fail")), ("self", function("self"))]),
        ),
        ("数", Value::from(3)),
    ])
}

fn read(source: &str, form: Form) -> Expr {
    Expr::new(parse(source, form).unwrap_or_else(|fault| panic!("{source}: {fault:?}")), Position::default())
}

fn check(source: &str, expected: &str) {
    assert_eq!(format!("{:?}", read(source, Form::Value).evaluate(&data())), expected, "{source}");
}

#[test]
fn paths() {
    check("a", "1");
    check("o.p.q", "\"deep\"");
    check("o['p'].q", "\"deep\"");
    check("o[key].q", "\"deep\"");
    check("o['k-1']", "7");
    check("list[0]", "10");
    check("list.0", "10");
    check("list[2].n", "5");
    check("list[a]", "\"c\"");
    check("list['1']", "\"c\"");
    check("list[-1]", "undefined");
    check("list[1.5]", "undefined");
    check("list.length", "3");
    check("b.length", "1");
    check("b[0]", "\"x\"");
    check("missing", "undefined");
    check("missing.x.y", "undefined");
    check("nil.x", "undefined");
    check("o?.p?.q", "\"deep\"");
    check("missing?.[0]?.x", "undefined");
    check("数 + 1", "4");
    check("", "undefined");
    check(" \n ", "undefined");
}

#[test]
fn operators_bind_as_in_javascript() {
    check("1 + 2 * 3", "7");
    check("(1 + 2) * 3", "9");
    check("10 - 3 - 2", "5");
    check("2 ** 3 ** 2", "512");
    check("7 % 4", "3");
    check("-7 % 4", "-3");
    check("1 + 1 == 2 && 3 > 2", "true");
    check("1 || 0 && 0", "1");
    check("yes ? 1 : 2", "1");
    check("nil ? 1 : zero ? 2 : 3", "3");
    check("yes ? nil ? 1 : 2 : 3", "2");
    check("yes?.5:1", "0.5");
    check("nil ?? 5", "5");
    check("zero ?? 5", "0");
    check("zero || 'd'", "\"d\"");
    check("empty && a", "\"\"");
    check("!a", "false");
    check("!!list", "true");
    check("-a", "-1");
    check("- -a", "1");
    check("+'3'", "3");
    check("~5", "-6");
    check("5 & 3", "1");
    check("5 | 3", "7");
    check("5 ^ 3", "6");
    check("1 << 4", "16");
    check("-8 >> 1", "-4");
    check("-1 >>> 0", "4294967295");
    check("1 | 2 ^ 3 & 4", "3");
    check("a < 2 === true", "true");
    check("typeof a", "\"number\"");
    check("typeof missing", "\"undefined\"");
    check("typeof m.add === 'function'", "true");
    check("void 0", "undefined");
    check("a &gt; 0 &amp;&amp; a &lt; 2 ? '&lt;' : 0", "\"&lt;\"");
}

#[test]
fn conversions() {
    check("1 + '2'", "\"12\"");
    check("'3' * '4'", "12");
    check("1 + nil", "1");
    check("1 + missing", "NaN");
    check("yes + 1", "2");
    check("[] + 1", "\"1\"");
    check("[1, 2] + ''", "\"1,2\"");
    check("({}) + ''", "\"[object Object]\"");
    check("nil == missing", "true");
    check("nil === missing", "false");
    check("'1' == 1", "true");
    check("'1' === 1", "false");
    check("nil >= 0", "true");
    check("missing >= 0", "false");
    check("'10' < '9'", "true");
    check("'10' < 9", "false");
    check("'😀' < '\u{ffee}'", "true");
    check("list == list", "true");
    check("1 / 0", "Infinity");
    check("1 ** (1 / 0)", "NaN");
    check("4294967297 | 0", "1");
    check("-4294967297 | 0", "-1");
    check("1e300 * 10 | 0", "0");
    check("0.1 + 0.2", "0.30000000000000004");
}

#[test]
fn literals() {
    check("'a' + \"b\"", "\"ab\"");
    check("`n=${a + 1}${b}!`", "\"n=2x!\"");
    check("``", "\"\"");
    check("[1, 'x', a,]", "[1, \"x\", 1]");
    check("[...list, 1]", "[10, \"c\", {\"n\": 5}, 1]");
    check("[...'ab', ...nil]", "[\"a\", \"b\"]");
    check("{a, b: 2, 'c-d': 3, [key]: 4, ...o.p}", r#"{"a": 1, "b": 2, "c-d": 3, "p": 4, "q": "deep"}"#);
    check("{}", "{}");
    check("{a: {b: {c: 1}}}", r#"{"a": {"b": {"c": 1}}}"#);
    check("a: 1", r#"{"a": 1}"#);
    check("a, b", r#"{"a": 1, "b": "x"}"#);
    check("...o.p, z: 1", r#"{"q": "deep", "z": 1}"#);
    check("0x10 + .5 + 5. + 1e1", "31.5");
    check("null", "null");
    check("undefined", "undefined");
    check("true", "true");
}

#[test]
fn template_data_is_the_inside_of_an_object() {
    let check = |source: &str, expected: &str| {
        assert_eq!(format!("{:?}", read(source, Form::TemplateData).evaluate(&data())), expected, "{source}");
    };
    check("a", r#"{"a": 1}"#);
    check(" a , b : 2, ...o.p ", r#"{"a": 1, "b": 2, "q": "deep"}"#);
    check("...o.p", r#"{"q": "deep"}"#);
    check("{a, b}", r#"{"a": 1, "b": "x"}"#);
    check("a,", r#"{"a": 1}"#);
    check("yes ? {a} : {b}", r#"{"a": 1}"#);
    check("o.p", r#"{"q": "deep"}"#);
}

#[test]
fn only_functions_that_are_values_can_be_called() {
    check("m.add(a, 2, ...[3, 4])", "10");
    check("m['add'](1, 1)", "2");
    check("m.self().fail()", "undefined");
    check("m.self().add(1)", "1");
    check("m.fail() || 'after'", "\"after\"");
    check("list.indexOf('c')", "undefined");
    check("missing.x()", "undefined");
    check("a()", "undefined");
}

#[test]
fn faults_have_a_place() {
    for (source, offset, message) in [
        ("a +", 3, "the expression ends too early"),
        ("a b", 2, "'b' is not expected here"),
        ("(a", 2, "')' is missing at the end"),
        ("a ? b", 5, "':' is missing at the end"),
        ("'open", 0, "the string does not end; ' is missing"),
        ("a.", 2, "a name must follow the dot"),
        ("1px", 1, "a number must not run into a name"),
        ("a = 1", 2, "'=' is not expected here"),
        ("{'x'}", 4, "':' is expected here, not '}'"),
        ("[1 2]", 3, "']' is expected here, not '2'"),
        ("x => x", 2, "'=' is not expected here"),
    ] {
        let fault = parse(source, Form::Value).expect_err(source);
        assert_eq!((fault.offset, fault.message.as_str()), (offset, message), "{source}");
    }
}

#[test]
fn depth_is_limited_and_long_lists_are_not() {
    for (open, middle, close) in
        [("(", "a", ")"), ("[", "", "]"), ("!", "a", ""), ("a?", "b", ":c"), ("{x:", "1", "}")]
    {
        let source = format!("{}{middle}{}", open.repeat(100_000), close.repeat(100_000));
        assert!(parse(&source, Form::Value).is_err(), "{open}");
    }
    assert!(parse(&"a+".repeat(100_000), Form::Value).is_err());
    assert!(parse(&format!("a{}", ".b".repeat(100_000)), Form::Value).is_err());
    assert!(parse(&format!("{}a", "a||".repeat(100)), Form::Value).is_ok());
    assert!(parse(&format!("{}a", "a?b:".repeat(100)), Form::Value).is_ok());
    assert!(parse(&format!("[{}]", "a,".repeat(10_000)), Form::Value).is_ok());
}

#[test]
fn reads_are_the_shortest_fixed_paths() {
    for (source, expected) in [
        ("a", "a"),
        ("a.b.c", "a.b.c"),
        ("a.b + a.b.c + a.d", "a.b a.d"),
        ("a[i].c", "a i"),
        ("a.b[o.i + 1].c", "a.b o.i"),
        ("a[0]['b']", "a.0.b"),
        ("list.length > 0", "list"),
        ("m.f(x.y, {z, w: v.u}, ...t)", "z t m.f x.y v.u"),
        ("1 + 2", ""),
        ("`${a}${b}`", "a b"),
        ("c ? a : b", "c a b"),
    ] {
        let reads: Vec<String> = read(source, Form::Value).reads().iter().map(ToString::to_string).collect();
        assert_eq!(reads.join(" "), expected, "{source}");
    }
}

#[test]
fn constants_are_folded() {
    for source in ["1 + 2 * 3", "'a' + 'b'", "yes", "[1, {a: 'x'}]", "!0 ? 'a' : 'b'", "`x${1}`"] {
        assert_eq!(read(source, Form::Value).as_static().is_some(), source != "yes", "{source}");
    }
}

#[test]
fn a_plain_path_can_be_written_to() {
    let path = |source: &str| read(source, Form::Value).as_path().map(ToString::to_string);
    assert_eq!(path("a.b[0]").as_deref(), Some("a.b.0"));
    assert_eq!(path("a + 1"), None);
    assert_eq!(path("a[b]"), None);
}

#[test]
fn a_read_is_touched_by_changes_above_and_below_it() {
    let path = |text: &str| minihost_value::Path::parse(text).expect("valid");
    let expr = read("a.b[0]", Form::Value);
    let read = &expr.reads()[0];
    for (changed, touched) in [
        ("a", true),
        ("a.b", true),
        ("a.b[0]", true),
        ("a.b[0].c", true),
        ("a.b.0", true),
        ("a.b[1]", false),
        ("b", false),
    ] {
        assert_eq!(read.touches(&path(changed)), touched, "{changed}");
    }
}

/// Every name is itself.
struct Names;

impl Scope for Names {
    fn lookup(&self, name: &str) -> Option<Value> {
        Some(Value::from(name))
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(source in ".{0,60}") {
        if let Ok(node) = parse(&source, Form::Value) {
            node.evaluate(&Names);
        }
        let _ = parse(&source, Form::TemplateData);
    }

    #[test]
    fn no_jumble_of_tokens_makes_it_panic(tokens in proptest::collection::vec(
        proptest::sample::select(vec!["a", ".", "[", "]", "(", ")", "{", "}", "?", ":", ",", "...", "'s'", "`", "${", "1", "+",
            "-", "!", "&&", "??", "?.", "==", " ", "typeof ", "&amp;", "\\", "中"]), 0..30)
    ) {
        let source = tokens.concat();
        if let Ok(node) = parse(&source, Form::Value) {
            node.evaluate(&Names);
        }
        let _ = parse(&source, Form::TemplateData);
    }
}
