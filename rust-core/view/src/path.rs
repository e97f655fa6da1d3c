//! The way of an event: from its target up through shadow trees, slots and hosts.

use crate::compose::slot_for;
use crate::instance::Instance;
use crate::nodes::{Elem, SlotNode};
use minihost_value::{Object, Value};
use std::rc::Rc;

/// One station: the element, and what its template sees as the target.
pub(crate) struct Station {
    pub elem: Rc<Elem>,
    pub target: Rc<Elem>,
}

/// Components and slots around each other; trees cannot be that deep.
const MAX_CLIMB: usize = 2000;

/// All stations from the target upwards. An event that is not composed stays in the template that its target stands in.
pub(crate) fn stations(target: &Rc<Elem>, composed: bool) -> Vec<Station> {
    let mut way = Way { composed, stations: Vec::new() };
    let mut next = Some(target.clone());
    while let Some(elem) = next.take() {
        way.climb(elem.clone(), &elem);
        if composed {
            next = elem.owner.upgrade().and_then(|owner| owner.host());
        }
    }
    way.stations
}

struct Way {
    composed: bool,
    stations: Vec<Station>,
}

impl Way {
    /// From an element to the top of its shadow tree.
    fn climb(&mut self, from: Rc<Elem>, target: &Rc<Elem>) {
        let mut at = from;
        loop {
            if self.stations.len() >= MAX_CLIMB {
                return;
            }
            self.stations.push(Station { elem: at.clone(), target: target.clone() });
            let Some(parent) = at.parent() else { return };
            if self.composed
                && let Some(instance) = parent.component.get()
            {
                if instance.definition.dynamic_slots {
                    if let Some(slot) = crate::dynamic::slot_around(&parent, &at) {
                        self.above_slot(&slot, 0);
                    }
                } else {
                    let slot: Rc<str> = at.state.borrow().slot().into();
                    self.through_slot(instance, &slot, 0);
                }
            }
            at = parent;
        }
    }

    /// Content passes through the shadow tree around the slot it is shown in before it reaches the host.
    fn through_slot(&mut self, instance: &Rc<Instance>, name: &str, depth: usize) {
        if let Some(slot) = slot_for(instance, name).filter(|_| depth < 100) {
            self.above_slot(&slot, depth);
        }
    }

    fn above_slot(&mut self, slot: &Rc<SlotNode>, depth: usize) {
        let Some(parent) = slot.parent.as_ref().and_then(std::rc::Weak::upgrade) else { return };
        if let Some(inner) = parent.component.get() {
            let handed_on = slot.slot.borrow().clone();
            self.through_slot(inner, &handed_on, depth + 1);
        }
        self.climb(parent.clone(), &parent);
    }
}

/// `mark:*` of the target and everything around it in its template; the nearest wins.
pub(crate) fn marks(target: &Rc<Elem>) -> Value {
    let mut found = Object::default();
    let mut at = Some(target.clone());
    while let Some(elem) = at {
        for (mark, value) in elem.op.element.marks.iter().zip(elem.state.borrow().marks()) {
            if !found.contains_key(&mark.name) {
                found.insert(mark.name.clone(), value.clone());
            }
        }
        at = elem.parent();
    }
    Value::Object(Rc::new(found))
}

/// `dataset` of an element.
pub(crate) fn dataset(elem: &Elem) -> Value {
    let names = elem.op.element.dataset.iter().map(|named| named.name.clone());
    Value::Object(Rc::new(names.zip(elem.state.borrow().dataset.iter().cloned()).collect()))
}
