//! What a program drew on a `canvas`: a list of ops that grows with each call and is played like any other content.
//!
//! There is no bitmap: what is drawn stays sharp on every screen. What a bitmap would forget is forgotten here too, where it can be seen:
//! clearing or filling the whole canvas, or all that was drawn on it, drops what was there. Coordinates are those of the canvas.

mod ink;
mod list;

pub use ink::{Ink, Pattern};

use crate::geometry::{Colour, Corners, Rect, Transform};
use crate::ops::{Blend, Line, MAX_NESTING, Op, Segment, TextFont, path_bounds};
use ink::paint;
use list::List;
use std::sync::Arc;

/// A picture that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// By its address.
    Url(String),
    /// Another canvas as it was.
    Canvas(Arc<Drawing>),
}

/// A thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Drawn {
    Op(Op),
    /// A line of text; its op's font number does not matter.
    Text(TextFont, Op),
    /// A picture, cut to a part (in its own pixels) if one is given. A target without a size is as large as the picture.
    Image {
        source: Source,
        part: Option<Rect>,
        target: Rect,
    },
    /// A picture repeated from the origin, over an area.
    Tiles {
        source: Source,
        area: Rect,
        across: bool,
        down: bool,
    },
}

impl Drawn {
    fn weight(&self) -> usize {
        match self {
            Drawn::Image { source: Source::Canvas(drawing), .. }
            | Drawn::Tiles { source: Source::Canvas(drawing), .. } => 1 + drawing.weight,
            _ => 1,
        }
    }
}

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Save,
    /// A clip and the place in the list behind its push.
    Clip(usize),
}

/// A shadow that what is drawn casts, as programs set it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cast {
    /// Sideways, px of the canvas.
    pub dx: f32,
    /// Downwards.
    pub dy: f32,
    /// Twice the standard deviation, px of the canvas.
    pub blur: f32,
    /// A CSS colour.
    pub colour: String,
}

/// The content of one canvas.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    list: List<Drawn>,
    open: Vec<Open>,
    /// Pushes around the end of the list.
    depth: usize,
    /// Ops, those of other canvases that were drawn here counted.
    weight: usize,
    /// How deep other canvases were drawn here.
    pub(crate) layers: usize,
    /// Around all that was drawn since it was empty.
    reach: Rect,
    blend: Blend,
    cast: Option<Cast>,
    /// Something was not just drawn over the other: the canvas is one picture.
    pub(crate) isolated: bool,
    size: Option<(f32, f32)>,
}

/// Ops of one canvas; a program that draws without ever clearing is cut off here.
const MAX_OPS: usize = 50_000;
/// Ops from which a canvas had better be a picture.
const LONG: usize = 20_000;
/// How deep a canvas may be drawn on a canvas.
const MAX_LAYERS: usize = 4;
/// How many pushes one call makes at most: blending, clip or transform, fading.
const ONE_CALL: usize = 3;

#[expect(
    clippy::derivable_impls,
    reason = "the enum is written by the format's macro, which knows no default"
)]
impl Default for Blend {
    fn default() -> Self {
        Blend::SourceOver
    }
}

impl Drawing {
    /// An empty canvas; with a size of its own it is stretched to its box.
    pub fn new(size: Option<(f32, f32)>) -> Self {
        Drawing { size: size.filter(|(width, height)| *width > 0.0 && *height > 0.0), ..Drawing::default() }
    }

    /// True if it takes no more.
    pub fn is_full(&self) -> bool {
        self.weight >= MAX_OPS
    }

    /// True if it had better become one picture: sending it costs more than its pixels.
    pub fn is_long(&self) -> bool {
        self.weight >= LONG
    }

    /// Ops, those of other canvases counted.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// Its own size, if it has one.
    pub fn size(&self) -> Option<(f32, f32)> {
        self.size
    }

