//! Controls that are on or off.

use super::{Leaf, line, round};
use crate::geometry::{Colour, Corners, Rect};
use crate::ops::{BorderSide, LineStyle, Op};
use crate::painter::pen::Pen;

/// The square of a control in the middle of its box, a little smaller than the box.
fn square(leaf: &Leaf<'_>) -> Rect {
    let side = leaf.area.width.min(leaf.area.height) * 0.92;
    Rect::new(
        leaf.area.x + (leaf.area.width - side) / 2.0,
        leaf.area.y + (leaf.area.height - side) / 2.0,
        side,
        side,
    )
}

fn outlined(pen: &mut Pen, rect: Rect, radius: f32, ground: Colour, outline: Colour) {
    round(pen, rect, radius, ground);
    let side = BorderSide { width: 1.0, style: LineStyle::Solid, colour: outline };
    let corners = Corners::all(radius).fit(rect.width, rect.height);
    pen.draw(Op::Border { rect, corners, top: side, right: side, bottom: side, left: side });
}

fn tick(pen: &mut Pen, rect: &Rect, colour: Colour) {
    let place = |x: f32, y: f32| (rect.x + rect.width * x, rect.y + rect.height * y);
    line(pen, &[place(0.25, 0.53), place(0.43, 0.70), place(0.76, 0.33)], rect.width * 0.085, colour);
}

fn faded(leaf: &Leaf<'_>, colour: Colour) -> Colour {
    if leaf.disabled() { colour.faded(0.4) } else { colour }
}

/// A white square; when on, with a tick in `color`.
pub(super) fn checkbox(pen: &mut Pen, leaf: &Leaf<'_>) {
    let rect = square(leaf);
    let ground =
        if leaf.disabled() { leaf.palette.track.over(leaf.palette.ground) } else { leaf.palette.ground };
    outlined(pen, rect, rect.width * 0.14, ground, leaf.palette.outline);
    if leaf.checked() {
        tick(pen, &rect, faded(leaf, leaf.colour("color", leaf.palette.brand)));
    }
}

/// A white disc; when on, a disc in `color` with a white tick.
pub(super) fn radio(pen: &mut Pen, leaf: &Leaf<'_>) {
    let rect = square(leaf);
    if leaf.checked() {
        round(pen, rect, rect.width / 2.0, faded(leaf, leaf.colour("color", leaf.palette.brand)));
        tick(pen, &rect, Colour::WHITE);
    } else {
        let ground =
            if leaf.disabled() { leaf.palette.track.over(leaf.palette.ground) } else { leaf.palette.ground };
        outlined(pen, rect, rect.width / 2.0, ground, leaf.palette.outline);
    }
}

/// A pill with a white knob.
pub(super) fn switch(pen: &mut Pen, leaf: &Leaf<'_>) {
    let track = leaf.area;
    let on = leaf.checked();
    let colour = if on { leaf.colour("color", leaf.palette.brand) } else { leaf.palette.track };
    round(pen, track, track.height / 2.0, faded(leaf, colour));
    let gap = (track.height / 16.0).max(1.0);
    let side = (track.height - gap * 2.0).min(track.width);
    let x = if on { track.right() - gap - side } else { track.x + gap };
    let knob = Rect::new(x, track.y + gap, side, side);
    let corners = Corners::all(side / 2.0);
    pen.draw(Op::Shadow {
        rect: knob,
        corners,
        dx: 0.0,
        dy: 1.0,
        blur: 4.0,
        spread: 0.0,
        colour: Colour::rgba(0, 0, 0, 80),
        inset: false,
    });
    round(pen, knob, side / 2.0, Colour::WHITE);
}
