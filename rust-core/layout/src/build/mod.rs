//! From elements and their styles to boxes: `gather` finds what wants a place in a container, `flow` puts it into blocks, lines and items,
//! `table` makes what a table lacks, `components` fills what a built-in component draws itself.

mod components;
mod flow;
mod gather;
mod table;

use crate::box_tree::{BoxTree, LayoutEnv, Styles};
use crate::boxes::{BoxContent, BoxId, Kind};
use crate::inline::TextSource;
use crate::leaf;
use crate::taffy_style::Context;
use minihost_ports::{Problem, ProblemKind};
use minihost_style::{ComputedStyle, Direction, Display, Float, Overflow, Pseudo};
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
        let taffy = self.boxes.converted.plain(Direction::Ltr);
        let id = self.boxes.create(Some(node), None, style, Kind::Block, taffy);
        self.boxes.by_node.insert(node, id);
        self.boxes.root = Some(id);
    }

    /// New content for an element's box, unless that was done in this update already.
    pub(crate) fn rebuild(&mut self, node: NodeId) {
        let Some(&id) = self.boxes.by_node.get(node) else { return };
        if self.boxes.node(id).flow.built == self.boxes.epoch {
            return;
        }
        let mut depth = 0;
        let mut at = self.boxes.node(id).flow.parent;
        while let Some(parent) = at {
            depth += 1;
            at = self.boxes.node(parent).flow.parent;
        }
        if let Some(style) = self.styles.style(node) {
            self.fill(id, style, depth);
        }
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

    // ---- boxes

    /// The box of something found, made if there is none yet.
    fn make(&mut self, parent: BoxId, found: &Found, depth: usize) -> Option<BoxId> {
        if depth > MAX_DEPTH {
            self.too_deep();
            return None;
        }
        let source = found.source;
        if source.pseudo.is_none()
            && !matches!(found.class, Class::Control | Class::Picture(_))
            && let Some(&id) = self.boxes.by_node.get(source.node)
        {
            self.boxes.node_mut(id).flow.parent = Some(parent);
            // Changed as well: now, so that it is not filled twice.
            return Some(id);
        }
        let taffy = self.boxes.converted.plain(Direction::Ltr);
        let id = self.boxes.create(Some(source.node), source.pseudo, found.style.clone(), Kind::Block, taffy);
        self.boxes.node_mut(id).flow.parent = Some(parent);
        match &found.class {
            Class::Control => self.fill_control(id, source.node),
            Class::Picture(src) => self.fill_picture(id, src.clone()),
            _ => {
                if source.pseudo.is_none() {
                    self.boxes.by_node.insert(source.node, id);
                }
                self.fill(id, found.style.clone(), depth);
            }
        }
        Some(id)
    }

    fn too_deep(&mut self) {
        if !self.boxes.too_deep {
            self.boxes.too_deep = true;
            let message = format!("elements are nested too deep: boxes below level {MAX_DEPTH} are left out");
            self.boxes.problems.push(Problem::new(ProblemKind::Limit, message).warning());
        }
    }

    /// Makes a box's content. Boxes of children that are still good are taken over, the others freed.
    fn fill(&mut self, id: BoxId, style: Rc<ComputedStyle>, depth: usize) {
        let node = self.boxes.node_mut(id);
        let old = std::mem::take(&mut node.flow.children);
        let (node, pseudo) = (node.source, node.pseudo);
        let Some(node) = node else { return };
        let source = Source { node, pseudo };
        self.rebuilt += 1;
        let epoch = self.boxes.epoch;
        self.boxes.marked.push(id);
        self.boxes.forget_paragraph(id);
        let this = self.boxes.node_mut(id);
        this.style = style.clone();
        this.content = BoxContent::Container;
        this.flow.built = epoch;
        self.boxes.caches[id.index()].clear();

        let element = self.element(source);
        let tag = element.map_or("", |element| &*element.tag);
        let mut context = self.context(id, element);
        let leaf = element.and_then(leaf::leaf);
        let children = if let Some((kind, natural)) = leaf {
            self.fill_leaf(id, source, &style, kind, natural, context);
            Vec::new()
        } else {
            let mut found = Vec::new();
            self.gather(source, &style, &mut found);
            if tag == "swiper" {
                // Source: the swiper page, "only swiper-item may be placed in it".
                found.retain(|one| {
                    self.element(one.source).is_some_and(|element| &*element.tag == "swiper-item")
                });
            }
            if self.element(source).is_some_and(|element| &*element.tag == "picker-view") {
                // Source: the picker-view page, "other nodes are not shown".
                found.retain(|one| {
                    self.element(one.source).is_some_and(|element| &*element.tag == "picker-view-column")
                });
            }
            if self.element(source).is_some_and(|element| &*element.tag == "picker-view-column") {
                // Blanks and words between items are no items.
                found.retain(|one| matches!(one.class, Class::OutOfFlow { .. }));
            }
            let items = self.lays_out_items(source, &style);
            let table = self.table_kind(id, &style);
            let (kind, children) = if let Some(kind) = table {
                context.display = Some(taffy::Display::Block);
                context.table = kind == Kind::Table;
                (kind, self.fill_table(id, kind, &style, found, depth))
            } else if items {
                self.fill_items(id, &style, found, depth)
            } else {
                // A formatting context of its own: floats inside stay inside.
                let root = matches!(
                    style.layout.display,
                    Display::InlineBlock | Display::InlineFlex | Display::InlineGrid | Display::FlowRoot
                ) || context.item
                    || context.cell
                    || style.layout.float != Float::None;
                context.display = Some(if root { taffy::Display::FlowRoot } else { taffy::Display::Block });
                self.fill_block(id, source, &style, found, context.cell, depth)
            };
            let grid = matches!(style.layout.display, Display::Grid | Display::InlineGrid);
            let taffy = self.taffy_style(tag, &style, context);
            self.boxes.floats |= taffy.float != taffy::Float::None;
            let flow = &mut self.boxes.node_mut(id).flow;
            flow.style = taffy;
            flow.kind = if items && grid { Kind::Grid } else { kind };
            children
        };
        for &child in &children {
            self.boxes.node_mut(child).flow.parent = Some(id);
        }
        let kept: FxHashSet<BoxId> =
            if old.is_empty() { FxHashSet::default() } else { children.iter().copied().collect() };
        self.boxes.node_mut(id).flow.children = children;
        for gone in old {
            // What another box took over has another parent by now.
            let mine =
                self.boxes.boxes[gone.index()].as_ref().is_some_and(|node| node.flow.parent == Some(id));
            if mine && !kept.contains(&gone) {
                self.boxes.drop_box(gone);
            }
        }
        match tag {
            "swiper" => self.arrange_swiper(id, source.node),
            "picker-view-column" => self.arrange_column(id),
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
            _ => {
                // So is the place of what stands in a column.
                let parent = self.boxes.node(id).flow.parent.filter(|_| source.pseudo.is_none());
                let holder = parent.and_then(|parent| self.boxes.node(parent).source);
                let tag =
                    holder.and_then(|holder| self.tree.element(holder)).map_or("", |element| &element.tag);
                if let (Some(parent), "picker-view-column") = (parent, tag) {
                    self.arrange_column(parent);
                }
            }
        }
    }

    /// What the place in the tree and the component say about the box.
    fn context(&self, id: BoxId, element: Option<&Element>) -> Context {
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
        context.cell = self.is_cell(id, &self.boxes.node(id).style);
        if let Some(element) = element {
            match &*element.tag {
                "scroll-view" => {
                    let axis = |name| if element.flag(name) { Overflow::Scroll } else { Overflow::Hidden };
                    context.overflow = Some((axis("scroll-x"), axis("scroll-y")));
                }
                "swiper" | "picker-view-column" => {
                    context.overflow = Some((Overflow::Hidden, Overflow::Hidden));
                }
                _ => {}
            }
        }
        context
    }

    fn taffy_style(&mut self, tag: &str, style: &ComputedStyle, context: Context) -> Rc<taffy::Style> {
        let mut taffy = self.boxes.converted.convert(style, context, &mut self.boxes.calcs);
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
}

fn auto() -> taffy::LengthPercentageAuto {
    taffy::LengthPercentageAuto::auto()
}
