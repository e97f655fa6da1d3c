//! Template expressions are worth what JavaScript says they are; none makes us panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_oracle::expressions::{Judge, scope, texts};

thread_local! {
    static JUDGE: Judge = Judge::new();
}

fuzz_target!(|bytes: &[u8]| {
    let (values, expression) = bytes.split_at(bytes.len().min(8));
    JUDGE.with(|judge| {
        if let Some(difference) = judge.difference(&texts(expression), &scope(values)) {
            panic!("{difference}");
        }
    });
});
