//! Layers: scrolling, sticking, clipping, fading, and stand-ins for native controls.

use crate::support::{Pictures, check, font, fonts, whole};
use minihost_layout::FontBook;
use minihost_paint::raster::Rasteriser;
use minihost_paint::{
    Clip, Colour, Content, Corners, FrameState, Keyboard, Layer, Native, Op, Rect, Scroll, Segment, Size,
    Sticky, TextAlign, TextField, Transform,
};
use std::sync::Arc;

const GREEN: Colour = Colour::rgb(0x07c160);
const BLUE: Colour = Colour::rgb(0x576b95);
const AMBER: Colour = Colour::rgb(0xffc300);

fn layer(id: u64, parent: u64, rect: Rect, ops: Vec<Op>) -> Layer {
    let mut layer = Layer::new(id, parent, rect);
    layer.version = 1;
    layer.bounds = Rect::new(0.0, 0.0, 400.0, 400.0);
    layer.content = Some(Arc::new(Content { fonts: vec![], ops }));
    layer
}

fn fill(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Op {
    Op::FillRect { rect: Rect::new(x, y, width, height), paint: colour.into() }
}

fn scrolling(id: u64, x: f32, y: f32) -> Layer {
    let stripes = (0..20)
        .map(|n| fill(0.0, n as f32 * 10.0, 80.0, 5.0, if n % 2 == 0 { GREEN } else { BLUE }))
        .collect();
    let mut scrolled = layer(id, 1, Rect::new(x, y, 60.0, 60.0), stripes);
    scrolled.clip = Some(Clip { rect: Rect::new(0.0, 0.0, 60.0, 60.0), corners: Corners::all(12.0) });
    scrolled.scroll = Some(Scroll {
        content: Size { width: 60.0, height: 200.0 },
        x: 0.0,
        y: 47.0,
        version: 0,
        horizontal: false,
        vertical: true,
        page: false,
        smooth: false,
        snap: 0.0,
    });
    scrolled
}

fn sticky(id: u64, parent: u64, y: f32, until: f32) -> Layer {
    let mut stuck =
        layer(id, parent, Rect::new(10.0, y, 40.0, 14.0), vec![fill(0.0, 0.0, 40.0, 14.0, AMBER)]);
    let container = Rect::new(0.0, 0.0, 60.0, until);
    stuck.sticky = Some(Sticky { top: Some(4.0), right: None, bottom: None, left: None, container });
    stuck
}

fn stack() -> FrameState {
    let page = layer(1, 0, Rect::new(0.0, 0.0, 230.0, 80.0), vec![]);
    let mut group = layer(6, 1, Rect::new(150.0, 10.0, 60.0, 60.0), vec![fill(0.0, 0.0, 40.0, 40.0, GREEN)]);
    group.opacity = 0.5;
    let mut turned = layer(7, 6, Rect::new(30.0, 20.0, 30.0, 30.0), vec![fill(0.0, 0.0, 30.0, 30.0, BLUE)]);
    turned.transform = Transform { a: 0.966, b: 0.259, c: -0.259, d: 0.966, e: 0.0, f: 0.0 };
    // One keeps to the edge, one is taken along by the end of its container.
    whole(
        230.0,
        80.0,
        vec![
            page,
            scrolling(2, 10.0, 10.0),
            sticky(3, 2, 20.0, 200.0),
            scrolling(4, 80.0, 10.0),
            sticky(5, 4, 20.0, 58.0),
            group,
            turned,
        ],
    )
}

#[test]
fn scrolled_stuck_and_faded() {
    check("layers", &stack(), &Pictures::default());
}

#[test]
fn a_layer_can_be_drawn_in_tiles() {
    let rasteriser = Rasteriser::new(fonts().unwrap_or_else(|| Arc::new(FontBook::new(vec![]))));
    let state = stack();
    let area = Rect::new(0.0, 0.0, 60.0, 80.0);
    let whole = rasteriser.layer_pixels(&state, 2, Some(area), 2.0).expect("draws");
    assert_eq!((whole.pixels.width, whole.pixels.height), (120, 160));
    let mut rows = Vec::new();
    for tile in 0..4 {
        let area = Rect::new(0.0, tile as f32 * 20.0, 60.0, 20.0);
        rows.extend(rasteriser.layer_pixels(&state, 2, Some(area), 2.0).expect("draws").pixels.rgba);
    }
    assert!(rows == whole.pixels.rgba, "tiles meet without a seam");
    assert!(rasteriser.layer_pixels(&state, 2, Some(Rect::new(500.0, 0.0, 10.0, 10.0)), 2.0).is_none());
    assert!(rasteriser.layer_pixels(&state, 99, None, 2.0).is_none());
}

fn field(value: &str) -> TextField {
    TextField {
        multiline: false,
        value: value.to_owned(),
        value_version: 1,
        placeholder: "输入 name".to_owned(),
        placeholder_colour: Colour::rgb(0xb2b2b2),
        colour: Colour::rgb(0x1a1a1a),
        font: font(14.0, 400),
        line_height: 20.0,
        align: TextAlign::Left,
        keyboard: Keyboard::Text,
        password: false,
        max_length: -1,
        focus: false,
        disabled: false,
        confirm: "done".to_owned(),
        confirm_hold: false,
        adjust: true,
        auto_height: false,
    }
}

#[test]
fn text_fields() {
    if fonts().is_none() {
        return;
    }
    let page = layer(1, 0, Rect::new(0.0, 0.0, 180.0, 66.0), vec![]);
    let place = |id: u64, rect: Rect, field: TextField| {
        let mut layer =
            layer(id, 1, rect, vec![fill(0.0, 0.0, rect.width, rect.height, Colour::rgb(0xf2f2f2))]);
        layer.native = Native::TextField { field };
        layer
    };
    let layers = vec![
        page,
        place(2, Rect::new(4.0, 4.0, 80.0, 26.0), field("")),
        place(3, Rect::new(4.0, 34.0, 80.0, 26.0), TextField { align: TextAlign::Right, ..field("你好 hi") }),
        place(4, Rect::new(90.0, 4.0, 86.0, 16.0), TextField { password: true, ..field("secret") }),
        place(
            5,
            Rect::new(90.0, 24.0, 86.0, 38.0),
            TextField { multiline: true, ..field("several lines of words\nb") },
        ),
    ];
    check("text_fields", &whole(180.0, 66.0, layers), &Pictures::default());
}

/// Shadows, and soft paths and texts, that reach over all of a phone's screen and far beyond it.
#[test]
fn wide_blurs_end_in_time() {
    let rect = Rect::new(40.0, 300.0, 300.0, 200.0);
    let colour = Colour::rgba(0, 0, 0, 128);
    let shadow = |blur: f32| Op::Shadow {
        rect,
        corners: Corners::default(),
        dx: 0.0,
        dy: 0.0,
        blur,
        spread: 0.0,
        colour,
        inset: false,
    };
    let path = vec![
        Segment::Move { x: 40.0, y: 300.0 },
        Segment::Line { x: 340.0, y: 300.0 },
        Segment::Line { x: 40.0, y: 500.0 },
    ];
    let soft = |blur: f32| Op::FillPath { path: path.clone(), even_odd: false, paint: colour.into(), blur };
    let rasteriser = Rasteriser::new(Arc::new(FontBook::new(vec![])));
    for (what, op, count) in [
        ("shadows of 400", shadow(400.0), 20),
        ("shadows of 9999", shadow(9999.0), 20),
        ("soft paths of 40", soft(40.0), 20),
        ("soft paths of 9999", soft(9999.0), 20),
    ] {
        let state = super::support::screen(375.0, 812.0, vec![], vec![op; count]);
        let begin = std::time::Instant::now();
        rasteriser.compose(&state, 2.0);
        println!("measured: {count} {what}: {:?}", begin.elapsed());
        assert!(begin.elapsed().as_secs() < 20, "{count} {what}: {:?}", begin.elapsed());
    }
}

#[test]
fn an_empty_state_is_one_pixel() {
    let rasteriser = Rasteriser::new(Arc::new(FontBook::new(vec![])));
    let pixels = rasteriser.compose(&FrameState::new(), 2.0);
    assert_eq!((pixels.width, pixels.height), (1, 1));
}
