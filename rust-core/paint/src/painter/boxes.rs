//! Walks the boxes in painting order.

use super::access::Access;
use super::background::{self, Frame};
use super::convert::{self, Grid};
use super::pen::{Pen, layer_id, part};
use super::pieces::Pieces;
use super::{PaintEnv, ScrollOffset, SurfaceLayers, canvas, decoration, drag, native, text};
use crate::geometry::{Colour, Corners, Rect, Size, Transform};
use crate::layer::{Clip, Drag, Layer, Motion, Native, Scroll, Sticky};
use crate::leaf;
use crate::ops::{Op, Paint};
use minihost_layout::{Affine, BoxContent, BoxId, BoxNode, BoxTree, LeafBox, LeafKind, Styles, SwiperArea};
use minihost_style::{Image, Position, Pseudo, Visibility, ZIndex};
use minihost_tree::{Element, NodeId, Tree};
use rustc_hash::FxHashMap;

/// Boxes nested deeper than this are not painted: the walk is recursive and the nesting is the program's.
pub(super) const MAX_DEPTH: usize = 300;

pub(super) struct Walk<'a> {
    pub(super) boxes: &'a BoxTree,
    pub(super) tree: &'a Tree,
    styles: &'a dyn Styles,
    env: &'a PaintEnv<'a>,
    pub(super) pen: Pen,
    pub(super) grid: Grid,
    pub(super) access: Access<'a>,
    pub(super) pieces: &'a mut Pieces,
    /// Whether some box in here is a layer of its own; asked for once per box.
    pub(super) layered: FxHashMap<BoxId, bool>,
}

/// What a box's content inherits from the boxes around it.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) depth: usize,
    /// Shows through transparent glyphs.
    pub(super) through: Option<Paint>,
    /// The box around is a swiper, scrolled so far: where its pages go round.
    pub(super) turned: Option<(SwiperArea, f32)>,
}

impl Around {
    fn deeper(&self) -> Self {
        Around { depth: self.depth + 1, through: self.through.clone(), turned: None }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        boxes: &'a BoxTree,
        tree: &'a Tree,
        styles: &'a dyn Styles,
        env: &'a PaintEnv<'a>,
        pieces: &'a mut Pieces,
    ) -> Self {
        pieces.begin(env);
        Walk {
            boxes,
            tree,
            styles,
            env,
            pen: Pen::new(),
            grid: Grid::new(env.scale),
            access: Access::new(tree, env.locale),
            pieces,
            layered: FxHashMap::default(),
        }
    }

    pub(super) fn run(mut self) -> SurfaceLayers {
        let Some(root) = self.boxes.root() else { return SurfaceLayers::default() };
        let node = self.boxes.node(root);
        let window = self.env.window;
        let area = Rect::new(0.0, 0.0, window.width, window.height);
        let mut layer = Layer::new(self.layer_id(node, part::BOX), 0, area);
        layer.node = node.source.map_or(0, NodeId::to_u64);
        layer.clip = Some(Clip { rect: area, corners: Corners::default() });
        self.pen.open(layer, area);
        // What is fixed behind the page (a negative z-index) is a layer below the one that scrolls.
        let (behind, rest): (Vec<BoxId>, Vec<BoxId>) = self.fixed_boxes().into_iter().partition(
            |&id| matches!(self.boxes.node(id).style.effects.z_index, ZIndex::Index(index) if index < 0),
        );
        // The root's background is the window's (CSS Backgrounds 3, 2.11.1): its colour stays, its pictures scroll along.
        let ground = convert::colour(node.style.background.color);
        if ground.alpha() > 0 {
            self.pen.draw(Op::FillRect { rect: area, paint: ground.into() });
        }
        for id in behind {
            self.fixed_layer(id, node);
        }
        self.page(node, &area);
        for id in rest {
            self.fixed_layer(id, node);
        }
        self.pen.close();
        self.pieces.end();
        let (layers, images) = self.pen.finish();
        SurfaceLayers { size: window, layers, accessible: self.access.finish(), images }
    }

