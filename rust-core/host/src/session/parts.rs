//! The built-in components of a page that the session itself moves or sends somewhere.

use super::animation::Animations;
use super::carousel::{Carousels, Moved};
use super::movable::Movables;
use super::progress::Progresses;
use super::scroll_view::{ScrollViews, Sent};
use super::surface::Surface;
use super::worker::Worker;
use minihost_tree::Tree;
use minihost_view::PageId;

/// Those of one page.
#[derive(Default)]
pub(super) struct Parts {
    pub movables: Movables,
    pub carousels: Carousels,
    pub scroll_views: ScrollViews,
    animations: Animations,
    pub progresses: Progresses,
}

/// What the program did to them, to be told.
pub(super) struct Followed {
    turned: Vec<Moved>,
    sent: Vec<Sent>,
}

impl Parts {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &mut Tree, resized: bool, now: u64) {
        self.movables.notice(tree, resized);
        self.carousels.notice(tree, resized);
        self.scroll_views.notice(tree);
        self.animations.notice(tree);
        self.progresses.notice(tree, now);
    }

    /// Brings all in line with attributes and boxes.
    pub(super) fn follow(&mut self, tree: &Tree, surface: &mut Surface, rpx: f32, now: u64) -> Followed {
        self.movables.follow(tree, surface, rpx, now);
        self.animations.follow(tree, surface, now);
        let turned = self.carousels.follow(tree, surface, now);
        Followed { turned, sent: self.scroll_views.follow(tree, surface, rpx) }
    }

    fn due_ms(&self, now: u64) -> Option<u64> {
        // What moves does so with every frame.
        let moving =
            (self.movables.moves() || self.progresses.fill()).then_some(now + super::worker::FRAME_MS);
        [moving, self.carousels.due_ms(), self.scroll_views.due_ms()].into_iter().flatten().min()
    }
}

impl Worker {
    pub(super) fn tell_parts(&mut self, page: PageId, followed: Followed) {
        self.tell_carousels(page, followed.turned);
        self.tell_sent(page, followed.sent);
    }

    /// Time passed.
    pub(super) fn tick_parts(&mut self, now: u64) {
        self.tick_movables();
        self.tick_carousels(now);
        self.tick_scroll_views(now);
        self.tick_progresses(now);
    }

    /// When [`Worker::tick_parts`] has something to do.
    pub(super) fn parts_due_ms(&self) -> Option<u64> {
        let page = self.pages.last().filter(|_| !self.hidden)?;
        page.parts.due_ms(self.ports.clock.monotonic_ms())
    }

    /// Whether something is on its way, and will arrive.
    pub(super) fn parts_move(&self) -> bool {
        let Some(page) = self.pages.last().filter(|_| !self.hidden) else { return false };
        let parts = &page.parts;
        parts.movables.moves()
            || parts.progresses.fill()
            || parts.carousels.turns()
            || parts.scroll_views.due_ms().is_some()
    }
}
