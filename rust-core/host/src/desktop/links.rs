//! Link policies.

use minihost_ports::{Link, LinkPolicy, LinkVerdict, ProgramId};

/// Allows `https:` and, for developers' own servers, `http:` on this machine; refuses all else.
#[derive(Debug, Default, Clone, Copy)]
pub struct HttpsOnly;

impl LinkPolicy for HttpsOnly {
    fn vet(&self, _program: &ProgramId, link: &Link) -> LinkVerdict {
        match link {
            Link::Request(url) | Link::WebView(url) => vet_url(url),
            Link::Program(id) => {
                LinkVerdict::Deny(format!("this host does not open other programs (\"{id}\")"))
            }
        }
    }
}

fn vet_url(url: &str) -> LinkVerdict {
    let lower = url.to_ascii_lowercase();
    if lower.starts_with("https://") {
        return LinkVerdict::Allow;
    }
    let Some(rest) = lower.strip_prefix("http://") else {
        return LinkVerdict::Deny(format!("\"{url}\" is not an https address"));
    };
    // The host ends at the first of these; a user name before `@` could fake it, and some readers take `\` for `/`.
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let local = !host.contains(['@', '\\'])
        && ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
            host.strip_prefix(name).is_some_and(|port| {
                port.is_empty()
                    || port.strip_prefix(':').is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()))
            })
        });
    if local {
        LinkVerdict::Allow
    } else {
        LinkVerdict::Deny(format!("\"{url}\" is not encrypted: use https"))
    }
}

/// Allows everything; for tests.
#[derive(Debug, Default, Clone, Copy)]
pub struct AllowAll;

impl LinkPolicy for AllowAll {
    fn vet(&self, _program: &ProgramId, _link: &Link) -> LinkVerdict {
        LinkVerdict::Allow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_or_local() {
        for (url, allowed) in [
            ("https://example.com/a", true),
            ("HTTPS://EXAMPLE.com", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://localhost", true),
            ("http://[::1]:9/", true),
            ("http://example.com", false),
            ("http://127.0.0.1.evil.com/", false),
            ("http://localhost@evil.com/", false),
            ("http://localhost:80@evil.com/", false),
            ("http://127.0.0.1\\@evil.com/", false),
            ("file:///etc/passwd", false),
            ("ftp://localhost/", false),
            ("", false),
        ] {
            assert_eq!(vet_url(url) == LinkVerdict::Allow, allowed, "{url}");
        }
    }
}
