//! Components and templates beside glass-easel, both in our JavaScript engine: how long a page's method takes until the shadow
//! trees stand, in processor time. glass-easel's backend does nothing; ours keeps its render tree, which style and layout read.

use super::{Effort, Samples, Table};
use crate::memory::resident_bytes;
use minihost_oracle::race::Racer;

/// What is measured: its name with our goal, the method, and what is called before (not measured).
const STEPS: &[(&str, &str, &[&str])] = &[
    ("create 1,000 (1/15)", "create", &["clear"]),
    ("no-op update (1/20)", "nothing", &[]),
    ("every 10th (1/10)", "update", &[]),
    ("select", "select", &[]),
    ("clear", "clear", &[]),
    ("1,000 components (1/15)", "components", &["clear"]),
];

/// The rows that one process shows when its memory is measured.
const MEMORY_ROWS: usize = 2_000;

/// Runs it.
///
/// # Errors
/// What is missing on this machine.
pub fn run(effort: Effort) -> Result<Table, String> {
    with_stack(move || {
        let count = effort.of(1000);
        let peers = if effort.alone { Vec::new() } else { vec![Racer::peer()?] };
        let racers: Vec<Racer> = std::iter::once(Racer::ours()).chain(peers).collect();
        let mut samples = vec![vec![Samples::default(); racers.len()]; STEPS.len()];
        // The first round warms everybody up.
        for round in 0..=effort.rounds {
            for (step, samples) in STEPS.iter().zip(&mut samples) {
                for (racer, samples) in racers.iter().zip(samples) {
                    for before in step.2 {
                        racer.call(before, count)?;
                    }
                    let ms = racer.call(step.1, count)?;
                    if round > 0 || effort.rounds == 1 {
                        samples.push(ms);
                    }
                }
            }
        }
        for racer in &racers {
            let faults = racer.faults();
            if !faults.is_empty() {
                return Err(format!("the program has a problem: {faults}"));
            }
        }
        let rivals = [("glass-easel in our QuickJS", None)];
        let rivals = if effort.alone { &rivals[..0] } else { &rivals[..] };
        let mut table = Table::new("components: shadow trees", rivals);
        for ((name, ..), samples) in STEPS.iter().zip(samples) {
            let mut samples = samples.into_iter();
            let ours = samples.next().unwrap_or_default();
            table.row(name, ours, samples.collect());
        }
        Ok(table)
    })
}

/// Calls one method again and again, for a profiler. Milliseconds each.
///
/// # Errors
/// The call failed.
pub fn repeat(method: String, times: usize) -> Result<Samples, String> {
    with_stack(move || {
        let racer = Racer::ours();
        racer.call("create", 1000)?;
        let mut samples = Samples::default();
        for _ in 0..times {
            samples.push(racer.call(&method, 1000)?);
        }
        Ok(samples)
    })
}

/// Bytes of this process that one row takes, of ours or of glass-easel: what is resident after less what was before.
///
/// # Errors
/// What is missing on this machine.
pub fn memory(peer: bool) -> Result<f64, String> {
    with_stack(move || {
        let racer = if peer { Racer::peer()? } else { Racer::ours() };
        racer.call("create", 10)?;
        let before = resident()?;
        racer.call("create", MEMORY_ROWS)?;
        Ok((resident()? - before) / MEMORY_ROWS as f64)
    })
}

fn resident() -> Result<f64, String> {
    resident_bytes().ok_or_else(|| "the kernel does not say".into())
}

/// Both engines run deep.
fn with_stack<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(run);
    let thread = thread.map_err(|error| error.to_string())?;
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