    /// The pictures that it shows.
    pub fn urls(&self) -> Vec<String> {
        let mut urls = Vec::new();
        for drawn in self.list.iter() {
            match drawn {
                Drawn::Image { source, .. } | Drawn::Tiles { source, .. } => match source {
                    Source::Url(url) => urls.push(url.clone()),
                    Source::Canvas(drawing) => urls.extend(drawing.urls()),
                },
                Drawn::Op(_) | Drawn::Text(..) => {}
            }
        }
        urls
    }

    /// How what is drawn from now on comes together with what is there.
    pub fn set_blend(&mut self, blend: Blend) {
        self.blend = blend;
    }

    /// The shadow of what is drawn from now on.
    pub fn set_cast(&mut self, cast: Option<Cast>) {
        self.cast = cast.filter(|cast| ink::read(&cast.colour).alpha() > 0);
    }

    fn add(&mut self, drawn: Drawn) {
        self.weight += drawn.weight();
        self.list.push(drawn);
    }

    fn op(&mut self, op: Op) {
        self.add(Drawn::Op(op));
    }

    /// Whether one more call fits: that many pushes, the layer's own around them.
    fn fits(&self) -> bool {
        self.depth + ONE_CALL + 4 < MAX_NESTING && !self.is_full()
    }

    fn area(&self) -> Rect {
        let (width, height) = self.size.unwrap_or((8192.0, 8192.0));
        Rect::new(0.0, 0.0, width, height)
    }

    /// Draws something, mapped by a transform, in the way that is set.
    fn draw(&mut self, reach: Rect, place: &Transform, draw: impl FnOnce(&mut Self)) {
        if !self.fits() {
            return;
        }
        let placed = if *place == Transform::IDENTITY { reach } else { place.bounds(&reach) };
        self.reach = self.reach.union(&placed);
        let blend = self.blend;
        if blend == Blend::Copy && self.depth == 0 {
            self.forget();
            self.reach = placed;
        } else if blend != Blend::SourceOver {
            self.isolated = true;
            // What stays only where something is drawn goes everywhere else.
            self.op(Op::BlendPush { blend, bounds: self.area().union(&placed) });
        }
        let moved = *place != Transform::IDENTITY;
        if moved {
            self.op(Op::TransformPush { transform: *place });
        }
        draw(self);
        if moved {
            self.op(Op::TransformPop);
        }
        if blend != Blend::SourceOver && !(blend == Blend::Copy && self.depth == 0) {
            self.op(Op::BlendPop);
        }
    }

    /// The colour of the shadow under something of an opacity, and the shadow; `None` if there is nothing to see.
    fn shadow(&self, alpha: f32) -> Option<(Colour, Cast)> {
        let cast = self.cast.clone()?;
        let hidden = cast.dx == 0.0 && cast.dy == 0.0 && cast.blur <= 0.0;
        let colour = ink::read(&cast.colour).faded(alpha.clamp(0.0, 1.0));
        (!hidden && colour.alpha() > 0).then_some((colour, cast))
    }

    /// Fills outlines.
    pub fn fill(&mut self, path: Vec<Segment>, even_odd: bool, ink: &Ink<'_>, alpha: f32) {
        let paint = paint(ink, alpha);
        if paint.is_clear() || path.is_empty() {
            return;
        }
        if let Some((colour, cast)) = self.shadow(ink::opacity(&paint)) {
            let path: Vec<Segment> = path.iter().map(|segment| segment.translate(cast.dx, cast.dy)).collect();
            let op = Op::FillPath { path, even_odd, paint: colour.into(), blur: cast.blur };
            self.one(op);
        }
        let rect = upright(&path);
        let opaque = matches!(ink, Ink::Colour(_)) && ink::opacity(&paint) >= 1.0;
        if opaque && self.blend == Blend::SourceOver && rect.is_some_and(|rect| self.covers(&rect)) {
            self.forget();
        }
        if let Ink::Pattern(pattern) = ink {
            return self.tiled(pattern, alpha, Op::ClipPath { path, even_odd });
        }
        self.one(match rect {
            Some(rect) => Op::FillRect { rect, paint },
            None => Op::FillPath { path, even_odd, paint, blur: 0.0 },
        });
    }

