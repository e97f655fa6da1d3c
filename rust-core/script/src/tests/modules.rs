//! ES modules.

use super::{AsJson, Bench};

#[test]
fn forms_of_import_and_export() {
    let library = "let n = 1; export { n, n as other }; export function add() { n++ } export default class { static x = 7 }
export const a = 1, { b, c: [d, ...e], f = { g: 1 } } = { b: 2, c: [3, 4] }, h = (1, 2)
export async function* gen() {} export let late
late = 'late'";
    for (source, expect) in [
        ("import { n, add } from './lib'; add(); add(); export const x = n", r#"{"x":3}"#),
        ("import Lib, * as all from './lib'; export const x = [Lib.x, all.a, all.other]", r#"{"x":[7,1,1]}"#),
        (
            "import Lib, { b, d, e, f, h } from \"./lib\"\nexport let x = [Lib.x, b, d, e, f, h]",
            r#"{"x":[7,2,3,[4],{"g":1},2]}"#,
        ),
        (
            "import { default as L, late as y } from './lib'; export { y as x, y as 'a b' }",
            r#"{"x":"late","a b":"late"}"#,
        ),
        ("import './lib'; export default 5", r#"{"default":5}"#),
        ("export default () => 1", r#"{"default":function}"#),
        ("export default function () {}", r#"{"default":function}"#),
        ("export default async function named() {}", r#"{"default":function}"#),
        ("export default {\n a: 1 }\nexport var x = 2", r#"{"default":{"a":1},"x":2}"#),
        ("export * from './lib'; export const n = 'mine'", ""),
        ("export * as all from './json.json'", r#"{"all":{"k":1,"default":{"k":1}}}"#),
        ("export { a, default as D, default } from './lib'", ""),
        ("import cjs, { p } from './cjs'; export const x = [cjs.p, p]", r#"{"x":[9,9]}"#),
        ("import data from './json.json' with { type: 'json' }; export const x = data.k", r#"{"x":1}"#),
        (
            "const s = `import x from ${'y'} export`; /import 'x'/.test(s)\n// export const no = 1\nexport const x = /[/]export/.source",
            r#"{"x":"[/]export"}"#,
        ),
        ("export const x = this === undefined && typeof require", r#"{"x":"function"}"#),
        ("const o = { import: 1, export: 2 };\no\n  .export\nexports.x = o.import + o.export", r#"{"x":3}"#),
        ("var a = 4, g = 2; exports.x = a++ / 2 / g", r#"{"x":1}"#),
    ] {
        let bench =
            Bench::new(&[("lib.js", library), ("json.json", r#"{"k":1}"#), ("cjs.js", "exports.p = 9")]);
        let value = bench.run(source).unwrap_or_else(|error| panic!("{source}: {error:?}"));
        if !expect.is_empty() {
            assert_eq!(value.as_json(), expect, "{source}");
        }
    }
}

#[test]
fn rings_of_modules_see_functions() {
    let bench = Bench::new(&[
        (
            "a.js",
            "import { b } from './b'; export function a(n) { return n ? b(n - 1) : 'end' } export const x = a(3)",
        ),
        ("b.js", "import { a } from './a';\nexport const b = (n) => a(n);\nexport const early = a(0)"),
    ]);
    assert_eq!(bench.engine.require("a.js").expect("it runs").get("x").as_json(), "\"end\"");
}

#[test]
fn dynamic_import_and_lines() {
    let bench = Bench::new(&[("lib.js", "export const a = 1"), ("cjs.js", "exports.a = 2")]);
    bench
        .run("import('./lib').then((m) => console.log(m.a)); import('./cjs').then((m) => console.log(m.default.a)); import('./none').catch((e) => console.log('none'))")
        .expect("it runs");
    bench.engine.pump().expect("it runs");
    let mut log = bench.log();
    log.sort();
    assert_eq!(log, ["1", "2", "none"]);
    let error = bench
        .run("import {\n a\n} from './lib'\n\nexport default\n  missing()")
        .expect_err("it throws")
        .to_problem();
    assert_eq!(error.line, 6, "{error}");
    let error = bench.run("import { a } from './lib'; a = 2").expect_err("it throws");
    assert!(error.to_string().contains("read-only"), "{error}");
}

/// Any JavaScript file under the folders of `MINIHOST_SCRIPTS` (separated by `:`) must still parse after wrapping.
#[test]
fn libraries_parse() {
    let Ok(folders) = std::env::var("MINIHOST_SCRIPTS") else { return };
    let bench = Bench::new(&[]);
    let mut waiting: Vec<std::path::PathBuf> = folders.split(':').map(Into::into).collect();
    let (mut count, mut wrong) = (0, Vec::new());
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("a folder").filter_map(|entry| Some(entry.ok()?.path())),
            );
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            count += 1;
            let wrapped = crate::modules::wrap(&source, &[]);
            let result = bench.engine.enter(|ctx| {
                crate::raw::compile(ctx, &wrapped.text, "file.js")?;
                Ok(())
            });
            if let Err(error) = result {
                wrong.push(format!("{}: {error} {}", path.display(), error.to_problem().line));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}: {wrong:#?}", wrong.len());
    println!("{count} files parse");
}
