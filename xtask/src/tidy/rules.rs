//! The rules. Each looks at one file and says what it finds.

use super::{File, Finding, arrows};

/// All rules.
pub const RULES: &[fn(&File) -> Vec<Finding>] = &[
    only_script_names_the_engine,
    only_ffi_names_uniffi,
    only_store_writes_files,
    unsafe_is_forbidden,
    files_begin_with_docs,
    files_are_short,
    todos_say_what_would_make_them_doable,
    no_machine_paths,
    no_registry_hosts,
    crates_share_the_lints,
    arrows::point_down,
];

/// Most lines of a Rust file, tests included.
const MAX_LINES: usize = 600;

/// Longer files, each with the reason why it stays in one piece.
const LONG_FILES: &[(&str, &str)] = &[
    ("rust-core/style/src/property.rs", "one table: a property is a row"),
    ("rust-core/host/src/session/events.rs", "one message kind after the other"),
];

/// Where generated sources are checked in.
const GENERATED: &[&str] = &[
    "bindings/kotlin/src/main/kotlin/dev/minihost/generated/",
    "bindings/swift/Sources/MiniHostFFI/",
    "bindings/swift/Sources/MiniHostC/",
    "bindings/swift/Sources/MiniHost/Frames/FrameTypes.swift",
    "bindings/swift/Sources/MiniHost/Frames/FrameReaders.swift",
];

fn names(file: &File, word: &str, allowed: &[&str], message: &str) -> Vec<Finding> {
    let is_manifest = file.path.ends_with("/Cargo.toml");
    if !(file.is_rust() || is_manifest)
        || file.in_crate("xtask")
        || allowed.iter().any(|folder| file.in_crate(folder))
    {
        return Vec::new();
    }
    file.text
        .lines()
        .enumerate()
        .filter(|(_, line)| {
            line.split(if is_manifest { "#" } else { "//" }).next().unwrap_or("").contains(word)
        })
        .map(|(index, _)| file.finding(index + 1, message))
        .collect()
}

fn only_script_names_the_engine(file: &File) -> Vec<Finding> {
    names(
        file,
        "rquickjs",
        &["rust-core/script"],
        "only rust-core/script knows the JavaScript engine; go through its Engine, or extend it",
    )
}

fn only_ffi_names_uniffi(file: &File) -> Vec<Finding> {
    names(
        file,
        "uniffi",
        &["bindings/ffi", "bindings/bindgen"],
        "only bindings/ffi knows uniffi; keep the type plain here and convert it there",
    )
}

fn only_store_writes_files(file: &File) -> Vec<Finding> {
    const WRITES: &[&str] = &[
        "fs::write",
        "fs::rename",
        "fs::copy",
        "fs::remove_",
        "fs::create_dir",
        "fs::hard_link",
        "File::create",
        "File::options",
        "OpenOptions",
    ];
    let may = ["rust-core/store", "rust-core/host"];
    if !file.is_rust()
        || !file.path.starts_with("rust-core/")
        || may.iter().any(|folder| file.in_crate(folder))
    {
        return Vec::new();
    }
    file.shipped_lines()
        .filter(|(_, line)| WRITES.iter().any(|write| line.contains(write)))
        .map(|(number, _)| file.finding(number, "only rust-core/store writes files, through its Vfs, so that every failing call can be tested"))
        .collect()
}

fn unsafe_is_forbidden(file: &File) -> Vec<Finding> {
    if !(file.path.starts_with("rust-core/") && file.path.ends_with("/src/lib.rs")) {
        return Vec::new();
    }
    // The script crate may open one file to unsafe code (bytecode), so it may deny instead of forbid.
    let forbid = "#![forbid(unsafe_code)]";
    let wanted: &[&str] =
        if file.in_crate("rust-core/script") { &["#![deny(unsafe_code)]", forbid] } else { &[forbid] };
    if file.text.lines().any(|line| wanted.contains(&line.trim())) {
        Vec::new()
    } else {
        vec![file.finding(1, format!("add `{}` below the crate's docs", wanted[0]))]
    }
}

fn files_begin_with_docs(file: &File) -> Vec<Finding> {
    if !file.is_rust() || file.text.starts_with("//!") || file.text.starts_with("// @generated") {
        return Vec::new();
    }
    vec![file.finding(1, "begin the file with `//!` and a sentence that says what it is for")]
}

fn files_are_short(file: &File) -> Vec<Finding> {
    let lines = file.text.lines().count();
    if !file.is_rust() || lines <= MAX_LINES || LONG_FILES.iter().any(|(path, _)| *path == file.path) {
        return Vec::new();
    }
    let message = format!(
        "{lines} lines: split it by purpose (at most {MAX_LINES}), or list it in LONG_FILES with the reason"
    );
    vec![file.finding(0, message)]
}

