//! The ImageDecoder port.

/// Pixels of one picture (of an animation: its first frame).
#[derive(Clone, PartialEq, Eq)]
pub struct DecodedImage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Premultiplied RGBA8, `width * height * 4` bytes, top row first.
    pub rgba: Vec<u8>,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The bytes are none of the formats known.
    #[error("the picture's format is not known")]
    UnknownFormat,
    /// The bytes are damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
    /// It is larger than allowed; checked before any pixel is decoded.
    #[error("the picture is {width} x {height} pixels; the limit is {limit} pixels")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Largest number of pixels allowed.
        limit: u64,
    },
}

/// Decodes pictures; PNG, JPEG, GIF, WebP and SVG at least.
pub trait ImageDecoder: Send + Sync {
    /// Natural size in CSS pixels, read from the header alone.
    ///
    /// # Errors
    /// See [`ImageError`].
    fn size(&self, bytes: &[u8]) -> Result<(u32, u32), ImageError>;

    /// Pixels. A vector picture is drawn at `scale` device pixels per CSS pixel; others ignore it.
    ///
    /// # Errors
    /// See [`ImageError`].
    fn decode(&self, bytes: &[u8], scale: f32) -> Result<DecodedImage, ImageError>;
}
