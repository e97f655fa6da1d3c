//! When timers are due. What they call is kept in JavaScript (`js/globals.js`).

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

struct Timer {
    due: u64,
    turn: u64,
    period: Option<u64>,
}

#[derive(Default)]
pub(crate) struct Timers {
    last_id: u32,
    /// Counts arming, so that equal times fire in the order they were armed.
    turn: u64,
    by_id: FxHashMap<u32, Timer>,
    queue: BTreeMap<(u64, u64), u32>,
}

impl Timers {
    /// Arms a timer and gives its number; 0 when `limit` timers wait already. Times in milliseconds.
    pub(crate) fn arm(&mut self, now: u64, delay: u64, repeats: bool, limit: usize) -> u32 {
        if self.by_id.len() >= limit {
            return 0;
        }
        let Some(id) = self.last_id.checked_add(1) else { return 0 };
        self.last_id = id;
        self.insert(id, now + delay, repeats.then_some(delay));
        id
    }

    fn insert(&mut self, id: u32, due: u64, period: Option<u64>) {
        self.turn += 1;
        self.by_id.insert(id, Timer { due, turn: self.turn, period });
        self.queue.insert((due, self.turn), id);
    }

    pub(crate) fn disarm(&mut self, id: u32) {
        if let Some(timer) = self.by_id.remove(&id) {
            self.queue.remove(&(timer.due, timer.turn));
        }
    }

    /// Marks the present: timers armed from here on have later turns.
    pub(crate) fn turn(&self) -> u64 {
        self.turn
    }

    /// Takes the next timer that is due at `now` and was armed up to `turn`; a repeating one is armed again.
    pub(crate) fn take_due(&mut self, now: u64, turn: u64) -> Option<u32> {
        let (&key, &id) = self.queue.range(..=(now, u64::MAX)).find(|((_, armed), _)| *armed <= turn)?;
        self.queue.remove(&key);
        let timer = self.by_id.remove(&id)?;
        if let Some(period) = timer.period {
            self.insert(id, now + period, Some(period));
        }
        Some(id)
    }

    /// When the next timer is due.
    pub(crate) fn next_due(&self) -> Option<u64> {
        self.queue.first_key_value().map(|((due, _), _)| *due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_fire_in_order_and_once_a_round() {
        let mut timers = Timers::default();
        let late = timers.arm(0, 10, false, 9);
        let first = timers.arm(0, 5, true, 9);
        let second = timers.arm(0, 5, false, 9);
        let gone = timers.arm(0, 1, false, 9);
        timers.disarm(gone);
        assert_eq!(timers.next_due(), Some(5));
        let turn = timers.turn();
        assert_eq!(timers.take_due(10, turn), Some(first));
        assert_eq!(timers.take_due(10, turn), Some(second));
        assert_eq!(timers.take_due(10, turn), Some(late));
        assert_eq!(timers.take_due(10, turn), None, "the repeating one waits for its next time");
        assert_eq!(timers.next_due(), Some(15));
        assert_eq!(timers.arm(0, 0, false, 1), 0);
    }
}
