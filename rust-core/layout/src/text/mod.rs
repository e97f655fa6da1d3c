//! Words, their widths, and the default [`minihost_ports::TextMeasurer`].

mod cache;
mod estimate;
#[cfg(feature = "parley")]
mod font_book;
mod pieces;

#[cfg(feature = "parley")]
pub(crate) use cache::Generations;
pub(crate) use cache::{FontId, WordWidths};
pub use estimate::EstimatedText;
#[cfg(feature = "parley")]
pub use font_book::{FontBook, FontFile, GlyphRun, PlacedGlyph, ShapedText};
pub use pieces::{Piece, pieces};
pub(crate) use pieces::{is_blank, is_east_asian_letter, may_break_between};
