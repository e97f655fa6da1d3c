//! Laying boxes out: taffy's algorithms over our boxes.

mod table;
mod view;

use crate::box_tree::{BoxTree, LayoutEnv};
use crate::boxes::{BoxContent, BoxId, Kind, Line};
use crate::inline::{AtomBox, Lines, Measures, Paragraph, Placement, Slot, set};
use crate::leaf::LeafKind;
use crate::taffy_style::{Calcs, is_transformed};
use minihost_ports::{Problem, ProblemKind};
use minihost_style::VerticalAlign;
use std::rc::Rc;
use taffy::{
    AvailableSpace, AxisStaticEdge, AxisStaticPosition, BlockContext, BoxSizing, CacheTree, Clear,
    ContainingBlockClaims, Layout, LayoutContainingBlock, LayoutInput, LayoutOutput, LayoutPartialTree,
    Line as Ends, MaybeMath, MaybeResolve, NodeId, OofCandidate, OofPositioningArea, Point, Rect,
    RequestedAxis, ResolveOrZero, RunMode, Size, SizingMode, Style,
};

impl BoxTree {
    /// Lays out everything whose cache is empty.
    pub(crate) fn compute(&mut self, env: &LayoutEnv<'_>) {
        let Some(root) = self.root else { return };
        self.mark_floats();
        let calcs = Rc::new(std::mem::take(&mut self.calcs));
        let limit = STEPS_OF_A_BOX + (STEPS / self.boxes.len().max(1)) as u32;
        let mut pass = Pass { boxes: self, env, calcs, limit, given_up: false };
        let space = Size {
            width: AvailableSpace::Definite(env.viewport.0.max(0.0)),
            height: AvailableSpace::Definite(env.viewport.1.max(0.0)),
        };
        taffy::compute_root_layout(&mut pass, root.into(), space);
        let (calcs, given_up) = (pass.calcs, pass.given_up);
        if given_up && !self.too_much {
            self.too_much = true;
            let message = "layout takes too many steps: boxes within boxes that ask for each other's sizes (grid, baselines) are laid out \
                           roughly; nest fewer of them";
            self.problems.push(Problem::new(ProblemKind::Limit, message).warning());
        }
        self.calcs = Rc::try_unwrap(calcs).expect("because the pass that shared it is over");
    }

    /// Finds the blocks that floats reach out of.
    fn mark_floats(&mut self) {
        if !self.floats {
            return;
        }
        let mut floats = Vec::new();
        for node in self.boxes.iter_mut().flatten() {
            node.flow.floats = false;
            if node.flow.style.float != taffy::Float::None {
                floats.extend(node.flow.parent);
            }
        }
        for start in floats {
            let mut at = Some(start);
            while let Some(id) = at {
                let flow = &mut self.node_mut(id).flow;
                let overflow = flow.style.overflow;
                let open = flow.kind == Kind::Block
                    && flow.style.display == taffy::Display::Block
                    && flow.style.float == taffy::Float::None
                    && !overflow.x.is_scroll_container()
                    && !overflow.y.is_scroll_container();
                if flow.floats || !open {
                    break;
                }
                flow.floats = true;
                at = flow.parent;
            }
        }
    }
}

/// How often one box may be laid out in a pass, beside its share of [`STEPS`]; in real pages it is 2 to 10 times. A grid asks its
/// items for four sizes, each of which may be a layout of its own, so that the innermost of grids in grids is asked 4^depth times.
const STEPS_OF_A_BOX: u32 = 50;
/// Shared among the boxes of a page: few of them may take longer.
const STEPS: usize = 100_000;

/// One layout of a tree.
struct Pass<'a> {
    boxes: &'a mut BoxTree,
    env: &'a LayoutEnv<'a>,
    /// Shared because sizes are resolved while boxes are borrowed.
    calcs: Rc<Calcs>,
    /// Layouts of one box.
    limit: u32,
    /// Some box met the limit.
    given_up: bool,
}

