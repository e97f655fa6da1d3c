//! The session's thread: one loop, one inbox, one owner of everything.
//!
//! Each turn: take messages, run what scripts wait for (promise jobs, timers, API calls, wishes of the view) until nothing is left,
//! draw, then sleep until the next message or deadline.

use super::bytecode::ProgramBytecode;
use super::canvas::{CanvasPixels, CanvasShelf};
use super::drag::Hands;
use super::gesture::Recogniser;
use super::intersection::Watch;
use super::pages::OpenPage;
use super::picker::OpenPicker;
use super::resources::PackageResources;
use super::scroll::Glide;
use super::share::Sharing;
use super::surface::Surface;
use super::tabs::TabChanges;
use super::{FrameSlot, Inbox, Launch, SessionState, Shared};
use crate::chrome::{Chrome, ChromeEnv};
use crate::config::Ports;
use crate::fonts::{FontStore, Search};
use crate::images::ImageStore;
use crate::regions::Regions;
use crate::strings::Text;
use minihost_api::{ApiState, OPS, SCRIPTS};
use minihost_layout::BoxTree;
use minihost_package::Package;
use minihost_paint::FrameBuilder;
use minihost_ports::{LogLevel, Problem, ProblemKind, ProgramId, Screen, Severity, StopReason};
use minihost_script::{ConsoleLevel, Engine, EngineConfig, Limits, ScriptError};
use minihost_style::FontFace;
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;
use minihost_view::{ControlRequest, Navigation, PageId, View, ViewConfig, ViewHost};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// Most problems that are kept and reported; a program that fails on every frame must not fill memory.
const MAX_PROBLEMS: usize = 1000;

/// Nothing is due for so long: time for what can wait.
const IDLE_MS: u64 = 100;

const MAX_PROBLEM_CHARS: usize = 2000;
/// From one step of what moves to the next, and the least time between two frames of inline scripts: screens show sixty a second.
pub(super) const FRAME_MS: u64 = 16;

/// Rounds of one turn: a program whose every answer makes another call gives others their turn after these.
const MAX_ROUNDS: usize = 64;

/// Messages of the host taken before the next drawing.
const MAX_BATCH: usize = 256;

/// What the view wants, noted while scripts run and done afterwards.
#[derive(Default)]
pub(super) struct Wishes {
    pub navigations: RefCell<VecDeque<(PageId, Navigation)>>,
    pub controls: RefCell<VecDeque<(PageId, NodeId, ControlRequest)>>,
    /// Boxes of the open pages, for the offsets of event targets.
    pub boxes: RefCell<HashMap<PageId, Rc<RefCell<BoxTree>>>>,
}

impl ViewHost for Wishes {
    fn navigate(&self, page: PageId, request: Navigation) {
        self.navigations.borrow_mut().push_back((page, request));
    }

    fn request(&self, page: PageId, node: NodeId, request: ControlRequest) {
        self.controls.borrow_mut().push_back((page, node, request));
    }

    fn offset(&self, page: PageId, node: NodeId) -> (f64, f64) {
        let boxes = self.boxes.borrow();
        let rect = boxes.get(&page).and_then(|boxes| boxes.try_borrow().ok()?.rect_of(node));
        rect.map_or((0.0, 0.0), |rect| (f64::from(rect.x), f64::from(rect.y)))
    }
}

/// A tree of the core's own with its surface.
pub(super) struct Part {
    pub tree: Tree,
    pub surface: Surface,
}

/// Where a finger came down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Zone {
    Page(PageId, NodeId),
    Bars(NodeId),
    Overlay(NodeId),
    Nothing,
}

