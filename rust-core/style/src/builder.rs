//! From the declarations that won to a computed style.

use crate::computed::*;
use crate::keywords::*;
use crate::paint_values::*;
use crate::property::{PropertyId, TABLE};
use crate::value::length::Bases;
use crate::value::{Value, Wide};
use std::rc::Rc;

/// The parts of a layered property before they are put together.
#[derive(Debug, Clone)]
pub(crate) struct LayerParts {
    pub images: Vec<Image>,
    pub positions: Vec<(Length, Length)>,
    pub sizes: Vec<BackgroundSize>,
    pub repeats: Vec<(Repeat, Repeat)>,
    pub origins: Vec<BackgroundBox>,
    pub clips: Vec<BackgroundBox>,
    pub attachments: Vec<Attachment>,
}

impl LayerParts {
    fn new(origin: BackgroundBox) -> Self {
        LayerParts {
            images: Vec::new(),
            positions: vec![(Length::ZERO, Length::ZERO)],
            sizes: vec![BackgroundSize::Lengths(Length::Auto, Length::Auto)],
            repeats: vec![(Repeat::Repeat, Repeat::Repeat)],
            origins: vec![origin],
            clips: vec![BackgroundBox::BorderBox],
            attachments: vec![Attachment::Scroll],
        }
    }

    /// Shorter lists repeat, as CSS says.
    fn layers(&self) -> Vec<BackgroundLayer> {
        fn at<T: Clone>(list: &[T], n: usize) -> T {
            list[n % list.len()].clone()
        }
        self.images
            .iter()
            .enumerate()
            .filter(|(_, image)| **image != Image::None)
            .map(|(n, image)| BackgroundLayer {
                image: image.clone(),
                position: at(&self.positions, n),
                size: at(&self.sizes, n),
                repeat: at(&self.repeats, n),
                origin: at(&self.origins, n),
                clip: at(&self.clips, n),
                attachment: at(&self.attachments, n),
            })
            .collect()
    }
}

/// A style in the making.
pub(crate) struct Builder<'a> {
    pub style: ComputedStyle,
    pub parent: &'a ComputedStyle,
    pub initial: &'a ComputedStyle,
    pub bases: Bases,
    pub font_scale: f32,
    pub background: Option<Box<LayerParts>>,
    pub mask: Option<Box<LayerParts>>,
    /// Widths as specified, which count only where there is a line.
    pub border_widths: Sides<Option<f32>>,
    /// Sides whose colour was given; the others have the text's.
    pub border_colors: Sides<bool>,
    pub decoration_color: Option<Color>,
    /// Something not inherited was taken from the parent: the style holds for children of this very parent only.
    pub uses_parent: bool,
}

/// The width of a line that nobody gave one: `medium`.
const MEDIUM: f32 = 3.0;

impl<'a> Builder<'a> {
    pub fn new(
        parent: &'a ComputedStyle,
        initial: &'a ComputedStyle,
        mut bases: Bases,
        font_scale: f32,
    ) -> Self {
        bases.font_size = parent.text.font_size;
        let style = ComputedStyle {
            text: Rc::clone(&parent.text),
            custom: Rc::clone(&parent.custom),
            ..initial.clone()
        };
        let border_colors = Sides::all(false);
        Builder {
            style,
            parent,
            initial,
            bases,
            font_scale,
            background: None,
            mask: None,
            border_widths: Sides::all(None),
            border_colors,
            decoration_color: None,
            uses_parent: false,
        }
    }

    /// A finished style to put more on.
    pub fn over(
        base: &ComputedStyle,
        parent: &'a ComputedStyle,
        initial: &'a ComputedStyle,
        bases: Bases,
        font_scale: f32,
    ) -> Self {
        let mut builder = Builder::new(parent, initial, bases, font_scale);
        builder.style = base.clone();
        builder.bases.font_size = base.text.font_size;
        let widths = base.layout.border_width;
        builder.border_widths = Sides {
            top: Some(widths.top),
            right: Some(widths.right),
            bottom: Some(widths.bottom),
            left: Some(widths.left),
        };
        builder.border_colors = Sides::all(true);
        builder.decoration_color = Some(base.own_decoration.color);
        builder
    }

