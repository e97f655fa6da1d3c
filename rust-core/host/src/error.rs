//! What can go wrong for a host. Few, by whose move it is.

use crate::catalog::CatalogError;
use minihost_package::PackageError;
use minihost_ports::Dialect;
use minihost_store::StoreError;
use minihost_trust::TrustError;

/// A host cannot be made or asked.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The store: locked, full, broken.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A program cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is not installed and the catalog cannot give it.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// Its package is refused.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// What was fetched is not what the catalog names.
    #[error(transparent)]
    Untrusted(#[from] TrustError),
    /// Its dialect is not run yet.
    #[error("programs of the {0} dialect cannot be run yet")]
    UnsupportedDialect(Dialect),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gave no thread.
    #[error("the system has no room for another thread: {0}")]
    NoThread(std::io::Error),
}
