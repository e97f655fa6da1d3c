//! Bounds the memory that a program makes in Rust: data that crossed over, texts of templates. Its JavaScript heap has a limit of its own,
//! but one text of that heap can become a thousand here.
//!
//! Making is counted, keeping is weighed: what a program makes between two weighings is limited outright, and each time it made a
//! good deal, everything that instances and pages keep is weighed. So the price is a few percent of the making.

use crate::view::Inner;
use minihost_script::Engine;
use minihost_syntax::display_text;
use minihost_value::{Value, Weight};
use std::cell::Cell;
use std::rc::Rc;

/// Bytes that may be made between two weighings. One pass over a template makes less than a megabyte in any program that
/// a phone can show.
const MOST_AT_ONCE: usize = 64 << 20;
/// What a new node counts for, and what one takes that stands, with its styles, boxes and drawing (measured: 1.9 KB for rows of text).
pub(crate) const NEW_NODE: usize = 400;
const NODE: usize = 1600;
/// Bytes made after which it is time to weigh.
const WEIGH_AFTER: usize = 16 << 20;

/// See the module's documentation.
pub(crate) struct Meter {
    engine: Rc<Engine>,
    texts: Cell<usize>,
    /// What had crossed at the last weighing.
    crossed: Cell<usize>,
}

impl Meter {
    pub(crate) fn new(engine: Rc<Engine>) -> Meter {
        Meter { crossed: Cell::new(engine.crossed_bytes()), engine, texts: Cell::new(0) }
    }

    fn made(&self) -> usize {
        self.texts.get().saturating_add(self.engine.crossed_bytes().wrapping_sub(self.crossed.get()))
    }

    /// Counts bytes that are about to be made. False, and the program is stopped, when it is enough.
    pub(crate) fn admits(&self, bytes: usize) -> bool {
        self.texts.set(self.texts.get().saturating_add(bytes));
        if self.made() <= MOST_AT_ONCE {
            return true;
        }
        self.engine.flood("text and nodes made at once");
        false
    }

    /// A value as text that is kept.
    pub(crate) fn shown(&self, value: &Value) -> Rc<str> {
        let text = display_text(value);
        if self.admits(text.len()) { text } else { "".into() }
    }
}

impl Inner {
    /// Weighs what is kept if much was made since the last time, and stops a program that keeps too much. Nothing may be borrowed.
    pub(crate) fn weigh(&self) {
        if self.meter.made() < WEIGH_AFTER {
            return;
        }
        let mut weight = Weight::default();
        for instance in self.instances.borrow().values() {
            weight.add(&instance.data.borrow());
        }
        let mut nodes = 0;
        for page in self.pages.borrow().iter() {
            let tree = page.tree.borrow();
            for id in tree.descendants(tree.root()) {
                nodes += 1;
                let Some(node) = tree.node(id) else { continue };
                if let Some(text) = node.text() {
                    weight.add_text(text);
                }
                if let Some(element) = node.element() {
                    nodes += element.classes.len() / 16;
                    weight.add_text(&element.style);
                    element.attributes.values().for_each(|value| weight.add(value));
                }
            }
        }
        if weight.bytes() + nodes * NODE > 2 * self.engine.limits().heap_bytes {
            self.engine.flood("data and nodes that take more memory than the program may have");
        }
        self.meter.texts.set(0);
        self.meter.crossed.set(self.engine.crossed_bytes());
    }
}
