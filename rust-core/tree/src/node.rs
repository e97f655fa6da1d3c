//! What a node holds.

use crate::Attributes;
use minihost_value::{SharedList, Value};
use std::num::NonZeroU32;
use std::rc::Rc;

/// A node of one [`crate::Tree`]. Never reused for another node: a stale id finds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId {
    pub(crate) index: u32,
    /// Never zero, so that an id that may be none takes no more room.
    pub(crate) generation: NonZeroU32,
}

impl NodeId {
    /// One number for the FFI and for maps; [`crate::Tree::node`] of a made-up number finds nothing.
    pub fn to_u64(self) -> u64 {
        (u64::from(self.generation.get()) << 32) | u64::from(self.index)
    }

    /// The way back.
    pub fn from_u64(number: u64) -> Self {
        let generation = NonZeroU32::new((number >> 32) as u32).unwrap_or(NonZeroU32::MAX);
        NodeId { index: number as u32, generation }
    }

    /// Its place in lists with a place for each node of the tree; another node may have had it before.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

/// Which style sheets see an element: those added for this scope. Each component definition has its own; 0 is the
/// application's sheet (`app.wxss`) and the scope of pages unless they are isolated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct StyleScope(pub u32);

impl StyleScope {
    /// The application's own sheet.
    pub const APP: StyleScope = StyleScope(0);
}

/// A class name as one scope's sheets see it. External classes give an element a name in the scope of the component that
/// uses it, so the same name may stand there twice with two scopes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Class {
    /// The name.
    pub name: Rc<str>,
    /// Whose sheets see it.
    pub scope: StyleScope,
}

/// States that pseudo-classes and hover classes look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ElementState {
    /// `:active`, being touched.
    pub active: bool,
    /// `:focus`
    pub focus: bool,
    /// `:checked`
    pub checked: bool,
    /// `:disabled`
    pub disabled: bool,
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// Tag name, as the template has it (`view`, `van-button`).
    pub tag: Rc<str>,
    /// `id` attribute; empty for none.
    pub id: Rc<str>,
    /// Classes in order.
    pub classes: SharedList<Class>,
    /// Whose sheets see tag, id and attributes.
    pub style_scope: StyleScope,
    /// A second scope whose sheets see it too (`addGlobalClass`, `apply-shared`: the application's).
    pub extra_style_scope: Option<StyleScope>,
    /// For the host element of a component: the scope whose `:host` rules apply.
    pub host_style_scope: Option<StyleScope>,
    /// Inline style text.
    pub style: Rc<str>,
    /// Attributes under their normalised (kebab-case) names.
    pub attributes: Attributes,
    /// Touched, focused, checked, disabled.
    pub state: ElementState,
    /// Names of events that some listener waits for; what nobody waits for is not computed.
    pub listeners: SharedList<Rc<str>>,
}

impl Element {
    /// The attribute, or `Undefined`.
    pub fn attribute(&self, name: &str) -> Value {
        self.attributes.get(name).cloned().unwrap_or_default()
    }

    /// The attribute as text if it is there.
    pub fn text_attribute(&self, name: &str) -> Option<Rc<str>> {
        self.attributes.get(name).filter(|value| !value.is_nullish()).map(Value::to_js_string)
    }

    /// A boolean attribute as the dialects read one: any string but the empty one is true, also `"false"`.
    pub fn flag(&self, name: &str) -> bool {
        self.attributes.get(name).is_some_and(Value::truthy)
    }

    /// A numeric attribute: a number, or text that begins with one (`"20px"`).
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.attributes.get(name)? {
            Value::Number(number) => Some(*number),
            Value::String(text) => {
                let text = text.trim();
                let end = text
                    .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
                    .unwrap_or(text.len());
                text[..end].parse().ok()
            }
            _ => None,
        }
        .filter(|number: &f64| number.is_finite())
    }
}

/// Element, text or fragment.
#[derive(Debug, Clone)]
pub enum NodeData {
    /// An element.
    Element(Box<Element>),
    /// Text.
    Text(Rc<str>),
    /// A list of nodes that has no place of its own; its children move into the parent when it is appended.
    Fragment,
}

/// A node with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub data: NodeData,
    /// Its parent; `None` for the root and for what is not attached.
    pub parent: Option<NodeId>,
    /// Its children in order.
    pub children: Vec<NodeId>,
    /// Whatever the layer above wants to find again (an instance's number); 0 for nothing.
    pub associated: u64,
}

impl Node {
    /// The element if it is one.
    pub fn element(&self) -> Option<&Element> {
        match &self.data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The text if it is one.
    pub fn text(&self) -> Option<&Rc<str>> {
        match &self.data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
    }
}