    /// The end of [`Builder::over`]: `display` and its kin were settled before.
    pub fn finish_over(mut self) -> ComputedStyle {
        self.finish_layers();
        self.finish_border();
        self.style
    }

    /// Puts the font's size, which `em` means from now on.
    pub fn set_font_size(&mut self, px: f32) {
        if self.style.text.font_size != px {
            Rc::make_mut(&mut self.style.text).font_size = px;
        }
        self.bases.font_size = px;
    }

    pub fn layers(&mut self) -> &mut LayerParts {
        self.background.get_or_insert_with(|| Box::new(LayerParts::new(BackgroundBox::PaddingBox)))
    }

    pub fn mask_layers(&mut self) -> &mut LayerParts {
        self.mask.get_or_insert_with(|| Box::new(LayerParts::new(BackgroundBox::BorderBox)))
    }

    /// Takes a declaration in.
    pub fn declare(&mut self, id: PropertyId, value: &Value) {
        let row = &TABLE[usize::from(id)];
        match value {
            Value::Wide(wide) => {
                let inherit = match wide {
                    Wide::Inherit => true,
                    Wide::Initial => false,
                    Wide::Unset | Wide::Revert => row.inherited,
                };
                let from = if inherit { self.parent } else { self.initial };
                self.uses_parent |= inherit && !row.inherited;
                (row.copy)(self, from);
            }
            value => (row.apply)(self, value),
        }
    }

    /// What follows from several properties together; and whether the style uses its parent's beyond what is inherited.
    pub fn finish(mut self) -> (ComputedStyle, bool) {
        self.finish_layers();
        self.finish_border();
        self.finish_display();
        self.finish_text();
        (self.style, self.uses_parent)
    }

    fn finish_layers(&mut self) {
        if let Some(parts) = self.background.take() {
            let layers = parts.layers();
            let background = Rc::make_mut(&mut self.style.background);
            background.layers = layers.into();
            background.color_clip = parts.clips.last().copied().unwrap_or_default();
        }
        if let Some(parts) = self.mask.take() {
            Rc::make_mut(&mut self.style.effects).mask = parts.layers().into();
        }
    }

    /// A side without a line has no width; a line without a colour has the text's.
    fn finish_border(&mut self) {
        let styles = self.style.border.style;
        let used = |style: BorderStyle, width: Option<f32>| match style {
            BorderStyle::None | BorderStyle::Hidden => 0.0,
            _ => width.unwrap_or(MEDIUM),
        };
        let widths = Sides {
            top: used(styles.top, self.border_widths.top),
            right: used(styles.right, self.border_widths.right),
            bottom: used(styles.bottom, self.border_widths.bottom),
            left: used(styles.left, self.border_widths.left),
        };
        if widths != self.style.layout.border_width {
            Rc::make_mut(&mut self.style.layout).border_width = widths;
        }
        if styles == Sides::all(BorderStyle::None) {
            return;
        }
        let text = self.style.text.color;
        let given = self.border_colors;
        let mut color = self.style.border.color;
        for (side, given) in [
            (&mut color.top, given.top),
            (&mut color.right, given.right),
            (&mut color.bottom, given.bottom),
            (&mut color.left, given.left),
        ] {
            if !given {
                *side = text;
            }
        }
        if color != self.style.border.color {
            Rc::make_mut(&mut self.style.border).color = color;
        }
    }

