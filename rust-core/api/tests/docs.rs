//! `docs/api-support.md`, made from the tables. `UPDATE_DOCS=1 cargo test -p minihost-api` writes it anew.

use minihost_api::{ApiKind, ApiRow, Dialects, PLACEHOLDERS, components, rows};
use minihost_ports::Dialect;
use std::fmt::Write as _;

const HEAD: &str = "\
# What programs can call

Made from the tables in `rust-core/api/src` by a test there; change those, not this page (`UPDATE_DOCS=1 cargo test -p minihost-api`).

`canIUse` answers from the same tables. A name that is not offered still exists: it calls `fail` and `complete` (or rejects its promise) with
`{errMsg: \"name:fail not supported\"}`, and the program's author is told once. Three kinds of names cannot fail that way: `on…` and `off…` do
nothing, makers of objects (`create…`, `get…Manager`) answer with an object whose every method does nothing and whose `load` and `show` reject, and
names that end in `Sync` throw.
";

fn marks(dialects: Dialects) -> String {
    let mark = |dialect| if dialects.has(dialect) { "yes" } else { "" };
    format!("{} | {}", mark(Dialect::WeChat), mark(Dialect::ByteDance))
}

fn page() -> String {
    let mut out = String::from(HEAD);
    let mut section = |title: &str, is: &dyn Fn(&ApiRow) -> bool| {
        let mut found: Vec<ApiRow> = rows().filter(is).collect();
        found.sort_by_key(|row| row.name);
        let _ = write!(out, "\n## {title} ({})\n\n| name | `wx.` | `tt.` |\n|---|---|---|\n", found.len());
        for row in found {
            let _ = writeln!(out, "| `{}` | {} |", row.name, marks(row.dialects));
        }
    };
    section("Offered", &|row| matches!(row.kind, ApiKind::Sync(_) | ApiKind::Async(_) | ApiKind::Script));
    section("Accepted: answered with success, without effect on this host", &|row| {
        matches!(row.kind, ApiKind::Accepted)
    });
    section("Known and not offered", &|row| matches!(row.kind, ApiKind::Unsupported));
    let mut tags: Vec<&str> = components(Dialect::WeChat).chain(components(Dialect::ByteDance)).collect();
    tags.sort_unstable();
    tags.dedup();
    let list = |tags: &[&str]| tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(" ");
    let _ = write!(
        out,
        "\n## Components ({})\n\n{}\n\nKnown and shown as an empty box ({}): {}\n",
        tags.len(),
        list(&tags),
        PLACEHOLDERS.len(),
        list(PLACEHOLDERS)
    );
    out
}

#[test]
fn the_page_says_what_the_tables_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api-support.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &page).expect("docs/api-support.md can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page, "docs/api-support.md is old: UPDATE_DOCS=1 cargo test -p minihost-api");
}
