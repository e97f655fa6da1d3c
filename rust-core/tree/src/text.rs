//! Texts on their way into the tree.

use minihost_value::empty_text;
use std::rc::Rc;

/// A text that a node takes: one that is shared already stays shared, any other is copied.
pub trait Text: AsRef<str> {
    /// The text for keeping.
    fn share(self) -> Rc<str>;
}

fn copy(text: &str) -> Rc<str> {
    if text.is_empty() { empty_text() } else { text.into() }
}

impl Text for &str {
    fn share(self) -> Rc<str> {
        copy(self)
    }
}

impl Text for &&str {
    fn share(self) -> Rc<str> {
        copy(self)
    }
}

impl Text for &String {
    fn share(self) -> Rc<str> {
        copy(self)
    }
}

impl Text for &Rc<str> {
    fn share(self) -> Rc<str> {
        Rc::clone(self)
    }
}

impl Text for Rc<str> {
    fn share(self) -> Rc<str> {
        self
    }
}
