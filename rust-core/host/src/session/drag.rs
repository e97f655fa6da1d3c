//! Fingers on what the core itself moves: the block of a `slider`, a `movable-view`. Hosts leave such fingers alone (the layer's `drag`).

use super::gesture::Touch;
use super::movable::{Point, area_of};
use super::worker::Worker;
use minihost_paint::slider_value;
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};

/// A finger that moves further than this turns a slider; before that it may still become a tap.
const SLOP: f32 = 3.0;

/// What a finger holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Held {
    Slider {
        moved: bool,
    },
    /// `sideways` is known after its first move.
    Movable {
        sideways: Option<bool>,
    },
    /// Two fingers in a `movable-area` with `scale-area`.
    Area,
}

#[derive(Debug, Clone, Copy)]
struct Grip {
    finger: u32,
    page: PageId,
    node: NodeId,
    held: Held,
    start: Point,
    at: Point,
}

/// Two fingers that make views larger.
#[derive(Debug)]
struct Pinch {
    page: PageId,
    views: Vec<NodeId>,
    fingers: [u32; 2],
    /// How far they were apart at first.
    gap: f32,
}

/// What fingers hold at present.
#[derive(Debug, Default)]
pub(super) struct Hands {
    grips: Vec<Grip>,
    pinch: Option<Pinch>,
}

/// What a finger on a node would hold, from inside out.
fn holdable(tree: &Tree, node: NodeId) -> Vec<(NodeId, Held)> {
    let mut found = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        if let Some(element) = tree.element(node) {
            match &*element.tag {
                "slider" if !element.flag("disabled") => found.push((node, Held::Slider { moved: false })),
                "movable-view" => found.push((node, Held::Movable { sideways: None })),
                "movable-area" if element.flag("scale-area") => found.push((node, Held::Area)),
                _ => {}
            }
        }
        at = tree.parent(node);
    }
    found
}

fn gap(a: Point, b: Point) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

impl Worker {
    /// A finger came down on a node.
    pub(super) fn hold(&mut self, page: PageId, node: NodeId, touch: Touch) {
        let at = (touch.x, touch.y);
        let found = self.view.with_tree(page, |tree| holdable(tree, node)).unwrap_or_default();
        for (node, held) in found {
            let takes = match held {
                Held::Movable { .. } => self.movable_grab(page, node, at),
                Held::Slider { .. } | Held::Area => true,
            };
            if takes {
                self.hands.grips.push(Grip { finger: touch.id, page, node, held, start: at, at });
                break;
            }
        }
        self.begin_pinch();
    }

    fn begin_pinch(&mut self) {
        let [a, b] = self.hands.grips[..] else { return };
        if self.hands.pinch.is_some() || a.page != b.page {
            return;
        }
        let area = |grip: Grip| match grip.held {
            Held::Area => Some(grip.node),
            Held::Movable { .. } => self
                .view
                .with_tree(grip.page, |tree| {
                    area_of(tree, grip.node)
                        .filter(|area| tree.element(*area).is_some_and(|area| area.flag("scale-area")))
                })
                .flatten(),
            Held::Slider { .. } => None,
        };
        let views = match (area(a), area(b)) {
            (Some(one), Some(other)) if one == other => self.movables_in(a.page, one),
            _ if a.node == b.node && matches!(a.held, Held::Movable { .. }) => vec![a.node],
            _ => return,
        };
        let gap = gap(a.at, b.at).max(1.0);
        self.hands.pinch = Some(Pinch { page: a.page, views, fingers: [a.finger, b.finger], gap });
    }

    /// A finger moved.
    pub(super) fn pull(&mut self, touch: Touch) {
        let at = (touch.x, touch.y);
        let Some(grip) = self.hands.grips.iter_mut().find(|grip| grip.finger == touch.id) else { return };
        grip.at = at;
        let way = (at.0 - grip.start.0, at.1 - grip.start.1);
        match &mut grip.held {
            Held::Slider { moved } => *moved |= way.0.abs() > SLOP,
            Held::Movable { sideways } if sideways.is_none() && way != (0.0, 0.0) => {
                *sideways = Some(way.0.abs() > way.1.abs());
            }
            _ => {}
        }
        let grip = *grip;
        if self.hands.pinch.is_some() {
            return self.spread();
        }
        match grip.held {
            Held::Slider { moved: true } => self.turn_slider(grip, "changing"),
            Held::Movable { sideways } => {
                if let Some(sideways) = sideways {
                    let name = if sideways { "htouchmove" } else { "vtouchmove" };
                    self.touch_event(name, touch, super::worker::Zone::Page(grip.page, grip.node));
                }
                self.movable_drag(grip.page, grip.node, at);
            }
            Held::Slider { moved: false } | Held::Area => {}
        }
    }

    fn spread(&mut self) {
        let Some(pinch) = &self.hands.pinch else { return };
        let place =
            |finger: u32| self.hands.grips.iter().find(|grip| grip.finger == finger).map(|grip| grip.at);
        let [Some(a), Some(b)] = pinch.fingers.map(place) else { return };
        let times = gap(a, b) / pinch.gap;
        let (page, views) = (pinch.page, pinch.views.clone());
        for view in views {
            self.movable_pinch(page, view, times);
        }
    }

    /// A finger went up, or something else took it over.
    pub(super) fn let_go(&mut self, touch: Touch, cancelled: bool) {
        let Some(index) = self.hands.grips.iter().position(|grip| grip.finger == touch.id) else { return };
        let grip = self.hands.grips.remove(index);
        if let Some(pinch) = self.hands.pinch.take_if(|pinch| pinch.fingers.contains(&touch.id)) {
            let left = self.hands.grips.iter().find(|grip| pinch.fingers.contains(&grip.finger));
            let left = left.map(|grip| grip.at);
            for view in pinch.views {
                self.movable_unpinch(pinch.page, view, left);
            }
        }
        match grip.held {
            // A tap on the line sets the value, too.
            Held::Slider { moved } if moved || !cancelled => self.turn_slider(grip, "change"),
            Held::Movable { .. } if !self.hands.grips.iter().any(|other| other.node == grip.node) => {
                self.movable_release(grip.page, grip.node);
            }
            _ => {}
        }
    }

    fn turn_slider(&mut self, grip: Grip, name: &str) {
        let Some(open) = self.pages.last().filter(|open| open.id == grip.page) else { return };
        let Some(content) = open.surface.boxes.borrow().content_in_window(grip.node, &open.surface.scrolls)
        else {
            return;
        };
        let x = grip.at.0 - open.surface.rect.x - content.x;
        let found = self.view.with_tree(grip.page, |tree| {
            let element = tree.element(grip.node)?;
            let value = slider_value(element, content.width, x);
            Some((value, element.number("value") == Some(value)))
        });
        let Some((value, same)) = found.flatten() else { return };
        if same && name == "changing" {
            return;
        }
        let detail = Value::object([("value", Value::from(value))]);
        self.view.dispatch(grip.page, grip.node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
    }
}
