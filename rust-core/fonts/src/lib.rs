//! Fonts that programs bring along: from the bytes of a file to widths, glyphs and outlines.
//!
//! A host's platform never sees these fonts. Text in them is measured here, through [`ProgramMeasurer`], and drawn as outlines, so
//! that every painter shows the same without loading a font (docs/decisions, "program fonts"). Files come from programs and from
//! the net: they are unpacked under caps, checked before they are used, and a parser that panics counts as a damaged font.
#![forbid(unsafe_code)]

mod face;
mod family;
mod measure;
mod steps;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unpack;

pub use face::{FontError, Outline, OutlineSegment, ProgramFont};
pub use family::{Face, FaceId, FaceState, ProgramFonts};
pub use measure::{Part, ProgramMeasurer};
pub use unpack::{FontFormat, MAX_FILE_BYTES, MAX_FONT_BYTES};
