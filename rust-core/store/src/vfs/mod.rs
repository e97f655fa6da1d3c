//! The few things the store asks of a file system, so that each of them can fail in a test.

mod memory;
mod real;

pub use memory::MemoryVfs;
pub use real::FolderVfs;

use std::fmt;
use std::io;
use std::sync::Arc;

/// A folder. Names are relative, with `/` between parts.
pub trait Vfs: Send + Sync {
    /// Takes the folder for this process until the value is dropped. Fails with `WouldBlock` when it is taken.
    ///
    /// # Errors
    /// See the module's documentation; the same for all methods.
    fn lock(&self) -> io::Result<Box<dyn Send + Sync>>;
    /// Makes a folder and those above it, if they are not there.
    fn make_folder(&self, name: &str) -> io::Result<()>;
    /// Names of the files in a folder, without those of folders.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;
    /// All bytes of a file.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;
    /// Makes a new file and makes its bytes durable (not yet its name). Fails if the file is there.
    fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Renames a file over another in one step.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &str) -> io::Result<()>;
    /// Removes a file; it need not be there.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Opens a file for reading and writing, made if it is not there.
    fn open(&self, name: &str) -> io::Result<Arc<dyn VfsFile>>;
}

/// An open file.
pub trait VfsFile: fmt::Debug + Send + Sync {
    /// Its length.
    ///
    /// # Errors
    /// See [`Vfs`].
    fn len(&self) -> io::Result<u64>;
    /// True if it has no bytes.
    ///
    /// # Errors
    /// See [`Vfs`].
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }
    /// Fills `out` from an offset.
    ///
    /// # Errors
    /// Also when the file ends before.
    fn read_at(&self, offset: u64, out: &mut [u8]) -> io::Result<()>;
    /// Writes all bytes at an offset.
    ///
    /// # Errors
    /// See [`Vfs`].
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Cuts or lengthens it, with zeros.
    ///
    /// # Errors
    /// See [`Vfs`].
    fn set_len(&self, length: u64) -> io::Result<()>;
    /// Makes what was written durable.
    ///
    /// # Errors
    /// See [`Vfs`].
    fn sync(&self) -> io::Result<()>;
}
