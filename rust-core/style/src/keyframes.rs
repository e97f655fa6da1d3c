//! `@keyframes`.

use crate::computed::Timing;
use crate::declaration::{Declaration, Report, What, parse_block};
use crate::property::id;
use crate::value::{Value, bad};
use cssparser::{AtRuleParser, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser};
use std::rc::Rc;

/// The frames of an animation. See [`crate::Stylist::animation_frames`] for what they mean to an element.
#[derive(Debug)]
pub struct Keyframes {
    /// The name that `animation-name` calls it by.
    pub name: Rc<str>,
    frames: Vec<Frame>,
}

impl Keyframes {
    pub(crate) fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// How many frames there are; `0%, 100%` counts twice.
    pub fn frame_count(&self) -> usize {
        self.frames.iter().map(|frame| frame.offsets.len()).sum()
    }
}

/// What holds at some moments.
#[derive(Debug)]
pub(crate) struct Frame {
    /// From 0 to 1.
    pub offsets: Vec<f32>,
    pub declarations: Rc<[Declaration]>,
    /// `animation-timing-function` within the frame.
    pub timing: Option<Timing>,
}

/// An animation of thousands of frames is an attack, not a design.
const MAX_FRAMES: usize = 1000;

/// Reads the inside of the rule.
pub(crate) fn parse(name: Rc<str>, input: &mut Parser<'_>, base: &Rc<str>, report: &mut Report) -> Keyframes {
    let mut reader = Reader { base, report, frames: Vec::new() };
    for frame in StyleSheetParser::new(input, &mut reader) {
        // A frame that cannot be read is left out, as CSS says.
        drop(frame);
    }
    Keyframes { name, frames: reader.frames }
}

struct Reader<'r> {
    base: &'r Rc<str>,
    report: &'r mut Report,
    frames: Vec<Frame>,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Vec<f32>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<f32>, ParseError<()>> {
        input.parse_comma_separated(|input| {
            if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
                return match word.to_ascii_lowercase().as_str() {
                    "from" => Ok(0.0),
                    "to" => Ok(1.0),
                    _ => bad(),
                };
            }
            match input.expect_percentage()? {
                offset if (0.0..=1.0).contains(&offset) => Ok(offset),
                _ => bad(),
            }
        })
    }

    fn parse_block(
        &mut self,
        offsets: Vec<f32>,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let mut declarations = parse_block(input, self.base, self.report);
        // `!important` has no meaning here; the timing function is of the frame, not of the element.
        let timing_row = id("animation-timing-function");
        let mut timing = None;
        declarations.retain(|one| match &one.what {
            What::Longhand(row, value) if *row == timing_row => {
                if let Value::Timings(list) = value {
                    timing = list.first().copied();
                }
                false
            }
            _ => !one.important,
        });
        if self.frames.len() < MAX_FRAMES {
            self.frames.push(Frame { offsets, declarations: declarations.into(), timing });
        }
        Ok(())
    }
}

impl AtRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}
