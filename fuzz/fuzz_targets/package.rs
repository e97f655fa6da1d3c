//! The reader of archives against rubbish: it refuses, or gives files that can all be read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_package::{Limits, Package};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(package) = Package::open_bytes(bytes.to_vec().into(), &Limits::default()) {
        for file in package.files() {
            let _ = package.read_text(&file.path);
        }
    }
});
