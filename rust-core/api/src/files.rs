//! Files that programs name: those of their package, and temporary ones that downloads leave. Temporary files live in memory, within a
//! limit, and end with the session: nothing of them reaches the disk.

use crate::error::{optional_text, text_parameter};
use crate::{ApiError, ApiState, Shell, dialect};
use minihost_ports::Dialect;
use minihost_value::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// All temporary files of one program together; WeChat gives 200 MB of disk, this is memory.
pub const MAX_TEMP_BYTES: usize = 32 * 1024 * 1024;

/// See the module's documentation.
#[derive(Default)]
pub struct TempFiles {
    files: BTreeMap<String, Rc<[u8]>>,
    total: usize,
    made: u32,
}

impl TempFiles {
    /// Keeps bytes under a new path that ends in `extension`.
    ///
    /// # Errors
    /// The limit is reached; worded as the dialects do.
    pub fn keep(&mut self, dialect: Dialect, extension: &str, bytes: Vec<u8>) -> Result<String, ApiError> {
        if bytes.len() > MAX_TEMP_BYTES - self.total {
            return Err(ApiError::new("the maximum size of the file storage limit is exceeded"));
        }
        self.total += bytes.len();
        self.made += 1;
        let dot = if extension.is_empty() { "" } else { "." };
        let path = format!("{}{}{dot}{extension}", dialect::row(dialect).temporary_files, self.made);
        self.files.insert(path.clone(), bytes.into());
        Ok(path)
    }

    /// A file's bytes.
    pub fn read(&self, path: &str) -> Option<Rc<[u8]>> {
        self.files.get(path).cloned()
    }
}

/// The extension for what was downloaded: of the address's last part, else of its content type.
pub fn extension(url: &str, content_type: &str) -> String {
    const TYPES: &[(&str, &str)] = &[
        ("image/png", "png"),
        ("image/jpeg", "jpg"),
        ("image/gif", "gif"),
        ("image/webp", "webp"),
        ("image/svg+xml", "svg"),
        ("application/json", "json"),
        ("application/pdf", "pdf"),
        ("text/plain", "txt"),
        ("audio/mpeg", "mp3"),
        ("video/mp4", "mp4"),
    ];
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    let last = name.rsplit('/').next().unwrap_or_default();
    if let Some((_, extension)) = last.rsplit_once('.')
        && (1..=8).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return extension.to_ascii_lowercase();
    }
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    TYPES
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or_else(String::new, |(_, extension)| (*extension).to_owned())
}

/// Bytes as the bridge carries them: a text with one character for each byte. `api.js` makes an `ArrayBuffer` of it.
pub fn bytes_to_text(bytes: &[u8]) -> Value {
    Value::from(bytes.iter().map(|byte| char::from(*byte)).collect::<String>())
}

/// The way back; characters beyond a byte are cut to one.
pub fn text_to_bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u32 as u8).collect()
}

/// The bytes of a temporary file or of a file of the package.
///
/// # Errors
/// There is no such file; worded as the dialects do.
pub fn read_file(state: &ApiState, path: &str) -> Result<Rc<[u8]>, ApiError> {
    if let Some(bytes) = state.temp.borrow().read(path) {
        return Ok(bytes);
    }
    let missing = || ApiError::new(format!("no such file or directory, open \"{path}\""));
    if path.contains("://") {
        return Err(missing());
    }
    let bytes = state.package.read(path.trim_start_matches('/')).map_err(|_| missing())?;
    Ok(bytes.into())
}

/// Internal, for `getFileSystemManager`: `(path, encoding)`, answers a text; without an encoding one character for each byte.
pub(crate) fn file_read(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let path = args.first().map(Value::to_js_string).unwrap_or_default();
    let bytes = read_file(state, &path)?;
    let encoding = args.get(1).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    Ok(match encoding.as_str() {
        "" | "binary" | "latin1" => bytes_to_text(&bytes),
        "utf8" | "utf-8" => Value::from(String::from_utf8_lossy(&bytes).into_owned()),
        "hex" => Value::from(hex(&bytes)),
        "base64" => Value::from(base64(&bytes)),
        "ascii" => bytes_to_text(&bytes.iter().map(|byte| byte & 0x7f).collect::<Vec<_>>()),
        other => return Err(ApiError::new(format!("invalid encoding \"{other}\""))),
    })
}

/// Internal, for `getFileSystemManager`: `(path)`, answers the size in bytes.
pub(crate) fn file_size(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let path = args.first().map(Value::to_js_string).unwrap_or_default();
    Ok(Value::from(read_file(state, &path)?.len()))
}

pub(crate) fn get_file_info(shell: &mut dyn Shell, call: u32, options: &Value) {
    let answer = text_parameter(options, "filePath")
        .and_then(|path| read_file(shell.state(), &path))
        .map(|bytes| Value::object([("size", Value::from(bytes.len()))]));
    shell.reply(call, answer);
}

pub(crate) fn get_image_info(shell: &mut dyn Shell, call: u32, options: &Value) {
    match optional_text(options, "src").filter(|src| !src.is_empty()) {
        Some(src) => shell.image_info(call, &src),
        None => shell.reply(call, Err(ApiError::parameter("src", "String", &options.get("src")))),
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let number =
            chunk.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = DIGITS[(number >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_cross_and_come_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        let Value::String(text) = bytes_to_text(&bytes) else { panic!("a text") };
        assert_eq!(text_to_bytes(&text), bytes);
    }

    #[test]
    fn base64_as_everybody_writes_it() {
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn extensions_come_from_the_address_or_the_type() {
        for (url, kind, expected) in [
            ("https://a.test/b/c.PNG?x=1", "", "png"),
            ("https://a.test/b/c", "image/jpeg; charset=x", "jpg"),
            ("https://a.test", "text/plain", "txt"),
            ("https://a.test/b.d/c", "", ""),
            ("https://a.test/x.not-an-extension", "", ""),
        ] {
            assert_eq!(extension(url, kind), expected, "{url}");
        }
    }

    #[test]
    fn temporary_files_have_a_limit() {
        let mut files = TempFiles::default();
        let path = files.keep(Dialect::ByteDance, "bin", vec![0; MAX_TEMP_BYTES]).expect("room");
        assert_eq!(path, "ttfile://temp/1.bin");
        assert_eq!(files.read(&path).map(|bytes| bytes.len()), Some(MAX_TEMP_BYTES));
        assert!(files.keep(Dialect::WeChat, "", vec![0]).is_err());
    }
}
