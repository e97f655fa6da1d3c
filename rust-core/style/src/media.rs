//! Media queries.

use crate::stylist::StyleContext;
use crate::value::length::{Bases, parse_length};
use crate::value::{Outcome, bad};
use cssparser::{Parser, Token};
use minihost_ports::{Appearance, Insets};

/// A list of queries: one must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition(Vec<Query>);

#[derive(Debug, Clone, PartialEq)]
struct Query {
    negated: bool,
    /// A medium that is a screen, or none named.
    screen: bool,
    features: Vec<Feature>,
}

#[derive(Debug, Clone, PartialEq)]
enum Feature {
    Width(Bound, f32),
    Height(Bound, f32),
    Ratio(Bound, f32),
    Portrait(bool),
    Dark(bool),
    /// A feature that no phone has, or that nobody knows.
    Known(bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Min,
    Max,
    Exact,
}

impl Bound {
    fn holds(self, have: f32, want: f32) -> bool {
        match self {
            Bound::Min => have >= want,
            Bound::Max => have <= want,
            Bound::Exact => (have - want).abs() < 0.01,
        }
    }
}

impl Condition {
    pub fn holds(&self, context: &StyleContext) -> bool {
        self.0.is_empty() || self.0.iter().any(|query| query.holds(context))
    }
}

impl Query {
    fn holds(&self, context: &StyleContext) -> bool {
        let all = self.screen && self.features.iter().all(|feature| feature.holds(context));
        all != self.negated
    }
}

impl Feature {
    fn holds(&self, context: &StyleContext) -> bool {
        match *self {
            Feature::Width(bound, px) => bound.holds(context.width, px),
            Feature::Height(bound, px) => bound.holds(context.height, px),
            Feature::Ratio(bound, ratio) => bound.holds(context.pixel_ratio, ratio),
            Feature::Portrait(portrait) => (context.height >= context.width) == portrait,
            Feature::Dark(dark) => (context.appearance == Appearance::Dark) == dark,
            Feature::Known(holds) => holds,
        }
    }
}

/// Reads the list to its end; a query that cannot be read never holds.
pub(crate) fn parse_media(input: &mut Parser<'_>) -> Condition {
    if input.is_exhausted() {
        return Condition(Vec::new());
    }
    let queries = input.parse_comma_separated(|input| -> Outcome<Query> {
        let query = input.try_parse(parse_query);
        while input.next().is_ok() {}
        Ok(query.unwrap_or(Query { negated: false, screen: false, features: Vec::new() }))
    });
    Condition(queries.unwrap_or_default())
}

fn parse_query(input: &mut Parser<'_>) -> Outcome<Query> {
    let mut query = Query { negated: false, screen: true, features: Vec::new() };
    while let Ok(token) = input.next().cloned() {
        match token {
            Token::Ident(word) => match word.to_ascii_lowercase().as_str() {
                "not" => query.negated = true,
                "only" | "and" | "all" | "screen" => {}
                _ => query.screen = false,
            },
            Token::ParenthesisBlock => query.features.push(input.parse_nested_block(parse_feature)?),
            _ => return bad(),
        }
    }
    Ok(query)
}

fn parse_feature(input: &mut Parser<'_>) -> Outcome<Feature> {
    let name = input.expect_ident()?.to_ascii_lowercase();
    let name = name.strip_prefix("-webkit-").unwrap_or(&name);
    let (bound, bare) = match (name.strip_prefix("min-"), name.strip_prefix("max-")) {
        (Some(bare), _) => (Bound::Min, bare),
        (_, Some(bare)) => (Bound::Max, bare),
        _ => (Bound::Exact, name),
    };
    if input.is_exhausted() {
        return Ok(Feature::Known(!matches!(bare, "hover" | "monochrome")));
    }
    input.expect_colon()?;
    let feature = match bare {
        "width" | "device-width" => Feature::Width(bound, px(input)?),
        "height" | "device-height" => Feature::Height(bound, px(input)?),
        "device-pixel-ratio" | "resolution" => {
            let ratio = match input.next()? {
                Token::Number { value, .. } => *value,
                Token::Dimension { value, unit, .. } if unit.eq_ignore_ascii_case("dpi") => *value / 96.0,
                Token::Dimension { value, unit, .. }
                    if unit.eq_ignore_ascii_case("dppx") || unit.eq_ignore_ascii_case("x") =>
                {
                    *value
                }
                _ => return bad(),
            };
            Feature::Ratio(bound, ratio)
        }
        "orientation" => Feature::Portrait(input.expect_ident()?.eq_ignore_ascii_case("portrait")),
        "prefers-color-scheme" => Feature::Dark(input.expect_ident()?.eq_ignore_ascii_case("dark")),
        _ => {
            while input.next().is_ok() {}
            Feature::Known(false)
        }
    };
    Ok(feature)
}

/// Lengths in queries are absolute; relative ones are of the initial font.
fn px(input: &mut Parser<'_>) -> Outcome<f32> {
    let bases = Bases { width: 375.0, height: 667.0, font_size: 16.0, safe_area: Insets::default() };
    Ok(parse_length(input)?.compute_px(&bases, 0.0))
}
