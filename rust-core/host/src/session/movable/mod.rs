//! `movable-view`: moved by fingers, by its program, and on by itself. Moving changes the place of a layer and nothing else: nothing is laid
//! out or drawn anew, and no script runs that was not asked for. Source: the movable-view and movable-area pages of both dialects.

mod body;
mod physics;

use super::surface::Surface;
use super::worker::Worker;
use body::{Body, Report, Room, Wish};
use minihost_tree::{Change, NodeId, Tree};
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};
use rustc_hash::FxHashMap;

/// Views of one page that move; more stay where they were laid out.
const MOST: usize = 1000;

/// The views of one page.
#[derive(Default)]
pub(super) struct Movables {
    known: FxHashMap<NodeId, Body>,
    /// Boxes or attributes may be other ones than before.
    stale: bool,
}

fn tag(tree: &Tree, node: NodeId) -> &str {
    tree.element(node).map_or("", |element| &element.tag)
}

/// The area that a view stands in.
pub(super) fn area_of(tree: &Tree, view: NodeId) -> Option<NodeId> {
    let mut at = tree.parent(view);
    while let Some(node) = at.filter(|node| tag(tree, *node) != "movable-area") {
        at = tree.parent(node);
    }
    at
}

impl Movables {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &Tree, resized: bool) {
        for change in tree.changes() {
            if let Change::Inserted(top) = *change {
                for node in tree.descendants(top) {
                    if tag(tree, node) == "movable-view" && self.known.len() < MOST {
                        self.known.entry(node).or_default();
                    }
                }
            }
        }
        self.stale |= (resized || tree.has_changes()) && !self.known.is_empty();
    }

    /// Brings all in line with attributes and boxes. `rpx` is the length of one.
    pub(super) fn follow(&mut self, tree: &Tree, surface: &mut Surface, rpx: f32, now: u64) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let boxes = std::rc::Rc::clone(&surface.boxes);
        let boxes = boxes.borrow();
        self.known.retain(|&node, body| {
            let Some(element) = tree.element(node).filter(|_| tree.is_attached(node)) else { return false };
            let area = area_of(tree, node).and_then(|area| boxes.rect_of(area));
            if let (Some(own), Some(area)) = (boxes.rect_of(node), area) {
                let room = Room {
                    offset: (own.x - area.x, own.y - area.y),
                    size: (own.width, own.height),
                    area: (area.width, area.height),
                };
                body.follow(Wish::of(element, rpx), room, now);
                surface.place(node, body.shift());
            }
            true
        });
    }

    pub(super) fn moves(&self) -> bool {
        self.known.values().any(Body::moves)
    }

    fn inside(&self, tree: &Tree, area: NodeId) -> Vec<NodeId> {
        let mut found: Vec<NodeId> =
            self.known.keys().copied().filter(|&node| area_of(tree, node) == Some(area)).collect();
        found.sort_unstable();
        found
    }
}

/// One finger's place.
pub(super) type Point = (f32, f32);

impl Worker {
    fn body(&mut self, page: PageId, node: NodeId) -> Option<&mut Body> {
        let open = self.pages.last_mut().filter(|open| open.id == page)?;
        open.parts.movables.known.get_mut(&node)
    }

    /// Does something to a view and shows and tells what came of it.
    fn with_body<R>(
        &mut self,
        page: PageId,
        node: NodeId,
        act: impl FnOnce(&mut Body, u64, &mut Vec<Report>) -> R,
    ) -> Option<R> {
        let now = self.ports.clock.monotonic_ms();
        let mut reports = Vec::new();
        let body = self.body(page, node)?;
        let answer = act(body, now, &mut reports);
        let shift = body.shift();
        if let Some(open) = self.pages.last_mut() {
            open.surface.place(node, shift);
        }
        for report in reports {
            let (name, detail) = match report {
                Report::Change { x, y, source } => {
                    ("change", vec![("x", number(x)), ("y", number(y)), ("source", Value::from(source))])
                }
                Report::Scale { x, y, scale } => {
                    ("scale", vec![("x", number(x)), ("y", number(y)), ("scale", number(scale))])
                }
            };
            let detail = Value::object(detail);
            self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
        }
        Some(answer)
    }

    /// A finger came down on a view; false if it does not move.
    pub(super) fn movable_grab(&mut self, page: PageId, node: NodeId, at: Point) -> bool {
        self.with_body(page, node, |body, now, _| body.grab(at, now)) == Some(true)
    }

    pub(super) fn movable_drag(&mut self, page: PageId, node: NodeId, at: Point) {
        self.with_body(page, node, |body, now, reports| body.drag(at, now, reports));
    }

    pub(super) fn movable_release(&mut self, page: PageId, node: NodeId) {
        self.with_body(page, node, |body, now, _| body.release(now));
    }

    pub(super) fn movable_pinch(&mut self, page: PageId, node: NodeId, times: f32) {
        self.with_body(page, node, |body, _, reports| body.pinch(times, reports));
    }

    pub(super) fn movable_unpinch(&mut self, page: PageId, node: NodeId, left: Option<Point>) {
        self.with_body(page, node, |body, now, _| body.unpinch(left, now));
    }

    /// The views of an area that two fingers anywhere in it make larger.
    pub(super) fn movables_in(&self, page: PageId, area: NodeId) -> Vec<NodeId> {
        let Some(open) = self.pages.last().filter(|open| open.id == page) else { return Vec::new() };
        self.view.with_tree(page, |tree| open.parts.movables.inside(tree, area)).unwrap_or_default()
    }

    /// Moves what nobody holds.
    pub(super) fn tick_movables(&mut self) {
        let Some(open) = self.pages.last() else { return };
        let page = open.id;
        let known = open.parts.movables.known.iter();
        let mut moving: Vec<NodeId> = known.filter(|(_, body)| body.moves()).map(|(node, _)| *node).collect();
        moving.sort_unstable();
        for node in moving {
            self.with_body(page, node, Body::tick);
        }
    }
}

fn number(value: f32) -> Value {
    // As JavaScript prints what a tenth or a thousandth is, not as the nearest binary fraction of fewer digits.
    Value::from((f64::from(value) * 1000.0).round() / 1000.0)
}
