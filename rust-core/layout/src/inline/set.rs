//! Setting broken lines: baselines, alignment, fragments.

use super::lines::{Placed, RawLine, Slots, TOLERANCE};
use super::metrics::{InlineMetrics, Seat, seat};
use super::{AtomBox, Item, Lines, Measures, Paragraph};
use crate::boxes::{BoxId, InlineBox, Line, TextFragment};
use crate::geometry::Rect;
use minihost_ports::Font;
use minihost_style::{Direction, TextAlign};
use std::rc::Rc;

/// A paragraph at one width. Positions are relative to the content box.
#[derive(Debug, Default)]
pub(crate) struct Placement {
    /// Width of the widest line.
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Some line ended because the next word did not fit.
    pub(crate) wrapped: bool,
    pub(crate) first_baseline: Option<f32>,
    /// Only when lines were wanted, like all below.
    pub(crate) lines: Vec<Line>,
    /// Left top corners of the atoms' margin boxes; `None` for what a clamp left out.
    pub(crate) atoms: Vec<Option<(f32, f32)>>,
    /// Where out-of-flow boxes would stand.
    pub(crate) anchors: Vec<(BoxId, f32, f32)>,
}

/// Line-height boxes of everything in the paragraph.
struct Seats {
    root: InlineMetrics,
    runs: Vec<(InlineMetrics, Seat)>,
    spans: Vec<(InlineMetrics, Seat)>,
    fonts: Vec<Rc<Font>>,
}

/// A line with its height.
struct Measured {
    raw: RawLine,
    /// Its width before an ellipsis cut it: that decides where it begins.
    natural: f32,
    y: f32,
    ascent: f32,
    height: f32,
    /// Placed items before the blanks that hang.
    solid: usize,
}

/// Lays the paragraph out. `available` is the content width, infinite for the max-content width.
pub(crate) fn set(
    paragraph: &Paragraph,
    atoms: &[AtomBox],
    available: f32,
    slots: Slots<'_>,
    measures: &mut Measures<'_>,
    want_lines: bool,
) -> Placement {
    let seats = Seats::of(paragraph, measures);
    let mut breaker = Lines::new(paragraph, atoms, available);
    let mut placement = Placement::default();
    let mut measured: Vec<Measured> = Vec::new();
    let mut y = 0.0;
    while !breaker.is_done() {
        let mut raw = breaker.next(y, slots, measures);
        let room = raw.slot.map_or(available, |slot| slot.width);
        let last = paragraph.clamp.is_some_and(|clamp| measured.len() + 1 >= clamp as usize);
        let cut_off = last && !breaker.is_done();
        // An ellipsis makes the line shorter, but not what wants to hold it.
        let natural = raw.width;
        if cut_off || (paragraph.ellipsis && raw.width > room + TOLERANCE) {
            breaker.ellipsize(&mut raw, room, measures);
        }
        if let Some(slot) = raw.slot {
            y = slot.y.max(y);
        }
        let solid = solid_end(paragraph, &raw);
        let (ascent, height) = seats.line(paragraph, atoms, &raw.placed[..solid]);
        placement.first_baseline.get_or_insert(y + ascent);
        placement.width = placement.width.max(raw.slot.map_or(0.0, |slot| slot.x) + raw.width.max(natural));
        placement.wrapped |= raw.soft;
        measured.push(Measured { raw, natural, y, ascent, height, solid });
        y += height;
        if last {
            break;
        }
    }
    placement.height = y;
    if want_lines {
        let width = if available.is_finite() { available } else { placement.width };
        let mut setter = Setter { paragraph, seats: &seats, atoms, basis: width, open: Vec::new() };
        placement.atoms = vec![None; atoms.len()];
        for line in &measured {
            let set = setter.line(line, width, &mut placement);
            placement.lines.push(set);
        }
        let end = measured.last().map_or((0.0, 0.0), |line| (line.raw.width, line.y));
        for item in breaker.rest() {
            if let Item::Anchor { id, inline } = *item {
                placement.anchors.push(if inline { (id, end.0, end.1) } else { (id, 0.0, y) });
            }
        }
    }
    placement
}

