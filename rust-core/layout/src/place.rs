//! After layout: where boxes stand, what scrolls, who paints what.

use crate::box_tree::{BoxTree, LayoutEnv};
use crate::boxes::{BoxContent, BoxId, Lifted, ScrollArea, Stacking, SwiperArea};
use crate::geometry::Rect;
use crate::leaf::{LeafKind, picture_rect};
use minihost_style::{BlendMode, ComputedStyle, ObjectFit, Position, Sides, ZIndex};

impl BoxTree {
    /// Takes positions over from the layout and sorts what is painted out of tree order. Boxes that were not laid out anew, and in
    /// which nothing looks different, are not looked at: most of a page, most of the time.
    pub(crate) fn place(&mut self, env: &LayoutEnv<'_>) {
        let Some(root) = self.root else {
            self.content_size = (0.0, 0.0);
            return;
        };
        if self.node(root).flow.laid == self.epoch {
            self.attach(root, env);
        }
        self.tell_marked();
        self.stack(root);
        self.tell_marked();
    }

    /// Tells the boxes around marked boxes that something in them looks different.
    fn tell_marked(&mut self) {
        let epoch = self.epoch;
        for id in std::mem::take(&mut self.marked) {
            let mut at = Some(id);
            while let Some(id) = at {
                let Some(node) = self.boxes[id.index()].as_mut() else { break };
                let known = node.changed == epoch;
                node.changed = epoch;
                at = node.parent;
                // A box that was told has told those around it; new and marked boxes have not yet.
                if known && node.flow.told == epoch {
                    break;
                }
                node.flow.told = epoch;
            }
        }
    }

