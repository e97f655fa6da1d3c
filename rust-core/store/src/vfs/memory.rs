//! A file system in memory that forgets what was not made durable and fails when it is told to. For tests, also of hosts.

use super::{Vfs, VfsFile};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Bytes = Arc<Mutex<Content>>;

#[derive(Debug, Default, Clone)]
struct Content {
    now: Vec<u8>,
    durable: Vec<u8>,
}

#[derive(Debug, Default)]
struct Disk {
    /// Names as a program sees them.
    names: BTreeMap<String, Bytes>,
    /// Names that survive a crash.
    durable: BTreeMap<String, Bytes>,
    locked: bool,
    operations: u64,
    fail_at: Option<u64>,
}

/// A disk in memory. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct MemoryVfs {
    disk: Arc<Mutex<Disk>>,
}

impl MemoryVfs {
    /// An empty disk.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many operations that change something were asked for so far.
    pub fn operations(&self) -> u64 {
        self.disk().operations
    }

    /// From the `n`th operation on (counted from the start), every change fails as a full disk does; `None` heals it.
    pub fn fail_from(&self, n: Option<u64>) {
        self.disk().fail_at = n;
    }

    /// The power goes: what was not made durable is gone, and so is every lock. Open files must not be used any more.
    pub fn crash(&self) -> MemoryVfs {
        let disk = self.disk();
        let revive = |bytes: &Bytes| {
            let content = lock(bytes);
            Arc::new(Mutex::new(Content { now: content.durable.clone(), durable: content.durable.clone() }))
        };
        let names: BTreeMap<String, Bytes> =
            disk.durable.iter().map(|(name, bytes)| (name.clone(), revive(bytes))).collect();
        MemoryVfs { disk: Arc::new(Mutex::new(Disk { durable: names.clone(), names, ..Disk::default() })) }
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        lock(&self.disk)
    }

    fn change(&self) -> io::Result<MutexGuard<'_, Disk>> {
        let mut disk = self.disk();
        disk.operations += 1;
        if disk.fail_at.is_some_and(|n| disk.operations >= n) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(disk)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Held(MemoryVfs);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.disk().locked = false;
    }
}

impl Vfs for MemoryVfs {
    fn lock(&self) -> io::Result<Box<dyn Send + Sync>> {
        let mut disk = self.disk();
        if disk.locked {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        disk.locked = true;
        Ok(Box::new(Held(self.clone())))
    }

    fn make_folder(&self, _name: &str) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let prefix = format!("{folder}/");
        Ok(self
            .disk()
            .names
            .keys()
            .filter_map(|name| name.strip_prefix(&prefix))
            .map(str::to_owned)
            .collect())
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        match self.disk().names.get(name) {
            Some(bytes) => Ok(lock(bytes).now.clone()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.change()?;
        if disk.names.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let content = Content { now: bytes.to_vec(), durable: bytes.to_vec() };
        disk.names.insert(name.to_owned(), Arc::new(Mutex::new(content)));
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut disk = self.change()?;
        let bytes = disk.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        disk.names.insert(to.to_owned(), bytes);
        Ok(())
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        let mut disk = self.change()?;
        let inside = |name: &str| name.rsplit_once('/').map_or("", |(parent, _)| parent) == folder;
        let mut durable = std::mem::take(&mut disk.durable);
        durable.retain(|name, _| !inside(name));
        durable.extend(
            disk.names
                .iter()
                .filter(|(name, _)| inside(name))
                .map(|(name, bytes)| (name.clone(), Arc::clone(bytes))),
        );
        disk.durable = durable;
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.change()?.names.remove(name);
        Ok(())
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn VfsFile>> {
        let mut disk = self.disk();
        let bytes = Arc::clone(disk.names.entry(name.to_owned()).or_default());
        drop(disk);
        Ok(Arc::new(MemoryFile { vfs: self.clone(), bytes }))
    }
}

#[derive(Debug)]
struct MemoryFile {
    vfs: MemoryVfs,
    bytes: Bytes,
}

impl VfsFile for MemoryFile {
    fn len(&self) -> io::Result<u64> {
        Ok(lock(&self.bytes).now.len() as u64)
    }

    fn read_at(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let content = lock(&self.bytes);
        let from = offset as usize;
        let piece = content.now.get(from..from + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(piece);
        Ok(())
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        drop(self.vfs.change()?);
        let mut content = lock(&self.bytes);
        let (from, to) = (offset as usize, offset as usize + bytes.len());
        if content.now.len() < to {
            content.now.resize(to, 0);
        }
        content.now[from..to].copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        drop(self.vfs.change()?);
        lock(&self.bytes).now.resize(length as usize, 0);
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        drop(self.vfs.change()?);
        let mut content = lock(&self.bytes);
        let now = content.now.clone();
        content.durable.clone_from(&now);
        Ok(())
    }
}
