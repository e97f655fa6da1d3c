//! One open program.

use crate::bytes::{RawBytes, copy_out};
use crate::error::{MiniHostError, guard, quietly};
use crate::events::{Gate, Listening, ProgramListener, ProgramState};
use crate::records::{FieldAction, PixelImage, ProgramProblem, ScreenSpec};
use minihost_host::{Session, SessionListener, Touch, TouchPhase};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// An open program with a thread of its own. Calls only leave a message for that thread, unless they say otherwise; all may be made from
/// any thread. Releasing it ends the program. (It is `end`, not `close`: the latter is how Kotlin releases an object.)
#[derive(uniffi::Object)]
pub struct ProgramSession {
    session: Arc<Session>,
    announced: Arc<AtomicBool>,
    closed: Arc<Gate>,
    dropped: Arc<Gate>,
    /// A frame that did not fit into the host's memory: later ones build on it, so it goes first.
    waiting: Mutex<Option<Arc<[u8]>>>,
}

impl ProgramSession {
    pub(crate) fn new(
        session: Arc<Session>,
        listener: Option<Arc<dyn ProgramListener>>,
        host: &Arc<Gate>,
    ) -> Arc<Self> {
        let (announced, closed, dropped) = (Arc::default(), Arc::default(), Arc::default());
        if let Some(listener) = listener {
            session.set_listener(Arc::new(Listening {
                listener,
                host: Arc::clone(host),
                session: Arc::clone(&closed),
                dropped: Arc::clone(&dropped),
                announced: Arc::clone(&announced),
            }) as Arc<dyn SessionListener>);
        }
        Arc::new(ProgramSession { session, announced, closed, dropped, waiting: Mutex::default() })
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Arc<[u8]>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_frame(&self) -> Option<Arc<[u8]>> {
        if let Some(frame) = self.waiting().take() {
            return Some(frame);
        }
        // Cleared first: a frame that comes meanwhile is announced, at worst once too often.
        self.announced.store(false, Ordering::SeqCst);
        self.session.take_frame()
    }

    fn touch(&self, phase: TouchPhase, id: u32, x: f32, y: f32, time_ms: u64) {
        // A coordinate that is no number is no touch.
        if x.is_finite() && y.is_finite() {
            quietly(|| self.session.touch(Touch { phase, id, x, y, time_ms }));
        }
    }
}

#[uniffi::export]
impl ProgramSession {
    /// The program's id.
    pub fn program_id(&self) -> String {
        self.session.program().to_string()
    }

    /// Where it is in its life.
    pub fn state(&self) -> ProgramState {
        self.session.state().into()
    }

    /// What was found about the program so far, oldest first; at most a thousand.
    pub fn problems(&self) -> Vec<ProgramProblem> {
        self.session.problems().iter().map(ProgramProblem::from).collect()
    }

    /// The newest frame as `rust-core/paint/FORMAT.md` describes it, if there is one that was not taken. The one call that a frame costs;
    /// [`ProgramSession::take_frame_into`] is cheaper.
    pub fn take_frame(&self) -> Option<RawBytes> {
        self.next_frame().map(RawBytes)
    }

    /// The same, written into memory of the host: `capacity` bytes that begin at `address`, which nobody else touches meanwhile. Gives the
    /// frame's length; 0 if there is none. A frame longer than `capacity` is not written and not lost: call again with more memory.
    pub fn take_frame_into(&self, address: u64, capacity: u64) -> u64 {
        let Some(frame) = self.next_frame() else { return 0 };
        let length = frame.len() as u64;
        if !copy_out(&frame, address, capacity) {
            *self.waiting() = Some(frame);
        }
        length
    }

    /// The next frame stands alone: for a host that lost what it had.
    pub fn request_whole_frame(&self) {
        quietly(|| self.session.request_whole_frame());
    }

    /// The file of a picture that a frame names by its handle, as it came: PNG, JPEG, GIF, WebP or SVG. Nothing for an unknown handle.
    pub fn image_file(&self, handle: u32) -> Option<RawBytes> {
        self.session.images().bytes(handle).map(RawBytes)
    }

