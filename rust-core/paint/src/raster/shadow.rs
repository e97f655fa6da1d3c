//! Box shadows.

use super::play::Player;
use super::{fill, shape};
use crate::geometry::{Colour, Corners, Rect};
use crate::ops::Paint;
use vello_cpu::kurbo::BezPath;
use vello_cpu::peniko::Fill;

pub(super) struct Cast {
    pub dx: f32,
    pub dy: f32,
    pub blur: f32,
    pub spread: f32,
    pub colour: Colour,
}

/// Outside the box only.
pub(super) fn outer(player: &mut Player<'_>, rect: &Rect, corners: &Corners, cast: &Cast) {
    let shadow = rect.outset(cast.spread).translate(cast.dx, cast.dy);
    if shadow.is_empty() || cast.colour.alpha() == 0 {
        return;
    }
    let radii = corners.inset(-cast.spread, -cast.spread, -cast.spread, -cast.spread);
    let mut around = BezPath::new();
    let reach = shadow.outset(cast.blur * 1.5 + 2.0).union(rect).outset(1.0);
    shape::add_round_rect(&mut around, &reach, &Corners::default());
    shape::add_round_rect(&mut around, rect, corners);
    player.canvas.set_fill_rule(Fill::EvenOdd);
    player.clipped(&around, |player| {
        player.canvas.set_fill_rule(Fill::NonZero);
        blurred(player, &shadow, &radii, cast, false);
    });
}

/// Inside the box only: everything but a blurred hole.
pub(super) fn inner(player: &mut Player<'_>, rect: &Rect, corners: &Corners, cast: &Cast) {
    if cast.colour.alpha() == 0 {
        return;
    }
    let spread = cast.spread;
    let hole = rect.inset(spread, spread, spread, spread).translate(cast.dx, cast.dy);
    let radii = corners.inset(spread, spread, spread, spread);
    let paint = Paint::Solid { colour: cast.colour };
    player.clipped_to(rect, corners, |player| {
        if hole.is_empty() {
            return player.fill_rect(rect, &paint);
        }
        // The blurred hole is drawn as far as its blur reaches; beyond it everything is in the shadow. Hard edges where the two
        // meet, or the seam would be seen.
        let reach = hole.outset(if cast.blur > 0.0 { cast.blur * 1.25 } else { 0.0 });
        player.canvas.set_aliasing_threshold((cast.blur > 0.0).then_some(128));
        let mut beyond = BezPath::new();
        shape::add_round_rect(&mut beyond, &rect.union(&reach).outset(4.0), &Corners::default());
        let hole_corners = if cast.blur > 0.0 { Corners::default() } else { radii };
        shape::add_round_rect(&mut beyond, &reach, &hole_corners);
        player.fill_between(&beyond, &paint);
        if cast.blur > 0.0 {
            blurred(player, &hole, &radii, cast, true);
        }
        player.canvas.set_aliasing_threshold(None);
    });
}

fn blurred(player: &mut Player<'_>, rect: &Rect, corners: &Corners, cast: &Cast, invert: bool) {
    let paint = Paint::Solid { colour: cast.colour };
    if cast.blur <= 0.0 {
        return player.fill(&shape::round_rect(rect, corners), &paint);
    }
    player.set_paint(&paint);
    debug_assert!(matches!(fill::paint(&paint).0, vello_cpu::PaintType::Solid(_)));
    // One radius for all corners: their mean, which a blur does not tell from the real ones.
    let fitted = corners.fit(rect.width, rect.height);
    let radius = fitted.each().iter().map(|corner| corner.x + corner.y).sum::<f32>() / 8.0;
    player.canvas.fill_blurred_rounded_rect(&shape::rect(rect), radius, cast.blur / 2.0, invert);
}
