//! Notices and questions that the host shows instead of the core.

use super::share::SharePort;
use super::{Gated, Once};
use crate::error::PortError;
use crate::events::Gate;
use minihost_ports::{ActionSheet, Modal, ModalAnswer, Reply, ShareCard, Toast, ToastIcon, Ui};
use std::sync::Arc;

/// The picture of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ToastPicture {
    /// A check mark.
    Success,
    /// A cross or an exclamation mark.
    Fail,
    /// A turning wheel.
    Loading,
    /// Text alone.
    Nothing,
}

/// A short notice.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ToastSpec {
    /// The text.
    pub title: String,
    /// The picture.
    pub picture: ToastPicture,
    /// Milliseconds until it goes by itself; none stays until hidden.
    pub duration_ms: Option<u32>,
    /// Touches do not reach the page while it shows.
    pub mask: bool,
}

/// A question with one or two buttons.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ModalSpec {
    /// Heading; may be empty.
    pub title: String,
    /// Text; may be empty.
    pub content: String,
    /// Text of the button that agrees.
    pub confirm_text: String,
    /// Text of the button that declines; none shows no such button.
    pub cancel_text: Option<String>,
    /// Show an input field with this placeholder.
    pub placeholder: Option<String>,
}

/// How a question ended.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ModalOutcome {
    /// The user agreed.
    pub confirmed: bool,
    /// What was typed, when the question has a field.
    #[uniffi(default = None)]
    pub content: Option<String>,
}

/// A list to choose one item from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SheetSpec {
    /// Text above the items; may be empty.
    pub title: String,
    /// The items.
    pub items: Vec<String>,
}

/// Takes over the core's notices and questions. False, or throwing, has the core draw them. Called on sessions' threads: hand on to the
/// main thread and return.
#[uniffi::export(foreign)]
pub trait UiPort: Send + Sync {
    /// Shows a notice, or hides it when there is none.
    fn toast(&self, toast: Option<ToastSpec>) -> Result<bool, PortError>;
    /// Asks a question.
    fn modal(&self, modal: ModalSpec, reply: Arc<ModalReply>) -> Result<bool, PortError>;
    /// Offers items.
    fn action_sheet(&self, sheet: SheetSpec, reply: Arc<ChoiceReply>) -> Result<bool, PortError>;
}

/// Where the answer to a question goes. Released without an answer, the program's call fails.
#[derive(uniffi::Object)]
pub struct ModalReply(Arc<Once<ModalAnswer>>);

#[uniffi::export]
impl ModalReply {
    /// How it ended. False if there was an answer before.
    pub fn answer(&self, outcome: ModalOutcome) -> bool {
        self.0.send(Ok(ModalAnswer { confirmed: outcome.confirmed, content: outcome.content }))
    }

    /// It was not answered. False if it was before.
    pub fn fail(&self, error: PortError) -> bool {
        self.0.send(Err(error))
    }
}

/// Where the chosen item goes. Released without an answer, the program's call fails.
#[derive(uniffi::Object)]
pub struct ChoiceReply(Arc<Once<u32>>);

#[uniffi::export]
impl ChoiceReply {
    /// The item's place in the list, from 0. False if there was an answer before.
    pub fn choose(&self, item: u32) -> bool {
        self.0.send(Ok(item))
    }

    /// None was chosen. False if there was an answer before.
    pub fn fail(&self, error: PortError) -> bool {
        self.0.send(Err(error))
    }
}

/// The core's port over the host's two: what one of them does not do is the core's.
pub(super) struct FromHost {
    ui: Option<Gated<dyn UiPort>>,
    share: Option<Gated<dyn SharePort>>,
}

impl FromHost {
    /// None if the host brings neither.
    pub fn over(
        ui: Option<Arc<dyn UiPort>>,
        share: Option<Arc<dyn SharePort>>,
        gate: &Arc<Gate>,
    ) -> Option<Arc<dyn Ui>> {
        if ui.is_none() && share.is_none() {
            return None;
        }
        let ui = ui.map(|port| Gated { port, gate: Arc::clone(gate) });
        let share = share.map(|port| Gated { port, gate: Arc::clone(gate) });
        Some(Arc::new(FromHost { ui, share }))
    }

    fn ui(&self) -> Result<&dyn UiPort, PortError> {
        self.ui.as_ref().ok_or(PortError::Unsupported)?.get()
    }
}

/// Whether the host shows it; a failure is logged and the core draws.
fn taken(answer: Result<bool, PortError>) -> bool {
    answer.unwrap_or_else(|error| {
        if error != PortError::Unsupported {
            tracing::warn!(%error, "the host's notices failed; the core draws them");
        }
        false
    })
}

impl Ui for FromHost {
    fn toast(&self, toast: Option<&Toast>) -> bool {
        let spec = toast.map(|toast| ToastSpec {
            title: toast.title.clone(),
            picture: match toast.icon {
                ToastIcon::Success => ToastPicture::Success,
                ToastIcon::Fail => ToastPicture::Fail,
                ToastIcon::Loading => ToastPicture::Loading,
                ToastIcon::None => ToastPicture::Nothing,
            },
            duration_ms: toast.duration_ms,
            mask: toast.mask,
        });
        taken(self.ui().and_then(|port| port.toast(spec)))
    }

    fn modal(&self, modal: &Modal, reply: Reply<ModalAnswer>) -> Option<Reply<ModalAnswer>> {
        let once = Arc::new(Once::new(reply));
        let spec = ModalSpec {
            title: modal.title.clone(),
            content: modal.content.clone(),
            confirm_text: modal.confirm_text.clone(),
            cancel_text: modal.cancel_text.clone(),
            placeholder: modal.placeholder.clone(),
        };
        // Not taken: the reply goes back, unless the host answered all the same.
        let reply_to = Arc::new(ModalReply(Arc::clone(&once)));
        if taken(self.ui().and_then(|port| port.modal(spec, reply_to))) { None } else { once.take() }
    }

    fn action_sheet(&self, sheet: &ActionSheet, reply: Reply<u32>) -> Option<Reply<u32>> {
        let once = Arc::new(Once::new(reply));
        let spec = SheetSpec { title: sheet.title.clone(), items: sheet.items.clone() };
        let reply_to = Arc::new(ChoiceReply(Arc::clone(&once)));
        if taken(self.ui().and_then(|port| port.action_sheet(spec, reply_to))) { None } else { once.take() }
    }

    fn shares(&self) -> bool {
        self.share.as_ref().is_some_and(|port| port.get().is_ok())
    }

    fn share(&self, card: &ShareCard) -> bool {
        let Some(port) = &self.share else { return false };
        let shared = port.get().and_then(|port| port.share(card.into()));
        if let Err(error) = &shared
            && *error != PortError::Unsupported
        {
            tracing::warn!(%error, "the host's sharing failed");
        }
        shared.is_ok()
    }
}
