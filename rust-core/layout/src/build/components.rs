//! Built-in components that draw themselves, and the pages of a swiper.

use super::{Builder, Source, auto};
use crate::boxes::{BoxContent, BoxId, Kind, SwiperArea};
use crate::geometry::Rect;
use crate::inline::{ParagraphBuilder, TextSource};
use crate::leaf::{CHECK_GAP, CHECK_SIZE, ImageMode, LeafBox, LeafKind, Natural};
use crate::taffy_style::Context;
use minihost_style::{ComputedStyle, Length, Pseudo, WhiteSpace};
use minihost_tree::NodeId;
use std::rc::Rc;

/// Height of the frame around a picker-view's chosen items, px, where nobody says otherwise.
const FRAME_HEIGHT: f32 = 34.0;

impl Builder<'_> {
    pub(super) fn fill_leaf(
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
    pub(super) fn fill_field(
        &mut self,
        id: BoxId,
        source: Source,
        style: &Rc<ComputedStyle>,
        kind: &LeafKind,
    ) -> bool {
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

    pub(super) fn fill_control(&mut self, id: BoxId, node: NodeId) {
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

    pub(super) fn fill_picture(&mut self, id: BoxId, src: Rc<str>) {
        let (width, height) = self.env.images.image_size(&src).unwrap_or((0.0, 0.0));
        let natural = Natural { width, height, replaced: true };
        let style = taffy::Style {
            display: taffy::Display::FlowRoot,
            item_is_replaced: true,
            ..taffy::Style::DEFAULT
        };
        self.fill_part(id, LeafKind::Image { src, mode: ImageMode::ScaleToFill }, style, Some(natural));
    }

    pub(super) fn fill_part(
        &mut self,
        id: BoxId,
        kind: LeafKind,
        style: taffy::Style,
        natural: Option<Natural>,
    ) {
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

    /// Puts the items of a `picker-view-column` below each other, the first one in the middle: each as high as the frame around the chosen
    /// one, which is a node of the column's own. Source: the picker-view-column page, "a child's height is set to that of the frame".
    pub(super) fn arrange_column(&mut self, id: BoxId) {
        let children = self.boxes.node(id).flow.children.clone();
        let tag = |child: BoxId| {
            let element = self.boxes.node(child).source.and_then(|node| self.tree.element(node));
            element.map_or("", |element| &*element.tag)
        };
        let frame = children.iter().find(|&&child| tag(child) == "picker-view-indicator");
        let height = frame.map(|&frame| self.boxes.node(frame).style.layout.height);
        let height = match height {
            Some(Length::Px(height)) if height >= 1.0 => height,
            _ => FRAME_HEIGHT,
        };
        let items: Vec<BoxId> =
            children.iter().copied().filter(|&child| !tag(child).starts_with("picker-view-")).collect();
        for (number, &item) in items.iter().enumerate() {
            let calcs = &mut self.boxes.calcs;
            let top = Length::Calc { px: (number as f32 - 0.5) * height, percent: 0.5 };
            let zero = taffy::LengthPercentageAuto::length(0.0);
            let inset =
                taffy::Rect { left: zero, top: calcs.length_auto(top), right: auto(), bottom: auto() };
            let style = taffy::Style {
                position: taffy::Position::Absolute,
                box_sizing: taffy::BoxSizing::BorderBox,
                inset,
                size: taffy::Size {
                    width: taffy::Dimension::percent(1.0),
                    height: taffy::Dimension::length(height),
                },
                ..(*self.boxes.node(item).flow.style).clone()
            };
            self.boxes.node_mut(item).flow.style = Rc::new(style);
            self.boxes.caches[item.index()].clear();
        }
        self.boxes.node_mut(id).content = BoxContent::Swiper(SwiperArea {
            vertical: true,
            step: height,
            count: items.len(),
            shown: 1.0,
            rounds: 1,
            current: 0,
            offset: (0.0, 0.0),
        });
    }

    /// Puts the pages side by side.
    pub(super) fn arrange_swiper(&mut self, id: BoxId, node: NodeId) {
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
            self.boxes.node_mut(page).flow.style = Rc::new(style);
            self.boxes.caches[page.index()].clear();
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
            shown,
            rounds: if element.flag("circular") && count as f32 > shown {
                (900 / count).clamp(3, 100)
            } else {
                1
            },
            current,
            offset: (0.0, 0.0),
        });
    }
}
