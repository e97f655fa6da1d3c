//! Plays a list of ops.

use super::picture::Pictures;
use super::{blend, border, fill, picture, shadow, shape, text};
use crate::geometry::{Colour, Corners, Rect, Transform};
use crate::ops::{Cap, Content, Join, Line, Op, Paint};
use minihost_layout::FontBook;
use vello_cpu::kurbo::{Affine, BezPath, Cap as StrokeCap, Join as StrokeJoin, Stroke};
use vello_cpu::peniko::{BlendMode, Compose, Fill, Mix};
use vello_cpu::{RenderContext, Resources};

/// A canvas with its transform: everything is given in logical pixels.
pub(super) struct Player<'a> {
    pub(super) canvas: &'a mut RenderContext,
    pub(super) resources: &'a mut Resources,
    pub(super) fonts: &'a FontBook,
    pub(super) pictures: &'a mut Pictures,
    at: Affine,
    /// Clips of the ops that are played, in device pixels.
    clips: Vec<(BezPath, Fill)>,
}

impl<'a> Player<'a> {
    pub(super) fn new(
        canvas: &'a mut RenderContext,
        resources: &'a mut Resources,
        fonts: &'a FontBook,
        pictures: &'a mut Pictures,
        scale: f32,
    ) -> Self {
        Player { canvas, resources, fonts, pictures, at: Affine::scale(f64::from(scale)), clips: Vec::new() }
    }

    /// Runs the work with a further transform inside the present one.
    pub(super) fn within(&mut self, transform: &Transform, work: impl FnOnce(&mut Self)) {
        let before = self.at;
        self.set(before * shape::affine(transform));
        work(self);
        self.set(before);
    }

    /// Device pixels per logical pixel along a diagonal, at present.
    pub(super) fn scale(&self) -> f64 {
        self.at.determinant().abs().sqrt()
    }

    fn set(&mut self, at: Affine) {
        self.at = at;
        self.canvas.set_transform(at);
    }

    pub(super) fn fill_all(&mut self, colour: Colour, width: f32, height: f32) {
        self.fill_rect(&Rect::new(0.0, 0.0, width, height), &colour.into());
    }

    pub(super) fn fill_rect(&mut self, rect: &Rect, paint: &Paint) {
        self.set_paint(paint);
        self.canvas.fill_rect(&shape::rect(rect));
    }

    pub(super) fn fill(&mut self, path: &BezPath, paint: &Paint) {
        self.set_paint(paint);
        self.canvas.fill_path(path);
    }

    /// Fills what lies inside an odd number of outlines.
    pub(super) fn fill_between(&mut self, path: &BezPath, paint: &Paint) {
        self.set_paint(paint);
        self.canvas.set_fill_rule(Fill::EvenOdd);
        self.canvas.fill_path(path);
        self.canvas.set_fill_rule(Fill::NonZero);
    }

    pub(super) fn stroke(&mut self, path: &BezPath, paint: &Paint, stroke: Stroke) {
        self.set_paint(paint);
        self.canvas.set_stroke(stroke);
        self.canvas.stroke_path(path);
    }

    pub(super) fn set_paint(&mut self, paint: &Paint) {
        let (paint, place) = fill::paint(paint);
        self.canvas.set_transform(self.at);
        self.canvas.set_paint(paint);
        self.canvas.set_paint_transform(place);
    }

    pub(super) fn clipped(&mut self, path: &BezPath, work: impl FnOnce(&mut Self)) {
        self.push_clip(path);
        work(self);
        self.canvas.pop_clip();
    }

    pub(super) fn clipped_to(&mut self, rect: &Rect, corners: &Corners, work: impl FnOnce(&mut Self)) {
        self.push_clip(&shape::round_rect(rect, corners));
        work(self);
        self.canvas.pop_clip();
    }

    fn push_clip(&mut self, path: &BezPath) {
        self.canvas.set_transform(self.at);
        self.canvas.push_clip_path(path);
    }

    pub(super) fn faded(&mut self, opacity: f32, work: impl FnOnce(&mut Self)) {
        if opacity >= 1.0 {
            work(self);
        } else if opacity > 0.0 {
            self.canvas.push_opacity_layer(opacity);
            work(self);
            self.canvas.pop_layer();
        }
    }

    fn open_clip(&mut self, path: &BezPath, rule: Fill) {
        self.canvas.set_fill_rule(rule);
        self.push_clip(path);
        self.canvas.set_fill_rule(Fill::NonZero);
        self.clips.push((self.at * path, rule));
    }

