//! Events: from the host, from controls and from components to the program's handlers.

use crate::builtin;
use crate::config::{InstanceId, PageId, UiEvent};
use crate::descriptor;
use crate::nodes::Elem;
use crate::page::Page;
use crate::path::{self, Station};
use crate::view::{Inner, View};
use minihost_syntax::{EventKind, display_text};
use minihost_tree::NodeId;
use minihost_value::Value;
use std::rc::Rc;

/// An event on its way.
pub(crate) struct Event {
    pub name: Rc<str>,
    /// For handlers that are not JavaScript; what `detail_handle` names goes to those that are.
    pub detail: Value,
    /// The number of a detail given to `triggerEvent`; 0 for none.
    pub detail_handle: u32,
    pub touches: Value,
    pub changed_touches: Value,
    pub bubbles: bool,
    pub composed: bool,
    pub capture: bool,
    pub time_ms: f64,
}

impl Event {
    /// An event of a built-in control: it stays where it is, as the docs say of all that are no touches.
    pub(crate) fn control(view: &Inner, name: &str, detail: Value) -> Event {
        Event {
            name: name.into(),
            detail,
            detail_handle: 0,
            touches: Value::Undefined,
            changed_touches: Value::Undefined,
            bubbles: false,
            composed: false,
            capture: false,
            time_ms: view.now_ms.get(),
        }
    }
}

impl View {
    /// Brings an event to a node: capture, target and bubbling phase, then what the built-in component does by itself (a button
    /// submits its form, a checkbox is checked, a navigator navigates). Controls report themselves under the names of the dialects:
    /// `input {value, cursor}`, `focus`, `blur`, `confirm`, `change`, `scroll`, `load {width, height}`, `error {errMsg}` …
    /// A target of the page's own root, or a stale one, is ignored.
    pub fn dispatch(&self, page: PageId, target: NodeId, event: UiEvent) {
        let inner = &self.0;
        let Some(page) = inner.page(page) else { return };
        let Some(elem) = page.elem_at_or_above(target) else { return };
        inner.now_ms.set(event.time_ms);
        let event = Event {
            name: event.name.as_str().into(),
            detail: event.detail,
            detail_handle: 0,
            touches: event.touches,
            changed_touches: event.changed_touches,
            bubbles: event.bubbles,
            composed: event.bubbles,
            capture: event.bubbles,
            time_ms: event.time_ms,
        };
        builtin::before(inner, &page, &elem, &event);
        let answer = inner.deliver(&page, &elem, &event);
        builtin::after(inner, &page, &elem, &event, &answer);
    }
}

impl Inner {
    /// `triggerEvent` of a component.
    pub(crate) fn trigger(&self, instance: InstanceId, name: &str, detail: u32, options: [bool; 3]) {
        let Some(instance) = self.instance(instance) else { return };
        let (Some(page), Some(host)) = (instance.page.upgrade(), instance.host()) else { return };
        let [bubbles, composed, capture] = options;
        let event = Event {
            name: name.into(),
            detail: Value::Undefined,
            detail_handle: detail,
            touches: Value::Undefined,
            changed_touches: Value::Undefined,
            bubbles,
            composed,
            capture,
            time_ms: self.now_ms.get(),
        };
        self.deliver(&page, &host, &event);
    }

    /// Calls the handlers. The result is what the last one returned that returned something.
    pub(crate) fn deliver(&self, page: &Rc<Page>, target: &Rc<Elem>, event: &Event) -> Value {
        let stations = path::stations(target, event.composed);
        let mut answer = Value::Undefined;
        let mut run = Run { view: self, page, event, mutated: false, answer: &mut answer };
        if event.capture {
            for station in stations.iter().rev() {
                if run.at(station, true) {
                    return answer;
                }
            }
        }
        let reached = if event.bubbles { stations.len() } else { 1 };
        for station in stations.iter().take(reached) {
            if run.at(station, false) {
                break;
            }
        }
        answer
    }
}

struct Run<'a> {
    view: &'a Inner,
    page: &'a Rc<Page>,
    event: &'a Event,
    mutated: bool,
    answer: &'a mut Value,
}

impl Run<'_> {
    /// Calls the handlers of one element for one phase; true if the event stops there.
    fn at(&mut self, station: &Station, capture: bool) -> bool {
        let elem = &station.elem;
        if builtin::is_deaf(self.page, elem, &self.event.name) {
            return false;
        }
        let mut stop = false;
        let mut mutates = false;
        for (n, binding) in elem.op.element.events.iter().enumerate() {
            if *binding.name != *self.event.name {
                continue;
            }
            let (phase, stops) = match binding.kind {
                EventKind::Bind => (false, false),
                EventKind::Catch => (false, true),
                EventKind::MutBind => (false, false),
                EventKind::CaptureBind => (true, false),
                EventKind::CaptureCatch => (true, true),
            };
            if phase != capture {
                continue;
            }
            let handler = elem.state.borrow().handlers.get(n).cloned().unwrap_or_default();
            // Without a handler there is no listener: nothing is caught either. Libraries switch `catch` off so.
            if !matches!(handler, Value::Function(_)) && display_text(&handler).is_empty() {
                continue;
            }
            if binding.kind == EventKind::MutBind {
                if self.mutated {
                    continue;
                }
                mutates = true;
            }
            stop |= stops;
            stop |= self.call(station, &handler);
        }
        self.mutated |= mutates;
        stop
    }

    /// True if an inline script said that the event goes no further.
    fn call(&mut self, station: &Station, handler: &Value) -> bool {
        let Some(owner) = station.elem.owner.upgrade() else { return false };
        match handler {
            Value::Function(_) => {
                let args = vec![self.object(station, true), descriptor::of_instance(self.view, &owner)];
                matches!(self.view.run_script_function(handler, args), Value::Bool(false))
            }
            Value::String(name) if !name.is_empty() => {
                let args = [
                    Value::from(owner.id.0),
                    Value::String(name.clone()),
                    self.object(station, false),
                    Value::from(self.event.detail_handle),
                ];
                let answer = self.view.call("handle", &args);
                if !answer.is_nullish() {
                    *self.answer = answer;
                }
                false
            }
            _ => false,
        }
    }

    /// The event as a handler gets it.
    fn object(&self, station: &Station, for_script: bool) -> Value {
        let event = self.event;
        let place = |elem: &Rc<Elem>| {
            let (left, top) = elem.node.map_or((0.0, 0.0), |node| self.view.host.offset(self.page.id, node));
            Value::object([
                ("id", Value::String(elem.state.borrow().id.clone())),
                ("offsetLeft", Value::from(left)),
                ("offsetTop", Value::from(top)),
                ("dataset", path::dataset(elem)),
            ])
        };
        let mut fields = vec![
            ("type", Value::String(event.name.clone())),
            ("timeStamp", Value::from(event.time_ms)),
            ("target", place(&station.target)),
            ("currentTarget", place(&station.elem)),
            ("mark", path::marks(&station.target)),
        ];
        if event.detail_handle == 0 {
            fields.push((
                "detail",
                if event.detail.is_nullish() { Value::object::<&str>([]) } else { event.detail.clone() },
            ));
        } else if for_script {
            fields.push(("detail", self.view.call("detail", &[Value::from(event.detail_handle)])));
        }
        for (name, value) in [("touches", &event.touches), ("changedTouches", &event.changed_touches)] {
            if !value.is_nullish() {
                fields.push((name, value.clone()));
            }
        }
        if for_script {
            fields.push(("instance", descriptor::of_elem(self.view, &station.elem)));
        }
        Value::object(fields)
    }
}
