//! Computed styles: what layout and paint read.
//!
//! A style is a handful of shared groups. Siblings that look alike share all of them, a child shares its parent's
//! inherited [`TextStyle`] unless it changes it, so comparing and cloning styles costs a few pointers.
//! Lengths are logical pixels.

use crate::keywords::*;
use crate::paint_values::{Background, Color, Filter, MaskLayer, Shadow, Spin, TextShadow, Transform};
use std::rc::Rc;
use std::sync::Arc;

/// A length as layout needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// Logical pixels.
    Px(f32),
    /// Of the containing block; 1.0 is 100 %.
    Percent(f32),
    /// The sum of both.
    Calc {
        /// Logical pixels.
        px: f32,
        /// 1.0 is 100 %.
        percent: f32,
    },
    /// `auto`, and `none` for maxima.
    Auto,
    /// `min-content`
    MinContent,
    /// `max-content`
    MaxContent,
    /// `fit-content`
    FitContent,
}

impl Length {
    /// Nothing.
    pub const ZERO: Length = Length::Px(0.0);
    /// The whole.
    pub const FULL: Length = Length::Percent(1.0);
    /// Half of the whole.
    pub const HALF: Length = Length::Percent(0.5);

    /// Pixels when 100 % is `basis` pixels; `None` for `auto` and the content sizes.
    pub fn resolve(self, basis: f32) -> Option<f32> {
        match self {
            Length::Px(px) => Some(px),
            Length::Percent(percent) => Some(percent * basis),
            Length::Calc { px, percent } => Some(px + percent * basis),
            _ => None,
        }
    }

    /// Pixels, `auto` read as nothing.
    pub fn or_zero(self, basis: f32) -> f32 {
        self.resolve(basis).unwrap_or(0.0)
    }

    /// True for `auto`.
    pub fn is_auto(self) -> bool {
        self == Length::Auto
    }
}

/// One value for each side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub struct Sides<T> {
    pub top: T,
    pub right: T,
    pub bottom: T,
    pub left: T,
}

impl<T: Clone> Sides<T> {
    /// The same on all sides.
    pub fn all(value: T) -> Self {
        Sides { top: value.clone(), right: value.clone(), bottom: value.clone(), left: value }
    }
}

/// A corner's radii; percentages are of the border box's width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radius {
    /// Horizontal.
    pub x: Length,
    /// Vertical.
    pub y: Length,
}

/// One value for each corner of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Corners<T> {
    pub top_left: T,
    pub top_right: T,
    pub bottom_right: T,
    pub bottom_left: T,
}

/// `vertical-align`
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum VerticalAlign {
    /// `baseline`
    #[default]
    Baseline,
    /// `sub`
    Sub,
    /// `super`
    Super,
    /// `top`
    Top,
    /// `text-top`
    TextTop,
    /// `middle`
    Middle,
    /// `bottom`
    Bottom,
    /// `text-bottom`
    TextBottom,
    /// Above the baseline; percentages are of the line height.
    Length(Length),
}

/// Size, place and edges of a box. Not inherited. A change needs a new layout.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct BoxStyle {
    pub display: Display,
    pub position: Position,
    /// `top`, `right`, `bottom`, `left`
    pub inset: Sides<Length>,
    pub width: Length,
    pub height: Length,
    pub min_width: Length,
    pub min_height: Length,
    /// `Auto` for `none`.
    pub max_width: Length,
    /// `Auto` for `none`.
    pub max_height: Length,
    pub margin: Sides<Length>,
    pub padding: Sides<Length>,
    /// Used widths: 0 where the border style is `none` or `hidden`.
    pub border_width: Sides<f32>,
    pub box_sizing: BoxSizing,
    pub overflow_x: Overflow,
    pub overflow_y: Overflow,
    pub float: Float,
    pub clear: Clear,
    pub vertical_align: VerticalAlign,
    /// Width divided by height.
    pub aspect_ratio: Option<f32>,
    /// `-webkit-line-clamp`; 0 for none. Set only where it has an effect: `display: -webkit-box`, vertical.
    pub line_clamp: u32,
    pub text_overflow: TextOverflow,
    pub table_layout: TableLayout,
}

/// A track of a grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridTrack<L = Length> {
    /// Smallest size.
    pub min: TrackSize<L>,
    /// Largest size.
    pub max: TrackSize<L>,
}

/// One bound of a [`GridTrack`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrackSize<L = Length> {
    /// A length, `auto`, `min-content` or `max-content`.
    Length(L),
    /// `fr`
    Fraction(f32),
}

/// Tracks, some of them repeated.
#[derive(Debug, Clone, PartialEq)]
pub enum GridTemplatePart<L = Length> {
    /// One track.
    Track(GridTrack<L>),
    /// `repeat(3, …)`
    Repeat(u16, Rc<[GridTrack<L>]>),
    /// `repeat(auto-fill, …)`
    AutoFill(Rc<[GridTrack<L>]>),
    /// `repeat(auto-fit, …)`
    AutoFit(Rc<[GridTrack<L>]>),
}

