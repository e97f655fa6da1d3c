//! Pixels as a JPEG file.

use super::Pixmap;

/// A JPEG file of a quality from 0 to 1; what is transparent is black. `None` if there are no pixels.
pub fn jpeg(pixels: &Pixmap, quality: f32) -> Option<Vec<u8>> {
    // Premultiplied colours are those on black.
    let data: Vec<u8> =
        pixels.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    let quality = (quality * 100.0).round().clamp(1.0, 100.0) as u8;
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality);
    encoder.encode(&data, pixels.width, pixels.height, image::ExtendedColorType::Rgb8).ok()?;
    Some(file)
}
