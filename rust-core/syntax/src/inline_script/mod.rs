//! Inline scripts (wxs, sjs) to plain JavaScript.

use crate::DialectTable;
use minihost_ports::Problem;

/// An inline script ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineScript {
    /// The body of a CommonJS function `(require, module, exports)`; it needs [`INLINE_PRELUDE`] in its realm.
    pub js: String,
    /// Files that it requires, from the package's root, in the order met, each once. In `js`, `require` is called with the
    /// same text.
    pub requires: Vec<String>,
    /// What was ignored or will not work.
    pub problems: Vec<Problem>,
}

/// Run once in the realm of inline scripts.
pub const INLINE_PRELUDE: &str = "";

/// Makes an inline script plain JavaScript.
pub fn compile_inline_script(_source: &str, _path: &str, _table: &DialectTable) -> InlineScript {
    todo!()
}
