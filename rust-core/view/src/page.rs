//! One open page: its render tree and what belongs to it.

use crate::config::PageId;
use crate::instance::Instance;
use crate::nodes::Elem;
use minihost_style::StyleSheet;
use minihost_tree::{NodeId, StyleScope, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

pub(crate) struct Page {
    pub id: PageId,
    /// Without extension.
    pub path: Rc<str>,
    pub tree: RefCell<Tree>,
    /// Elements by their real node.
    pub elems: RefCell<FxHashMap<NodeId, Rc<Elem>>>,
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
        self.elems.borrow().get(&node).cloned()
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
