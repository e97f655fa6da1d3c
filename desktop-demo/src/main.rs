//! The demo: two phones in a browser page.

use std::process::ExitCode;

fn main() -> ExitCode {
    match desktop_demo::run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("desktop-demo: {message}");
            ExitCode::FAILURE
        }
    }
}
