//! After layout: where boxes stand, what scrolls, who paints what.

use crate::box_tree::{BoxTree, LayoutEnv};
use crate::boxes::{BoxContent, BoxId, Lifted, ScrollArea, Stacking};
use crate::geometry::Rect;
use crate::leaf::{LeafKind, picture_rect};
use minihost_style::{BlendMode, ComputedStyle, ObjectFit, Position, Sides, ZIndex};
use minihost_tree::Tree;

impl BoxTree {
    /// Takes positions over from the layout and sorts what is painted out of tree order.
    pub(crate) fn place(&mut self, tree: &Tree, env: &LayoutEnv<'_>) {
        let _ = tree;
        let Some(root) = self.root else {
            self.content_size = (0.0, 0.0);
            return;
        };
        self.number(root);
        self.attach(root, env);
        self.stack(root);
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
        let mut open: Vec<(BoxId, Option<BoxId>)> = vec![(root, None)];
        let mut extent: (f32, f32) = (0.0, 0.0);
        while let Some((id, parent)) = open.pop() {
            let flow = &self.node(id).flow;
            let children: Vec<BoxId> = flow
                .children
                .iter()
                .copied()
                .filter(|&child| !self.node(child).flow.style.position.is_out_of_flow())
                .chain(flow.hoisted.iter().copied())
                .collect();
            open.extend(children.iter().map(|&child| (child, Some(id))));
            let node = self.node_mut(id);
            let layout = node.flow.layout;
            let style = node.flow.style.clone();
            node.parent = parent;
            node.children = children;
            node.rect =
                Rect::new(layout.location.x, layout.location.y, layout.size.width, layout.size.height);
            node.border = sides(layout.border);
            node.padding = sides(layout.padding);
            node.fixed = parent == Some(root) && style.position == taffy::Position::Fixed;
            let scrolls =
                (style.overflow.x == taffy::Overflow::Scroll, style.overflow.y == taffy::Overflow::Scroll);
            node.flow.clips =
                style.overflow.x != taffy::Overflow::Visible || style.overflow.y != taffy::Overflow::Visible;
            node.flow.scrolls = scrolls;
            let inner = node.padding_box();
            node.scroll = (scrolls.0 || scrolls.1).then(|| ScrollArea {
                x: scrolls.0,
                y: scrolls.1,
                content_width: layout.scrollable_overflow_rect.right.max(inner.width),
                content_height: layout.scrollable_overflow_rect.bottom.max(inner.height),
            });
            if parent.is_none() {
                extent = (
                    node.rect.x
                        + node.rect.width.max(node.border.left + layout.scrollable_overflow_rect.right),
                    node.rect.y
                        + layout.margin.bottom
                        + node.rect.height.max(node.border.top + layout.scrollable_overflow_rect.bottom),
                );
            } else if parent == Some(root) && style.position == taffy::Position::Absolute {
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
                }
                _ => {}
            }
        }
        self.finish_swipers();
        self.content_size = (extent.0.max(env.viewport.0), extent.1.max(env.viewport.1));
    }

    /// A swiper's step is the extent of its pages.
    fn finish_swipers(&mut self) {
        for index in 0..self.boxes.len() {
            let Some(node) = self.boxes[index].as_ref() else { continue };
            let BoxContent::Swiper(area) = node.content else { continue };
            let page = node
                .children
                .iter()
                .map(|&child| self.node(child))
                .find(|page| page.flow.style.position == taffy::Position::Absolute)
                .map(|page| if area.vertical { page.rect.height } else { page.rect.width });
            let step = page.unwrap_or(area.step);
            let shift = step * area.current as f32;
            let offset = if area.vertical { (0.0, shift) } else { (shift, 0.0) };
            if let Some(node) = self.boxes[index].as_mut() {
                node.content = BoxContent::Swiper(crate::boxes::SwiperArea { step, offset, ..area });
            }
        }
    }

    /// Finds out which boxes are painted by their stacking context instead of by their parent.
    fn stack(&mut self, root: BoxId) {
        struct Context {
            id: BoxId,
            lifted: Vec<(i32, u32, Lifted)>,
        }
        let mut contexts = vec![Context { id: root, lifted: Vec::new() }];
        // A box, its context's number, and where it is in that context.
        let mut open: Vec<(BoxId, usize, f32, f32)> = Vec::new();
        self.node_mut(root).lifted = false;
        let children = |tree: &Self, id: BoxId, context: usize, x: f32, y: f32| -> Vec<_> {
            tree.node(id)
                .children
                .iter()
                .map(|&child| {
                    let rect = tree.node(child).rect;
                    (child, context, x + rect.x, y + rect.y)
                })
                .collect()
        };
        open.extend(children(self, root, 0, 0.0, 0.0));
        while let Some((id, context, x, y)) = open.pop() {
            let item = self.node(id).flow.parent.is_some_and(|parent| {
                matches!(self.node(parent).flow.kind, crate::boxes::Kind::Flex | crate::boxes::Kind::Grid)
            });
            let node = self.node_mut(id);
            let styled = node.is_styled();
            let positioned = styled && node.style.layout.position != Position::Static;
            // z-index has an effect on what is positioned and on items.
            let index = match node.style.effects.z_index {
                ZIndex::Index(index) if styled && (positioned || item) => Some(index),
                _ => None,
            };
            let own = styled && makes_context(&node.style) || index.is_some();
            node.lifted = positioned || own;
            node.stacking = None;
            if node.lifted {
                contexts[context].lifted.push((index.unwrap_or(0), node.flow.order, Lifted { id, x, y }));
            }
            // What clips paints what is inside: a layer of its own.
            let (context, x, y) = if own || node.flow.clips || matches!(node.content, BoxContent::Swiper(_)) {
                contexts.push(Context { id, lifted: Vec::new() });
                (contexts.len() - 1, 0.0, 0.0)
            } else {
                (context, x, y)
            };
            open.extend(children(self, id, context, x, y));
        }
        for mut context in contexts {
            context.lifted.sort_by_key(|(index, order, _)| (*index, *order));
            let split = context.lifted.partition_point(|(index, _, _)| *index < 0);
            let above = context.lifted.split_off(split).into_iter().map(|(_, _, lifted)| lifted).collect();
            let below = context.lifted.into_iter().map(|(_, _, lifted)| lifted).collect();
            self.node_mut(context.id).stacking = Some(Box::new(Stacking { below, above }));
        }
    }
}

/// CSS 2.1 appendix E and its successors: what paints all of its descendants as one.
fn makes_context(style: &ComputedStyle) -> bool {
    let effects = &style.effects;
    effects.opacity < 1.0
        || !effects.transform.is_empty()
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
