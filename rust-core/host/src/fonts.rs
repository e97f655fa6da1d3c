//! Fonts that a program brings: their files, and which of them a page has.
//!
//! A sheet's `@font-face` only says where a font may be had. A file is read when some text wants the font: what is in the package or in
//! the address itself is there for the next layout of the same frame, what is on the network arrives later and asks for another one.

use crate::address::{Address, short};
use minihost_fonts::{Face, FaceId, FaceState, Part, ProgramFont, ProgramFonts, ProgramMeasurer};
use minihost_package::Package;
use minihost_paint::{ProgramText, Segment, TextPart};
use minihost_ports::{Font, Problem, ProblemKind};
use minihost_style::{FontFace, FontSource};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Most bytes of font files that one session keeps.
const MAX_TOTAL_BYTES: usize = 48 * 1024 * 1024;

/// What is known about a font file.
#[derive(Debug, Clone)]
pub(crate) enum FontState {
    /// On its way.
    Loading,
    /// Here.
    Ready(Arc<ProgramFont>),
    /// It cannot be used; the text says why.
    Failed(String),
}

/// The font files of one session, by address. They outlive pages: the next page mostly wants the same.
pub(crate) struct FontStore {
    package: Package,
    files: HashMap<String, FontState>,
    total: usize,
    /// Network addresses that the session must still ask for.
    wanted: Vec<String>,
}

impl FontStore {
    pub(crate) fn new(package: Package) -> Self {
        FontStore { package, files: HashMap::new(), total: 0, wanted: Vec::new() }
    }

    /// What is known about an address: `/path` in the package, `data:`, or `http(s):`.
    pub(crate) fn look_up(&mut self, url: &str) -> FontState {
        if let Some(state) = self.files.get(url) {
            return state.clone();
        }
        let address = match Address::of(url) {
            // What follows `?` or `#` is for old browsers (`icon.ttf?t=1`, `icon.eot?#iefix`).
            Address::Package(path) => Address::Package(path.split(['?', '#']).next().unwrap_or(path)),
            other => other,
        };
        let Some(bytes) = address.read(&self.package) else {
            self.wanted.push(url.to_owned());
            self.files.insert(url.to_owned(), FontState::Loading);
            return FontState::Loading;
        };
        self.settle(url, bytes)
    }

    /// The bytes of an address arrived, or did not.
    pub(crate) fn settle(&mut self, url: &str, bytes: Result<Vec<u8>, String>) -> FontState {
        let state = bytes.and_then(|bytes| {
            if self.total + bytes.len() > MAX_TOTAL_BYTES {
                return Err(format!("the program's fonts have more than {MAX_TOTAL_BYTES} bytes together"));
            }
            self.total += bytes.len();
            ProgramFont::read(&bytes).map_err(|error| error.to_string())
        });
        let state = state.map_or_else(FontState::Failed, |font| FontState::Ready(Arc::new(font)));
        self.files.insert(url.to_owned(), state.clone());
        state
    }

    /// Network addresses to ask for.
    pub(crate) fn take_wanted(&mut self) -> Vec<String> {
        std::mem::take(&mut self.wanted)
    }
}

/// Goes through a font's places, best first.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    family: String,
    sources: Vec<FontSource>,
    next: usize,
}

impl Search {
    pub(crate) fn new(face: &FontFace) -> Self {
        Search { family: face.family.to_string(), sources: face.sources.clone(), next: 0 }
    }

    /// The first place that gives a font; `Loading` while one is on its way. Those that fail are told as problems.
    pub(crate) fn go(&mut self, store: &mut FontStore, problems: &mut Vec<Problem>) -> FontState {
        while let Some(source) = self.sources.get(self.next) {
            // A font of the device has a name of its own, and the platform looks for it by that.
            if let FontSource::Url { url, format } = source
                && !matches!(&**format, "embedded-opentype" | "svg")
            {
                match store.look_up(url) {
                    FontState::Failed(reason) => {
                        let message =
                            format!("the font \"{}\" ({}) cannot be used: {reason}", self.family, short(url));
                        problems.push(Problem::new(ProblemKind::MissingFile, message).warning());
                    }
                    other => return other,
                }
            }
            self.next += 1;
        }
        FontState::Failed(format!("no source of the font \"{}\" can be used", self.family))
    }
}

/// The fonts of one page.
#[derive(Default)]
pub(crate) struct PageFonts {
    pub(crate) fonts: ProgramFonts,
    searches: BTreeMap<FaceId, Search>,
    /// Faces that some text wants and that are not there yet.
    waiting: BTreeSet<FaceId>,
}

impl PageFonts {
    pub(crate) fn add(&mut self, face: &FontFace) {
        let described = Face {
            weight: face.weight,
            italic: face.italic,
            ranges: face.ranges.clone(),
            state: FaceState::Pending,
        };
        if let Some(id) = self.fonts.add(&face.family, described) {
            self.searches.insert(id, Search::new(face));
        }
    }

    /// Looks for the fonts that text wanted. True if text looks different now.
    pub(crate) fn load(&mut self, store: &mut FontStore, problems: &mut Vec<Problem>) -> bool {
        self.waiting.extend(self.fonts.take_wanted());
        let mut changed = false;
        for id in std::mem::take(&mut self.waiting) {
            let Some(search) = self.searches.get_mut(&id) else { continue };
            let state = match search.go(store, problems) {
                FontState::Loading => {
                    self.waiting.insert(id);
                    continue;
                }
                FontState::Ready(font) => FaceState::Ready(font),
                FontState::Failed(_) => FaceState::Failed,
            };
            self.fonts.set(id, state);
            changed = true;
        }
        changed
    }
}

/// Text as paint asks for it.
pub(crate) struct Texts<'a>(pub ProgramMeasurer<'a>);

impl ProgramText for Texts<'_> {
    fn parts<'t>(&self, text: &'t str, font: &Font) -> Option<Vec<TextPart<'t>>> {
        let parts = self.0.parts(text, font)?;
        let converted = parts.into_iter().map(|part| match part {
            Part::Host { text, width } => TextPart::Host { text, width },
            Part::Program { outline, embolden, width } => {
                TextPart::Outline { path: outline.into_iter().map(segment).collect(), embolden, width }
            }
        });
        Some(converted.collect())
    }
}

fn segment(segment: minihost_fonts::OutlineSegment) -> Segment {
    use minihost_fonts::OutlineSegment as Outline;
    match segment {
        Outline::Move(x, y) => Segment::Move { x, y },
        Outline::Line(x, y) => Segment::Line { x, y },
        Outline::Quad(x1, y1, x, y) => Segment::Quad { x1, y1, x, y },
        Outline::Cubic(x1, y1, x2, y2, x, y) => Segment::Cubic { x1, y1, x2, y2, x, y },
        Outline::Close => Segment::Close,
    }
}
