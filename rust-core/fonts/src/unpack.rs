//! Font files to plain sfnt: WOFF and WOFF2 are compressed, TrueType and OpenType are not.

use crate::face::FontError;
use std::error::Error;
use std::io::Read;

/// Largest font file: a full Chinese font has 10 MB, and no program may be larger.
pub const MAX_FILE_BYTES: usize = 16 << 20;
/// Largest font once unpacked.
pub const MAX_FONT_BYTES: usize = 32 << 20;
/// Tables of a font; the formats register fewer than a hundred.
const MAX_TABLES: usize = 256;

/// How a font file is packed, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFormat {
    /// TrueType or OpenType, or a collection of them.
    Plain,
    /// WOFF 1: each table deflated.
    Woff,
    /// WOFF 2: all tables in one brotli stream.
    Woff2,
}

impl FontFormat {
    /// `None` for what is no font.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes.get(..4)? {
            [0, 1, 0, 0] | b"OTTO" | b"true" | b"ttcf" => Some(FontFormat::Plain),
            b"wOFF" => Some(FontFormat::Woff),
            b"wOF2" => Some(FontFormat::Woff2),
            _ => None,
        }
    }
}

/// The font without its packing.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, FontError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(FontError::TooLarge { bytes: bytes.len(), limit: MAX_FILE_BYTES });
    }
    match FontFormat::of(bytes).ok_or(FontError::UnknownFormat)? {
        FontFormat::Plain => Ok(bytes.to_vec()),
        FontFormat::Woff => {
            check_woff_sizes(bytes)?;
            wuff::decompress_woff1_with_custom_z(bytes, &mut inflate).map_err(|_| FontError::Damaged("WOFF"))
        }
        FontFormat::Woff2 => wuff::decompress_woff2_with_custom_brotli(bytes, &mut unbrotli)
            .map_err(|_| FontError::Damaged("WOFF2")),
    }
}

/// What the directory promises, added up before a byte is inflated: tables may share their data, so the file's size says nothing.
fn check_woff_sizes(bytes: &[u8]) -> Result<(), FontError> {
    const HEADER: usize = 44;
    const ENTRY: usize = 20;
    let damaged = FontError::Damaged("WOFF");
    let count = bytes.get(12..14).map(|count| usize::from(u16::from_be_bytes([count[0], count[1]])));
    let count = count.filter(|&count| count <= MAX_TABLES).ok_or(damaged)?;
    let mut total = 0usize;
    for table in 0..count {
        let at = HEADER + table * ENTRY;
        let entry = bytes.get(at..at + ENTRY).ok_or(FontError::Damaged("WOFF"))?;
        let number =
            |at: usize| u32::from_be_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]) as usize;
        let (stored, original) = (number(8), number(12));
        if stored > original {
            return Err(FontError::Damaged("WOFF"));
        }
        total = total.saturating_add(original);
    }
    if total > MAX_FONT_BYTES {
        return Err(FontError::TooLarge { bytes: total, limit: MAX_FONT_BYTES });
    }
    Ok(())
}

fn inflate(packed: &[u8], size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    read_exactly(flate2::read::ZlibDecoder::new(packed), size)
}

fn unbrotli(packed: &[u8], size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    read_exactly(brotli_decompressor::Decompressor::new(packed, 4096), size)
}

fn read_exactly(reader: impl Read, size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    if size > MAX_FONT_BYTES {
        return Err("the font is too large".into());
    }
    let mut out = Vec::new();
    reader.take(size as u64 + 1).read_to_end(&mut out)?;
    if out.len() == size { Ok(out) } else { Err("the font has another size than it says".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_promises_too_much_is_refused_before_anything_is_inflated() {
        let mut bytes = b"wOFF".to_vec();
        bytes.resize(44 + 20, 0);
        bytes[13] = 1;
        bytes[44 + 12..44 + 16].copy_from_slice(&(1u32 << 31).to_be_bytes());
        assert_eq!(unpack(&bytes), Err(FontError::TooLarge { bytes: 1 << 31, limit: MAX_FONT_BYTES }));
        bytes[12..14].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(unpack(&bytes), Err(FontError::Damaged("WOFF")));
    }

    #[test]
    fn what_is_no_font_is_said_to_be_none() {
        for bytes in [&b""[..], b"abc", b"hello, world", b"<svg></svg>"] {
            assert_eq!(unpack(bytes), Err(FontError::UnknownFormat));
        }
    }
}
