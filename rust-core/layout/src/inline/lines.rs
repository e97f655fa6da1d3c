//! Breaking a paragraph into lines.

use super::{Item, Paragraph, Word};
use crate::text::WordWidths;
use minihost_ports::TextMeasurer;
use minihost_style::{ComputedStyle, VerticalAlign};
use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

/// Widths are sums of measured words in different orders; this much is not overflow.
pub(super) const TOLERANCE: f32 = 0.02;

pub(super) const ELLIPSIS: &str = "\u{2026}";
pub(super) const HYPHEN: &str = "\u{2010}";

/// Access to words' widths while breaking.
pub(crate) struct Measures<'a> {
    pub(crate) widths: &'a mut WordWidths,
    pub(crate) measurer: &'a dyn TextMeasurer,
}

/// The margin box of an atom.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct AtomBox {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// From its top to its baseline.
    pub(crate) baseline: f32,
    pub(crate) align: VerticalAlign,
    /// What a percentage in `vertical-align` is of.
    pub(crate) line_height: f32,
}

/// The room for a line between floats, relative to the content box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    /// What to ask with for the next slot further down.
    pub(crate) segment: Option<usize>,
}

/// Gives the slot at or below a height; `after` skips a slot that was too narrow. `None` when there are no floats.
pub(crate) type Slots<'a> = &'a mut dyn FnMut(f32, Option<usize>) -> Option<Slot>;

/// An item, or a part of a word, on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) item: usize,
    /// Bytes of the run, for words.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) width: f32,
    /// Not the item's own text but this, in the font of its run: an ellipsis, a hyphen.
    pub(super) mark: Option<&'static str>,
}

/// A line before it is set.
#[derive(Debug, Default)]
pub(super) struct RawLine {
    pub(super) placed: Vec<Placed>,
    /// Where the content begins: `text-indent`.
    pub(super) indent: f32,
    /// Width from the line's start, hanging blanks left out.
    pub(super) width: f32,
    /// Ended because the next word did not fit.
    pub(super) soft: bool,
    /// Blanks at its end that stay and have room: they are part of it.
    pub(super) keeps_blanks: bool,
    /// Its slot between floats.
    pub(super) slot: Option<Slot>,
}

/// The lines of a paragraph at one width.
pub(crate) struct Lines<'p> {
    paragraph: &'p Paragraph,
    atoms: &'p [AtomBox],
    /// Content width; infinite for the max-content width.
    available: f32,
    /// What percentages are of.
    basis: f32,
    item: usize,
    /// Bytes of the run at which the item goes on, when a word was cut.
    byte: Option<u32>,
    indent: f32,
    /// Ends of characters and sums of their widths, for words that had to be cut.
    cuts: FxHashMap<usize, Vec<(u32, f32)>>,
}

impl<'p> Lines<'p> {
    pub(crate) fn new(paragraph: &'p Paragraph, atoms: &'p [AtomBox], available: f32) -> Self {
        let basis = if available.is_finite() { available } else { 0.0 };
        Lines {
            paragraph,
            atoms,
            available,
            basis,
            item: 0,
            byte: None,
            indent: paragraph.style.text.text_indent.or_zero(basis),
            cuts: FxHashMap::default(),
        }
    }

    /// The width of the longest stretch that cannot be broken.
    pub(crate) fn min_content(paragraph: &Paragraph, atoms: &[AtomBox]) -> f32 {
        let mut widest: f32 = 0.0;
        let (mut width, mut solid) = (0.0, 0.0);
        for item in &paragraph.items {
            let ends = match item {
                Item::Word(word) => {
                    let run = &paragraph.runs[word.run as usize];
                    if run.break_all || (run.break_long && breaks_into_min_content(&run.style)) {
                        // One character a line; an em stands for the widest of them.
                        widest = widest.max(solid).max(run.style.text.font_size.min(word.width));
                        (width, solid) = (0.0, 0.0);
                        continue;
                    }
                    width += word.width;
                    if !word.hangs {
                        solid = width;
                    }
                    word.break_after
                }
                Item::Atom { index, break_after, .. } => {
                    width += atoms[*index as usize].width;
                    solid = width;
                    *break_after
                }
                Item::Open(span) | Item::Close(span) => {
                    width += edge(&paragraph.spans[*span as usize].style, matches!(item, Item::Open(_)), 0.0);
                    solid = f32::max(solid, width);
                    false
                }
                Item::Newline => true,
                Item::Anchor { .. } => false,
            };
            if ends {
                widest = widest.max(solid);
                (width, solid) = (0.0, 0.0);
            }
        }
        widest.max(solid)
    }

