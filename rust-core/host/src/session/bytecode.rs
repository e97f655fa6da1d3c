//! Compiled scripts of the open program, kept beside its package from one opening to the next.
//!
//! All of a program's entries are one file: read when it opens, written when something was compiled and the session is at rest. The
//! script engine believes an entry only with this installation's tag, so what a damaged or foreign file holds is compiled anew.

use minihost_ports::PackageDigest;
use minihost_script::{BytecodeStore, CacheConfig};
use minihost_store::{BYTECODE_LIMIT, Store, StoreError};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// Keys are hex digests of this length.
const KEY: usize = 64;

struct Entry {
    bytes: Vec<u8>,
    /// Asked for or made by this session.
    is_used: Cell<bool>,
}

/// See the module's documentation.
pub(crate) struct ProgramBytecode {
    store: Arc<Store>,
    package: PackageDigest,
    entries: RefCell<BTreeMap<String, Entry>>,
    bytes: Cell<usize>,
    is_new: Cell<bool>,
}

impl ProgramBytecode {
    /// Reads what is kept for a package.
    ///
    /// # Errors
    /// There is no key: the store fails.
    pub fn open(
        store: Arc<Store>,
        package: PackageDigest,
    ) -> Result<(Rc<ProgramBytecode>, CacheConfig), StoreError> {
        let key = store.bytecode_key()?;
        let entries = decode(&store.bytecode(&package).unwrap_or_default());
        let bytes = entries.values().map(|entry| KEY + 4 + entry.bytes.len()).sum();
        let own = Rc::new(ProgramBytecode {
            store,
            package,
            entries: RefCell::new(entries),
            bytes: Cell::new(bytes),
            is_new: Cell::new(false),
        });
        Ok((Rc::clone(&own), CacheConfig { store: own, key }))
    }

    /// Writes what was compiled since the last time, if anything was.
    pub fn save(&self) {
        if !self.is_new.replace(false) {
            return;
        }
        if let Err(error) = self.store.keep_bytecode(&self.package, &encode(&self.entries.borrow())) {
            tracing::warn!(%error, "compiled scripts are not kept");
        }
    }
}

impl BytecodeStore for ProgramBytecode {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let entries = self.entries.borrow();
        let entry = entries.get(key)?;
        entry.is_used.set(true);
        Some(entry.bytes.clone())
    }

    fn put(&self, key: &str, entry: &[u8]) {
        let mut entries = self.entries.borrow_mut();
        if !entries.values().any(|entry| entry.is_used.get()) {
            // A package's scripts never change, so a file of which nothing is wanted is another engine's.
            entries.clear();
            self.bytes.set(0);
        }
        let size = KEY + 4 + entry.len();
        let before = entries.get(key).map_or(0, |old| KEY + 4 + old.bytes.len());
        if key.len() != KEY || self.bytes.get() - before + size > BYTECODE_LIMIT {
            return;
        }
        self.bytes.set(self.bytes.get() - before + size);
        entries.insert(key.to_owned(), Entry { bytes: entry.to_vec(), is_used: Cell::new(true) });
        self.is_new.set(true);
    }
}

/// For each entry its key, its length in four bytes, itself.
fn encode(entries: &BTreeMap<String, Entry>) -> Vec<u8> {
    let mut out = Vec::new();
    for (key, entry) in entries {
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(&(entry.bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(&entry.bytes);
    }
    out
}

/// What can be read; a file that was cut off gives what came before.
fn decode(mut rest: &[u8]) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    while let Some((key, tail)) = rest.split_at_checked(KEY) {
        let Some((length, tail)) = tail.split_first_chunk::<4>() else { break };
        let Some((bytes, tail)) = tail.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        let Ok(key) = std::str::from_utf8(key) else { break };
        entries.insert(key.to_owned(), Entry { bytes: bytes.to_vec(), is_used: Cell::new(false) });
        rest = tail;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_ports::{Dialect, ProgramId};
    use minihost_store::InstallInfo;
    use minihost_store::vfs::MemoryVfs;

    fn installed() -> (Arc<Store>, PackageDigest) {
        let store = Store::open_with(Arc::new(MemoryVfs::new()), None).expect("opens");
        let info = InstallInfo {
            name: "A".into(),
            name_zh: "A".into(),
            version: "1".into(),
            dialect: Dialect::WeChat,
            icon: Vec::new(),
            publisher: String::new(),
        };
        let id = ProgramId::new("a").expect("valid");
        let digest = store.install(&id, &info, b"package", 1).expect("installs").digest;
        (Arc::new(store), digest)
    }

    fn key(n: u8) -> String {
        format!("{n:064x}")
    }

    #[test]
    fn entries_come_back() {
        let (store, package) = installed();
        let (first, _) = ProgramBytecode::open(store.clone(), package).expect("a key");
        first.put(&key(1), b"one");
        first.put(&key(2), b"two");
        first.put(&key(2), b"two again");
        first.save();
        let (second, _) = ProgramBytecode::open(store, package).expect("a key");
        assert_eq!(second.get(&key(1)).as_deref(), Some(&b"one"[..]));
        assert_eq!(second.get(&key(2)).as_deref(), Some(&b"two again"[..]));
        assert_eq!(second.get(&key(3)), None);
    }

    #[test]
    fn what_another_engine_left_goes() {
        let (store, package) = installed();
        let (first, _) = ProgramBytecode::open(store.clone(), package).expect("a key");
        first.put(&key(1), b"of an older engine");
        first.save();
        let (second, _) = ProgramBytecode::open(store.clone(), package).expect("a key");
        second.put(&key(2), b"new");
        second.save();
        assert_eq!(store.bytecode(&package).map(|bytes| bytes.len()), Some(KEY + 4 + 3));
    }

    #[test]
    fn any_bytes_are_read_without_harm() {
        let whole = {
            let mut entries = BTreeMap::new();
            entries.insert(key(1), Entry { bytes: b"one".to_vec(), is_used: Cell::new(true) });
            entries.insert(key(2), Entry { bytes: b"two".to_vec(), is_used: Cell::new(true) });
            encode(&entries)
        };
        assert_eq!(decode(&whole).len(), 2);
        for length in 0..whole.len() {
            assert!(decode(&whole[..length]).len() < 2, "cut to {length}");
        }
        assert!(decode(&[0xff; 200]).is_empty());
    }

    #[test]
    fn a_cache_has_a_size() {
        let (store, package) = installed();
        let (cache, _) = ProgramBytecode::open(store.clone(), package).expect("a key");
        for n in 0..20 {
            cache.put(&key(n), &vec![0; 1 << 20]);
        }
        cache.save();
        let kept = store.bytecode(&package).expect("kept").len();
        assert!((BYTECODE_LIMIT - (2 << 20)..=BYTECODE_LIMIT).contains(&kept), "{kept}");
    }
}
