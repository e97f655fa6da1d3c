//! A parsed style sheet.

use crate::declaration::{Declaration, Finding, parse_block};
use crate::media::{Condition, parse_media};
use crate::path::{folder, join};
use crate::selector::{self, List};
use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser, Token,
};
use minihost_ports::{Dialect, Problem, ProblemKind};
use std::collections::HashSet;
use std::rc::Rc;

/// A parsed style sheet, its imports included.
#[derive(Debug, Default)]
pub struct StyleSheet {
    pub(crate) rules: Vec<Rule>,
    keyframes: Vec<Rc<str>>,
    font_faces: usize,
}

/// Selectors and what they declare.
#[derive(Debug)]
pub(crate) struct Rule {
    pub selectors: List,
    pub declarations: Rc<[Declaration]>,
    /// All must hold.
    pub conditions: Vec<Rc<Condition>>,
}

/// Sheets that import each other are read to this depth.
const MAX_IMPORTS: usize = 16;

/// Rules of one sheet; more are an attack.
const MAX_RULES: usize = 100_000;

impl StyleSheet {
    /// Reads a sheet. Never fails: what cannot be read is left out and reported, each property once.
    ///
    /// `path` is the sheet's place in the package; `imports` gives the text of a file named by `@import`, by its path from the package's
    /// root without a leading slash.
    pub fn parse(
        source: &str,
        path: &str,
        imports: &dyn Fn(&str) -> Option<String>,
    ) -> (StyleSheet, Vec<Problem>) {
        let mut sheet = StyleSheet::default();
        let mut problems = Vec::new();
        let mut open = vec![path.trim_start_matches('/').to_owned()];
        read(source, &mut open, imports, &mut sheet, &mut problems);
        (sheet, problems)
    }

    /// How many rules there are.
    pub fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// Names of its `@keyframes`.
    pub fn keyframe_names(&self) -> &[Rc<str>] {
        &self.keyframes
    }

    /// How many `@font-face` rules it has; their fonts are not loaded yet.
    pub fn font_face_count(&self) -> usize {
        self.font_faces
    }
}

fn read(
    source: &str,
    open: &mut Vec<String>,
    imports: &dyn Fn(&str) -> Option<String>,
    sheet: &mut StyleSheet,
    problems: &mut Vec<Problem>,
) {
    let path = open.last().cloned().unwrap_or_default();
    let mut parser = Parser::new(source);
    let mut reader = Reader {
        base: folder(&path),
        path: path.clone(),
        open,
        imports,
        sheet,
        problems,
        conditions: Vec::new(),
        findings: Vec::new(),
        depth: 0,
    };
    let mut bad = Vec::new();
    for rule in StyleSheetParser::new(&mut parser, &mut reader) {
        if let Err((_, text, place)) = rule {
            bad.push((text.chars().take(60).collect::<String>(), place.line + 1, place.column));
        }
    }
    let findings = std::mem::take(&mut reader.findings);
    for (text, line, column) in bad {
        let text = text.split('{').next().unwrap_or_default().trim().to_owned();
        let message = format!("the rule \"{text}\" cannot be read; it is ignored");
        problems.push(Problem::new(ProblemKind::Style, message).warning().at(path.clone(), line, column));
    }
    let mut told = HashSet::new();
    for Finding { message, line, column, key } in findings {
        if told.insert(key) {
            problems.push(Problem::new(ProblemKind::Style, message).hint().at(path.clone(), line, column));
        }
    }
}

struct Reader<'r> {
    base: Rc<str>,
    path: String,
    open: &'r mut Vec<String>,
    imports: &'r dyn Fn(&str) -> Option<String>,
    sheet: &'r mut StyleSheet,
    problems: &'r mut Vec<Problem>,
    conditions: Vec<Rc<Condition>>,
    findings: Vec<Finding>,
    depth: usize,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = List;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<List, ParseError<()>> {
        selector::parse(input).map_err(|_| ParseError::unexpected_token())
    }

    fn parse_block(
        &mut self,
        selectors: List,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let declarations = parse_block(input, &self.base, &mut self.findings);
        if !declarations.is_empty() && self.sheet.rules.len() < MAX_RULES {
            self.sheet.rules.push(Rule {
                selectors,
                declarations: declarations.into(),
                conditions: self.conditions.clone(),
            });
        }
        Ok(())
    }
}

