//! `cargo xtask bench components`: see `minihost_tests::bench::components`. `-- --repeat update 300` calls one method over and over,
//! for a profiler.

use minihost_tests::bench::{Effort, components, machine};

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |flag: &str| arguments.iter().position(|argument| argument == flag);
    if let Some(at) = after("--memory") {
        println!("{}", components::memory(arguments.get(at + 1).is_some_and(|who| who == "peer"))?);
        return Ok(());
    }
    println!("{}", machine());
    if let Some(at) = after("--repeat") {
        let method = arguments.get(at + 1).map_or("update", String::as_str);
        let times = arguments.get(at + 2).and_then(|text| text.parse().ok()).unwrap_or(100);
        let samples = components::repeat(method.to_owned(), times)?;
        println!("{method}: {:.2} ms at least, {:.2} ms in the middle", samples.min(), samples.median());
        return Ok(());
    }
    println!("{}", components::run(Effort::from_arguments())?);
    let (ours, theirs) = (memory("ours")?, memory("peer")?);
    println!(
        "memory of a row: {ours:.0} bytes, glass-easel {theirs:.0}, ratio {:.3} (goal 0.2)",
        ours / theirs
    );
    Ok(())
}

/// Measured in a process of its own: what was freed before would be used again.
fn memory(who: &str) -> Result<f64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = std::process::Command::new(program).args(["--memory", who]).output();
    let output = output.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| format!("{text}{}", String::from_utf8_lossy(&output.stderr)))
}
