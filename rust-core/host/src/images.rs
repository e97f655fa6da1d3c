//! Pictures of one session: where they come from, how large they are, their pixels on demand.
//!
//! The session's thread asks by URL while it lays out; what is in the package is there at once, what is on the network arrives later
//! and asks for another layout. The host asks for pixels by handle, from any thread.

use crate::address::Address;
use minihost_package::Package;
use minihost_ports::{DecodedImage, ImageDecoder, ImageError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// Largest picture file: 20 MB, above what a whole program may hold.
const MAX_BYTES: usize = 20 * 1024 * 1024;

/// Most bytes of encoded pictures that one session keeps.
const MAX_TOTAL_BYTES: usize = 64 * 1024 * 1024;

/// What is known about a URL.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageState {
    /// On its way.
    Loading,
    /// Here, with its natural size in CSS pixels.
    Ready {
        /// By which the host asks for it.
        handle: u32,
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
    /// It cannot be shown; the text says why.
    Failed(String),
}

#[derive(Default)]
struct Inner {
    by_url: HashMap<String, ImageState>,
    /// Encoded bytes by handle; handle 0 is never used.
    bytes: HashMap<u32, Arc<[u8]>>,
    total: usize,
    next: u32,
    /// Network URLs that the session must still ask for.
    wanted: Vec<String>,
    /// URLs that became ready or failed since the session last looked.
    settled: Vec<String>,
}

/// See the module's documentation.
pub struct ImageStore {
    package: Package,
    decoder: Arc<dyn ImageDecoder>,
    inner: Mutex<Inner>,
}

impl ImageStore {
    pub(crate) fn new(package: Package, decoder: Arc<dyn ImageDecoder>) -> Self {
        ImageStore { package, decoder, inner: Mutex::default() }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic while the lock is held leaves maps that are whole: each change is one insertion.
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What is known about a URL: `/path` in the package, `data:`, or `http(s):`. Package and data pictures are there when this returns.
    pub(crate) fn look_up(&self, url: &str) -> ImageState {
        if let Some(state) = self.inner().by_url.get(url) {
            return state.clone();
        }
        let Some(bytes) = Address::of(url).read(&self.package) else {
            let mut inner = self.inner();
            inner.wanted.push(url.to_owned());
            inner.by_url.insert(url.to_owned(), ImageState::Loading);
            return ImageState::Loading;
        };
        self.settle(url, bytes)
    }

    /// The bytes of a URL arrived, or did not.
    pub(crate) fn settle(&self, url: &str, bytes: Result<Vec<u8>, String>) -> ImageState {
        let sized = bytes.and_then(|bytes| {
            if bytes.len() > MAX_BYTES {
                return Err(format!("the picture has {} bytes; the limit is {MAX_BYTES}", bytes.len()));
            }
            let (width, height) = self.decoder.size(&bytes).map_err(|error| error.to_string())?;
            Ok((bytes, width, height))
        });
        let mut inner = self.inner();
        let state = match sized {
            Ok((bytes, ..)) if inner.total + bytes.len() > MAX_TOTAL_BYTES => ImageState::Failed(format!(
                "the program's pictures have more than {MAX_TOTAL_BYTES} bytes together"
            )),
            Ok((bytes, width, height)) => {
                inner.next += 1;
                let handle = inner.next;
                inner.total += bytes.len();
                inner.bytes.insert(handle, bytes.into());
                ImageState::Ready { handle, width, height }
            }
            Err(reason) => ImageState::Failed(reason),
        };
        inner.by_url.insert(url.to_owned(), state.clone());
        inner.settled.push(url.to_owned());
        state
    }

    /// Keeps a picture that the program made, of a size that is known. `false` if there is no room.
    pub(crate) fn keep(&self, url: &str, bytes: Vec<u8>, (width, height): (u32, u32)) -> bool {
        let mut inner = self.inner();
        if inner.total + bytes.len() > MAX_TOTAL_BYTES {
            return false;
        }
        inner.next += 1;
        let handle = inner.next;
        inner.total += bytes.len();
        inner.bytes.insert(handle, bytes.into());
        inner.by_url.insert(url.to_owned(), ImageState::Ready { handle, width, height });
        true
    }

    /// Lets go of a picture.
    pub(crate) fn forget(&self, url: &str) {
        let mut inner = self.inner();
        if let Some(ImageState::Ready { handle, .. }) = inner.by_url.remove(url)
            && let Some(bytes) = inner.bytes.remove(&handle)
        {
            inner.total -= bytes.len();
        }
    }

    /// Network URLs to ask for.
    pub(crate) fn take_wanted(&self) -> Vec<String> {
        std::mem::take(&mut self.inner().wanted)
    }

    /// URLs that became ready or failed.
    pub(crate) fn take_settled(&self) -> Vec<String> {
        std::mem::take(&mut self.inner().settled)
    }

    /// The picture's file as it came.
    pub fn bytes(&self, handle: u32) -> Option<Arc<[u8]>> {
        self.inner().bytes.get(&handle).cloned()
    }

    /// The picture's pixels; a vector picture at `scale` device pixels per CSS pixel. Decodes anew each time: keep what you show.
    ///
    /// # Errors
    /// `None` for an unknown handle, the decoder's error for a damaged picture.
    pub fn pixels(&self, handle: u32, scale: f32) -> Option<Result<DecodedImage, ImageError>> {
        let bytes = self.bytes(handle)?;
        Some(self.decoder.decode(&bytes, scale))
    }
}
