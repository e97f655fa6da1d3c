//! One font: which characters it has, how wide text is in it, and its outlines.

use crate::unpack::unpack;
use harfrust::{Feature, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::Glyph as RawGlyph;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Why a font cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The first bytes are those of no font.
    #[error("this is no font of a known format")]
    UnknownFormat,
    /// The file, or what it unpacks to.
    #[error("the font has {bytes} bytes; the limit is {limit}")]
    TooLarge {
        /// What it has, or says it has.
        bytes: usize,
        /// What it may have.
        limit: usize,
    },
    /// A table is missing or makes no sense.
    #[error("the font is damaged ({0})")]
    Damaged(&'static str),
}

/// A part of an outline; coordinates are logical pixels from the text's start on the baseline, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutlineSegment {
    /// A new outline begins.
    Move(f32, f32),
    /// A straight line.
    Line(f32, f32),
    /// Control and end of a quadratic curve.
    Quad(f32, f32, f32, f32),
    /// Two controls and the end of a cubic curve.
    Cubic(f32, f32, f32, f32, f32, f32),
    /// Back to where the outline began.
    Close,
}

/// The outlines of a text, to be filled by non-zero winding.
pub type Outline = Vec<OutlineSegment>;

/// A font that was unpacked and checked. Shared between pages and threads.
pub struct ProgramFont {
    bytes: Vec<u8>,
    shaper: ShaperData,
    units_per_em: f32,
    metrics: UnitMetrics,
    /// Shaped words in font units; what is drawn was measured just before.
    words: Mutex<FxHashMap<(Box<str>, bool), Arc<Shaped>>>,
    /// Outlines in font units, y up: a page is painted again and again.
    glyphs: Mutex<FxHashMap<u32, Arc<Outline>>>,
}

/// Vertical metrics in font units, all positive.
#[derive(Debug, Clone, Copy)]
struct UnitMetrics {
    ascent: f32,
    descent: f32,
    line_gap: f32,
    x_height: f32,
}

/// Glyphs of a text, in font units.
#[derive(Debug, Default)]
struct Shaped {
    glyphs: Vec<PlacedGlyph>,
    width: f32,
    /// Clusters: letter spacing is added once for each.
    clusters: u32,
}

#[derive(Debug, Clone, Copy)]
struct PlacedGlyph {
    id: u32,
    x: f32,
    y: f32,
    /// Clusters before it.
    cluster: u32,
}

/// Words that one font keeps.
const WORDS: usize = 1024;
/// Outlines that one font keeps.
const GLYPHS: usize = 1024;
/// Parts that one glyph may be made of, counted through all levels.
const MAX_PARTS: u32 = 4096;
/// Segments of one glyph's outline.
const MAX_SEGMENTS: usize = 50_000;
/// Segments of one text's outline: a page full of a brush font has fewer.
const MAX_TEXT_SEGMENTS: usize = 400_000;

impl std::fmt::Debug for ProgramFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProgramFont({} bytes)", self.bytes.len())
    }
}

impl ProgramFont {
    /// Reads a file: TrueType, OpenType, WOFF or WOFF2. Of a collection the first font counts.
    ///
    /// # Errors
    /// [`FontError`]; hostile files take no more time or memory than large good ones.
    pub fn read(file: &[u8]) -> Result<Self, FontError> {
        quietly(|| {
            let bytes = unpack(file)?;
            let font = open(&bytes)?;
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            if metrics.units_per_em == 0 || metrics.glyph_count == 0 {
                return Err(FontError::Damaged("head or maxp"));
            }
            if !font.charmap().has_map() {
                return Err(FontError::Damaged("cmap"));
            }
            if font.outline_glyphs().format().is_none() {
                return Err(FontError::Damaged("no outlines"));
            }
            check_parts(&font)?;
            let em = f32::from(metrics.units_per_em);
            let (ascent, descent) = (metrics.ascent, -metrics.descent);
            // A font without vertical metrics gets those of an ordinary one.
            let sane = ascent.is_finite() && descent.is_finite() && ascent + descent > 0.0;
            let (ascent, descent) = if sane { (ascent, descent) } else { (em * 0.8, em * 0.2) };
            let limit = |length: f32| length.clamp(-10.0 * em, 10.0 * em);
            let metrics = UnitMetrics {
                ascent: limit(ascent),
                descent: limit(descent),
                line_gap: limit(metrics.leading.max(0.0)),
                x_height: limit(metrics.x_height.filter(|height| *height > 0.0).unwrap_or(em / 2.0)),
            };
            let shaper = ShaperData::new(&font);
            Ok(ProgramFont {
                units_per_em: em,
                metrics,
                shaper,
                words: Mutex::default(),
                glyphs: Mutex::default(),
                bytes,
            })
        })
    }

