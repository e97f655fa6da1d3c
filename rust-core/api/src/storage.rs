//! Storage. `api.js` turns values to JSON text and back, so that what is read is what JavaScript itself would have written; here are keys, quotas and
//! durability.

use crate::error::text_parameter;
use crate::{ApiError, ApiState, Shell};
use minihost_store::StoreError;
use minihost_value::Value;

fn empty() -> Value {
    Value::object::<&str>([])
}

fn key(args: &[Value]) -> Result<String, ApiError> {
    text_parameter(&Value::object([("key", args.first().cloned().unwrap_or_default())]), "key")
}

fn write(state: &ApiState, key: &str, text: &Value) -> Result<(), ApiError> {
    let Some(text) = text.as_str() else {
        return Err(ApiError::new("the value cannot be stored: it has no JSON form"));
    };
    let storage = state.store.storage(&state.program, state.dialect());
    storage.set(key, text).map_err(|error| match error {
        // The words that both clients use and programs look for.
        StoreError::QuotaExceeded { what: "one key", .. } => ApiError::new("exceed storage item max length"),
        StoreError::QuotaExceeded { limit_bytes, .. } => {
            ApiError::new(format!("exceed storage max size {}Mb", limit_bytes / (1024 * 1024)))
        }
        other => ApiError::new(other.to_string()),
    })
}

fn read(state: &ApiState, key: &str) -> Result<Option<String>, ApiError> {
    let storage = state.store.storage(&state.program, state.dialect());
    storage.get(key).map_err(|error| ApiError::new(error.to_string()))
}

fn erase(state: &ApiState, key: &str) -> Result<(), ApiError> {
    let storage = state.store.storage(&state.program, state.dialect());
    storage.remove(key).map_err(|error| ApiError::new(error.to_string()))
}

pub(crate) fn set_sync(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    write(state, &key(args)?, &args.get(1).cloned().unwrap_or_default())?;
    Ok(Value::Undefined)
}

pub(crate) fn get_sync(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    Ok(read(state, &key(args)?)?.into())
}

pub(crate) fn remove_sync(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    erase(state, &key(args)?)?;
    Ok(Value::Undefined)
}

pub(crate) fn clear_sync(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    let storage = state.store.storage(&state.program, state.dialect());
    storage.clear().map_err(|error| ApiError::new(error.to_string()))?;
    Ok(Value::Undefined)
}

/// Sizes are in KB, rounded up, as both dialects document `currentSize` and `limitSize`.
pub(crate) fn info_sync(state: &ApiState, _args: &[Value]) -> Result<Value, ApiError> {
    let storage = state.store.storage(&state.program, state.dialect());
    let fault = |error: StoreError| ApiError::new(error.to_string());
    let keys = storage.keys().map_err(fault)?;
    let bytes = storage.byte_len().map_err(fault)?;
    let limit = storage.limits().total_bytes;
    Ok(Value::object([
        ("keys", Value::from(keys)),
        ("currentSize", Value::from(bytes.div_ceil(1024) as f64)),
        ("limitSize", Value::from((limit / 1024) as f64)),
    ]))
}

pub(crate) fn set(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer = text_parameter(options, "key")
        .and_then(|key| write(shell.state(), &key, &options.get("data")))
        .map(|()| empty());
    shell.reply(call, answer);
}

pub(crate) fn get(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer = text_parameter(options, "key").and_then(|key| match read(shell.state(), &key)? {
        Some(text) => Ok(Value::object([("data", Value::from(text))])),
        None => Err(ApiError::new("data not found")),
    });
    shell.reply(call, answer);
}

pub(crate) fn remove(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer = text_parameter(options, "key").and_then(|key| erase(shell.state(), &key)).map(|()| empty());
    shell.reply(call, answer);
}

pub(crate) fn clear(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let answer = clear_sync(shell.state(), &[]).map(|_| empty());
    shell.reply(call, answer);
}

pub(crate) fn info(shell: &mut dyn Shell, call: u32, _options: &Value) {
    let answer = info_sync(shell.state(), &[]);
    shell.reply(call, answer);
}
