//! What a template has become for one instance: the shadow tree. Elements know their real node in the render tree; the rest
//! (conditions, loops, slots) has none and only groups.

use crate::instance::Instance;
use crate::page::Page;
use crate::program::{Body, ElementOp, ForOp, IfOp, IncludeOp, SlotOp, TextOp, UseOp};
use crate::scope::GivenValues;
use minihost_tree::NodeId;
use minihost_value::{SharedList, Value};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

/// Pieces next to each other.
pub(crate) type Pieces = SharedList<VNode>;

/// A piece of a shadow tree.
#[derive(Clone)]
pub(crate) enum VNode {
    Text(Rc<TextNode>),
    Elem(Rc<Elem>),
    If(Rc<IfNode>),
    For(Rc<ForNode>),
    Use(Rc<UseNode>),
    Include(Rc<IncludeNode>),
    Slot(Rc<SlotNode>),
    /// What a component with dynamic slots shows in one of them.
    Content(Rc<ContentNode>),
    /// A piece of such content that is for another slot.
    Nothing,
}

pub(crate) struct TextNode {
    pub op: Rc<TextOp>,
    pub node: NodeId,
    /// Which slot it goes to.
    pub slot: RefCell<Rc<str>>,
}

/// A native element or the host of a component.
pub(crate) struct Elem {
    pub op: Rc<ElementOp>,
    /// The instance whose template it stands in.
    pub owner: Weak<Instance>,
    /// The nearest element around it in the same template.
    pub parent: Option<Weak<Elem>>,
    /// Its real node; `None` for the host of a component without one (`virtualHost`).
    pub node: Option<NodeId>,
    /// The instance, if it is a component.
    pub component: OnceCell<Rc<Instance>>,
    /// Its content; that of a component goes to the component's slots.
    pub children: RefCell<Pieces>,
    pub state: RefCell<ElemState>,
}

/// What an element holds besides what the render tree knows.
pub(crate) struct ElemState {
    pub id: Rc<str>,
    /// Class names as the template has them now.
    pub classes: SharedList<Rc<str>>,
    /// Values of `data-*`, parallel to those of the element's source.
    pub dataset: Box<[Value]>,
    /// Parallel to the events of the element's source.
    pub handlers: SharedList<Value>,
    /// `style` as the template has it.
    pub style: Rc<str>,
    rare: Option<Box<Rare>>,
}

/// What few elements have. There are thousands of elements.
#[derive(Default)]
pub(crate) struct Rare {
    /// Which slot it goes to.
    pub slot: Option<Rc<str>>,
    /// External classes of the component that it gives names to: declared name and the names, as the template has them.
    pub externals: Vec<(Rc<str>, Vec<Rc<str>>)>,
    /// Values of `mark:*`, parallel to those of the element's source.
    pub marks: Box<[Value]>,
    /// Two-way bindings: property and the path of data that it writes to.
    pub models: Vec<(Rc<str>, String)>,
    /// Added by inline scripts: style and class names.
    pub script_style: Option<Rc<str>>,
    pub script_classes: Vec<Rc<str>>,
    /// By which inline scripts know it; 0 for not yet.
    pub script_key: u32,
    /// What the template first gave to a control: a form's reset goes back to it.
    pub initial: Value,
    /// Classes of `hover-class` while it is touched.
    pub hovered: bool,
    /// Nodes that the component itself shows after its content.
    pub own_nodes: Vec<NodeId>,
}

impl Default for ElemState {
    fn default() -> Self {
        let nothing = minihost_value::empty_text();
        ElemState {
            id: nothing.clone(),
            classes: SharedList::default(),
            dataset: Box::default(),
            handlers: SharedList::default(),
            style: nothing,
            rare: None,
        }
    }
}

impl ElemState {
    /// The rare things, if it has any.
    pub(crate) fn rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }

    /// The rare things, to be set.
    pub(crate) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    pub(crate) fn slot(&self) -> &str {
        self.rare().and_then(|rare| rare.slot.as_deref()).unwrap_or_default()
    }

    pub(crate) fn set_slot(&mut self, slot: Rc<str>) {
        if *self.slot() != *slot {
            self.rare_mut().slot = Some(slot);
        }
    }

    pub(crate) fn marks(&self) -> &[Value] {
        self.rare().map_or(&[], |rare| &rare.marks)
    }

    pub(crate) fn models(&self) -> &[(Rc<str>, String)] {
        self.rare().map_or(&[], |rare| &rare.models)
    }

    pub(crate) fn script_style(&self) -> &str {
        self.rare().and_then(|rare| rare.script_style.as_deref()).unwrap_or_default()
    }

    pub(crate) fn hovered(&self) -> bool {
        self.rare().is_some_and(|rare| rare.hovered)
    }

    pub(crate) fn own_nodes(&self) -> &[NodeId] {
        self.rare().map_or(&[], |rare| &rare.own_nodes)
    }

    /// Class names of the template, then those of inline scripts.
    pub(crate) fn all_classes(&self) -> impl Iterator<Item = &Rc<str>> {
        self.classes.iter().chain(self.rare().map_or(&[][..], |rare| &rare.script_classes))
    }
}

