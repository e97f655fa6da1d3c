//! Text without fonts.

use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use unicode_segmentation::UnicodeSegmentation;

/// A measurer that needs no font: half an em for a narrow character, one em for a wide one. For tests that must not depend on
/// font files, and for a host that answers short.
#[derive(Debug, Clone, Copy, Default)]
pub struct EstimatedText;

impl EstimatedText {
    /// A plain font of that size in logical pixels, for tests.
    pub fn font(size: f32) -> Font {
        Font { families: [].into(), size, weight: 400, italic: false, letter_spacing: 0.0 }
    }
}

impl TextMeasurer for EstimatedText {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        widths.extend(words.iter().map(|word| estimate(word.text, word.font)));
    }

    /// Ascent 0.8, descent 0.2 of the size: a line is as high as the font.
    fn metrics(&self, font: &Font) -> FontMetrics {
        FontMetrics {
            ascent: font.size * 0.8,
            descent: font.size * 0.2,
            line_gap: 0.0,
            x_height: font.size * 0.5,
        }
    }
}

pub(crate) fn estimate(text: &str, font: &Font) -> f32 {
    text.graphemes(true)
        .map(|grapheme| {
            if grapheme == "\u{ad}" {
                // A soft hyphen shows only at the end of a line, where another stands for it.
                return 0.0;
            }
            let wide = grapheme.chars().any(|c| c as u32 >= 0x1100 && !matches!(c as u32, 0x2000..=0x206f));
            font.letter_spacing + font.size * if wide { 1.0 } else { 0.5 }
        })
        .sum()
}
