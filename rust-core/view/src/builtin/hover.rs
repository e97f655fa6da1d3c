//! `hover-class`: it comes a while after a finger does, so that scrolling does not flicker, and stays a while after the finger
//! went, so that a short tap is seen.

use super::{Control, attribute, control_of, flag, text, with_element};
use crate::attributes;
use crate::config::{PageId, TouchState};
use crate::nodes::Elem;
use crate::page::Page;
use crate::path;
use crate::view::View;
use minihost_tree::NodeId;
use minihost_value::Value;
use std::rc::{Rc, Weak};

/// Longer waits than any program means.
const MAX_MS: f64 = 60_000.0;

/// The class when `hover-class` is not given, and the milliseconds when `hover-start-time` and `hover-stay-time` are not.
///
/// Sources: the attribute tables of `view`, `button` and `navigator` in WeChat's and ByteDance's `component` pages, which agree.
fn defaults(control: Control) -> (&'static str, f64, f64) {
    match control {
        Control::Button => ("button-hover", 20.0, 70.0),
        Control::Navigator => ("navigator-hover", 50.0, 600.0),
        _ => ("", 50.0, 400.0),
    }
}

/// An element that a finger is on, or was.
pub(crate) struct Hover {
    page: PageId,
    elem: Weak<Elem>,
    touched: bool,
    /// When the class comes.
    start_ms: Option<f64>,
    /// When it goes.
    end_ms: Option<f64>,
}

impl View {
    /// A finger came to a node, left it, or was taken over by something else (scrolling): `:active` of it and what is around it at
    /// once, `hover-class` when its time comes. Then [`View::hover_due_ms`] says when to call [`View::run_hovers`].
    pub fn set_touched(&self, page: PageId, target: NodeId, touch: TouchState, now_ms: u64) {
        let Some(page) = self.0.page(page) else { return };
        let Some(elem) = page.elem_at_or_above(target) else { return };
        let mut hovers = self.0.hovers.take();
        let now = now_ms as f64;
        activate(&page, &elem, touch == TouchState::Down);
        match touch {
            TouchState::Down => press(&mut hovers, &page, &elem, now),
            TouchState::Up => release(&mut hovers, &page, &elem, now),
            TouchState::Cancelled => cancel(&mut hovers, &page, &elem),
        }
        self.0.hovers.replace(hovers);
        self.run_hovers(now_ms);
    }

    /// When a hover class comes or goes next, by the clock of [`View::set_touched`].
    pub fn hover_due_ms(&self) -> Option<u64> {
        let hovers = self.0.hovers.borrow();
        let due = hovers.iter().filter_map(|hover| hover.start_ms.or(hover.end_ms));
        due.min_by(f64::total_cmp).map(|ms| ms.ceil() as u64)
    }

    /// Puts hover classes on and takes them off.
    pub fn run_hovers(&self, now_ms: u64) {
        let now = now_ms as f64;
        let mut hovers = self.0.hovers.take();
        hovers.retain_mut(|hover| {
            let (Some(elem), Some(page)) = (hover.elem.upgrade(), self.0.page(hover.page)) else {
                return false;
            };
            if hover.start_ms.is_some_and(|at| at <= now) {
                hover.start_ms = None;
                show(&page, &elem, true);
                if !hover.touched {
                    hover.end_ms = Some(now + stay_ms(&page, &elem));
                }
            }
            if hover.end_ms.is_some_and(|at| at <= now) {
                show(&page, &elem, false);
                return false;
            }
            true
        });
        self.0.hovers.replace(hovers);
    }
}

/// Everything around the target is `:active`, but disabled buttons.
fn activate(page: &Rc<Page>, target: &Rc<Elem>, touched: bool) {
    for station in path::stations(target, true) {
        let elem = station.elem;
        let Some(node) = elem.node else { continue };
        if let Some(mut state) = with_element(page, &elem, |element| element.state) {
            state.active = touched && !is_disabled(page, &elem);
            page.tree.borrow_mut().set_state(node, state);
        }
    }
}

