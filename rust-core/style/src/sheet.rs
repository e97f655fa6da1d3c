//! A parsed style sheet.

use minihost_ports::{Dialect, Problem};
use std::rc::Rc;

/// A parsed style sheet.
#[derive(Debug, Default)]
pub struct StyleSheet {}

impl StyleSheet {
    /// Reads a sheet; `imports` gives the text of a file named by `@import`, by its path in the package.
    pub fn parse(
        _source: &str,
        _path: &str,
        _imports: &dyn Fn(&str) -> Option<String>,
    ) -> (StyleSheet, Vec<Problem>) {
        todo!()
    }
}

/// The looks of a dialect's built-in components.
pub fn ua_sheet(_dialect: Dialect) -> Rc<StyleSheet> {
    todo!()
}
