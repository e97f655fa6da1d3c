//! Tables. taffy has none: rows and groups are laid out by their table, which sees all cells of a column at once; a cell is a
//! block for taffy like any other, as wide as its column and as high as its row.

mod columns;

use super::Pass;
use crate::boxes::{BoxId, Kind};
use columns::{Column, distribute, least, most};
use minihost_style::{BorderCollapse, BoxStyle, Length, Sides, TableLayout, VerticalAlign};
use taffy::{
    AvailableSpace, AxisStaticEdge, AxisStaticPosition, Baselines, BoxSizing, Layout, LayoutInput,
    LayoutOutput, LayoutPartialTree, Line, MaybeMath, MaybeResolve, NodeId, OofCandidate, OofCandidates,
    OofPositioningArea, Point, Rect, RequestedAxis, ResolveOrZero, RunMode, Size, SizingMode,
};

/// A row of a table, with what stands in it.
struct Row {
    id: BoxId,
    /// The group around it, if there is one.
    group: Option<BoxId>,
    cells: Vec<BoxId>,
    height: f32,
    /// Whether its height was named.
    fixed: bool,
    /// Where text stands in cells that are aligned by it, from the row's top.
    baseline: f32,
    /// Heights of the cells that were laid out as high as what they hold, by their number.
    natural: Vec<(usize, f32)>,
}

/// What is between cells: spacing, or less than nothing where borders lie on each other.
struct Gaps {
    /// Before each column and after the last.
    x: Vec<f32>,
    /// Before each row and after the last.
    y: Vec<f32>,
}

