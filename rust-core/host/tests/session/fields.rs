//! Text fields, forms and the small controls.

use crate::support::{Dialect, Phone, Program};
use minihost_host::FieldEvent;

const EVENTS: &str = "on(e) { log(e.type, e.detail) }";

fn open(template: &str, script: &str) -> Phone {
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", template, script, "{}"))
}

/// Surface and node of the first text field, as a host knows them.
fn field(phone: &Phone) -> (u32, u64) {
    phone.session.field_place("input, textarea").expect("a field")
}

#[test]
fn a_field_tells_its_life() {
    let phone = open(
        "<input id=\"f\" value=\"a\" bindfocus=\"on\" bindinput=\"on\" bindconfirm=\"on\" bindblur=\"on\"/><view id=\"else\">else</view>",
        EVENTS,
    );
    phone.type_into("#f", "hello\n");
    phone.tap("#else");
    assert_eq!(
        phone.log(),
        [
            r#"focus {"value":"a","height":0}"#,
            r#"input {"value":"hello","cursor":5}"#,
            r#"confirm {"value":"hello"}"#,
            r#"blur {"value":"hello","cursor":5}"#,
        ]
    );
    assert_eq!(phone.node("f").attributes["value"], "hello");
}

#[test]
fn what_bindinput_returns_replaces_the_text() {
    let phone = open(
        "<input id=\"f\" bindinput=\"digits\"/>",
        "digits(e) { const value = e.detail.value.replace(/[^0-9]/g, ''); log(value); return value }",
    );
    phone.type_into("#f", "a1b2");
    assert_eq!(phone.log(), ["12"]);
    assert_eq!(phone.node("f").attributes["value"], "12");
}

#[test]
fn texts_are_as_long_as_allowed() {
    let phone = open(
        "<input id=\"short\" maxlength=\"3\" bindinput=\"on\"/><textarea id=\"usual\" bindinput=\"on\"/><textarea id=\"free\" maxlength=\"-1\" bindinput=\"on\"/>",
        "on(e) { log(e.detail.value.length, e.detail.cursor) }",
    );
    phone.type_into("#short", "小程序列");
    phone.type_into("#usual", &"x".repeat(500));
    phone.type_into("#free", &"x".repeat(500));
    assert_eq!(phone.log(), ["3 3", "140 140", "500 500"]);
}

#[test]
fn the_keyboard_is_told_to_the_field_and_to_the_program() {
    let phone = open(
        "<input id=\"f\" bindfocus=\"on\" bindkeyboardheightchange=\"on\"/>",
        "on(e) { log(e.type, e.detail.height) }, onLoad() { wx.onKeyboardHeightChange((r) => log('app', r.height)) }",
    );
    let (surface, node) = field(&phone);
    phone.session.field_event(surface, node, FieldEvent::Focus);
    phone.session.keyboard(300.0, 250);
    phone.session.keyboard(300.0, 250);
    phone.session.keyboard(0.0, 250);
    assert_eq!(
        phone.log(),
        ["focus 0", "keyboardheightchange 300", "app 300", "keyboardheightchange 0", "app 0"]
    );
}

