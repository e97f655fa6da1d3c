//! `calc()`, `min()`, `max()`, `clamp()` and `env()`.

use super::length::{Bases, LengthSpec, Unit, finite, unit};
use super::{Outcome, bad};
use cssparser::{Parser, Token};

/// An expression of lengths and numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Calc {
    Number(f32),
    Value(f32, Unit),
    Sum(Vec<Calc>),
    Scale(f32, Box<Calc>),
    Min(Vec<Calc>),
    Max(Vec<Calc>),
}

impl Calc {
    /// 100 % less a length: a place counted from the far edge.
    pub fn from_end(length: &LengthSpec) -> Calc {
        let inner = match length {
            LengthSpec::Value(value, unit) => Calc::Value(*value, *unit),
            LengthSpec::Calc(calc) => (**calc).clone(),
            _ => Calc::Number(0.0),
        };
        Calc::Sum(vec![Calc::Value(1.0, Unit::Percent), Calc::Scale(-1.0, Box::new(inner))])
    }

    /// The number, if there is no length in it.
    pub fn number(&self) -> Option<f32> {
        let all = |parts: &[Calc]| parts.iter().map(Calc::number).collect::<Option<Vec<f32>>>();
        match self {
            Calc::Number(number) => Some(*number),
            Calc::Value(..) => None,
            Calc::Sum(parts) => Some(all(parts)?.into_iter().sum()),
            Calc::Scale(factor, inner) => Some(factor * inner.number()?),
            Calc::Min(parts) => all(parts)?.into_iter().reduce(f32::min),
            Calc::Max(parts) => all(parts)?.into_iter().reduce(f32::max),
        }
    }

    pub fn has_percent(&self) -> bool {
        match self {
            Calc::Number(_) => false,
            Calc::Value(_, unit) => *unit == Unit::Percent,
            Calc::Sum(parts) | Calc::Min(parts) | Calc::Max(parts) => parts.iter().any(Calc::has_percent),
            Calc::Scale(_, inner) => inner.has_percent(),
        }
    }

    /// Pixels and percentage (1.0 is 100 %). Where `min()` or `max()` has to choose between sums of both, percentages are taken of
    /// the window's width: the real basis is known to layout only.
    pub fn evaluate(&self, bases: &Bases) -> (f32, f32) {
        let choose = |parts: &[Calc], sign: f32| {
            let measure = |pair: (f32, f32)| sign * (pair.0 + pair.1 * bases.width);
            let pairs = parts.iter().map(|part| part.evaluate(bases));
            pairs.reduce(|a, b| if measure(b) < measure(a) { b } else { a }).unwrap_or((0.0, 0.0))
        };
        let (px, percent) = match self {
            Calc::Number(_) => (0.0, 0.0),
            Calc::Value(value, Unit::Percent) => (0.0, *value),
            Calc::Value(value, unit) => (bases.px(*value, *unit), 0.0),
            Calc::Sum(parts) => parts.iter().fold((0.0, 0.0), |(px, percent), part| {
                let (a, b) = part.evaluate(bases);
                (px + a, percent + b)
            }),
            Calc::Scale(factor, inner) => {
                let (px, percent) = inner.evaluate(bases);
                (px * factor, percent * factor)
            }
            Calc::Min(parts) => choose(parts, 1.0),
            Calc::Max(parts) => choose(parts, -1.0),
        };
        (finite(px), finite(percent))
    }
}

/// A function that gives a length or a number. Nesting is bounded by cssparser's limit on nested blocks.
pub(crate) fn parse_function(input: &mut Parser<'_>) -> Outcome<Calc> {
    let name = input.expect_function()?.to_ascii_lowercase();
    input.parse_nested_block(|input| match name.as_str() {
        "calc" | "-webkit-calc" => sum(input),
        "min" => Ok(Calc::Min(input.parse_comma_separated(sum)?)),
        "max" => Ok(Calc::Max(input.parse_comma_separated(sum)?)),
        "clamp" => {
            let low = sum(input)?;
            input.expect_comma()?;
            let middle = sum(input)?;
            input.expect_comma()?;
            let high = sum(input)?;
            Ok(Calc::Max(vec![low, Calc::Min(vec![middle, high])]))
        }
        "env" | "constant" => environment(input),
        _ => bad(),
    })
}

