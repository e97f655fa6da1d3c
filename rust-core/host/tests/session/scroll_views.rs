//! `scroll-view`: sent somewhere by its program.

use crate::support::{Dialect, Phone, Program};

fn phone(attributes: &str) -> Phone {
    let rows = (0..20)
        .map(|n| format!("<view id=\"r{n}\" style=\"height:50px\">{n}</view>"))
        .collect::<Vec<_>>()
        .concat();
    let template = format!(
        "<scroll-view id=\"it\" scroll-y style=\"height:200px\" bindscroll=\"scroll\" bindscrolltolower=\"lower\" {attributes}>{rows}</scroll-view>
         <button id=\"go\" bindtap=\"go\">go</button><button id=\"where\" bindtap=\"where\">where</button>"
    );
    let script = "data: { top: 0, into: '' },
        scroll(e) { log('scroll', e.detail.scrollTop, e.detail.scrollHeight) }, lower() { log('lower') },
        go() { this.setData({ top: 150, into: 'r4' }) },
        where() { wx.createSelectorQuery().select('#it').scrollOffset((r) => log('at', r.scrollTop)).exec() }";
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", &template, script, "{}"))
}

#[test]
fn a_program_sends_a_view_somewhere() {
    for (attributes, expected) in [
        ("scroll-top=\"{{top}}\"", 150),
        ("scroll-top=\"{{top}}\" scroll-with-animation", 150),
        ("scroll-into-view=\"{{into}}\"", 200),
        ("scroll-into-view=\"{{into}}\" scroll-into-view-offset=\"-20\"", 180),
        ("scroll-into-view=\"{{into}}\" scroll-with-animation=\"{{true}}\"", 200),
    ] {
        let phone = phone(attributes);
        phone.tap("#go");
        phone.tap("#where");
        assert_eq!(
            phone.log(),
            [format!("scroll {expected} 1000"), format!("at {expected}")],
            "{attributes}"
        );
    }
}

#[test]
fn a_view_begins_where_it_is_told_to_and_goes_no_further_than_its_end() {
    let phone = phone("scroll-top=\"5000\" lower-threshold=\"100rpx\"");
    phone.tap("#where");
    assert_eq!(phone.log(), ["scroll 800 1000", "lower", "at 800"]);
}

#[test]
fn what_a_finger_scrolled_is_not_taken_back() {
    let phone = phone("scroll-top=\"{{top}}\"");
    let (surface, node) = phone.session.node_place("#it").expect("a view");
    phone.session.scrolled(surface, node, 0.0, 330.0);
    phone.tap("#where");
    assert_eq!(phone.log(), ["scroll 330 1000", "at 330"]);
    phone.tap("#go");
    phone.tap("#where");
    assert_eq!(phone.log().last().map(String::as_str), Some("at 150"));
}
