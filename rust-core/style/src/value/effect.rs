//! Shadows, transforms and filters.

use super::color::{ColorSpec, parse_angle, parse_color};
use super::length::{Bases, LengthSpec, parse_length, parse_positive};
use super::{Env, Outcome, Value, bad, list, parse_number, parse_ratio, take_ident};
use crate::computed::Length;
use crate::paint_values::{Color, Filter, Shadow, TextShadow, Transform};
use cssparser::Parser;

/// A specified shadow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShadowSpec {
    x: LengthSpec,
    y: LengthSpec,
    blur: LengthSpec,
    spread: LengthSpec,
    color: ColorSpec,
    inset: bool,
}

impl ShadowSpec {
    pub fn compute_box(&self, bases: &Bases, current: Color) -> Shadow {
        let px = |length: &LengthSpec| length.compute_px(bases, 0.0);
        Shadow {
            x: px(&self.x),
            y: px(&self.y),
            blur: px(&self.blur).max(0.0),
            spread: px(&self.spread),
            color: self.color.compute(current),
            inset: self.inset,
        }
    }

    pub fn compute_text(&self, bases: &Bases, current: Color) -> TextShadow {
        let Shadow { x, y, blur, color, .. } = self.compute_box(bases, current);
        TextShadow { x, y, blur, color }
    }
}

fn parse_shadow(input: &mut Parser<'_>) -> Outcome<ShadowSpec> {
    let (mut lengths, mut color, mut inset) = (None, None, false);
    while !input.is_exhausted() {
        if lengths.is_none() {
            if let Ok(x) = input.try_parse(parse_length) {
                let y = parse_length(input)?;
                let blur = input.try_parse(parse_positive).unwrap_or(LengthSpec::ZERO);
                let spread = input.try_parse(parse_length).unwrap_or(LengthSpec::ZERO);
                lengths = Some((x, y, blur, spread));
                continue;
            }
        }
        if !inset && take_ident(input, "inset") {
            inset = true;
            continue;
        }
        if color.is_none() {
            if let Ok(found) = input.try_parse(parse_color) {
                color = Some(found);
                continue;
            }
        }
        break;
    }
    match lengths {
        Some((x, y, blur, spread)) => {
            Ok(ShadowSpec { x, y, blur, spread, color: color.unwrap_or(ColorSpec::Current), inset })
        }
        None => bad(),
    }
}

/// `box-shadow` and `text-shadow`
pub(crate) fn shadows(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::Shadows([].into()));
    }
    Ok(Value::Shadows(list(input, parse_shadow)?.into()))
}

/// A specified transform function.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TransformSpec {
    Translate(LengthSpec, LengthSpec),
    Known(Transform),
}

impl TransformSpec {
    pub fn compute(&self, bases: &Bases) -> Transform {
        match self {
            TransformSpec::Translate(x, y) => Transform::Translate(x.compute(bases), y.compute(bases)),
            TransformSpec::Known(transform) => *transform,
        }
    }
}

/// `transform`
pub(crate) fn transforms(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let mut functions = Vec::new();
    if !take_ident(input, "none") {
        while !input.is_exhausted() {
            let Ok(function) = input.try_parse(parse_transform) else {
                // `!important` or rubbish: whoever called decides.
                break;
            };
            functions.extend(function);
            if functions.len() > 64 {
                return bad();
            }
        }
        if functions.is_empty() {
            let start = input.state();
            // A transform of depth alone leaves nothing in the plane; then some function was read.
            if input.position().byte_index() == 0 {
                input.reset(&start);
                return bad();
            }
        }
    }
    Ok(Value::Transforms(functions.into()))
}

/// `translate`
pub(crate) fn translate(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::LengthPair(Box::new((LengthSpec::ZERO, LengthSpec::ZERO))));
    }
    let x = parse_length(input)?;
    let y = input.try_parse(parse_length).unwrap_or(LengthSpec::ZERO);
    // Depth changes nothing in the plane.
    let _ = input.try_parse(parse_length);
    Ok(Value::LengthPair(Box::new((x, y))))
}

/// `rotate`; about another axis than the one that looks at us it is left out.
pub(crate) fn rotate(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::Number(0.0));
    }
    let _ = take_ident(input, "z");
    Ok(Value::Number(parse_angle(input)?))
}

/// `scale`
pub(crate) fn scale(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::Numbers([1.0, 1.0].into()));
    }
    let x = parse_ratio(input)?;
    let y = input.try_parse(parse_ratio).unwrap_or(x);
    let _ = input.try_parse(parse_ratio);
    Ok(Value::Numbers([x, y].into()))
}

