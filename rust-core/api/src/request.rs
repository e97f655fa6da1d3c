//! `request`. Serialising the body and parsing the answer is JavaScript's own business (`js/api.js`); here the request is checked, vetted and sent.

use crate::error::text_parameter;
use crate::{ApiError, Shell};
use minihost_ports::{HttpHeader, HttpRequest, Link};
use minihost_value::Value;

/// Default and largest timeout: 60 s in WeChat and ByteDance (facts: peers, section 6.5).
const TIMEOUT_MS: f64 = 60_000.0;

/// Largest answer that is kept: a program's whole heap limit must not be filled by one answer.
const MAX_BODY_BYTES: u64 = 32 * 1024 * 1024;

/// The methods WeChat documents.
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PATCH"];

pub(crate) fn request(shell: &mut dyn Shell, call: u32, options: &Value) {
    match read(options).and_then(|request| shell.vet(&Link::Request(request.url.clone())).map(|()| request)) {
        Ok(request) => {
            let binary = options.get("responseType").as_str() == Some("arraybuffer");
            shell.request(call, request, binary);
        }
        Err(error) => shell.reply(call, Err(error)),
    }
}

pub(crate) fn abort(shell: &mut dyn Shell, call: u32, options: &Value) {
    let target = options.get("call").as_number().unwrap_or(0.0) as u32;
    shell.abort(target);
    shell.reply(call, Ok(Value::object::<&str>([])));
}

fn read(options: &Value) -> Result<HttpRequest, ApiError> {
    let url = text_parameter(options, "url")?;
    let lower = url.to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://")) {
        return Err(ApiError { reason: format!("invalid url \"{url}\""), code: Some(600_009) });
    }
    let method = options.get("method").as_str().unwrap_or("GET").to_ascii_uppercase();
    if !METHODS.contains(&method.as_str()) {
        return Err(ApiError::new(format!(
            "parameter error: method \"{method}\" is not one of {}",
            METHODS.join(", ")
        )));
    }
    let mut headers = Vec::new();
    if let Some(given) = options.get("header").as_object() {
        for (name, value) in given.iter() {
            let value = value.to_display();
            let clean = |text: &str| !text.contains(['\r', '\n', '\0']);
            if name.is_empty() || !clean(name) || !clean(&value) {
                return Err(ApiError::new(format!(
                    "parameter error: header \"{}\" is malformed",
                    name.escape_debug()
                )));
            }
            // Programs cannot say who asks: WeChat documents that Referer is the platform's.
            if !name.eq_ignore_ascii_case("referer") {
                headers.push(HttpHeader { name: name.to_string(), value: value.to_string() });
            }
        }
    }
    let timeout =
        options.get("timeout").as_number().filter(|ms| *ms > 0.0).unwrap_or(TIMEOUT_MS).min(TIMEOUT_MS);
    let body = options.get("body").as_str().map_or_else(Vec::new, |text| text.as_bytes().to_vec());
    Ok(HttpRequest { url, method, headers, body, timeout_ms: timeout as u32, max_bytes: MAX_BODY_BYTES })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_checked_before_anything_is_sent() {
        let options =
            |pairs: &[(&str, Value)]| Value::object(pairs.iter().map(|(key, value)| (*key, value.clone())));
        for (given, reason) in [
            (options(&[]), "parameter error: parameter.url should be String instead of Undefined"),
            (options(&[("url", "file:///etc/passwd".into())]), "invalid url \"file:///etc/passwd\""),
            (
                options(&[("url", "https://a".into()), ("method", "BREW".into())]),
                "parameter error: method \"BREW\" is not one of GET, POST, PUT, DELETE, HEAD, OPTIONS, TRACE, CONNECT, PATCH",
            ),
            (
                options(&[("url", "https://a".into()), ("header", options(&[("x", "a\r\nHost: b".into())]))]),
                "parameter error: header \"x\" is malformed",
            ),
        ] {
            assert_eq!(read(&given).expect_err(reason).reason, reason);
        }
        let good = read(&options(&[
            ("url", "HTTPS://a/b".into()),
            ("header", options(&[("Referer", "https://evil".into()), ("X-A", 1.into())])),
            ("timeout", 1e9.into()),
        ]))
        .expect("valid");
        assert_eq!(good.headers, [HttpHeader { name: "X-A".into(), value: "1".into() }]);
        assert_eq!(good.timeout_ms, 60_000);
    }
}