/// The number of placed items that count: blanks at the end hang.
fn solid_end(paragraph: &Paragraph, raw: &RawLine) -> usize {
    if raw.keeps_blanks {
        return raw.placed.len();
    }
    raw.placed
        .iter()
        .rposition(|placed| match paragraph.items[placed.item] {
            Item::Word(word) => !word.hangs || placed.mark.is_some(),
            Item::Atom { .. } => true,
            _ => placed.width != 0.0,
        })
        .map_or(0, |last| last + 1)
}

impl Seats {
    fn of(paragraph: &Paragraph, measures: &mut Measures<'_>) -> Self {
        let mut metrics = |style: &minihost_style::TextStyle, font| {
            InlineMetrics::of(style, font, measures.widths, measures.measurer)
        };
        let root = metrics(&paragraph.style.text, paragraph.font);
        let mut spans: Vec<(InlineMetrics, Seat)> = Vec::with_capacity(paragraph.spans.len());
        for span in &paragraph.spans {
            let own = metrics(&span.style.text, span.font);
            let (parent, parent_seat) =
                span.parent.map_or((root, Seat::Shift(0.0)), |parent| spans[parent as usize]);
            let align = span.style.layout.vertical_align;
            spans.push((own, seat(align, (own.above, own.below), own.line_height, &parent, parent_seat)));
        }
        let runs = paragraph
            .runs
            .iter()
            .map(|run| {
                let own = metrics(&run.style.text, run.font);
                (own, run.span.map_or(Seat::Shift(0.0), |span| spans[span as usize].1))
            })
            .collect();
        let fonts = paragraph.runs.iter().map(|run| measures.widths.font(run.font).clone()).collect();
        Seats { root, runs, spans, fonts }
    }

    fn parent(&self, span: Option<u32>) -> (InlineMetrics, Seat) {
        span.map_or((self.root, Seat::Shift(0.0)), |span| self.spans[span as usize])
    }

    /// How far an atom reaches above and below its own reference line, and where that line is.
    fn atom(&self, atom: &AtomBox, span: Option<u32>) -> (f32, f32, Seat) {
        let (above, below) = (atom.baseline, atom.height - atom.baseline);
        let (parent, parent_seat) = self.parent(span);
        (above, below, seat(atom.align, (above, below), atom.line_height, &parent, parent_seat))
    }

    /// Ascent and height of a line that holds these.
    fn line(&self, paragraph: &Paragraph, atoms: &[AtomBox], placed: &[Placed]) -> (f32, f32) {
        let (mut ascent, mut descent) = (self.root.above, self.root.below);
        let (mut top, mut bottom): (f32, f32) = (0.0, 0.0);
        for placed in placed {
            let (above, below, seat) = match paragraph.items[placed.item] {
                Item::Word(word) => {
                    let (own, seat) = self.runs[word.run as usize];
                    (own.above, own.below, seat)
                }
                Item::Atom { index, span, .. } => self.atom(&atoms[index as usize], span),
                _ => continue,
            };
            match seat {
                Seat::Shift(shift) => {
                    ascent = ascent.max(above + shift);
                    descent = descent.max(below - shift);
                }
                Seat::Top => top = top.max(above + below),
                Seat::Bottom => bottom = bottom.max(above + below),
            }
        }
        descent += (top - ascent - descent).max(0.0);
        ascent += (bottom - ascent - descent).max(0.0);
        (ascent, ascent + descent)
    }
}

/// Writes lines, keeping which inline elements are open from one to the next.
struct Setter<'a> {
    paragraph: &'a Paragraph,
    seats: &'a Seats,
    atoms: &'a [AtomBox],
    /// What percentages of margins and paddings are of.
    basis: f32,
    /// Open spans with the left end of their border box on this line, and whether they begin here.
    open: Vec<(u32, f32, bool)>,
}

