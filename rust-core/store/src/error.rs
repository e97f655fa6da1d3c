//! Why the store could not do something. After any of these, what was stored before is still there.

use minihost_ports::ProgramId;
use std::io;

/// See each variant for whose move it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process, or another store in this one, has this folder open: close it, or use another folder.
    #[error("the store is in use by another process: close it or use another folder")]
    Locked,
    /// This store was closed: what is asked of it comes too late.
    #[error("the store was closed")]
    Closed,
    /// The disk is full: the user must make room.
    #[error("there is no room left on the device")]
    NoSpace,
    /// The system refused: permissions, a broken disk.
    #[error("the device's storage failed: {0}")]
    Io(io::Error),
    /// What lies on disk is not what was written: the program must be installed again.
    #[error("the stored package of \"{0}\" is damaged: install the program again")]
    Corrupt(ProgramId),
    /// The database itself cannot be read.
    #[error("the store's database cannot be used: {0}")]
    Database(String),
    /// There is no such program here.
    #[error("the program \"{0}\" is not installed")]
    NotInstalled(ProgramId),
    /// A program's storage is full, or one value is too large.
    #[error("exceed storage max size {limit_bytes} bytes ({what})")]
    QuotaExceeded {
        /// Which limit: one value, or all values together.
        what: &'static str,
        /// That limit.
        limit_bytes: u64,
    },
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::NoSpace,
            io::ErrorKind::WouldBlock => StoreError::Locked,
            _ => StoreError::Io(error),
        }
    }
}

macro_rules! database_errors {
    ($($error:ty),*) => {$(
        impl From<$error> for StoreError {
            fn from(error: $error) -> Self {
                from_database(error.into())
            }
        }
    )*};
}

database_errors!(
    redb::TransactionError,
    redb::TableError,
    redb::StorageError,
    redb::CommitError,
    redb::SetDurabilityError
);

impl From<redb::DatabaseError> for StoreError {
    fn from(error: redb::DatabaseError) -> Self {
        match error {
            redb::DatabaseError::DatabaseAlreadyOpen => StoreError::Locked,
            other => from_database(other.into()),
        }
    }
}

fn from_database(error: redb::Error) -> StoreError {
    match error {
        redb::Error::Io(error) => match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::NoSpace,
            _ => StoreError::Io(io::Error::other(error.to_string())),
        },
        // The database refuses everything after a failed call, until it is opened anew.
        redb::Error::PreviousIo => StoreError::Io(io::Error::other("an earlier call failed")),
        other => StoreError::Database(other.to_string()),
    }
}