fn todos_say_what_would_make_them_doable(file: &File) -> Vec<Finding> {
    // Written in two parts so that this file does not trip over itself.
    const WORDS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    // Generated sources carry their generator's own notes.
    if GENERATED.iter().any(|folder| file.path.starts_with(folder)) {
        return Vec::new();
    }
    let is_code =
        [".rs", ".js", ".mjs", ".kt", ".swift", ".toml"].iter().any(|ending| file.path.ends_with(ending));
    if !is_code {
        return Vec::new();
    }
    let unexplained = |line: &str| {
        WORDS.iter().any(|word| {
            let mark = line
                .split_once(word)
                .map(|(before, after)| (before.contains("//") || before.contains('#'), after));
            mark.is_some_and(|(is_comment, after)| is_comment && after.split_whitespace().count() < 5)
        })
    };
    file.text
        .lines()
        .enumerate()
        .filter(|(_, line)| unexplained(line))
        .map(|(index, _)| {
            file.finding(index + 1, "say what is missing and what would make it doable, or do it")
        })
        .collect()
}

fn no_machine_paths(file: &File) -> Vec<Finding> {
    const PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    file.text
        .lines()
        .enumerate()
        .filter(|(_, line)| PATHS.iter().any(|path| begins_a_path(line, path)))
        .map(|(index, _)| {
            file.finding(index + 1, "a path of one machine: make it relative to the repository")
        })
        .collect()
}

/// Whether the line has an absolute path that begins so. `pages/home/home` has none, and a program's page path such as `/home/home` is
/// shorter than anything in somebody's home folder.
fn begins_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back().unwrap_or(' ');
        let rest = line[at + path.len()..]
            .split(|c: char| c.is_whitespace() || "\"'`),;".contains(c))
            .next()
            .unwrap_or("");
        let is_start = !before.is_alphanumeric() && !"/._-}~*".contains(before);
        is_start && !rest.is_empty() && (rest.contains('/') || !path.starts_with("/h"))
    })
}

fn no_registry_hosts(file: &File) -> Vec<Finding> {
    if !file.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    file.text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("\"resolved\": \"http"))
        .map(|(index, _)| file.finding(index + 1, "the lock file names a registry: put `omit-lockfile-registry-resolved=true` into .npmrc and lock again"))
        .take(1)
        .collect()
}

fn crates_share_the_lints(file: &File) -> Vec<Finding> {
    let is_member = file.path.ends_with("/Cargo.toml") && !file.path.starts_with("fuzz/");
    if !is_member || file.text.replace(' ', "").contains("[lints]\nworkspace=true") {
        return Vec::new();
    }
    vec![file.finding(0, "add `[lints] workspace = true`")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<Finding> {
        let file = File { path: path.into(), text: text.into() };
        RULES.iter().flat_map(|rule| rule(&file)).collect()
    }

    /// Each rule bites on its example and lets a near miss go.
    #[test]
    fn every_rule_bites() {
        let long = format!("//! Docs.\n{}", "fn f() {}\n".repeat(MAX_LINES));
        let todo = format!("//! Docs.\n// {}: later\n", concat!("TO", "DO"));
        let explained =
            format!("//! Docs.\n// {}: needs a Mac to build the framework\n", concat!("TO", "DO"));
        let path = |tail: &str| format!("//! Docs.\n// see {}{tail}\n", concat!("/ho", "me/"));
        let rows: &[(&str, &str, bool)] = &[
            ("rust-core/view/src/a.rs", "//! Docs.\nuse rquickjs::Ctx;\n", true),
            ("rust-core/view/src/a.rs", "//! Docs.\n// rquickjs is elsewhere\n", false),
            ("rust-core/script/src/a.rs", "//! Docs.\nuse rquickjs::Ctx;\n", false),
            ("cli/Cargo.toml", "[lints]\nworkspace = true\n[dependencies]\nuniffi = \"1\"\n", true),
            ("bindings/ffi/src/a.rs", "//! Docs.\nuniffi::setup_scaffolding!();\n", false),
            ("rust-core/view/src/a.rs", "//! Docs.\nfn f() { std::fs::write(a, b); }\n", true),
            ("rust-core/view/src/a.rs", "//! Docs.\n#[cfg(test)]\nfn f() { std::fs::write(a, b); }\n", false),
            ("rust-core/store/src/a.rs", "//! Docs.\nfn f() { std::fs::write(a, b); }\n", false),
            ("rust-core/view/src/lib.rs", "//! Docs.\n", true),
            ("rust-core/view/src/lib.rs", "//! Docs.\n#![forbid(unsafe_code)]\n", false),
            ("rust-core/script/src/lib.rs", "//! Docs.\n#![deny(unsafe_code)]\n", false),
            ("cli/src/a.rs", "fn f() {}\n", true),
            ("cli/src/a.rs", "//! Docs.\n", false),
            ("cli/src/a.rs", &long, true),
            ("cli/src/a.rs", &todo, true),
            ("cli/src/a.rs", &explained, false),
            ("cli/src/a.rs", &path("somebody/project"), true),
            ("docs/a.md", "pages/home/home\n", false),
            ("docs/a.md", "'/pages/home/home' and \"/home/\"\n", false),
            ("tests/a/package-lock.json", "  \"resolved\": \"https://registry.example/a.tgz\"\n", true),
            ("cli/Cargo.toml", "[package]\nname = \"a\"\n", true),
            ("cli/Cargo.toml", "[lints]\nworkspace = true\n", false),
        ];
        for (path, text, bites) in rows {
            let found = findings(path, text);
            assert_eq!(!found.is_empty(), *bites, "{path}: {text:?} gave {found:?}");
        }
    }
}
