//! A catalog of program folders that a host app bundles, listed by a `catalog.json` beside them.

use crate::catalog::{Catalog, CatalogEntry, CatalogError};
use minihost_ports::{Dialect, ProgramId};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads an index of folders and packs each on demand.
pub struct BundledCatalog {
    root: PathBuf,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Index {
    programs: Vec<Row>,
}

#[derive(Deserialize)]
struct Words {
    en: String,
    zh: String,
}

#[derive(Deserialize)]
struct Row {
    id: ProgramId,
    version: String,
    name: Words,
    description: Words,
    #[serde(default)]
    publisher: Option<Words>,
    dialect: Dialect,
    folder: String,
    #[serde(default)]
    icon: String,
}

impl BundledCatalog {
    /// Reads `catalog.json` in a folder.
    ///
    /// # Errors
    /// The file is missing or malformed.
    pub fn open(root: &Path) -> Result<Self, CatalogError> {
        let fault = |error: String| {
            CatalogError::Unreadable(format!("{}: {error}", root.join("catalog.json").display()))
        };
        let text = fs::read_to_string(root.join("catalog.json")).map_err(|error| fault(error.to_string()))?;
        let index: Index = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
        Ok(BundledCatalog { root: root.to_owned(), rows: index.programs })
    }
}

impl Catalog for BundledCatalog {
    fn entries(&self) -> Vec<CatalogEntry> {
        self.rows
            .iter()
            .map(|row| CatalogEntry {
                id: row.id.clone(),
                version: row.version.clone(),
                name: row.name.en.clone(),
                name_zh: row.name.zh.clone(),
                publisher: row.publisher.as_ref().map(|words| words.en.clone()).unwrap_or_default(),
                description: row.description.en.clone(),
                description_zh: row.description.zh.clone(),
                dialect: row.dialect,
                icon: if row.icon.is_empty() {
                    Vec::new()
                } else {
                    // A program without its picture is still a program: lists show a letter instead.
                    fs::read(self.root.join(&row.icon)).unwrap_or_default()
                },
            })
            .collect()
    }

    fn fetch(&self, id: &ProgramId) -> Result<Vec<u8>, CatalogError> {
        let row =
            self.rows.iter().find(|row| row.id == *id).ok_or_else(|| CatalogError::Unknown(id.clone()))?;
        minihost_package::pack_folder(&self.root.join(&row.folder))
            .map_err(|error| CatalogError::Unreadable(error.to_string()))
    }
}
