//! Questions about a laid out page: rectangles, scrolling, hits.

use crate::box_tree::BoxTree;
use crate::boxes::{BoxContent, BoxId, BoxNode, InlineBox, Kind, Line, SwiperArea};
use crate::geometry::{Affine, Rect};
use minihost_style::{Corners, Length, PointerEvents, Position, Radius, Visibility};
use minihost_tree::NodeId;

/// Where scrolled things stand. `None` for the start: nothing scrolled, a swiper at its `current` page.
pub trait ScrollOffsets {
    /// How far an element's content is scrolled to the left and up, in logical pixels. Asked for scroll containers, swipers, and
    /// for the root, which stands for the page.
    fn scroll_offset(&self, node: NodeId) -> Option<(f32, f32)>;
}

/// Nothing is scrolled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unscrolled;

impl ScrollOffsets for Unscrolled {
    fn scroll_offset(&self, _node: NodeId) -> Option<(f32, f32)> {
        None
    }
}

impl<F: Fn(NodeId) -> Option<(f32, f32)>> ScrollOffsets for F {
    fn scroll_offset(&self, node: NodeId) -> Option<(f32, f32)> {
        self(node)
    }
}

/// Where text or an element was hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The innermost element; its ancestors in the tree are hit as well.
    pub node: NodeId,
    /// The box, or the paragraph that the inline element stands in.
    pub id: BoxId,
    /// The point relative to that box's border box, with transforms and scrolling undone.
    pub x: f32,
    /// See `x`.
    pub y: f32,
}

impl BoxTree {
    /// Size of the page's content in logical pixels, at least that of the window: what the page scrolls over.
    pub fn content_size(&self) -> (f32, f32) {
        self.content_size
    }

    /// The pages of a swiper or the items of a picker-view-column, and how long what is scrolled is along their axis.
    pub fn swiper(&self, node: NodeId) -> Option<(SwiperArea, f32)> {
        let node = self.node(self.box_of(node)?);
        let BoxContent::Swiper(area) = &node.content else { return None };
        let inner = node.padding_box();
        Some((*area, area.length(if area.vertical { inner.height } else { inner.width })))
    }

    /// Size of a scroll container's content; `None` when the element does not scroll.
    pub fn scroll_extent(&self, node: NodeId) -> Option<(f32, f32)> {
        let scroll = self.node(self.box_of(node)?).scroll?;
        Some((scroll.content_width, scroll.content_height))
    }

    /// Border box of an element, or of the pieces of an inline element or a text node, relative to the page's top left corner, as if
    /// nothing were scrolled, stuck or transformed. `None` when it is not displayed.
    pub fn rect_of(&self, node: NodeId) -> Option<Rect> {
        let Some((id, rect)) = self.local_rect(node) else {
            return self.around(node, true, &|id, rect| self.on_page(id, rect));
        };
        Some(self.on_page(id, rect))
    }

    /// A rectangle relative to a box, relative to the page.
    fn on_page(&self, id: BoxId, mut rect: Rect) -> Rect {
        let mut at = Some(id);
        while let Some(id) = at {
            let node = self.node(id);
            rect = rect.shifted(node.rect.x, node.rect.y);
            at = node.parent;
        }
        rect
    }

    /// The same relative to the window, as `boundingClientRect` reports it: scrolled, stuck and transformed.
    pub fn rect_in_window(&self, node: NodeId, offsets: &dyn ScrollOffsets) -> Option<Rect> {
        match self.local_rect(node) {
            Some((id, rect)) => Some(self.in_window(id, rect, offsets)),
            None => self.around(node, true, &|id, rect| self.in_window(id, rect, offsets)),
        }
    }

    /// Size of an element's padding box: how much of what it scrolls is seen at once.
    pub fn padding_size(&self, node: NodeId) -> Option<(f32, f32)> {
        let inner = self.node(self.box_of(node)?).padding_box();
        Some((inner.width, inner.height))
    }

    /// The content box of an element that has a box, relative to the window.
    pub fn content_in_window(&self, node: NodeId, offsets: &dyn ScrollOffsets) -> Option<Rect> {
        let id = self.box_of(node)?;
        Some(self.in_window(id, self.node(id).content_box(), offsets))
    }

