//! All layers, as a host would show them.

use super::native;
use super::play::Player;
use crate::geometry::{Rect, Transform};
use crate::layer::{Layer, Sticky};
use crate::state::FrameState;
use rustc_hash::FxHashMap;

/// All layers at a moment.
struct Scene<'a> {
    children: &'a Children<'a>,
    now_ms: u64,
}

/// Layers by their parent.
type Children<'a> = FxHashMap<u64, Vec<&'a Layer>>;

pub(super) fn compose(state: &FrameState, player: &mut Player<'_>, now_ms: u64) {
    let mut children = Children::default();
    for layer in &state.layers {
        children.entry(layer.parent).or_default().push(layer);
    }
    for layer in children.get(&0).into_iter().flatten() {
        draw(layer, &Scene { children: &children, now_ms }, player, 0);
    }
}

fn draw(layer: &Layer, scene: &Scene<'_>, player: &mut Player<'_>, depth: usize) {
    // The decoder refuses deeper frames; a frame that never was a buffer is held to the same.
    if depth > crate::format::MAX_DEPTH || layer.opacity <= 0.0 {
        return;
    }
    let place = Transform::translate(layer.rect.x, layer.rect.y).then_inner(&layer.transform);
    let spun = layer.motion.turn(scene.now_ms).map_or(place, |turn| place.then_inner(&turn));
    player.within(&spun, |player| {
        player.faded(layer.opacity, |player| match &layer.clip {
            Some(clip) => {
                player.clipped_to(&clip.rect, &clip.corners, |player| inside(layer, scene, player, depth));
            }
            None => inside(layer, scene, player, depth),
        });
    });
}

fn inside(layer: &Layer, scene: &Scene<'_>, player: &mut Player<'_>, depth: usize) {
    let scrolled =
        layer.scroll.map_or(Transform::IDENTITY, |scroll| Transform::translate(-scroll.x, -scroll.y));
    if let Some(content) = &layer.content {
        player.play(content, &scrolled);
    }
    native::draw(player, layer);
    for child in scene.children.get(&layer.id).into_iter().flatten() {
        let stuck = child.sticky.map_or(Transform::IDENTITY, |sticky| {
            let (dx, dy) = stick(&child.rect, &sticky, layer);
            Transform::translate(dx, dy)
        });
        player.within(&scrolled.then_inner(&stuck), |player| draw(child, scene, player, depth + 1));
    }
}

/// How far a sticky layer is pushed at its parent's scroll offset.
pub(super) fn stick(rect: &Rect, sticky: &Sticky, parent: &Layer) -> (f32, f32) {
    let Some(scroll) = parent.scroll else { return (0.0, 0.0) };
    let seen = Rect::new(scroll.x, scroll.y, parent.rect.width, parent.rect.height);
    let within = &sticky.container;
    let mut dx = 0.0f32;
    let mut dy = 0.0f32;
    if let Some(bottom) = sticky.bottom {
        let over = rect.bottom() - (seen.bottom() - bottom);
        dy = -over.clamp(0.0, (rect.y - within.y).max(0.0));
    }
    if let Some(top) = sticky.top {
        let under = seen.y + top - rect.y;
        if under > 0.0 {
            dy = under.min((within.bottom() - rect.bottom()).max(0.0));
        }
    }
    if let Some(right) = sticky.right {
        let over = rect.right() - (seen.right() - right);
        dx = -over.clamp(0.0, (rect.x - within.x).max(0.0));
    }
    if let Some(left) = sticky.left {
        let under = seen.x + left - rect.x;
        if under > 0.0 {
            dx = under.min((within.right() - rect.right()).max(0.0));
        }
    }
    (dx, dy)
}
