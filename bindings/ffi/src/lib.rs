//! The facade of `host` as uniffi exports it, and the only crate that knows uniffi.
//!
//! For whoever writes a wrapper: Kotlin, Swift or another language. It converts and decides nothing. [`MiniHost`] is made once from
//! a [`MiniHostConfig`] and the host's [`MiniHostPorts`]; [`MiniHost::open`] gives a [`ProgramSession`], which takes input and gives
//! frames. Apps use the wrappers: what is exported here may change with any version.
//!
//! Rules that hold for every item:
//! - A call that can fail gives a [`MiniHostError`]; a panic on our side becomes [`MiniHostError::Internal`].
//! - A method that a host implements may fail; whatever it throws becomes a [`PortError`] and nothing of ours stops.
//! - No lock is held while a host's method runs. After [`ProgramSession::end`] a listener hears of the end and nothing else; after
//!   [`MiniHost::shut_down`] nobody hears anything.
//! - A frame crosses as one buffer, described in `rust-core/paint/FORMAT.md`, with one call. Unsafe code is in [`bytes`] alone.
#![deny(unsafe_code)]

pub mod bytes;
mod convert;
mod error;
mod events;
mod host;
mod log;
mod ports;
mod records;
mod session;

pub use error::{MiniHostError, PortError, error_text};
pub use events::{HostEvent, HostListener, ProgramListener, ProgramState, StopCause};
pub use host::{MiniHost, MiniHostConfig, core_version, frame_format_version};
pub use log::{LogImportance, LogPort, LogRow, set_log_port};
pub use ports::*;
pub use records::*;
pub use session::ProgramSession;

uniffi::setup_scaffolding!();
