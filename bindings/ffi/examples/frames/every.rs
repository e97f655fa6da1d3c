//! A frame with every op and every way a layer may stand: what our pages happen not to draw is compared all the same.

use minihost_paint::{
    Blend, BorderSide, Cap, Clip, Colour, Content, Corner, Corners, Drag, Frame, Join, Layer, Line,
    LineStyle, Motion, Native, Op, Paint, Property, Rect, Scroll, Segment, Size, Sticky, Stop, TextFont,
    Transform,
};
use std::sync::Arc;

const RED: Colour = Colour { argb: 0x80ff_0000 };
const BOX: Rect = Rect { x: 1.0, y: 2.0, width: 30.0625, height: 40.0 };
const TURN: Transform = Transform { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: 5.0, f: 6.0 };
const SQUARE: Corners = corners(0.0);
const ROUND: Corners = corners(1.5);

/// Eight different radii, times this.
const fn corners(by: f32) -> Corners {
    Corners {
        top_left: Corner { x: by, y: 2.0 * by },
        top_right: Corner { x: 3.0 * by, y: 4.0 * by },
        bottom_right: Corner { x: 5.0 * by, y: 6.0 * by },
        bottom_left: Corner { x: 7.0 * by, y: 8.0 * by },
    }
}

fn paints() -> [Paint; 4] {
    let stops =
        vec![Stop { offset: 0.0, colour: RED }, Stop { offset: 1.0 / 3.0, colour: Colour { argb: 1 } }];
    [
        Paint::Solid { colour: RED },
        Paint::Linear { x0: 0.0, y0: 0.25, x1: 1.0, y1: 1.0, stops: stops.clone(), repeat: false },
        Paint::Radial { x: 1.0, y: 2.0, radius_x: 3.0, radius_y: 4.0, stops: stops.clone(), repeat: true },
        Paint::Conic { x: 1.0, y: 2.0, start: 1.5, stops, repeat: false },
    ]
}

fn ops() -> Vec<Op> {
    let [solid, linear, radial, conic] = paints();
    let side = |style| BorderSide { width: 1.0, style, colour: RED };
    let shadow = |inset| Op::Shadow {
        rect: BOX,
        corners: ROUND,
        dx: 1.0,
        dy: -1.0,
        blur: 4.0,
        spread: -0.5,
        colour: RED,
        inset,
    };
    let text = |text: &str, paint: &Paint, blur| Op::Text {
        x: -1.0,
        baseline: 20.0,
        width: 33.5,
        font: 1,
        paint: paint.clone(),
        blur,
        outline: blur / 2.0,
        text: text.to_owned(),
    };
    let path = vec![
        Segment::Move { x: 0.0, y: 0.0 },
        Segment::Line { x: 1.0, y: 0.0 },
        Segment::Quad { x1: 1.0, y1: 1.0, x: 2.0, y: 2.0 },
        Segment::Cubic { x1: 1.0, y1: 2.0, x2: 3.0, y2: 4.0, x: 5.0, y: 6.0 },
        Segment::Close,
    ];
    vec![
        Op::FillRect { rect: BOX, paint: solid.clone() },
        Op::FillRoundRect { rect: BOX, corners: ROUND, paint: linear.clone() },
        Op::Border {
            rect: BOX,
            corners: SQUARE,
            top: side(LineStyle::Solid),
            right: side(LineStyle::Dashed),
            bottom: side(LineStyle::Dotted),
            left: side(LineStyle::Double),
        },
        Op::Border {
            rect: BOX,
            corners: ROUND,
            top: side(LineStyle::None),
            right: side(LineStyle::None),
            bottom: side(LineStyle::None),
            left: side(LineStyle::None),
        },
        shadow(true),
        shadow(false),
        text("say \"\u{597d}\"\n\\ \u{1f44d}\r\t", &solid, 0.0),
        text("", &conic, 3.0),
        Op::Image { image: u32::MAX, source: BOX, target: BOX, corners: ROUND },
        Op::ImageTiles { image: 7, area: BOX, corners: SQUARE, tile: BOX, step_x: 10.0, step_y: 0.0 },
        Op::FillPath { path: path.clone(), even_odd: false, paint: radial, blur: 0.0 },
        Op::FillPath { path: path.clone(), even_odd: true, paint: solid.clone(), blur: 2.5 },
        Op::stroke(path.clone(), conic, Line::new(2.0, Cap::Round, Join::Round)),
        Op::stroke(path.clone(), linear, Line::new(1e30, Cap::Butt, Join::Miter)),
        Op::StrokePath {
            path: path.clone(),
            paint: solid.clone(),
            line: Line {
                miter: 4.5,
                dash: vec![3.0, 1.5],
                dash_offset: -1.0,
                ..Line::new(2.0, Cap::Square, Join::Bevel)
            },
            blur: 1.0,
        },
        Op::ClipPath { path: path.clone(), even_odd: true },
        Op::ClipPop,
        Op::ClipPath { path, even_odd: false },
        Op::ClipPop,
        Op::ClipPush { rect: BOX, corners: ROUND },
        Op::TransformPush { transform: TURN },
        Op::OpacityPush { opacity: 0.5, bounds: BOX },
        Op::FillRect { rect: BOX, paint: solid.clone() },
        Op::MaskPush,
        Op::FillRect { rect: BOX, paint: solid },
        Op::MaskPop,
        Op::BlendPush { blend: Blend::Xor, bounds: BOX },
        Op::BlendPop,
        Op::BlendPush { blend: Blend::ColourDodge, bounds: BOX },
        Op::BlendPop,
        Op::OpacityPop,
        Op::TransformPop,
        Op::ClipPop,
    ]
}