    /// True when nothing is left but blanks and ends.
    pub(super) fn is_done(&self) -> bool {
        self.paragraph.items[self.item..].iter().all(|item| match item {
            Item::Word(word) => word.collapsible,
            Item::Close(_) | Item::Anchor { .. } => true,
            Item::Open(span) => {
                let style = &self.paragraph.spans[*span as usize].style;
                edge(style, true, 0.0) == 0.0 && edge(style, false, 0.0) == 0.0
            }
            _ => false,
        })
    }

    /// What is left after the last line: anchors and ends that stand behind it.
    pub(super) fn rest(&self) -> &'p [Item] {
        &self.paragraph.items[self.item..]
    }

    /// The next line, at height `y` of the content box.
    pub(super) fn next(&mut self, y: f32, slots: Slots<'_>, measures: &mut Measures<'_>) -> RawLine {
        let mut line = RawLine { indent: std::mem::take(&mut self.indent), ..RawLine::default() };
        let mut slot = if self.available.is_finite() { slots(y, None) } else { None };
        loop {
            let room = slot.map_or(self.available, |slot| slot.width.min(self.available));
            let (item, byte) = (self.item, self.byte);
            self.fill(&mut line, room, measures);
            // Beside a float even the first word may be too long: then the line goes below it.
            match slot {
                Some(Slot { segment: Some(segment), .. })
                    if line.width > room + TOLERANCE && room + TOLERANCE < self.available =>
                {
                    (self.item, self.byte) = (item, byte);
                    line = RawLine { indent: line.indent, ..RawLine::default() };
                    slot = slots(y, Some(segment));
                }
                _ => break,
            }
        }
        line.slot = slot;
        line
    }

    /// Takes clusters (what stands between two places where a line may end) as long as they fit.
    fn fill(&mut self, line: &mut RawLine, room: f32, measures: &mut Measures<'_>) {
        let mut x = line.indent;
        let mut solid = false;
        line.width = x;
        let paragraph = self.paragraph;
        // Where the line could end with a hyphen that has room.
        let mut hyphen: Option<Hyphen> = None;
        while self.item < paragraph.items.len() {
            if let Item::Newline = paragraph.items[self.item] {
                self.item += 1;
                self.keep_blanks(line, x, room);
                return;
            }
            let cluster = self.cluster(x, solid, measures);
            let fits = x + cluster.solid_width <= room + TOLERANCE;
            if fits || (!solid && !cluster.can_cut) {
                for placed in &cluster.placed {
                    x += placed.width;
                }
                if cluster.has_solid {
                    solid = true;
                    line.width = line.width.max(x - cluster.width + cluster.solid_width);
                }
                line.placed.extend(cluster.placed);
                (self.item, self.byte) = (cluster.end, None);
                match self.soft_hyphen(line, measures) {
                    Some((item, width)) if hyphen.is_none() || x + width <= room + TOLERANCE => {
                        let placed = Placed { item, start: 0, end: 0, width, mark: Some(HYPHEN) };
                        hyphen =
                            Some(Hyphen { placed, keep: line.placed.len(), line_width: x, item: self.item });
                    }
                    Some(_) => {}
                    // A better place to end.
                    None => hyphen = None,
                }
                continue;
            }
            line.soft = true;
            if let Some(hyphen) = hyphen {
                line.placed.truncate(hyphen.keep);
                line.placed.push(hyphen.placed);
                line.width = hyphen.line_width + hyphen.placed.width;
                (self.item, self.byte) = (hyphen.item, None);
                return;
            }
            if cluster.can_cut && (!solid || cluster.cut_eagerly) {
                self.cut_into(line, cluster, x, room, solid, measures);
            } else {
                self.keep_blanks(line, x, room);
            }
            return;
        }
        self.keep_blanks(line, x, room);
    }

    /// Blanks that stay are part of the line if they have room. Where it ends by itself they are part of its width too: there they hang
    /// only conditionally (CSS Text 3, 4.1.3).
    fn keep_blanks(&self, line: &mut RawLine, x: f32, room: f32) {
        let last = line.placed.last().map(|placed| self.paragraph.items[placed.item]);
        if let Some(Item::Word(word)) = last
            && word.blank
            && !word.collapsible
            && x <= room + TOLERANCE
        {
            line.keeps_blanks = true;
            if !line.soft {
                line.width = line.width.max(x);
            }
        }
    }

    /// The item that the line ends with and the width of its hyphen, if that is what it ends with.
    fn soft_hyphen(&self, line: &RawLine, measures: &mut Measures<'_>) -> Option<(usize, f32)> {
        let placed = line.placed.last()?;
        let Item::Word(word) = self.paragraph.items[placed.item] else { return None };
        if !word.soft_hyphen || !word.break_after {
            return None;
        }
        let mut width = Vec::with_capacity(1);
        let font = self.paragraph.runs[word.run as usize].font;
        measures.widths.widths(&[(font, HYPHEN)], measures.measurer, &mut width);
        Some((placed.item, width[0]))
    }

    /// Fills the rest of a line with as much of a cluster as fits, between any two characters.
    fn cut_into(
        &mut self,
        line: &mut RawLine,
        cluster: Cluster,
        mut x: f32,
        room: f32,
        mut solid: bool,
        measures: &mut Measures<'_>,
    ) {
        for placed in cluster.placed {
            let word = match self.paragraph.items[placed.item] {
                Item::Word(word) if !word.blank => word,
                _ => {
                    x += placed.width;
                    line.placed.push(placed);
                    (self.item, self.byte) = (placed.item + 1, None);
                    continue;
                }
            };
            if x + placed.width <= room + TOLERANCE {
                x += placed.width;
                line.width = x;
                line.placed.push(placed);
                (self.item, self.byte) = (placed.item + 1, None);
                solid = true;
                continue;
            }
            let run = &self.paragraph.runs[word.run as usize];
            if !(run.break_all || run.break_long) && solid {
                return;
            }
            let end = self.cut(placed.item, placed.start, room - x, !solid, measures);
            if end > placed.start {
                let width = self.measure(word.run, placed.start, end, measures);
                line.placed.push(Placed { end, width, ..placed });
                line.width = x + width;
                if end == word.end {
                    (self.item, self.byte) = (placed.item + 1, None);
                } else {
                    (self.item, self.byte) = (placed.item, Some(end));
                }
            }
            return;
        }
    }

    /// The end of the longest part of a word that is not wider than `room`; at least one character if `force`.
    fn cut(&mut self, item: usize, start: u32, room: f32, force: bool, measures: &mut Measures<'_>) -> u32 {
        let Item::Word(word) = self.paragraph.items[item] else { return start };
        let paragraph = self.paragraph;
        let sums = self.cuts.entry(item).or_insert_with(|| characters(paragraph, &word, measures));
        let after = sums.partition_point(|(end, _)| *end <= start);
        let base = after.checked_sub(1).map_or(0.0, |before| sums[before].1);
        let fitting = sums.partition_point(|(_, sum)| *sum - base <= room + TOLERANCE).max(after);
        let mut ends: Vec<u32> = sums[after..fitting].iter().map(|(end, _)| *end).collect();
        let first = sums.get(after).map_or(word.end, |(end, _)| *end);
        // Kerning makes the part a little narrower or wider than its characters.
        while let Some(end) = ends.pop() {
            if self.measure(word.run, start, end, measures) <= room + TOLERANCE {
                return end;
            }
        }
        if force { first } else { start }
    }

    fn measure(&self, run: u32, start: u32, end: u32, measures: &mut Measures<'_>) -> f32 {
        let run = &self.paragraph.runs[run as usize];
        let mut width = Vec::with_capacity(1);
        measures.widths.widths(
            &[(run.font, &run.text[start as usize..end as usize])],
            measures.measurer,
            &mut width,
        );
        width[0]
    }

    /// The next cluster, which begins at `x` of the line.
    fn cluster(&mut self, x: f32, line_has_solid: bool, measures: &mut Measures<'_>) -> Cluster {
        let mut cluster = Cluster { end: self.item, ..Cluster::default() };
        let paragraph = self.paragraph;
        let mut byte = self.byte;
        while let Some(item) = paragraph.items.get(cluster.end) {
            let at = cluster.end;
            let mut placed = Placed { item: at, start: 0, end: 0, width: 0.0, mark: None };
            let ends = match *item {
                Item::Newline => break,
                Item::Word(word) => {
                    cluster.end += 1;
                    if word.collapsible && !line_has_solid && !cluster.has_solid {
                        // Vanishes at the line's start, but a line may still end after it.
                        continue;
                    }
                    let tab_size = paragraph.runs[word.run as usize].style.text.tab_size;
                    let width = word.width_at(x + cluster.width, tab_size);
                    (placed.start, placed.end, placed.width) = (word.start, word.end, width);
                    if let Some(start) = byte.take() {
                        placed.start = start;
                        placed.width = self.remaining(at, &word, start, measures);
                    }
                    cluster.width += placed.width;
                    if word.blank {
                        if !word.hangs {
                            cluster.solid_width = cluster.width;
                            cluster.has_solid = true;
                        }
                    } else {
                        let run = &paragraph.runs[word.run as usize];
                        cluster.can_cut |= run.break_all || run.break_long;
                        cluster.cut_eagerly |= run.break_all;
                        cluster.solid_width = cluster.width;
                        cluster.has_solid = true;
                    }
                    word.break_after
                }
                Item::Atom { index, break_after, .. } => {
                    cluster.end += 1;
                    placed.width = self.atoms[index as usize].width;
                    cluster.width += placed.width;
                    cluster.solid_width = cluster.width;
                    cluster.has_solid = true;
                    break_after
                }
                Item::Open(span) | Item::Close(span) => {
                    cluster.end += 1;
                    let opens = matches!(item, Item::Open(_));
                    placed.width = edge(&paragraph.spans[span as usize].style, opens, self.basis);
                    cluster.width += placed.width;
                    if placed.width != 0.0 {
                        cluster.solid_width = cluster.width;
                        cluster.has_solid = true;
                    }
                    false
                }
                Item::Anchor { .. } => {
                    cluster.end += 1;
                    false
                }
            };
            cluster.placed.push(placed);
            if ends {
                // Ends of inline elements belong to what they end.
                while let Some(Item::Close(span)) = paragraph.items.get(cluster.end) {
                    let width = edge(&paragraph.spans[*span as usize].style, false, self.basis);
                    cluster.width += width;
                    if width != 0.0 {
                        cluster.solid_width = cluster.width;
                    }
                    cluster.placed.push(Placed { item: cluster.end, start: 0, end: 0, width, mark: None });
                    cluster.end += 1;
                }
                break;
            }
        }
        cluster
    }

    /// The width of what is left of a cut word. Sums of characters: exact enough to see that it fits, and linear in the word.
    fn remaining(&mut self, item: usize, word: &Word, start: u32, measures: &mut Measures<'_>) -> f32 {
        let paragraph = self.paragraph;
        let sums = self.cuts.entry(item).or_insert_with(|| characters(paragraph, word, measures));
        let whole = sums.last().map_or(0.0, |(_, sum)| *sum);
        let at = sums.partition_point(|(end, _)| *end <= start);
        let gone = at.checked_sub(1).map_or(0.0, |before| sums[before].1);
        let rest = whole - gone;
        // Short enough to matter for the line's width: measure.
        if word.end - start <= 64 { self.measure(word.run, start, word.end, measures) } else { rest }
    }

    /// Shortens a line until an ellipsis fits behind it.
    pub(super) fn ellipsize(&mut self, line: &mut RawLine, room: f32, measures: &mut Measures<'_>) {
        let run = line.placed.iter().rev().find_map(|placed| match self.paragraph.items[placed.item] {
            Item::Word(word) => Some(word.run),
            _ => None,
        });
        // A line of boxes alone has no font to take the dots from.
        let Some(run) = run else { return };
        let font = self.paragraph.runs[run as usize].font;
        let mut width = Vec::with_capacity(1);
        measures.widths.widths(&[(font, ELLIPSIS)], measures.measurer, &mut width);
        let dots = width[0];
        let mut x: f32 = line.indent + line.placed.iter().map(|placed| placed.width).sum::<f32>();
        let mut closes = Vec::new();
        let mut anchors = Vec::new();
        let mut anchor_item = line.placed.last().map_or(0, |placed| placed.item);
        while let Some(placed) = line.placed.pop() {
            let before = x - placed.width;
            match self.paragraph.items[placed.item] {
                Item::Word(word) if !word.blank => {
                    anchor_item = placed.item;
                    if x + dots <= room + TOLERANCE {
                        line.placed.push(placed);
                        break;
                    }
                    let end = self.cut(placed.item, placed.start, room - dots - before, false, measures);
                    if end > placed.start {
                        let width = self.measure(word.run, placed.start, end, measures);
                        line.placed.push(Placed { end, width, ..placed });
                        x = before + width;
                        break;
                    }
                }
                Item::Atom { .. } if x + dots <= room + TOLERANCE => {
                    line.placed.push(placed);
                    break;
                }
                // What is out of flow stays, wherever the text ends.
                Item::Anchor { .. } => anchors.push(placed),
                Item::Close(_) => closes.push(placed),
                Item::Open(_) if closes.pop().is_some() => {}
                Item::Open(_) => {
                    line.placed.push(placed);
                    break;
                }
                _ => {}
            }
            x = before;
        }
        // The dots are set in the font of the text that they follow, or of what was cut away.
        let item = line
            .placed
            .iter()
            .rev()
            .find(|placed| matches!(self.paragraph.items[placed.item], Item::Word(_)))
            .map_or(anchor_item, |placed| placed.item);
        if matches!(self.paragraph.items[item], Item::Word(_)) {
            line.placed.push(Placed { item, start: 0, end: 0, width: dots, mark: Some(ELLIPSIS) });
            x += dots;
        }
        line.width = x;
        line.placed.extend(closes.into_iter().rev());
        line.placed.extend(anchors.into_iter().rev());
    }
}

