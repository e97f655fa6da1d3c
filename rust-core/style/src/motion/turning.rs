//! Turns without end: the commonest animation, that of loading icons. The host can play one by itself, so it is told apart.

use super::What;
use crate::computed::{ComputedStyle, Timing};
use crate::keywords::AnimationDirection;
use crate::paint_values::{Spin, Transform};
use std::f32::consts::TAU;
use std::rc::Rc;

/// A place of an animation: its offset, its turn in radians, and what comes before the turn.
type Place<'a> = (f32, f32, &'a [Transform]);

/// The turn that an endless animation is, and the transform that it turns inside of. `None` for every other animation.
pub(super) fn turning(
    what: &What,
    timing: Timing,
    base: &ComputedStyle,
    (begin, duration): (f64, f64),
) -> Option<(Spin, Vec<Transform>)> {
    let What::Animation { frames, direction, .. } = what else { return None };
    let is_reverse = match direction {
        AnimationDirection::Normal => false,
        AnimationDirection::Reverse => true,
        AnimationDirection::Alternate | AnimationDirection::AlternateReverse => return None,
    };
    let steps = match timing {
        Timing::CubicBezier(x1, y1, x2, y2) if x1 == y1 && x2 == y2 => 0,
        // Steps backwards rest at the other end of each.
        Timing::Steps { count, .. } if frames.len() <= 2 && !is_reverse => u32::from(count.max(1)),
        _ => return None,
    };
    let plain = |frame: &crate::stylist::AnimationFrame| {
        frame.properties == ["transform"] && frame.timing.is_none_or(|own| own == timing)
    };
    if frames.is_empty() || !frames.iter().all(plain) {
        return None;
    }
    let first = (frames[0].offset > 0.0).then_some((0.0, &*base.effects.transform));
    let last = (frames[frames.len() - 1].offset < 1.0).then_some((1.0, &*base.effects.transform));
    let lists = first
        .into_iter()
        .chain(frames.iter().map(|frame| (frame.offset, &*frame.style.effects.transform)))
        .chain(last);
    let before = frames.iter().map(|frame| frame.style.effects.transform.len()).max()?.checked_sub(1)?;
    let places: Vec<Place<'_>> =
        lists.map(|(offset, list)| place(offset, list, before)).collect::<Option<_>>()?;
    let (from, to) = (places[0], places[places.len() - 1]);
    let turn = to.1 - from.1;
    let rounds = (turn.abs() / TAU).round();
    let is_even = |(offset, angle, list): &Place<'_>| {
        (angle - (from.1 + turn * offset)).abs() < 1e-3 && *list == from.2
    };
    if rounds < 1.0 || (turn.abs() - rounds * TAU).abs() > 1e-3 || !places.iter().all(is_even) {
        return None;
    }
    let rounds = f64::from(rounds);
    if steps > 0 && rounds != 1.0 {
        return None;
    }
    let period = (duration / rounds).round();
    if !(1.0..=f64::from(u32::MAX)).contains(&period) {
        return None;
    }
    let mut shift = (-begin).rem_euclid(period);
    if let Timing::Steps { at_start: true, .. } = timing {
        shift = (shift + period / f64::from(steps)).rem_euclid(period);
    }
    let spin =
        Spin { period: period as u32, shift: shift as u32, backwards: (turn < 0.0) != is_reverse, steps };
    let mut start = from.2.to_vec();
    start.push(Transform::Rotate(from.1));
    Some((spin, start))
}

/// A list without its turn at the end; one that is shorter by the turn is not turned.
fn place(offset: f32, list: &[Transform], before: usize) -> Option<Place<'_>> {
    match list.get(before) {
        None if list.len() == before => Some((offset, 0.0, list)),
        Some(Transform::Rotate(angle)) if list.len() == before + 1 => Some((offset, *angle, &list[..before])),
        _ => None,
    }
}

/// Puts a turn into a style: it stands still there, and says how it turns.
pub(super) fn show(style: &mut ComputedStyle, spin: Spin, start: Vec<Transform>) {
    let effects = Rc::make_mut(&mut style.effects);
    effects.transform = start.into();
    effects.spin = Some(spin);
}