fn is_disabled(page: &Page, elem: &Elem) -> bool {
    control_of(elem) == Control::Button && flag(page, elem, "disabled")
}

/// From the target outwards until `hover-stop-propagation`.
fn press(hovers: &mut Vec<Hover>, page: &Rc<Page>, target: &Rc<Elem>, now: f64) {
    for station in path::stations(target, true) {
        let elem = station.elem;
        if elem.node.is_none() || !has_class(page, &elem) || is_disabled(page, &elem) {
            continue;
        }
        hovers.retain(|hover| !std::ptr::eq(hover.elem.as_ptr(), Rc::as_ptr(&elem)));
        let (_, start, _) = defaults(control_of(&elem));
        let start_ms = now + milliseconds(&attribute(page, &elem, "hover-start-time"), start);
        hovers.push(Hover {
            page: page.id,
            elem: Rc::downgrade(&elem),
            touched: true,
            start_ms: Some(start_ms),
            end_ms: None,
        });
        if flag(page, &elem, "hover-stop-propagation") {
            return;
        }
    }
}

fn release(hovers: &mut [Hover], page: &Rc<Page>, target: &Rc<Elem>, now: f64) {
    for station in path::stations(target, true) {
        for hover in hovers.iter_mut() {
            if std::ptr::eq(hover.elem.as_ptr(), Rc::as_ptr(&station.elem)) {
                hover.touched = false;
                // A class that has yet to come goes its time after that.
                if hover.start_ms.is_none() {
                    hover.end_ms = Some(now + stay_ms(page, &station.elem));
                }
            }
        }
    }
}

fn cancel(hovers: &mut Vec<Hover>, page: &Rc<Page>, target: &Rc<Elem>) {
    for station in path::stations(target, true) {
        hovers.retain(|hover| !std::ptr::eq(hover.elem.as_ptr(), Rc::as_ptr(&station.elem)));
        show(page, &station.elem, false);
    }
}

fn has_class(page: &Page, elem: &Elem) -> bool {
    let given = text(page, elem, "hover-class");
    if given.is_empty() { !defaults(control_of(elem)).0.is_empty() } else { &*given != "none" }
}

fn stay_ms(page: &Page, elem: &Elem) -> f64 {
    milliseconds(&attribute(page, elem, "hover-stay-time"), defaults(control_of(elem)).2)
}

fn milliseconds(value: &Value, default: f64) -> f64 {
    let number = match value {
        Value::Number(number) => Some(*number),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|ms: &f64| ms.is_finite()).map_or(default, |ms| ms.clamp(0.0, MAX_MS))
}

fn show(page: &Rc<Page>, elem: &Rc<Elem>, hovered: bool) {
    if elem.state.borrow().hovered() == hovered {
        return;
    }
    elem.state.borrow_mut().rare_mut().hovered = hovered;
    attributes::apply_classes(page, elem);
    let default = defaults(control_of(elem)).0;
    if let Some(node) = elem.node
        && hovered
        && !default.is_empty()
        && text(page, elem, "hover-class").is_empty()
    {
        // The default's look comes from the built-in sheet, which is seen in every scope.
        let scope = with_element(page, elem, |element| element.style_scope).unwrap_or_default();
        page.tree.borrow_mut().add_class(node, default, scope);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_numbers_or_texts() {
        for (given, expected) in [
            (Value::Undefined, 50.0),
            (Value::from(0), 0.0),
            (Value::from("120"), 120.0),
            (Value::from(" 5 "), 5.0),
            (Value::from("soon"), 50.0),
            (Value::from(-3), 0.0),
            (Value::from(f64::INFINITY), 50.0),
            (Value::from(1e9), MAX_MS),
        ] {
            assert!((milliseconds(&given, 50.0) - expected).abs() < f64::EPSILON, "{given:?}");
        }
    }
}
