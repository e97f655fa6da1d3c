//! The used list: "mini programs you've used".

use crate::install::forget_program;
use crate::storage::erase;
use crate::store::{ICONS, ORDER, PROGRAMS, STORAGE, STORAGE_BYTES, USED, parse, print};
use crate::{InstallInfo, InstalledProgram, Store, StoreError};
use minihost_ports::ProgramId;
use redb::{Durability, ReadableTable, ReadableTableMetadata, WriteTransaction};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One row. It keeps name and icon, so it stays right after the package is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedProgram {
    /// The program.
    pub id: ProgramId,
    /// What is shown of it.
    pub info: InstallInfo,
    /// Last use, in milliseconds since 1970 UTC.
    pub last_used_ms: u64,
    /// The user keeps it on top.
    pub pinned: bool,
}

impl std::ops::Deref for UsedProgram {
    type Target = InstallInfo;
    fn deref(&self) -> &InstallInfo {
        &self.info
    }
}

#[derive(Serialize, Deserialize)]
struct Row {
    id: ProgramId,
    info: InstallInfo,
    last_used_ms: u64,
    pinned: bool,
}

impl Row {
    fn key(&self) -> (bool, u64, &str) {
        (!self.pinned, u64::MAX - self.last_used_ms, self.id.as_str())
    }
}

impl Store {
    /// Puts a program on top of the list. Becomes durable within a second, with the next durable change, or with [`Store::flush`],
    /// whichever comes first: a touch that a power cut within that time takes away is no harm, and an `fsync` for each opening
    /// would be felt.
    ///
    /// # Errors
    /// [`StoreError::NotInstalled`] when nothing is known of the program.
    pub fn record_use(&self, id: &ProgramId, now_ms: u64) -> Result<(), StoreError> {
        self.write(Durability::None, |write| {
            let known = row_of(write, id)?;
            let programs = write.open_table(PROGRAMS)?;
            let installed =
                programs.get(id.as_str())?.map(|row| parse::<InstalledProgram>(row.value())).transpose()?;
            let info =
                installed.map(|program| program.info).or_else(|| known.as_ref().map(|row| row.info.clone()));
            let info = info.ok_or_else(|| StoreError::NotInstalled(id.clone()))?;
            let pinned = known.as_ref().is_some_and(|row| row.pinned);
            put(write, known.as_ref(), &Row { id: id.clone(), info, last_used_ms: now_ms, pinned })
        })
    }

    /// The list: pinned programs first, then the newest; `limit` rows after the first `offset`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn used(&self, limit: usize, offset: usize) -> Result<Vec<UsedProgram>, StoreError> {
        self.read(|read| {
            let (order, used, icons) =
                (read.open_table(ORDER)?, read.open_table(USED)?, read.open_table(ICONS)?);
            let mut rows = Vec::new();
            for entry in order.iter()?.skip(offset).take(limit) {
                let key = entry?.0;
                let (_, _, id) = key.value();
                let Some(text) = used.get(id)? else { continue };
                let row: Row = parse(text.value())?;
                let icon = icons.get(id)?.map(|bytes| bytes.value().to_vec()).unwrap_or_default();
                rows.push(UsedProgram {
                    id: row.id,
                    info: InstallInfo { icon, ..row.info },
                    last_used_ms: row.last_used_ms,
                    pinned: row.pinned,
                });
            }
            Ok(rows)
        })
    }

    /// How many programs are on the list.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn used_count(&self) -> Result<usize, StoreError> {
        self.read(|read| Ok(read.open_table(USED)?.len()? as usize))
    }

    /// Keeps a program on top of the list, or no longer. True if it is on the list.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn set_pinned(&self, id: &ProgramId, pinned: bool) -> Result<bool, StoreError> {
        self.write(Durability::Immediate, |write| {
            let Some(old) = row_of(write, id)? else { return Ok(false) };
            let row =
                Row { id: old.id.clone(), info: old.info.clone(), last_used_ms: old.last_used_ms, pinned };
            put(write, Some(&old), &row)?;
            Ok(true)
        })
    }

    /// Takes the oldest programs off the list until `most` are left, and those that were last used before `not_before_ms`; pinned ones stay
    /// and do not count. Becomes durable as [`Store::record_use`] does. How many went.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn trim_used(&self, most: usize, not_before_ms: u64) -> Result<usize, StoreError> {
        self.write(Durability::None, |write| {
            let mut gone = Vec::new();
            // Rows that are not pinned follow those that are.
            for (at, entry) in write.open_table(ORDER)?.range((true, 0, "")..)?.enumerate() {
                let key = entry?.0;
                let (_, age, id) = key.value();
                if at >= most || u64::MAX - age < not_before_ms {
                    // Only what was an id once can stand there.
                    gone.extend(ProgramId::new(id));
                }
            }
            for id in &gone {
                forget_use(write, id)?;
            }
            Ok(gone.len())
        })
    }

    /// Takes a program off the list; its package and data stay. Durable before it returns. True if it was there.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn remove_used(&self, id: &ProgramId) -> Result<bool, StoreError> {
        self.erase(|write| forget_use(write, id))
    }

    /// The same, and forgets its storage and its package too, all in one step.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn remove_used_with_data(&self, id: &ProgramId) -> Result<bool, StoreError> {
        let _blobs = self.lock_blobs();
        let (was_there, gone) = self.erase(|write| {
            let was_there = forget_use(write, id)?;
            erase(write.open_table(STORAGE)?, write.open_table(STORAGE_BYTES)?, id)?;
            Ok((was_there, forget_program(write, id)?))
        })?;
        if let Some(digest) = gone {
            self.drop_blob(&digest);
        }
        Ok(was_there)
    }

    /// Empties the list; packages and data stay. Durable before it returns.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn clear_used(&self) -> Result<(), StoreError> {
        self.erase(|write| {
            write.open_table(USED)?.retain(|_, _| false)?;
            write.open_table(ORDER)?.retain(|_, ()| false)?;
            let programs = write.open_table(PROGRAMS)?;
            let mut kept = HashSet::new();
            for row in programs.iter()? {
                kept.insert(row?.0.value().to_owned());
            }
            write.open_table(ICONS)?.retain(|id, _| kept.contains(id))?;
            Ok(())
        })
    }
}

