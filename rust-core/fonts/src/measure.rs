//! Measuring and cutting text that may be in a program's font.

use crate::face::{Outline, OutlineSegment, ProgramFont};
use crate::family::ProgramFonts;
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use std::sync::Arc;

/// Measures what is in a program's font itself and leaves the rest to the measurer below it.
#[derive(Clone, Copy)]
pub struct ProgramMeasurer<'a> {
    /// The page's fonts.
    pub fonts: &'a ProgramFonts,
    /// The host's measurer.
    pub base: &'a dyn TextMeasurer,
}

/// A piece of a line of text.
#[derive(Debug)]
pub enum Part<'t> {
    /// For the host's own fonts.
    Host {
        /// The characters.
        text: &'t str,
        /// Advance in logical pixels.
        width: f32,
    },
    /// In a program's font.
    Program {
        /// Outlines from the part's beginning on the baseline.
        outline: Outline,
        /// The font is lighter than the text: the outlines are to be thickened.
        embolden: bool,
        /// Advance in logical pixels.
        width: f32,
    },
}

/// How far a slanted text leans that its font has no slanted face for: x per y. As in Chromium.
const SLANT: f32 = 0.25;

/// A stretch of text in one font.
struct Stretch<'f> {
    end: usize,
    font: Option<&'f Arc<ProgramFont>>,
    embolden: bool,
    slant: bool,
}

impl ProgramMeasurer<'_> {
    /// Cuts a line of text into parts. `None` if the host draws it whole, which is the usual case and costs a look at the font's
    /// families.
    pub fn parts<'t>(&self, text: &'t str, font: &Font) -> Option<Vec<Part<'t>>> {
        if !self.concerns(font) {
            return None;
        }
        let stretches = self.stretches(text, font);
        if stretches.iter().all(|stretch| stretch.font.is_none()) {
            return None;
        }
        let mut parts = Vec::with_capacity(stretches.len());
        let mut start = 0;
        for stretch in stretches {
            let text = &text[start..stretch.end];
            start = stretch.end;
            parts.push(match stretch.font {
                None => {
                    let mut widths = Vec::new();
                    self.base.measure(&[Word { text, font }], &mut widths);
                    Part::Host { text, width: widths.first().copied().unwrap_or(0.0) }
                }
                Some(face) => {
                    let mut outline: Vec<OutlineSegment> = Vec::new();
                    let slant = if stretch.slant { SLANT } else { 0.0 };
                    face.outline(text, (font.size, font.letter_spacing), (0.0, slant), &mut outline);
                    let width = face.width(text, font.size, font.letter_spacing);
                    Part::Program { outline, embolden: stretch.embolden, width }
                }
            });
        }
        Some(parts)
    }

    fn concerns(&self, font: &Font) -> bool {
        !self.fonts.is_empty()
            && font.size > 0.0
            && font.size < 10_000.0
            && font.families.iter().any(|family| self.fonts.knows(family))
    }

    fn stretches(&self, text: &str, font: &Font) -> Vec<Stretch<'_>> {
        let mut found: Vec<Stretch<'_>> = Vec::new();
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if let Some(last) = found.last_mut()
                && joins(c)
            {
                last.end = end;
                continue;
            }
            let choice = self.choose(c, font);
            let (face, embolden, slant) = choice
                .map_or((None, false, false), |choice| (Some(choice.font), choice.embolden, choice.slant));
            match found.last_mut() {
                Some(last)
                    if last.font.map(Arc::as_ptr) == face.map(Arc::as_ptr)
                        && (last.embolden, last.slant) == (embolden, slant) =>
                {
                    last.end = end;
                }
                _ => found.push(Stretch { end, font: face, embolden, slant }),
            }
        }
        found
    }

    /// The first family of the list that has the character. A name that is not ours is one of the device's: it is taken to have
    /// everything but what stands in the private areas, where icon fonts keep their glyphs.
    fn choose(&self, c: char, font: &Font) -> Option<crate::family::Choice<'_>> {
        for family in font.families.iter() {
            if !self.fonts.knows(family) {
                if is_private(c) {
                    continue;
                }
                return None;
            }
            if let Some(choice) = self.fonts.choose(family, c, font.weight, font.italic) {
                return Some(choice);
            }
        }
        None
    }
}

impl TextMeasurer for ProgramMeasurer<'_> {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        // What is the host's goes over in one call, in order.
        let mut rest: Vec<Word<'_>> = Vec::with_capacity(words.len());
        let mut shares: Vec<(usize, f32)> = Vec::new();
        for word in words {
            if !self.concerns(word.font) {
                rest.push(*word);
                shares.push((1, 0.0));
                continue;
            }
            let (mut start, mut own, before) = (0, 0.0, rest.len());
            for stretch in self.stretches(word.text, word.font) {
                let text = &word.text[start..stretch.end];
                start = stretch.end;
                match stretch.font {
                    Some(face) => own += face.width(text, word.font.size, word.font.letter_spacing),
                    None => rest.push(Word { text, font: word.font }),
                }
            }
            shares.push((rest.len() - before, own));
        }
        let mut measured = Vec::with_capacity(rest.len());
        if !rest.is_empty() {
            self.base.measure(&rest, &mut measured);
        }
        // A measurer on the other side of a bridge may answer short; whoever asked makes an estimate of what is no number.
        measured.resize(rest.len(), f32::NAN);
        let mut measured = measured.into_iter();
        for (count, own) in shares {
            let theirs: f32 = (&mut measured).take(count).sum();
            widths.push(own + theirs);
        }
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        match font.families.first().filter(|_| self.concerns(font)) {
            Some(family) if self.fonts.knows(family) => {
                match self.fonts.first(family, font.weight, font.italic) {
                    Some(face) => face.metrics(font.size),
                    None => self.base.metrics(font),
                }
            }
            _ => self.base.metrics(font),
        }
    }
}

/// The private areas of Unicode.
fn is_private(c: char) -> bool {
    matches!(c as u32, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff)
}

/// Characters that belong to the one before: joiners, variation selectors, combining marks.
fn joins(c: char) -> bool {
    matches!(c as u32, 0x200d | 0xfe00..=0xfe0f | 0x0300..=0x036f | 0x20d0..=0x20ff | 0x1_f3fb..=0x1_f3ff | 0xe_0100..=0xe_01ef)
}
