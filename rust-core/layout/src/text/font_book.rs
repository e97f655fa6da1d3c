//! The default measurer: parley and fontique, with only the fonts it was given.

use super::{Generations, Piece, pieces};
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use parley::fontique::{
    Blob, Collection, CollectionOptions, FamilyId, GenericFamily, QueryFamily, SourceCache,
};
use parley::style::{
    FontFamily, FontFamilyName, FontFeature, FontFeatures, FontStyle, FontWeight, StyleProperty,
};
use parley::{FontContext, LayoutContext};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A font file in memory and the face inside it; the same type that `vello_cpu` draws with.
pub use parley::FontData as FontFile;

/// One glyph. Positions are logical pixels from the text's start on the baseline, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedGlyph {
    /// Glyph number in its font.
    pub id: u32,
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// Glyphs of one font.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The font.
    pub font: FontFile,
    /// Size in logical pixels.
    pub size: f32,
    /// The font has no such weight: draw it bolder.
    pub embolden: bool,
    /// The font has no slanted face: slant it by this many degrees.
    pub skew_degrees: Option<f32>,
    /// Normalised variation coordinates (2.14 fixed point), for variable fonts.
    pub coords: Arc<[i16]>,
    /// The glyphs.
    pub glyphs: Vec<PlacedGlyph>,
}

/// Text ready to draw.
#[derive(Debug, Clone, Default)]
pub struct ShapedText {
    /// Glyph runs from left to right.
    pub runs: Vec<GlyphRun>,
    /// Width in logical pixels, the same that [`TextMeasurer::measure`] adds up to.
    pub width: f32,
}

/// Fonts, and the one shaping path that both measuring and drawing take, so that what is measured is what is drawn.
///
/// Thread-safe: a lock is held while shaping, never while calling out. Fonts are looked for in this order: the families that the
/// text asks for, then every other family of the book, Latin before Chinese before emoji.
pub struct FontBook {
    inner: Mutex<Inner>,
}

struct Inner {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// Every family in fallback order.
    families: Vec<String>,
    words: Generations<WordKey, Arc<ShapedText>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct WordKey {
    families: Arc<[Arc<str>]>,
    size: u32,
    weight: u16,
    italic: bool,
    letter_spacing: u32,
    text: Box<str>,
}

/// Shaped words per generation.
const WORDS: usize = 4096;

impl FontBook {
    /// A book of these font files (ttf, otf, ttc); bytes that are no font are passed over.
    pub fn new(files: Vec<Vec<u8>>) -> Self {
        let mut fonts = Self::empty_context();
        for bytes in files {
            fonts.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
        }
        Self::from_context(fonts)
    }

    /// A book of every `.ttf`, `.otf` and `.ttc` below a folder. Files are mapped, not read.
    pub fn load_folder(folder: &Path) -> std::io::Result<Self> {
        Self::load_folders(&[folder.to_path_buf()])
    }

    /// The same for several folders, in order of preference. Folders that do not exist are an error.
    pub fn load_folders(folders: &[PathBuf]) -> std::io::Result<Self> {
        let mut files = Vec::new();
        for folder in folders {
            list_fonts(folder, 0, &mut files)?;
        }
        let mut fonts = Self::empty_context();
        fonts.collection.load_fonts_from_paths(&files);
        Ok(Self::from_context(fonts))
    }

    /// Folders where this platform keeps fonts and that exist. Emulated layouts depend on what is installed there, so tests
    /// never use them.
    pub fn system_folders() -> Vec<PathBuf> {
        [
            "/system/fonts",
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/System/Library/Fonts",
            "/Library/Fonts",
            "C:\\Windows\\Fonts",
        ]
        .iter()
        .map(PathBuf::from)
        .filter(|folder| folder.is_dir())
        .collect()
    }

    /// Family names in fallback order.
    pub fn families(&self) -> Vec<String> {
        self.lock().families.clone()
    }

    /// True without any font: widths are estimates and nothing can be drawn.
    pub fn is_empty(&self) -> bool {
        self.lock().families.is_empty()
    }

