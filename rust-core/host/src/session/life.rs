//! The life of a session's thread, for whoever has to know that it is over: the thread may outlive the session's handle.

use super::Inbox;
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, ThreadId};
use std::time::{Duration, Instant};

/// What is known of a session's thread from outside.
pub(crate) struct Life {
    inbox: Sender<Inbox>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    thread: Option<JoinHandle<()>>,
    id: Option<ThreadId>,
    over: bool,
}

/// Held by the thread while it has anything of the session; letting it go says that it has nothing any more.
pub(super) struct Alive(std::sync::Arc<Life>);

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.state().over = true;
        self.0.changed.notify_all();
    }
}

impl Life {
    pub(super) fn new(inbox: Sender<Inbox>) -> Life {
        Life { inbox, state: Mutex::default(), changed: Condvar::new() }
    }

    /// For the thread, before it starts.
    pub(super) fn alive(self: &std::sync::Arc<Self>) -> Alive {
        Alive(std::sync::Arc::clone(self))
    }

    pub(super) fn runs_as(&self, thread: JoinHandle<()>) {
        let mut state = self.state();
        state.id = Some(thread.thread().id());
        state.thread = Some(thread);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the thread to end.
    pub(crate) fn end(&self) {
        // One that ended reads no more messages.
        let _ = self.inbox.send(Inbox::Close);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.state().over
    }

    /// Waits until the thread has put everything away and is gone. False when `patience` ran out first, and at once on the thread itself,
    /// which cannot wait for its own end.
    pub(crate) fn wait(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.state();
        if !state.over && state.id == Some(std::thread::current().id()) {
            return false;
        }
        while !state.over {
            let rest = until.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return false;
            }
            state = self.changed.wait_timeout(state, rest).unwrap_or_else(PoisonError::into_inner).0;
        }
        let thread = state.thread.take_if(|thread| thread.thread().id() != std::thread::current().id());
        drop(state);
        if let Some(thread) = thread {
            // It has said that it is over, so it is about to end; a panic in it was dealt with where it happened.
            let _ = thread.join();
        }
        true
    }
}
