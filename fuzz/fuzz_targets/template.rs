//! Templates of both dialects: whatever stands there is read, with problems.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_ports::Dialect;
use minihost_syntax::{parse_template, table};

fuzz_target!(|text: &str| {
    for dialect in Dialect::ALL {
        if let Some(table) = table(dialect) {
            let _ = parse_template(text, "page.wxml", table);
        }
    }
});
