//! Buttons with `open-type`: sharing goes to the host; the rest needs an account or a vendor's service, and is declined in the words that
//! programs of the dialect look for.

use super::worker::Worker;
use crate::strings::{Text, text};
use minihost_ports::{Dialect, Problem, ProblemKind, ShareCard, Toast, ToastIcon};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};

/// An open type that is declined.
struct Declined {
    name: &'static str,
    /// The event that tells; empty for none.
    event: &'static str,
    wechat: &'static str,
    bytedance: &'static str,
}

/// Sources: the button pages of both dialects; the reasons are those that programs compare with.
const DECLINED: &[Declined] = &[
    Declined {
        name: "getPhoneNumber",
        event: "getphonenumber",
        wechat: "getPhoneNumber:fail user deny",
        bytedance: "getPhoneNumber:fail auth deny",
    },
    Declined {
        name: "getRealtimePhoneNumber",
        event: "getrealtimephonenumber",
        wechat: "getRealtimePhoneNumber:fail user deny",
        bytedance: "getRealtimePhoneNumber:fail auth deny",
    },
    Declined {
        name: "getUserInfo",
        event: "getuserinfo",
        wechat: "getUserInfo:fail auth deny",
        bytedance: "getUserInfo:fail auth deny",
    },
    Declined {
        name: "contact",
        event: "contact",
        wechat: "enterContact:fail not supported",
        bytedance: "contact:fail not supported",
    },
    Declined {
        name: "launchApp",
        event: "error",
        wechat: "invalid scene",
        bytedance: "launchApp:fail not supported",
    },
    Declined {
        name: "openSetting",
        event: "opensetting",
        wechat: "openSetting:fail not supported",
        bytedance: "openSetting:fail not supported",
    },
    Declined {
        name: "chooseAvatar",
        event: "chooseavatar",
        wechat: "chooseAvatar:fail cancel",
        bytedance: "chooseAvatar:fail cancel",
    },
    // The vendor's own page for complaints: nothing is told back.
    Declined { name: "feedback", event: "", wechat: "", bytedance: "" },
];

/// The event and the `errMsg` of an open type that this host does not offer.
fn declined(name: &str, dialect: Dialect) -> (String, String) {
    let row = DECLINED.iter().find(|row| row.name == name);
    match (row, dialect) {
        (Some(row), Dialect::ByteDance) => (row.event.to_owned(), row.bytedance.to_owned()),
        (Some(row), _) => (row.event.to_owned(), row.wechat.to_owned()),
        (None, _) => (name.to_ascii_lowercase(), format!("{name}:fail not supported")),
    }
}

impl Worker {
    /// A button with `open-type` was tapped.
    pub(super) fn open_type(&mut self, page: PageId, node: NodeId, name: &str) {
        if name == "share" {
            return self.share(Some((page, node)));
        }
        let global = self.api.table.api_global;
        let message = format!(
            "<button open-type=\"{name}\"> ({global}) is not supported by this host; it was declined"
        );
        self.report(Problem::new(ProblemKind::UnsupportedApi, message).warning());
        let (event, reason) = declined(name, self.api.dialect());
        if !event.is_empty() {
            let detail = Value::object([("errMsg", Value::from(reason))]);
            self.view.dispatch(page, node, UiEvent { name: event, detail, ..UiEvent::default() });
        }
    }

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
        let answer = self.view.call_page_hook(id, "onShareAppMessage", vec![asked]);
        let given = |name: &str| {
            Some(answer.get(name))
                .filter(|value| !value.is_nullish())
                .map(|value| value.to_display().to_string())
        };
        let title = self.chrome.title_bar.as_ref().map(|bar| bar.title.clone()).unwrap_or_default();
        let card = ShareCard {
            program: self.program.clone(),
            title: given("title").unwrap_or(title),
            path: given("path").unwrap_or_else(|| format!("/{path}")),
            image: given("imageUrl").unwrap_or_default(),
        };
        if self.ports.ui.as_ref().is_some_and(|ui| ui.share(&card)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_the_dialects() {
        for (name, dialect, event, reason) in [
            ("getPhoneNumber", Dialect::WeChat, "getphonenumber", "getPhoneNumber:fail user deny"),
            ("getPhoneNumber", Dialect::ByteDance, "getphonenumber", "getPhoneNumber:fail auth deny"),
            ("launchApp", Dialect::WeChat, "error", "invalid scene"),
            (
                "openAwemeUserProfile",
                Dialect::ByteDance,
                "openawemeuserprofile",
                "openAwemeUserProfile:fail not supported",
            ),
        ] {
            assert_eq!(declined(name, dialect), (event.to_owned(), reason.to_owned()));
        }
    }
}
