//! Everything Minihost keeps on a device: packages by content, the index of installed programs, the used list, each
//! program's own storage. What survives a crash, and why, stands in `DESIGN.md`.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! use minihost_ports::{Dialect, ProgramId};
//! use minihost_store::{InstallInfo, Store};
//!
//! let store = Store::open(folder.path())?;
//! let todo = ProgramId::new("todo").unwrap();
//! let info = InstallInfo { name: "To-do".into(), name_zh: "待办".into(), version: "1.0".into(), dialect: Dialect::ByteDance, icon: vec![], publisher: String::new() };
//! store.install(&todo, &info, b"the archive", 1000)?;
//! store.record_use(&todo, 2000)?;
//! assert_eq!(store.used(10, 0)?[0].name, "To-do");
//! store.clear_used()?;
//! assert_eq!(store.used_count()?, 0);
//! # Ok::<(), minihost_store::StoreError>(())
//! ```
#![forbid(unsafe_code)]

mod backend;
mod bytecode;
mod error;
mod flusher;
mod install;
mod storage;
mod store;
mod used;
pub mod vfs;

pub use bytecode::BYTECODE_LIMIT;
pub use error::StoreError;
pub use install::{InstallInfo, InstalledProgram};
pub use storage::{ProgramStorage, StorageLimits, storage_limits};
pub use store::{FLUSH_AFTER, Store};
pub use used::UsedProgram;
