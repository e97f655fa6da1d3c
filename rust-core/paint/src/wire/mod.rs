//! How values lie in a frame buffer: little-endian, no padding, every length checked before anything is allocated.
//!
//! The [`record!`] and [`tagged!`] macros turn one table of fields into the Rust type, its encoder, its strict decoder and its
//! section of `FORMAT.md`, so the four cannot disagree.

mod describe;
mod macros;
mod primitives;
mod reader;

#[cfg(test)]
pub mod dice;

pub use describe::{FieldRow, Layout, TypeRow, VariantRow};
pub(crate) use macros::{record, tagged};
pub use reader::{FormatError, Reader};

/// A value that lies in a frame buffer.
pub trait Wire: Sized {
    /// The fewest bytes one takes: a list's count is checked against it before the list is allocated.
    const MIN: usize;

    /// Its name in `FORMAT.md`.
    fn name() -> String;

    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);

    /// Reads it.
    ///
    /// # Errors
    /// [`FormatError`] when the bytes end early or say something that cannot be.
    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError>;

    /// A value made from thrown dice, for tests.
    #[cfg(test)]
    fn sample(dice: &mut dice::Dice) -> Self;
}
