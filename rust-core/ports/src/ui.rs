//! The Ui port: questions and notices. The core draws them unless the host takes them over.

use crate::{ProgramId, Reply};

/// The picture of a [`Toast`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToastIcon {
    /// A check mark.
    #[default]
    Success,
    /// A cross or an exclamation mark.
    Fail,
    /// A turning wheel.
    Loading,
    /// Text alone.
    None,
}

/// A short notice, or a loading notice that stays until it is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Toast {
    /// The text.
    pub title: String,
    /// The picture.
    pub icon: ToastIcon,
    /// Milliseconds until it goes by itself; `None` stays until hidden.
    pub duration_ms: Option<u32>,
    /// Touches do not reach the page while it shows.
    pub mask: bool,
}

/// A question with one or two buttons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Modal {
    /// Heading; may be empty.
    pub title: String,
    /// Text; may be empty.
    pub content: String,
    /// Text of the button that agrees.
    pub confirm_text: String,
    /// Text of the button that declines; `None` shows no such button.
    pub cancel_text: Option<String>,
    /// Show an input field with this placeholder.
    pub placeholder: Option<String>,
}

/// How a [`Modal`] ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModalAnswer {
    /// The user agreed.
    pub confirmed: bool,
    /// What was typed, when the modal has a field.
    pub content: Option<String>,
}

/// A list to choose one item from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionSheet {
    /// Text above the items; may be empty.
    pub title: String,
    /// The items.
    pub items: Vec<String>,
}

/// What a page wants to share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareCard {
    /// The program.
    pub program: ProgramId,
    /// Heading.
    pub title: String,
    /// Page with its query, to open the program at.
    pub path: String,
    /// Address of a picture: in the package (`/images/a.png`), or of a server; empty for none.
    pub image: String,
}

/// Takes over the core's notices and questions. Each method returns the value back to have the core draw it.
pub trait Ui: Send + Sync {
    /// Shows a toast, or `None` hides it. True: the host showed it; false: the core draws it.
    fn toast(&self, toast: Option<&Toast>) -> bool;

    /// Asks. Giving the reply back has the core draw the question.
    fn modal(&self, modal: &Modal, reply: Reply<ModalAnswer>) -> Option<Reply<ModalAnswer>>;

    /// Offers items; the answer is an index. Giving the reply back has the core draw the list.
    fn action_sheet(&self, sheet: &ActionSheet, reply: Reply<u32>) -> Option<Reply<u32>>;

    /// True if the host can share pages: the capsule's menu offers it then.
    fn shares(&self) -> bool {
        false
    }

    /// Shares a page by whatever the app has for that. True: the host took over; false: the core says that it cannot.
    fn share(&self, card: &ShareCard) -> bool {
        let _ = card;
        false
    }
}