    /// Numbers boxes in tree order, in which those with equal z-index are painted.
    fn number(&mut self, root: BoxId) {
        let mut next = 0;
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let flow = &mut self.node_mut(id).flow;
            flow.order = next;
            next += 1;
            open.extend(flow.children.iter().rev());
        }
    }

    /// Gives every box its parent in space, its rectangle, and its scrolling content's size.
    fn attach(&mut self, root: BoxId, env: &LayoutEnv<'_>) {
        let mut open: Vec<(BoxId, Option<BoxId>, f32)> = vec![(root, None, 0.0)];
        let mut extent: (f32, f32) = (0.0, 0.0);
        let mut swipers = Vec::new();
        while let Some((id, parent, drop)) = open.pop() {
            let epoch = self.epoch;
            let mut children = None;
            if self.node(id).flow.laid == epoch {
                let begin = open.len();
                let node = self.node(id);
                let inside = node.flow.children.iter().copied();
                let placed = inside.filter(|&child| !self.node(child).flow.style.position.is_out_of_flow());
                let placed = placed.map(|child| (child, Some(id), node.flow.drop));
                open.extend(placed.chain(node.flow.hoisted.iter().map(|&child| (child, Some(id), 0.0))));
                let inner = open[begin..].iter().map(|(child, ..)| *child);
                if !inner.clone().eq(node.children.iter().copied()) {
                    children = Some(inner.collect());
                }
            }
            let node = self.node_mut(id);
            let layout = node.flow.layout;
            let (overflow, position) = (node.flow.style.overflow, node.flow.style.position);
            let (x, y) = (layout.location.x, layout.location.y + drop);
            let rect = Rect::new(x, y, layout.size.width, layout.size.height);
            let (border, padding) = (sides(layout.border), sides(layout.padding));
            let moved = (rect.x, rect.y) != (node.rect.x, node.rect.y) || node.parent != parent;
            let looks = children.is_some()
                || (rect.width, rect.height) != (node.rect.width, node.rect.height)
                || (&border, &padding) != (&node.border, &node.padding);
            node.parent = parent;
            if let Some(children) = children {
                node.children = children;
            }
            (node.rect, node.border, node.padding) = (rect, border, padding);
            node.fixed = parent == Some(root) && position == taffy::Position::Fixed;
            let scrolls = (overflow.x == taffy::Overflow::Scroll, overflow.y == taffy::Overflow::Scroll);
            node.flow.clips =
                overflow.x != taffy::Overflow::Visible || overflow.y != taffy::Overflow::Visible;
            node.flow.scrolls = scrolls;
            let inner = node.padding_box();
            let scroll = (scrolls.0 || scrolls.1).then(|| ScrollArea {
                x: scrolls.0,
                y: scrolls.1,
                content_width: layout.scrollable_overflow_rect.right.max(inner.width),
                content_height: layout.scrollable_overflow_rect.bottom.max(inner.height),
            });
            let looks = looks || scroll != node.scroll;
            node.scroll = scroll;
            if parent.is_none() {
                extent = (
                    node.rect.x
                        + node.rect.width.max(node.border.left + layout.scrollable_overflow_rect.right),
                    node.rect.y
                        + layout.margin.bottom
                        + node.rect.height.max(node.border.top + layout.scrollable_overflow_rect.bottom),
                );
            } else if parent == Some(root) && position == taffy::Position::Absolute {
                // Placed against the window but part of the page: it can be scrolled to.
                extent.0 = extent.0.max(node.rect.x + node.rect.width);
                extent.1 = extent.1.max(node.rect.y + node.rect.height);
            }
            let content = node.content_box();
            let fit = node.style.effects.object_fit;
            match &mut node.content {
                BoxContent::Leaf(leaf) => {
                    leaf.picture = match &leaf.kind {
                        LeafKind::Image { src, mode } => {
                            let natural = env.images.image_size(src);
                            match object_fit(fit, content, natural) {
                                Some(mode) => picture_rect(mode, content, natural),
                                None => picture_rect(*mode, content, natural),
                            }
                        }
                        _ => content,
                    };
                }
                BoxContent::Swiper(area) => {
                    // Pages are laid out already: the step is from the first page to the second, or the first page's size.
                    area.step = if area.vertical { inner.height } else { inner.width };
                    swipers.push(id);
                }
                _ => {}
            }
            if looks {
                self.marked.push(id);
            }
            if moved {
                self.marked.extend(parent);
            }
        }
        self.finish_swipers(&swipers);
        self.content_size = (extent.0.max(env.viewport.0), extent.1.max(env.viewport.1));
    }

    /// A swiper's step is the extent of its pages.
    fn finish_swipers(&mut self, swipers: &[BoxId]) {
        for &id in swipers {
            let node = self.node(id);
            let BoxContent::Swiper(area) = node.content else { continue };
            let page = node
                .children
                .iter()
                .map(|&child| self.node(child))
                .find(|page| page.flow.style.position == taffy::Position::Absolute)
                .map(|page| if area.vertical { page.rect.height } else { page.rect.width });
            let step = page.unwrap_or(area.step);
            let shift = SwiperArea { step, ..area }.rest(area.current);
            let offset = if area.vertical { (0.0, shift) } else { (shift, 0.0) };
            self.node_mut(id).content = BoxContent::Swiper(SwiperArea { step, offset, ..area });
            self.marked.push(id);
        }
    }

    /// Finds out which boxes are painted by their stacking context instead of by their parent.
    fn stack(&mut self, root: BoxId) {
        struct Context {
            id: BoxId,
            lifted: Vec<(i32, u32, Lifted)>,
        }
        let epoch = self.epoch;
        let mut contexts = vec![Context { id: root, lifted: Vec::new() }];
        // A box, its context's number, and where that begins as seen from the box's parent.
        let mut open: Vec<(BoxId, usize, f32, f32)> = Vec::new();
        // What was looked at, parents first, and whether it makes a context that holds what is lifted in it.
        let mut seen: Vec<(BoxId, bool)> = vec![(root, true)];
        self.node_mut(root).lifted = false;
        open.extend(self.node(root).children.iter().map(|&child| (child, 0, 0.0, 0.0)));
        while let Some((id, context, x, y)) = open.pop() {
            let node = self.node(id);
            if node.changed != epoch && !node.escapes {
                // Nothing in it is painted by a context around it, and its own contexts are as they were.
                continue;
            }
            let item = node.flow.parent.is_some_and(|parent| {
                matches!(self.node(parent).flow.kind, crate::boxes::Kind::Flex | crate::boxes::Kind::Grid)
            });
            let (x, y) = (x + node.rect.x, y + node.rect.y);
            let styled = node.is_styled();
            let positioned = styled && node.style.layout.position != Position::Static;
            // z-index has an effect on what is positioned and on items.
            let index = match node.style.effects.z_index {
                ZIndex::Index(index) if styled && (positioned || item) => Some(index),
                _ => None,
            };
            let own = styled && makes_context(&node.style) || index.is_some();
            let lifted = positioned || own;
            if lifted {
                contexts[context].lifted.push((index.unwrap_or(0), 0, Lifted { id, x, y }));
            }
            // What clips paints what is inside: a layer of its own.
            let holds = own || node.flow.clips || matches!(node.content, BoxContent::Swiper(_));
            let (context, x, y) = if holds {
                contexts.push(Context { id, lifted: Vec::new() });
                (contexts.len() - 1, 0.0, 0.0)
            } else {
                (context, x, y)
            };
            open.extend(node.children.iter().map(|&child| (child, context, x, y)));
            seen.push((id, holds));
            let node = self.node_mut(id);
            let changed = node.lifted != lifted || (!holds && node.stacking.is_some());
            node.lifted = lifted;
            if !holds {
                node.stacking = None;
            }
            if changed {
                self.marked.push(id);
            }
        }
        for (id, holds) in seen.into_iter().rev() {
            let node = self.node(id);
            let inside = !holds && node.children.iter().any(|&child| self.node(child).escapes);
            let node = self.node_mut(id);
            node.escapes = node.lifted || inside;
        }
        // Order in the tree decides between equals only.
        if contexts.iter().any(|context| context.lifted.len() > 1) {
            self.number(root);
            for (_, order, lifted) in contexts.iter_mut().flat_map(|context| &mut context.lifted) {
                *order = self.node(lifted.id).flow.order;
            }
        }
        for mut context in contexts {
            context.lifted.sort_by_key(|(index, order, _)| (*index, *order));
            let split = context.lifted.partition_point(|(index, _, _)| *index < 0);
            let above = context.lifted.split_off(split).into_iter().map(|(_, _, lifted)| lifted).collect();
            let below = context.lifted.into_iter().map(|(_, _, lifted)| lifted).collect();
            let stacking = Stacking { below, above };
            let node = self.node_mut(context.id);
            if node.stacking.as_deref() != Some(&stacking) {
                node.stacking = Some(Box::new(stacking));
                self.marked.push(context.id);
            }
        }
    }
}

