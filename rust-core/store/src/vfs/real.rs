//! A folder on disk.

use super::{Vfs, VfsFile};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A folder on disk. `File::sync_all` is `fsync`, and `F_FULLFSYNC` on Apple's systems, where `fsync` alone leaves bytes in the drive's cache.
#[derive(Debug, Clone)]
pub struct FolderVfs {
    root: PathBuf,
}

impl FolderVfs {
    /// Uses a folder, made if it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        Ok(FolderVfs { root: root.to_owned() })
    }
}

impl Vfs for FolderVfs {
    fn lock(&self) -> io::Result<Box<dyn Send + Sync>> {
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(self.root.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Box::new(file)),
            Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn make_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir_all(self.root.join(name))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.root.join(folder))? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(name))
    }

    fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().create_new(true).write(true).open(self.root.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        // Windows has no such call; its file system writes names in order by itself.
        if cfg!(unix) { File::open(self.root.join(folder))?.sync_all() } else { Ok(()) }
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.root.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn VfsFile>> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(self.root.join(name))?;
        Ok(Arc::new(FolderFile(Mutex::new(file))))
    }
}

/// One handle with its place, so behind a lock; the database caches pages above it.
#[derive(Debug)]
struct FolderFile(Mutex<File>);

impl FolderFile {
    fn file(&self) -> MutexGuard<'_, File> {
        // A panic between seek and read leaves a handle whose place the next call sets anew.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl VfsFile for FolderFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.file().metadata()?.len())
    }

    fn read_at(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let mut file = self.file();
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(out)
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file();
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(bytes)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.file().set_len(length)
    }

    fn sync(&self) -> io::Result<()> {
        self.file().sync_all()
    }
}
