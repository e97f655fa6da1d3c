//! Boxes, inline text and text measuring: from a render tree and its styles to rectangles and lines.
//!
//! For paint, which draws boxes in their painting order, and for whoever asks where things are: hit tests, selector queries,
//! scrolling. A [`BoxTree`] is updated after each change and lays out only what the change reaches. Lengths are logical
//! pixels, not rounded.
//!
//! Blocks, flex and grid containers are laid out by taffy through its low-level traits, on our own boxes. A block whose
//! children are all inline is one paragraph (see `inline`). Words are measured through [`minihost_ports::TextMeasurer`]; the
//! default is [`FontBook`].
#![forbid(unsafe_code)]

mod box_tree;
mod boxes;
mod build;
mod dump;
mod geometry;
mod inline;
mod layout;
mod leaf;
mod place;
mod query;
mod taffy_style;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;

pub use box_tree::{BoxTree, ImageSizes, LayoutEnv, LayoutReport, NoImages, Styles};
pub use boxes::{
    BoxContent, BoxId, BoxNode, InlineBox, Lifted, Line, ScrollArea, Stacking, SwiperArea, TextFragment,
};
pub use geometry::{Affine, Rect};
pub use leaf::{ImageMode, LeafBox, LeafKind};
pub use query::{Hit, ScrollOffsets, Unscrolled};
pub use text::EstimatedText;
#[cfg(feature = "parley")]
pub use text::{FontBook, FontFile, GlyphRun, PlacedGlyph, ShapedText};
