//! What hosts call: [`Host`], [`Session`], the used list, the catalog, the settings entry.
//!
//! A host app makes one [`Host`]. It shows [`Host::settings_entry`] as a row, [`Host::used_list`] behind it, and opens programs with
//! [`Host::open`]. Each open program is a [`Session`] with a thread of its own; the app sends it touches and takes frames.
#![forbid(unsafe_code)]

mod address;
pub mod catalog;
mod chrome;
mod config;
pub mod desktop;
mod entry;
mod error;
mod fonts;
mod host;
mod images;
mod install;
mod logs;
mod regions;
mod session;
mod strings;

pub use catalog::{Catalog, CatalogEntry, CatalogError, EmptyCatalog};
pub use config::{HostConfig, NoEvents, Ports, ProgramLimits, UsedPolicy};
pub use entry::{EntryPolicy, SettingsEntry};
pub use error::{HostError, OpenError};
pub use host::{Host, Inspection, OpenOptions, UsedList};
pub use images::{ImageState, ImageStore};
pub use install::PackageLabel;
pub use logs::send_logs_to;
pub use minihost_package::PackageError;
pub use minihost_store::{StoreError, UsedProgram};
pub use regions::{Region, Regions};
pub use session::{
    FieldEvent, Inspected, PageNode, PageTree, Session, SessionListener, SessionState, Touch, TouchPhase,
};
pub use strings::{Text, text};
