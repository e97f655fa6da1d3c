//! A font file is refused or gives widths and outlines that can be drawn; none makes us panic or take for ever.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_fonts::{Face, FaceState, ProgramFont, ProgramFonts, ProgramMeasurer};
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use std::sync::Arc;

struct Nothing;

impl TextMeasurer for Nothing {
    fn measure(&self, _words: &[Word<'_>], _widths: &mut Vec<f32>) {}

    fn metrics(&self, _font: &Font) -> FontMetrics {
        FontMetrics { ascent: 1.0, descent: 0.0, line_gap: 0.0, x_height: 0.5 }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(font) = ProgramFont::read(bytes) else { return };
    let mut fonts = ProgramFonts::default();
    let state = FaceState::Ready(Arc::new(font));
    fonts.add("f", Face { weight: (400, 400), italic: false, ranges: Vec::new(), state });
    let font = Font { families: [Arc::from("f")].into(), size: 16.0, weight: 400, italic: false, letter_spacing: 0.0 };
    let measurer = ProgramMeasurer { fonts: &fonts, base: &Nothing };
    let _ = measurer.parts("Ag 1\u{e001}\u{4f60}", &font);
    let _ = measurer.metrics(&font);
});
