//! What programs draw, as ops.

use super::*;
use crate::ops::{Cap, Join};

fn rect(x: f32, y: f32, width: f32, height: f32) -> Vec<Segment> {
    vec![
        Segment::Move { x, y },
        Segment::Line { x: x + width, y },
        Segment::Line { x: x + width, y: y + height },
        Segment::Line { x, y: y + height },
        Segment::Close,
    ]
}

fn triangle() -> Vec<Segment> {
    vec![Segment::Move { x: 0.0, y: 0.0 }, Segment::Line { x: 9.0, y: 0.0 }, Segment::Line { x: 0.0, y: 9.0 }]
}

/// Names of the ops.
fn show(drawing: &Drawing) -> String {
    let names = drawing.drawn().map(|drawn| match drawn {
        Drawn::Op(op) => format!("{op:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        Drawn::Text(..) => "Text".to_owned(),
        Drawn::Image { .. } => "Image".to_owned(),
        Drawn::Tiles { .. } => "Tiles".to_owned(),
    });
    names.collect::<Vec<_>>().join(" ")
}

const RED: Ink<'_> = Ink::Colour("red");

#[test]
fn what_cannot_be_seen_any_more_is_forgotten() {
    let mut drawing = Drawing::new(Some((100.0, 50.0)));
    drawing.fill(rect(0.0, 0.0, 10.0, 10.0), false, &RED, 1.0);
    drawing.fill(rect(0.0, 0.0, 100.0, 50.0), false, &RED, 0.5);
    assert_eq!(show(&drawing), "FillRect FillRect");
    drawing.fill(rect(0.0, 0.0, 100.0, 50.0), false, &RED, 1.0);
    assert_eq!(show(&drawing), "FillRect");
    drawing.clear(rect(-1.0, -1.0, 200.0, 200.0));
    assert_eq!(show(&drawing), "");
    drawing.fill(triangle(), false, &RED, 1.0);
    drawing.clear(rect(20.0, 20.0, 5.0, 5.0));
    assert_eq!(show(&drawing), "FillPath", "nothing was there");
    drawing.clear(rect(2.0, 2.0, 5.0, 5.0));
    assert_eq!(show(&drawing), "FillPath BlendPush FillPath BlendPop");
    drawing.clear(rect(0.0, 0.0, 9.0, 9.0));
    assert_eq!(show(&drawing), "", "all that was drawn");
    assert!(!drawing.isolated);
}

#[test]
fn clearing_in_a_clip_leaves_what_lies_outside() {
    let mut drawing = Drawing::new(Some((100.0, 50.0)));
    drawing.fill(triangle(), false, &RED, 1.0);
    drawing.save();
    drawing.clip(rect(0.0, 0.0, 5.0, 5.0), false);
    drawing.fill(triangle(), false, &RED, 1.0);
    drawing.clear(rect(0.0, 0.0, 100.0, 50.0));
    drawing.restore();
    assert_eq!(show(&drawing), "FillPath ClipPush BlendPush FillPath BlendPop ClipPop");
}

#[test]
fn clips_end_with_restore_or_stay_open() {
    let mut drawing = Drawing::new(None);
    drawing.save();
    drawing.clip(triangle(), true);
    drawing.clip(rect(0.0, 0.0, 5.0, 5.0), false);
    drawing.fill(triangle(), false, &RED, 1.0);
    assert_eq!((show(&drawing).as_str(), drawing.left_open()), ("ClipPath ClipPush FillPath", 2));
    drawing.restore();
    drawing.restore();
    assert_eq!(show(&drawing), "ClipPath ClipPush FillPath ClipPop ClipPop");
    drawing.save();
    drawing.clip(triangle(), false);
    drawing.restore();
    assert_eq!(
        (show(&drawing).as_str(), drawing.left_open()),
        ("ClipPath ClipPush FillPath ClipPop ClipPop", 0)
    );
}

#[test]
fn shadows_blends_and_patterns_become_ops() {
    let mut drawing = Drawing::new(Some((100.0, 50.0)));
    drawing.set_cast(Some(Cast { dx: 1.0, dy: 2.0, blur: 4.0, colour: "rgba(0,0,0,.5)".into() }));
    drawing.fill(triangle(), false, &RED, 1.0);
    assert_eq!(show(&drawing), "FillPath FillPath");
    drawing.set_cast(Some(Cast { dx: 1.0, dy: 2.0, blur: 4.0, colour: "transparent".into() }));
    drawing.set_blend(Blend::Xor);
    drawing.stroke(triangle(), &RED, 1.0, &Line::new(1.0, Cap::Butt, Join::Miter));
    assert_eq!(show(&drawing), "FillPath FillPath BlendPush StrokePath BlendPop");
    assert!(drawing.isolated);
    drawing.set_blend(Blend::Copy);
    let source = Source::Url("/a.png".into());
    let place = Transform { a: 2.0, d: 2.0, e: 3.0, ..Transform::IDENTITY };
    let pattern = Pattern { source, across: true, down: true, place };
    drawing.fill(triangle(), false, &Ink::Pattern(pattern), 1.0);
    assert_eq!(show(&drawing), "ClipPath TransformPush Tiles TransformPop ClipPop");
    let Some(Drawn::Tiles { area, .. }) = drawing.drawn().nth(2) else { panic!("tiles") };
    assert_eq!(*area, Rect::new(-1.5, 0.0, 4.5, 4.5));
    assert_eq!(drawing.urls(), ["/a.png"]);
}

#[test]
fn a_canvas_that_draws_itself_ends() {
    let mut drawing = Drawing::new(Some((10.0, 10.0)));
    drawing.fill(triangle(), false, &RED, 1.0);
    for _ in 0..100 {
        let itself = Source::Canvas(Arc::new(drawing.clone()));
        drawing.image(&itself, None, Rect::new(0.0, 0.0, 10.0, 10.0), 1.0, Transform::IDENTITY);
    }
    assert!(drawing.layers <= MAX_LAYERS && drawing.weight() <= MAX_OPS);
}

#[test]
fn a_program_that_never_stops_is_cut_off_and_stays_whole() {
    let mut drawing = Drawing::new(Some((10.0, 10.0)));
    for _ in 0..MAX_OPS {
        drawing.save();
        drawing.clip(triangle(), false);
        drawing.clear(rect(1.0, 1.0, 2.0, 2.0));
        drawing.fill(triangle(), false, &RED, 1.0);
    }
    assert!(drawing.weight() <= MAX_OPS + 10);
    let ops = drawing.drawn().filter_map(|drawn| match drawn {
        Drawn::Op(op) => Some(op),
        _ => None,
    });
    let mut open = Vec::new();
    for op in ops {
        open.extend(op.opens());
        if let Some(closes) = op.closes() {
            assert_eq!(open.pop(), Some(closes));
        }
        assert!(open.len() < MAX_NESTING);
    }
    assert_eq!(open.len(), drawing.left_open());
}

/// A page that shows a canvas keeps a copy while the program goes on drawing.
#[test]
fn a_copy_costs_little() {
    let mut drawing = Drawing::new(None);
    for _ in 0..20_000 {
        drawing.fill(triangle(), false, &RED, 1.0);
    }
    let begin = std::time::Instant::now();
    for _ in 0..1000 {
        let copy = drawing.clone();
        drawing.fill(triangle(), false, &RED, 1.0);
        assert_eq!(copy.weight() + 1, drawing.weight());
    }
    // A copy of all ops would take a second.
    assert!(begin.elapsed().as_millis() < 500, "{:?}", begin.elapsed());
}
