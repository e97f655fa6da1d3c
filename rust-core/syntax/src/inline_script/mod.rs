//! Inline scripts (wxs, sjs) to plain JavaScript.
//!
//! An inline script is a CommonJS module in a small, old JavaScript with a few rules of its own. Most text passes as it stands; this
//! rewrites, without moving a line: `require("./a.wxs")` to the resolved path, reads of `.constructor` (a *string* in WXS, see WeChat's
//! "WXS data types"), and, where the dialect allows it (ByteDance's sjs), `import` and `export`.

mod modules;
mod scan;

use crate::{DialectTable, resolve_path};
use minihost_ports::{Problem, ProblemKind};
use scan::{Token, TokenKind};

/// An inline script ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineScript {
    /// The body of a CommonJS function `(require, module, exports)`; it needs [`INLINE_PRELUDE`] in its realm.
    pub js: String,
    /// Files that it requires, from the package's root, in the order met, each once. In `js`, `require` is called with the
    /// same text.
    pub requires: Vec<String>,
    /// What was ignored or will not work.
    pub problems: Vec<Problem>,
}

/// Run once in the realm of inline scripts, before any of them: `getRegExp` and `getDate` are WXS's own (there is no `new` and no literal for them), and
/// `__typeName` answers what `.constructor` means there.
pub const INLINE_PRELUDE: &str = r"(function () {
  'use strict';
  var toString = Object.prototype.toString;
  globalThis.getRegExp = function getRegExp(pattern, flags) { return new RegExp(pattern, flags || ''); };
  globalThis.getDate = function getDate() {
    return arguments.length === 0 ? new Date() : new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))();
  };
  Object.defineProperty(globalThis, '__typeName', { value: function (value) {
    if (value === null || value === undefined) return undefined;
    if (typeof value === 'object' && Object.prototype.hasOwnProperty.call(value, 'constructor')) return value.constructor;
    if (typeof value === 'function') return 'Function';
    return toString.call(value).slice(8, -1);
  } });
})();
";

/// From, to (in bytes) and what stands there instead.
type Edit = (usize, usize, String);

/// Makes an inline script plain JavaScript. Lines stay where they are.
pub fn compile_inline_script(source: &str, path: &str, table: &DialectTable) -> InlineScript {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut script = InlineScript { js: String::new(), requires: Vec::new(), problems: Vec::new() };
    let tokens = scan::scan(source);
    let (mut edits, tail) =
        if table.script_es_modules { modules::rewrite(source, &tokens) } else { (Vec::new(), String::new()) };
    for at in 0..tokens.len() {
        if is_type_name_read(source, &tokens, at) {
            edits.extend(type_name_edits(source, &tokens, at).into_iter().flatten());
        }
    }
    edits.extend(renamed_words(source, &tokens));
    edits.sort_by_key(|edit| edit.0);
    let js = apply(source, &edits) + &tail;
    script.js = requires(&js, path, table, &mut script);
    script
}

/// Words that JavaScript reserves and WXS does not (its documentation lists those it does): scripts have variables of these names.
const NOT_RESERVED: &[&str] = &[
    "catch", "class", "const", "enum", "export", "extends", "finally", "import", "super", "throw", "try",
    "with",
];

/// Gives variables that are named by such a word another name. Members and keys of that name stay.
fn renamed_words(source: &str, tokens: &[Token]) -> Vec<Edit> {
    let text = |n: usize| text_of(source, tokens, n);
    let declared: Vec<&str> = (1..tokens.len())
        .filter(|n| text(n - 1) == "var")
        .map(text)
        .filter(|word| NOT_RESERVED.contains(word))
        .collect();
    if declared.is_empty() {
        return Vec::new();
    }
    let is_variable = |n: usize| {
        let before = n.checked_sub(1).map_or("", text);
        let is_key = text(n + 1) == ":" && matches!(before, "{" | ",");
        tokens[n].kind == TokenKind::Word && declared.contains(&text(n)) && before != "." && !is_key
    };
    let rename = |n: usize| (tokens[n].start, tokens[n].end, format!("{}_", text(n)));
    (0..tokens.len()).filter(|n| is_variable(*n)).map(rename).collect()
}

/// The text of a token; empty past the last.
fn text_of<'a>(source: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.text(source))
}

/// `x.constructor` read as a value: not assigned, not called, not `Foo.prototype.constructor`.
fn is_type_name_read(source: &str, tokens: &[Token], at: usize) -> bool {
    let text = |n: usize| text_of(source, tokens, n);
    if at < 2 || text(at) != "constructor" || text(at - 1) != "." {
        return false;
    }
    let owner = text(at - 2);
    let has_owner =
        owner != "prototype" && (tokens[at - 2].kind == TokenKind::Word || matches!(owner, ")" | "]"));
    // `==` is two tokens without a blank between them.
    let compared = text(at + 1) == "=" && text(at + 2) == "=" && tokens[at + 1].end == tokens[at + 2].start;
    has_owner && (compared || !matches!(text(at + 1), "=" | "(" | "."))
}