    /// For each character of the text whether the font has a glyph for it.
    pub(crate) fn has(&self, c: char) -> bool {
        quietly(|| {
            let font = open(&self.bytes)?;
            Ok(font.charmap().map(c).is_some_and(|glyph| glyph != GlyphId::NOTDEF))
        })
        .unwrap_or(false)
    }

    /// Ascent, descent, line gap and x-height in logical pixels.
    pub(crate) fn metrics(&self, size: f32) -> minihost_ports::FontMetrics {
        let scale = size / self.units_per_em;
        minihost_ports::FontMetrics {
            ascent: self.metrics.ascent * scale,
            descent: self.metrics.descent * scale,
            line_gap: self.metrics.line_gap * scale,
            x_height: self.metrics.x_height * scale,
        }
    }

    /// Advance width in logical pixels.
    pub(crate) fn width(&self, text: &str, size: f32, letter_spacing: f32) -> f32 {
        let shaped = self.shaped(text, letter_spacing != 0.0);
        shaped.width * size / self.units_per_em + letter_spacing * shaped.clusters as f32
    }

    /// Adds the text's outlines, beginning at `x` on the baseline 0. `slant` leans them: x grows by so much for each pixel upwards.
    pub(crate) fn outline(
        &self,
        text: &str,
        (size, letter_spacing): (f32, f32),
        (x, slant): (f32, f32),
        out: &mut Outline,
    ) {
        let shaped = self.shaped(text, letter_spacing != 0.0);
        let scale = size / self.units_per_em;
        let before = out.len();
        for placed in &shaped.glyphs {
            let left = x + placed.x * scale + letter_spacing * placed.cluster as f32;
            let place = |x: f32, y: f32| (left + (x + y * slant) * scale, -(placed.y + y) * scale);
            out.extend(self.glyph(placed.id).iter().map(|segment| segment.mapped(place)));
            if out.len() - before > MAX_TEXT_SEGMENTS {
                break;
            }
        }
        if out[before..].iter().any(|segment| !segment.is_finite()) {
            out.truncate(before);
        }
    }

    /// A glyph's outline in font units, y up; empty for one that is damaged.
    fn glyph(&self, id: u32) -> Arc<Outline> {
        if let Some(known) = self.glyphs().get(&id) {
            return Arc::clone(known);
        }
        let drawn = quietly(|| {
            let font = open(&self.bytes)?;
            let mut pen = Pen(Vec::new());
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            crate::steps::check(&font, GlyphId::new(id))?;
            if let Some(glyph) = font.outline_glyphs().get(GlyphId::new(id)) {
                glyph.draw(settings, &mut pen).map_err(|_| FontError::Damaged("outlines"))?;
            }
            Ok(pen.0)
        });
        let outline = Arc::new(drawn.unwrap_or_default());
        let mut glyphs = self.glyphs();
        if glyphs.len() >= GLYPHS {
            glyphs.clear();
        }
        glyphs.insert(id, Arc::clone(&outline));
        outline
    }

    fn glyphs(&self) -> MutexGuard<'_, FxHashMap<u32, Arc<Outline>>> {
        // A panic while the lock is held leaves a map that is whole.
        self.glyphs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn words(&self) -> MutexGuard<'_, FxHashMap<(Box<str>, bool), Arc<Shaped>>> {
        // A panic while the lock is held leaves a map that is whole.
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shaped(&self, text: &str, spaced: bool) -> Arc<Shaped> {
        let key = (Box::from(text), spaced);
        if let Some(known) = self.words().get(&key) {
            return Arc::clone(known);
        }
        let shaped = Arc::new(quietly(|| self.shape(text, spaced)).unwrap_or_default());
        let mut words = self.words();
        if words.len() >= WORDS {
            words.clear();
        }
        if text.len() <= 256 {
            words.insert(key, Arc::clone(&shaped));
        }
        shaped
    }

    fn shape(&self, text: &str, spaced: bool) -> Result<Shaped, FontError> {
        let font = open(&self.bytes)?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // CSS Text 3, 7.2: no optional ligatures when letters are spaced.
        let off = [Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)];
        let features: &[Feature] = if spaced { &off } else { &[] };
        let shaper = self.shaper.shaper(&font).build();
        let glyphs = shaper.shape(buffer, ShapeOptions::new().features(features));
        let mut shaped = Shaped::default();
        let mut last = None;
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            if last.is_some_and(|last| last != info.cluster) {
                shaped.clusters += 1;
            }
            last = Some(info.cluster);
            shaped.glyphs.push(PlacedGlyph {
                id: info.glyph_id,
                x: shaped.width + position.x_offset as f32,
                y: position.y_offset as f32,
                cluster: shaped.clusters,
            });
            shaped.width += position.x_advance as f32;
        }
        shaped.clusters += u32::from(last.is_some());
        // A font may say that text runs backwards; a line cannot.
        shaped.width = shaped.width.max(0.0);
        Ok(shaped)
    }
}