#[test]
fn an_auto_height_field_tells_its_lines() {
    let phone = open("<textarea id=\"f\" auto-height bindlinechange=\"on\"/>", EVENTS);
    let (surface, node) = field(&phone);
    phone.session.field_height(surface, node, 40.0, 2);
    phone.session.field_height(surface, node, f32::NAN, 2);
    assert_eq!(phone.log(), [r#"linechange {"height":40,"heightRpx":80,"lineCount":2,"lineHeight":20}"#]);
    let fixed = open("<textarea id=\"f\" bindlinechange=\"on\"/>", EVENTS);
    let (surface, node) = field(&fixed);
    fixed.session.field_height(surface, node, 40.0, 2);
    assert!(fixed.log().is_empty());
}

#[test]
fn programs_give_and_take_the_keyboard() {
    let phone = open(
        "<input id=\"f\" focus=\"{{on}}\" bindinput=\"typed\"/><button id=\"give\" bindtap=\"give\">g</button><button id=\"take\" bindtap=\"take\">t</button><button id=\"hide\" bindtap=\"hide\">h</button>",
        "data: { on: false }, give() { this.setData({ on: true }) }, take() { this.setData({ on: false }) },
         hide() { wx.hideKeyboard({ complete: (r) => log(r.errMsg) }) }, typed() {}",
    );
    let wants = |phone: &Phone| phone.session.field_wants_focus("input").expect("a field");
    let (surface, node) = field(&phone);
    assert!(!wants(&phone));
    phone.tap("#give");
    assert!(wants(&phone));
    phone.session.field_event(surface, node, FieldEvent::Focus);
    phone.tap("#take");
    assert!(!wants(&phone), "the program set focus to false");
    // A field that the user tapped keeps the keyboard while it is typed into, though `focus` says false.
    phone.session.field_event(surface, node, FieldEvent::Focus);
    phone.session.text_changed(surface, node, "x".into(), 1);
    phone.settle();
    assert!(wants(&phone));
    phone.session.field_event(surface, node, FieldEvent::Blur);
    phone.settle();
    assert!(!wants(&phone));
    phone.tap("#give");
    assert!(wants(&phone), "again, though the data did not change in between");
    phone.tap("#hide");
    assert!(!wants(&phone));
    assert_eq!(phone.log(), ["hideKeyboard:ok"]);
}

#[test]
fn forms_collect_and_reset() {
    let template = "
        <form bindsubmit=\"on\" bindreset=\"on\">
            <input id=\"name\" name=\"name\" value=\"Ann\"/>
            <switch id=\"sw\" name=\"sw\" checked/>
            <checkbox-group name=\"boxes\" bindchange=\"on\"><label id=\"first\"><checkbox value=\"1\"/>one</label><checkbox id=\"two\" value=\"2\" checked/></checkbox-group>
            <radio-group name=\"radios\" bindchange=\"on\"><radio id=\"ra\" value=\"a\" checked/><radio id=\"rb\" value=\"b\"/></radio-group>
            <slider name=\"slider\" value=\"30\"/>
            <button id=\"send\" form-type=\"submit\">send</button>
            <button id=\"undo\" form-type=\"reset\">undo</button>
        </form>";
    let phone = open(template, "on(e) { log(e.type, e.detail.value === undefined ? '' : e.detail.value) }");
    phone.type_into("#name", "Bo");
    phone.tap("#sw");
    phone.tap("#first");
    phone.tap("#rb");
    phone.tap("#send");
    phone.tap("#undo");
    phone.tap("#send");
    assert_eq!(
        phone.log(),
        [
            r#"change ["1","2"]"#,
            "change b",
            r#"submit {"name":"Bo","sw":false,"boxes":["1","2"],"radios":"b","slider":30}"#,
            "reset ",
            r#"submit {"name":"Ann","sw":true,"boxes":["2"],"radios":"a","slider":30}"#,
        ]
    );
}

#[test]
fn a_label_gives_its_field_the_keyboard() {
    let phone = open("<label id=\"l\" for=\"f\">Name</label><input id=\"f\"/>", "");
    phone.tap("#l");
    assert_eq!(phone.session.field_wants_focus("#f"), Some(true));
}

/// The first text field of the frame that a host would take now: its text and the number that says who set it.
fn native_text(phone: &Phone) -> (String, u32) {
    phone.session.request_whole_frame();
    phone.settle();
    let bytes = phone.session.take_frame().expect("a frame");
    let mut state = minihost_paint::FrameState::new();
    state.apply_bytes(&bytes).expect("a whole frame");
    let field = state.layers.iter().find_map(|layer| match &layer.native {
        minihost_paint::Native::TextField { field } => Some((field.value.clone(), field.value_version)),
        _ => None,
    });
    field.expect("a field")
}

#[test]
fn what_the_user_types_is_not_sent_back_as_the_programs_text() {
    let phone = open(
        "<input id=\"f\" value=\"{{v}}\" bindinput=\"typed\"/><button id=\"b\" bindtap=\"set\">set</button>",
        "data: { v: '' }, typed(e) { this.setData({ v: e.detail.value }) }, set() { this.setData({ v: 'set' }) }",
    );
    let (_, first) = native_text(&phone);
    phone.type_into("#f", "h");
    phone.type_into("#f", "he");
    assert_eq!(native_text(&phone), ("he".into(), first));
    phone.tap("#b");
    let (text, second) = native_text(&phone);
    assert!(text == "set" && second != first);
    phone.type_into("#f", "set!");
    assert_eq!(native_text(&phone), ("set!".into(), second));
}
