//! `swiper`: turned by fingers, by the program and by itself.

use crate::support::{Dialect, Phone, Program};
use std::time::Duration;

fn phone(attributes: &str, pages: usize) -> Phone {
    let items = (0..pages)
        .map(|n| format!("<swiper-item item-id=\"p{n}\">page {n}</swiper-item>"))
        .collect::<Vec<_>>()
        .concat();
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

/// What is scrolled of the swiper and where its pages stand in it, in steps.
fn places(phone: &Phone) -> (f32, Vec<f32>) {
    phone.session.request_whole_frame();
    phone.settle();
    let frame = crate::support::patiently(|| phone.session.take_frame());
    let frame = minihost_paint::format::decode(&frame).expect("a frame");
    let swiper = frame.layers.iter().find(|layer| layer.scroll.is_some_and(|scroll| scroll.snap > 0.0));
    let swiper = swiper.expect("a swiper");
    let scroll = swiper.scroll.expect("it scrolls");
    let texts = swiper.content.iter().flat_map(|content| &content.ops);
    let mut at: Vec<f32> = texts
        .filter_map(|op| match op {
            minihost_paint::Op::Text { x, .. } => {
                Some((x / scroll.snap).floor() - (scroll.x / scroll.snap).round())
            }
            _ => None,
        })
        .collect();
    at.sort_by(f32::total_cmp);
    (scroll.x / scroll.snap, at)
}

#[test]
fn a_swiper_without_ends_has_a_page_on_either_side() {
    let phone = phone("circular", 3);
    let (start, around) = places(&phone);
    assert_eq!((start % 3.0, around), (0.0, vec![-1.0, 0.0, 1.0]));
    let (surface, node) = phone.session.node_place("#it").expect("a swiper");
    // Back from the first page comes the last.
    phone.session.scrolled(surface, node, (start - 1.0) * 200.0, 0.0);
    assert_eq!(phone.log(), ["change 2 p2 touch", "finish 2 touch"]);
    assert_eq!(places(&phone), (start - 1.0, vec![-1.0, 0.0, 1.0]));
    for step in 0..300 {
        phone.session.scrolled(surface, node, (start - 2.0 - step as f32) * 200.0, 0.0);
    }
    let log = phone.log();
    assert!(log.iter().all(|line| !line.contains("undefined")), "{log:?}");
}

#[test]
fn a_tap_hits_the_page_that_went_round() {
    let items = (0..3)
        .map(|n| format!("<swiper-item id=\"p{n}\" bindtap=\"tap\">{n}</swiper-item>"))
        .collect::<Vec<_>>()
        .concat();
    let template = format!("<swiper id=\"it\" circular style=\"width:200px;height:100px\">{items}</swiper>");
    let script = "tap(e) { log(e.currentTarget.id) }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", &template, script, "{}"));
    let (start, _) = places(&phone);
    let (surface, node) = phone.session.node_place("#it").expect("a swiper");
    let top = phone.session.page_place().expect("a page")[1];
    phone.tap_at(100.0, top + 50.0);
    phone.session.scrolled(surface, node, (start - 1.0) * 200.0, 0.0);
    phone.settle();
    phone.tap_at(100.0, top + 50.0);
    assert_eq!(phone.log(), ["p0", "p2"]);
}
