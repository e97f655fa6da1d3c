//! Each op by itself.

use crate::support::{Pictures, check, font, fonts, picture, screen};
use minihost_paint::{
    Blend, BorderSide, Cap, Colour, Corner, Corners, Join, Line, LineStyle, Op, Paint, Rect, Segment, Stop,
    Transform,
};

const GREEN: Colour = Colour::rgb(0x07c160);
const BLUE: Colour = Colour::rgb(0x576b95);
const RED: Colour = Colour::rgb(0xfa5151);
const AMBER: Colour = Colour::rgb(0xffc300);

fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::new(x, y, width, height)
}

fn stops(colours: &[Colour]) -> Vec<Stop> {
    let last = (colours.len() - 1) as f32;
    colours.iter().enumerate().map(|(at, &colour)| Stop { offset: at as f32 / last, colour }).collect()
}

#[test]
fn fills() {
    let mut corners = Corners::all(12.0);
    corners.bottom_right = Corner { x: 40.0, y: 20.0 };
    corners.top_right = Corner::default();
    let two = stops(&[GREEN, BLUE]);
    let three = stops(&[RED, AMBER, GREEN]);
    let ops = vec![
        Op::FillRect { rect: rect(10.0, 10.0, 60.0, 40.0), paint: GREEN.into() },
        Op::FillRoundRect { rect: rect(80.0, 10.0, 60.0, 40.0), corners, paint: BLUE.into() },
        Op::FillRoundRect {
            rect: rect(150.0, 10.0, 40.0, 40.0),
            corners: Corners::all(20.0),
            paint: RED.faded(0.5).into(),
        },
        Op::FillRect {
            rect: rect(10.0, 60.0, 60.0, 40.0),
            paint: Paint::Linear {
                x0: 10.0,
                y0: 60.0,
                x1: 70.0,
                y1: 60.0,
                stops: two.clone(),
                repeat: false,
            },
        },
        Op::FillRoundRect {
            rect: rect(80.0, 60.0, 60.0, 40.0),
            corners: Corners::all(8.0),
            paint: Paint::Radial {
                x: 110.0,
                y: 80.0,
                radius_x: 30.0,
                radius_y: 20.0,
                stops: three.clone(),
                repeat: false,
            },
        },
        Op::FillRoundRect {
            rect: rect(150.0, 60.0, 40.0, 40.0),
            corners: Corners::all(20.0),
            paint: Paint::Conic { x: 170.0, y: 80.0, start: 0.0, stops: three.clone(), repeat: false },
        },
        Op::FillRect {
            rect: rect(10.0, 110.0, 60.0, 30.0),
            paint: Paint::Linear {
                x0: 10.0,
                y0: 110.0,
                x1: 22.0,
                y1: 122.0,
                stops: vec![
                    Stop { offset: 0.0, colour: AMBER },
                    Stop { offset: 0.5, colour: AMBER },
                    Stop { offset: 0.5, colour: Colour::WHITE },
                    Stop { offset: 1.0, colour: Colour::WHITE },
                ],
                repeat: true,
            },
        },
        Op::FillRect {
            rect: rect(80.0, 110.0, 110.0, 30.0),
            paint: Paint::Linear {
                x0: 80.0,
                y0: 0.0,
                x1: 190.0,
                y1: 0.0,
                stops: stops(&[Colour::CLEAR, Colour::BLACK]),
                repeat: false,
            },
        },
    ];
    check("fills", &screen(200.0, 150.0, vec![], ops), &Pictures::default());
}

fn side(width: f32, style: LineStyle, colour: Colour) -> BorderSide {
    BorderSide { width, style, colour }
}

fn border(rect: Rect, corners: Corners, sides: [BorderSide; 4]) -> Op {
    let [top, right, bottom, left] = sides;
    Op::Border { rect, corners, top, right, bottom, left }
}

