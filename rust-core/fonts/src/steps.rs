//! Glyph programs of CFF fonts: subroutines that call subroutines, ten deep, any number of times. A file of 300 bytes may promise more steps than
//! a phone takes in a year, and draw nothing meanwhile; so each program is run once with its steps counted before it is drawn.

use crate::FontError;
use skrifa::GlyphId;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::cff::index::Index;
use skrifa::raw::ps::cs::{CharstringContext, CharstringKind, CommandSink, evaluate};
use skrifa::raw::ps::error::Error;
use skrifa::raw::types::Fixed;
use skrifa::raw::{FontRef, TableProvider};
use std::cell::Cell;

/// Bytes of glyph programs that one glyph may run through: the most detailed Chinese brush fonts have a few thousand.
const MAX_STEPS: usize = 2_000_000;

/// Refuses a glyph whose program takes too long. What is no CFF font, or damaged otherwise, is not judged here.
pub(crate) fn check(font: &FontRef<'_>, glyph: GlyphId) -> Result<(), FontError> {
    let cff = match (font.cff(), font.cff2()) {
        (Ok(cff), _) => CffFontRef::new_cff(cff.offset_data().as_bytes(), 0, None),
        (_, Ok(cff)) => CffFontRef::new_cff2(cff.offset_data().as_bytes(), None),
        _ => return Ok(()),
    };
    let Ok(cff) = cff else { return Ok(()) };
    let subroutines = cff
        .subfont_index(glyph)
        .and_then(|index| cff.subfont(index, &[]).ok())
        .filter(|subfont| subfont.subrs_offset() != 0)
        .and_then(|subfont| cff.data().get(subfont.subrs_offset() as usize..))
        .and_then(|data| Index::new(data, cff.version() == 2).ok());
    let Ok(program) = cff.charstrings().get(glyph.to_u32() as usize) else { return Ok(()) };
    let none = Index::Empty;
    let known = (cff.data(), cff.charstrings(), cff.global_subrs(), subroutines.as_ref().unwrap_or(&none));
    let counted = Counted { known, left: Cell::new(MAX_STEPS), over: Cell::new(false) };
    // Blends of a variable font need no variations: what they leave on the stack is as long.
    let blend = cff
        .var_store()
        .and_then(|store| skrifa::raw::ps::cff::blend::BlendState::new(store.clone(), &[], 0).ok());
    let _ = evaluate(&counted, blend, program, &mut Nothing);
    if counted.over.get() { Err(FontError::Damaged("a glyph's program takes too long")) } else { Ok(()) }
}

/// What a program may call, until it has called too much.
struct Counted<'a> {
    known: (&'a [u8], &'a Index<'a>, &'a Index<'a>, &'a Index<'a>),
    left: Cell<usize>,
    over: Cell<bool>,
}

impl Counted<'_> {
    fn count<'b>(&self, program: &'b [u8]) -> Result<&'b [u8], Error> {
        // A call is a step, too: there may be nothing in it.
        match self.left.get().checked_sub(program.len() + 1) {
            Some(left) => self.left.set(left),
            None => self.over.set(true),
        }
        if self.over.get() { Err(Error::CharstringNestingDepthLimitExceeded) } else { Ok(program) }
    }
}

impl CharstringContext for Counted<'_> {
    fn kind(&self) -> CharstringKind {
        CharstringKind::Type2
    }

    fn seac_components(&self, base: i32, accent: i32) -> Result<[&[u8]; 2], Error> {
        let [base, accent] = self.known.seac_components(base, accent)?;
        Ok([self.count(base)?, self.count(accent)?])
    }

    fn global_subr(&self, index: i32) -> Result<&[u8], Error> {
        self.count(self.known.global_subr(index)?)
    }

    fn subr(&self, index: i32) -> Result<&[u8], Error> {
        self.count(self.known.subr(index)?)
    }
}

/// Draws nothing.
struct Nothing;

impl CommandSink for Nothing {
    fn move_to(&mut self, _: Fixed, _: Fixed) {}
    fn line_to(&mut self, _: Fixed, _: Fixed) {}
    fn curve_to(&mut self, _: Fixed, _: Fixed, _: Fixed, _: Fixed, _: Fixed, _: Fixed) {}
    fn close(&mut self) {}
}
