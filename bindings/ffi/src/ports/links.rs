//! Links out of programs.

use super::Gated;
use crate::error::PortError;
use minihost_ports::{Link, LinkPolicy, LinkVerdict, ProgramId};

/// A way out of a program.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum LinkTarget {
    /// A request or a picture: an absolute URL.
    Request {
        /// The URL.
        url: String,
    },
    /// A page in a web view: an absolute URL.
    WebView {
        /// The URL.
        url: String,
    },
    /// A jump to another program.
    OtherProgram {
        /// Its id.
        program: String,
    },
}

/// What the policy says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum LinkAnswer {
    /// Go.
    Allow,
    /// Refused.
    Deny {
        /// Shown to the program's author.
        reason: String,
    },
}

/// Vets every link that goes out of a program. Called on sessions' threads; must answer at once. Throwing refuses.
#[uniffi::export(foreign)]
pub trait LinkPort: Send + Sync {
    /// May `program` follow `target`?
    fn vet(&self, program: String, target: LinkTarget) -> Result<LinkAnswer, PortError>;
}

/// The core's port over the host's.
pub(super) struct FromHost(pub Gated<dyn LinkPort>);

impl LinkPolicy for FromHost {
    fn vet(&self, program: &ProgramId, link: &Link) -> LinkVerdict {
        let target = match link {
            Link::Request(url) => LinkTarget::Request { url: url.clone() },
            Link::WebView(url) => LinkTarget::WebView { url: url.clone() },
            Link::Program(id) => LinkTarget::OtherProgram { program: id.to_string() },
        };
        match self.0.get().and_then(|port| port.vet(program.to_string(), target)) {
            Ok(LinkAnswer::Allow) => LinkVerdict::Allow,
            Ok(LinkAnswer::Deny { reason }) => LinkVerdict::Deny(reason),
            Err(error) => {
                tracing::warn!(%error, "the host's link policy failed; the link is refused");
                LinkVerdict::Deny("the host's link policy failed".into())
            }
        }
    }
}
