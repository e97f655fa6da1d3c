//! Transitions and animations: what is shown between one style and the next, by one clock that the host winds.
//!
//! What runs is laid over the styles that the cascade found: [`crate::Stylist::style`] gives what is shown. Only what ends is run: an animation
//! without end would keep a phone awake, so it stands at its element's own style (a loading spinner is a layer that the host turns).
//! Pseudo-elements take their new style at once.

mod blend;
mod timing;

use crate::computed::{ComputedStyle, Timing};
use crate::damage::Damage;
use crate::keywords::{AnimationDirection, FillMode, PlayState};
use crate::stylist::{AnimationFrame, Stylist};
use blend::{blend, differing};
use minihost_tree::{NodeId, Tree};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What [`Stylist::advance`] moved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MotionStep {
    /// Nodes that look different now, with what must be done about them.
    pub changed: Vec<(NodeId, Damage)>,
    /// What programs hear: the node and `transitionend`, `animationstart` or `animationend`.
    pub events: Vec<(NodeId, &'static str)>,
    /// Something still moves: ask again for the next frame.
    pub running: bool,
}

/// A clock that stands still, or a program that asks for hours: a motion ends after so many steps whatever the clock says.
const MOST_STEPS: u32 = 3600;

/// Motions of one element; more are an attack.
const MOST_RUNS: usize = 16;

/// All that moves in one tree.
#[derive(Default)]
pub(crate) struct Motions {
    runs: FxHashMap<NodeId, Vec<Run>>,
    shown: FxHashMap<NodeId, Rc<ComputedStyle>>,
    /// Restyled since the last step, with what was shown before; `None` for what is new.
    restyled: Vec<(NodeId, Option<Rc<ComputedStyle>>)>,
}

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
    pub fn shown(&self, node: NodeId) -> Option<&Rc<ComputedStyle>> {
        self.shown.get(&node)
    }

    /// A node has another style than `old`; `None` if it had none.
    pub fn restyled(&mut self, node: NodeId, old: Option<&Rc<ComputedStyle>>, new: &ComputedStyle) {
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
        self.runs.remove(&node);
        self.shown.remove(&node);
    }
}

impl Stylist {
    /// Moves everything that moves to a time, in milliseconds by any steady clock. Call it after each [`Stylist::update`], and while it says
    /// that something runs, for each frame.
    pub fn advance(&mut self, tree: &Tree, now: f64) -> MotionStep {
        let mut before: FxHashMap<NodeId, Rc<ComputedStyle>> = FxHashMap::default();
        for (node, old) in std::mem::take(&mut self.motions.restyled) {
            let Some(new) = self.base(node) else { continue };
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
        let mut nodes: Vec<NodeId> = self.motions.runs.keys().copied().collect();
        nodes.extend(self.motions.shown.keys().filter(|node| !self.motions.runs.contains_key(node)));
        // In one order, so that two runs of a program see the same events.
        nodes.sort_unstable();
        for node in nodes {
            let Some(base) = self.base(node) else {
                self.motions.forget(node);
                continue;
            };
            let old = self.motions.shown.get(&node).or(before.get(&node)).unwrap_or(&base).clone();
            let mut runs = self.motions.runs.remove(&node).unwrap_or_default();
            let mut style = (*base).clone();
            runs.retain_mut(|run| run.step(node, now, &base, &mut style, &mut step));
            let new = if runs.is_empty() { Rc::clone(&base) } else { Rc::new(style) };
            if !Rc::ptr_eq(&old, &new) {
                let damage = Damage::between(&old, &new);
                if damage != Damage::None {
                    step.changed.push((node, damage));
                }
            }
            if runs.is_empty() {
                self.motions.shown.remove(&node);
            } else {
                self.motions.shown.insert(node, new);
                self.motions.runs.insert(node, runs);
            }
        }
        step
    }

    /// What runs on a node after it got a new style.
    fn begin(
        &mut self,
        tree: &Tree,
        node: NodeId,
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
            if !(duration > 0.0 && rounds > 0.0 && rounds.is_finite()) || paused {
                continue;
            }
            let frames = self.animation_frames(tree, node, None, name);
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
        node: NodeId,
        now: f64,
        base: &Rc<ComputedStyle>,
        style: &mut ComputedStyle,
        step: &mut MotionStep,
    ) -> bool {
        self.steps += 1;
        let passed = now - self.begin;
        let animation = matches!(self.what, What::Animation { .. });
        if passed >= 0.0 && !self.started {
            self.started = true;
            if animation {
                step.events.push((node, "animationstart"));
            }
        }
        let over = passed >= self.duration * self.rounds || self.steps > MOST_STEPS;
        if over && !self.held {
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
                if passed >= 0.0 || backwards {
                    let rounds = (passed.max(0.0) / self.duration).min(self.rounds);
                    animate(frames, *direction, rounds, self.rounds, self.timing, base, style);
                }
            }
        }
        step.running |= !self.held;
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
