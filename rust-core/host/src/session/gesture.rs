//! From touches to taps and long presses. Pure: time comes in with each call, so tests need no clock.

/// What a finger (or the mouse) did. Coordinates are logical pixels from the screen's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touch {
    /// What.
    pub phase: TouchPhase,
    /// Which finger.
    pub id: u32,
    /// Where.
    pub x: f32,
    /// Where.
    pub y: f32,
    /// When, in milliseconds of any clock that never goes back.
    pub time_ms: u64,
}

/// See [`Touch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchPhase {
    /// Came down.
    Down,
    /// Moved while down.
    Move,
    /// Went up.
    Up,
    /// The host took the touch over, for instance because it scrolls.
    Cancel,
}

/// What the recogniser found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gesture {
    /// `touchstart`
    Start(Touch),
    /// `touchmove`
    Move(Touch),
    /// `touchend`
    End(Touch),
    /// `touchcancel`
    Cancel(Touch),
    /// A short touch without movement.
    Tap(Touch),
    /// A touch that stayed.
    LongPress(Touch),
}

/// WeChat documents that `longpress` comes after 350 ms.
pub const LONG_PRESS_MS: u64 = 350;

/// A finger that moves further than this many logical pixels does not tap. Android's touch slop is 8, iOS's about 10.
const SLOP: f32 = 10.0;

struct Finger {
    start: Touch,
    /// By the session's clock: the touch's own time may be of another.
    down_ms: u64,
    moved: bool,
    long: bool,
}

/// Follows the fingers of one session.
#[derive(Default)]
pub struct Recogniser {
    fingers: Vec<Finger>,
}

impl Recogniser {
    /// Takes a touch at `now_ms` of the session's clock. A second `Down` of a finger that is down is a cancelled first one; moves and ups of unknown fingers are dropped.
    pub fn touch(&mut self, touch: Touch, now_ms: u64) -> Vec<Gesture> {
        let at = self.fingers.iter().position(|finger| finger.start.id == touch.id);
        match (touch.phase, at) {
            (TouchPhase::Down, at) => {
                let mut found = Vec::new();
                if let Some(at) = at {
                    let old = self.fingers.remove(at);
                    found.push(Gesture::Cancel(Touch { phase: TouchPhase::Cancel, ..old.start }));
                }
                // A second finger makes a pinch of it, not two taps.
                let alone = self.fingers.is_empty();
                for finger in &mut self.fingers {
                    finger.moved = true;
                }
                self.fingers.push(Finger { start: touch, down_ms: now_ms, moved: !alone, long: false });
                found.push(Gesture::Start(touch));
                found
            }
            (_, None) => Vec::new(),
            (TouchPhase::Move, Some(at)) => {
                let finger = &mut self.fingers[at];
                let (dx, dy) = (touch.x - finger.start.x, touch.y - finger.start.y);
                finger.moved |= dx.hypot(dy) > SLOP;
                vec![Gesture::Move(touch)]
            }
            (TouchPhase::Up, Some(at)) => {
                let finger = self.fingers.remove(at);
                let mut found = vec![Gesture::End(touch)];
                let (dx, dy) = (touch.x - finger.start.x, touch.y - finger.start.y);
                if !finger.moved && !finger.long && dx.hypot(dy) <= SLOP {
                    found.push(Gesture::Tap(touch));
                }
                found
            }
            (TouchPhase::Cancel, Some(at)) => {
                self.fingers.remove(at);
                vec![Gesture::Cancel(touch)]
            }
        }
    }

    /// When [`Recogniser::tick`] has something to say, by the session's clock.
    pub fn deadline_ms(&self) -> Option<u64> {
        self.fingers.iter().filter(|f| !f.moved && !f.long).map(|f| f.down_ms + LONG_PRESS_MS).min()
    }

    /// Time passed.
    pub fn tick(&mut self, now_ms: u64) -> Vec<Gesture> {
        let due = |f: &&mut Finger| !f.moved && !f.long && f.down_ms + LONG_PRESS_MS <= now_ms;
        self.fingers
            .iter_mut()
            .filter(due)
            .map(|finger| {
                finger.long = true;
                let time_ms = finger.start.time_ms + now_ms.saturating_sub(finger.down_ms);
                Gesture::LongPress(Touch { time_ms, ..finger.start })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AHEAD_MS: u64 = 1_000_000;

    fn run(steps: &[(TouchPhase, f32, u64)]) -> String {
        let mut recogniser = Recogniser::default();
        let mut found = Vec::new();
        for &(phase, x, time_ms) in steps {
            found.extend(recogniser.tick(time_ms + AHEAD_MS));
            // The touches' clock is far behind the session's, as a browser's is.
            let touch = Touch { phase, id: 1, x, y: 0.0, time_ms };
            found.extend(recogniser.touch(touch, time_ms + AHEAD_MS));
        }
        let name = |gesture: &Gesture| match gesture {
            Gesture::Start(_) => "start",
            Gesture::Move(_) => "move",
            Gesture::End(_) => "end",
            Gesture::Cancel(_) => "cancel",
            Gesture::Tap(_) => "tap",
            Gesture::LongPress(_) => "long",
        };
        found.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn touches_become_gestures() {
        use TouchPhase::{Cancel, Down, Move, Up};
        for (steps, expected) in [
            (vec![(Down, 0.0, 0), (Up, 0.0, 80)], "start end tap"),
            (vec![(Down, 0.0, 0), (Move, 5.0, 40), (Up, 5.0, 80)], "start move end tap"),
            (vec![(Down, 0.0, 0), (Move, 50.0, 40), (Move, 0.0, 60), (Up, 0.0, 80)], "start move move end"),
            (vec![(Down, 0.0, 0), (Move, 1.0, 400), (Up, 0.0, 500)], "start long move end"),
            (vec![(Down, 0.0, 0), (Cancel, 0.0, 100)], "start cancel"),
            (vec![(Up, 0.0, 0), (Move, 0.0, 10)], ""),
            (vec![(Down, 0.0, 0), (Down, 0.0, 10), (Up, 0.0, 20)], "start cancel start end tap"),
            (vec![(Down, 0.0, 0), (Up, 30.0, 20)], "start end"),
        ] {
            assert_eq!(run(&steps), expected, "{steps:?}");
        }
    }

    #[test]
    fn two_fingers_do_not_tap() {
        let mut recogniser = Recogniser::default();
        let touch = |id, phase, time_ms| Touch { phase, id, x: 0.0, y: 0.0, time_ms };
        let mut found = Vec::new();
        for step in [
            touch(1, TouchPhase::Down, 0),
            touch(2, TouchPhase::Down, 5),
            touch(1, TouchPhase::Up, 10),
            touch(2, TouchPhase::Up, 20),
        ] {
            found.extend(recogniser.touch(step, step.time_ms));
        }
        assert!(!found.iter().any(|gesture| matches!(gesture, Gesture::Tap(_))));
        assert_eq!(recogniser.deadline_ms(), None);
    }
}
