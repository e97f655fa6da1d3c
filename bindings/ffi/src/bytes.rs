//! How a frame or a file crosses: copied as a whole.
//!
//! uniffi writes a `Vec<u8>` element by element. [`RawBytes`] is the same type to the other side and is copied once. Cheaper still, and
//! what frames use: `copy_out` puts them where the host has memory for them, so that nothing is allocated on either side.
#![allow(unsafe_code)]

use std::sync::Arc;
use uniffi::{Lower, LowerReturn, MetadataBuffer, RustBuffer, RustCallError, TypeId};

/// A frame as `rust-core/paint/FORMAT.md` describes it, or a file. On the other side: bytes.
pub struct RawBytes(pub Arc<[u8]>);

// SAFETY: `write` gives what uniffi's own conversion of `Vec<u8>` gives (a big-endian i32 length, then the bytes), under the same
// type id, so that the generated readers read what they expect. The test below compares the two.
unsafe impl Lower<crate::UniFfiTag> for RawBytes {
    type FfiType = RustBuffer;

    fn lower(bytes: Self) -> RustBuffer {
        let mut buffer = Vec::with_capacity(4 + bytes.0.len());
        Self::write(bytes, &mut buffer);
        RustBuffer::from_vec(buffer)
    }

    fn write(bytes: Self, buffer: &mut Vec<u8>) {
        // What has no length that fits crosses as nothing: a reader refuses an empty buffer.
        let bytes = i32::try_from(bytes.0.len()).map_or(&[][..], |_| &bytes.0);
        buffer.reserve(4 + bytes.len());
        buffer.extend_from_slice(&(bytes.len() as i32).to_be_bytes());
        buffer.extend_from_slice(bytes);
    }
}

// SAFETY: as above; errors cannot happen.
unsafe impl LowerReturn<crate::UniFfiTag> for RawBytes {
    type ReturnType = RustBuffer;

    fn lower_return(bytes: Self) -> Result<RustBuffer, RustCallError> {
        Ok(Self::lower(bytes))
    }
}

impl TypeId<crate::UniFfiTag> for RawBytes {
    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<crate::UniFfiTag>>::TYPE_ID_META;
}

/// Copies bytes to where a host keeps memory for them, if they fit. True if they did.
///
/// The one place where an address that another language says is believed. It comes with the size of the memory that begins there, and both
/// come from the same object of a wrapper; what is written never goes beyond that size.
pub(crate) fn copy_out(bytes: &[u8], address: u64, capacity: u64) -> bool {
    let fits = usize::try_from(capacity).is_ok_and(|capacity| bytes.len() <= capacity);
    let target =
        usize::try_from(address).map_or(std::ptr::null_mut(), std::ptr::with_exposed_provenance_mut::<u8>);
    if !fits || target.is_null() {
        return false;
    }
    // SAFETY: the caller of the exported function owns `capacity` writable bytes at `address` and does not touch them meanwhile; `bytes`
    // is ours, so the two do not overlap, and it is not longer.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), target, bytes.len()) };
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_beyond_the_memory_or_to_nowhere() {
        let mut memory = [9u8; 8];
        let address = memory.as_mut_ptr().expose_provenance() as u64;
        assert!(!copy_out(&[1, 2, 3, 4, 5], address, 4));
        assert!(!copy_out(&[1], 0, 4));
        assert_eq!(memory, [9; 8]);
        assert!(copy_out(&[1, 2, 3, 4], address, 4));
        assert_eq!(memory, [1, 2, 3, 4, 9, 9, 9, 9]);
    }

    #[test]
    fn crosses_as_a_list_of_bytes_does() {
        for bytes in [vec![], vec![7], (0..=255).cycle().take(70_000).collect::<Vec<u8>>()] {
            let theirs = <Vec<u8> as Lower<crate::UniFfiTag>>::lower(bytes.clone()).destroy_into_vec();
            assert_eq!(RawBytes::lower(RawBytes(bytes.into())).destroy_into_vec(), theirs);
        }
    }
}
