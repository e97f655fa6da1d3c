//! Installing a package that the host app brings itself, beside those of the catalog.

use crate::{Host, OpenError};
use minihost_package::Package;
use minihost_ports::{Dialect, ProgramId};
use minihost_store::InstallInfo;
use std::path::Path;
use std::sync::Arc;

/// What lists show of a program that comes without a catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackageLabel {
    /// Name in English, or the only one; empty takes the program's id.
    pub name: String,
    /// Name in Chinese; empty takes `name`.
    pub name_zh: String,
    /// Version as its publisher writes it.
    pub version: String,
    /// Who publishes it; empty when not known.
    pub publisher: String,
    /// PNG or SVG bytes; empty for none.
    pub icon: Vec<u8>,
}

impl Host {
    /// Checks a package and keeps it; durable when it returns. A package of the same program that is there already is replaced, its
    /// stored data stays. Gives the dialect that was found.
    ///
    /// # Errors
    /// The package is refused, or the store failed; then what was there before is still there.
    pub fn install_package(
        &self,
        id: &ProgramId,
        label: &PackageLabel,
        bytes: Vec<u8>,
    ) -> Result<Dialect, OpenError> {
        let bytes: Arc<[u8]> = bytes.into();
        let package = Package::open_bytes(Arc::clone(&bytes), &self.limits())?;
        let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        let name = or(&label.name, id.as_str());
        let info = InstallInfo {
            name_zh: or(&label.name_zh, &name),
            name,
            version: label.version.clone(),
            dialect: package.dialect(),
            icon: label.icon.clone(),
            publisher: label.publisher.clone(),
        };
        self.store.install(id, &info, &bytes, self.config.ports.clock.now_ms())?;
        Ok(package.dialect())
    }

    /// The same from an archive or, for a program's author, from a folder.
    ///
    /// # Errors
    /// See [`Host::install_package`].
    pub fn install_path(
        &self,
        id: &ProgramId,
        label: &PackageLabel,
        path: &Path,
    ) -> Result<Dialect, OpenError> {
        let bytes = if path.is_dir() {
            minihost_package::pack_folder(path)?
        } else {
            // Looked at before it is read: a host that names a film by mistake must not run out of memory.
            let fault = |source| minihost_package::PackageError::Io { path: path.to_owned(), source };
            let length = std::fs::metadata(path).map_err(fault)?.len();
            let limit = self.config.limits.package_bytes;
            if length > limit {
                let reason = format!("{length} bytes; the limit is {limit}");
                return Err(fault(std::io::Error::new(std::io::ErrorKind::FileTooLarge, reason)).into());
            }
            std::fs::read(path).map_err(fault)?
        };
        self.install_package(id, label, bytes)
    }

    /// A program's picture, PNG or SVG: of what is installed, else of the catalog. Empty when there is none.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn icon(&self, id: &ProgramId) -> Result<Vec<u8>, crate::HostError> {
        if let Some(installed) = self.store.program(id)?
            && !installed.info.icon.is_empty()
        {
            return Ok(installed.info.icon);
        }
        let entry = self.config.catalog.entries().into_iter().find(|entry| entry.id == *id);
        Ok(entry.map(|entry| entry.icon).unwrap_or_default())
    }
}