    /// The root box, in a layer that scrolls if the surface is a page.
    fn page(&mut self, node: &BoxNode, window: &Rect) {
        let (width, height) = self.boxes.content_size();
        let content = Size { width: width.max(window.width), height: height.max(window.height) };
        let mut layer = Layer::new(self.layer_id(node, part::SCROLL), 0, *window);
        layer.node = node.source.map_or(0, NodeId::to_u64);
        if self.env.page {
            let offset = self.offset(node).unwrap_or_default();
            layer.scroll = Some(Scroll {
                content,
                x: offset.x,
                y: offset.y,
                version: offset.version,
                horizontal: false,
                vertical: true,
                page: true,
                smooth: offset.smooth,
                snap: 0.0,
            });
        }
        self.pen.open(layer, *window);
        let at = (node.rect.x, node.rect.y);
        let frame = self.frame(node, at.0, at.1);
        let whole = Frame {
            border_box: frame.border_box.union(&Rect::new(0.0, 0.0, content.width, content.height)),
            corners: Corners::default(),
            ..frame
        };
        let background = &node.style.background;
        background::pictures(&mut self.pen, background, &whole, self.env.images, self.grid);
        decoration::border(&mut self.pen, &node.style, &frame);
        let around = Around { depth: 0, turned: None, through: background::text_paint(background, &frame) };
        self.inside(node, &frame, at, &around);
        self.pen.close();
    }

    /// Boxes that do not scroll with the page, in painting order: layout puts them into the root.
    fn fixed_boxes(&self) -> Vec<BoxId> {
        let root = self.boxes.root().map(|root| self.boxes.node(root));
        let stacking = root.and_then(|root| root.stacking.as_deref());
        let lifted = stacking.into_iter().flat_map(|stacking| stacking.below.iter().chain(&stacking.above));
        lifted.map(|lifted| lifted.id).filter(|&id| self.boxes.node(id).fixed).collect()
    }

    fn fixed_layer(&mut self, id: BoxId, root: &BoxNode) {
        let node = self.boxes.node(id);
        if !node.hidden {
            let at = (root.rect.x + node.rect.x, root.rect.y + node.rect.y);
            self.boxed(id, node, at, &Around::default(), true);
        }
    }

    pub(super) fn layer_id(&self, node: &BoxNode, part: u64) -> u64 {
        let first = match node.pseudo {
            Some(Pseudo::Before) => part::BEFORE,
            Some(Pseudo::After) => part::AFTER,
            _ => 0,
        };
        layer_id(node.source.unwrap_or(self.tree.root()), first + part)
    }

    /// Draws a box whose border box begins at `at` in the present layer.
    pub(super) fn paint(&mut self, id: BoxId, at: (f32, f32), around: &Around) {
        let node = self.boxes.node(id);
        // What is fixed has layers outside of the one that scrolls.
        if node.hidden || node.fixed || around.depth > MAX_DEPTH {
            return;
        }
        self.boxed(id, node, at, around, false);
    }

