//! The runtime scripts' bytecode, kept for the life of the process.
//!
//! Each program has an engine of its own, and each engine runs the same runtime scripts: compiling them was a quarter of
//! what opening a small program cost. They are ours, and compiling runs none of a program's code, so what one engine
//! compiled another may load.

use crate::cache::Authentic;
use crate::raw;
use rquickjs::{Ctx, Result, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A process has a dozen runtime scripts. Beyond this many, scripts are compiled each time.
const MOST: usize = 64;

struct Kept {
    source: Box<str>,
    bytecode: Arc<[u8]>,
}

static KEPT: Mutex<BTreeMap<Box<str>, Kept>> = Mutex::new(BTreeMap::new());

fn find(file: &str, source: &str) -> Option<Arc<[u8]>> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.get(file).filter(|kept| *kept.source == *source).map(|kept| Arc::clone(&kept.bytecode))
}

fn keep(file: &str, source: &str, bytecode: Vec<u8>) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() < MOST || kept.contains_key(file) {
        kept.insert(file.into(), Kept { source: source.into(), bytecode: bytecode.into() });
    }
}

/// Compiles a runtime script, or loads what an engine of this process compiled before.
pub(crate) fn compile<'js>(ctx: &Ctx<'js>, source: &str, file: &str) -> Result<Value<'js>> {
    if let Some(bytecode) = find(file, source) {
        return raw::read_compiled(ctx, &Authentic::of_this_process(&bytecode));
    }
    let compiled = raw::compile(ctx, source, file)?;
    match raw::write_compiled(ctx, &compiled) {
        Ok(bytecode) => keep(file, source, bytecode),
        Err(_) => drop(ctx.catch()),
    }
    Ok(compiled)
}

#[cfg(test)]
mod tests {
    use super::{find, keep};

    #[test]
    fn another_text_under_the_same_name_is_another_script() {
        keep("minihost:kept.js", "1", vec![1]);
        assert_eq!(find("minihost:kept.js", "1").as_deref(), Some(&[1][..]));
        assert_eq!(find("minihost:kept.js", "2"), None);
        assert_eq!(find("minihost:other.js", "1"), None);
        keep("minihost:kept.js", "2", vec![2]);
        assert_eq!(find("minihost:kept.js", "1"), None);
    }
}
