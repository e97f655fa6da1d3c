//! Computed styles in taffy's terms.

use minihost_style::{
    Align, BoxSizing, BoxStyle, Clear, ComputedStyle, Direction, Display, FlexDirection, FlexStyle, FlexWrap,
    Float, GridArea, GridAreas, GridAutoFlow, GridLine, GridTemplatePart, GridTrack, Justify, Length,
    Overflow, Position, Sides, TrackSize,
};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::rc::Rc;
use taffy::style_helpers::{TaffyAuto, TaffyMaxContent, TaffyMinContent};
use taffy::{
    Dimension, GridPlacement, GridTemplateComponent, GridTemplateRepetition, LengthPercentage,
    LengthPercentageAuto, MaxTrackSizingFunction, MinTrackSizingFunction, RepetitionCount,
    TrackSizingFunction,
};

/// Sums of a length and a percentage. taffy carries one as an opaque pointer; ours is an index, never followed.
#[derive(Debug, Default)]
pub(crate) struct Calcs {
    values: Vec<(f32, f32)>,
    known: FxHashMap<(u32, u32), usize>,
}

impl Calcs {
    pub(crate) fn clear(&mut self) {
        self.values.clear();
        self.known.clear();
    }

    /// True when it should be made anew: an animation of sums adds one each frame. Only a fresh build may do that.
    pub(crate) fn is_full(&self) -> bool {
        self.values.len() > 1 << 16
    }

    /// The low three bits are taffy's; 0 would be the null pointer.
    fn pointer(&mut self, px: f32, percent: f32) -> *const () {
        let index = *self.known.entry((px.to_bits(), percent.to_bits())).or_insert_with(|| {
            self.values.push((px, percent));
            self.values.len()
        });
        std::ptr::without_provenance(index << 3)
    }

    pub(crate) fn resolve(&self, pointer: *const (), basis: f32) -> f32 {
        match (pointer.addr() >> 3).checked_sub(1).and_then(|index| self.values.get(index)) {
            Some(&(px, percent)) => px + percent * basis,
            None => 0.0,
        }
    }

    fn length(&mut self, length: Length) -> LengthPercentage {
        match length {
            Length::Px(px) => LengthPercentage::length(finite(px)),
            Length::Percent(percent) => LengthPercentage::percent(finite(percent)),
            Length::Calc { px, percent } => LengthPercentage::calc(self.pointer(finite(px), finite(percent))),
            _ => LengthPercentage::length(0.0),
        }
    }

    pub(crate) fn length_auto(&mut self, length: Length) -> LengthPercentageAuto {
        match length {
            Length::Px(_) | Length::Percent(_) | Length::Calc { .. } => self.length(length).into(),
            _ => LengthPercentageAuto::auto(),
        }
    }

    pub(crate) fn dimension(&mut self, length: Length) -> Dimension {
        match length {
            Length::MinContent => Dimension::min_content(),
            Length::MaxContent => Dimension::max_content(),
            Length::FitContent => Dimension::fit_content(),
            Length::Auto => Dimension::auto(),
            _ => self.length(length).into(),
        }
    }

    fn size(&mut self, width: Length, height: Length) -> taffy::Size<Dimension> {
        taffy::Size { width: positive(self.dimension(width)), height: positive(self.dimension(height)) }
    }

    pub(crate) fn sides_auto(&mut self, sides: &Sides<Length>) -> taffy::Rect<LengthPercentageAuto> {
        taffy::Rect {
            top: self.length_auto(sides.top),
            right: self.length_auto(sides.right),
            bottom: self.length_auto(sides.bottom),
            left: self.length_auto(sides.left),
        }
    }
}

/// Far beyond any screen, and still exact enough for halves of pixels to survive sums.
const LARGEST: f32 = 1e7;

/// NaN and infinities would spread through every sum.
fn finite(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) }
}