    /// Draws along outlines.
    pub fn stroke(&mut self, path: Vec<Segment>, ink: &Ink<'_>, alpha: f32, line: &Line) {
        let paint = paint(ink, alpha);
        if paint.is_clear() || path.is_empty() || line.width <= 0.0 {
            return;
        }
        let line = line.clone();
        if let Some((colour, cast)) = self.shadow(ink::opacity(&paint)) {
            let path: Vec<Segment> = path.iter().map(|segment| segment.translate(cast.dx, cast.dy)).collect();
            self.one(Op::StrokePath { path, paint: colour.into(), line: line.clone(), blur: cast.blur });
        }
        if let Ink::Pattern(pattern) = ink {
            return self.within(pattern, alpha, Drawn::Op(Op::stroke(path, Colour::BLACK.into(), line)));
        }
        self.one(Op::stroke(path, paint, line));
    }

    fn one(&mut self, op: Op) {
        let reach = op.bounds(&[]).unwrap_or_default();
        self.draw(reach, &Transform::IDENTITY, |drawing| drawing.op(op));
    }

    /// A pattern inside a clip.
    fn tiled(&mut self, pattern: &Pattern, alpha: f32, clip: Op) {
        let Op::ClipPath { path, .. } = &clip else { return };
        let reach = path_bounds(path);
        let Some(area) = pattern.place.inverse().map(|back| back.bounds(&reach)) else { return };
        let tiles = self.tiles(pattern, area);
        let Some(tiles) = tiles else { return };
        self.draw(reach, &Transform::IDENTITY, |drawing| {
            drawing.op(clip);
            drawing.faded(alpha, reach, |drawing| {
                drawing.op(Op::TransformPush { transform: pattern.place });
                drawing.add(tiles);
                drawing.op(Op::TransformPop);
            });
            drawing.op(Op::ClipPop);
        });
    }

    /// A pattern in the place of something's colour.
    fn within(&mut self, pattern: &Pattern, alpha: f32, shape: Drawn) {
        let (Drawn::Op(op) | Drawn::Text(_, op)) = &shape else { return };
        let reach = op.bounds(&[]).unwrap_or_default().outset(64.0);
        let Some(area) = pattern.place.inverse().map(|back| back.bounds(&reach)) else { return };
        let Some(tiles) = self.tiles(pattern, area) else { return };
        self.draw(reach, &Transform::IDENTITY, |drawing| {
            drawing.op(Op::OpacityPush { opacity: alpha.clamp(0.0, 1.0), bounds: reach });
            drawing.add(shape);
            drawing.op(Op::BlendPush { blend: Blend::SourceIn, bounds: reach });
            drawing.op(Op::TransformPush { transform: pattern.place });
            drawing.add(tiles);
            drawing.op(Op::TransformPop);
            drawing.op(Op::BlendPop);
            drawing.op(Op::OpacityPop);
        });
    }

    fn tiles(&mut self, pattern: &Pattern, area: Rect) -> Option<Drawn> {
        let source = self.source(&pattern.source)?;
        Some(Drawn::Tiles { source, area, across: pattern.across, down: pattern.down })
    }

    /// What may be drawn of a picture here: another canvas only if it is not too deep nor too much.
    fn source(&mut self, source: &Source) -> Option<Source> {
        if let Source::Canvas(drawing) = source {
            if drawing.layers >= MAX_LAYERS || self.weight + drawing.weight > MAX_OPS {
                return None;
            }
            self.layers = self.layers.max(drawing.layers + 1);
        }
        Some(source.clone())
    }

    fn faded(&mut self, opacity: f32, bounds: Rect, draw: impl FnOnce(&mut Self)) {
        let is_faded = opacity < 1.0;
        if is_faded {
            self.op(Op::OpacityPush { opacity: opacity.max(0.0), bounds });
        }
        draw(self);
        if is_faded {
            self.op(Op::OpacityPop);
        }
    }

