//! Borders.

use super::play::Player;
use super::shape;
use crate::geometry::{Corners, Rect};
use crate::ops::{BorderSide, LineStyle, Paint};
use vello_cpu::kurbo::{BezPath, Cap, Stroke};

/// Draws a border inside `rect`; sides are top, right, bottom, left.
pub(super) fn draw(player: &mut Player<'_>, rect: &Rect, corners: &Corners, sides: [BorderSide; 4]) {
    let visible =
        |side: &BorderSide| side.width > 0.0 && side.style != LineStyle::None && side.colour.alpha() > 0;
    let first = sides[0];
    let alike =
        sides.iter().all(|side| side.style == first.style && side.colour == first.colour && side.width > 0.0);
    if alike && visible(&first) {
        match first.style {
            LineStyle::Solid => return ring(player, rect, corners, &sides, 0.0, 1.0),
            LineStyle::Double => {
                ring(player, rect, corners, &sides, 0.0, 1.0 / 3.0);
                return ring(player, rect, corners, &sides, 2.0 / 3.0, 1.0);
            }
            _ if sides.iter().all(|side| side.width == first.width) && !corners.is_square() => {
                let half = first.width / 2.0;
                let middle = rect.inset(half, half, half, half);
                let path = shape::round_rect(&middle, &corners.inset(half, half, half, half));
                let around = 2.0 * (middle.width + middle.height);
                return broken(player, &path, &first, around);
            }
            _ => {}
        }
    }
    // Straight corners are drawn as areas: between two outlines that meet where a side has no width, a turned box would show a hair.
    let straight =
        corners.is_square() && sides.iter().all(|side| !visible(side) || side.style == LineStyle::Solid);
    let shown: Vec<usize> = (0..4).filter(|number| visible(&sides[*number])).collect();
    let whole = sides.iter().all(|side| visible(side) || side.width == 0.0);
    if straight && whole && shown.iter().all(|number| sides[*number].colour == sides[shown[0]].colour) {
        let mut path = BezPath::new();
        for number in &shown {
            shape::add_round_rect(&mut path, &strip(rect, &sides, *number), corners);
        }
        if let Some(number) = shown.first() {
            player.fill(&path, &Paint::Solid { colour: sides[*number].colour });
        }
        return;
    }
    for (number, side) in sides.iter().enumerate() {
        if !visible(side) {
            continue;
        }
        if straight {
            player.fill(&trapezoid(rect, &sides, number), &Paint::Solid { colour: side.colour });
        } else if side.style == LineStyle::Dotted {
            // Whole dots, also in the corners, where two sides share one.
            one(player, rect, corners, &sides, number);
        } else {
            player.clipped(&wedge(rect, &sides, number), |player| one(player, rect, corners, &sides, number));
        }
    }
}

/// One side as a rectangle, both corners included.
fn strip(rect: &Rect, sides: &[BorderSide; 4], number: usize) -> Rect {
    let width = sides[number].width;
    match number {
        0 => Rect::new(rect.x, rect.y, rect.width, width.min(rect.height)),
        1 => Rect::new(rect.right() - width.min(rect.width), rect.y, width.min(rect.width), rect.height),
        2 => Rect::new(rect.x, rect.bottom() - width.min(rect.height), rect.width, width.min(rect.height)),
        _ => Rect::new(rect.x, rect.y, width.min(rect.width), rect.height),
    }
}

/// One side without what its neighbours have of the corners.
fn trapezoid(rect: &Rect, sides: &[BorderSide; 4], number: usize) -> BezPath {
    let [top, right, bottom, left] = sides.map(|side| side.width);
    let inner = rect.inset(top, right, bottom, left);
    let outer =
        [(rect.x, rect.y), (rect.right(), rect.y), (rect.right(), rect.bottom()), (rect.x, rect.bottom())];
    let inner = [
        (inner.x, inner.y),
        (inner.right(), inner.y),
        (inner.right(), inner.bottom()),
        (inner.x, inner.bottom()),
    ];
    let next = (number + 1) % 4;
    shape::polygon(&[outer[number], outer[next], inner[next], inner[number]])
}

/// The area between two outlines, at these parts of each side's width.
fn ring(
    player: &mut Player<'_>,
    rect: &Rect,
    corners: &Corners,
    sides: &[BorderSide; 4],
    from: f32,
    to: f32,
) {
    let mut path = BezPath::new();
    for part in [from, to] {
        let [top, right, bottom, left] = sides.map(|side| side.width * part);
        let inner = rect.inset(top, right, bottom, left);
        if !inner.is_empty() {
            shape::add_round_rect(&mut path, &inner, &corners.inset(top, right, bottom, left));
        }
    }
    player.fill_between(&path, &Paint::Solid { colour: sides[0].colour });
}

