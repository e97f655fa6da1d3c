//! One open program. [`Session`] is the handle that a host keeps: a way in for messages and the latest frame. The program itself
//! lives on a thread of its own ([`worker`]), the only one that touches its JavaScript runtime.

mod animation;
mod bytecode;
mod calls;
mod canvas;
mod carousel;
mod drag;
mod events;
mod ext;
mod fields;
mod fonts;
mod gesture;
mod intersection;
mod lengths;
mod life;
mod movable;
mod network;
mod open_type;
mod pages;
mod parts;
mod picker;
mod progress;
mod render;
mod resources;
mod scroll;
mod scroll_view;
mod share;
mod stack;
mod surface;
mod tabs;
mod tools;
mod worker;

pub use gesture::{Touch, TouchPhase};
pub(crate) use life::Life;
pub use tools::{PageNode, PageTree};

use crate::OpenOptions;
use crate::config::{Ports, ProgramLimits};
use crate::images::ImageStore;
use crate::regions::Regions;
use minihost_package::Package;
use minihost_ports::{HostIdentity, Problem, ProgramId, Screen, StopReason};
use minihost_store::Store;
use minihost_syntax::DialectTable;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a session needs to start.
pub(crate) struct Launch {
    pub program: ProgramId,
    pub version: String,
    pub package: Package,
    /// It is installed: what is compiled of it may be kept.
    pub is_installed: bool,
    pub table: &'static DialectTable,
    pub identity: HostIdentity,
    pub ports: Ports,
    pub limits: ProgramLimits,
    pub regions: Option<Arc<Regions>>,
    /// See [`crate::HostConfig::canvas_fonts`].
    pub canvas_fonts: Option<Arc<minihost_layout::FontBook>>,
    /// See [`crate::HostConfig::endless_motion`].
    pub endless_motion: bool,
    pub store: Arc<Store>,
    pub options: OpenOptions,
}

/// Where a session is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
    /// The first page is being made.
    Opening,
    /// On screen.
    Visible,
    /// In the background: timers rest.
    Hidden,
    /// Ended by the user, the host or the program.
    Closed,
    /// Ended by the core.
    Stopped(StopReason),
}

/// What happened in a native text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldEvent {
    /// It got the keyboard.
    Focus,
    /// It lost the keyboard.
    Blur,
    /// The return key.
    Confirm,
}

/// Hears from a session. Called on the session's thread without any lock held; keep it short, and do not call the session back from
/// within, but post to your own thread.
pub trait SessionListener: Send + Sync {
    /// There is a frame to take: ask for it at the next vsync.
    fn frame_ready(&self);
    /// The session's state changed.
    fn state_changed(&self, state: SessionState);
}

/// What the thread and the handle share.
pub(crate) struct Shared {
    pub frame: Mutex<FrameSlot>,
    pub listener: Mutex<Option<Arc<dyn SessionListener>>>,
    pub state: Mutex<SessionState>,
    pub problems: Mutex<Vec<Problem>>,
    pub ready_pages: Mutex<Vec<String>>,
}

/// The latest frame that nobody took yet.
#[derive(Default)]
pub(crate) struct FrameSlot {
    pub bytes: Option<Arc<[u8]>>,
}

impl Shared {
    pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        // All that is shared is replaced as a whole, so a panic leaves nothing half done.
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn listener(&self) -> Option<Arc<dyn SessionListener>> {
        Self::lock(&self.listener).clone()
    }
}

/// What [`Session::inspect`] shows.
pub struct Inspected<'a> {
    /// The page's render tree.
    pub tree: &'a minihost_tree::Tree,
    /// Its styles and sheets.
    pub stylist: &'a minihost_style::Stylist,
    /// Its boxes.
    pub boxes: &'a minihost_layout::BoxTree,
    /// Where the page's window is on the screen.
    pub window: minihost_paint::Rect,
}

/// A message to the session's thread.
pub(crate) enum Inbox {
    Touch(Touch),
    Scrolled {
        surface: u32,
        node: u64,
        x: f32,
        y: f32,
    },
    Text {
        surface: u32,
        node: u64,
        value: String,
        cursor: u32,
    },
    Field {
        surface: u32,
        node: u64,
        event: FieldEvent,
    },
    FieldHeight {
        surface: u32,
        node: u64,
        height: f32,
        lines: u32,
    },
    Keyboard {
        height: f32,
        duration_ms: u32,
    },
    Back,
    Show,
    Hide,
    PullDown,
    Screen(Box<Screen>),
    /// A port answered: run this with the worker.
    Answer(Box<dyn FnOnce(&mut worker::Worker) + Send>),
    /// Tell when nothing is left to do.
    Settle(Sender<()>),
    Whole,
    Close,
}

/// An open program. Cheap calls that only send a message; safe to share between threads.
pub struct Session {
    program: ProgramId,
    inbox: Sender<Inbox>,
    shared: Arc<Shared>,
    images: Arc<ImageStore>,
    life: Arc<Life>,
}

impl Session {
    pub(crate) fn start(launch: Launch) -> Result<Arc<Session>, std::io::Error> {
        let (inbox, messages): (Sender<Inbox>, Receiver<Inbox>) = channel();
        let shared = Arc::new(Shared {
            frame: Mutex::default(),
            listener: Mutex::new(None),
            state: Mutex::new(SessionState::Opening),
            problems: Mutex::default(),
            ready_pages: Mutex::default(),
        });
        let images = Arc::new(ImageStore::new(launch.package.clone(), Arc::clone(&launch.ports.images)));
        let session = Arc::new(Session {
            program: launch.program.clone(),
            inbox: inbox.clone(),
            shared: Arc::clone(&shared),
            images: Arc::clone(&images),
            life: Arc::new(Life::new(inbox.clone())),
        });
        let name = format!("minihost-{}", launch.program);
        let alive = session.life.alive();
        let thread = minihost_script::spawn(&name, move || {
            worker::run(launch, shared, images, inbox, messages);
            drop(alive);
        })?;
        session.life.runs_as(thread);
        Ok(session)
    }

