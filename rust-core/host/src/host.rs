//! The host: one per app.

use crate::catalog::CatalogEntry;
use crate::config::{HostConfig, UsedPolicy};
use crate::entry::SettingsEntry;
use crate::session::{Launch, Life, Session};
use crate::{HostError, OpenError};
use minihost_package::{Limits, Package};
use minihost_ports::{Dialect, Locale, Problem, ProgramId, Screen};
use minihost_store::{InstallInfo, InstalledProgram, Store, StoreError, UsedProgram};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Setting that says "off" while the user wants nothing recorded.
const RECORDING: &str = "used.recording";

/// How to open a program.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// What it is shown on.
    pub screen: Screen,
    /// Page with a query; `None` is the program's first page.
    pub path: Option<String>,
    /// Query for the first page and for `onLaunch`, as `a=1&b=2`; added to that of `path`.
    pub query: String,
    /// Scene number, as the dialect documents it; 0 is 1001, the list of used programs.
    pub scene: u32,
    /// This opening leaves no trace in the used list.
    pub private: bool,
}

/// What [`Host::inspect_path`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Whose program it is.
    pub dialect: Dialect,
    /// Its pages in the order of its app.json.
    pub pages: Vec<String>,
    /// What is wrong with the package.
    pub problems: Vec<Problem>,
}

/// See the crate's documentation. Safe to share between threads.
pub struct Host {
    pub(crate) config: HostConfig,
    pub(crate) store: Arc<Store>,
    /// Threads of sessions, also of those whose handle is gone; the ones that ended are taken out when another begins.
    lives: Mutex<Vec<Arc<Life>>>,
}

impl Host {
    /// Opens the host's state.
    ///
    /// # Errors
    /// The store is in use by another process, or the disk fails.
    pub fn new(config: HostConfig) -> Result<Arc<Host>, HostError> {
        let store = Arc::new(Store::open(&config.root)?);
        Ok(Arc::new(Host { config, store, lives: Mutex::default() }))
    }

    /// Ends all programs, waits until their threads are gone, and closes the store: the folder is free when this returns, and calls that
    /// come later fail. A program that does not end within `patience` (a port of the host's that does not return holds it) is waited for
    /// no longer; what it wants to store then comes too late. Called on a program's own thread it does not wait for that one.
    ///
    /// # Errors
    /// What was stored last could not be made durable. The folder is free all the same.
    pub fn close(&self, patience: Duration) -> Result<(), HostError> {
        let until = Instant::now() + patience;
        let lives = std::mem::take(&mut *self.lives.lock().unwrap_or_else(PoisonError::into_inner));
        // All of them first, so that they end side by side.
        for life in &lives {
            life.end();
        }
        let late =
            lives.iter().filter(|life| !life.wait(until.saturating_duration_since(Instant::now()))).count();
        if late > 0 {
            tracing::warn!(late, "programs were still ending when the store closed");
        }
        Ok(self.store.close()?)
    }

