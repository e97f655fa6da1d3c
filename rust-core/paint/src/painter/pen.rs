//! Writes ops into layers, and opens a further layer where something must lie above a layer that is already there.

use super::ImageRef;
use crate::geometry::{Rect, Transform};
use crate::layer::Layer;
use crate::ops::{Content, MAX_NESTING, Nesting, Op, TextFont, path_bounds};
use minihost_tree::NodeId;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Which layer of a node: a node may need several.
pub mod part {
    /// The node's box.
    pub const BOX: u64 = 0;
    /// What scrolls inside it.
    pub const SCROLL: u64 = 1;
    /// What lies fixed above that (a swiper's dots).
    pub const OVER: u64 = 2;
    /// A native control.
    pub const NATIVE: u64 = 3;
    /// Its loading spinner.
    pub const SPINNER: u64 = 4;
    /// Its `::before`; the four above follow each time.
    pub const BEFORE: u64 = 5;
    /// Its `::after`.
    pub const AFTER: u64 = 10;
    /// A piece of a long list that begins with it.
    pub const PIECE: u64 = 15;
    /// From one layer to the further one above its children.
    pub const SLICE: u64 = 16;
}

/// A layer's id within its surface: 28 bits of the node's number, 12 of its generation, 12 of the part. Two nodes that live at the
/// same time never share a number.
pub(crate) fn layer_id(node: NodeId, part: u64) -> u64 {
    let node = node.to_u64();
    let (index, generation) = (node & 0x0fff_ffff, (node >> 32) & 0xfff);
    // The surface's own layer has every bit of the part set.
    (part.min(0xffe) << 40) | (generation << 28) | index | (1 << 52)
}

/// Bits of a layer's id that say nothing of its surface.
pub(crate) const LOCAL_BITS: u32 = 53;

/// Layers nest no deeper than this, with room for what a frame puts around them.
const MAX_LAYERS: usize = 100;
/// Slices of one layer.
const MAX_SLICES: u64 = 240;

/// A layer being written.
struct Sheet {
    layer: Layer,
    fonts: Vec<TextFont>,
    ops: Vec<Op>,
}

/// Where ops go at present.
struct Target {
    /// Number of the layer that children belong to.
    base: usize,
    /// Number of the sheet that ops go to: the base or its latest slice.
    sheet: usize,
    slices: u64,
    id: u64,
    /// What is open, to be opened again in a slice.
    open: Vec<Op>,
    /// The product of the open transforms.
    transforms: Vec<Transform>,
    /// Areas of child layers, in the base's coordinates.
    taken: Vec<Rect>,
    /// Masked groups that are open: they cannot be cut into slices.
    whole: u32,
}

/// The pen.
pub(crate) struct Pen {
    sheets: Vec<Sheet>,
    targets: Vec<Target>,
    images: FxHashMap<u32, ImageRef>,
}

impl Pen {
    pub(crate) fn new() -> Self {
        Pen { sheets: Vec::new(), targets: Vec::new(), images: FxHashMap::default() }
    }

    /// Opens a layer inside the present one. `false` when layers nest too deep: nothing is opened then.
    pub(crate) fn open(&mut self, mut layer: Layer, reach: Rect) -> bool {
        if self.targets.len() >= MAX_LAYERS {
            return false;
        }
        if let Some(target) = self.targets.last_mut() {
            layer.parent = self.sheets[target.base].layer.id;
            target.taken.push(reach);
        }
        let sheet = self.sheets.len();
        let id = layer.id;
        self.sheets.push(Sheet { layer, fonts: Vec::new(), ops: Vec::new() });
        self.targets.push(Target {
            base: sheet,
            sheet,
            slices: 0,
            id,
            open: Vec::new(),
            transforms: vec![Transform::IDENTITY],
            taken: Vec::new(),
            whole: 0,
        });
        true
    }

    /// True if nothing is open in the present layer that a further layer could not lie in.
    pub(crate) fn is_plain(&self) -> bool {
        self.targets.last().is_some_and(|target| target.open.is_empty())
    }

