//! Pictures and gradients of backgrounds and masks.

use super::color::{ColorSpec, parse_angle, parse_color};
use super::length::{Bases, LengthSpec, parse_length, parse_position, parse_positive};
use super::{Env, Outcome, Value, bad, index_of, list, parse_keyword, take_ident};
use crate::keywords::{BackgroundBox, Keyword, Repeat};
use crate::paint_values::{
    BackgroundSize, Color, Gradient, GradientShape, GradientStop, Image, RadialExtent,
};
use crate::path::resolve_url;
use cssparser::{Parser, Token};
use std::rc::Rc;

/// A specified picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ImageSpec {
    None,
    Url(Rc<str>),
    Gradient(Rc<GradientSpec>),
}

/// A specified gradient.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GradientSpec {
    shape: ShapeSpec,
    stops: Vec<(ColorSpec, Option<LengthSpec>)>,
    repeating: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum ShapeSpec {
    Linear(f32),
    ToCorner(i8, i8),
    Radial { circle: bool, extent: ExtentSpec, center: (LengthSpec, LengthSpec) },
    Conic { from: f32, center: (LengthSpec, LengthSpec) },
}

#[derive(Debug, Clone, PartialEq)]
enum ExtentSpec {
    Keyword(RadialExtent),
    Radii(LengthSpec, LengthSpec),
}

/// A specified `background-size`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SizeSpec {
    Cover,
    Contain,
    Lengths(LengthSpec, LengthSpec),
}

impl SizeSpec {
    pub fn compute(&self, bases: &Bases) -> BackgroundSize {
        match self {
            SizeSpec::Cover => BackgroundSize::Cover,
            SizeSpec::Contain => BackgroundSize::Contain,
            SizeSpec::Lengths(x, y) => BackgroundSize::Lengths(x.compute(bases), y.compute(bases)),
        }
    }
}

impl ImageSpec {
    pub fn compute(&self, bases: &Bases, current: Color) -> Image {
        match self {
            ImageSpec::None => Image::None,
            ImageSpec::Url(url) => Image::Url(Rc::clone(url)),
            ImageSpec::Gradient(gradient) => Image::Gradient(Rc::new(gradient.compute(bases, current))),
        }
    }
}

impl GradientSpec {
    fn compute(&self, bases: &Bases, current: Color) -> Gradient {
        let pair = |(x, y): &(LengthSpec, LengthSpec)| (x.compute(bases), y.compute(bases));
        let shape = match &self.shape {
            ShapeSpec::Linear(angle) => GradientShape::Linear(*angle),
            ShapeSpec::ToCorner(x, y) => GradientShape::ToCorner { x: *x, y: *y },
            ShapeSpec::Radial { circle, extent, center } => GradientShape::Radial {
                circle: *circle,
                extent: match extent {
                    ExtentSpec::Keyword(extent) => *extent,
                    ExtentSpec::Radii(x, y) => RadialExtent::Radii(x.compute(bases), y.compute(bases)),
                },
                center: pair(center),
            },
            ShapeSpec::Conic { from, center } => GradientShape::Conic { from: *from, center: pair(center) },
        };
        let stops = self.stops.iter().map(|(color, at)| GradientStop {
            color: color.compute(current),
            at: at.as_ref().map(|at| at.compute(bases)),
        });
        Gradient { shape, stops: stops.collect(), repeating: self.repeating }
    }
}

