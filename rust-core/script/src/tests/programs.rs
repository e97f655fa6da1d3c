//! Modules, timers, promises, console, globals.

use super::{AsJson, Bench};
use crate::ScriptError;

#[test]
fn modules_are_found() {
    let bench = Bench::new(&[
        ("app.js", "exports.name = 'app'"),
        ("utils/index.js", "exports.name = 'utils'"),
        ("pages/a/b.js", "exports.name = 'b'"),
        ("pages/a/data.json", r#"{ "name": "data" }"#),
        ("miniprogram_npm/dep/index.js", "exports.name = 'dep'"),
        ("pages/miniprogram_npm/near/index.js", "exports.name = 'near'"),
        ("node_modules/old/lib.js", "exports.name = 'old'"),
        (
            "pages/a/a.js",
            "exports.find = (path) => { try { return require(path).name } catch (e) { return e.message } }",
        ),
    ]);
    let exports = bench.engine.require("pages/a/a.js").expect("it runs");
    let minihost_value::Value::Function(find) = exports.get("find") else { panic!("a function") };
    for (path, expect) in [
        ("../../app", "app"),
        ("../../app.js", "app"),
        ("/app.js", "app"),
        ("../../utils", "utils"),
        ("../../utils/", "utils"),
        ("b", "b"),
        ("./data.json", "data"),
        ("./data", "data"),
        ("dep", "dep"),
        ("dep/index", "dep"),
        ("near", "near"),
        ("old/lib", "old"),
        ("./none", "module 'pages/a/none' is not defined, require args is './none' (in pages/a/a.js)"),
        ("none", "module 'none' is not defined, require args is 'none' (in pages/a/a.js)"),
        ("./dep", "module 'pages/a/dep' is not defined, require args is './dep' (in pages/a/a.js)"),
        (
            "../../../../x",
            "module '../../../../x' is not defined, require args is '../../../../x' (in pages/a/a.js)",
        ),
        (
            "plugin://x/y",
            "module 'plugin://x/y' is not defined, require args is 'plugin://x/y' (in pages/a/a.js)",
        ),
    ] {
        let got = find.call(&minihost_value::Value::Undefined, &[path.into()]).expect("it runs");
        assert_eq!(got.to_display().as_ref(), expect, "{path}");
    }
}

#[test]
fn modules_run_once_and_may_be_cyclic_and_retried() {
    let bench = Bench::new(&[
        ("a.js", "exports.before = 1; const b = require('./b'); exports.seen = b.seen; console.log('a')"),
        ("b.js", "exports.seen = require('./a').before"),
        (
            "c.js",
            "console.log('c'); if (!globalThis.again) { globalThis.again = true; throw new TypeError('first') }",
        ),
        ("d.js", "\n  let x = ;"),
    ]);
    for _ in 0..2 {
        assert_eq!(bench.engine.require("a.js").expect("it runs").as_json(), r#"{"before":1,"seen":1}"#);
    }
    let error = bench.engine.require("c").expect_err("it throws once");
    let ScriptError::Exception { message, file, line, column, .. } = error else { panic!("{error:?}") };
    assert_eq!((message.as_str(), file.as_str(), line), ("TypeError: first", "c.js", 1));
    assert!((70..85).contains(&column), "without the wrapper: {column}");
    bench.engine.require("c").expect("the second time it runs");
    assert_eq!(bench.log(), ["a", "c", "c"]);
    let error = bench.engine.require("d").expect_err("it does not parse").to_problem();
    assert_eq!((error.file.as_str(), error.line), ("d.js", 2), "{error}");
}

#[test]
fn globals_are_those_of_a_mini_program() {
    let bench = Bench::new(&[]);
    for (source, expect) in [
        (
            "typeof window + typeof self + typeof process + typeof document + typeof performance",
            "undefined".repeat(5),
        ),
        ("Function('return this')() === globalThis", "true".into()),
        ("new Function('return this;')() === globalThis", "true".into()),
        ("global === globalThis", "true".into()),
        ("(() => 1) instanceof Function && (() => 1).constructor === Function", "true".into()),
    ] {
        let value = bench.run(&format!("exports.x = {source}")).expect("it runs");
        assert_eq!(value.get("x").to_display().as_ref(), expect, "{source}");
    }
    for source in [
        "new Function('return 1')",
        "Function('a', 'return a')",
        "eval('1')",
        "(0, eval)('1')",
        "(function () {}).constructor('return 1')",
        "Object.getPrototypeOf(async function () {}).constructor('return 1')",
        "Object.getPrototypeOf(function* () {}).constructor('return 1')",
        "setTimeout('1')",
    ] {
        assert!(bench.run(source).is_err(), "{source}");
    }
}

#[test]
fn timers_and_promises_run_when_pumped() {
    let bench = Bench::new(&[]);
    bench
        .run(
            "setTimeout((a) => { console.log('b', a); Promise.resolve().then(() => console.log('job')) }, 10, 'arg');
             setTimeout(() => console.log('a'), 0);
             const every = setInterval(() => { console.log('i') }, 10);
             setTimeout(() => clearInterval(every), 25);
             clearTimeout(setTimeout(() => console.log('never'), 1));
             clearTimeout('x'); clearTimeout();
             Promise.resolve().then(() => console.log('first'));",
        )
        .expect("it runs");
    assert_eq!(bench.engine.next_wakeup_ms(), Some(0), "a job waits");
    assert_eq!(bench.engine.pump().map(|report| (report.timers, report.more)), Ok((1, false)));
    assert_eq!(bench.log(), ["first", "a"]);
    assert_eq!(bench.engine.next_wakeup_ms(), Some(10));
    bench.pass(10);
    bench.engine.set_paused(true);
    bench.engine.pump().expect("it runs");
    assert_eq!((bench.log().len(), bench.engine.next_wakeup_ms()), (0, None));
    bench.engine.set_paused(false);
    bench.engine.pump().expect("it runs");
    assert_eq!(bench.log(), ["b arg", "job", "i"]);
    bench.pass(10);
    bench.engine.pump().expect("it runs");
    bench.pass(10);
    bench.engine.pump().expect("it runs");
    assert_eq!(bench.log(), ["i"], "cleared before its next turn");
    assert_eq!(bench.engine.next_wakeup_ms(), None);
}

#[test]
fn what_nobody_catches_is_a_problem() {
    let bench = Bench::new(&[]);
    bench
        .run(
            "setTimeout(() => { throw new Error('in a timer') });
Promise.reject(new Error('alone'));
Promise.reject(new Error('handled later')).catch(() => {});
(async () => { await null; null.x })()",
        )
        .expect("it runs");
    bench.engine.pump().expect("it runs");
    let problems = bench.problems();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].starts_with("test0.js:1:") && problems[0].ends_with("in a timer"), "{problems:?}");
    assert!(
        problems[1].starts_with("test0.js:2:")
            && problems[1].ends_with("unhandled promise rejection: Error: alone"),
        "{problems:?}"
    );
    assert!(problems[2].starts_with("test0.js:4:"), "{problems:?}");
}

#[test]
fn console_shows_values() {
    let bench = Bench::new(&[]);
    bench
        .run(
            "const a = { s: 'x', n: [1, null, undefined], f() {} }; a.self = a;
             console.log('text', 1, a); console.group('g'); console.warn(Symbol('s'), new Date(0)); console.groupEnd();
             console.error({ toString() { throw 1 } }); console.assert(1, 'no'); console.count(); console.count();
             console.log(Object.defineProperty({}, 'x', { enumerable: true, get() { throw 1 } }));",
        )
        .expect("it runs");
    assert_eq!(
        bench.log(),
        [
            "text 1 { s: \"x\", n: [1, null, undefined], f: [Function f], self: [Circular] }",
            "g",
            "  Symbol(s) 1970-01-01T00:00:00.000Z",
            "{ toString: [Function toString] }",
            "default: 1",
            "default: 2",
            "[cannot be shown]",
        ]
    );
}