fn open(bytes: &[u8]) -> Result<FontRef<'_>, FontError> {
    FontRef::from_index(bytes, 0).map_err(|_| FontError::Damaged("directory"))
}

/// A panic in a parser means a font that cannot be used, no more.
fn quietly<T>(work: impl FnOnce() -> Result<T, FontError>) -> Result<T, FontError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(FontError::Damaged("the parser gave up")))
}

/// Glyphs made of glyphs made of glyphs: a small file may promise more parts than there are atoms, and the scaler would draw them
/// all. Each glyph is counted once.
fn check_parts(font: &FontRef<'_>) -> Result<(), FontError> {
    let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else { return Ok(()) };
    /// Not counted yet.
    const UNKNOWN: u32 = u32::MAX;
    /// Being counted: a glyph that holds itself.
    const OPEN: u32 = u32::MAX - 1;
    let count = loca.len().min(0x1_0000);
    let mut parts = vec![UNKNOWN; count];
    // (glyph, its components, how many of them are counted)
    let mut stack: Vec<(usize, Vec<usize>, usize)> = Vec::new();
    for first in 0..count {
        if parts[first] != UNKNOWN {
            continue;
        }
        stack.push((first, components(&loca, &glyf, first), 0));
        parts[first] = OPEN;
        while let Some((glyph, below, at)) = stack.last_mut() {
            if let Some(&next) = below.get(*at) {
                *at += 1;
                match parts.get(next).copied() {
                    Some(UNKNOWN) => {
                        parts[next] = OPEN;
                        stack.push((next, components(&loca, &glyf, next), 0));
                    }
                    Some(OPEN) => return Err(FontError::Damaged("glyf: a glyph holds itself")),
                    _ => {}
                }
                continue;
            }
            let total = below
                .iter()
                .filter_map(|&one| parts.get(one))
                .fold(1u32, |sum, one| sum.saturating_add(*one));
            if total > MAX_PARTS {
                return Err(FontError::Damaged("glyf: a glyph has too many parts"));
            }
            parts[*glyph] = total;
            stack.pop();
        }
    }
    Ok(())
}

fn components(
    loca: &skrifa::raw::tables::loca::Loca<'_>,
    glyf: &skrifa::raw::tables::glyf::Glyf<'_>,
    glyph: usize,
) -> Vec<usize> {
    match loca.get_glyf(GlyphId::new(glyph as u32), glyf) {
        Ok(Some(RawGlyph::Composite(composite))) => composite
            .component_glyphs_and_flags()
            .map(|(glyph, _)| usize::from(glyph.to_u16()))
            .take(MAX_PARTS as usize + 1)
            .collect(),
        _ => Vec::new(),
    }
}

impl OutlineSegment {
    fn mapped(&self, place: impl Fn(f32, f32) -> (f32, f32)) -> OutlineSegment {
        match *self {
            OutlineSegment::Move(x, y) => {
                let (x, y) = place(x, y);
                OutlineSegment::Move(x, y)
            }
            OutlineSegment::Line(x, y) => {
                let (x, y) = place(x, y);
                OutlineSegment::Line(x, y)
            }
            OutlineSegment::Quad(a, b, x, y) => {
                let ((a, b), (x, y)) = (place(a, b), place(x, y));
                OutlineSegment::Quad(a, b, x, y)
            }
            OutlineSegment::Cubic(a, b, c, d, x, y) => {
                let ((a, b), (c, d), (x, y)) = (place(a, b), place(c, d), place(x, y));
                OutlineSegment::Cubic(a, b, c, d, x, y)
            }
            OutlineSegment::Close => OutlineSegment::Close,
        }
    }

    fn is_finite(&self) -> bool {
        let fine = |values: &[f32]| values.iter().all(|value| value.is_finite());
        match *self {
            OutlineSegment::Move(x, y) | OutlineSegment::Line(x, y) => fine(&[x, y]),
            OutlineSegment::Quad(a, b, x, y) => fine(&[a, b, x, y]),
            OutlineSegment::Cubic(a, b, c, d, x, y) => fine(&[a, b, c, d, x, y]),
            OutlineSegment::Close => true,
        }
    }
}

/// Writes an outline.
struct Pen(Outline);

impl Pen {
    fn add(&mut self, segment: OutlineSegment) {
        if self.0.len() > MAX_SEGMENTS {
            // The only way out of a glyph program that never ends; `quietly` is around it. No hook hears of it.
            std::panic::resume_unwind(Box::new("too many segments"));
        }
        self.0.push(segment);
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(OutlineSegment::Move(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(OutlineSegment::Line(x, y));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.add(OutlineSegment::Quad(cx0, cy0, x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.add(OutlineSegment::Cubic(cx0, cy0, cx1, cy1, x, y));
    }

    fn close(&mut self) {
        self.add(OutlineSegment::Close);
    }
}
