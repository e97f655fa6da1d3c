//! Scrolling, pull-down refresh, another size of the screen.

use crate::support::{Dialect, Phone, Program};
use minihost_ports::Screen;

fn long(script: &str, json: &str) -> Phone {
    let template = "<button id=\"go\" bindtap=\"go\">go</button><view style=\"height:3000px\">long</view><view id=\"end\">end</view>";
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", template, script, json))
}

#[test]
fn a_finger_scrolls_the_page() {
    let phone = long("onPageScroll(e) { log('at', e.scrollTop) }, onReachBottom() { log('bottom') }", "{}");
    phone.session.scroll_to(100.0);
    phone.session.scroll_to(99_999.0);
    phone.session.scroll_to(99_000.0);
    let log = phone.log();
    assert_eq!(log[0], "at 100");
    assert_eq!(log.iter().filter(|line| *line == "bottom").count(), 1, "{log:?}");
}

#[test]
fn a_program_scrolls_its_page() {
    for (call, expected) in [
        ("{ scrollTop: 500, duration: 0 }", ["at 500", "pageScrollTo:ok"]),
        // Gliding: the answer comes at once, the page arrives later.
        ("{ scrollTop: 500, duration: 80 }", ["pageScrollTo:ok", "at 500"]),
    ] {
        let script = format!(
            "onPageScroll(e) {{ log('at', e.scrollTop) }}, go() {{ wx.pageScrollTo({{ ...{call}, complete: (r) => log(r.errMsg) }}) }}"
        );
        let phone = long(&script, "{}");
        phone.tap("#go");
        assert_eq!(phone.log(), expected, "{call}");
    }
}

#[test]
fn a_program_scrolls_to_a_node_or_hears_that_there_is_none() {
    let phone = long(
        "onPageScroll(e) { log(e.scrollTop > 2000) }, go() {
            wx.pageScrollTo({ selector: '#end', duration: 0, complete: (r) => log(r.errMsg) });
            wx.pageScrollTo({ selector: '#none', complete: (r) => log(r.errMsg) });
        }",
        "{}",
    );
    phone.tap("#go");
    assert_eq!(phone.log(), ["true", "pageScrollTo:ok", "pageScrollTo:fail no node matches \"#none\""]);
}

#[test]
fn pulling_down_refreshes_until_the_program_stops_it() {
    let script = "onPullDownRefresh() { log('pulled') }, go() { wx.stopPullDownRefresh({ complete: (r) => log(r.errMsg) }) }";
    let phone = long(script, r#"{ "enablePullDownRefresh": true }"#);
    let top = || phone.session.page_place().expect("a page")[1];
    let before = top();
    phone.session.pull_down();
    phone.session.pull_down();
    assert_eq!(phone.log(), ["pulled"], "one refresh at a time");
    assert!(top() > before, "the page makes room for the notice");
    phone.tap("#go");
    assert_eq!(phone.log(), ["pulled", "stopPullDownRefresh:ok"]);
    assert_eq!(top(), before);
    phone.session.pull_down();
    assert_eq!(phone.log().len(), 3);
}

#[test]
fn a_page_that_cannot_be_pulled_is_not() {
    let script = "onPullDownRefresh() { log('pulled') }, go() { wx.startPullDownRefresh({ complete: (r) => log(r.errMsg) }) }";
    let phone = long(script, "{}");
    phone.session.pull_down();
    assert!(phone.log().is_empty());
    phone.tap("#go");
    assert_eq!(phone.log(), ["pulled", "startPullDownRefresh:ok"]);
}

#[test]
fn another_size_is_told() {
    let script = "onResize(e) { log('page', e.size.windowWidth) }, onLoad() { wx.onWindowResize((e) => log('app', e.size.windowWidth, e.deviceOrientation)) }";
    let phone = long(script, "{}");
    phone.session.set_screen(Screen { width: 812.0, height: 375.0, ..Screen::default() });
    assert_eq!(phone.log(), ["page 812", "app 812 landscape"]);
    phone.session.set_screen(Screen { width: 812.0, height: 375.0, font_scale: 1.2, ..Screen::default() });
    assert_eq!(phone.log().len(), 2, "the size is the same");
}
