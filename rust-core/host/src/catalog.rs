//! The catalog: which programs a host offers. For now an index of bundled programs; the signed catalog takes its place behind the same
//! trait.

use minihost_ports::{Dialect, Locale, PackageDigest, ProgramId};

/// One program on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogEntry {
    /// Its id.
    pub id: ProgramId,
    /// Its version.
    pub version: String,
    /// Name in English.
    pub name: String,
    /// Name in Chinese; the same as `name` when there is none.
    pub name_zh: String,
    /// Who publishes it; empty when not known.
    pub publisher: String,
    /// What it does, in English.
    pub description: String,
    /// What it does, in Chinese.
    pub description_zh: String,
    /// Its dialect.
    pub dialect: Dialect,
    /// PNG or SVG bytes; empty for none.
    pub icon: Vec<u8>,
}

impl CatalogEntry {
    /// The name in a language.
    pub fn name_in(&self, locale: Locale) -> &str {
        if locale == Locale::Zh { &self.name_zh } else { &self.name }
    }

    /// The description in a language.
    pub fn description_in(&self, locale: Locale) -> &str {
        if locale == Locale::Zh { &self.description_zh } else { &self.description }
    }
}

/// Why the catalog could not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// No such program.
    #[error("no program \"{0}\" in the catalog")]
    Unknown(ProgramId),
    /// The index or a package could not be read.
    #[error("the catalog cannot be read: {0}")]
    Unreadable(String),
}

/// Where programs come from. Called on the thread that opens a program, never on a session's thread.
pub trait Catalog: Send + Sync {
    /// All programs on offer, in the order to show them.
    fn entries(&self) -> Vec<CatalogEntry>;

    /// The archive of a program's current version.
    ///
    /// # Errors
    /// See [`CatalogError`].
    fn fetch(&self, id: &ProgramId) -> Result<Vec<u8>, CatalogError>;

    /// The digest by which the catalog names the program's package: what [`Catalog::fetch`] gives must have it. `None` for a catalog
    /// whose word the bytes are themselves, such as one that comes with the app.
    fn digest(&self, _id: &ProgramId) -> Option<PackageDigest> {
        None
    }
}

/// A catalog with nothing in it.
pub struct EmptyCatalog;

impl Catalog for EmptyCatalog {
    fn entries(&self) -> Vec<CatalogEntry> {
        Vec::new()
    }

    fn fetch(&self, id: &ProgramId) -> Result<Vec<u8>, CatalogError> {
        Err(CatalogError::Unknown(id.clone()))
    }
}