/// What the device says, by name.
const ENVIRONMENT: &[(&str, Unit)] = &[
    ("safe-area-inset-top", Unit::SafeTop),
    ("safe-area-inset-right", Unit::SafeRight),
    ("safe-area-inset-bottom", Unit::SafeBottom),
    ("safe-area-inset-left", Unit::SafeLeft),
];

fn environment(input: &mut Parser<'_>) -> Outcome<Calc> {
    let name = input.expect_ident_cloned()?;
    let known = ENVIRONMENT.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
    let fallback = if input.try_parse(Parser::expect_comma).is_ok() { Some(sum(input)) } else { None };
    match (known, fallback) {
        (Some((_, unit)), _) => Ok(Calc::Value(1.0, *unit)),
        (None, Some(fallback)) => fallback,
        (None, None) => bad(),
    }
}

fn sum(input: &mut Parser<'_>) -> Outcome<Calc> {
    let mut parts = vec![product(input)?];
    loop {
        let start = input.state();
        match input.next() {
            Ok(Token::Delim('+')) => parts.push(product(input)?),
            Ok(Token::Delim('-')) => parts.push(Calc::Scale(-1.0, Box::new(product(input)?))),
            Ok(_) => {
                input.reset(&start);
                break;
            }
            Err(_) => break,
        }
        if parts.len() > 256 {
            return bad();
        }
    }
    // Numbers and lengths do not add up.
    let numbers = parts.iter().filter(|part| part.number().is_some()).count();
    if numbers != 0 && numbers != parts.len() {
        return bad();
    }
    Ok(if parts.len() == 1 { parts.remove(0) } else { Calc::Sum(parts) })
}

fn product(input: &mut Parser<'_>) -> Outcome<Calc> {
    let mut left = operand(input)?;
    for _ in 0..256 {
        let start = input.state();
        match input.next() {
            Ok(Token::Delim('*')) => {
                let right = operand(input)?;
                left = match (left.number(), right.number()) {
                    (Some(a), Some(b)) => Calc::Number(finite(a * b)),
                    (Some(factor), None) => Calc::Scale(factor, Box::new(right)),
                    (None, Some(factor)) => scaled(left, factor),
                    (None, None) => return bad(),
                };
            }
            Ok(Token::Delim('/')) => {
                let divisor = operand(input)?.number();
                left = match (left.number(), divisor) {
                    (_, None | Some(0.0)) => return bad(),
                    (Some(a), Some(b)) => Calc::Number(finite(a / b)),
                    (None, Some(b)) => scaled(left, 1.0 / b),
                };
            }
            Ok(_) => {
                input.reset(&start);
                return Ok(left);
            }
            Err(_) => return Ok(left),
        }
    }
    bad()
}

/// Folds factors, so that a chain of them does not nest.
fn scaled(calc: Calc, factor: f32) -> Calc {
    match calc {
        Calc::Value(value, unit) => Calc::Value(finite(value * factor), unit),
        Calc::Scale(inner, calc) => Calc::Scale(finite(inner * factor), calc),
        calc => Calc::Scale(factor, Box::new(calc)),
    }
}

fn operand(input: &mut Parser<'_>) -> Outcome<Calc> {
    let start = input.state();
    match input.next()? {
        Token::Number { value, .. } => Ok(Calc::Number(finite(*value))),
        Token::Percentage { unit_value, .. } => Ok(Calc::Value(finite(*unit_value), Unit::Percent)),
        Token::Dimension { value, unit: name, .. } => match unit(*value, name) {
            Some((value, unit)) => Ok(Calc::Value(value, unit)),
            None => bad(),
        },
        Token::ParenthesisBlock => input.parse_nested_block(sum),
        Token::Function(_) => {
            input.reset(&start);
            parse_function(input)
        }
        _ => bad(),
    }
}
