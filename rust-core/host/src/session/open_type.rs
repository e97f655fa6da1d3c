//! Buttons with `open-type`: sharing goes to the host ([`share`](super::share)); the rest needs an account or a vendor's service, and is declined in the words that
//! programs of the dialect look for.

use super::worker::Worker;
use minihost_ports::{Dialect, Problem, ProblemKind};
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
