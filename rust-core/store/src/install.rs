//! Installed programs: blobs by content, and the index that says which program is which blob.
//!
//! A blob is written whole under a temporary name, made durable, renamed to its digest, and only then named by the index. So the index
//! never names a blob that is not there, whenever the power goes; what no index names is swept when the store opens.

use crate::bytecode::CODE;
use crate::store::{ICONS, PROGRAMS, USED, parse, print};
use crate::{Store, StoreError};
use minihost_ports::{Dialect, PackageDigest, ProgramId};
use redb::{Durability, ReadTransaction, ReadableTable, WriteTransaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is shown of a program without opening its package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallInfo {
    /// Name in English, or the only one.
    pub name: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Version as its publisher writes it.
    pub version: String,
    /// Dialect.
    pub dialect: Dialect,
    /// PNG or SVG bytes; empty for none.
    #[serde(skip)]
    pub icon: Vec<u8>,
    /// Who publishes it; empty when not known.
    pub publisher: String,
}

/// A program whose package is here, whole and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalledProgram {
    /// Its id.
    pub id: ProgramId,
    /// What is shown of it.
    pub info: InstallInfo,
    /// Of the package's bytes.
    pub digest: PackageDigest,
    /// Of the package.
    pub byte_len: u64,
    /// When it was installed, in milliseconds since 1970 UTC.
    pub installed_at_ms: u64,
}

static TEMPORARY: AtomicU64 = AtomicU64::new(0);

pub(crate) fn blob(digest: &PackageDigest) -> String {
    format!("packages/{digest}")
}

fn digest(bytes: &[u8]) -> PackageDigest {
    PackageDigest(Sha256::digest(bytes).into())
}

impl Store {
    /// Keeps a package and makes it the program's version. Durable when it returns; until then the old version, if any, stays usable.
    /// The caller has checked the package.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn install(
        &self,
        id: &ProgramId,
        info: &InstallInfo,
        bytes: &[u8],
        now_ms: u64,
    ) -> Result<InstalledProgram, StoreError> {
        let program = InstalledProgram {
            id: id.clone(),
            info: info.clone(),
            digest: digest(bytes),
            byte_len: bytes.len() as u64,
            installed_at_ms: now_ms,
        };
        let row = print(&program)?;
        let _blobs = self.lock_blobs();
        self.keep_blob(&program.digest, bytes)?;
        let old = self.write(Durability::Immediate, |write| {
            let mut programs = write.open_table(PROGRAMS)?;
            let old = programs.insert(id.as_str(), row.as_str())?.map(|old| old.value().to_owned());
            write.open_table(ICONS)?.insert(id.as_str(), info.icon.as_slice())?;
            Ok(old)
        });
        let old = match old {
            Ok(old) => old,
            Err(error) => {
                self.drop_blob(&program.digest);
                return Err(error);
            }
        };
        if let Some(old) = old.and_then(|old| parse::<InstalledProgram>(&old).ok()) {
            self.drop_blob(&old.digest);
        }
        Ok(program)
    }

    /// Makes the blob stand there, whole and durable.
    fn keep_blob(&self, digest: &PackageDigest, bytes: &[u8]) -> Result<(), StoreError> {
        let (vfs, name) = (self.vfs(), blob(digest));
        if vfs.read(&name).is_ok_and(|old| old == bytes) {
            // Perhaps left by an install that was interrupted before its name was durable.
            return Ok(vfs.sync_folder("packages")?);
        }
        self.put_file(&name, bytes)?;
        Ok(vfs.sync_folder("packages")?)
    }

    /// Writes a file beside the packages under a name of its own and gives it its name when it is whole. The name is not durable yet.
    pub(crate) fn put_file(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.must_be_open()?;
        let vfs = self.vfs();
        let temporary =
            format!("packages/new-{}-{}", std::process::id(), TEMPORARY.fetch_add(1, Ordering::Relaxed));
        let written = vfs.write_new(&temporary, bytes).and_then(|()| vfs.rename(&temporary, name));
        written.map_err(|error| {
            // Best effort: what is left is swept when the store opens next.
            let _ = vfs.remove(&temporary);
            error.into()
        })
    }

    /// All installed programs, by id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn installed(&self) -> Result<Vec<InstalledProgram>, StoreError> {
        self.read(|read| {
            let mut programs = Vec::new();
            for row in read.open_table(PROGRAMS)?.iter()? {
                programs.push(read_program(read, row?.1.value())?);
            }
            Ok(programs)
        })
    }

    /// One installed program.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn program(&self, id: &ProgramId) -> Result<Option<InstalledProgram>, StoreError> {
        self.read(|read| {
            let row = read.open_table(PROGRAMS)?.get(id.as_str())?;
            row.map(|row| read_program(read, row.value())).transpose()
        })
    }

    /// The package of an installed program; its digest is checked, so what is opened is what was installed.
    ///
    /// # Errors
    /// [`StoreError::NotInstalled`]; [`StoreError::Corrupt`] when the bytes are gone or changed.
    pub fn open_package(&self, id: &ProgramId) -> Result<Arc<[u8]>, StoreError> {
        self.open_program(id).map(|(_, bytes)| bytes)
    }

    /// The same with what is known about the program, both of the same version.
    ///
    /// # Errors
    /// See [`Store::open_package`].
    pub fn open_program(&self, id: &ProgramId) -> Result<(InstalledProgram, Arc<[u8]>), StoreError> {
        // An update meanwhile may remove the blob between the two steps.
        let _blobs = self.lock_blobs();
        let program = self.program(id)?.ok_or_else(|| StoreError::NotInstalled(id.clone()))?;
        let bytes = match self.vfs().read(&blob(&program.digest)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Corrupt(id.clone()));
            }
            Err(error) => return Err(error.into()),
        };
        if digest(&bytes) != program.digest {
            return Err(StoreError::Corrupt(id.clone()));
        }
        Ok((program, bytes.into()))
    }

    /// Forgets a program's package; its storage and its row on the used list stay. Durable when it returns.
    ///
    /// # Errors
    /// Nothing changed then.
    pub fn uninstall(&self, id: &ProgramId) -> Result<(), StoreError> {
        let _blobs = self.lock_blobs();
        let gone = self.write(Durability::Immediate, |write| forget_program(write, id))?;
        if let Some(digest) = gone {
            self.drop_blob(&digest);
        }
        Ok(())
    }

    /// Removes a blob if no program names it. A failure only leaves garbage for the next sweep. The caller holds the blobs' lock.
    pub(crate) fn drop_blob(&self, digest: &PackageDigest) {
        let named = self.installed().map_or(true, |all| all.iter().any(|program| program.digest == *digest));
        if named {
            return;
        }
        for name in [blob(digest), blob(digest) + CODE] {
            if let Err(error) = self.vfs().remove(&name) {
                tracing::warn!(%digest, %error, "a package that nothing needs could not be removed");
            }
        }
    }
}

