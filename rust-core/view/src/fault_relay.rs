//! From the engine's faults to `App.onError`.

use crate::view::{Inner, View};
use minihost_ports::{Problem, ProblemKind};
use minihost_value::Value;
use std::cell::OnceCell;
use std::rc::{Rc, Weak};

/// What an engine reports by itself (timers, promise jobs, functions of inline scripts) goes to a sink and, once a view is there,
/// to its program's `App.onError` or, for rejections that nobody handles, `App.onUnhandledRejection`. The engine is made before the view; hence this in between.
///
/// Lives on the session's thread. Keeps neither engine nor view alive.
pub struct FaultRelay {
    sink: Rc<dyn Fn(Problem)>,
    view: OnceCell<Weak<Inner>>,
}

impl FaultRelay {
    /// Hands everything to `sink`.
    pub fn new(sink: Rc<dyn Fn(Problem)>) -> Rc<FaultRelay> {
        Rc::new(FaultRelay { sink, view: OnceCell::new() })
    }

    /// For `EngineConfig::problems`.
    pub fn problems(self: &Rc<Self>) -> Rc<dyn Fn(Problem)> {
        let relay = Rc::clone(self);
        Rc::new(move |problem| relay.report(problem))
    }

    /// From now on exceptions are told to this view's program too. A second view is ignored.
    pub fn connect(&self, view: &View) {
        let _ = self.view.set(view.0.me.clone());
    }

    fn report(&self, problem: Problem) {
        let told = (problem.kind == ProblemKind::Exception).then(|| problem.message.clone());
        (self.sink)(problem);
        if let (Some(message), Some(view)) = (told, self.view.get().and_then(Weak::upgrade)) {
            match message.strip_prefix("unhandled promise rejection: ") {
                // Has a hook of its own.
                Some(reason) => {
                    let event = Value::object([("reason", Value::from(reason))]);
                    View(view).call_app_hook("onUnhandledRejection", vec![event]);
                }
                None => View(view).app_error(&message, ""),
            }
        }
    }
}
