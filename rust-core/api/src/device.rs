//! Clipboard, vibration, network type, and what is accepted without effect.

use crate::error::text_parameter;
use crate::{ApiError, ChromeCommand, Shell, dialect};
use minihost_ports::{Locale, NetworkType, Toast};
use minihost_value::Value;

fn empty() -> Value {
    Value::object::<&str>([])
}

pub(crate) fn set_clipboard(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer =
        text_parameter(options, "data").and_then(|text| Ok(shell.state().device.set_clipboard(&text)?));
    if answer.is_ok() && dialect::row(shell.state().dialect()).copying_is_told {
        let locale = shell.state().screen.borrow().locale;
        let title = if locale == Locale::Zh { "内容已复制" } else { "Copied" };
        let toast = Toast { title: title.into(), duration_ms: Some(1500), ..Toast::default() };
        // A host that cannot show it has copied all the same.
        let _ = shell.chrome(ChromeCommand::Toast(Some(toast)));
    }
    shell.reply(call, answer.map(|()| empty()));
}

pub(crate) fn get_clipboard(shell: &mut dyn Shell, call: u32, _options: &Value) {
    shell.clipboard(call);
}

pub(crate) fn vibrate_short(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let answer = shell.state().device.vibrate(true).map(|()| empty()).map_err(ApiError::from);
    shell.reply(call, answer);
}

pub(crate) fn vibrate_long(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let answer = shell.state().device.vibrate(false).map(|()| empty()).map_err(ApiError::from);
    shell.reply(call, answer);
}

pub(crate) fn network_type(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let name = match shell.state().device.network_type() {
        NetworkType::Wifi => "wifi",
        NetworkType::Cellular => "4g",
        NetworkType::Unknown => "unknown",
        NetworkType::None => "none",
    };
    shell.reply(call, Ok(Value::object([("networkType", Value::from(name))])));
}

/// Accepted and without effect, such as `showShareMenu` and `reportAnalytics`.
pub(crate) fn accept(shell: &mut dyn Shell, call: u32, _options: &Value) {
    shell.reply(call, Ok(empty()));
}