/// What stands before an at-rule's block.
enum Prelude {
    Import(String, Option<Condition>),
    Media(Condition),
    Supports(bool),
    Keyframes(Rc<str>),
    FontFace,
    Skip,
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = Prelude;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<Prelude, ParseError<()>> {
        match name.to_ascii_lowercase().as_str() {
            "import" => {
                let url = input.expect_url_or_string()?.to_string();
                let condition = if input.is_exhausted() { None } else { Some(parse_media(input)) };
                Ok(Prelude::Import(url, condition))
            }
            "media" => Ok(Prelude::Media(parse_media(input))),
            "supports" => {
                let holds = supports(input);
                Ok(Prelude::Supports(holds))
            }
            "keyframes" | "-webkit-keyframes" | "-moz-keyframes" | "-o-keyframes" => {
                let name = Rc::from(&**input.expect_ident_or_string()?);
                Ok(Prelude::Keyframes(name))
            }
            "font-face" => Ok(Prelude::FontFace),
            "charset" | "namespace" | "page" | "layer" | "-ms-viewport" | "viewport" | "counter-style" => {
                while input.next().is_ok() {}
                Ok(Prelude::Skip)
            }
            _ => Err(ParseError::unexpected_token()),
        }
    }

    fn rule_without_block(&mut self, prelude: Prelude, start: &ParserState) -> Result<(), ()> {
        let Prelude::Import(url, condition) = prelude else { return Ok(()) };
        let target = join(&self.base, &url);
        if self.open.contains(&target) || self.open.len() >= MAX_IMPORTS {
            return Ok(());
        }
        let Some(text) = (self.imports)(&target) else {
            let place = start.source_location();
            let message = format!("@import \"{url}\": there is no file {target}");
            self.problems.push(Problem::new(ProblemKind::MissingFile, message).warning().at(
                self.path.clone(),
                place.line + 1,
                place.column,
            ));
            return Ok(());
        };
        let first = self.sheet.rules.len();
        self.open.push(target);
        read(&text, self.open, self.imports, self.sheet, self.problems);
        self.open.pop();
        if let Some(condition) = condition.map(Rc::new) {
            for rule in &mut self.sheet.rules[first..] {
                rule.conditions.push(Rc::clone(&condition));
            }
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        match prelude {
            Prelude::Media(condition) => self.nested(Some(condition), input),
            Prelude::Supports(true) => self.nested(None, input),
            Prelude::Keyframes(name) => {
                self.sheet.keyframes.push(name);
                while input.next().is_ok() {}
            }
            Prelude::FontFace => {
                self.sheet.font_faces += 1;
                while input.next().is_ok() {}
            }
            Prelude::Supports(false) | Prelude::Skip | Prelude::Import(..) => while input.next().is_ok() {},
        }
        Ok(())
    }
}

impl Reader<'_> {
    fn nested(&mut self, condition: Option<Condition>, input: &mut Parser<'_>) {
        if self.depth >= 8 {
            while input.next().is_ok() {}
            return;
        }
        self.depth += 1;
        let count = self.conditions.len();
        self.conditions.extend(condition.map(Rc::new));
        for rule in StyleSheetParser::new(input, self) {
            // A rule that cannot be read inside a block is left out like one outside.
            drop(rule);
        }
        self.conditions.truncate(count);
        self.depth -= 1;
    }
}

/// `@supports`: true if each property that is named is known. `not` turns it around; `or` is read as `and`.
fn supports(input: &mut Parser<'_>) -> bool {
    let mut holds = true;
    let mut negated = false;
    while let Ok(token) = input.next().cloned() {
        match token {
            Token::Ident(word) if word.eq_ignore_ascii_case("not") => negated = true,
            Token::ParenthesisBlock => {
                let known = input
                    .parse_nested_block(|input| -> Result<bool, ParseError<()>> {
                        let name = input.expect_ident()?.to_ascii_lowercase();
                        while input.next().is_ok() {}
                        Ok(crate::shorthand::is_known(&name))
                    })
                    .unwrap_or(false);
                holds &= known != negated;
                negated = false;
            }
            Token::Function(_) => {
                let _ = input.parse_nested_block(|input| -> Result<(), ParseError<()>> {
                    while input.next().is_ok() {}
                    Ok(())
                });
                holds = false;
            }
            _ => {}
        }
    }
    holds
}

/// The looks of a dialect's built-in components.
pub fn ua_sheet(dialect: Dialect) -> Rc<StyleSheet> {
    let extra = match dialect {
        Dialect::ByteDance => include_str!("../ua/bytedance.css"),
        // Later dialects begin with WeChat's looks and add a sheet of their own.
        Dialect::WeChat | Dialect::Alipay | Dialect::Baidu => include_str!("../ua/wechat.css"),
    };
    let text = format!("{}\n{extra}", include_str!("../ua/common.css"));
    let (sheet, problems) = StyleSheet::parse(&text, "ua.css", &|_| None);
    debug_assert!(problems.is_empty(), "the built-in sheet has problems: {problems:?}");
    Rc::new(sheet)
}
