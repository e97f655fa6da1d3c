//! The reader of frame buffers against rubbish: it says no, or gives a frame that is written as the same bytes and can be applied.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_paint::{FrameState, format};

fuzz_target!(|bytes: &[u8]| {
    let mut state = FrameState::new();
    // Beginnings that no fuzzer finds by chance are put in front half of the time.
    let whole;
    let bytes = match bytes.split_first() {
        Some((odd, rest)) if odd % 2 == 1 => {
            let mut framed = Vec::with_capacity(16 + rest.len());
            framed.extend_from_slice(&format::MAGIC);
            framed.extend_from_slice(&format::VERSION.to_le_bytes());
            framed.extend_from_slice(&[0, 0]);
            framed.extend_from_slice(&(16 + rest.len() as u64).to_le_bytes());
            framed.extend_from_slice(rest);
            whole = framed;
            &whole[..]
        }
        _ => bytes,
    };
    if let Ok(frame) = format::decode(bytes) {
        assert_eq!(format::encode(&frame), bytes, "one frame, one buffer");
        // A difference to a frame that is not there is refused; one that stands alone is not.
        let _ = state.apply(frame);
    }
});