/// CSS 2.1 appendix E and its successors: what paints all of its descendants as one.
fn makes_context(style: &ComputedStyle) -> bool {
    let effects = &style.effects;
    effects.opacity < 1.0
        || effects.is_transformed()
        || !effects.filter.is_empty()
        || !effects.backdrop_filter.is_empty()
        || !effects.mask.is_empty()
        || !effects.clip_path.is_empty()
        || effects.blend_mode != BlendMode::Normal
        || matches!(style.layout.position, Position::Fixed | Position::Sticky)
}

/// `object-fit`, where a style sets it, in terms of the image's modes; `fill` leaves it to `mode`.
fn object_fit(fit: ObjectFit, content: Rect, natural: Option<(f32, f32)>) -> Option<crate::leaf::ImageMode> {
    use crate::leaf::ImageMode;
    Some(match fit {
        ObjectFit::Fill => return None,
        ObjectFit::Contain => ImageMode::AspectFit,
        ObjectFit::Cover => ImageMode::AspectFill,
        ObjectFit::None => ImageMode::At(1, 1),
        ObjectFit::ScaleDown => {
            if natural.is_some_and(|(width, height)| width <= content.width && height <= content.height) {
                ImageMode::At(1, 1)
            } else {
                ImageMode::AspectFit
            }
        }
    })
}

fn sides(rect: taffy::Rect<f32>) -> Sides<f32> {
    Sides { top: rect.top, right: rect.right, bottom: rect.bottom, left: rect.left }
}
