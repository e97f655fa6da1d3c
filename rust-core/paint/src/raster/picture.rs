//! Pictures.

use super::play::Player;
use super::shape;
use crate::geometry::{Corners, Rect};
use crate::layer::ImageNeed;
use minihost_ports::DecodedImage;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use vello_cpu::kurbo::Affine;
use vello_cpu::peniko::{Extend, ImageAlphaType, ImageQuality, ImageSampler};
use vello_cpu::{Image, ImageSource, PixelMetadata, Pixmap};

/// Pictures as vello wants them, and halved as often as they are shown smaller: bilinear sampling alone skips pixels.
#[derive(Default)]
pub(super) struct Pictures {
    /// By handle: the picture, half of it, a quarter …
    levels: FxHashMap<u32, Vec<Arc<Pixmap>>>,
    /// Sizes that ops speak of: a vector picture may have been drawn with more pixels than it has by nature.
    natural: FxHashMap<u32, (f32, f32)>,
}

impl Pictures {
    pub(super) fn set(&mut self, image: u32, picture: &DecodedImage) {
        match whole(picture) {
            Some(pixels) => self.levels.insert(image, vec![pixels]),
            None => self.levels.remove(&image),
        };
    }

    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.levels.retain(|&image, _| keep(image));
    }

    /// The picture halved `level` times.
    fn get(&mut self, image: u32, level: u32) -> Option<Arc<Pixmap>> {
        let levels = self.levels.get_mut(&image)?;
        while levels.len() <= level as usize {
            let next = Arc::new(halved(levels.last()?));
            levels.push(next);
        }
        levels.get(level as usize).cloned()
    }

    /// Takes the natural sizes of the pictures that a frame shows.
    pub(super) fn learn(&mut self, needs: &FxHashMap<u32, ImageNeed>) {
        self.natural.clear();
        self.natural
            .extend(needs.iter().map(|(&image, need)| (image, (need.width as f32, need.height as f32))));
    }

    /// Width and height in the pixels that ops speak of.
    fn size(&self, image: u32) -> Option<(f32, f32)> {
        if let Some(&(width, height)) = self.natural.get(&image)
            && width > 0.0
            && height > 0.0
            && self.levels.contains_key(&image)
        {
            return Some((width, height));
        }
        let whole = self.levels.get(&image)?.first()?;
        Some((f32::from(whole.width()), f32::from(whole.height())))
    }
}

fn whole(picture: &DecodedImage) -> Option<Arc<Pixmap>> {
    let (width, height) = (u16::try_from(picture.width).ok()?, u16::try_from(picture.height).ok()?);
    if picture.rgba.len() != usize::from(width) * usize::from(height) * 4 || picture.rgba.is_empty() {
        return None;
    }
    let clear = picture.rgba.chunks_exact(4).any(|pixel| pixel[3] != 255);
    // An exact copy: `from_parts` wants a capacity that is a multiple of 4, and the picture is shared.
    let bytes = picture.rgba.as_slice().to_vec();
    let about =
        PixelMetadata { may_have_transparency: clear, alpha_type: ImageAlphaType::AlphaPremultiplied };
    Some(Arc::new(Pixmap::from_parts(bytes, width, height, about)))
}

/// Half as wide and high, four pixels to one.
fn halved(from: &Pixmap) -> Pixmap {
    let (width, height) = (from.width().div_ceil(2).max(1), from.height().div_ceil(2).max(1));
    let (last_x, last_y) = (from.width() - 1, from.height() - 1);
    let mut bytes = Vec::with_capacity(usize::from(width) * usize::from(height) * 4);
    for y in 0..height {
        for x in 0..width {
            let (x0, y0) = ((x * 2).min(last_x), (y * 2).min(last_y));
            let (x1, y1) = ((x * 2 + 1).min(last_x), (y * 2 + 1).min(last_y));
            let four = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| from.sample(x, y));
            let mean = |channel: fn(&vello_cpu::color::PremulRgba8) -> u8| {
                ((four.iter().map(|pixel| u32::from(channel(pixel))).sum::<u32>() + 2) / 4) as u8
            };
            bytes.extend_from_slice(&[mean(|p| p.r), mean(|p| p.g), mean(|p| p.b), mean(|p| p.a)]);
        }
    }
    let about = PixelMetadata {
        may_have_transparency: from.may_have_transparency(),
        alpha_type: ImageAlphaType::AlphaPremultiplied,
    };
    Pixmap::from_parts(bytes, width, height, about)
}

/// How often a picture is halved before it is drawn `shrink` times smaller.
fn level(shrink: f64) -> u32 {
    if shrink.is_finite() && shrink > 1.0 {
        (shrink.log2() + 0.25).floor().clamp(0.0, 12.0) as u32
    } else {
        0
    }
}

