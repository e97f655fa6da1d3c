//! The Http port: what `request` goes through.

use crate::Reply;

/// One header line; names keep the case they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpHeader {
    /// The field's name.
    pub name: String,
    /// The field's value.
    pub value: String,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// Absolute `http:` or `https:` URL, already allowed by the [`crate::LinkPolicy`].
    pub url: String,
    /// Upper-case method.
    pub method: String,
    /// Header lines.
    pub headers: Vec<HttpHeader>,
    /// Body; empty for none.
    pub body: Vec<u8>,
    /// Whole time allowed, in milliseconds.
    pub timeout_ms: u32,
    /// Largest body to accept, in bytes; a longer answer fails.
    pub max_bytes: u64,
}

/// One answer, also for 4xx and 5xx.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// Status code.
    pub status: u16,
    /// Header lines.
    pub headers: Vec<HttpHeader>,
    /// Body.
    pub body: Vec<u8>,
}

/// Sends requests. Must not follow a redirect to another host without asking the [`crate::LinkPolicy`]; the desktop default follows none.
pub trait Http: Send + Sync {
    /// Starts a request and returns at once; the answer may come on any thread.
    fn send(&self, request: HttpRequest, reply: Reply<HttpResponse>);
}
