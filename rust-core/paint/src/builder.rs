//! Puts surfaces on the screen and says what changed since the frame before.

use crate::frame::Frame;
use crate::geometry::{Colour, Corners, Rect, Size, Transform};
use crate::layer::{Accessible, Clip, ImageNeed, Layer};
use crate::ops::Content;
use crate::painter::SurfaceLayers;
use crate::painter::pen::LOCAL_BITS;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The largest surface number.
pub const MAX_SURFACE: u32 = (1 << (63 - LOCAL_BITS)) - 1;

/// A surface and its place on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Its number, the same from frame to frame and up to [`MAX_SURFACE`]; events name it.
    pub surface: u32,
    /// Where it lies on the screen.
    pub rect: Rect,
    /// Nothing of it shows outside of `rect`.
    pub clip: bool,
    /// 0 to 1.
    pub opacity: f32,
    /// Around the rectangle's top left corner: for pages that slide.
    pub transform: Transform,
    /// What it shows.
    pub layers: &'a SurfaceLayers,
}

impl<'a> Placed<'a> {
    /// A surface at a place, cut to it.
    pub fn new(surface: u32, rect: Rect, layers: &'a SurfaceLayers) -> Self {
        Placed { surface, rect, clip: true, opacity: 1.0, transform: Transform::IDENTITY, layers }
    }
}

/// The screen that a frame is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Logical pixels.
    pub size: Size,
    /// Device pixels per logical pixel.
    pub scale: f32,
    /// Behind everything.
    pub background: Colour,
}

/// Makes frames, each a difference to the one before.
#[derive(Debug, Default)]
pub struct FrameBuilder {
    number: u64,
    whole: bool,
    canvas: Option<Canvas>,
    layers: Vec<Layer>,
    contents: FxHashMap<u64, (u32, Arc<Content>)>,
    images: FxHashSet<u32>,
    accessible: Vec<Accessible>,
}

impl FrameBuilder {
    /// A builder whose first frame stands alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next frame stands alone: the host has lost what it had.
    pub fn forget(&mut self) {
        self.whole = true;
    }

