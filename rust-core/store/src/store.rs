//! Opening, transactions, settings.

use crate::StoreError;
use crate::backend::Backend;
use crate::flusher::{Dirty, Flusher};
use crate::install::sweep;
use crate::vfs::{FolderVfs, Vfs};
use redb::{
    Builder, Database, Durability, ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition,
    WriteTransaction,
};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

/// Installed programs by id, as JSON.
pub(crate) const PROGRAMS: TableDefinition<'_, &str, &str> = TableDefinition::new("programs");
/// Icons by program id: of installed programs and of those on the used list.
pub(crate) const ICONS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("icons");
/// The used list by program id, as JSON.
pub(crate) const USED: TableDefinition<'_, &str, &str> = TableDefinition::new("used");
/// The used list's order: not pinned, time from the newest, id.
pub(crate) const ORDER: TableDefinition<'_, (bool, u64, &str), ()> = TableDefinition::new("used_order");
/// Programs' storage by program id and key. A pair, not a joined text: ("a_b", "c") and ("a", "b_c") must differ.
pub(crate) const STORAGE: TableDefinition<'_, (&str, &str), &str> = TableDefinition::new("storage");
/// Bytes of storage by program id.
pub(crate) const STORAGE_BYTES: TableDefinition<'_, &str, u64> = TableDefinition::new("storage_bytes");
/// The host's own small settings.
pub(crate) const SETTINGS: TableDefinition<'_, &str, &str> = TableDefinition::new("settings");

const DATABASE: &str = "state.redb";
const NEW_DATABASE: &str = "state.new";
/// Settings of our own begin with a character that hosts' settings must not begin with.
const OWN: char = '\0';
const FORMAT_KEY: &str = "\0format";
const FORMAT: &str = "1";
/// Set while erased rows may still be read from the database's free pages.
const SCRUB_KEY: &str = "\0scrub";

/// How long a touch of the used list or a storage write may wait before it is made durable.
pub const FLUSH_AFTER: Duration = Duration::from_millis(800);

/// All state of one host on one device. Safe to share between threads; one process at a time.
pub struct Store {
    shared: Arc<Shared>,
    _flusher: Option<Flusher>,
}

/// What the store and the thread that flushes it have in common.
pub(crate) struct Shared {
    /// `None` after a failure that the database did not survive; the next use opens it again.
    database: RwLock<Option<Database>>,
    vfs: Arc<dyn Vfs>,
    pub(crate) dirty: Dirty,
    /// Held while blobs come and go, so that none is dropped between being found and being named.
    blobs: Mutex<()>,
    /// Closed for good. Set while `database` is held for writing.
    closed: AtomicBool,
    /// Goes last: the folder is free only when the database is closed.
    lock: Mutex<Option<Box<dyn Send + Sync>>>,
}

impl Store {
    /// Opens the store in a folder that belongs to it alone, made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when it is open elsewhere; [`StoreError::Io`], [`StoreError::Database`].
    pub fn open(root: &Path) -> Result<Store, StoreError> {
        Store::open_with(Arc::new(FolderVfs::new(root)?), Some(FLUSH_AFTER))
    }

    /// The same on any file system. With `None`, touches and storage writes become durable only with the next durable change
    /// or [`Store::flush`]; tests use it to have no thread of the store's own.
    ///
    /// # Errors
    /// See [`Store::open`].
    pub fn open_with(vfs: Arc<dyn Vfs>, flush_after: Option<Duration>) -> Result<Store, StoreError> {
        let lock = vfs.lock()?;
        vfs.make_folder("packages")?;
        if !vfs.list("")?.iter().any(|name| name == DATABASE) {
            create(vfs.as_ref())?;
        }
        // The names of the database and of the folder must be as durable as the first commit.
        vfs.sync_folder("")?;
        let database = open_database(vfs.as_ref())?;
        let shared = Arc::new(Shared {
            database: RwLock::new(Some(database)),
            vfs,
            dirty: Dirty::default(),
            blobs: Mutex::new(()),
            closed: AtomicBool::new(false),
            lock: Mutex::new(Some(lock)),
        });
        let flusher = match flush_after {
            Some(after) => Some(Flusher::start(Arc::clone(&shared), after)?),
            None => None,
        };
        let store = Store { shared, _flusher: flusher };
        sweep(&store)?;
        if store.row(SETTINGS, SCRUB_KEY)?.is_some() {
            store.scrub();
        }
        Ok(store)
    }