    fn boxed(&mut self, id: BoxId, node: &BoxNode, (x, y): (f32, f32), around: &Around, fixed: bool) {
        let effects = &node.style.effects;
        let own = node.is_styled();
        let opacity = if own { effects.opacity.clamp(0.0, 1.0) } else { 1.0 };
        let transform = if own { Affine::of_style(effects, node.rect.width, node.rect.height) } else { None };
        let transform = transform.map(convert::transform);
        if transform
            .is_some_and(|transform| (transform.a * transform.d - transform.b * transform.c).abs() < 1e-9)
        {
            return;
        }
        // A box that is seen through entirely can still be tapped; layout finds it, and nothing is drawn.
        let sticky = own && node.style.layout.position == Position::Sticky && self.pen.scrolls();
        let grouped = opacity < 1.0 || transform.is_some();
        let held = own && (self.element(node).is_some_and(drag::is_held) || self.is_pinned(node));
        let turns = own && effects.spin.is_some();
        if fixed || sticky || held || turns || (grouped && node.source.is_some() && self.holds_layer(id, 0)) {
            return self.as_layer(id, node, (x, y), around, opacity, transform, sticky);
        }
        if opacity <= 0.0 {
            return;
        }
        let pushed_transform = transform.is_some_and(|transform| {
            let about =
                Transform::translate(x, y).then_inner(&transform).then_inner(&Transform::translate(-x, -y));
            self.pen.push(Op::TransformPush { transform: about })
        });
        // How far a group draws is known only afterwards; its box and everything in it lie within what the layer draws.
        let pushed_opacity =
            opacity < 1.0 && self.pen.push(Op::OpacityPush { opacity, bounds: self.reach(id, x, y, 0) });
        let masked = own && is_masked(node) && !self.holds_layer(id, 0) && {
            let reach = self.reach(id, x, y, 0);
            self.pen.begin_masked(reach)
        };
        self.whole(id, node, (x, y), around);
        if masked {
            let frame = self.frame(node, x, y);
            let (images, grid) = (self.env.images, self.grid);
            self.pen.mask(|pen| {
                background::layers(pen, effects.mask.iter(), &frame, images, grid);
            });
        }
        for pushed in [pushed_opacity, pushed_transform] {
            if pushed {
                self.pen.pop();
            }
        }
    }

    /// A box as a layer of its own, with its effects.
    #[allow(clippy::too_many_arguments)] // what `boxed` has worked out already
    fn as_layer(
        &mut self,
        id: BoxId,
        node: &BoxNode,
        (x, y): (f32, f32),
        around: &Around,
        opacity: f32,
        transform: Option<Transform>,
        sticky: bool,
    ) {
        let place = Rect::new(self.grid.snap(x), self.grid.snap(y), node.rect.width, node.rect.height);
        let mut layer = Layer::new(self.layer_id(node, part::BOX), 0, place);
        layer.node = node.source.map_or(0, NodeId::to_u64);
        layer.opacity = opacity;
        layer.transform = transform.unwrap_or_default();
        layer.sticky = sticky.then(|| self.sticky(node, &place));
        layer.drag = self.element(node).map_or(Drag::None, drag::drag);
        if self.is_pinned(node) {
            layer.sticky = Some(self.pinned(node, &place));
        }
        let inside = (x - place.x, y - place.y);
        let moved = Transform::translate(place.x, place.y).then_inner(&layer.transform);
        let mut reach = self.reach(id, 0.0, 0.0, 0);
        if node.is_styled()
            && let Some(spin) = node.style.effects.spin
        {
            let origin = node.style.effects.transform_origin;
            let (x, y) = (origin.0.or_zero(node.rect.width), origin.1.or_zero(node.rect.height));
            reach = swept(&reach, x, y);
            layer.motion = Motion::Spin {
                period: spin.period,
                shift: spin.shift,
                x: x + inside.0,
                y: y + inside.1,
                backwards: spin.backwards,
                steps: spin.steps,
            };
        }
        let reach = moved.bounds(&reach);
        let opened = self.pen.open(layer, reach);
        self.whole(id, node, if opened { inside } else { (x, y) }, around);
        if opened {
            self.pen.close();
        }
    }

    fn sticky(&self, node: &BoxNode, place: &Rect) -> Sticky {
        let inset = &node.style.layout.inset;
        let parent = node.parent.map(|id| self.boxes.node(id));
        let (width, height) = parent.map_or((0.0, 0.0), |parent| (parent.rect.width, parent.rect.height));
        let container = parent.map_or(*place, |parent| {
            let inner = convert::rect(parent.content_box());
            // Inside a scrolling parent the content is as long as it scrolls.
            let inner = match parent.scroll {
                Some(scroll) => Rect { width: scroll.content_width, height: scroll.content_height, ..inner },
                None => inner,
            };
            let margin = &node.style.layout.margin;
            inner.translate(place.x - node.rect.x, place.y - node.rect.y).inset(
                margin.top.or_zero(width),
                margin.right.or_zero(width),
                margin.bottom.or_zero(width),
                margin.left.or_zero(width),
            )
        });
        Sticky {
            top: inset.top.resolve(height),
            right: inset.right.resolve(width),
            bottom: inset.bottom.resolve(height),
            left: inset.left.resolve(width),
            container,
        }
    }

