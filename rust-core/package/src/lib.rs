//! Archive bytes to a checked list of files, manifests and size limits.
//!
//! An archive is accepted only if it is canonical: every byte accounted for, and one reading under every parser. It is
//! never extracted; files are inflated from the blob when they are read. A folder is held to the same rules for names and
//! sizes. What a package *says* (`app.json`, page and component files) is read laxly, as its platform's tools read it.
//!
//! ```no_run
//! use minihost_package::{Limits, Package};
//! let package = Package::open_path("todo.zip".as_ref(), &Limits::default())?;
//! println!("{} opens {}", package.dialect(), package.app().entry_page);
//! # Ok::<(), minihost_package::PackageError>(())
//! ```
#![forbid(unsafe_code)]

mod archive;
mod config;
mod content;
mod dialect;
mod error;
mod folder;
mod json;
mod limits;
mod names;
mod pack;
mod package;
mod paths;
mod report;
mod resolve;
mod root;
mod structure;
mod window;

pub use config::{AppConfig, ComponentConfig, NetworkTimeout, PageConfig, Subpackage, TabBar, TabItem};
pub use error::{ArchiveError, JsonError, LimitError, NameError, PackageError, ReadError};
pub use limits::{Limits, PlatformSizes, platform_sizes};
pub use pack::pack_folder;
pub use package::{FileEntry, Package};
pub use paths::{folder_of, join};
pub use report::{PackageSizes, Report, SUPPORTED_DIALECTS, Verdict};
pub use resolve::ResolveError;
pub use window::{Theme, WindowConfig};
