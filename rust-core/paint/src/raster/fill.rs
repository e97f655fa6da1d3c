//! Our paints as peniko's.

use crate::geometry::Colour;
use crate::ops::{Paint, Stop};
use std::f32::consts::{FRAC_PI_2, TAU};
use vello_cpu::PaintType;
use vello_cpu::color::{AlphaColor, DynamicColor, Srgb};
use vello_cpu::kurbo::{Affine, Point};
use vello_cpu::peniko::{
    ColorStop, Extend, Gradient, GradientKind, LinearGradientPosition, RadialGradientPosition,
    SweepGradientPosition,
};

pub(super) fn colour(colour: Colour) -> AlphaColor<Srgb> {
    let [r, g, b, a] = colour.components();
    AlphaColor::from_rgba8(r, g, b, a)
}

/// The paint, and what maps it into place.
pub(super) fn paint(paint: &Paint) -> (PaintType, Affine) {
    match paint {
        Paint::Solid { colour: solid } => (colour(*solid).into(), Affine::IDENTITY),
        Paint::Linear { x0, y0, x1, y1, stops, repeat } => {
            let kind = LinearGradientPosition::new(point(*x0, *y0), point(*x1, *y1));
            (gradient(kind.into(), stops, *repeat), Affine::IDENTITY)
        }
        Paint::Radial { x, y, radius_x, radius_y, stops, repeat } => {
            // A circle of radius 1, stretched.
            let (rx, ry) = (radius_x.max(0.001), radius_y.max(0.001));
            let place = Affine::translate((f64::from(*x), f64::from(*y)))
                * Affine::scale_non_uniform(f64::from(rx), f64::from(ry));
            let kind = RadialGradientPosition::new(Point::ZERO, 1.0);
            (gradient(kind.into(), stops, *repeat), place)
        }
        Paint::Conic { x, y, start, stops, repeat } => {
            let place = Affine::translate((f64::from(*x), f64::from(*y)))
                * Affine::rotate(f64::from(start - FRAC_PI_2));
            let kind = SweepGradientPosition::new(Point::ZERO, 0.0, TAU);
            (gradient(kind.into(), stops, *repeat), place)
        }
    }
}

fn point(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

/// A gradient whose stops may lie anywhere: vello wants them from 0 to 1, so the line is cut or stretched to them.
fn gradient(kind: GradientKind, stops: &[Stop], repeat: bool) -> PaintType {
    let first = stops.first().map_or(0.0, |stop| stop.offset);
    let last = stops.last().map_or(1.0, |stop| stop.offset);
    let outside = first < 0.0 || last > 1.0 || repeat;
    let (kind, from, length) = match kind {
        GradientKind::Linear(line) if outside && last > first => {
            let at = |offset: f32| line.start + (line.end - line.start) * f64::from(offset);
            (LinearGradientPosition::new(at(first), at(last)).into(), first, last - first)
        }
        GradientKind::Radial(circle) if outside && last > first && last > 0.0 => {
            let from = first.max(0.0);
            let kind =
                RadialGradientPosition::new_two_point(circle.end_center, from, circle.end_center, last)
                    .into();
            (kind, from, last - from)
        }
        GradientKind::Sweep(sweep) if outside && last > first => {
            let kind = SweepGradientPosition::new(sweep.center, first * TAU, last * TAU).into();
            (kind, first, last - first)
        }
        other => (other, 0.0, 1.0),
    };
    let placed = |stop: &Stop| ColorStop {
        offset: ((stop.offset - from) / length.max(1e-6)).clamp(0.0, 1.0),
        color: DynamicColor::from_alpha_color(colour(stop.colour)),
    };
    let stops: Vec<ColorStop> = stops.iter().map(placed).collect();
    Gradient {
        kind,
        extend: if repeat { Extend::Repeat } else { Extend::Pad },
        stops: stops.as_slice().into(),
        ..Gradient::default()
    }
    .into()
}