/// One end of `grid-row` or `grid-column`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum GridLine {
    /// `auto`
    #[default]
    Auto,
    /// A line's number; negative from the end.
    Line(i16),
    /// `span 2`
    Span(u16),
    /// The edge of a named area.
    Area(Rc<str>),
}

/// A named rectangle of `grid-template-areas`, by its lines, which are counted from 1.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct GridArea {
    pub name: Rc<str>,
    /// First and last line.
    pub rows: (u16, u16),
    pub columns: (u16, u16),
}

/// `grid-template-areas`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridAreas {
    /// Named rectangles.
    pub areas: Vec<GridArea>,
    /// How many rows and columns there are, unnamed cells included.
    pub size: (u16, u16),
}

/// Flex and grid containers and items. Not inherited. A change needs a new layout.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct FlexStyle {
    pub direction: FlexDirection,
    pub wrap: FlexWrap,
    pub grow: f32,
    pub shrink: f32,
    /// `Auto`, or `MaxContent` for `content`.
    pub basis: Length,
    pub order: i32,
    pub align_items: Align,
    pub align_self: Align,
    pub align_content: Justify,
    pub justify_content: Justify,
    pub justify_items: Align,
    pub justify_self: Align,
    pub row_gap: Length,
    pub column_gap: Length,
    pub grid_template_rows: Rc<[GridTemplatePart]>,
    pub grid_template_columns: Rc<[GridTemplatePart]>,
    pub grid_areas: Rc<GridAreas>,
    pub grid_auto_rows: Rc<[GridTrack]>,
    pub grid_auto_columns: Rc<[GridTrack]>,
    pub grid_auto_flow: GridAutoFlow,
    pub grid_row_start: GridLine,
    pub grid_row_end: GridLine,
    pub grid_column_start: GridLine,
    pub grid_column_end: GridLine,
    /// The container was `display: -webkit-box`: its items grow by [`OldBox::flex`].
    pub old_container: bool,
    pub old: OldBox,
}

/// The flexbox of 2009, mapped onto the others where `display: -webkit-box` stands.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct OldBox {
    pub orient: BoxOrient,
    pub direction: BoxDirection,
    pub align: BoxAlign,
    pub pack: BoxPack,
    pub flex: f32,
    pub line_clamp: u32,
}

/// `line-height`
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum LineHeight {
    /// As the font says.
    #[default]
    Normal,
    /// Times the font size of whoever inherits it.
    Number(f32),
    /// Logical pixels.
    Px(f32),
}

/// Lines along text.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Decoration {
    /// `underline`
    pub underline: bool,
    /// `overline`
    pub overline: bool,
    /// `line-through`
    pub line_through: bool,
    /// How the lines look.
    pub style: DecorationStyle,
    /// Their colour.
    pub color: Color,
}

impl Decoration {
    /// True if there is no line.
    pub fn is_none(self) -> bool {
        !(self.underline || self.overline || self.line_through)
    }
}

/// Everything inherited but custom properties: text and a few others.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct TextStyle {
    pub color: Color,
    /// In order of preference; empty for the default font.
    pub families: Arc<[Arc<str>]>,
    /// Logical pixels, the user's text size already in it.
    pub font_size: f32,
    /// 1 to 1000.
    pub font_weight: u16,
    pub font_style: FontStyle,
    pub line_height: LineHeight,
    pub letter_spacing: f32,
    pub word_spacing: f32,
    pub text_align: TextAlign,
    pub text_indent: Length,
    pub text_transform: TextTransform,
    pub white_space: WhiteSpace,
    pub word_break: WordBreak,
    pub overflow_wrap: OverflowWrap,
    pub direction: Direction,
    pub visibility: Visibility,
    pub pointer_events: PointerEvents,
    /// Lines in effect: the element's own, or those of the boxes around it.
    pub decoration: Decoration,
    /// First is on top.
    pub text_shadow: Rc<[TextShadow]>,
    pub border_collapse: BorderCollapse,
    /// Between the cells of a table: sideways, and up and down.
    pub border_spacing: (Length, Length),
    /// Of a tab stop, in blanks.
    pub tab_size: f32,
}

impl TextStyle {
    /// `line-height` in logical pixels; `None` for `normal`, which the font decides.
    pub fn line_height_px(&self) -> Option<f32> {
        match self.line_height {
            LineHeight::Normal => None,
            LineHeight::Number(number) => Some(number * self.font_size),
            LineHeight::Px(px) => Some(px),
        }
    }
}

/// Colours, styles and corners of the border. Not inherited. Widths stand in [`BoxStyle`].
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct BorderStyles {
    pub color: Sides<Color>,
    pub style: Sides<BorderStyle>,
    pub radius: Corners<Radius>,
    /// `border-image-source: url()`, sliced and stretched is left to paint.
    pub image: Option<Rc<str>>,
}

/// `z-index`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ZIndex {
    /// No stacking context of its own.
    #[default]
    Auto,
    /// Its place among its siblings in the stacking context.
    Index(i32),
}

/// The properties `translate`, `rotate` and `scale`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnTransform {
    /// Percentages are of the border box.
    pub translate: (Length, Length),
    /// Radians, clockwise.
    pub rotate: f32,
    /// 1 for as it is.
    pub scale: (f32, f32),
}

