//! `cargo xtask bench layout`: see `minihost_tests::bench::layout` and `screen`. `-- --repeat 300` lays out our side
//! over and over, for a profiler.

use minihost_tests::bench::{Effort, layout, machine, screen};

fn main() -> Result<(), String> {
    println!("{}", machine());
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--repeat") {
        let times = arguments.get(at + 1).and_then(|text| text.parse().ok()).unwrap_or(100);
        let samples = layout::repeat(times);
        println!("{:.2} ms at least, {:.2} ms in the middle", samples.min(), samples.median());
        return Ok(());
    }
    let effort = Effort::from_arguments();
    println!("{}", layout::run(effort)?);
    println!("{}", layout::change(effort)?);
    let drawn = screen::run(effort)?;
    println!(
        "a screen of 375 x 812 at two pixels for one: {:.2} ms at least, {:.2} ms in the middle; a scroll paints nothing anew",
        drawn.min(),
        drawn.median()
    );
    Ok(())
}
