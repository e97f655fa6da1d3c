//! Specified values: what a declaration says before it meets an element.

pub(crate) mod background;
pub(crate) mod calc;
pub(crate) mod color;
pub(crate) mod effect;
pub(crate) mod grid;
pub(crate) mod length;
pub(crate) mod motion;
pub(crate) mod text;

use crate::computed::{Content, GridAreas, GridLine, GridTemplatePart, Timing};
use crate::keywords::Keyword;
use background::{ImageSpec, SizeSpec};
use color::ColorSpec;
use cssparser::{ParseError, Parser};
use effect::{FilterSpec, ShadowSpec, TransformSpec};
use length::LengthSpec;
use std::rc::Rc;
use std::sync::Arc;

/// What a parser of values gives.
pub(crate) type Outcome<T> = Result<T, ParseError<()>>;

/// This is not what the property takes.
pub(crate) fn bad<T>() -> Outcome<T> {
    Err(ParseError::unexpected_token())
}

/// Where a value stands.
pub(crate) struct Env<'a> {
    /// Folder of the sheet within the package, without slashes at its ends; `url()` is relative to it.
    pub base: &'a Rc<str>,
}

/// The keywords that every property takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wide {
    Inherit,
    Initial,
    Unset,
    Revert,
}

impl Wide {
    pub fn from_css(text: &str) -> Option<Self> {
        [
            ("inherit", Wide::Inherit),
            ("initial", Wide::Initial),
            ("unset", Wide::Unset),
            ("revert", Wide::Revert),
            ("revert-layer", Wide::Revert),
        ]
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
        .map(|(_, wide)| wide)
    }
}

/// A specified value. Which variant a property has follows from its parser in the property table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Wide(Wide),
    /// An index into the enum's table.
    Keyword(u8),
    Keywords(Rc<[u8]>),
    KeywordPairs(Rc<[(u8, u8)]>),
    Number(f32),
    Numbers(Rc<[f32]>),
    Integer(i32),
    Length(LengthSpec),
    LengthPair(Box<(LengthSpec, LengthSpec)>),
    Lengths(Rc<[(LengthSpec, LengthSpec)]>),
    Color(ColorSpec),
    Text(Rc<str>),
    Texts(Rc<[Rc<str>]>),
    Families(Arc<[Arc<str>]>),
    Content(Content),
    Images(Rc<[ImageSpec]>),
    Sizes(Rc<[SizeSpec]>),
    Shadows(Rc<[ShadowSpec]>),
    Transforms(Rc<[TransformSpec]>),
    Filters(Rc<[FilterSpec]>),
    /// Lines of `text-decoration-line` as bits: 1 under, 2 over, 4 through.
    Lines(u8),
    Timings(Rc<[Timing]>),
    Tracks(Rc<[GridTemplatePart<LengthSpec>]>),
    GridLine(GridLine),
    Areas(Rc<GridAreas>),
    /// `auto`, `none` or `normal` where the property also takes something else.
    Nothing,
}

/// A keyword enum as a property's parser.
pub(crate) fn keyword<K: Keyword>(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_keyword::<K>(input).map(Value::Keyword)
}

/// A keyword's index in its table.
pub(crate) fn parse_keyword<K: Keyword>(input: &mut Parser<'_>) -> Outcome<u8> {
    let ident = input.expect_ident()?;
    match K::from_css(ident) {
        Some(value) => Ok(index_of(value)),
        None => bad(),
    }
}

/// A keyword's place in its table: the first spelling of its meaning.
pub(crate) fn index_of<K: Keyword>(value: K) -> u8 {
    K::TABLE.iter().position(|(_, other)| *other == value).unwrap_or(0) as u8
}

/// The way back.
pub(crate) fn keyword_at<K: Keyword>(index: u8) -> Option<K> {
    K::TABLE.get(usize::from(index)).map(|(_, value)| *value)
}

/// Several, separated by commas.
pub(crate) fn list<T>(
    input: &mut Parser<'_>,
    one: impl FnMut(&mut Parser<'_>) -> Outcome<T>,
) -> Outcome<Vec<T>> {
    let mut one = one;
    let items = input.parse_comma_separated(|input| one(input))?;
    // A background of thousands of layers is an attack, not a design.
    if items.len() > 256 { bad() } else { Ok(items) }
}

/// True if the next word is this one; then it is taken.
pub(crate) fn take_ident(input: &mut Parser<'_>, word: &str) -> bool {
    input.try_parse(|input| input.expect_ident_matching(word)).is_ok()
}

/// A number, also from `calc()`.
pub(crate) fn parse_number(input: &mut Parser<'_>) -> Outcome<f32> {
    if let Ok(number) = input.try_parse(Parser::expect_number) {
        return Ok(length::finite(number));
    }
    match calc::parse_function(input)?.number() {
        Some(number) => Ok(length::finite(number)),
        None => bad(),
    }
}

/// A number that is not negative.
pub(crate) fn positive_number(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    match parse_number(input)? {
        number if number >= 0.0 => Ok(Value::Number(number)),
        _ => bad(),
    }
}

/// A number or a percentage, 100 % being 1.
pub(crate) fn parse_ratio(input: &mut Parser<'_>) -> Outcome<f32> {
    match input.try_parse(Parser::expect_percentage) {
        Ok(percent) => Ok(length::finite(percent)),
        Err(_) => parse_number(input),
    }
}

/// `opacity`
pub(crate) fn ratio(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_ratio(input).map(Value::Number)
}

/// A whole number.
pub(crate) fn integer(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let number = parse_number(input)?;
    if number.fract() == 0.0 { Ok(Value::Integer(number as i32)) } else { bad() }
}

/// A whole number, or `auto` or `none`.
pub(crate) fn integer_or_nothing(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "auto") || take_ident(input, "none") {
        return Ok(Value::Nothing);
    }
    integer(input, env)
}

/// `aspect-ratio`: a number or `a / b`, possibly after `auto`.
pub(crate) fn aspect_ratio(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let auto = take_ident(input, "auto");
    if auto && input.is_exhausted() {
        return Ok(Value::Nothing);
    }
    let width = parse_number(input)?;
    let height =
        if input.try_parse(|input| input.expect_delim('/')).is_ok() { parse_number(input)? } else { 1.0 };
    if width > 0.0 && height > 0.0 { Ok(Value::Number(width / height)) } else { Ok(Value::Nothing) }
}

/// Two keywords as one, separated by one blank: `row dense`.
pub(crate) fn keyword_words<K: Keyword>(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let mut words = input.expect_ident()?.to_string();
    while let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        words.push(' ');
        words.push_str(&word);
    }
    match K::from_css(&words) {
        Some(value) => Ok(Value::Keyword(index_of(value))),
        None => bad(),
    }
}

/// `align-*` and `justify-*`: skips the words that change nothing here (`safe`, `unsafe`, `first`, `last`, `legacy`).
pub(crate) fn alignment<K: Keyword>(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    for word in ["safe", "unsafe", "first", "last", "legacy"] {
        if take_ident(input, word) {
            break;
        }
    }
    parse_keyword::<K>(input).map(Value::Keyword)
}
