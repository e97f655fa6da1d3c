//! Which package bytes a host trusts.
//!
//! For now one thing: bytes are the ones that somebody named by their digest. The signed catalog (TUF: thresholds, expiry, rollback floor,
//! revocation) will live here as a client without files and sockets: bytes in, decision out.
#![forbid(unsafe_code)]

use minihost_ports::PackageDigest;
use sha2::{Digest, Sha256};

/// The bytes are not the ones that were named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the package has the digest {found}, expected was {expected}: fetch it again")]
pub struct TrustError {
    /// What was named.
    pub expected: PackageDigest,
    /// What came.
    pub found: PackageDigest,
}

/// The digest of a package's bytes.
pub fn digest(bytes: &[u8]) -> PackageDigest {
    PackageDigest(Sha256::digest(bytes).into())
}

/// Checks bytes against the digest they were named by.
///
/// # Errors
/// They differ.
pub fn verify_digest(bytes: &[u8], expected: &PackageDigest) -> Result<(), TrustError> {
    let found = digest(bytes);
    if found == *expected { Ok(()) } else { Err(TrustError { expected: *expected, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_is_enough() {
        let named = digest(b"package");
        assert_eq!(verify_digest(b"package", &named), Ok(()));
        let error = verify_digest(b"packagf", &named).expect_err("another text");
        assert_eq!(error.expected, named);
    }
}