fn read_program(read: &ReadTransaction, row: &str) -> Result<InstalledProgram, StoreError> {
    let mut program: InstalledProgram = parse(row)?;
    let icon = read.open_table(ICONS)?.get(program.id.as_str())?;
    program.info.icon = icon.map(|bytes| bytes.value().to_vec()).unwrap_or_default();
    Ok(program)
}

/// Takes a program out of the index; gives the digest of its package. Its icon stays while the used list shows it.
pub(crate) fn forget_program(
    write: &WriteTransaction,
    id: &ProgramId,
) -> Result<Option<PackageDigest>, StoreError> {
    let Some(row) = write.open_table(PROGRAMS)?.remove(id.as_str())?.map(|row| row.value().to_owned()) else {
        return Ok(None);
    };
    if write.open_table(USED)?.get(id.as_str())?.is_none() {
        write.open_table(ICONS)?.remove(id.as_str())?;
    }
    Ok(parse::<InstalledProgram>(&row).ok().map(|program| program.digest))
}

/// Removes what an interrupted install or uninstall left: temporary files and blobs that no program names.
pub(crate) fn sweep(store: &Store) -> Result<(), StoreError> {
    let named: HashSet<String> =
        store.installed()?.iter().map(|program| program.digest.to_string()).collect();
    let mut names = store.vfs().list("packages")?;
    names.retain(|name| !named.contains(name.strip_suffix(CODE).unwrap_or(name)));
    if names.is_empty() {
        return Ok(());
    }
    // What was just read may not be durable itself, if the last commit failed at its very end. It must be, before what an older
    // state would need goes.
    store.flush()?;
    for name in names {
        // A full or read-only disk must not keep the store from opening.
        let _ = store.vfs().remove(&format!("packages/{name}"));
    }
    Ok(())
}