fn positive(dimension: Dimension) -> Dimension {
    match dimension.into_option() {
        Some(length) if length < 0.0 => Dimension::auto(),
        _ => dimension,
    }
}

/// What the place in the tree says about a box, besides its style.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Context {
    /// Parent is a flex or grid container.
    pub(crate) item: bool,
    /// Child of a table row, which gives it its size.
    pub(crate) cell: bool,
    /// A table, which finds its own width.
    pub(crate) table: bool,
    /// The algorithm to use for the children, when it is not what `display` says.
    pub(crate) display: Option<taffy::Display>,
    /// Replaced content: keeps its natural width.
    pub(crate) replaced: bool,
    /// Overflow forced by a component.
    pub(crate) overflow: Option<(Overflow, Overflow)>,
}

/// Converted styles, shared by boxes whose styles share their groups: rows of a list cost one.
#[derive(Debug, Default)]
pub(crate) struct Converted {
    known: FxHashMap<(*const BoxStyle, *const FlexStyle), Vec<Entry>>,
    count: usize,
    /// For boxes without a style of their own, by whether text runs from right to left.
    plain: [OnceCell<Rc<taffy::Style>>; 2],
}

#[derive(Debug)]
struct Entry {
    context: Context,
    direction: Direction,
    transformed: bool,
    /// Kept alive, so that their addresses stay theirs.
    _groups: (Rc<BoxStyle>, Rc<FlexStyle>),
    style: Rc<taffy::Style>,
}

/// A page has some hundreds; an animation of sizes makes new ones all the time.
const MOST_CONVERTED: usize = 4096;

impl Converted {
    /// The style of an anonymous block, and of a box that gets its own in a moment.
    pub(crate) fn plain(&self, direction: Direction) -> Rc<taffy::Style> {
        let rtl = direction == Direction::Rtl;
        let direction = if rtl { taffy::Direction::Rtl } else { taffy::Direction::Ltr };
        let make =
            || Rc::new(taffy::Style { display: taffy::Display::Block, direction, ..taffy::Style::DEFAULT });
        self.plain[usize::from(rtl)].get_or_init(make).clone()
    }

    pub(crate) fn clear(&mut self) {
        self.known.clear();
        self.count = 0;
    }

    pub(crate) fn convert(
        &mut self,
        style: &ComputedStyle,
        context: Context,
        calcs: &mut Calcs,
    ) -> Rc<taffy::Style> {
        let direction = style.text.direction;
        let transformed = is_transformed(style);
        let key = (Rc::as_ptr(&style.layout), Rc::as_ptr(&style.flex));
        let entries = self.known.entry(key).or_default();
        let found = entries.iter().find(|entry| {
            entry.context == context && entry.direction == direction && entry.transformed == transformed
        });
        if let Some(entry) = found {
            return entry.style.clone();
        }
        let converted = Rc::new(convert(style, context, calcs));
        entries.push(Entry {
            context,
            direction,
            transformed,
            _groups: (style.layout.clone(), style.flex.clone()),
            style: converted.clone(),
        });
        self.count += 1;
        if self.count > MOST_CONVERTED {
            self.clear();
        }
        converted
    }
}