    /// A layer that was painted before. `false` when layers nest too deep: nothing is done then.
    pub(crate) fn insert(&mut self, layer: Layer, images: &[ImageRef]) -> bool {
        let reach = layer.bounds.translate(layer.rect.x, layer.rect.y);
        if !self.open(layer, reach) {
            return false;
        }
        self.close();
        self.images.extend(images.iter().map(|image| (image.handle, *image)));
        true
    }

    /// Ends the present layer, whose reach was not known. Gives what it draws, to be inserted again, if it holds no other layers.
    pub(crate) fn close_piece(&mut self) -> Option<(Arc<Content>, Rect)> {
        let target = self.targets.pop()?;
        let alone = target.sheet == target.base && self.sheets.len() == target.base + 1;
        let sheet = &mut self.sheets[target.base];
        let bounds = bounds(&sheet.ops, &sheet.fonts);
        let reach = bounds.translate(sheet.layer.rect.x, sheet.layer.rect.y);
        if !alone {
            // About: layers inside lie within the boxes.
            let reach = reach.union(&sheet.layer.rect);
            self.targets.last_mut()?.taken.push(reach);
            return None;
        }
        let content = Arc::new(Content {
            fonts: std::mem::take(&mut sheet.fonts),
            ops: std::mem::take(&mut sheet.ops),
        });
        sheet.layer.bounds = bounds;
        sheet.layer.content = Some(Arc::clone(&content));
        self.targets.last_mut()?.taken.push(reach);
        Some((content, bounds))
    }

    /// Pictures used so far; those used from now on are counted apart, until they are returned.
    pub(crate) fn take_images(&mut self) -> FxHashMap<u32, ImageRef> {
        std::mem::take(&mut self.images)
    }

    /// Gives the pictures used meanwhile.
    pub(crate) fn return_images(&mut self, images: FxHashMap<u32, ImageRef>) -> Vec<ImageRef> {
        let used: Vec<ImageRef> = self.images.values().copied().collect();
        self.images.extend(images);
        used
    }

    /// Ends the present layer.
    pub(crate) fn close(&mut self) {
        self.targets.pop();
    }

    /// The id of the layer that ops go to.
    pub(crate) fn layer(&self) -> u64 {
        self.targets.last().map_or(0, |target| target.id)
    }

    /// True if the present layer scrolls.
    pub(crate) fn scrolls(&self) -> bool {
        self.targets.last().is_some_and(|target| self.sheets[target.base].layer.scroll.is_some())
    }

    /// Where a rectangle comes to lie in the present layer's coordinates.
    pub(crate) fn place(&self, rect: &Rect) -> Rect {
        match self.targets.last().and_then(|target| target.transforms.last()) {
            Some(transform) if *transform != Transform::IDENTITY => transform.bounds(rect),
            _ => *rect,
        }
    }

    /// Writes text in a font; the op's own font number does not matter.
    pub(crate) fn text(&mut self, face: TextFont, mut op: Op) {
        if let Op::Text { font, .. } = &mut op {
            *font = 0;
        }
        if let Some(reach) = op.bounds(std::slice::from_ref(&face)) {
            self.above(&reach);
        }
        let Some(target) = self.targets.last() else { return };
        let sheet = &mut self.sheets[target.sheet];
        let at = sheet.fonts.iter().position(|known| *known == face).unwrap_or_else(|| {
            sheet.fonts.push(face);
            sheet.fonts.len() - 1
        });
        if let (Op::Text { font, .. }, Ok(at)) = (&mut op, u16::try_from(at)) {
            *font = at;
            sheet.ops.push(op);
        }
    }

    pub(crate) fn uses(&mut self, image: ImageRef) {
        self.images.insert(image.handle, image);
    }