/// `url(…)`, a gradient or `none`.
pub(crate) fn parse_image(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<ImageSpec> {
    if take_ident(input, "none") {
        return Ok(ImageSpec::None);
    }
    if let Ok(url) = input.try_parse(Parser::expect_url) {
        return Ok(ImageSpec::Url(resolve_url(env.base, &url)));
    }
    let name = input.expect_function()?.to_ascii_lowercase();
    let plain = name.strip_prefix("-webkit-");
    let prefixed = plain.is_some();
    let plain = plain.unwrap_or(&name);
    let (plain, repeating) = match plain.strip_prefix("repeating-") {
        Some(plain) => (plain, true),
        None => (plain, false),
    };
    let plain = plain.to_owned();
    input.parse_nested_block(|input| {
        let shape = match plain.as_str() {
            "linear-gradient" => linear(input, prefixed)?,
            "radial-gradient" => radial(input, prefixed)?,
            "conic-gradient" => conic(input)?,
            _ => return bad(),
        };
        let turns = matches!(shape, ShapeSpec::Conic { .. });
        let stops = stops(input, turns)?;
        Ok(ImageSpec::Gradient(Rc::new(GradientSpec { shape, stops, repeating })))
    })
}

fn linear(input: &mut Parser<'_>, prefixed: bool) -> Outcome<ShapeSpec> {
    use std::f32::consts::{FRAC_PI_2, PI};
    let direction = input.try_parse(|input| -> Outcome<ShapeSpec> {
        if let Ok(angle) = input.try_parse(parse_angle) {
            input.expect_comma()?;
            // The prefixed notation counts from the right, against the clock.
            return Ok(ShapeSpec::Linear(if prefixed { FRAC_PI_2 - angle } else { angle }));
        }
        if !prefixed {
            input.expect_ident_matching("to")?;
        }
        let (mut x, mut y) = (0i8, 0i8);
        for _ in 0..2 {
            let Ok(word) = input.try_parse(Parser::expect_ident_cloned) else { break };
            match word.to_ascii_lowercase().as_str() {
                "left" => x = -1,
                "right" => x = 1,
                "top" => y = -1,
                "bottom" => y = 1,
                _ => return bad(),
            }
        }
        input.expect_comma()?;
        // The prefixed notation names where the line begins.
        let sign = if prefixed { -1 } else { 1 };
        Ok(match (x * sign, y * sign) {
            (0, 0) => return bad(),
            (0, -1) => ShapeSpec::Linear(0.0),
            (1, 0) => ShapeSpec::Linear(FRAC_PI_2),
            (0, 1) => ShapeSpec::Linear(PI),
            (-1, 0) => ShapeSpec::Linear(PI + FRAC_PI_2),
            (x, y) => ShapeSpec::ToCorner(x, y),
        })
    });
    Ok(direction.unwrap_or(ShapeSpec::Linear(PI)))
}

fn radial(input: &mut Parser<'_>, prefixed: bool) -> Outcome<ShapeSpec> {
    let center = || (LengthSpec::percent(0.5), LengthSpec::percent(0.5));
    let explicit = input.try_parse(|input| -> Outcome<ShapeSpec> {
        let mut place = None;
        if prefixed {
            // `-webkit-radial-gradient(center, ellipse cover, …)`
            place = input
                .try_parse(|input| {
                    let place = parse_position(input)?;
                    input.expect_comma()?;
                    Outcome::Ok(place)
                })
                .ok();
        }
        let (mut circle, mut extent, mut seen) = (None, None, place.is_some());
        loop {
            if let Ok(length) = input.try_parse(parse_positive) {
                let second = input.try_parse(parse_positive);
                circle = circle.or(Some(second.is_err()));
                extent = Some(ExtentSpec::Radii(length.clone(), second.unwrap_or(length)));
            } else if let Ok(word) = input.try_parse(|input| -> Outcome<String> {
                let word = input.expect_ident()?.to_ascii_lowercase();
                if word == "at" { bad() } else { Ok(word) }
            }) {
                match word.as_str() {
                    "circle" => circle = Some(true),
                    "ellipse" => circle = Some(false),
                    "closest-side" | "contain" => {
                        extent = Some(ExtentSpec::Keyword(RadialExtent::ClosestSide));
                    }
                    "closest-corner" => extent = Some(ExtentSpec::Keyword(RadialExtent::ClosestCorner)),
                    "farthest-side" => extent = Some(ExtentSpec::Keyword(RadialExtent::FarthestSide)),
                    "farthest-corner" | "cover" => {
                        extent = Some(ExtentSpec::Keyword(RadialExtent::FarthestCorner));
                    }
                    _ => return bad(),
                }
            } else {
                break;
            }
            seen = true;
        }
        if take_ident(input, "at") {
            place = Some(parse_position(input)?);
            seen = true;
        }
        if !seen {
            return bad();
        }
        if circle.is_some() || extent.is_some() || !prefixed {
            input.expect_comma()?;
        }
        Ok(ShapeSpec::Radial {
            circle: circle.unwrap_or(false),
            extent: extent.unwrap_or(ExtentSpec::Keyword(RadialExtent::FarthestCorner)),
            center: place.unwrap_or_else(center),
        })
    });
    Ok(explicit.unwrap_or_else(|_| ShapeSpec::Radial {
        circle: false,
        extent: ExtentSpec::Keyword(RadialExtent::FarthestCorner),
        center: center(),
    }))
}

fn conic(input: &mut Parser<'_>) -> Outcome<ShapeSpec> {
    let from = if take_ident(input, "from") { Some(parse_angle(input)?) } else { None };
    let place = if take_ident(input, "at") { Some(parse_position(input)?) } else { None };
    if from.is_some() || place.is_some() {
        input.expect_comma()?;
    }
    Ok(ShapeSpec::Conic {
        from: from.unwrap_or(0.0),
        center: place.unwrap_or((LengthSpec::percent(0.5), LengthSpec::percent(0.5))),
    })
}

fn stops(input: &mut Parser<'_>, turns: bool) -> Outcome<Vec<(ColorSpec, Option<LengthSpec>)>> {
    let place = |input: &mut Parser<'_>| -> Outcome<LengthSpec> {
        if turns {
            if let Ok(angle) = input.try_parse(parse_angle) {
                return Ok(LengthSpec::percent(angle / std::f32::consts::TAU));
            }
        }
        parse_length(input)
    };
    // One item may be a colour with up to two places; a bare place (a hint) is dropped.
    let items = list(input, |input| {
        let before = input.try_parse(place).ok();
        let Ok(color) = input.try_parse(parse_color) else {
            return if before.is_some() { Ok(Vec::new()) } else { bad() };
        };
        let first = before.or_else(|| input.try_parse(place).ok());
        let second = input.try_parse(place).ok();
        let mut stops = vec![(color, first)];
        stops.extend(second.map(|at| (color, Some(at))));
        Ok(stops)
    })?;
    let stops: Vec<_> = items.into_iter().flatten().collect();
    if stops.len() < 2 { bad() } else { Ok(stops) }
}

