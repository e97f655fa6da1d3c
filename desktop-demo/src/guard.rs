//! Who may ask. A page of another origin can send requests to this machine, and a name server can make another name point to it: so
//! the `Host` and `Origin` headers must be ours, and what tells or changes anything needs the token of the printed address.

use crate::http::Request;
use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};
use std::io::Read;

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The `Host` header is missing or another's.
    Host,
    /// The request comes from a page of another origin.
    Origin,
    /// The token is missing or wrong.
    Token,
}

impl Refusal {
    /// What the answer says.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::Host => "This server answers to 127.0.0.1 and localhost only.",
            Refusal::Origin => "This server answers to its own page only.",
            Refusal::Token => {
                "Open the address that the demo printed when it started: it ends with the token that is missing here."
            }
        }
    }
}

/// Checks requests to one port.
pub(crate) struct Guard {
    port: u16,
    token: String,
}

impl Guard {
    /// A guard with a new token.
    pub fn new(port: u16) -> Self {
        Guard { port, token: random_token() }
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// `Host` and `Origin` are ours.
    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let host = request
            .header("host")
            .filter(|host| hosts.iter().any(|ours| ours == host))
            .ok_or(Refusal::Host)?;
        match request.header("origin") {
            Some(origin) if origin.strip_prefix("http://") != Some(host) => Err(Refusal::Origin),
            _ => Ok(()),
        }
    }

    /// The token is right, too.
    pub fn check_token(&self, request: &Request) -> Result<(), Refusal> {
        let given = request.query("token").unwrap_or_default();
        // The same time for every wrong token of this length.
        let differences = given.bytes().zip(self.token.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        if given.len() == self.token.len() && differences == 0 { Ok(()) } else { Err(Refusal::Token) }
    }
}

/// 128 bits as hexadecimal digits.
fn random_token() -> String {
    let mut bytes = [0; 16];
    let read = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    if read.is_err() {
        // No such device on Windows: the standard library seeds its hash maps from the system's randomness.
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&RandomState::new().build_hasher().finish().to_le_bytes());
        }
    }
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str, host: Option<&str>, origin: Option<&str>) -> Request {
        let mut head = format!("GET {target} HTTP/1.1\r\n");
        for (name, value) in [("Host", host), ("Origin", origin)] {
            if let Some(value) = value {
                let _ = write!(head, "{name}: {value}\r\n");
            }
        }
        Request::parse(&head).expect("a request")
    }

    #[test]
    fn only_the_own_page() {
        let guard = Guard::new(81);
        for (host, origin, expected) in [
            (Some("127.0.0.1:81"), None, Ok(())),
            (Some("localhost:81"), None, Ok(())),
            (Some("127.0.0.1:81"), Some("http://127.0.0.1:81"), Ok(())),
            (Some("localhost:81"), Some("http://localhost:81"), Ok(())),
            (None, None, Err(Refusal::Host)),
            (Some("127.0.0.1"), None, Err(Refusal::Host)),
            (Some("127.0.0.1:82"), None, Err(Refusal::Host)),
            (Some("evil.example:81"), None, Err(Refusal::Host)),
            (Some("127.0.0.1:81.evil.example"), None, Err(Refusal::Host)),
            (Some("127.0.0.1:81"), Some("http://evil.example"), Err(Refusal::Origin)),
            (Some("127.0.0.1:81"), Some("http://localhost:81"), Err(Refusal::Origin)),
            (Some("127.0.0.1:81"), Some("https://127.0.0.1:81"), Err(Refusal::Origin)),
            (Some("127.0.0.1:81"), Some("null"), Err(Refusal::Origin)),
            (Some("127.0.0.1:81"), Some(""), Err(Refusal::Origin)),
        ] {
            assert_eq!(guard.check(&request("/", host, origin)), expected, "{host:?} {origin:?}");
        }
    }

    #[test]
    fn only_with_the_token() {
        let guard = Guard::new(1);
        let token = guard.token().to_owned();
        assert_eq!(token.len(), 32);
        assert_ne!(token, Guard::new(1).token());
        let check = |target: &str| guard.check_token(&request(target, None, None));
        assert_eq!(check(&format!("/?token={token}")), Ok(()));
        assert_eq!(check(&format!("/phone?host=a&token={token}")), Ok(()));
        let wrong = "0".repeat(32);
        for target in [
            "/",
            "/?token=",
            &format!("/?token={token}0"),
            &format!("/?token={}", &token[1..]),
            &format!("/?token={wrong}"),
            &format!("/?Token={token}"),
        ] {
            assert_eq!(check(target), Err(Refusal::Token), "{target}");
        }
    }
}
