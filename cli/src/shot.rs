//! `minihost shot`: one page as a PNG.

use crate::arguments::ShotOptions;
use crate::{machine, steps};
use minihost_host::{OpenOptions, SessionState};
use minihost_paint::FrameState;
use minihost_paint::raster::{Rasteriser, png};
use minihost_ports::{Insets, Screen};
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// The program cannot be opened, or the picture cannot be written.
pub fn run(options: &ShotOptions) -> Result<ExitCode, String> {
    let machine = machine::start()?;
    let screen = Screen {
        width: options.width,
        height: options.height,
        pixel_ratio: options.scale,
        safe_area: Insets { top: 44.0, bottom: 34.0, ..Insets::default() },
        appearance: options.appearance,
        locale: options.locale,
        ..Screen::default()
    };
    let open = OpenOptions { screen, path: options.page.clone(), ..OpenOptions::default() };
    let session = machine.host.open_path(&options.path, open).map_err(|error| error.to_string())?;
    steps::run_all(&options.steps, &session)?;
    for problem in session.problems() {
        eprintln!("{problem}");
    }
    if let SessionState::Stopped(reason) = session.state() {
        return Err(format!("the program was stopped: {reason:?}"));
    }
    session.request_whole_frame();
    session.settle(steps::PATIENCE);
    let frame = session.take_frame().ok_or("the program drew nothing")?;
    let mut state = FrameState::new();
    state.apply_bytes(&frame).map_err(|error| error.to_string())?;
    let rasteriser = Rasteriser::new(machine.fonts.clone());
    for need in state.images.values() {
        if let Some(Ok(pixels)) = session.images().pixels(need.image, options.scale) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    let pixmap = rasteriser.compose(&state, options.scale);
    let bytes = png(&pixmap);
    std::fs::write(&options.out, bytes).map_err(|error| format!("{}: {error}", options.out.display()))?;
    println!("{} ({} x {} pixels)", options.out.display(), pixmap.width, pixmap.height);
    session.close();
    Ok(ExitCode::SUCCESS)
}
