//! Where the bytes of a program's pictures and fonts are.

use minihost_package::Package;

/// An address, by what it takes to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address<'a> {
    /// `http(s):`: the session asks for it, and the link policy has a say.
    Network,
    /// `data:`
    Data(&'a str),
    /// In the package, from its root.
    Package(&'a str),
}

impl<'a> Address<'a> {
    pub(crate) fn of(url: &'a str) -> Self {
        let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            Address::Network
        } else if lower.starts_with("data:") {
            Address::Data(url)
        } else {
            Address::Package(url)
        }
    }

    /// The bytes that are at hand; `None` for what is on the network.
    pub(crate) fn read(self, package: &Package) -> Option<Result<Vec<u8>, String>> {
        match self {
            Address::Network => None,
            Address::Data(url) => Some(
                minihost_paint::images::decode_data_uri(url)
                    .map(|data| data.bytes)
                    .ok_or_else(|| "the data address is malformed".to_owned()),
            ),
            Address::Package(path) => {
                Some(package.read(path.trim_start_matches('/')).map_err(|error| error.to_string()))
            }
        }
    }
}

/// An address as a message shows it: a data URI can be megabytes long.
pub(crate) fn short(url: &str) -> String {
    url.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_told_apart_whatever_their_case() {
        for (url, expected) in [
            ("https://a.test/b.png", Address::Network),
            ("HTTP://a.test", Address::Network),
            ("Data:,x", Address::Data("Data:,x")),
            ("/a.png", Address::Package("/a.png")),
            ("httpd.png", Address::Package("httpd.png")),
            ("字体字体.ttf", Address::Package("字体字体.ttf")),
            ("", Address::Package("")),
        ] {
            assert_eq!(Address::of(url), expected, "{url}");
        }
    }
}
