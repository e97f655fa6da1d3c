//! `cargo xtask bench rows`: see `minihost_tests::bench::rows`. `-- --repeat swap 300` taps one operation over and over, for a
//! profiler.

use minihost_tests::bench::{Effort, machine, rows};

fn main() -> Result<(), String> {
    println!("{}", machine());
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--repeat") {
        let step = arguments.get(at + 1).map_or("swap", String::as_str);
        let times = arguments.get(at + 2).and_then(|text| text.parse().ok()).unwrap_or(100);
        let samples = rows::repeat(step, times)?;
        println!("{step}: {:.2} ms at least, {:.2} ms in the middle", samples.min(), samples.median());
        return Ok(());
    }
    println!("{}", rows::run(Effort::from_arguments())?);
    Ok(())
}
