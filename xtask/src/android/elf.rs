//! As much of an ELF file as says for which size of pages it was linked.

const MAGIC: &[u8] = b"\x7fELF";
const LOAD: u32 = 1;

/// The smallest alignment of the parts that are loaded.
///
/// # Errors
/// It is no little-endian ELF file, or damaged.
pub(super) fn load_alignment(bytes: &[u8]) -> Result<u64, String> {
    if !bytes.starts_with(MAGIC) || bytes.get(5) != Some(&1) {
        return Err("this is no little-endian ELF file".into());
    }
    let wide = match bytes.get(4) {
        Some(1) => false,
        Some(2) => true,
        _ => return Err("neither 32 nor 64 bits".into()),
    };
    // Where the program headers lie, how large one is and how many there are; and inside one, the place of its alignment.
    let (table, size_at, count_at, align_at) =
        if wide { (number(bytes, 32, 8)?, 54, 56, 48) } else { (number(bytes, 28, 4)?, 42, 44, 28) };
    let size = number(bytes, size_at, 2)?;
    let count = number(bytes, count_at, 2)?;
    let mut least = None;
    for index in 0..count {
        let header = index.checked_mul(size).and_then(|offset| table.checked_add(offset));
        let header = header.and_then(|offset| usize::try_from(offset).ok()).ok_or("a header lies nowhere")?;
        if number(bytes, header, 4)? == u64::from(LOAD) {
            let alignment = number(bytes, header + align_at, if wide { 8 } else { 4 })?;
            least = Some(least.map_or(alignment, |known: u64| known.min(alignment)));
        }
    }
    least.ok_or_else(|| "nothing in it is loaded".into())
}

fn number(bytes: &[u8], at: usize, length: usize) -> Result<u64, String> {
    let part = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or("it ends too early")?;
    Ok(part.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::load_alignment;

    /// A file with one loaded part of each alignment.
    fn file(wide: bool, alignments: &[u64]) -> Vec<u8> {
        let (header, size) = if wide { (64usize, 56usize) } else { (52, 32) };
        let mut bytes = vec![0u8; header + size * alignments.len()];
        bytes[..4].copy_from_slice(b"\x7fELF");
        bytes[4] = if wide { 2 } else { 1 };
        bytes[5] = 1;
        let (table_at, size_at, count_at, align_at) = if wide { (32, 54, 56, 48) } else { (28, 42, 44, 28) };
        bytes[table_at] = u8::try_from(header).expect("small");
        bytes[size_at] = u8::try_from(size).expect("small");
        bytes[count_at] = u8::try_from(alignments.len()).expect("few");
        for (index, alignment) in alignments.iter().enumerate() {
            let at = header + index * size;
            bytes[at] = 1;
            let length = if wide { 8 } else { 4 };
            bytes[at + align_at..at + align_at + length].copy_from_slice(&alignment.to_le_bytes()[..length]);
        }
        bytes
    }

    #[test]
    fn finds_the_smallest_alignment() {
        for wide in [false, true] {
            assert_eq!(load_alignment(&file(wide, &[0x4000, 0x1000, 0x4000])), Ok(0x1000));
            assert_eq!(load_alignment(&file(wide, &[0x4000])), Ok(0x4000));
        }
    }

    #[test]
    fn refuses_what_is_no_library() {
        assert!(load_alignment(b"").is_err());
        assert!(load_alignment(b"\x7fELF").is_err());
        assert!(load_alignment(&file(true, &[])).is_err());
        let whole = file(true, &[0x4000]);
        for end in 0..whole.len() {
            assert!(load_alignment(&whole[..end]).is_err(), "{end} bytes of it");
        }
    }
}
