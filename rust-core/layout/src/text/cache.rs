//! Word widths, kept between layouts.

use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use minihost_style::{FontStyle, TextStyle};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::rc::Rc;

/// A bounded map that forgets what was not asked for lately: two generations, and when the young one is full it becomes the old
/// one. Costs at most twice `limit` entries and no list to keep.
#[derive(Debug)]
pub(crate) struct Generations<K, V> {
    young: FxHashMap<K, V>,
    old: FxHashMap<K, V>,
    limit: usize,
}

impl<K: Eq + Hash, V: Clone> Generations<K, V> {
    pub(crate) fn new(limit: usize) -> Self {
        Generations { young: FxHashMap::default(), old: FxHashMap::default(), limit }
    }

    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.limit {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }
}

/// A font's number in [`WordWidths`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FontId(u32);

/// How many words one generation holds. A page has some thousands.
const WORDS: usize = 8192;
/// Words longer than this are measured but not kept.
const LONGEST: usize = 256;
/// Fonts are few; a program that makes thousands of sizes (an animation of font-size) starts the table anew.
const FONTS: usize = 4096;

#[derive(Debug, PartialEq, Eq, Hash)]
struct FontKey {
    families: Vec<std::sync::Arc<str>>,
    size: u32,
    weight: u16,
    italic: bool,
    letter_spacing: u32,
}

/// Widths by font and word, and the fonts' vertical metrics.
#[derive(Debug, Default)]
pub(crate) struct WordWidths {
    fonts: Vec<Rc<Font>>,
    ids: FxHashMap<FontKey, FontId>,
    /// Fonts by the style that asks for them, which is kept alive so that its address stays its own.
    styles: FxHashMap<*const TextStyle, (Rc<TextStyle>, FontId)>,
    metrics: Vec<Option<FontMetrics>>,
    words: Vec<Generations<Box<str>, f32>>,
    /// See [`crate::Styles::pixel_ratio`].
    pixel_ratio: f32,
    /// How many words were sent to the measurer: tests count the work.
    pub(crate) measured: u64,
    /// How many calls that took.
    pub(crate) batches: u64,
}

impl WordWidths {
    /// True when the font table should be thrown away; ids do not survive that, so only a fresh build may do it.
    pub(crate) fn is_full(&self) -> bool {
        self.fonts.len() >= FONTS
    }

    /// True if it is another one than before and metrics are no longer right.
    pub(crate) fn set_pixel_ratio(&mut self, pixel_ratio: f32) -> bool {
        let other = std::mem::replace(&mut self.pixel_ratio, pixel_ratio) != pixel_ratio;
        other && !self.fonts.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.fonts.clear();
        self.ids.clear();
        self.styles.clear();
        self.metrics.clear();
        self.words.clear();
    }

    /// The font that a text style asks for.
    pub(crate) fn font_of(&mut self, style: &Rc<TextStyle>) -> FontId {
        if let Some((_, id)) = self.styles.get(&Rc::as_ptr(style)) {
            return *id;
        }
        let id = self.intern(Font {
            families: style.families.clone(),
            size: style.font_size,
            weight: style.font_weight,
            italic: style.font_style == FontStyle::Italic,
            letter_spacing: style.letter_spacing,
        });
        if self.styles.len() >= FONTS {
            self.styles.clear();
        }
        self.styles.insert(Rc::as_ptr(style), (style.clone(), id));
        id
    }

