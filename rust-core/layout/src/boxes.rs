//! What a laid out page is made of.

use crate::geometry::Rect;
use crate::inline::Paragraph;
use crate::leaf::{LeafBox, Natural};
use minihost_ports::Font;
use minihost_style::{ComputedStyle, Pseudo, Sides};
use minihost_tree::NodeId;
use std::rc::Rc;

/// A box's number in its [`crate::BoxTree`]. Valid until the next update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BoxId(pub(crate) u32);

impl BoxId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<taffy::NodeId> for BoxId {
    fn from(id: taffy::NodeId) -> Self {
        BoxId(usize::from(id) as u32)
    }
}

impl From<BoxId> for taffy::NodeId {
    fn from(id: BoxId) -> Self {
        taffy::NodeId::from(id.0 as usize)
    }
}

/// A box. Lengths are logical pixels and not rounded.
#[derive(Debug)]
pub struct BoxNode {
    /// The element it is made for, also for that element's pseudo-elements; `None` for an anonymous box, whose style is its
    /// parent's and of which only the text part counts: it has no background, border or effects.
    pub source: Option<NodeId>,
    /// Which pseudo-element.
    pub pseudo: Option<Pseudo>,
    /// Its style.
    pub style: Rc<ComputedStyle>,
    /// Border box, relative to the parent's border box, before scrolling, transforms and sticking.
    pub rect: Rect,
    /// Used border widths.
    pub border: Sides<f32>,
    /// Used padding.
    pub padding: Sides<f32>,
    /// Its own content.
    pub content: BoxContent,
    /// Set when the box scrolls; its children then move against it, within its padding box.
    pub scroll: Option<ScrollArea>,
    /// The box that it is placed in: for an absolutely positioned box its containing block, else the box around it. What clips,
    /// scrolls or transforms the parent does so to this box.
    pub parent: Option<BoxId>,
    /// The boxes placed in it, in tree order.
    pub children: Vec<BoxId>,
    /// `position: fixed`: placed in the root but does not scroll with the page.
    pub fixed: bool,
    /// Painted by the nearest box with [`BoxNode::stacking`] instead of by its parent.
    pub lifted: bool,
    /// Set on stacking contexts and on boxes that clip: which descendants they paint, and when.
    pub stacking: Option<Box<Stacking>>,
    /// A part of a component, such as the square of a checkbox: of its style, which is the component's, only the text counts.
    pub part: bool,
    /// Left out by a line clamp: neither painted nor hit.
    pub hidden: bool,
    /// The update (see [`crate::BoxTree::epoch`]) that last changed something painted in this box or below it; where the box
    /// itself stands in its parent is not counted.
    pub changed: u64,
    /// This box, or one below it, is painted by a stacking context outside of this box.
    pub escapes: bool,

    pub(crate) flow: Flow,
}

impl BoxNode {
    /// True for a box that no element has asked for.
    pub fn is_anonymous(&self) -> bool {
        self.source.is_none()
    }

    /// True if the box's own background, border and effects are those of its style; false for anonymous boxes and for parts.
    pub fn is_styled(&self) -> bool {
        self.source.is_some() && !self.part
    }

    /// The padding box relative to the border box: what overflow is clipped to.
    pub fn padding_box(&self) -> Rect {
        Rect {
            x: self.border.left,
            y: self.border.top,
            width: (self.rect.width - self.border.left - self.border.right).max(0.0),
            height: (self.rect.height - self.border.top - self.border.bottom).max(0.0),
        }
    }

    /// The content box relative to the border box.
    pub fn content_box(&self) -> Rect {
        let inner = self.padding_box();
        Rect {
            x: inner.x + self.padding.left,
            y: inner.y + self.padding.top,
            width: (inner.width - self.padding.left - self.padding.right).max(0.0),
            height: (inner.height - self.padding.top - self.padding.bottom).max(0.0),
        }
    }

    /// True if descendants show only inside its padding box.
    pub fn clips(&self) -> bool {
        self.flow.clips
    }
}

/// The half of a box that layout works on.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) kind: Kind,
    pub(crate) parent: Option<BoxId>,
    pub(crate) children: Vec<BoxId>,
    pub(crate) style: Rc<taffy::Style>,
    pub(crate) layout: taffy::Layout,
    /// Out-of-flow boxes that this one is the containing block of.
    pub(crate) hoisted: Vec<BoxId>,
    pub(crate) paragraph: Option<Box<Paragraph>>,
    /// Natural size of a component that holds no boxes.
    pub(crate) natural: Option<Natural>,
    /// First baseline from the top border edge, as the last layout found it.
    pub(crate) baseline: Option<f32>,
    /// How much lower than by its own layout everything in a table cell stands, so that its text lines up with that of its row.
    pub(crate) drop: f32,
    /// Floats inside reach out of the box: its layout depends on, and adds to, the context around it.
    pub(crate) floats: bool,
    pub(crate) clips: bool,
    /// Scrolls sideways; scrolls up and down.
    pub(crate) scrolls: (bool, bool),
    /// Place in tree order, for painting.
    pub(crate) order: u32,
    /// The update that built its content last.
    pub(crate) built: u64,
    /// The update that laid it out last.
    pub(crate) laid: u64,
    /// How often it was laid out in the update `counted_in`.
    pub(crate) steps: u32,
    pub(crate) counted_in: u64,
    /// The update in which the boxes around it were last told that it looks different.
    pub(crate) told: u64,
}

