//! Lengths with their units, and what a length becomes for an element.

use super::calc::{self, Calc};
use super::{Env, Outcome, Value, bad, list};
use crate::computed::{Length, LineHeight, VerticalAlign};
use crate::keywords::Keyword;
use cssparser::{Parser, Token};
use minihost_ports::Insets;
use std::rc::Rc;

/// A unit that depends on something; the others (`pt`, `in`, `cm`, `mm`, `q`, `pc`) become pixels while parsing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Px,
    /// A 750th of the window's width.
    Rpx,
    Em,
    /// A 20th of the window's width, as WeChat documents it.
    Rem,
    /// Half an em.
    Ch,
    Vw,
    Vh,
    Vmin,
    Vmax,
    /// 1.0 is 100 %.
    Percent,
    SafeTop,
    SafeRight,
    SafeBottom,
    SafeLeft,
}

/// Units by name, with the number of base units in one.
const UNITS: &[(&str, Unit, f32)] = &[
    ("px", Unit::Px, 1.0),
    ("rpx", Unit::Rpx, 1.0),
    // uni-app's older name for rpx.
    ("upx", Unit::Rpx, 1.0),
    ("em", Unit::Em, 1.0),
    ("rem", Unit::Rem, 1.0),
    ("ch", Unit::Ch, 1.0),
    ("ex", Unit::Ch, 1.0),
    ("vw", Unit::Vw, 1.0),
    ("vh", Unit::Vh, 1.0),
    ("dvh", Unit::Vh, 1.0),
    ("svh", Unit::Vh, 1.0),
    ("lvh", Unit::Vh, 1.0),
    ("dvw", Unit::Vw, 1.0),
    ("vmin", Unit::Vmin, 1.0),
    ("vmax", Unit::Vmax, 1.0),
    ("pt", Unit::Px, 96.0 / 72.0),
    ("pc", Unit::Px, 16.0),
    ("in", Unit::Px, 96.0),
    ("cm", Unit::Px, 96.0 / 2.54),
    ("mm", Unit::Px, 96.0 / 25.4),
    ("q", Unit::Px, 96.0 / 101.6),
];

/// The unit of a dimension and its value in it.
pub(crate) fn unit(value: f32, name: &str) -> Option<(f32, Unit)> {
    UNITS
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(name))
        .map(|&(_, unit, factor)| (finite(value * factor), unit))
}

/// Keeps a number where arithmetic on it stays finite.
pub(crate) fn finite(number: f32) -> f32 {
    if number.is_nan() { 0.0 } else { number.clamp(-1e7, 1e7) }
}

/// A specified length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LengthSpec {
    Value(f32, Unit),
    Calc(Rc<Calc>),
    Auto,
    MinContent,
    MaxContent,
    FitContent,
}

impl LengthSpec {
    pub const ZERO: LengthSpec = LengthSpec::Value(0.0, Unit::Px);

    pub fn percent(value: f32) -> Self {
        LengthSpec::Value(value, Unit::Percent)
    }

    pub fn px(value: f32) -> Self {
        LengthSpec::Value(value, Unit::Px)
    }

    /// As layout needs it.
    pub fn compute(&self, bases: &Bases) -> Length {
        match self {
            LengthSpec::Value(value, Unit::Percent) => Length::Percent(*value),
            LengthSpec::Value(value, unit) => Length::Px(bases.px(*value, *unit)),
            LengthSpec::Calc(calc) => match calc.evaluate(bases) {
                (px, 0.0) if !calc.has_percent() => Length::Px(px),
                (0.0, percent) => Length::Percent(percent),
                (px, percent) => Length::Calc { px, percent },
            },
            LengthSpec::Auto => Length::Auto,
            LengthSpec::MinContent => Length::MinContent,
            LengthSpec::MaxContent => Length::MaxContent,
            LengthSpec::FitContent => Length::FitContent,
        }
    }

    /// Pixels; percentages are of `whole`.
    pub fn compute_px(&self, bases: &Bases, whole: f32) -> f32 {
        finite(self.compute(bases).or_zero(whole))
    }

    fn is_negative(&self) -> bool {
        matches!(self, LengthSpec::Value(value, _) if *value < 0.0)
    }
}

/// What relative units are relative to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bases {
    pub width: f32,
    pub height: f32,
    pub font_size: f32,
    pub safe_area: Insets,
}

impl Bases {
    /// Pixels of anything but a percentage.
    pub fn px(&self, value: f32, unit: Unit) -> f32 {
        let one = match unit {
            Unit::Px => 1.0,
            Unit::Rpx => self.width / 750.0,
            Unit::Em => self.font_size,
            Unit::Rem => self.width / 20.0,
            Unit::Ch => self.font_size * 0.5,
            Unit::Vw => self.width / 100.0,
            Unit::Vh => self.height / 100.0,
            Unit::Vmin => self.width.min(self.height) / 100.0,
            Unit::Vmax => self.width.max(self.height) / 100.0,
            Unit::Percent => 0.0,
            Unit::SafeTop => self.safe_area.top,
            Unit::SafeRight => self.safe_area.right,
            Unit::SafeBottom => self.safe_area.bottom,
            Unit::SafeLeft => self.safe_area.left,
        };
        finite(value * one)
    }
}

