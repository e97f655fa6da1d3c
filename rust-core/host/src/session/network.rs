//! Requests of programs: sent by the host's Http port, redirects vetted like any other link, answers in the form that was asked for.

use super::worker::Worker;
use minihost_api::{ApiError, MAX_REDIRECTS, ResponseBody, bytes_to_text, extension, follow};
use minihost_ports::{HttpHeader, HttpRequest, HttpResponse, Link, LinkVerdict, PortError};
use minihost_value::{Object, Value};
use std::rc::Rc;

impl Worker {
    /// Sends a request that was vetted.
    pub(super) fn send_request(
        &mut self,
        call: u32,
        request: HttpRequest,
        body: ResponseBody,
        redirects: u32,
    ) {
        // What a redirect needs of the request, which the port takes.
        let sent = request.clone();
        let reply =
            self.post(move |worker, answer| worker.answer_request(call, &sent, answer, body, redirects));
        self.ports.http.send(request, reply);
    }

    fn answer_request(
        &mut self,
        call: u32,
        request: &HttpRequest,
        answer: Result<HttpResponse, PortError>,
        body: ResponseBody,
        redirects: u32,
    ) {
        // It was given up meanwhile.
        if !self.requests.contains(&call) {
            return;
        }
        if let Ok(response) = &answer
            && let Some(next) = follow(request, response.status, &response.headers)
        {
            let refused = if redirects >= MAX_REDIRECTS {
                Some(ApiError::new("too many redirects"))
            } else {
                match self.ports.links.vet(&self.program, &Link::Request(next.url.clone())) {
                    LinkVerdict::Allow => None,
                    LinkVerdict::Deny(reason) => Some(ApiError {
                        reason: format!("url not in domain list: redirected: {reason}"),
                        code: Some(600_002),
                    }),
                }
            };
            match refused {
                None => return self.send_request(call, next, body, redirects + 1),
                Some(error) => {
                    self.requests.remove(&call);
                    return self.end_call(call, Err(error));
                }
            }
        }
        self.requests.remove(&call);
        let answer =
            answer.map_err(ApiError::from).and_then(|response| self.response_value(request, response, body));
        self.end_call(call, answer);
    }

    fn response_value(
        &self,
        request: &HttpRequest,
        response: HttpResponse,
        body: ResponseBody,
    ) -> Result<Value, ApiError> {
        let kind = find(&response.headers, "content-type");
        let (name, data) = match body {
            ResponseBody::Text => ("data", Value::from(String::from_utf8_lossy(&response.body).into_owned())),
            ResponseBody::Bytes => ("data", bytes_to_text(&response.body)),
            ResponseBody::TempFile => {
                let extension = extension(&request.url, &kind);
                let bytes = response.body;
                let path = self.api.temp.borrow_mut().keep(self.api.dialect(), &extension, bytes.clone())?;
                // A page may show it at once.
                self.images.settle(&path, Ok(bytes));
                ("tempFilePath", Value::from(path))
            }
        };
        let mut header = Object::default();
        let mut cookies = Vec::new();
        for line in response.headers {
            if line.name.eq_ignore_ascii_case("set-cookie") {
                cookies.push(Value::from(line.value.as_str()));
            }
            header.insert(line.name.into(), Value::from(line.value));
        }
        Ok(Value::object([
            (name, data),
            ("statusCode", Value::from(u32::from(response.status))),
            ("header", Value::Object(Rc::new(header))),
            ("cookies", Value::array(cookies)),
        ]))
    }
}

fn find(headers: &[HttpHeader], name: &str) -> String {
    let found = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
    found.map(|header| header.value.clone()).unwrap_or_default()
}
