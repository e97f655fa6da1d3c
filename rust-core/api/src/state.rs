//! What sync rows read and what scripts queue. Lives on the session's thread, shared by the bridge and the session.

use crate::canvas::Canvases;
use crate::files::TempFiles;
use minihost_package::Package;
use minihost_ports::{Clock, Device, Dialect, HostIdentity, ProgramId, Screen, TextMeasurer};
use minihost_store::Store;
use minihost_syntax::DialectTable;
use minihost_value::Value;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

/// Where the parts around the page are, in logical pixels from the screen's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ChromeMetrics {
    /// Height of the status bar.
    pub status_bar: f32,
    /// Height of the navigation bar below the status bar; 0 when the page has none.
    pub navigation_bar: f32,
    /// Height of the tab bar with the safe area below it; 0 when the page has none.
    pub tab_bar: f32,
    /// The capsule: left, top, width, height.
    pub capsule: (f32, f32, f32, f32),
    /// Where the page's window begins: 0 below a navigation bar of the page's own.
    pub top: f32,
    /// Size of the page's window: what `windowWidth` and `windowHeight` tell.
    pub window: (f32, f32),
}

/// An async call that a script made.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingCall {
    /// Number by which it is answered.
    pub id: u32,
    /// Name, as `request`.
    pub name: String,
    /// Its options without the callbacks.
    pub options: Value,
}

/// Most calls that may wait: a program that floods the queue is stopped rather than fed.
const MAX_PENDING_CALLS: usize = 20_000;

/// See the module's documentation.
pub struct ApiState {
    /// Which program.
    pub program: ProgramId,
    /// Its version, as `getAccountInfoSync().miniProgram.version`.
    pub version: String,
    /// Whose API.
    pub table: &'static DialectTable,
    /// Which host.
    pub host: HostIdentity,
    /// Its storage.
    pub store: Arc<Store>,
    /// The device.
    pub device: Arc<dyn Device>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The screen now.
    pub screen: RefCell<Screen>,
    /// The parts around the page now.
    pub metrics: Cell<ChromeMetrics>,
    /// What `getLaunchOptionsSync` tells.
    pub launch_options: RefCell<Value>,
    /// What `getEnterOptionsSync` tells.
    pub enter_options: RefCell<Value>,
    /// What `getExtConfigSync` tells: `ext` of `ext.json`.
    pub ext_config: Value,
    /// The program's files.
    pub package: Package,
    /// Measures text for canvases; set by the session.
    pub measurer: RefCell<Option<Arc<dyn TextMeasurer>>>,
    /// The program's canvases; set by the session.
    pub canvases: RefCell<Option<Rc<dyn Canvases>>>,
    /// Files that downloads left.
    pub temp: RefCell<TempFiles>,
    /// What the program's app.json says about dark: without it programs are shown light.
    pub dark_mode: bool,
    pub(crate) calls: RefCell<VecDeque<PendingCall>>,
    pub(crate) flooded: Cell<bool>,
    pub(crate) unsupported: RefCell<Vec<String>>,
    pub(crate) seen_unsupported: RefCell<Vec<String>>,
}

/// What a session brings to make an [`ApiState`].
impl ApiState {
    /// A state with nothing queued.
    #[expect(clippy::too_many_arguments, reason = "one call site; a builder would only repeat the names")]
    pub fn new(
        program: ProgramId,
        version: String,
        table: &'static DialectTable,
        host: HostIdentity,
        store: Arc<Store>,
        device: Arc<dyn Device>,
        clock: Arc<dyn Clock>,
        screen: Screen,
        ext_config: Value,
        package: Package,
    ) -> Self {
        let dark_mode = package.app().dark_mode;
        ApiState {
            program,
            version,
            table,
            host,
            store,
            device,
            clock,
            screen: RefCell::new(screen),
            metrics: Cell::default(),
            launch_options: RefCell::default(),
            enter_options: RefCell::default(),
            ext_config,
            package,
            temp: RefCell::default(),
            measurer: RefCell::default(),
            canvases: RefCell::default(),
            dark_mode,
            calls: RefCell::default(),
            flooded: Cell::new(false),
            unsupported: RefCell::default(),
            seen_unsupported: RefCell::default(),
        }
    }

    /// The dialect.
    pub fn dialect(&self) -> Dialect {
        self.table.dialect
    }

    /// The calls that scripts made since the last time, oldest first.
    pub fn take_calls(&self) -> Vec<PendingCall> {
        self.calls.borrow_mut().drain(..).collect()
    }

    /// True if calls wait.
    pub fn has_calls(&self) -> bool {
        !self.calls.borrow().is_empty()
    }

    /// True once a program queued more calls than a session keeps.
    pub fn is_flooded(&self) -> bool {
        self.flooded.get()
    }

    /// Names of unsupported API that were called since the last time, each reported once per session.
    pub fn take_unsupported(&self) -> Vec<String> {
        std::mem::take(&mut *self.unsupported.borrow_mut())
    }

    pub(crate) fn queue(&self, call: PendingCall) {
        let mut calls = self.calls.borrow_mut();
        if calls.len() >= MAX_PENDING_CALLS {
            self.flooded.set(true);
        } else {
            calls.push_back(call);
        }
    }

    pub(crate) fn note_unsupported(&self, name: &str) {
        let mut seen = self.seen_unsupported.borrow_mut();
        if seen.len() < 1000 && !seen.iter().any(|known| known == name) {
            seen.push(name.to_owned());
            self.unsupported.borrow_mut().push(name.to_owned());
        }
    }
}