    fn send(&self, message: Inbox) {
        // A closed session takes no more messages; that is its business.
        let _ = self.inbox.send(message);
    }

    /// The program.
    pub fn program(&self) -> &ProgramId {
        &self.program
    }

    /// Who hears from the session. Called at once with the state, and for a frame that waits.
    pub fn set_listener(&self, listener: Arc<dyn SessionListener>) {
        *Shared::lock(&self.shared.listener) = Some(Arc::clone(&listener));
        let mut told = self.state();
        listener.state_changed(told.clone());
        // The session's own thread may have told of a later state meanwhile: what is heard last is how things stand.
        loop {
            let now = self.state();
            if now == told {
                break;
            }
            listener.state_changed(now.clone());
            told = now;
        }
        if Shared::lock(&self.shared.frame).bytes.is_some() {
            listener.frame_ready();
        }
    }

    /// Where it is in its life.
    pub fn state(&self) -> SessionState {
        Shared::lock(&self.shared.state).clone()
    }

    /// What was found about the program so far, oldest first; at most a thousand.
    pub fn problems(&self) -> Vec<Problem> {
        Shared::lock(&self.shared.problems).clone()
    }

    /// Paths of the pages that reached onReady, in that order.
    pub fn ready_pages(&self) -> Vec<String> {
        Shared::lock(&self.shared.ready_pages).clone()
    }

    /// The newest frame as `paint/FORMAT.md` describes it, if there is one that was not taken.
    pub fn take_frame(&self) -> Option<Arc<[u8]>> {
        Shared::lock(&self.shared.frame).bytes.take()
    }

    /// The next frame stands alone: for a host that lost what it had.
    pub fn request_whole_frame(&self) {
        self.send(Inbox::Whole);
    }

    /// The program's pictures.
    pub fn images(&self) -> &ImageStore {
        &self.images
    }

    /// A finger or the mouse. Coordinates are of the screen.
    pub fn touch(&self, touch: Touch) {
        self.send(Inbox::Touch(touch));
    }

    /// The host scrolled a layer, named by its `surface` and `node`, to this offset.
    pub fn scrolled(&self, surface: u32, node: u64, x: f32, y: f32) {
        self.send(Inbox::Scrolled { surface, node, x, y });
    }

    /// The user changed a text field's text.
    pub fn text_changed(&self, surface: u32, node: u64, value: String, cursor: u32) {
        self.send(Inbox::Text { surface, node, value, cursor });
    }

    /// Something else happened in a text field.
    pub fn field_event(&self, surface: u32, node: u64, event: FieldEvent) {
        self.send(Inbox::Field { surface, node, event });
    }

    /// The text of a field with `auto_height` takes up another height than before, in logical pixels, on so many lines.
    pub fn field_height(&self, surface: u32, node: u64, height: f32, lines: u32) {
        self.send(Inbox::FieldHeight { surface, node, height, lines });
    }

    /// The keyboard covers this much of the screen's bottom now, in logical pixels; it takes so long to get there.
    pub fn keyboard(&self, height: f32, duration_ms: u32) {
        self.send(Inbox::Keyboard { height, duration_ms });
    }

    /// The platform's back gesture: closes what is above the page, else the page, else the program.
    pub fn back(&self) {
        self.send(Inbox::Back);
    }

    /// The user pulled the page down far enough.
    pub fn pull_down(&self) {
        self.send(Inbox::PullDown);
    }

    /// The program is on screen again.
    pub fn show(&self) {
        self.send(Inbox::Show);
    }

    /// The program is no longer on screen.
    pub fn hide(&self) {
        self.send(Inbox::Hide);
    }

    /// Another size, appearance, language or text size.
    pub fn set_screen(&self, screen: Screen) {
        self.send(Inbox::Screen(Box::new(screen)));
    }

    /// Ends the program.
    pub fn close(&self) {
        self.send(Inbox::Close);
    }

    /// Waits until the session's thread has put everything away and is gone: then nothing of it is called or held any more. False when
    /// `patience` ran out first, and at once on the thread itself. Does not end the session: see [`Session::close`].
    pub fn wait_until_over(&self, patience: Duration) -> bool {
        self.life.wait(patience)
    }

    pub(crate) fn life(&self) -> Arc<Life> {
        Arc::clone(&self.life)
    }

    /// Looks at the page on top, on the session's thread: its tree, styles and boxes as they were last drawn. False if there is no page
    /// or the session ended. For tests and tools; a host has no need of it.
    pub fn inspect(&self, look: impl FnOnce(&Inspected<'_>) + Send + 'static) -> bool {
        let (done, wait) = channel();
        self.send(Inbox::Answer(Box::new(move |worker| {
            if worker.inspect(look) {
                // Nobody waits any more: then nobody wants to know.
                let _ = done.send(());
            }
        })));
        wait.recv().is_ok()
    }

    /// Waits until the program is at rest: nothing runs, no answer is on its way, no timer is due within 50 ms. False when `patience` ran
    /// out first. For tests and tools; a host has no need of it.
    pub fn settle(&self, patience: Duration) -> bool {
        let (done, wait) = channel();
        self.send(Inbox::Settle(done));
        // A session that ended drops the sender, which is an end, too.
        !matches!(wait.recv_timeout(patience), Err(std::sync::mpsc::RecvTimeoutError::Timeout))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.send(Inbox::Close);
    }
}
