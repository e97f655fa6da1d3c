//! Scrolling: by the user's finger, which the host reports, and by the program.

use super::lengths::length;
use super::render::page_surface;
use super::worker::Worker;
use minihost_paint::ScrollOffset;
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};

/// `onReachBottom` is told this many logical pixels before the end, unless the page says otherwise; both dialects document 50.
const REACH_BOTTOM_PX: f64 = 50.0;

/// A page that glides to where the program sent it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glide {
    page: PageId,
    top: f32,
    /// When it has arrived, unless the host said so before.
    pub until_ms: u64,
}

fn number(value: f32) -> Value {
    Value::from(f64::from(value))
}

impl Worker {
    /// How far the page on top is scrolled.
    pub(super) fn page_scroll(&self) -> (f32, f32) {
        let Some(page) = self.pages.last() else { return (0.0, 0.0) };
        let root = self.view.with_tree(page.id, |tree| tree.root());
        root.and_then(|root| page.surface.scrolls.0.get(&root))
            .map_or((0.0, 0.0), |offset| (offset.x, offset.y))
    }

    /// The host scrolled a layer.
    pub(super) fn scrolled(&mut self, surface: u32, node: NodeId, x: f32, y: f32) {
        if surface == super::render::OVERLAY {
            return self.wheel_scrolled(node, y);
        }
        let Some(page) = self.pages.last_mut().filter(|page| page_surface(page.id) == surface) else {
            return;
        };
        let id = page.id;
        let root = self.view.with_tree(id, |tree| tree.root());
        let node = if node.to_u64() == 0 { root.unwrap_or(node) } else { node };
        let old = page.surface.scrolls.0.get(&node).copied().unwrap_or_default();
        page.surface.scrolls.0.insert(node, ScrollOffset { x, y, smooth: false, ..old });
        if Some(node) == root {
            self.glide = None;
            return self.page_scrolled(y);
        }
        page.parts.scroll_views.reported(node);
        if !self.carousel_scrolled(id, node, x, y) {
            self.tell_scrolled(id, node, old, (x, y));
        }
    }

    /// `scroll` of a scroll-view, and what goes with it.
    pub(super) fn tell_scrolled(&mut self, id: PageId, node: NodeId, old: ScrollOffset, (x, y): (f32, f32)) {
        let Some(page) = self.pages.last() else { return };
        let extent = page.surface.boxes.borrow().scroll_extent(node).unwrap_or_default();
        let detail = Value::object([
            ("scrollLeft", number(x)),
            ("scrollTop", number(y)),
            ("scrollWidth", number(extent.0)),
            ("scrollHeight", number(extent.1)),
            ("deltaX", number(old.x - x)),
            ("deltaY", number(old.y - y)),
        ]);
        self.view.dispatch(id, node, UiEvent { name: "scroll".into(), detail, ..UiEvent::default() });
        self.scroll_edges(id, node, old, ScrollOffset { x, y, ..old }, extent);
    }

    /// The page on top stands at another offset: `onPageScroll`, and `onReachBottom` once each time the end comes near.
    fn page_scrolled(&mut self, y: f32) {
        let Some(page) = self.pages.last_mut() else { return };
        let id = page.id;
        let (_, height) = page.surface.boxes.borrow().content_size();
        let distance = page.window.on_reach_bottom_distance.unwrap_or(REACH_BOTTOM_PX) as f32;
        let at_bottom =
            height > page.surface.rect.height && y + page.surface.rect.height >= height - distance;
        let reached = at_bottom && !page.at_bottom;
        page.at_bottom = at_bottom;
        if self.view.has_page_hook(id, "onPageScroll") {
            self.view.call_page_hook(id, "onPageScroll", vec![Value::object([("scrollTop", number(y))])]);
        }
        if reached {
            self.view.call_page_hook(id, "onReachBottom", Vec::new());
        }
    }

    /// `scrolltolower` and `scrolltoupper`, once each time the edge comes near.
    fn scroll_edges(
        &mut self,
        page: PageId,
        node: NodeId,
        old: ScrollOffset,
        new: ScrollOffset,
        extent: (f32, f32),
    ) {
        let Some(open) = self.pages.last() else { return };
        let Some(rect) = open.surface.boxes.borrow().rect_of(node) else { return };
        let threshold = |name: &str| {
            let rpx = self.screen.width / 750.0;
            let value = self
                .view
                .with_tree(page, |tree| tree.element(node).and_then(|element| length(element, name, rpx)));
            value.flatten().unwrap_or(REACH_BOTTOM_PX as f32)
        };
        let (lower, upper) = (threshold("lower-threshold"), threshold("upper-threshold"));
        let at_end = |offset: ScrollOffset| {
            (extent.1 > rect.height && offset.y + rect.height >= extent.1 - lower)
                || (extent.0 > rect.width && offset.x + rect.width >= extent.0 - lower)
        };
        let at_start = |offset: ScrollOffset| offset.y <= upper && offset.x <= upper;
        let vertical = new.y != old.y;
        for (name, before, now, direction) in [
            ("scrolltolower", at_end(old), at_end(new), if vertical { "bottom" } else { "right" }),
            ("scrolltoupper", at_start(old), at_start(new), if vertical { "top" } else { "left" }),
        ] {
            if now && !before {
                let detail = Value::object([("direction", Value::from(direction))]);
                self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
            }
        }
    }

    /// Sends the page on top to an offset, gliding for so long.
    pub(super) fn scroll_page(&mut self, top: f32, duration_ms: u32) {
        let Some(page) = self.pages.last_mut() else { return };
        let Some(root) = self.view.with_tree(page.id, |tree| tree.root()) else { return };
        let (_, height) = page.surface.boxes.borrow().content_size();
        let top = top.clamp(0.0, (height - page.surface.rect.height).max(0.0));
        let offset = page.surface.scrolls.0.entry(root).or_insert_with(ScrollOffset::default);
        if offset.y == top {
            return;
        }
        offset.y = top;
        offset.version = offset.version.wrapping_add(1);
        offset.smooth = duration_ms > 0;
        page.surface.dirty = true;
        if duration_ms == 0 {
            self.page_scrolled(top);
        } else {
            // A host that glides reports each step; one without a screen never does, and the page arrives all the same.
            let until_ms = self.ports.clock.monotonic_ms() + u64::from(duration_ms);
            self.glide = Some(Glide { page: page.id, top, until_ms });
        }
    }

    /// Ends a glide whose time is over.
    pub(super) fn tick_glide(&mut self, now_ms: u64) {
        if let Some(glide) = self.glide.take_if(|glide| glide.until_ms <= now_ms)
            && self.pages.last().is_some_and(|page| page.id == glide.page)
        {
            self.page_scrolled(glide.top);
        }
    }
}
