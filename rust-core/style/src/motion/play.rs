//! Animations that a program plays by itself, without a style sheet: `createAnimation` and `animate`.

use super::{MOST_RUNS, MotionStep, Moved, Run, What};
use crate::cascade::Cascade;
use crate::computed::{ComputedStyle, Timing};
use crate::declaration::What as Declares;
use crate::keywords::{AnimationDirection, FillMode};
use crate::property::TABLE;
use crate::stylist::{AnimationFrame, Stylist};
use minihost_tree::{NodeId, Tree};
use std::rc::Rc;

/// One frame.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayFrame {
    /// When, from 0 to 1.
    pub offset: f32,
    /// Declarations as an inline style has them; `None` for what is shown when the play begins.
    pub style: Option<Rc<str>>,
    /// How time runs until the next frame: a CSS timing function.
    pub ease: Rc<str>,
}

/// Frames and how long they take. What the last one shows stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Play {
    /// In order.
    pub frames: Vec<PlayFrame>,
    /// Milliseconds.
    pub duration: f64,
    /// Programs hear `transitionend` when it is over.
    pub tells: bool,
}

/// A play of one element.
pub(super) struct Played {
    run: Run,
    tells: bool,
}

/// More frames are an attack.
const MOST_FRAMES: usize = 200;
/// Elements that play at a time.
const MOST_PLAYS: usize = 64 * MOST_RUNS;

impl Stylist {
    /// Plays something on an element from a time on, or stops what is played, by the clock of [`Stylist::advance`].
    pub fn play(&mut self, tree: &Tree, node: NodeId, play: Option<&Play>, now: f64) {
        self.motions.shifted.push(node);
        let Some(play) = play else {
            self.motions.plays.remove(&node);
            return;
        };
        let Some(shown) = self.style(node) else { return };
        let frames = self.frames_of(tree, node, play, &shown);
        if frames.is_empty() || self.motions.plays.len() >= MOST_PLAYS {
            return;
        }
        let run = Run {
            what: What::Animation {
                name: Rc::from(""),
                frames,
                direction: AnimationDirection::Normal,
                fill: FillMode::Both,
            },
            begin: now,
            duration: play.duration.clamp(1.0, 3_600_000.0),
            rounds: 1.0,
            timing: Timing::LINEAR,
            steps: 0,
            started: true,
            held: false,
        };
        self.motions.plays.insert(node, Played { run, tells: play.tells });
    }

    fn frames_of(
        &mut self,
        tree: &Tree,
        node: NodeId,
        play: &Play,
        shown: &Rc<ComputedStyle>,
    ) -> Vec<AnimationFrame> {
        let Some(base) = self.base(node) else { return Vec::new() };
        let parent = tree.parent(node).and_then(|parent| self.base(parent));
        let parent = parent.unwrap_or_else(|| Rc::clone(&self.initial));
        let mut cascade = Cascade {
            context: &self.context,
            initial: &self.initial,
            rules: &self.rules,
            texts: &mut self.texts,
        };
        let mut frames = Vec::new();
        for frame in play.frames.iter().take(MOST_FRAMES) {
            let ease: Rc<str> = format!("animation-timing-function:{}", frame.ease).into();
            let eased = cascade.texts.inline(&ease);
            let timing = cascade.over(&base, &parent, &eased).motion.animation_timing.first().copied();
            let (style, properties) = match &frame.style {
                None => (Rc::clone(shown), Vec::new()),
                Some(text) => {
                    let declarations = cascade.texts.inline(text);
                    let mut properties = Vec::new();
                    for declaration in declarations.iter() {
                        match &declaration.what {
                            Declares::Longhand(id, _) => properties.push(TABLE[usize::from(*id)].name),
                            Declares::Pending { name, .. } => {
                                let rows = crate::shorthand::longhands_of(name);
                                properties.extend(rows.into_iter().map(|id| TABLE[usize::from(id)].name));
                            }
                            Declares::Custom(..) => {}
                        }
                    }
                    (Rc::new(cascade.over(&base, &parent, &declarations)), properties)
                }
            };
            frames.push(AnimationFrame { offset: frame.offset.clamp(0.0, 1.0), style, properties, timing });
        }
        // What is shown at first has all that moves later.
        let mut all: Vec<&'static str> = frames.iter().flat_map(|frame| frame.properties.clone()).collect();
        all.sort_unstable();
        all.dedup();
        for frame in frames.iter_mut().zip(&play.frames).filter(|(_, given)| given.style.is_none()) {
            frame.0.properties.clone_from(&all);
        }
        frames.sort_by(|a, b| a.offset.total_cmp(&b.offset));
        frames
    }
}

impl Played {
    /// Puts what it shows now into `style`.
    pub(super) fn step(
        &mut self,
        moved: Moved,
        now: f64,
        base: &Rc<ComputedStyle>,
        style: &mut ComputedStyle,
        step: &mut MotionStep,
    ) {
        let events = step.events.len();
        self.run.step(moved, now, base, style, step);
        let over = step.events.len() > events;
        step.events.truncate(events);
        if over && self.tells {
            step.events.push((moved.0, "transitionend"));
        }
    }
}
