//! What the core tells the host: lifecycle and logs.

use crate::{Problem, ProgramId};

/// Why a session ended by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopReason {
    /// A script ran longer than its budget.
    TimeBudget,
    /// The heap limit was reached.
    OutOfMemory,
    /// The program asked for more work than a host can give: timers, setData volume, nodes.
    Flooded(String),
    /// The core itself failed; a bug of ours.
    Internal(String),
}

/// Lifecycle of sessions. Called on session threads, never while a lock is held; keep it short.
pub trait HostEvents: Send + Sync {
    /// A program was opened.
    fn opened(&self, _program: &ProgramId) {}
    /// A program went to the background.
    fn hidden(&self, _program: &ProgramId) {}
    /// A program was closed by the user or the host.
    fn closed(&self, _program: &ProgramId) {}
    /// A program was stopped by the core.
    fn stopped(&self, _program: &ProgramId, _reason: &StopReason) {}
    /// Something in a program does not work; the program goes on.
    fn problem(&self, _program: &ProgramId, _problem: &Problem) {}
    /// The used list changed.
    fn used_list_changed(&self) {}
}

/// How important a log line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LogLevel {
    /// For the core's developers.
    Trace,
    /// For the program's author; may hold what a user typed.
    Debug,
    /// Normal and rare.
    Info,
    /// Something is off, the host goes on.
    Warn,
    /// A bug of ours.
    Error,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Importance.
    pub level: LogLevel,
    /// The crate, or `program` for what a program printed.
    pub target: String,
    /// The text.
    pub message: String,
    /// Milliseconds since 1970 UTC.
    pub time_ms: u64,
}

/// Takes log lines. Called on any thread.
pub trait LogSink: Send + Sync {
    /// Takes a batch, oldest first.
    fn lines(&self, lines: Vec<LogLine>);
}
