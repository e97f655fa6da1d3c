//! `@font-face`.

use crate::path::resolve_url;
use crate::value::{Env, Outcome, Value, text};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, UnicodeRange,
};
use std::rc::Rc;

/// A font that a program brings along.
#[derive(Debug, Clone, PartialEq)]
pub struct FontFace {
    /// The name that `font-family` calls it by.
    pub family: Rc<str>,
    /// Where it may be had, best first.
    pub sources: Vec<FontSource>,
    /// Lightest and heaviest weight it is for, 1 to 1000.
    pub weight: (u16, u16),
    /// For slanted text.
    pub italic: bool,
    /// The characters it is for, from first to last each; empty for all.
    pub ranges: Vec<(u32, u32)>,
}

/// One place of a [`FontFace`].
#[derive(Debug, Clone, PartialEq)]
pub enum FontSource {
    /// A file.
    Url {
        /// `/fonts/a.ttf` from the package's root, or a `data:`, `http:` or `https:` URL.
        url: Rc<str>,
        /// `truetype`, `woff2` ..., in lower case; empty if the sheet does not say.
        format: Rc<str>,
    },
    /// A font of the device, by name.
    Local(Rc<str>),
}

/// Reads the inside of the rule; `None` if name or sources are missing.
pub(crate) fn parse(input: &mut Parser<'_>, base: &Rc<str>) -> Option<FontFace> {
    let mut reader = Reader {
        base,
        family: None,
        sources: Vec::new(),
        weight: (400, 400),
        italic: false,
        ranges: Vec::new(),
    };
    for descriptor in RuleBodyParser::new(input, &mut reader) {
        // Unknown descriptors (`font-display`) change nothing here.
        drop(descriptor);
    }
    let Reader { family, sources, weight, italic, ranges, .. } = reader;
    (!sources.is_empty()).then_some(FontFace { family: family?, sources, weight, italic, ranges })
}

struct Reader<'r> {
    base: &'r Rc<str>,
    family: Option<Rc<str>>,
    sources: Vec<FontSource>,
    weight: (u16, u16),
    italic: bool,
    ranges: Vec<(u32, u32)>,
}

impl Reader<'_> {
    fn source(&self, input: &mut Parser<'_>) -> Outcome<FontSource> {
        if let Ok(url) = input.try_parse(Parser::expect_url) {
            let format = input.try_parse(|input| -> Outcome<Rc<str>> {
                input.expect_function_matching("format")?;
                input.parse_nested_block(|input| {
                    Ok(Rc::from(input.expect_ident_or_string()?.to_ascii_lowercase()))
                })
            });
            let url = resolve_url(self.base, &url);
            return Ok(FontSource::Url { url, format: format.unwrap_or_else(|_| "".into()) });
        }
        input.expect_function_matching("local")?;
        input.parse_nested_block(|input| Ok(FontSource::Local(Rc::from(&**input.expect_ident_or_string()?))))
    }

    fn one_weight(&self, input: &mut Parser<'_>) -> Outcome<u16> {
        match text::font_weight(input, &Env { base: self.base })? {
            Value::Integer(weight) => Ok(weight as u16),
            _ => crate::value::bad(),
        }
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        match name.to_ascii_lowercase().as_str() {
            "font-family" => {
                self.family = text::parse_families(input)?.first().map(|name| Rc::from(&**name));
            }
            // A second `src` stands for browsers that cannot read the first: the last one counts.
            "src" => self.sources = input.parse_comma_separated(|input| self.source(input))?,
            "font-weight" => {
                let low = self.one_weight(input)?;
                let high = input.try_parse(|input| self.one_weight(input)).unwrap_or(low);
                self.weight = (low.min(high), low.max(high));
            }
            "font-style" => self.italic = !input.expect_ident()?.eq_ignore_ascii_case("normal"),
            "unicode-range" => {
                self.ranges = input.parse_comma_separated(|input| {
                    let range = UnicodeRange::parse(input)?;
                    Ok((range.start, range.end))
                })?;
            }
            _ => while input.next().is_ok() {},
        }
        Ok(())
    }
}

impl AtRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

impl QualifiedRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();
}

impl RuleBodyItemParser<'_, (), ()> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }
    fn parse_qualified(&self) -> bool {
        false
    }
}
