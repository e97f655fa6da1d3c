//! `data:` URIs (RFC 2397), read as browsers do: base64 with or without padding and white space, or percent-encoded text.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const ANY_PADDING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What a `data:` URI holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUri {
    /// The media type in lower case without parameters; `text/plain` if not said.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Reads a `data:` URI; `None` if it is none or its base64 is damaged.
pub fn decode_data_uri(uri: &str) -> Option<DataUri> {
    let uri = uri.trim();
    let scheme = uri.get(..5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (head, body) = uri[5..].split_once(',')?;
    let mut parts = head.split(';').map(str::trim);
    let media_type = match parts.next() {
        None | Some("") => "text/plain".to_owned(),
        Some(named) => named.to_ascii_lowercase(),
    };
    let base64 = parts.any(|part| part.eq_ignore_ascii_case("base64"));
    let mut bytes: Vec<u8> = percent_encoding::percent_decode_str(body).collect();
    if base64 {
        bytes.retain(|byte| !byte.is_ascii_whitespace());
        // `-` and `_` of the URL alphabet turn up in the wild.
        for byte in &mut bytes {
            match byte {
                b'-' => *byte = b'+',
                b'_' => *byte = b'/',
                _ => {}
            }
        }
        bytes = ANY_PADDING.decode(&bytes).ok()?;
    }
    Some(DataUri { media_type, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(uri: &str, media_type: &str, bytes: &[u8]) {
        let found = decode_data_uri(uri).expect(uri);
        assert_eq!((found.media_type.as_str(), found.bytes.as_slice()), (media_type, bytes), "{uri}");
    }

    #[test]
    fn forms() {
        check("data:,a%20b", "text/plain", b"a b");
        check("data:text/plain;charset=utf-8,%E5%B0%8F", "text/plain", "小".as_bytes());
        check("data:image/png;base64,AAEC", "image/png", &[0, 1, 2]);
        check("DATA:image/PNG;charset=utf8;BASE64,AAE=", "image/png", &[0, 1]);
        check("data:image/png;base64,AAE", "image/png", &[0, 1]);
        check("data:image/png;base64,A A\nE%3D", "image/png", &[0, 1]);
        check("data:image/png;base64,_-8", "image/png", &[0xff, 0xef]);
        check("data:image/svg+xml;utf8,<svg xmlns='a,b'/>", "image/svg+xml", b"<svg xmlns='a,b'/>");
        for bad in ["", "data", "data:image/png;base64", "data:image/png;base64,*", "http://a/,b", "dätä:,a"]
        {
            assert_eq!(decode_data_uri(bad), None, "{bad}");
        }
    }
}