/// A style for taffy.
fn convert(style: &ComputedStyle, context: Context, calcs: &mut Calcs) -> taffy::Style {
    let (layout, flex) = (&*style.layout, &*style.flex);
    let display = context.display.unwrap_or(match layout.display {
        Display::Flex | Display::InlineFlex => taffy::Display::Flex,
        Display::Grid | Display::InlineGrid => taffy::Display::Grid,
        Display::FlowRoot | Display::InlineBlock => taffy::Display::FlowRoot,
        _ => taffy::Display::Block,
    });
    let (overflow_x, overflow_y) = context.overflow.unwrap_or((layout.overflow_x, layout.overflow_y));
    let transformed = is_transformed(style);
    let cell = context.cell;
    let converted = taffy::Style {
        display,
        item_is_replaced: context.replaced,
        item_is_table: context.table,
        box_sizing: match layout.box_sizing {
            BoxSizing::ContentBox => taffy::BoxSizing::ContentBox,
            BoxSizing::BorderBox => taffy::BoxSizing::BorderBox,
        },
        direction: match style.text.direction {
            Direction::Ltr => taffy::Direction::Ltr,
            Direction::Rtl => taffy::Direction::Rtl,
        },
        overflow: taffy::Point { x: overflow(overflow_x), y: overflow(overflow_y) },
        float: match layout.float {
            Float::None => taffy::Float::None,
            Float::Left => taffy::Float::Left,
            Float::Right => taffy::Float::Right,
        },
        clear: match layout.clear {
            Clear::None => taffy::Clear::None,
            Clear::Left => taffy::Clear::Left,
            Clear::Right => taffy::Clear::Right,
            Clear::Both => taffy::Clear::Both,
        },
        position: match layout.position {
            // A transformed box is the containing block of what is positioned in it, like a relative one.
            Position::Static if transformed => taffy::Position::Relative,
            Position::Static => taffy::Position::Static,
            Position::Relative => taffy::Position::Relative,
            Position::Absolute => taffy::Position::Absolute,
            Position::Fixed => taffy::Position::Fixed,
            Position::Sticky => taffy::Position::Sticky,
        },
        inset: if layout.position == Position::Static {
            taffy::Rect::auto()
        } else {
            calcs.sides_auto(&layout.inset)
        },
        size: calcs.size(layout.width, layout.height),
        min_size: taffy::Size {
            width: calcs.length_auto(layout.min_width),
            height: calcs.length_auto(layout.min_height),
        },
        max_size: taffy::Size {
            width: calcs.length_auto(layout.max_width),
            height: calcs.length_auto(layout.max_height),
        },
        aspect_ratio: layout.aspect_ratio.filter(|ratio| ratio.is_finite() && *ratio > 0.0),
        margin: calcs.sides_auto(&layout.margin),
        padding: taffy::Rect {
            top: calcs.length(layout.padding.top),
            right: calcs.length(layout.padding.right),
            bottom: calcs.length(layout.padding.bottom),
            left: calcs.length(layout.padding.left),
        },
        border: taffy::Rect {
            top: LengthPercentage::length(finite(layout.border_width.top)),
            right: LengthPercentage::length(finite(layout.border_width.right)),
            bottom: LengthPercentage::length(finite(layout.border_width.bottom)),
            left: LengthPercentage::length(finite(layout.border_width.left)),
        },
        align_items: align(flex.align_items),
        align_self: align_self(flex.align_self),
        justify_items: align(flex.justify_items),
        justify_self: align_self(flex.justify_self),
        align_content: if cell { cell_alignment(style) } else { justify(flex.align_content) },
        justify_content: justify(flex.justify_content),
        gap: taffy::Size { width: calcs.length(flex.column_gap), height: calcs.length(flex.row_gap) },
        flex_direction: match flex.direction {
            FlexDirection::Row => taffy::FlexDirection::Row,
            FlexDirection::RowReverse => taffy::FlexDirection::RowReverse,
            FlexDirection::Column => taffy::FlexDirection::Column,
            FlexDirection::ColumnReverse => taffy::FlexDirection::ColumnReverse,
        },
        flex_wrap: match flex.wrap {
            FlexWrap::NoWrap => taffy::FlexWrap::NoWrap,
            FlexWrap::Wrap => taffy::FlexWrap::Wrap,
            FlexWrap::WrapReverse => taffy::FlexWrap::WrapReverse,
        },
        flex_basis: match flex.basis {
            Length::MaxContent => Dimension::content(),
            length => positive(calcs.dimension(length)),
        },
        flex_grow: finite(flex.grow).max(0.0),
        flex_shrink: finite(flex.shrink).max(0.0),
        grid_template_rows: template(&flex.grid_template_rows, calcs),
        grid_template_columns: template(&flex.grid_template_columns, calcs),
        grid_template_areas: areas(&flex.grid_areas),
        grid_auto_rows: flex.grid_auto_rows.iter().take(MOST_TRACKS).map(|one| track(*one, calcs)).collect(),
        grid_auto_columns: flex
            .grid_auto_columns
            .iter()
            .take(MOST_TRACKS)
            .map(|one| track(*one, calcs))
            .collect(),
        grid_auto_flow: match flex.grid_auto_flow {
            GridAutoFlow::Row => taffy::GridAutoFlow::Row,
            GridAutoFlow::Column => taffy::GridAutoFlow::Column,
            GridAutoFlow::RowDense => taffy::GridAutoFlow::RowDense,
            GridAutoFlow::ColumnDense => taffy::GridAutoFlow::ColumnDense,
        },
        grid_row: taffy::Line { start: placement(&flex.grid_row_start), end: placement(&flex.grid_row_end) },
        grid_column: taffy::Line {
            start: placement(&flex.grid_column_start),
            end: placement(&flex.grid_column_end),
        },
        ..taffy::Style::DEFAULT
    };
    if !cell {
        return converted;
    }
    let initial: taffy::Style = taffy::Style::DEFAULT;
    taffy::Style {
        size: initial.size,
        min_size: initial.min_size,
        max_size: initial.max_size,
        margin: initial.margin,
        aspect_ratio: None,
        ..converted
    }
}