/// The part of the border that belongs to one side: from the outer corners to the inner ones.
fn wedge(rect: &Rect, sides: &[BorderSide; 4], number: usize) -> BezPath {
    let [top, right, bottom, left] = sides.map(|side| side.width);
    let inner = rect.inset(top, right, bottom, left);
    // Beyond the outer edge, so that its antialiasing is the ring's and not the wedge's; and if a neighbour has no width there is
    // nothing to share the corner with.
    let past = 1.0;
    let (x0, y0, x1, y1) = (rect.x, rect.y, rect.right(), rect.bottom());
    let out = |width: f32| if width > 0.0 { 0.0 } else { past };
    let beyond = |from: (f32, f32), to: (f32, f32)| {
        let (dx, dy) = (from.0 - to.0, from.1 - to.1);
        let length = dx.hypot(dy).max(0.001);
        (from.0 + dx / length * past, from.1 + dy / length * past)
    };
    let (ix0, iy0, ix1, iy1) = (inner.x, inner.y, inner.right(), inner.bottom());
    let points = match number {
        0 => [(x0 - out(left), y0), (x1 + out(right), y0), (ix1 + out(right), iy0), (ix0 - out(left), iy0)],
        1 => [(x1, y0 - out(top)), (x1, y1 + out(bottom)), (ix1, iy1 + out(bottom)), (ix1, iy0 - out(top))],
        2 => [(x1 + out(right), y1), (x0 - out(left), y1), (ix0 - out(left), iy1), (ix1 + out(right), iy1)],
        _ => [(x0, y1 + out(bottom)), (x0, y0 - out(top)), (ix0, iy0 - out(top)), (ix0, iy1 + out(bottom))],
    };
    // The inner edge of a rounded corner lies further inside than the straight one: follow the diagonal to the middle.
    let deep = sides[number].width.max(rect.width.min(rect.height) / 2.0);
    let along = |from: (f32, f32), to: (f32, f32)| {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(0.001);
        let reach = (deep / sides[number].width.max(0.001)).max(1.0);
        let reach = length * reach;
        (from.0 + dx / length * reach, from.1 + dy / length * reach)
    };
    let a = beyond(points[0], points[3]);
    let b = beyond(points[1], points[2]);
    shape::polygon(&[a, b, along(points[1], points[2]), along(points[0], points[3])])
}

/// One side, the clip being set.
fn one(player: &mut Player<'_>, rect: &Rect, corners: &Corners, sides: &[BorderSide; 4], number: usize) {
    let side = sides[number];
    let mut own = *sides;
    for other in &mut own {
        other.colour = side.colour;
    }
    match side.style {
        LineStyle::None => {}
        LineStyle::Solid => ring(player, rect, corners, &own, 0.0, 1.0),
        LineStyle::Double => {
            ring(player, rect, corners, &own, 0.0, 1.0 / 3.0);
            ring(player, rect, corners, &own, 2.0 / 3.0, 1.0);
        }
        LineStyle::Dashed | LineStyle::Dotted => {
            let half = side.width / 2.0;
            let end = if side.style == LineStyle::Dotted { half } else { 0.0 };
            let (x0, y0, x1, y1) = (rect.x, rect.y, rect.right(), rect.bottom());
            let ((ax, ay), (bx, by)) = match number {
                0 => ((x0 + end, y0 + half), (x1 - end, y0 + half)),
                1 => ((x1 - half, y0 + end), (x1 - half, y1 - end)),
                2 => ((x0 + end, y1 - half), (x1 - end, y1 - half)),
                _ => ((x0 + half, y0 + end), (x0 + half, y1 - end)),
            };
            let mut line = BezPath::new();
            line.move_to((f64::from(ax), f64::from(ay)));
            line.line_to((f64::from(bx), f64::from(by)));
            broken(player, &line, &side, (bx - ax).abs() + (by - ay).abs());
        }
    }
}

/// Dashes or dots along a line, spread so that a whole number fits.
fn broken(player: &mut Player<'_>, path: &BezPath, side: &BorderSide, length: f32) {
    let width = side.width;
    let (dash, gap, cap) = match side.style {
        // A dot is a dash (nearly) without length under a round cap.
        LineStyle::Dotted => (width * 0.01, width * 2.0, Cap::Round),
        _ => (width * 2.0, width * 2.0, Cap::Butt),
    };
    let step = dash + gap;
    // More dashes than a screen has pixels are a line.
    if length / step > 20_000.0 {
        let stroke = Stroke::new(f64::from(width));
        return player.stroke(path, &Paint::Solid { colour: side.colour }, stroke);
    }
    let count = ((length - dash) / step).round().max(1.0);
    let gap = ((length - dash) / count - dash).max(width * 0.5);
    let pattern = [f64::from(dash), f64::from(gap)];
    let stroke = Stroke::new(f64::from(width)).with_caps(cap).with_dashes(0.0, pattern);
    player.stroke(path, &Paint::Solid { colour: side.colour }, stroke);
}
