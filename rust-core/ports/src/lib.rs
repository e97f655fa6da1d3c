//! Traits that a host may implement, and the types they speak. No code of its own beyond what a type needs to be valid.
//!
//! Each port has a default that works on a desktop (in `host` and `desktop-demo`); a phone host brings its platform's. Every
//! port is called on a session's thread unless its documentation says otherwise, never while a lock is held. A default that
//! cannot do a thing answers [`PortError::Unsupported`] at once; nothing waits for ever.
#![forbid(unsafe_code)]

mod device;
mod events;
mod http;
mod identity;
mod image;
mod problem;
mod screen;
mod text;
mod ui;

pub use device::{Clock, Device, Link, LinkPolicy, LinkVerdict, NetworkType};
pub use events::{HostEvents, LogLevel, LogLine, LogSink, StopReason};
pub use http::{Http, HttpHeader, HttpRequest, HttpResponse};
pub use identity::{Dialect, HostIdentity, IdError, PackageDigest, ProgramId};
pub use image::{DecodedImage, ImageDecoder, ImageError};
pub use problem::{Problem, ProblemKind, Severity};
pub use screen::{Appearance, Insets, Locale, Screen};
pub use text::{Font, FontMetrics, TextMeasurer, Word};
pub use ui::{ActionSheet, Modal, ModalAnswer, ShareCard, Toast, ToastIcon, Ui};

/// Why a port could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// The host does not offer this at all.
    #[error("not supported")]
    Unsupported,
    /// The user or the host's policy said no.
    #[error("denied: {0}")]
    Denied(String),
    /// The user closed the question without an answer.
    #[error("cancelled")]
    Cancelled,
    /// It took longer than asked.
    #[error("timeout")]
    Timeout,
    /// Anything else; the text is for logs and for the program's `errMsg`.
    #[error("{0}")]
    Failed(String),
}

/// Where a port delivers an answer that takes time. May be called on any thread, at most once; dropping it unused is
/// answered as [`PortError::Failed`] by the caller, so nothing hangs.
pub struct Reply<T>(Option<Box<dyn FnOnce(Result<T, PortError>) + Send>>);

impl<T> Reply<T> {
    /// A reply that runs `deliver` with the answer.
    pub fn new(deliver: impl FnOnce(Result<T, PortError>) + Send + 'static) -> Self {
        Reply(Some(Box::new(deliver)))
    }

    /// Nobody will answer by this: the question is answered some other way.
    pub fn forget(mut self) {
        self.0 = None;
    }

    /// Gives the answer.
    pub fn send(mut self, answer: Result<T, PortError>) {
        if let Some(deliver) = self.0.take() {
            deliver(answer);
        }
    }
}

impl<T> Drop for Reply<T> {
    fn drop(&mut self) {
        if let Some(deliver) = self.0.take() {
            deliver(Err(PortError::Failed("the host dropped the request".into())));
        }
    }
}
