//! A program's own storage: texts by key, within the dialect's limits. Nobody else's keys can be reached.

use crate::store::{STORAGE, STORAGE_BYTES};
use crate::{Store, StoreError};
use minihost_ports::{Dialect, ProgramId};
use redb::{Durability, ReadableTable, Table};

/// How much one program may keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageLimits {
    /// All keys and values together, in bytes.
    pub total_bytes: u64,
    /// One value, in bytes.
    pub key_bytes: u64,
}

/// The dialects' limits: WeChat, ByteDance and Baidu document 10 MB in all and 1 MB a key, Alipay 200 KB a key.
pub fn storage_limits(dialect: Dialect) -> StorageLimits {
    const MB: u64 = 1024 * 1024;
    match dialect {
        Dialect::WeChat | Dialect::ByteDance | Dialect::Baidu => {
            StorageLimits { total_bytes: 10 * MB, key_bytes: MB }
        }
        Dialect::Alipay => StorageLimits { total_bytes: 10 * MB, key_bytes: 200 * 1024 },
    }
}

/// One program's storage. A value that is set becomes durable within a second, with the next durable change of the store, or with
/// its flush, which sessions do when they hide or close; removing and clearing are durable at once.
pub struct ProgramStorage<'s> {
    store: &'s Store,
    id: &'s ProgramId,
    limits: StorageLimits,
}

impl Store {
    /// A program's storage.
    pub fn storage<'s>(&'s self, id: &'s ProgramId, dialect: Dialect) -> ProgramStorage<'s> {
        ProgramStorage { store: self, id, limits: storage_limits(dialect) }
    }
}

fn size(key: &str, value: &str) -> u64 {
    (key.len() + value.len()) as u64
}

impl ProgramStorage<'_> {
    /// The limits.
    pub fn limits(&self) -> StorageLimits {
        self.limits
    }

    /// A value.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let row = (self.id.as_str(), key);
        self.store.read(|read| Ok(read.open_table(STORAGE)?.get(row)?.map(|text| text.value().to_owned())))
    }

    /// Sets a value.
    ///
    /// # Errors
    /// [`StoreError::QuotaExceeded`]; the old value stays then.
    pub fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        if size(key, value) > self.limits.key_bytes {
            return Err(StoreError::QuotaExceeded { what: "one key", limit_bytes: self.limits.key_bytes });
        }
        let (id, limit) = (self.id.as_str(), self.limits.total_bytes);
        self.store.write(Durability::None, |write| {
            let mut table = write.open_table(STORAGE)?;
            let mut sizes = write.open_table(STORAGE_BYTES)?;
            let total = sizes.get(id)?.map_or(0, |total| total.value());
            let old = table.get((id, key))?.map_or(0, |old| size(key, old.value()));
            let total = total.saturating_sub(old) + size(key, value);
            if total > limit {
                return Err(StoreError::QuotaExceeded { what: "all keys", limit_bytes: limit });
            }
            table.insert((id, key), value)?;
            sizes.insert(id, total)?;
            Ok(())
        })
    }

    /// Removes a value; it need not be there.
    ///
    /// # Errors
    /// It is still there then.
    pub fn remove(&self, key: &str) -> Result<(), StoreError> {
        let id = self.id.as_str();
        self.store.write(Durability::Immediate, |write| {
            let mut table = write.open_table(STORAGE)?;
            let mut sizes = write.open_table(STORAGE_BYTES)?;
            let gone = table.remove((id, key))?.map(|old| size(key, old.value()));
            if let Some(gone) = gone {
                let total = sizes.get(id)?.map_or(0, |total| total.value());
                sizes.insert(id, total.saturating_sub(gone))?;
            }
            Ok(())
        })
    }

    /// Removes all values.
    ///
    /// # Errors
    /// They are still there then.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.store.write(Durability::Immediate, |write| {
            erase(write.open_table(STORAGE)?, write.open_table(STORAGE_BYTES)?, self.id)
        })
    }

    /// The keys, in byte order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.store.read(|read| keys_of(&read.open_table(STORAGE)?, self.id))
    }

    /// Bytes of all keys and values.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn byte_len(&self) -> Result<u64, StoreError> {
        let id = self.id.as_str();
        self.store.read(|read| Ok(read.open_table(STORAGE_BYTES)?.get(id)?.map_or(0, |total| total.value())))
    }
}

/// Forgets everything a program stored.
pub(crate) fn erase(
    mut table: Table<'_, (&'static str, &'static str), &'static str>,
    mut sizes: Table<'_, &'static str, u64>,
    id: &ProgramId,
) -> Result<(), StoreError> {
    let keys = keys_of(&table, id)?;
    for key in keys {
        table.remove((id.as_str(), key.as_str()))?;
    }
    sizes.remove(id.as_str())?;
    Ok(())
}

/// A program's keys. Rows of one program lie together, beginning with the empty key.
fn keys_of(
    table: &impl ReadableTable<(&'static str, &'static str), &'static str>,
    id: &ProgramId,
) -> Result<Vec<String>, StoreError> {
    let mut keys = Vec::new();
    for row in table.range((id.as_str(), "")..)? {
        let key = row?.0;
        let (owner, name) = key.value();
        if owner != id.as_str() {
            break;
        }
        keys.push(name.to_owned());
    }
    Ok(keys)
}
