//! Pickers: wheels above the page.

use crate::support::{Dialect, Options, Phone, Program};
use minihost_ports::{Locale, Screen};

const EVENTS: &str = "bindchange=\"on\" bindcancel=\"on\" bindcolumnchange=\"on\"";

fn open(dialect: Dialect, attributes: &str, script: &str) -> Phone {
    let template = format!("<picker id=\"p\" {attributes} {EVENTS}><view>choose</view></picker>");
    let script = format!("on(e) {{ log(e.type, e.detail) }}, {script}");
    Phone::open(&Program::new(dialect).page("pages/a/a", &template, &script, "{}"))
}

#[test]
fn one_column() {
    let phone =
        open(Dialect::WeChat, "range=\"{{['red','green','blue']}}\" value=\"1\" header-text=\"Colour\"", "");
    phone.tap("#p");
    let shown = phone.chrome();
    for text in ["Cancel", "Done", "Colour", "red", "green", "blue"] {
        assert!(shown.contains(&text.to_owned()), "{text} {shown:?}");
    }
    phone.tap("text=blue");
    phone.tap("text=Done");
    assert_eq!(phone.log(), [r#"change {"value":"2"}"#]);
    assert!(!phone.chrome_has("Done"));
    phone.tap("#p");
    phone.tap("text=Cancel");
    phone.tap("#p");
    phone.session.back();
    assert_eq!(phone.log()[1..], ["cancel {}", "cancel {}"]);
}

#[test]
fn an_index_is_a_number_in_bytedance() {
    let phone = open(
        Dialect::ByteDance,
        "range=\"{{objects}}\" range-key=\"name\"",
        "data: { objects: [{ name: 'A' }, { name: 'B' }] }",
    );
    phone.tap("#p");
    phone.tap("text=B");
    phone.tap("text=Done");
    assert_eq!(phone.log(), [r#"change {"value":1}"#]);
}

#[test]
fn a_column_may_change_the_next() {
    let phone = open(
        Dialect::WeChat,
        "mode=\"multiSelector\" range=\"{{range}}\" value=\"{{value}}\" bindcolumnchange=\"column\"",
        "data: { range: [['fruit', 'nuts'], ['apple', 'pear']], value: [0, 1] },
         column(e) { log(e.detail); this.setData({ 'range[1]': ['almond', 'walnut', 'pecan'], value: [1, 0] }) }",
    );
    phone.tap("#p");
    assert!(phone.chrome_has("pear"));
    phone.tap("text=nuts");
    assert!(phone.chrome_has("pecan") && !phone.chrome_has("pear"), "{:?}", phone.chrome());
    phone.tap("text=Done");
    let log = phone.log();
    assert_eq!(log[0], r#"{"column":0,"value":1}"#, "{log:?}");
    assert_eq!(log.last().map(String::as_str), Some(r#"change {"value":[1,0]}"#), "{log:?}");
}

#[test]
fn a_wheel_that_is_turned_by_finger_comes_to_rest() {
    let phone = open(Dialect::WeChat, "range=\"{{['a','b','c','d']}}\"", "");
    phone.tap("#p");
    let (surface, node) = phone.session.wheel_place(0).expect("a wheel");
    for y in [10.0, 60.0, 118.0, 131.0] {
        phone.session.scrolled(surface, node, 0.0, y);
    }
    phone.tap("text=Done");
    assert_eq!(phone.log(), [r#"change {"value":"3"}"#]);
}

#[test]
fn dates_and_times() {
    for (attributes, tap, value) in [
        (
            "mode=\"date\" value=\"2026-01-31\" start=\"2025-01-01\" end=\"2027-12-31\"",
            Some("02"),
            "2026-02-28",
        ),
        ("mode=\"date\" fields=\"month\" value=\"2026-05\"", None, "2026-05"),
        ("mode=\"date\" fields=\"year\" value=\"2026\"", None, "2026"),
        ("mode=\"time\" value=\"09:41\" start=\"08:00\" end=\"10:30\"", Some("10"), "10:30"),
    ] {
        let phone = open(Dialect::WeChat, attributes, "");
        phone.tap("#p");
        if let Some(text) = tap {
            phone.tap(&format!("text={text}"));
        }
        phone.tap("text=Done");
        assert_eq!(phone.log(), [format!("change {{\"value\":\"{value}\"}}")], "{attributes}");
    }
}

#[test]
fn regions_are_those_that_the_host_brings() {
    let template = format!(
        "<picker id=\"p\" mode=\"region\" value=\"{{{{['广东省','深圳市']}}}}\" {EVENTS}><view>choose</view></picker>"
    );
    let program =
        Program::new(Dialect::WeChat).page("pages/a/a", &template, "on(e) { log(e.type, e.detail) }", "{}");
    let json = r#"[{ "name": "北京市", "code": "110000", "children": [{ "name": "北京市", "code": "110100" }] },
        { "name": "广东省", "code": "440000", "children": [{ "name": "广州市", "code": "440100" }, { "name": "深圳市", "code": "440300" }] }]"#;
    let regions = minihost_host::Regions::parse(json).expect("regions");
    let phone = Phone::open_with(&program, Options { regions: Some(regions), ..Options::default() });
    phone.tap("#p");
    phone.tap("text=Done");
    phone.tap("#p");
    phone.tap("text=广州市");
    phone.tap("text=Done");
    assert_eq!(
        phone.log(),
        [
            r#"change {"value":["广东省","深圳市",""],"code":["440000","440300",""]}"#,
            r#"change {"value":["广东省","广州市",""],"code":["440000","440100",""]}"#
        ]
    );
    let without = Phone::open(&program);
    without.tap("#p");
    assert_eq!(without.log(), ["cancel {}"]);
}

#[test]
fn words_are_in_the_users_language() {
    let program = Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "<picker id=\"p\" mode=\"date\" value=\"2026-03-09\"><view>choose</view></picker>",
        "",
        "{}",
    );
    let screen = Screen { locale: Locale::Zh, ..Screen::default() };
    let phone = Phone::open_with(&program, Options { screen, ..Options::default() });
    phone.tap("#p");
    let shown = phone.chrome();
    for text in ["取消", "确定", "2026年", "03月", "09日"] {
        assert!(shown.contains(&text.to_owned()), "{text}");
    }
}

#[test]
fn what_is_not_offered_is_cancelled() {
    let phone = open(Dialect::WeChat, "mode=\"galaxy\"", "");
    phone.tap("#p");
    assert_eq!(phone.log(), ["cancel {}"]);
    assert!(phone.session.problems().iter().any(|problem| problem.message.contains("galaxy")));
}

#[test]
fn a_disabled_picker_stays_closed() {
    let phone = open(Dialect::WeChat, "disabled range=\"{{['a']}}\"", "");
    phone.tap("#p");
    assert!(!phone.chrome_has("Done") && phone.log().is_empty());
}