    /// The flexbox of 2009 becomes today's; what floats or leaves the flow becomes a block.
    fn finish_display(&mut self) {
        let before = Rc::clone(&self.style.layout);
        let old = self.style.flex.old;
        let mut display = before.display;
        let mut line_clamp = 0;
        if matches!(display, Display::OldBox | Display::OldInlineBox) {
            let inline = display == Display::OldInlineBox;
            if old.line_clamp > 0 && old.orient == BoxOrient::Vertical {
                line_clamp = old.line_clamp;
                display = if inline { Display::InlineBlock } else { Display::Block };
            } else {
                display = if inline { Display::InlineFlex } else { Display::Flex };
                self.map_old_box(old);
            }
        }
        let outside =
            matches!(before.position, Position::Absolute | Position::Fixed) || before.float != Float::None;
        if outside {
            display = match display {
                Display::Inline
                | Display::InlineBlock
                | Display::TableRowGroup
                | Display::TableRow
                | Display::TableCell => Display::Block,
                Display::InlineTable => Display::Table,
                Display::InlineFlex => Display::Flex,
                Display::InlineGrid => Display::Grid,
                other => other,
            };
        }
        // CSS: if one axis scrolls or hides, the other cannot stay visible.
        let (mut x, mut y) = (before.overflow_x, before.overflow_y);
        if x == Overflow::Visible && y != Overflow::Visible {
            x = if y == Overflow::Hidden { Overflow::Hidden } else { Overflow::Auto };
        } else if y == Overflow::Visible && x != Overflow::Visible {
            y = if x == Overflow::Hidden { Overflow::Hidden } else { Overflow::Auto };
        }
        if (display, line_clamp, x, y)
            != (before.display, before.line_clamp, before.overflow_x, before.overflow_y)
        {
            let layout = Rc::make_mut(&mut self.style.layout);
            layout.display = display;
            layout.line_clamp = line_clamp;
            layout.overflow_x = x;
            layout.overflow_y = y;
        }
        self.uses_parent |= old.flex > 0.0;
        if self.parent.flex.old_container && old.flex > 0.0 {
            let flex = Rc::make_mut(&mut self.style.flex);
            flex.grow = old.flex;
            flex.shrink = 1.0;
        }
    }

    fn map_old_box(&mut self, old: OldBox) {
        let flex = Rc::make_mut(&mut self.style.flex);
        flex.old_container = true;
        flex.direction = match (old.orient, old.direction) {
            (BoxOrient::Horizontal, BoxDirection::Normal) => FlexDirection::Row,
            (BoxOrient::Horizontal, BoxDirection::Reverse) => FlexDirection::RowReverse,
            (BoxOrient::Vertical, BoxDirection::Normal) => FlexDirection::Column,
            (BoxOrient::Vertical, BoxDirection::Reverse) => FlexDirection::ColumnReverse,
        };
        flex.align_items = match old.align {
            BoxAlign::Stretch => Align::Stretch,
            BoxAlign::Start => Align::FlexStart,
            BoxAlign::End => Align::FlexEnd,
            BoxAlign::Center => Align::Center,
            BoxAlign::Baseline => Align::Baseline,
        };
        flex.justify_content = match old.pack {
            BoxPack::Start => Justify::FlexStart,
            BoxPack::End => Justify::FlexEnd,
            BoxPack::Center => Justify::Center,
            BoxPack::Justify => Justify::SpaceBetween,
        };
    }

    /// Lines along text go through all boxes inside, except those that are placed by themselves.
    fn finish_text(&mut self) {
        if !self.style.own_decoration.is_none() {
            self.style.own_decoration.color = self.decoration_color.unwrap_or(self.style.text.color);
        }
        let own = self.style.own_decoration;
        let apart = matches!(
            self.style.layout.display,
            Display::InlineBlock | Display::InlineFlex | Display::InlineGrid | Display::InlineTable
        ) || matches!(self.style.layout.position, Position::Absolute | Position::Fixed);
        let effective = if own.is_none() {
            if apart { Decoration::default() } else { self.parent.text.decoration }
        } else {
            own
        };
        if effective != self.style.text.decoration {
            Rc::make_mut(&mut self.style.text).decoration = effective;
        }
    }
}
