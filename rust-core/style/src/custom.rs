//! Custom properties (`--name`): values as text, `var()` already replaced.

use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The custom properties of an element: its own, and those of the ancestor it inherits from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomProperties {
    parent: Option<Rc<CustomProperties>>,
    /// `None`: made invalid here, so that an ancestor's value does not show.
    own: FxHashMap<Rc<str>, Option<Rc<str>>>,
    depth: u32,
}
