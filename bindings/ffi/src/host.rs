//! The host: one per app.

use crate::bytes::RawBytes;
use crate::error::{MiniHostError, guard, quietly};
use crate::events::{Gate, HostListener, ProgramListener};
use crate::ports::MiniHostPorts;
use crate::records::{
    CatalogRow, DialectKind, EntryState, HostApp, OpenRequest, PackageInfo, ProgramCaps, RolloutPolicy,
    UiLanguage, UsedRow,
};
use crate::session::ProgramSession;
use minihost_host::{Host, HostConfig};
use minihost_ports::ProgramId;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How long [`MiniHost::shut_down`] waits for programs that do not end. Scripts have a budget, so that only a host's port that blocks takes longer.
pub const SHUT_DOWN_PATIENCE: Duration = Duration::from_secs(30);

/// What makes a [`MiniHost`], beside its ports.
#[derive(Debug, Clone, uniffi::Record)]
pub struct MiniHostConfig {
    /// Folder that belongs to Minihost alone, for this app's state. Made if it is not there.
    pub folder: String,
    /// Which app this is.
    pub app: HostApp,
    /// When the settings entry shows; none for always.
    #[uniffi(default = None)]
    pub rollout: Option<RolloutPolicy>,
    /// Limits of each program; none for the defaults.
    #[uniffi(default = None)]
    pub caps: Option<ProgramCaps>,
    /// A folder with programs that come with the app and a `catalog.json`; empty for none.
    #[uniffi(default = "")]
    pub catalog_folder: String,
    /// A folder with fonts for the core's own text measuring; for desktops and tests.
    #[uniffi(default = "")]
    pub fonts_folder: String,
}

/// The host: made once per app, safe to share between threads. Calls read or write the store: make them on a worker thread.
#[derive(uniffi::Object)]
pub struct MiniHost {
    host: Arc<Host>,
    gate: Arc<Gate>,
    sessions: Mutex<Vec<Weak<ProgramSession>>>,
}

/// The core's version.
#[uniffi::export]
pub fn core_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The version of the frame buffer that this core writes; a painter for another version must not be used.
#[uniffi::export]
pub fn frame_format_version() -> u16 {
    minihost_paint::format::VERSION
}

impl MiniHost {
    fn id(text: String) -> Result<ProgramId, MiniHostError> {
        ProgramId::new(text).map_err(MiniHostError::misuse)
    }

    /// Runs a call unless the host was closed.
    fn run<T>(&self, work: impl FnOnce() -> Result<T, MiniHostError>) -> Result<T, MiniHostError> {
        if self.gate.is_open() { guard(work) } else { Err(MiniHostError::Closed) }
    }

    fn sessions(&self) -> std::sync::MutexGuard<'_, Vec<Weak<ProgramSession>>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(
        &self,
        session: Arc<minihost_host::Session>,
        listener: Option<Arc<dyn ProgramListener>>,
    ) -> Arc<ProgramSession> {
        let session = ProgramSession::new(session, listener, &self.gate);
        let mut sessions = self.sessions();
        sessions.retain(|session| session.strong_count() > 0);
        sessions.push(Arc::downgrade(&session));
        session
    }
}

#[uniffi::export]
impl MiniHost {
    /// Opens the host's state. `listener` hears of all programs; ports that are not given have defaults that work on a desktop.
    #[uniffi::constructor(default(listener = None))]
    pub fn new(
        config: MiniHostConfig,
        ports: MiniHostPorts,
        listener: Option<Arc<dyn HostListener>>,
    ) -> Result<Arc<Self>, MiniHostError> {
        guard(|| {
            let gate = Arc::new(Gate::default());
            let folder = PathBuf::from(&config.folder);
            if config.folder.is_empty() {
                return Err(MiniHostError::misuse("the host needs a folder of its own"));
            }
            std::fs::create_dir_all(&folder)
                .map_err(|error| MiniHostError::Store { reason: format!("{}: {error}", folder.display()) })?;
            let (ports, catalog) = ports.assemble(&config, listener, &gate)?;
            let mut core = HostConfig::new(config.app.into(), folder, ports);
            if let Some(catalog) = catalog {
                core.catalog = catalog;
            }
            core.entry = config.rollout.map(Into::into).unwrap_or_default();
            core.limits = config.caps.map(Into::into).unwrap_or_default();
            Ok(Arc::new(MiniHost { host: Host::new(core)?, gate, sessions: Mutex::default() }))
        })
    }