    /// Writes a line from `x` on a baseline, mapped by a transform; with an `outline` its edges of that width.
    pub fn text(&mut self, text: TextLine<'_>, ink: &Ink<'_>, alpha: f32, place: Transform) {
        let paint = paint(ink, alpha);
        if paint.is_clear() || text.text.is_empty() {
            return;
        }
        let TextLine { text, x, baseline, width, font, outline } = text;
        let op = |paint, blur| Op::Text {
            x,
            baseline,
            width,
            font: 0,
            paint,
            blur,
            outline,
            text: text.to_owned(),
        };
        let faces = std::slice::from_ref(&font);
        let reach = op(paint.clone(), 0.0).bounds(faces).unwrap_or_default();
        if let Some((colour, cast)) = self.shadow(ink::opacity(&paint)) {
            let scale = (place.a * place.d - place.b * place.c).abs().sqrt().max(1e-3);
            let moved = Transform { e: place.e + cast.dx, f: place.f + cast.dy, ..place };
            let soft = op(colour.into(), cast.blur / scale);
            self.draw(reach.outset(cast.blur / scale * 1.5), &moved, |drawing| {
                drawing.add(Drawn::Text(font.clone(), soft));
            });
        }
        if let Ink::Pattern(pattern) = ink {
            // The pattern lies on the canvas, not on the text.
            let Some(back) = place.inverse() else { return };
            let inner = Pattern { place: back.then_inner(&pattern.place), ..pattern.clone() };
            let Some(area) = inner.place.inverse().map(|back| back.bounds(&reach)) else { return };
            let Some(tiles) = self.tiles(&inner, area) else { return };
            let shape = Drawn::Text(font, op(Colour::BLACK.into(), 0.0));
            return self.draw(reach, &place, |drawing| {
                drawing.op(Op::OpacityPush { opacity: alpha.clamp(0.0, 1.0), bounds: reach });
                drawing.add(shape);
                drawing.op(Op::BlendPush { blend: Blend::SourceIn, bounds: reach });
                drawing.op(Op::TransformPush { transform: inner.place });
                drawing.add(tiles);
                drawing.op(Op::TransformPop);
                drawing.op(Op::BlendPop);
                drawing.op(Op::OpacityPop);
            });
        }
        self.draw(reach, &place, |drawing| drawing.add(Drawn::Text(font, op(paint, 0.0))));
    }

    /// Draws a picture, or a part of it, mapped by a transform.
    pub fn image(&mut self, source: &Source, part: Option<Rect>, target: Rect, alpha: f32, place: Transform) {
        if alpha <= 0.0 || !self.fits() {
            return;
        }
        let Some(source) = self.source(source) else { return };
        if let Some((colour, cast)) = self.shadow(alpha).filter(|_| !target.is_empty()) {
            let moved = Transform { e: place.e + cast.dx, f: place.f + cast.dy, ..place };
            let path = box_path(&target, &moved);
            self.one(Op::FillPath { path, even_odd: false, paint: colour.into(), blur: cast.blur });
        }
        // Without a size nobody knows how far it reaches.
        let reach = if target.is_empty() { self.area() } else { target };
        self.draw(reach, &place, |drawing| {
            drawing.faded(alpha, reach, |drawing| drawing.add(Drawn::Image { source, part, target }));
        });
    }

    /// Puts a picture in the place of what is there, whatever the way of drawing that is set.
    pub fn put(&mut self, source: &Source, target: Rect) {
        self.clear(box_path(&target, &Transform::IDENTITY));
        let (blend, cast) = (std::mem::take(&mut self.blend), self.cast.take());
        self.image(source, None, target, 1.0, Transform::IDENTITY);
        (self.blend, self.cast) = (blend, cast);
    }

    /// One picture of a size in the place of everything. Only a drawing without open clips can be replaced; `false` if it cannot.
    pub fn flatten(&mut self, source: &Source, (width, height): (f32, f32)) -> bool {
        if self.depth > 0 {
            return false;
        }
        let reach = Rect::new(0.0, 0.0, width, height);
        self.forget();
        self.reach = reach;
        self.add(Drawn::Image { source: source.clone(), part: None, target: reach });
        true
    }

