//! What a template has become for one instance: the shadow tree. Elements know their real node in the render tree; the rest
//! (conditions, loops, slots) has none and only groups.

use crate::instance::Instance;
use crate::page::Page;
use crate::program::{Body, ElementOp, ForOp, IfOp, IncludeOp, SlotOp, TextOp, UseOp};
use crate::scope::GivenValues;
use minihost_tree::NodeId;
use minihost_value::Value;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

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
    pub page: Weak<Page>,
    /// The nearest element around it in the same template.
    pub parent: Option<Weak<Elem>>,
    /// Its real node; `None` for the host of a component without one (`virtualHost`).
    pub node: Option<NodeId>,
    /// The instance, if it is a component.
    pub component: OnceCell<Rc<Instance>>,
    /// Its content; that of a component goes to the component's slots.
    pub children: RefCell<Vec<VNode>>,
    pub state: RefCell<ElemState>,
}

/// What an element holds besides what the render tree knows.
#[derive(Default)]
pub(crate) struct ElemState {
    pub id: Rc<str>,
    /// Which slot it goes to.
    pub slot: Rc<str>,
    /// Class names as the template has them now.
    pub classes: Vec<Rc<str>>,
    /// External classes of the component that it gives names to: declared name and the names, as the template has them.
    pub externals: Vec<(Rc<str>, Vec<Rc<str>>)>,
    pub dataset: Vec<(Rc<str>, Value)>,
    pub marks: Vec<(Rc<str>, Value)>,
    /// Parallel to the events of the element's source.
    pub handlers: Vec<Value>,
    /// Two-way bindings: property and the path of data that it writes to.
    pub models: Vec<(Rc<str>, String)>,
    /// `style` as the template has it.
    pub style: Rc<str>,
    /// Added by inline scripts: style and class names.
    pub script_style: Rc<str>,
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

pub(crate) struct IfNode {
    pub op: Rc<IfOp>,
    pub state: RefCell<IfState>,
}

#[derive(Default)]
pub(crate) struct IfState {
    pub active: Option<usize>,
    pub children: Vec<VNode>,
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
    pub children: Rc<[VNode]>,
}

pub(crate) struct UseNode {
    pub op: Rc<UseOp>,
    pub state: RefCell<UseState>,
}

#[derive(Default)]
pub(crate) struct UseState {
    pub name: Rc<str>,
    pub data: Value,
    pub body: Option<Rc<Body>>,
    pub children: Vec<VNode>,
}

pub(crate) struct IncludeNode {
    pub op: Rc<IncludeOp>,
    pub children: Vec<VNode>,
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
    pub fallback: Vec<VNode>,
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

    pub(crate) fn parent(&self) -> Option<Rc<Elem>> {
        self.parent.as_ref()?.upgrade()
    }
}

impl VNode {
    /// The pieces directly inside, for those that only group.
    pub(crate) fn group(&self) -> Option<Vec<VNode>> {
        match self {
            VNode::If(node) => Some(node.state.borrow().children.clone()),
            VNode::For(node) => {
                let state = node.state.borrow();
                Some(state.items.iter().flat_map(|item| item.children.iter().cloned()).collect())
            }
            VNode::Use(node) => Some(node.state.borrow().children.clone()),
            VNode::Include(node) => Some(node.children.clone()),
            VNode::Content(node) => Some(node.children.borrow().clone()),
            VNode::Text(_) | VNode::Elem(_) | VNode::Slot(_) | VNode::Nothing => None,
        }
    }
}
