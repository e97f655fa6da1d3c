//! `picker-view`: columns that come to rest at items.

use crate::support::{Dialect, Phone, Program};

const SCRIPT: &str = "data: { value: [1, 0], days: ['1', '2', '3'] },
    change(e) { log('change', e.detail.value); if (e.detail.value[0] === 2) this.setData({ days: ['1'] }) },
    start() { log('start') }, end(e) { log('end', e.detail.value) },
    go() { this.setData({ value: [0, 2] }) }";

fn phone(attributes: &str) -> Phone {
    let template = format!(
        "<picker-view id=\"it\" style=\"width:200px;height:150px\" value=\"{{{{value}}}}\" bindchange=\"change\" bindpickstart=\"start\" bindpickend=\"end\" {attributes}>
           <picker-view-column id=\"months\"><view>a</view><view id=\"b\">b</view><view id=\"c\">c</view></picker-view-column>
           <picker-view-column id=\"days\"><view wx:for=\"{{{{days}}}}\" wx:key=\"*this\" class=\"day\">{{{{item}}}}</view></picker-view-column>
         </picker-view><button id=\"go\" bindtap=\"go\">go</button>"
    );
    let program = Program::new(Dialect::WeChat).page("pages/a/a", &template, SCRIPT, "{}");
    Phone::open(&program.file("pages/a/a.wxss", ".frame { height: 30px; } .day { line-height: 50px; }"))
}

/// Where the columns stand, by how far they are scrolled.
fn offsets(phone: &Phone) -> Vec<(f32, f32)> {
    phone.session.request_whole_frame();
    phone.settle();
    let frame = crate::support::patiently(|| phone.session.take_frame());
    let frame = minihost_paint::format::decode(&frame).expect("a frame");
    let scrolls = frame.layers.iter().filter_map(|layer| layer.scroll);
    scrolls.filter(|scroll| scroll.snap > 0.0).map(|scroll| (scroll.snap, scroll.y)).collect()
}

#[test]
fn columns_stand_where_the_value_says() {
    for (attributes, height) in
        [("indicator-style=\"height: 50px;\"", 50.0), ("", 34.0), ("indicator-class=\"frame\"", 30.0)]
    {
        let phone = phone(attributes);
        assert_eq!(offsets(&phone), [(height, height), (height, 0.0)], "{attributes}");
        let [.., top, _, tall] = phone.node("b").rect.expect("shown");
        assert_eq!((top, tall), (75.0 - height / 2.0 + height, height), "{attributes}");
        phone.tap("#go");
        assert_eq!(offsets(&phone), [(height, 0.0), (height, 2.0 * height)]);
        assert!(phone.log().is_empty(), "a program's own change is not told");
    }
}

#[test]
fn a_finger_turns_a_column_and_another_follows_the_data() {
    let phone = phone("indicator-style=\"height: 50px;\"");
    let (surface, days) = phone.session.node_place("#days").expect("a column");
    phone.session.scrolled(surface, days, 0.0, 100.0);
    phone.settle();
    let (_, months) = phone.session.node_place("#months").expect("a column");
    for y in [70.0, 90.0, 100.0] {
        phone.session.scrolled(surface, months, 0.0, y);
    }
    let expected = ["start", "change [1,2]", "end [1,2]", "start", "change [2,2]", "end [2,2]"];
    assert_eq!(phone.log(), expected);
    assert_eq!(offsets(&phone), [(50.0, 100.0), (50.0, 0.0)], "there is one day left");
}

#[test]
fn a_tap_on_an_item_turns_its_column_there() {
    let phone = phone("indicator-style=\"height: 50px;\"");
    let top = phone.session.page_place().expect("a page")[1];
    phone.tap_at(20.0, top + 125.0);
    assert_eq!(phone.log(), ["start", "change [2,0]", "end [2,0]"]);
    phone.tap_at(20.0, top + 75.0);
    assert_eq!(phone.log().len(), 3, "the chosen one already");
}
