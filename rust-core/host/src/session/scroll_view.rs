//! `scroll-view`: where its program sends it. Source: the scroll-view pages of both dialects.

use super::lengths::length;
use super::surface::Surface;
use super::worker::Worker;
use minihost_paint::ScrollOffset;
use minihost_tree::{Change, NodeId, Tree};
use minihost_view::PageId;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Scroll views of one page; more are not sent anywhere.
const MOST: usize = 1000;

/// How long a view that glides takes to arrive, unless its host says so before.
const GLIDE_MS: u64 = 300;

/// What its attributes said last.
#[derive(Debug, Default, Clone, PartialEq)]
struct Said {
    top: Option<f32>,
    left: Option<f32>,
    into: Rc<str>,
}

/// A view on its way.
#[derive(Debug, Clone, Copy)]
struct Glide {
    node: NodeId,
    to: (f32, f32),
    due: u64,
}

/// A view that a program sent somewhere.
pub(super) struct Sent {
    node: NodeId,
    from: ScrollOffset,
    to: (f32, f32),
    smooth: bool,
}

/// Those of one page.
#[derive(Default)]
pub(super) struct ScrollViews {
    known: FxHashMap<NodeId, Said>,
    glides: Vec<Glide>,
    stale: bool,
}

impl ScrollViews {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &Tree) {
        for change in tree.changes() {
            let Change::Inserted(top) = *change else { continue };
            for node in tree.descendants(top) {
                let is_view = tree.element(node).is_some_and(|element| &*element.tag == "scroll-view");
                if is_view && self.known.len() < MOST {
                    self.known.entry(node).or_default();
                }
            }
        }
        self.stale |= tree.has_changes() && !self.known.is_empty();
    }

    /// Sends views where their attributes say something new.
    pub(super) fn follow(&mut self, tree: &Tree, surface: &mut Surface, rpx: f32) -> Vec<Sent> {
        let mut sent = Vec::new();
        if !std::mem::take(&mut self.stale) {
            return sent;
        }
        let boxes = Rc::clone(&surface.boxes);
        let boxes = boxes.borrow();
        self.known.retain(|&node, said| {
            let Some(element) = tree.element(node).filter(|_| tree.is_attached(node)) else { return false };
            let (Some(extent), Some(content)) = (boxes.scroll_extent(node), boxes.padding_size(node)) else {
                return true;
            };
            let now = Said {
                top: length(element, "scroll-top", rpx),
                left: length(element, "scroll-left", rpx),
                into: element.text_attribute("scroll-into-view").unwrap_or_default(),
            };
            let old = std::mem::replace(said, now.clone());
            let from = surface.scrolls.0.get(&node).copied().unwrap_or_default();
            let mut to = (from.x, from.y);
            if let Some(top) = now.top.filter(|_| old.top != now.top && element.flag("scroll-y")) {
                to.1 = top;
            }
            if let Some(left) = now.left.filter(|_| old.left != now.left && element.flag("scroll-x")) {
                to.0 = left;
            }
            if old.into != now.into && !now.into.is_empty() {
                let mut below = tree.descendants(node).into_iter().skip(1);
                let wanted =
                    below.find(|&child| tree.element(child).is_some_and(|child| *child.id == *now.into));
                let places = wanted.and_then(|child| Some((boxes.rect_of(child)?, boxes.rect_of(node)?)));
                if let Some((child, own)) = places {
                    let more = length(element, "scroll-into-view-offset", rpx).unwrap_or(0.0);
                    if element.flag("scroll-y") {
                        to.1 = child.y - own.y + more;
                    }
                    if element.flag("scroll-x") {
                        to.0 = child.x - own.x + more;
                    }
                }
            }
            to.0 = to.0.clamp(0.0, (extent.0 - content.0).max(0.0));
            to.1 = to.1.clamp(0.0, (extent.1 - content.1).max(0.0));
            if to != (from.x, from.y) {
                let smooth = element.flag("scroll-with-animation");
                let version = from.version.wrapping_add(1);
                let offset = ScrollOffset { x: to.0, y: to.1, version, smooth };
                surface.scrolls.0.insert(node, offset);
                surface.dirty = true;
                sent.push(Sent { node, from, to, smooth });
            }
            true
        });
        sent.sort_unstable_by_key(|sent| sent.node);
        sent
    }

    /// When [`Worker::tick_scroll_views`] has something to do.
    pub(super) fn due_ms(&self) -> Option<u64> {
        self.glides.iter().map(|glide| glide.due).min()
    }

    /// The host reports where a view is: it tells of its way itself.
    pub(super) fn reported(&mut self, node: NodeId) {
        self.glides.retain(|glide| glide.node != node);
    }
}

impl Worker {
    /// Views were sent somewhere: those that jump are there, those that glide arrive later.
    pub(super) fn tell_sent(&mut self, page: PageId, sent: Vec<Sent>) {
        let now = self.ports.clock.monotonic_ms();
        for Sent { node, from, to, smooth } in sent {
            if smooth {
                if let Some(open) = self.pages.last_mut() {
                    open.parts.scroll_views.reported(node);
                    open.parts.scroll_views.glides.push(Glide { node, to, due: now + GLIDE_MS });
                }
            } else {
                self.tell_scrolled(page, node, from, to);
            }
        }
    }

    /// A host that glides reports each step; one without a screen never does, and the view arrives all the same.
    pub(super) fn tick_scroll_views(&mut self, now: u64) {
        let Some(open) = self.pages.last_mut() else { return };
        let page = open.id;
        let (due, rest) = std::mem::take(&mut open.parts.scroll_views.glides)
            .into_iter()
            .partition::<Vec<Glide>, _>(|glide| glide.due <= now);
        open.parts.scroll_views.glides = rest;
        for Glide { node, to, .. } in due {
            self.tell_scrolled(page, node, ScrollOffset::default(), to);
        }
    }
}
