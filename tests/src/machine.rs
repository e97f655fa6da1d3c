//! A host for tests and benchmarks: state in a temporary folder, the pinned fonts, no network.

use crate::tools;
use minihost_host::desktop::{self, DesktopClock};
use minihost_host::{Catalog, EmptyCatalog, Host, HostConfig, Ports};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_ports::HostIdentity;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A host and what its pictures are drawn with.
pub struct Machine {
    /// The host.
    pub host: Arc<Host>,
    /// The pinned fonts.
    pub fonts: Arc<FontBook>,
    /// The host's clock: touches are told in its time.
    pub clock: Arc<DesktopClock>,
    folder: tempfile::TempDir,
}

impl Machine {
    /// With nothing on offer; `None` when the fonts are not installed.
    pub fn start() -> Option<Machine> {
        Machine::with_catalog(Arc::new(EmptyCatalog))
    }

    /// With a catalog; `None` when the fonts are not installed.
    ///
    /// # Panics
    /// There is no place for temporary files.
    pub fn with_catalog(catalog: Arc<dyn Catalog>) -> Option<Machine> {
        let fonts = fonts()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(DesktopClock::default());
        let desktop = desktop::ports(fonts.clone(), Arc::new(DefaultDecoder::default()));
        let ports = Ports { clock: clock.clone(), ..desktop };
        let identity =
            HostIdentity { id: "dev.minihost.tests".into(), name: "Tests".into(), version: "1.0.0".into() };
        // Pictures of pages must be the same each time.
        let config = HostConfig {
            catalog,
            endless_motion: false,
            canvas_fonts: Some(Arc::clone(&fonts)),
            ..HostConfig::new(identity, folder.path().join("state"), ports)
        };
        let host = Host::new(config).expect("a fresh host opens");
        Some(Machine { host, fonts, clock, folder })
    }

    /// A folder that goes with the machine.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The pinned fonts; `None` when they are not installed.
fn fonts() -> Option<Arc<FontBook>> {
    static BOOK: OnceLock<Option<Arc<FontBook>>> = OnceLock::new();
    BOOK.get_or_init(|| {
        let folder = std::env::var_os("MINIHOST_FONTS")
            .map_or_else(|| tools::root().join("tests/fonts/node_modules"), PathBuf::from);
        FontBook::load_folder(&folder).ok().filter(|book| !book.is_empty()).map(Arc::new)
    })
    .clone()
}
