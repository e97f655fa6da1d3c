//! Opening, tables, settings.

use crate::StoreError;
use crate::backend::Backend;
use crate::install::sweep;
use crate::vfs::{FolderVfs, Vfs};
use redb::{
    Builder, Database, Durability, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction,
};
use std::path::Path;
use std::sync::Arc;

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
const SETTINGS: TableDefinition<'_, &str, &str> = TableDefinition::new("settings");

/// All state of one host on one device. Safe to share between threads; one process at a time.
pub struct Store {
    pub(crate) database: Database,
    pub(crate) vfs: Arc<dyn Vfs>,
    _lock: Box<dyn Send + Sync>,
}

impl Store {
    /// Opens the store in a folder that belongs to it alone, made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when it is open elsewhere; [`StoreError::Io`], [`StoreError::Database`].
    pub fn open(root: &Path) -> Result<Store, StoreError> {
        Store::open_with(Arc::new(FolderVfs::new(root)?))
    }

    /// The same on any file system.
    ///
    /// # Errors
    /// See [`Store::open`].
    pub fn open_with(vfs: Arc<dyn Vfs>) -> Result<Store, StoreError> {
        let lock = vfs.lock()?;
        vfs.make_folder("packages")?;
        let file = vfs.open("state.redb")?;
        let database = Builder::new().create_with_backend(Backend(file))?;
        // The database's name must be as durable as its first commit.
        vfs.sync_folder("")?;
        let store = Store { database, vfs, _lock: lock };
        let write = store.database.begin_write()?;
        {
            write.open_table(PROGRAMS)?;
            write.open_table(ICONS)?;
            write.open_table(USED)?;
            write.open_table(ORDER)?;
            write.open_table(STORAGE)?;
            write.open_table(STORAGE_BYTES)?;
            write.open_table(SETTINGS)?;
        }
        write.commit()?;
        sweep(&store)?;
        Ok(store)
    }

    /// A setting of the host's own.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let table = self.database.begin_read()?.open_table(SETTINGS)?;
        Ok(table.get(key)?.map(|text| text.value().to_owned()))
    }

    /// Sets it, durably.
    ///
    /// # Errors
    /// It is not set then.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(Durability::Immediate, |write| {
            write.open_table(SETTINGS)?.insert(key, value)?;
            Ok(())
        })
    }

    /// Makes every change so far durable.
    ///
    /// # Errors
    /// What was durable before stays so.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.write(Durability::Immediate, |_| Ok(()))
    }

    /// One transaction; an error undoes it.
    pub(crate) fn write<T>(
        &self,
        durability: Durability,
        change: impl FnOnce(&WriteTransaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut write = self.database.begin_write()?;
        write.set_durability(durability)?;
        let result = change(&write)?;
        write.commit()?;
        Ok(result)
    }

    /// Reads one row of a table of texts.
    pub(crate) fn row(
        &self,
        table: TableDefinition<'_, &str, &str>,
        key: &str,
    ) -> Result<Option<String>, StoreError> {
        let table = self.database.begin_read()?.open_table(table)?;
        Ok(table.get(key)?.map(|text| text.value().to_owned()))
    }

    /// All rows of a table of texts.
    pub(crate) fn rows(&self, table: TableDefinition<'_, &str, &str>) -> Result<Vec<String>, StoreError> {
        let table = self.database.begin_read()?.open_table(table)?;
        let mut rows = Vec::new();
        for row in table.iter()? {
            rows.push(row?.1.value().to_owned());
        }
        Ok(rows)
    }

    /// The icon of a program, or nothing.
    pub(crate) fn icon(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        let table = self.database.begin_read()?.open_table(ICONS)?;
        Ok(table.get(id)?.map(|bytes| bytes.value().to_vec()).unwrap_or_default())
    }
}

/// A row that was written by us and cannot be read is a damaged database.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()))
}

pub(crate) fn print<T: serde::Serialize>(row: &T) -> Result<String, StoreError> {
    serde_json::to_string(row).map_err(|error| StoreError::Database(error.to_string()))
}
