//! The ports that a host implements, each optional. One file each: the foreign trait, its values, and the adapter to the core's trait.

mod catalog;
mod device;
mod http;
mod images;
mod links;
mod share;
mod text;
mod ui;

pub use catalog::{CatalogPort, OfferedProgram};
pub use device::{ClipboardReply, DevicePort, DeviceProfile, NetworkKind};
pub use http::{HeaderLine, HttpAnswer, HttpCall, HttpPort, HttpReply};
pub use images::{ImagePort, PixelSize};
pub use links::{LinkAnswer, LinkPort, LinkTarget};
pub use share::{SharePort, SharedPage};
pub use text::{FontExtents, FontSpec, TextPort, WordSpec};
pub use ui::{ChoiceReply, ModalOutcome, ModalReply, ModalSpec, SheetSpec, ToastPicture, ToastSpec, UiPort};

use crate::error::{MiniHostError, PortError};
use crate::events::{Events, Gate, HostListener};
use crate::host::MiniHostConfig;
use minihost_host::desktop::{BundledCatalog, DesktopClock, DesktopDevice, DesktopHttp, HttpsOnly};
use minihost_host::{Catalog, Ports};
use minihost_ports::{ImageDecoder, Reply, TextMeasurer};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The ports of one host. What is not given has a default that works on a desktop.
#[derive(Clone, Default, uniffi::Record)]
pub struct MiniHostPorts {
    /// Requests; the default sends them from this process and follows no redirect.
    #[uniffi(default = None)]
    pub http: Option<Arc<dyn HttpPort>>,
    /// Text; the default measures with the fonts of `fonts_folder`, without one it estimates.
    #[uniffi(default = None)]
    pub text: Option<Arc<dyn TextPort>>,
    /// Pictures; the default knows PNG, JPEG, GIF, WebP and SVG.
    #[uniffi(default = None)]
    pub images: Option<Arc<dyn ImagePort>>,
    /// Notices and questions; without it the core draws them.
    #[uniffi(default = None)]
    pub ui: Option<Arc<dyn UiPort>>,
    /// Sharing pages; without it no menu offers it, and a button that shares says that it cannot.
    #[uniffi(default = None)]
    pub share: Option<Arc<dyn SharePort>>,
    /// Network state, clipboard, vibration.
    #[uniffi(default = None)]
    pub device: Option<Arc<dyn DevicePort>>,
    /// Links out of programs; the default allows https alone.
    #[uniffi(default = None)]
    pub links: Option<Arc<dyn LinkPort>>,
    /// Programs on offer; the default is `catalog_folder`, without one nothing is.
    #[uniffi(default = None)]
    pub catalog: Option<Arc<dyn CatalogPort>>,
}

impl MiniHostPorts {
    pub(crate) fn assemble(
        self,
        config: &MiniHostConfig,
        listener: Option<Arc<dyn HostListener>>,
        gate: &Arc<Gate>,
    ) -> Result<(Ports, Option<Arc<dyn Catalog>>), MiniHostError> {
        let catalog: Option<Arc<dyn Catalog>> = match self.catalog {
            Some(port) => Some(Arc::new(catalog::FromHost(Gated { port, gate: Arc::clone(gate) }))),
            None if config.catalog_folder.is_empty() => None,
            None => Some(Arc::new(BundledCatalog::open(Path::new(&config.catalog_folder))?)),
        };
        let ports = Ports {
            http: self.http.map_or_else(
                || Arc::new(DesktopHttp::default()) as Arc<dyn minihost_ports::Http>,
                |port| Arc::new(http::FromHost(Gated { port, gate: Arc::clone(gate) })),
            ),
            text: match self.text {
                Some(port) => Arc::new(text::FromHost::new(Gated { port, gate: Arc::clone(gate) })),
                None => default_text(&config.fonts_folder)?,
            },
            images: match self.images {
                Some(port) => Arc::new(images::FromHost(Gated { port, gate: Arc::clone(gate) })),
                None => default_images()?,
            },
            device: match self.device {
                Some(port) => Arc::new(device::FromHost::new(Gated { port, gate: Arc::clone(gate) })),
                None => Arc::new(DesktopDevice::default()),
            },
            clock: Arc::new(DesktopClock::default()),
            links: self.links.map_or_else(
                || Arc::new(HttpsOnly) as Arc<dyn minihost_ports::LinkPolicy>,
                |port| Arc::new(links::FromHost(Gated { port, gate: Arc::clone(gate) })),
            ),
            events: Arc::new(Events { listener, gate: Arc::clone(gate) }),
            ui: ui::FromHost::over(self.ui, self.share, gate),
        };
        Ok((ports, catalog))
    }
}

#[cfg(feature = "desktop")]
fn default_text(folder: &str) -> Result<Arc<dyn TextMeasurer>, MiniHostError> {
    if folder.is_empty() {
        return Ok(Arc::new(minihost_layout::EstimatedText));
    }
    let book = minihost_layout::FontBook::load_folder(Path::new(folder));
    Ok(Arc::new(book.map_err(|error| MiniHostError::misuse(format_args!("fonts in {folder}: {error}")))?))
}

#[cfg(not(feature = "desktop"))]
fn default_text(_folder: &str) -> Result<Arc<dyn TextMeasurer>, MiniHostError> {
    Err(MiniHostError::misuse("this build measures no text: give a text port"))
}

#[cfg(feature = "desktop")]
fn default_images() -> Result<Arc<dyn ImageDecoder>, MiniHostError> {
    Ok(Arc::new(minihost_paint::images::DefaultDecoder::default()))
}

#[cfg(not(feature = "desktop"))]
fn default_images() -> Result<Arc<dyn ImageDecoder>, MiniHostError> {
    Err(MiniHostError::misuse("this build decodes no pictures: give an image port"))
}

/// A host's port until the host closes; from then on it fails without being called.
pub(crate) struct Gated<T: ?Sized> {
    port: Arc<T>,
    gate: Arc<Gate>,
}

impl<T: ?Sized> Gated<T> {
    /// The port, while it may be called.
    pub fn get(&self) -> Result<&T, PortError> {
        if self.gate.is_open() {
            Ok(&*self.port)
        } else {
            Err(PortError::Failed { reason: "the host closed".into() })
        }
    }
}

/// A core's reply that a host holds: answers once, whoever is first.
pub(crate) struct Once<T>(Mutex<Option<Reply<T>>>);

impl<T> Once<T> {
    pub fn new(reply: Reply<T>) -> Self {
        Once(Mutex::new(Some(reply)))
    }

    /// Out, so that no lock is held while it is sent.
    pub fn take(&self) -> Option<Reply<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// True if this was the answer, false if there was one before.
    pub fn send(&self, answer: Result<T, PortError>) -> bool {
        let reply = self.take();
        let first = reply.is_some();
        crate::error::quietly(|| {
            if let Some(reply) = reply {
                reply.send(answer.map_err(Into::into));
            }
        });
        first
    }
}
