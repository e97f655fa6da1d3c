//! Requests.

use super::{Gated, Once};
use crate::error::PortError;
use minihost_ports::{Http, HttpHeader, HttpRequest, HttpResponse, Reply};
use std::sync::Arc;

/// One header line; names keep the case they were given.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HeaderLine {
    /// The field's name.
    pub name: String,
    /// The field's value.
    pub value: String,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HttpCall {
    /// Absolute `http:` or `https:` URL, already allowed by the link policy.
    pub url: String,
    /// Upper-case method.
    pub method: String,
    /// Header lines.
    pub headers: Vec<HeaderLine>,
    /// Body; empty for none.
    pub body: Vec<u8>,
    /// Whole time allowed, in milliseconds.
    pub timeout_ms: u32,
    /// Largest body to accept, in bytes; a longer answer fails.
    pub max_bytes: u64,
}

/// One answer, also for 4xx and 5xx.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HttpAnswer {
    /// Status code.
    pub status: u16,
    /// Header lines.
    pub headers: Vec<HeaderLine>,
    /// Body.
    pub body: Vec<u8>,
}

/// Sends requests. Must not follow a redirect to another host: the link policy has not seen where it leads.
#[uniffi::export(foreign)]
pub trait HttpPort: Send + Sync {
    /// Starts a request and returns at once; the answer may come on any thread. Throwing is an answer, too.
    fn send(&self, call: HttpCall, reply: Arc<HttpReply>) -> Result<(), PortError>;
}

/// Where the answer to one request goes. Released without an answer, the request fails.
#[derive(uniffi::Object)]
pub struct HttpReply(Arc<Once<HttpResponse>>);

#[uniffi::export]
impl HttpReply {
    /// The server answered. False if there was an answer before.
    pub fn succeed(&self, answer: HttpAnswer) -> bool {
        self.0.send(Ok(HttpResponse {
            status: answer.status,
            headers: answer
                .headers
                .into_iter()
                .map(|line| HttpHeader { name: line.name, value: line.value })
                .collect(),
            body: answer.body,
        }))
    }

    /// There is no answer. False if there was one before.
    pub fn fail(&self, error: PortError) -> bool {
        self.0.send(Err(error))
    }
}

/// The core's port over the host's.
pub(super) struct FromHost(pub Gated<dyn HttpPort>);

impl Http for FromHost {
    fn send(&self, request: HttpRequest, reply: Reply<HttpResponse>) {
        let call = HttpCall {
            url: request.url,
            method: request.method,
            headers: request
                .headers
                .into_iter()
                .map(|header| HeaderLine { name: header.name, value: header.value })
                .collect(),
            body: request.body,
            timeout_ms: request.timeout_ms,
            max_bytes: request.max_bytes,
        };
        let once = Arc::new(Once::new(reply));
        let sent = self.0.get().and_then(|port| port.send(call, Arc::new(HttpReply(Arc::clone(&once)))));
        if let Err(error) = sent {
            once.send(Err(error));
        }
    }
}
