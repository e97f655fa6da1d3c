//! Shorthands: one table of names and what each becomes.

use crate::computed::GridLine;
use crate::keywords::*;
use crate::property::{Known, PropertyId, TABLE, bare_name, id, lookup};
use crate::value::background::{ImageSpec, SizeSpec, parse_layer};
use crate::value::color::ColorSpec;
use crate::value::length::{LengthSpec, Unit, parse_positive};
use crate::value::{Env, Outcome, Value, Wide, bad, index_of, list, motion, parse_keyword, take_ident};
use cssparser::Parser;
use std::rc::Rc;

/// What a shorthand becomes.
pub(crate) type Longhands = Vec<(PropertyId, Value)>;
type Expand = fn(&mut Parser<'_>, &Env<'_>, &mut Longhands) -> Outcome<()>;

struct Shorthand {
    name: &'static str,
    /// What the keywords that every property takes are given to.
    longhands: &'static [&'static str],
    expand: Expand,
}

const MARGIN: &[&str] = &["margin-top", "margin-right", "margin-bottom", "margin-left"];
const PADDING: &[&str] = &["padding-top", "padding-right", "padding-bottom", "padding-left"];
const INSET: &[&str] = &["top", "right", "bottom", "left"];
const MARGIN_INLINE: &[&str] = &["margin-left", "margin-right"];
const MARGIN_BLOCK: &[&str] = &["margin-top", "margin-bottom"];
const PADDING_INLINE: &[&str] = &["padding-left", "padding-right"];
const PADDING_BLOCK: &[&str] = &["padding-top", "padding-bottom"];
const INSET_INLINE: &[&str] = &["left", "right"];
const INSET_BLOCK: &[&str] = &["top", "bottom"];
const WIDTHS: &[&str] =
    &["border-top-width", "border-right-width", "border-bottom-width", "border-left-width"];
const STYLES: &[&str] =
    &["border-top-style", "border-right-style", "border-bottom-style", "border-left-style"];
const COLORS: &[&str] =
    &["border-top-color", "border-right-color", "border-bottom-color", "border-left-color"];
const TOP: &[&str] = &["border-top-width", "border-top-style", "border-top-color"];
const RIGHT: &[&str] = &["border-right-width", "border-right-style", "border-right-color"];
const BOTTOM: &[&str] = &["border-bottom-width", "border-bottom-style", "border-bottom-color"];
const LEFT: &[&str] = &["border-left-width", "border-left-style", "border-left-color"];
const ALL_BORDERS: &[&str] = &[
    "border-top-width",
    "border-top-style",
    "border-top-color",
    "border-right-width",
    "border-right-style",
    "border-right-color",
    "border-bottom-width",
    "border-bottom-style",
    "border-bottom-color",
    "border-left-width",
    "border-left-style",
    "border-left-color",
];
const RADII: &[&str] = &[
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-right-radius",
    "border-bottom-left-radius",
];
const FLEX: &[&str] = &["flex-grow", "flex-shrink", "flex-basis"];
const FLOW: &[&str] = &["flex-direction", "flex-wrap"];
const GAP: &[&str] = &["row-gap", "column-gap"];
const OVERFLOW: &[&str] = &["overflow-x", "overflow-y"];
const BACKGROUND: &[&str] = &[
    "background-color",
    "background-image",
    "background-position",
    "background-size",
    "background-repeat",
    "background-origin",
    "background-clip",
    "background-attachment",
];
const MASK: &[&str] =
    &["mask-image", "mask-position", "mask-size", "mask-repeat", "mask-origin", "mask-clip"];
const FONT: &[&str] = &["font-style", "font-weight", "font-size", "line-height", "font-family"];
const DECORATION: &[&str] = &["text-decoration-line", "text-decoration-style", "text-decoration-color"];
const TRANSITION: &[&str] =
    &["transition-property", "transition-duration", "transition-delay", "transition-timing-function"];
const ANIMATION: &[&str] = &[
    "animation-name",
    "animation-duration",
    "animation-delay",
    "animation-timing-function",
    "animation-iteration-count",
    "animation-direction",
    "animation-fill-mode",
    "animation-play-state",
];
const ROW: &[&str] = &["grid-row-start", "grid-row-end"];
const AREA: &[&str] = &["grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"];
const COLUMN: &[&str] = &["grid-column-start", "grid-column-end"];
const PLACE_ITEMS: &[&str] = &["align-items", "justify-items"];
const PLACE_CONTENT: &[&str] = &["align-content", "justify-content"];
const PLACE_SELF: &[&str] = &["align-self", "justify-self"];