    /// Glyphs of one line of text, which must hold no line break.
    pub fn shape(&self, text: &str, font: &Font) -> ShapedText {
        let mut inner = self.lock();
        let mut shaped = ShapedText::default();
        for Piece { text, .. } in pieces(text) {
            let word = inner.word(text, font);
            for run in &word.runs {
                let mut run = run.clone();
                for glyph in &mut run.glyphs {
                    glyph.x += shaped.width;
                }
                match shaped.runs.last_mut() {
                    Some(last)
                        if last.font == run.font
                            && last.coords == run.coords
                            && last.embolden == run.embolden
                            && last.skew_degrees == run.skew_degrees =>
                    {
                        last.glyphs.append(&mut run.glyphs);
                    }
                    _ => shaped.runs.push(run),
                }
            }
            shaped.width += word.width;
        }
        shaped
    }

    fn empty_context() -> FontContext {
        FontContext {
            collection: Collection::new(CollectionOptions { shared: false, system_fonts: false }),
            source_cache: SourceCache::default(),
        }
    }

    fn from_context(mut fonts: FontContext) -> Self {
        let families = order_families(&mut fonts);
        FontBook {
            inner: Mutex::new(Inner {
                fonts,
                layouts: LayoutContext::new(),
                families,
                words: Generations::new(WORDS),
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic while shaping leaves caches that are still valid entry by entry.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for FontBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontBook").field("families", &self.families()).finish()
    }
}

impl TextMeasurer for FontBook {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        let mut inner = self.lock();
        widths.extend(words.iter().map(|word| {
            pieces(word.text).iter().map(|piece| inner.word(piece.text, word.font).width).sum::<f32>()
        }));
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        self.lock().metrics(font)
    }
}

impl Inner {
    fn word(&mut self, text: &str, font: &Font) -> Arc<ShapedText> {
        let key = WordKey {
            families: font.families.clone(),
            size: font.size.to_bits(),
            weight: font.weight,
            italic: font.italic,
            letter_spacing: font.letter_spacing.to_bits(),
            text: text.into(),
        };
        if let Some(word) = self.words.get(&key) {
            return word;
        }
        let word = Arc::new(self.shape_word(text, font));
        if text.len() <= 256 {
            self.words.insert(key, word.clone());
        }
        word
    }

    fn layout(&mut self, text: &str, font: &Font) -> parley::Layout<()> {
        let mut names: Vec<FontFamilyName<'_>> = Vec::new();
        for family in font.families.iter() {
            names.push(match generic(family) {
                Some(generic) => FontFamilyName::Generic(generic),
                None => FontFamilyName::Named(Cow::Borrowed(family)),
            });
        }
        names.extend(self.families.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(name.as_str()))));
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names))));
        builder.push_default(StyleProperty::FontSize(font.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(f32::from(font.weight))));
        if font.italic {
            builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
        }
        if font.letter_spacing != 0.0 {
            // CSS Text 3, 7.2: no optional ligatures when letters are spaced.
            const OFF: [FontFeature; 2] = [FontFeature::new(TAG_LIGA, 0), FontFeature::new(TAG_CLIG, 0)];
            builder.push_default(StyleProperty::FontFeatures(FontFeatures::List(Cow::Borrowed(&OFF))));
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        layout
    }

    fn shape_word(&mut self, text: &str, font: &Font) -> ShapedText {
        let mut shaped = ShapedText::default();
        if text.is_empty() {
            return shaped;
        }
        // A zero or absurd size has no glyphs worth shaping.
        if self.families.is_empty() || !(font.size > 0.0 && font.size < 10_000.0) {
            shaped.width = super::estimate::estimate(text, font);
            return shaped;
        }
        let layout = self.layout(text, font);
        for line in layout.lines() {
            for run in line.runs() {
                let synthesis = run.synthesis();
                let mut glyphs = Vec::new();
                for cluster in run.visual_clusters() {
                    // A ligature's followers have no glyph of their own, and their advance is inside the first one's glyphs.
                    let mut x = shaped.width;
                    for glyph in cluster.glyphs() {
                        glyphs.push(PlacedGlyph { id: glyph.id, x: x + glyph.x, y: -glyph.y });
                        x += glyph.advance;
                    }
                    shaped.width += cluster.advance() + font.letter_spacing;
                }
                shaped.runs.push(GlyphRun {
                    font: run.font().clone(),
                    size: run.font_size(),
                    embolden: synthesis.embolden(),
                    skew_degrees: synthesis.skew(),
                    coords: run.normalized_coords().iter().map(|coord| coord.to_bits()).collect(),
                    glyphs,
                });
            }
        }
        shaped
    }

    fn metrics(&mut self, font: &Font) -> FontMetrics {
        let estimated = super::EstimatedText.metrics(font);
        if self.families.is_empty() || !(font.size > 0.0 && font.size < 10_000.0) {
            return estimated;
        }
        let layout = self.layout("x", font);
        let Some(run) = layout.lines().next().and_then(|line| line.runs().next()) else { return estimated };
        let metrics = run.font_metrics();
        FontMetrics {
            ascent: metrics.ascent,
            descent: metrics.descent,
            line_gap: metrics.leading.max(0.0),
            x_height: metrics.x_height.unwrap_or(font.size * 0.5),
        }
    }
}

