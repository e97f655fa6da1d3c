//! `cargo xtask bench start`: see `minihost_tests::bench::start`.

use minihost_tests::bench::{Effort, machine, start};

fn main() -> Result<(), String> {
    println!("{}", machine());
    println!("{}", start::run(Effort::from_arguments())?);
    Ok(())
}
