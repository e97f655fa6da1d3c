//! Phones in a browser page, painted by the core.
//!
//! Each phone runs a host app of its own (`hosts`). A small HTTP server on the loopback address (`server`) gives the page away and
//! speaks with it over one WebSocket per phone (`phone`), as `PROTOCOL.md` says. `guard` decides who may ask.
#![forbid(unsafe_code)]

mod folders;
mod frame_json;
mod guard;
mod hosts;
mod http;
mod message;
mod options;
mod phone;
mod picture;
mod server;

pub use folders::fonts;
pub use options::{Options, USAGE};

use std::path::Path;

/// Runs the demo until it is interrupted. `arguments` are those after the program's name.
///
/// # Errors
/// A flag is not known, the fonts or programs are missing, the state is in use by another demo, or no port is free.
pub fn run(arguments: impl IntoIterator<Item = String>) -> Result<(), String> {
    let Some(options) = Options::parse(arguments)? else {
        println!("{USAGE}");
        return Ok(());
    };
    server::serve(&options)
}

/// Opens one program, a folder or an archive, in a single phone, until it is interrupted.
///
/// # Errors
/// As for [`run`]; also when there is nothing at the path.
pub fn run_alone(path: &Path, open_browser: bool) -> Result<(), String> {
    if !path.exists() {
        return Err(format!("{}: there is no such folder or file", path.display()));
    }
    server::serve(&Options { alone: Some(path.to_owned()), open_browser, ..Options::default() })
}
