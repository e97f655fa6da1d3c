//! `movable-view`: fingers, programs and what moves on by itself.

use crate::support::{Dialect, Phone, Program, patiently};
use minihost_host::{Touch, TouchPhase};

const AREA: &str = "width:200px;height:100px";
const VIEW: &str = "width:50px;height:50px";
const SCRIPT: &str = "data: { x: 0 },
    change(e) { log(e.detail.x, e.detail.y, e.detail.source) },
    scale(e) { log('scale', e.detail.scale) },
    sideways() { log('h') }, upwards() { log('v') },
    go() { this.setData({ x: 40 }) },
    where() { wx.createSelectorQuery().select('#it').boundingClientRect((r) => log('at', r.left, r.top, r.width)).exec() }";

fn phone(area: &str, view: &str) -> Phone {
    let template = format!(
        "<movable-area style=\"{AREA}\" {area}><movable-view id=\"it\" style=\"{VIEW}\" bindscale=\"scale\" {view}><text>drag</text></movable-view></movable-area>
         <button id=\"go\" bindtap=\"go\">go</button><button id=\"where\" bindtap=\"where\">where</button>"
    );
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", &template, SCRIPT, "{}"))
}

#[test]
fn a_finger_moves_a_view_as_its_direction_allows() {
    for (attributes, expected) in [
        ("bindchange=\"change\" direction=\"all\"", vec!["30 20 touch", "150 50 touch", "at 150 50 50"]),
        ("bindchange=\"change\" direction=\"horizontal\"", vec!["30 0 touch", "150 0 touch", "at 150 0 50"]),
        ("bindchange=\"change\" direction=\"vertical\"", vec!["0 20 touch", "0 50 touch", "at 0 50 50"]),
        ("bindchange=\"change\"", vec!["at 0 0 50"]),
        ("bindchange=\"change\" direction=\"all\" disabled", vec!["at 0 0 50"]),
    ] {
        let phone = phone("", attributes);
        phone.drag(&[(10.0, 10.0), (40.0, 30.0), (900.0, 900.0)]);
        phone.tap("#where");
        assert_eq!(phone.log(), expected, "{attributes}");
    }
}

#[test]
fn the_first_way_of_a_finger_is_told_and_can_be_caught() {
    let phone = phone("bindhtouchmove=\"sideways\"", "direction=\"all\" bindvtouchmove=\"upwards\"");
    phone.drag(&[(10.0, 10.0), (12.0, 40.0)]);
    phone.drag(&[(20.0, 60.0), (60.0, 61.0)]);
    assert_eq!(phone.log(), ["v", "h"]);
}

#[test]
fn a_program_moves_a_view_at_once_or_gliding() {
    for (attributes, steps) in [("animation=\"{{false}}\"", 0), ("", 2)] {
        let phone =
            phone("", &format!("bindchange=\"change\" direction=\"all\" x=\"{{{{x}}}}\" {attributes}"));
        phone.tap("#go");
        phone.tap("#where");
        let log = phone.log();
        assert_eq!(log.last().map(String::as_str), Some("at 40 0 50"));
        assert!(log.len() > steps, "{log:?}");
        assert!(log[..log.len() - 1].iter().all(|line| line.ends_with("0 ")), "{log:?}");
    }
}

#[test]
fn what_is_pulled_out_of_its_area_comes_back() {
    let phone = phone("", "bindchange=\"change\" direction=\"all\" out-of-bounds");
    phone.drag(&[(10.0, 10.0), (-90.0, 10.0)]);
    phone.tap("#where");
    let log = phone.log();
    assert_eq!(log[0], "-10 0 touch-out-of-bounds");
    assert!(log[1..log.len() - 1].iter().all(|line| line.ends_with("out-of-bounds")), "{log:?}");
    assert_eq!(log.last().map(String::as_str), Some("at 0 0 50"));
}

#[test]
fn two_fingers_make_a_view_larger() {
    for (area, view, second) in [("", "scale", (40.0, 25.0)), ("scale-area", "scale", (150.0, 25.0))] {
        let phone = phone(area, &format!("direction=\"all\" scale-max=\"3\" {view}"));
        phone.finger(1, TouchPhase::Down, 10.0, 25.0);
        phone.finger(2, TouchPhase::Down, second.0, second.1);
        let to = 10.0 + (second.0 - 10.0) * 1.5;
        phone.finger(2, TouchPhase::Move, to, 25.0);
        phone.finger(2, TouchPhase::Up, to, 25.0);
        phone.finger(1, TouchPhase::Up, 10.0, 25.0);
        phone.tap("#where");
        assert_eq!(phone.log(), ["scale 1.5", "at 0 0 75"], "{area}");
    }
}

#[test]
fn a_scale_by_the_program() {
    let phone = phone("", "scale scale-value=\"2\" scale-max=\"1.5\"");
    phone.tap("#where");
    assert_eq!(phone.log(), ["at 0 0 75"]);
}

#[test]
fn moving_draws_nothing_anew() {
    let phone = phone("", "direction=\"all\"");
    phone.finger(1, TouchPhase::Down, 10.0, 10.0);
    phone.settle();
    // The host takes what there is so far.
    while phone.session.take_frame().is_some() {}
    let [left, top, ..] = phone.session.page_place().expect("a page");
    phone.session.touch(Touch { phase: TouchPhase::Move, id: 1, x: left + 60.0, y: top + 30.0, time_ms: 0 });
    let frame = patiently(|| phone.session.take_frame());
    let moved = minihost_paint::format::decode(&frame).expect("a frame");
    assert_ne!(moved.base, 0, "a difference");
    assert!(moved.layers.iter().all(|layer| layer.content.is_none()), "only places changed");
    let place = moved
        .layers
        .iter()
        .find(|layer| layer.drag != minihost_paint::Drag::None)
        .expect("a layer of its own");
    assert_eq!((place.transform.e, place.transform.f), (50.0, 20.0));
}
