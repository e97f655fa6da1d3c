//! What a host hears, and the gates that make it hear nothing after it closed.

use crate::error::PortError;
use crate::records::ProgramProblem;
use minihost_host::{SessionListener, SessionState};
use minihost_ports::{HostEvents, Problem, ProgramId, StopReason};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a program ended by itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum StopCause {
    /// A script ran longer than its budget.
    TimeBudget,
    /// The heap limit was reached.
    OutOfMemory,
    /// The program asked for more work than a host can give.
    Flooded {
        /// Of what.
        what: String,
    },
    /// The core itself failed; a bug of ours.
    Internal {
        /// What happened.
        reason: String,
    },
}

/// Where a session is in its life.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ProgramState {
    /// The first page is being made.
    Opening,
    /// On screen.
    Visible,
    /// In the background: timers rest.
    Hidden,
    /// Ended by the user, the host or the program.
    Closed,
    /// Ended by the core.
    Stopped {
        /// Why.
        cause: StopCause,
    },
}

/// What happened to a host's programs.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum HostEvent {
    /// A program was opened.
    Opened {
        /// Its id.
        program: String,
    },
    /// A program went to the background.
    Hidden {
        /// Its id.
        program: String,
    },
    /// A program was closed by the user or the host.
    Closed {
        /// Its id.
        program: String,
    },
    /// A program was stopped by the core.
    Stopped {
        /// Its id.
        program: String,
        /// Why.
        cause: StopCause,
    },
    /// Something in a program does not work; the program goes on.
    Problem {
        /// Its id.
        program: String,
        /// What.
        problem: ProgramProblem,
    },
    /// The used list changed: read it again.
    UsedListChanged,
}

/// Hears of all programs of a host. Called on sessions' threads and on those that change the used list; keep it short.
#[uniffi::export(foreign)]
pub trait HostListener: Send + Sync {
    /// Something happened. What it throws is logged.
    fn on_event(&self, event: HostEvent) -> Result<(), PortError>;
}

/// Hears from one session. Called on its thread; keep it short and hand on to your own thread.
#[uniffi::export(foreign)]
pub trait ProgramListener: Send + Sync {
    /// There is a frame: take it at the next vsync. Not said again before the frame was taken.
    fn frame_ready(&self) -> Result<(), PortError>;
    /// The session's state changed.
    fn state_changed(&self, state: ProgramState) -> Result<(), PortError>;
}

/// Open until it is closed, once.
#[derive(Default)]
pub(crate) struct Gate(AtomicBool);

impl Gate {
    pub fn close(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn is_open(&self) -> bool {
        !self.0.load(Ordering::SeqCst)
    }
}

/// A host's listener behind the host's gate.
pub(crate) struct Events {
    pub listener: Option<Arc<dyn HostListener>>,
    pub gate: Arc<Gate>,
}

impl Events {
    fn tell(&self, event: impl FnOnce() -> HostEvent) {
        if let Some(listener) = self.listener.as_ref().filter(|_| self.gate.is_open())
            && let Err(error) = listener.on_event(event())
        {
            tracing::warn!(%error, "the host's listener failed");
        }
    }
}

impl HostEvents for Events {
    fn opened(&self, program: &ProgramId) {
        self.tell(|| HostEvent::Opened { program: program.to_string() });
    }

    fn hidden(&self, program: &ProgramId) {
        self.tell(|| HostEvent::Hidden { program: program.to_string() });
    }

    fn closed(&self, program: &ProgramId) {
        self.tell(|| HostEvent::Closed { program: program.to_string() });
    }

    fn stopped(&self, program: &ProgramId, reason: &StopReason) {
        self.tell(|| HostEvent::Stopped { program: program.to_string(), cause: reason.clone().into() });
    }

    fn problem(&self, program: &ProgramId, problem: &Problem) {
        self.tell(|| HostEvent::Problem { program: program.to_string(), problem: problem.into() });
    }

    fn used_list_changed(&self) {
        self.tell(|| HostEvent::UsedListChanged);
    }
}

/// A session's listener behind its gates.
pub(crate) struct Listening {
    pub listener: Arc<dyn ProgramListener>,
    /// The host's: closed, nothing is heard.
    pub host: Arc<Gate>,
    /// The session's: closed, only the end is heard.
    pub session: Arc<Gate>,
    /// Nobody holds the session any more: nothing is heard.
    pub dropped: Arc<Gate>,
    /// A frame was announced and not yet taken.
    pub announced: Arc<AtomicBool>,
}

impl Listening {
    fn may(&self, is_end: bool) -> bool {
        self.host.is_open() && self.dropped.is_open() && (is_end || self.session.is_open())
    }
}

impl SessionListener for Listening {
    fn frame_ready(&self) {
        if self.may(false)
            && !self.announced.swap(true, Ordering::SeqCst)
            && let Err(error) = self.listener.frame_ready()
        {
            // Not heard: the next frame is announced again.
            self.announced.store(false, Ordering::SeqCst);
            tracing::warn!(%error, "a session's listener failed");
        }
    }

    fn state_changed(&self, state: SessionState) {
        let is_end = matches!(state, SessionState::Closed | SessionState::Stopped(_));
        if self.may(is_end)
            && let Err(error) = self.listener.state_changed(state.into())
        {
            tracing::warn!(%error, "a session's listener failed");
        }
    }
}

impl From<StopReason> for StopCause {
    fn from(reason: StopReason) -> Self {
        match reason {
            StopReason::TimeBudget => StopCause::TimeBudget,
            StopReason::OutOfMemory => StopCause::OutOfMemory,
            StopReason::Flooded(what) => StopCause::Flooded { what },
            StopReason::Internal(reason) => StopCause::Internal { reason },
        }
    }
}

impl From<SessionState> for ProgramState {
    fn from(state: SessionState) -> Self {
        match state {
            SessionState::Opening => ProgramState::Opening,
            SessionState::Visible => ProgramState::Visible,
            SessionState::Hidden => ProgramState::Hidden,
            SessionState::Closed => ProgramState::Closed,
            SessionState::Stopped(reason) => ProgramState::Stopped { cause: reason.into() },
        }
    }
}
