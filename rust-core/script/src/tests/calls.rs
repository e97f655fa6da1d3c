//! Rust and JavaScript calling each other.

use super::{AsJson, Bench, With};
use crate::ScriptError;
use minihost_value::Value;
use std::rc::Rc;

#[test]
fn values_cross_both_ways() {
    let bench = Bench::new(&[]);
    for (source, expect) in [
        ("{ a: 1, b: ['x', null, undefined, true] }", r#"{"a":1,"b":["x",null,null,true]}"#),
        ("new Date(0)", r#""1970-01-01T00:00:00.000Z""#),
        ("[new Number(4), new String('s'), new Boolean(false), 10n]", r#"[4,"s",false,"10"]"#),
        ("new Uint8Array([1, 2])", "[1,2]"),
        ("'a\\ud800é\\udc00'", "\"a\u{fffd}é\u{fffd}\""),
        ("new Proxy([1, { x: 2 }], {})", r#"[1,{"x":2}]"#),
    ] {
        let value = bench.run(&format!("module.exports = {source}")).expect("it runs");
        assert_eq!(value.as_json(), expect, "{source}");
        bench.engine.run_runtime("echo.js", "__minihost.exports.echo = (value) => value").expect("it runs");
        let back = bench.engine.call("echo", &[value]).expect("it comes back");
        assert_eq!(back.as_json(), expect, "{source} and back");
    }
}

#[test]
fn what_is_too_big_does_not_cross() {
    let bench = Bench::new(&[]);
    bench
        .engine
        .run_runtime(
            "big.js",
            "const host = __minihost.exports; host.ring = () => { const a = []; a.push(a); return a };
             host.deep = () => { let a = []; for (let i = 0; i < 1000; i++) a = [a]; return a };",
        )
        .expect("it runs");
    for name in ["ring", "deep"] {
        assert!(matches!(bench.engine.call(name, &[]), Err(ScriptError::TooBig(_))), "{name}");
    }
    assert_eq!(bench.engine.call("none", &[]).err(), Some(ScriptError::NoSuchFunction("none".into())));
}

#[test]
fn calls_nest() {
    let bench = Bench::new(&[]);
    let engine = Rc::downgrade(&bench.engine);
    bench.engine.set_bridge(
        &["down"],
        Rc::new(With(move |_: usize, args: &[Value]| {
            let engine = engine.upgrade().expect("it lives");
            engine.call("down", args).map_err(|error| error.to_string())
        })),
    );
    bench
        .engine
        .run_runtime(
            "down.js",
            "const { exports, ops } = __minihost;
             exports.down = (n) => n > 0 ? ops.down(n - 1) + 1 : 0;
             exports.same = () => ops.down === __minihost.down;",
        )
        .expect("it runs");
    assert_eq!(bench.engine.call("down", &[Value::from(20.0)]), Ok(Value::from(20.0)));
    assert_eq!(bench.engine.call("same", &[]), Ok(Value::Bool(true)));
    let error = bench.engine.call("down", &[Value::from(1000.0)]).expect_err("too deep");
    assert!(error.to_string().contains("too deep"), "{error}");
    assert_eq!(bench.engine.call("down", &[Value::from(3.0)]), Ok(Value::from(3.0)), "the engine goes on");
}

#[test]
fn functions_outlive_their_engine_harmlessly() {
    let bench = Bench::new(&[]);
    let value = bench
        .run("let n = 0; exports.f = function () { return [++n, this] }; exports.g = exports.f")
        .expect("it runs");
    let (Value::Function(f), Value::Function(g)) = (value.get("f"), value.get("g")) else {
        panic!("functions")
    };
    assert!(Rc::ptr_eq(&f, &g), "one function is one Rc");
    assert_eq!(f.call(&Value::from("me"), &[]).expect("it runs").as_json(), r#"[1,"me"]"#);
    drop(value);
    drop(bench);
    assert!(f.call(&Value::Undefined, &[]).is_err());
}

#[test]
fn runtime_scripts_keep_their_names_and_programs_do_not_see_the_bridge() {
    let bench = Bench::new(&[]);
    for _ in 0..2 {
        bench
            .engine
            .run_runtime("a.js", "'use strict'; const table = 1; __minihost.x = typeof setTimeout;")
            .expect("twice");
    }
    let seen = bench.run("exports.seen = [typeof __minihost, typeof table]").expect("it runs");
    assert_eq!(seen.as_json(), r#"{"seen":["undefined","undefined"]}"#);
    bench.engine.seal_runtime();
    assert_eq!(bench.engine.run_runtime("b.js", ""), Err(ScriptError::Closed));
}

#[test]
fn inline_scripts_have_a_frozen_realm() {
    let bench = Bench::new(&[]);
    let load = |path: &str, js: &str, tools: Value| {
        bench.engine.load_inline_script(path, js, &|name| (name == "./tools").then(|| tools.clone()))
    };
    load("minihost:prelude", "globalThis.getOne = function () { return 1 }", Value::Undefined)
        .expect("it runs");
    let tools =
        load("tools", "exports.twice = function (n) { return n * 2 }", Value::Undefined).expect("it runs");
    let a = load(
        "a",
        "var t = require('./tools');
         var o = {}; o.toString = function () { return 'own' };
         Array.prototype.extra = 1; leak = 5;
         module.exports = { n: t.twice(21), own: '' + o, timers: typeof setTimeout, one: getOne() }",
        tools,
    )
    .expect("it runs");
    assert_eq!(a.as_json(), r#"{"n":42,"own":"own","timers":"undefined","one":1}"#);
    let b = load(
        "b",
        "exports.seen = [typeof leak, [].extra]; exports.f = function () { throw new Error('oh') }",
        Value::Undefined,
    )
    .expect("it runs");
    assert_eq!(b.get("seen").as_json(), r#"["undefined",null]"#);
    let Value::Function(f) = b.get("f") else { panic!("a function") };
    assert!(f.call(&Value::Undefined, &[]).is_err());
    assert_eq!(bench.problems(), ["b:1:77: Error: oh"]);
    let error = load("c", "require('./none')", Value::Undefined).expect_err("it is not there");
    assert!(error.to_string().contains("module './none' is not defined"), "{error}");
}
