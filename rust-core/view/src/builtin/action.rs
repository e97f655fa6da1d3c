//! What controls do by themselves, before and after the program's handlers.

use super::{Control, attribute, below, control, control_of, flag, form, set, text};
use crate::config::{ControlRequest, Navigation};
use crate::events::Event;
use crate::nodes::Elem;
use crate::page::Page;
use crate::path;
use crate::view::Inner;
use minihost_syntax::join_path;
use minihost_value::Value;
use std::rc::Rc;

/// A control reports what its user did: it holds the new value before the program hears of it.
pub(crate) fn before(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>, event: &Event) {
    let control = control_of(elem);
    let Some(name) = control.value_attribute() else { return };
    let value = match (control, &*event.name) {
        (Control::TextField, "input" | "confirm" | "blur") => event.detail.get("value"),
        (Control::Slider, "change" | "changing")
        | (Control::Picker | Control::PickerView | Control::Switch, "change") => event.detail.get("value"),
        (Control::Swiper, "change") => event.detail.get("current"),
        _ => return,
    };
    if value.is_nullish() {
        return;
    }
    change(view, page, elem, name, value);
}

/// Sets a control's value, and what it is bound to both ways.
fn change(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>, name: &str, value: Value) {
    set(page, elem, name, value.clone());
    if let Some(builtin) = elem.op.builtin {
        control::refresh(page, elem, builtin);
    }
    view.write_back(elem, name, value);
}

/// A disabled button hears of no tap; what is around it does.
pub(crate) fn is_deaf(page: &Page, elem: &Elem, event: &str) -> bool {
    matches!(event, "tap" | "longpress" | "longtap")
        && control_of(elem) == Control::Button
        && flag(page, elem, "disabled")
}

/// What follows when the program's handlers are done.
pub(crate) fn after(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>, event: &Event, answer: &Value) {
    match &*event.name {
        "tap" => tap(view, page, elem),
        "input" if control_of(elem) == Control::TextField => controlled_text(view, page, elem, event, answer),
        "focus" | "blur" if control_of(elem) == Control::TextField => {
            if let (Some(node), Some(mut state)) =
                (elem.node, super::with_element(page, elem, |element| element.state))
            {
                state.focus = &*event.name == "focus";
                page.tree.borrow_mut().set_state(node, state);
            }
        }
        "scroll" if control_of(elem) == Control::ScrollView => {
            for (name, field) in [("scroll-top", "scrollTop"), ("scroll-left", "scrollLeft")] {
                let value = event.detail.get(field);
                if !value.is_nullish() {
                    view.write_back(elem, name, value);
                }
            }
        }
        _ => {}
    }
}

/// `bindinput` may return the text that the control shall have: a string, or `{value, cursor}`.
fn controlled_text(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>, event: &Event, answer: &Value) {
    let wanted = match answer {
        Value::Undefined | Value::Null => return,
        Value::Object(object) => object.get("value").cloned().unwrap_or_default(),
        other => other.clone(),
    };
    let wanted = wanted.to_display();
    if *wanted == *event.detail.get("value").to_display() {
        return;
    }
    change(view, page, elem, "value", Value::String(wanted.clone()));
    if let Some(node) = elem.node {
        view.host.request(page.id, node, ControlRequest::SetText(wanted.to_string()));
    }
}

/// The innermost control around the tapped element reacts.
fn tap(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>) {
    let stations = path::stations(elem, true);
    let around: Vec<Rc<Elem>> = stations.into_iter().map(|station| station.elem).collect();
    let Some(at) = around.iter().position(|elem| reacts(control_of(elem)) || is_form_button(elem)) else {
        return;
    };
    if is_form_button(&around[at]) {
        let kind =
            around[at].component.get().map(|instance| instance.data.borrow().get("formType").to_display());
        form_action(view, page, &around[at], &around[at..], &kind.unwrap_or_default());
        return;
    }
    activate(view, page, &around[at], &around[at..], 0);
}

/// A component with the behavior `wx://form-field-button` is a button by its property `formType`.
fn is_form_button(elem: &Elem) -> bool {
    elem.component.get().is_some_and(|instance| instance.definition.form_button)
}

/// What a button inside a form does to it.
fn form_action(view: &Inner, page: &Rc<Page>, button: &Rc<Elem>, around: &[Rc<Elem>], kind: &str) {
    let Some(found) = around.iter().find(|elem| control_of(elem) == Control::Form) else { return };
    match kind {
        "submit" => form::submit(view, page, found, button),
        "reset" => form::reset(view, page, found),
        _ => {}
    }
}

