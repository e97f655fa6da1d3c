//! From elements and their styles to boxes.

use crate::box_tree::{BoxTree, LayoutEnv, Styles};
use crate::boxes::{BoxContent, BoxId, Kind, SwiperArea};
use crate::geometry::Rect;
use crate::inline::{ParagraphBuilder, TextSource};
use crate::leaf::{self, CHECK_GAP, CHECK_SIZE, ImageMode, LeafBox, LeafKind, Natural};
use crate::taffy_style::Context;
use minihost_ports::{Problem, ProblemKind};
use minihost_style::{
    ComputedStyle, Content, ContentItem, Display, Float, Length, Overflow, Position, Pseudo, Sides,
    TextOverflow, WhiteSpace,
};
use minihost_tree::{Element, NodeId, Tree};
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// Boxes deeper than this are not made. Layout recurses once per level, and a level of taffy costs some kilobytes of stack.
pub(crate) const MAX_DEPTH: usize = 250;

/// Components whose attributes decide about boxes.
pub(crate) fn reads_attributes(tag: &str) -> bool {
    const TAGS: &[&str] = &[
        "image",
        "cover-image",
        "icon",
        "progress",
        "switch",
        "input",
        "textarea",
        "scroll-view",
        "swiper",
        "swiper-item",
    ];
    TAGS.contains(&tag)
}

/// An element or one of its pseudo-elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    node: NodeId,
    pseudo: Option<Pseudo>,
}

/// Something that wants a place in a container.
struct Found {
    source: Source,
    style: Rc<ComputedStyle>,
    class: Class,
}

#[derive(Debug, Clone, PartialEq)]
enum Class {
    Text(Rc<str>),
    /// Text and boxes that flow with the text around; with floats somewhere inside.
    Inline {
        floats: bool,
    },
    /// A box in a line.
    Atom,
    /// A picture that `content` names.
    Picture(Rc<str>),
    /// The control of a checkbox or radio.
    Control,
    Block,
    Float,
    OutOfFlow {
        inline: bool,
    },
}

/// A paragraph's content before it is collected; boxes are made on the way.
enum Step {
    Open(Source, Rc<ComputedStyle>),
    Close,
    Text(TextSource, Rc<str>),
    Atom(BoxId),
    Anchor(BoxId, bool),
}

