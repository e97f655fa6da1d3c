//! Sharing pages by whatever the app has for that.

use crate::error::PortError;
use minihost_ports::ShareCard;

/// What a page wants to share.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SharedPage {
    /// The program's id.
    pub program: String,
    /// Heading.
    pub title: String,
    /// Page with its query, to open the program at.
    pub path: String,
    /// Address of a picture: in the package (`/images/a.png`), or of a server; empty for none.
    pub image: String,
}

/// Shares pages. A host that brings it has the capsule's menu offer sharing. Called on sessions' threads: hand on to the main thread and
/// return. What it throws is told to the user as "not available".
#[uniffi::export(foreign)]
pub trait SharePort: Send + Sync {
    /// Lets the user choose where the page goes.
    fn share(&self, page: SharedPage) -> Result<(), PortError>;
}

impl From<&ShareCard> for SharedPage {
    fn from(card: &ShareCard) -> Self {
        SharedPage {
            program: card.program.to_string(),
            title: card.title.clone(),
            path: card.path.clone(),
            image: card.image.clone(),
        }
    }
}
