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

/// As many steps as vello divides a gradient into at most.
const STEPS: f32 = 4096.0;

/// A stop between two of vello's steps makes it read colours before the stop, and where they change fast these are less than nothing: white dots
/// around a hole (vello_cpu 0.3). On a step it does not.
fn on_step(offset: f32) -> f32 {
    (offset * STEPS).round() / STEPS
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
        offset: on_step(((stop.offset - from) / length.max(1e-6)).clamp(0.0, 1.0)),
        color: DynamicColor::from_alpha_color(colour(stop.colour)),
    };
    let mut stops: Vec<ColorStop> = stops.iter().map(placed).collect();
    // The last stop twice: with two in one place vello takes the most steps.
    if stops.iter().any(|stop| stop.offset > 0.0 && stop.offset < 1.0)
        && let Some(last) = stops.last().copied()
    {
        stops.push(ColorStop { offset: 1.0, ..last });
        stops.push(ColorStop { offset: 1.0, ..last });
    }
    Gradient {
        kind,
        extend: if repeat { Extend::Repeat } else { Extend::Pad },
        stops: stops.as_slice().into(),
        ..Gradient::default()
    }
    .into()
}

#[cfg(test)]
mod tests {
    use crate::raster::Rasteriser;
    use crate::{Colour, Content, FrameState, Layer, Op, Paint, Rect, Size, Stop};
    use minihost_layout::FontBook;
    use std::sync::Arc;

    /// Tickets have holes like this. None of its pixels is brighter than the gradient's one colour.
    #[test]
    fn a_sharp_hole_has_a_clean_edge() {
        let brown = Colour::rgb(0x3b_21_17);
        for hole in 1..60 {
            let at = hole as f32 / 300.0;
            let stops = vec![
                Stop { offset: at, colour: Colour::rgba(0, 0, 0, 0) },
                Stop { offset: at + 1.0 / 540.0, colour: brown },
            ];
            let paint =
                Paint::Radial { x: 74.0, y: 0.0, radius_x: 149.0, radius_y: 149.0, stops, repeat: false };
            let area = Rect::new(0.0, 0.0, 200.0, 40.0);
            let mut layer = Layer::new(1, 0, area);
            (layer.version, layer.bounds) = (1, area);
            layer.content =
                Some(Arc::new(Content { fonts: vec![], ops: vec![Op::FillRect { rect: area, paint }] }));
            let mut state = FrameState::new();
            state.size = Size { width: area.width, height: area.height };
            state.background = Colour::BLACK;
            state.layers.push(layer);
            let picture = Rasteriser::new(Arc::new(FontBook::new(Vec::new()))).compose(&state, 2.0);
            let bright = picture.rgba.chunks_exact(4).filter(|pixel| pixel[0] > 0x3d).count();
            assert_eq!(bright, 0, "hole {hole}");
        }
    }
}
