//! `swiper`: turned by fingers, by the program and by itself.

use crate::support::{Dialect, Phone, Program};
use std::time::Duration;

fn phone(attributes: &str, pages: usize) -> Phone {
    let items: String =
        (0..pages).map(|n| format!("<swiper-item item-id=\"p{n}\">page {n}</swiper-item>")).collect();
    let template = format!(
        "<swiper id=\"it\" style=\"width:200px;height:100px\" bindchange=\"change\" bindanimationfinish=\"finish\" {attributes}>{items}</swiper>
         <button id=\"go\" bindtap=\"go\">go</button>"
    );
    let script = "data: { n: 0, id: 'p0' },
        change(e) { log('change', e.detail.current, e.detail.currentItemId, e.detail.source) },
        finish(e) { log('finish', e.detail.current, e.detail.source) },
        go() { this.setData({ n: 2, id: 'p2' }) }";
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", &template, script, "{}"))
}

#[test]
fn a_finger_turns_a_swiper() {
    let phone = phone("", 3);
    let (surface, node) = phone.session.node_place("#it").expect("a swiper");
    for x in [60.0, 120.0, 200.0] {
        phone.session.scrolled(surface, node, x, 0.0);
    }
    assert_eq!(phone.log(), ["change 1 p1 touch", "finish 1 touch"]);
}

#[test]
fn a_program_turns_a_swiper_again_after_a_finger_did() {
    for attributes in ["current=\"{{n}}\"", "current-item-id=\"{{id}}\""] {
        let phone = phone(&format!("{attributes} duration=\"0\""), 4);
        let (surface, node) = phone.session.node_place("#it").expect("a swiper");
        phone.session.scrolled(surface, node, 200.0, 0.0);
        phone.settle();
        phone.tap("#go");
        let log = phone.log();
        assert_eq!(log, ["change 1 p1 touch", "finish 1 touch", "change 2 p2 ", "finish 2 "], "{attributes}");
    }
}

#[test]
fn a_swiper_plays_by_itself() {
    let phone = phone("autoplay interval=\"150\" duration=\"50\"", 2);
    std::thread::sleep(Duration::from_millis(800));
    let log = phone.log();
    let changes: Vec<&String> = log.iter().filter(|line| line.starts_with("change")).collect();
    assert!(changes.len() >= 2, "{log:?}");
    assert_eq!((changes[0].as_str(), changes[1].as_str()), ("change 1 p1 autoplay", "change 0 p0 autoplay"));
}

#[test]
fn the_last_pages_of_several_can_be_reached() {
    // Two at a time of 80 px with 20 px beside them on both sides: the fifth page comes last.
    let phone = phone("display-multiple-items=\"2\" previous-margin=\"20px\" next-margin=\"20px\"", 5);
    let frame = phone.session.take_frame().expect("a frame");
    let frame = minihost_paint::format::decode(&frame).expect("a frame");
    let scroll = frame.layers.iter().filter_map(|layer| layer.scroll).find(|scroll| scroll.snap > 0.0);
    let scroll = scroll.expect("a swiper");
    assert_eq!((scroll.snap, scroll.content.width), (80.0, 200.0 + 3.0 * 80.0));
}