    /// The same, decoded by the image port; a vector picture at `scale` device pixels per logical pixel. Takes time: ask on a worker
    /// thread, and keep the answer.
    pub fn image_pixels(&self, handle: u32, scale: f32) -> Result<PixelImage, MiniHostError> {
        guard(|| match self.session.images().pixels(handle, scale) {
            Some(Ok(image)) => Ok(image.into()),
            Some(Err(error)) => Err(MiniHostError::NotSupported { reason: error.to_string() }),
            None => Err(MiniHostError::misuse(format_args!("no picture has the handle {handle}"))),
        })
    }

    /// A finger came down. `id` tells fingers apart, `x` and `y` are logical pixels of the screen, `time_ms` is of any clock that never
    /// goes back; the same for the three calls below.
    pub fn touch_down(&self, id: u32, x: f32, y: f32, time_ms: u64) {
        self.touch(TouchPhase::Down, id, x, y, time_ms);
    }

    /// A finger moved.
    pub fn touch_move(&self, id: u32, x: f32, y: f32, time_ms: u64) {
        self.touch(TouchPhase::Move, id, x, y, time_ms);
    }

    /// A finger went up.
    pub fn touch_up(&self, id: u32, x: f32, y: f32, time_ms: u64) {
        self.touch(TouchPhase::Up, id, x, y, time_ms);
    }

    /// The host took the touch over, for instance because it scrolls.
    pub fn touch_cancel(&self, id: u32, x: f32, y: f32, time_ms: u64) {
        self.touch(TouchPhase::Cancel, id, x, y, time_ms);
    }

    /// The host scrolled a layer, named by its `surface` and `node`, to this offset.
    pub fn scrolled(&self, surface: u32, node: u64, x: f32, y: f32) {
        if x.is_finite() && y.is_finite() {
            quietly(|| self.session.scrolled(surface, node, x, y));
        }
    }

    /// The user changed a text field's text; `cursor` counts characters from the front.
    pub fn text_changed(&self, surface: u32, node: u64, value: String, cursor: u32) {
        quietly(|| self.session.text_changed(surface, node, value, cursor));
    }

    /// Something else happened in a text field.
    pub fn field_action(&self, surface: u32, node: u64, action: FieldAction) {
        quietly(|| self.session.field_event(surface, node, action.into()));
    }

    /// The platform's back gesture: closes what is above the page, else the page, else the program.
    pub fn back(&self) {
        quietly(|| self.session.back());
    }

    /// The user pulled the page down far enough to refresh it.
    pub fn pull_down(&self) {
        quietly(|| self.session.pull_down());
    }

    /// The program is on screen again.
    pub fn show(&self) {
        quietly(|| self.session.show());
    }

    /// The program is no longer on screen.
    pub fn hide(&self) {
        quietly(|| self.session.hide());
    }

    /// Another size, appearance, language or text size.
    pub fn set_screen(&self, screen: ScreenSpec) {
        quietly(|| self.session.set_screen(screen.into()));
    }

    /// Ends the program. The listener hears of the end and of nothing else.
    pub fn end(&self) {
        self.closed.close();
        quietly(|| self.session.close());
    }

    /// The text of a field with `auto_height` takes up another height than before, in logical pixels, on so many lines.
    pub fn field_height(&self, surface: u32, node: u64, height: f32, lines: u32) {
        if height.is_finite() {
            quietly(|| self.session.field_height(surface, node, height, lines));
        }
    }

    /// The keyboard covers this much of the screen's bottom now, in logical pixels; it takes so long to get there.
    pub fn keyboard(&self, height: f32, duration_ms: u32) {
        if height.is_finite() {
            quietly(|| self.session.keyboard(height, duration_ms));
        }
    }

    /// Waits until the program's thread has put everything away and is gone; after it, nobody is called for this program any more. False
    /// when `patience_ms` ran out first (a port that does not return holds the thread), and at once on that thread itself. Call
    /// [`ProgramSession::end`] before.
    pub fn wait_until_over(&self, patience_ms: u64) -> bool {
        self.session.wait_until_over(Duration::from_millis(patience_ms))
    }

    /// Waits until nothing runs, no answer is on its way and no timer is due soon; false when `patience_ms` ran out first. For tests.
    pub fn settle(&self, patience_ms: u64) -> bool {
        self.session.settle(Duration::from_millis(patience_ms))
    }
}

impl Drop for ProgramSession {
    fn drop(&mut self) {
        self.dropped.close();
        self.session.close();
    }
}
