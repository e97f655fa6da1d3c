//! One component or page that lives.

use crate::config::InstanceId;
use crate::definition::Definition;
use crate::dynamic::Captured;
use crate::nodes::{Elem, Pieces, SlotNode};
use crate::page::Page;
use minihost_tree::Class;
use minihost_value::{Path, Value};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

/// Data paths with their new values.
pub(crate) type Changes = Vec<(Path, Value)>;

pub(crate) struct Instance {
    pub id: InstanceId,
    pub definition: Rc<Definition>,
    pub page: Weak<Page>,
    /// Its host element; dangling for a page.
    pub host: RefCell<Weak<Elem>>,
    /// What its template shows; the program's own `this.data` stays in JavaScript.
    pub data: RefCell<Value>,
    /// Its shadow tree.
    pub root: RefCell<Pieces>,
    /// Its slots, in the order they came.
    pub slots: RefCell<Vec<Rc<SlotNode>>>,
    /// What its external classes stand for.
    pub external: RefCell<FxHashMap<Rc<str>, Vec<Class>>>,
    /// Elements of its template that use external classes.
    pub external_users: RefCell<Vec<Weak<Elem>>>,
    /// Tags that stand for `generic:` names.
    pub generics: RefCell<FxHashMap<Rc<str>, Rc<Definition>>>,
    /// How many components are around it.
    pub depth: usize,
    pub attached: Cell<bool>,
    pub ready: Cell<bool>,
    pub alive: Cell<bool>,
    /// True while its template is being shown or updated: changes wait in `queue`.
    pub busy: Cell<bool>,
    pub queue: RefCell<VecDeque<Changes>>,
    /// What is set again counts as changed, equal or not: some component in its template has changed a property by itself, or
    /// has observers, which wake for equal values too.
    pub retells: Cell<bool>,
    /// With dynamic slots: where the content's names come from.
    pub content_scope: RefCell<Option<Rc<Captured>>>,
}

impl Instance {
    pub(crate) fn new(
        id: InstanceId,
        definition: Rc<Definition>,
        page: &Rc<Page>,
        depth: usize,
    ) -> Rc<Instance> {
        Rc::new(Instance {
            id,
            definition,
            page: Rc::downgrade(page),
            host: RefCell::new(Weak::new()),
            data: RefCell::default(),
            root: RefCell::default(),
            slots: RefCell::default(),
            external: RefCell::default(),
            external_users: RefCell::default(),
            generics: RefCell::default(),
            depth,
            attached: Cell::new(false),
            ready: Cell::new(false),
            alive: Cell::new(true),
            busy: Cell::new(false),
            queue: RefCell::default(),
            retells: Cell::new(false),
            content_scope: RefCell::default(),
        })
    }

    pub(crate) fn host(&self) -> Option<Rc<Elem>> {
        self.host.borrow().upgrade()
    }

    /// From now on what is set again is told again, here and in what is around: a list made anew there is another list here.
    pub(crate) fn retell(&self) {
        let mut up = if self.retells.replace(true) { None } else { self.owner() };
        while let Some(owner) = up {
            up = if owner.retells.replace(true) { None } else { owner.owner() };
        }
    }

    /// The instance in whose template its host stands; `None` for a page.
    pub(crate) fn owner(&self) -> Option<Rc<Instance>> {
        self.host()?.owner.upgrade()
    }
}