fn natives() -> Vec<Native> {
    let properties = || vec![Property { name: "src".into(), value: "a".into() }];
    vec![
        Native::WebView { url: "https://example.com/\"".into() },
        Native::Video { properties: properties() },
        Native::Map { properties: properties() },
        Native::Canvas { properties: properties() },
        Native::Other { tag: "camera".into(), properties: properties() },
    ]
}

fn sticky(top: Option<f32>, right: Option<f32>, bottom: Option<f32>, left: Option<f32>) -> Option<Sticky> {
    Some(Sticky { top, right, bottom, left, container: Rect::new(0.0, 0.0, 300.0, 900.0) })
}

/// The frame.
pub fn frame() -> Frame {
    let font = |italic| TextFont {
        families: vec!["Serif".into(), "sans-serif".into()],
        size: 16.0,
        weight: 700,
        italic,
        letter_spacing: 0.5,
    };
    let drawn = Some(Arc::new(Content { fonts: vec![font(false), font(true)], ops: ops() }));
    let empty = Some(Arc::new(Content::default()));
    let layer = |id, parent, x, y| Layer {
        content: empty.clone(),
        ..Layer::new(id, parent, Rect::new(x, y, 100.0, 30.1))
    };
    let scroll = Scroll {
        content: Size { width: 300.0, height: 900.0 },
        x: 40.0,
        y: 50.7,
        version: 1,
        horizontal: true,
        vertical: true,
        page: true,
        smooth: false,
        snap: 0.0,
    };
    let mut layers = vec![
        Layer { content: drawn.clone(), ..layer(1, 0, 0.0, 0.0) },
        Layer {
            content: drawn.clone(),
            clip: Some(Clip { rect: BOX, corners: ROUND }),
            opacity: 0.25,
            scroll: Some(scroll),
            ..layer(2, 1, 0.1, 10.2)
        },
        Layer { sticky: sticky(Some(0.0), None, None, None), ..layer(3, 2, 0.0, 20.3) },
        Layer { sticky: sticky(None, Some(1.0), Some(2.0), None), ..layer(4, 2, 190.0, 880.0) },
        Layer { sticky: sticky(Some(5.0), None, Some(5.0), Some(3.3)), ..layer(5, 2, 3.0, 100.0) },
        Layer { transform: TURN, opacity: 0.5, content: drawn.clone(), ..layer(6, 2, 0.0, 80.0) },
        Layer { opacity: 0.0, content: drawn.clone(), ..layer(7, 2, 0.0, 0.0) },
        // Inside what is not seen, and so not seen.
        Layer { content: drawn, ..layer(8, 7, 0.0, 0.0) },
        Layer {
            motion: Motion::Spin { period: 1000, shift: 250, x: 5.0, y: 6.0, backwards: true, steps: 12 },
            drag: Drag::UpDown,
            ..layer(9, 1, 5.0, 5.0)
        },
        // What sticks sticks to what scrolls, and to nothing else.
        Layer { sticky: sticky(Some(50.0), None, None, None), ..layer(10, 9, 1.0, 1.0) },
    ];
    for (number, native) in natives().into_iter().enumerate() {
        layers.push(Layer { native, ..layer(20 + number as u64, 1, 0.0, number as f32 * 40.0) });
    }
    Frame {
        number: 1,
        base: 0,
        size: Size { width: 100.0, height: 200.0 },
        scale: 2.0,
        background: Colour { argb: 0xffff_ffff },
        layers,
        images_needed: Vec::new(),
        images_dropped: Vec::new(),
        accessible: Some(Vec::new()),
    }
}
