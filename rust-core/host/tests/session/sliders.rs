//! `slider`: dragged and tapped; `progress`: filling.

use crate::support::{Dialect, Phone, Program};

fn phone(attributes: &str) -> Phone {
    // The line is 100 px long: a block of 28 stays inside.
    let template = format!(
        "<slider id=\"it\" style=\"margin:0;width:128px\" bindchange=\"change\" bindchanging=\"changing\" {attributes}/>"
    );
    let script = "data: { v: 30 }, change(e) { log('change', e.detail.value) }, changing(e) { log('changing', e.detail.value) }";
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", &template, script, "{}"))
}

#[test]
fn a_finger_turns_a_slider() {
    for (attributes, expected) in [
        ("", vec!["changing 50", "changing 100", "change 100"]),
        ("step=\"20\"", vec!["changing 60", "changing 100", "change 100"]),
        ("min=\"10\" max=\"11\" step=\"0.1\"", vec!["changing 10.5", "changing 11", "change 11"]),
        ("disabled", vec![]),
    ] {
        let phone = phone(attributes);
        phone.drag(&[(14.0, 14.0), (64.0, 14.0), (400.0, 14.0)]);
        assert_eq!(phone.log(), expected, "{attributes}");
    }
}

#[test]
fn a_tap_on_the_line_sets_it_and_the_value_stays() {
    let phone = phone("value=\"{{v}}\"");
    phone.tap_at(14.0 + 70.0, phone.session.page_place().expect("a page")[1] + 14.0);
    assert_eq!(phone.log(), ["change 70"]);
    assert_eq!(phone.node("it").attributes["value"], 70);
}

#[test]
fn a_bar_fills_by_itself_and_says_so() {
    let template = "<progress id=\"it\" percent=\"{{p}}\" active active-mode=\"forwards\" duration=\"2\" bindactiveend=\"end\"/><button id=\"go\" bindtap=\"go\">go</button>";
    let script =
        "data: { p: 20 }, end(e) { log('end', e.detail.curPercent) }, go() { this.setData({ p: 60 }) }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", template, script, "{}"));
    assert_eq!(phone.log(), ["end 20"]);
    phone.tap("#go");
    assert_eq!(phone.log(), ["end 20", "end 60"]);
    assert_eq!(phone.node("it").attributes["shown-percent"], 60);
}