/// Which algorithm lays the children out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Block,
    Flex,
    Grid,
    Paragraph,
    Leaf,
    /// Lays out the rows, groups of rows and cells in it.
    Table,
    RowGroup,
    Row,
}

/// What a box holds besides boxes.
#[derive(Debug, Default)]
pub enum BoxContent {
    /// Boxes only.
    #[default]
    Container,
    /// Lines of text; boxes that stand in a line are children.
    Paragraph(Vec<Line>),
    /// A built-in component that draws itself.
    Leaf(LeafBox),
    /// A swiper: children stand side by side and are all moved by an offset.
    Swiper(SwiperArea),
}

/// A swiper's pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SwiperArea {
    /// Pages stand below each other.
    pub vertical: bool,
    /// From one page to the next.
    pub step: f32,
    /// How many pages.
    pub count: usize,
    /// How many of them are seen at once.
    pub shown: f32,
    /// After the last page comes the first again, this many times over; 1 for a swiper that has ends.
    pub rounds: usize,
    /// The page that the `current` attribute asks for.
    pub current: usize,
    /// How far the pages are scrolled for that: `current × step` in x or in y.
    pub offset: (f32, f32),
}

impl SwiperArea {
    /// How long what is scrolled is along the axis, if so much of it is seen at once: the last page comes to rest where the first one
    /// did.
    pub fn length(&self, seen: f32) -> f32 {
        let places = self.count * self.rounds;
        seen + (places as f32 - self.shown).max(0.0) * self.step
    }

    /// How far a page is at rest from the beginning of what is scrolled. A swiper without ends begins in the middle.
    pub fn rest(&self, page: usize) -> f32 {
        (page + self.rounds / 2 * self.count) as f32 * self.step
    }

    /// The page at rest nearest to an offset.
    pub fn page_at(&self, along: f32) -> usize {
        if self.step <= 0.0 || self.count == 0 {
            return 0;
        }
        let place = (along / self.step).round().max(0.0) as usize;
        if self.rounds > 1 { place % self.count } else { place.min(self.count - 1) }
    }

    /// How much further than it was laid out a page is that begins at `at`: in a swiper without ends each stands on the side of the offset
    /// where it is nearer.
    pub fn turn(&self, at: f32, along: f32) -> f32 {
        let round = self.count as f32 * self.step;
        if self.rounds > 1 && round > 0.0 { ((along - at) / round).round() * round } else { 0.0 }
    }
}

/// How far a box scrolls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScrollArea {
    /// Scrolls sideways.
    pub x: bool,
    /// Scrolls up and down.
    pub y: bool,
    /// Width of the content with padding; at least that of the padding box.
    pub content_width: f32,
    /// Height of the content with padding; at least that of the padding box.
    pub content_height: f32,
}

/// A line of a paragraph. Positions are relative to the paragraph's border box.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Top.
    pub y: f32,
    /// Height.
    pub height: f32,
    /// The baseline that the paragraph's own font stands on.
    pub baseline: f32,
    /// Left end of the content.
    pub x: f32,
    /// Width of the content; blanks at the end hang and are not counted.
    pub width: f32,
    /// Blanks that hang, or a forced break, stand between this line and the next: what ends here and what begins there are two words.
    pub blank_after: bool,
    /// Text from left to right.
    pub fragments: Vec<TextFragment>,
    /// Inline elements, outer ones first: what stands behind the text.
    pub boxes: Vec<InlineBox>,
}

/// Text in one font on one line.
#[derive(Debug, Clone)]
pub struct TextFragment {
    /// The characters.
    pub text: Rc<str>,
    /// Their font.
    pub font: Rc<Font>,
    /// The style of the element that holds the text: colour, decoration, shadow.
    pub style: Rc<ComputedStyle>,
    /// The text node; for a pseudo-element's text, its element.
    pub source: NodeId,
    /// The element that holds the text.
    pub element: NodeId,
    /// Set for the text of a pseudo-element.
    pub pseudo: Option<Pseudo>,
    /// Left end.
    pub x: f32,
    /// Where its baseline is.
    pub baseline: f32,
    /// Advance width.
    pub width: f32,
    /// The font's ascent: the text's own box is `baseline - ascent` to `baseline + descent`.
    pub ascent: f32,
    /// The font's descent.
    pub descent: f32,
}

/// The piece of an inline element on one line.
#[derive(Debug, Clone)]
pub struct InlineBox {
    /// The element.
    pub source: NodeId,
    /// Set for a pseudo-element.
    pub pseudo: Option<Pseudo>,
    /// Its style.
    pub style: Rc<ComputedStyle>,
    /// Border box of the piece.
    pub rect: Rect,
    /// It begins here: the left border is drawn.
    pub first: bool,
    /// It ends here: the right border is drawn.
    pub last: bool,
}

/// What a stacking context or clipping box paints. The order is: its background, `below`, its children that are not
/// [`BoxNode::lifted`] (recursively) and its lines, `above`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stacking {
    /// Negative z-index, in painting order.
    pub below: Vec<Lifted>,
    /// Positioned boxes and stacking contexts with z-index 0, then the positive ones, in painting order.
    pub above: Vec<Lifted>,
}

/// A descendant that its stacking context paints.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifted {
    /// The box.
    pub id: BoxId,
    /// Its border box's left edge, from the context's border box.
    pub x: f32,
    /// Its border box's top edge, from the context's border box.
    pub y: f32,
}