impl OwnTransform {
    /// Changes nothing.
    pub const NONE: OwnTransform =
        OwnTransform { translate: (Length::ZERO, Length::ZERO), rotate: 0.0, scale: (1.0, 1.0) };
}

impl EffectStyle {
    /// Whether the box is drawn somewhere else than it was laid out.
    pub fn is_transformed(&self) -> bool {
        !self.transform.is_empty() || self.own_transform != OwnTransform::NONE
    }
}

/// What happens to a box after it is laid out. Not inherited. A change needs a repaint only.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct EffectStyle {
    /// 0 to 1.
    pub opacity: f32,
    pub z_index: ZIndex,
    /// First is outermost, as in CSS; empty for none.
    pub transform: Rc<[Transform]>,
    /// The properties `translate`, `rotate` and `scale`, which come before `transform`.
    pub own_transform: OwnTransform,
    /// Percentages are of the border box.
    pub transform_origin: (Length, Length),
    /// First is on top.
    pub box_shadow: Rc<[Shadow]>,
    pub filter: Rc<[Filter]>,
    pub backdrop_filter: Rc<[Filter]>,
    /// First is on top.
    pub mask: Rc<[MaskLayer]>,
    pub object_fit: ObjectFit,
    pub object_position: (Length, Length),
    pub blend_mode: BlendMode,
    pub backface: Backface,
    /// `clip-path`, as written; empty for none.
    pub clip_path: Rc<str>,
    /// It turns for ever inside of `transform`, around the same origin. No property says so: an animation does.
    pub spin: Option<Spin>,
}

/// A piece of `content`.
#[derive(Debug, Clone, PartialEq)]
pub enum ContentItem {
    /// Text.
    Text(Rc<str>),
    /// `attr(name)`: the text of the element's attribute.
    Attribute(Rc<str>),
    /// `url(…)`
    Image(Rc<str>),
}

/// `content`
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// No pseudo-element.
    #[default]
    Normal,
    /// No pseudo-element.
    None,
    /// These, in order; possibly only an empty text.
    Items(Rc<[ContentItem]>),
}

/// `transition-timing-function` and `animation-timing-function`
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timing {
    /// `cubic-bezier(x1, y1, x2, y2)`; `ease` and its kin are spelled out.
    CubicBezier(f32, f32, f32, f32),
    /// `steps(count, jump-start)`
    Steps {
        /// How many.
        count: u16,
        /// The first step is taken at once.
        at_start: bool,
    },
}

impl Timing {
    /// `ease`
    pub const EASE: Timing = Timing::CubicBezier(0.25, 0.1, 0.25, 1.0);
    /// `linear`
    pub const LINEAR: Timing = Timing::CubicBezier(0.0, 0.0, 1.0, 1.0);
}

/// Transitions and animations. Lists are as written: a shorter list repeats, as CSS says. Times are seconds.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct MotionStyle {
    /// Longhand or shorthand names, or `all`; empty for none.
    pub transition_property: Rc<[Rc<str>]>,
    pub transition_duration: Rc<[f32]>,
    pub transition_delay: Rc<[f32]>,
    pub transition_timing: Rc<[Timing]>,
    /// Names of `@keyframes`; empty for none.
    pub animation_name: Rc<[Rc<str>]>,
    pub animation_duration: Rc<[f32]>,
    pub animation_delay: Rc<[f32]>,
    pub animation_timing: Rc<[Timing]>,
    /// Infinity for `infinite`.
    pub animation_iterations: Rc<[f32]>,
    pub animation_direction: Rc<[AnimationDirection]>,
    pub animation_fill: Rc<[FillMode]>,
    pub animation_play: Rc<[PlayState]>,
}

/// The computed style of an element or of a pseudo-element.
#[derive(Debug, Clone, PartialEq)]
pub struct ComputedStyle {
    /// Size, place, edges.
    pub layout: Rc<BoxStyle>,
    /// Flex and grid.
    pub flex: Rc<FlexStyle>,
    /// Everything inherited.
    pub text: Rc<TextStyle>,
    /// Background colour and layers.
    pub background: Rc<Background>,
    /// Border colours, styles, corners.
    pub border: Rc<BorderStyles>,
    /// Opacity, transforms, shadows, filters.
    pub effects: Rc<EffectStyle>,
    /// Transitions and animations.
    pub motion: Rc<MotionStyle>,
    /// `content`; matters on `::before` and `::after` only.
    pub content: Content,
    /// The element's own `text-decoration`; see [`TextStyle::decoration`] for the lines in effect.
    pub own_decoration: Decoration,
    /// `--name` values.
    pub custom: Rc<crate::custom::CustomProperties>,
}

/// Which part of an element a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pseudo {
    /// `::before`
    Before,
    /// `::after`
    After,
    /// `::placeholder`
    Placeholder,
}

impl Pseudo {
    /// All of them.
    pub const ALL: [Pseudo; 3] = [Pseudo::Before, Pseudo::After, Pseudo::Placeholder];
}