    /// The frame for these surfaces, from back to front; `None` if it would say nothing new. A surface's number must not stand
    /// there twice: of two, the second is left out.
    pub fn build(&mut self, canvas: Canvas, surfaces: &[Placed<'_>]) -> Option<Frame> {
        let alone = std::mem::take(&mut self.whole) || self.number == 0;
        let mut layers = Vec::new();
        let mut contents = FxHashMap::default();
        let mut needs: FxHashMap<u32, ImageNeed> = FxHashMap::default();
        let mut accessible = Vec::new();
        let mut seen = FxHashSet::default();
        for placed in surfaces {
            let number = placed.surface.min(MAX_SURFACE);
            if !seen.insert(number) {
                continue;
            }
            let high = (u64::from(number) + 1) << LOCAL_BITS;
            let mut own = Layer::new(high, 0, placed.rect);
            own.surface = number;
            own.opacity = placed.opacity.clamp(0.0, 1.0);
            own.transform = placed.transform;
            own.clip = placed.clip.then(|| Clip {
                rect: Rect::new(0.0, 0.0, placed.rect.width, placed.rect.height),
                corners: Corners::default(),
            });
            own.content = Some(Arc::new(Content::default()));
            layers.push(own);
            for layer in &placed.layers.layers {
                let mut layer = layer.clone();
                layer.id |= high;
                layer.parent |= high;
                layer.surface = number;
                layers.push(layer);
            }
            needs.extend(placed.layers.images.iter().map(|image| {
                (image.handle, ImageNeed { image: image.handle, width: image.width, height: image.height })
            }));
            accessible.extend(placed.layers.accessible.iter().cloned().map(|mut thing| {
                thing.layer |= high;
                thing.surface = number;
                thing
            }));
        }
        for layer in &mut layers {
            let Some(content) = layer.content.take() else { continue };
            let before = self.contents.get(&layer.id);
            let (version, content, same) = match before {
                Some((version, known)) if Arc::ptr_eq(known, &content) || **known == *content => {
                    (*version, known.clone(), true)
                }
                Some((version, _)) => (version.wrapping_add(1), content, false),
                None => (1, content, false),
            };
            layer.version = version;
            layer.content = (alone || !same).then(|| content.clone());
            contents.insert(layer.id, (version, content));
        }
        let shown: FxHashSet<u32> = needs.keys().copied().collect();
        let mut images_needed: Vec<ImageNeed> =
            needs.into_values().filter(|need| alone || !self.images.contains(&need.image)).collect();
        images_needed.sort_by_key(|need| need.image);
        let mut images_dropped: Vec<u32> =
            if alone { Vec::new() } else { self.images.difference(&shown).copied().collect() };
        images_dropped.sort_unstable();
        let accessible_same = !alone && self.accessible == accessible;
        // Content is left out of `layers` where it is as before, so equal lists mean an equal picture.
        let bare = |layers: &[Layer]| {
            layers.iter().map(|layer| Layer { content: None, ..layer.clone() }).collect::<Vec<_>>()
        };
        let bare_layers = bare(&layers);
        if !alone
            && self.canvas == Some(canvas)
            && accessible_same
            && images_needed.is_empty()
            && images_dropped.is_empty()
            && self.layers == bare_layers
        {
            return None;
        }
        let base = if alone { 0 } else { self.number };
        self.number += 1;
        self.canvas = Some(canvas);
        self.layers = bare_layers;
        self.contents = contents;
        self.images = shown;
        let frame = Frame {
            number: self.number,
            base,
            size: canvas.size,
            scale: canvas.scale,
            background: canvas.background,
            layers,
            images_needed,
            images_dropped,
            accessible: (!accessible_same).then(|| accessible.clone()),
        };
        self.accessible = accessible;
        Some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::painter::ImageRef;
    use crate::state::{ApplyError, FrameState};

    fn surface(widths: &[f32]) -> SurfaceLayers {
        let layers = widths.iter().enumerate().map(|(at, &width)| {
            let mut layer = Layer::new(at as u64 + 1, at as u64, Rect::default());
            let paint = Colour::BLACK.into();
            let ops = vec![Op::FillRect { rect: Rect::new(0.0, 0.0, width, 1.0), paint }];
            layer.content = Some(Arc::new(Content { fonts: vec![], ops }));
            layer
        });
        SurfaceLayers { layers: layers.collect(), ..SurfaceLayers::default() }
    }

    const CANVAS: Canvas =
        Canvas { size: Size { width: 10.0, height: 10.0 }, scale: 2.0, background: Colour::WHITE };

    fn changed(frame: &Frame) -> Vec<bool> {
        frame.layers.iter().map(|layer| layer.content.is_some()).collect()
    }

    #[test]
    fn only_what_changed_is_sent_and_the_state_follows() {
        let mut builder = FrameBuilder::new();
        let mut state = FrameState::new();
        let place = |layers: &SurfaceLayers, builder: &mut FrameBuilder| {
            builder.build(CANVAS, &[Placed::new(0, Rect::new(0.0, 0.0, 10.0, 10.0), layers)])
        };
        let first = place(&surface(&[1.0, 2.0]), &mut builder).expect("the first");
        assert_eq!((first.base, changed(&first)), (0, vec![true; 3]));
        state.apply_bytes(&crate::format::encode(&first)).expect("applies");

        assert_eq!(place(&surface(&[1.0, 2.0]), &mut builder), None, "nothing new");

        let second = place(&surface(&[1.0, 3.0]), &mut builder).expect("a change");
        assert_eq!((second.base, changed(&second)), (1, vec![false, false, true]));
        let applied = state.apply_bytes(&crate::format::encode(&second)).expect("applies");
        assert_eq!(applied.changed.len(), 1);
        assert!(state.layers.iter().all(|layer| layer.content.is_some()));

        let mut other = FrameState::new();
        assert_eq!(other.apply(second), Err(ApplyError::Base { base: 1, have: 0 }));
        builder.forget();
        let whole = place(&surface(&[1.0, 3.0]), &mut builder).expect("a whole one");
        assert_eq!((whole.base, changed(&whole)), (0, vec![true; 3]));
        other.apply(whole).expect("stands alone");

        let third = place(&surface(&[1.0]), &mut builder).expect("a layer went");
        assert_eq!(other.apply(third).expect("applies").removed.len(), 1);
    }

    #[test]
    fn pictures_are_asked_for_once_and_dropped_once() {
        let mut builder = FrameBuilder::new();
        let mut shown = surface(&[1.0]);
        shown.images = vec![ImageRef { handle: 7, width: 3, height: 4 }];
        let build = |layers: &SurfaceLayers, builder: &mut FrameBuilder| {
            builder.build(CANVAS, &[Placed::new(0, Rect::default(), layers)])
        };
        let first = build(&shown, &mut builder).expect("the first");
        assert_eq!(first.images_needed, [ImageNeed { image: 7, width: 3, height: 4 }]);
        assert_eq!(build(&shown, &mut builder), None);
        let second = build(&surface(&[1.0]), &mut builder).expect("a change");
        assert_eq!((second.images_needed.len(), second.images_dropped), (0, vec![7]));
    }

    #[test]
    fn two_surfaces_keep_their_ids_apart() {
        let mut builder = FrameBuilder::new();
        let layers = surface(&[1.0, 2.0]);
        let area = Rect::new(0.0, 0.0, 10.0, 10.0);
        let frame =
            builder.build(CANVAS, &[Placed::new(0, area, &layers), Placed::new(MAX_SURFACE, area, &layers)]);
        let frame = frame.expect("the first");
        assert_eq!(frame.layers.len(), 6);
        crate::format::decode(&crate::format::encode(&frame)).expect("ids are used once");
    }
}
