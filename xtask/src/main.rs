//! One command per intention.
fn main() {}
