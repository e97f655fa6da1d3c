//! Pixels as a PNG file.

use super::Pixmap;

/// A PNG file, small. Opaque pixels are written without alpha.
pub fn png(pixels: &Pixmap) -> Vec<u8> {
    encode(pixels, ::png::Compression::High)
}

/// The same, larger and in a tenth of the time: for a live view.
pub fn png_fast(pixels: &Pixmap) -> Vec<u8> {
    encode(pixels, ::png::Compression::Fast)
}

fn encode(pixels: &Pixmap, compression: ::png::Compression) -> Vec<u8> {
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
    let mut encoder = ::png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(if opaque { ::png::ColorType::Rgb } else { ::png::ColorType::Rgba });
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(compression);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    // Writing to memory cannot fail; the sizes agree because the data was made from them.
    debug_assert!(written.is_ok());
    file
}
