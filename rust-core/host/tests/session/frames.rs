//! What goes by frames: animation frames of inline scripts, `ready` of components that come late, places in events.

use crate::support::{Dialect, Phone, Program};
use minihost_paint::{FrameState, Motion};

#[test]
fn inline_scripts_get_frames() {
    let wxs = "
        module.exports.start = function (event, owner) {
            var n = 0;
            function step() {
                n = n + 1;
                if (n < 3) owner.requestAnimationFrame(step);
                else owner.callMethod('done', { n: n });
            }
            owner.requestAnimationFrame(step);
        };";
    let template =
        format!("<wxs module=\"w\">{wxs}</wxs><view id=\"go\" bindtap=\"{{{{w.start}}}}\">go</view>");
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        &template,
        "done(e) { log('frames', e.n) }",
        "{}",
    ));
    phone.tap("#go");
    assert_eq!(phone.log(), ["frames 3"]);
}

#[test]
fn components_that_come_late_are_ready_too() {
    let phone = Phone::open(
        &Program::new(Dialect::WeChat)
            .page(
                "pages/a/a",
                "<button id=\"go\" bindtap=\"go\">go</button><late wx:if=\"{{on}}\" bindready=\"ready\"/>",
                "data: { on: false }, onReady() { log('page ready') }, go() { this.setData({ on: true }) }, ready(e) { log('late', e.detail.width > 0) }",
                r#"{ "usingComponents": { "late": "/components/late" } }"#,
            )
            .file("components/late.json", r#"{ "component": true }"#)
            .file("components/late.wxml", "<view class=\"box\" style=\"width:50px;height:10px\"/>")
            .file(
                "components/late.js",
                "Component({ lifetimes: { ready() {
                    this.createSelectorQuery().select('.box').boundingClientRect((r) => this.triggerEvent('ready', r)).exec();
                } } })",
            ),
    );
    assert_eq!(phone.log(), ["page ready"]);
    phone.tap("#go");
    assert_eq!(phone.log(), ["page ready", "late true"]);
}

#[test]
fn what_ready_changes_is_drawn() {
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "<view id=\"n\">{{n}}</view>",
        "data: { n: 0 }, onReady() { this.setData({ n: 1 }, () => log(this.data.n)) }",
        "{}",
    ));
    assert_eq!((phone.text("n").as_str(), phone.log()), ("1", vec!["1".to_owned()]));
}

#[test]
fn events_say_where_their_target_stands() {
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "<view style=\"height:40px\"/><view style=\"padding-left:30px\" bindtap=\"tap\"><view id=\"in\" style=\"width:50px;height:20px\"/></view>",
        "tap(e) { log(e.target.offsetLeft, e.target.offsetTop, e.currentTarget.offsetLeft, e.currentTarget.offsetTop) }",
        "{}",
    ));
    phone.tap("#in");
    assert_eq!(phone.log(), ["30 40 0 40"]);
}

#[test]
fn a_finger_that_stays_is_a_long_press_whatever_the_hosts_clock_says() {
    use minihost_host::{Touch, TouchPhase};
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "<view id=\"it\" style=\"height:100px\" bindtap=\"tap\" bindlongpress=\"long\">x</view>",
        "tap() { log('tap') }, long() { log('long') }",
        "{}",
    ));
    let [left, top, ..] = phone.session.page_place().expect("a page");
    for (time_ms, down_ms) in [(0, 0), (900_000_000, 0), (0, 600)] {
        let touch = |phase, time_ms| Touch { phase, id: 1, x: left + 10.0, y: top + 10.0, time_ms };
        phone.session.touch(touch(TouchPhase::Down, time_ms));
        std::thread::sleep(std::time::Duration::from_millis(down_ms));
        phone.session.touch(touch(TouchPhase::Up, time_ms + down_ms));
    }
    assert_eq!(phone.log(), ["tap", "tap", "long"]);
}

/// Frames that a page with an element of these styles makes in so many milliseconds after its first, and how its layers move.
fn frames_of(css: &str, ms: u64) -> (usize, Vec<Motion>) {
    let program = Program::new(Dialect::WeChat)
        .page("pages/a/a", "<view class=\"wheel\">.</view>", "", "{}")
        .file("pages/a/a.wxss", css);
    let phone = Phone::open(&program);
    let mut state = FrameState::new();
    let mut frames = 0;
    let begin = std::time::Instant::now();
    while begin.elapsed().as_millis() < u128::from(ms) {
        if let Some(bytes) = phone.session.take_frame() {
            frames += 1;
            state.apply_bytes(&bytes).expect("a frame in order");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let motions = state.layers.iter().map(|layer| layer.motion).filter(|motion| *motion != Motion::None);
    (frames, motions.collect())
}

/// A loading icon turns for seconds without a frame of the core's; what the host cannot play by itself goes on frame by frame.
#[test]
fn an_endless_turn_costs_one_frame() {
    let wheel = ".wheel{width:20px;height:10px;animation:turn 800ms linear infinite}";
    let (frames, motions) =
        frames_of(&format!("@keyframes turn{{to{{transform:rotate(360deg)}}}} {wheel}"), 3000);
    assert!(frames <= 2, "{frames} frames");
    let [Motion::Spin { period: 800, x: 10.0, y: 5.0, backwards: false, steps: 0, .. }] = motions[..] else {
        panic!("{motions:?}");
    };
    let (frames, motions) =
        frames_of(&format!("@keyframes turn{{to{{transform:rotate(300deg)}}}} {wheel}"), 500);
    assert!(frames > 2 && motions.is_empty(), "{frames} frames, {motions:?}");
}