/// How far back a member chain is followed. Chains in programs have a handful of links; a hostile text of brackets must not
/// cost its square.
const MAX_CHAIN: usize = 500;

/// `a.b[0].constructor` becomes `__typeName(a.b[0])`: one edit before the member chain, one in place of `.constructor`.
fn type_name_edits(source: &str, tokens: &[Token], at: usize) -> Option<[Edit; 2]> {
    let text = |n: usize| text_of(source, tokens, n);
    let lowest = at.saturating_sub(MAX_CHAIN);
    let mut start = at - 2;
    loop {
        // `start` is the last token of a link.
        if matches!(text(start), ")" | "]") {
            let mut depth = 0usize;
            loop {
                match text(start) {
                    ")" | "]" | "}" => depth += 1,
                    "(" | "[" | "{" => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if start <= lowest {
                    return None;
                }
                start -= 1;
            }
            // What is called or indexed stands right before the bracket.
            let before = start.checked_sub(1)?;
            let callee = tokens[before];
            let is_callee = matches!(text(before), ")" | "]")
                || (callee.kind == TokenKind::Word && !scan::is_keyword(text(before)));
            if is_callee {
                start = before;
                continue;
            }
        }
        let optional = usize::from(start >= 2 && text(start - 2) == "?");
        if start < 2 + optional || text(start - 1) != "." {
            break;
        }
        start -= 2 + optional;
    }
    let from = tokens[start].start;
    // `return(x).constructor`
    let glued =
        source[..from].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
    let (dot, end) = (tokens[at - 1].start, tokens[at].end);
    let open = if glued { " __typeName(" } else { "__typeName(" };
    Some([(from, from, open.into()), (dot, end, format!("){}", scan::newlines(&source[dot..end])))])
}

/// Applies edits that do not overlap; of two that do, the first wins.
fn apply(source: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    let mut at = 0;
    for (from, to, text) in edits {
        if *from < at {
            continue;
        }
        out.push_str(&source[at..*from]);
        out.push_str(text);
        at = *to;
    }
    out.push_str(&source[at..]);
    out
}

/// Files that one file may require; the engine reports the others when they are asked for.
const MAX_REQUIRES: usize = 500;
/// Findings kept for one file.
const MAX_PROBLEMS: usize = 20;

/// Resolves what is required, and lists it.
fn requires(js: &str, path: &str, table: &DialectTable, script: &mut InlineScript) -> String {
    let tokens = scan::scan(js);
    let mut edits = Vec::new();
    for window in tokens.windows(3) {
        let [name, open, reference] = window else { continue };
        if name.text(js) != "require" || open.text(js) != "(" || reference.kind != TokenKind::String {
            continue;
        }
        let quoted = reference.text(js);
        let quote = |end: &str| quoted.len() > 1 && quoted.starts_with(end) && quoted.ends_with(end);
        // A string that does not end, or one with escapes, is left to the engine to refuse.
        if !(quote("'") || quote("\"")) || quoted.contains(['\\', '\n']) {
            continue;
        }
        let inner = &quoted[1..quoted.len() - 1];
        let Some(resolved) = resolve_path(path, inner, table.script_ext) else {
            if script.problems.len() >= MAX_PROBLEMS {
                continue;
            }
            let line = js[..reference.start].matches('\n').count() as u32 + 1;
            script.problems.push(
                Problem::new(ProblemKind::Script, format!("\"{inner}\" leads out of the package"))
                    .at(path, line, 0),
            );
            continue;
        };
        edits.push((reference.start, reference.end, format!("{resolved:?}")));
        if script.requires.len() < MAX_REQUIRES && !script.requires.contains(&resolved) {
            script.requires.push(resolved);
        }
    }
    apply(js, &edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_ports::Dialect;
    use proptest::prelude::*;

    fn compile(dialect: Dialect, source: &str) -> InlineScript {
        let table = crate::table(dialect).expect("a row");
        compile_inline_script(source, &format!("pages/a/a.{}", table.script_ext), table)
    }

    #[test]
    fn words_that_wxs_does_not_reserve_are_names() {
        for (source, expected) in [
            ("var class = ''; class += 'a'; return class;", "var class_ = ''; class_ += 'a'; return class_;"),
            (
                "var class = {class: 1, b: class}; class.class",
                "var class_ = {class: 1, b: class_}; class_.class",
            ),
            ("var with = x ? class : with", "var with_ = x ? class : with_"),
            ("'var class'; x.class", "'var class'; x.class"),
        ] {
            assert_eq!(compile(Dialect::WeChat, source).js, expected);
        }
    }

    #[test]
    fn constructor_reads_are_type_names() {
        for (source, expected) in [
            ("x.constructor === 'Array'", "__typeName(x) === 'Array'"),
            ("a.b[i].constructor == 'Object'", "__typeName(a.b[i]) == 'Object'"),
            ("f(x, y).constructor", "__typeName(f(x, y))"),
            ("f(x.constructor).constructor", "__typeName(f(__typeName(x)))"),
            ("if (x) { (y).constructor }", "if (x) { __typeName((y)) }"),
            ("return(x).constructor", "return __typeName((x))"),
            ("a?.b.constructor", "__typeName(a?.b)"),
            ("x\n.constructor", "__typeName(x\n)"),
            ("`${x.constructor} ${`}`}` + y.constructor", "`${__typeName(x)} ${`}`}` + __typeName(y)"),
            ("/'/.test(x.constructor)", "/'/.test(__typeName(x))"),
            ("x.constructor == y", "__typeName(x) == y"),
            ("x.constructor= = 1", "x.constructor= = 1"),
            ("return value && value.constructor === 'Date'", "return value && __typeName(value) === 'Date'"),
            ("typeof (x).constructor", "typeof __typeName((x))"),
            ("x.constructor = 1", "x.constructor = 1"),
            ("A.prototype.constructor", "A.prototype.constructor"),
            ("({ constructor: 1 })", "({ constructor: 1 })"),
            ("'x.constructor' // x.constructor", "'x.constructor' // x.constructor"),
        ] {
            assert_eq!(compile(Dialect::WeChat, source).js, expected);
        }
    }

    #[test]
    fn requires_are_resolved_and_listed_once() {
        let script = compile(
            Dialect::WeChat,
            "var a = require('../b/c.wxs');\nvar d = require(\"../b/c.wxs\"), e = require('./f');",
        );
        assert_eq!(script.requires, ["pages/b/c.wxs", "pages/a/f.wxs"]);
        assert_eq!(
            script.js,
            "var a = require(\"pages/b/c.wxs\");\nvar d = require(\"pages/b/c.wxs\"), e = require(\"pages/a/f.wxs\");"
        );
    }

    #[test]
    fn sjs_may_use_modules() {
        for (source, expected) in [
            ("export default { a: 1 };", "module.exports = { a: 1 };"),
            ("export default function f() {}", "function f() {}\nmodule.exports = f;"),
            (
                "export const a = 1, b = 2;\nf();",
                "const a = 1, b = 2;\nf();\nmodule.exports.a = a; module.exports.b = b;",
            ),
            (
                "export const f = function () {}\nfunction g() {}",
                "const f = function () {}\nfunction g() {}\nmodule.exports.f = f;",
            ),
            ("export function f(x) { return x; }", "function f(x) { return x; }\nmodule.exports.f = f;"),
            (
                "const a = 1;\nexport { a,\n a as c };",
                "const a = 1;\n\n;\nmodule.exports.a = a; module.exports.c = a;",
            ),
            ("export { a } from './u';", ";\nmodule.exports.a = require(\"pages/a/u.sjs\").a;"),
            ("export * from './u';", "Object.assign(module.exports, require(\"pages/a/u.sjs\"));"),
            ("import u from './u.sjs';", "var u = require(\"pages/a/u.sjs\");"),
            ("import { a, b as c } from './u.sjs';", "var { a, b: c } = require(\"pages/a/u.sjs\");"),
            ("import * as u from './u.sjs';", "var u = require(\"pages/a/u.sjs\");"),
            (
                "import u, { a } from './u.sjs';",
                "var u = require(\"pages/a/u.sjs\"), { a } = require(\"pages/a/u.sjs\");",
            ),
            ("import './u.sjs';", "require(\"pages/a/u.sjs\");"),
            ("x.import = 1; import('y')", "x.import = 1; import('y')"),
        ] {
            assert_eq!(compile(Dialect::ByteDance, source).js, expected, "{source}");
        }
    }

    #[test]
    fn hostile_sources_do_not_cost_their_square() {
        let started = std::time::Instant::now();
        for piece in [
            "import ",
            "export ",
            "export {",
            "export const ",
            "import {",
            "require('')",
            "require('a')",
            "x.constructor",
            "(",
            ")",
            "[x.constructor",
            ").constructor",
            "a.",
            "`${",
            "/*",
            "'",
            "import a,",
        ] {
            compile(Dialect::ByteDance, &piece.repeat(50_000));
        }
        // Measured at 5 s unoptimised; the square of any of these takes minutes.
        assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(source in "(\\PC|\n|[a-z.()'\"/\\[\\]{}=]|constructor|export |import |require\\(){0,80}") {
            for dialect in [Dialect::WeChat, Dialect::ByteDance] {
                let script = compile(dialect, &source);
                let kept = script.js.matches('\n').count() >= source.matches('\n').count();
                prop_assert!(kept, "lines moved");
            }
        }
    }
}
