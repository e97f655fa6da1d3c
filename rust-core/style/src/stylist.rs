//! The stylist.

use crate::computed::{ComputedStyle, Pseudo};
use crate::damage::Damage;
use minihost_ports::{Appearance, Insets};
use minihost_tree::{Change, NodeId, StyleScope, Tree};
use std::rc::Rc;

/// What lengths and media queries are measured against.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleContext {
    /// Width of the page's window in logical pixels; an rpx is a 750th of it.
    pub width: f32,
    /// Height of the page's window in logical pixels.
    pub height: f32,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f32,
    /// Light or dark.
    pub appearance: Appearance,
    /// What `env(safe-area-inset-*)` says.
    pub safe_area: Insets,
    /// The user's text size; 1.0 is the default.
    pub font_scale: f32,
}

/// Where a sheet comes from; later ones win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The looks of built-in components: seen by every element, whatever its scope.
    UserAgent,
    /// The program's.
    Author,
}

/// What [`Stylist::update`] changed.
#[derive(Debug, Clone, Default)]
pub struct Restyled {
    /// Nodes with what must be done about them; parents before children. A pseudo-element's change counts for its element.
    pub changed: Vec<(NodeId, Damage)>,
    /// Nodes whose style went because they left the tree.
    pub removed: Vec<NodeId>,
}

/// Sheets, and the style of every node of one tree.
pub struct Stylist {
    context: StyleContext,
}

impl Stylist {
    /// Without sheets.
    pub fn new(context: StyleContext) -> Self {
        Stylist { context }
    }

    /// The context.
    pub fn context(&self) -> &StyleContext {
        &self.context
    }

    /// Another window, appearance or text size: the next update restyles everything.
    pub fn set_context(&mut self, context: StyleContext) {
        self.context = context;
    }

    /// Adds a sheet for a scope; among sheets of one origin, later ones win.
    pub fn add_sheet(&mut self, _sheet: Rc<crate::StyleSheet>, _scope: StyleScope, _origin: Origin) {
        todo!()
    }

    /// Brings all styles up to date.
    pub fn update(&mut self, _tree: &Tree, _changes: &[Change]) -> Restyled {
        todo!()
    }

    /// The style of an attached element; a text node has the style of a nameless inline element.
    pub fn style(&self, _node: NodeId) -> Option<Rc<ComputedStyle>> {
        todo!()
    }

    /// The style of a part; `None` if it has none.
    pub fn pseudo(&self, _node: NodeId, _pseudo: Pseudo) -> Option<Rc<ComputedStyle>> {
        todo!()
    }
}