/// A place where a line may end with a hyphen.
struct Hyphen {
    placed: Placed,
    /// Placed items before it, and their width.
    keep: usize,
    line_width: f32,
    /// Where the next line goes on.
    item: usize,
}

/// What stands between two places where a line may end.
#[derive(Default)]
struct Cluster {
    placed: Vec<Placed>,
    end: usize,
    width: f32,
    /// Without blanks that hang.
    solid_width: f32,
    has_solid: bool,
    can_cut: bool,
    cut_eagerly: bool,
}

/// Ends of a word's characters and the sums of their widths.
fn characters(paragraph: &Paragraph, word: &Word, measures: &mut Measures<'_>) -> Vec<(u32, f32)> {
    let font = paragraph.runs[word.run as usize].font;
    let text = paragraph.text(word);
    let words: Vec<_> = text.graphemes(true).map(|character| (font, character)).collect();
    let mut widths = Vec::new();
    measures.widths.widths(&words, measures.measurer, &mut widths);
    let mut at = word.start;
    let mut sum = 0.0;
    words
        .iter()
        .zip(widths)
        .map(|((_, character), width)| {
            at += character.len() as u32;
            sum += width;
            (at, sum)
        })
        .collect()
}

/// `overflow-wrap: anywhere` and `word-break: break-word` shrink the min-content width; `overflow-wrap: break-word` does not.
fn breaks_into_min_content(style: &ComputedStyle) -> bool {
    style.text.overflow_wrap == minihost_style::OverflowWrap::Anywhere
        || style.text.word_break == minihost_style::WordBreak::BreakWord
}

/// Margin, border and padding of an inline element on its left or right side.
pub(super) fn edge(style: &ComputedStyle, left: bool, basis: f32) -> f32 {
    let layout = &style.layout;
    if left {
        layout.margin.left.or_zero(basis) + layout.border_width.left + layout.padding.left.or_zero(basis)
    } else {
        layout.margin.right.or_zero(basis) + layout.border_width.right + layout.padding.right.or_zero(basis)
    }
}
