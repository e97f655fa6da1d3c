//! `minihost run`: the program alone in the demo's phone.

use crate::arguments::RunOptions;
use std::process::ExitCode;

/// Runs the command until it is interrupted.
///
/// # Errors
/// The program cannot be opened, or no port is free.
pub fn run(options: &RunOptions) -> Result<ExitCode, String> {
    desktop_demo::run_alone(&options.path, !options.quiet)?;
    Ok(ExitCode::SUCCESS)
}