    fn intern(&mut self, font: Font) -> FontId {
        let key = FontKey {
            families: font.families.to_vec(),
            size: font.size.to_bits(),
            weight: font.weight,
            italic: font.italic,
            letter_spacing: font.letter_spacing.to_bits(),
        };
        match self.ids.entry(key) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let id = FontId(self.fonts.len() as u32);
                entry.insert(id);
                self.fonts.push(Rc::new(font));
                self.metrics.push(None);
                self.words.push(Generations::new(WORDS));
                id
            }
        }
    }

    pub(crate) fn font(&self, id: FontId) -> &Rc<Font> {
        &self.fonts[id.0 as usize]
    }

    pub(crate) fn metrics(&mut self, id: FontId, measurer: &dyn TextMeasurer) -> FontMetrics {
        let at = id.0 as usize;
        let ratio = self.pixel_ratio;
        *self.metrics[at].get_or_insert_with(|| rounded(measurer.metrics(&self.fonts[at]), ratio))
    }

    /// Widths of all the words, in order. Those not known are measured in one call.
    pub(crate) fn widths(
        &mut self,
        words: &[(FontId, &str)],
        measurer: &dyn TextMeasurer,
        out: &mut Vec<f32>,
    ) {
        out.clear();
        let mut missing: Vec<usize> = Vec::new();
        for (at, &(font, text)) in words.iter().enumerate() {
            let known = self.words[font.0 as usize].get(text);
            out.push(known.unwrap_or(0.0));
            if known.is_none() {
                missing.push(at);
            }
        }
        if missing.is_empty() {
            return;
        }
        // The same word often stands many times in one batch.
        let mut unique: Vec<(FontId, &str)> = Vec::new();
        let mut places: FxHashMap<(FontId, &str), usize> = FxHashMap::default();
        for &at in &missing {
            places.entry(words[at]).or_insert_with(|| {
                unique.push(words[at]);
                unique.len() - 1
            });
        }
        let fonts = &self.fonts;
        let batch: Vec<Word<'_>> =
            unique.iter().map(|&(font, text)| Word { text, font: &fonts[font.0 as usize] }).collect();
        let mut widths = Vec::with_capacity(batch.len());
        measurer.measure(&batch, &mut widths);
        self.measured += batch.len() as u64;
        self.batches += 1;
        for (at, word) in batch.iter().enumerate() {
            // A measurer on the other side of a bridge may answer short or with nonsense.
            let width = widths.get(at).copied().filter(|width| width.is_finite());
            let width = width.unwrap_or_else(|| super::estimate::estimate(word.text, word.font));
            if at < widths.len() {
                widths[at] = width;
            } else {
                widths.push(width);
            }
        }
        for (at, &(font, text)) in unique.iter().enumerate() {
            if text.len() <= LONGEST {
                self.words[font.0 as usize].insert(text.into(), widths[at]);
            }
        }
        for at in missing {
            out[at] = widths[places[&words[at]]];
        }
    }
}

/// Fonts reach up and down by whole device pixels, so that lines of text keep an even distance and baselines lie on pixels. Both browsers
/// and phones do that; where the descent would be cut, the baseline goes up by a pixel, as Chromium has it.
fn rounded(metrics: FontMetrics, ratio: f32) -> FontMetrics {
    let (up, down) = (metrics.ascent * ratio, metrics.descent * ratio);
    if !ratio.is_finite() || ratio <= 0.0 || up < 3.0 || up + down < 2.0 {
        return metrics;
    }
    let (mut ascent, mut descent) = (up.round(), down.round());
    if descent < down {
        (ascent, descent) = (ascent - 1.0, descent + 1.0);
    }
    FontMetrics { ascent: ascent / ratio, descent: descent / ratio, ..metrics }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::EstimatedText;

    #[test]
    fn generations_stay_bounded_and_keep_what_is_used() {
        let mut map = Generations::new(10);
        for n in 0..1000 {
            map.insert(n, n);
            assert_eq!(map.get(&0), Some(0), "asked for every time, so never forgotten");
            assert!(map.len() <= 21);
        }
        assert_eq!(map.get(&500), None);
    }

    #[test]
    fn metrics_are_whole_pixels() {
        // Noto Sans SC: 1.16 and 0.288 of the size.
        for (size, ratio, ascent, descent) in
            [(16.0, 2.0, 18.0, 5.0), (14.0, 2.0, 15.5, 4.5), (12.0, 2.0, 14.0, 3.5), (16.0, 1.0, 19.0, 5.0)]
        {
            let metrics = FontMetrics {
                ascent: size * 1.16,
                descent: size * 0.288,
                line_gap: 0.0,
                x_height: size / 2.0,
            };
            let rounded = rounded(metrics, ratio);
            assert_eq!((rounded.ascent, rounded.descent), (ascent, descent), "{size} at {ratio}");
            assert_eq!(super::rounded(metrics, 0.0), metrics);
        }
    }

    #[test]
    fn a_word_is_measured_once() {
        let mut widths = WordWidths::default();
        let font = widths.intern(EstimatedText::font(16.0));
        let mut out = Vec::new();
        widths.widths(&[(font, "one"), (font, "two"), (font, "one")], &EstimatedText, &mut out);
        assert_eq!((out.as_slice(), widths.measured, widths.batches), ([24.0, 24.0, 24.0].as_slice(), 2, 1));
        widths.widths(&[(font, "two")], &EstimatedText, &mut out);
        assert_eq!((widths.measured, widths.batches), (2, 1));
    }
}
