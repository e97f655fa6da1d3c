//! What the page shows of an open program: frames applied, layers rasterised into tiles, tiles that did not change left out.

use crate::frame_json;
use minihost_host::Session;
use minihost_layout::FontBook;
use minihost_paint::raster::{LayerPixels, Rasteriser};
use minihost_paint::{ApplyError, FrameState, Layer, Rect};
use serde_json::{Value, json};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Height of a tile in device pixels.
const TILE: u32 = 1024;
/// Most tiles of one layer: 64 screens of an ordinary phone. What lies below stays empty.
const MAX_TILES: u32 = 128;
/// Bytes before a tile's pixels.
const HEAD: usize = 40;

/// A message that shows a frame: the tiles come first.
pub(crate) struct Update {
    pub tiles: Vec<Vec<u8>>,
    pub frame: Value,
    pub number: u64,
}

/// See the module's documentation.
pub(crate) struct Picture {
    state: FrameState,
    rasteriser: Rasteriser,
    images: HashSet<u32>,
    /// The core's layer ids are larger than a JavaScript number is exact; the page gets small ones.
    names: HashMap<u64, u64>,
    ids: Vec<u64>,
    shown: HashMap<u64, Shown>,
    accessible: Option<Value>,
}

/// What the page has of a layer.
#[derive(Default)]
struct Shown {
    made_from: Option<(u32, Grid)>,
    tiles: Vec<u64>,
}

/// A layer's bounds in whole device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grid {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    scale: f32,
}

impl Grid {
    fn new(bounds: &Rect, scale: f32) -> Self {
        let (left, top) = ((bounds.x * scale).floor(), (bounds.y * scale).floor());
        let size = |end: f32, start: f32, empty: bool| {
            if empty { 0.0 } else { ((end * scale).ceil() - start).max(0.0) }
        };
        let empty = bounds.is_empty();
        Grid {
            left,
            top,
            width: size(bounds.right(), left, empty),
            height: size(bounds.bottom(), top, empty),
            scale,
        }
    }

    fn tiles(&self) -> u32 {
        if self.width == 0.0 { 0 } else { ((self.height / TILE as f32).ceil() as u32).min(MAX_TILES) }
    }

    /// A tile's part of the layer. A hair smaller than the tile, so that rounding never reaches into the next one.
    fn tile(&self, number: u32) -> Rect {
        let first = self.top + (number * TILE) as f32;
        let last = (first + TILE as f32).min(self.top + self.height);
        let hair = 0.02;
        Rect::new(
            (self.left + hair) / self.scale,
            (first + hair) / self.scale,
            (self.width - 2.0 * hair) / self.scale,
            (last - first - 2.0 * hair) / self.scale,
        )
    }

    fn bounds(&self) -> Rect {
        Rect::new(
            self.left / self.scale,
            self.top / self.scale,
            self.width / self.scale,
            self.height / self.scale,
        )
    }
}

impl Picture {
    /// An empty one.
    pub fn new(fonts: Arc<FontBook>) -> Self {
        Picture {
            state: FrameState::new(),
            rasteriser: Rasteriser::new(fonts),
            images: HashSet::new(),
            names: HashMap::new(),
            ids: Vec::new(),
            shown: HashMap::new(),
            accessible: None,
        }
    }

    /// The surface and node of a layer as the page names it.
    pub fn target(&self, name: u64) -> Option<(u32, u64)> {
        let id = self.ids.get(usize::try_from(name).ok()?.checked_sub(1)?)?;
        self.state.layer(*id).map(|layer| (layer.surface, layer.node))
    }

    /// The user scrolled a layer.
    pub fn scrolled(&mut self, name: u64, x: f32, y: f32) {
        let id = usize::try_from(name).ok().and_then(|name| self.ids.get(name.checked_sub(1)?)).copied();
        if let Some(id) = id {
            self.state.scroll_to(id, x, y);
        }
    }

    fn name(&mut self, id: u64) -> u64 {
        if id == 0 {
            return 0;
        }
        let ids = &mut self.ids;
        *self.names.entry(id).or_insert_with(|| {
            ids.push(id);
            ids.len() as u64
        })
    }