#[test]
fn borders() {
    use LineStyle::{Dashed, Dotted, Double, None, Solid};
    let off = side(0.0, None, Colour::CLEAR);
    let square = Corners::default();
    let round = Corners::all(10.0);
    let all = |width: f32, style: LineStyle, colour: Colour| [side(width, style, colour); 4];
    let four =
        [side(6.0, Solid, RED), side(6.0, Solid, GREEN), side(6.0, Solid, BLUE), side(6.0, Solid, AMBER)];
    let ops = vec![
        border(rect(10.0, 10.0, 50.0, 36.0), square, all(0.5, Solid, Colour::BLACK)),
        border(rect(70.0, 10.0, 50.0, 36.0), round, all(2.0, Solid, GREEN)),
        border(rect(130.0, 10.0, 50.0, 36.0), Corners::all(18.0), all(1.0, Solid, BLUE)),
        border(rect(10.0, 56.0, 50.0, 36.0), square, four),
        border(rect(70.0, 56.0, 50.0, 36.0), round, four),
        // The triangle trick.
        border(
            rect(145.0, 66.0, 20.0, 20.0),
            square,
            [
                side(10.0, Solid, Colour::CLEAR),
                side(10.0, Solid, Colour::CLEAR),
                side(10.0, Solid, RED),
                side(10.0, Solid, Colour::CLEAR),
            ],
        ),
        border(rect(10.0, 102.0, 50.0, 36.0), square, all(2.0, Dashed, BLUE)),
        border(rect(70.0, 102.0, 50.0, 36.0), round, all(2.0, Dashed, RED)),
        border(rect(130.0, 102.0, 50.0, 36.0), square, all(3.0, Dotted, GREEN)),
        border(rect(10.0, 148.0, 50.0, 36.0), square, all(6.0, Double, BLUE)),
        border(
            rect(70.0, 148.0, 50.0, 36.0),
            square,
            [off, off, side(1.0, Solid, Colour::rgb(0xdddddd)), off],
        ),
        border(rect(130.0, 148.0, 50.0, 36.0), round, [off, off, off, side(4.0, Solid, GREEN)]),
    ];
    check("borders", &screen(190.0, 194.0, vec![], ops), &Pictures::default());
}

/// A navigation bar's arrow: two sides of a turned box, and not a hair of the others.
#[test]
fn an_arrow_of_two_borders() {
    let ink = side(3.0, LineStyle::Solid, Colour::BLACK);
    let off = side(0.0, LineStyle::None, Colour::CLEAR);
    let red = side(3.0, LineStyle::Solid, RED);
    let eighth = std::f32::consts::FRAC_1_SQRT_2;
    let turned = |x: f32| Transform { a: eighth, b: -eighth, c: eighth, d: eighth, e: x, f: 25.0 };
    let arrow = |x: f32, sides: [BorderSide; 4]| {
        let area = rect(0.0, 0.0, 20.3, 20.3);
        vec![
            Op::TransformPush { transform: turned(x) },
            border(area, Corners::default(), sides),
            Op::TransformPop,
        ]
    };
    let mut ops = arrow(8.3, [ink, off, off, ink]);
    ops.extend(arrow(48.3, [ink, off, off, red]));
    check("border_arrow", &screen(84.0, 50.0, vec![], ops), &Pictures::default());
}

#[test]
fn shadows() {
    let shadow =
        |rect: Rect, radius: f32, (dx, dy): (f32, f32), blur: f32, spread: f32, inset: bool| Op::Shadow {
            rect,
            corners: Corners::all(radius),
            dx,
            dy,
            blur,
            spread,
            colour: Colour::rgba(0, 0, 0, 110),
            inset,
        };
    let card = |rect: Rect, radius: f32| Op::FillRoundRect {
        rect,
        corners: Corners::all(radius),
        paint: Colour::rgba(7, 193, 96, 90).into(),
    };
    let places = [
        rect(20.0, 20.0, 60.0, 40.0),
        rect(110.0, 20.0, 60.0, 40.0),
        rect(20.0, 90.0, 60.0, 40.0),
        rect(110.0, 90.0, 60.0, 40.0),
    ];
    let ops = vec![
        shadow(places[0], 8.0, (0.0, 4.0), 12.0, 0.0, false),
        card(places[0], 8.0),
        shadow(places[1], 0.0, (6.0, 6.0), 0.0, 0.0, false),
        card(places[1], 0.0),
        card(places[2], 12.0),
        shadow(places[2], 12.0, (0.0, 3.0), 8.0, 0.0, true),
        card(places[3], 0.0),
        shadow(places[3], 0.0, (0.0, 0.0), 0.0, 4.0, true),
    ];
    check("shadows", &screen(190.0, 150.0, vec![], ops), &Pictures::default());
}

