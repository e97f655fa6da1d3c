//! Blocks, lines and items: how what was found is put into a container.

use super::table::is_table_part;
use super::{Builder, Class, Found, MAX_DEPTH, Source, Step};
use crate::boxes::{BoxContent, BoxId, Kind};
use crate::inline::{ParagraphBuilder, TextSource};
use minihost_style::{ComputedStyle, Overflow, TextOverflow, WhiteSpace};
use std::rc::Rc;

impl Builder<'_> {
    pub(super) fn fill_items(
        &mut self,
        id: BoxId,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> (Kind, Vec<BoxId>) {
        let mut children: Vec<(i32, BoxId)> = Vec::new();
        let mut text: Vec<Found> = Vec::new();
        for one in found {
            if matches!(one.class, Class::Text(_)) {
                text.push(one);
                continue;
            }
            children.extend(self.anonymous(id, style, std::mem::take(&mut text), depth).map(|id| (0, id)));
            let order = one.style.flex.order;
            children.extend(self.make(id, &one, depth + 1).map(|id| (order, id)));
        }
        children.extend(self.anonymous(id, style, text, depth).map(|id| (0, id)));
        children.sort_by_key(|(order, _)| *order);
        (Kind::Flex, children.into_iter().map(|(_, id)| id).collect())
    }

    pub(super) fn fill_block(
        &mut self,
        id: BoxId,
        source: Source,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        cell: bool,
        depth: usize,
    ) -> (Kind, Vec<BoxId>) {
        let blocks = found
            .iter()
            .any(|one| matches!(one.class, Class::Block | Class::Float | Class::Inline { floats: true }));
        // A cell's text stands in a paragraph inside, so that it can be aligned in the cell.
        if !blocks && !cell && found.iter().any(shows_inline) {
            let keep = self.element(source).is_some_and(|element| &*element.tag == "text");
            let children = self.fill_paragraph(id, style.clone(), style, found, keep, depth);
            return (Kind::Paragraph, children);
        }
        let mut children = Vec::new();
        let mut group: Vec<Found> = Vec::new();
        // Parts of a table that is not there.
        let mut parts: Vec<Found> = Vec::new();
        for one in found {
            let part = is_table_part(&one);
            if part || (!parts.is_empty() && matches!(one.class, Class::Text(_)) && !shows_inline(&one)) {
                if part {
                    self.end_group(id, style, &mut group, &mut children, depth);
                    parts.push(one);
                }
                continue;
            }
            children.extend(self.end_parts(id, style, &mut parts, depth));
            match one.class {
                Class::Block => {
                    self.end_group(id, style, &mut group, &mut children, depth);
                    children.extend(self.make(id, &one, depth + 1));
                }
                // A float among text stands at the top of that text.
                Class::Float => children.extend(self.make(id, &one, depth + 1)),
                Class::Inline { floats: true } => {
                    let mut floats = Vec::new();
                    self.floats_in(one.source, &mut floats, 0);
                    for float in floats {
                        children.extend(self.make(id, &float, depth + 1));
                    }
                    group.push(one);
                }
                _ => group.push(one),
            }
        }
        children.extend(self.end_parts(id, style, &mut parts, depth));
        self.end_group(id, style, &mut group, &mut children, depth);
        (Kind::Block, children)
    }

    /// The floats inside an inline element: they float in the block around it.
    pub(super) fn floats_in(&mut self, source: Source, out: &mut Vec<Found>, depth: usize) {
        if depth >= MAX_DEPTH {
            return;
        }
        let Some(style) = self.style_of(source) else { return };
        let mut inner = Vec::new();
        self.gather(source, &style, &mut inner);
        for one in inner {
            match one.class {
                Class::Float => out.push(one),
                Class::Inline { floats: true } => self.floats_in(one.source, out, depth + 1),
                _ => {}
            }
        }
    }

    /// Inline content between blocks becomes a paragraph of its own.
    pub(super) fn end_group(
        &mut self,
        id: BoxId,
        style: &Rc<ComputedStyle>,
        group: &mut Vec<Found>,
        children: &mut Vec<BoxId>,
        depth: usize,
    ) {
        let group = std::mem::take(group);
        if group.iter().any(shows_inline) {
            children.extend(self.anonymous(id, style, group, depth));
            return;
        }
        for one in group {
            if matches!(one.class, Class::OutOfFlow { .. }) {
                children.extend(self.make(id, &one, depth + 1));
            }
        }
    }

    /// An anonymous paragraph for inline content; none when there is nothing to see.
    pub(super) fn anonymous(
        &mut self,
        parent: BoxId,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> Option<BoxId> {
        if !found.iter().any(shows_inline) {
            return None;
        }
        let taffy = self.boxes.converted.plain(style.text.direction);
        let id = self.boxes.create(None, None, style.clone(), Kind::Paragraph, taffy);
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id).flow;
        flow.parent = Some(parent);
        flow.built = epoch;
        let keep = {
            let parent = self.boxes.node(parent);
            parent.pseudo.is_none()
                && parent
                    .source
                    .and_then(|node| self.tree.element(node))
                    .is_some_and(|element| &*element.tag == "text")
        };
        let children = self.fill_paragraph(id, style.clone(), style, found, keep, depth + 1);
        for &child in &children {
            self.boxes.node_mut(child).flow.parent = Some(id);
        }
        self.boxes.node_mut(id).flow.children = children;
        Some(id)
    }

    // ---- paragraphs

    pub(super) fn fill_paragraph(
        &mut self,
        id: BoxId,
        style: Rc<ComputedStyle>,
        container: &ComputedStyle,
        found: Vec<Found>,
        keep_newlines: bool,
        depth: usize,
    ) -> Vec<BoxId> {
        let mut steps = Vec::new();
        let mut children = Vec::new();
        for one in found {
            self.step(id, one, keep_newlines, depth, &mut steps, &mut children);
        }
        let clamp = (container.layout.line_clamp > 0).then_some(container.layout.line_clamp);
        let ellipsis = container.layout.text_overflow == TextOverflow::Ellipsis
            && container.layout.overflow_x != Overflow::Visible;
        let mut builder = ParagraphBuilder::new(style, &mut self.boxes.widths, clamp, ellipsis);
        for step in steps {
            match step {
                Step::Open(source, style) => builder.open(source.node, source.pseudo, style),
                Step::Close => builder.close(),
                Step::Text(source, text) => builder.text(source, &text),
                Step::Atom(id) => builder.atom(id),
                Step::Anchor(id, inline) => builder.anchor(id, inline),
            }
        }
        let paragraph = builder.finish();
        let texts = paragraph.runs.iter().map(|run| (run.node, run.pseudo));
        for (node, pseudo) in texts.chain(paragraph.spans.iter().map(|span| (span.node, span.pseudo))) {
            if pseudo.is_none() {
                self.boxes.inline.insert(node, id);
            }
        }
        let this = self.boxes.node_mut(id);
        this.flow.paragraph = Some(Box::new(paragraph));
        this.content = BoxContent::Paragraph(Vec::new());
        self.unmeasured.push(id);
        children
    }

    pub(super) fn step(
        &mut self,
        id: BoxId,
        found: Found,
        keep_newlines: bool,
        depth: usize,
        steps: &mut Vec<Step>,
        children: &mut Vec<BoxId>,
    ) {
        match &found.class {
            Class::Text(text) => {
                let Source { node, pseudo } = found.source;
                let element = match pseudo {
                    Some(_) => node,
                    None => self.tree.parent(node).unwrap_or(node),
                };
                let source =
                    TextSource { node, element, pseudo, style: found.style, keep_newlines, typed: None };
                steps.push(Step::Text(source, text.clone()));
            }
            Class::Inline { .. } => {
                if depth >= MAX_DEPTH {
                    return;
                }
                let source = found.source;
                let keep =
                    keep_newlines || self.element(source).is_some_and(|element| &*element.tag == "text");
                let mut inner = Vec::new();
                self.gather(source, &found.style, &mut inner);
                steps.push(Step::Open(source, found.style));
                for one in inner {
                    self.step(id, one, keep, depth + 1, steps, children);
                }
                steps.push(Step::Close);
            }
            Class::OutOfFlow { inline } => {
                let inline = *inline;
                if let Some(child) = self.make(id, &found, depth + 1) {
                    children.push(child);
                    steps.push(Step::Anchor(child, inline));
                }
            }
            // The block around has it.
            Class::Float => {}
            Class::Atom | Class::Picture(_) | Class::Control | Class::Block => {
                if let Some(child) = self.make(id, &found, depth + 1) {
                    children.push(child);
                    steps.push(Step::Atom(child));
                }
            }
        }
    }
}

/// Whether it makes a line: blanks that collapse do not.
pub(super) fn shows_inline(found: &Found) -> bool {
    match &found.class {
        Class::Text(text) => {
            let preserves = matches!(
                found.style.text.white_space,
                WhiteSpace::Pre | WhiteSpace::PreWrap | WhiteSpace::BreakSpaces
            );
            !text.is_empty() && (preserves || !text.trim_matches([' ', '\t', '\n', '\r']).is_empty())
        }
        Class::Inline { .. } | Class::Atom | Class::Picture(_) | Class::Control => true,
        Class::Block | Class::Float | Class::OutOfFlow { .. } => false,
    }
}