/// Everything of one session. Lives and dies on its thread.
pub(crate) struct Worker {
    pub(super) program: ProgramId,
    pub(super) package: Package,
    pub(super) ports: Ports,
    pub(super) shared: Arc<Shared>,
    pub(super) images: Arc<ImageStore>,
    pub(super) fonts: FontStore,
    /// `loadFontFace` calls that wait for their font.
    pub(super) font_calls: Vec<(u32, Search)>,
    /// Fonts that `loadFontFace` gave to all pages.
    pub(super) canvases: Rc<CanvasShelf>,
    pub(super) global_fonts: Vec<FontFace>,
    pub(super) inbox: Sender<Inbox>,
    pub(super) api: Rc<ApiState>,
    pub(super) wishes: Rc<Wishes>,
    /// The stack, the page on top last.
    pub(super) pages: Vec<OpenPage>,
    /// Pages of the tab bar that are alive and not shown.
    pub(super) tabs: Vec<OpenPage>,
    pub(super) chrome: Chrome,
    /// What the program changed about its tab bar.
    pub(super) tab_changes: TabChanges,
    /// The picker that is open.
    pub(super) picker: Option<OpenPicker>,
    /// Regions that the host brought.
    pub(super) regions: Option<Arc<Regions>>,
    pub(super) endless_motion: bool,
    /// What the capsule's menu offers while it is open.
    pub(super) menu: &'static [Text],
    /// What the bars were drawn from.
    pub(super) drawn: Option<(Chrome, ChromeEnv)>,
    pub(super) bars: Option<Part>,
    pub(super) overlay: Option<Part>,
    pub(super) gestures: Recogniser,
    pub(super) fingers: HashMap<u32, Zone>,
    /// What fingers hold.
    pub(super) hands: Hands,
    pub(super) frames: FrameBuilder,
    pub(super) modal_call: Option<u32>,
    pub(super) modal_text: String,
    pub(super) sheet_call: Option<u32>,
    pub(super) toast_until_ms: Option<u64>,
    /// A page on its way to where the program sent it.
    pub(super) glide: Option<Glide>,
    /// A page was asked what to share and has not said it all.
    pub(super) sharing: Option<Sharing>,
    /// How much of the screen the keyboard covers.
    pub(super) keyboard_height: f32,
    /// When inline scripts had their last frame.
    pub(super) last_frame_ms: u64,
    /// The page changed after it was drawn last.
    pub(super) redraw: bool,
    /// Calls that wait for the network.
    pub(super) requests: HashSet<u32>,
    pub(super) downloads: usize,
    /// Picture elements that wait for `load` or `error`.
    pub(super) awaited_images: Vec<(PageId, NodeId, String)>,
    /// `getImageInfo` calls that wait for their picture.
    pub(super) image_calls: Vec<(u32, String)>,
    /// What intersection observers watch.
    pub(super) watches: Vec<Watch>,
    pub(super) settlers: Vec<Sender<()>>,
    pub(super) hidden: bool,
    /// Absent for a program that is not installed.
    bytecode: Option<Rc<ProgramBytecode>>,
    pub(super) end: Option<SessionState>,
    pub(super) screen: Screen,
    pub(super) launch_query: Value,
    pub(super) view: View,
    // The engine goes last: functions of its runtime are held by all that stands above.
    pub(super) engine: Rc<Engine>,
}

/// Runs a session to its end. A panic in here is a bug of ours: the program ends, the host goes on.
pub(crate) fn run(
    launch: Launch,
    shared: Arc<Shared>,
    images: Arc<ImageStore>,
    inbox: Sender<Inbox>,
    messages: Receiver<Inbox>,
) {
    let (program, events) = (launch.program.clone(), Arc::clone(&launch.ports.events));
    let store = Arc::clone(&launch.store);
    let for_end = Arc::clone(&shared);
    let work = std::panic::AssertUnwindSafe(move || match Worker::boot(launch, shared, images, inbox) {
        Ok(mut worker) => worker.work(&messages),
        Err(error) => SessionState::Stopped(stop_reason(&error)),
    });
    let end = std::panic::catch_unwind(work).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        tracing::error!(%program, "the session's thread panicked");
        SessionState::Stopped(StopReason::Internal(text))
    });
    if let Err(error) = store.flush() {
        tracing::warn!(%program, %error, "what the program stored last may be lost");
    }
    // Before anybody hears of the end: a host that waits for it may open the same folder at once.
    drop(store);
    match &end {
        SessionState::Stopped(reason) => events.stopped(&program, reason),
        _ => events.closed(&program),
    }
    *Shared::lock(&for_end.state) = end.clone();
    if let Some(listener) = for_end.listener() {
        listener.state_changed(end);
    }
}

fn stop_reason(error: &ScriptError) -> StopReason {
    error.stop_reason().unwrap_or_else(|| StopReason::Internal(error.to_string()))
}

