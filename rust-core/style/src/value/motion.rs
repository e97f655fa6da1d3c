//! Transitions and animations.

use super::{Env, Outcome, Value, bad, list, parse_number, take_ident};
use crate::computed::Timing;
use cssparser::{Parser, Token};
use std::rc::Rc;

/// Seconds.
pub(crate) fn parse_time(input: &mut Parser<'_>) -> Outcome<f32> {
    match input.next()? {
        Token::Dimension { value, unit, .. } => {
            let value = super::length::finite(*value);
            if unit.eq_ignore_ascii_case("s") {
                Ok(value)
            } else if unit.eq_ignore_ascii_case("ms") {
                Ok(value / 1000.0)
            } else {
                bad()
            }
        }
        // Not CSS, but `0` stands in many programs and WebKit's answer is the same: no time.
        Token::Number { value: 0.0, .. } => Ok(0.0),
        _ => bad(),
    }
}

/// `transition-delay` and `animation-delay`
pub(crate) fn times(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Numbers(list(input, parse_time)?.into()))
}

/// Named timing functions.
const TIMINGS: &[(&str, Timing)] = &[
    ("ease", Timing::EASE),
    ("linear", Timing::LINEAR),
    ("ease-in", Timing::CubicBezier(0.42, 0.0, 1.0, 1.0)),
    ("ease-out", Timing::CubicBezier(0.0, 0.0, 0.58, 1.0)),
    ("ease-in-out", Timing::CubicBezier(0.42, 0.0, 0.58, 1.0)),
    ("step-start", Timing::Steps { count: 1, at_start: true }),
    ("step-end", Timing::Steps { count: 1, at_start: false }),
];

pub(crate) fn parse_timing(input: &mut Parser<'_>) -> Outcome<Timing> {
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        return match TIMINGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word)) {
            Some((_, timing)) => Ok(*timing),
            None => bad(),
        };
    }
    let name = input.expect_function()?.to_ascii_lowercase();
    input.parse_nested_block(|input| match name.as_str() {
        "cubic-bezier" => {
            let mut points = [0.0; 4];
            for (at, point) in points.iter_mut().enumerate() {
                if at > 0 {
                    input.expect_comma()?;
                }
                *point = parse_number(input)?;
            }
            let [x1, y1, x2, y2] = points;
            if (0.0..=1.0).contains(&x1) && (0.0..=1.0).contains(&x2) {
                Ok(Timing::CubicBezier(x1, y1, x2, y2))
            } else {
                bad()
            }
        }
        "steps" => {
            let count = input.expect_integer()?;
            let mut at_start = false;
            if input.try_parse(Parser::expect_comma).is_ok() {
                let word = input.expect_ident()?.to_ascii_lowercase();
                at_start = match word.as_str() {
                    "start" | "jump-start" | "jump-both" => true,
                    "end" | "jump-end" | "jump-none" => false,
                    _ => return bad(),
                };
            }
            match u16::try_from(count) {
                Ok(count) if count > 0 => Ok(Timing::Steps { count, at_start }),
                _ => bad(),
            }
        }
        _ => bad(),
    })
}

/// `transition-timing-function`
pub(crate) fn timings(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Timings(list(input, parse_timing)?.into()))
}

pub(crate) fn parse_iterations(input: &mut Parser<'_>) -> Outcome<f32> {
    if take_ident(input, "infinite") {
        return Ok(f32::INFINITY);
    }
    let number = parse_number(input)?;
    if number >= 0.0 { Ok(number) } else { bad() }
}

/// `animation-iteration-count`
pub(crate) fn iterations(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Numbers(list(input, parse_iterations)?.into()))
}

/// A name as written, or a string.
pub(crate) fn parse_name(input: &mut Parser<'_>) -> Outcome<Rc<str>> {
    Ok(Rc::from(&**input.expect_ident_or_string()?))
}

/// `transition-property`, `animation-name`: names, or `none` for an empty list.
pub(crate) fn names(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let names = list(input, parse_name)?;
    let none = names.len() == 1 && names[0].eq_ignore_ascii_case("none");
    Ok(Value::Texts(if none { [].into() } else { names.into() }))
}

/// One item of the `transition` shorthand.
pub(crate) struct TransitionSpec {
    pub property: Rc<str>,
    pub duration: f32,
    pub delay: f32,
    pub timing: Timing,
}

pub(crate) fn parse_transition(input: &mut Parser<'_>) -> Outcome<TransitionSpec> {
    let (mut property, mut times, mut timing) = (None, Vec::new(), None);
    let mut any = false;
    loop {
        if timing.is_none() {
            if let Ok(found) = input.try_parse(parse_timing) {
                timing = Some(found);
                any = true;
                continue;
            }
        }
        if times.len() < 2 {
            if let Ok(found) = input.try_parse(parse_time) {
                times.push(found);
                any = true;
                continue;
            }
        }
        if property.is_none() {
            if let Ok(found) = input.try_parse(parse_name) {
                property = Some(found);
                any = true;
                continue;
            }
        }
        break;
    }
    if !any {
        return bad();
    }
    Ok(TransitionSpec {
        property: property.unwrap_or_else(|| "all".into()),
        duration: times.first().copied().unwrap_or(0.0),
        delay: times.get(1).copied().unwrap_or(0.0),
        timing: timing.unwrap_or(Timing::EASE),
    })
}

/// One item of the `animation` shorthand; keywords as indices into their tables.
#[derive(Default)]
pub(crate) struct AnimationSpec {
    pub name: Option<Rc<str>>,
    pub duration: Option<f32>,
    pub delay: Option<f32>,
    pub timing: Option<Timing>,
    pub iterations: Option<f32>,
    pub direction: Option<u8>,
    pub fill: Option<u8>,
    pub play: Option<u8>,
}

pub(crate) fn parse_animation(input: &mut Parser<'_>) -> Outcome<AnimationSpec> {
    use crate::keywords::{AnimationDirection, FillMode, PlayState};
    let mut spec = AnimationSpec::default();
    let mut any = false;
    loop {
        macro_rules! part {
            ($field:ident, $parse:expr) => {
                if spec.$field.is_none() {
                    if let Ok(found) = input.try_parse($parse) {
                        spec.$field = Some(found);
                        any = true;
                        continue;
                    }
                }
            };
        }
        part!(timing, parse_timing);
        part!(duration, parse_time);
        part!(delay, parse_time);
        part!(iterations, parse_iterations);
        part!(direction, super::parse_keyword::<AnimationDirection>);
        part!(fill, super::parse_keyword::<FillMode>);
        part!(play, super::parse_keyword::<PlayState>);
        part!(name, parse_name);
        break;
    }
    if any { Ok(spec) } else { bad() }
}
