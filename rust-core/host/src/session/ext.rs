//! `ext.json`: what a program's third-party platform configures for it.

use minihost_package::Package;
use minihost_value::Value;

/// `ext` of `ext.json`, as both dialects document it.
pub(super) fn config(package: &Package) -> Value {
    let text = package.read_text("ext.json").unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    from_json(json.get("ext").unwrap_or(&serde_json::Value::Null), 0)
}

fn from_json(json: &serde_json::Value, depth: usize) -> Value {
    use serde_json::Value as Json;
    match json {
        _ if depth > 32 => Value::Undefined,
        Json::Null => Value::object::<&str>([]),
        Json::Bool(value) => Value::from(*value),
        Json::Number(number) => Value::from(number.as_f64().unwrap_or(0.0)),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::array(items.iter().map(|item| from_json(item, depth + 1))),
        Json::Object(map) => {
            Value::object(map.iter().map(|(key, value)| (key.as_str(), from_json(value, depth + 1))))
        }
    }
}
