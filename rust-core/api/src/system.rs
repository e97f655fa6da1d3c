//! getSystemInfo and its younger parts, launch options, account info. Field names and meanings are WeChat's
//! documentation of `getWindowInfo`, `getDeviceInfo`, `getAppBaseInfo` and `getSystemInfo`; ByteDance documents the same names plus `appName`.

use crate::{ApiError, ApiState, dialect};
use minihost_ports::Appearance;
use minihost_value::{Object, Value};
use std::rc::Rc;

type Pairs = Vec<(&'static str, Value)>;

fn number(value: f32) -> Value {
    Value::from(f64::from((value * 100.0).round() / 100.0))
}

fn window(state: &ApiState) -> Pairs {
    let screen = state.screen.borrow();
    let metrics = state.metrics.get();
    let safe = screen.safe_area;
    vec![
        ("pixelRatio", number(screen.pixel_ratio)),
        ("screenWidth", number(screen.width)),
        ("screenHeight", number(screen.height)),
        ("windowWidth", number(metrics.window.0)),
        ("windowHeight", number(metrics.window.1)),
        ("statusBarHeight", number(metrics.status_bar)),
        ("screenTop", number(metrics.status_bar + metrics.navigation_bar)),
        (
            "safeArea",
            Value::object([
                ("left", number(safe.left)),
                ("right", number(screen.width - safe.right)),
                ("top", number(safe.top)),
                ("bottom", number(screen.height - safe.bottom)),
                ("width", number(screen.width - safe.left - safe.right)),
                ("height", number(screen.height - safe.top - safe.bottom)),
            ]),
        ),
    ]
}

fn device(state: &ApiState) -> Pairs {
    vec![
        ("brand", state.device.brand().into()),
        ("model", state.device.model().into()),
        ("system", state.device.system().into()),
        ("platform", state.device.platform().into()),
        ("abi", std::env::consts::ARCH.into()),
        ("benchmarkLevel", Value::from(-1)),
    ]
}

fn base(state: &ApiState) -> Pairs {
    let screen = state.screen.borrow();
    let theme = match screen.appearance {
        Appearance::Dark if state.dark_mode => "dark",
        _ => "light",
    };
    vec![
        ("SDKVersion", dialect::row(state.dialect()).sdk_version.into()),
        ("enableDebug", Value::from(false)),
        ("language", screen.locale.tag().into()),
        ("version", state.host.version.as_str().into()),
        ("theme", theme.into()),
        ("fontSizeSetting", number(screen.font_scale * 16.0)),
        ("fontSizeScaleFactor", number(screen.font_scale)),
        ("host", Value::object([("appId", Value::from(state.host.id.as_str())), ("env", "Minihost".into())])),
    ]
}

fn object(parts: impl IntoIterator<Item = Pairs>) -> Value {
    let pairs: Object = parts.into_iter().flatten().map(|(key, value)| (Rc::from(key), value)).collect();
    Value::Object(Rc::new(pairs))
}

pub(crate) fn window_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(object([window(state)]))
}

pub(crate) fn device_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(object([device(state)]))
}

pub(crate) fn app_base_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(object([base(state)]))
}

pub(crate) fn system_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    let name = ("appName", Value::from(state.host.name.as_str()));
    let extra = if dialect::row(state.dialect()).host_has_a_name { vec![name] } else { vec![] };
    Ok(object([window(state), device(state), base(state), extra]))
}

pub(crate) fn env_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(Value::object([
        (
            "microapp",
            Value::object([
                ("appId", Value::from(state.program.as_str())),
                ("mpVersion", state.version.as_str().into()),
                ("envType", "production".into()),
            ]),
        ),
        ("common", Value::object([("USER_DATA_PATH", Value::from("ttfile://user"))])),
    ]))
}

pub(crate) fn account_info(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(Value::object([(
        "miniProgram",
        Value::object([
            ("appId", Value::from(state.program.as_str())),
            ("envVersion", "release".into()),
            ("version", state.version.as_str().into()),
        ]),
    )]))
}

pub(crate) fn menu_button(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    let (left, top, width, height) = state.metrics.get().capsule;
    Ok(Value::object([
        ("left", number(left)),
        ("top", number(top)),
        ("right", number(left + width)),
        ("bottom", number(top + height)),
        ("width", number(width)),
        ("height", number(height)),
    ]))
}

pub(crate) fn launch_options(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(state.launch_options.borrow().clone())
}

pub(crate) fn enter_options(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(state.enter_options.borrow().clone())
}

pub(crate) fn ext_config(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    Ok(state.ext_config.clone())
}
