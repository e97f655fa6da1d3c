//! How often the engine asks whether it must stop.
//!
//! It counts calls and turns of loops and asks its interrupt handler when ten thousand are through, however long each takes: a loop around a
//! search through megabytes would run for minutes past its budget (measured: over 600 s instead of 0.2, now 2.6). The count is a field of the engine's context that has
//! no function to set it, so it is found here, in the one version whose layout we have read; of another version it is left alone,
//! and a test says so.

use rquickjs::Context;
use std::cell::Cell;
use std::ptr::NonNull;
use std::time::{Duration, Instant};

/// The version of quickjs-ng whose `struct JSContext` has its `int interrupt_counter` right before its `struct list_head loaded_modules`,
/// both within the first
/// [`WORDS`] words: 69 with 64 bits, fewer with 32.
const KNOWN: &str = "0.16.2";
const WORDS: usize = 71;

/// What the engine sets the count to.
const USUAL: i32 = 10_000;
/// Calls and turns between two questions when they are quick: asking costs about one percent then.
const QUICK: i32 = 250;
/// When a round takes longer than this, fewer calls make the next.
const SLOW: Duration = Duration::from_millis(1);

/// The counts of a runtime's contexts. Must not outlive them.
pub(crate) struct Pollers {
    counts: Vec<NonNull<i32>>,
    interval: Cell<i32>,
    last: Cell<Instant>,
}

impl Pollers {
    pub(crate) fn of(contexts: &[&Context]) -> Pollers {
        let counts = contexts.iter().filter_map(|context| find(context)).collect();
        let pollers = Pollers { counts, interval: Cell::new(QUICK), last: Cell::new(Instant::now()) };
        pollers.set(QUICK);
        pollers
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Called by the interrupt handler: says when it is called next.
    pub(crate) fn asked(&self, is_over: bool) {
        let now = Instant::now();
        let took = now.duration_since(self.last.replace(now));
        let interval = self.interval.get();
        let next = match (is_over, took > SLOW) {
            // What catches the error must not go on.
            (true, _) => 1,
            (false, true) => (interval / 8).max(1),
            (false, false) => (interval * 2).min(QUICK),
        };
        self.interval.set(next);
        self.set(next);
    }

    fn set(&self, count: i32) {
        for place in &self.counts {
            // SAFETY: found by `find` in a context that is alive (the type's contract), on the thread that owns the runtime; the engine holds no
            // copy of the count across the call of its handler.
            unsafe { place.write(count) };
        }
    }
}

/// The place of a context's count.
fn find(context: &Context) -> Option<NonNull<i32>> {
    if super::engine_version() != KNOWN {
        return None;
    }
    let start = context.as_raw().as_ptr().cast::<usize>();
    // No module was loaded yet, so `loaded_modules` is an empty list: two pointers to itself. Nothing before it in the structure can be that.
    let list = (0..WORDS - 1).find_map(|n| {
        // SAFETY: the context was allocated zeroed, and the list lies within the first `WORDS` words of it in this version, so every
        // word up to there is initialised memory of the context.
        unsafe {
            let place = start.add(n);
            (place.read() == place as usize && place.add(1).read() == place as usize).then_some(place)
        }
    })?;
    // SAFETY: the field right before the list, in the same structure, and aligned as the list is.
    let count = unsafe { list.cast::<i32>().sub(1) };
    // SAFETY: as above.
    let value = unsafe { count.read() };
    // Zero in a new context: the first call asks and sets it.
    if (0..=USUAL).contains(&value) { NonNull::new(count) } else { None }
}
