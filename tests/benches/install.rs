//! `cargo xtask bench install`: see `minihost_tests::bench::install`.

use minihost_tests::bench::{Effort, install, machine};

fn main() -> Result<(), String> {
    println!("{}", machine());
    println!("{}", install::run(Effort::from_arguments())?);
    Ok(())
}
