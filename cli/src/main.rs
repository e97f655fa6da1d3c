//! `minihost`: for authors and for CI.
fn main() {}
