//! Who is who: programs, packages, hosts and dialects.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The flavour of a program's templates, styles, scripts and API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// WeChat: `.wxml .wxss .wxs`, `wx.`
    WeChat,
    /// ByteDance (Douyin, Toutiao): `.ttml .ttss .sjs`, `tt.`
    ByteDance,
    /// Alipay (Amap, Ele.me): `.axml .acss .sjs`, `my.`
    Alipay,
    /// Baidu: `.swan .css .sjs`, `swan.`
    Baidu,
}

impl Dialect {
    /// All dialects, in the order their tables are listed.
    pub const ALL: [Dialect; 4] = [Dialect::WeChat, Dialect::ByteDance, Dialect::Alipay, Dialect::Baidu];
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Dialect::WeChat => "WeChat",
            Dialect::ByteDance => "ByteDance",
            Dialect::Alipay => "Alipay",
            Dialect::Baidu => "Baidu",
        })
    }
}

/// A mini program's name in catalogs and in the store: 1 to 128 ASCII letters, digits, `.`, `_` and `-`, not
/// beginning with a dot. Compared byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProgramId(String);

/// A text that is no [`ProgramId`] or [`PackageDigest`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not a {what}: {rule}")]
pub struct IdError {
    /// The refused text.
    pub text: String,
    /// What it should have been.
    pub what: &'static str,
    /// The rule it breaks.
    pub rule: &'static str,
}

impl ProgramId {
    /// Checks and wraps a name.
    ///
    /// # Errors
    /// [`IdError`] when the text breaks the rule above.
    pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
        let text = text.into();
        let valid = (1..=128).contains(&text.len())
            && !text.starts_with('.')
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if valid {
            Ok(ProgramId(text))
        } else {
            Err(IdError {
                text,
                what: "program id",
                rule: "1 to 128 ASCII letters, digits, '.', '_' and '-', not beginning with '.'",
            })
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProgramId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProgramId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        ProgramId::new(text)
    }
}

impl From<ProgramId> for String {
    fn from(id: ProgramId) -> String {
        id.0
    }
}

/// SHA-256 of a package's bytes; shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PackageDigest(pub [u8; 32]);

impl PackageDigest {
    /// Reads 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// [`IdError`] for anything else.
    pub fn from_hex(text: &str) -> Result<Self, IdError> {
        let fault = || IdError {
            text: text.to_owned(),
            what: "package digest",
            rule: "64 lower-case hexadecimal digits",
        };
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(fault());
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| fault())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| fault())?;
        }
        Ok(PackageDigest(digest))
    }
}

impl fmt::Display for PackageDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PackageDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PackageDigest({self})")
    }
}

impl TryFrom<String> for PackageDigest {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        PackageDigest::from_hex(&text)
    }
}

impl From<PackageDigest> for String {
    fn from(digest: PackageDigest) -> String {
        digest.to_string()
    }
}

/// Which app embeds Minihost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostIdentity {
    /// Stable technical name, such as `com.example.shortvideo`.
    pub id: String,
    /// The app's name as its users know it.
    pub name: String,
    /// The app's version, as `1.2.3`.
    pub version: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn program_ids_are_checked() {
        for good in ["todo", "wx1234567890abcdef", "com.example.shop-2_b"] {
            assert_eq!(ProgramId::new(good).expect("valid").as_str(), good);
        }
        for bad in ["", ".hidden", "a b", "中文", "a/b", &"x".repeat(129)] {
            assert!(ProgramId::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn digests_read_back_what_they_print() {
        let digest = PackageDigest(std::array::from_fn(|i| i as u8 * 7));
        assert_eq!(PackageDigest::from_hex(&digest.to_string()), Ok(digest));
        assert!(PackageDigest::from_hex(&"A".repeat(64)).is_err());
        assert!(PackageDigest::from_hex(&"+1".repeat(32)).is_err());
    }
}
