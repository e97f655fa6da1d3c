//! Navigation bar and tab bar.

use crate::support::{Dialect, Phone, Program};

const TABS: &str = r##"{ "tabBar": { "color": "#111111", "list": [
    { "pagePath": "pages/a/a", "text": "One" }, { "pagePath": "pages/b/b", "text": "Two" } ] },
    "window": { "navigationBarTitleText": "Bars" } }"##;

fn tabs(script_of_item: &str) -> Phone {
    let body = "onLoad() { log('load a') }, onTabItemTap(item) { log('tab', item) }, go() { wx.navigateTo({ url: '/pages/c/c' }) }";
    Phone::open(
        &Program::new(Dialect::WeChat)
            .app(TABS)
            .page("pages/a/a", "<button id=\"go\" bindtap=\"go\">go</button>", body, "{}")
            .page("pages/b/b", "<view>b</view>", "onTabItemTap(item) { log('tab', item) }", "{}")
            .page("pages/c/c", "<button id=\"do\" bindtap=\"run\">do</button>", script_of_item, "{}"),
    )
}

#[test]
fn what_a_page_without_tabs_sets_shows_on_the_tabs() {
    let phone = tabs(
        "run() {
            wx.setTabBarBadge({ index: 1, text: '7', complete: (r) => log(r.errMsg) });
            wx.showTabBarRedDot({ index: 0, complete: (r) => log(r.errMsg) });
            wx.setTabBarItem({ index: 0, text: 'Uno', complete: (r) => log(r.errMsg) });
            wx.setTabBarStyle({ color: '#ff0000', complete: (r) => log(r.errMsg) });
            wx.removeTabBarBadge({ index: 9, complete: (r) => log(r.errMsg) });
        }",
    );
    assert!(phone.chrome_has("One") && !phone.chrome_has("7"));
    phone.tap("#go");
    assert!(!phone.chrome_has("One"), "{:?}", phone.chrome());
    phone.tap("#do");
    assert_eq!(
        phone.log(),
        [
            "load a",
            "setTabBarBadge:ok",
            "showTabBarRedDot:ok",
            "setTabBarItem:ok",
            "setTabBarStyle:ok",
            "removeTabBarBadge:fail tabbar item 9 not found"
        ]
    );
    phone.session.back();
    let shown = phone.chrome();
    assert!(shown.contains(&"Uno".into()) && shown.contains(&"7".into()), "{shown:?}");
    // A change of appearance draws the bar anew and keeps it.
    phone.session.set_screen(minihost_ports::Screen {
        appearance: minihost_ports::Appearance::Dark,
        ..Default::default()
    });
    assert!(phone.chrome_has("7"));
}

#[test]
fn the_bar_hides_and_the_page_grows() {
    let phone =
        tabs("run() { wx.hideTabBar({ complete: (r) => log(r.errMsg, wx.getWindowInfo().windowHeight) }) }");
    let info = "load a";
    assert_eq!(phone.log(), [info]);
    phone.tap("#go");
    phone.tap("#do");
    phone.session.back();
    assert!(!phone.chrome_has("One"), "{:?}", phone.chrome());
}

#[test]
fn a_tap_on_a_tab_is_told_to_the_page_that_shows() {
    let phone = tabs("");
    phone.tap("text=Two");
    assert_eq!(phone.path(), "pages/b/b");
    phone.tap("text=Two");
    let line = r#"tab {"index":1,"pagePath":"pages/b/b","text":"Two"}"#;
    assert_eq!(phone.log(), ["load a", line, line]);
    assert!(!phone.log().is_empty(), "the page that shows is the last of getCurrentPages, so it has the log");
}

#[test]
fn a_program_without_tabs_is_told_so() {
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "",
        "onLoad() { wx.setTabBarBadge({ index: 0, text: 'x', fail: (r) => log(r.errMsg) }) }",
        "{}",
    ));
    assert_eq!(phone.log(), ["setTabBarBadge:fail not TabBar page"]);
}