const TAG_LIGA: parley::setting::Tag = parley::setting::Tag::new(b"liga");
const TAG_CLIG: parley::setting::Tag = parley::setting::Tag::new(b"clig");

fn generic(family: &str) -> Option<GenericFamily> {
    Some(match family {
        "sans-serif" => GenericFamily::SansSerif,
        "serif" => GenericFamily::Serif,
        "monospace" => GenericFamily::Monospace,
        "cursive" => GenericFamily::Cursive,
        "fantasy" => GenericFamily::Fantasy,
        "system-ui" | "-apple-system" => GenericFamily::SystemUi,
        "emoji" => GenericFamily::Emoji,
        _ => return None,
    })
}

/// Sorts all families, Latin first, then Chinese, then the rest, emoji last, and points the generic names at them.
fn order_families(fonts: &mut FontContext) -> Vec<String> {
    let names: Vec<String> = fonts.collection.family_names().map(str::to_owned).collect();
    let mut ranked: Vec<(u8, String, FamilyId)> = Vec::new();
    for name in names {
        let Some(id) = fonts.collection.family_id(&name) else { continue };
        let has = |fonts: &mut FontContext, c: char| {
            let mut found = false;
            let mut query = fonts.collection.query(&mut fonts.source_cache);
            query.set_families([QueryFamily::Id(id)]);
            query.matches_with(|font| {
                found = font.charmap().is_some_and(|map| map.map(c).is_some_and(|glyph| glyph != 0));
                parley::fontique::QueryStatus::Stop
            });
            found
        };
        let rank = match (has(fonts, 'A'), has(fonts, '中'), has(fonts, '😀')) {
            (_, _, true) => 4,
            (true, false, _) if name.contains("Mono") || name.contains("Serif") => 2,
            (true, false, _) => 0,
            (_, true, _) => 1,
            _ => 3,
        };
        if !ranked.iter().any(|(_, _, known)| *known == id) {
            ranked.push((rank, name, id));
        }
    }
    ranked.sort();
    let text: Vec<FamilyId> = ranked.iter().filter(|(rank, _, _)| *rank < 3).map(|(_, _, id)| *id).collect();
    for (family, wanted) in [
        (GenericFamily::SansSerif, ""),
        (GenericFamily::SystemUi, ""),
        (GenericFamily::Serif, "Serif"),
        (GenericFamily::Monospace, "Mono"),
    ] {
        let preferred = ranked
            .iter()
            .filter(|(_, name, _)| !wanted.is_empty() && name.contains(wanted))
            .map(|(_, _, id)| *id);
        let all: Vec<FamilyId> = preferred.chain(text.iter().copied()).collect();
        fonts.collection.set_generic_families(family, all.into_iter());
    }
    let emoji = ranked.iter().filter(|(rank, _, _)| *rank == 4).map(|(_, _, id)| *id);
    fonts.collection.set_generic_families(GenericFamily::Emoji, emoji.collect::<Vec<_>>().into_iter());
    ranked.into_iter().map(|(_, name, _)| name).collect()
}

