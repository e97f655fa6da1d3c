//! Pixels as a PNG file.

use super::Pixmap;

/// How hard to press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// For a live view: milliseconds.
    Fast,
    /// For a file that stays.
    #[default]
    Small,
}

/// A PNG file. Opaque pixels are written without alpha.
pub fn encode_png(pixels: &Pixmap, compression: Compression) -> Vec<u8> {
    let opaque = pixels.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255);
    let mut data = Vec::with_capacity(pixels.rgba.len());
    for pixel in pixels.rgba.chunks_exact(4) {
        let alpha = u32::from(pixel[3]);
        let plain = |channel: u8| match alpha {
            0 => 0,
            255 => channel,
            _ => ((u32::from(channel) * 255 + alpha / 2) / alpha).min(255) as u8,
        };
        data.extend(pixel[..3].iter().map(|&channel| plain(channel)));
        if !opaque {
            data.push(pixel[3]);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(match compression {
        Compression::Fast => png::Compression::Fast,
        Compression::Small => png::Compression::High,
    });
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    // Writing to memory cannot fail; the sizes agree because the data was made from them.
    debug_assert!(written.is_ok());
    file
}