    /// A setting of the host's own.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.row(SETTINGS, key)
    }

    /// Sets it, durably. The key must not begin with a NUL.
    ///
    /// # Errors
    /// It is not set then.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        if key.starts_with(OWN) {
            return Err(StoreError::Database(format!("{key:?} is no key for a setting")));
        }
        self.write(Durability::Immediate, |write| {
            write.open_table(SETTINGS)?.insert(key, value)?;
            Ok(())
        })
    }

    /// Makes every change so far durable.
    ///
    /// # Errors
    /// What was durable before stays so; what was not is undone.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.shared.flush()
    }

    /// Makes every change so far durable and gives the folder free, whoever else holds this store: they are told
    /// [`StoreError::Closed`] from now on. Waits for transactions that run. Closing again does nothing.
    ///
    /// # Errors
    /// What was not yet durable is lost; the folder is free all the same.
    pub fn close(&self) -> Result<(), StoreError> {
        self.shared.close()
    }

    pub(crate) fn vfs(&self) -> &dyn Vfs {
        self.shared.vfs.as_ref()
    }

    /// A file must not be put where another store may sweep.
    pub(crate) fn must_be_open(&self) -> Result<(), StoreError> {
        if self.shared.closed.load(Ordering::Acquire) { Err(StoreError::Closed) } else { Ok(()) }
    }

    pub(crate) fn lock_blobs(&self) -> MutexGuard<'_, ()> {
        // It guards no data of its own.
        self.shared.blobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One transaction; an error undoes it. Reads that the change depends on belong inside.
    pub(crate) fn write<T>(
        &self,
        durability: Durability,
        change: impl FnOnce(&WriteTransaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.write(durability, change)
    }

    /// A durable transaction that takes away what a user wants forgotten. When it returns, what it removed is not in the
    /// database's file any more, not even in its free pages; if the disk fails at that, it is done when the store opens next.
    pub(crate) fn erase<T>(
        &self,
        change: impl FnOnce(&WriteTransaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let result = self.write(Durability::Immediate, |write| {
            write.open_table(SETTINGS)?.insert(SCRUB_KEY, "")?;
            change(write)
        })?;
        self.scrub();
        Ok(result)
    }

    fn scrub(&self) {
        if let Err(error) = self.shared.rewrite() {
            tracing::warn!(%error, "erased rows may still lie in the database's free pages until the store opens next");
        }
    }

    /// One consistent view.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&ReadTransaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.with_database(|database| look(&database.begin_read()?))
    }

    /// Reads one row of a table of texts.
    pub(crate) fn row(
        &self,
        table: TableDefinition<'_, &str, &str>,
        key: &str,
    ) -> Result<Option<String>, StoreError> {
        self.read(|read| Ok(read.open_table(table)?.get(key)?.map(|text| text.value().to_owned())))
    }
}

impl Shared {
    pub(crate) fn flush(&self) -> Result<(), StoreError> {
        self.write(Durability::Immediate, |_| Ok(()))
    }

    fn write<T>(
        &self,
        durability: Durability,
        change: impl FnOnce(&WriteTransaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let durable = matches!(durability, Durability::Immediate);
        // Taken before, not after: what another thread adds meanwhile is marked again.
        let waiting = if durable { self.dirty.take() } else { None };
        let result = self.with_database(|database| {
            let mut write = database.begin_write()?;
            write.set_durability(durability)?;
            let result = change(&write)?;
            write.commit()?;
            Ok(result)
        });
        if result.is_err() {
            self.dirty.restore(waiting);
        } else if !durable {
            self.dirty.mark();
        }
        result
    }

    /// After a failing system call redb refuses everything until it is opened anew. We do that, so that a full disk costs the
    /// change that met it (and what was not yet durable) and not the store.
    fn with_database<T>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let result = loop {
            let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(database) = database.as_ref() {
                break work(database);
            }
            drop(database);
            self.reopen()?;
        };
        if matches!(result, Err(StoreError::Io(_) | StoreError::NoSpace)) {
            *self.database.write().unwrap_or_else(PoisonError::into_inner) = None;
            if let Err(error) = self.reopen() {
                tracing::warn!(%error, "the store's database could not be opened again yet");
            }
        }
        result
    }

