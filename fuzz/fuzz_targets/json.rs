//! The lax JSON of program files, by way of a package that has nothing else.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_package::{Limits, Package};

fuzz_target!(|text: &str| {
    let Ok(folder) = tempfile::tempdir() else { return };
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    if write("app.json", text).and(write("app.js", "App({})")).is_ok() {
        let _ = minihost_package::pack_folder(folder.path())
            .map(|bytes| Package::open_bytes(bytes.into(), &Limits::default()));
    }
});
