//! What a program may use up.

use super::{AsJson, Bench};
use crate::ScriptError;
use std::time::{Duration, Instant};

fn short() -> Bench {
    Bench::with(&[], |config| {
        config.limits.task_ms = 200;
        config.limits.heap_bytes = 16 << 20;
    })
}

#[test]
fn time_is_limited_and_the_stop_is_for_good() {
    for (name, source) in [
        ("loop", "for (;;) {}"),
        ("caught", "for (;;) { try { for (;;) {} } catch (e) {} finally { continue } }"),
        ("regex", "/^(a+)+$/.test('a'.repeat(40) + 'b')"),
        ("jobs", "const f = () => { Promise.resolve().then(f) }; f()"),
        ("ticks", "const f = () => queueMicrotask(f); f()"),
        ("timer", "setTimeout(() => { for (;;) {} })"),
        ("sort", "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.sort(() => 1)"),
    ] {
        let bench = short();
        let began = Instant::now();
        let result = bench.run(source).and_then(|_| bench.engine.pump());
        assert_eq!(result.err(), Some(ScriptError::TimeBudget), "{name}");
        assert!(began.elapsed() < Duration::from_secs(5), "{name} took {:?}", began.elapsed());
        assert_eq!(bench.engine.stopped(), Some(ScriptError::TimeBudget));
        assert_eq!(bench.run("1").err(), Some(ScriptError::TimeBudget), "{name}: stopped for good");
        assert_eq!(
            (bench.engine.pump().err(), bench.engine.next_wakeup_ms()),
            (Some(ScriptError::TimeBudget), None)
        );
    }
}

#[test]
fn memory_is_limited() {
    for (name, source) in [
        ("array", "const a = []; for (;;) a.push(new Array(1000).fill(0))"),
        ("string", "let s = 'x'; for (;;) s += s + '!'"),
        ("objects", "let o = {}; for (;;) o = { o }"),
        ("buffer", "const a = []; for (;;) a.push(new Uint8Array(1 << 20))"),
    ] {
        let bench = short();
        let error = bench.run(source).expect_err(name);
        let limited = matches!(&error, ScriptError::OutOfMemory | ScriptError::TimeBudget)
            // A bare null is what the engine throws when not even an error object fits.
            || error.to_string().contains("string") || error.to_string() == "null";
        assert!(limited, "{name}: {error:?}");
    }
}

#[test]
fn deep_recursion_is_an_exception() {
    let bench = short();
    let error = bench.run("(function f() { f() })()").expect_err("too deep");
    assert!(matches!(&error, ScriptError::StackOverflow { file, .. } if file == "test0.js"), "{error:?}");
    let caught = bench
        .run("try { (function f() { f() })() } catch (e) { exports.e = e instanceof RangeError }")
        .expect("it runs");
    assert_eq!(caught.as_json(), r#"{"e":true}"#);
    assert!(bench.engine.stopped().is_none());
}

#[test]
fn timers_are_limited() {
    let bench = short();
    let many = bench
        .run("let n = 0; try { for (;;) { setTimeout(() => {}); n++ } } catch (e) { exports.n = n }")
        .expect("it runs");
    assert_eq!(many.as_json(), r#"{"n":1000}"#);
    let storm = short();
    storm
        .run("let n = 0; const f = () => { n++; setTimeout(f, 0) }; f(); exports.n = () => n")
        .expect("it runs");
    let report = storm.engine.pump().expect("it runs");
    assert_eq!((report.timers, report.more), (1, true), "a chain of timers takes one turn each");
}