const SHORTHANDS: &[Shorthand] = &[
    Shorthand { name: "margin", longhands: MARGIN, expand: |i, e, o| four(MARGIN, i, e, o) },
    Shorthand { name: "padding", longhands: PADDING, expand: |i, e, o| four(PADDING, i, e, o) },
    Shorthand { name: "inset", longhands: INSET, expand: |i, e, o| four(INSET, i, e, o) },
    Shorthand {
        name: "margin-inline",
        longhands: MARGIN_INLINE,
        expand: |i, e, o| two(MARGIN_INLINE, i, e, o),
    },
    Shorthand { name: "margin-block", longhands: MARGIN_BLOCK, expand: |i, e, o| two(MARGIN_BLOCK, i, e, o) },
    Shorthand {
        name: "padding-inline",
        longhands: PADDING_INLINE,
        expand: |i, e, o| two(PADDING_INLINE, i, e, o),
    },
    Shorthand {
        name: "padding-block",
        longhands: PADDING_BLOCK,
        expand: |i, e, o| two(PADDING_BLOCK, i, e, o),
    },
    Shorthand { name: "inset-inline", longhands: INSET_INLINE, expand: |i, e, o| two(INSET_INLINE, i, e, o) },
    Shorthand { name: "inset-block", longhands: INSET_BLOCK, expand: |i, e, o| two(INSET_BLOCK, i, e, o) },
    Shorthand { name: "border-width", longhands: WIDTHS, expand: |i, e, o| four(WIDTHS, i, e, o) },
    Shorthand { name: "border-style", longhands: STYLES, expand: |i, e, o| four(STYLES, i, e, o) },
    Shorthand { name: "border-color", longhands: COLORS, expand: |i, e, o| four(COLORS, i, e, o) },
    Shorthand { name: "border-top", longhands: TOP, expand: |i, e, o| line(&[TOP], i, e, o) },
    Shorthand { name: "border-right", longhands: RIGHT, expand: |i, e, o| line(&[RIGHT], i, e, o) },
    Shorthand { name: "border-bottom", longhands: BOTTOM, expand: |i, e, o| line(&[BOTTOM], i, e, o) },
    Shorthand { name: "border-left", longhands: LEFT, expand: |i, e, o| line(&[LEFT], i, e, o) },
    Shorthand {
        name: "border",
        longhands: ALL_BORDERS,
        expand: |i, e, o| line(&[TOP, RIGHT, BOTTOM, LEFT], i, e, o),
    },
    Shorthand { name: "border-radius", longhands: RADII, expand: radii },
    Shorthand { name: "flex", longhands: FLEX, expand: flex },
    Shorthand { name: "flex-flow", longhands: FLOW, expand: |i, e, o| any_order(FLOW, i, e, o) },
    Shorthand { name: "gap", longhands: GAP, expand: |i, e, o| two(GAP, i, e, o) },
    Shorthand { name: "grid-gap", longhands: GAP, expand: |i, e, o| two(GAP, i, e, o) },
    Shorthand { name: "overflow", longhands: OVERFLOW, expand: |i, e, o| two(OVERFLOW, i, e, o) },
    Shorthand { name: "background", longhands: BACKGROUND, expand: background },
    Shorthand { name: "mask", longhands: MASK, expand: mask },
    Shorthand { name: "font", longhands: FONT, expand: font },
    Shorthand {
        name: "text-decoration",
        longhands: DECORATION,
        expand: |i, e, o| any_order(DECORATION, i, e, o),
    },
    Shorthand { name: "transition", longhands: TRANSITION, expand: transition },
    Shorthand { name: "animation", longhands: ANIMATION, expand: animation },
    Shorthand { name: "grid-row", longhands: ROW, expand: |i, e, o| slashed(ROW, i, e, o) },
    Shorthand { name: "grid-area", longhands: AREA, expand: area },
    Shorthand { name: "grid-column", longhands: COLUMN, expand: |i, e, o| slashed(COLUMN, i, e, o) },
    Shorthand { name: "place-items", longhands: PLACE_ITEMS, expand: |i, e, o| two(PLACE_ITEMS, i, e, o) },
    Shorthand {
        name: "place-content",
        longhands: PLACE_CONTENT,
        expand: |i, e, o| two(PLACE_CONTENT, i, e, o),
    },
    Shorthand { name: "place-self", longhands: PLACE_SELF, expand: |i, e, o| two(PLACE_SELF, i, e, o) },
];

fn find(name: &str) -> Option<&'static Shorthand> {
    let by_name = |name: &str| SHORTHANDS.iter().find(|shorthand| shorthand.name == name);
    by_name(name).or_else(|| by_name(bare_name(name)))
}