/// What makes a box the containing block of all that is positioned in it.
pub(crate) fn is_transformed(style: &ComputedStyle) -> bool {
    style.effects.is_transformed() || !style.effects.filter.is_empty()
}

fn overflow(overflow: Overflow) -> taffy::Overflow {
    match overflow {
        Overflow::Visible => taffy::Overflow::Visible,
        Overflow::Hidden => taffy::Overflow::Hidden,
        Overflow::Scroll | Overflow::Auto => taffy::Overflow::Scroll,
    }
}

fn align(align: Align) -> taffy::AlignItems {
    match align {
        Align::Auto | Align::Normal => taffy::AlignItems::NORMAL,
        Align::Stretch => taffy::AlignItems::STRETCH,
        Align::Start => taffy::AlignItems::START,
        Align::End => taffy::AlignItems::END,
        Align::FlexStart => taffy::AlignItems::FLEX_START,
        Align::FlexEnd => taffy::AlignItems::FLEX_END,
        Align::Center => taffy::AlignItems::CENTER,
        Align::Baseline => taffy::AlignItems::BASELINE,
    }
}

fn align_self(value: Align) -> Option<taffy::AlignSelf> {
    (value != Align::Auto).then(|| align(value))
}

fn justify(justify: Justify) -> taffy::AlignContent {
    match justify {
        Justify::Normal => taffy::AlignContent::NORMAL,
        Justify::Stretch => taffy::AlignContent::STRETCH,
        Justify::Start => taffy::AlignContent::START,
        Justify::End => taffy::AlignContent::END,
        Justify::FlexStart => taffy::AlignContent::FLEX_START,
        Justify::FlexEnd => taffy::AlignContent::FLEX_END,
        Justify::Center => taffy::AlignContent::CENTER,
        Justify::SpaceBetween => taffy::AlignContent::SPACE_BETWEEN,
        Justify::SpaceAround => taffy::AlignContent::SPACE_AROUND,
        Justify::SpaceEvenly => taffy::AlignContent::SPACE_EVENLY,
    }
}

/// A cell aligns its content by `vertical-align`.
fn cell_alignment(style: &ComputedStyle) -> taffy::AlignContent {
    match style.layout.vertical_align {
        minihost_style::VerticalAlign::Middle => taffy::AlignContent::CENTER,
        minihost_style::VerticalAlign::Bottom => taffy::AlignContent::END,
        _ => taffy::AlignContent::START,
    }
}

