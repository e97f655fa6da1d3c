//! What a program drew on a `canvas`: a list of ops that grows with each call and is played like any other content.
//!
//! There is no bitmap: what is drawn stays sharp on every screen, and painters need nothing new. What a bitmap would forget is forgotten here
//! too, where it can be seen: clearing or filling the whole canvas drops what was there. Coordinates are those of the canvas.

use crate::geometry::{Colour, Corners, Rect, Transform};
use crate::leaf::colour;
use crate::ops::{Cap, MAX_NESTING, Op, Paint, Segment, Stop, TextFont};

/// A thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Drawn {
    Op(Op),
    /// A line of text; its op's font number does not matter.
    Text(TextFont, Op),
    /// A picture by its address, cut to a part (in its own pixels) if one is given.
    Image {
        url: String,
        part: Option<Rect>,
        target: Rect,
    },
}

/// What is open.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Save,
    /// A clip and the place in the list behind its push.
    Rect(usize),
    Path(usize, Vec<Segment>),
}

/// What an area is filled with, as programs say it.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink<'a> {
    /// A CSS colour; what cannot be read is black.
    Colour(&'a str),
    /// From a point to another: offsets and colours.
    Linear([f32; 4], Vec<(f32, &'a str)>),
    /// Around a point from radius 0: x, y, radius, offsets and colours.
    Radial([f32; 3], Vec<(f32, &'a str)>),
}

/// The content of one canvas.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    list: Vec<Drawn>,
    open: Vec<Open>,
    /// Pushes around the end of the list.
    depth: usize,
    /// Groups that partial clearing made.
    wraps: usize,
    size: Option<(f32, f32)>,
}

/// Ops of one canvas; a program that draws without ever clearing is cut off here.
const MAX_OPS: usize = 50_000;
/// How often a part of a canvas may be cleared before all of it is.
const MAX_WRAPS: usize = 48;

impl Drawing {
    /// An empty canvas; with a size of its own it is stretched to its box.
    pub fn new(size: Option<(f32, f32)>) -> Self {
        Drawing { size: size.filter(|(width, height)| *width > 0.0 && *height > 0.0), ..Drawing::default() }
    }

    /// True if it takes no more.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MAX_OPS
    }

    fn add(&mut self, drawn: Drawn) {
        if !self.is_full() {
            self.list.push(drawn);
        }
    }

    fn push(&mut self, op: Op) -> bool {
        // The layer's own clip and scale stand around it, and a path's clip takes two.
        let fits = self.depth + self.wraps + 6 < MAX_NESTING && !self.is_full();
        if fits {
            self.list.push(Drawn::Op(op));
            self.depth += 1;
        }
        fits
    }

    fn area(&self) -> Rect {
        let (width, height) = self.size.unwrap_or((8192.0, 8192.0));
        Rect::new(0.0, 0.0, width, height)
    }

    /// Fills outlines.
    pub fn fill(&mut self, path: Vec<Segment>, ink: &Ink<'_>, alpha: f32) {
        let paint = paint(ink, alpha);
        if paint.is_clear() || path.is_empty() {
            return;
        }
        let opaque = matches!(paint, Paint::Solid { colour } if colour.alpha() == 255);
        let rect = upright(&path);
        if opaque && rect.is_some_and(|rect| self.covers(&rect)) {
            self.forget();
        }
        self.add(Drawn::Op(match rect {
            Some(rect) => Op::FillRect { rect, paint },
            None => Op::FillPath { path, paint },
        }));
    }

    /// Draws along outlines.
    pub fn stroke(&mut self, path: Vec<Segment>, ink: &Ink<'_>, alpha: f32, width: f32, cap: Cap) {
        let paint = paint(ink, alpha);
        if !paint.is_clear() && !path.is_empty() && width > 0.0 {
            self.add(Drawn::Op(Op::StrokePath { path, paint, width, cap }));
        }
    }

    /// Writes a line from `x` on a baseline, mapped by a transform.
    pub fn text(
        &mut self,
        text: &str,
        (x, baseline, width): (f32, f32, f32),
        font: TextFont,
        ink: &Ink<'_>,
        alpha: f32,
        place: Transform,
    ) {
        let paint = paint(ink, alpha);
        if paint.is_clear() || text.is_empty() || !self.push(Op::TransformPush { transform: place }) {
            return;
        }
        let op = Op::Text { x, baseline, width, font: 0, paint, blur: 0.0, text: text.to_owned() };
        self.list.push(Drawn::Text(font, op));
        self.pop(Op::TransformPop);
    }

    /// Draws a picture, or a part of it, mapped by a transform.
    pub fn image(&mut self, url: &str, part: Option<Rect>, target: Rect, alpha: f32, place: Transform) {
        if alpha <= 0.0 || !self.push(Op::TransformPush { transform: place }) {
            return;
        }
        let faded = alpha < 1.0 && self.push(Op::OpacityPush { opacity: alpha, bounds: target });
        self.list.push(Drawn::Image { url: url.to_owned(), part, target });
        if faded {
            self.pop(Op::OpacityPop);
        }
        self.pop(Op::TransformPop);
    }

    /// Nothing is left inside of an outline, which should be a rectangle.
    pub fn clear(&mut self, path: &[Segment]) {
        let Some(rect) = upright(path) else { return };
        if self.covers(&rect) || self.wraps >= MAX_WRAPS {
            return self.forget();
        }
        let from = self.clip_start();
        if from == self.list.len() || self.is_full() {
            return;
        }
        // What is there becomes one picture that shows everywhere but in the rectangle.
        let area = self.area();
        self.wraps += 1;
        self.list.insert(from, Drawn::Op(Op::OpacityPush { opacity: 1.0, bounds: area }));
        self.list.push(Drawn::Op(Op::MaskPush));
        for rect in [
            Rect::new(area.x, area.y, area.width, rect.y - area.y),
            Rect::new(area.x, rect.bottom(), area.width, area.bottom() - rect.bottom()),
            Rect::new(area.x, rect.y, rect.x - area.x, rect.height),
            Rect::new(rect.right(), rect.y, area.right() - rect.right(), rect.height),
        ] {
            self.list.push(Drawn::Op(Op::FillRect { rect, paint: Colour::BLACK.into() }));
        }
        self.list.push(Drawn::Op(Op::MaskPop));
        self.list.push(Drawn::Op(Op::OpacityPop));
    }

    /// What follows shows only inside, until the `restore` of the `save` before.
    pub fn clip(&mut self, path: Vec<Segment>) {
        if let Some(rect) = upright(&path) {
            if self.push(Op::ClipPush { rect, corners: Corners::default() }) {
                self.open.push(Open::Rect(self.list.len()));
            }
        } else if self.push(Op::OpacityPush { opacity: 1.0, bounds: self.area() }) {
            self.open.push(Open::Path(self.list.len(), path));
        }
    }

    /// Keeps the clips for [`Drawing::restore`].
    pub fn save(&mut self) {
        if self.open.len() < 1000 {
            self.open.push(Open::Save);
        }
    }

    /// Ends the clips since the last [`Drawing::save`].
    pub fn restore(&mut self) {
        while let Some(open) = self.open.pop() {
            if open == Open::Save {
                break;
            }
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Save => {}
            Open::Rect(_) => self.pop(Op::ClipPop),
            Open::Path(_, path) => {
                let paint = Colour::BLACK.into();
                let ops = [Op::MaskPush, Op::FillPath { path, paint }, Op::MaskPop];
                self.list.extend(ops.map(Drawn::Op));
                self.pop(Op::OpacityPop);
            }
        }
    }

    fn pop(&mut self, op: Op) {
        self.list.push(Drawn::Op(op));
        self.depth -= 1;
    }

    fn clip_start(&self) -> usize {
        let start = |open: &Open| match open {
            Open::Save => None,
            Open::Rect(start) | Open::Path(start, _) => Some(*start),
        };
        self.open.iter().rev().find_map(start).unwrap_or(0)
    }

    /// Whether nothing of what was drawn inside the innermost clip would show beside a rectangle.
    fn covers(&self, rect: &Rect) -> bool {
        self.size.is_some_and(|(width, height)| {
            rect.x <= 0.0 && rect.y <= 0.0 && rect.right() >= width && rect.bottom() >= height
        })
    }

    fn forget(&mut self) {
        self.list.truncate(self.clip_start());
        if self.depth == 0 {
            self.wraps = 0;
        }
    }

    /// Everything as it would be if all clips ended now, and the size it was drawn for.
    pub(crate) fn finished(&self) -> (Vec<Drawn>, Option<(f32, f32)>) {
        let mut whole = self.clone();
        while let Some(open) = whole.open.pop() {
            whole.close(open);
        }
        (whole.list, whole.size)
    }
}

fn paint(ink: &Ink<'_>, alpha: f32) -> Paint {
    let read = |text: &str| colour::parse(text).unwrap_or(Colour::BLACK);
    let stops = |list: &[(f32, &str)]| {
        let mut last = 0.0f32;
        let mut stops: Vec<Stop> = Vec::new();
        for (offset, colour) in list {
            last = last.max(offset.clamp(0.0, 1.0));
            stops.push(Stop { offset: last, colour: read(colour) });
        }
        if let [only] = stops[..] {
            stops.push(only);
        }
        stops
    };
    let paint = match ink {
        Ink::Colour(text) => read(text).into(),
        Ink::Linear(_, list) | Ink::Radial(_, list) if list.is_empty() => Colour::CLEAR.into(),
        Ink::Linear([x0, y0, x1, y1], list) => {
            Paint::Linear { x0: *x0, y0: *y0, x1: *x1, y1: *y1, stops: stops(list), repeat: false }
        }
        Ink::Radial([x, y, radius], list) => {
            let radius = radius.max(0.01);
            Paint::Radial {
                x: *x,
                y: *y,
                radius_x: radius,
                radius_y: radius,
                stops: stops(list),
                repeat: false,
            }
        }
    };
    if alpha < 1.0 { paint.faded(alpha.max(0.0)) } else { paint }
}

/// The rectangle that an outline is, if its edges are upright.
fn upright(path: &[Segment]) -> Option<Rect> {
    let points: Vec<(f32, f32)> = path
        .iter()
        .filter_map(|segment| match *segment {
            Segment::Move { x, y } | Segment::Line { x, y } => Some(Some((x, y))),
            Segment::Close => None,
            Segment::Quad { .. } | Segment::Cubic { .. } => Some(None),
        })
        .collect::<Option<_>>()?;
    let [a, b, c, d] = *(points.get(..4)?) else { return None };
    let closed = points.len() == 4 || (points.len() == 5 && points[4] == a);
    let moves = path.iter().filter(|segment| matches!(segment, Segment::Move { .. })).count();
    let one_way = a.1 == b.1 && b.0 == c.0 && c.1 == d.1 && d.0 == a.0;
    let other_way = a.0 == b.0 && b.1 == c.1 && c.0 == d.0 && d.1 == a.1;
    (closed && moves == 1 && (one_way || other_way)).then(|| {
        let (x, y) = (a.0.min(c.0), a.1.min(c.1));
        Rect::new(x, y, (a.0 - c.0).abs(), (a.1 - c.1).abs())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        vec![
            Segment::Move { x: 0.0, y: 0.0 },
            Segment::Line { x: 9.0, y: 0.0 },
            Segment::Line { x: 0.0, y: 9.0 },
        ]
    }

    /// Names of the ops.
    fn show(drawing: &Drawing) -> String {
        let names = drawing.finished().0.into_iter().map(|drawn| match drawn {
            Drawn::Op(op) => format!("{op:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
            Drawn::Text(..) => "Text".to_owned(),
            Drawn::Image { .. } => "Image".to_owned(),
        });
        names.collect::<Vec<_>>().join(" ")
    }

    const RED: Ink<'_> = Ink::Colour("red");

    #[test]
    fn what_cannot_be_seen_any_more_is_forgotten() {
        let mut drawing = Drawing::new(Some((100.0, 50.0)));
        drawing.fill(rect(0.0, 0.0, 10.0, 10.0), &RED, 1.0);
        drawing.fill(rect(0.0, 0.0, 100.0, 50.0), &RED, 0.5);
        assert_eq!(show(&drawing), "FillRect FillRect");
        drawing.fill(rect(0.0, 0.0, 100.0, 50.0), &RED, 1.0);
        assert_eq!(show(&drawing), "FillRect");
        drawing.clear(&rect(-1.0, -1.0, 200.0, 200.0));
        assert_eq!(show(&drawing), "");
        drawing.fill(triangle(), &RED, 1.0);
        drawing.clear(&rect(10.0, 10.0, 5.0, 5.0));
        assert_eq!(
            show(&drawing),
            "OpacityPush FillPath MaskPush FillRect FillRect FillRect FillRect MaskPop OpacityPop"
        );
    }

    #[test]
    fn clips_end_with_restore_or_with_the_list() {
        let mut drawing = Drawing::new(None);
        drawing.save();
        drawing.clip(triangle());
        drawing.clip(rect(0.0, 0.0, 5.0, 5.0));
        drawing.fill(triangle(), &RED, 1.0);
        let closed = "OpacityPush ClipPush FillPath ClipPop MaskPush FillPath MaskPop OpacityPop";
        assert_eq!(show(&drawing), closed);
        drawing.restore();
        drawing.restore();
        assert_eq!(show(&drawing), closed);
        drawing.fill(triangle(), &RED, 1.0);
        assert_eq!(show(&drawing), format!("{closed} FillPath"));
    }

    #[test]
    fn a_program_that_never_stops_is_cut_off_and_stays_whole() {
        let mut drawing = Drawing::new(Some((10.0, 10.0)));
        for _ in 0..MAX_OPS {
            drawing.save();
            drawing.clip(triangle());
            drawing.clear(&rect(1.0, 1.0, 2.0, 2.0));
            drawing.fill(triangle(), &RED, 1.0);
        }
        let ops = drawing.finished().0.into_iter().filter_map(|drawn| match drawn {
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
        assert!(open.is_empty());
    }
}
