//! Long lists, cut into pieces that are kept from frame to frame.
//!
//! Each piece is a layer: what did not change in it is neither painted nor sent again, and a host draws anew only the pieces that
//! did. Where a list is cut depends on its nodes and not on their numbers, so that a row more or less changes one piece.

use super::boxes::{Around, Walk};
use super::pen::{layer_id, part};
use super::{ImageRef, PaintEnv};
use crate::geometry::Rect;
use crate::layer::{Accessible, Layer};
use crate::ops::Content;
use minihost_layout::{BoxId, BoxNode};
use minihost_ports::{Appearance, Locale};
use minihost_tree::NodeId;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A box with fewer children is painted as a whole.
const SHORTEST_LIST: usize = 64;
/// One child in so many begins a piece.
const USUAL_PIECE: u64 = 32;
/// Children of the longest piece.
const LONGEST_PIECE: usize = 96;

/// What painting depends on besides boxes; another one than before makes all pieces worthless.
type Ground = (f32, Appearance, Locale);

/// The pieces that were painted last.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    ground: Option<Ground>,
    /// By the id of their layer.
    known: FxHashMap<u64, Piece>,
    /// Those of the painting under way.
    fresh: FxHashMap<u64, Piece>,
}

/// A painted piece.
#[derive(Debug)]
struct Piece {
    /// Its boxes, and where they stand as seen from the first.
    boxes: Vec<(BoxId, f32, f32)>,
    /// Where the first stands within its device pixel.
    rest: (f32, f32),
    /// The update of the boxes that it shows.
    epoch: u64,
    content: Arc<Content>,
    bounds: Rect,
    accessible: Vec<Accessible>,
    images: Vec<ImageRef>,
}

impl Pieces {
    pub(super) fn begin(&mut self, env: &PaintEnv<'_>) {
        let ground = Some((env.scale, env.appearance, env.locale));
        if self.ground != ground {
            self.known.clear();
            self.ground = ground;
        }
    }

    /// What was not shown this time is forgotten.
    pub(super) fn end(&mut self) {
        self.known = std::mem::take(&mut self.fresh);
    }
}

impl Walk<'_> {
    /// Whether a box's children may be painted in pieces: many boxes of elements, in order, with nothing open around them that
    /// a layer could not lie in.
    pub(super) fn is_list(&self, node: &BoxNode, around: &Around) -> bool {
        node.children.len() >= SHORTEST_LIST
            && around.through.is_none()
            && self.pen.is_plain()
            && self.access.is_free()
            && node.children.iter().all(|&child| {
                let child = self.boxes.node(child);
                !child.escapes && !child.hidden && child.source.is_some() && child.pseudo.is_none()
            })
    }

    /// The children of a box whose border box begins at `at`.
    pub(super) fn list(&mut self, node: &BoxNode, at: (f32, f32), around: &Around) {
        let mut rest = node.children.as_slice();
        while !rest.is_empty() {
            let begins = |child: &BoxId| {
                let node = self.boxes.node(*child).source.map_or(0, NodeId::to_u64);
                // Fibonacci hashing: neighbours' numbers differ by little.
                (node.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).is_multiple_of(USUAL_PIECE)
            };
            let length = rest[1..].iter().take(LONGEST_PIECE - 1).position(begins);
            let length = length.map_or(rest.len().min(LONGEST_PIECE), |length| length + 1);
            let (piece, others) = rest.split_at(length);
            self.piece(piece, at, around);
            rest = others;
        }
    }

    fn piece(&mut self, children: &[BoxId], at: (f32, f32), around: &Around) {
        let boxes = self.boxes;
        let (first, last) = (boxes.node(children[0]), boxes.node(children[children.len() - 1]));
        let (x, y) = (at.0 + first.rect.x, at.1 + first.rect.y);
        let origin = (self.grid.snap(x), self.grid.snap(y));
        let rest = (x - origin.0, y - origin.1);
        let id = layer_id(first.source.unwrap_or(self.tree.root()), part::PIECE);
        let height = (last.rect.y + last.rect.height - first.rect.y).max(first.rect.height);
        let mut layer = Layer::new(id, 0, Rect::new(origin.0, origin.1, first.rect.width, height));
        let placed = || {
            children.iter().map(|&child| {
                let rect = &boxes.node(child).rect;
                (child, rect.x - first.rect.x, rect.y - first.rect.y)
            })
        };
        if let Some(known) = self.pieces.known.remove(&id)
            && known.rest == rest
            && children.iter().all(|&child| boxes.node(child).changed <= known.epoch)
            && known.boxes.iter().copied().eq(placed())
        {
            layer.bounds = known.bounds;
            layer.content = Some(Arc::clone(&known.content));
            if self.pen.insert(layer.clone(), &known.images) {
                self.access.insert(&known.accessible);
                self.pieces.fresh.insert(id, known);
                return;
            }
        }
        let outside = self.pen.take_images();
        let begun = self.access.begin();
        let opened = self.pen.open(layer, Rect::default());
        let at = if opened { (at.0 - origin.0, at.1 - origin.1) } else { at };
        for &child in children {
            let node = self.boxes.node(child);
            self.paint(child, (at.0 + node.rect.x, at.1 + node.rect.y), around);
        }
        let painted = if opened { self.pen.close_piece() } else { None };
        let tops: Vec<NodeId> = children.iter().filter_map(|&child| boxes.node(child).source).collect();
        let accessible = self.access.end(begun, &tops);
        let images = self.pen.return_images(outside);
        // A piece that holds layers of its own is painted each time.
        if let Some((content, bounds)) = painted {
            let boxes = placed().collect();
            let epoch = self.boxes.epoch();
            self.pieces.fresh.insert(id, Piece { boxes, rest, epoch, content, bounds, accessible, images });
        }
    }
}
