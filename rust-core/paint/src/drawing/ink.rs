//! What areas are filled with, as programs say it.

use super::Source;
use crate::geometry::{Colour, Transform};
use crate::leaf::colour;
use crate::ops::{Paint, Stop};

/// What an area is filled with, as programs say it.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink<'a> {
    /// A CSS colour; what cannot be read is black.
    Colour(&'a str),
    /// From a point to another: offsets and colours.
    Linear([f32; 4], Vec<(f32, &'a str)>),
    /// Around a point from radius 0: x, y, radius, offsets and colours.
    Radial([f32; 3], Vec<(f32, &'a str)>),
    /// Around a point: x, y, the angle of the first colour in radians clockwise from upwards, offsets and colours.
    Conic([f32; 3], Vec<(f32, &'a str)>),
    /// A picture again and again.
    Pattern(Pattern),
}

/// A picture that is repeated.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The picture.
    pub source: Source,
    /// Sideways.
    pub across: bool,
    /// Downwards.
    pub down: bool,
    /// From the picture's pixels to the canvas.
    pub place: Transform,
}

/// The colour or gradient of an ink; black for a pattern.
pub(super) fn paint(ink: &Ink<'_>, alpha: f32) -> Paint {
    let paint = match ink {
        Ink::Colour(text) => read(text).into(),
        Ink::Linear(_, list) | Ink::Radial(_, list) | Ink::Conic(_, list) if list.is_empty() => {
            Colour::CLEAR.into()
        }
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
        Ink::Conic([x, y, start], list) => {
            Paint::Conic { x: *x, y: *y, start: *start, stops: stops(list), repeat: false }
        }
        Ink::Pattern(_) => Colour::BLACK.into(),
    };
    if alpha < 1.0 { paint.faded(alpha.max(0.0)) } else { paint }
}

/// The opacity of what is most opaque in a paint.
pub(super) fn opacity(paint: &Paint) -> f32 {
    let alpha = match paint {
        Paint::Solid { colour } => colour.alpha(),
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Conic { stops, .. } => {
            stops.iter().map(|stop| stop.colour.alpha()).max().unwrap_or(0)
        }
    };
    f32::from(alpha) / 255.0
}

/// A CSS colour; black if it is none.
pub(super) fn read(text: &str) -> Colour {
    colour::parse(text).unwrap_or(Colour::BLACK)
}

fn stops(list: &[(f32, &str)]) -> Vec<Stop> {
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
}
