//! Ports with defaults that work on a desktop: for the demo, the command line and tests.

mod bundled;
mod device;
mod http;
mod links;

pub use bundled::BundledCatalog;
pub use device::{DesktopClock, DesktopDevice};
pub use http::DesktopHttp;
pub use links::{AllowAll, HttpsOnly};