    /// A clip cuts what is drawn, but not what a layer does to what lies under it: the layer brings its own.
    fn open_blend(&mut self, mode: BlendMode) {
        self.canvas.set_transform(Affine::IDENTITY);
        let (clip, rule) =
            self.clips.last().map_or((None, Fill::NonZero), |(path, rule)| (Some(path), *rule));
        self.canvas.set_fill_rule(rule);
        self.canvas.push_layer(clip, Some(mode), None, None, None);
        self.canvas.set_fill_rule(Fill::NonZero);
        self.canvas.set_transform(self.at);
    }

    /// Runs the work with what it draws blurred.
    pub(super) fn blurred(&mut self, blur: f32, work: impl FnOnce(&mut Self)) {
        if blur > 0.0 {
            self.canvas.push_filter_layer(blend::blur(blur));
            work(self);
            self.canvas.pop_layer();
        } else {
            work(self);
        }
    }

    /// Plays a layer's ops with a further transform.
    pub(super) fn play(&mut self, content: &Content, transform: &Transform) {
        let before = self.at;
        self.set(before * shape::affine(transform));
        let mut transforms = Vec::new();
        for op in &content.ops {
            match op {
                Op::FillRect { rect, paint } => self.fill_rect(rect, paint),
                Op::FillRoundRect { rect, corners, paint } => {
                    self.fill(&shape::round_rect(rect, corners), paint);
                }
                Op::Border { rect, corners, top, right, bottom, left } => {
                    border::draw(self, rect, corners, [*top, *right, *bottom, *left]);
                }
                Op::Shadow { rect, corners, dx, dy, blur, spread, colour, inset } => {
                    let cast =
                        shadow::Cast { dx: *dx, dy: *dy, blur: *blur, spread: *spread, colour: *colour };
                    if *inset {
                        shadow::inner(self, rect, corners, &cast);
                    } else {
                        shadow::outer(self, rect, corners, &cast);
                    }
                }
                Op::Text { x, baseline, font, paint, blur, outline, text, .. } => {
                    if let Some(font) = content.fonts.get(usize::from(*font)) {
                        text::draw(self, text, font, (*x, *baseline), paint, *blur, *outline);
                    }
                }
                Op::Image { image, source, target, corners } => {
                    picture::stretch(self, *image, source, target, corners);
                }
                Op::ImageTiles { image, area, corners, tile, step_x, step_y } => {
                    picture::tiles(self, *image, area, corners, tile, (*step_x, *step_y));
                }
                Op::FillPath { path, even_odd, paint, blur } => self.blurred(*blur, |player| {
                    let path = shape::path(path);
                    if *even_odd { player.fill_between(&path, paint) } else { player.fill(&path, paint) }
                }),
                Op::StrokePath { path, paint, line, blur } => self.blurred(*blur, |player| {
                    player.stroke(&shape::path(path), paint, stroke(line));
                }),
                Op::ClipPush { rect, corners } => {
                    self.open_clip(&shape::round_rect(rect, corners), Fill::NonZero);
                }
                Op::ClipPath { path, even_odd } => {
                    let rule = if *even_odd { Fill::EvenOdd } else { Fill::NonZero };
                    self.open_clip(&shape::path(path), rule);
                }
                Op::ClipPop => {
                    self.clips.pop();
                    self.canvas.pop_clip();
                }
                Op::TransformPush { transform } => {
                    transforms.push(self.at);
                    self.set(self.at * shape::affine(transform));
                }
                Op::TransformPop => {
                    if let Some(outside) = transforms.pop() {
                        self.set(outside);
                    }
                }
                Op::OpacityPush { opacity, .. } => self.canvas.push_opacity_layer(*opacity),
                Op::MaskPush => {
                    self.canvas.push_blend_layer(BlendMode::new(Mix::Normal, Compose::DestIn));
                }
                Op::BlendPush { blend, .. } => self.open_blend(blend::mode(*blend)),
                Op::OpacityPop | Op::MaskPop | Op::BlendPop => self.canvas.pop_layer(),
            }
        }
        self.set(before);
    }
}

fn stroke(line: &Line) -> Stroke {
    let cap = match line.cap {
        Cap::Butt => StrokeCap::Butt,
        Cap::Round => StrokeCap::Round,
        Cap::Square => StrokeCap::Square,
    };
    let join = match line.join {
        Join::Miter => StrokeJoin::Miter,
        Join::Round => StrokeJoin::Round,
        Join::Bevel => StrokeJoin::Bevel,
    };
    let stroke = Stroke::new(f64::from(line.width))
        .with_caps(cap)
        .with_join(join)
        .with_miter_limit(f64::from(line.miter));
    if line.dash.is_empty() {
        return stroke;
    }
    // A dash of no length is a dot only if it has one.
    let dot = f64::from(line.width) * 0.01;
    let length = |(at, length): (usize, &f32)| f64::from(*length).max(if at % 2 == 0 { dot } else { 0.0 });
    stroke.with_dashes(f64::from(line.dash_offset), line.dash.iter().enumerate().map(length))
}
