//! Programs on offer, from the host.

use super::Gated;
use crate::error::PortError;
use crate::records::DialectKind;
use minihost_host::{Catalog, CatalogEntry, CatalogError};
use minihost_ports::ProgramId;

/// A program that a host offers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OfferedProgram {
    /// Its id.
    pub id: String,
    /// Its version; another one than what is installed is fetched at the next opening.
    pub version: String,
    /// Name in English.
    pub name: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// What it does, in English.
    #[uniffi(default = "")]
    pub description: String,
    /// What it does, in Chinese.
    #[uniffi(default = "")]
    pub description_zh: String,
    /// Who publishes it.
    #[uniffi(default = "")]
    pub publisher: String,
    /// Its dialect.
    pub dialect: DialectKind,
    /// PNG or SVG bytes; empty for none.
    pub icon: Vec<u8>,
}

/// Where programs come from. Called on the thread that lists or opens programs.
#[uniffi::export(foreign)]
pub trait CatalogPort: Send + Sync {
    /// All programs on offer, in the order to show them.
    fn offered(&self) -> Result<Vec<OfferedProgram>, PortError>;
    /// The archive of a program's current version.
    fn fetch(&self, program: String) -> Result<Vec<u8>, PortError>;
}

/// The core's port over the host's.
pub(super) struct FromHost(pub Gated<dyn CatalogPort>);

impl Catalog for FromHost {
    fn entries(&self) -> Vec<CatalogEntry> {
        let offered = self.0.get().and_then(CatalogPort::offered).unwrap_or_else(|error| {
            tracing::warn!(%error, "the host's catalog cannot be read; nothing is on offer");
            Vec::new()
        });
        let entry = |program: OfferedProgram| {
            let id = match ProgramId::new(program.id) {
                Ok(id) => id,
                Err(error) => {
                    tracing::warn!(%error, "a program of the host's catalog is left out");
                    return None;
                }
            };
            Some(CatalogEntry {
                id,
                version: program.version,
                name: program.name,
                name_zh: program.name_zh,
                publisher: program.publisher,
                description: program.description,
                description_zh: program.description_zh,
                dialect: program.dialect.into(),
                icon: program.icon,
            })
        };
        offered.into_iter().filter_map(entry).collect()
    }

    fn fetch(&self, id: &ProgramId) -> Result<Vec<u8>, CatalogError> {
        let fetched = self.0.get().and_then(|port| port.fetch(id.to_string()));
        fetched.map_err(|error| CatalogError::Unreadable(error.to_string()))
    }
}
