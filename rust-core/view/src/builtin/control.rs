//! State of controls that styles look at: checked, disabled, touched.

use super::{Builtin, Control, control_of, flag, text, with_element};
use crate::attributes;
use crate::nodes::Elem;
use crate::page::Page;
use crate::path;
use std::rc::Rc;

/// Brings `:checked` and `:disabled` in line with the attributes.
pub(super) fn refresh(page: &Page, elem: &Elem, builtin: &Builtin) {
    let Some(node) = elem.node else { return };
    let Some(mut state) = with_element(page, elem, |element| element.state) else { return };
    state.disabled = flag(page, elem, "disabled");
    if matches!(builtin.control, Control::Checkbox | Control::Radio | Control::Switch) {
        state.checked = flag(page, elem, "checked");
    }
    page.tree.borrow_mut().set_state(node, state);
}

/// What a tag's `hover-class` is when it is not given.
fn default_hover(control: Control) -> &'static str {
    match control {
        Control::Button => "button-hover",
        Control::Navigator => "navigator-hover",
        _ => "",
    }
}

/// A touch begins or ends: everything around the target is `:active`; hover classes go from the target outwards until
/// `hover-stop-propagation`. Disabled buttons do not react.
pub(crate) fn hover(page: &Rc<Page>, target: &Rc<Elem>, touched: bool) {
    let mut reaches = true;
    for station in path::stations(target, true) {
        let elem = station.elem;
        let Some(node) = elem.node else { continue };
        let control = control_of(&elem);
        let disabled = control == Control::Button && flag(page, &elem, "disabled");
        if let Some(mut state) = with_element(page, &elem, |element| element.state) {
            state.active = touched && !disabled;
            page.tree.borrow_mut().set_state(node, state);
        }
        let given = text(page, &elem, "hover-class");
        let has_class = if given.is_empty() { !default_hover(control).is_empty() } else { &*given != "none" };
        let hovered = touched && reaches && has_class && !disabled;
        if elem.state.borrow().hovered != hovered {
            elem.state.borrow_mut().hovered = hovered;
            attributes::apply_classes(page, &elem);
            if given.is_empty() {
                // The default's look comes from the built-in sheet, which is seen in every scope.
                let scope = with_element(page, &elem, |element| element.style_scope).unwrap_or_default();
                let mut tree = page.tree.borrow_mut();
                if hovered {
                    tree.add_class(node, default_hover(control), scope);
                }
            }
        }
        if has_class && flag(page, &elem, "hover-stop-propagation") {
            reaches = false;
        }
    }
}
