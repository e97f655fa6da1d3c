//! Values of style and layout as ours.

use crate::geometry::{Colour, Corner, Corners, Rect, Transform};
use crate::ops::{LineStyle, TextFont};
use minihost_layout::Affine;
use minihost_ports::Font;
use minihost_style::{BorderStyle, Color, ComputedStyle, FontStyle, Sides};

pub(crate) fn colour(color: Color) -> Colour {
    Colour::rgba(color.r, color.g, color.b, color.a)
}

pub(crate) fn rect(rect: minihost_layout::Rect) -> Rect {
    Rect::new(rect.x, rect.y, rect.width, rect.height)
}

pub(crate) fn transform(affine: Affine) -> Transform {
    Transform { a: affine.a, b: affine.b, c: affine.c, d: affine.d, e: affine.e, f: affine.f }
}

/// The outer radii of a border box.
pub(crate) fn corners(style: &ComputedStyle, width: f32, height: f32) -> Corners {
    let radius = &style.border.radius;
    let corner =
        |radius: minihost_style::Radius| Corner { x: radius.x.or_zero(width), y: radius.y.or_zero(height) };
    Corners {
        top_left: corner(radius.top_left),
        top_right: corner(radius.top_right),
        bottom_right: corner(radius.bottom_right),
        bottom_left: corner(radius.bottom_left),
    }
    .fit(width, height)
}

pub(crate) fn font(font: &Font) -> TextFont {
    TextFont {
        families: font.families.iter().map(ToString::to_string).collect(),
        size: font.size,
        weight: font.weight,
        italic: font.italic,
        letter_spacing: font.letter_spacing,
    }
}

pub(crate) fn font_of_style(style: &ComputedStyle) -> TextFont {
    let text = &style.text;
    TextFont {
        families: text.families.iter().map(ToString::to_string).collect(),
        size: text.font_size,
        weight: text.font_weight,
        italic: text.font_style == FontStyle::Italic,
        letter_spacing: text.letter_spacing,
    }
}

/// The styles that painters know; those that pretend depth are drawn as plain lines.
pub(crate) fn line_style(style: BorderStyle) -> LineStyle {
    match style {
        BorderStyle::None | BorderStyle::Hidden => LineStyle::None,
        BorderStyle::Dashed => LineStyle::Dashed,
        BorderStyle::Dotted => LineStyle::Dotted,
        BorderStyle::Double => LineStyle::Double,
        BorderStyle::Solid
        | BorderStyle::Groove
        | BorderStyle::Ridge
        | BorderStyle::Inset
        | BorderStyle::Outset => LineStyle::Solid,
    }
}

pub(crate) fn inset(rect: &Rect, sides: &Sides<f32>) -> Rect {
    rect.inset(sides.top, sides.right, sides.bottom, sides.left)
}

pub(crate) fn inset_corners(corners: Corners, sides: &Sides<f32>) -> Corners {
    corners.inset(sides.top, sides.right, sides.bottom, sides.left)
}

/// The device's pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    scale: f32,
}

impl Grid {
    pub(crate) fn new(scale: f32) -> Self {
        Grid { scale: if scale.is_finite() && scale > 0.0 { scale } else { 1.0 } }
    }

    /// The nearest device pixel's edge.
    pub(crate) fn snap(self, at: f32) -> f32 {
        (at * self.scale).round() / self.scale
    }

    /// Each edge put on a device pixel's edge; what has a size keeps one.
    pub(crate) fn snap_rect(self, rect: &Rect) -> Rect {
        let (x, y) = (self.snap(rect.x), self.snap(rect.y));
        let side = |length: f32, snapped: f32| {
            if length > 0.0 { snapped.max(1.0 / self.scale) } else { 0.0 }
        };
        Rect::new(
            x,
            y,
            side(rect.width, self.snap(rect.right()) - x),
            side(rect.height, self.snap(rect.bottom()) - y),
        )
    }

    /// A line's width in whole device pixels, one at least (CSS Backgrounds 3, 3.3).
    pub(crate) fn line(self, width: f32) -> f32 {
        if width <= 0.0 { 0.0 } else { (width * self.scale + 0.01).floor().max(1.0) / self.scale }
    }

    pub(crate) fn lines(self, sides: &Sides<f32>) -> Sides<f32> {
        Sides {
            top: self.line(sides.top),
            right: self.line(sides.right),
            bottom: self.line(sides.bottom),
            left: self.line(sides.left),
        }
    }
}
