//! Border and shadows of a box.

use super::background::Frame;
use super::convert;
use super::pen::Pen;
use crate::ops::{BorderSide, LineStyle, Op};
use minihost_style::{BorderStyle, Color, ComputedStyle};

pub(super) fn border(pen: &mut Pen, style: &ComputedStyle, frame: &Frame) {
    let side = |width: f32, style: BorderStyle, color: Color| {
        let style = convert::line_style(style);
        if style == LineStyle::None || width <= 0.0 {
            return BorderSide { width: 0.0, style: LineStyle::None, colour: crate::geometry::Colour::CLEAR };
        }
        BorderSide { width, style, colour: convert::colour(color) }
    };
    let (widths, styles, colors) = (&frame.border, &style.border.style, &style.border.color);
    let top = side(widths.top, styles.top, colors.top);
    let right = side(widths.right, styles.right, colors.right);
    let bottom = side(widths.bottom, styles.bottom, colors.bottom);
    let left = side(widths.left, styles.left, colors.left);
    if [top, right, bottom, left].iter().any(|side| side.width > 0.0 && side.colour.alpha() > 0) {
        pen.draw(Op::Border { rect: frame.border_box, corners: frame.corners, top, right, bottom, left });
    }
}

pub(super) fn shadows(pen: &mut Pen, style: &ComputedStyle, frame: &Frame, inset: bool) {
    let (rect, corners) = if inset { frame.padding_box() } else { (frame.border_box, frame.corners) };
    // The first is on top.
    for shadow in
        style.effects.box_shadow.iter().rev().filter(|shadow| shadow.inset == inset && shadow.color.a > 0)
    {
        pen.draw(Op::Shadow {
            rect,
            corners,
            dx: shadow.x,
            dy: shadow.y,
            blur: shadow.blur.max(0.0),
            spread: shadow.spread,
            colour: convert::colour(shadow.color),
            inset,
        });
    }
}