/// Stretches a part of a picture to a rectangle.
pub(super) fn stretch(player: &mut Player<'_>, image: u32, source: &Rect, target: &Rect, corners: &Corners) {
    if source.is_empty() || target.is_empty() {
        return;
    }
    let scale = player.scale();
    let Some((full_width, full_height)) = player.pictures.size(image) else { return };
    let Some(density) =
        player.pictures.get(image, 0).map(|pixels| f64::from(pixels.width()) / f64::from(full_width))
    else {
        return;
    };
    let shrink = density
        * f64::from(source.width / target.width).min(f64::from(source.height / target.height))
        / scale;
    let Some(pixels) = player.pictures.get(image, level(shrink)) else { return };
    // From the picture's pixels (of this level) to the target.
    let place = Affine::translate((f64::from(target.x), f64::from(target.y)))
        * Affine::scale_non_uniform(
            f64::from(target.width / source.width),
            f64::from(target.height / source.height),
        )
        * Affine::translate((-f64::from(source.x), -f64::from(source.y)))
        * Affine::scale_non_uniform(
            f64::from(full_width) / f64::from(pixels.width()),
            f64::from(full_height) / f64::from(pixels.height()),
        );
    paint(player, pixels, place, (Extend::Pad, Extend::Pad));
    player.canvas.fill_path(&shape::round_rect(target, corners));
}

/// Repeats a picture.
pub(super) fn tiles(
    player: &mut Player<'_>,
    image: u32,
    area: &Rect,
    corners: &Corners,
    tile: &Rect,
    (step_x, step_y): (f32, f32),
) {
    if tile.is_empty() || area.is_empty() {
        return;
    }
    let Some((width, height)) = player.pictures.size(image) else { return };
    let shrink = f64::from(width / tile.width).min(f64::from(height / tile.height)) / player.scale();
    let Some(pixels) = player.pictures.get(image, level(shrink)) else { return };
    let size = Affine::scale_non_uniform(
        f64::from(tile.width) / f64::from(pixels.width()),
        f64::from(tile.height) / f64::from(pixels.height()),
    );
    let place = |x: f32, y: f32| Affine::translate((f64::from(x), f64::from(y))) * size;
    let touching = |step: f32, side: f32| step == 0.0 || (step - side).abs() < 0.01;
    if touching(step_x, tile.width) && touching(step_y, tile.height) {
        let extend = |step: f32| if step == 0.0 { Extend::Pad } else { Extend::Repeat };
        let mut covered = *area;
        if step_x == 0.0 {
            covered = covered.intersection(&Rect { x: tile.x, width: tile.width, ..covered });
        }
        if step_y == 0.0 {
            covered = covered.intersection(&Rect { y: tile.y, height: tile.height, ..covered });
        }
        player.clipped_to(area, corners, |player| {
            paint(player, pixels, place(tile.x, tile.y), (extend(step_x), extend(step_y)));
            player.canvas.fill_rect(&shape::rect(&covered));
        });
        return;
    }
    player.clipped_to(area, corners, |player| {
        let rows = places(tile.y, tile.height, step_y, area.y, area.bottom());
        let columns = places(tile.x, tile.width, step_x, area.x, area.right());
        let cells = rows.iter().flat_map(|&y| columns.iter().map(move |&x| (x, y)));
        for (x, y) in cells.take(MAX_TILES) {
            paint(player, pixels.clone(), place(x, y), (Extend::Pad, Extend::Pad));
            player.canvas.fill_rect(&shape::rect(&Rect { x, y, ..*tile }));
        }
    });
}

/// Tiles with gaps are drawn one by one: no more than this.
const MAX_TILES: usize = 4096;

/// Where tiles begin that touch the stretch from `from` to `to`; not too many.
fn places(first: f32, side: f32, step: f32, from: f32, to: f32) -> Vec<f32> {
    if step <= 0.0 {
        return vec![first];
    }
    let start = first - ((first + side - from) / step).floor().max(-1e6) * step;
    let count = (((to - start) / step).ceil().max(0.0) as usize).min(512);
    (0..count).map(|number| start + number as f32 * step).collect()
}

fn paint(
    player: &mut Player<'_>,
    pixels: Arc<Pixmap>,
    place: Affine,
    (x_extend, y_extend): (Extend, Extend),
) {
    let sampler = ImageSampler { x_extend, y_extend, quality: ImageQuality::Medium, alpha: 1.0 };
    player.set_paint(&crate::geometry::Colour::BLACK.into());
    player.canvas.set_paint(Image { image: ImageSource::Pixmap(pixels), sampler });
    player.canvas.set_paint_transform(place);
}
