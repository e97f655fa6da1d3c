//! Canvases as pixels: the core's own rasteriser draws them, in the program's process, when a program asks for them.

use crate::images::ImageStore;
use crate::session::surface::Pictures;
use minihost_layout::FontBook;
use minihost_paint::raster::{Pixmap, Rasteriser, jpeg, png_fast};
use minihost_paint::{Content, Drawing, ImageNeed, ImageRef, Op, Rect, drawing_content};
use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::sync::Arc;

/// Draws canvases.
pub(crate) struct CanvasPixels {
    /// What texts are written with; without them the system's fonts, read when a canvas with text is first asked for.
    fonts: Option<Arc<FontBook>>,
    plain: OnceCell<Rasteriser>,
    writing: OnceCell<Rasteriser>,
    /// Pictures that a rasteriser has: whether it is the writing one, and the handle.
    loaded: RefCell<HashSet<(bool, u32)>>,
}

impl CanvasPixels {
    pub fn new(fonts: Option<Arc<FontBook>>) -> Self {
        CanvasPixels { fonts, plain: OnceCell::new(), writing: OnceCell::new(), loaded: RefCell::default() }
    }

    fn rasteriser(&self, writes: bool) -> &Rasteriser {
        if !writes {
            return self.plain.get_or_init(|| Rasteriser::new(Arc::new(FontBook::new(Vec::new()))));
        }
        self.writing.get_or_init(|| {
            let system = || FontBook::load_folders(&FontBook::system_folders()).ok().map(Arc::new);
            let fonts = self.fonts.clone().or_else(system);
            Rasteriser::new(fonts.unwrap_or_else(|| Arc::new(FontBook::new(Vec::new()))))
        })
    }

    fn draw(
        &self,
        drawing: &Drawing,
        whole: (f32, f32),
        part: Rect,
        size: (u32, u32),
        images: &ImageStore,
    ) -> Option<Pixmap> {
        let (content, used) = drawing_content(drawing, whole, &Pictures(images));
        let writes = content.ops.iter().any(|op| matches!(op, Op::Text { .. }));
        let rasteriser = self.rasteriser(writes);
        self.load(rasteriser, writes, &used, images);
        let need =
            |image: &ImageRef| ImageNeed { image: image.handle, width: image.width, height: image.height };
        let needs: Vec<ImageNeed> = used.iter().map(need).collect();
        rasteriser.content_pixels(&Content { ..content }, &needs, part, size)
    }

    /// Gives a rasteriser the pictures that a canvas shows.
    fn load(&self, rasteriser: &Rasteriser, writes: bool, used: &[ImageRef], images: &ImageStore) {
        let mut loaded = self.loaded.borrow_mut();
        for image in used {
            if loaded.insert((writes, image.handle))
                && let Some(Ok(pixels)) = images.pixels(image.handle, 1.0)
            {
                rasteriser.set_image(image.handle, &pixels);
            }
        }
        // Decoded pictures are large: only those of the last canvas are kept.
        if loaded.len() > 64 {
            rasteriser.keep_images(|handle| used.iter().any(|image| image.handle == handle));
            loaded
                .retain(|(kind, handle)| *kind != writes || used.iter().any(|image| image.handle == *handle));
        }
    }

    /// RGBA, not premultiplied.
    pub fn plain(
        &self,
        drawing: &Drawing,
        whole: (f32, f32),
        part: Rect,
        size: (u32, u32),
        images: &ImageStore,
    ) -> Option<Vec<u8>> {
        let mut pixels = self.draw(drawing, whole, part, size, images)?.rgba;
        for pixel in pixels.chunks_exact_mut(4) {
            let alpha = u32::from(pixel[3]);
            if alpha > 0 && alpha < 255 {
                for channel in &mut pixel[..3] {
                    *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
                }
            }
        }
        Some(pixels)
    }

    pub fn png(
        &self,
        drawing: &Drawing,
        whole: (f32, f32),
        part: Rect,
        size: (u32, u32),
        images: &ImageStore,
    ) -> Option<Vec<u8>> {
        Some(png_fast(&self.draw(drawing, whole, part, size, images)?))
    }

    pub fn jpeg(
        &self,
        drawing: &Drawing,
        whole: (f32, f32),
        part: Rect,
        size: (u32, u32),
        images: &ImageStore,
        quality: f32,
    ) -> Option<Vec<u8>> {
        jpeg(&self.draw(drawing, whole, part, size, images)?, quality)
    }
}

/// A PNG of pixels that a program gave: a byte for each character, RGBA, not premultiplied.
pub(super) fn png_of_text(width: u32, height: u32, text: &str) -> Option<Vec<u8>> {
    let count = usize::try_from((u64::from(width) * u64::from(height)).checked_mul(4)?).ok()?;
    let mut rgba = minihost_api::text_to_bytes(text);
    if width == 0 || height == 0 || rgba.len() < count {
        return None;
    }
    rgba.truncate(count);
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for channel in &mut pixel[..3] {
            *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8;
        }
    }
    Some(png_fast(&Pixmap { width, height, rgba }))
}

#[cfg(test)]
mod tests {
    use super::png_of_text;

    #[test]
    fn pixels_that_are_no_rectangle_are_no_picture() {
        assert!(png_of_text(1, 1, "\u{ff}\0\0\u{ff}").is_some_and(|png| png.starts_with(b"\x89PNG")));
        assert_eq!(png_of_text(2, 1, "\u{ff}\0\0\u{ff}"), None);
        assert_eq!(png_of_text(0, 1, ""), None);
        assert_eq!(png_of_text(u32::MAX, u32::MAX, "abcd"), None);
    }
}
