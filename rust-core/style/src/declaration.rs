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

/// How many declarations were read, each counted as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Declarations with an effect, custom properties included.
    pub understood: usize,
    /// Declarations that ask for nothing a host draws (`cursor`, `-moz-` names): accepted in silence.
    pub accepted: usize,
    /// Declarations of a name that nobody knows.
    pub unknown: usize,
    /// Declarations of a known name with a value that it does not take.
    pub refused: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.understood += other.understood;
        self.accepted += other.accepted;
        self.unknown += other.unknown;
        self.refused += other.refused;
    }
}

/// What came up while reading declarations.
#[derive(Default)]
pub(crate) struct Report {
    pub findings: Vec<Finding>,
    pub counts: Counts,
}

/// Longest text of one value; beyond it a value is an attack.
const MAX_VALUE: usize = 256 * 1024;

/// Reads the inside of a rule or of a `style` attribute.
pub(crate) fn parse_block(input: &mut Parser<'_>, base: &Rc<str>, report: &mut Report) -> Vec<Declaration> {
    let mut parser = BlockParser { base, found: Vec::new(), counts: Counts::default() };
    let mut bad = Vec::new();
    for item in RuleBodyParser::new(input, &mut parser) {
        if let Err((_, text, place)) = item {
            bad.push((text.trim().to_owned(), place));
        }
    }
    let mut counts = parser.counts;
    for (text, place) in bad {
        let name = text.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
        let shown: String = text.chars().take(80).collect();
        let message = if name.is_empty() || !text.contains(':') {
            counts.refused += 1;
            format!("\"{shown}\" is no declaration; it is ignored")
        } else if shorthand::is_known(&name) {
            counts.refused += 1;
            format!("\"{shown}\" is not a value of {name}; it is ignored")
        } else {
            counts.unknown += 1;
            format!("the property \"{name}\" is not known; it is ignored")
        };
        report.findings.push(Finding { message, line: place.line + 1, column: place.column, key: name });
    }
    report.counts += counts;
    parser.found
}

/// Reads a `style` attribute; and how it went.
pub(crate) fn parse_inline(text: &str) -> (Rc<[Declaration]>, Counts) {
    let mut parser = Parser::new(text);
    let mut report = Report::default();
    let declarations = parse_block(&mut parser, &"".into(), &mut report);
    (declarations.into(), report.counts)
}

struct BlockParser<'b> {
    base: &'b Rc<str>,
    found: Vec<Declaration>,
    counts: Counts,
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
            self.counts.understood += 1;
            return Ok(());
        }
        let name = name.to_ascii_lowercase();
        if has_var {
            if !shorthand::is_known(&name) {
                return Err(ParseError::unexpected_token());
            }
            let what = What::Pending { name: name.into(), text: text.into(), base: Rc::clone(self.base) };
            self.found.push(Declaration { what, important });
            self.counts.understood += 1;
            return Ok(());
        }
        let end = input.state();
        input.reset(&at);
        let parsed = parse_value(&name, text, self.base);
        input.reset(&end);
        match parsed {
            Some(Parsed::Longhands(list)) => {
                self.counts.understood += 1;
                self.found.extend(
                    list.into_iter()
                        .map(|(id, value)| Declaration { what: What::Longhand(id, value), important }),
                );
                Ok(())
            }
            Some(Parsed::Ignored) => {
                self.counts.accepted += 1;
                Ok(())
            }
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