    /// Writes an op that draws.
    pub(crate) fn draw(&mut self, op: Op) {
        let Some(target) = self.targets.last() else { return };
        if !target.taken.is_empty()
            && let Some(reach) = op.bounds(&self.sheets[target.sheet].fonts)
        {
            self.above(&reach);
        }
        let target = self.targets.last().expect("because nothing was closed");
        self.sheets[target.sheet].ops.push(op);
    }

    /// Opens a clip, a transform or a fading. `false` when they nest too deep: nothing is opened then.
    pub(crate) fn push(&mut self, op: Op) -> bool {
        let Some(target) = self.targets.last_mut() else { return false };
        if target.open.len() >= MAX_NESTING - 1 {
            return false;
        }
        if let Op::TransformPush { transform } = &op {
            let outside = target.transforms.last().copied().unwrap_or_default();
            target.transforms.push(outside.then_inner(transform));
        }
        target.open.push(op.clone());
        self.sheets[target.sheet].ops.push(op);
        true
    }

    /// Opens a group that [`Pen::mask`] will cut. `false` when pushes nest too deep: nothing is opened then.
    pub(crate) fn begin_masked(&mut self, reach: Rect) -> bool {
        self.above(&reach);
        let opened = self.push(Op::OpacityPush { opacity: 1.0, bounds: reach });
        if let Some(target) = self.targets.last_mut().filter(|_| opened) {
            target.whole += 1;
        }
        opened
    }

    /// Cuts the group by what `draw` draws, and closes it.
    pub(crate) fn mask(&mut self, draw: impl FnOnce(&mut Self)) {
        if self.push(Op::MaskPush) {
            draw(self);
            self.pop();
        }
        self.pop();
        if let Some(target) = self.targets.last_mut() {
            target.whole = target.whole.saturating_sub(1);
        }
    }

    /// Closes what was opened last.
    pub(crate) fn pop(&mut self) {
        let Some(target) = self.targets.last_mut() else { return };
        if let Some(nesting) = target.open.pop().and_then(|op| op.opens()) {
            if nesting == Nesting::Transform {
                target.transforms.pop();
            }
            self.sheets[target.sheet].ops.push(closing(nesting));
        }
    }

    /// How many pushes are open in the present layer.
    pub(crate) fn depth(&self) -> usize {
        self.targets.last().map_or(0, |target| target.open.len())
    }

    /// Closes what was opened since.
    pub(crate) fn pop_to(&mut self, depth: usize) {
        while self.depth() > depth {
            self.pop();
        }
    }

    /// Makes sure that what is drawn next at this place lies above the child layers there.
    fn above(&mut self, reach: &Rect) {
        let placed = self.place(reach);
        let Some(target) = self.targets.last_mut() else { return };
        if target.whole > 0
            || target.slices >= MAX_SLICES
            || !target.taken.iter().any(|taken| taken.overlaps(&placed))
        {
            return;
        }
        target.taken.clear();
        target.slices += 1;
        let base = &self.sheets[target.base].layer;
        let content = base.scroll.map_or(Rect::new(0.0, 0.0, base.rect.width, base.rect.height), |scroll| {
            Rect::new(0.0, 0.0, scroll.content.width, scroll.content.height)
        });
        let mut layer = Layer::new(base.id + ((part::SLICE * target.slices) << 40), base.id, content);
        layer.node = base.node;
        let old = &mut self.sheets[target.sheet];
        old.ops.extend(target.open.iter().rev().filter_map(Op::opens).map(closing));
        target.sheet = self.sheets.len();
        self.sheets.push(Sheet { layer, fonts: Vec::new(), ops: target.open.clone() });
    }

    /// The finished layers. Slices are put after the children that they lie above: they already are, in the order of opening.
    pub(crate) fn finish(self) -> (Vec<Layer>, Vec<ImageRef>) {
        let layers = self.sheets.into_iter().map(|sheet| {
            let mut layer = sheet.layer;
            if layer.content.is_some() {
                return layer;
            }
            layer.bounds = bounds(&sheet.ops, &sheet.fonts);
            layer.content = Some(Arc::new(Content { fonts: sheet.fonts, ops: sheet.ops }));
            layer
        });
        let layers = layers.collect();
        let mut images: Vec<ImageRef> = self.images.into_values().collect();
        images.sort_by_key(|image| image.handle);
        (layers, images)
    }
}

