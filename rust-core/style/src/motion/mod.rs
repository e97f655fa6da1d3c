//! Transitions and animations: what is shown between one style and the next, by one clock that the host winds.
//!
//! What runs is laid over the styles that the cascade found: [`crate::Stylist::style`] and [`crate::Stylist::pseudo`] give what is shown. An
//! animation without end is told apart from what ends: nobody needs to wait for it, and a tool may hold it at its element's own style.

mod blend;
mod play;
mod shift;
mod timing;
mod turning;

pub use play::{Play, PlayFrame};
pub use shift::Shift;

use crate::computed::{ComputedStyle, Pseudo, Timing};
use crate::damage::Damage;
use crate::keywords::{AnimationDirection, FillMode, PlayState};
use crate::stylist::{AnimationFrame, Stylist};
use blend::{blend, differing};
use minihost_tree::{NodeId, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What [`Stylist::advance`] moved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MotionStep {
    /// Nodes that look different now, with what must be done about them.
    pub changed: Vec<(NodeId, Damage)>,
    /// What programs hear: the node and `transitionend`, `animationstart` or `animationend`.
    pub events: Vec<(NodeId, &'static str)>,
    /// Something still moves, and will come to an end: ask again for the next frame.
    pub running: bool,
    /// Nodes with something that moves without end, in ascending order; ask again for the next frame if one of them can be seen. What only
    /// turns is not among them: its style says how, and the host plays it.
    pub endless: Vec<NodeId>,
}

/// A clock that stands still, or a program that asks for hours: a motion ends after so many steps whatever the clock says.
const MOST_STEPS: u32 = 3600;

/// Motions of one element; more are an attack.
const MOST_RUNS: usize = 16;

/// All that moves in one tree.
#[derive(Default)]
pub(crate) struct Motions {
    runs: FxHashMap<Moved, Vec<Run>>,
    shown: FxHashMap<Moved, Rc<ComputedStyle>>,
    /// What has the colour of an element whose colour moves.
    tinted: FxHashMap<NodeId, Vec<NodeId>>,
    /// Restyled since the last step, with what was shown before; `None` for what is new.
    restyled: Vec<(Moved, Option<Rc<ComputedStyle>>)>,
    /// What has no end does not move.
    hold_endless: bool,
    /// Where elements are that are moved by hand.
    shifts: FxHashMap<NodeId, Shift>,
    /// What programs play.
    plays: FxHashMap<NodeId, play::Played>,
    /// Moved since the last step.
    shifted: Vec<NodeId>,
}

/// An element, or one of its parts.
pub(crate) type Moved = (NodeId, Option<Pseudo>);

/// Elements and texts that follow an element's moving colour.
const MOST_TINTED: usize = 256;

struct Run {
    what: What,
    /// Milliseconds by the host's clock, the delay added.
    begin: f64,
    /// Milliseconds of one round.
    duration: f64,
    rounds: f64,
    timing: Timing,
    steps: u32,
    started: bool,
    /// Over, and still shown.
    held: bool,
}

enum What {
    Transition { from: Rc<ComputedStyle>, properties: Vec<&'static str> },
    Animation { name: Rc<str>, frames: Vec<AnimationFrame>, direction: AnimationDirection, fill: FillMode },
}

impl Motions {
    pub fn shown(&self, moved: Moved) -> Option<&Rc<ComputedStyle>> {
        self.shown.get(&moved)
    }

    /// A node or a part has another style than `old`; `None` if it had none.
    pub fn restyled(&mut self, node: Moved, old: Option<&Rc<ComputedStyle>>, new: &ComputedStyle) {
        let moves = |style: &ComputedStyle| {
            style.motion.transition_duration.iter().any(|seconds| *seconds > 0.0)
                || !style.motion.animation_name.is_empty()
        };
        if moves(new) || self.runs.contains_key(&node) {
            let old = self.shown.get(&node).or(old).cloned();
            self.restyled.push((node, old));
        }
    }

    pub fn forget(&mut self, node: NodeId) {
        for part in [None, Some(Pseudo::Before), Some(Pseudo::After)] {
            self.runs.remove(&(node, part));
            self.shown.remove(&(node, part));
        }
        self.tinted.remove(&node);
        self.shifts.remove(&node);
        self.plays.remove(&node);
    }
}

impl Stylist {
    /// Moves everything that moves to a time, in milliseconds by any steady clock. Call it after each [`Stylist::update`], and while it says
    /// that something runs, for each frame.
    pub fn advance(&mut self, tree: &Tree, now: f64) -> MotionStep {
        let mut before: FxHashMap<Moved, Rc<ComputedStyle>> = FxHashMap::default();
        for (node, old) in std::mem::take(&mut self.motions.restyled) {
            let Some(new) = self.base_of(node) else { continue };
            let runs = self.begin(tree, node, old.as_ref(), &new, now);
            if let Some(old) = old {
                before.entry(node).or_insert(old);
            }
            if runs.is_empty() {
                self.motions.runs.remove(&node);
            } else {
                self.motions.runs.insert(node, runs);
            }
        }
        let mut step = MotionStep::default();
        let mut nodes: Vec<Moved> = self.motions.runs.keys().copied().collect();
        let tinted: FxHashSet<NodeId> = self.motions.tinted.values().flatten().copied().collect();
        let still = |moved: &&Moved| {
            let is_tinted = moved.1.is_none() && tinted.contains(&moved.0);
            !is_tinted && !self.motions.runs.contains_key(*moved)
        };
        nodes.extend(self.motions.shown.keys().filter(still));
        nodes.extend(std::mem::take(&mut self.motions.shifted).into_iter().map(|node| (node, None)));
        // In one order, so that two runs of a program see the same events.
        nodes.sort_unstable_by_key(|(node, part)| (*node, part.map(|part| part as u8 + 1)));
        nodes.dedup();
        for node in nodes {
            let Some(base) = self.base_of(node) else {
                self.motions.runs.remove(&node);
                self.motions.shown.remove(&node);
                continue;
            };
            let old = self.motions.shown.get(&node).or(before.get(&node)).unwrap_or(&base).clone();
            let mut runs = self.motions.runs.remove(&node).unwrap_or_default();
            let mut style = (*base).clone();
            runs.retain_mut(|run| run.step(node, now, &base, &mut style, &mut step));
            let mut is_played = false;
            if let (Some(played), None) = (self.motions.plays.get_mut(&node.0), node.1) {
                is_played = true;
                played.step(node, now, &base, &mut style, &mut step);
            }
            let shift = self.motions.shifts.get(&node.0).filter(|_| node.1.is_none()).copied();
            if let Some(shift) = shift {
                shift.apply(&mut style);
            }
            let is_base = runs.is_empty() && shift.is_none() && !is_played;
            let new = if is_base { Rc::clone(&base) } else { Rc::new(style) };
            if !Rc::ptr_eq(&old, &new) {
                let damage = Damage::between(&old, &new);
                if damage != Damage::None {
                    step.changed.push((node.0, damage));
                }
                if node.1.is_none() && (old.text.color != new.text.color || base.text.color != new.text.color)
                {
                    self.tint(tree, node.0, &base, &new, &mut step);
                }
            }
            if is_base {
                self.motions.shown.remove(&node);
            } else {
                self.motions.shown.insert(node, new);
            }
            if !runs.is_empty() {
                self.motions.runs.insert(node, runs);
            }
        }
        step
    }

    /// Holds what moves without end at its element's own style: for pictures of a page that must be the same each time.
    pub fn hold_endless(&mut self, hold: bool) {
        self.motions.hold_endless = hold;
    }

    /// What inherits the colour of an element follows it: texts and elements below it that have the same one.
    fn tint(
        &mut self,
        tree: &Tree,
        node: NodeId,
        base: &ComputedStyle,
        shown: &ComputedStyle,
        step: &mut MotionStep,
    ) {
        for below in self.motions.tinted.remove(&node).unwrap_or_default() {
            self.motions.shown.remove(&(below, None));
            step.changed.push((below, Damage::Repaint));
        }
        if base.text.color == shown.text.color {
            return;
        }
        let mut found = Vec::new();
        let mut open: Vec<NodeId> = tree.children(node).to_vec();
        while let Some(below) = open.pop().filter(|_| found.len() < MOST_TINTED) {
            let Some(own) = self.base(below).filter(|own| own.text.color == base.text.color) else {
                continue;
            };
            if self.motions.runs.contains_key(&(below, None)) {
                continue;
            }
            let mut style = (*own).clone();
            Rc::make_mut(&mut style.text).color = shown.text.color;
            self.motions.shown.insert((below, None), Rc::new(style));
            step.changed.push((below, Damage::Repaint));
            found.push(below);
            open.extend(tree.children(below));
        }
        self.motions.tinted.insert(node, found);
    }

    /// What runs on a node after it got a new style.
    fn begin(
        &mut self,
        tree: &Tree,
        node: Moved,
        old: Option<&Rc<ComputedStyle>>,
        new: &Rc<ComputedStyle>,
        now: f64,
    ) -> Vec<Run> {
        let motion = &new.motion;
        let mut going = self.motions.runs.remove(&node).unwrap_or_default();
        let mut runs: Vec<Run> = Vec::new();
        for (number, name) in motion.animation_name.iter().enumerate().take(MOST_RUNS) {
            let same = |run: &Run| matches!(&run.what, What::Animation { name: other, .. } if other == name);
            if let Some(at) = going.iter().position(same) {
                runs.push(going.swap_remove(at));
                continue;
            }
            let duration = nth(&motion.animation_duration, number).unwrap_or(0.0);
            let rounds = nth(&motion.animation_iterations, number).unwrap_or(1.0);
            let paused = nth(&motion.animation_play, number) == Some(PlayState::Paused);
            let held = rounds.is_infinite() && self.motions.hold_endless;
            if !(duration > 0.0 && rounds > 0.0) || paused || held {
                continue;
            }
            let frames = self.animation_frames(tree, node.0, node.1, name);
            if frames.is_empty() {
                continue;
            }
            runs.push(Run {
                what: What::Animation {
                    name: Rc::clone(name),
                    frames,
                    direction: nth(&motion.animation_direction, number).unwrap_or_default(),
                    fill: nth(&motion.animation_fill, number).unwrap_or_default(),
                },
                begin: now + milliseconds(nth(&motion.animation_delay, number)),
                duration: milliseconds(Some(duration)),
                rounds: f64::from(rounds),
                timing: nth(&motion.animation_timing, number).unwrap_or(Timing::EASE),
                steps: 0,
                started: false,
                held: false,
            });
        }
        let Some(old) = old else { return runs };
        // A property of the last entry that names it moves as that entry says.
        let mut changed = differing(old, new);
        let entries = motion.transition_property.len().min(MOST_RUNS);
        for number in (0..entries).rev() {
            let name = &motion.transition_property[number];
            let (mine, others): (Vec<_>, Vec<_>) =
                changed.into_iter().partition(|property| blend::names(name, property));
            changed = others;
            let duration = nth(&motion.transition_duration, number).unwrap_or(0.0);
            let delay = nth(&motion.transition_delay, number);
            if mine.is_empty() || duration + delay.unwrap_or(0.0) <= 0.0 {
                continue;
            }
            runs.push(Run {
                what: What::Transition { from: Rc::clone(old), properties: mine },
                begin: now + milliseconds(delay),
                duration: milliseconds(Some(duration)),
                rounds: 1.0,
                timing: nth(&motion.transition_timing, number).unwrap_or(Timing::EASE),
                steps: 0,
                started: false,
                held: false,
            });
        }
        runs
    }
}

impl Run {
    /// Puts what it shows now into `style`; false when it is over.
    fn step(
        &mut self,
        (node, part): Moved,
        now: f64,
        base: &Rc<ComputedStyle>,
        style: &mut ComputedStyle,
        step: &mut MotionStep,
    ) -> bool {
        self.steps = self.steps.saturating_add(1);
        let passed = now - self.begin;
        let animation = matches!(self.what, What::Animation { .. });
        if passed >= 0.0 && !self.started {
            self.started = true;
            if animation && part.is_none() {
                step.events.push((node, "animationstart"));
            }
        }
        let endless = self.rounds.is_infinite();
        let over = !endless && (passed >= self.duration * self.rounds || self.steps > MOST_STEPS);
        if over && !self.held && part.is_none() {
            step.events.push((node, if animation { "animationend" } else { "transitionend" }));
        }
        match &self.what {
            What::Transition { from, properties } => {
                if over {
                    return false;
                }
                let part = if self.duration > 0.0 { (passed / self.duration).clamp(0.0, 1.0) } else { 0.0 };
                blend(from, base, self.timing.at(part as f32), properties, style);
            }
            What::Animation { frames, direction, fill, .. } => {
                let backwards = matches!(fill, FillMode::Backwards | FillMode::Both);
                let forwards = matches!(fill, FillMode::Forwards | FillMode::Both);
                if over && !forwards {
                    return false;
                }
                self.held = over;
                // Nothing else moves then: the next frame is the host's business.
                if endless
                    && passed >= 0.0
                    && let Some((spin, start)) =
                        turning::turning(&self.what, self.timing, base, (self.begin, self.duration))
                {
                    turning::show(style, spin, start);
                    return true;
                }
                if passed >= 0.0 || backwards {
                    let rounds = (passed.max(0.0) / self.duration).min(self.rounds);
                    animate(frames, *direction, rounds, self.rounds, self.timing, base, style);
                }
            }
        }
        if endless {
            step.endless.push(node);
        } else {
            step.running |= !self.held;
        }
        true
    }
}

/// Puts the frame after so many rounds into `style`.
fn animate(
    frames: &[AnimationFrame],
    direction: AnimationDirection,
    rounds: f64,
    all: f64,
    timing: Timing,
    base: &Rc<ComputedStyle>,
    style: &mut ComputedStyle,
) {
    // At the very end of a round it is the end of that round, not the start of the next.
    let round = if rounds >= all && rounds.fract() == 0.0 { (rounds - 1.0).max(0.0) } else { rounds.floor() };
    let mut at = (rounds - round) as f32;
    let odd = round % 2.0 >= 1.0;
    let reverse = match direction {
        AnimationDirection::Normal => false,
        AnimationDirection::Reverse => true,
        AnimationDirection::Alternate => odd,
        AnimationDirection::AlternateReverse => !odd,
    };
    if reverse {
        at = 1.0 - at;
    }
    let mut properties: Vec<&'static str> =
        frames.iter().flat_map(|frame| frame.properties.iter().copied()).collect();
    properties.sort_unstable();
    properties.dedup();
    for property in properties {
        let sets = |frame: &&AnimationFrame| frame.properties.contains(&property);
        let from = frames.iter().filter(sets).rfind(|frame| frame.offset <= at);
        let to = frames.iter().filter(sets).find(|frame| frame.offset > at);
        let (start, begin) = from.map_or((0.0, base), |frame| (frame.offset, &frame.style));
        let (end, finish) = match (to, from) {
            (Some(frame), _) => (frame.offset, &frame.style),
            (None, Some(frame)) if frame.offset >= 1.0 => (1.0, &frame.style),
            _ => (1.0, base),
        };
        let part = if end > start { (at - start) / (end - start) } else { 1.0 };
        let eased = from.and_then(|frame| frame.timing).unwrap_or(timing).at(part);
        blend(begin, finish, eased, &[property], style);
    }
}

/// A shorter list repeats.
fn nth<T: Copy>(list: &[T], number: usize) -> Option<T> {
    if list.is_empty() { None } else { Some(list[number % list.len()]) }
}

fn milliseconds(seconds: Option<f32>) -> f64 {
    f64::from(seconds.unwrap_or(0.0).clamp(-3600.0, 3600.0)) * 1000.0
}
