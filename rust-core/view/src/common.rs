//! What the elements that one piece of a template became have in common: a list's thousand rows hold one list of class names, of
//! handlers, of events.

use crate::scope::Env;
use minihost_syntax::Element;
use minihost_tree::{Class, StyleScope};
use minihost_value::{SharedList, Value};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What the last element had, for the next that has the same.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    handlers: OnceCell<SharedList<Value>>,
    listeners: OnceCell<SharedList<Rc<str>>>,
    classes: RefCell<Classes>,
}

#[derive(Debug, Default)]
struct Classes {
    names: SharedList<Rc<str>>,
    /// What the names are to the render tree, if that was asked for, seen from this scope.
    resolved: Option<(StyleScope, SharedList<Class>)>,
}

impl Shared {
    /// The handlers of an element's events.
    pub(crate) fn handlers(&self, source: &Element, env: &Env<'_>) -> SharedList<Value> {
        let evaluated = || source.events.iter().map(|event| event.handler.evaluate(env)).collect();
        if source.events.iter().all(|event| event.handler.as_static().is_some()) {
            self.handlers.get_or_init(evaluated).clone()
        } else {
            evaluated()
        }
    }

    /// The events that it listens to: a handler that may come counts.
    pub(crate) fn listeners(&self, source: &Element) -> SharedList<Rc<str>> {
        let list = || {
            let mut names: Vec<Rc<str>> = Vec::new();
            for event in &source.events {
                let empty = matches!(event.handler.as_static(), Some(Value::String(name)) if name.is_empty());
                // What stands last counts where an event has several handlers.
                names.retain(|known| *known != event.name);
                if !empty {
                    names.push(event.name.clone());
                }
            }
            names.into()
        };
        self.listeners.get_or_init(list).clone()
    }

    /// Class names as one list with the last element's, if they are the same.
    pub(crate) fn names(&self, names: Vec<Rc<str>>) -> SharedList<Rc<str>> {
        let mut last = self.classes.borrow_mut();
        if *last.names != *names {
            *last = Classes { names: names.into(), resolved: None };
        }
        last.names.clone()
    }

    /// What class names are to the render tree, where that depends on nothing but them and the scope.
    pub(crate) fn classes(
        &self,
        names: &SharedList<Rc<str>>,
        scope: StyleScope,
        resolve: impl FnOnce() -> SharedList<Class>,
    ) -> SharedList<Class> {
        let mut last = self.classes.borrow_mut();
        if !last.names.is_same(names) {
            return resolve();
        }
        match &last.resolved {
            Some((known, classes)) if *known == scope => classes.clone(),
            _ => {
                let classes = resolve();
                last.resolved = Some((scope, classes.clone()));
                classes
            }
        }
    }
}