    fn reopen(&self) -> Result<(), StoreError> {
        self.open_into(&mut self.database.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn close(&self) -> Result<(), StoreError> {
        // Taken first, as everyone does who takes both: a package that is being written is whole or gone before another store looks.
        let _blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        if self.closed.load(Ordering::Acquire) {
            return Ok(());
        }
        let flushed = if self.dirty.take().is_some() { self.flush() } else { Ok(()) };
        let mut database = self.database.write().unwrap_or_else(PoisonError::into_inner);
        self.closed.store(true, Ordering::Release);
        *database = None;
        // Still under the database's lock: nobody may open it anew in between.
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        flushed
    }

    fn open_into(&self, slot: &mut Option<Database>) -> Result<(), StoreError> {
        if self.closed.load(Ordering::Acquire) {
            return Err(StoreError::Closed);
        }
        if slot.is_none() {
            // A rename of `rewrite` may wait for this; before, no commit to the new file is durable.
            self.vfs.sync_folder("")?;
            *slot = Some(open_database(self.vfs.as_ref())?);
        }
        Ok(())
    }

    /// Writes all rows into a new file and puts it in the old one's place. Everyone else waits: what they wrote to the old file
    /// meanwhile would be lost.
    fn rewrite(&self) -> Result<(), StoreError> {
        let mut slot = self.database.write().unwrap_or_else(PoisonError::into_inner);
        self.open_into(&mut slot)?;
        if let Some(old) = slot.as_ref() {
            copy(old, self.vfs.as_ref())?;
        }
        // Closed first: not every system renames over an open file.
        *slot = None;
        let renamed = self.vfs.rename(NEW_DATABASE, DATABASE);
        self.open_into(&mut slot)?;
        Ok(renamed?)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::warn!(%error, "the last changes of the store could not be made durable");
        }
    }
}

/// Makes the database under another name and renames it when it is whole: a crash in between leaves nothing that looks like one.
fn create(vfs: &dyn Vfs) -> Result<(), StoreError> {
    fill(vfs, |write| {
        write.open_table(PROGRAMS)?;
        write.open_table(ICONS)?;
        write.open_table(USED)?;
        write.open_table(ORDER)?;
        write.open_table(STORAGE)?;
        write.open_table(STORAGE_BYTES)?;
        write.open_table(SETTINGS)?.insert(FORMAT_KEY, FORMAT)?;
        Ok(())
    })?;
    Ok(vfs.rename(NEW_DATABASE, DATABASE)?)
}

/// Makes a copy with nothing in it but the rows.
fn copy(old: &Database, vfs: &dyn Vfs) -> Result<(), StoreError> {
    fn table<K: redb::Key + 'static, V: redb::Value + 'static>(
        read: &ReadTransaction,
        write: &WriteTransaction,
        table: TableDefinition<'_, K, V>,
    ) -> Result<(), StoreError> {
        let mut to = write.open_table(table)?;
        for row in read.open_table(table)?.iter()? {
            let (key, value) = row?;
            to.insert(key.value(), value.value())?;
        }
        Ok(())
    }
    let read = old.begin_read()?;
    fill(vfs, |write| {
        table(&read, write, PROGRAMS)?;
        table(&read, write, ICONS)?;
        table(&read, write, USED)?;
        table(&read, write, ORDER)?;
        table(&read, write, STORAGE)?;
        table(&read, write, STORAGE_BYTES)?;
        table(&read, write, SETTINGS)?;
        write.open_table(SETTINGS)?.remove(SCRUB_KEY)?;
        Ok(())
    })
}

fn fill(
    vfs: &dyn Vfs,
    rows: impl FnOnce(&WriteTransaction) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    vfs.remove(NEW_DATABASE)?;
    let database = Builder::new().create_with_backend(Backend(vfs.open(NEW_DATABASE)?))?;
    let write = database.begin_write()?;
    rows(&write)?;
    Ok(write.commit()?)
}

fn open_database(vfs: &dyn Vfs) -> Result<Database, StoreError> {
    let database = Builder::new().create_with_backend(Backend(vfs.open(DATABASE)?))?;
    let read = database.begin_read()?;
    let settings = read.open_table(SETTINGS)?;
    let format = settings.get(FORMAT_KEY)?.map(|format| format.value().to_owned());
    match format.as_deref() {
        Some(FORMAT) => Ok(database),
        other => {
            Err(StoreError::Database(format!("it has the format {other:?}, this version reads {FORMAT:?}")))
        }
    }
}

/// A row that was written by us and cannot be read is a damaged database.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()))
}

pub(crate) fn print<T: serde::Serialize>(row: &T) -> Result<String, StoreError> {
    serde_json::to_string(row).map_err(|error| StoreError::Database(error.to_string()))
}
