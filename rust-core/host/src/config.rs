//! What a host brings.

use crate::catalog::{Catalog, EmptyCatalog};
use crate::entry::EntryPolicy;
use crate::regions::Regions;
use minihost_layout::FontBook;
use minihost_ports::{
    Clock, Device, HostEvents, HostIdentity, Http, ImageDecoder, LinkPolicy, TextMeasurer, Ui,
};
use std::path::PathBuf;
use std::sync::Arc;

/// The ports of one host.
#[derive(Clone)]
pub struct Ports {
    /// Requests.
    pub http: Arc<dyn Http>,
    /// Text.
    pub text: Arc<dyn TextMeasurer>,
    /// Pictures.
    pub images: Arc<dyn ImageDecoder>,
    /// The device.
    pub device: Arc<dyn Device>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Links that go out.
    pub links: Arc<dyn LinkPolicy>,
    /// Lifecycle.
    pub events: Arc<dyn HostEvents>,
    /// Notices and questions; `None` has the core draw them all.
    pub ui: Option<Arc<dyn Ui>>,
}

/// Limits of one program; the defaults are the design's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgramLimits {
    /// Whole package, in bytes: 10 MB, as WeChat's limit was when the product began.
    pub package_bytes: u64,
    /// JavaScript heap, in bytes.
    pub heap_bytes: usize,
    /// Longest single run of a script, in milliseconds.
    pub task_ms: u64,
}

impl Default for ProgramLimits {
    fn default() -> Self {
        ProgramLimits { package_bytes: 10 * 1024 * 1024, heap_bytes: 128 * 1024 * 1024, task_ms: 5000 }
    }
}

/// How much the used list keeps. Programs that the user pinned stay and do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedPolicy {
    /// Most programs; the oldest go first.
    pub most: usize,
    /// Days after the last use; `None` for no limit.
    pub days: Option<u32>,
}

impl Default for UsedPolicy {
    /// Fifty programs, however old: the platforms do not publish theirs.
    fn default() -> Self {
        UsedPolicy { most: 50, days: None }
    }
}

/// Everything that makes a [`crate::Host`].
pub struct HostConfig {
    /// Which app this is.
    pub identity: HostIdentity,
    /// Folder that belongs to Minihost alone, for this host's state.
    pub root: PathBuf,
    /// The ports.
    pub ports: Ports,
    /// What is on offer.
    pub catalog: Arc<dyn Catalog>,
    /// When the settings entry shows.
    pub entry: EntryPolicy,
    /// How long the used list keeps what.
    pub used: UsedPolicy,
    /// Regions for `<picker mode="region">`; without them such a picker is cancelled.
    pub regions: Option<Arc<Regions>>,
    /// Limits of each program.
    pub limits: ProgramLimits,
    /// What texts on canvases are written with when a program asks for their pixels; without them the system's fonts. Pages are drawn by
    /// the host's painter and need none.
    pub canvas_fonts: Option<Arc<FontBook>>,
    /// Animations without end run. A tool that draws pictures of pages leaves them still: they would never be the same twice.
    pub endless_motion: bool,
}

impl HostConfig {
    /// A host with an empty catalog, default limits and an entry that always shows.
    pub fn new(identity: HostIdentity, root: PathBuf, ports: Ports) -> Self {
        HostConfig {
            identity,
            root,
            ports,
            catalog: Arc::new(EmptyCatalog),
            entry: EntryPolicy::default(),
            used: UsedPolicy::default(),
            regions: None,
            limits: ProgramLimits::default(),
            canvas_fonts: None,
            endless_motion: true,
        }
    }
}

/// Events that nobody listens to.
pub struct NoEvents;

impl HostEvents for NoEvents {}
