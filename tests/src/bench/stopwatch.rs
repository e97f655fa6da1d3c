//! A phone with a stopwatch: taps a program and says when its next frame was ready.

use crate::machine::Machine;
use minihost_host::{Session, SessionListener, SessionState, Touch, TouchPhase};
use minihost_paint::{Accessible, FrameState};
use minihost_ports::Clock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

/// Notes when frames are ready.
struct Bell(Mutex<Sender<Instant>>);

impl SessionListener for Bell {
    fn frame_ready(&self) {
        let sender = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody listens any more when the phone is put away.
        let _ = sender.send(Instant::now());
    }

    fn state_changed(&self, _: SessionState) {}
}

/// A session, what is on its screen, and a bell.
pub struct Phone<'a> {
    machine: &'a Machine,
    /// The program.
    pub session: Arc<Session>,
    bell: Receiver<Instant>,
    /// What is on screen.
    pub screen: FrameState,
}

impl<'a> Phone<'a> {
    /// Holds a session; waits until it is at rest.
    pub fn new(machine: &'a Machine, session: Arc<Session>) -> Phone<'a> {
        let (ring, bell) = channel();
        session.set_listener(Arc::new(Bell(Mutex::new(ring))));
        let mut phone = Phone { machine, session, bell, screen: FrameState::new() };
        phone.rest();
        phone
    }

    /// Waits until nothing moves and takes what was drawn meanwhile.
    fn rest(&mut self) {
        self.session.settle(PATIENCE);
        self.take();
        while self.bell.try_recv().is_ok() {}
    }

    fn take(&mut self) {
        if let Some(frame) = self.session.take_frame() {
            self.screen.apply_bytes(&frame).expect("frames follow each other");
        }
    }

    /// What a screen reader would find with this label.
    pub fn labelled(&self, label: &str) -> Option<&Accessible> {
        self.screen.accessible.iter().find(|thing| thing.label == label)
    }

    /// Scrolls the page as a host does, and says how many layers were painted anew for it.
    ///
    /// # Errors
    /// The page does not scroll.
    pub fn scroll(&mut self, top: f32) -> Result<usize, String> {
        let page = self.screen.layers.iter().find(|layer| layer.scroll.is_some_and(|scroll| scroll.page));
        let page = page.ok_or("the page does not scroll")?;
        self.session.scrolled(page.surface, page.node, 0.0, top);
        self.session.settle(PATIENCE);
        let Some(frame) = self.session.take_frame() else { return Ok(0) };
        let applied = self.screen.apply_bytes(&frame).map_err(|error| error.to_string())?;
        Ok(applied.changed.len())
    }

    /// Taps what has a label. Milliseconds from the finger's lifting to the frame that shows what it did; `None` if nothing
    /// looked different.
    ///
    /// # Panics
    /// Nothing has that label, or the program was stopped.
    pub fn tap(&mut self, label: &str) -> Option<f64> {
        let rect = self.labelled(label).unwrap_or_else(|| panic!("nothing is labelled {label:?}")).rect;
        let touch = |phase| Touch {
            phase,
            id: 1,
            x: rect.x + rect.width / 2.0,
            y: rect.y + rect.height / 2.0,
            time_ms: self.machine.clock.monotonic_ms(),
        };
        self.session.touch(touch(TouchPhase::Down));
        self.rest();
        let start = Instant::now();
        self.session.touch(touch(TouchPhase::Up));
        self.session.settle(PATIENCE);
        let ready = self.bell.try_recv().ok();
        self.take();
        while self.bell.try_recv().is_ok() {}
        assert!(
            !matches!(self.session.state(), SessionState::Stopped(_)),
            "the program was stopped: {:?}",
            self.session.state()
        );
        ready.map(|at| at.duration_since(start).as_secs_f64() * 1000.0)
    }
}
