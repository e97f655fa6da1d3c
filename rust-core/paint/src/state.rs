//! The receiving side: what a host knows after the frames it was given. The desktop demo, `minihost shot` and the tests use it; the
//! phones' painters do the same in Kotlin and Swift.

use crate::format;
use crate::frame::Frame;
use crate::geometry::{Colour, Size};
use crate::layer::{Accessible, ImageNeed, Layer};
use crate::ops::Content;
use crate::wire::FormatError;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Why a frame cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The buffer is no frame.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// It is a difference to a frame that was not applied here; ask for a whole one.
    #[error("the frame builds on frame {base}, this is frame {have}")]
    Base {
        /// What it builds on.
        base: u64,
        /// What was applied last.
        have: u64,
    },
    /// A layer's content is neither in the frame nor known.
    #[error("layer {0}'s content is not known")]
    Content(u64),
}

/// What is on screen.
#[derive(Debug, Clone, Default)]
pub struct FrameState {
    /// The last frame's number, 0 before the first.
    pub number: u64,
    /// Size of the screen.
    pub size: Size,
    /// Device pixels per logical pixel.
    pub scale: f32,
    /// Behind everything.
    pub background: Colour,
    /// Layers with their content filled in, parents before children.
    pub layers: Vec<Layer>,
    /// Pictures that are shown.
    pub images: FxHashMap<u32, ImageNeed>,
    /// Things for screen readers.
    pub accessible: Vec<Accessible>,
}

/// What a frame changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Layers that are new or whose content changed.
    pub changed: Vec<u64>,
    /// Layers that are gone.
    pub removed: Vec<u64>,
}

impl FrameState {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a buffer and applies it.
    ///
    /// # Errors
    /// [`ApplyError`]; the state is as before then.
    pub fn apply_bytes(&mut self, bytes: &[u8]) -> Result<Applied, ApplyError> {
        self.apply_checked(format::decode(bytes)?)
    }

    /// Applies a frame that never was a buffer; it is held to the same rules.
    ///
    /// # Errors
    /// [`ApplyError`]; the state is as before then.
    pub fn apply(&mut self, frame: Frame) -> Result<Applied, ApplyError> {
        format::check(&frame)?;
        self.apply_checked(frame)
    }

    fn apply_checked(&mut self, mut frame: Frame) -> Result<Applied, ApplyError> {
        if frame.base != 0 && frame.base != self.number {
            return Err(ApplyError::Base { base: frame.base, have: self.number });
        }
        let mut known: FxHashMap<u64, (u32, Arc<Content>)> = self
            .layers
            .iter()
            .filter_map(|layer| Some((layer.id, (layer.version, layer.content.clone()?))))
            .collect();
        let mut applied = Applied::default();
        for layer in &mut frame.layers {
            let before = known.remove(&layer.id);
            if layer.content.is_some() {
                applied.changed.push(layer.id);
            } else {
                match before {
                    Some((version, content)) if version == layer.version && frame.base != 0 => {
                        layer.content = Some(content);
                    }
                    _ => return Err(ApplyError::Content(layer.id)),
                }
            }
        }
        applied.removed =
            self.layers.iter().map(|layer| layer.id).filter(|id| known.contains_key(id)).collect();
        if frame.base == 0 {
            self.images.clear();
        }
        for handle in &frame.images_dropped {
            self.images.remove(handle);
        }
        self.images.extend(frame.images_needed.iter().map(|need| (need.image, *need)));
        if let Some(accessible) = frame.accessible {
            self.accessible = accessible;
        }
        self.number = frame.number;
        self.size = frame.size;
        self.scale = frame.scale;
        self.background = frame.background;
        self.layers = frame.layers;
        Ok(applied)
    }

    /// The layer, if it is on screen.
    pub fn layer(&self, id: u64) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == id)
    }

    /// Tells where the user scrolled a layer to, as a host's own scrolling would.
    pub fn scroll_to(&mut self, id: u64, x: f32, y: f32) {
        if let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id)
            && let Some(scroll) = &mut layer.scroll
        {
            scroll.x = x.clamp(0.0, (scroll.content.width - layer.rect.width).max(0.0));
            scroll.y = y.clamp(0.0, (scroll.content.height - layer.rect.height).max(0.0));
        }
    }
}
