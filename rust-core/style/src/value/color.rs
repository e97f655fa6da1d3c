//! Colours: names, `#rgb` and its kin, `rgb()` and `hsl()` in both notations.

use super::{Env, Outcome, Value, bad};
use crate::paint_values::Color;
use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{Parser, Token};

/// A specified colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColorSpec {
    /// Known already.
    Known(Color),
    /// `currentcolor`
    Current,
}

impl ColorSpec {
    pub fn compute(self, current: Color) -> Color {
        match self {
            ColorSpec::Known(color) => color,
            ColorSpec::Current => current,
        }
    }
}

/// A colour as a property's parser.
pub(crate) fn color(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_color(input).map(Value::Color)
}

/// A colour.
pub(crate) fn parse_color(input: &mut Parser<'_>) -> Outcome<ColorSpec> {
    let token = input.next()?.clone();
    match token {
        Token::Hash(digits) | Token::IDHash(digits) => match parse_hash_color(digits.as_bytes()) {
            Ok((r, g, b, alpha)) => Ok(ColorSpec::Known(Color { r, g, b, a: byte(alpha * 255.0) })),
            Err(()) => bad(),
        },
        Token::Ident(name) => {
            if name.eq_ignore_ascii_case("currentcolor") {
                return Ok(ColorSpec::Current);
            }
            if name.eq_ignore_ascii_case("transparent") {
                return Ok(ColorSpec::Known(Color::TRANSPARENT));
            }
            match parse_named_color(&name) {
                Ok((r, g, b)) => Ok(ColorSpec::Known(Color { r, g, b, a: 255 })),
                Err(()) => bad(),
            }
        }
        Token::Function(name) => {
            let hsl = match name.to_ascii_lowercase().as_str() {
                "rgb" | "rgba" => false,
                "hsl" | "hsla" => true,
                _ => return bad(),
            };
            input.parse_nested_block(|input| components(input, hsl)).map(ColorSpec::Known)
        }
        _ => bad(),
    }
}

/// A component: a number, or a percentage of `whole`.
fn component(input: &mut Parser<'_>, whole: f32) -> Outcome<f32> {
    if super::take_ident(input, "none") {
        return Ok(0.0);
    }
    if let Ok(percent) = input.try_parse(Parser::expect_percentage) {
        return Ok(percent * whole);
    }
    super::parse_number(input)
}

fn hue(input: &mut Parser<'_>) -> Outcome<f32> {
    match input.try_parse(parse_angle) {
        Ok(radians) => Ok(radians.to_degrees()),
        Err(_) => component(input, 360.0),
    }
}

/// Separators may be commas or blanks, the alpha may follow a comma or a slash; mixtures are let pass.
fn components(input: &mut Parser<'_>, hsl: bool) -> Outcome<Color> {
    let first = if hsl { hue(input)? } else { component(input, 255.0)? };
    let _ = input.try_parse(Parser::expect_comma);
    let second = component(input, if hsl { 100.0 } else { 255.0 })?;
    let _ = input.try_parse(Parser::expect_comma);
    let third = component(input, if hsl { 100.0 } else { 255.0 })?;
    let separated = input.try_parse(Parser::expect_comma).is_ok()
        || input.try_parse(|input| input.expect_delim('/')).is_ok();
    let alpha = if separated { component(input, 1.0)? } else { 1.0 };
    let a = byte(alpha * 255.0);
    if hsl {
        let (r, g, b) = hsl_to_rgb(first, second / 100.0, third / 100.0);
        return Ok(Color { r: byte(r * 255.0), g: byte(g * 255.0), b: byte(b * 255.0), a });
    }
    Ok(Color { r: byte(first), g: byte(second), b: byte(third), a })
}

fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

fn hsl_to_rgb(hue: f32, saturation: f32, lightness: f32) -> (f32, f32, f32) {
    let (s, l) = (saturation.clamp(0.0, 1.0), lightness.clamp(0.0, 1.0));
    let hue = hue.rem_euclid(360.0);
    let channel = |n: f32| {
        let k = (n + hue / 30.0) % 12.0;
        l - s * l.min(1.0 - l) * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    };
    (channel(0.0), channel(8.0), channel(4.0))
}

/// Units of angles, in radians.
const ANGLES: &[(&str, f32)] = &[
    ("deg", std::f32::consts::PI / 180.0),
    ("rad", 1.0),
    ("grad", std::f32::consts::PI / 200.0),
    ("turn", std::f32::consts::TAU),
];

/// An angle in radians; a bare 0 is one too, and `calc()` of one unit.
pub(crate) fn parse_angle(input: &mut Parser<'_>) -> Outcome<f32> {
    let token = input.next()?.clone();
    match token {
        Token::Dimension { value, unit, .. } => {
            match ANGLES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&unit)) {
                Some((_, radians)) => Ok(super::length::finite(value * radians)),
                None => bad(),
            }
        }
        Token::Number { value: 0.0, .. } => Ok(0.0),
        Token::Function(name) if name.eq_ignore_ascii_case("calc") => input.parse_nested_block(|input| {
            // `calc(45deg * 2)`, `calc(2 * 45deg)`, `calc(-1 * 45deg)`: what programs write.
            let mut total = None;
            let mut factor = 1.0;
            loop {
                if let Ok(angle) = input.try_parse(parse_angle) {
                    total = Some(total.unwrap_or(1.0) * angle);
                } else {
                    factor *= super::parse_number(input)?;
                }
                if input.is_exhausted() {
                    return total.map_or_else(bad, |angle: f32| Ok(super::length::finite(angle * factor)));
                }
                if input.try_parse(|input| input.expect_delim('/')).is_ok() {
                    let divisor = super::parse_number(input)?;
                    factor /= if divisor == 0.0 { return bad() } else { divisor };
                    if input.is_exhausted() {
                        return total
                            .map_or_else(bad, |angle: f32| Ok(super::length::finite(angle * factor)));
                    }
                }
                input.expect_delim('*')?;
            }
        }),
        _ => bad(),
    }
}
