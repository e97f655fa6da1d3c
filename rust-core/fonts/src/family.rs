//! The fonts of one page by family, weight and slant, and what of them must still be had.

use crate::face::ProgramFont;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A face's number in its [`ProgramFonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// How far a face's file is.
#[derive(Debug, Clone)]
pub enum FaceState {
    /// Not there; text that wants it goes on the list of wanted faces.
    Pending,
    /// Ready.
    Ready(Arc<ProgramFont>),
    /// It cannot be had: other fonts stand in for it.
    Failed,
}

/// A face as `@font-face` describes it.
#[derive(Debug, Clone)]
pub struct Face {
    /// Lightest and heaviest weight it is for, 1 to 1000.
    pub weight: (u16, u16),
    /// It is slanted.
    pub italic: bool,
    /// The characters it is for; empty for all.
    pub ranges: Vec<(u32, u32)>,
    /// Its file.
    pub state: FaceState,
}

/// The fonts of one page.
#[derive(Debug, Default)]
pub struct ProgramFonts {
    faces: Vec<Face>,
    /// Faces by family name in lower case, in order of the sheets.
    families: FxHashMap<Box<str>, Vec<FaceId>>,
    wanted: Mutex<BTreeSet<FaceId>>,
}

/// What draws a character.
pub(crate) struct Choice<'f> {
    pub font: &'f Arc<ProgramFont>,
    /// The text is bolder than the font.
    pub embolden: bool,
    /// The text is slanted and the font is not.
    pub slant: bool,
}

/// Faces of one page; a program that makes more has gone mad.
const MAX_FACES: usize = 256;

impl ProgramFonts {
    /// Adds a face; `None` when there are too many.
    pub fn add(&mut self, family: &str, face: Face) -> Option<FaceId> {
        if self.faces.len() >= MAX_FACES {
            return None;
        }
        let id = FaceId(self.faces.len());
        self.faces.push(face);
        self.families.entry(family.to_lowercase().into()).or_default().push(id);
        Some(id)
    }

    /// True without any face: nothing here needs to be asked.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Tells how far a face's file is.
    pub fn set(&mut self, face: FaceId, state: FaceState) {
        if let Some(face) = self.faces.get_mut(face.0) {
            face.state = state;
        }
    }

    /// Faces that some text wanted and that are not there, each told once.
    pub fn take_wanted(&self) -> Vec<FaceId> {
        std::mem::take(&mut *self.wanted()).into_iter().collect()
    }

    fn wanted(&self) -> MutexGuard<'_, BTreeSet<FaceId>> {
        // A panic while the lock is held leaves a set that is whole.
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a family name is one of ours.
    pub(crate) fn knows(&self, family: &str) -> bool {
        self.family(family).is_some()
    }

    fn family(&self, family: &str) -> Option<&Vec<FaceId>> {
        if self.families.is_empty() {
            return None;
        }
        match self.families.get(family) {
            Some(found) => Some(found),
            None => self.families.get(family.to_lowercase().as_str()),
        }
    }

    /// The best face of a family for a character; `None` when it has none that is there (CSS Fonts 4, 5.2).
    pub(crate) fn choose(&self, family: &str, c: char, weight: u16, italic: bool) -> Option<Choice<'_>> {
        let mut ids: Vec<FaceId> = self.family(family)?.clone();
        // Of two alike, the later rule wins.
        ids.reverse();
        ids.sort_by_key(|id| {
            let face = &self.faces[id.0];
            (face.italic != italic, distance(weight, face.weight))
        });
        for id in ids {
            let face = &self.faces[id.0];
            let code = c as u32;
            if !face.ranges.is_empty() && !face.ranges.iter().any(|range| (range.0..=range.1).contains(&code))
            {
                continue;
            }
            match &face.state {
                FaceState::Pending => {
                    self.wanted().insert(id);
                    // Until it is there, others of the family must not flash.
                    return None;
                }
                FaceState::Failed => {}
                FaceState::Ready(font) if font.has(c) => {
                    let embolden = weight >= 600 && face.weight.1 < 600;
                    return Some(Choice { font, embolden, slant: italic && !face.italic });
                }
                FaceState::Ready(_) => {}
            }
        }
        None
    }

    /// The face that speaks for a family's height.
    pub(crate) fn first(&self, family: &str, weight: u16, italic: bool) -> Option<&Arc<ProgramFont>> {
        let ids = self.family(family)?;
        let best = ids.iter().rev().min_by_key(|id| {
            let face = &self.faces[id.0];
            (face.italic != italic, distance(weight, face.weight))
        })?;
        match &self.faces[best.0].state {
            FaceState::Ready(font) => Some(font),
            FaceState::Pending | FaceState::Failed => None,
        }
    }
}

/// How badly a face fits a weight: up to 500 first within that, then lighter, then heavier ones; from 500 on the other way round.
fn distance(wanted: u16, (low, high): (u16, u16)) -> (u8, u16) {
    if (low..=high).contains(&wanted) {
        return (0, 0);
    }
    if (400..=500).contains(&wanted) {
        return match low {
            _ if low > wanted && low <= 500 => (1, low - wanted),
            _ if high < wanted => (2, wanted - high),
            _ => (3, low.saturating_sub(wanted)),
        };
    }
    let lighter = high < wanted;
    let apart = if lighter { wanted - high } else { low - wanted };
    (if lighter == (wanted < 400) { 1 } else { 2 }, apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_matched_as_css_fonts_has_it() {
        for (wanted, faces, best) in [
            (400, [300, 700], 300),
            (400, [500, 300], 500),
            (450, [400, 600], 400),
            (700, [400, 900], 900),
            (700, [400, 600], 600),
            (300, [200, 400], 200),
            (300, [500, 400], 400),
        ] {
            let found = faces.into_iter().min_by_key(|&face| distance(wanted, (face, face)));
            assert_eq!(found, Some(best), "{wanted} of {faces:?}");
        }
    }

    #[test]
    fn what_text_wants_is_told_once_and_only_within_its_range() {
        let mut fonts = ProgramFonts::default();
        let face = |ranges| Face { weight: (400, 400), italic: false, ranges, state: FaceState::Pending };
        let icons = fonts.add("Icons", face(vec![(0xe000, 0xf8ff)]));
        assert!(fonts.knows("icons") && fonts.knows("ICONS") && !fonts.knows("other"));
        assert!(fonts.choose("icons", 'a', 400, false).is_none());
        assert_eq!(fonts.take_wanted(), []);
        assert!(fonts.choose("icons", '\u{e001}', 400, false).is_none());
        assert_eq!(fonts.take_wanted(), [icons.expect("there is room")]);
        assert_eq!(fonts.take_wanted(), []);
    }
}
