//! Fonts that programs bring: found, fetched, measured and drawn as outlines.

use crate::font_files::{TestGlyph, truetype, woff, woff2};
use crate::support::{Dialect, Options, Phone, Program, answer};
use minihost_paint::{FrameState, Op};
use minihost_ports::Severity;

/// An icon half as wide as high, and no letters.
fn icons() -> Vec<TestGlyph> {
    vec![TestGlyph::rect('\u{e001}', 500, (0, -200, 500, 800))]
}

/// Widths of the outlines that a page shows, from top to bottom.
fn outlines(phone: &Phone) -> Vec<f32> {
    phone.session.request_whole_frame();
    phone.settle();
    let mut state = FrameState::new();
    state.apply_bytes(&phone.session.take_frame().expect("a frame")).expect("a valid frame");
    let ops = state.layers.iter().filter_map(|layer| layer.content.as_ref()).flat_map(|content| &content.ops);
    ops.filter_map(|op| match op {
        Op::FillPath { .. } => op.bounds(&[]).map(|bounds| bounds.width),
        _ => None,
    })
    .collect()
}

fn warnings(phone: &Phone) -> Vec<String> {
    let problems = phone.session.problems();
    let fonts = problems.iter().filter(|problem| problem.message.contains("font"));
    fonts
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| problem.message.clone())
        .collect()
}

const PAGE: &str = "<text class=\"icon\" id=\"i\">\u{e001}</text>";

fn data_uri(bytes: &[u8]) -> String {
    bytes.iter().fold("data:font/woff2,".to_owned(), |uri, byte| format!("{uri}%{byte:02x}"))
}

#[test]
fn fonts_come_from_the_address_the_package_and_the_network() {
    let data = data_uri(&woff2(&icons()));
    for (name, src, served) in [
        ("data", format!("url('{data}') format('woff2')"), 0),
        ("package", "url(../../fonts/icon.ttf?t=1) format('truetype')".to_owned(), 0),
        ("network", "url(https://allowed.test/icon.woff)".to_owned(), 1),
        // What cannot be had is passed over: formats of old browsers, local fonts, missing files, damaged ones.
        (
            "the last of many",
            "url(/a.eot) format('embedded-opentype'), local(x), url(/none.ttf), url(/fonts/bad.ttf), url(/fonts/icon.ttf)".to_owned(),
            0,
        ),
    ] {
        let css = format!("@font-face {{ font-family: icons; src: {src} }} .icon {{ font: 20px icons }}");
        let program = Program::new(Dialect::WeChat)
            .page("pages/a/a", PAGE, "", "{}")
            .file("pages/a/a.wxss", &css)
            .bytes("fonts/icon.ttf", truetype(&icons()))
            .bytes("fonts/bad.ttf", b"no font".to_vec());
        let serve = |_: &_| Ok(answer(200, &[], &woff(&icons())));
        let phone = Phone::open_with(&program, Options { serve: Some(Box::new(serve)), ..Options::default() });
        assert_eq!(outlines(&phone), [10.0], "{name}");
        assert_eq!(phone.node("i").rect.map(|rect| rect[2]), Some(10.0), "{name}");
        assert_eq!(phone.sent.lock().expect("lock").len(), served, "{name}");
        assert_eq!(warnings(&phone).len(), if name == "the last of many" { 2 } else { 0 }, "{name}");
    }
}

#[test]
fn a_font_that_may_not_be_fetched_is_reported_and_others_stand_in() {
    for src in ["url(https://other.test/icon.woff)", "url(https://allowed.test/icon.woff)"] {
        let css = format!("@font-face {{ font-family: icons; src: {src} }} .icon {{ font: 20px icons }}");
        let program =
            Program::new(Dialect::WeChat).page("pages/a/a", PAGE, "", "{}").file("pages/a/a.wxss", &css);
        let serve = |_: &_| Ok(answer(404, &[], b""));
        let phone =
            Phone::open_with(&program, Options { serve: Some(Box::new(serve)), ..Options::default() });
        assert_eq!(outlines(&phone), [0.0; 0]);
        assert_eq!(warnings(&phone).len(), 1, "{:?}", phone.session.problems());
    }
}

#[test]
fn what_no_text_wants_is_not_fetched() {
    let css = "@font-face { font-family: icons; src: url(https://allowed.test/a.woff) }
        @font-face { font-family: latin; src: url(https://allowed.test/b.woff); unicode-range: U+0-7F }
        .icon { font: 20px latin }";
    let program = Program::new(Dialect::WeChat)
        .page("pages/a/a", "<text class=\"icon\">小</text>", "", "{}")
        .file("pages/a/a.wxss", css);
    let phone = Phone::open(&program);
    assert_eq!(phone.sent.lock().expect("lock").len(), 0);
}

#[test]
fn load_font_face_answers_and_reaches_later_pages() {
    let data = data_uri(&truetype(&icons()));
    let program = Program::new(Dialect::WeChat)
        .helper(&format!(
            "wx.loadFontFace({{ global: true, family: 'icons', source: 'url(\"{data}\")', complete: (r) => lines.push(r.errMsg + ' ' + r.status) }});
            wx.loadFontFace({{ family: 'none', source: 'url(\"/none.ttf\")', fail: (r) => lines.push(r.errMsg) }});
            wx.loadFontFace({{ family: 'none', fail: (r) => lines.push(r.errMsg) }});"
        ))
        .page("pages/a/a", PAGE, "onReady() { log('ready') }", "{}")
        .file("pages/a/a.wxss", ".icon { font: 20px icons }");
    let phone = Phone::open(&program);
    let mut log = phone.log();
    log.sort();
    assert_eq!(
        log,
        [
            "loadFontFace:fail no source of the font \"none\" can be used",
            "loadFontFace:fail parameter error: parameter.source should be String instead of Undefined",
            "loadFontFace:ok loaded",
            "ready",
        ]
    );
    assert_eq!(outlines(&phone), [10.0]);
}
