//! Touches and storage writes are made durable together, at most a moment later: an `fsync` for each would be felt.

use crate::store::Shared;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Since when something waits to be made durable.
#[derive(Default)]
pub(crate) struct Dirty {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    since: Option<Instant>,
    stopped: bool,
}

impl Dirty {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that is not durable was written.
    pub(crate) fn mark(&self) {
        let mut state = self.state();
        if state.since.is_none() {
            state.since = Some(Instant::now());
            self.changed.notify_one();
        }
    }

    /// Nothing waits any more, if what comes next succeeds.
    pub(crate) fn take(&self) -> Option<Instant> {
        self.state().since.take()
    }

    /// It did not succeed.
    pub(crate) fn restore(&self, since: Option<Instant>) {
        if since.is_some() {
            self.mark();
        }
    }

    /// Waits until something has waited for `after`. False when the store closes.
    fn wait(&self, after: Duration) -> bool {
        let mut state = self.state();
        while !state.stopped {
            let Some(since) = state.since else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let Some(rest) = after.checked_sub(since.elapsed()).filter(|rest| !rest.is_zero()) else {
                return true;
            };
            state = self.changed.wait_timeout(state, rest).unwrap_or_else(PoisonError::into_inner).0;
        }
        false
    }
}

/// The thread. It ends, and is waited for, when the store is dropped.
pub(crate) struct Flusher {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Flusher {
    pub(crate) fn start(shared: Arc<Shared>, after: Duration) -> io::Result<Flusher> {
        let of_thread = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("minihost-store".to_owned()).spawn(move || {
            while of_thread.dirty.wait(after) {
                if let Err(error) = of_thread.flush() {
                    // It is marked again, so it is tried again after as long.
                    tracing::warn!(%error, "changes of the store could not be made durable yet");
                }
            }
        })?;
        Ok(Flusher { shared, thread: Some(thread) })
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        self.shared.dirty.state().stopped = true;
        self.shared.dirty.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // A panic in it was printed; there is nothing to undo.
            let _ = thread.join();
        }
    }
}
