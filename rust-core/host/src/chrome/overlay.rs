//! Toast, modal, action sheet, picker.

use super::builder::{act, element, label, spinner, view};
use super::metrics::WHEEL_ROW;
use super::{Action, Chrome, ChromeEnv, Picker};
use crate::strings::{Text, text};
use minihost_ports::{ActionSheet, Modal, Toast, ToastIcon};
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;

pub(super) fn build(chrome: &Chrome, env: &ChromeEnv) -> Option<Tree> {
    let mut tree = Tree::new("chrome");
    let root = tree.root();
    tree.add_class(root, if env.dark { "dark" } else { "light" }, minihost_tree::StyleScope::APP);
    if let Some(modal) = &chrome.modal {
        build_modal(&mut tree, root, modal);
    } else if let Some(sheet) = &chrome.sheet {
        build_sheet(&mut tree, root, sheet, env);
    } else if let Some(picker) = &chrome.picker {
        build_picker(&mut tree, root, picker, env);
    } else if let Some(toast) = &chrome.toast {
        build_toast(&mut tree, root, toast);
    } else {
        return None;
    }
    Some(tree)
}

fn build_toast(tree: &mut Tree, root: NodeId, toast: &Toast) {
    let ground = view(tree, root, "toast-ground");
    if toast.mask {
        act(tree, ground, Action::Nothing, "");
    } else {
        tree.set_style(ground, "pointer-events:none");
    }
    let icon = match toast.icon {
        ToastIcon::Success => Some("success_no_circle"),
        ToastIcon::Fail => Some("warn"),
        ToastIcon::Loading | ToastIcon::None => None,
    };
    let pictured = toast.icon != ToastIcon::None;
    let card = view(tree, ground, if pictured { "toast square" } else { "toast" });
    if toast.icon == ToastIcon::Loading {
        spinner(tree, card, "toast-wheel");
    }
    if let Some(kind) = icon {
        let icon = element(tree, card, "icon", "toast-icon");
        tree.set_attribute(icon, "type", Value::from(kind));
        tree.set_attribute(icon, "size", Value::from(40));
        tree.set_attribute(icon, "color", Value::from("#ffffff"));
    }
    if !toast.title.is_empty() {
        label(tree, card, if pictured { "toast-text one" } else { "toast-text" }, &toast.title);
    }
    tree.set_attribute(card, "aria-role", Value::from("alert"));
}

fn build_modal(tree: &mut Tree, root: NodeId, modal: &Modal) {
    let ground = view(tree, root, "dim middle");
    act(tree, ground, Action::Nothing, "");
    let card = view(tree, ground, "card");
    if !modal.title.is_empty() {
        label(tree, card, "card-title", &modal.title);
    }
    if !modal.content.is_empty() {
        label(
            tree,
            card,
            if modal.title.is_empty() { "card-text alone" } else { "card-text" },
            &modal.content,
        );
    }
    if let Some(placeholder) = &modal.placeholder {
        let field = element(tree, card, "input", "card-input");
        tree.set_attribute(field, "placeholder", Value::from(placeholder.as_str()));
        tree.set_attribute(field, "focus", Value::from(true));
    }
    let buttons = view(tree, card, "card-buttons");
    if let Some(cancel) = &modal.cancel_text {
        let button = view(tree, buttons, "card-button");
        label(tree, button, "card-button-text", cancel);
        act(tree, button, Action::Decline, cancel);
        view(tree, buttons, "card-button-line");
    }
    let button = view(tree, buttons, "card-button");
    label(tree, button, "card-button-text confirm", &modal.confirm_text);
    act(tree, button, Action::Confirm, &modal.confirm_text);
}

fn build_sheet(tree: &mut Tree, root: NodeId, sheet: &ActionSheet, env: &ChromeEnv) {
    let ground = view(tree, root, "dim bottom");
    act(tree, ground, Action::CancelSheet, "");
    let list = view(tree, ground, "sheet");
    act(tree, list, Action::Nothing, "");
    if !sheet.title.is_empty() {
        let row = view(tree, list, "sheet-title");
        label(tree, row, "sheet-title-text", &sheet.title);
    }
    for (index, item) in sheet.items.iter().enumerate() {
        let row = view(tree, list, "sheet-row");
        label(tree, row, "sheet-text", item);
        act(tree, row, Action::Item(index), item);
    }
    view(tree, list, "sheet-gap");
    let cancel = text(Text::Cancel, env.locale());
    let row = view(tree, list, "sheet-row last");
    label(tree, row, "sheet-text", cancel);
    act(tree, row, Action::CancelSheet, cancel);
    let inset = view(tree, list, "sheet-inset");
    tree.set_style(inset, &format!("height:{}px", env.screen.safe_area.bottom));
}

/// Items that a wheel shows above and below the chosen one.
const BESIDE: usize = 2;

fn build_picker(tree: &mut Tree, root: NodeId, picker: &Picker, env: &ChromeEnv) {
    let ground = view(tree, root, "dim bottom");
    act(tree, ground, Action::CancelPicker, "");
    let card = view(tree, ground, "picker");
    act(tree, card, Action::Nothing, "");
    tree.set_attribute(card, "aria-role", Value::from("group"));
    let head = view(tree, card, "picker-head");
    for (which, action, classes) in [
        (Text::Cancel, Action::CancelPicker, "picker-button"),
        (Text::Confirm, Action::ConfirmPicker, "picker-button confirm"),
    ] {
        let words = text(which, env.locale());
        let button = view(tree, head, classes);
        label(tree, button, "picker-button-text", words);
        act(tree, button, action, words);
        if action == Action::CancelPicker {
            label(tree, head, "picker-title", &picker.title);
        }
    }
    let shown = 2 * BESIDE + 1;
    let height = WHEEL_ROW * shown as f32;
    let wheels = view(tree, card, "wheels");
    tree.set_style(wheels, &format!("height:{height}px"));
    // Below the wheels: what lay above them would keep fingers from turning them.
    let band = view(tree, wheels, "wheel-band");
    tree.set_style(band, &format!("top:{}px;height:{WHEEL_ROW}px", WHEEL_ROW * BESIDE as f32));
    for (column, items) in picker.columns.iter().enumerate() {
        let wheel = element(tree, wheels, "swiper", "wheel");
        tree.set_attribute(wheel, "vertical", Value::from(true));
        tree.set_attribute(wheel, "display-multiple-items", Value::from(shown));
        tree.set_style(wheel, &format!("height:{height}px"));
        tree.associate(wheel, Action::Wheel(column).to_number());
        let rows = items.len() + 2 * BESIDE;
        for row in 0..rows {
            let place = element(tree, wheel, "swiper-item", "wheel-row");
            if let Some(item) = row.checked_sub(BESIDE).and_then(|item| Some((item, items.get(item)?))) {
                label(tree, place, "wheel-text", item.1);
                act(tree, place, Action::Row(column, item.0), item.1);
            }
        }
    }
    let inset = view(tree, card, "sheet-inset");
    tree.set_style(inset, &format!("height:{}px", env.screen.safe_area.bottom));
}
