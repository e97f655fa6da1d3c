//! From runs of text and inline elements to words and other items.

use super::{Item, Paragraph, Run, Span, Word};
use crate::boxes::BoxId;
use crate::text::{Piece, WordWidths, is_blank, is_east_asian_letter, may_break_between, pieces};
use minihost_style::{ComputedStyle, OverflowWrap, Pseudo, TextTransform, WhiteSpace, WordBreak};
use minihost_tree::NodeId;
use std::rc::Rc;

/// Where text comes from.
#[derive(Debug, Clone)]
pub(crate) struct TextSource {
    pub(crate) node: NodeId,
    pub(crate) element: NodeId,
    pub(crate) pseudo: Option<Pseudo>,
    pub(crate) style: Rc<ComputedStyle>,
    /// Inside a `text` component, where a line break in the text is one on screen whatever `white-space` says.
    pub(crate) keep_newlines: bool,
    /// Text that the user types: blanks stay whatever the style says, and long words break.
    pub(crate) typed: Option<WhiteSpace>,
}

pub(crate) struct ParagraphBuilder<'a> {
    paragraph: Paragraph,
    fonts: &'a mut WordWidths,
    open: Vec<u32>,
    atoms: u32,
    /// The text so far ends in a collapsible blank.
    after_blank: bool,
    /// What the last item is, for the break opportunity before the next one.
    last: Last,
}

/// The last thing that can end a line.
enum Last {
    Nothing,
    Word { item: usize, wraps: bool },
    Atom { item: usize, wraps: bool },
}

/// Where a word may be cut.
const SOFT_HYPHEN: char = '\u{ad}';
/// Stands for a box in the line-breaking rules.
const OBJECT: &str = "\u{fffc}";

impl<'a> ParagraphBuilder<'a> {
    pub(crate) fn new(
        style: Rc<ComputedStyle>,
        fonts: &'a mut WordWidths,
        clamp: Option<u32>,
        ellipsis: bool,
    ) -> Self {
        let font = fonts.font_of(&style.text);
        ParagraphBuilder {
            paragraph: Paragraph {
                style,
                font,
                runs: Vec::new(),
                spans: Vec::new(),
                items: Vec::new(),
                clamp,
                ellipsis,
                measured: false,
            },
            fonts,
            open: Vec::new(),
            atoms: 0,
            after_blank: false,
            last: Last::Nothing,
        }
    }

    pub(crate) fn finish(self) -> Paragraph {
        self.paragraph
    }

    pub(crate) fn open(&mut self, node: NodeId, pseudo: Option<Pseudo>, style: Rc<ComputedStyle>) {
        let index = self.paragraph.spans.len() as u32;
        let font = self.fonts.font_of(&style.text);
        let parent = self.open.last().copied();
        self.paragraph.spans.push(Span { node, pseudo, style, font, parent });
        self.paragraph.items.push(Item::Open(index));
        self.open.push(index);
    }

    pub(crate) fn close(&mut self) {
        if let Some(span) = self.open.pop() {
            self.paragraph.items.push(Item::Close(span));
        }
    }

    pub(crate) fn anchor(&mut self, id: BoxId, inline: bool) {
        self.paragraph.items.push(Item::Anchor { id, inline });
    }

    pub(crate) fn atom(&mut self, id: BoxId) {
        let wraps = wraps(self.parent_style().text.white_space);
        self.join(OBJECT, wraps);
        self.last = Last::Atom { item: self.paragraph.items.len(), wraps };
        let span = self.open.last().copied();
        self.paragraph.items.push(Item::Atom { id, index: self.atoms, span, break_after: false });
        self.atoms += 1;
        self.after_blank = false;
    }

