//! Device, Clock and LinkPolicy ports.

use crate::{PortError, ProgramId, Reply};

/// Kind of network connection; the names are those of `getNetworkType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NetworkType {
    /// Wireless network.
    Wifi,
    /// Mobile data of an unknown or current generation.
    Cellular,
    /// A cable or anything else.
    Unknown,
    /// No connection.
    None,
}

/// What the device can do for a program.
pub trait Device: Send + Sync {
    /// The connection now.
    fn network_type(&self) -> NetworkType;
    /// Reads the clipboard's text.
    fn clipboard(&self, reply: Reply<String>);
    /// Replaces the clipboard's text.
    ///
    /// # Errors
    /// The host has no clipboard or refuses.
    fn set_clipboard(&self, text: &str) -> Result<(), PortError>;
    /// Vibrates for about 15 ms (`short`) or 400 ms.
    ///
    /// # Errors
    /// The device cannot.
    fn vibrate(&self, short: bool) -> Result<(), PortError>;
    /// Manufacturer's name, as `getSystemInfo().brand`.
    fn brand(&self) -> String;
    /// Model name, as `getSystemInfo().model`.
    fn model(&self) -> String;
    /// Operating system and version, as `getSystemInfo().system`: `Android 14`.
    fn system(&self) -> String;
    /// `ios`, `android` or `devtools`, as `getSystemInfo().platform`.
    fn platform(&self) -> String;
}

/// Time, so that tests have their own.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970 UTC.
    fn now_ms(&self) -> u64;
    /// Milliseconds of a clock that never goes back, from any start.
    fn monotonic_ms(&self) -> u64;
}

/// A way out of a program that the policy vets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// `request`, `uploadFile` or a picture: an absolute URL.
    Request(String),
    /// A page in a web view: an absolute URL.
    WebView(String),
    /// A jump to another program.
    Program(ProgramId),
}

/// What the policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkVerdict {
    /// Go.
    Allow,
    /// Refused; the reason is shown to the program's author.
    Deny(String),
}

/// Vets every link that goes out of a program. Called on the session's thread; must answer at once.
pub trait LinkPolicy: Send + Sync {
    /// May `program` follow `link`?
    fn vet(&self, program: &ProgramId, link: &Link) -> LinkVerdict;
}