/// A length or percentage.
pub(crate) fn parse_length(input: &mut Parser<'_>) -> Outcome<LengthSpec> {
    let start = input.state();
    match input.next()? {
        Token::Dimension { value, unit: name, .. } => match unit(*value, name) {
            Some((value, unit)) => Ok(LengthSpec::Value(value, unit)),
            None => bad(),
        },
        Token::Percentage { unit_value, .. } => Ok(LengthSpec::Value(finite(*unit_value), Unit::Percent)),
        Token::Number { value: 0.0, .. } => Ok(LengthSpec::ZERO),
        Token::Function(_) => {
            input.reset(&start);
            match calc::parse_function(input)? {
                Calc::Value(value, unit) => Ok(LengthSpec::Value(value, unit)),
                calc if calc.number().is_some_and(|number| number != 0.0) => bad(),
                calc => Ok(LengthSpec::Calc(Rc::new(calc))),
            }
        }
        _ => bad(),
    }
}

/// A length or percentage that is not negative.
pub(crate) fn parse_positive(input: &mut Parser<'_>) -> Outcome<LengthSpec> {
    let length = parse_length(input)?;
    if length.is_negative() { bad() } else { Ok(length) }
}

/// `letter-spacing`, `text-indent` ...
pub(crate) fn length(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_length(input).map(Value::Length)
}

/// A length, or `normal` for none.
pub(crate) fn length_or_normal(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if super::take_ident(input, "normal") {
        return Ok(Value::Length(LengthSpec::ZERO));
    }
    parse_length(input).map(Value::Length)
}

/// `padding-*`, `row-gap`: not negative; `normal` is none.
pub(crate) fn positive_length(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if super::take_ident(input, "normal") {
        return Ok(Value::Length(LengthSpec::ZERO));
    }
    parse_positive(input).map(Value::Length)
}

/// `border-spacing`: one length for both directions, or one for each.
pub(crate) fn spacing(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let x = parse_positive(input)?;
    let y = input.try_parse(parse_positive).unwrap_or_else(|_| x.clone());
    Ok(Value::LengthPair(Box::new((x, y))))
}

/// `margin-*`, `top` ...: a length or `auto`.
pub(crate) fn length_or_auto(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if super::take_ident(input, "auto") {
        return Ok(Value::Length(LengthSpec::Auto));
    }
    parse_length(input).map(Value::Length)
}

/// Words that stand for a size.
const SIZE_WORDS: &[(&str, LengthSpec)] = &[
    ("auto", LengthSpec::Auto),
    ("none", LengthSpec::Auto),
    ("min-content", LengthSpec::MinContent),
    ("max-content", LengthSpec::MaxContent),
    ("fit-content", LengthSpec::FitContent),
    ("content", LengthSpec::MaxContent),
    ("-webkit-fill-available", LengthSpec::Value(1.0, Unit::Percent)),
    ("-webkit-fit-content", LengthSpec::FitContent),
    ("-webkit-max-content", LengthSpec::MaxContent),
    ("-webkit-min-content", LengthSpec::MinContent),
    ("stretch", LengthSpec::Value(1.0, Unit::Percent)),
];

/// `width`, `max-height`, `flex-basis` ...
pub(crate) fn size(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_size(input).map(Value::Length)
}

/// The same, not wrapped.
pub(crate) fn parse_size(input: &mut Parser<'_>) -> Outcome<LengthSpec> {
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        return match SIZE_WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word)) {
            Some((_, size)) => Ok(size.clone()),
            None => bad(),
        };
    }
    parse_positive(input)
}

/// `border-*-width`
pub(crate) fn line_width(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        for (name, px) in [("thin", 1.0), ("medium", 3.0), ("thick", 5.0)] {
            if word.eq_ignore_ascii_case(name) {
                return Ok(Value::Length(LengthSpec::px(px)));
            }
        }
        return bad();
    }
    parse_positive(input).map(Value::Length)
}

/// A corner: one radius or two.
pub(crate) fn radius(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let x = parse_positive(input)?;
    let y = input.try_parse(parse_positive).unwrap_or_else(|_| x.clone());
    Ok(Value::LengthPair(Box::new((x, y))))
}

/// `line-height`
pub(crate) fn line_height(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if super::take_ident(input, "normal") {
        return Ok(Value::Nothing);
    }
    if let Ok(number) = input.try_parse(super::parse_number) {
        return if number >= 0.0 { Ok(Value::Number(number)) } else { bad() };
    }
    parse_positive(input).map(Value::Length)
}