    /// Nothing is left inside of outlines.
    pub fn clear(&mut self, path: Vec<Segment>) {
        let bounds = path_bounds(&path);
        if path.is_empty() || self.reach.is_empty() {
            return;
        }
        let covers = upright(&path).is_some_and(|rect| self.covers(&rect) || rect.union(&self.reach) == rect);
        if covers && self.clip_start().is_none() {
            return self.forget();
        }
        if !self.fits() || !bounds.overlaps(&self.reach) {
            return;
        }
        if covers {
            self.forget();
        }
        self.isolated = true;
        self.op(Op::BlendPush { blend: Blend::DestinationOut, bounds });
        self.op(Op::fill(path, Colour::BLACK.into()));
        self.op(Op::BlendPop);
    }

    /// What follows shows only inside, until the `restore` of the `save` before.
    pub fn clip(&mut self, path: Vec<Segment>, even_odd: bool) {
        if !self.fits() {
            return;
        }
        self.op(match upright(&path) {
            Some(rect) => Op::ClipPush { rect, corners: Corners::default() },
            None => Op::ClipPath { path, even_odd },
        });
        self.depth += 1;
        self.open.push(Open::Clip(self.list.len()));
    }

    /// Keeps the clips for [`Drawing::restore`].
    pub fn save(&mut self) {
        if self.open.len() < 1000 {
            self.open.push(Open::Save);
        }
    }

    /// Ends the clips since the last [`Drawing::save`].
    pub fn restore(&mut self) {
        while let Some(Open::Clip(start)) = self.open.pop() {
            self.depth -= 1;
            if start == self.list.len() {
                // Nothing was drawn in it.
                self.list.truncate(start - 1);
                self.weight -= 1;
            } else {
                self.op(Op::ClipPop);
            }
        }
    }

    fn clip_start(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open {
            Open::Save => None,
            Open::Clip(start) => Some(*start),
        })
    }

    /// Whether nothing would show beside a rectangle.
    fn covers(&self, rect: &Rect) -> bool {
        self.size.is_some_and(|(width, height)| {
            rect.x <= 0.0 && rect.y <= 0.0 && rect.right() >= width && rect.bottom() >= height
        })
    }

    /// What was drawn inside the innermost clip is not seen any more.
    fn forget(&mut self) {
        let start = self.clip_start().unwrap_or(0);
        if start == 0 {
            self.reach = Rect::default();
            self.isolated = false;
            self.layers = 0;
        }
        self.list.truncate(start);
        self.weight = if start == 0 { 0 } else { self.list.iter().map(Drawn::weight).sum() };
    }

    /// Everything drawn, in order; pushes may be open at the end.
    pub(crate) fn drawn(&self) -> impl Iterator<Item = &Drawn> {
        self.list.iter()
    }

    /// How many clips are open at the end.
    #[cfg(test)]
    pub(crate) fn left_open(&self) -> usize {
        self.depth
    }
}

/// A line of text on a canvas.
#[derive(Debug, Clone)]
pub struct TextLine<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Left edge, px.
    pub x: f32,
    /// y of the baseline, px.
    pub baseline: f32,
    /// As measured, px.
    pub width: f32,
    /// The font.
    pub font: TextFont,
    /// 0, or the width of the line along the glyphs' edges, which are not filled then.
    pub outline: f32,
}

fn box_path(rect: &Rect, place: &Transform) -> Vec<Segment> {
    let corners =
        [(rect.x, rect.y), (rect.right(), rect.y), (rect.right(), rect.bottom()), (rect.x, rect.bottom())];
    let points = corners.into_iter().map(|(x, y)| place.apply(x, y));
    let outline = points
        .enumerate()
        .map(|(at, (x, y))| if at == 0 { Segment::Move { x, y } } else { Segment::Line { x, y } });
    outline.chain([Segment::Close]).collect()
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
        vec![
            Segment::Move { x: 0.0, y: 0.0 },
            Segment::Line { x: 9.0, y: 0.0 },
            Segment::Line { x: 0.0, y: 9.0 },
        ]
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
}
