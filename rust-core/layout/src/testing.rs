//! Helpers of this crate's tests.

use crate::FontBook;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The pinned fonts, or `None` with a loud notice where they are not installed; a failure on CI.
pub(crate) fn fonts() -> Option<&'static FontBook> {
    static BOOK: OnceLock<Option<FontBook>> = OnceLock::new();
    BOOK.get_or_init(|| {
        let folder = std::env::var_os("MINIHOST_FONTS").map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fonts/node_modules")),
            PathBuf::from,
        );
        match FontBook::load_folder(&folder) {
            Ok(book) if !book.is_empty() => Some(book),
            _ => {
                assert!(std::env::var_os("CI").is_none(), "no fonts in {}", folder.display());
                eprintln!(
                    "\n*** TEXT TESTS SKIPPED: no fonts in {}; run `cargo xtask fonts` ***\n",
                    folder.display()
                );
                None
            }
        }
    })
    .as_ref()
}
