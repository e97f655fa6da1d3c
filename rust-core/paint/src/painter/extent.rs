//! What can be known of a box before it is painted: whether it holds layers, and how far it draws.

use super::boxes::{MAX_DEPTH, Walk};
use super::convert;
use super::drag::{drag, is_held};
use crate::geometry::Rect;
use crate::layer::Drag;
use minihost_layout::{Affine, BoxContent, BoxId, BoxNode, LeafKind};
use minihost_style::{Position, Pseudo};

impl Walk<'_> {
    /// Whether something inside the box must be a layer of its own.
    pub(super) fn holds_layer(&mut self, id: BoxId, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        if let Some(&known) = self.layered.get(&id) {
            return known;
        }
        let boxes = self.boxes;
        let node = boxes.node(id);
        let found = self.is_layer(node) || {
            let stacking = node.stacking.as_deref();
            let lifted =
                stacking.into_iter().flat_map(|stacking| stacking.below.iter().chain(&stacking.above));
            let lifted = lifted.map(|lifted| lifted.id);
            let placed = node.children.iter().copied().filter(|&child| !boxes.node(child).lifted);
            let below: Vec<BoxId> = lifted.chain(placed).collect();
            below.into_iter().any(|child| self.holds_layer(child, depth + 1))
        };
        self.layered.insert(id, found);
        found
    }

    fn is_layer(&self, node: &BoxNode) -> bool {
        if node.hidden || node.fixed {
            return false;
        }
        if self.element(node).is_some_and(|element| is_held(element) || drag(element) != Drag::None) {
            return true;
        }
        match &node.content {
            BoxContent::Swiper(_) => true,
            BoxContent::Leaf(leaf) => {
                matches!(
                    leaf.kind,
                    LeafKind::Input | LeafKind::Textarea | LeafKind::Canvas | LeafKind::Native(_)
                )
            }
            _ => {
                let loading = node.pseudo == Some(Pseudo::Before)
                    && self
                        .element(node)
                        .is_some_and(|element| &*element.tag == "button" && element.flag("loading"));
                node.scroll.is_some()
                    || loading
                    || node.style.layout.position == Position::Sticky
                    || (node.is_styled() && node.style.effects.spin.is_some())
            }
        }
    }

    /// About how far a box and what is in it draw, in the coordinates where its border box begins at (x, y).
    pub(super) fn reach(&self, id: BoxId, x: f32, y: f32, depth: usize) -> Rect {
        let node = self.boxes.node(id);
        let mut area = Rect::new(x, y, node.rect.width, node.rect.height);
        for shadow in node.style.effects.box_shadow.iter().filter(|shadow| !shadow.inset && node.is_styled())
        {
            let cast = Rect::new(x, y, node.rect.width, node.rect.height);
            area = area.union(&cast.outset(shadow.spread + shadow.blur * 1.5).translate(shadow.x, shadow.y));
        }
        if node.clips() || depth > MAX_DEPTH {
            return area;
        }
        if let BoxContent::Paragraph(lines) = &node.content {
            for line in lines {
                let line = Rect::new(x + line.x, y + line.y, line.width, line.height);
                // Glyphs reach out of their line by less than its height.
                area = area.union(&line.outset(line.height.max(4.0) * 0.5));
            }
        }
        for &child in &node.children {
            let below = self.boxes.node(child);
            if below.fixed {
                continue;
            }
            let mut reach = self.reach(child, 0.0, 0.0, depth + 1);
            if let Some(transform) =
                Affine::of_style(&below.style.effects, below.rect.width, below.rect.height)
                && below.is_styled()
            {
                reach = convert::transform(transform).bounds(&reach);
            }
            area = area.union(&reach.translate(x + below.rect.x, y + below.rect.y));
        }
        area
    }
}
