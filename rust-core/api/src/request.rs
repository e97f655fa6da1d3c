//! `request`, `downloadFile`, `uploadFile`. Serialising the body and parsing the answer is JavaScript's own business (`js/api.js`); here the
//! request is checked, vetted and sent.

use crate::error::text_parameter;
use crate::files::{read_file, text_to_bytes};
use crate::{ApiError, ResponseBody, Shell};
use minihost_ports::{HttpHeader, HttpRequest, Link};
use minihost_value::Value;

/// Default and largest timeout: 60 s in WeChat and ByteDance (facts: peers, section 6.5).
const TIMEOUT_MS: u32 = 60_000;

/// Largest answer that is kept: a program's whole heap limit must not be filled by one answer.
const MAX_BODY_BYTES: u64 = 32 * 1024 * 1024;

/// The methods WeChat documents.
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PATCH"];

fn send(shell: &mut dyn Shell, call: u32, request: Result<HttpRequest, ApiError>, body: ResponseBody) {
    match request.and_then(|request| shell.vet(&Link::Request(request.url.clone())).map(|()| request)) {
        Ok(request) => shell.request(call, request, body),
        Err(error) => shell.reply(call, Err(error)),
    }
}

pub(crate) fn request(shell: &mut dyn Shell, call: u32, options: &Value) {
    let timeout = shell.state().package.app().network_timeout.request_ms;
    let binary = options.get("responseType").as_str() == Some("arraybuffer");
    let body = if binary { ResponseBody::Bytes } else { ResponseBody::Text };
    send(shell, call, read(options, timeout), body);
}

pub(crate) fn download(shell: &mut dyn Shell, call: u32, options: &Value) {
    if !options.get("filePath").is_nullish() {
        let path = options.get("filePath").to_display();
        return shell.reply(call, Err(ApiError::new(format!("permission denied, open \"{path}\""))));
    }
    let timeout = shell.state().package.app().network_timeout.download_file_ms;
    send(shell, call, read(options, timeout), ResponseBody::TempFile);
}

pub(crate) fn upload(shell: &mut dyn Shell, call: u32, options: &Value) {
    let timeout = shell.state().package.app().network_timeout.upload_file_ms;
    let request = read(options, timeout).and_then(|mut request| {
        let path = text_parameter(options, "filePath")?;
        let name = text_parameter(options, "name")?;
        let file = read_file(shell.state(), &path)?;
        let file_name = path.rsplit('/').next().unwrap_or("file");
        let boundary = boundary(&file, shell.state().clock.now_ms());
        request.method = "POST".into();
        request.headers.retain(|header| !header.name.eq_ignore_ascii_case("content-type"));
        request.headers.push(HttpHeader {
            name: "content-type".into(),
            value: format!("multipart/form-data; boundary={boundary}"),
        });
        request.body = multipart(&boundary, &options.get("formData"), &name, file_name, &file);
        Ok(request)
    });
    send(shell, call, request, ResponseBody::Text);
}

/// A line that does not occur in the file.
fn boundary(file: &[u8], seed: u64) -> String {
    // The first does, but for a file that was made to spoil it.
    (seed..seed.saturating_add(1000))
        .map(|number| format!("----minihost{number:016x}"))
        .find(|line| !file.windows(line.len()).any(|window| window == line.as_bytes()))
        .unwrap_or_default()
}

/// A form with one file, as RFC 7578 has it.
fn multipart(boundary: &str, fields: &Value, name: &str, file_name: &str, file: &[u8]) -> Vec<u8> {
    // What would end the quoted name is written as browsers write it.
    let quoted = |text: &str| text.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22");
    let mut body = Vec::new();
    if let Some(fields) = fields.as_object() {
        for (name, value) in fields.iter() {
            body.extend_from_slice(
                format!(
                    "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
                    quoted(name),
                    value.to_display()
                )
                .as_bytes(),
            );
        }
    }
    body.extend_from_slice(
        format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\ncontent-type: application/octet-stream\r\n\r\n",
            quoted(name),
            quoted(file_name)
        )
        .as_bytes(),
    );
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    body
}

pub(crate) fn abort(shell: &mut dyn Shell, call: u32, options: &Value) {
    let target = options.get("call").as_number().unwrap_or(0.0) as u32;
    shell.abort(target);
    shell.reply(call, Ok(Value::object::<&str>([])));
}

/// `default_ms` is what app.json says for this kind of request.
fn read(options: &Value, default_ms: Option<u32>) -> Result<HttpRequest, ApiError> {
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
    let timeout = options.get("timeout").as_number().filter(|ms| *ms > 0.0).map(|ms| ms as u32);
    let timeout = timeout.or(default_ms).unwrap_or(TIMEOUT_MS).clamp(1, TIMEOUT_MS);
    let body = options.get("body");
    let body = match body.as_str() {
        // `api.js` sends an ArrayBuffer as a text with one character for each byte.
        Some(text) if options.get("binaryBody").truthy() => text_to_bytes(text),
        Some(text) => text.as_bytes().to_vec(),
        None => Vec::new(),
    };
    Ok(HttpRequest { url, method, headers, body, timeout_ms: timeout, max_bytes: MAX_BODY_BYTES })
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
            assert_eq!(read(&given, None).expect_err(reason).reason, reason);
        }
        let good = read(
            &options(&[
                ("url", "HTTPS://a/b".into()),
                ("header", options(&[("Referer", "https://evil".into()), ("X-A", 1.into())])),
                ("timeout", 1e9.into()),
            ]),
            None,
        )
        .expect("valid");
        assert_eq!(good.headers, [HttpHeader { name: "X-A".into(), value: "1".into() }]);
        assert_eq!(good.timeout_ms, 60_000);
    }
    #[test]
    fn timeouts_are_the_calls_then_the_programs() {
        let options = |timeout: Option<f64>| {
            let mut pairs = vec![("url", Value::from("https://a"))];
            pairs.extend(timeout.map(|ms| ("timeout", Value::from(ms))));
            Value::object(pairs)
        };
        for (given, default, expected) in [
            (None, None, 60_000),
            (None, Some(5000), 5000),
            (Some(100.0), Some(5000), 100),
            (Some(1e12), None, 60_000),
        ] {
            assert_eq!(read(&options(given), default).expect("valid").timeout_ms, expected);
        }
    }

    #[test]
    fn forms_are_as_browsers_write_them() {
        let fields = Value::object([("a\"b", Value::from("1"))]);
        let body = multipart("LINE", &fields, "file", "x.png", b"data");
        assert_eq!(
            String::from_utf8(body).expect("text"),
            "--LINE\r\ncontent-disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n--LINE\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.png\"\r\ncontent-type: application/octet-stream\r\n\r\ndata\r\n--LINE--\r\n"
        );
        assert_ne!(boundary(b"----minihost0000000000000001", 1), "----minihost0000000000000001");
    }
}