impl Pass<'_> {
    pub(super) fn table(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        let style = self.boxes.node(id.into()).flow.style.clone();
        let calcs = self.calcs.clone();
        let calc = |value: *const (), basis: f32| calcs.resolve(value, basis);
        let basis = inputs.parent_size.width;
        let padding = style.padding.resolve_or_zero(basis, calc);
        let border = style.border.resolve_or_zero(basis, calc);
        let inset = padding + border;
        let edges = inset.sum_axes();
        let adjust = if style.box_sizing == BoxSizing::ContentBox { edges } else { Size::ZERO };
        let styled = |size: Size<Option<f32>>| match inputs.sizing_mode {
            SizingMode::InherentSize => size.maybe_add(adjust),
            SizingMode::ContentSize => Size::NONE,
        };
        let size = styled(style.size.maybe_resolve(inputs.parent_size, calc));
        let min = styled(style.min_size.maybe_resolve(inputs.parent_size, calc));
        let max = styled(style.max_size.maybe_resolve(inputs.parent_size, calc));
        let wanted = inputs.known_dimensions.or(size.maybe_clamp(min, max));

        let mut rows = self.rows(id.into());
        let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let gaps = self.gaps(id.into(), &rows, count, border);
        let between: f32 = gaps.x.iter().sum();
        let content = |outer: f32| outer - edges.width - between;
        let equal = wanted.width.filter(|_| self.is_fixed(id.into())).map(content);
        let columns = self.columns(&rows, count, equal);
        let (low, high) = (least(&columns), most(&columns));
        let room = match (wanted.width, inputs.available_space.width) {
            (Some(width), _) => content(width),
            (None, AvailableSpace::Definite(width)) => content(width).min(high),
            (None, AvailableSpace::MinContent) => low,
            (None, AvailableSpace::MaxContent) => high,
        };
        let room = room.maybe_clamp(min.width.map(content), max.width.map(content)).max(low).max(0.0);
        let width = if count == 0 {
            wanted.width.unwrap_or(edges.width).maybe_max(min.width).max(edges.width)
        } else {
            room + between + edges.width
        };
        if inputs.run_mode == RunMode::ComputeSize && inputs.axis == RequestedAxis::Horizontal {
            return LayoutOutput::from_outer_size(Size { width, height: 0.0 });
        }

        let widths = distribute(&columns, room);
        for row in &mut rows {
            self.measure_row(row, &widths);
        }
        let spacing: f32 = gaps.y.iter().sum();
        let natural = rows.iter().map(|row| row.height).sum::<f32>() + spacing + edges.height;
        let height = wanted.height.unwrap_or(natural).maybe_max(min.height).max(natural);
        stretch(&mut rows, height - natural);
        let mut output = LayoutOutput::from_outer_size(Size { width, height });
        if inputs.run_mode == RunMode::PerformLayout {
            self.place_rows(id, &rows, &widths, &gaps, Point { x: inset.left, y: inset.top }, &mut output);
            output.oof_positioning_area = Some(OofPositioningArea {
                size: (output.size - border.sum_axes()).maybe_max(Size::ZERO.map(Some)),
                offset: Point { x: border.left, y: border.top },
            });
            output.scrollable_overflow_rect = Rect { left: 0.0, top: 0.0, right: width, bottom: height };
        }
        output
    }

    /// Rows from top to bottom. What is out of flow is none.
    fn rows(&self, table: BoxId) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |id: BoxId, group| {
            let cells = self.in_flow(id).collect();
            rows.push(Row {
                id,
                group,
                cells,
                height: 0.0,
                fixed: false,
                baseline: 0.0,
                natural: Vec::new(),
            });
        };
        for child in self.in_flow(table) {
            match self.boxes.node(child).flow.kind {
                Kind::RowGroup => self.in_flow(child).for_each(|row| add(row, Some(child))),
                _ => add(child, None),
            }
        }
        rows
    }

    fn in_flow(&self, id: BoxId) -> impl Iterator<Item = BoxId> + '_ {
        let children = self.boxes.node(id).flow.children.iter().copied();
        children.filter(|&child| !self.boxes.node(child).flow.style.position.is_out_of_flow())
    }

    fn is_fixed(&self, table: BoxId) -> bool {
        let node = self.boxes.node(table);
        node.is_styled() && node.style.layout.table_layout == TableLayout::Fixed
    }

    fn gaps(&self, table: BoxId, rows: &[Row], columns: usize, border: Rect<f32>) -> Gaps {
        let text = &self.boxes.node(table).style.text;
        if text.border_collapse == BorderCollapse::Separate {
            let (x, y) = text.border_spacing;
            let of = |length: Length, count: usize| {
                let length = if count == 0 { 0.0 } else { length.or_zero(0.0) };
                vec![length; count + 1]
            };
            return Gaps { x: of(x, columns), y: of(y, rows.len()) };
        }
        // Borders that meet lie on each other, as far as all of them reach.
        let edge = |id: BoxId| {
            let width = &self.boxes.node(id).style.layout.border_width;
            if self.boxes.node(id).is_styled() { *width } else { Sides::default() }
        };
        let mut gaps = Gaps { x: vec![f32::INFINITY; columns + 1], y: vec![f32::INFINITY; rows.len() + 1] };
        let meet = |gap: &mut f32, before: f32, after: f32| *gap = gap.min(before.min(after));
        for (number, row) in rows.iter().enumerate() {
            for (column, &cell) in row.cells.iter().enumerate() {
                let own = edge(cell);
                let left = column.checked_sub(1).map_or(border.left, |before| edge(row.cells[before]).right);
                meet(&mut gaps.x[column], left, own.left);
                if column + 1 == columns {
                    meet(&mut gaps.x[columns], own.right, border.right);
                }
                let above = match number.checked_sub(1) {
                    None => border.top,
                    Some(above) => rows[above].cells.get(column).map_or(0.0, |&above| edge(above).bottom),
                };
                meet(&mut gaps.y[number], above, own.top);
                if number + 1 == rows.len() {
                    meet(&mut gaps.y[rows.len()], own.bottom, border.bottom);
                }
            }
        }
        for gap in gaps.x.iter_mut().chain(&mut gaps.y) {
            *gap = if gap.is_finite() { -*gap } else { 0.0 };
        }
        gaps
    }

    // ---- widths

    /// What each column asks for; `equal` is the room in a table whose first row alone says it.
    fn columns(&mut self, rows: &[Row], count: usize, equal: Option<f32>) -> Vec<Column> {
        let mut columns = vec![Column::default(); count];
        let rows = if equal.is_some() { rows.get(..1).unwrap_or_default() } else { rows };
        for row in rows {
            for (column, &cell) in columns.iter_mut().zip(&row.cells) {
                column.hold(self.column(cell, equal));
            }
        }
        columns
    }

    fn column(&mut self, cell: BoxId, equal: Option<f32>) -> Column {
        let (named, edges) = self.named(cell, |style| (style.width, style.min_width));
        let (width, narrowest) = named.unwrap_or((Length::Auto, Length::Auto));
        let percent = match width {
            Length::Percent(percent) => Some(percent.max(0.0)),
            _ => None,
        };
        let pixels = match width {
            Length::Px(width) => Some(width.max(0.0) + edges.width),
            _ => None,
        };
        if let Some(room) = equal {
            let width = pixels.or_else(|| Some(percent? * room + edges.width));
            let least = width.unwrap_or(0.0);
            return Column { min: least, max: least, fixed: width.is_some(), percent: None };
        }
        let narrowest = narrowest.or_zero(0.0) + edges.width;
        let min = self.cell_width(cell, AvailableSpace::MinContent).max(narrowest);
        let max = match pixels {
            Some(width) => width.max(min),
            None => self.cell_width(cell, AvailableSpace::MaxContent).max(min),
        };
        Column { min, max, fixed: pixels.is_some(), percent }
    }

    /// What a cell's own style names, and what its padding and border add to that.
    fn named<T>(&self, cell: BoxId, of: impl Fn(&BoxStyle) -> T) -> (Option<T>, Size<f32>) {
        let node = self.boxes.node(cell);
        if !node.is_styled() {
            return (None, Size::ZERO);
        }
        let style = &node.flow.style;
        let calc = |value: *const (), basis: f32| self.calcs.resolve(value, basis);
        let padding = style.padding.resolve_or_zero(None, calc);
        let edges = (padding + style.border.resolve_or_zero(None, calc)).sum_axes();
        let adds = style.box_sizing == BoxSizing::ContentBox;
        (Some(of(&node.style.layout)), if adds { edges } else { Size::ZERO })
    }

    fn cell_width(&mut self, cell: BoxId, space: AvailableSpace) -> f32 {
        let inputs = cell_inputs(None, None, space, RunMode::ComputeSize, RequestedAxis::Horizontal);
        self.layout(cell.into(), inputs, None).size.width
    }

    // ---- heights

    /// The height of a row: that of its highest cell, or more where a style says so.
    fn measure_row(&mut self, row: &mut Row, widths: &[f32]) {
        let (height, _) = self.named(row.id, |style| style.height);
        let named = match height {
            Some(Length::Px(height)) => Some(height),
            _ => None,
        };
        let mut least = named.unwrap_or(0.0);
        let mut by_text: Vec<(f32, f32)> = Vec::new();
        let text_cells = row.cells.iter().filter(|cell| self.stands_on_text(**cell)).count();
        for (number, (&cell, &width)) in row.cells.iter().zip(widths).enumerate() {
            let (height, edges) = self.named(cell, |style| style.height);
            if let Some(Length::Px(height)) = height {
                row.fixed = true;
                least = least.max(height + edges.height);
            }
            // A baseline is told by a whole layout only, and matters only beside another.
            let mode = if text_cells > 1 && self.stands_on_text(cell) {
                RunMode::PerformLayout
            } else {
                RunMode::ComputeSize
            };
            let space = AvailableSpace::Definite(width);
            let inputs = cell_inputs(Some(width), None, space, mode, RequestedAxis::Both);
            let output = self.layout(cell.into(), inputs, None);
            least = least.max(output.size.height);
            if mode == RunMode::PerformLayout {
                let baseline = self.boxes.node(cell).flow.baseline.unwrap_or(output.size.height);
                by_text.push((baseline, output.size.height - baseline));
                row.natural.push((number, output.size.height));
            }
        }
        row.baseline = by_text.iter().map(|(above, _)| *above).fold(0.0, f32::max);
        let below = by_text.iter().map(|(_, below)| *below).fold(0.0, f32::max);
        row.height = least.max(row.baseline + below);
        row.fixed |= named.is_some();
    }

    fn stands_on_text(&self, cell: BoxId) -> bool {
        !matches!(
            self.boxes.node(cell).style.layout.vertical_align,
            VerticalAlign::Top | VerticalAlign::Middle | VerticalAlign::Bottom
        ) || !self.boxes.node(cell).is_styled()
    }

    // ---- places

    /// Lays out all cells for good and tells rows and groups where they are.
    fn place_rows(
        &mut self,
        table: NodeId,
        rows: &[Row],
        widths: &[f32],
        gaps: &Gaps,
        start: Point<f32>,
        output: &mut LayoutOutput,
    ) {
        let epoch = self.boxes.epoch;
        let rtl = self.style(table).direction.is_rtl();
        let inner = output.size.width - 2.0 * start.x;
        let first_gap = gaps.x.first().copied().unwrap_or(0.0);
        let last_gap = if gaps.x.len() > 1 { gaps.x[gaps.x.len() - 1] } else { 0.0 };
        let row_width =
            (widths.iter().sum::<f32>() + gaps.x.iter().sum::<f32>() - first_gap - last_gap).max(0.0);
        let mut candidates = OofCandidates::new();
        let mut y = start.y;
        // The group that is open, and where it began.
        let mut open: Option<(BoxId, f32)> = None;
        for (number, row) in rows.iter().enumerate() {
            let before = y;
            y += gaps.y[number];
            if open.map(|(group, _)| group) != row.group {
                self.close_group(open.take(), start.x + first_gap, before, row_width);
                open = row.group.map(|group| (group, y));
            }
            let origin = Point { x: start.x + first_gap, y };
            let group = open.map_or(Point::ZERO, |(_, top)| Point { x: origin.x, y: top });
            let mut x = 0.0;
            for (column, (&cell, &width)) in row.cells.iter().zip(widths).enumerate() {
                if column > 0 {
                    x += gaps.x[column];
                }
                let at = if rtl { inner - first_gap - last_gap - x - width } else { x };
                let mut cell_output = self.place_cell(cell, (row, column), at, width);
                cell_output.oof_candidates.translate(Point { x: origin.x + at, y: origin.y });
                candidates.append(&mut cell_output.oof_candidates);
                if output.baselines.first.is_none() {
                    let flow = &self.boxes.node(cell).flow;
                    let baseline = flow.baseline.map(|line| origin.y + line + flow.drop);
                    output.baselines = Baselines::from_first(baseline);
                }
                x += width;
            }
            let size = Size { width: row_width, height: row.height };
            let location = Point { x: origin.x - group.x, y: origin.y - group.y };
            self.place_part(row.id, location, size);
            self.candidates_in(row.id, origin, &mut candidates);
            y += row.height;
        }
        self.close_group(open, start.x + first_gap, y, row_width);
        self.candidates_in(table.into(), start, &mut candidates);
        self.boxes.node_mut(table.into()).flow.laid = epoch;
        output.oof_candidates = candidates;
    }

    fn close_group(&mut self, open: Option<(BoxId, f32)>, x: f32, end: f32, width: f32) {
        let Some((group, top)) = open else { return };
        self.place_part(group, Point { x, y: top }, Size { width, height: end - top });
    }

    fn place_cell(&mut self, cell: BoxId, (row, number): (&Row, usize), x: f32, width: f32) -> LayoutOutput {
        let space = AvailableSpace::Definite(width);
        // A layout that was right the first time is not done again: tables in tables would double it at each level.
        let as_it_is = row.natural.contains(&(number, row.height));
        let height = if as_it_is { None } else { Some(row.height) };
        let inputs = cell_inputs(Some(width), height, space, RunMode::PerformLayout, RequestedAxis::Both);
        let output = self.layout(cell.into(), inputs, None);
        let style = self.boxes.node(cell).flow.style.clone();
        let calcs = self.calcs.clone();
        let calc = |value: *const (), basis: f32| calcs.resolve(value, basis);
        let layout = Layout {
            location: Point { x, y: 0.0 },
            size: Size { width, height: row.height },
            scrollable_overflow_rect: output.scrollable_overflow_rect,
            padding: style.padding.resolve_or_zero(None, calc),
            border: style.border.resolve_or_zero(None, calc),
            ..Layout::new()
        };
        self.set_unrounded_layout(cell.into(), &layout);
        let own = self.boxes.node(cell).flow.baseline;
        let drop = match own {
            Some(own) if row.baseline > 0.0 && self.stands_on_text(cell) => row.baseline - own,
            _ => 0.0,
        };
        self.boxes.node_mut(cell).flow.drop = drop.max(0.0);
        output
    }

    /// A row or a group, which no algorithm of taffy's ever sees.
    fn place_part(&mut self, id: BoxId, location: Point<f32>, size: Size<f32>) {
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id).flow;
        flow.laid = epoch;
        flow.layout = Layout { location, size, ..Layout::new() };
    }

    /// What is out of flow among the children of a table or a row stands at its corner, and is placed further out.
    fn candidates_in(&self, id: BoxId, corner: Point<f32>, out: &mut OofCandidates) {
        let children = &self.boxes.node(id).flow.children;
        for (order, &child) in children.iter().enumerate() {
            let position = self.boxes.node(child).flow.style.position;
            if position.is_out_of_flow() {
                out.push(OofCandidate {
                    node: child.into(),
                    order: order as u32,
                    position,
                    static_position: Point {
                        x: AxisStaticPosition::from_edge(corner.x, AxisStaticEdge::Start),
                        y: AxisStaticPosition::from_edge(corner.y, AxisStaticEdge::Start),
                    },
                });
            }
        }
    }
}

fn cell_inputs(
    width: Option<f32>,
    height: Option<f32>,
    space: AvailableSpace,
    run_mode: RunMode,
    axis: RequestedAxis,
) -> LayoutInput {
    LayoutInput {
        run_mode,
        sizing_mode: SizingMode::InherentSize,
        axis,
        known_dimensions: Size { width, height },
        known_dimensions_are_definite: Size { width: true, height: true },
        parent_size: Size::NONE,
        available_space: Size { width: space, height: AvailableSpace::MaxContent },
        vertical_margins_are_collapsible: Line::FALSE,
    }
}

/// A table that is higher than its rows makes those higher whose height nobody named, the higher the more.
fn stretch(rows: &mut [Row], excess: f32) {
    if excess <= 0.0 || rows.is_empty() {
        return;
    }
    let any_free = rows.iter().any(|row| !row.fixed);
    let weight = |row: &Row| if any_free && row.fixed { 0.0 } else { row.height };
    let sum: f32 = rows.iter().map(weight).sum();
    let count = rows.len() as f32;
    for row in rows {
        let share = if sum > 0.0 { weight(row) / sum } else { 1.0 / count };
        row.height += excess * share;
    }
}
