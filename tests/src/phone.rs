//! A phone for tests: a host with quiet ports, its events written down, and programs whose pictures are followed.

use minihost_host::desktop;
use minihost_host::{
    Host, HostConfig, OpenOptions, Ports, Session, SessionListener, SessionState, Touch, TouchPhase,
};
use minihost_layout::EstimatedText;
use minihost_paint::images::DefaultDecoder;
use minihost_paint::{FrameState, Op};
use minihost_ports::{HostEvents, HostIdentity, Problem, ProgramId, StopReason};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a host was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// See [`HostEvents`]; the same for the others.
    Opened,
    /// A program ended by itself or by the user.
    Closed,
    /// A program was stopped.
    Stopped(StopReason),
    /// Something does not work.
    Problem(Problem),
}

/// Writes down what a host is told.
#[derive(Default)]
pub struct Diary(Mutex<Vec<(ProgramId, Told)>>);

impl Diary {
    fn note(&self, program: &ProgramId, told: Told) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((program.clone(), told));
    }

    /// What was told about a program so far.
    pub fn about(&self, program: &ProgramId) -> Vec<Told> {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.iter().filter(|(id, _)| id == program).map(|(_, told)| told.clone()).collect()
    }
}

impl HostEvents for Diary {
    fn opened(&self, program: &ProgramId) {
        self.note(program, Told::Opened);
    }
    fn closed(&self, program: &ProgramId) {
        self.note(program, Told::Closed);
    }
    fn stopped(&self, program: &ProgramId, reason: &StopReason) {
        self.note(program, Told::Stopped(reason.clone()));
    }
    fn problem(&self, program: &ProgramId, problem: &Problem) {
        self.note(program, Told::Problem(problem.clone()));
    }
}

/// Ports without fonts and pictures of a platform.
pub fn ports(events: Arc<Diary>) -> Ports {
    Ports { events, ..desktop::ports(Arc::new(EstimatedText), Arc::new(DefaultDecoder::default())) }
}

/// A host's configuration with its state in `root`.
pub fn config(root: &Path, events: Arc<Diary>) -> HostConfig {
    let identity =
        HostIdentity { id: "dev.minihost.tests".into(), name: "Tests".into(), version: "1.0.0".into() };
    HostConfig::new(identity, root.to_owned(), ports(events))
}

enum Signal {
    Frame,
    State,
}

struct Bell(Mutex<Sender<Signal>>);

impl Bell {
    fn ring(&self, signal: Signal) {
        // Nobody listens once the program was dropped.
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).send(signal);
    }
}

impl SessionListener for Bell {
    fn frame_ready(&self) {
        self.ring(Signal::Frame);
    }
    fn state_changed(&self, _state: SessionState) {
        self.ring(Signal::State);
    }
}

/// An open program with the picture it shows.
pub struct Shown {
    /// Its session.
    pub session: Arc<Session>,
    /// What it shows.
    pub picture: FrameState,
    signals: Receiver<Signal>,
    born: Instant,
}

impl Shown {
    /// Follows a session.
    pub fn new(session: Arc<Session>) -> Shown {
        let (sender, signals) = channel();
        session.set_listener(Arc::new(Bell(Mutex::new(sender))));
        Shown { session, picture: FrameState::new(), signals, born: Instant::now() }
    }

    /// Opens a folder or an archive.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(host: &Host, path: &Path) -> Shown {
        let session = host.open_path(path, OpenOptions::default());
        Shown::new(session.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// Takes frames until the picture says so, or the program ended, or time is up. True in the first case.
    ///
    /// # Panics
    /// When a frame cannot be applied.
    pub fn wait(&mut self, patience: Duration, mut wanted: impl FnMut(&FrameState) -> bool) -> bool {
        let until = Instant::now() + patience;
        loop {
            if let Some(bytes) = self.session.take_frame() {
                self.picture.apply_bytes(&bytes).expect("frames follow each other");
            }
            if wanted(&self.picture) {
                return true;
            }
            if self.has_ended() {
                return false;
            }
            match self.signals.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Closed or stopped.
    pub fn has_ended(&self) -> bool {
        matches!(self.session.state(), SessionState::Closed | SessionState::Stopped(_))
    }

    /// Puts a finger down at a point of the screen and takes it away at once.
    pub fn tap(&self, x: f32, y: f32) {
        let time_ms = self.born.elapsed().as_millis() as u64;
        for phase in [TouchPhase::Down, TouchPhase::Up] {
            self.session.touch(Touch { phase, id: 1, x, y, time_ms });
        }
    }
}

/// True if the picture has exactly this text somewhere.
pub fn shows(picture: &FrameState, text: &str) -> bool {
    picture.layers.iter().filter_map(|layer| layer.content.as_ref()).any(|content| {
        content.ops.iter().any(|op| matches!(op, Op::Text { text: found, .. } if found.trim() == text))
    })
}
