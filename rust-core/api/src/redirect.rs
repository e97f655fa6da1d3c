//! Where a redirect leads. The session vets the new address like any other before it goes there.

use minihost_ports::{HttpHeader, HttpRequest};

/// Most redirects of one request, as browsers have it.
pub const MAX_REDIRECTS: u32 = 20;

/// The request that follows an answer with this status and `Location`; `None` when it is no redirect.
pub fn follow(request: &HttpRequest, status: u16, headers: &[HttpHeader]) -> Option<HttpRequest> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = headers.iter().find(|header| header.name.eq_ignore_ascii_case("location"))?;
    let url = join(&request.url, location.value.trim())?;
    let mut next = HttpRequest { url, ..request.clone() };
    // Source: the Fetch standard, HTTP-redirect fetch.
    let becomes_get = (status == 303 && !matches!(next.method.as_str(), "GET" | "HEAD"))
        || (matches!(status, 301 | 302) && next.method == "POST");
    if becomes_get {
        next.method = "GET".into();
        next.body.clear();
        next.headers.retain(|header| !header.name.to_ascii_lowercase().starts_with("content-"));
    }
    if origin(&next.url) != origin(&request.url) {
        // What proves who asks is for the server that was asked.
        next.headers.retain(|header| {
            !["authorization", "cookie", "proxy-authorization"]
                .contains(&header.name.to_ascii_lowercase().as_str())
        });
    }
    Some(next)
}

/// Scheme and authority.
fn origin(url: &str) -> String {
    let end = url.find("://").map_or(0, |at| at + 3);
    let rest = &url[end..];
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    format!("{}{authority}", &url[..end]).to_ascii_lowercase()
}

/// An address as it reads from another.
fn join(base: &str, reference: &str) -> Option<String> {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty()
        || reference.bytes().any(|byte| byte.is_ascii_control() || byte == b' ' || byte == b'\\')
    {
        return None;
    }
    let lower = reference.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(reference.to_owned());
    }
    // Another scheme is not followed. A colon behind a slash or a question mark begins none.
    if reference.find(':').is_some_and(|at| !reference[..at].contains(['/', '?'])) {
        return None;
    }
    let scheme = base.split("://").next()?;
    if let Some(rest) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let root_len = origin(base).len();
    let (root, path) = base.split_at(root_len);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if reference.starts_with('/') {
        return Some(format!("{root}{}", tidy(reference)));
    }
    if reference.starts_with('?') {
        return Some(format!("{root}{path}{reference}"));
    }
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    Some(format!("{root}{}", tidy(&format!("{folder}{reference}"))))
}

/// A path without `.` and `..`.
fn tidy(path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined() {
        for (base, reference, expected) in [
            ("https://a.test/b/c?x", "https://d.test/e", Some("https://d.test/e")),
            ("https://a.test/b/c?x", "//d.test/e", Some("https://d.test/e")),
            ("https://a.test/b/c?x", "/e?y#z", Some("https://a.test/e?y")),
            ("https://a.test/b/c?x", "e", Some("https://a.test/b/e")),
            ("https://a.test/b/c?x", "../e/./f", Some("https://a.test/e/f")),
            ("https://a.test/b/c?x", "?y", Some("https://a.test/b/c?y")),
            ("https://a.test", "e", Some("https://a.test/e")),
            ("https://a.test/b", "file:///etc/passwd", None),
            ("https://a.test/b", "javascript:alert(1)", None),
            ("https://a.test/b", "//d.test\\@evil", None),
            ("https://a.test/b", "", None),
        ] {
            assert_eq!(join(base, reference).as_deref(), expected, "{base} {reference}");
        }
    }

    #[test]
    fn secrets_stay_with_the_server_they_are_for() {
        let header = |name: &str| HttpHeader { name: name.into(), value: "v".into() };
        let request = HttpRequest {
            url: "https://a.test/x".into(),
            method: "POST".into(),
            headers: vec![header("Authorization"), header("Content-Type"), header("X-A")],
            body: vec![1],
            timeout_ms: 1,
            max_bytes: 1,
        };
        let names =
            |next: &HttpRequest| next.headers.iter().map(|h| h.name.clone()).collect::<Vec<_>>().join(" ");
        let to = |url: &str| [HttpHeader { name: "Location".into(), value: url.into() }];
        let same = follow(&request, 307, &to("/y")).expect("a redirect");
        assert_eq!((same.method.as_str(), names(&same).as_str()), ("POST", "Authorization Content-Type X-A"));
        let other = follow(&request, 307, &to("https://b.test/")).expect("a redirect");
        assert_eq!(names(&other), "Content-Type X-A");
        let seen = follow(&request, 302, &to("/y")).expect("a redirect");
        assert_eq!(
            (seen.method.as_str(), seen.body.len(), names(&seen).as_str()),
            ("GET", 0, "Authorization X-A")
        );
        assert_eq!(follow(&request, 200, &to("/y")), None);
        assert_eq!(follow(&request, 302, &[]), None);
    }
}