    /// The rectangle around what is in an inline element that holds blocks, and so has no box of its own. A block counts with all the width
    /// that it could have. `outside` says where a rectangle of a box is.
    fn around(&self, node: NodeId, asked: bool, outside: &dyn Fn(BoxId, Rect) -> Rect) -> Option<Rect> {
        let (inline, children) = self.through.get(&node)?;
        if asked && !inline {
            return None;
        }
        let of = |&child: &NodeId| {
            let Some((id, own)) = self.local_rect(child) else { return self.around(child, false, outside) };
            let own = outside(id, own);
            let flow = &self.node(id).flow;
            let in_flow = !flow.style.position.is_out_of_flow() && flow.style.float == taffy::Float::None;
            let parent = flow.parent.filter(|&parent| self.node(parent).flow.kind == Kind::Block);
            match parent {
                Some(parent) if in_flow && self.box_of(child) == Some(id) => {
                    let room = outside(parent, self.node(parent).content_box());
                    Some(Rect { x: room.x, width: room.width, ..own })
                }
                _ => Some(own),
            }
        };
        union(children.iter().filter_map(of))
    }

    /// Where a text node's characters stand, one rectangle for each of its lines, relative to the window: from the font's ascent to its
    /// descent, as a browser's `Range.getClientRects` has them. Empty for what is no text or not displayed.
    pub fn text_in_window(&self, text: NodeId, offsets: &dyn ScrollOffsets) -> Vec<Rect> {
        let Some(&id) = self.inline.get(text) else { return Vec::new() };
        let BoxContent::Paragraph(lines) = &self.node(id).content else { return Vec::new() };
        let of_line = |line: &Line| {
            let own = line.fragments.iter().filter(|one| one.source == text && one.pseudo.is_none());
            own.map(|one| Rect::new(one.x, one.baseline - one.ascent, one.width, one.ascent + one.descent))
                .reduce(Rect::union)
        };
        lines.iter().filter_map(of_line).map(|rect| self.in_window(id, rect, offsets)).collect()
    }

    /// A rectangle relative to a box, relative to the window.
    fn in_window(&self, id: BoxId, mut rect: Rect, offsets: &dyn ScrollOffsets) -> Rect {
        let mut fixed = false;
        let mut at = Some(id);
        while let Some(id) = at {
            let node = self.node(id);
            if let Some(affine) = self.transform(node) {
                rect = affine.bounds(rect);
            }
            let (x, y) = self.sticky_shift(id, offsets);
            rect = rect.shifted(node.rect.x + x, node.rect.y + y);
            fixed |= node.fixed;
            at = node.parent;
            let (x, y) = match at {
                // The page's own scrolling comes last, and does not move what is fixed.
                Some(parent) if self.node(parent).parent.is_some() => {
                    let parent = self.node(parent);
                    let (x, y) = Self::own_offset(parent, offsets);
                    let (right, down) = turned(parent, (node.rect.x, node.rect.y), (x, y));
                    (x - right, y - down)
                }
                None if !fixed => Self::own_offset(node, offsets),
                _ => (0.0, 0.0),
            };
            rect = rect.shifted(-x, -y);
        }
        rect
    }

    /// How far a box with `position: sticky` is moved to stay in view.
    pub fn sticky_shift(&self, id: BoxId, offsets: &dyn ScrollOffsets) -> (f32, f32) {
        let node = self.node(id);
        if !node.is_styled() || node.style.layout.position != Position::Sticky {
            return (0.0, 0.0);
        }
        // Its place in the nearest scrolling box, and that box's window.
        let (mut x, mut y) = (node.rect.x, node.rect.y);
        let Some(parent) = node.parent else { return (0.0, 0.0) };
        let mut at = parent;
        let window = loop {
            let outer = self.node(at);
            if outer.scroll.is_some() {
                let (left, top) = Self::own_offset(outer, offsets);
                let inner = outer.padding_box();
                break Rect::new(left + inner.x, top + inner.y, inner.width, inner.height);
            }
            if let Some(next) = outer.parent {
                x += outer.rect.x;
                y += outer.rect.y;
                at = next;
            } else {
                x += outer.rect.x;
                y += outer.rect.y;
                let (left, top) = Self::own_offset(outer, offsets);
                break Rect::new(left, top, self.viewport.0, self.viewport.1);
            }
        };
        let holder = self.node(parent).content_box();
        let inset = &node.style.layout.inset;
        let margin = &node.style.layout.margin;
        let axis = |start: f32,
                    size: f32,
                    (low, low_room): (Option<f32>, f32),
                    (high, high_room): (Option<f32>, f32),
                    window_start: f32,
                    window_size: f32| {
            let mut shift: f32 = 0.0;
            if let Some(high) = high {
                shift = shift.min(window_start + window_size - high - (start + size)).max(-low_room.max(0.0));
            }
            if let Some(low) = low {
                // Where both apply the start wins.
                shift = shift.max((window_start + low - start).min(high_room.max(0.0)));
            }
            shift
        };
        let rect = node.rect;
        let (wide, tall) = (holder.width, window.height);
        (
            axis(
                x,
                rect.width,
                (inset.left.resolve(window.width), rect.x - holder.x - margin.left.or_zero(wide)),
                (
                    inset.right.resolve(window.width),
                    holder.x + holder.width - rect.x - rect.width - margin.right.or_zero(wide),
                ),
                window.x,
                window.width,
            ),
            axis(
                y,
                rect.height,
                (inset.top.resolve(tall), rect.y - holder.y - margin.top.or_zero(wide)),
                (
                    inset.bottom.resolve(tall),
                    holder.y + holder.height - rect.y - rect.height - margin.bottom.or_zero(wide),
                ),
                window.y,
                window.height,
            ),
        )
    }

