//! What programs animate without a style sheet: steps of `createAnimation` in the attribute `animation`, and `this.animate`.

use super::surface::Surface;
use super::worker::Worker;
use minihost_style::{Play, PlayFrame};
use minihost_tree::{Change, NodeId, Tree};
use minihost_value::Value;
use minihost_view::InstanceId;
use rustc_hash::FxHashMap;

/// Elements of one page whose `animation` is remembered; those after them play anew with every change.
const MOST: usize = 10_000;

/// The attributes `animation` of one page.
#[derive(Default)]
pub(super) struct Animations {
    seen: FxHashMap<NodeId, Value>,
    waiting: Vec<(NodeId, Play)>,
}

fn actions(animation: &Value) -> &[Value] {
    match animation {
        Value::Object(animation) => {
            animation.get("actions").and_then(Value::as_array).map_or(&[], |actions| actions.as_slice())
        }
        _ => &[],
    }
}

/// The steps of `createAnimation`, each from where the one before it ended.
fn steps(actions: &[Value]) -> Option<Play> {
    let number = |value: Value, or: f64| value.as_number().unwrap_or(or).clamp(0.0, 600_000.0);
    let timed = actions.iter().map(|action| {
        let transition = action.get("option").get("transition");
        let duration = number(transition.get("duration"), 400.0);
        let delay = number(transition.get("delay"), 0.0);
        let ease = transition.get("timingFunction").to_display();
        (action.get("css").to_display(), duration, delay, ease)
    });
    let timed: Vec<_> = timed.collect();
    let total: f64 = timed.iter().map(|(_, duration, delay, _)| duration + delay).sum();
    let mut frames = Vec::new();
    let mut at = 0.0;
    let mut shown = None;
    for (css, duration, delay, ease) in timed {
        for start in [at, at + delay] {
            let offset = if total > 0.0 { (start / total) as f32 } else { 0.0 };
            frames.push(PlayFrame { offset, style: shown.clone(), ease: ease.clone() });
        }
        at += delay + duration;
        shown = Some(css);
    }
    let last = shown?;
    frames.push(PlayFrame { offset: 1.0, style: Some(last), ease: "linear".into() });
    Some(Play { frames, duration: total, tells: true })
}

/// The key frames of `this.animate`; `None` takes away what was played.
fn key_frames(options: &Value) -> Option<Play> {
    let frames = options.get("frames");
    let frames = frames.as_array()?.iter().map(|frame| PlayFrame {
        offset: frame.get("offset").as_number().unwrap_or(1.0) as f32,
        style: Some(frame.get("css").to_display()),
        ease: frame.get("ease").to_display(),
    });
    let duration = options.get("duration").as_number().unwrap_or(0.0);
    Some(Play { frames: frames.collect(), duration, tells: false })
}

impl Animations {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &Tree) {
        for change in tree.changes() {
            match *change {
                Change::Attribute(node) => self.look(tree, node),
                Change::Inserted(top) => {
                    for node in tree.descendants(top) {
                        self.look(tree, node);
                    }
                }
                Change::Removed(_) if !self.seen.is_empty() => {
                    self.seen.retain(|node, _| tree.node(*node).is_some());
                }
                _ => {}
            }
        }
    }

    fn look(&mut self, tree: &Tree, node: NodeId) {
        let Some(animation) = tree.element(node).and_then(|element| element.attributes.get("animation"))
        else {
            return;
        };
        if actions(animation).is_empty() || self.seen.get(&node) == Some(animation) {
            return;
        }
        if self.seen.len() < MOST {
            self.seen.insert(node, animation.clone());
        }
        self.waiting.extend(steps(actions(animation)).map(|play| (node, play)));
    }

    /// Lets play what is new.
    pub(super) fn follow(&mut self, tree: &Tree, surface: &mut Surface, now: u64) {
        for (node, play) in self.waiting.drain(..) {
            if tree.is_attached(node) {
                surface.stylist.play(tree, node, Some(&play), now as f64);
                surface.dirty = true;
            }
        }
    }
}

impl Worker {
    /// `this.animate` and `this.clearAnimation`.
    pub(super) fn play_animation_of(&mut self, options: &Value) {
        // Styles must stand for what the program set just now.
        self.render();
        let now = self.ports.clock.monotonic_ms() as f64;
        let Some(open) = self.pages.last_mut() else { return };
        let component = options.get("component").as_number().unwrap_or(0.0) as u32;
        let selector = options.get("selector").to_display();
        let nodes = match component {
            0 => self.view.find(open.id, &selector),
            component => self.view.find_in(InstanceId(component), &selector, true),
        };
        let play = key_frames(options);
        self.view.with_tree(open.id, |tree| {
            for node in nodes {
                open.surface.stylist.play(tree, node, play.as_ref(), now);
            }
        });
        open.surface.dirty = true;
    }
}