    /// Decoration and content.
    fn whole(&mut self, id: BoxId, node: &BoxNode, at: (f32, f32), around: &Around) {
        let frame = self.frame(node, at.0, at.1);
        let mut around = around.deeper();
        if node.is_styled() {
            self.decorate(node, &frame);
            if let Some(paint) = background::text_paint(&node.style.background, &frame) {
                around.through = Some(paint);
            }
            if let (Some(source), None) = (node.source, node.pseudo) {
                self.access.enter(source, self.pen.layer(), self.pen.place(&frame.border_box));
            }
        }
        self.content(id, node, &frame, at, &around);
        if node.is_styled() && node.pseudo.is_none() {
            self.access.leave(node.source);
        }
    }

    fn frame(&self, node: &BoxNode, x: f32, y: f32) -> Frame {
        let border_box = Rect::new(x, y, node.rect.width, node.rect.height);
        Frame {
            border_box: self.grid.snap_rect(&border_box),
            corners: if node.is_styled() {
                convert::corners(&node.style, border_box.width, border_box.height)
            } else {
                Corners::default()
            },
            border: self.grid.lines(&node.border),
            padding: node.padding,
        }
    }

    fn decorate(&mut self, node: &BoxNode, frame: &Frame) {
        if !node.is_styled() || node.style.text.visibility != Visibility::Visible {
            return;
        }
        decoration::shadows(&mut self.pen, &node.style, frame, false);
        background::draw(&mut self.pen, &node.style.background, frame, self.env.images, self.grid);
        decoration::shadows(&mut self.pen, &node.style, frame, true);
        decoration::border(&mut self.pen, &node.style, frame);
    }

    /// What is inside the border: scrolled, clipped or neither.
    fn content(&mut self, id: BoxId, node: &BoxNode, frame: &Frame, at: (f32, f32), around: &Around) {
        if let BoxContent::Swiper(swiper) = &node.content {
            return self.swiper(node, *swiper, frame, at, around);
        }
        if let Some(area) = node.scroll {
            let offset = self.offset(node).unwrap_or_default();
            let (inner, corners) = frame.padding_box();
            let scroll = Scroll {
                content: Size {
                    width: area.content_width.max(inner.width),
                    height: area.content_height.max(inner.height),
                },
                x: offset.x,
                y: offset.y,
                version: offset.version,
                horizontal: area.x,
                vertical: area.y,
                page: false,
                smooth: offset.smooth,
                snap: 0.0,
            };
            return self.scrolled(node, scroll, &inner, corners, at, around);
        }
        // A leaf keeps to its box, and a native control is cut by its host.
        if !node.clips() || matches!(node.content, BoxContent::Leaf(_)) {
            return self.inside(node, frame, at, around);
        }
        let (rect, corners) = frame.padding_box();
        if node.source.is_some() && self.holds_layer(id, 0) {
            // Ops cannot clip layers: a layer must.
            let mut layer = Layer::new(self.layer_id(node, part::SCROLL), 0, rect);
            layer.node = node.source.map_or(0, NodeId::to_u64);
            layer.clip = Some(Clip { rect: Rect::new(0.0, 0.0, rect.width, rect.height), corners });
            if self.pen.open(layer, rect) {
                let at = (at.0 - rect.x, at.1 - rect.y);
                self.inside(node, &self.frame(node, at.0, at.1), at, around);
                return self.pen.close();
            }
        }
        let pushed = self.pen.push(Op::ClipPush { rect, corners });
        self.inside(node, frame, at, around);
        if pushed {
            self.pen.pop();
        }
    }

    pub(super) fn offset(&self, node: &BoxNode) -> Option<ScrollOffset> {
        self.env.offsets.offset(node.source?)
    }

