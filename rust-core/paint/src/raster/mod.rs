//! The CPU rasteriser: plays ops with `vello_cpu`, text through the same [`FontBook`] that measured it. For goldens, screenshots and
//! the desktop demo; a phone plays the ops itself.

mod blend;
mod border;
mod compose;
mod fill;
#[cfg(feature = "images")]
mod jpeg;
mod native;
mod palette;
mod picture;
mod play;
mod png;
mod shadow;
mod shape;
mod text;

#[cfg(feature = "images")]
pub use self::jpeg::jpeg;
pub use self::palette::png_of_few_colours;
pub use self::png::{png, png_fast};

use crate::geometry::{Colour, Rect, Transform};
use crate::layer::ImageNeed;
use crate::ops::Content;
use crate::state::FrameState;
use minihost_layout::FontBook;
use minihost_ports::DecodedImage;
use picture::Pictures;
use play::Player;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use vello_cpu::{RenderContext, Resources};

/// Longest side of anything drawn, in device pixels.
const MAX_SIDE: f32 = 16_384.0;
/// Most device pixels of anything drawn at once.
const MAX_PIXELS: f32 = 80_000_000.0;

/// Pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixmap {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// Premultiplied RGBA8, top row first.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixmap({} x {})", self.width, self.height)
    }
}

/// The pixels of a layer's own ops.
#[derive(Debug, Clone)]
pub struct LayerPixels {
    /// Where they lie in the layer's coordinates, logical pixels; as large as asked for, cut to what can be drawn.
    pub area: Rect,
    /// The pixels.
    pub pixels: Pixmap,
}

/// Draws frames. Thread-safe; one drawing at a time.
pub struct Rasteriser {
    fonts: Arc<FontBook>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    resources: Resources,
    context: Option<RenderContext>,
    pictures: Pictures,
}

impl std::fmt::Debug for Rasteriser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rasteriser").finish_non_exhaustive()
    }
}

impl Rasteriser {
    /// A rasteriser with these fonts: the ones that measured, or texts will not fit.
    pub fn new(fonts: Arc<FontBook>) -> Self {
        Rasteriser { fonts, inner: Mutex::default() }
    }

    /// Gives a picture its pixels; until then nothing is drawn for it.
    pub fn set_image(&self, image: u32, pixels: &DecodedImage) {
        self.lock().pictures.set(image, pixels);
    }

    /// Forgets pictures that the state does not show.
    pub fn drop_images(&self, state: &FrameState) {
        self.lock().pictures.retain(|image| state.images.contains_key(&image));
    }

    /// Forgets all other pictures.
    pub fn keep_images(&self, keep: impl Fn(u32) -> bool) {
        self.lock().pictures.retain(keep);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // What a panic in the middle of a drawing leaves behind is thrown away by the next one.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The ops of one layer without its children; `area` in the layer's coordinates, else all it draws. `None` if there is no such
    /// layer or it draws nothing there.
    pub fn layer_pixels(
        &self,
        state: &FrameState,
        layer: u64,
        area: Option<Rect>,
        scale: f32,
    ) -> Option<LayerPixels> {
        let content = state.layer(layer)?.content.clone()?;
        let bounds = state.layer(layer)?.bounds;
        let wanted = area.map_or(bounds, |area| area.intersection(&bounds));
        // Whole device pixels, so that tiles meet without a seam.
        let x = (wanted.x * scale).floor() / scale;
        let y = (wanted.y * scale).floor() / scale;
        let wanted = Rect::new(x, y, wanted.right() - x, wanted.bottom() - y);
        if wanted.is_empty() {
            return None;
        }
        self.lock().pictures.learn(&state.images);
        let pixels = self.draw(wanted.width, wanted.height, scale, None, |player| {
            player.play(&content, &Transform::translate(-wanted.x, -wanted.y));
        });
        let area = Rect::new(wanted.x, wanted.y, pixels.width as f32 / scale, pixels.height as f32 / scale);
        Some(LayerPixels { area, pixels })
    }

    /// The whole screen as a user would see it: all layers with their scroll offsets, and native controls drawn as text.
    pub fn compose(&self, state: &FrameState, scale: f32) -> Pixmap {
        self.compose_at(state, scale, 0)
    }

    /// The same at a time for what moves by itself, in milliseconds.
    pub fn compose_at(&self, state: &FrameState, scale: f32, now_ms: u64) -> Pixmap {
        self.lock().pictures.learn(&state.images);
        self.draw(state.size.width, state.size.height, scale, Some(state.background), |player| {
            compose::compose(state, player, now_ms);
        })
    }

    /// A part of what ops draw, stretched to so many device pixels; `None` if there is no part, or it is more than can be drawn.
    pub fn content_pixels(
        &self,
        content: &Content,
        needs: &[ImageNeed],
        part: Rect,
        (width, height): (u32, u32),
    ) -> Option<Pixmap> {
        let (across, down) = (width as f32, height as f32);
        if part.is_empty() || across * down > MAX_PIXELS || across.max(down) > MAX_SIDE || across * down < 1.0
        {
            return None;
        }
        let (a, d) = (across / part.width, down / part.height);
        let place = Transform { a, d, e: -part.x * a, f: -part.y * d, ..Transform::IDENTITY };
        self.lock().pictures.learn(&needs.iter().map(|need| (need.image, *need)).collect());
        Some(self.draw(across, down, 1.0, None, |player| player.play(content, &place)))
    }

    fn draw(
        &self,
        width: f32,
        height: f32,
        scale: f32,
        ground: Option<Colour>,
        work: impl FnOnce(&mut Player<'_>),
    ) -> Pixmap {
        let scale = if scale.is_finite() && scale > 0.0 { scale.min(8.0) } else { 1.0 };
        let side = |length: f32| (length * scale).ceil().clamp(1.0, MAX_SIDE);
        let (width, mut height) = (side(width), side(height));
        height = height.min((MAX_PIXELS / width).floor());
        let (width, height) = (width as u16, height as u16);
        let mut inner = self.lock();
        let Inner { resources, context, pictures } = &mut *inner;
        let mut canvas = match context.take() {
            Some(mut canvas) => {
                canvas.reset_and_resize(width, height);
                canvas
            }
            None => RenderContext::new(width, height),
        };
        let mut player = Player::new(&mut canvas, resources, &self.fonts, pictures, scale);
        if let Some(ground) = ground {
            player.fill_all(ground, f32::from(width) / scale, f32::from(height) / scale);
        }
        work(&mut player);
        let mut target = vello_cpu::Pixmap::new(width, height);
        canvas.flush();
        canvas.render(&mut target, resources);
        *context = Some(canvas);
        Pixmap {
            width: u32::from(width),
            height: u32::from(height),
            rgba: target.data_as_u8_slice().to_vec(),
        }
    }
}
