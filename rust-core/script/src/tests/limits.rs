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
        ("large pieces", "const s = 'x'.repeat(1e5); for (;;) { try { (s + s).split('') } catch {} }"),
        (
            "large pieces kept",
            "const a = []; const s = 'x'.repeat(1e6); for (;;) { try { a[0] = (s + s + 'y').toUpperCase() } catch (e) { a.push(e) } }",
        ),
        ("search", "const s = 'x'.repeat(4e6); for (;;) s.indexOf('y')"),
        (
            "search, quick before",
            "for (let i = 0; i < 1e5; i++); const s = 'x'.repeat(4e6); for (;;) { try { s.indexOf('y') } catch {} }",
        ),
        ("fill", "const a = new Array(5e5).fill(0); for (;;) a.includes(1)"),
        ("sort", "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.sort(() => 1)"),
    ] {
        let bench = short();
        let began = Instant::now();
        let result = bench.run(source).and_then(|_| bench.engine.pump());
        assert_eq!(result.err(), Some(ScriptError::TimeBudget), "{name}");
        assert!(began.elapsed() < Duration::from_secs(20), "{name} took {:?}", began.elapsed());
        assert_eq!(bench.engine.stopped(), Some(ScriptError::TimeBudget));
        assert_eq!(bench.run("1").err(), Some(ScriptError::TimeBudget), "{name}: stopped for good");
        assert_eq!(
            (bench.engine.pump().err(), bench.engine.next_wakeup_ms()),
            (Some(ScriptError::TimeBudget), None)
        );
    }
}

#[test]
fn memory_is_limited_and_the_stop_is_for_good() {
    for (name, source) in [
        ("array", "const a = []; for (;;) a.push(new Array(1000).fill(0))"),
        ("string", "const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)"),
        ("objects", "let o = {}; for (;;) o = { o }"),
        ("buffer", "const a = []; for (;;) a.push(new Uint8Array(1 << 20))"),
        (
            "errors kept",
            "const a = []; for (;;) { try { for (;;) a.push([1]) } catch (e) { a.push(e) } finally { continue } }",
        ),
        (
            "large pieces",
            "let s = 'x'.repeat(8e6); const a = []; for (;;) { try { a.push((s + 'x').split('').join('-')) } catch (e) { a.push(e) } }",
        ),
        ("one piece", "new ArrayBuffer(1 << 30)"),
        (
            "caught",
            "const a = []; for (;;) { try { for (;;) a.push([1]) } catch (e) {} finally { continue } }",
        ),
        ("caught once", "const a = []; try { for (;;) a.push([1]) } catch (e) { exports.e = 1 }"),
        ("caught without a word", "const a = []; try { for (;;) a.push(new Array(1e5).fill(0)) } catch {}"),
        (
            "caught by a promise",
            "const a = []; Promise.resolve().then(() => { for (;;) a.push([1]) }).catch(() => 1)",
        ),
        ("functions", "const a = []; for (;;) a.push(() => a)"),
        ("map", "const m = new Map(); for (let i = 0;; i++) m.set(i, { i })"),
        ("join", "new Array(1e7).fill('abcd').join()"),
        ("json", "const a = new Array(1e6).fill('abcdefgh'.repeat(4)); JSON.stringify([a, a, a])"),
        ("generator", "function* g() { yield* [...g()] } const a = []; for (;;) a.push(g())"),
        ("split", "'ab'.repeat(8e6).split('')"),
        ("sparse", "const a = []; for (let i = 0;; i++) a['k' + i] = i"),
        ("promises", "const a = []; for (;;) a.push(new Promise(() => {}))"),
    ] {
        let bench = Bench::with(&[], |config| config.limits.heap_bytes = 16 << 20);
        let began = Instant::now();
        let result = bench.run(source).and_then(|_| bench.engine.pump());
        assert_eq!(result.err(), Some(ScriptError::OutOfMemory), "{name}");
        assert!(began.elapsed() < Duration::from_secs(8), "{name} took {:?}", began.elapsed());
        assert_eq!(bench.run("1").err(), Some(ScriptError::OutOfMemory), "{name}: stopped for good");
        assert!(bench.problems().is_empty(), "{name}: the stop says it all");
    }
}

