//! Inline scripts after rewriting, run in the engine.

use minihost_ports::{Clock, Dialect};
use minihost_script::{Engine, EngineConfig, ModuleSource};
use minihost_syntax::{DialectTable, INLINE_PRELUDE, compile_inline_script, table};
use minihost_value::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

struct Nothing;

impl ModuleSource for Nothing {
    fn read(&self, _: &str) -> Option<String> {
        None
    }
    fn exists(&self, _: &str) -> bool {
        false
    }
}

impl Clock for Nothing {
    fn now_ms(&self) -> u64 {
        0
    }
    fn monotonic_ms(&self) -> u64 {
        0
    }
}

/// Loads inline scripts and those they require.
struct Loader<'a> {
    engine: Rc<Engine>,
    table: &'static DialectTable,
    read: &'a dyn Fn(&str) -> Option<String>,
    loaded: HashMap<String, Value>,
}

impl<'a> Loader<'a> {
    fn new(dialect: Dialect, read: &'a dyn Fn(&str) -> Option<String>) -> Self {
        let mut config = EngineConfig::new(Rc::new(Nothing), Arc::new(Nothing));
        config.limits.stack_bytes = 1 << 20; // test threads have two megabytes
        let engine = Engine::new(config).expect("an engine can be made");
        engine
            .load_inline_script("minihost:inline-prelude.js", INLINE_PRELUDE, &|_| None)
            .expect("the prelude runs");
        Loader { engine, table: table(dialect).expect("a row"), read, loaded: HashMap::new() }
    }

    fn load(&mut self, path: &str) -> Result<Value, String> {
        if let Some(value) = self.loaded.get(path) {
            return Ok(value.clone());
        }
        let source = (self.read)(path).ok_or_else(|| format!("{path} is missing"))?;
        self.loaded.insert(path.into(), Value::Undefined);
        let script = compile_inline_script(&source, path, self.table);
        if let Some(problem) = script.problems.first() {
            return Err(problem.to_string());
        }
        let mut required = HashMap::new();
        for path in script.requires {
            let value = self.load(&path)?;
            required.insert(path, value);
        }
        let value = self
            .engine
            .load_inline_script(path, &script.js, &|path| required.get(path).cloned())
            .map_err(|error| format!("{path}: {error}\n{}", script.js))?;
        self.loaded.insert(path.into(), value.clone());
        Ok(value)
    }
}

fn check(dialect: Dialect, files: &[(&str, &str)], expected: &str) {
    let read = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_owned());
    let mut loader = Loader::new(dialect, &read);
    let exports = loader.load(files[0].0).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(format!("{exports:?}"), expected, "{}", files[0].1);
}

fn check_wxs(source: &str, expected: &str) {
    check(Dialect::WeChat, &[("a.wxs", &format!("module.exports = {source}"))], expected);
}

#[test]
fn constructors_are_names() {
    check_wxs(
        "[[], {}, '', 1, true].map(function (x) { return x.constructor; })",
        r#"["Array", "Object", "String", "Number", "Boolean"]"#,
    );
    check_wxs(
        "[getDate(), getRegExp('a'), check_].map(function (x) { return x.constructor; }); function check_() {}",
        r#"["Date", "RegExp", "Function"]"#,
    );
    check_wxs("null.constructor === undefined", "true");
    check_wxs("({ constructor: 'own' }).constructor", "\"own\"");
    check_wxs("'Array' === [1].concat(2).constructor && 'x'", "\"x\"");
}

#[test]
fn dates_and_regular_expressions_are_made_by_functions() {
    check_wxs("getDate(86400000).getTime()", "86400000");
    check_wxs("getDate(2020, 1, 2, 3, 4, 5, 6).getMonth()", "1");
    check_wxs("getDate('2020-01-02T00:00:00Z').getTime() === Date.parse('2020-01-02T00:00:00Z')", "true");
    check_wxs("'a-b-c'.replace(getRegExp('-', 'g'), '')", "\"abc\"");
    check_wxs("getRegExp('^A$', 'i').test('a')", "true");
}

#[test]
fn modules_find_each_other() {
    check(
        Dialect::WeChat,
        &[
            ("p/a.wxs", "var b = require('./b.wxs'), c = require('/u/c.wxs');\nmodule.exports = b.b + c.c;"),
            ("p/b.wxs", "module.exports = { b: 1 };"),
            ("u/c.wxs", "exports.c = require('../p/b.wxs').b + 1;"),
        ],
        "3",
    );
    check(
        Dialect::ByteDance,
        &[
            (
                "p/a.sjs",
                "import b, { x as y } from './b.sjs';\nimport * as c from './c.sjs';\nexport default [b.x, y, c.f(), c.k];",
            ),
            ("p/b.sjs", "const x = 1;\nexport { x };"),
            ("p/c.sjs", "export function f() { return k; }\nexport const k = 5;"),
        ],
        "[1, 1, 5, 5]",
    );
    check(
        Dialect::ByteDance,
        &[("a.sjs", "export default function f() { return 1; }\nexport const one = f();")],
        "function",
    );
}

/// Runs every inline script under the folders in `MINIHOST_TEMPLATES` (see the templates' test).
#[test]
#[ignore = "needs unpacked packages: MINIHOST_TEMPLATES=folder:folder cargo test -p minihost-syntax -- --ignored --nocapture"]
fn real_inline_scripts_run() {
    let folders = std::env::var("MINIHOST_TEMPLATES").expect("MINIHOST_TEMPLATES names folders");
    let mut waiting: Vec<PathBuf> = folders.split(':').map(PathBuf::from).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("readable").map(|entry| entry.expect("readable").path()),
            );
        } else if path.extension().is_some_and(|end| end == "wxs") {
            files.push(path.to_string_lossy().trim_start_matches('/').to_owned());
        }
    }
    let read = |path: &str| std::fs::read_to_string(Path::new("/").join(path)).ok();
    let mut loader = Loader::new(Dialect::WeChat, &read);
    let failed: Vec<String> = files.iter().filter_map(|path| loader.load(path).err()).collect();
    println!("{} inline scripts, {} failed", files.len(), failed.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
