//! CSS gradients for a box of a known size (CSS Images 3 and 4).

use super::convert;
use crate::geometry::Rect;
use crate::ops::{Paint, Stop};
use minihost_style::{Gradient, GradientShape, GradientStop, RadialExtent};
use std::f32::consts::TAU;

/// The gradient laid over a tile.
pub(super) fn paint(gradient: &Gradient, tile: &Rect) -> Paint {
    let repeat = gradient.repeating;
    match gradient.shape {
        GradientShape::Linear(angle) => linear(gradient, tile, angle.sin(), -angle.cos()),
        GradientShape::ToCorner { x, y } => match (x, y) {
            (0, _) => linear(gradient, tile, 0.0, f32::from(y)),
            (_, 0) => linear(gradient, tile, f32::from(x), 0.0),
            // The line that makes the other two corners halfway: perpendicular to their diagonal.
            _ => linear(gradient, tile, f32::from(x) * tile.height, f32::from(y) * tile.width),
        },
        GradientShape::Radial { circle, extent, center } => {
            let (cx, cy) = (center.0.or_zero(tile.width), center.1.or_zero(tile.height));
            let (radius_x, radius_y) = radii(circle, extent, cx, cy, tile);
            let stops = stops(&gradient.stops, radius_x);
            Paint::Radial { x: tile.x + cx, y: tile.y + cy, radius_x, radius_y, stops, repeat }
        }
        GradientShape::Conic { from, center } => Paint::Conic {
            x: tile.x + center.0.or_zero(tile.width),
            y: tile.y + center.1.or_zero(tile.height),
            start: from,
            // Percentages of a turn; an angle comes as pixels of a turn that is `TAU` long.
            stops: stops(&gradient.stops, TAU),
            repeat,
        },
    }
}

fn linear(gradient: &Gradient, tile: &Rect, dx: f32, dy: f32) -> Paint {
    let length = dx.hypot(dy).max(1e-6);
    let (dx, dy) = (dx / length, dy / length);
    // From corner to corner, seen along the line.
    let reach = (tile.width * dx).abs() + (tile.height * dy).abs();
    let (cx, cy) = (tile.x + tile.width / 2.0, tile.y + tile.height / 2.0);
    Paint::Linear {
        x0: cx - dx * reach / 2.0,
        y0: cy - dy * reach / 2.0,
        x1: cx + dx * reach / 2.0,
        y1: cy + dy * reach / 2.0,
        stops: stops(&gradient.stops, reach),
        repeat: gradient.repeating,
    }
}

fn radii(circle: bool, extent: RadialExtent, cx: f32, cy: f32, tile: &Rect) -> (f32, f32) {
    let (left, right) = (cx.abs(), (tile.width - cx).abs());
    let (top, bottom) = (cy.abs(), (tile.height - cy).abs());
    let near = (left.min(right), top.min(bottom));
    let far = (left.max(right), top.max(bottom));
    let (x, y) = match (extent, circle) {
        (RadialExtent::Radii(x, y), _) => (x.or_zero(tile.width), y.or_zero(tile.height)),
        (RadialExtent::ClosestSide, true) => (near.0.min(near.1), near.0.min(near.1)),
        (RadialExtent::ClosestSide, false) => near,
        (RadialExtent::FarthestSide, true) => (far.0.max(far.1), far.0.max(far.1)),
        (RadialExtent::FarthestSide, false) => far,
        (RadialExtent::ClosestCorner, true) => (near.0.hypot(near.1), near.0.hypot(near.1)),
        (RadialExtent::FarthestCorner, true) => (far.0.hypot(far.1), far.0.hypot(far.1)),
        // An ellipse through the corner in the proportions of the sides.
        (RadialExtent::ClosestCorner, false) => (near.0 * 2f32.sqrt(), near.1 * 2f32.sqrt()),
        (RadialExtent::FarthestCorner, false) => (far.0 * 2f32.sqrt(), far.1 * 2f32.sqrt()),
    };
    (x.max(0.001), y.max(0.001))
}

/// Every stop with a place, never going back (CSS Images 3, 3.4.3).
fn stops(stops: &[GradientStop], length: f32) -> Vec<Stop> {
    let length = length.max(1e-6);
    let last = stops.len().saturating_sub(1);
    let mut places: Vec<Option<f32>> = stops
        .iter()
        .enumerate()
        .map(|(at, stop)| match stop.at.and_then(|length_at| length_at.resolve(length)) {
            Some(px) => Some(px / length),
            None if at == 0 => Some(0.0),
            None if at == last => Some(1.0),
            None => None,
        })
        .collect();
    let mut highest = f32::MIN;
    for place in places.iter_mut().flatten() {
        highest = highest.max(*place);
        *place = highest;
    }
    let mut at = 0;
    while at < places.len() {
        if places[at].is_none() {
            let next = (at..places.len()).find(|&next| places[next].is_some()).unwrap_or(last);
            let (from, to) = (places[at - 1].unwrap_or(0.0), places[next].unwrap_or(1.0));
            for (middle, place) in places[at..next].iter_mut().enumerate() {
                let share = (middle + 1) as f32 / (next + 1 - at) as f32;
                *place = Some(from + (to - from) * share);
            }
            at = next;
        }
        at += 1;
    }
    let mut placed: Vec<Stop> = stops
        .iter()
        .zip(places)
        .map(|(stop, place)| Stop { offset: place.unwrap_or(0.0), colour: convert::colour(stop.color) })
        .collect();
    // Style promises two; a painter relies on it.
    while placed.len() < 2 {
        placed.push(
            placed.last().copied().unwrap_or(Stop { offset: 1.0, colour: crate::geometry::Colour::CLEAR }),
        );
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_style::{Color, Length};

    fn places(given: &[Option<Length>], length: f32) -> Vec<f32> {
        let given: Vec<_> = given.iter().map(|&at| GradientStop { color: Color::BLACK, at }).collect();
        stops(&given, length).iter().map(|stop| stop.offset).collect()
    }

    #[test]
    fn stops_without_a_place_are_spread_and_none_goes_back() {
        use Length::{Percent, Px};
        assert_eq!(places(&[None, None, None], 100.0), [0.0, 0.5, 1.0]);
        assert_eq!(
            places(&[None, Some(Px(25.0)), None, None, Some(Percent(1.0))], 100.0)[1..],
            [0.25, 0.5, 0.75, 1.0]
        );
        assert_eq!(places(&[Some(Percent(0.5)), Some(Percent(0.2)), None], 100.0), [0.5, 0.5, 1.0]);
    }

    #[test]
    fn an_angle_reaches_from_corner_to_corner() {
        let gradient = Gradient {
            shape: GradientShape::Linear(std::f32::consts::FRAC_PI_4),
            stops: vec![GradientStop { color: Color::BLACK, at: None }; 2],
            repeating: false,
        };
        let Paint::Linear { x0, y0, x1, y1, .. } = paint(&gradient, &Rect::new(0.0, 0.0, 100.0, 100.0))
        else {
            unreachable!()
        };
        for (found, wanted) in [(x0, 0.0), (y0, 100.0), (x1, 100.0), (y1, 0.0)] {
            assert!((found - wanted).abs() < 0.01, "{found} {wanted}");
        }
    }
}
