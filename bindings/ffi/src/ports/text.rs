//! Text measuring: what is measured must be what is drawn, so a host that draws text itself measures it, too.

use super::Gated;
use crate::error::PortError;
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use std::sync::atomic::{AtomicBool, Ordering};

/// A font as text asks for it.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct FontSpec {
    /// Family names in order of preference, generic ones included.
    pub families: Vec<String>,
    /// Size in logical pixels.
    pub size: f32,
    /// Weight, 1 to 1000.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
    /// Extra distance after each character, in logical pixels.
    pub letter_spacing: f32,
}

/// A piece of text without a line break inside, usually a word.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WordSpec {
    /// Its font, by its place in the batch's list.
    pub font: u32,
    /// The characters.
    pub text: String,
}

/// Vertical metrics of a font, in logical pixels, all positive.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct FontExtents {
    /// From the baseline up.
    pub ascent: f32,
    /// From the baseline down.
    pub descent: f32,
    /// Recommended extra distance between lines.
    pub line_gap: f32,
    /// Height of a lower-case x.
    pub x_height: f32,
}

/// Measures text. Called on sessions' threads, several at once; in batches, and the core keeps the answers.
#[uniffi::export(foreign)]
pub trait TextPort: Send + Sync {
    /// The advance width of each word in order, in logical pixels, letter spacing included. Missing ones are estimated.
    fn measure(&self, fonts: Vec<FontSpec>, words: Vec<WordSpec>) -> Result<Vec<f32>, PortError>;

    /// Vertical metrics of the first family that exists.
    fn metrics(&self, font: FontSpec) -> Result<FontExtents, PortError>;
}

/// The core's port over the host's.
pub(super) struct FromHost {
    port: Gated<dyn TextPort>,
    complained: AtomicBool,
}

impl FromHost {
    pub fn new(port: Gated<dyn TextPort>) -> Self {
        FromHost { port, complained: AtomicBool::new(false) }
    }

    /// Once: a measurer that is broken is broken for every word.
    fn complain(&self, error: &PortError) {
        if !self.complained.swap(true, Ordering::Relaxed) {
            tracing::warn!(%error, "the host's text measuring failed; text is estimated");
        }
    }
}

impl TextMeasurer for FromHost {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        let mut fonts: Vec<&Font> = Vec::new();
        let mut specs = Vec::with_capacity(words.len());
        for word in words {
            // A batch has few fonts, and words of one font follow each other.
            let known = fonts.iter().rposition(|font| std::ptr::eq(*font, word.font) || *font == word.font);
            let font = known.unwrap_or_else(|| {
                fonts.push(word.font);
                fonts.len() - 1
            });
            specs.push(WordSpec { font: font as u32, text: word.text.to_owned() });
        }
        let fonts = fonts.into_iter().map(FontSpec::from).collect();
        match self.port.get().and_then(|port| port.measure(fonts, specs)) {
            // A width that is no number would spoil the layout of everything beside it: from there on the core estimates.
            Ok(measured) => widths.extend(
                measured.into_iter().take(words.len()).take_while(|width| width.is_finite() && *width >= 0.0),
            ),
            Err(error) => self.complain(&error),
        }
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        let usual = FontMetrics {
            ascent: font.size * 0.93,
            descent: font.size * 0.24,
            line_gap: 0.0,
            x_height: font.size * 0.53,
        };
        match self.port.get().and_then(|port| port.metrics(font.into())) {
            Ok(found) => {
                let or =
                    |value: f32, usual: f32| if value.is_finite() && value >= 0.0 { value } else { usual };
                FontMetrics {
                    ascent: or(found.ascent, usual.ascent),
                    descent: or(found.descent, usual.descent),
                    line_gap: or(found.line_gap, usual.line_gap),
                    x_height: or(found.x_height, usual.x_height),
                }
            }
            Err(error) => {
                self.complain(&error);
                usual
            }
        }
    }
}

impl From<&Font> for FontSpec {
    fn from(font: &Font) -> Self {
        FontSpec {
            families: font.families.iter().map(ToString::to_string).collect(),
            size: font.size,
            weight: font.weight,
            italic: font.italic,
            letter_spacing: font.letter_spacing,
        }
    }
}