/// Font files below a folder, sorted, so that two runs see the same book. Links are not followed out of bounds: depth is capped.
fn list_fonts(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if depth < 12 {
                // A folder that may not be read holds no fonts for us.
                let _ = list_fonts(&path, depth + 1, found);
            }
        } else if path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|e| ["ttf", "otf", "ttc"].contains(&e.to_ascii_lowercase().as_str()))
        {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fonts;

    fn font(size: f32) -> Font {
        super::super::EstimatedText::font(size)
    }

    fn width(book: &FontBook, text: &str, font: &Font) -> f32 {
        let mut widths = Vec::new();
        book.measure(&[Word { text, font }], &mut widths);
        widths[0]
    }

    #[test]
    fn measured_is_drawn() {
        let Some(book) = fonts() else { return };
        for (text, size) in
            [("Hello world, AVATAR", 16.0), ("你好,世界!", 20.0), ("ok 👍🏽 好", 14.0), ("", 12.0)]
        {
            let font = Font { letter_spacing: 1.5, ..font(size) };
            let whole = book.shape(text, &font).width;
            let summed: f32 = pieces(text).iter().map(|piece| width(book, piece.text, &font)).sum();
            assert!((whole - summed).abs() < 1e-3, "{text}: {whole} {summed}");
            let last = book
                .shape(text, &font)
                .runs
                .iter()
                .flat_map(|run| &run.glyphs)
                .map(|g| g.x)
                .fold(0.0, f32::max);
            assert!(last <= whole);
        }
    }

    #[test]
    fn chinese_is_one_em_and_emoji_come_from_the_emoji_font() {
        let Some(book) = fonts() else { return };
        assert!((width(book, "你好", &font(20.0)) - 40.0).abs() < 0.01);
        let shaped = book.shape("a你👍", &font(20.0));
        let glyphs: Vec<usize> = shaped.runs.iter().map(|run| run.glyphs.len()).collect();
        assert_eq!(glyphs, [2, 1], "Latin and Chinese from one font, emoji from another");
        assert!(shaped.runs.iter().all(|run| run.glyphs.iter().all(|glyph| glyph.id != 0)));
    }

    #[test]
    fn bold_is_a_face_of_its_own_and_italic_is_made() {
        let Some(book) = fonts() else { return };
        let bold = book.shape("你", &Font { weight: 700, ..font(16.0) });
        let plain = book.shape("你", &font(16.0));
        assert!(bold.runs[0].embolden || bold.runs[0].font != plain.runs[0].font);
        let italic = book.shape("a", &Font { italic: true, ..font(16.0) });
        assert!(italic.runs[0].skew_degrees.is_some());
    }

    #[test]
    fn letter_spacing_counts_per_character() {
        let Some(book) = fonts() else { return };
        let plain = width(book, "abc", &font(16.0));
        let spaced = width(book, "abc", &Font { letter_spacing: 2.0, ..font(16.0) });
        assert!((spaced - plain - 6.0).abs() < 1e-3);
    }

    #[test]
    fn an_empty_book_estimates() {
        let book = FontBook::new(vec![b"no font".to_vec()]);
        assert!(book.is_empty());
        assert_eq!(width(&book, "ab你", &font(10.0)), 20.0);
        assert!(book.shape("ab", &font(10.0)).runs.is_empty());
    }

    #[test]
    fn metrics_fit_the_size() {
        let Some(book) = fonts() else { return };
        let metrics = book.metrics(&font(100.0));
        assert!((100.0..160.0).contains(&(metrics.ascent + metrics.descent)), "{metrics:?}");
    }
}
