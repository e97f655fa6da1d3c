//! `@supports`: answered while reading, for what the engine knows never changes.

use crate::declaration::parse_value;
use crate::shorthand::Parsed;
use crate::value::{Outcome, bad};
use cssparser::{Parser, Token};
use std::rc::Rc;

/// Reads a condition to its end; one that cannot be read does not hold.
pub(crate) fn parse(input: &mut Parser<'_>, base: &Rc<str>) -> bool {
    let holds = input.try_parse(|input| condition(input, base)).unwrap_or(false) && input.is_exhausted();
    while input.next().is_ok() {}
    holds
}

fn condition(input: &mut Parser<'_>, base: &Rc<str>) -> Outcome<bool> {
    if take(input, "not") {
        return Ok(!operand(input, base)?);
    }
    let mut holds = operand(input, base)?;
    loop {
        if take(input, "and") {
            holds &= operand(input, base)?;
        } else if take(input, "or") {
            holds |= operand(input, base)?;
        } else {
            return Ok(holds);
        }
    }
}

fn take(input: &mut Parser<'_>, word: &str) -> bool {
    crate::value::take_ident(input, word)
}

/// `(condition)`, `(property: value)` or a function, of which none is known. Nesting is bounded by cssparser.
fn operand(input: &mut Parser<'_>, base: &Rc<str>) -> Outcome<bool> {
    match input.next()?.clone() {
        Token::ParenthesisBlock => input.parse_nested_block(|input| {
            if let Ok(declared) = input.try_parse(|input| declaration(input, base)) {
                return Ok(declared);
            }
            condition(input, base)
        }),
        Token::Function(_) => input.parse_nested_block(|input| {
            while input.next().is_ok() {}
            Ok(false)
        }),
        _ => bad(),
    }
}

fn declaration(input: &mut Parser<'_>, base: &Rc<str>) -> Outcome<bool> {
    let name = input.expect_ident()?.to_ascii_lowercase();
    input.expect_colon()?;
    if name.starts_with("--") {
        while input.next().is_ok() {}
        return Ok(true);
    }
    input.skip_whitespace();
    let start = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(start).trim();
    Ok(matches!(parse_value(&name, text, base), Some(Parsed::Longhands(_) | Parsed::Ignored)))
}
