//! A parsed style sheet.

use crate::declaration::{Counts, Declaration, Finding, Report, parse_block};
use crate::font_face::{self, FontFace};
use crate::keyframes::{self, Keyframes};
use crate::media::{Condition, parse_media};
use crate::path::{folder, join};
use crate::selector::{self, List};
use crate::supports;
use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, SourceLocation,
    StyleSheetParser,
};
use minihost_ports::{Dialect, Problem, ProblemKind};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

/// A parsed style sheet, its imports included.
#[derive(Debug, Default)]
pub struct StyleSheet {
    path: Rc<str>,
    pub(crate) rules: Vec<Rule>,
    keyframes: Vec<Rc<Keyframes>>,
    font_faces: Vec<FontFace>,
    counts: Counts,
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
const MAX_IMPORT_DEPTH: usize = 32;

/// How many sheets one may bring in, counting each time: sheets that each import another twice double at every step.
const MAX_IMPORTS: usize = 512;

/// How deep `@media` and `@supports` may nest.
const MAX_NESTING: usize = 8;

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
        let mut sheet = StyleSheet { path: path.into(), ..StyleSheet::default() };
        let mut problems = Vec::new();
        let open = vec![path.trim_start_matches('/').to_owned()];
        let mut work = Work { open, imports, imported: 0, sheet: &mut sheet, problems: &mut problems };
        read(source, &mut work);
        (sheet, problems)
    }

    /// Its place in the package, as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many rules there are.
    pub fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// How its declarations were read, those of its imports and keyframes included.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Its `@keyframes` of a name; the last of them counts.
    pub fn keyframes(&self, name: &str) -> Option<&Rc<Keyframes>> {
        self.keyframes.iter().rev().find(|keyframes| *keyframes.name == *name)
    }

    /// Its `@font-face` rules, in order.
    pub fn font_faces(&self) -> &[FontFace] {
        &self.font_faces
    }
}

/// A sheet in the reading, with all that its imports share.
struct Work<'w> {
    /// Paths of the sheets that are being read, outermost first.
    open: Vec<String>,
    imports: &'w dyn Fn(&str) -> Option<String>,
    /// How many sheets were imported.
    imported: usize,
    sheet: &'w mut StyleSheet,
    problems: &'w mut Vec<Problem>,
}

fn read(source: &str, work: &mut Work<'_>) {
    let path = work.open.last().cloned().unwrap_or_default();
    let mut parser = Parser::new(source);
    let mut reader = Reader {
        base: folder(&path),
        path: path.clone(),
        work,
        conditions: Vec::new(),
        report: Report::default(),
        depth: 0,
    };
    reader.rules(&mut parser);
    let Report { findings, counts } = std::mem::take(&mut reader.report);
    work.sheet.counts += counts;
    let mut told = HashSet::new();
    for Finding { message, line, column, key } in findings {
        if told.insert(key) {
            work.problems.push(Problem::new(ProblemKind::Style, message).hint().at(
                path.clone(),
                line,
                column,
            ));
        }
    }
}

