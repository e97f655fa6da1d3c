//! Sharing a page, by a button with `open-type="share"` or from the capsule's menu: the page says what, the host how.
//!
//! Source: WeChat's page reference, `onShareAppMessage`: it is given `from` (`button` or `menu`) and the button as `target`, and answers
//! `title`, `path`, `imageUrl`, and since 2.12.0 `promise`: what that gives counts, unless it takes more than three seconds.

use super::worker::Worker;
use crate::strings::{Text, text};
use minihost_ports::{ShareCard, Toast, ToastIcon};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{LateAnswer, PageId};

/// Later than this, what the page said at once is shared.
const PATIENCE_MS: u64 = 3000;

/// What is shared when the page's promise says so, or when time is up.
pub(super) struct Sharing {
    page: PageId,
    late: LateAnswer,
    until_ms: u64,
    /// What the page said at once.
    card: ShareCard,
}

impl Sharing {
    pub(super) fn due_ms(&self) -> u64 {
        self.until_ms
    }
}

impl Worker {
    /// True if the page on top may be shared from the capsule's menu: it says what, and the host can.
    pub(super) fn can_share(&self) -> bool {
        self.ports.ui.as_ref().is_some_and(|ui| ui.shares())
            && self.pages.last().is_some_and(|page| self.view.has_page_hook(page.id, "onShareAppMessage"))
    }

    /// Asks the page on top what to share and hands it to the host; from a button, or from the capsule's menu.
    pub(super) fn share(&mut self, button: Option<(PageId, NodeId)>) {
        let Some(page) = self.pages.last() else { return };
        let (id, path) = (page.id, page.url());
        let target = button
            .and_then(|(page, node)| self.view.identity_of(page, node))
            .map_or(Value::Undefined, |(id, dataset)| {
                Value::object([("id", Value::String(id)), ("dataset", dataset)])
            });
        let from = if button.is_some() { "button" } else { "menu" };
        let asked = Value::object([("from", Value::from(from)), ("target", target)]);
        let (answer, late) = self.view.ask_page(id, "onShareAppMessage", vec![asked]);
        let title = self.chrome.title_bar.as_ref().map(|bar| bar.title.clone()).unwrap_or_default();
        let usual = ShareCard {
            program: self.program.clone(),
            title,
            path: format!("/{path}"),
            image: String::new(),
        };
        let card = filled(usual, &answer);
        // Tapped again meanwhile: the newer wish counts.
        self.forget_sharing();
        match late {
            None => self.hand_over(&card),
            Some(late) => {
                let until_ms = self.ports.clock.monotonic_ms() + PATIENCE_MS;
                self.sharing = Some(Sharing { page: id, late, until_ms, card });
            }
        }
    }

    /// Shares what the page's promise gave, or what it said at once when time is up.
    pub(super) fn tick_share(&mut self, now_ms: u64) {
        let Some(sharing) = &self.sharing else { return };
        if self.pages.last().is_none_or(|page| page.id != sharing.page) {
            return self.forget_sharing();
        }
        let answer = self.view.late_answer(sharing.late);
        if answer.is_none() && now_ms < sharing.until_ms {
            return;
        }
        let card = filled(sharing.card.clone(), &answer.unwrap_or_default());
        self.forget_sharing();
        self.hand_over(&card);
    }

    fn forget_sharing(&mut self) {
        if let Some(sharing) = self.sharing.take() {
            self.view.forget_answer(sharing.late);
        }
    }

    fn hand_over(&mut self, card: &ShareCard) {
        if self.ports.ui.as_ref().is_some_and(|ui| ui.share(card)) {
            return;
        }
        // Somebody tapped and waits to see something happen.
        let notice = Toast {
            title: text(Text::CannotShare, self.screen.locale).to_owned(),
            icon: ToastIcon::None,
            duration_ms: Some(2000),
            mask: false,
        };
        self.toast(Some(notice));
    }
}

/// A card with what a page's answer says.
fn filled(card: ShareCard, answer: &Value) -> ShareCard {
    let given = |name: &str| {
        Some(answer.get(name)).filter(|value| !value.is_nullish()).map(|value| value.to_display().to_string())
    };
    ShareCard {
        title: given("title").unwrap_or(card.title),
        path: given("path").unwrap_or(card.path),
        image: given("imageUrl").unwrap_or(card.image),
        program: card.program,
    }
}