    pub(crate) fn text(&mut self, source: TextSource, text: &Rc<str>) {
        let style = source.style;
        let white_space = source.typed.unwrap_or(style.text.white_space);
        let collapses = matches!(white_space, WhiteSpace::Normal | WhiteSpace::NoWrap | WhiteSpace::PreLine);
        let newlines =
            source.keep_newlines || !matches!(white_space, WhiteSpace::Normal | WhiteSpace::NoWrap);
        let text = if style.text.text_transform == TextTransform::None && self.stays(text, collapses) {
            self.after_blank = (self.after_blank && text.is_empty()) || (collapses && text.ends_with(' '));
            text.clone()
        } else {
            self.white_space(&transform(text, style.text.text_transform), collapses, newlines).into()
        };
        if text.is_empty() {
            return;
        }
        let run = self.paragraph.runs.len() as u32;
        let wraps = wraps(white_space);
        let word_break = style.text.word_break;
        let font = self.fonts.font_of(&style.text);
        self.paragraph.runs.push(Run {
            text: text.clone(),
            font,
            node: source.node,
            element: source.element,
            pseudo: source.pseudo,
            span: self.open.last().copied(),
            break_all: wraps && word_break == WordBreak::BreakAll,
            break_long: wraps
                && (source.typed.is_some()
                    || word_break == WordBreak::BreakWord
                    || style.text.overflow_wrap != OverflowWrap::Normal),
            style,
        });
        let mut at = 0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.paragraph.items.push(Item::Newline);
                self.last = Last::Nothing;
                at += 1;
            }
            for piece in pieces(line).into_iter().flat_map(tabs_apart) {
                self.join(piece.text, wraps);
                let start = at as u32;
                at += piece.text.len();
                let mut break_after = wraps && piece.break_after;
                if break_after && !piece.blank && word_break == WordBreak::KeepAll {
                    let before = piece.text.chars().next_back().is_some_and(is_east_asian_letter);
                    let after = text[at..].chars().next().is_some_and(is_east_asian_letter);
                    break_after = !(before && after);
                }
                self.last = Last::Word { item: self.paragraph.items.len(), wraps };
                self.paragraph.items.push(Item::Word(Word {
                    run,
                    start,
                    end: at as u32,
                    width: 0.0,
                    blank: piece.blank,
                    collapsible: piece.blank && collapses,
                    hangs: piece.blank && white_space != WhiteSpace::Pre,
                    break_after,
                    tab: piece.text == "\t",
                    soft_hyphen: piece.text.ends_with(SOFT_HYPHEN),
                }));
            }
        }
    }

    /// Decides whether a line may end before `next`, now that it is known what follows.
    fn join(&mut self, next: &str, next_wraps: bool) {
        let next_is_blank = next.starts_with(is_blank);
        match self.last {
            Last::Word { item, wraps } if wraps || next_wraps => {
                let Item::Word(word) = self.paragraph.items[item] else { return };
                // Within a run the pieces say it themselves.
                let same_run = word.run as usize + 1 == self.paragraph.runs.len()
                    && (word.end as usize) < self.paragraph.runs[word.run as usize].text.len();
                if word.blank || same_run {
                    return;
                }
                let may = !next_is_blank && may_break_between(self.paragraph.text(&word), next);
                if let Item::Word(word) = &mut self.paragraph.items[item] {
                    word.break_after = may;
                }
            }
            Last::Atom { item, wraps } => {
                let may = (wraps || next_wraps) && !next_is_blank && may_break_between(OBJECT, next);
                if let Item::Atom { break_after, .. } = &mut self.paragraph.items[item] {
                    *break_after = may;
                }
            }
            _ => {}
        }
    }

    fn parent_style(&self) -> &ComputedStyle {
        match self.open.last() {
            Some(&span) => &self.paragraph.spans[span as usize].style,
            None => &self.paragraph.style,
        }
    }

    /// True if there is nothing to collapse: most text, whose characters need not be copied then.
    fn stays(&self, text: &str, collapses: bool) -> bool {
        let mut after_blank = collapses && self.after_blank;
        !text.bytes().any(|byte| {
            let again = after_blank && byte == b' ';
            after_blank = collapses && byte == b' ';
            again || matches!(byte, b'\n' | b'\r') || (collapses && byte == b'\t')
        })
    }

    /// CSS Text 3, 4.1: collapses blanks, also across elements, and keeps or drops line breaks.
    fn white_space(&mut self, text: &str, collapses: bool, newlines: bool) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\r' => {}
                '\n' if newlines => {
                    if collapses {
                        out.truncate(out.trim_end_matches([' ', '\t']).len());
                    }
                    out.push('\n');
                    self.after_blank = true;
                }
                ' ' | '\t' | '\n' if collapses => {
                    if !self.after_blank {
                        out.push(' ');
                    }
                    self.after_blank = true;
                }
                _ => {
                    out.push(c);
                    self.after_blank = false;
                }
            }
        }
        out
    }
}

/// Each tab is a piece of its own.
fn tabs_apart(piece: Piece<'_>) -> impl Iterator<Item = Piece<'_>> {
    let cut = |c: char| c == '\t';
    let parts = piece.text.split_inclusive(cut).flat_map(move |part| {
        let blanks = part.trim_end_matches(cut);
        [blanks, &part[blanks.len()..]]
    });
    parts.filter(|part| !part.is_empty()).map(move |text| Piece { text, ..piece })
}

fn wraps(white_space: WhiteSpace) -> bool {
    !matches!(white_space, WhiteSpace::NoWrap | WhiteSpace::Pre)
}

fn transform(text: &str, transform: TextTransform) -> std::borrow::Cow<'_, str> {
    match transform {
        TextTransform::None => text.into(),
        TextTransform::Uppercase => text.to_uppercase().into(),
        TextTransform::Lowercase => text.to_lowercase().into(),
        TextTransform::Capitalize => {
            let mut out = String::with_capacity(text.len());
            let mut in_word = false;
            for c in text.chars() {
                if in_word {
                    out.push(c);
                } else {
                    out.extend(c.to_uppercase());
                }
                in_word = c.is_alphanumeric() || (in_word && c == '\'');
            }
            out.into()
        }
    }
}
