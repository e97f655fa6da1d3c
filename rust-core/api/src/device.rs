//! Clipboard, vibration, network type, login and what is accepted and only recorded.

use crate::error::text_parameter;
use crate::{ApiError, Shell};
use minihost_ports::NetworkType;
use minihost_value::Value;

fn empty() -> Value {
    Value::object::<&str>([])
}

pub(crate) fn set_clipboard(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer =
        text_parameter(options, "data").and_then(|text| Ok(shell.state().device.set_clipboard(&text)?));
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

/// Known and not offered.
pub(crate) fn unsupported(shell: &mut dyn Shell, call: u32, _options: &Value) {
    shell.reply(call, Err(ApiError::unsupported()));
}
