//! Inline scripts of both dialects become JavaScript, or a list of problems.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_ports::Dialect;
use minihost_syntax::{compile_inline_script, table};

fuzz_target!(|text: &str| {
    for dialect in Dialect::ALL {
        if let Some(table) = table(dialect) {
            let _ = compile_inline_script(text, "tools.wxs", table);
        }
    }
});
