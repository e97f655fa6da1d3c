//! The navigation bar and the tab bar.

use crate::error::{optional_text, text_parameter};
use crate::{ApiError, ChromeCommand, Shell, TabBarChange, TitleBarChange};
use minihost_value::Value;

fn finish(shell: &mut dyn Shell, call: u32, command: Result<ChromeCommand, ApiError>) {
    let answer = command.and_then(|command| shell.chrome(command)).map(|()| Value::object::<&str>([]));
    shell.reply(call, answer);
}

pub(crate) fn set_title(shell: &mut dyn Shell, call: u32, options: &Value) {
    let command = text_parameter(options, "title").map(|title| {
        ChromeCommand::TitleBar(TitleBarChange { title: Some(title), ..TitleBarChange::default() })
    });
    finish(shell, call, command);
}

const FRONT_COLOURS: &[&str] = &["#ffffff", "#000000"];

pub(crate) fn set_color(shell: &mut dyn Shell, call: u32, options: &Value) {
    let front = optional_text(options, "frontColor");
    // Both dialects document these two alone.
    if let Some(front) =
        front.as_ref().filter(|front| !FRONT_COLOURS.contains(&front.to_ascii_lowercase().as_str()))
    {
        return shell.reply(call, Err(ApiError::new(format!("invalid frontColor \"{front}\""))));
    }
    let command = ChromeCommand::TitleBar(TitleBarChange {
        front_color: front,
        background_color: optional_text(options, "backgroundColor"),
        ..TitleBarChange::default()
    });
    finish(shell, call, Ok(command));
}

fn loading(shell: &mut dyn Shell, call: u32, on: bool) {
    let change = TitleBarChange { loading: Some(on), ..TitleBarChange::default() };
    finish(shell, call, Ok(ChromeCommand::TitleBar(change)));
}

pub(crate) fn show_loading(shell: &mut dyn Shell, call: u32, _options: &Value) {
    loading(shell, call, true);
}

pub(crate) fn hide_loading(shell: &mut dyn Shell, call: u32, _options: &Value) {
    loading(shell, call, false);
}

pub(crate) fn hide_home_button(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let change = TitleBarChange { hide_home_button: true, ..TitleBarChange::default() };
    finish(shell, call, Ok(ChromeCommand::TitleBar(change)));
}

pub(crate) fn set_background(shell: &mut dyn Shell, call: u32, options: &Value) {
    let color = optional_text(options, "backgroundColor").unwrap_or_default();
    finish(shell, call, Ok(ChromeCommand::Background(color)));
}

/// The colour of the dots while a page refreshes: `dark` or `light`.
pub(crate) fn set_background_text(shell: &mut dyn Shell, call: u32, options: &Value) {
    let command = match optional_text(options, "textStyle").as_deref() {
        Some(style @ ("dark" | "light")) => Ok(ChromeCommand::BackgroundText(style.to_owned())),
        _ => Err(ApiError::parameter("textStyle", "dark or light", &options.get("textStyle"))),
    };
    finish(shell, call, command);
}

fn index(options: &Value) -> Result<usize, ApiError> {
    match options.get("index") {
        Value::Number(index) if index >= 0.0 => Ok(index as usize),
        other => Err(ApiError::parameter("index", "Number", &other)),
    }
}

fn tab_bar(shell: &mut dyn Shell, call: u32, change: Result<TabBarChange, ApiError>) {
    finish(shell, call, change.map(ChromeCommand::TabBar));
}

pub(crate) fn show_tab_bar(shell: &mut dyn Shell, call: u32, _options: &Value) {
    tab_bar(shell, call, Ok(TabBarChange::Visible(true)));
}

pub(crate) fn hide_tab_bar(shell: &mut dyn Shell, call: u32, _options: &Value) {
    tab_bar(shell, call, Ok(TabBarChange::Visible(false)));
}

pub(crate) fn set_badge(shell: &mut dyn Shell, call: u32, options: &Value) {
    let change = index(options)
        .and_then(|index| Ok(TabBarChange::Badge(index, Some(text_parameter(options, "text")?))));
    tab_bar(shell, call, change);
}

pub(crate) fn remove_badge(shell: &mut dyn Shell, call: u32, options: &Value) {
    tab_bar(shell, call, index(options).map(|index| TabBarChange::Badge(index, None)));
}

pub(crate) fn show_red_dot(shell: &mut dyn Shell, call: u32, options: &Value) {
    tab_bar(shell, call, index(options).map(|index| TabBarChange::RedDot(index, true)));
}

pub(crate) fn hide_red_dot(shell: &mut dyn Shell, call: u32, options: &Value) {
    tab_bar(shell, call, index(options).map(|index| TabBarChange::RedDot(index, false)));
}

pub(crate) fn set_item(shell: &mut dyn Shell, call: u32, options: &Value) {
    let change = index(options).map(|index| TabBarChange::Item {
        index,
        text: optional_text(options, "text"),
        icon: optional_text(options, "iconPath"),
        selected_icon: optional_text(options, "selectedIconPath"),
    });
    tab_bar(shell, call, change);
}

pub(crate) fn set_style(shell: &mut dyn Shell, call: u32, options: &Value) {
    let change = TabBarChange::Style {
        color: optional_text(options, "color"),
        selected_color: optional_text(options, "selectedColor"),
        background_color: optional_text(options, "backgroundColor"),
        border_style: optional_text(options, "borderStyle"),
    };
    tab_bar(shell, call, Ok(change));
}