pub(crate) struct Builder<'a> {
    boxes: &'a mut BoxTree,
    tree: &'a Tree,
    styles: &'a dyn Styles,
    env: &'a LayoutEnv<'a>,
    /// Boxes whose content was made.
    pub(crate) rebuilt: usize,
    /// Boxes with new paragraphs.
    pub(crate) unmeasured: Vec<BoxId>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        boxes: &'a mut BoxTree,
        tree: &'a Tree,
        styles: &'a dyn Styles,
        env: &'a LayoutEnv<'a>,
    ) -> Self {
        Builder { boxes, tree, styles, env, rebuilt: 0, unmeasured: Vec::new() }
    }

    /// A box for the root, still without content.
    pub(crate) fn build_root(&mut self) {
        let node = self.tree.root();
        let Some(style) = self.styles.style(node) else { return };
        if style.layout.display == Display::None {
            return;
        }
        let taffy = Rc::new(taffy::Style::DEFAULT);
        let id = self.boxes.create(Some(node), None, style, Kind::Block, taffy);
        self.boxes.by_node.insert(node, id);
        self.boxes.root = Some(id);
    }

    /// New content for an element's box, unless that was done in this update already.
    pub(crate) fn rebuild(&mut self, node: NodeId) {
        let Some(&id) = self.boxes.by_node.get(&node) else { return };
        if self.boxes.node(id).flow.built == self.boxes.epoch {
            return;
        }
        let mut depth = 0;
        let mut at = self.boxes.node(id).flow.parent;
        while let Some(parent) = at {
            depth += 1;
            at = self.boxes.node(parent).flow.parent;
        }
        self.fill(id, depth);
        self.boxes.clear_caches(id);
    }

    fn element(&self, source: Source) -> Option<&'a Element> {
        if source.pseudo.is_some() { None } else { self.tree.element(source.node) }
    }

    fn style_of(&self, source: Source) -> Option<Rc<ComputedStyle>> {
        match source.pseudo {
            None => self.styles.style(source.node),
            Some(pseudo) => self.styles.pseudo(source.node, pseudo),
        }
    }

    // ---- what is there

    /// Everything that wants a place in the element, `display: contents` looked through.
    fn gather(&mut self, parent: Source, out: &mut Vec<Found>) {
        let Some(style) = self.style_of(parent) else { return };
        let items = self.lays_out_items(parent, &style);
        self.gather_for(parent, items, out, 0);
    }

    /// The same for a container, further out, that lays out items or not.
    fn gather_for(&mut self, parent: Source, items: bool, out: &mut Vec<Found>, depth: usize) {
        let Some(style) = self.style_of(parent) else { return };
        if parent.pseudo.is_some() {
            self.gather_content(parent, &style, out);
            return;
        }
        if matches!(self.element(parent).map(|element| &*element.tag), Some("checkbox" | "radio")) {
            out.push(Found { source: parent, style: style.clone(), class: Class::Control });
        }
        self.gather_one(Source { pseudo: Some(Pseudo::Before), ..parent }, items, out, depth);
        for &child in self.tree.children(parent.node) {
            match self.tree.node(child).and_then(|node| node.text()) {
                Some(text) => {
                    let source = Source { node: child, pseudo: None };
                    out.push(Found { source, style: style.clone(), class: Class::Text(text.clone()) });
                }
                None => self.gather_one(Source { node: child, pseudo: None }, items, out, depth),
            }
        }
        self.gather_one(Source { pseudo: Some(Pseudo::After), ..parent }, items, out, depth);
    }

    fn gather_one(&mut self, source: Source, blockifies: bool, out: &mut Vec<Found>, depth: usize) {
        let Some(style) = self.style_of(source) else { return };
        if source.pseudo.is_some() && !matches!(style.content, Content::Items(_)) {
            return;
        }
        if self.is_contents(source, &style, blockifies) {
            if depth < MAX_DEPTH {
                if source.pseudo.is_none() {
                    let groups = self.element(source).is_some_and(|element| groups(&element.tag));
                    let inline = style.layout.display == Display::Inline && !groups;
                    let children = self.tree.children(source.node).to_vec();
                    self.boxes.through.insert(source.node, (inline, children));
                }
                self.gather_for(source, blockifies, out, depth + 1);
            }
            return;
        }
        if let Some(class) = self.classify(source, &style, blockifies) {
            out.push(Found { source, style, class });
        }
    }

    fn gather_content(&self, source: Source, style: &Rc<ComputedStyle>, out: &mut Vec<Found>) {
        let Content::Items(items) = &style.content else { return };
        for item in items.iter() {
            let class = match item {
                ContentItem::Text(text) => Class::Text(text.clone()),
                ContentItem::Attribute(name) => Class::Text(
                    self.tree
                        .element(source.node)
                        .and_then(|element| element.text_attribute(name))
                        .unwrap_or_else(|| Rc::from("")),
                ),
                ContentItem::Image(src) => Class::Picture(src.clone()),
            };
            out.push(Found { source, style: style.clone(), class });
        }
    }

    /// What is looked through: `display: contents`, what groups without a box (`block` and `slot`; style may say otherwise), and an inline
    /// element that holds blocks and shows nothing of its own, such as a component's host: its blocks stand in the block around it.
    fn is_contents(&self, source: Source, style: &ComputedStyle, item: bool) -> bool {
        match style.layout.display {
            Display::Contents => true,
            Display::Inline => {
                self.element(source).is_some_and(|element| groups(&element.tag))
                    || (!item
                        && is_bare(style)
                        && self.element(source).is_some_and(|element| {
                            leaf::leaf(element).is_none()
                                && !matches!(&*element.tag, "text" | "checkbox" | "radio" | "swiper-item")
                        })
                        && self.holds(source, 0).block)
            }
            _ => false,
        }
    }

    fn classify(&self, source: Source, style: &ComputedStyle, blockifies: bool) -> Option<Class> {
        let display = style.layout.display;
        if display == Display::None {
            return None;
        }
        let element = self.element(source);
        let leaf = element.is_some_and(|element| leaf::leaf(element).is_some());
        let inline_level = matches!(
            display,
            Display::Inline | Display::InlineBlock | Display::InlineFlex | Display::InlineGrid
        );
        if matches!(style.layout.position, Position::Absolute | Position::Fixed)
            || element.is_some_and(|element| &*element.tag == "swiper-item")
        {
            return Some(Class::OutOfFlow { inline: inline_level });
        }
        if blockifies {
            return Some(Class::Block);
        }
        if style.layout.float != Float::None {
            return Some(Class::Float);
        }
        Some(match display {
            Display::Inline if leaf => Class::Atom,
            Display::Inline
                if element.is_some_and(|element| matches!(&*element.tag, "checkbox" | "radio")) =>
            {
                Class::Atom
            }
            Display::Inline => {
                let holds = self.holds(source, 0);
                if holds.block {
                    Class::Block
                } else if holds.out_of_flow && style.layout.position != Position::Static {
                    // It is the containing block of what it holds, and only boxes can be that.
                    Class::Atom
                } else {
                    Class::Inline { floats: holds.float }
                }
            }
            _ if inline_level => Class::Atom,
            _ => Class::Block,
        })
    }

    /// What is inside an inline element, other inline elements looked through.
    fn holds(&self, source: Source, depth: usize) -> Holds {
        let mut holds = Holds::default();
        if depth >= MAX_DEPTH || source.pseudo.is_some() {
            return holds;
        }
        let pseudos = [Pseudo::Before, Pseudo::After].map(|pseudo| Source { pseudo: Some(pseudo), ..source });
        let children = self.tree.children(source.node).iter().map(|&node| Source { node, pseudo: None });
        for child in pseudos.into_iter().chain(children) {
            if child.pseudo.is_none() && self.tree.element(child.node).is_none() {
                continue;
            }
            let Some(style) = self.style_of(child) else { continue };
            if child.pseudo.is_some() && !matches!(style.content, Content::Items(_)) {
                continue;
            }
            let layout = &style.layout;
            if matches!(layout.position, Position::Absolute | Position::Fixed) {
                holds.out_of_flow |= layout.display != Display::None;
                continue;
            }
            if layout.float != Float::None && layout.display != Display::None {
                holds.float = true;
                continue;
            }
            match layout.display {
                Display::None | Display::InlineBlock | Display::InlineFlex | Display::InlineGrid => {}
                Display::Inline | Display::Contents => {
                    let inner = self.holds(child, depth + 1);
                    holds.block |= inner.block;
                    holds.out_of_flow |= inner.out_of_flow;
                    holds.float |= inner.float;
                }
                _ => holds.block = true,
            }
            if holds.block {
                break;
            }
        }
        holds
    }

    /// True for flex and grid containers, whose children are all boxes.
    fn lays_out_items(&self, source: Source, style: &ComputedStyle) -> bool {
        match style.layout.display {
            Display::Flex | Display::InlineFlex | Display::Grid | Display::InlineGrid => {
                // A scroll-view's children stand in a box of its own inside, which `display: flex` reaches only if asked to.
                // Source: the scroll-view page, `enable-flex`.
                self.element(source)
                    .is_none_or(|element| &*element.tag != "scroll-view" || element.flag("enable-flex"))
            }
            Display::TableRow => true,
            Display::Table => self.tree.children(source.node).iter().any(|&child| {
                self.styles.style(child).is_some_and(|style| style.layout.display == Display::TableCell)
            }),
            _ => false,
        }
    }

    // ---- boxes

    /// The box of something found, made if there is none yet.
    fn make(&mut self, parent: BoxId, found: &Found, depth: usize) -> Option<BoxId> {
        if depth > MAX_DEPTH {
            if !self.boxes.too_deep {
                self.boxes.too_deep = true;
                let message =
                    format!("elements are nested too deep: boxes below level {MAX_DEPTH} are left out");
                self.boxes.problems.push(Problem::new(ProblemKind::Limit, message).warning());
            }
            return None;
        }
        let source = found.source;
        if source.pseudo.is_none()
            && !matches!(found.class, Class::Control | Class::Picture(_))
            && let Some(&id) = self.boxes.by_node.get(&source.node)
        {
            self.boxes.node_mut(id).flow.parent = Some(parent);
            // Changed as well: now, so that it is not filled twice.
            return Some(id);
        }
        let taffy = Rc::new(taffy::Style::DEFAULT);
        let id = self.boxes.create(Some(source.node), source.pseudo, found.style.clone(), Kind::Block, taffy);
        self.boxes.node_mut(id).flow.parent = Some(parent);
        match &found.class {
            Class::Control => self.fill_control(id, source.node),
            Class::Picture(src) => self.fill_picture(id, src.clone()),
            _ => {
                if source.pseudo.is_none() {
                    self.boxes.by_node.insert(source.node, id);
                }
                self.fill(id, depth);
            }
        }
        Some(id)
    }

    /// Makes a box's content. Boxes of children that are still good are taken over, the others freed.
    fn fill(&mut self, id: BoxId, depth: usize) {
        let node = self.boxes.node_mut(id);
        let old = std::mem::take(&mut node.flow.children);
        let (node, pseudo) = (node.source, node.pseudo);
        let Some(node) = node else { return };
        let source = Source { node, pseudo };
        let Some(style) = self.style_of(source) else { return };
        self.rebuilt += 1;
        let epoch = self.boxes.epoch;
        self.boxes.marked.push(id);
        self.boxes.forget_paragraph(id);
        let this = self.boxes.node_mut(id);
        this.style = style.clone();
        this.content = BoxContent::Container;
        this.flow.built = epoch;
        this.flow.cache.clear();

        let leaf = self.element(source).and_then(leaf::leaf);
        let mut context = self.context(id, source);
        let children = if let Some((kind, natural)) = leaf {
            self.fill_leaf(id, source, &style, kind, natural, context);
            Vec::new()
        } else {
            let mut found = Vec::new();
            self.gather(source, &mut found);
            if self.element(source).is_some_and(|element| &*element.tag == "swiper") {
                // Source: the swiper page, "only swiper-item may be placed in it".
                found.retain(|one| {
                    self.element(one.source).is_some_and(|element| &*element.tag == "swiper-item")
                });
            }
            let items = self.lays_out_items(source, &style);
            let (kind, children) = if items {
                context.display = match style.layout.display {
                    Display::Table | Display::TableRow => Some(taffy::Display::Flex),
                    _ => None,
                };
                self.fill_items(id, &style, found, depth)
            } else {
                // A formatting context of its own: floats inside stay inside.
                let root = matches!(
                    style.layout.display,
                    Display::InlineBlock
                        | Display::InlineFlex
                        | Display::InlineGrid
                        | Display::FlowRoot
                        | Display::TableCell
                ) || context.item
                    || style.layout.float != Float::None;
                context.display = Some(if root { taffy::Display::FlowRoot } else { taffy::Display::Block });
                self.fill_block(id, source, &style, found, depth)
            };
            let grid = matches!(style.layout.display, Display::Grid | Display::InlineGrid);
            let taffy = self.taffy_style(source, &style, context);
            self.boxes.floats |= taffy.float != taffy::Float::None;
            let flow = &mut self.boxes.node_mut(id).flow;
            flow.style = taffy;
            flow.kind = if items && grid { Kind::Grid } else { kind };
            children
        };
        for &child in &children {
            self.boxes.node_mut(child).flow.parent = Some(id);
        }
        let kept: FxHashSet<BoxId> = children.iter().copied().collect();
        self.boxes.node_mut(id).flow.children = children;
        for gone in old {
            // What another box took over has another parent by now.
            let mine =
                self.boxes.boxes[gone.index()].as_ref().is_some_and(|node| node.flow.parent == Some(id));
            if mine && !kept.contains(&gone) {
                self.boxes.drop_box(gone);
            }
        }
        match self.element(source).map_or("", |element| &*element.tag) {
            "swiper" => self.arrange_swiper(id, source.node),
            "swiper-item" => {
                // Its place is part of its style, which is new.
                let parent = self.boxes.node(id).flow.parent;
                if let Some(swiper) = parent.and_then(|parent| self.boxes.node(parent).source) {
                    let is_swiper =
                        self.tree.element(swiper).is_some_and(|element| &*element.tag == "swiper");
                    if let (Some(parent), true) = (parent, is_swiper) {
                        self.arrange_swiper(parent, swiper);
                    }
                }
            }
            _ => {}
        }
    }

    /// What the place in the tree and the component say about the box.
    fn context(&self, id: BoxId, source: Source) -> Context {
        let mut context = Context::default();
        if let Some(parent) = self.boxes.node(id).flow.parent {
            let parent = self.boxes.node(parent);
            if let (Some(node), false) = (parent.source, parent.part) {
                let holder = Source { node, pseudo: parent.pseudo };
                context.item = self.lays_out_items(holder, &parent.style);
            }
        } else {
            // The page scrolls as a whole: its own overflow says nothing about its box.
            context.overflow = Some((Overflow::Visible, Overflow::Visible));
        }
        context.cell = self.boxes.node(id).style.layout.display == Display::TableCell;
        if let Some(element) = self.element(source) {
            match &*element.tag {
                "scroll-view" => {
                    let axis = |name| if element.flag(name) { Overflow::Scroll } else { Overflow::Hidden };
                    context.overflow = Some((axis("scroll-x"), axis("scroll-y")));
                }
                "swiper" => context.overflow = Some((Overflow::Hidden, Overflow::Hidden)),
                _ => {}
            }
        }
        context
    }

    fn taffy_style(&mut self, source: Source, style: &ComputedStyle, context: Context) -> Rc<taffy::Style> {
        let mut taffy = self.boxes.converted.convert(style, context, &mut self.boxes.calcs);
        let tag = self.element(source).map_or("", |element| &*element.tag);
        if tag == "swiper-item" {
            // Out of flow wherever it stands; inside a swiper it gets its place below.
            Rc::make_mut(&mut taffy).position = taffy::Position::Absolute;
        }
        if tag == "swiper" {
            let taffy = Rc::make_mut(&mut taffy);
            if taffy.position == taffy::Position::Static {
                // It places its pages.
                taffy.position = taffy::Position::Relative;
                taffy.inset = taffy::Rect { top: auto(), right: auto(), bottom: auto(), left: auto() };
            }
            if style.layout.height.is_auto() {
                // Source: the swiper page, "default height 150px".
                taffy.size.height = taffy::Dimension::length(150.0);
            }
        }
        taffy
    }

    fn fill_items(
        &mut self,
        id: BoxId,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> (Kind, Vec<BoxId>) {
        let mut children: Vec<(i32, BoxId)> = Vec::new();
        let mut text: Vec<Found> = Vec::new();
        for one in found {
            if matches!(one.class, Class::Text(_)) {
                text.push(one);
                continue;
            }
            children.extend(self.anonymous(id, style, std::mem::take(&mut text), depth).map(|id| (0, id)));
            let order = one.style.flex.order;
            children.extend(self.make(id, &one, depth + 1).map(|id| (order, id)));
        }
        children.extend(self.anonymous(id, style, text, depth).map(|id| (0, id)));
        children.sort_by_key(|(order, _)| *order);
        (Kind::Flex, children.into_iter().map(|(_, id)| id).collect())
    }

    fn fill_block(
        &mut self,
        id: BoxId,
        source: Source,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> (Kind, Vec<BoxId>) {
        let blocks = found
            .iter()
            .any(|one| matches!(one.class, Class::Block | Class::Float | Class::Inline { floats: true }));
        // A cell's text stands in a paragraph inside, so that it can be aligned in the cell.
        let cell = style.layout.display == Display::TableCell;
        if !blocks && !cell && found.iter().any(shows_inline) {
            let keep = self.element(source).is_some_and(|element| &*element.tag == "text");
            let children = self.fill_paragraph(id, style.clone(), style, found, keep, depth);
            return (Kind::Paragraph, children);
        }
        let mut children = Vec::new();
        let mut group: Vec<Found> = Vec::new();
        for one in found {
            match one.class {
                Class::Block => {
                    self.end_group(id, style, &mut group, &mut children, depth);
                    children.extend(self.make(id, &one, depth + 1));
                }
                // A float among text stands at the top of that text.
                Class::Float => children.extend(self.make(id, &one, depth + 1)),
                Class::Inline { floats: true } => {
                    let mut floats = Vec::new();
                    self.floats_in(one.source, &mut floats, 0);
                    for float in floats {
                        children.extend(self.make(id, &float, depth + 1));
                    }
                    group.push(one);
                }
                _ => group.push(one),
            }
        }
        self.end_group(id, style, &mut group, &mut children, depth);
        (Kind::Block, children)
    }

    /// The floats inside an inline element: they float in the block around it.
    fn floats_in(&mut self, source: Source, out: &mut Vec<Found>, depth: usize) {
        if depth >= MAX_DEPTH {
            return;
        }
        let mut inner = Vec::new();
        self.gather(source, &mut inner);
        for one in inner {
            match one.class {
                Class::Float => out.push(one),
                Class::Inline { floats: true } => self.floats_in(one.source, out, depth + 1),
                _ => {}
            }
        }
    }

    /// Inline content between blocks becomes a paragraph of its own.
    fn end_group(
        &mut self,
        id: BoxId,
        style: &Rc<ComputedStyle>,
        group: &mut Vec<Found>,
        children: &mut Vec<BoxId>,
        depth: usize,
    ) {
        let group = std::mem::take(group);
        if group.iter().any(shows_inline) {
            children.extend(self.anonymous(id, style, group, depth));
            return;
        }
        for one in group {
            if matches!(one.class, Class::OutOfFlow { .. }) {
                children.extend(self.make(id, &one, depth + 1));
            }
        }
    }

    /// An anonymous paragraph for inline content; none when there is nothing to see.
    fn anonymous(
        &mut self,
        parent: BoxId,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> Option<BoxId> {
        if !found.iter().any(shows_inline) {
            return None;
        }
        let taffy = Rc::new(taffy::Style {
            display: taffy::Display::Block,
            direction: match style.text.direction {
                minihost_style::Direction::Ltr => taffy::Direction::Ltr,
                minihost_style::Direction::Rtl => taffy::Direction::Rtl,
            },
            ..taffy::Style::DEFAULT
        });
        let id = self.boxes.create(None, None, style.clone(), Kind::Paragraph, taffy);
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id).flow;
        flow.parent = Some(parent);
        flow.built = epoch;
        let keep = {
            let parent = self.boxes.node(parent);
            parent.pseudo.is_none()
                && parent
                    .source
                    .and_then(|node| self.tree.element(node))
                    .is_some_and(|element| &*element.tag == "text")
        };
        let children = self.fill_paragraph(id, style.clone(), style, found, keep, depth + 1);
        for &child in &children {
            self.boxes.node_mut(child).flow.parent = Some(id);
        }
        self.boxes.node_mut(id).flow.children = children;
        Some(id)
    }

    // ---- paragraphs

    fn fill_paragraph(
        &mut self,
        id: BoxId,
        style: Rc<ComputedStyle>,
        container: &ComputedStyle,
        found: Vec<Found>,
        keep_newlines: bool,
        depth: usize,
    ) -> Vec<BoxId> {
        let mut steps = Vec::new();
        let mut children = Vec::new();
        for one in found {
            self.step(id, one, keep_newlines, depth, &mut steps, &mut children);
        }
        let clamp = (container.layout.line_clamp > 0).then_some(container.layout.line_clamp);
        let ellipsis = container.layout.text_overflow == TextOverflow::Ellipsis
            && container.layout.overflow_x != Overflow::Visible;
        let mut builder = ParagraphBuilder::new(style, &mut self.boxes.widths, clamp, ellipsis);
        for step in steps {
            match step {
                Step::Open(source, style) => builder.open(source.node, source.pseudo, style),
                Step::Close => builder.close(),
                Step::Text(source, text) => builder.text(source, &text),
                Step::Atom(id) => builder.atom(id),
                Step::Anchor(id, inline) => builder.anchor(id, inline),
            }
        }
        let paragraph = builder.finish();
        let texts = paragraph.runs.iter().map(|run| (run.node, run.pseudo));
        for (node, pseudo) in texts.chain(paragraph.spans.iter().map(|span| (span.node, span.pseudo))) {
            if pseudo.is_none() {
                self.boxes.inline.insert(node, id);
            }
        }
        let this = self.boxes.node_mut(id);
        this.flow.paragraph = Some(Box::new(paragraph));
        this.content = BoxContent::Paragraph(Vec::new());
        self.unmeasured.push(id);
        children
    }

    fn step(
        &mut self,
        id: BoxId,
        found: Found,
        keep_newlines: bool,
        depth: usize,
        steps: &mut Vec<Step>,
        children: &mut Vec<BoxId>,
    ) {
        match &found.class {
            Class::Text(text) => {
                let Source { node, pseudo } = found.source;
                let element = match pseudo {
                    Some(_) => node,
                    None => self.tree.parent(node).unwrap_or(node),
                };
                let source =
                    TextSource { node, element, pseudo, style: found.style, keep_newlines, typed: None };
                steps.push(Step::Text(source, text.clone()));
            }
            Class::Inline { .. } => {
                if depth >= MAX_DEPTH {
                    return;
                }
                let source = found.source;
                let keep =
                    keep_newlines || self.element(source).is_some_and(|element| &*element.tag == "text");
                steps.push(Step::Open(source, found.style));
                let mut inner = Vec::new();
                self.gather(source, &mut inner);
                for one in inner {
                    self.step(id, one, keep, depth + 1, steps, children);
                }
                steps.push(Step::Close);
            }
            Class::OutOfFlow { inline } => {
                let inline = *inline;
                if let Some(child) = self.make(id, &found, depth + 1) {
                    children.push(child);
                    steps.push(Step::Anchor(child, inline));
                }
            }
            // The block around has it.
            Class::Float => {}
            Class::Atom | Class::Picture(_) | Class::Control | Class::Block => {
                if let Some(child) = self.make(id, &found, depth + 1) {
                    children.push(child);
                    steps.push(Step::Atom(child));
                }
            }
        }
    }

    // ---- components

    fn fill_leaf(
        &mut self,
        id: BoxId,
        source: Source,
        style: &Rc<ComputedStyle>,
        kind: LeafKind,
        mut natural: Natural,
        mut context: Context,
    ) {
        context.replaced = natural.replaced;
        context.display = Some(taffy::Display::FlowRoot);
        let mut taffy = self.boxes.converted.convert(style, context, &mut self.boxes.calcs);
        let mut placeholder = false;
        match &kind {
            LeafKind::Image { src, mode } => {
                let size =
                    self.env.images.image_size(src).filter(|(width, height)| *width > 0.0 && *height > 0.0);
                let ratio = size.map(|(width, height)| width / height);
                match (mode, ratio) {
                    (ImageMode::WidthFix, Some(ratio)) => {
                        let taffy = Rc::make_mut(&mut taffy);
                        taffy.size.height = taffy::Dimension::auto();
                        taffy.aspect_ratio = Some(ratio);
                    }
                    (ImageMode::HeightFix, Some(ratio)) => {
                        let taffy = Rc::make_mut(&mut taffy);
                        taffy.size.width = taffy::Dimension::auto();
                        taffy.aspect_ratio = Some(ratio);
                        natural.width = natural.height * ratio;
                    }
                    _ => {}
                }
            }
            LeafKind::Input | LeafKind::Textarea => {
                placeholder = self.fill_field(id, source, style, &kind);
                let auto = self.element(source).is_some_and(|element| element.flag("auto-height"));
                if kind == LeafKind::Input || auto {
                    // As high as its text.
                    natural.height = 0.0;
                }
            }
            _ => {}
        }
        self.boxes.floats |= taffy.float != taffy::Float::None;
        let node = self.boxes.node_mut(id);
        node.flow.kind = Kind::Leaf;
        node.flow.style = taffy;
        node.flow.natural = Some(natural);
        node.content =
            BoxContent::Leaf(LeafBox { kind, picture: Rect::default(), lines: Vec::new(), placeholder });
    }

    /// The text that an input or textarea shows; true if that is its placeholder.
    fn fill_field(&mut self, id: BoxId, source: Source, style: &Rc<ComputedStyle>, kind: &LeafKind) -> bool {
        let Some(element) = self.element(source) else { return false };
        let value = element.text_attribute("value").unwrap_or_else(|| Rc::from(""));
        let placeholder = value.is_empty();
        let mut text: Rc<str> = if placeholder {
            element.text_attribute("placeholder").unwrap_or_else(|| Rc::from(""))
        } else {
            value
        };
        let mut shown = style.clone();
        let mut pseudo = None;
        if placeholder {
            if let Some(style) = self.styles.pseudo(source.node, Pseudo::Placeholder) {
                (shown, pseudo) = (style, Some(Pseudo::Placeholder));
            }
        } else if element.flag("password") || element.text_attribute("type").as_deref() == Some("password") {
            text = "\u{2022}".repeat(text.chars().count()).into();
        }
        if kind == &LeafKind::Input {
            text = text.replace('\n', " ").into();
        }
        let mut builder = ParagraphBuilder::new(style.clone(), &mut self.boxes.widths, None, false);
        // An input never wraps.
        let typed = Some(if kind == &LeafKind::Input { WhiteSpace::Pre } else { WhiteSpace::PreWrap });
        let (node, element) = (source.node, source.node);
        builder.text(TextSource { node, element, pseudo, style: shown, keep_newlines: false, typed }, &text);
        let paragraph = builder.finish();
        self.boxes.node_mut(id).flow.paragraph = Some(Box::new(paragraph));
        self.unmeasured.push(id);
        placeholder
    }

    fn fill_control(&mut self, id: BoxId, node: NodeId) {
        let element = self.tree.element(node);
        let kind = match element.map(|element| &*element.tag) {
            Some("radio") => LeafKind::Radio,
            _ => LeafKind::Checkbox,
        };
        // The gap is to a label; a control alone has none.
        let gap = if self.tree.children(node).is_empty() { 0.0 } else { CHECK_GAP };
        let length = taffy::Dimension::length(CHECK_SIZE);
        let zero = taffy::LengthPercentageAuto::length(0.0);
        let style = taffy::Style {
            display: taffy::Display::FlowRoot,
            size: taffy::Size { width: length, height: length },
            margin: taffy::Rect {
                top: zero,
                right: taffy::LengthPercentageAuto::length(gap),
                bottom: zero,
                left: zero,
            },
            flex_shrink: 0.0,
            ..taffy::Style::DEFAULT
        };
        self.fill_part(id, kind, style, None);
    }

    fn fill_picture(&mut self, id: BoxId, src: Rc<str>) {
        let (width, height) = self.env.images.image_size(&src).unwrap_or((0.0, 0.0));
        let natural = Natural { width, height, replaced: true };
        let style = taffy::Style {
            display: taffy::Display::FlowRoot,
            item_is_replaced: true,
            ..taffy::Style::DEFAULT
        };
        self.fill_part(id, LeafKind::Image { src, mode: ImageMode::ScaleToFill }, style, Some(natural));
    }

    fn fill_part(&mut self, id: BoxId, kind: LeafKind, style: taffy::Style, natural: Option<Natural>) {
        let epoch = self.boxes.epoch;
        let node = self.boxes.node_mut(id);
        node.part = true;
        node.flow.kind = Kind::Leaf;
        node.flow.built = epoch;
        node.flow.style = Rc::new(style);
        node.flow.natural = natural;
        node.content = BoxContent::Leaf(LeafBox {
            kind,
            picture: Rect::default(),
            lines: Vec::new(),
            placeholder: false,
        });
    }

    /// Puts the pages side by side.
    fn arrange_swiper(&mut self, id: BoxId, node: NodeId) {
        let Some(element) = self.tree.element(node) else { return };
        let vertical = element.flag("vertical");
        let margin = |name| element.number(name).unwrap_or(0.0).clamp(0.0, 10_000.0) as f32;
        let (before, after) = (margin("previous-margin"), margin("next-margin"));
        let shown = element.number("display-multiple-items").unwrap_or(1.0).clamp(1.0, 100.0) as f32;
        let pages: Vec<BoxId> = self
            .boxes
            .node(id)
            .flow
            .children
            .iter()
            .copied()
            .filter(|&child| {
                let source = self.boxes.node(child).source;
                source
                    .and_then(|node| self.tree.element(node))
                    .is_some_and(|element| &*element.tag == "swiper-item")
            })
            .collect();
        for (number, &page) in pages.iter().enumerate() {
            let calcs = &mut self.boxes.calcs;
            let extent = Length::Calc { px: -(before + after) / shown, percent: 1.0 / shown };
            let number = number as f32;
            let start =
                Length::Calc { px: before - (before + after) / shown * number, percent: number / shown };
            let (extent, start) = (calcs.dimension(extent), calcs.length_auto(start));
            let full = taffy::Dimension::percent(1.0);
            let zero = taffy::LengthPercentageAuto::length(0.0);
            let size = if vertical {
                taffy::Size { width: full, height: extent }
            } else {
                taffy::Size { width: extent, height: full }
            };
            let (left, top) = if vertical { (zero, start) } else { (start, zero) };
            let style = taffy::Style {
                position: taffy::Position::Absolute,
                box_sizing: taffy::BoxSizing::BorderBox,
                inset: taffy::Rect { left, top, right: auto(), bottom: auto() },
                size,
                ..(*self.boxes.node(page).flow.style).clone()
            };
            let flow = &mut self.boxes.node_mut(page).flow;
            flow.style = Rc::new(style);
            flow.cache.clear();
        }
        let count = pages.len();
        let mut current = element.number("current").unwrap_or(0.0).max(0.0) as usize;
        if let Some(wanted) = element.text_attribute("current-item-id").filter(|id| !id.is_empty()) {
            let place = pages.iter().position(|&page| {
                let source = self.boxes.node(page).source;
                source
                    .and_then(|node| self.tree.element(node))
                    .and_then(|element| element.text_attribute("item-id"))
                    .is_some_and(|id| id == wanted)
            });
            current = place.unwrap_or(current);
        }
        let current = current.min(count.saturating_sub(1));
        self.boxes.node_mut(id).content = BoxContent::Swiper(SwiperArea {
            vertical,
            // Known once it is laid out.
            step: 0.0,
            count,
            current,
            offset: (0.0, 0.0),
        });
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Holds {
    block: bool,
    float: bool,
    out_of_flow: bool,
}

/// Elements that stand for what is in them.
fn groups(tag: &str) -> bool {
    matches!(tag, "block" | "slot" | "template")
}

/// Whether an inline element of this style shows nothing but what is in it.
fn is_bare(style: &ComputedStyle) -> bool {
    let layout = &style.layout;
    layout.position == Position::Static
        && layout.float == Float::None
        && layout.margin == Sides::all(Length::ZERO)
        && layout.padding == Sides::all(Length::ZERO)
        && layout.border_width == Sides::all(0.0)
        && style.background.color.is_transparent()
        && style.background.layers.is_empty()
        && style.effects.opacity >= 1.0
        && style.effects.filter.is_empty()
}

fn auto() -> taffy::LengthPercentageAuto {
    taffy::LengthPercentageAuto::auto()
}

/// Whether it makes a line: blanks that collapse do not.
fn shows_inline(found: &Found) -> bool {
    match &found.class {
        Class::Text(text) => {
            let preserves = matches!(
                found.style.text.white_space,
                WhiteSpace::Pre | WhiteSpace::PreWrap | WhiteSpace::BreakSpaces
            );
            !text.is_empty() && (preserves || !text.trim_matches([' ', '\t', '\n', '\r']).is_empty())
        }
        Class::Inline { .. } | Class::Atom | Class::Picture(_) | Class::Control => true,
        Class::Block | Class::Float | Class::OutOfFlow { .. } => false,
    }
}