impl Worker {
    fn boot(
        launch: Launch,
        shared: Arc<Shared>,
        images: Arc<ImageStore>,
        inbox: Sender<Inbox>,
    ) -> Result<Worker, ScriptError> {
        let sink = problem_sink(&launch, &shared);
        let resources =
            Rc::new(PackageResources { package: launch.package.clone(), problems: Rc::clone(&sink) });
        let mut config = EngineConfig::new(resources.clone(), Arc::clone(&launch.ports.clock));
        config.limits = Limits {
            heap_bytes: launch.limits.heap_bytes,
            task_ms: launch.limits.task_ms,
            ..Limits::default()
        };
        config.problems = Rc::clone(&sink);
        let program = launch.program.clone();
        config.console = Rc::new(move |line| {
            let level = match line.level {
                ConsoleLevel::Error => LogLevel::Error,
                ConsoleLevel::Warn => LogLevel::Warn,
                _ => LogLevel::Debug,
            };
            // What a program prints may hold what its user typed: never above debug.
            tracing::debug!(target: "program", %program, ?level, "{}", line.text);
        });
        let bytecode =
            launch.is_installed.then(|| ProgramBytecode::open(launch.store.clone(), launch.package.digest()));
        let bytecode = match bytecode.transpose() {
            Ok(bytecode) => bytecode,
            Err(error) => {
                tracing::warn!(program = %launch.program, %error, "scripts are compiled anew each time");
                None
            }
        };
        let bytecode = bytecode.map(|(bytecode, cache)| {
            config.cache = Some(cache);
            bytecode
        });
        let engine = Engine::new(config)?;
        let screen = launch.options.screen.clone();
        let api = Rc::new(ApiState::new(
            launch.program.clone(),
            launch.version,
            launch.table,
            launch.identity,
            launch.store,
            Arc::clone(&launch.ports.device),
            Arc::clone(&launch.ports.clock),
            screen.clone(),
            super::ext::config(&launch.package),
            launch.package.clone(),
        ));
        *api.measurer.borrow_mut() = Some(Arc::clone(&launch.ports.text));
        let canvases = Rc::new(CanvasShelf::new(
            Arc::clone(&launch.ports.text),
            Arc::clone(&images),
            CanvasPixels::new(launch.canvas_fonts),
            screen.pixel_ratio,
            Rc::clone(&sink),
        ));
        *api.canvases.borrow_mut() = Some(Rc::clone(&canvases) as Rc<dyn minihost_api::Canvases>);
        let wishes = Rc::new(Wishes::default());
        let view = View::new(ViewConfig {
            engine: Rc::clone(&engine),
            table: launch.table,
            resources,
            problems: Rc::clone(&sink),
            host: Rc::clone(&wishes) as Rc<dyn ViewHost>,
            extra_ops: OPS,
            extra_bridge: Some(Rc::clone(&api) as Rc<dyn minihost_script::Bridge>),
            extra_scripts: SCRIPTS.to_vec(),
        })?;
        engine.seal_runtime();
        for problem in launch.package.problems() {
            sink(problem.clone());
        }
        let fonts = FontStore::new(launch.package.clone());
        let mut worker = Worker {
            program: launch.program,
            package: launch.package,
            ports: launch.ports,
            shared,
            images,
            fonts,
            font_calls: Vec::new(),
            canvases,
            global_fonts: Vec::new(),
            inbox,
            api,
            wishes,
            pages: Vec::new(),
            tabs: Vec::new(),
            chrome: Chrome::default(),
            tab_changes: TabChanges::default(),
            picker: None,
            regions: launch.regions,
            endless_motion: launch.endless_motion,
            menu: &[],
            drawn: None,
            bars: None,
            overlay: None,
            gestures: Recogniser::default(),
            fingers: HashMap::new(),
            hands: Hands::default(),
            frames: FrameBuilder::new(),
            modal_call: None,
            modal_text: String::new(),
            sheet_call: None,
            toast_until_ms: None,
            glide: None,
            sharing: None,
            keyboard_height: 0.0,
            last_frame_ms: 0,
            redraw: false,
            requests: HashSet::new(),
            downloads: 0,
            awaited_images: Vec::new(),
            image_calls: Vec::new(),
            watches: Vec::new(),
            settlers: Vec::new(),
            hidden: false,
            bytecode,
            end: None,
            screen,
            launch_query: Value::Undefined,
            view,
            engine,
        };
        worker.launch(launch.options.path.as_deref(), &launch.options.query, launch.options.scene);
        Ok(worker)
    }

