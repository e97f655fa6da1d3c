//! Compiled scripts of installed programs: a cache beside each package, and the secret that authenticates what is in it.
//!
//! A cache may be lost at any time, so nothing here is made durable by a sync of the folder, and no failure is anybody's fault but the
//! cache's. What is read back is not trusted: whoever loads bytecode checks its tag, which only this installation's key makes.

use crate::install::blob;
use crate::store::SETTINGS;
use crate::{Store, StoreError};
use minihost_ports::PackageDigest;
use redb::{Durability, ReadableTable};
use std::fmt::Write;

/// Ends the name of a package's cache.
pub(crate) const CODE: &str = ".code";
const KEY: &str = "\0bytecode key";

/// Bytes of one package's cache; what is larger is not kept.
pub const BYTECODE_LIMIT: usize = 8 << 20;

fn hex(key: &[u8; 32]) -> String {
    let mut text = String::with_capacity(64);
    for byte in key {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (n, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[n * 2..n * 2 + 2], 16).ok()?;
    }
    Some(key)
}

impl Store {
    /// The secret of this installation for its caches, drawn when it is first asked for.
    ///
    /// # Errors
    /// The database fails, or the system has no random numbers.
    pub fn bytecode_key(&self) -> Result<[u8; 32], StoreError> {
        if let Some(key) = self.row(SETTINGS, KEY)?.as_deref().and_then(unhex) {
            return Ok(key);
        }
        let mut fresh = [0; 32];
        getrandom::fill(&mut fresh).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
        self.write(Durability::Immediate, |write| {
            let mut settings = write.open_table(SETTINGS)?;
            // Another thread may have been faster.
            let known = settings.get(KEY)?.and_then(|text| unhex(text.value()));
            if let Some(known) = known {
                return Ok(known);
            }
            settings.insert(KEY, hex(&fresh).as_str())?;
            Ok(fresh)
        })
    }

    /// What was kept for a package; not to be trusted.
    pub fn bytecode(&self, package: &PackageDigest) -> Option<Vec<u8>> {
        self.vfs().read(&(blob(package) + CODE)).ok().filter(|bytes| bytes.len() <= BYTECODE_LIMIT)
    }

    /// Keeps a package's cache in place of the old one. It goes with the package; of a package that is not installed none is kept.
    ///
    /// # Errors
    /// There is the old cache or none then.
    pub fn keep_bytecode(&self, package: &PackageDigest, bytes: &[u8]) -> Result<(), StoreError> {
        let _blobs = self.lock_blobs();
        if bytes.len() > BYTECODE_LIMIT || !self.installed()?.iter().any(|known| known.digest == *package) {
            return Ok(());
        }
        self.put_file(&(blob(package) + CODE), bytes)
    }
}
