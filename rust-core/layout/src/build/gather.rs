//! What wants a place in a container: children, parts, and what is looked through.

use super::{Builder, Class, Found, MAX_DEPTH, Source};
use crate::leaf;
use minihost_style::{ComputedStyle, Content, ContentItem, Display, Float, Length, Position, Pseudo, Sides};
use std::rc::Rc;

impl Builder<'_> {
    /// Everything that wants a place in an element of this style, `display: contents` looked through.
    pub(super) fn gather(&mut self, parent: Source, style: &Rc<ComputedStyle>, out: &mut Vec<Found>) {
        let items = self.lays_out_items(parent, style);
        self.gather_for(parent, style, items, out, 0);
    }

    /// The same for a container, further out, that lays out items or not.
    fn gather_for(
        &mut self,
        parent: Source,
        style: &Rc<ComputedStyle>,
        items: bool,
        out: &mut Vec<Found>,
        depth: usize,
    ) {
        if parent.pseudo.is_some() {
            self.gather_content(parent, style, out);
            return;
        }
        if matches!(self.element(parent).map(|element| &*element.tag), Some("checkbox" | "radio")) {
            out.push(Found { source: parent, style: style.clone(), class: Class::Control });
        }
        let [before, after] = self.styles.around(parent.node);
        let part = |pseudo| Source { pseudo: Some(pseudo), ..parent };
        self.gather_one(part(Pseudo::Before), before, items, out, depth);
        for &child in self.tree.children(parent.node) {
            let source = Source { node: child, pseudo: None };
            if let Some(text) = self.tree.node(child).and_then(|node| node.text()) {
                out.push(Found { source, style: style.clone(), class: Class::Text(text.clone()) });
            } else {
                self.gather_one(source, self.styles.style(child), items, out, depth);
            }
        }
        self.gather_one(part(Pseudo::After), after, items, out, depth);
    }

    fn gather_one(
        &mut self,
        source: Source,
        style: Option<Rc<ComputedStyle>>,
        blockifies: bool,
        out: &mut Vec<Found>,
        depth: usize,
    ) {
        let Some(style) = style else { return };
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
                self.gather_for(source, &style, blockifies, out, depth + 1);
            }
            return;
        }
        if let Some(class) = self.classify(source, &style, blockifies) {
            out.push(Found { source, style, class });
        }
    }

    pub(super) fn gather_content(&self, source: Source, style: &Rc<ComputedStyle>, out: &mut Vec<Found>) {
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
    pub(super) fn is_contents(&self, source: Source, style: &ComputedStyle, item: bool) -> bool {
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

    pub(super) fn classify(&self, source: Source, style: &ComputedStyle, blockifies: bool) -> Option<Class> {
        let display = style.layout.display;
        if display == Display::None {
            return None;
        }
        let element = self.element(source);
        let inline_level = matches!(
            display,
            Display::Inline
                | Display::InlineBlock
                | Display::InlineFlex
                | Display::InlineGrid
                | Display::InlineTable
        );
        if matches!(style.layout.position, Position::Absolute | Position::Fixed)
            || element.is_some_and(|element| &*element.tag == "swiper-item")
            || (element.is_some() && self.is_picked(source))
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
            Display::Inline if element.is_some_and(|element| leaf::leaf(element).is_some()) => Class::Atom,
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

    /// Whether it is an item of a `picker-view-column`, what groups without a box looked through.
    fn is_picked(&self, source: Source) -> bool {
        let mut at = self.tree.parent(source.node).filter(|_| source.pseudo.is_none());
        while let Some(node) = at {
            let tag = self.tree.element(node).map_or("", |element| &element.tag);
            if tag == "picker-view-column" {
                return true;
            }
            let around = Source { node, pseudo: None };
            if !self.style_of(around).is_some_and(|style| self.is_contents(around, &style, false)) {
                return false;
            }
            at = self.tree.parent(node);
        }
        false
    }

    /// What is inside an inline element, other inline elements looked through.
    fn holds(&self, source: Source, depth: usize) -> Holds {
        let mut holds = Holds::default();
        if depth >= MAX_DEPTH || source.pseudo.is_some() {
            return holds;
        }
        let pseudos = [Pseudo::Before, Pseudo::After].map(|pseudo| Source { pseudo: Some(pseudo), ..source });
        let children = self.tree.children(source.node).iter().map(|&node| Source { node, pseudo: None });
        let around = self.styles.around(source.node).into_iter();
        let styles =
            around.chain(self.tree.children(source.node).iter().map(|&child| self.styles.style(child)));
        for (child, style) in pseudos.into_iter().chain(children).zip(styles) {
            let Some(style) = style else { continue };
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
                Display::None
                | Display::InlineBlock
                | Display::InlineFlex
                | Display::InlineGrid
                | Display::InlineTable => {}
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
    pub(super) fn lays_out_items(&self, source: Source, style: &ComputedStyle) -> bool {
        match style.layout.display {
            Display::Flex | Display::InlineFlex | Display::Grid | Display::InlineGrid => {
                // A scroll-view's children stand in a box of its own inside, which `display: flex` reaches only if asked to.
                // Source: the scroll-view page, `enable-flex`.
                self.element(source)
                    .is_none_or(|element| &*element.tag != "scroll-view" || element.flag("enable-flex"))
            }
            _ => false,
        }
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
