//! Logs to the host.

use crate::error::PortError;
use minihost_ports::{LogLevel, LogLine, LogSink};
use std::sync::Arc;

/// How important a log line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LogImportance {
    /// For the core's developers.
    Trace,
    /// For the program's author; may hold what a user typed.
    Debug,
    /// Normal and rare.
    Info,
    /// Something is off, the host goes on.
    Warn,
    /// A bug of ours.
    Bug,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogRow {
    /// Importance.
    pub importance: LogImportance,
    /// The part of the core, or `program` for what a program printed.
    pub target: String,
    /// The text.
    pub message: String,
    /// Milliseconds since 1970 UTC.
    pub time_ms: u64,
}

/// Takes log lines. Called on a thread of its own, one batch at a time.
#[uniffi::export(foreign)]
pub trait LogPort: Send + Sync {
    /// Takes a batch, oldest first. What it throws is ignored: there is no place left to tell it.
    fn lines(&self, lines: Vec<LogRow>) -> Result<(), PortError>;
}

/// Sends log lines of an importance and above to `port` from now on; none stops. One port per process: a newer one takes the place of the
/// older. False when the process has another listener for Rust's logs, which then gets them instead.
#[uniffi::export(default(port = None))]
pub fn set_log_port(port: Option<Arc<dyn LogPort>>, least: LogImportance) -> bool {
    let sink = port.map(|port| Arc::new(Sink(port)) as Arc<dyn LogSink>);
    minihost_host::send_logs_to(sink, least.into())
}

struct Sink(Arc<dyn LogPort>);

impl LogSink for Sink {
    fn lines(&self, lines: Vec<LogLine>) {
        let rows = lines
            .into_iter()
            .map(|line| LogRow {
                importance: line.level.into(),
                target: line.target,
                message: line.message,
                time_ms: line.time_ms,
            })
            .collect();
        // Telling the log that the log does not work would go in a circle.
        let _ = self.0.lines(rows);
    }
}

impl From<LogImportance> for LogLevel {
    fn from(importance: LogImportance) -> Self {
        match importance {
            LogImportance::Trace => LogLevel::Trace,
            LogImportance::Debug => LogLevel::Debug,
            LogImportance::Info => LogLevel::Info,
            LogImportance::Warn => LogLevel::Warn,
            LogImportance::Bug => LogLevel::Error,
        }
    }
}

impl From<LogLevel> for LogImportance {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Trace => LogImportance::Trace,
            LogLevel::Debug => LogImportance::Debug,
            LogLevel::Info => LogImportance::Info,
            LogLevel::Warn => LogImportance::Warn,
            LogLevel::Error => LogImportance::Bug,
        }
    }
}
