//! The TextMeasurer port: what is measured must be what is drawn, so a host that draws text itself measures it too.

use std::sync::Arc;

/// A font as text asks for it. Two equal fonts measure alike, so measurers may cache by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Font {
    /// Family names in order of preference, as CSS lists them; generic names (`sans-serif`, `monospace`) included.
    pub families: Arc<[Arc<str>]>,
    /// Size in logical pixels.
    pub size: f32,
    /// Weight, 1 to 1000.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
    /// Extra distance after each character, in logical pixels.
    pub letter_spacing: f32,
}

/// Vertical metrics of a font, in logical pixels, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FontMetrics {
    /// From the baseline up.
    pub ascent: f32,
    /// From the baseline down.
    pub descent: f32,
    /// Recommended extra distance between lines.
    pub line_gap: f32,
    /// Height of a lower-case x.
    pub x_height: f32,
}

/// A piece of text in one font, without a line break inside: usually a word, or a word with its blank.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The characters.
    pub text: &'a str,
    /// Their font.
    pub font: &'a Font,
}

/// Measures text. Called in batches; results are cached by the caller.
pub trait TextMeasurer: Send + Sync {
    /// The advance width of each word, in logical pixels, letter spacing included. `widths` arrives empty and must leave with as many
    /// entries as `words`; a short answer is filled with an estimate.
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>);

    /// Vertical metrics of the first family that exists.
    fn metrics(&self, font: &Font) -> FontMetrics;
}