    /// Applies a frame.
    ///
    /// # Errors
    /// It does not follow the last one: ask for a whole frame.
    pub fn update(&mut self, bytes: &[u8], session: &Session) -> Result<Update, ApplyError> {
        let scale_before = self.state.scale;
        self.state.apply_bytes(bytes)?;
        if scale_before != self.state.scale {
            // Vector pictures are drawn for a scale.
            self.images.clear();
        }
        self.load_images(session);
        let layers = std::mem::take(&mut self.state.layers);
        self.state.layers.clone_from(&layers);
        let present: HashSet<u64> = layers.iter().map(|layer| layer.id).collect();
        self.shown.retain(|id, _| present.contains(id));
        let mut tiles = Vec::new();
        let mut specs = Vec::new();
        for layer in &layers {
            let grid = Grid::new(&layer.bounds, self.state.scale);
            let (id, parent) = (self.name(layer.id), self.name(layer.parent));
            self.draw(layer, id, grid, &mut tiles);
            specs.push(frame_json::layer(layer, id, parent, &grid.bounds(), grid.tiles()));
        }
        let mut frame = json!({
            "type": "frame",
            "number": self.state.number,
            "background": frame_json::colour(self.state.background),
            "status": self.status(),
            "layers": specs,
        });
        let things = std::mem::take(&mut self.state.accessible);
        let accessible: Value =
            things.iter().map(|thing| frame_json::accessible(thing, self.name(thing.layer))).collect();
        self.state.accessible = things;
        if self.accessible.as_ref() != Some(&accessible) {
            frame["accessible"] = accessible.clone();
            self.accessible = Some(accessible);
        }
        Ok(Update { tiles, frame, number: self.state.number })
    }

    fn load_images(&mut self, session: &Session) {
        self.images.retain(|image| self.state.images.contains_key(image));
        self.rasteriser.drop_images(&self.state);
        for &image in self.state.images.keys() {
            if !self.images.insert(image) {
                continue;
            }
            match session.images().pixels(image, self.state.scale) {
                Some(Ok(pixels)) => self.rasteriser.set_image(image, &pixels),
                Some(Err(error)) => tracing::info!(image, %error, "a picture cannot be drawn"),
                None => tracing::warn!(image, "a frame shows a picture that the session does not know"),
            }
        }
    }

    fn draw(&mut self, layer: &Layer, name: u64, grid: Grid, out: &mut Vec<Vec<u8>>) {
        let shown = self.shown.entry(layer.id).or_default();
        let made_from = Some((layer.version, grid));
        if shown.made_from == made_from {
            return;
        }
        shown.made_from = made_from;
        shown.tiles.resize(grid.tiles() as usize, 0);
        for number in 0..grid.tiles() {
            let area = grid.tile(number);
            let Some(LayerPixels { pixels, .. }) =
                self.rasteriser.layer_pixels(&self.state, layer.id, Some(area), grid.scale)
            else {
                continue;
            };
            let mut tile = head(name, number, number * TILE, pixels.width, pixels.height, grid.scale);
            tile.extend_from_slice(&plain(pixels.rgba));
            let mut hasher = DefaultHasher::new();
            tile.hash(&mut hasher);
            // 0 stands for a tile that was never sent.
            let hash = hasher.finish().max(1);
            if shown.tiles[number as usize] != hash {
                shown.tiles[number as usize] = hash;
                out.push(tile);
            }
        }
    }

    /// Whether what lies below the status bar is dark.
    fn status(&self) -> &'static str {
        // A small picture is enough; its top rows lie below the status bar.
        let pixels = self.rasteriser.compose(&self.state, 0.1);
        let row = pixels.width as usize * 4;
        let (mut sum, mut count) = (0, 0);
        for pixel in pixels.rgba[..pixels.rgba.len().min(row * 4)].chunks_exact(4) {
            sum += (u32::from(pixel[0]) * 3 + u32::from(pixel[1]) * 6 + u32::from(pixel[2])) / 10;
            count += 1;
        }
        if count > 0 && sum / count < 128 { "dark" } else { "light" }
    }
}

fn head(layer: u64, number: u32, y: u32, width: u32, height: u32, scale: f32) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEAD + width as usize * height as usize * 4);
    out.extend_from_slice(b"MHTL");
    out.extend_from_slice(&layer.to_le_bytes());
    for value in [number, 0, y, width, height] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.extend_from_slice(&scale.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out
}

/// Premultiplied pixels as the page's canvas takes them.
fn plain(mut rgba: Vec<u8>) -> Vec<u8> {
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        if alpha != 0 && alpha != 255 {
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
    rgba
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_the_bounds() {
        let grid = Grid::new(&Rect::new(-1.3, 10.2, 100.0, 1100.0), 2.0);
        assert_eq!((grid.left, grid.top, grid.width, grid.height), (-3.0, 20.0, 201.0, 2201.0));
        assert_eq!(grid.tiles(), 3);
        let last = grid.tile(2);
        assert_eq!(((last.y * 2.0).floor(), (last.bottom() * 2.0).ceil()), (20.0 + 2048.0, 2221.0));
        assert_eq!(Grid::new(&Rect::default(), 2.0).tiles(), 0);
    }

    #[test]
    fn heads_are_as_long_as_the_protocol_says() {
        assert_eq!(head(1, 2, 3, 4, 5, 2.0).len(), HEAD);
        assert_eq!(
            plain(vec![64, 0, 128, 128, 9, 9, 9, 255, 0, 0, 0, 0]),
            [128, 0, 255, 128, 9, 9, 9, 255, 0, 0, 0, 0]
        );
    }
}
