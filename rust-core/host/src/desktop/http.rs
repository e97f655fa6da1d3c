//! Http over ureq: blocking calls on worker threads, at most [`MAX_IN_FLIGHT`] at once.

use minihost_ports::{Http, HttpHeader, HttpRequest, HttpResponse, PortError, Reply};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// WeChat documents ten requests in flight; more wait their turn.
const MAX_IN_FLIGHT: usize = 10;

/// Sends requests from this machine. Follows no redirect: the link policy has not seen where it leads.
#[derive(Default)]
pub struct DesktopHttp {
    turnstile: Arc<(Mutex<usize>, Condvar)>,
}

impl Http for DesktopHttp {
    fn send(&self, request: HttpRequest, reply: Reply<HttpResponse>) {
        let turnstile = self.turnstile.clone();
        let spawned = std::thread::Builder::new().name("minihost-http".into()).spawn(move || {
            let (count, free) = &*turnstile;
            let Ok(mut in_flight) = count.lock() else { return };
            while *in_flight >= MAX_IN_FLIGHT {
                match free.wait(in_flight) {
                    Ok(guard) => in_flight = guard,
                    Err(_) => return,
                }
            }
            *in_flight += 1;
            drop(in_flight);
            reply.send(send(&request));
            if let Ok(mut in_flight) = count.lock() {
                *in_flight -= 1;
            }
            free.notify_one();
        });
        // Without a thread the reply was dropped with the closure, which answers it.
        drop(spawned);
    }
}

fn send(request: &HttpRequest) -> Result<HttpResponse, PortError> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_millis(u64::from(request.timeout_ms))))
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let mut builder = ureq::http::Request::builder().method(request.method.as_str()).uri(&request.url);
    for header in &request.headers {
        builder = builder.header(&header.name, &header.value);
    }
    let message = builder.body(request.body.clone()).map_err(|error| PortError::Failed(error.to_string()))?;
    let mut response = agent.run(message).map_err(|error| match error {
        ureq::Error::Timeout(_) => PortError::Timeout,
        other => PortError::Failed(other.to_string()),
    })?;
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| HttpHeader {
            name: name.to_string(),
            value: String::from_utf8_lossy(value.as_bytes()).into_owned(),
        })
        .collect();
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .with_config()
        .limit(request.max_bytes)
        .read_to_vec()
        .map_err(|error| PortError::Failed(error.to_string()))?;
    Ok(HttpResponse { status, headers, body })
}
