//! Forms: values by name, submit and reset.

use super::{Control, attribute, below, control, control_of, flag, set, text};
use crate::events::Event;
use crate::nodes::Elem;
use crate::page::Page;
use crate::view::Inner;
use minihost_value::{Object, Value};
use std::rc::Rc;

/// `bindsubmit`: `{value: {name: value, …}}` of everything with a name inside the form.
pub(super) fn submit(view: &Inner, page: &Rc<Page>, form: &Rc<Elem>, button: &Rc<Elem>) {
    let detail = Value::object([
        ("value", values(page, form)),
        ("target", Value::object([("dataset", crate::path::dataset(button))])),
    ]);
    view.deliver(page, form, &Event::control(view, "submit", detail));
}

/// `bindreset`, after all controls went back to what the template first gave them.
pub(super) fn reset(view: &Inner, page: &Rc<Page>, form: &Rc<Elem>) {
    let Some(node) = form.node else { return };
    for elem in below(page, node) {
        let (Some(builtin), Some(name)) = (elem.op.builtin, control_of(&elem).value_attribute()) else {
            continue;
        };
        let initial = elem.state.borrow().rare().map(|rare| rare.initial.clone()).unwrap_or_default();
        set(page, &elem, name, initial.clone());
        control::refresh(page, &elem, builtin);
        if control_of(&elem) == Control::TextField
            && let Some(node) = elem.node
        {
            let request = crate::config::ControlRequest::SetText(initial.to_display().to_string());
            view.host.request(page.id, node, request);
        }
    }
    view.deliver(page, form, &Event::control(view, "reset", Value::Undefined));
}

fn values(page: &Rc<Page>, form: &Rc<Elem>) -> Value {
    let mut found = Object::default();
    for elem in form.node.map_or_else(Vec::new, |node| below(page, node)) {
        // A component with the behavior `wx://form-field` counts by its properties `name` and `value`.
        if let Some(instance) = elem.component.get().filter(|instance| instance.definition.form_field) {
            let data = instance.data.borrow();
            let name = data.get("name").to_display();
            if !name.is_empty() {
                found.insert(name, data.get("value"));
            }
            continue;
        }
        let name = text(page, &elem, "name");
        if name.is_empty() {
            continue;
        }
        let value = match control_of(&elem) {
            Control::TextField => Value::String(text(page, &elem, "value")),
            Control::Slider => match attribute(page, &elem, "value") {
                Value::Undefined => Value::from(0),
                value => Value::from(value.to_number()),
            },
            Control::Picker | Control::PickerView => attribute(page, &elem, "value"),
            Control::Switch => Value::from(flag(page, &elem, "checked")),
            Control::CheckboxGroup => checked_values(page, &elem),
            Control::RadioGroup => match checked_values(page, &elem) {
                Value::Array(items) => items.first().cloned().unwrap_or_else(|| Value::from("")),
                _ => Value::from(""),
            },
            _ => continue,
        };
        found.insert(name, value);
    }
    Value::Object(Rc::new(found))
}

/// Values of the checked boxes in a group, in document order.
pub(super) fn checked_values(page: &Rc<Page>, group: &Rc<Elem>) -> Value {
    let inside = group.node.map_or_else(Vec::new, |node| below(page, node));
    let checked = inside.iter().filter(|elem| {
        matches!(control_of(elem), Control::Checkbox | Control::Radio) && flag(page, elem, "checked")
    });
    Value::array(checked.map(|elem| attribute(page, elem, "value")))
}