pub(crate) struct IfNode {
    pub op: Rc<IfOp>,
    pub state: RefCell<IfState>,
}

#[derive(Default)]
pub(crate) struct IfState {
    pub active: Option<usize>,
    pub children: Pieces,
}

pub(crate) struct ForNode {
    pub op: Rc<ForOp>,
    pub state: RefCell<ForState>,
}

#[derive(Default)]
pub(crate) struct ForState {
    pub list: Value,
    pub items: Vec<Item>,
}

#[derive(Clone)]
pub(crate) struct Item {
    /// Empty when the loop has no key.
    pub key: Rc<str>,
    pub value: Value,
    pub index: Value,
    pub children: Pieces,
}

pub(crate) struct UseNode {
    pub op: Rc<UseOp>,
    pub state: RefCell<UseState>,
}

pub(crate) struct UseState {
    pub name: Rc<str>,
    pub data: Value,
    pub body: Option<Rc<Body>>,
    pub children: Pieces,
}

pub(crate) struct IncludeNode {
    pub op: Rc<IncludeOp>,
    pub children: Pieces,
}

pub(crate) struct SlotNode {
    pub op: Rc<SlotOp>,
    /// The component it is a slot of.
    pub instance: Weak<Instance>,
    /// The nearest element around it.
    pub parent: Option<Weak<Elem>>,
    pub name: RefCell<Rc<str>>,
    /// The slot of another component that it is handed on to.
    pub slot: RefCell<Rc<str>>,
    /// What it gives to its content now.
    pub values: RefCell<GivenValues>,
    pub fallback: Pieces,
    pub gone: Cell<bool>,
}

/// A dynamic slot's content: made from the component's content for this slot alone.
pub(crate) struct ContentNode {
    pub slot: Rc<SlotNode>,
    /// Its name and values when the content was last brought in line.
    pub name: Rc<str>,
    pub shown: RefCell<GivenValues>,
    pub children: RefCell<Vec<VNode>>,
}

impl Elem {
    pub(crate) fn tag(&self) -> &Rc<str> {
        &self.op.element.tag
    }

    pub(crate) fn page(&self) -> Option<Rc<Page>> {
        self.owner.upgrade()?.page.upgrade()
    }

    pub(crate) fn parent(&self) -> Option<Rc<Elem>> {
        self.parent.as_ref()?.upgrade()
    }
}

impl VNode {
    /// The pieces directly inside, for those that only group.
    pub(crate) fn group(&self) -> Option<Pieces> {
        match self {
            VNode::If(node) => Some(node.state.borrow().children.clone()),
            VNode::For(node) => {
                let state = node.state.borrow();
                Some(state.items.iter().flat_map(|item| item.children.iter().cloned()).collect())
            }
            VNode::Use(node) => Some(node.state.borrow().children.clone()),
            VNode::Include(node) => Some(node.children.clone()),
            VNode::Content(node) => Some(node.children.borrow().iter().cloned().collect()),
            VNode::Text(_) | VNode::Elem(_) | VNode::Slot(_) | VNode::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of a thousand rows has three thousand of these: a field that few elements need belongs to [`Rare`].
    #[test]
    fn elements_stay_small() {
        for (what, bytes, most) in [
            ("Elem", size_of::<Elem>(), 168),
            ("TextNode", size_of::<TextNode>(), 40),
            ("VNode", size_of::<VNode>(), 16),
            ("Item", size_of::<Item>(), 80),
            ("tree::Element", size_of::<minihost_tree::Element>(), 136),
            ("tree::Node", size_of::<minihost_tree::Node>(), 72),
            ("Value", size_of::<Value>(), 24),
        ] {
            assert!(bytes <= most, "{what} takes {bytes} bytes, not {most}");
        }
    }
}
