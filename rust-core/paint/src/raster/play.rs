//! Plays a list of ops.

use super::picture::Pictures;
use super::{border, fill, picture, shadow, shape, text};
use crate::geometry::{Colour, Corners, Rect, Transform};
use crate::ops::{Cap, Content, Op, Paint};
use minihost_layout::FontBook;
use vello_cpu::kurbo::{Affine, BezPath, Cap as StrokeCap, Join, Stroke};
use vello_cpu::peniko::{BlendMode, Compose, Fill, Mix};
use vello_cpu::{RenderContext, Resources};

/// A canvas with its transform: everything is given in logical pixels.
pub(super) struct Player<'a> {
    pub(super) canvas: &'a mut RenderContext,
    pub(super) resources: &'a mut Resources,
    pub(super) fonts: &'a FontBook,
    pub(super) pictures: &'a mut Pictures,
    at: Affine,
}

impl<'a> Player<'a> {
    pub(super) fn new(
        canvas: &'a mut RenderContext,
        resources: &'a mut Resources,
        fonts: &'a FontBook,
        pictures: &'a mut Pictures,
        scale: f32,
    ) -> Self {
        Player { canvas, resources, fonts, pictures, at: Affine::scale(f64::from(scale)) }
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
                Op::Text { x, baseline, font, paint, blur, text, .. } => {
                    if let Some(font) = content.fonts.get(usize::from(*font)) {
                        text::draw(self, text, font, (*x, *baseline), paint, *blur);
                    }
                }
                Op::Image { image, source, target, corners } => {
                    picture::stretch(self, *image, source, target, corners);
                }
                Op::ImageTiles { image, area, corners, tile, step_x, step_y } => {
                    picture::tiles(self, *image, area, corners, tile, (*step_x, *step_y));
                }
                Op::FillPath { path, paint } => self.fill(&shape::path(path), paint),
                Op::StrokePath { path, paint, width, cap } => {
                    let stroke = match cap {
                        Cap::Butt => {
                            Stroke::new(f64::from(*width)).with_caps(StrokeCap::Butt).with_join(Join::Miter)
                        }
                        Cap::Round => {
                            Stroke::new(f64::from(*width)).with_caps(StrokeCap::Round).with_join(Join::Round)
                        }
                    };
                    self.stroke(&shape::path(path), paint, stroke);
                }
                Op::ClipPush { rect, corners } => self.push_clip(&shape::round_rect(rect, corners)),
                Op::ClipPop => self.canvas.pop_clip(),
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
                Op::OpacityPop | Op::MaskPop => self.canvas.pop_layer(),
            }
        }
        self.set(before);
    }
}
