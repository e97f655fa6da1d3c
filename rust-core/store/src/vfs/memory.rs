//! A file system in memory that forgets what was not made durable and fails when it is told to. For tests, also of hosts.

use super::{Vfs, VfsFile};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a drive writes in one piece; a write may be torn between two of these.
const SECTOR_BYTES: usize = 512;

type Bytes = Arc<Mutex<Content>>;
type Names = BTreeMap<String, Bytes>;

#[derive(Debug, Default, Clone)]
struct Content {
    now: Vec<u8>,
    durable: Vec<u8>,
    /// What happened since `durable`, in order.
    pending: Vec<Write>,
}

#[derive(Debug, Clone)]
enum Write {
    At(usize, Vec<u8>),
    Length(usize),
}

impl Write {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Write::At(from, piece) => {
                let to = from + piece.len();
                if bytes.len() < to {
                    bytes.resize(to, 0);
                }
                bytes[*from..to].copy_from_slice(piece);
            }
            Write::Length(length) => bytes.resize(*length, 0),
        }
    }
}

#[derive(Debug, Clone)]
enum Naming {
    Set(String, Bytes),
    Rename(String, String),
    Remove(String),
}

impl Naming {
    /// The folder whose `fsync` makes it durable. Nothing is renamed between folders.
    fn folder(&self) -> &str {
        let (Naming::Set(name, _) | Naming::Rename(_, name) | Naming::Remove(name)) = self;
        name.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    fn apply(&self, names: &mut Names) {
        match self {
            Naming::Set(name, bytes) => {
                names.insert(name.clone(), Arc::clone(bytes));
            }
            Naming::Rename(from, to) => {
                if let Some(bytes) = names.remove(from) {
                    names.insert(to.clone(), bytes);
                }
            }
            Naming::Remove(name) => {
                names.remove(name);
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Fault {
    From(u64),
    At(u64),
}

#[derive(Debug, Default)]
struct Disk {
    /// Names as a program sees them.
    names: Names,
    /// Names that survive a crash.
    durable: Names,
    /// What happened to names since, in order.
    pending: Vec<Naming>,
    locked: bool,
    operations: u64,
    syncs: u64,
    fault: Option<Fault>,
}

impl Disk {
    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.pending.push(naming);
    }
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

    /// How many of them made something durable.
    pub fn syncs(&self) -> u64 {
        self.disk().syncs
    }

    /// From the `n`th operation on (counted from the start), every change fails as a full disk does; `None` heals it.
    pub fn fail_from(&self, n: Option<u64>) {
        self.disk().fault = n.map(Fault::From);
    }

    /// The `n`th operation (counted from the start) fails as a full disk does, and only that.
    pub fn fail_at(&self, n: u64) {
        self.disk().fault = Some(Fault::At(n));
    }

    /// The power goes: what was not made durable is gone, and so is every lock. This disk goes on as it was.
    #[must_use]
    pub fn crash(&self) -> MemoryVfs {
        self.crash_with(|| 0)
    }

    /// The power goes while the drive was writing: of what was not made durable some is there and some not, and writes are torn.
    /// Names keep their order, as file systems with a journal do. The seed decides.
    #[must_use]
    pub fn crash_midway(&self, seed: u64) -> MemoryVfs {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        self.crash_with(move || {
            // xorshift64
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state >> 32
        })
    }

    /// `dice` gives 0 for nothing, else something that has reached the drive.
    fn crash_with(&self, mut dice: impl FnMut() -> u64) -> MemoryVfs {
        let disk = self.disk();
        let mut names = disk.durable.clone();
        let reached = dice() as usize % (disk.pending.len() + 1);
        disk.pending.iter().take(reached).for_each(|naming| naming.apply(&mut names));
        let mut revive = |bytes: &Bytes| {
            let content = lock(bytes);
            let mut durable = content.durable.clone();
            for write in &content.pending {
                let chance = dice();
                match write {
                    _ if chance.is_multiple_of(3) => {}
                    Write::At(from, piece) if chance % 3 == 1 && piece.len() > SECTOR_BYTES => {
                        let sectors = dice() as usize % (piece.len() / SECTOR_BYTES);
                        Write::At(*from, piece[..sectors * SECTOR_BYTES].to_vec()).apply(&mut durable);
                    }
                    whole => whole.apply(&mut durable),
                }
            }
            Arc::new(Mutex::new(Content { now: durable.clone(), durable, pending: Vec::new() }))
        };
        let names: Names = names.iter().map(|(name, bytes)| (name.clone(), revive(bytes))).collect();
        MemoryVfs { disk: Arc::new(Mutex::new(Disk { durable: names.clone(), names, ..Disk::default() })) }
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        lock(&self.disk)
    }

    fn change(&self) -> io::Result<MutexGuard<'_, Disk>> {
        let mut disk = self.disk();
        disk.operations += 1;
        let fails = match disk.fault {
            Some(Fault::From(n)) => disk.operations >= n,
            Some(Fault::At(n)) => disk.operations == n,
            None => false,
        };
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(disk) }
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

    /// Folders are always there.
    fn make_folder(&self, _name: &str) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let disk = self.disk();
        let inside = disk.names.keys().filter_map(|name| name.strip_prefix(&prefix));
        Ok(inside.filter(|name| !name.contains('/')).map(str::to_owned).collect())
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
        let content = Arc::new(Mutex::new(Content::default()));
        disk.name(Naming::Set(name.to_owned(), Arc::clone(&content)));
        drop(disk);
        // Three steps, as on a real disk: each can fail after the others.
        let file = MemoryFile { vfs: self.clone(), bytes: content };
        file.write_at(0, bytes)?;
        file.sync()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut disk = self.change()?;
        if !disk.names.contains_key(from) {
            return Err(io::ErrorKind::NotFound.into());
        }
        disk.name(Naming::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        let mut disk = self.change()?;
        disk.syncs += 1;
        let (now, later) =
            std::mem::take(&mut disk.pending).into_iter().partition(|naming| naming.folder() == folder);
        disk.pending = later;
        let now: Vec<Naming> = now;
        for naming in now {
            naming.apply(&mut disk.durable);
        }
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut disk = self.change()?;
        if disk.names.contains_key(name) {
            disk.name(Naming::Remove(name.to_owned()));
        }
        Ok(())
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn VfsFile>> {
        let known = self.disk().names.get(name).cloned();
        let bytes = if let Some(bytes) = known {
            bytes
        } else {
            let bytes = Bytes::default();
            self.change()?.name(Naming::Set(name.to_owned(), Arc::clone(&bytes)));
            bytes
        };
        Ok(Arc::new(MemoryFile { vfs: self.clone(), bytes }))
    }
}

#[derive(Debug)]
struct MemoryFile {
    vfs: MemoryVfs,
    bytes: Bytes,
}

impl MemoryFile {
    fn write(&self, write: Write) -> io::Result<()> {
        drop(self.vfs.change()?);
        let mut content = lock(&self.bytes);
        write.apply(&mut content.now);
        content.pending.push(write);
        Ok(())
    }
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
        self.write(Write::At(offset as usize, bytes.to_vec()))
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.write(Write::Length(length as usize))
    }

    fn sync(&self) -> io::Result<()> {
        self.vfs.change()?.syncs += 1;
        let mut content = lock(&self.bytes);
        let Content { now, durable, .. } = &mut *content;
        durable.clone_from(now);
        content.pending.clear();
        Ok(())
    }
}
