//! Benchmarks against rivals that are measured in the same run. What is printed are ratios; nothing is asserted about time.
//!
//! Each benchmark is a function of [`Effort`], so that an ordinary test runs a small round of it and it cannot rot.

pub mod browser;
pub mod components;
pub mod install;
pub mod layout;
pub mod rows;
pub mod screen;
pub mod start;

mod stopwatch;
mod table;

pub use stopwatch::Phone;
pub use table::{Samples, Table, machine};

/// How much to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Measured rounds; both sides take turns.
    pub rounds: usize,
    /// The fraction of the work that a round does: a thousand rows, ten megabytes.
    pub size: f64,
    /// Only our side, for a profiler.
    pub alone: bool,
}

impl Effort {
    /// For figures that are published.
    pub const FULL: Effort = Effort { rounds: 9, size: 1.0, alone: false };
    /// That it works at all.
    pub const SMALL: Effort = Effort { rounds: 1, size: 0.05, alone: false };

    /// Full effort, or as the command line says: `--rounds N`, `--small`, `--alone`.
    pub fn from_arguments() -> Effort {
        let mut effort = Effort::FULL;
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--small" => effort = Effort { alone: effort.alone, ..Effort::SMALL },
                "--alone" => effort.alone = true,
                "--rounds" => {
                    effort.rounds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(9);
                }
                // cargo adds `--bench`.
                _ => {}
            }
        }
        effort
    }

    /// A part of a whole, at least one.
    pub fn of(self, whole: usize) -> usize {
        ((whole as f64 * self.size) as usize).max(1)
    }
}
