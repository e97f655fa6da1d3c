//! The database's file, through the [`Vfs`](crate::vfs::Vfs).

use crate::vfs::VfsFile;
use redb::StorageBackend;
use std::io;
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Backend(pub Arc<dyn VfsFile>);

impl StorageBackend for Backend {
    fn len(&self) -> Result<u64, io::Error> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        self.0.read_at(offset, out)
    }

    fn set_len(&self, length: u64) -> Result<(), io::Error> {
        self.0.set_len(length)
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        self.0.sync()
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        self.0.write_at(offset, data)
    }
}