fn row_of(write: &WriteTransaction, id: &ProgramId) -> Result<Option<Row>, StoreError> {
    write.open_table(USED)?.get(id.as_str())?.map(|row| parse(row.value())).transpose()
}

fn put(write: &WriteTransaction, old: Option<&Row>, row: &Row) -> Result<(), StoreError> {
    let mut order = write.open_table(ORDER)?;
    if let Some(old) = old {
        order.remove(old.key())?;
    }
    order.insert(row.key(), ())?;
    write.open_table(USED)?.insert(row.id.as_str(), print(row)?.as_str())?;
    Ok(())
}

/// Takes a program off the list. Its icon stays while it is installed.
fn forget_use(write: &WriteTransaction, id: &ProgramId) -> Result<bool, StoreError> {
    let Some(row) = row_of(write, id)? else { return Ok(false) };
    write.open_table(USED)?.remove(id.as_str())?;
    write.open_table(ORDER)?.remove(row.key())?;
    if write.open_table(PROGRAMS)?.get(id.as_str())?.is_none() {
        write.open_table(ICONS)?.remove(id.as_str())?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_ports::Dialect;

    #[test]
    fn the_list_is_trimmed_from_its_end() {
        let folder = tempfile::tempdir().expect("folder");
        let id = |n: usize| ProgramId::new(format!("p{n}")).expect("valid");
        let names = |store: &Store| {
            let rows = store.used(100, 0).expect("readable");
            rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>().join(" ")
        };
        {
            let store = Store::open(folder.path()).expect("opens");
            for n in 0..6 {
                let info = InstallInfo {
                    name: "n".into(),
                    name_zh: "n".into(),
                    version: "1".into(),
                    dialect: Dialect::WeChat,
                    icon: Vec::new(),
                    publisher: String::new(),
                };
                store.install(&id(n), &info, b"bytes", 0).expect("installs");
                store.record_use(&id(n), 1000 + n as u64).expect("records");
            }
            store.set_pinned(&id(0), true).expect("pins");
            assert_eq!(names(&store), "p0 p5 p4 p3 p2 p1");
            assert_eq!(store.trim_used(3, 0).expect("trims"), 2);
            assert_eq!(names(&store), "p0 p5 p4 p3", "the pinned one does not count");
            assert_eq!(store.trim_used(100, 1005).expect("trims"), 2);
            assert_eq!(names(&store), "p0 p5");
            assert_eq!(store.trim_used(100, 1005).expect("trims"), 0);
            store.flush().expect("durable");
        }
        let store = Store::open(folder.path()).expect("opens again");
        assert_eq!(names(&store), "p0 p5");
        assert_eq!(store.used_count().expect("readable"), 2);
    }
}
