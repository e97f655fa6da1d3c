//! Logs to the host: a `tracing` layer that hands lines to a [`LogSink`] in batches, from a thread of its own, so that nobody who logs
//! waits for the host and no lock of theirs is held while the host is called.

use minihost_ports::{LogLevel, LogLine, LogSink};
use once_cell::sync::OnceCell;
use std::fmt::Write as _;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::Registry;

/// Lines that may wait; more are dropped and counted, so that a program that prints without end costs a bounded amount of memory.
const MAX_WAITING: usize = 1024;

/// Longest line handed on, in bytes.
const MAX_LINE: usize = 4096;

struct Target {
    sink: Arc<dyn LogSink>,
    level: LogLevel,
}

static TARGET: Mutex<Option<Target>> = Mutex::new(None);

fn target() -> std::sync::MutexGuard<'static, Option<Target>> {
    TARGET.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends lines of `level` and above to `sink` from now on; `None` stops. One sink per process: a newer one takes the place of the older.
/// False when the process already has a `tracing` subscriber of its own, which then gets the lines instead.
pub fn send_logs_to(sink: Option<Arc<dyn LogSink>>, level: LogLevel) -> bool {
    static OURS: OnceCell<()> = OnceCell::new();
    *target() = sink.map(|sink| Target { sink, level });
    OURS.get_or_try_init(start).is_ok()
}

/// Makes our layer the process's subscriber. What failed for want of a thread is tried again by the next caller.
fn start() -> Result<(), Box<dyn std::error::Error>> {
    let (lines, waiting) = sync_channel(MAX_WAITING);
    std::thread::Builder::new().name("minihost-log".into()).spawn(move || deliver(&waiting))?;
    // If somebody else was first, the thread ends with the sender.
    Ok(tracing::subscriber::set_global_default(Registry::default().with(ToSink { lines }))?)
}

fn deliver(waiting: &Receiver<LogLine>) {
    while let Ok(first) = waiting.recv() {
        let mut lines: Vec<LogLine> = std::iter::once(first).chain(waiting.try_iter()).collect();
        // Cloned out, so that no lock is held while the host is called.
        let Some((sink, level)) = target().as_ref().map(|target| (Arc::clone(&target.sink), target.level))
        else {
            continue;
        };
        lines.retain(|line| line.level >= level);
        if !lines.is_empty() {
            sink.lines(lines);
        }
    }
}

struct ToSink {
    lines: SyncSender<LogLine>,
}

impl<S: Subscriber> Layer<S> for ToSink {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        // Of other people's crates only what is serious: they know nothing of what may be said.
        let ours = metadata.target().starts_with("minihost") || metadata.target() == "program";
        (ours || *metadata.level() <= Level::WARN)
            && target().as_ref().is_some_and(|target| level_of(*metadata.level()) >= target.level)
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        let mut message = text.message;
        message.push_str(&text.fields);
        if message.len() > MAX_LINE {
            let end = (0..=MAX_LINE).rev().find(|at| message.is_char_boundary(*at)).unwrap_or(0);
            message.truncate(end);
        }
        let line = LogLine {
            level: level_of(*event.metadata().level()),
            target: event.metadata().target().to_owned(),
            message,
            time_ms: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as u64),
        };
        match self.lines.try_send(line) {
            // A full queue loses lines rather than memory or time.
            Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

fn level_of(level: Level) -> LogLevel {
    match level {
        Level::ERROR => LogLevel::Error,
        Level::WARN => LogLevel::Warn,
        Level::INFO => LogLevel::Info,
        Level::DEBUG => LogLevel::Debug,
        Level::TRACE => LogLevel::Trace,
    }
}

#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = if field.name() == "message" {
            write!(self.message, "{value:?}")
        } else {
            write!(self.fields, " {}={value:?}", field.name())
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    struct Collect(Mutex<Sender<LogLine>>);

    impl LogSink for Collect {
        fn lines(&self, lines: Vec<LogLine>) {
            let sender = self.0.lock().expect("no panic in here").clone();
            for line in lines {
                // The test that listens may be done.
                let _ = sender.send(line);
            }
        }
    }

    #[test]
    fn lines_of_the_level_arrive_and_others_do_not() {
        let (sender, lines) = channel();
        assert!(send_logs_to(Some(Arc::new(Collect(Mutex::new(sender)))), LogLevel::Warn));
        tracing::info!("too quiet");
        tracing::warn!(count = 3, "loud enough");
        let line = lines.recv_timeout(Duration::from_secs(5)).expect("a line");
        assert_eq!((line.level, line.message.as_str()), (LogLevel::Warn, "loud enough count=3"));
        assert!(line.target.starts_with("minihost_host"));
        send_logs_to(None, LogLevel::Warn);
        tracing::error!("nobody listens");
        assert!(lines.recv_timeout(Duration::from_millis(100)).is_err());
    }
}
