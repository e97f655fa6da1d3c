//! As much of HTTP/1.1 as a page on the same machine needs: GET, one request per connection.

use std::io::{self, Read, Write};
use std::net::TcpStream;

/// Longest head of a request, in bytes.
const MAX_HEAD: usize = 16 * 1024;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A request's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// The path, as it came: nothing is decoded, since none of our addresses needs it.
    pub path: String,
    query: Vec<(String, String)>,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Request {
    /// Reads a head from a connection; also gives what came after it.
    ///
    /// # Errors
    /// The connection failed, or what came is no GET request.
    pub fn read(stream: &mut TcpStream) -> io::Result<(Self, Vec<u8>)> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 2048];
        loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&bytes[..end + 2]).into_owned();
                let rest = bytes.split_off(end + 4);
                let request =
                    Request::parse(&head).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
                return Ok((request, rest));
            }
            let count = stream.read(&mut buffer)?;
            if count == 0 || bytes.len() + count > MAX_HEAD {
                return Err(io::ErrorKind::InvalidData.into());
            }
            bytes.extend_from_slice(&buffer[..count]);
        }
    }

    /// Reads a head from text; `None` if it is no GET request.
    pub fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        if method != "GET" || !version.starts_with("HTTP/1.") || !target.starts_with('/') {
            return None;
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pair = |text: &str| {
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            (name.to_owned(), value.to_owned())
        };
        let headers = lines
            .filter(|line| !line.is_empty())
            .map(|line| {
                line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            })
            .collect::<Option<_>>()?;
        Some(Request { path: path.to_owned(), query: query.split('&').map(pair).collect(), headers })
    }

    /// A header by its name in lower case; `None` also when it came twice, which nobody means well by.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        match (found.next(), found.next()) {
            (Some((_, value)), None) => Some(value),
            // An empty text is nobody's host or origin.
            (Some(_), Some(_)) => Some(""),
            (None, _) => None,
        }
    }

    /// A value of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// 200, 403, 404 …
    pub status: u16,
    kind: &'static str,
    body: Vec<u8>,
    keep: bool,
}

impl Answer {
    /// A file or a document; its kind follows from the name's ending.
    pub fn file(name: &str, body: Vec<u8>) -> Self {
        let kind = match name.rsplit('.').next().unwrap_or_default() {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" => "image/jpeg",
            "ttf" => "font/ttf",
            _ => "application/octet-stream",
        };
        Answer { status: 200, kind, body, keep: kind == "font/ttf" }
    }

    /// A sentence.
    pub fn sentence(status: u16, text: &str) -> Self {
        Answer {
            status,
            kind: "text/plain; charset=utf-8",
            body: format!("{text}\n").into_bytes(),
            keep: false,
        }
    }

    /// Nothing there.
    pub fn not_found() -> Self {
        Answer::sentence(404, "There is nothing at this address.")
    }

    /// Sends it.
    ///
    /// # Errors
    /// The connection failed.
    pub fn send(&self, stream: &mut TcpStream) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            400 => "Bad Request",
            403 => "Forbidden",
            _ => "Not Found",
        };
        let cache = if self.keep { "max-age=86400" } else { "no-store" };
        let head = format!(
            "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: {cache}\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

/// The names that a path is made of, when each is a plain file name: no dots in front, nothing encoded, no other separators.
pub(crate) fn plain_names(path: &str) -> Option<Vec<&str>> {
    let plain = |name: &&str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    let names: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    names.iter().all(plain).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(plain_names("/art/icon.svg"), Some(vec!["art", "icon.svg"]));
        for bad in [
            "/",
            "",
            "main.js",
            "/../Cargo.toml",
            "/art/../../x",
            "/art/..",
            "/.git/config",
            "//etc/passwd",
            "/art//x",
            "/%2e%2e/x",
            "/a\\..\\b",
            "/c:/x",
            "/a\0b",
            "/é",
        ] {
            assert_eq!(plain_names(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn heads() {
        let request =
            Request::parse("GET /phone?token=a&host=b HTTP/1.1\r\nHost:  x \r\n").expect("a request");
        assert_eq!(
            (request.path.as_str(), request.query("host"), request.header("host")),
            ("/phone", Some("b"), Some("x"))
        );
        let twice = Request::parse("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n").expect("a request");
        assert_eq!(twice.header("host"), Some(""));
        for bad in [
            "",
            "GET",
            "POST / HTTP/1.1\r\n",
            "GET x HTTP/1.1\r\n",
            "GET / HTTP/2\r\n",
            "GET / HTTP/1.1\r\nrubbish\r\n",
        ] {
            assert_eq!(Request::parse(bad), None, "{bad:?}");
        }
    }
}
