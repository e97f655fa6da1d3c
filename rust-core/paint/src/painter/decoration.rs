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
        let (blur, colour) = (shadow.blur.max(0.0), convert::colour(shadow.color));
        let grown = if inset { -shadow.spread } else { shadow.spread };
        if is_thin(rect.width + 2.0 * grown, rect.height + 2.0 * grown, blur, colour.alpha()) {
            if inset {
                // Nothing is left of the hole: all of the box lies in the shadow.
                pen.draw(Op::FillRoundRect { rect, corners, paint: colour.into() });
            }
            continue;
        }
        let (dx, dy, spread) = (shadow.x, shadow.y, shadow.spread);
        pen.draw(Op::Shadow { rect, corners, dx, dy, blur, spread, colour, inset });
    }
}

/// Whether a rectangle is blurred so far that nothing of it can be seen: less than half a step of a colour at its middle. Drawing it costs a
/// painter the whole screen.
fn is_thin(width: f32, height: f32, blur: f32, alpha: u8) -> bool {
    // A blur's standard deviation is half its radius. A Gaussian is nowhere higher than in the middle, 0.4 there.
    let share = |side: f32| (side.max(0.0) * 0.4 / (blur / 2.0)).min(1.0);
    blur > 0.0 && share(width) * share(height) * f32::from(alpha) < 0.5
}

#[cfg(test)]
mod tests {
    use super::is_thin;

    #[test]
    fn shadows_that_nobody_sees_are_told_apart() {
        for (width, height, blur, alpha, expected) in [
            (300.0, 100.0, 9999.0, 255, true),
            (375.0, 812.0, 9999.0, 60, true),
            (300.0, 100.0, 40.0, 20, false),
            (300.0, 100.0, 500.0, 255, false),
            (300.0, 100.0, 500.0, 5, true),
            (0.0, 100.0, 10.0, 255, true),
            (0.0, 100.0, 0.0, 255, false),
        ] {
            assert_eq!(is_thin(width, height, blur, alpha), expected, "{width} x {height} blurred by {blur}");
        }
    }
}