impl Pass<'_> {
    fn style(&self, id: NodeId) -> &Style {
        &self.boxes.node(id.into()).flow.style
    }

    fn layout(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        if inputs.run_mode == RunMode::PerformHiddenLayout {
            self.boxes.node_mut(id.into()).flow.laid = self.boxes.epoch;
            return taffy::compute_hidden_layout(self, id);
        }
        let beside_floats = block.as_ref().is_some_and(|context| context.has_floats());
        if beside_floats || self.boxes.node(id.into()).flow.floats {
            // The result depends on the floats around, and placing floats is an effect that a cache would swallow. An older
            // entry would no longer tell what the box and its children look like.
            self.cache_clear(id);
            return self.layout_anew(id, inputs, block);
        }
        taffy::compute_cached_layout(self, id, inputs, |pass, id, inputs| pass.layout_anew(id, inputs, block))
    }

    fn layout_anew(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        if !self.may_go_on(id, inputs.run_mode) {
            return self.layout_roughly(id, inputs);
        }
        let mut output = match self.boxes.node(id.into()).flow.kind {
            Kind::Block => {
                let root = self.style(id).display == taffy::Display::FlowRoot;
                taffy::compute_block_layout(self, id, inputs, if root { None } else { block })
            }
            Kind::Flex => taffy::compute_flexbox_layout(self, id, inputs),
            Kind::Grid => taffy::compute_grid_layout(self, id, inputs),
            Kind::Paragraph => self.paragraph(id, inputs, block),
            Kind::Leaf => self.leaf(id, inputs),
            Kind::Table => self.table(id, inputs),
            // Their table lays them out.
            Kind::RowGroup | Kind::Row => LayoutOutput::HIDDEN,
        };
        if inputs.run_mode == RunMode::PerformLayout {
            let epoch = self.boxes.epoch;
            let flow = &mut self.boxes.node_mut(id.into()).flow;
            flow.laid = epoch;
            flow.baseline = output.baselines.first;
            self.place_out_of_flow(id, &mut output);
        }
        output
    }

    /// Places what is out of flow in this box, if it is what holds it: where it is positioned, and whatever is in it where it is
    /// transformed.
    fn place_out_of_flow(&mut self, id: NodeId, output: &mut LayoutOutput) {
        let node = self.boxes.node(id.into());
        let area = output.oof_positioning_area.filter(|_| node.is_styled() && is_transformed(&node.style));
        let Some(area) = area.filter(|_| !output.oof_candidates.is_empty()) else {
            taffy::compute_oof_layout(self, id, output);
            return;
        };
        let direction = node.flow.style.direction;
        let candidates = output.oof_candidates.take();
        let all = ContainingBlockClaims::ALL;
        let placed =
            taffy::compute_oof_layout_for_area(self, id, candidates.as_slice(), area, direction, all);
        self.clear_hoisted_children(id);
        self.add_hoisted_children(id, &placed.hoisted);
        output.oof_candidates = placed.unclaimed;
        output.scrollable_overflow_rect =
            output.scrollable_overflow_rect.union(placed.scrollable_overflow_rect);
    }

    /// Counts a layout of this box. What is inside gets its place by the last of them, so that there may be more of those that place.
    fn may_go_on(&mut self, id: NodeId, mode: RunMode) -> bool {
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id.into()).flow;
        if flow.counted_in != epoch {
            (flow.counted_in, flow.steps) = (epoch, 0);
        }
        flow.steps += 1;
        let limit = if mode == RunMode::PerformLayout { 2 * self.limit } else { self.limit };
        let goes_on = flow.steps <= limit;
        self.given_up |= !goes_on;
        goes_on
    }

    /// A size without a look at what is inside: as told, as styled, or as large as the last layout made it.
    fn layout_roughly(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        let epoch = self.boxes.epoch;
        let flow = &mut self.boxes.node_mut(id.into()).flow;
        flow.laid = epoch;
        let (style, last) = (flow.style.clone(), flow.layout.size);
        let calc = |value: *const (), basis: f32| self.calcs.resolve(value, basis);
        let styled = style.size.maybe_resolve(inputs.parent_size, calc);
        LayoutOutput::from_outer_size(inputs.known_dimensions.or(styled).unwrap_or(last))
    }

    // ---- paragraphs

    fn paragraph(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        mut block: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        let style = self.boxes.node(id.into()).flow.style.clone();
        let calcs = self.calcs.clone();
        let calc = |value: *const (), basis: f32| calcs.resolve(value, basis);
        let width = inputs.parent_size.width;
        if inputs.run_mode == RunMode::PerformLayout
            && inputs.known_dimensions.width.is_none()
            && style.size.width.maybe_resolve(width, calc).is_none()
        {
            // Shrink-to-fit: lines are aligned within, and percentages are of, a width that is known only now.
            let axis = RequestedAxis::Horizontal;
            let measure = LayoutInput { run_mode: RunMode::ComputeSize, axis, ..inputs };
            let own = self.paragraph(id, measure, block.as_deref_mut()).size.width;
            let known_dimensions = Size { width: Some(own), ..inputs.known_dimensions };
            return self.paragraph(id, LayoutInput { known_dimensions, ..inputs }, block);
        }
        let Some(paragraph) = self.boxes.node_mut(id.into()).flow.paragraph.take() else {
            return LayoutOutput::HIDDEN;
        };
        let padding = style.padding.resolve_or_zero(width, calc);
        let border = style.border.resolve_or_zero(width, calc);
        let inset = padding + border;
        let performs = inputs.run_mode == RunMode::PerformLayout;
        let height = self.definite_height(&style, &inputs, inset);
        let mut placed: Option<(Placement, Vec<Atom>)> = None;
        let mut output = taffy::compute_leaf_layout(inputs, &*style, calc, |_, available| {
            let space = available.width;
            let atoms = self.atoms(&paragraph, space, height, inputs.axis);
            let sizes: Vec<AtomBox> = atoms.iter().map(|atom| atom.size).collect();
            let content = match space {
                AvailableSpace::Definite(width) => width.max(0.0),
                AvailableSpace::MaxContent => f32::INFINITY,
                AvailableSpace::MinContent => Lines::min_content(&paragraph, &sizes),
            };
            let mut slots = |y: f32, after: Option<usize>| {
                let context = block.as_deref_mut()?;
                if !context.has_active_floats(y + inset.top) {
                    return None;
                }
                let slot = context.find_content_slot(y + inset.top, Clear::None, after);
                // The context knows this block's border box; lines stand in its content box.
                let x = (slot.x - inset.left).max(0.0);
                let right = (slot.x + slot.width - inset.left).min(content);
                Some(Slot { x, y: slot.y - inset.top, width: (right - x).max(0.0), segment: slot.segment_id })
            };
            let mut measures = Measures { widths: &mut self.boxes.widths, measurer: self.env.measurer };
            let placement = set(&paragraph, &sizes, content, &mut slots, &mut measures, performs);
            let width = match space {
                AvailableSpace::MinContent => content,
                // Shrink-to-fit: text that wraps takes all the room there is.
                AvailableSpace::Definite(width) if placement.wrapped => placement.width.max(width),
                _ => placement.width,
            };
            let size = Size { width, height: placement.height };
            placed = Some((placement, atoms));
            size
        });
        if let Some((placement, atoms)) = placed {
            output.baselines = taffy::Baselines::from_first(placement.first_baseline.map(|y| y + inset.top));
            if performs {
                self.keep_lines(id, placement, atoms, inset, border, &mut output);
            }
        }
        if performs {
            output.oof_positioning_area = Some(OofPositioningArea {
                size: (output.size - border.sum_axes()).maybe_max(Size::ZERO.map(Some)),
                offset: Point { x: border.left, y: border.top },
            });
        }
        self.boxes.node_mut(id.into()).flow.paragraph = Some(paragraph);
        output
    }

    /// The content height that percentages inside may count on.
    fn definite_height(&self, style: &Style, inputs: &LayoutInput, inset: Rect<f32>) -> Option<f32> {
        let calc = |value: *const (), basis: f32| self.calcs.resolve(value, basis);
        let known = inputs.known_dimensions.height.filter(|_| inputs.known_dimensions_are_definite.height);
        let edges = inset.top + inset.bottom;
        known
            .or_else(|| {
                if inputs.sizing_mode == SizingMode::ContentSize {
                    return None;
                }
                let own = style.size.height.maybe_resolve(inputs.parent_size.height, calc)?;
                Some(if style.box_sizing == BoxSizing::ContentBox { own + edges } else { own })
            })
            .map(|height| (height - edges).max(0.0))
    }

    /// Takes over the lines of a paragraph's final layout, and places what stands in them.
    fn keep_lines(
        &mut self,
        id: NodeId,
        placement: Placement,
        atoms: Vec<Atom>,
        inset: Rect<f32>,
        border: Rect<f32>,
        output: &mut LayoutOutput,
    ) {
        let mut lines = placement.lines;
        shift_lines(&mut lines, inset.left, inset.top);
        self.boxes.marked.push(id.into());
        self.boxes.node_mut(id.into()).content = BoxContent::Paragraph(lines);
        for (order, (atom, place)) in atoms.into_iter().zip(placement.atoms).enumerate() {
            self.boxes.node_mut(atom.id).hidden = place.is_none();
            let (x, y) = place.unwrap_or_default();
            let location = Point {
                x: x + inset.left + atom.margin.left + atom.relative.0,
                y: y + inset.top + atom.margin.top + atom.relative.1,
            };
            let layout = Layout {
                order: order as u32,
                location,
                size: atom.output.size,
                scrollable_overflow_rect: atom.output.scrollable_overflow_rect,
                padding: atom.padding,
                border: atom.border,
                margin: atom.margin,
                ..Layout::new()
            };
            let mut candidates = atom.output.oof_candidates.clone();
            self.set_unrounded_layout(atom.id.into(), &layout);
            candidates.translate(location);
            output.oof_candidates.append(&mut candidates);
            if place.is_some() {
                let rect = &mut output.scrollable_overflow_rect;
                rect.right = rect.right.max(location.x - border.left + layout.size.width);
                rect.bottom = rect.bottom.max(location.y - border.top + layout.size.height);
            }
        }
        for (order, (anchor, x, y)) in placement.anchors.into_iter().enumerate() {
            let position = self.style(anchor.into()).position;
            output.oof_candidates.push(OofCandidate {
                node: anchor.into(),
                order: order as u32,
                position,
                static_position: Point {
                    x: AxisStaticPosition::from_edge(x + inset.left, AxisStaticEdge::Start),
                    y: AxisStaticPosition::from_edge(y + inset.top, AxisStaticEdge::Start),
                },
            });
        }
    }

    /// Lays out the boxes that stand in a paragraph's lines.
    fn atoms(
        &mut self,
        paragraph: &Paragraph,
        space: AvailableSpace,
        height: Option<f32>,
        axis: RequestedAxis,
    ) -> Vec<Atom> {
        paragraph.atoms().map(|id| self.atom(id, space, height, axis)).collect()
    }

    fn atom(&mut self, id: BoxId, space: AvailableSpace, height: Option<f32>, axis: RequestedAxis) -> Atom {
        let style = self.boxes.node(id).flow.style.clone();
        let calcs = self.calcs.clone();
        let calc = |value: *const (), basis: f32| calcs.resolve(value, basis);
        let width = space.into_option();
        let margin = style.margin.resolve_or_zero(width, calc);
        // A height needs the baselines of a whole layout.
        let final_width = matches!(space, AvailableSpace::Definite(_)) && axis != RequestedAxis::Horizontal;
        let inputs = LayoutInput {
            run_mode: if final_width { RunMode::PerformLayout } else { RunMode::ComputeSize },
            sizing_mode: SizingMode::InherentSize,
            axis: if final_width { RequestedAxis::Both } else { axis },
            known_dimensions: Size::NONE,
            known_dimensions_are_definite: Size { width: true, height: true },
            parent_size: Size { width, height },
            available_space: Size {
                width: space.maybe_sub(margin.left + margin.right),
                height: AvailableSpace::MaxContent,
            },
            vertical_margins_are_collapsible: Ends::FALSE,
        };
        let output = self.layout(id.into(), inputs, None);
        let node = self.boxes.node(id);
        let control = matches!(&node.content, BoxContent::Leaf(leaf) if node.part && matches!(leaf.kind, LeafKind::Checkbox | LeafKind::Radio));
        let baseline = if final_width { self.last_baseline(id) } else { None };
        let node = self.boxes.node(id);
        let text = &node.style.text;
        let size = AtomBox {
            width: output.size.width + margin.left + margin.right,
            height: output.size.height + margin.top + margin.bottom,
            baseline: margin.top + baseline.unwrap_or(output.size.height + margin.bottom),
            align: if control { VerticalAlign::Middle } else { node.style.layout.vertical_align },
            line_height: text.line_height_px().unwrap_or(text.font_size * 1.2),
        };
        let relative = if style.position == taffy::Position::Relative {
            let inset = style.inset;
            let of =
                |value: taffy::LengthPercentageAuto, basis: Option<f32>| value.maybe_resolve(basis, calc);
            (
                of(inset.left, width).or_else(|| of(inset.right, width).map(|x| -x)).unwrap_or(0.0),
                of(inset.top, height).or_else(|| of(inset.bottom, height).map(|y| -y)).unwrap_or(0.0),
            )
        } else {
            (0.0, 0.0)
        };
        Atom {
            id,
            size,
            margin,
            padding: style.padding.resolve_or_zero(width, calc),
            border: style.border.resolve_or_zero(width, calc),
            relative,
            output,
        }
    }

    /// The baseline that a box in a line stands on, from its top border edge: its last line's; that of its first item in
    /// a flex or grid container; `None` for the bottom edge.
    fn last_baseline(&self, id: BoxId) -> Option<f32> {
        let node = self.boxes.node(id);
        let overflow = node.flow.style.overflow;
        if overflow.x.is_scroll_container() || overflow.y.is_scroll_container() {
            return None;
        }
        match node.flow.kind {
            Kind::Flex | Kind::Grid | Kind::Table => node.flow.baseline,
            Kind::RowGroup | Kind::Row => None,
            Kind::Paragraph => match &node.content {
                BoxContent::Paragraph(lines) => lines.last().map(|line| line.baseline),
                _ => None,
            },
            Kind::Leaf => match &node.content {
                BoxContent::Leaf(leaf) => leaf.lines.last().map(|line| line.baseline),
                _ => None,
            },
            Kind::Block => node.flow.children.iter().rev().find_map(|&child| {
                let flow = &self.boxes.node(child).flow;
                if flow.style.position.is_out_of_flow() || flow.style.float != taffy::Float::None {
                    return None;
                }
                self.last_baseline(child).map(|baseline| baseline + flow.layout.location.y)
            }),
        }
    }

    // ---- components

    fn leaf(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        let style = self.boxes.node(id.into()).flow.style.clone();
        let natural = self.boxes.node(id.into()).flow.natural;
        let paragraph = self.boxes.node_mut(id.into()).flow.paragraph.take();
        let calcs = self.calcs.clone();
        let calc = |value: *const (), basis: f32| calcs.resolve(value, basis);
        let padding = style.padding.resolve_or_zero(inputs.parent_size.width, calc);
        let border = style.border.resolve_or_zero(inputs.parent_size.width, calc);
        let inset = padding + border;
        let edges = inset.sum_axes();
        let mut output = taffy::compute_leaf_layout(inputs, &*style, calc, |_, available| {
            let Some(natural) = natural else { return Size::ZERO };
            let known = inputs.known_dimensions.maybe_sub(edges.map(Some));
            let mut size = Size { width: natural.width, height: natural.height };
            if let Some(ratio) = style.aspect_ratio {
                match (known.width, known.height) {
                    (None, Some(height)) => size.width = height * ratio,
                    (width, _) => size.height = width.unwrap_or(size.width) / ratio,
                }
            }
            if let (Some(paragraph), 0.0) = (&paragraph, natural.height) {
                let room = known.width.or(available.width.into_option()).unwrap_or(natural.width).max(0.0);
                size.height = self.field_lines(paragraph, room, false).height;
            }
            size
        });
        if let Some(paragraph) = paragraph {
            if inputs.run_mode == RunMode::PerformLayout {
                let content = output.size - edges;
                let placement = self.field_lines(&paragraph, content.width.max(0.0), true);
                let mut lines = placement.lines;
                self.boxes.marked.push(id.into());
                if let BoxContent::Leaf(leaf) = &mut self.boxes.node_mut(id.into()).content {
                    // One line stands in the middle, text that wraps at the top.
                    let middle = if leaf.kind == LeafKind::Input {
                        (content.height - placement.height) / 2.0
                    } else {
                        0.0
                    };
                    shift_lines(&mut lines, inset.left, inset.top + middle);
                    output.baselines = taffy::Baselines::from_first(lines.first().map(|line| line.baseline));
                    leaf.lines = lines;
                }
            }
            self.boxes.node_mut(id.into()).flow.paragraph = Some(paragraph);
        }
        output
    }

    /// The lines of an input or textarea: at least one, so that an empty field has a height.
    fn field_lines(&mut self, paragraph: &Paragraph, width: f32, want_lines: bool) -> Placement {
        let mut measures = Measures { widths: &mut self.boxes.widths, measurer: self.env.measurer };
        let mut placement = set(paragraph, &[], width, &mut |_, _| None, &mut measures, want_lines);
        if placement.first_baseline.is_none() {
            let metrics = self.boxes.widths.metrics(paragraph.font, self.env.measurer);
            placement.height = paragraph
                .style
                .text
                .line_height_px()
                .unwrap_or(metrics.ascent + metrics.descent + metrics.line_gap);
        }
        placement
    }
}

/// A laid out box in a line.
struct Atom {
    id: BoxId,
    size: AtomBox,
    margin: Rect<f32>,
    padding: Rect<f32>,
    border: Rect<f32>,
    /// Offset of `position: relative`.
    relative: (f32, f32),
    output: LayoutOutput,
}

fn shift_lines(lines: &mut [Line], x: f32, y: f32) {
    for line in lines {
        line.x += x;
        line.y += y;
        line.baseline += y;
        for fragment in &mut line.fragments {
            fragment.x += x;
            fragment.baseline += y;
        }
        for piece in &mut line.boxes {
            piece.rect = piece.rect.shifted(x, y);
        }
    }
}
