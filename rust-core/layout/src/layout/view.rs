//! The boxes as taffy sees them.

use super::Pass;
use crate::boxes::BoxId;
use taffy::{
    BlockContext, CacheTree, Layout, LayoutBlockContainer, LayoutContainingBlock, LayoutFlexboxContainer,
    LayoutGridContainer, LayoutInput, LayoutOutput, LayoutPartialTree, NodeId, Style, TraversePartialTree,
};

pub(crate) struct Children<'a>(std::slice::Iter<'a, BoxId>);

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        self.0.next().map(|&id| id.into())
    }
}

impl TraversePartialTree for Pass<'_> {
    type ChildIter<'b>
        = Children<'b>
    where
        Self: 'b;

    fn child_ids(&self, id: NodeId) -> Children<'_> {
        Children(self.boxes.node(id.into()).flow.children.iter())
    }

    fn child_count(&self, id: NodeId) -> usize {
        self.boxes.node(id.into()).flow.children.len()
    }

    fn get_child_id(&self, id: NodeId, index: usize) -> NodeId {
        self.boxes.node(id.into()).flow.children[index].into()
    }
}

impl LayoutPartialTree for Pass<'_> {
    type CoreContainerStyle<'b>
        = &'b Style
    where
        Self: 'b;
    type CustomIdent = String;

    fn get_core_container_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn resolve_calc_value(&self, value: *const (), basis: f32) -> f32 {
        self.calcs.resolve(value, basis)
    }

    fn set_unrounded_layout(&mut self, id: NodeId, layout: &Layout) {
        self.boxes.node_mut(id.into()).flow.layout = *layout;
    }

    fn compute_child_layout(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        self.layout(id, inputs, None)
    }
}

impl CacheTree for Pass<'_> {
    fn cache_get(&mut self, id: NodeId, input: &LayoutInput) -> Option<LayoutOutput> {
        self.boxes.caches[BoxId::from(id).index()].get(input)
    }

    fn cache_store(&mut self, id: NodeId, input: &LayoutInput, output: LayoutOutput) {
        self.boxes.caches[BoxId::from(id).index()].store(input, output);
    }

    fn cache_clear(&mut self, id: NodeId) {
        self.boxes.caches[BoxId::from(id).index()].clear();
    }
}

impl LayoutContainingBlock for Pass<'_> {
    type OofItemStyle<'b>
        = &'b Style
    where
        Self: 'b;

    fn get_oof_item_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn clear_hoisted_children(&mut self, id: NodeId) {
        self.boxes.node_mut(id.into()).flow.hoisted.clear();
    }

    fn add_hoisted_children(&mut self, id: NodeId, hoisted: &[NodeId]) {
        self.boxes.node_mut(id.into()).flow.hoisted.extend(hoisted.iter().map(|&id| BoxId::from(id)));
    }
}

impl LayoutFlexboxContainer for Pass<'_> {
    type FlexboxContainerStyle<'b>
        = &'b Style
    where
        Self: 'b;
    type FlexboxItemStyle<'b>
        = &'b Style
    where
        Self: 'b;

    fn get_flexbox_container_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn get_flexbox_child_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }
}

impl LayoutGridContainer for Pass<'_> {
    type GridContainerStyle<'b>
        = &'b Style
    where
        Self: 'b;
    type GridItemStyle<'b>
        = &'b Style
    where
        Self: 'b;

    fn get_grid_container_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn get_grid_child_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }
}

impl LayoutBlockContainer for Pass<'_> {
    type BlockContainerStyle<'b>
        = &'b Style
    where
        Self: 'b;
    type BlockItemStyle<'b>
        = &'b Style
    where
        Self: 'b;

    fn get_block_container_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn get_block_child_style(&self, id: NodeId) -> &Style {
        self.style(id)
    }

    fn compute_block_child_layout(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        self.layout(id, inputs, block)
    }
}