#[test]
fn who_caught_the_limit_reaches_nothing_outside() {
    let called = std::rc::Rc::new(std::cell::Cell::new(0));
    let counter = called.clone();
    let bench = Bench::with(&[], |config| config.limits.heap_bytes = 16 << 20);
    bench.engine.set_bridge(
        &["touch"],
        std::rc::Rc::new(super::With(move |_, _: &[minihost_value::Value]| {
            counter.set(counter.get() + 1);
            Ok(minihost_value::Value::Undefined)
        })),
    );
    bench.engine.run_runtime("t.js", "globalThis.touch = __minihost.touch").expect("it runs");
    let error = bench
        .run("touch(); const a = []; try { for (;;) a.push(new Array(1e5)) } catch { touch() }")
        .expect_err("out of memory");
    assert_eq!((error, called.get()), (ScriptError::OutOfMemory, 1));
}

#[test]
fn memory_given_back_can_be_taken_again() {
    let bench = Bench::with(&[], |config| config.limits.heap_bytes = 16 << 20);
    bench
        .run("for (let i = 0; i < 100; i++) { new Uint8Array(4 << 20); const ring = {}; ring.ring = [ring, new Array(1e4).fill(0)] }")
        .expect("at no time too much");
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
    let flooded = Some(ScriptError::Flooded("more than 100 timers".into()));
    for source in [
        "for (;;) setTimeout(() => {})",
        "for (;;) { try { setInterval(() => {}, 1e6) } catch {} finally { continue } }",
    ] {
        let bench = Bench::with(&[], |config| config.limits.max_timers = 100);
        assert_eq!(bench.run(source).err(), flooded, "{source}");
        assert_eq!(bench.run("1").err(), flooded, "stopped for good");
    }
    let storm = short();
    storm
        .run("let n = 0; const f = () => { n++; setTimeout(f, 0) }; f(); exports.n = () => n")
        .expect("it runs");
    let report = storm.engine.pump().expect("it runs");
    assert_eq!((report.timers, report.more), (1, true), "a chain of timers takes one turn each");
}

#[test]
fn values_that_cross_are_limited() {
    for source in [
        "touch(new Array(2000).fill(0))",
        "touch('x'.repeat(20000))",
        "const s = 'x'.repeat(999); touch({ a: [s, s, s, s, s, s, s, s, s, s, s] })",
        "const a = []; a.length = 4294967295; touch(a)",
        "for (;;) { try { touch(new Array(2000).fill(0)) } catch {} finally { continue } }",
    ] {
        let called = std::rc::Rc::new(std::cell::Cell::new(0));
        let counter = called.clone();
        let bench = Bench::with(&[], |config| {
            config.limits.value_nodes = 1000;
            config.limits.value_bytes = 10_000;
        });
        bench.engine.set_bridge(
            &["touch"],
            std::rc::Rc::new(super::With(move |_, _: &[minihost_value::Value]| {
                counter.set(counter.get() + 1);
                Ok(minihost_value::Value::Undefined)
            })),
        );
        bench.engine.run_runtime("t.js", "globalThis.touch = __minihost.touch").expect("it runs");
        bench.run("touch(new Array(500).fill('x'))").expect("within the limits");
        assert!(matches!(bench.run(source), Err(ScriptError::Flooded(_))), "{source}");
        assert!(matches!(bench.run("1"), Err(ScriptError::Flooded(_))), "{source}: stopped for good");
        assert_eq!(called.get(), 1, "{source}");
    }
}

#[test]
fn the_engines_count_of_calls_is_found() {
    let runtime = rquickjs::Runtime::new().expect("a runtime");
    let contexts = [(); 2].map(|()| rquickjs::Context::full(&runtime).expect("a context"));
    let pollers = crate::raw::Pollers::of(&contexts.each_ref());
    assert_eq!(
        pollers.len(),
        2,
        "the engine is of another version: read its structure and see `raw/poll.rs`"
    );
}