/// `background-image`
pub(crate) fn images(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Images(list(input, |input| parse_image(input, env))?.into()))
}

/// `border-image-source`
pub(crate) fn image_url(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Value> {
    match parse_image(input, env)? {
        ImageSpec::Url(url) => Ok(Value::Text(url)),
        _ => Ok(Value::Nothing),
    }
}

pub(crate) fn parse_one_size(input: &mut Parser<'_>) -> Outcome<SizeSpec> {
    if take_ident(input, "cover") {
        return Ok(SizeSpec::Cover);
    }
    if take_ident(input, "contain") {
        return Ok(SizeSpec::Contain);
    }
    let one = |input: &mut Parser<'_>| {
        if take_ident(input, "auto") { Ok(LengthSpec::Auto) } else { parse_positive(input) }
    };
    let x = one(input)?;
    let y = input.try_parse(one).unwrap_or(LengthSpec::Auto);
    Ok(SizeSpec::Lengths(x, y))
}

/// `background-size`
pub(crate) fn sizes(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Sizes(list(input, parse_one_size)?.into()))
}

pub(crate) fn parse_one_repeat(input: &mut Parser<'_>) -> Outcome<(u8, u8)> {
    let (yes, no) = (index_of(Repeat::Repeat), index_of(Repeat::NoRepeat));
    if take_ident(input, "repeat-x") {
        return Ok((yes, no));
    }
    if take_ident(input, "repeat-y") {
        return Ok((no, yes));
    }
    let x = parse_keyword::<Repeat>(input)?;
    let y = input.try_parse(parse_keyword::<Repeat>).unwrap_or(x);
    Ok((x, y))
}

/// `background-repeat`
pub(crate) fn repeats(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::KeywordPairs(list(input, parse_one_repeat)?.into()))
}

/// A comma list of keywords.
pub(crate) fn keywords<K: Keyword>(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    Ok(Value::Keywords(list(input, parse_keyword::<K>)?.into()))
}

/// One layer of `background` or `mask`, as found; `None` for what it does not say.
#[derive(Default)]
pub(crate) struct LayerSpec {
    pub color: Option<ColorSpec>,
    pub image: Option<ImageSpec>,
    pub position: Option<(LengthSpec, LengthSpec)>,
    pub size: Option<SizeSpec>,
    pub repeat: Option<(u8, u8)>,
    pub attachment: Option<u8>,
    pub origin: Option<u8>,
    pub clip: Option<u8>,
}

/// One layer in any order of its parts.
pub(crate) fn parse_layer(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<LayerSpec> {
    let mut layer = LayerSpec::default();
    let mut any = false;
    while !input.is_exhausted() {
        let start = input.state();
        if matches!(input.next(), Ok(Token::Comma)) {
            input.reset(&start);
            break;
        }
        input.reset(&start);
        any = true;
        if layer.image.is_none() {
            if let Ok(image) = input.try_parse(|input| parse_image(input, env)) {
                layer.image = Some(image);
                continue;
            }
        }
        if layer.position.is_none() {
            if let Ok(position) = input.try_parse(parse_position) {
                layer.position = Some(position);
                if input.try_parse(|input| input.expect_delim('/')).is_ok() {
                    layer.size = Some(parse_one_size(input)?);
                }
                continue;
            }
        }
        if layer.repeat.is_none() {
            if let Ok(repeat) = input.try_parse(parse_one_repeat) {
                layer.repeat = Some(repeat);
                continue;
            }
        }
        if layer.attachment.is_none() {
            if let Ok(word) = input.try_parse(parse_keyword::<crate::keywords::Attachment>) {
                layer.attachment = Some(word);
                continue;
            }
        }
        if layer.clip.is_none() {
            if let Ok(word) = input.try_parse(parse_keyword::<BackgroundBox>) {
                if layer.origin.is_some() {
                    layer.clip = Some(word);
                } else {
                    layer.origin = Some(word);
                }
                continue;
            }
        }
        if layer.color.is_none() {
            if let Ok(color) = input.try_parse(parse_color) {
                layer.color = Some(color);
                continue;
            }
        }
        return bad();
    }
    if !any {
        return bad();
    }
    // One box stands for both.
    if layer.clip.is_none() {
        layer.clip = layer.origin;
    }
    Ok(layer)
}

/// `background-position` for an element.
pub(crate) fn positions_of(
    bases: &Bases,
    value: &Value,
) -> Option<Vec<(crate::computed::Length, crate::computed::Length)>> {
    match value {
        Value::Lengths(list) => {
            Some(list.iter().map(|(x, y)| (x.compute(bases), y.compute(bases))).collect())
        }
        _ => None,
    }
}
