//! Boxes, inline text and text measuring
#![forbid(unsafe_code)]

#[cfg(all(test, feature = "parley"))]
mod testing;
pub mod text;

#[cfg(feature = "parley")]
pub use text::{FontBook, FontFile, GlyphRun, PlacedGlyph, ShapedText};