    /// The innermost element at a point of the window, in painting order. Sees clips, rounded corners, transforms, scrolling,
    /// `visibility` and `pointer-events`.
    pub fn hit_test(&self, x: f32, y: f32, offsets: &dyn ScrollOffsets) -> Option<NodeId> {
        self.hit(x, y, offsets).map(|hit| hit.node)
    }

    /// The same with the place inside the box.
    pub fn hit(&self, x: f32, y: f32, offsets: &dyn ScrollOffsets) -> Option<Hit> {
        let root = self.root?;
        let rect = self.node(root).rect;
        let (left, top) = Self::own_offset(self.node(root), offsets);
        let found = self.hit_box(root, x - rect.x + left, y - rect.y + top, offsets);
        // The page fills the window, however small its box is.
        found.or_else(|| {
            let node = self.node(root);
            let place = Hit { node: node.source?, id: root, x: x - rect.x + left, y: y - rect.y + top };
            Some(place)
        })
    }

    /// `x` and `y` are relative to the border box, its own transform and shift not yet undone.
    fn hit_box(&self, id: BoxId, x: f32, y: f32, offsets: &dyn ScrollOffsets) -> Option<Hit> {
        let node = self.node(id);
        if node.hidden {
            return None;
        }
        let (left, top) = self.sticky_shift(id, offsets);
        let (mut x, mut y) = (x - left, y - top);
        if let Some(affine) = self.transform(node) {
            (x, y) = affine.inverse()?.apply(x, y);
        }
        let inside = Rect::new(0.0, 0.0, node.rect.width, node.rect.height);
        let in_border_box = inside.contains(x, y) && in_corners(node, x, y);
        let root = node.parent.is_none();
        let seen = !node.flow.clips || root || (node.padding_box().contains(x, y) && in_border_box);
        if seen {
            let (left, top) = if root { (0.0, 0.0) } else { Self::own_offset(node, offsets) };
            // What is fixed does not scroll with the page, whose scrolling is in `x` and `y` already.
            let place = |child: &BoxNode, (child_x, child_y): (f32, f32)| {
                let (right, down) = turned(node, (child_x, child_y), (left, top));
                let (left, top) = (left - right - child_x, top - down - child_y);
                if root && child.fixed {
                    let (left, top) = Self::own_offset(node, offsets);
                    (x - left - child_x, y - top - child_y)
                } else {
                    (x + left, y + top)
                }
            };
            let lifted = node.stacking.as_deref();
            let hit_lifted = |list: &[crate::boxes::Lifted]| {
                list.iter().rev().find_map(|one| {
                    let child = self.node(one.id);
                    let (x, y) = place(child, (one.x, one.y));
                    self.hit_box(one.id, x, y, offsets)
                })
            };
            if let Some(hit) = lifted.and_then(|stacking| hit_lifted(&stacking.above)) {
                return Some(hit);
            }
            for &child in node.children.iter().rev() {
                let inner = self.node(child);
                if !inner.lifted {
                    let (x, y) = place(inner, (inner.rect.x, inner.rect.y));
                    let hit = self.hit_box(child, x, y, offsets);
                    if hit.is_some() {
                        return hit;
                    }
                }
            }
            if let BoxContent::Paragraph(lines) = &node.content
                && let Some(hit) = hit_lines(id, lines, x + left, y + top)
            {
                return Some(hit);
            }
            if let Some(hit) = lifted.and_then(|stacking| hit_lifted(&stacking.below)) {
                return Some(hit);
            }
        }
        let text = &node.style.text;
        if in_border_box
            && text.visibility == Visibility::Visible
            && text.pointer_events != PointerEvents::None
        {
            // An anonymous box has nothing of its own to hit; its parent lies behind it.
            return node.source.map(|source| Hit { node: source, id, x, y });
        }
        None
    }

