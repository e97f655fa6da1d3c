//! Pictures.

use super::Gated;
use crate::error::PortError;
use crate::records::PixelImage;
use minihost_paint::images::DefaultDecoder;
use minihost_ports::{DecodedImage, ImageDecoder, ImageError};

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct PixelSize {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Decodes pictures; PNG, JPEG, GIF, WebP and SVG at least. They come from programs and from the net: trust nothing.
#[uniffi::export(foreign)]
pub trait ImagePort: Send + Sync {
    /// Natural size in logical pixels, read from the header alone. Called on sessions' threads.
    fn natural_size(&self, file: Vec<u8>) -> Result<PixelSize, PortError>;

    /// Pixels; a vector picture at `scale` device pixels per logical pixel. Called on the thread that asks for them.
    fn decode(&self, file: Vec<u8>, scale: f32) -> Result<PixelImage, PortError>;
}

/// The core's port over the host's.
pub(super) struct FromHost(pub Gated<dyn ImagePort>);

fn damaged(error: &PortError) -> ImageError {
    ImageError::Damaged(error.to_string())
}

/// What a platform cannot read (Android knows no SVG) the core reads itself.
fn own() -> DefaultDecoder {
    DefaultDecoder::default()
}

impl ImageDecoder for FromHost {
    fn size(&self, bytes: &[u8]) -> Result<(u32, u32), ImageError> {
        match self.0.get().and_then(|port| port.natural_size(bytes.to_vec())) {
            Ok(size) => Ok((size.width, size.height)),
            Err(PortError::Unsupported) => own().size(bytes),
            Err(error) => Err(damaged(&error)),
        }
    }

    fn decode(&self, bytes: &[u8], scale: f32) -> Result<DecodedImage, ImageError> {
        let image = match self.0.get().and_then(|port| port.decode(bytes.to_vec(), scale)) {
            Err(PortError::Unsupported) => return own().decode(bytes, scale),
            other => other.map_err(|error| damaged(&error))?,
        };
        let expected = u64::from(image.width) * u64::from(image.height) * 4;
        if image.rgba.len() as u64 != expected {
            let reason = format!("{} bytes of pixels where {expected} were expected", image.rgba.len());
            return Err(ImageError::Damaged(reason));
        }
        Ok(DecodedImage { width: image.width, height: image.height, rgba: image.rgba })
    }
}
