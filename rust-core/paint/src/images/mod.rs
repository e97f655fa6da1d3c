//! The default picture decoder: PNG, JPEG, GIF and WebP by `image`, SVG by `resvg`.
//!
//! Pictures come from programs and from the net, so the header's size is checked before a pixel is decoded, and a decoder that
//! panics counts as a damaged picture.

mod data_uri;
mod svg;

pub use data_uri::{DataUri, decode_data_uri};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use minihost_ports::{DecodedImage, ImageDecoder, ImageError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Caps on one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageLimits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of an SVG file, which costs more per byte.
    pub svg_bytes: usize,
    /// Pixels in all.
    pub pixels: u64,
    /// Pixels of one side.
    pub side: u32,
}

impl Default for ImageLimits {
    /// 32 MiB, 2 MiB of SVG, 64 million pixels, 16,384 a side.
    fn default() -> Self {
        ImageLimits { bytes: 32 << 20, svg_bytes: 2 << 20, pixels: 64_000_000, side: 16_384 }
    }
}

/// The default [`ImageDecoder`].
#[derive(Debug, Clone, Copy, Default)]
pub struct DefaultDecoder {
    /// What it refuses.
    pub limits: ImageLimits,
}

impl ImageDecoder for DefaultDecoder {
    fn size(&self, bytes: &[u8]) -> Result<(u32, u32), ImageError> {
        self.check_bytes(bytes)?;
        quietly(|| {
            if svg::is_svg(bytes) {
                return svg::size(bytes).and_then(|(width, height)| self.check_size(width, height));
            }
            let (decoder, orientation) = self.open(bytes)?;
            Ok(turned(decoder.dimensions(), orientation))
        })
    }

    fn decode(&self, bytes: &[u8], scale: f32) -> Result<DecodedImage, ImageError> {
        self.check_bytes(bytes)?;
        quietly(|| {
            if svg::is_svg(bytes) {
                let (width, height) = svg::size(bytes)?;
                let scale = if scale.is_finite() { scale.clamp(0.1, 8.0) } else { 1.0 };
                let pixels = |side: u32| ((side as f32 * scale).round() as u32).max(1);
                let (width, height) = self.check_size(pixels(width), pixels(height))?;
                return svg::draw(bytes, width, height);
            }
            let (decoder, orientation) = self.open(bytes)?;
            let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
            picture.apply_orientation(orientation);
            let mut rgba = picture.into_rgba8();
            for pixel in rgba.pixels_mut() {
                premultiply(&mut pixel.0);
            }
            Ok(DecodedImage { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw() })
        })
    }
}

impl DefaultDecoder {
    fn check_bytes(&self, bytes: &[u8]) -> Result<(), ImageError> {
        let limit = if svg::is_svg(bytes) { self.limits.svg_bytes } else { self.limits.bytes };
        if bytes.len() <= limit {
            return Ok(());
        }
        Err(ImageError::Damaged(format!("the file has {} bytes; the limit is {limit}", bytes.len())))
    }

    fn check_size(&self, width: u32, height: u32) -> Result<(u32, u32), ImageError> {
        let limit = self.limits.pixels;
        let fits = width <= self.limits.side
            && height <= self.limits.side
            && u64::from(width) * u64::from(height) <= limit;
        if width == 0 || height == 0 {
            return Err(ImageError::Damaged("a side is 0 pixels long".into()));
        }
        if fits { Ok((width, height)) } else { Err(ImageError::TooLarge { width, height, limit }) }
    }

    /// Reads the header and no more.
    fn open<'a>(&self, bytes: &'a [u8]) -> Result<(impl image::ImageDecoder + 'a, Orientation), ImageError> {
        let mut reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| ImageError::UnknownFormat)?;
        if reader.format().is_none() {
            return Err(ImageError::UnknownFormat);
        }
        let mut limits = Limits::default();
        // The decoded pixels (up to 16 bytes each before they become RGBA8) and room to work.
        limits.max_alloc = Some(self.limits.pixels * 20);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        self.check_size(width, height)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        Ok((decoder, orientation))
    }
}

fn damaged(error: image::ImageError) -> ImageError {
    match error {
        image::ImageError::Unsupported(_) => ImageError::UnknownFormat,
        other => ImageError::Damaged(other.to_string()),
    }
}

fn turned((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

fn premultiply(pixel: &mut [u8; 4]) {
    let alpha = u16::from(pixel[3]);
    if alpha == 255 {
        return;
    }
    for channel in &mut pixel[..3] {
        *channel = ((u16::from(*channel) * alpha + 127) / 255) as u8;
    }
}

/// A panic in a decoder means a picture it cannot read, no more.
fn quietly<T>(work: impl FnOnce() -> Result<T, ImageError>) -> Result<T, ImageError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(ImageError::Damaged("the decoder gave up".into())))
}

#[cfg(test)]
mod tests;