/// `None` for functions that change nothing in the plane.
fn parse_transform(input: &mut Parser<'_>) -> Outcome<Option<TransformSpec>> {
    let name = input.expect_function()?.to_ascii_lowercase();
    input.parse_nested_block(|input| {
        let known = |transform| Ok(Some(TransformSpec::Known(transform)));
        match name.as_str() {
            "translate" => {
                let x = parse_length(input)?;
                let y = second(input, parse_length)?.unwrap_or(LengthSpec::ZERO);
                Ok(Some(TransformSpec::Translate(x, y)))
            }
            "translatex" => Ok(Some(TransformSpec::Translate(parse_length(input)?, LengthSpec::ZERO))),
            "translatey" => Ok(Some(TransformSpec::Translate(LengthSpec::ZERO, parse_length(input)?))),
            "translate3d" => {
                let x = parse_length(input)?;
                input.expect_comma()?;
                let y = parse_length(input)?;
                input.expect_comma()?;
                parse_length(input)?;
                Ok(Some(TransformSpec::Translate(x, y)))
            }
            "translatez" => parse_length(input).map(|_| None),
            "scale" => {
                let x = parse_ratio(input)?;
                let y = second(input, parse_ratio)?.unwrap_or(x);
                known(Transform::Scale(x, y))
            }
            "scalex" => known(Transform::Scale(parse_ratio(input)?, 1.0)),
            "scaley" => known(Transform::Scale(1.0, parse_ratio(input)?)),
            "scalez" => parse_ratio(input).map(|_| None),
            "scale3d" => {
                let [x, y, _] = numbers::<3>(input)?;
                known(Transform::Scale(x, y))
            }
            "rotate" | "rotatez" => known(Transform::Rotate(parse_angle(input)?)),
            // Seen from in front, a turn about an axis in the plane shrinks the other axis.
            "rotatex" => known(Transform::Scale(1.0, parse_angle(input)?.cos())),
            "rotatey" => known(Transform::Scale(parse_angle(input)?.cos(), 1.0)),
            "rotate3d" => {
                let mut axis = [0.0; 3];
                for part in &mut axis {
                    *part = parse_number(input)?;
                    input.expect_comma()?;
                }
                known(projected_turn(axis, parse_angle(input)?))
            }
            "skew" => {
                let x = parse_angle(input)?;
                let y = second(input, parse_angle)?.unwrap_or(0.0);
                known(Transform::Skew(x, y))
            }
            "skewx" => known(Transform::Skew(parse_angle(input)?, 0.0)),
            "skewy" => known(Transform::Skew(0.0, parse_angle(input)?)),
            "matrix" => known(Transform::Matrix(numbers::<6>(input)?)),
            "matrix3d" => {
                let m = numbers::<16>(input)?;
                known(Transform::Matrix([m[0], m[1], m[4], m[5], m[12], m[13]]))
            }
            "perspective" => {
                if !take_ident(input, "none") {
                    parse_length(input)?;
                }
                Ok(None)
            }
            _ => bad(),
        }
    })
}

fn second<T>(
    input: &mut Parser<'_>,
    parse: impl FnOnce(&mut Parser<'_>) -> Outcome<T>,
) -> Outcome<Option<T>> {
    if input.try_parse(Parser::expect_comma).is_ok() { parse(input).map(Some) } else { Ok(None) }
}

fn numbers<const N: usize>(input: &mut Parser<'_>) -> Outcome<[f32; N]> {
    let mut found = [0.0; N];
    for (at, number) in found.iter_mut().enumerate() {
        if at > 0 {
            input.expect_comma()?;
        }
        *number = parse_number(input)?;
    }
    Ok(found)
}

/// A turn about any axis, projected onto the plane.
fn projected_turn([x, y, z]: [f32; 3], angle: f32) -> Transform {
    let length = (x * x + y * y + z * z).sqrt();
    if length == 0.0 {
        return Transform::Rotate(0.0);
    }
    if x == 0.0 && y == 0.0 {
        return Transform::Rotate(angle * z.signum());
    }
    let (x, y, z) = (x / length, y / length, z / length);
    let (sin, cos) = angle.sin_cos();
    let rest = 1.0 - cos;
    Transform::Matrix([
        cos + x * x * rest,
        y * x * rest + z * sin,
        x * y * rest - z * sin,
        cos + y * y * rest,
        0.0,
        0.0,
    ])
}

/// A specified filter function.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FilterSpec {
    Blur(LengthSpec),
    DropShadow(ShadowSpec),
    Known(Filter),
}

impl FilterSpec {
    pub fn compute(&self, bases: &Bases, current: Color) -> Filter {
        match self {
            FilterSpec::Blur(length) => match length.compute(bases) {
                Length::Px(px) => Filter::Blur(px.max(0.0)),
                _ => Filter::Blur(0.0),
            },
            FilterSpec::DropShadow(shadow) => Filter::DropShadow(shadow.compute_text(bases, current)),
            FilterSpec::Known(filter) => *filter,
        }
    }
}

/// `filter` and `backdrop-filter`
pub(crate) fn filters(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let mut functions = Vec::new();
    if take_ident(input, "none") {
        return Ok(Value::Filters([].into()));
    }
    while let Ok(filter) = input.try_parse(parse_filter) {
        functions.push(filter);
        if functions.len() > 64 {
            return bad();
        }
    }
    if functions.is_empty() { bad() } else { Ok(Value::Filters(functions.into())) }
}

fn parse_filter(input: &mut Parser<'_>) -> Outcome<FilterSpec> {
    let name = input.expect_function()?.to_ascii_lowercase();
    input.parse_nested_block(|input| {
        if name == "blur" {
            let radius = if input.is_exhausted() { LengthSpec::ZERO } else { parse_positive(input)? };
            return Ok(FilterSpec::Blur(radius));
        }
        if name == "drop-shadow" {
            return parse_shadow(input).map(FilterSpec::DropShadow);
        }
        if name == "hue-rotate" {
            let angle = if input.is_exhausted() { 0.0 } else { parse_angle(input)? };
            return Ok(FilterSpec::Known(Filter::HueRotate(angle)));
        }
        let amount = if input.is_exhausted() { 1.0 } else { parse_ratio(input)?.max(0.0) };
        Ok(FilterSpec::Known(match name.as_str() {
            "brightness" => Filter::Brightness(amount),
            "contrast" => Filter::Contrast(amount),
            "grayscale" => Filter::Grayscale(amount.min(1.0)),
            "invert" => Filter::Invert(amount.min(1.0)),
            "opacity" => Filter::Opacity(amount.min(1.0)),
            "saturate" => Filter::Saturate(amount),
            "sepia" => Filter::Sepia(amount.min(1.0)),
            _ => return bad(),
        }))
    })
}
