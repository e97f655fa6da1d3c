//! Which names a piece of a template depends on.

use minihost_syntax::Expr;
use std::rc::Rc;

/// Names that are looked up outside of the piece, each once, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Free(Box<[Rc<str>]>);

impl Free {
    pub(crate) fn names(&self) -> &[Rc<str>] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Collects names.
#[derive(Default)]
pub(crate) struct FreeNames(Vec<Rc<str>>);

impl FreeNames {
    pub(crate) fn expr(&mut self, expr: &Expr) {
        self.0.extend(expr.reads().iter().map(|read| read.head.clone()));
    }

    pub(crate) fn add(&mut self, free: &Free) {
        self.0.extend(free.0.iter().cloned());
    }

    /// Adds the names of a loop's body that are not the loop's own.
    pub(crate) fn add_without(&mut self, free: &Free, bound: [&str; 2]) {
        self.0.extend(free.0.iter().filter(|name| !bound.contains(&&***name)).cloned());
    }

    /// Adds names, those that stand for values of the slot around as the slot's: `slot:` and the value's name.
    pub(crate) fn add_from_slot(&mut self, free: &Free, aliases: &[(Rc<str>, Rc<str>)]) {
        self.0.extend(free.0.iter().map(|name| {
            let aliased = aliases.iter().find(|(_, alias)| alias == name);
            aliased.map_or_else(|| name.clone(), |(value, _)| format!("slot:{value}").into())
        }));
    }

    pub(crate) fn finish(mut self) -> Free {
        self.0.sort_unstable();
        self.0.dedup();
        Free(self.0.into())
    }
}
