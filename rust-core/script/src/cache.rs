//! Compiled modules kept between runs. An entry is a tag and bytecode; the tag proves that this installation made it.

use crate::config::CacheConfig;
use crate::raw;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const TAG: usize = 32;

/// Bytecode that is known to be ours: its tag was right, or this process made it.
pub(crate) struct Authentic<'a>(&'a [u8]);

impl<'a> Authentic<'a> {
    /// Of bytes that came from [`raw::write_compiled`] and never left this process's memory.
    pub(crate) fn of_this_process(bytecode: &'a [u8]) -> Self {
        Authentic(bytecode)
    }

    pub(crate) fn bytecode(&self) -> &[u8] {
        self.0
    }
}

/// Where the compiled form of `source` is kept: another text, place, engine or build has another key.
pub(crate) fn key(source: &str, file: &str) -> String {
    let mut hash = Sha256::new();
    for part in [raw::engine_version(), env!("CARGO_PKG_VERSION"), std::env::consts::ARCH, file, source] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    // Bytecode follows the word size and byte order.
    hash.update([size_of::<usize>() as u8, u8::from(cfg!(target_endian = "big"))]);
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn mac(config: &CacheConfig, key: &str, bytecode: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&config.key).expect("because HMAC takes keys of any length");
    mac.update(key.as_bytes());
    mac.update(bytecode);
    mac
}

/// Looks an entry up and hands its bytecode to `load` if it is authentic.
pub(crate) fn get<T>(config: &CacheConfig, key: &str, load: impl FnOnce(&Authentic<'_>) -> T) -> Option<T> {
    let entry = config.store.get(key)?;
    let (tag, bytecode) = entry.split_at_checked(TAG)?;
    mac(config, key, bytecode).verify_slice(tag).ok()?;
    Some(load(&Authentic(bytecode)))
}

/// Keeps an entry.
pub(crate) fn put(config: &CacheConfig, key: &str, bytecode: &[u8]) {
    let mut entry = mac(config, key, bytecode).finalize().into_bytes().to_vec();
    entry.extend_from_slice(bytecode);
    config.store.put(key, &entry);
}
