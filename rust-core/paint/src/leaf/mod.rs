//! Built-in components that draw themselves: icons and controls, as tables of shapes and of WeUI's colours.

mod check;
pub(crate) mod colour;
mod icon;
pub(crate) mod placeholder;
mod slider;

use crate::geometry::{Colour, Corners, Rect};
use crate::ops::{Cap, Join, Line, Op, Segment};
use crate::painter::pen::Pen;
use minihost_layout::LeafKind;
use minihost_ports::Appearance;
use minihost_style::ComputedStyle;
use minihost_tree::Element;

pub use slider::slider_value;
pub(crate) use slider::{dots, spinner};

/// Colours that follow the appearance. Source: WeUI's light and dark tokens.
pub(crate) struct Palette {
    /// Dialects' accent.
    pub(crate) brand: Colour,
    /// The track of a bar or switch that is off.
    pub(crate) track: Colour,
    /// Outline of an empty control.
    pub(crate) outline: Colour,
    /// Ground of an empty control.
    pub(crate) ground: Colour,
    /// A picture that is not there yet.
    pub(crate) missing: Colour,
    /// Text beside a control.
    pub(crate) ink: Colour,
}

const LIGHT: Palette = Palette {
    brand: Colour::rgb(0x07c160),
    track: Colour::rgb(0xe5e5e5),
    outline: Colour::rgb(0xc9c9c9),
    ground: Colour::WHITE,
    missing: Colour::rgba(0, 0, 0, 8),
    ink: Colour::rgba(0, 0, 0, 229),
};

const DARK: Palette = Palette {
    brand: Colour::rgb(0x07c160),
    track: Colour::rgb(0x4c4c4c),
    outline: Colour::rgb(0x6b6b6b),
    ground: Colour::rgb(0x2c2c2c),
    missing: Colour::rgba(255, 255, 255, 12),
    ink: Colour::rgba(255, 255, 255, 204),
};

pub(crate) fn palette(appearance: Appearance) -> &'static Palette {
    match appearance {
        Appearance::Light => &LIGHT,
        Appearance::Dark => &DARK,
    }
}

/// What a leaf knows when it is drawn.
pub(crate) struct Leaf<'a> {
    pub(crate) element: &'a Element,
    pub(crate) style: &'a ComputedStyle,
    pub(crate) palette: &'static Palette,
    /// Its content box.
    pub(crate) area: Rect,
}

impl Leaf<'_> {
    /// A colour attribute, read as CSS reads one.
    fn colour(&self, name: &str, or: Colour) -> Colour {
        self.element.text_attribute(name).and_then(|text| colour::parse(&text)).unwrap_or(or)
    }

    fn number(&self, name: &str, or: f32) -> f32 {
        self.element.number(name).map_or(or, |number| number as f32)
    }

    fn checked(&self) -> bool {
        self.element.state.checked || self.element.flag("checked")
    }

    fn disabled(&self) -> bool {
        self.element.flag("disabled") || self.element.state.disabled
    }
}

/// Draws a leaf that is ops; pictures and native controls are drawn elsewhere.
pub(crate) fn draw(pen: &mut Pen, kind: &LeafKind, leaf: &Leaf<'_>) {
    match kind {
        LeafKind::Icon => icon::draw(pen, leaf),
        LeafKind::Progress => slider::progress(pen, leaf),
        LeafKind::Slider => slider::slider(pen, leaf),
        LeafKind::Checkbox => check::checkbox(pen, leaf),
        LeafKind::Radio => check::radio(pen, leaf),
        LeafKind::Switch => check::switch(pen, leaf),
        LeafKind::Image { .. }
        | LeafKind::Input
        | LeafKind::Textarea
        | LeafKind::Canvas
        | LeafKind::Native(_) => {}
    }
}

pub(crate) fn round_rect(pen: &mut Pen, rect: Rect, corners: Corners, colour: Colour) {
    if colour.alpha() > 0 && !rect.is_empty() {
        pen.draw(Op::FillRoundRect { rect, corners, paint: colour.into() });
    }
}

fn round(pen: &mut Pen, rect: Rect, radius: f32, colour: Colour) {
    round_rect(pen, rect, Corners::all(radius).fit(rect.width, rect.height), colour);
}

fn disc(pen: &mut Pen, x: f32, y: f32, radius: f32, colour: Colour) {
    round(pen, Rect::new(x - radius, y - radius, radius * 2.0, radius * 2.0), radius, colour);
}

/// A line through points.
fn line(pen: &mut Pen, points: &[(f32, f32)], width: f32, colour: Colour) {
    let path = points
        .iter()
        .enumerate()
        .map(|(at, &(x, y))| if at == 0 { Segment::Move { x, y } } else { Segment::Line { x, y } })
        .collect();
    pen.draw(Op::stroke(path, colour.into(), Line::new(width, Cap::Round, Join::Round)));
}