    /// The settings row as it is now.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn settings_entry(&self, locale: Locale) -> Result<SettingsEntry, HostError> {
        let used = self.store.used_count()?;
        let now = self.config.ports.clock.now_ms();
        Ok(self.config.entry.decide(&self.config.identity.version, now, self.bucket()?, used, locale))
    }

    /// 0 to 99, drawn once per installation, so that a rollout that grows never takes the row away from anybody.
    fn bucket(&self) -> Result<u8, HostError> {
        const KEY: &str = "entry.bucket";
        if let Some(bucket) = self.store.setting(KEY)?.and_then(|text| text.parse().ok()) {
            return Ok(bucket);
        }
        let seed = self.config.ports.clock.now_ms() ^ u64::from(std::process::id()).rotate_left(32);
        let bucket = (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % 100;
        self.store.set_setting(KEY, &bucket.to_string())?;
        Ok(bucket as u8)
    }

    /// "Mini programs you've used".
    pub fn used_list(self: &Arc<Self>) -> UsedList {
        UsedList { host: Arc::clone(self) }
    }

    /// What is on offer.
    pub fn catalog(&self) -> Vec<CatalogEntry> {
        self.config.catalog.entries()
    }

    /// Opens a program: from the store if the catalog has nothing newer, else fetched and installed first.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(&self, id: &ProgramId, options: OpenOptions) -> Result<Arc<Session>, OpenError> {
        let private = options.private;
        let entry = self.config.catalog.entries().into_iter().find(|entry| entry.id == *id);
        let installed = self.store.program(id)?;
        let current = match (&installed, &entry) {
            (Some(installed), Some(entry)) => installed.info.version == entry.version,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !current {
            match (self.install(id, entry.as_ref()), &installed) {
                (Ok(()), _) => {}
                // An old version that works is better than none.
                (Err(error), Some(_)) => {
                    tracing::warn!(program = %id, %error, "the newer version cannot be installed");
                }
                (Err(error), None) => return Err(error),
            }
        }
        let (package, program) = match self.read_installed(id) {
            Err(OpenError::Store(StoreError::Corrupt(_))) => {
                self.install(id, entry.as_ref())?;
                self.read_installed(id)?
            }
            other => other?,
        };
        let session = self.start(package, id.clone(), Some(program.info.version), options)?;
        if !private && self.records_use()? {
            self.record_use(id)?;
        }
        Ok(session)
    }

    /// False while the user wants nothing recorded.
    fn records_use(&self) -> Result<bool, StoreError> {
        Ok(self.store.setting(RECORDING)?.as_deref() != Some("off"))
    }

    fn record_use(&self, id: &ProgramId) -> Result<(), StoreError> {
        const DAY_MS: u64 = 24 * 60 * 60 * 1000;
        let now = self.config.ports.clock.now_ms();
        self.store.record_use(id, now)?;
        let UsedPolicy { most, days } = self.config.used;
        let not_before = days.map_or(0, |days| now.saturating_sub(u64::from(days) * DAY_MS));
        self.store.trim_used(most, not_before)?;
        self.config.ports.events.used_list_changed();
        Ok(())
    }

    fn install(&self, id: &ProgramId, entry: Option<&CatalogEntry>) -> Result<(), OpenError> {
        let bytes: Arc<[u8]> = self.config.catalog.fetch(id)?.into();
        if let Some(named) = self.config.catalog.digest(id) {
            minihost_trust::verify_digest(&bytes, &named)?;
        }
        let package = Package::open_bytes(Arc::clone(&bytes), &self.limits())?;
        let info = InstallInfo {
            name: entry.map_or_else(|| id.to_string(), |entry| entry.name.clone()),
            name_zh: entry.map_or_else(|| id.to_string(), |entry| entry.name_zh.clone()),
            version: entry.map_or_else(String::new, |entry| entry.version.clone()),
            dialect: package.dialect(),
            icon: entry.map_or_else(Vec::new, |entry| entry.icon.clone()),
            publisher: entry.map_or_else(String::new, |entry| entry.publisher.clone()),
        };
        self.store.install(id, &info, &bytes, self.config.ports.clock.now_ms())?;
        Ok(())
    }

    /// The package with every check again but those of each file's content, which come when it is read: the digest has just shown that
    /// these are the bytes that were checked.
    fn read_installed(&self, id: &ProgramId) -> Result<(Package, InstalledProgram), OpenError> {
        let (program, bytes) = self.store.open_program(id)?;
        Ok((Package::open_installed(bytes, program.digest, &self.limits())?, program))
    }

    pub(crate) fn limits(&self) -> Limits {
        Limits { package_bytes: self.config.limits.package_bytes, ..Limits::default() }
    }

    /// Opens a folder or an archive without installing it, for its author. Its storage is kept under a name made from the path.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open_path(&self, path: &Path, options: OpenOptions) -> Result<Arc<Session>, OpenError> {
        let package = Package::open_path(path, &Limits::large())?;
        let name: String = path
            .file_stem()
            .map(|name| name.to_string_lossy().chars().filter(char::is_ascii_alphanumeric).take(40).collect())
            .unwrap_or_default();
        let id = ProgramId::new(format!("author.{name}x"))
            .unwrap_or_else(|_| unreachable!("because only letters and digits are left"));
        self.start(package, id, None, options)
    }

    /// Looks at a folder or an archive without running it.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn inspect_path(&self, path: &Path) -> Result<Inspection, OpenError> {
        let package = Package::open_path(path, &Limits::large())?;
        Ok(Inspection {
            dialect: package.dialect(),
            pages: package.app().all_pages().map(str::to_owned).collect(),
            problems: package.problems().to_vec(),
        })
    }

    /// `installed` is the version of a program that is.
    fn start(
        &self,
        package: Package,
        program: ProgramId,
        installed: Option<String>,
        options: OpenOptions,
    ) -> Result<Arc<Session>, OpenError> {
        let dialect: Dialect = package.dialect();
        let table = minihost_syntax::table(dialect).ok_or(OpenError::UnsupportedDialect(dialect))?;
        let session = Session::start(Launch {
            program,
            is_installed: installed.is_some(),
            version: installed.unwrap_or_else(|| "0".into()),
            package,
            table,
            identity: self.config.identity.clone(),
            ports: self.config.ports.clone(),
            limits: self.config.limits,
            regions: self.config.regions.clone(),
            canvas_fonts: self.config.canvas_fonts.clone(),
            endless_motion: self.config.endless_motion,
            store: Arc::clone(&self.store),
            options,
        })
        .map_err(OpenError::NoThread)?;
        let mut lives = self.lives.lock().unwrap_or_else(PoisonError::into_inner);
        lives.retain(|life| !life.is_over());
        lives.push(session.life());
        Ok(session)
    }
}

