//! The command as authors run it, on programs with faults.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn minihost(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_minihost")).args(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        std::fs::write(path, text).expect("file");
    }
}

/// A program whose first page works and whose second has every kind of fault.
fn program() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    write(
        folder.path(),
        &[
            ("project.config.json", "{\"appid\":\"x\"}"),
            ("app.json", r#"{ "pages": ["pages/good/good", "pages/bad/bad"], "usingComponents": { "gone": "/components/gone" } }"#),
            ("app.js", "App({})"),
            ("pages/good/good.json", "{}"),
            (
                "pages/good/good.wxml",
                "<input id=\"name\" value=\"{{name}}\" bindinput=\"typed\" bindconfirm=\"done\"/><button id=\"ask\" bindtap=\"ask\">ask</button><view id=\"out\">{{out}}</view>",
            ),
            (
                "pages/good/good.js",
                "Page({
                    data: { name: '', out: '' },
                    typed(e) { this.setData({ name: e.detail.value }) },
                    done() { this.setData({ out: 'hello ' + this.data.name }) },
                    ask() { wx.showModal({ title: 'Sure?', success: (r) => this.setData({ out: this.data.out + (r.confirm ? ' yes' : ' no') }) }) },
                })",
            ),
            ("pages/bad/bad.json", "{}"),
            ("pages/bad/bad.wxml", "<view/>\n<no-such-tag/>\n<gone/>"),
            ("pages/bad/bad.js", "Page({\n  onLoad() {\n    wx.chooseAddress({});\n    null.x;\n  },\n})"),
        ],
    );
    folder
}

#[test]
fn faults_are_named_with_their_place() {
    let folder = program();
    let path = folder.path().to_str().expect("text");
    let run = minihost(&["smoke", path, "--json"]);
    let lines: Vec<Value> =
        text(&run.stdout).lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(lines.len(), 2, "{}", text(&run.stderr));
    assert_eq!((&lines[0]["page"], &lines[0]["ready"]), (&"pages/good/good".into(), &true.into()));
    let problems = lines[1]["problems"].as_array().expect("a list");
    let has = |kind: &str, file: &str, line: u64, words: &str| {
        assert!(
            problems.iter().any(|p| p["kind"] == kind
                && p["file"] == file
                && p["line"] == line
                && p["message"].as_str().is_some_and(|message| message.contains(words))),
            "no {kind} at {file}:{line} about {words} in {problems:#?}"
        );
    };
    has("exception", "pages/bad/bad.js", 4, "null");
    has("unknown-component", "pages/bad/bad.wxml", 2, "no-such-tag");
    has("unsupported-api", "", 0, "wx.chooseAddress");
    // For people: the same, and the exit status says that all pages were ready.
    let run = minihost(&["smoke", path]);
    let said = text(&run.stdout);
    assert!(said.contains("pages/bad/bad.js:4"), "{said}");
    assert!(said.contains("2 of 2 pages ready"), "{said}");
    assert!(run.status.success());
}

#[test]
fn steps_are_done_in_order() {
    let folder = program();
    let path = folder.path().to_str().expect("text");
    let before = folder.path().join("before.json");
    let run = minihost(&[
        "smoke",
        path,
        "--page",
        "pages/good/good",
        "--type",
        "#name=Ann\\n",
        "--tree",
        before.to_str().expect("text"),
        "--tap",
        "#ask",
        "--tap",
        "text=OK",
        "--tree",
        "-",
    ]);
    let said = text(&run.stdout);
    assert!(run.status.success(), "{said}{}", text(&run.stderr));
    assert!(said.contains("hello Ann yes"), "{said}");
    let tree: Value = serde_json::from_str(&std::fs::read_to_string(before).expect("written")).expect("json");
    assert_eq!(tree["path"], "pages/good/good");
    let written = tree.to_string();
    assert!(written.contains("hello Ann\"") && !written.contains("yes"), "{written}");
}

#[test]
fn a_step_that_is_not_possible_fails() {
    let folder = program();
    let path = folder.path().to_str().expect("text");
    let run = minihost(&["smoke", path, "--page", "pages/good/good", "--tap", "#nowhere"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        text(&run.stdout).contains("--tap: nothing on the page matches \"#nowhere\""),
        "{}",
        text(&run.stdout)
    );
    let run = minihost(&["smoke", "/no/such/folder"]);
    assert_eq!(run.status.code(), Some(2));
}
