//! Markup and a style sheet, all the way to pixels.

use crate::markup;
use crate::support::{Pictures, check, fonts, picture};
use minihost_layout::{BoxTree, ImageSizes, LayoutEnv};
use minihost_paint::{
    Canvas, Colour, FrameBuilder, FrameState, ImageRef, Images, Layer, Offsets, PaintEnv, Painter, Placed,
    Rect, Role, ScrollOffset, Size, SurfaceLayers,
};
use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::{Origin, StyleContext, StyleSheet, Stylist, ua_sheet};
use minihost_tree::{NodeId, StyleScope};
use std::rc::Rc;

/// One picture under one name.
struct Album;

impl Images for Album {
    fn get(&self, url: &str) -> Option<ImageRef> {
        url.ends_with("a.png").then_some(ImageRef { handle: 1, width: 64, height: 48 })
    }
}

impl ImageSizes for Album {
    fn image_size(&self, src: &str) -> Option<(f32, f32)> {
        src.ends_with("a.png").then_some((64.0, 48.0))
    }
}

/// Everything that scrolls, but the page, is scrolled down by this much.
struct Down(f32, NodeId);

impl Offsets for Down {
    fn offset(&self, node: NodeId) -> Option<ScrollOffset> {
        (self.0 > 0.0 && node != self.1).then_some(ScrollOffset { y: self.0, ..ScrollOffset::default() })
    }
}

struct Shown {
    layers: SurfaceLayers,
    state: FrameState,
}

fn show(
    markup: &str,
    css: &str,
    width: f32,
    height: f32,
    down: f32,
    appearance: Appearance,
) -> Option<Shown> {
    let fonts = fonts()?;
    let mut tree = markup::tree(markup);
    let mut stylist = Stylist::new(StyleContext {
        width,
        height,
        pixel_ratio: 2.0,
        appearance,
        safe_area: Insets::default(),
        font_scale: 1.0,
    });
    stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
    let (sheet, problems) = StyleSheet::parse(css, "page.wxss", &|_| None);
    assert!(problems.is_empty(), "{problems:?}");
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    let restyled = stylist.update(&tree, &changes);
    let mut boxes = BoxTree::new();
    let env = LayoutEnv { measurer: &*fonts, images: &Album, viewport: (width, height) };
    boxes.update(&tree, &stylist, &changes, &restyled, &env);
    let window = Size { width, height };
    let env = PaintEnv {
        images: &Album,
        texts: &(),
        canvases: &(),
        offsets: &Down(down, tree.root()),
        window,
        page: true,
        scale: 2.0,
        appearance,
        locale: minihost_ports::Locale::En,
    };
    let layers = Painter::new().paint(&boxes, &tree, &stylist, &env);
    let canvas = Canvas { size: window, scale: 2.0, background: Colour::WHITE };
    let placed = [Placed::new(0, Rect::new(0.0, 0.0, width, height), &layers)];
    let frame = FrameBuilder::new().build(canvas, &placed).expect("the first frame");
    let mut state = FrameState::new();
    state.apply_bytes(&minihost_paint::format::encode(&frame)).expect("a valid frame");
    Some(Shown { layers, state })
}

fn golden(name: &str, markup: &str, css: &str, width: f32, height: f32) -> Option<Shown> {
    let shown = show(markup, css, width, height, 0.0, Appearance::Light)?;
    check(name, &shown.state, &picture());
    Some(shown)
}