    /// The transform of a box about its border box's corner.
    pub fn transform(&self, node: &BoxNode) -> Option<Affine> {
        if !node.is_styled() {
            return None;
        }
        Affine::of_style(&node.style.effects, node.rect.width, node.rect.height)
    }

    fn own_offset(node: &BoxNode, offsets: &dyn ScrollOffsets) -> (f32, f32) {
        let swiper = match &node.content {
            BoxContent::Swiper(area) => Some(area.offset),
            _ => None,
        };
        if node.parent.is_some() && node.scroll.is_none() && swiper.is_none() {
            return (0.0, 0.0);
        }
        node.source.and_then(|source| offsets.scroll_offset(source)).or(swiper).unwrap_or((0.0, 0.0))
    }

    /// The box that holds a node's rectangle, and the rectangle relative to its border box.
    fn local_rect(&self, node: NodeId) -> Option<(BoxId, Rect)> {
        if let Some(id) = self.box_of(node) {
            let rect = self.node(id).rect;
            return Some((id, Rect::new(0.0, 0.0, rect.width, rect.height)));
        }
        let id = *self.inline.get(node)?;
        let BoxContent::Paragraph(lines) = &self.node(id).content else { return None };
        let pieces = lines.iter().flat_map(|line| {
            let boxes = line
                .boxes
                .iter()
                .filter(move |piece| piece.source == node && piece.pseudo.is_none())
                .map(|piece| piece.rect);
            let texts =
                line.fragments.iter().filter(move |text| text.source == node && text.pseudo.is_none()).map(
                    |text| {
                        Rect::new(text.x, text.baseline - text.ascent, text.width, text.ascent + text.descent)
                    },
                );
            boxes.chain(texts)
        });
        union(pieces).map(|rect| (id, rect))
    }
}

/// How much further than it was laid out a child of a box is that begins at a place: pages of a swiper without ends go round.
fn turned(node: &BoxNode, (x, y): (f32, f32), (left, top): (f32, f32)) -> (f32, f32) {
    match &node.content {
        BoxContent::Swiper(area) if area.vertical => (0.0, area.turn(y, top)),
        BoxContent::Swiper(area) => (area.turn(x, left), 0.0),
        _ => (0.0, 0.0),
    }
}

/// Around all that have an area; the first if none has one, as `getBoundingClientRect` does it.
fn union(rects: impl Iterator<Item = Rect>) -> Option<Rect> {
    let mut first = None;
    let mut around: Option<Rect> = None;
    for rect in rects {
        first.get_or_insert(rect);
        if rect.width > 0.0 && rect.height > 0.0 {
            around = Some(around.map_or(rect, |other| other.union(rect)));
        }
    }
    around.or(first)
}

fn hit_lines(id: BoxId, lines: &[Line], x: f32, y: f32) -> Option<Hit> {
    let hits = |piece: &&InlineBox| {
        let text = &piece.style.text;
        piece.rect.contains(x, y)
            && text.visibility == Visibility::Visible
            && text.pointer_events != PointerEvents::None
    };
    // Inner elements come later.
    lines.iter().rev().find_map(|line| line.boxes.iter().rev().find(hits)).map(|piece| Hit {
        node: piece.source,
        id,
        x,
        y,
    })
}

/// False in the part of a border box that rounded corners cut off.
fn in_corners(node: &BoxNode, x: f32, y: f32) -> bool {
    if !node.is_styled() {
        return true;
    }
    let Corners { top_left, top_right, bottom_right, bottom_left } = &node.style.border.radius;
    let (width, height) = (node.rect.width, node.rect.height);
    let outside = |radius: &Radius, x: f32, y: f32| {
        if radius.x == Length::ZERO {
            return false;
        }
        let (rx, ry) = (radius.x.or_zero(width).min(width / 2.0), radius.y.or_zero(height).min(height / 2.0));
        if x >= rx || y >= ry || rx <= 0.0 || ry <= 0.0 {
            return false;
        }
        let (dx, dy) = ((rx - x) / rx, (ry - y) / ry);
        dx * dx + dy * dy > 1.0
    };
    !(outside(top_left, x, y)
        || outside(top_right, width - x, y)
        || outside(bottom_right, width - x, height - y)
        || outside(bottom_left, x, height - y))
}