/// `vertical-align`
pub(crate) fn vertical_align(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if let Ok(index) = input.try_parse(super::parse_keyword::<VerticalAlign>) {
        return Ok(Value::Keyword(index));
    }
    parse_length(input).map(Value::Length)
}

impl Keyword for VerticalAlign {
    const TABLE: &'static [(&'static str, Self)] = &[
        ("baseline", VerticalAlign::Baseline),
        ("sub", VerticalAlign::Sub),
        ("super", VerticalAlign::Super),
        ("top", VerticalAlign::Top),
        ("text-top", VerticalAlign::TextTop),
        ("middle", VerticalAlign::Middle),
        ("bottom", VerticalAlign::Bottom),
        ("text-bottom", VerticalAlign::TextBottom),
        ("center", VerticalAlign::Middle),
    ];
}

/// `line-height` for an element.
pub(crate) fn compute_line_height(value: &Value, bases: &Bases, font_scale: f32) -> Option<LineHeight> {
    Some(match value {
        Value::Nothing => LineHeight::Normal,
        Value::Number(number) => LineHeight::Number(*number),
        Value::Length(length) => {
            // Relative to the font it grew with the text already.
            let relative = matches!(length, LengthSpec::Value(_, Unit::Em | Unit::Ch | Unit::Percent));
            let px = length.compute_px(bases, bases.font_size);
            LineHeight::Px(if relative { px } else { px * font_scale })
        }
        _ => return None,
    })
}

/// A place: `center`, `left 10px top 20%`, `10px 20px`. Along x, then y.
pub(crate) fn parse_position(input: &mut Parser<'_>) -> Outcome<(LengthSpec, LengthSpec)> {
    #[derive(Clone, PartialEq)]
    enum Part {
        X(f32),
        Y(f32),
        Center,
        Length(LengthSpec),
    }
    let mut parts: Vec<Part> = Vec::new();
    while parts.len() < 4 {
        let part = input.try_parse(|input| -> Outcome<Part> {
            if let Ok(length) = input.try_parse(parse_length) {
                return Ok(Part::Length(length));
            }
            let word = input.expect_ident()?;
            let words = [
                ("left", Part::X(0.0)),
                ("right", Part::X(1.0)),
                ("top", Part::Y(0.0)),
                ("bottom", Part::Y(1.0)),
                ("center", Part::Center),
            ];
            match words.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
                Some((_, part)) => Ok(part),
                None => bad(),
            }
        });
        match part {
            Ok(part) => parts.push(part),
            Err(_) => break,
        }
    }
    let plain = |part: &Part| match part {
        Part::X(at) | Part::Y(at) => LengthSpec::percent(*at),
        Part::Center => LengthSpec::percent(0.5),
        Part::Length(length) => length.clone(),
    };
    let center = LengthSpec::percent(0.5);
    match parts.as_slice() {
        [] => bad(),
        [Part::Y(at)] => Ok((center, LengthSpec::percent(*at))),
        [one] => Ok((plain(one), center)),
        [Part::Y(_), Part::Y(_) | Part::Length(_)] | [_, Part::X(_)]
            if !matches!(parts[0], Part::Y(_) | Part::Center) =>
        {
            bad()
        }
        [y @ Part::Y(_), x] | [y, x @ Part::X(_)] => Ok((plain(x), plain(y))),
        [x, y] => Ok((plain(x), plain(y))),
        _ => {
            // Edges with offsets, in either order.
            let (mut x, mut y) = (None, None);
            let mut at = 0;
            while at < parts.len() {
                let offset = match parts.get(at + 1) {
                    Some(Part::Length(length)) => Some(length.clone()),
                    _ => None,
                };
                let place = |edge: f32| match &offset {
                    None => LengthSpec::percent(edge),
                    Some(length) if edge == 0.0 => length.clone(),
                    Some(length) => LengthSpec::Calc(Rc::new(Calc::from_end(length))),
                };
                match &parts[at] {
                    Part::X(edge) if x.is_none() => x = Some(place(*edge)),
                    Part::Y(edge) if y.is_none() => y = Some(place(*edge)),
                    Part::Center if offset.is_none() => {}
                    _ => return bad(),
                }
                at += 1 + usize::from(offset.is_some());
            }
            Ok((x.unwrap_or(LengthSpec::percent(0.5)), y.unwrap_or(LengthSpec::percent(0.5))))
        }
    }
}

/// `transform-origin`, `object-position`; a third length (depth) is dropped.
pub(crate) fn position(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let position = parse_position(input)?;
    let _ = input.try_parse(parse_length);
    Ok(Value::LengthPair(Box::new(position)))
}

/// `background-position`
pub(crate) fn positions(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Lengths(list(input, parse_position)?.into()))
}
