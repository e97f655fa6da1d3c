//! How an API call fails.

use minihost_ports::PortError;
use minihost_value::Value;

/// A failed call: what follows `fail ` in `errMsg`, and a number where the dialect documents one.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError {
    /// The reason, as the dialect words it where it is documented.
    pub reason: String,
    /// `errno` (WeChat) or `errNo` (ByteDance).
    pub code: Option<i32>,
}

impl ApiError {
    /// A failure with a reason.
    pub fn new(reason: impl Into<String>) -> Self {
        ApiError { reason: reason.into(), code: None }
    }

    /// The API is known and not offered by this host.
    pub fn unsupported() -> Self {
        ApiError::new("not supported")
    }

    /// A parameter is missing or has a wrong type; worded as WeChat's base library does.
    pub fn parameter(name: &str, expected: &str, got: &Value) -> Self {
        let got = match got {
            Value::Null => "Null".to_owned(),
            Value::Array(_) => "Array".to_owned(),
            other => {
                let name = other.type_of();
                name[..1].to_uppercase() + &name[1..]
            }
        };
        ApiError {
            reason: format!("parameter error: parameter.{name} should be {expected} instead of {got}"),
            code: Some(1001),
        }
    }
}

impl From<PortError> for ApiError {
    fn from(error: PortError) -> Self {
        match error {
            PortError::Unsupported => ApiError::unsupported(),
            PortError::Cancelled => ApiError::new("cancel"),
            PortError::Timeout => ApiError { reason: "timeout".into(), code: Some(5) },
            other => ApiError::new(other.to_string()),
        }
    }
}

/// The text parameter `name`, or the parameter error.
pub(crate) fn text_parameter(options: &Value, name: &str) -> Result<String, ApiError> {
    match options.get(name) {
        Value::String(text) => Ok(text.to_string()),
        other => Err(ApiError::parameter(name, "String", &other)),
    }
}

/// A text parameter that may be left out.
pub(crate) fn optional_text(options: &Value, name: &str) -> Option<String> {
    match options.get(name) {
        Value::Undefined | Value::Null => None,
        other => Some(other.to_js_string().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameter_errors_name_what_was_given() {
        let text = |value: Value| ApiError::parameter("url", "String", &value).reason;
        assert_eq!(
            text(Value::Undefined),
            "parameter error: parameter.url should be String instead of Undefined"
        );
        assert_eq!(text(Value::Null), "parameter error: parameter.url should be String instead of Null");
        assert_eq!(
            text(Value::array([])),
            "parameter error: parameter.url should be String instead of Array"
        );
        assert_eq!(text(Value::from(1)), "parameter error: parameter.url should be String instead of Number");
    }
}
