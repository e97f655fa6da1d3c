//! Tables, and the boxes that stand for the parts of them that nobody wrote. CSS 2.1, 17.2.1.

use super::flow::shows_inline;
use super::{Builder, Class, Found, MAX_DEPTH, Source};
use crate::boxes::{BoxId, Kind};
use minihost_style::{ComputedStyle, Display};
use std::rc::Rc;

/// A row, a group of rows or a cell.
pub(super) fn is_table_part(found: &Found) -> bool {
    found.class == Class::Block
        && matches!(
            found.style.layout.display,
            Display::TableRowGroup | Display::TableRow | Display::TableCell
        )
}

/// What stands in such a box without another box around it.
fn belongs(found: &Found, kind: Kind) -> bool {
    let display = found.style.layout.display;
    found.class == Class::Block
        && match kind {
            Kind::Table => matches!(display, Display::TableRowGroup | Display::TableRow),
            Kind::RowGroup => display == Display::TableRow,
            _ => display == Display::TableCell,
        }
}

impl Builder<'_> {
    /// The part of a table that an element makes where it stands; `None` for a cell and for what is no part of one.
    pub(super) fn table_kind(&self, id: BoxId, style: &ComputedStyle) -> Option<Kind> {
        let around = self.boxes.node(id).flow.parent.map(|parent| self.boxes.node(parent).flow.kind);
        match (style.layout.display, around) {
            (Display::Table | Display::InlineTable, _) => Some(Kind::Table),
            (Display::TableRowGroup, Some(Kind::Table)) => Some(Kind::RowGroup),
            (Display::TableRow, Some(Kind::Table | Kind::RowGroup)) => Some(Kind::Row),
            _ => None,
        }
    }

    /// Whether a box is a cell where it stands.
    pub(super) fn is_cell(&self, id: BoxId, style: &ComputedStyle) -> bool {
        let around = self.boxes.node(id).flow.parent.map(|parent| self.boxes.node(parent).flow.kind);
        style.layout.display == Display::TableCell && around == Some(Kind::Row)
    }

    /// The children of a table, a group of rows or a row.
    pub(super) fn fill_table(
        &mut self,
        id: BoxId,
        kind: Kind,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> Vec<BoxId> {
        self.boxes.node_mut(id).flow.kind = kind;
        let mut children = Vec::new();
        let mut strange: Vec<Found> = Vec::new();
        for one in found {
            if belongs(&one, kind) {
                self.end_strange(id, kind, style, &mut strange, &mut children, depth);
                children.extend(self.make(id, &one, depth + 1));
            } else {
                strange.push(one);
            }
        }
        self.end_strange(id, kind, style, &mut strange, &mut children, depth);
        children
    }

    /// What does not belong gets a box around it that does.
    fn end_strange(
        &mut self,
        id: BoxId,
        kind: Kind,
        style: &Rc<ComputedStyle>,
        strange: &mut Vec<Found>,
        children: &mut Vec<BoxId>,
        depth: usize,
    ) {
        let strange = std::mem::take(strange);
        if strange.iter().any(|one| shows_inline(one) || matches!(one.class, Class::Block | Class::Float)) {
            let inner = if kind == Kind::Row { Kind::Block } else { Kind::Row };
            children.extend(self.wrap(id, inner, style, strange, depth));
            return;
        }
        for one in strange {
            if matches!(one.class, Class::OutOfFlow { .. }) {
                children.extend(self.make(id, &one, depth + 1));
            }
        }
    }

    /// Rows and cells without a table.
    pub(super) fn end_parts(
        &mut self,
        id: BoxId,
        style: &Rc<ComputedStyle>,
        parts: &mut Vec<Found>,
        depth: usize,
    ) -> Option<BoxId> {
        let parts = std::mem::take(parts);
        if parts.is_empty() { None } else { self.wrap(id, Kind::Table, style, parts, depth) }
    }

    /// An anonymous table, row, or cell ([`Kind::Block`]).
    fn wrap(
        &mut self,
        parent: BoxId,
        kind: Kind,
        style: &Rc<ComputedStyle>,
        found: Vec<Found>,
        depth: usize,
    ) -> Option<BoxId> {
        let depth = depth + 1;
        if depth > MAX_DEPTH {
            self.too_deep();
            return None;
        }
        let mut taffy = self.boxes.converted.plain(style.text.direction);
        match kind {
            Kind::Table => Rc::make_mut(&mut taffy).item_is_table = true,
            Kind::Block => Rc::make_mut(&mut taffy).display = taffy::Display::FlowRoot,
            _ => {}
        }
        let id = self.boxes.create(None, None, style.clone(), kind, taffy);
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id).flow;
        flow.parent = Some(parent);
        flow.built = epoch;
        let children = if kind == Kind::Block {
            // Only whether it is a `text` component is asked of a source, and those hold no tables.
            let source = Source { node: self.tree.root(), pseudo: None };
            self.fill_block(id, source, style, found, true, depth).1
        } else {
            self.fill_table(id, kind, style, found, depth)
        };
        for &child in &children {
            self.boxes.node_mut(child).flow.parent = Some(id);
        }
        self.boxes.node_mut(id).flow.children = children;
        Some(id)
    }
}
