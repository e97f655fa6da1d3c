//! Fonts, decorations and generated content.

use super::length::{LengthSpec, Unit, parse_positive};
use super::{Env, Outcome, Value, bad, take_ident};
use crate::computed::{Content, ContentItem};
use crate::path::resolve_url;
use cssparser::{Parser, Token};
use std::rc::Rc;
use std::sync::Arc;

/// `font-family`
pub(crate) fn families(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_families(input).map(Value::Families)
}

pub(crate) fn parse_families(input: &mut Parser<'_>) -> Outcome<Arc<[Arc<str>]>> {
    let names = super::list(input, |input| {
        if let Ok(name) = input.try_parse(Parser::expect_string_cloned) {
            return Ok(Arc::from(&*name));
        }
        let mut name = input.expect_ident()?.to_string();
        while let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
            name.push(' ');
            name.push_str(&word);
        }
        Ok(Arc::from(name))
    })?;
    Ok(names.into())
}

/// Absolute sizes by name, in pixels.
const FONT_SIZES: &[(&str, f32)] = &[
    ("xx-small", 9.0),
    ("x-small", 10.0),
    ("small", 13.0),
    ("medium", 16.0),
    ("large", 18.0),
    ("x-large", 24.0),
    ("xx-large", 32.0),
    ("xxx-large", 48.0),
];

/// `font-size`
pub(crate) fn font_size(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        if let Some((_, px)) = FONT_SIZES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word)) {
            return Ok(Value::Length(LengthSpec::px(*px)));
        }
        let factor = match word.to_ascii_lowercase().as_str() {
            "smaller" => 1.0 / 1.2,
            "larger" => 1.2,
            _ => return bad(),
        };
        return Ok(Value::Length(LengthSpec::Value(factor, Unit::Em)));
    }
    parse_positive(input).map(Value::Length)
}

/// `font-weight`; `bolder` and `lighter` are read as 700 and 300.
pub(crate) fn font_weight(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    for (word, weight) in [("normal", 400), ("bold", 700), ("bolder", 700), ("lighter", 300)] {
        if take_ident(input, word) {
            return Ok(Value::Integer(weight));
        }
    }
    let weight = super::parse_number(input)?;
    if (1.0..=1000.0).contains(&weight) { Ok(Value::Integer(weight as i32)) } else { bad() }
}

/// Names of decoration lines and their bits.
const LINES: &[(&str, u8)] = &[("underline", 1), ("overline", 2), ("line-through", 4), ("blink", 0)];

/// `text-decoration-line`
pub(crate) fn decoration_line(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::Lines(0));
    }
    let mut lines = parse_one_line(input)?;
    while let Ok(line) = input.try_parse(parse_one_line) {
        lines |= line;
    }
    Ok(Value::Lines(lines))
}

fn parse_one_line(input: &mut Parser<'_>) -> Outcome<u8> {
    let word = input.expect_ident()?;
    match LINES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        Some((_, line)) => Ok(*line),
        None => bad(),
    }
}

/// `content`; counters and quotes are left out.
pub(crate) fn content(input: &mut Parser<'_>, env: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "normal") {
        return Ok(Value::Content(Content::Normal));
    }
    if take_ident(input, "none") {
        return Ok(Value::Content(Content::None));
    }
    let mut items = Vec::new();
    loop {
        let item = input.try_parse(|input| -> Outcome<Option<ContentItem>> {
            if let Ok(url) = input.try_parse(Parser::expect_url) {
                return Ok(Some(ContentItem::Image(resolve_url(env.base, &url))));
            }
            match input.next()?.clone() {
                Token::QuotedString(text) => Ok(Some(ContentItem::Text(Rc::from(&*text)))),
                Token::Function(name) if name.eq_ignore_ascii_case("attr") => {
                    input.parse_nested_block(|input| {
                        Ok(Some(ContentItem::Attribute(Rc::from(&**input.expect_ident()?))))
                    })
                }
                Token::Function(name)
                    if name.eq_ignore_ascii_case("counter") || name.eq_ignore_ascii_case("counters") =>
                {
                    input.parse_nested_block(|input| {
                        while input.next().is_ok() {}
                        Ok(None)
                    })
                }
                Token::Ident(word) if word.to_ascii_lowercase().ends_with("-quote") => Ok(None),
                _ => bad(),
            }
        });
        match item {
            Ok(item) => items.extend(item),
            Err(_) => break,
        }
        if items.len() > 64 {
            return bad();
        }
    }
    if items.is_empty() { bad() } else { Ok(Value::Content(Content::Items(items.into()))) }
}

/// What is kept as written, such as `clip-path`.
pub(crate) fn raw(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    input.skip_whitespace();
    let start = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(start).trim();
    if text.eq_ignore_ascii_case("none") { Ok(Value::Text("".into())) } else { Ok(Value::Text(text.into())) }
}