#[test]
fn a_card() {
    golden(
        "page_card",
        r#"<view class="card"><image src="/a.png" mode="aspectFill"/><view class="text"><text class="title">小程序</text><view class="line">one line that is too long</view></view></view>"#,
        "page { background: #f2f2f2; }
        .card { margin: 10px; background: #fff; border-radius: 10px; overflow: hidden; box-shadow: 0 3px 10px rgba(0,0,0,.12); }
        image { width: 100%; height: 44px; }
        .text { padding: 8px 10px; }
        .title { font-size: 17px; font-weight: 700; }
        .line { font-size: 13px; color: #888; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }",
        160.0,
        130.0,
    );
}

#[test]
fn icons_and_controls() {
    let types =
        ["success", "success_no_circle", "info", "warn", "waiting", "cancel", "download", "search", "clear"];
    let icons = types.map(|name| format!("<icon type=\"{name}\"/>")).concat();
    let markup = format!(
        r##"<view class="row">{icons}</view><view class="row"><checkbox/><checkbox checked="1"/><radio/><radio checked="1"/><switch/><switch checked="1" color="#f60"/></view><view class="bars"><progress percent="40"/><slider value="30"/></view>"##
    );
    let css = ".row { display: flex; justify-content: space-between; margin: 6px; } .bars { padding: 8px; } slider { margin: 8px 0; }";
    golden("page_controls", &markup, css, 250.0, 125.0);
    let dark =
        show(&markup, &format!("page {{ background: #191919; }} {css}"), 250.0, 125.0, 0.0, Appearance::Dark);
    if let Some(shown) = dark {
        check("page_controls_dark", &shown.state, &Pictures::default());
    }
}

#[test]
fn inline_text() {
    golden(
        "page_inline",
        r#"<view class="p">a <text class="tag">tag</text> b <text class="u">under</text> c <text class="s">gone</text></view><view class="p"><text class="grad">渐变</text> and <text class="shadow">影</text></view>"#,
        ".p { padding: 4px 8px; font-size: 17px; }
        .tag { background: #e1f7ea; color: #07c160; border: 1px solid #07c160; border-radius: 4px; padding: 0 4px; }
        .u { text-decoration: underline; } .s { text-decoration: line-through; color: #999; }
        .grad { background-image: linear-gradient(90deg, #fa5151, #576b95); -webkit-background-clip: text; background-clip: text; color: transparent; }
        .shadow { text-shadow: 1px 2px 2px rgba(0,0,0,.4); color: #07c160; }",
        200.0,
        66.0,
    );
}

#[test]
fn backgrounds() {
    golden(
        "page_backgrounds",
        r#"<view class="a"/><view class="b"/><view class="c"/><view class="d"/><view class="e"/><view class="f"/>"#,
        "page { display: flex; flex-wrap: wrap; }
        view { width: 50px; height: 40px; margin: 5px; }
        .a { background: linear-gradient(to right bottom, #07c160, #10aeff); border-radius: 8px; }
        .b { background: #eee url(/a.png) center / contain no-repeat; }
        .c { background: url(/a.png) 0 0 / 16px 12px; border-radius: 20px; }
        .d { background: linear-gradient(#fff, #fff) center / 20px 20px no-repeat, #fa5151; }
        .e { background: radial-gradient(circle at 30% 30%, #ffc300, #fa5151 60%); border-radius: 50%; }
        .f { background: repeating-linear-gradient(45deg, #ffc300 0 5px, #fff 5px 10px); }",
        180.0,
        100.0,
    );
}

#[test]
fn stacking() {
    let shown = golden(
        "page_stacking",
        r#"<view class="low"/><view class="a"/><view class="b"/><view class="c"/><view class="t"/><view class="o"><view class="i"/></view>"#,
        "view { position: absolute; width: 40px; height: 40px; }
        .a { left: 10px; top: 10px; background: #fa5151; z-index: 2; }
        .b { left: 25px; top: 20px; background: #07c160; z-index: 1; }
        .c { left: 40px; top: 30px; background: #10aeff; }
        .low { left: 5px; top: 5px; width: 90px; height: 70px; background: #eee; z-index: -1; }
        .t { left: 110px; top: 15px; background: #ffc300; transform: rotate(20deg) scale(.8); }
        .o { left: 160px; top: 10px; background: #576b95; opacity: .5; }
        .i { left: 20px; top: 20px; background: #fa5151; }",
        230.0,
        85.0,
    );
    if let Some(shown) = shown {
        assert_eq!(shown.layers.layers.len(), 2, "none of this needs a layer of its own");
    }
}

#[test]
fn swipers_and_buttons() {
    let shown = golden(
        "page_swiper",
        r##"<swiper indicator-dots="1" indicator-active-color="#fff" current="1"><swiper-item class="a"/><swiper-item class="b"/><swiper-item class="c"/></swiper><button type="primary" loading="1">Send</button><button plain="1">小 b</button>"##,
        "swiper { height: 50px; } .a { background: #fa5151; } .b { background: linear-gradient(90deg, #07c160, #10aeff); }
        button { margin: 8px; }
        button[loading]::before { content: ''; display: inline-block; vertical-align: middle; width: 18px; height: 18px; margin-right: 4px; }",
        160.0,
        170.0,
    );
    if let Some(shown) = shown {
        let swiper = ids(&shown.layers, |layer| layer.scroll.is_some_and(|scroll| scroll.snap > 0.0))
            .next()
            .expect("scrolls");
        let scroll = swiper.scroll.expect("asked for");
        assert_eq!((scroll.snap, scroll.x, scroll.content.width), (160.0, 160.0, 480.0));
        assert_eq!(ids(&shown.layers, |layer| layer.motion != minihost_paint::Motion::None).count(), 1);
    }
}

fn ids<'a>(
    layers: &'a SurfaceLayers,
    found: impl Fn(&Layer) -> bool + 'a,
) -> impl Iterator<Item = &'a Layer> {
    layers.layers.iter().filter(move |layer| found(layer))
}

#[test]
fn layers_of_a_page() {
    let markup = r#"<scroll-view class="list" scroll-y="true"><view class="head"/><view class="rows"/></scroll-view><view class="form"><input placeholder="name"/></view><view class="over"/><view class="bar"/>"#;
    let css = "page { background: #f2f2f2; }
        .list { width: 140px; height: 60px; margin: 10px; background: #fff; border-radius: 8px; }
        .head { position: sticky; top: 0; height: 14px; background: #ffc300; }
        .rows { height: 200px; background: linear-gradient(#07c160, #10aeff); margin: 4px; }
        .form { opacity: .6; background: #fff; margin: 10px; }
        .over { position: absolute; left: 60px; top: 84px; width: 30px; height: 30px; background: #fa5151; }
        .bar { position: fixed; left: 0; right: 0; bottom: 0; height: 20px; background: #576b95; }";
    let Some(shown) = show(markup, css, 160.0, 150.0, 20.0, Appearance::Light) else { return };
    check("page_layers", &shown.state, &Pictures::default());
    let layers = &shown.layers;
    assert_eq!(ids(layers, |layer| layer.scroll.is_some_and(|scroll| !scroll.page)).count(), 1);
    assert_eq!(ids(layers, |layer| layer.scroll.is_some_and(|scroll| scroll.page)).count(), 1);
    assert_eq!(ids(layers, |layer| layer.sticky.is_some()).count(), 1);
    let field = ids(layers, |layer| matches!(layer.native, minihost_paint::Native::TextField { .. }))
        .next()
        .expect("a field");
    let around = layers.layers.iter().find(|layer| layer.id == field.parent).expect("its parent");
    assert!((around.opacity - 0.6).abs() < 0.01, "a field fades with what is around it");
    let last = layers.layers.last().expect("some");
    assert_eq!(
        last.rect,
        Rect::new(0.0, 130.0, 160.0, 20.0),
        "the bar is fixed, outside of the page's layer"
    );
    assert_eq!(last.parent, layers.layers[0].id);
}

#[test]
fn things_for_screen_readers() {
    let markup = r#"<view aria-label="Hello"><text>not read</text></view><view><text>Two</text> words</view><button>Send</button><image src="/a.png"/><view aria-hidden="true"><text>unseen</text></view><checkbox checked="1"/><view class="narrow">words that wrap 换行的中文没有空格</view>"#;
    let css = ".narrow { width: 60px; }";
    let Some(shown) = show(markup, css, 200.0, 400.0, 0.0, Appearance::Light) else { return };
    let found: Vec<(Role, &str, bool)> = shown
        .layers
        .accessible
        .iter()
        .map(|thing| (thing.role, thing.label.as_str(), thing.checked))
        .collect();
    assert_eq!(
        found,
        [
            (Role::Text, "Hello", false),
            (Role::Text, "Two words", false),
            (Role::Button, "Send", false),
            (Role::Checkbox, "", true),
            // Lines end between words, and within Chinese without one.
            (Role::Text, "words that wrap 换行的中文没有空格", false),
        ]
    );
}

#[test]
fn masks_of_pictures_and_gradients() {
    // A shape as icon libraries have it, a list that fades out, one whose picture is not there, and one around something that scrolls.
    golden(
        "page_masks",
        r#"<view class="icon"/><view class="fade">one<view/>two<view/>three</view><view class="missing"/><view class="tiles"/>"#,
        ".icon, .missing, .tiles { width: 40px; height: 40px; background: linear-gradient(90deg, #07c160, #576b95); margin: 4px; }
        .icon { -webkit-mask: url(/a.png) no-repeat 50% 50%; -webkit-mask-size: cover; border-radius: 20px; }
        .fade { color: #fa5151; -webkit-mask-image: linear-gradient(#000, rgba(0,0,0,0)); mask-image: linear-gradient(#000, rgba(0,0,0,0)); }
        .missing { mask-image: url(/none.png); }
        .tiles { mask: radial-gradient(circle, #000 4px, transparent 5px) 0 0 / 10px 10px; opacity: .6; }",
        120.0,
        220.0,
    );
}

#[test]
fn what_only_a_host_can_show_has_a_stand_in() {
    let markup = r#"<video src="a.mp4"/><map/><camera/><live-player src="x"/><ad class="small"/>"#;
    let css = "page { background: #fff; } video, map, camera, live-player { width: 90px; height: 64px; margin: 4px; display: inline-block; }
        .small { width: 110px; height: 30px; margin: 4px; }";
    for (name, appearance) in
        [("page_stand_ins", Appearance::Light), ("page_stand_ins_dark", Appearance::Dark)]
    {
        let Some(shown) = show(markup, css, 200.0, 190.0, 0.0, appearance) else { return };
        check(name, &shown.state, &Pictures::default());
        let spoken: Vec<&str> = shown.layers.accessible.iter().map(|thing| thing.label.as_str()).collect();
        assert_eq!(spoken, ["Video", "Map", "Camera", "Live video", "Advertisement"]);
    }
}