    /// The settings row as it is now.
    pub fn settings_entry(&self, language: UiLanguage) -> Result<EntryState, MiniHostError> {
        self.run(|| Ok(self.host.settings_entry(language.into())?.into()))
    }

    /// Rows of "mini programs you've used": pinned ones first, then newest first.
    pub fn used(&self, language: UiLanguage, limit: u32, offset: u32) -> Result<Vec<UsedRow>, MiniHostError> {
        self.run(|| {
            let rows = self.host.used_list().rows(limit as usize, offset as usize)?;
            Ok(rows.into_iter().map(|row| UsedRow::new(row, language)).collect())
        })
    }

    /// Takes a program off the list, if wanted with its data and its package. Durable when it returns. True if it was there.
    pub fn remove_used(&self, program: String, with_data: bool) -> Result<bool, MiniHostError> {
        self.run(|| {
            let (id, list) = (Self::id(program)?, self.host.used_list());
            Ok(if with_data { list.remove_with_data(&id)? } else { list.remove(&id)? })
        })
    }

    /// Keeps a program on top of the list, or no longer. True if it is on the list.
    pub fn set_pinned(&self, program: String, pinned: bool) -> Result<bool, MiniHostError> {
        self.run(|| Ok(self.host.used_list().set_pinned(&Self::id(program)?, pinned)?))
    }

    /// Empties the list. Durable when it returns.
    pub fn clear_used(&self) -> Result<(), MiniHostError> {
        self.run(|| Ok(self.host.used_list().clear()?))
    }

    /// What is on offer, in the order to show it.
    pub fn catalog(&self, language: UiLanguage) -> Result<Vec<CatalogRow>, MiniHostError> {
        self.run(|| Ok(self.host.catalog().iter().map(|entry| CatalogRow::new(entry, language)).collect()))
    }

    /// A program's picture, PNG or SVG; nothing when it has none.
    pub fn icon(&self, program: String) -> Result<Option<RawBytes>, MiniHostError> {
        self.run(|| {
            let icon = self.host.icon(&Self::id(program)?)?;
            Ok((!icon.is_empty()).then(|| RawBytes(icon.into())))
        })
    }

    /// Checks a package that the app brings and keeps it; durable when it returns. Gives the dialect that was found.
    pub fn install_bytes(&self, info: PackageInfo, package: Vec<u8>) -> Result<DialectKind, MiniHostError> {
        self.run(|| {
            let id = Self::id(info.id.clone())?;
            Ok(self.host.install_package(&id, &info.into(), package)?.into())
        })
    }

    /// The same from an archive or, for a program's author, from a folder.
    pub fn install_file(&self, info: PackageInfo, path: String) -> Result<DialectKind, MiniHostError> {
        self.run(|| {
            let id = Self::id(info.id.clone())?;
            Ok(self.host.install_path(&id, &info.into(), Path::new(&path))?.into())
        })
    }

    /// Opens a program: from the store if the catalog has nothing newer, else fetched and installed first. Returns when its thread runs,
    /// before there is a frame.
    #[uniffi::method(default(listener = None))]
    pub fn open(
        &self,
        program: String,
        request: OpenRequest,
        listener: Option<Arc<dyn ProgramListener>>,
    ) -> Result<Arc<ProgramSession>, MiniHostError> {
        self.run(|| Ok(self.keep(self.host.open(&Self::id(program)?, request.into())?, listener)))
    }

    /// Opens a folder or an archive without installing it, for its author.
    #[uniffi::method(default(listener = None))]
    pub fn open_path(
        &self,
        path: String,
        request: OpenRequest,
        listener: Option<Arc<dyn ProgramListener>>,
    ) -> Result<Arc<ProgramSession>, MiniHostError> {
        self.run(|| Ok(self.keep(self.host.open_path(Path::new(&path), request.into())?, listener)))
    }

    /// Ends all programs and waits for their threads; calls fail with `Closed` from now on and no listener hears anything. The folder is
    /// free when it returns, also while somebody still holds this object or a session. A program whose thread is held by a port that does
    /// not return is waited for half a minute. Not for a thread that a port waits for.
    pub fn shut_down(&self) {
        self.gate.close();
        // Taken out first: closing calls out.
        let sessions = std::mem::take(&mut *self.sessions());
        for session in sessions.iter().filter_map(Weak::upgrade) {
            session.end();
        }
        quietly(|| {
            if let Err(error) = self.host.close(SHUT_DOWN_PATIENCE) {
                tracing::warn!(%error, "what was stored last may be lost");
            }
        });
    }
}

impl Drop for MiniHost {
    fn drop(&mut self) {
        self.shut_down();
    }
}
