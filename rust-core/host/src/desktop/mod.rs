//! Ports with defaults that work on a desktop: for the demo, the command line and tests.

mod bundled;
mod device;
mod http;
mod links;

pub use bundled::BundledCatalog;
pub use device::{DesktopClock, DesktopDevice};
pub use http::DesktopHttp;
pub use links::{AllowAll, HttpsOnly};

use crate::{NoEvents, Ports};
use minihost_ports::{ImageDecoder, TextMeasurer};
use std::sync::Arc;

/// All of them, with the text and the pictures of whoever draws; the host hears of nothing and has the core draw its notices.
pub fn ports(text: Arc<dyn TextMeasurer>, images: Arc<dyn ImageDecoder>) -> Ports {
    Ports {
        http: Arc::new(DesktopHttp::default()),
        text,
        images,
        device: Arc::new(DesktopDevice::default()),
        clock: Arc::new(DesktopClock::default()),
        links: Arc::new(HttpsOnly),
        events: Arc::new(NoEvents),
        ui: None,
    }
}