/// A fragment that still grows.
struct Growing {
    run: u32,
    start: u32,
    end: u32,
    x: f32,
    width: f32,
}

impl Setter<'_> {
    fn line(&mut self, line: &Measured, width: f32, placement: &mut Placement) -> Line {
        let paragraph = self.paragraph;
        let (left, room) = line.raw.slot.map_or((0.0, width), |slot| (slot.x, slot.width));
        let free = (room - line.raw.width.max(line.natural)).max(0.0);
        let style = &paragraph.style.text;
        let rtl = style.direction == Direction::Rtl;
        let placed = &line.raw.placed[..line.solid];
        let mut gap = 0.0;
        let offset = match style.text_align {
            TextAlign::Center => free / 2.0,
            TextAlign::Right => free,
            TextAlign::End if !rtl => free,
            TextAlign::Start if rtl => free,
            TextAlign::Justify if line.raw.soft => {
                let gaps = placed.iter().rev().skip(1).filter(|placed| self.stretches(placed)).count();
                if gaps > 0 {
                    gap = free / gaps as f32;
                }
                0.0
            }
            _ => 0.0,
        };
        let start = left + offset + line.raw.indent;
        let baseline = line.y + line.ascent;
        let tail = &line.raw.placed[line.solid..];
        let mut set = Line {
            blank_after: tail
                .iter()
                .any(|one| matches!(paragraph.items[one.item], Item::Word(_) | Item::Newline)),
            y: line.y,
            height: line.height,
            baseline,
            x: start,
            width: line.raw.width - line.raw.indent + if gap > 0.0 { free } else { 0.0 },
            fragments: Vec::new(),
            boxes: Vec::new(),
        };
        let mut spans: Vec<(u32, InlineBox)> = Vec::new();
        for open in &mut self.open {
            (open.1, open.2) = (start, false);
        }
        let mut x = start;
        let mut growing: Option<Growing> = None;
        for (number, one) in line.raw.placed.iter().enumerate() {
            let hanging = number >= line.solid;
            match paragraph.items[one.item] {
                Item::Word(word) if let Some(mark) = one.mark => {
                    self.flush(growing.take(), line, baseline, &mut set);
                    let fragment = self.fragment(word.run, mark.into(), x, one.width, line, baseline);
                    set.fragments.push(fragment);
                    x += one.width;
                }
                Item::Word(_) if hanging => {}
                Item::Word(word) if word.tab => {
                    self.flush(growing.take(), line, baseline, &mut set);
                    x += one.width;
                }
                Item::Word(word) => {
                    let spaced =
                        word.blank && paragraph.runs[word.run as usize].style.text.word_spacing != 0.0;
                    match &mut growing {
                        Some(last) if last.run == word.run && last.end == one.start => {
                            last.end = one.end;
                            last.width += one.width;
                        }
                        _ => {
                            self.flush(growing.take(), line, baseline, &mut set);
                            let (start, end) = (one.start, one.end);
                            growing = Some(Growing { run: word.run, start, end, x, width: one.width });
                        }
                    }
                    x += one.width;
                    if spaced || (gap > 0.0 && number + 1 < line.solid && self.stretches(one)) {
                        self.flush(growing.take(), line, baseline, &mut set);
                        if !spaced || gap > 0.0 {
                            x += gap;
                        }
                    }
                }
                Item::Atom { index, span, .. } => {
                    self.flush(growing.take(), line, baseline, &mut set);
                    let atom = &self.atoms[index as usize];
                    let (above, below, seat) = self.seats.atom(atom, span);
                    let top = match seat {
                        Seat::Shift(shift) => baseline - shift - above,
                        Seat::Top => line.y,
                        Seat::Bottom => line.y + line.height - above - below,
                    };
                    placement.atoms[index as usize] = Some((x, top));
                    x += one.width;
                    if gap > 0.0 && number + 1 < line.solid && self.stretches(one) {
                        x += gap;
                    }
                }
                Item::Open(span) => {
                    let margin = paragraph.spans[span as usize].style.layout.margin.left.or_zero(self.basis);
                    self.open.push((span, x + margin, true));
                    x += one.width;
                }
                Item::Close(span) => {
                    let margin = paragraph.spans[span as usize].style.layout.margin.right.or_zero(self.basis);
                    x += one.width;
                    if let Some(at) = self.open.iter().rposition(|open| open.0 == span) {
                        let (_, start, first) = self.open.remove(at);
                        spans.push((
                            span,
                            self.span_box(span, start, x - margin, (first, true), line, baseline),
                        ));
                    }
                }
                Item::Anchor { id, inline } => {
                    let block_y = if number == 0 { line.y } else { line.y + line.height };
                    placement.anchors.push(if inline { (id, x, line.y) } else { (id, 0.0, block_y) });
                }
                Item::Newline => {}
            }
        }
        self.flush(growing.take(), line, baseline, &mut set);
        for &(span, start, first) in &self.open {
            spans.push((span, self.span_box(span, start, x, (first, false), line, baseline)));
        }
        // Outer elements were opened first and stand behind.
        spans.sort_by_key(|(span, _)| *span);
        set.boxes = spans.into_iter().map(|(_, piece)| piece).collect();
        set
    }

    /// Whether justified text may grow after this.
    fn stretches(&self, placed: &Placed) -> bool {
        match self.paragraph.items[placed.item] {
            Item::Word(word) => word.break_after && placed.end == word.end,
            Item::Atom { break_after, .. } => break_after,
            _ => false,
        }
    }

    fn flush(&self, growing: Option<Growing>, line: &Measured, baseline: f32, set: &mut Line) {
        let Some(Growing { run, start, end, x, width }) = growing else { return };
        let whole = &self.paragraph.runs[run as usize].text;
        let text = if start == 0 && end as usize == whole.len() {
            whole.clone()
        } else {
            Rc::from(&whole[start as usize..end as usize])
        };
        set.fragments.push(self.fragment(run, text, x, width, line, baseline));
    }

    fn fragment(
        &self,
        run: u32,
        text: Rc<str>,
        x: f32,
        width: f32,
        line: &Measured,
        baseline: f32,
    ) -> TextFragment {
        let (own, seat) = self.seats.runs[run as usize];
        let font = self.seats.fonts[run as usize].clone();
        let run = &self.paragraph.runs[run as usize];
        TextFragment {
            text,
            font,
            style: run.style.clone(),
            source: run.node,
            element: run.element,
            pseudo: run.pseudo,
            x,
            baseline: own_baseline(seat, &own, line, baseline),
            width,
            ascent: own.ascent,
            descent: own.descent,
        }
    }

    fn span_box(
        &self,
        span: u32,
        start: f32,
        end: f32,
        (first, last): (bool, bool),
        line: &Measured,
        baseline: f32,
    ) -> InlineBox {
        let (own, seat) = self.seats.spans[span as usize];
        let span = &self.paragraph.spans[span as usize];
        let baseline = own_baseline(seat, &own, line, baseline);
        let layout = &span.style.layout;
        let above = own.ascent + layout.padding.top.or_zero(self.basis) + layout.border_width.top;
        let below = own.descent + layout.padding.bottom.or_zero(self.basis) + layout.border_width.bottom;
        InlineBox {
            source: span.node,
            pseudo: span.pseudo,
            style: span.style.clone(),
            rect: Rect::new(start, baseline - above, (end - start).max(0.0), above + below),
            first,
            last,
        }
    }
}

fn own_baseline(seat: Seat, own: &InlineMetrics, line: &Measured, baseline: f32) -> f32 {
    match seat {
        Seat::Shift(shift) => baseline - shift,
        Seat::Top => line.y + own.above,
        Seat::Bottom => line.y + line.height - own.below,
    }
}