/// What became of a declaration's value.
pub(crate) enum Parsed {
    /// These.
    Longhands(Longhands),
    /// Known and without effect here.
    Ignored,
    /// Nobody knows the name.
    Unknown,
}

/// Whether a name is a property or shorthand, known or ignored.
pub(crate) fn is_known(name: &str) -> bool {
    find(name).is_some() || !matches!(lookup(name), Known::Unknown)
}

/// The rows that a name stands for; none if nobody knows it.
pub(crate) fn longhands_of(name: &str) -> Vec<PropertyId> {
    if let Some(shorthand) = find(name) {
        return shorthand.longhands.iter().map(|name| id(name)).collect();
    }
    match lookup(name) {
        Known::Longhand(id) => vec![id],
        _ => Vec::new(),
    }
}

/// Reads a value of any property; the input must end with it.
pub(crate) fn parse(name: &str, input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Parsed> {
    let mut out = Longhands::new();
    if let Some(shorthand) = find(name) {
        if let Some(wide) = wide(input) {
            out.extend(shorthand.longhands.iter().map(|name| (id(name), Value::Wide(wide))));
        } else {
            (shorthand.expand)(input, env, &mut out)?;
        }
        input.expect_exhausted()?;
        return Ok(Parsed::Longhands(out));
    }
    match lookup(name) {
        Known::Longhand(id) => {
            let value = match wide(input) {
                Some(wide) => Value::Wide(wide),
                None => (TABLE[usize::from(id)].parse)(input, env)?,
            };
            input.expect_exhausted()?;
            out.push((id, value));
            Ok(Parsed::Longhands(out))
        }
        Known::Ignored => Ok(Parsed::Ignored),
        Known::Unknown => Ok(Parsed::Unknown),
    }
}

fn wide(input: &mut Parser<'_>) -> Option<Wide> {
    input
        .try_parse(|input| -> Outcome<Wide> {
            let word = input.expect_ident_cloned()?;
            input.expect_exhausted()?;
            Wide::from_css(&word).map_or_else(bad, Ok)
        })
        .ok()
}

fn one(name: &str, input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Value> {
    (TABLE[usize::from(id(name))].parse)(input, env)
}

/// One to four values around a box.
fn four(names: &[&str], input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let mut values = vec![one(names[0], input, env)?];
    while values.len() < 4 {
        match input.try_parse(|input| one(names[0], input, env)) {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    let pick = |side: usize| match (side, values.len()) {
        (0, _) | (_, 1) => 0,
        (1, _) => 1,
        (2, 2) => 0,
        (2, _) => 2,
        (_, 4) => 3,
        _ => 1,
    };
    out.extend((0..4).map(|side| (id(names[side]), values[pick(side)].clone())));
    Ok(())
}

fn two(names: &[&str], input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let first = one(names[0], input, env)?;
    let second = input.try_parse(|input| one(names[1], input, env)).unwrap_or_else(|_| first.clone());
    out.push((id(names[0]), first));
    out.push((id(names[1]), second));
    Ok(())
}

fn slashed(names: &[&str], input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let first = one(names[0], input, env)?;
    let second = if input.try_parse(|input| input.expect_delim('/')).is_ok() {
        one(names[1], input, env)?
    } else {
        other_edge(&first)
    };
    out.push((id(names[0]), first));
    out.push((id(names[1]), second));
    Ok(())
}

/// The line of the other edge when only one is named: that of the same area.
fn other_edge(line: &Value) -> Value {
    match line {
        Value::GridLine(GridLine::Area(_)) => line.clone(),
        _ => Value::GridLine(GridLine::Auto),
    }
}

/// `grid-area`: where it begins, row and column, then where it ends.
fn area(input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let mut lines = vec![one(AREA[0], input, env)?];
    while lines.len() < AREA.len() && input.try_parse(|input| input.expect_delim('/')).is_ok() {
        lines.push(one(AREA[lines.len()], input, env)?);
    }
    for at in lines.len()..AREA.len() {
        // The end of an axis follows its beginning; what begins across follows what begins down.
        lines.push(other_edge(&lines[if at == 1 { 0 } else { at - 2 }]));
    }
    out.extend(AREA.iter().map(|name| id(name)).zip(lines));
    Ok(())
}

/// Each at most once, in any order; what is missing is initial.
fn any_order(names: &[&str], input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let mut values: Vec<Option<Value>> = vec![None; names.len()];
    while !input.is_exhausted() {
        let found = (0..names.len()).find_map(|n| {
            if values[n].is_some() {
                return None;
            }
            input.try_parse(|input| one(names[n], input, env)).ok().map(|value| (n, value))
        });
        match found {
            Some((n, value)) => values[n] = Some(value),
            None => return bad(),
        }
    }
    if values.iter().all(Option::is_none) {
        return bad();
    }
    out.extend(
        names.iter().zip(values).map(|(name, value)| (id(name), value.unwrap_or(Value::Wide(Wide::Initial)))),
    );
    Ok(())
}

/// Width, style and colour of one or more sides.
fn line(sides: &[&[&str]], input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    // `none` and `0` alone are common: both leave no line.
    let mut first = Longhands::new();
    any_order(sides[0], input, env, &mut first)?;
    for side in sides {
        for (n, (_, value)) in first.iter().enumerate() {
            let missing_color = n == 2 && matches!(value, Value::Wide(_));
            let value = if missing_color { Value::Color(ColorSpec::Current) } else { value.clone() };
            out.push((id(side[n]), value));
        }
    }
    Ok(())
}

fn radii(input: &mut Parser<'_>, _: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    fn corners(input: &mut Parser<'_>) -> Outcome<[LengthSpec; 4]> {
        let mut given = vec![parse_positive(input)?];
        while given.len() < 4 {
            match input.try_parse(parse_positive) {
                Ok(length) => given.push(length),
                Err(_) => break,
            }
        }
        let at = |n: usize| given[n.min(given.len() - 1)].clone();
        Ok(match given.len() {
            1 => [at(0), at(0), at(0), at(0)],
            2 => [at(0), at(1), at(0), at(1)],
            3 => [at(0), at(1), at(2), at(1)],
            _ => [at(0), at(1), at(2), at(3)],
        })
    }
    let x = corners(input)?;
    let y =
        if input.try_parse(|input| input.expect_delim('/')).is_ok() { corners(input)? } else { x.clone() };
    for (n, (x, y)) in x.into_iter().zip(y).enumerate() {
        out.push((id(RADII[n]), Value::LengthPair(Box::new((x, y)))));
    }
    Ok(())
}

fn flex(input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let mut push = |grow: f32, shrink: f32, basis: LengthSpec| {
        out.push((id("flex-grow"), Value::Number(grow)));
        out.push((id("flex-shrink"), Value::Number(shrink)));
        out.push((id("flex-basis"), Value::Length(basis)));
    };
    if take_ident(input, "none") {
        push(0.0, 0.0, LengthSpec::Auto);
        return Ok(());
    }
    let (mut grow, mut shrink, mut basis) = (None, None, None);
    while !input.is_exhausted() {
        if grow.is_none()
            && let Ok(number) = input.try_parse(crate::value::parse_number)
        {
            grow = Some(number);
            shrink = input.try_parse(crate::value::parse_number).ok();
            continue;
        }
        match (&basis, input.try_parse(|input| one("flex-basis", input, env))) {
            (None, Ok(Value::Length(length))) => basis = Some(length),
            _ => return bad(),
        }
    }
    match (grow, basis) {
        (None, None) => bad(),
        (Some(grow), None) if grow >= 0.0 => {
            push(grow, shrink.unwrap_or(1.0), LengthSpec::Value(0.0, Unit::Percent));
            Ok(())
        }
        (grow, Some(basis)) => {
            push(grow.unwrap_or(1.0).max(0.0), shrink.unwrap_or(1.0).max(0.0), basis);
            Ok(())
        }
        _ => bad(),
    }
}

fn background(input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let layers = list(input, |input| parse_layer(input, env))?;
    let color = layers.last().and_then(|layer| layer.color);
    if layers.iter().rev().skip(1).any(|layer| layer.color.is_some()) {
        return bad();
    }
    let transparent = ColorSpec::Known(crate::paint_values::Color::TRANSPARENT);
    out.push((id("background-color"), Value::Color(color.unwrap_or(transparent))));
    push_layers(BACKGROUND, &layers, index_of(BackgroundBox::PaddingBox), out);
    out.push((
        id("background-attachment"),
        Value::Keywords(layers.iter().map(|layer| layer.attachment.unwrap_or(0)).collect()),
    ));
    Ok(())
}

fn mask(input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let layers = list(input, |input| parse_layer(input, env))?;
    let mut names = vec![""];
    names.extend_from_slice(MASK);
    push_layers(&names, &layers, index_of(BackgroundBox::BorderBox), out);
    Ok(())
}

/// `names`: colour (unused), image, position, size, repeat, origin, clip.
fn push_layers(
    names: &[&str],
    layers: &[crate::value::background::LayerSpec],
    origin: u8,
    out: &mut Longhands,
) {
    let free = (LengthSpec::percent(0.0), LengthSpec::percent(0.0));
    let natural = SizeSpec::Lengths(LengthSpec::Auto, LengthSpec::Auto);
    let repeat = index_of(Repeat::Repeat);
    let border_box = index_of(BackgroundBox::BorderBox);
    let images: Rc<[ImageSpec]> =
        layers.iter().map(|layer| layer.image.clone().unwrap_or(ImageSpec::None)).collect();
    out.push((id(names[1]), Value::Images(images)));
    out.push((
        id(names[2]),
        Value::Lengths(layers.iter().map(|l| l.position.clone().unwrap_or(free.clone())).collect()),
    ));
    out.push((
        id(names[3]),
        Value::Sizes(layers.iter().map(|l| l.size.clone().unwrap_or(natural.clone())).collect()),
    ));
    out.push((
        id(names[4]),
        Value::KeywordPairs(layers.iter().map(|l| l.repeat.unwrap_or((repeat, repeat))).collect()),
    ));
    out.push((id(names[5]), Value::Keywords(layers.iter().map(|l| l.origin.unwrap_or(origin)).collect())));
    out.push((id(names[6]), Value::Keywords(layers.iter().map(|l| l.clip.unwrap_or(border_box)).collect())));
}

fn font(input: &mut Parser<'_>, env: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let (mut style, mut weight) = (None, None);
    for _ in 0..4 {
        if take_ident(input, "normal") {
            continue;
        }
        if style.is_none()
            && let Ok(word) = input.try_parse(parse_keyword::<FontStyle>)
        {
            style = Some(Value::Keyword(word));
            continue;
        }
        if weight.is_none()
            && let Ok(value) = input.try_parse(|input| one("font-weight", input, env))
        {
            weight = Some(value);
        }
    }
    let size = one("font-size", input, env)?;
    let height = if input.try_parse(|input| input.expect_delim('/')).is_ok() {
        one("line-height", input, env)?
    } else {
        Value::Nothing
    };
    let families = one("font-family", input, env)?;
    out.push((id("font-style"), style.unwrap_or(Value::Keyword(0))));
    out.push((id("font-weight"), weight.unwrap_or(Value::Integer(400))));
    out.push((id("font-size"), size));
    out.push((id("line-height"), height));
    out.push((id("font-family"), families));
    Ok(())
}

fn transition(input: &mut Parser<'_>, _: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    let specs = list(input, motion::parse_transition)?;
    let none = specs.len() == 1 && &*specs[0].property == "none";
    let names: Rc<[Rc<str>]> =
        if none { Rc::from([]) } else { specs.iter().map(|spec| Rc::clone(&spec.property)).collect() };
    out.push((id("transition-property"), Value::Texts(names)));
    out.push((id("transition-duration"), Value::Numbers(specs.iter().map(|spec| spec.duration).collect())));
    out.push((id("transition-delay"), Value::Numbers(specs.iter().map(|spec| spec.delay).collect())));
    out.push((
        id("transition-timing-function"),
        Value::Timings(specs.iter().map(|spec| spec.timing).collect()),
    ));
    Ok(())
}

fn animation(input: &mut Parser<'_>, _: &Env<'_>, out: &mut Longhands) -> Outcome<()> {
    use crate::computed::Timing;
    let specs = list(input, motion::parse_animation)?;
    let names: Rc<[Rc<str>]> =
        specs.iter().filter_map(|spec| spec.name.clone()).filter(|name| &**name != "none").collect();
    out.push((id("animation-name"), Value::Texts(names)));
    out.push((
        id("animation-duration"),
        Value::Numbers(specs.iter().map(|s| s.duration.unwrap_or(0.0)).collect()),
    ));
    out.push((id("animation-delay"), Value::Numbers(specs.iter().map(|s| s.delay.unwrap_or(0.0)).collect())));
    out.push((
        id("animation-timing-function"),
        Value::Timings(specs.iter().map(|s| s.timing.unwrap_or(Timing::EASE)).collect()),
    ));
    out.push((
        id("animation-iteration-count"),
        Value::Numbers(specs.iter().map(|s| s.iterations.unwrap_or(1.0)).collect()),
    ));
    out.push((
        id("animation-direction"),
        Value::Keywords(specs.iter().map(|s| s.direction.unwrap_or(0)).collect()),
    ));
    out.push((
        id("animation-fill-mode"),
        Value::Keywords(specs.iter().map(|s| s.fill.unwrap_or(0)).collect()),
    ));
    out.push((
        id("animation-play-state"),
        Value::Keywords(specs.iter().map(|s| s.play.unwrap_or(0)).collect()),
    ));
    Ok(())
}
