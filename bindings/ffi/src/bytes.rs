//! How a frame or a file crosses: copied as a whole.
//!
//! uniffi writes a `Vec<u8>` element by element. [`RawBytes`] is the same type to the other side and is copied once.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crosses_as_a_list_of_bytes_does() {
        for bytes in [vec![], vec![7], (0..=255).cycle().take(70_000).collect::<Vec<u8>>()] {
            let theirs = <Vec<u8> as Lower<crate::UniFfiTag>>::lower(bytes.clone()).destroy_into_vec();
            assert_eq!(RawBytes::lower(RawBytes(bytes.into())).destroy_into_vec(), theirs);
        }
    }
}