fn closing(nesting: Nesting) -> Op {
    match nesting {
        Nesting::Clip => Op::ClipPop,
        Nesting::Transform => Op::TransformPop,
        Nesting::Opacity => Op::OpacityPop,
        Nesting::Mask => Op::MaskPop,
        Nesting::Blend => Op::BlendPop,
    }
}

/// Around everything the ops draw, clips counted.
fn bounds(ops: &[Op], fonts: &[TextFont]) -> Rect {
    let everywhere = Rect { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
    let mut all = Rect::default();
    let mut state = vec![(Transform::IDENTITY, everywhere)];
    for op in ops {
        let (transform, clip) = *state.last().expect("because the first one is never taken");
        match op {
            Op::ClipPush { rect, .. } => state.push((transform, clip.intersection(&transform.bounds(rect)))),
            Op::TransformPush { transform: inner } => state.push((transform.then_inner(inner), clip)),
            Op::ClipPath { path, .. } => {
                state.push((transform, clip.intersection(&transform.bounds(&path_bounds(path)))));
            }
            Op::OpacityPush { .. } | Op::MaskPush | Op::BlendPush { .. } => state.push((transform, clip)),
            Op::ClipPop | Op::TransformPop | Op::OpacityPop | Op::MaskPop | Op::BlendPop => {
                if state.len() > 1 {
                    state.pop();
                }
            }
            _ => {
                if let Some(reach) = op.bounds(fonts) {
                    all = all.union(&transform.bounds(&reach).intersection(&clip));
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Colour, Corners};

    fn fill(x: f32) -> Op {
        Op::FillRect { rect: Rect::new(x, 0.0, 10.0, 10.0), paint: Colour::BLACK.into() }
    }

    fn open(pen: &mut Pen, id: u64, rect: Rect) {
        assert!(pen.open(Layer::new(id, 0, rect), rect));
    }

    fn ops(layer: &Layer) -> &[Op] {
        &layer.content.as_ref().expect("written").ops
    }

    #[test]
    fn what_lies_above_a_child_goes_into_a_slice_and_takes_its_clips_along() {
        let mut pen = Pen::new();
        open(&mut pen, 1, Rect::new(0.0, 0.0, 100.0, 100.0));
        pen.draw(fill(0.0));
        open(&mut pen, 2, Rect::new(50.0, 0.0, 10.0, 10.0));
        pen.close();
        pen.draw(fill(20.0));
        let clip = Op::ClipPush { rect: Rect::new(0.0, 0.0, 100.0, 100.0), corners: Corners::default() };
        assert!(pen.push(clip.clone()));
        pen.draw(fill(55.0));
        pen.draw(fill(0.0));
        pen.pop();
        pen.close();
        let (layers, _) = pen.finish();
        let ids: Vec<_> = layers.iter().map(|layer| (layer.id, layer.parent)).collect();
        assert_eq!(ids, [(1, 0), (2, 1), (1 + (part::SLICE << 40), 1)]);
        assert_eq!(ops(&layers[0]), [fill(0.0), fill(20.0), clip.clone(), Op::ClipPop]);
        assert_eq!(ops(&layers[2]), [clip, fill(55.0), fill(0.0), Op::ClipPop]);
        assert_eq!(layers[2].bounds, Rect::new(0.0, 0.0, 65.0, 10.0));
    }

    #[test]
    fn ids_of_different_parts_differ() {
        let node = NodeId::from_u64((3 << 32) | 7);
        assert_ne!(layer_id(node, part::BOX), layer_id(node, part::SCROLL));
        assert_ne!(layer_id(node, part::BOX), layer_id(NodeId::from_u64((3 << 32) | 8), part::BOX));
        assert!(layer_id(node, 0xfff) >> LOCAL_BITS == 0);
    }
}
