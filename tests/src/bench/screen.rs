//! A screen: what the Rust rasteriser takes to draw it, and what scrolling it paints.

use super::{Effort, Phone, Samples};
use crate::machine::Machine;
use crate::tools;
use minihost_host::OpenOptions;
use minihost_paint::raster::Rasteriser;
use minihost_ports::Screen;
use std::time::Instant;

/// A thousand rows on a phone: milliseconds of the Rust rasteriser for a whole screen of 375 × 812 at two pixels for one, and how many
/// layers a scroll paints anew.
///
/// # Errors
/// What is missing on this machine; a scroll that paints.
pub fn run(effort: Effort) -> Result<Samples, String> {
    let machine = Machine::start().ok_or("the pinned fonts are not installed")?;
    let options = OpenOptions {
        screen: Screen { width: 375.0, height: 812.0, pixel_ratio: 2.0, ..Screen::default() },
        path: Some(format!("pages/rows/index?thousand={}", effort.of(1000))),
        ..OpenOptions::default()
    };
    let program = tools::root().join("tests/benches/rows/program");
    let session = machine.host.open_path(&program, options).map_err(|error| error.to_string())?;
    let mut phone = Phone::new(&machine, session);
    phone.tap("create").ok_or("no rows were made")?;
    let rasteriser = Rasteriser::new(machine.fonts.clone());
    let mut samples = Samples::default();
    for round in 0..=effort.rounds {
        let start = Instant::now();
        let pixels = rasteriser.compose(&phone.screen, 2.0);
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        assert_eq!((pixels.width, pixels.height), (750, 1624), "a whole screen");
        if round > 0 || effort.rounds == 1 {
            samples.push(ms);
        }
    }
    let painted = phone.scroll(300.0)?;
    phone.session.close();
    if painted > 0 {
        return Err(format!("a scroll painted {painted} layers anew"));
    }
    Ok(samples)
}
