//! What a component asks of the screen: queries in its own template, observers of what comes into view, its page's number.

use crate::support::{Dialect, Phone, Program};

const JSON: &str = r#"{ "usingComponents": { "c": "/components/c" } }"#;

fn program(template: &str, script: &str, component: (&str, &str)) -> Program {
    Program::new(Dialect::WeChat)
        .page("pages/a/a", template, script, JSON)
        .file("components/c.json", r#"{ "component": true }"#)
        .file("components/c.wxml", component.0)
        .file("components/c.js", component.1)
}

#[test]
fn queries_look_into_the_template_of_the_component_they_are_in() {
    let phone = Phone::open(&program(
        "<view class=\"box\" style=\"width:10px;height:1px\"/><c id=\"c\" bindsize=\"size\"/><button id=\"go\" bindtap=\"go\">go</button>",
        "size(e) { log('own', e.detail.width) },
         go() {
            const c = this.selectComponent('#c');
            wx.createSelectorQuery().select('.box').boundingClientRect((r) => log('page', r.width)).exec();
            wx.createSelectorQuery().in(c).select('.box').boundingClientRect((r) => log('in', r.width)).exec();
            c.createSelectorQuery().selectAll('.box').boundingClientRect((r) => log('all', r.map((one) => one.width).join())).exec();
            c.createSelectorQuery().select('.none').boundingClientRect((r) => log('none', r)).exec();
         }",
        (
            "<view class=\"box\" style=\"width:20px;height:1px\"/><view class=\"box\" style=\"width:30px;height:1px\"/>",
            "Component({ lifetimes: { ready() {
                this.createSelectorQuery().select('.box').boundingClientRect((r) => this.triggerEvent('size', r)).exec();
            } } })",
        ),
    ));
    phone.tap("#go");
    assert_eq!(phone.log(), ["own 20", "page 10", "in 20", "all 20,30", "none null"]);
}

#[test]
fn components_know_the_number_of_their_page() {
    let phone = Phone::open(&program(
        "<c id=\"c\"/><c id=\"d\"/>",
        "onReady() {
            const ids = [this, this.selectComponent('#c'), this.selectComponent('#d')].map((one) => one.getPageId());
            log(ids.every((id) => id === ids[0]), typeof ids[0]);
        }",
        ("", "Component({})"),
    ));
    assert_eq!(phone.log(), ["true string"]);
}

#[test]
fn observers_tell_what_comes_into_view() {
    let phone = Phone::open(&program(
        "<view style=\"height:2000px\">long</view><c id=\"c\" bindseen=\"seen\"/><view style=\"height:2000px\">long</view>",
        "seen(e) { log(e.detail.id, e.detail.dataset.n, e.detail.intersectionRatio, e.detail.boundingClientRect.height) }",
        (
            "<view id=\"t\" data-n=\"5\" class=\"t\" style=\"height:100px\"/>",
            "Component({ lifetimes: { attached() {
                this.observer = this.createIntersectionObserver({ thresholds: [0, 1] });
                this.observer.relativeToViewport().observe('.t', (r) => {
                    this.triggerEvent('seen', r);
                    if (++this.times === 3) this.observer.disconnect();
                });
                this.times = 0;
            } } })",
        ),
    ));
    assert!(phone.log().is_empty(), "it is not in view");
    phone.session.scroll_to(2000.0);
    phone.settle();
    assert_eq!(phone.log(), ["t 5 1 100"]);
    // Half of it, nothing of it, and nobody listens any more.
    for top in [2050.0, 2200.0, 2000.0] {
        phone.session.scroll_to(top);
        phone.settle();
    }
    assert_eq!(phone.log(), ["t 5 1 100", "t 5 0.5 100", "t 5 0 100"]);
}

#[test]
fn observers_may_be_relative_to_a_node_and_watch_many() {
    let phone = Phone::open(&program(
        "<view class=\"area\" style=\"height:50px\"/><view wx:for=\"{{4}}\" id=\"n{{index}}\" class=\"row\" style=\"height:40px\"/><button id=\"go\" bindtap=\"go\">go</button>",
        "go() { log(this.told.join('; ')) },
         onReady() {
            const told = this.told = [];
            this.createIntersectionObserver({ observeAll: true }).relativeTo('.area', { bottom: 60 }).observe('.row', (r) => told.push(r.id + ' ' + r.intersectionRatio));
            wx.createIntersectionObserver(this, { initialRatio: 1 }).relativeToViewport().observe('.row', (r) => told.push('no news'));
            wx.createIntersectionObserver(this).relativeToViewport({ top: 10 }).observe('.row', (r) => told.push([r.relativeRect.top, r.intersectionRect.height].join()));
        }",
        ("", "Component({})"),
    ));
    phone.tap("#go");
    assert_eq!(phone.log(), ["n0 1; n1 0.5; -10,40"]);
}

#[test]
fn values_that_skyline_would_animate_are_where_they_end() {
    let phone = Phone::open(&program(
        "<button id=\"go\" bindtap=\"go\">go</button>",
        "go() {
            const { shared, derived, timing, sequence, runOnJS, Easing } = wx.worklet;
            const x = shared(1), twice = derived(() => x.value * 2);
            x.value = timing(5, { duration: 100, easing: Easing.ease }, () => log('done'));
            log(x.value, twice.value, sequence(1, 2, 3), runOnJS((n) => n + 1)(1));
        }",
        ("", "Component({})"),
    ));
    phone.tap("#go");
    assert_eq!(phone.log(), ["5 10 3 2", "done"]);
}
