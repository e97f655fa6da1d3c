//! Declarations: `name: value` as a sheet or an inline style has them.

use crate::property::PropertyId;
use crate::shorthand::{self, Parsed};
use crate::value::{Env, Value};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, Token,
};
use std::rc::Rc;

/// One declaration, shorthands taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Declaration {
    pub what: What,
    pub important: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// A value that is known.
    Longhand(PropertyId, Value),
    /// `--name: text`
    Custom(Rc<str>, Rc<str>),
    /// It holds `var()`: read once the element is known.
    Pending {
        name: Rc<str>,
        text: Rc<str>,
        /// Folder of the sheet, for `url()`.
        base: Rc<str>,
    },
}

/// Something that was left out, with its place.
pub(crate) struct Finding {
    pub message: String,
    pub line: u32,
    pub column: u32,
    /// What is reported once per sheet.
    pub key: String,
}

/// Longest text of one value; beyond it a value is an attack.
const MAX_VALUE: usize = 256 * 1024;

/// Reads the inside of a rule or of a `style` attribute.
pub(crate) fn parse_block(
    input: &mut Parser<'_>,
    base: &Rc<str>,
    findings: &mut Vec<Finding>,
) -> Vec<Declaration> {
    let mut parser = BlockParser { base, found: Vec::new() };
    let mut bad = Vec::new();
    for item in RuleBodyParser::new(input, &mut parser) {
        if let Err((_, text, place)) = item {
            bad.push((text.trim().to_owned(), place));
        }
    }
    for (text, place) in bad {
        let name = text.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
        let shown: String = text.chars().take(80).collect();
        let message = if name.is_empty() || !text.contains(':') {
            format!("\"{shown}\" is no declaration; it is ignored")
        } else if shorthand::is_known(&name) {
            format!("\"{shown}\" is not a value of {name}; it is ignored")
        } else {
            format!("the property \"{name}\" is not known; it is ignored")
        };
        findings.push(Finding { message, line: place.line + 1, column: place.column, key: name });
    }
    parser.found
}

/// Reads a `style` attribute.
pub(crate) fn parse_inline(text: &str) -> Rc<[Declaration]> {
    let mut parser = Parser::new(text);
    parse_block(&mut parser, &"".into(), &mut Vec::new()).into()
}

struct BlockParser<'b> {
    base: &'b Rc<str>,
    found: Vec<Declaration>,
}

impl<'i> DeclarationParser<'i> for BlockParser<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        input.skip_whitespace();
        let start = input.position();
        let at = input.state();
        let mut has_var = false;
        scan(input, &mut has_var, 0)?;
        let text = input.slice_from(start).trim();
        if text.len() > MAX_VALUE {
            return Err(ParseError::unexpected_token());
        }
        let (text, important) = strip_important(text);
        if name.starts_with("--") {
            let what = What::Custom(Rc::from(&*name), text.into());
            self.found.push(Declaration { what, important });
            return Ok(());
        }
        let name = name.to_ascii_lowercase();
        if has_var {
            if !shorthand::is_known(&name) {
                return Err(ParseError::unexpected_token());
            }
            let what = What::Pending { name: name.into(), text: text.into(), base: Rc::clone(self.base) };
            self.found.push(Declaration { what, important });
            return Ok(());
        }
        let end = input.state();
        input.reset(&at);
        let parsed = parse_value(&name, text, self.base);
        input.reset(&end);
        match parsed {
            Some(Parsed::Longhands(list)) => {
                self.found.extend(
                    list.into_iter()
                        .map(|(id, value)| Declaration { what: What::Longhand(id, value), important }),
                );
                Ok(())
            }
            Some(Parsed::Ignored) => Ok(()),
            Some(Parsed::Unknown) | None => Err(ParseError::unexpected_token()),
        }
    }
}

/// Walks over a value to its end and sees whether `var()` stands in it.
fn scan(input: &mut Parser<'_>, has_var: &mut bool, depth: usize) -> Result<(), ParseError<()>> {
    if depth > 32 {
        return Err(ParseError::unexpected_token());
    }
    while let Ok(token) = input.next().cloned() {
        match token {
            Token::Function(name) => {
                *has_var |= name.eq_ignore_ascii_case("var");
                input.parse_nested_block(|input| scan(input, has_var, depth + 1))?;
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                input.parse_nested_block(|input| scan(input, has_var, depth + 1))?;
            }
            Token::BadString(_) | Token::BadUrl(_) => return Err(ParseError::unexpected_token()),
            _ => {}
        }
    }
    Ok(())
}

fn strip_important(text: &str) -> (&str, bool) {
    if let Some(at) = text.rfind('!')
        && text[at + 1..].trim().eq_ignore_ascii_case("important")
    {
        return (text[..at].trim_end(), true);
    }
    (text, false)
}

/// Reads a value on its own.
pub(crate) fn parse_value(name: &str, text: &str, base: &Rc<str>) -> Option<Parsed> {
    let mut parser = Parser::new(text);
    shorthand::parse(name, &mut parser, &Env { base }).ok()
}

impl AtRuleParser<'_> for BlockParser<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

impl QualifiedRuleParser<'_> for BlockParser<'_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();
}

impl RuleBodyItemParser<'_, (), ()> for BlockParser<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }
    fn parse_qualified(&self) -> bool {
        false
    }
}
