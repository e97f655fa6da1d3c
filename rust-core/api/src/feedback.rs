//! Toasts, loading notices, modals, action sheets, pull-down refresh, keyboard, page scroll.

use crate::error::optional_text;
use crate::{ApiError, ChromeCommand, Shell};
use minihost_ports::{ActionSheet, Locale, Modal, Toast, ToastIcon};
use minihost_value::Value;

/// WeChat documents 1500 ms as the default of `showToast`; ByteDance the same.
const TOAST_MS: u32 = 1500;

/// `icon` of `showToast`. `error` is WeChat's word and `fail` ByteDance's; each is harmless in the other.
const TOAST_ICONS: &[(&str, ToastIcon)] = &[
    ("success", ToastIcon::Success),
    ("error", ToastIcon::Fail),
    ("fail", ToastIcon::Fail),
    ("loading", ToastIcon::Loading),
    ("none", ToastIcon::None),
];

fn empty() -> Value {
    Value::object::<&str>([])
}

fn chrome(shell: &mut dyn Shell, call: u32, command: ChromeCommand) {
    let answer = shell.chrome(command).map(|()| empty());
    shell.reply(call, answer);
}

pub(crate) fn show_toast(shell: &mut dyn Shell, call: u32, options: &Value) {
    let icon = optional_text(options, "icon").unwrap_or_else(|| "success".into());
    let icon =
        TOAST_ICONS.iter().find(|(name, _)| *name == icon).map_or(ToastIcon::Success, |(_, icon)| *icon);
    let duration = options.get("duration").as_number().filter(|ms| *ms >= 0.0);
    let toast = Toast {
        title: optional_text(options, "title").unwrap_or_default(),
        icon,
        duration_ms: Some(duration.map_or(TOAST_MS, |ms| ms as u32)),
        mask: options.get("mask").truthy(),
    };
    chrome(shell, call, ChromeCommand::Toast(Some(toast)));
}

pub(crate) fn show_loading(shell: &mut dyn Shell, call: u32, options: &Value) {
    let toast = Toast {
        title: optional_text(options, "title").unwrap_or_default(),
        icon: ToastIcon::Loading,
        duration_ms: None,
        mask: options.get("mask").truthy(),
    };
    chrome(shell, call, ChromeCommand::Toast(Some(toast)));
}

pub(crate) fn hide_toast(shell: &mut dyn Shell, call: u32, _options: &Value) {
    chrome(shell, call, ChromeCommand::Toast(None));
}

/// The two words of a modal in the user's language.
fn words(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::En => ("OK", "Cancel"),
        Locale::Zh => ("确定", "取消"),
    }
}

pub(crate) fn show_modal(shell: &mut dyn Shell, call: u32, options: &Value) {
    let (confirm, cancel) = words(shell.state().screen.borrow().locale);
    let shows_cancel = !matches!(options.get("showCancel"), Value::Bool(false));
    let modal = Modal {
        title: optional_text(options, "title").unwrap_or_default(),
        content: optional_text(options, "content").unwrap_or_default(),
        confirm_text: optional_text(options, "confirmText")
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| confirm.into()),
        cancel_text: shows_cancel.then(|| {
            optional_text(options, "cancelText")
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| cancel.into())
        }),
        placeholder: options
            .get("editable")
            .truthy()
            .then(|| optional_text(options, "placeholderText").unwrap_or_default()),
    };
    shell.modal(call, modal);
}

pub(crate) fn show_action_sheet(shell: &mut dyn Shell, call: u32, options: &Value) {
    let list = options.get("itemList");
    let items: Vec<String> = match list.as_array() {
        Some(items) if !items.is_empty() => items.iter().map(|item| item.to_display().to_string()).collect(),
        _ => return shell.reply(call, Err(ApiError::parameter("itemList", "Array", &list))),
    };
    // WeChat documents at most six items.
    if items.len() > 6 {
        return shell
            .reply(call, Err(ApiError::new("parameter error: itemList should not be larger than 6")));
    }
    shell.action_sheet(
        call,
        ActionSheet { title: optional_text(options, "alertText").unwrap_or_default(), items },
    );
}

pub(crate) fn start_pull_down_refresh(shell: &mut dyn Shell, call: u32, _options: &Value) {
    chrome(shell, call, ChromeCommand::PullDownRefresh(true));
}

pub(crate) fn stop_pull_down_refresh(shell: &mut dyn Shell, call: u32, _options: &Value) {
    chrome(shell, call, ChromeCommand::PullDownRefresh(false));
}

pub(crate) fn hide_keyboard(shell: &mut dyn Shell, call: u32, _options: &Value) {
    chrome(shell, call, ChromeCommand::HideKeyboard);
}

pub(crate) fn page_scroll_to(shell: &mut dyn Shell, call: u32, options: &Value) {
    let top = match (options.get("scrollTop").as_number(), options.get("selector").as_str()) {
        (Some(top), _) => top as f32,
        (None, Some(selector)) => {
            let query = crate::Query::page_offset(selector);
            let offset = options.get("offsetTop").as_number().unwrap_or(0.0);
            match shell.query(&[query]).first().and_then(|rect| rect.get("pageTop").as_number()) {
                Some(top) => (top + offset) as f32,
                None => {
                    return shell.reply(call, Err(ApiError::new(format!("no node matches \"{selector}\""))));
                }
            }
        }
        (None, None) => {
            return shell
                .reply(call, Err(ApiError::parameter("scrollTop", "Number", &options.get("scrollTop"))));
        }
    };
    let duration = options.get("duration").as_number().unwrap_or(300.0).clamp(0.0, 10_000.0);
    chrome(shell, call, ChromeCommand::ScrollPage { top: top.max(0.0), duration_ms: duration as u32 });
}
