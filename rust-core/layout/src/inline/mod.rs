//! Inline formatting: text, inline elements and boxes that stand in lines.
//!
//! A block whose children are all inline is one [`Paragraph`]. It is collected once (`collect`: blanks collapsed, text cut
//! into words), its words are measured in one batch with all other new paragraphs, then it is broken into lines for each
//! width that layout asks about (`lines`) and, for the final width, set (`set`: baselines, alignment, fragments).

mod collect;
mod lines;
mod metrics;
mod set;

pub(crate) use collect::{ParagraphBuilder, TextSource};
pub(crate) use lines::{AtomBox, Lines, Measures, Slot};
pub(crate) use set::{Placement, set};

use crate::boxes::BoxId;
use crate::text::FontId;
use minihost_style::{ComputedStyle, Pseudo};
use minihost_tree::NodeId;
use std::rc::Rc;

/// Inline content, ready to be broken into lines.
#[derive(Debug)]
pub(crate) struct Paragraph {
    /// The style of the block that the lines stand in.
    pub(crate) style: Rc<ComputedStyle>,
    pub(crate) font: FontId,
    pub(crate) runs: Vec<Run>,
    pub(crate) spans: Vec<Span>,
    pub(crate) items: Vec<Item>,
    /// At most that many lines; the last one ends in an ellipsis if there were more.
    pub(crate) clamp: Option<u32>,
    /// A line that is too long ends in an ellipsis.
    pub(crate) ellipsis: bool,
    /// All words have their widths.
    pub(crate) measured: bool,
}

/// Text in one font, blanks already collapsed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) text: Rc<str>,
    pub(crate) style: Rc<ComputedStyle>,
    pub(crate) font: FontId,
    pub(crate) node: NodeId,
    pub(crate) element: NodeId,
    pub(crate) pseudo: Option<Pseudo>,
    /// The innermost inline element around it.
    pub(crate) span: Option<u32>,
    /// A line may end between any two characters.
    pub(crate) break_all: bool,
    /// A line may end anywhere if a word is longer than the line.
    pub(crate) break_long: bool,
}

/// An inline element.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) node: NodeId,
    pub(crate) pseudo: Option<Pseudo>,
    pub(crate) style: Rc<ComputedStyle>,
    pub(crate) font: FontId,
    pub(crate) parent: Option<u32>,
}

/// What stands in the lines, in order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    Word(Word),
    /// The line ends here.
    Newline,
    /// A span begins.
    Open(u32),
    /// A span ends.
    Close(u32),
    /// A box in the line.
    Atom {
        id: BoxId,
        index: u32,
        span: Option<u32>,
        break_after: bool,
    },
    /// Where an out-of-flow box would stand.
    Anchor {
        id: BoxId,
        inline: bool,
    },
}

/// A piece of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) run: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) width: f32,
    /// Only blanks.
    pub(crate) blank: bool,
    /// Blanks that vanish at a line's start.
    pub(crate) collapsible: bool,
    /// Blanks that do not count at a line's end.
    pub(crate) hangs: bool,
    /// The line may end after it.
    pub(crate) break_after: bool,
    /// A tab: it reaches to the next of the stops, which are `width` apart.
    pub(crate) tab: bool,
    /// It ends in a soft hyphen, which shows where the line ends.
    pub(crate) soft_hyphen: bool,
}

impl Word {
    /// Its width where it begins at `x` of the line. A stop is `tab_size` blanks.
    pub(crate) fn width_at(&self, x: f32, tab_size: f32) -> f32 {
        if !self.tab || self.width <= 0.0 {
            return self.width;
        }
        let stop = ((x / self.width).floor() + 1.0) * self.width;
        let reach = stop - x;
        // Nobody would see less than half a blank; so do browsers.
        if reach < self.width / tab_size / 2.0 { reach + self.width } else { reach }
    }
}

impl Paragraph {
    /// The words whose widths are wanted, in the order that [`Paragraph::set_widths`] takes them back.
    pub(crate) fn words(&self) -> impl Iterator<Item = (FontId, &str)> {
        self.items.iter().filter_map(|item| match item {
            Item::Word(word) => Some((self.runs[word.run as usize].font, self.text(word))),
            _ => None,
        })
    }

    pub(crate) fn set_widths(&mut self, mut widths: impl Iterator<Item = f32>) {
        for item in &mut self.items {
            if let Item::Word(word) = item {
                word.width = widths.next().unwrap_or(0.0);
                let style = &self.runs[word.run as usize].style;
                let spacing = style.text.word_spacing;
                if word.tab {
                    word.width = (word.width + spacing) * style.text.tab_size;
                } else if word.blank && spacing != 0.0 {
                    word.width += spacing * (word.end - word.start) as f32;
                }
            }
        }
        self.measured = true;
    }

    pub(crate) fn text(&self, word: &Word) -> &str {
        if word.tab {
            // Stops are so many blanks apart.
            return " ";
        }
        &self.runs[word.run as usize].text[word.start as usize..word.end as usize]
    }

    pub(crate) fn atoms(&self) -> impl Iterator<Item = BoxId> {
        self.items.iter().filter_map(|item| match item {
            Item::Atom { id, .. } => Some(*id),
            _ => None,
        })
    }

    /// Takes the element's new style where only paint looks at the difference.
    pub(crate) fn repaint(&mut self, element: NodeId, pseudo: Option<Pseudo>, style: &Rc<ComputedStyle>) {
        for run in &mut self.runs {
            if run.element == element && run.pseudo == pseudo {
                run.style = style.clone();
            }
        }
        for span in &mut self.spans {
            if span.node == element && span.pseudo == pseudo {
                span.style = style.clone();
            }
        }
    }
}