#[test]
fn texts() {
    if fonts().is_none() {
        return;
    }
    let faces = vec![
        font(17.0, 400),
        font(17.0, 700),
        minihost_paint::TextFont { italic: true, ..font(17.0, 400) },
        minihost_paint::TextFont { letter_spacing: 3.0, ..font(13.0, 400) },
        font(22.0, 700),
        font(17.0, 900),
    ];
    let line = |x: f32, y: f32, face: u16, paint: Paint, blur: f32, text: &str| Op::Text {
        x,
        baseline: y,
        width: 60.0,
        font: face,
        paint,
        blur,
        outline: 0.0,
        text: text.to_owned(),
    };
    let black = || Paint::from(Colour::rgba(0, 0, 0, 230));
    let fade =
        Paint::Linear { x0: 78.0, y0: 0.0, x1: 128.0, y1: 0.0, stops: stops(&[RED, BLUE]), repeat: false };
    let ops = vec![
        line(6.0, 20.0, 0, black(), 0.0, "小程序 App"),
        line(6.0, 43.0, 1, black(), 0.0, "粗体 b1"),
        line(78.0, 43.0, 5, black(), 0.0, "黑 b2"),
        line(6.0, 66.0, 2, BLUE.into(), 0.0, "斜体 If"),
        line(78.0, 66.0, 3, black(), 0.0, "字 sp"),
    ];
    check("texts", &screen(130.0, 74.0, faces.clone(), ops), &Pictures::default());
    let ops = vec![
        line(6.0, 24.0, 4, RED.into(), 6.0, "影 S"),
        line(6.0, 22.0, 4, GREEN.into(), 0.0, "影 S"),
        line(78.0, 22.0, 4, fade, 0.0, "渐变"),
    ];
    check("text_effects", &screen(130.0, 32.0, faces, ops), &Pictures::default());
}

#[test]
fn emoji() {
    if fonts().is_none() {
        return;
    }
    // A modifier, a sequence, a flag and a letter beside them.
    let ops = vec![Op::Text {
        x: 4.0,
        baseline: 20.0,
        width: 90.0,
        font: 0,
        paint: Colour::BLACK.into(),
        blur: 0.0,
        outline: 0.0,
        text: "😀👍🏽👨‍👩‍👧🇨🇳a".to_owned(),
    }];
    check("emoji", &screen(96.0, 26.0, vec![font(17.0, 400)], ops), &Pictures::default());
}

#[test]
fn pictures() {
    let whole = rect(0.0, 0.0, 64.0, 48.0);
    let image = |source: Rect, target: Rect, radius: f32| Op::Image {
        image: 1,
        source,
        target,
        corners: Corners::all(radius),
    };
    let tiles = |area: Rect, tile: Rect, step_x: f32, step_y: f32| Op::ImageTiles {
        image: 1,
        area,
        corners: Corners::default(),
        tile,
        step_x,
        step_y,
    };
    let ops = vec![
        image(whole, rect(10.0, 10.0, 64.0, 48.0), 0.0),
        image(rect(8.0, 0.0, 48.0, 48.0), rect(84.0, 10.0, 48.0, 48.0), 24.0),
        image(whole, rect(142.0, 10.0, 16.0, 12.0), 0.0),
        tiles(rect(10.0, 68.0, 70.0, 40.0), rect(10.0, 68.0, 16.0, 12.0), 16.0, 12.0),
        tiles(rect(90.0, 68.0, 70.0, 40.0), rect(94.0, 70.0, 16.0, 12.0), 22.0, 0.0),
    ];
    check("pictures", &screen(170.0, 118.0, vec![], ops), &picture());
}

#[test]
fn groups() {
    let ops = vec![
        Op::ClipPush { rect: rect(10.0, 10.0, 60.0, 60.0), corners: Corners::all(30.0) },
        Op::FillRect { rect: rect(0.0, 0.0, 40.0, 80.0), paint: GREEN.into() },
        Op::FillRect { rect: rect(40.0, 0.0, 40.0, 80.0), paint: BLUE.into() },
        Op::ClipPop,
        Op::OpacityPush { opacity: 0.5, bounds: rect(80.0, 10.0, 60.0, 60.0) },
        Op::FillRect { rect: rect(80.0, 10.0, 40.0, 40.0), paint: GREEN.into() },
        Op::FillRect { rect: rect(100.0, 30.0, 40.0, 40.0), paint: BLUE.into() },
        Op::OpacityPop,
        Op::TransformPush { transform: Transform { a: 0.866, b: 0.5, c: -0.5, d: 0.866, e: 180.0, f: 10.0 } },
        Op::FillRoundRect {
            rect: rect(0.0, 0.0, 40.0, 40.0),
            corners: Corners::all(6.0),
            paint: AMBER.into(),
        },
        Op::TransformPop,
        Op::StrokePath {
            path: vec![
                Segment::Move { x: 220.0, y: 40.0 },
                Segment::Line { x: 230.0, y: 52.0 },
                Segment::Line { x: 250.0, y: 26.0 },
            ],
            paint: GREEN.into(),
            line: Line::new(4.0, Cap::Round, Join::Round),
            blur: 0.0,
        },
        Op::fill(
            vec![
                Segment::Move { x: 270.0, y: 60.0 },
                Segment::Quad { x1: 290.0, y1: 0.0, x: 310.0, y: 60.0 },
                Segment::Close,
            ],
            RED.into(),
        ),
    ];
    check("groups", &screen(320.0, 80.0, vec![], ops), &Pictures::default());
}