    /// A layer whose content scrolls. Content coordinates begin at the padding box.
    #[allow(clippy::too_many_arguments)] // two callers, one shape
    pub(super) fn scrolled(
        &mut self,
        node: &BoxNode,
        scroll: Scroll,
        inner: &Rect,
        corners: Corners,
        at: (f32, f32),
        around: &Around,
    ) {
        let mut layer = Layer::new(self.layer_id(node, part::SCROLL), 0, *inner);
        layer.node = node.source.map_or(0, NodeId::to_u64);
        layer.clip = Some(Clip { rect: Rect::new(0.0, 0.0, inner.width, inner.height), corners });
        layer.scroll = Some(scroll);
        let opened = node.source.is_some() && self.pen.open(layer, *inner);
        if opened {
            let at = (at.0 - inner.x, at.1 - inner.y);
            let frame = self.frame(node, at.0, at.1);
            self.inside(node, &frame, at, around);
            self.pen.close();
        } else if self.pen.push(Op::ClipPush { rect: *inner, corners }) {
            let frame = self.frame(node, at.0, at.1);
            self.inside(node, &frame, (at.0 - scroll.x, at.1 - scroll.y), around);
            self.pen.pop();
        }
    }

    /// Content in painting order (CSS 2.1, appendix E; layout has sorted what is lifted).
    fn inside(&mut self, node: &BoxNode, frame: &Frame, at: (f32, f32), around: &Around) {
        if let Some(stacking) = &node.stacking {
            for lifted in &stacking.below {
                self.paint(lifted.id, Self::turned(around, at, (lifted.x, lifted.y)), around);
            }
        }
        match &node.content {
            BoxContent::Paragraph(lines) => {
                text::lines(&mut self.pen, lines, at, around.through.as_ref(), self.env, self.grid);
                self.access.text(lines, self.pen.layer(), |rect| self.pen.place(&rect.translate(at.0, at.1)));
            }
            BoxContent::Leaf(leaf) => self.leaf(node, leaf, frame, at),
            BoxContent::Container | BoxContent::Swiper(_) => {}
        }
        let nodes = self.boxes;
        if self.is_list(node, around) {
            self.list(node, at, around);
        } else {
            for &child in &node.children {
                let below = nodes.node(child);
                if !below.lifted {
                    self.paint(child, Self::turned(around, at, (below.rect.x, below.rect.y)), around);
                }
            }
        }
        if let Some(stacking) = &node.stacking {
            for lifted in &stacking.above {
                self.paint(lifted.id, Self::turned(around, at, (lifted.x, lifted.y)), around);
            }
        }
        self.spinner(node, frame);
    }