    fn work(&mut self, messages: &Receiver<Inbox>) -> SessionState {
        self.set_state(SessionState::Visible);
        self.ports.events.opened(&self.program);
        loop {
            self.turn();
            if self.end.is_some() {
                self.rest();
            }
            if let Some(end) = self.end.take() {
                self.shut();
                return end;
            }
            self.answer_settlers();
            self.rest();
            let message = match self.sleep_ms() {
                Some(ms) => match messages.recv_timeout(Duration::from_millis(ms)) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(Inbox::Close),
                },
                None => Some(messages.recv().unwrap_or(Inbox::Close)),
            };
            // What piled up meanwhile is drawn once. What comes while a handler runs counts too: a finger that went up during a slow
            // `touchstart` made a tap, and must not be taken for a long press.
            for message in message.into_iter().chain(messages.try_iter()).take(MAX_BATCH) {
                self.take(message);
                if self.end.is_some() {
                    break;
                }
            }
        }
    }

    /// Runs what waits until nothing does, then draws.
    fn turn(&mut self) {
        let now = self.ports.clock.monotonic_ms();
        for gesture in self.gestures.tick(now) {
            self.gesture(gesture);
        }
        if self.toast_until_ms.is_some_and(|until| until <= now) {
            self.toast_until_ms = None;
            self.chrome.toast = None;
        }
        self.view.run_hovers(now);
        self.tick_glide(now);
        self.tick_picker(now);
        self.tick_parts(now);
        self.run_frames(now);
        for _ in 0..MAX_ROUNDS {
            if let Err(error) = self.engine.pump() {
                self.stop(&error);
                return;
            }
            // After promises were settled.
            self.tick_share(now);
            let mut busy = false;
            for call in self.api.take_calls() {
                busy = true;
                minihost_api::run_call(self, &call);
            }
            loop {
                let Some((page, wish)) = self.wishes.navigations.borrow_mut().pop_front() else { break };
                busy = true;
                self.navigate_wish(page, &wish);
            }
            loop {
                let Some((page, node, wish)) = self.wishes.controls.borrow_mut().pop_front() else { break };
                busy = true;
                self.control_wish(page, node, wish);
            }
            if self.api.is_flooded() {
                self.end = Some(SessionState::Stopped(StopReason::Flooded("API calls".into())));
                return;
            }
            for name in self.api.take_unsupported() {
                let global = self.api.table.api_global;
                let message =
                    format!("{global}.{name} is not supported by this host; its fail callback was called");
                self.report(Problem::new(ProblemKind::UnsupportedApi, message).warning());
            }
            if let Some(error) = self.engine.stopped() {
                self.stop(&error);
                return;
            }
            if !busy || self.end.is_some() {
                break;
            }
        }
        if self.end.is_none() && !self.hidden {
            self.render();
        }
        if let Some(error) = self.engine.stopped() {
            self.stop(&error);
        }
    }

    /// Gives inline scripts the frame that they wait for, at most sixty a second, and none in the background.
    fn run_frames(&mut self, now_ms: u64) {
        if self.frame_due_ms().is_some_and(|due| due <= now_ms) {
            self.last_frame_ms = now_ms;
            self.view.run_animation_frames(now_ms as f64);
        }
    }

    fn frame_due_ms(&self) -> Option<u64> {
        (!self.hidden && self.view.wants_animation_frame()).then_some(self.last_frame_ms + FRAME_MS)
    }

    fn stop(&mut self, error: &ScriptError) {
        self.report(Problem::new(ProblemKind::Limit, format!("the program was stopped: {error}")));
        self.end = Some(SessionState::Stopped(stop_reason(error)));
    }

    /// Milliseconds until something is due; `None` waits for a message.
    fn sleep_ms(&self) -> Option<u64> {
        let now = self.ports.clock.monotonic_ms();
        let until = |at: u64| at.saturating_sub(now);
        [
            self.engine.next_wakeup_ms(),
            self.gestures.deadline_ms().map(until),
            self.view.hover_due_ms().map(until),
            self.toast_until_ms.map(until),
            self.glide.map(|glide| until(glide.until_ms)),
            self.sharing.as_ref().map(|sharing| until(sharing.due_ms())),
            self.picker.as_ref().and_then(OpenPicker::due_ms).map(until),
            self.parts_due_ms().map(until),
            self.frame_due_ms().map(until),
            (self.redraw && !self.hidden).then_some(0),
            self.api.has_calls().then_some(0),
            ((self.moves() || self.is_endless()) && !self.hidden).then_some(FRAME_MS),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Whether something on screen moves by itself for a while.
    fn moves(&self) -> bool {
        let parts = [&self.bars, &self.overlay].into_iter().flatten().map(|part| &part.surface);
        self.pages.last().map(|page| &page.surface).into_iter().chain(parts).any(|surface| surface.moving)
    }

    /// Whether something that can be seen moves without end.
    fn is_endless(&self) -> bool {
        self.pages.last().is_some_and(|page| page.surface.endless)
    }

    fn answer_settlers(&mut self) {
        let due = self.engine.next_wakeup_ms().is_some_and(|ms| ms <= 50);
        let moving = self.glide.is_some()
            || self.parts_move()
            || (self.moves() && !self.hidden)
            || self.frame_due_ms().is_some()
            || self.view.hover_due_ms().is_some()
            || self.picker.as_ref().is_some_and(|picker| picker.due_ms().is_some());
        let waiting = !self.requests.is_empty()
            || !self.image_calls.is_empty()
            || !self.font_calls.is_empty()
            || self.downloads > 0
            || self.sharing.is_some()
            || self.api.has_calls();
        let busy = due || moving || waiting || (self.redraw && !self.hidden);
        if !busy {
            for done in self.settlers.drain(..) {
                // Who asked may have lost patience.
                let _ = done.send(());
            }
        }
    }

    /// What can wait is done while nothing is due, and at the end.
    fn rest(&self) {
        let is_idle = self.sleep_ms().is_none_or(|ms| ms >= IDLE_MS);
        if let Some(bytecode) = self.bytecode.as_ref().filter(|_| is_idle || self.end.is_some()) {
            bytecode.save();
        }
    }

    fn shut(&mut self) {
        for page in self.pages.drain(..).chain(self.tabs.drain(..)).collect::<Vec<_>>() {
            if self.engine.stopped().is_none() {
                self.unload(&page);
            }
        }
    }

    pub(super) fn set_state(&self, state: SessionState) {
        *Shared::lock(&self.shared.state) = state.clone();
        if let Some(listener) = self.shared.listener() {
            listener.state_changed(state);
        }
    }

    /// Tells host and author about a problem.
    pub(super) fn report(&self, problem: Problem) {
        tell(&self.shared, &self.ports, &self.program, problem);
    }

    /// Calls a function of a runtime script and reports what it threw.
    pub(super) fn call_script(&self, name: &str, args: &[Value]) {
        if let Err(error) = self.engine.call(name, args)
            && !error.stops()
        {
            let problem = error.to_problem();
            self.view.app_error(&problem.message, "");
            self.report(problem);
        }
    }

    /// Puts a frame where the host takes it.
    pub(super) fn publish(&mut self, bytes: Vec<u8>) {
        *Shared::lock(&self.shared.frame) = FrameSlot { bytes: Some(bytes.into()) };
        if let Some(listener) = self.shared.listener() {
            listener.frame_ready();
        }
    }
}

fn tell(shared: &Shared, ports: &Ports, program: &ProgramId, mut problem: Problem) {
    // A message may quote the program, and the program may have made its names as long as it likes.
    if let Some((end, _)) = problem.message.char_indices().nth(MAX_PROBLEM_CHARS) {
        problem.message.truncate(end);
        problem.message.push('…');
    }
    {
        let mut problems = Shared::lock(&shared.problems);
        if problems.len() >= MAX_PROBLEMS || problems.contains(&problem) {
            return;
        }
        problems.push(problem.clone());
    }
    if problem.severity == Severity::Error {
        tracing::debug!(target: "program", %program, "{problem}");
    }
    ports.events.problem(program, &problem);
}

fn problem_sink(launch: &Launch, shared: &Arc<Shared>) -> Rc<dyn Fn(Problem)> {
    let (shared, ports, program) = (Arc::clone(shared), launch.ports.clone(), launch.program.clone());
    Rc::new(move |problem| tell(&shared, &ports, &program, problem))
}