/// "Mini programs you've used": newest first, pinned ones on top. Safe to share between threads.
#[derive(Clone)]
pub struct UsedList {
    host: Arc<Host>,
}

impl UsedList {
    /// Rows.
    ///
    /// # Errors
    /// The store cannot be read; the same for the other methods.
    pub fn rows(&self, limit: usize, offset: usize) -> Result<Vec<UsedProgram>, HostError> {
        Ok(self.host.store.used(limit, offset)?)
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn count(&self) -> Result<usize, HostError> {
        Ok(self.host.store.used_count()?)
    }

    /// Takes a program off the list. Durable when it returns. True if it was there.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn remove(&self, id: &ProgramId) -> Result<bool, HostError> {
        let was_there = self.host.store.remove_used(id)?;
        self.host.config.ports.events.used_list_changed();
        Ok(was_there)
    }

    /// The same, and forgets the program's data and package.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn remove_with_data(&self, id: &ProgramId) -> Result<bool, HostError> {
        let was_there = self.host.store.remove_used_with_data(id)?;
        self.host.config.ports.events.used_list_changed();
        Ok(was_there)
    }

    /// Whether programs that are opened come onto the list.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn is_recording(&self) -> Result<bool, HostError> {
        Ok(self.host.records_use()?)
    }

    /// "Do not record", or record again. What is on the list stays. Durable when it returns.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn set_recording(&self, on: bool) -> Result<(), HostError> {
        self.host.store.set_setting(RECORDING, if on { "on" } else { "off" })?;
        self.host.config.ports.events.used_list_changed();
        Ok(())
    }

    /// Keeps a program on top, or no longer.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn set_pinned(&self, id: &ProgramId, pinned: bool) -> Result<bool, HostError> {
        let was_there = self.host.store.set_pinned(id, pinned)?;
        self.host.config.ports.events.used_list_changed();
        Ok(was_there)
    }

    /// Empties the list. Durable when it returns.
    ///
    /// # Errors
    /// See [`UsedList::rows`].
    pub fn clear(&self) -> Result<(), HostError> {
        self.host.store.clear_used()?;
        self.host.config.ports.events.used_list_changed();
        Ok(())
    }
}