    pub(super) fn element(&self, node: &BoxNode) -> Option<&'a Element> {
        self.tree.element(node.source?)
    }

    fn leaf(&mut self, node: &BoxNode, leaf: &LeafBox, frame: &Frame, (x, y): (f32, f32)) {
        let (Some(element), Some(source)) = (self.element(node), node.source) else { return };
        if node.style.text.visibility != Visibility::Visible {
            return;
        }
        let (area, corners) = frame.content_box();
        if let LeafKind::Image { src, .. } = &leaf.kind {
            if src.is_empty() {
                return;
            }
            let image = self.env.images.get(src).filter(|image| image.width > 0 && image.height > 0);
            let Some(image) = image else {
                let ground = leaf::palette(self.env.appearance).missing;
                return leaf::round_rect(&mut self.pen, area, corners, ground);
            };
            self.pen.uses(image);
            let tile = self.grid.snap_rect(&convert::rect(leaf.picture).translate(x, y));
            return background::picture(&mut self.pen, image, &tile, &area, corners);
        }
        let placeholder = self.styles.pseudo(source, Pseudo::Placeholder);
        let native = native::native(&leaf.kind, element, &node.style, placeholder.as_deref());
        if native == Native::None {
            let palette = leaf::palette(self.env.appearance);
            let mut leaf_env = leaf::Leaf { element, style: &node.style, palette, area };
            let drag = drag::drag(element);
            let mut layer = Layer::new(self.layer_id(node, part::NATIVE), 0, area);
            layer.node = source.to_u64();
            layer.drag = drag;
            // What a finger moves is a layer, so that moving it draws nothing else anew.
            let opened = drag != Drag::None && self.pen.open(layer, area.outset(drag::SHADOW));
            if opened {
                leaf_env.area = Rect::new(0.0, 0.0, area.width, area.height);
            }
            leaf::draw(&mut self.pen, &leaf.kind, &leaf_env);
            if opened {
                self.pen.close();
            }
            return;
        }
        if area.is_empty() {
            return;
        }
        let drawing = match leaf.kind {
            LeafKind::Canvas => self.env.canvases.drawing(source),
            _ => None,
        };
        let stands_in = leaf::placeholder::stands_in(&native);
        let mut layer = Layer::new(self.layer_id(node, part::NATIVE), 0, area);
        layer.node = source.to_u64();
        layer.native = if drawing.is_some() { Native::None } else { native };
        if !corners.is_square() {
            layer.clip = Some(Clip { rect: Rect::new(0.0, 0.0, area.width, area.height), corners });
        }
        if self.pen.open(layer, area) {
            if let Some(drawing) = drawing {
                canvas::draw(&mut self.pen, &drawing, (area.width, area.height), self.env.images);
            }
            if stands_in {
                self.placeholder(element, &Rect::new(0.0, 0.0, area.width, area.height));
            }
            self.pen.close();
        }
    }

    /// What is seen where the host has no view of its own; a video shows its poster.
    fn placeholder(&mut self, element: &Element, area: &Rect) {
        let poster = element.text_attribute("poster").filter(|poster| !poster.is_empty());
        let poster = poster.and_then(|poster| self.env.images.get(&poster));
        let poster = poster.filter(|image| image.width > 0 && image.height > 0);
        if let Some(image) = poster {
            self.pen.uses(image);
            let scale = (area.width / image.width as f32).min(area.height / image.height as f32);
            let (width, height) = (image.width as f32 * scale, image.height as f32 * scale);
            let tile = Rect::new((area.width - width) / 2.0, (area.height - height) / 2.0, width, height);
            leaf::round_rect(&mut self.pen, *area, Corners::default(), Colour::BLACK);
            background::picture(&mut self.pen, image, &self.grid.snap_rect(&tile), area, Corners::default());
        }
        let looks = (self.env.appearance, self.env.locale);
        leaf::placeholder::draw(&mut self.pen, element, area, looks, poster.is_some());
    }

    /// The spinner of a button that is loading: its `::before`, which the built-in sheet gives a size.
    fn spinner(&mut self, node: &BoxNode, frame: &Frame) {
        if node.pseudo != Some(Pseudo::Before) {
            return;
        }
        let Some(element) = self.element(node) else { return };
        if &*element.tag != "button" || !element.flag("loading") {
            return;
        }
        let (area, _) = frame.content_box();
        let mut layer = Layer::new(self.layer_id(node, part::SPINNER), 0, area);
        layer.motion = Motion::Spin {
            period: 1000,
            shift: 0,
            x: area.width / 2.0,
            y: area.height / 2.0,
            backwards: false,
            steps: 0,
        };
        if !area.is_empty() && self.pen.open(layer, area) {
            let ink = convert::colour(node.style.text.color);
            leaf::spinner(&mut self.pen, &Rect::new(0.0, 0.0, area.width, area.height), ink);
            self.pen.close();
        }
    }
}

/// What a rectangle sweeps that turns around a point.
fn swept(rect: &Rect, x: f32, y: f32) -> Rect {
    let (across, down) =
        ((rect.x - x).abs().max(rect.right() - x), (rect.y - y).abs().max(rect.bottom() - y));
    let radius = across.hypot(down);
    Rect::new(x - radius, y - radius, radius * 2.0, radius * 2.0)
}

/// Whether a mask cuts the box: one without pictures does not, one whose pictures are not there hides it.
fn is_masked(node: &BoxNode) -> bool {
    node.style.effects.mask.iter().any(|layer| layer.image != Image::None)
}
