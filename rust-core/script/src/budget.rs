//! How long an entry into the engine may take.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Shared with the engine's interrupt handler.
#[derive(Default)]
pub(crate) struct Budget {
    deadline: Cell<Option<Instant>>,
    used_up: Cell<bool>,
}

impl Budget {
    pub(crate) fn begin(&self, milliseconds: u64) {
        self.deadline.set(Instant::now().checked_add(Duration::from_millis(milliseconds)));
    }

    pub(crate) fn end(&self) {
        self.deadline.set(None);
    }

    /// True once the time is over, and from then on for good.
    pub(crate) fn used_up(&self) -> bool {
        if self.deadline.get().is_some_and(|deadline| Instant::now() >= deadline) {
            self.used_up.set(true);
        }
        self.used_up.get()
    }
}
