//! One open page: its render tree and what belongs to it.

use crate::config::PageId;
use crate::instance::Instance;
use crate::nodes::Elem;
use minihost_style::StyleSheet;
use minihost_tree::{NodeId, StyleScope, Tree};
use rustc_hash::FxHashSet;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

pub(crate) struct Page {
    pub id: PageId,
    /// Without extension.
    pub path: Rc<str>,
    pub tree: RefCell<Tree>,
    /// Elements by their real node.
    pub elems: RefCell<Elems>,
    pub root: OnceCell<Rc<Instance>>,
    /// Style sheets in the order they count, for as long as the page lives: new ones come at the end.
    pub sheets: RefCell<Vec<(StyleScope, Rc<StyleSheet>)>>,
    /// Definitions whose sheets are in `sheets`.
    pub styled: RefCell<FxHashSet<Rc<str>>>,
    /// Unknown tags that were reported.
    pub unknown: RefCell<FxHashSet<Rc<str>>>,
    pub shown: Cell<bool>,
    pub ready: Cell<bool>,
    pub closed: Cell<bool>,
    /// Attached components that wait for `ready`.
    pub waiting_for_ready: Cell<bool>,
    /// The page is full: a limit was reported.
    pub full: Cell<bool>,
    /// How deep the work on its shadow trees is nested just now.
    pub depth: Cell<usize>,
}

/// Elements, each in the place that its node has in the tree.
#[derive(Default)]
pub(crate) struct Elems(Vec<Option<Rc<Elem>>>);

impl Elems {
    pub(crate) fn insert(&mut self, node: NodeId, elem: Rc<Elem>) {
        let at = node.index();
        if self.0.len() <= at {
            self.0.resize(at + 1, None);
        }
        self.0[at] = Some(elem);
    }

    pub(crate) fn get(&self, node: NodeId) -> Option<&Rc<Elem>> {
        self.0.get(node.index())?.as_ref().filter(|elem| elem.node == Some(node))
    }

    pub(crate) fn remove(&mut self, node: NodeId) {
        if self.get(node).is_some() {
            self.0[node.index()] = None;
        }
    }
}

impl Page {
    pub(crate) fn new(id: PageId, path: Rc<str>) -> Rc<Page> {
        Rc::new(Page {
            id,
            path,
            tree: RefCell::new(Tree::new("page")),
            elems: RefCell::default(),
            root: OnceCell::new(),
            sheets: RefCell::default(),
            styled: RefCell::default(),
            unknown: RefCell::default(),
            shown: Cell::new(false),
            ready: Cell::new(false),
            closed: Cell::new(false),
            waiting_for_ready: Cell::new(false),
            full: Cell::new(false),
            depth: Cell::new(0),
        })
    }

    pub(crate) fn elem(&self, node: NodeId) -> Option<Rc<Elem>> {
        self.elems.borrow().get(node).cloned()
    }

    /// The element of a node, or of the nearest one around it (text has none of its own).
    pub(crate) fn elem_at_or_above(&self, node: NodeId) -> Option<Rc<Elem>> {
        let tree = self.tree.borrow();
        let mut at = Some(node);
        while let Some(node) = at {
            if let Some(elem) = self.elem(node) {
                return Some(elem);
            }
            at = tree.parent(node);
        }
        None
    }
}