fn placement(line: &GridLine) -> GridPlacement {
    match line {
        // 0 is no line; CSS calls it invalid.
        GridLine::Auto | GridLine::Line(0) | GridLine::Span(0) => GridPlacement::Auto,
        // A hostile line number would make as many tracks.
        GridLine::Line(line) => GridPlacement::Line((*line).clamp(-1000, 1000).into()),
        GridLine::Span(span) => GridPlacement::Span((*span).min(1000)),
        GridLine::Area(name) => GridPlacement::NamedLine(name.to_string(), 0),
    }
}

fn areas(areas: &GridAreas) -> Option<taffy::GridTemplateAreas<String>> {
    let area = |area: &GridArea| taffy::GridTemplateArea {
        name: area.name.to_string(),
        row_start: area.rows.0,
        row_end: area.rows.1,
        column_start: area.columns.0,
        column_end: area.columns.1,
    };
    (areas.size.0 > 0).then(|| taffy::GridTemplateAreas {
        areas: areas.areas.iter().map(area).collect(),
        row_count: areas.size.0,
        column_count: areas.size.1,
    })
}

fn track(track: GridTrack, calcs: &mut Calcs) -> TrackSizingFunction {
    let min = match track.min {
        TrackSize::Length(Length::Auto | Length::FitContent) | TrackSize::Fraction(_) => {
            MinTrackSizingFunction::AUTO
        }
        TrackSize::Length(Length::MinContent) => MinTrackSizingFunction::MIN_CONTENT,
        TrackSize::Length(Length::MaxContent) => MinTrackSizingFunction::MAX_CONTENT,
        TrackSize::Length(length) => MinTrackSizingFunction::from(calcs.length(length)),
    };
    let max = match track.max {
        TrackSize::Fraction(fraction) => MaxTrackSizingFunction::fr(finite(fraction).max(0.0)),
        TrackSize::Length(Length::Auto | Length::FitContent) => MaxTrackSizingFunction::AUTO,
        TrackSize::Length(Length::MinContent) => MaxTrackSizingFunction::MIN_CONTENT,
        TrackSize::Length(Length::MaxContent) => MaxTrackSizingFunction::MAX_CONTENT,
        TrackSize::Length(length) => MaxTrackSizingFunction::from(calcs.length(length)),
    };
    TrackSizingFunction { min, max }
}

/// Tracks of one template; no layout has more, and each costs time whether or not it holds something.
const MOST_TRACKS: usize = 1000;

fn template(parts: &[GridTemplatePart], calcs: &mut Calcs) -> Vec<GridTemplateComponent<String>> {
    let mut left = MOST_TRACKS;
    let mut out = Vec::new();
    for part in parts {
        if left == 0 {
            break;
        }
        out.push(match part {
            GridTemplatePart::Track(one) => {
                left -= 1;
                GridTemplateComponent::Single(track(*one, calcs))
            }
            GridTemplatePart::Repeat(count, tracks) if !tracks.is_empty() => {
                let count = (*count as usize).clamp(1, (left / tracks.len()).max(1));
                left = left.saturating_sub(count * tracks.len());
                repeat(RepetitionCount::Count(count as u16), tracks, calcs)
            }
            GridTemplatePart::AutoFill(tracks) if !tracks.is_empty() => {
                repeat(RepetitionCount::AutoFill, tracks, calcs)
            }
            GridTemplatePart::AutoFit(tracks) if !tracks.is_empty() => {
                repeat(RepetitionCount::AutoFit, tracks, calcs)
            }
            // An empty repetition is invalid in CSS.
            _ => continue,
        });
    }
    out
}

fn repeat(count: RepetitionCount, tracks: &[GridTrack], calcs: &mut Calcs) -> GridTemplateComponent<String> {
    GridTemplateComponent::Repeat(GridTemplateRepetition {
        count,
        tracks: tracks.iter().take(MOST_TRACKS).map(|one| track(*one, calcs)).collect(),
        line_names: Vec::new(),
    })
}