#[test]
fn masks() {
    let fade = Paint::Linear {
        x0: 10.0,
        y0: 0.0,
        x1: 70.0,
        y1: 0.0,
        stops: vec![Stop { offset: 0.0, colour: Colour::BLACK }, Stop { offset: 1.0, colour: Colour::CLEAR }],
        repeat: false,
    };
    let masked = |at: f32, opacity: f32, mask: Vec<Op>| {
        let bounds = rect(at, 10.0, 60.0, 60.0);
        let mut ops = vec![
            Op::OpacityPush { opacity, bounds },
            Op::FillRect { rect: bounds, paint: GREEN.into() },
            Op::FillRect { rect: rect(at, 30.0, 60.0, 20.0), paint: AMBER.into() },
            Op::MaskPush,
        ];
        ops.extend(mask);
        ops.extend([Op::MaskPop, Op::OpacityPop]);
        ops
    };
    let image = Op::Image {
        image: 1,
        source: rect(0.0, 0.0, 64.0, 48.0),
        target: rect(220.0, 10.0, 60.0, 60.0),
        corners: Corners::default(),
    };
    let round = |x: f32| Op::FillRoundRect {
        rect: rect(x, 20.0, 40.0, 40.0),
        corners: Corners::all(20.0),
        paint: Colour::BLACK.into(),
    };
    let ops = [
        vec![Op::FillRect { rect: rect(0.0, 50.0, 290.0, 10.0), paint: RED.into() }],
        masked(10.0, 1.0, vec![Op::FillRect { rect: rect(10.0, 10.0, 60.0, 60.0), paint: fade }]),
        masked(80.0, 0.5, vec![round(90.0)]),
        // A mask that draws nothing hides everything.
        masked(150.0, 1.0, Vec::new()),
        masked(220.0, 1.0, vec![image]),
    ];
    check("masks", &screen(290.0, 80.0, vec![], ops.concat()), &picture());
}

/// Dashes, ends and turns, an even-odd filling and an outline of text, soft paths.
#[test]
fn lines() {
    let zigzag = |x: f32, y: f32| {
        vec![
            Segment::Move { x, y: y + 24.0 },
            Segment::Line { x: x + 20.0, y },
            Segment::Line { x: x + 40.0, y: y + 24.0 },
        ]
    };
    let straight = |y: f32| vec![Segment::Move { x: 8.0, y }, Segment::Line { x: 192.0, y }];
    let stroke = |path: Vec<Segment>, line: Line| Op::stroke(path, GREEN.into(), line);
    let dashed = |cap: Cap, dash: &[f32], dash_offset: f32| Line {
        dash: dash.to_vec(),
        dash_offset,
        ..Line::new(4.0, cap, Join::Miter)
    };
    let star = |x: f32, y: f32| -> Vec<Segment> {
        let points = [(20.0, 0.0), (32.0, 38.0), (0.0, 14.0), (40.0, 14.0), (8.0, 38.0)];
        let outline = points.iter().enumerate().map(|(at, (dx, dy))| match at {
            0 => Segment::Move { x: x + dx, y: y + dy },
            _ => Segment::Line { x: x + dx, y: y + dy },
        });
        outline.chain([Segment::Close]).collect()
    };
    let text = Op::Text {
        x: 146.0,
        baseline: 122.0,
        width: 50.0,
        font: 0,
        paint: BLUE.into(),
        blur: 0.0,
        outline: 1.0,
        text: "Aa字".to_owned(),
    };
    let ops = vec![
        stroke(straight(10.0), dashed(Cap::Butt, &[12.0, 6.0], 0.0)),
        stroke(straight(20.0), dashed(Cap::Butt, &[12.0, 6.0], 6.0)),
        stroke(straight(30.0), dashed(Cap::Round, &[0.0, 8.0], 0.0)),
        stroke(straight(40.0), dashed(Cap::Square, &[8.0, 8.0, 2.0, 8.0], 0.0)),
        stroke(zigzag(10.0, 54.0), Line::new(8.0, Cap::Butt, Join::Miter)),
        stroke(zigzag(60.0, 54.0), Line { miter: 1.0, ..Line::new(8.0, Cap::Square, Join::Miter) }),
        stroke(zigzag(110.0, 54.0), Line::new(8.0, Cap::Round, Join::Round)),
        stroke(zigzag(152.0, 54.0), Line::new(8.0, Cap::Butt, Join::Bevel)),
        Op::fill(star(8.0, 90.0), AMBER.into()),
        Op::FillPath { path: star(54.0, 90.0), even_odd: true, paint: AMBER.into(), blur: 0.0 },
        Op::FillPath { path: star(102.0, 94.0), even_odd: false, paint: BLUE.into(), blur: 6.0 },
        Op::StrokePath {
            path: straight(138.0),
            paint: RED.into(),
            line: Line::new(3.0, Cap::Butt, Join::Miter),
            blur: 4.0,
        },
        text,
    ];
    check("lines", &screen(200.0, 146.0, vec![font(24.0, 400)], ops), &Pictures::default());
}