fn reacts(control: Control) -> bool {
    matches!(
        control,
        Control::Button
            | Control::Navigator
            | Control::Checkbox
            | Control::Radio
            | Control::Switch
            | Control::Picker
            | Control::Label
    )
}

/// `around` begins with the element itself.
fn activate(view: &Inner, page: &Rc<Page>, elem: &Rc<Elem>, around: &[Rc<Elem>], depth: usize) {
    if flag(page, elem, "disabled") || depth > 4 {
        return;
    }
    let Some(node) = elem.node else { return };
    let enclosing = |control: Control| around.iter().find(|elem| control_of(elem) == control);
    match control_of(elem) {
        Control::Button => {
            form_action(view, page, elem, around, &text(page, elem, "form-type"));
            let open_type = text(page, elem, "open-type");
            if !open_type.is_empty() {
                view.host.request(page.id, node, ControlRequest::OpenType(open_type.to_string()));
            }
        }
        Control::Navigator => view.host.navigate(page.id, navigation(page, elem)),
        Control::Picker => view.host.request(page.id, node, ControlRequest::Picker),
        Control::Switch => {
            let on = !flag(page, elem, "checked");
            change(view, page, elem, "checked", Value::from(on));
            let detail = Value::object([("value", Value::from(on))]);
            view.deliver(page, elem, &Event::control(view, "change", detail));
        }
        Control::Checkbox => {
            let on = !flag(page, elem, "checked");
            change(view, page, elem, "checked", Value::from(on));
            if let Some(group) = enclosing(Control::CheckboxGroup) {
                let detail = Value::object([("value", form::checked_values(page, group))]);
                view.deliver(page, group, &Event::control(view, "change", detail));
            }
        }
        Control::Radio => {
            if flag(page, elem, "checked") {
                return;
            }
            let group = enclosing(Control::RadioGroup);
            if let Some(group_node) = group.and_then(|group| group.node) {
                for other in below(page, group_node) {
                    if control_of(&other) == Control::Radio
                        && !Rc::ptr_eq(&other, elem)
                        && flag(page, &other, "checked")
                    {
                        change(view, page, &other, "checked", Value::from(false));
                    }
                }
            }
            change(view, page, elem, "checked", Value::from(true));
            if let Some(group) = group {
                let detail = Value::object([("value", attribute(page, elem, "value"))]);
                view.deliver(page, group, &Event::control(view, "change", detail));
            }
        }
        Control::Label => {
            let Some(target) = label_target(page, elem) else { return };
            if control_of(&target) == Control::TextField {
                if let Some(node) = target.node {
                    view.host.request(page.id, node, ControlRequest::Focus);
                }
                return;
            }
            let around: Vec<Rc<Elem>> =
                path::stations(&target, true).into_iter().map(|station| station.elem).collect();
            activate(view, page, &target, &around, depth + 1);
        }
        _ => {}
    }
}

/// The control that a label is for: the one of the id in `for`, or the first one inside.
fn label_target(page: &Rc<Page>, label: &Rc<Elem>) -> Option<Rc<Elem>> {
    let usable = |elem: &Rc<Elem>| {
        matches!(
            control_of(elem),
            Control::Button | Control::Checkbox | Control::Radio | Control::Switch | Control::TextField
        )
    };
    let id = text(page, label, "for");
    if id.is_empty() {
        return below(page, label.node?).into_iter().find(usable);
    }
    let owner = label.owner.upgrade()?;
    crate::select::select(&owner, &format!("#{id}"), false).into_iter().find(usable)
}

fn navigation(page: &Page, elem: &Rc<Elem>) -> Navigation {
    let given = text(page, elem, "url");
    let from = format!("/{}", page.path);
    let open_type = text(page, elem, "open-type");
    Navigation {
        open_type: if open_type.is_empty() { "navigate".into() } else { open_type.to_string() },
        url: if given.is_empty() { String::new() } else { resolve_url(&from, &given) },
        delta: attribute(page, elem, "delta").to_number().clamp(1.0, 1000.0) as u32,
        target: match &*text(page, elem, "target") {
            "" => "self".into(),
            other => other.to_owned(),
        },
        app_id: text(page, elem, "app-id").to_string(),
        path: text(page, elem, "path").to_string(),
    }
}

/// A page URL from the package's root without a leading slash, its query kept.
pub(crate) fn resolve_url(from: &str, url: &str) -> String {
    let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    join_path(from, path) + query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_urls() {
        for (url, expected) in [
            ("/pages/b/b?x=1", "pages/b/b?x=1"),
            ("../b/b", "pages/b/b"),
            ("b?u=/a/../c", "pages/a/b?u=/a/../c"),
            ("../../../b", "b"),
        ] {
            assert_eq!(resolve_url("/pages/a/a", url), expected);
        }
    }
}
