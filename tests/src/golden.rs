//! Pictures of pages, and goldens that they are compared with. `UPDATE_GOLDENS=1` writes these.

use crate::machine::Machine;
use crate::tools;
use minihost_host::{OpenOptions, Session};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_paint::raster::{Pixmap, Rasteriser, png};
use minihost_paint::{Colour, Content, FrameState, Layer, Op, Rect, Size, TextFont};
use minihost_ports::{ImageDecoder, Screen};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A page may take this long to come to rest: the tests are not optimised.
const PATIENCE: Duration = Duration::from_secs(60);

/// How far a picture may be from its golden.
#[derive(Debug, Clone, Copy)]
pub struct Tolerance {
    /// A channel may differ by this much.
    pub channel: u8,
    /// And this many pixels in a thousand may differ more.
    pub stray: usize,
}

/// Opens a page on a screen and waits until it is at rest.
///
/// # Errors
/// The page cannot be opened.
pub fn open(machine: &Machine, program: &Path, page: &str, screen: Screen) -> Result<Arc<Session>, String> {
    let options = OpenOptions { screen, path: Some(page.to_owned()), ..OpenOptions::default() };
    let session = machine.host.open_path(program, options).map_err(|error| error.to_string())?;
    session.settle(PATIENCE);
    Ok(session)
}

/// Draws what a session shows.
///
/// # Errors
/// Nothing was drawn.
pub fn draw(machine: &Machine, session: &Session, scale: f32) -> Result<Pixmap, String> {
    let frame = session.take_frame().ok_or("nothing was drawn")?;
    let mut state = FrameState::new();
    state.apply_bytes(&frame).map_err(|error| error.to_string())?;
    let rasteriser = Rasteriser::new(machine.fonts.clone());
    for need in state.images.values() {
        if let Some(Ok(pixels)) = session.images().pixels(need.image, scale) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    Ok(rasteriser.compose(&state, scale))
}

/// A sheet of pictures of one size, each under its caption.
pub fn sheet(fonts: &Arc<FontBook>, pictures: &[(&str, Pixmap)], scale: f32) -> Pixmap {
    const GAP: f32 = 12.0;
    const CAPTION: f32 = 28.0;
    let count = pictures.len() as f32;
    let (wide, high) =
        pictures.first().map_or((0.0, 0.0), |(_, one)| (one.width as f32 / scale, one.height as f32 / scale));
    let font = TextFont { families: vec![], size: 13.0, weight: 400, italic: false, letter_spacing: 0.0 };
    let ops = pictures.iter().enumerate().map(|(at, (caption, _))| Op::Text {
        x: GAP + at as f32 * (wide + GAP),
        baseline: 19.0,
        width: wide,
        font: 0,
        paint: Colour::rgb(0x4a_4f_58).into(),
        blur: 0.0,
        outline: 0.0,
        text: (*caption).to_owned(),
    });
    let mut ground = FrameState::new();
    ground.size = Size { width: GAP + count * (wide + GAP), height: CAPTION + high + GAP };
    ground.background = Colour::rgb(0xc4_c8_d0);
    let mut layer = Layer::new(1, 0, Rect::new(0.0, 0.0, ground.size.width, ground.size.height));
    (layer.version, layer.bounds) = (1, layer.rect);
    layer.content = Some(Arc::new(Content { fonts: vec![font], ops: ops.collect() }));
    ground.layers.push(layer);
    let mut sheet = Rasteriser::new(fonts.clone()).compose(&ground, scale);
    let device = |length: f32| (length * scale).round() as usize;
    for (at, (_, picture)) in pictures.iter().enumerate() {
        let left = device(GAP + at as f32 * (wide + GAP));
        let line = picture.width as usize * 4;
        for (row, pixels) in picture.rgba.chunks_exact(line).enumerate() {
            let start = ((device(CAPTION) + row) * sheet.width as usize + left) * 4;
            sheet.rgba[start..start + line].copy_from_slice(pixels);
        }
    }
    sheet
}

/// Compares a picture with its golden, or writes that, encoded in the given way. A picture that differs is left in `target/goldens`.
///
/// # Errors
/// How they differ.
pub fn check(
    file: &Path,
    picture: &Pixmap,
    tolerance: Tolerance,
    encode: fn(&Pixmap) -> Vec<u8>,
) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        return fs::write(file, encode(picture)).map_err(|error| fault(&error));
    }
    let bytes = fs::read(file).map_err(|error| format!("{}; UPDATE_GOLDENS=1 writes it", fault(&error)))?;
    let golden = DefaultDecoder::default().decode(&bytes, 1.0).map_err(|error| fault(&error))?;
    let differs = if (golden.width, golden.height) == (picture.width, picture.height) {
        let far = |(a, b): &(&[u8], &[u8])| {
            (0..3).any(|channel| a[channel].abs_diff(b[channel]) > tolerance.channel)
        };
        let pixels = picture.rgba.chunks_exact(4).zip(golden.rgba.chunks_exact(4));
        let different = pixels.filter(far).count();
        let allowed = (picture.width * picture.height) as usize * tolerance.stray / 1000;
        if different <= allowed {
            return Ok(());
        }
        format!("{different} pixels differ, {allowed} may")
    } else {
        let (ours, theirs) = ((picture.width, picture.height), (golden.width, golden.height));
        format!("is {ours:?}, its golden {theirs:?}")
    };
    let folder = tools::root().join("target/goldens");
    let name = file.file_name().ok_or_else(|| fault(&"no name"))?;
    let drawn = folder.join(name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&drawn, png(picture)))
        .map_err(|error| fault(&error))?;
    Err(format!("{differs}; what was drawn is target/goldens/{}", name.to_string_lossy()))
}
