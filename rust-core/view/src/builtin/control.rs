//! State of controls that styles look at: checked, disabled.

use super::{Builtin, Control, flag, with_element};
use crate::nodes::Elem;
use crate::page::Page;

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