struct Reader<'r, 'w> {
    base: Rc<str>,
    path: String,
    work: &'r mut Work<'w>,
    conditions: Vec<Rc<Condition>>,
    report: Report,
    depth: usize,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_, '_> {
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
        let declarations = parse_block(input, &self.base, &mut self.report);
        if !declarations.is_empty() && self.work.sheet.rules.len() < MAX_RULES {
            self.work.sheet.rules.push(Rule {
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

impl<'i> AtRuleParser<'i> for Reader<'_, '_> {
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
                let holds = supports::parse(input, &self.base);
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
        if let Prelude::Import(url, condition) = prelude {
            self.import(&url, condition, start.source_location());
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
                let frames = keyframes::parse(name, input, &self.base, &mut self.report);
                self.work.sheet.keyframes.push(Rc::new(frames));
            }
            Prelude::FontFace => {
                let face = font_face::parse(input, &self.base);
                self.work.sheet.font_faces.extend(face);
            }
            Prelude::Supports(false) | Prelude::Skip | Prelude::Import(..) => skip(input),
        }
        Ok(())
    }
}

fn skip(input: &mut Parser<'_>) {
    while input.next().is_ok() {}
}

impl Reader<'_, '_> {
    /// Rules up to the end; one that cannot be read is left out and reported.
    fn rules(&mut self, input: &mut Parser<'_>) {
        let mut bad = Vec::new();
        for rule in StyleSheetParser::new(input, self) {
            if let Err((_, text, place)) = rule {
                let text = text.split('{').next().unwrap_or_default().trim();
                bad.push((text.chars().take(80).collect::<String>(), place));
            }
        }
        for (text, place) in bad {
            self.problem(
                ProblemKind::Style,
                format!("the rule \"{text}\" cannot be read; it is ignored"),
                place,
            );
        }
    }

    fn nested(&mut self, condition: Option<Condition>, input: &mut Parser<'_>) {
        if self.depth >= MAX_NESTING {
            skip(input);
            return;
        }
        self.depth += 1;
        let count = self.conditions.len();
        self.conditions.extend(condition.map(Rc::new));
        self.rules(input);
        self.conditions.truncate(count);
        self.depth -= 1;
    }

    fn import(&mut self, url: &str, condition: Option<Condition>, place: SourceLocation) {
        let mut target = join(&self.base, url);
        if self.work.open.contains(&target) {
            return;
        }
        if self.work.open.len() >= MAX_IMPORT_DEPTH || self.work.imported >= MAX_IMPORTS {
            let message =
                format!("@import \"{url}\": a sheet may import {MAX_IMPORTS} others; this one is ignored");
            self.problem(ProblemKind::Limit, message, place);
            return;
        }
        let mut text = (self.work.imports)(&target);
        if text.is_none()
            && let Some((_, extension)) = self.path.rsplit_once('.')
        {
            let longer = format!("{target}.{extension}");
            text = (self.work.imports)(&longer);
            if text.is_some() {
                target = longer;
            }
        }
        let Some(text) = text else {
            let message = format!("@import \"{url}\": there is no file {target}");
            self.problem(ProblemKind::MissingFile, message, place);
            return;
        };
        let first = self.work.sheet.rules.len();
        self.work.imported += 1;
        self.work.open.push(target);
        read(&text, self.work);
        self.work.open.pop();
        if let Some(condition) = condition.map(Rc::new) {
            for rule in &mut self.work.sheet.rules[first..] {
                rule.conditions.push(Rc::clone(&condition));
            }
        }
    }

    fn problem(&mut self, kind: ProblemKind, message: String, place: SourceLocation) {
        let problem = Problem::new(kind, message).warning();
        self.work.problems.push(problem.at(self.path.clone(), place.line + 1, place.column));
    }
}

/// The looks of a dialect's built-in components.
pub fn ua_sheet(dialect: Dialect) -> Rc<StyleSheet> {
    thread_local! {
        static READ: RefCell<Vec<(Dialect, Rc<StyleSheet>)>> = const { RefCell::new(Vec::new()) };
    }
    READ.with_borrow_mut(|read| {
        if let Some((_, sheet)) = read.iter().find(|(known, _)| *known == dialect) {
            return Rc::clone(sheet);
        }
        let (sheet, problems) = StyleSheet::parse(&ua_text(dialect), "ua.css", &|_| None);
        debug_assert!(problems.is_empty(), "the built-in sheet has problems: {problems:?}");
        let sheet = Rc::new(sheet);
        read.push((dialect, Rc::clone(&sheet)));
        sheet
    })
}

/// The text of [`ua_sheet`], for tools.
pub fn ua_text(dialect: Dialect) -> String {
    let extra = match dialect {
        Dialect::ByteDance => include_str!("../ua/bytedance.css"),
        // Later dialects begin with WeChat's looks and add a sheet of their own.
        Dialect::WeChat | Dialect::Alipay | Dialect::Baidu => include_str!("../ua/wechat.css"),
    };
    format!("{}\n{extra}", include_str!("../ua/common.css"))
}