/// Each way of coming together: amber on blue, in a clip that is a path, in a picture of its own.
#[test]
fn blends() {
    const ALL: [Blend; 26] = [
        Blend::SourceOver,
        Blend::SourceIn,
        Blend::SourceOut,
        Blend::SourceAtop,
        Blend::DestinationOver,
        Blend::DestinationIn,
        Blend::DestinationOut,
        Blend::DestinationAtop,
        Blend::Copy,
        Blend::Xor,
        Blend::Lighter,
        Blend::Multiply,
        Blend::Screen,
        Blend::Overlay,
        Blend::Darken,
        Blend::Lighten,
        Blend::ColourDodge,
        Blend::ColourBurn,
        Blend::HardLight,
        Blend::SoftLight,
        Blend::Difference,
        Blend::Exclusion,
        Blend::Hue,
        Blend::Saturation,
        Blend::Colour,
        Blend::Luminosity,
    ];
    let mut ops = Vec::new();
    for (at, blend) in ALL.into_iter().enumerate() {
        let (x, y) = ((at % 9) as f32 * 36.0 + 4.0, (at / 9) as f32 * 36.0 + 4.0);
        let bounds = rect(x, y, 32.0, 32.0);
        ops.extend([
            Op::OpacityPush { opacity: 1.0, bounds },
            Op::FillRect { rect: rect(x, y, 22.0, 22.0), paint: BLUE.into() },
            Op::BlendPush { blend, bounds },
            Op::FillRoundRect {
                rect: rect(x + 8.0, y + 8.0, 24.0, 24.0),
                corners: Corners::all(12.0),
                paint: Colour::rgba(0xff, 0xc3, 0, 0xe0).into(),
            },
            Op::BlendPop,
            Op::OpacityPop,
        ]);
    }
    // The same inside a clip: outside of it everything stays.
    let triangle = vec![
        Segment::Move { x: 4.0, y: 144.0 },
        Segment::Line { x: 104.0, y: 112.0 },
        Segment::Line { x: 104.0, y: 144.0 },
        Segment::Close,
    ];
    let bounds = rect(4.0, 112.0, 120.0, 32.0);
    ops.extend([
        Op::OpacityPush { opacity: 1.0, bounds },
        Op::FillRect { rect: bounds, paint: GREEN.into() },
        Op::ClipPush { rect: rect(0.0, 0.0, 110.0, 136.0), corners: Corners::default() },
        Op::ClipPath { path: triangle, even_odd: false },
        Op::BlendPush { blend: Blend::DestinationIn, bounds },
        Op::FillRect { rect: rect(30.0, 112.0, 20.0, 32.0), paint: RED.into() },
        Op::BlendPop,
        Op::FillRect { rect: rect(60.0, 112.0, 20.0, 32.0), paint: RED.into() },
        Op::ClipPop,
        Op::ClipPop,
        Op::OpacityPop,
    ]);
    check("blends", &screen(328.0, 148.0, vec![], ops), &Pictures::default());
}
