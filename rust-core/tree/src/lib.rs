//! The render tree: the one seam between templates and pixels.
//!
//! Everything above decides *what* is there and speaks the operations of glass-easel's composed backend (create, append, insert,
//! remove, splice, class, style, attribute, text); everything below decides *how it looks* and reads nodes and the
//! change log. Slots and virtual hosts are already flattened: this is the composed tree.
//!
//! ```
//! use minihost_tree::{StyleScope, Tree};
//!
//! let mut tree = Tree::new("page");
//! let view = tree.create_element("view", StyleScope(1));
//! let text = tree.create_text("hello");
//! tree.append(view, text);
//! tree.append(tree.root(), view);
//! assert_eq!(tree.to_text(), "page\n  view\n    \"hello\"\n");
//! ```
#![forbid(unsafe_code)]

mod attributes;
mod dump;
mod map;
mod node;
mod ops;
mod text;

pub use attributes::Attributes;
pub use map::NodeMap;
pub use node::{Class, Element, ElementState, Node, NodeData, NodeId, StyleScope};
pub use ops::{Change, Tree};
pub use text::Text;