#[test]
fn the_navigation_bar_says_what_the_page_wants() {
    let phone = Phone::open(
        &Program::new(Dialect::WeChat)
            .app(r#"{ "window": { "navigationBarTitleText": "App" } }"#)
            .page(
                "pages/a/a",
                "<button id=\"title\" bindtap=\"title\">t</button><button id=\"color\" bindtap=\"color\">c</button><button id=\"on\" bindtap=\"on\">l</button><button id=\"off\" bindtap=\"off\">o</button>",
                "title() { wx.setNavigationBarTitle({ title: 'Mine', complete: (r) => log(r.errMsg) }) },
                 color() {
                     wx.setNavigationBarColor({ frontColor: '#000000', backgroundColor: '#00ff00', complete: (r) => log(r.errMsg) });
                     wx.setNavigationBarColor({ frontColor: 'red', backgroundColor: '#00ff00', complete: (r) => log(r.errMsg) });
                 },
                 on() { wx.showNavigationBarLoading({ complete: (r) => log(r.errMsg) }) },
                 off() { wx.hideNavigationBarLoading({ complete: (r) => log(r.errMsg) }) }",
                "{}",
            ),
    );
    assert!(phone.chrome_has("App"));
    phone.tap("#title");
    assert!(phone.chrome_has("Mine") && !phone.chrome_has("App"));
    phone.tap("#color");
    phone.tap("#on");
    phone.tap("#off");
    assert_eq!(
        phone.log(),
        [
            "setNavigationBarTitle:ok",
            "setNavigationBarColor:ok",
            "setNavigationBarColor:fail invalid frontColor \"red\"",
            "showNavigationBarLoading:ok",
            "hideNavigationBarLoading:ok"
        ]
    );
}

#[test]
fn a_page_of_its_own_style_has_the_whole_screen() {
    let script = "onLoad() { const w = wx.getWindowInfo(); log(w.windowHeight, w.screenHeight, wx.getMenuButtonBoundingClientRect().top > 0) }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        "",
        script,
        r#"{ "navigationStyle": "custom", "navigationBarTitleText": "Unseen" }"#,
    ));
    assert_eq!(phone.log(), ["812 812 true"]);
    assert!(!phone.chrome_has("Unseen"));
}

#[test]
fn the_house_shows_on_a_page_from_outside_and_can_be_hidden() {
    let program = Program::new(Dialect::WeChat).page("pages/a/a", "<view>a</view>", "", "{}").page(
        "pages/b/b",
        "<view>b</view>",
        "onShow() { wx.hideHomeButton({ complete: (r) => log(r.errMsg) }) }",
        "{}",
    );
    let options = crate::support::Options { path: Some("pages/b/b?x=1".into()), ..Default::default() };
    let phone = Phone::open_with(&program, options);
    assert_eq!(phone.log(), ["hideHomeButton:ok"]);
    assert_eq!(phone.session.page_tree().expect("page").query, "x=1");
}

/// A bar covers the unsafe strip itself: a page between the bars needs no room for it, as in a web view that ends where the bar begins.
#[test]
fn what_bars_cover_is_not_unsafe_for_the_page() {
    let strips = "<view id=\"top\" style=\"height: env(safe-area-inset-top)\"></view>
        <view id=\"bottom\" style=\"height: env(safe-area-inset-bottom)\"></view>";
    for (tabs, json, expected) in [
        (TABS, "{}", (0.0, 0.0)),
        (TABS, "{ \"navigationStyle\": \"custom\" }", (44.0, 0.0)),
        ("{}", "{}", (0.0, 34.0)),
        ("{}", "{ \"navigationStyle\": \"custom\" }", (44.0, 34.0)),
    ] {
        let phone =
            Phone::open(&Program::new(Dialect::WeChat).app(tabs).page("pages/a/a", strips, "", json).page(
                "pages/b/b",
                "",
                "",
                "{}",
            ));
        let height = |id: &str| phone.node(id).rect.map_or(0.0, |rect| rect[3]);
        assert_eq!((height("top"), height("bottom")), expected, "{tabs} {json}");
    }
}
