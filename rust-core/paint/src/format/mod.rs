//! A frame as one flat buffer, and back. `FORMAT.md` tells it byte by byte.

mod check;
pub use check::{MAX_DEPTH, check};
pub mod describe;

use crate::frame::Frame;
use crate::wire::{FormatError, Reader, Wire};

/// The first four bytes.
pub const MAGIC: [u8; 4] = *b"MHFR";
/// Goes up with any change of the layout.
pub const VERSION: u16 = 2;
/// Bytes before the frame itself.
pub const HEADER: usize = 16;

/// The buffer of a frame.
pub fn encode(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    out.extend_from_slice(&MAGIC);
    VERSION.put(&mut out);
    0u16.put(&mut out);
    0u64.put(&mut out);
    frame.put(&mut out);
    let length = (out.len() as u64).to_le_bytes();
    out[8..HEADER].copy_from_slice(&length);
    out
}

/// The frame in a buffer.
///
/// # Errors
/// [`FormatError`] for anything [`encode`] would not have written; nothing is guessed.
pub fn decode(bytes: &[u8]) -> Result<Frame, FormatError> {
    let mut input = Reader::new(bytes);
    if input.array::<4>()? != MAGIC {
        return Err(FormatError::Magic);
    }
    let version = u16::take(&mut input)?;
    if version != VERSION {
        return Err(FormatError::Version { found: version, known: VERSION });
    }
    if u16::take(&mut input)? != 0 {
        return Err(FormatError::Invalid("the header's reserved bytes are not 0"));
    }
    let said = u64::take(&mut input)?;
    if said != bytes.len() as u64 {
        return Err(FormatError::Length { said, real: bytes.len() as u64 });
    }
    let frame = Frame::take(&mut input)?;
    input.finish()?;
    check(&frame)?;
    Ok(frame)
}

#[cfg(test)]
mod tests;
