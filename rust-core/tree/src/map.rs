//! Something for each of many nodes.

use crate::NodeId;
use std::num::NonZeroU32;

/// A map by node, as dense as the tree's own arena: a look-up is one step and no hash. Entries of nodes that are gone stay until they are
/// removed or another node takes the place, and are found by nobody else meanwhile.
#[derive(Debug)]
pub struct NodeMap<T> {
    slots: Vec<Option<(NonZeroU32, T)>>,
    count: usize,
}

impl<T> Default for NodeMap<T> {
    fn default() -> Self {
        NodeMap { slots: Vec::new(), count: 0 }
    }
}

impl<T> NodeMap<T> {
    /// What belongs to a node.
    pub fn get(&self, node: NodeId) -> Option<&T> {
        match self.slots.get(node.index as usize) {
            Some(Some((generation, value))) if *generation == node.generation => Some(value),
            _ => None,
        }
    }

    /// True if something does.
    pub fn contains(&self, node: NodeId) -> bool {
        self.get(node).is_some()
    }

    /// Sets what belongs to a node of the tree, and gives back what did before.
    pub fn insert(&mut self, node: NodeId, value: T) -> Option<T> {
        let at = node.index as usize;
        if at >= self.slots.len() {
            self.slots.resize_with(at + 1, || None);
        }
        let (generation, old) = self.slots[at].replace((node.generation, value)).unzip();
        self.count += usize::from(old.is_none());
        old.filter(|_| generation == Some(node.generation))
    }

    /// Takes what belongs to a node away.
    pub fn remove(&mut self, node: NodeId) -> Option<T> {
        let slot = self.slots.get_mut(node.index as usize)?;
        let gone = slot.take_if(|(generation, _)| *generation == node.generation)?;
        self.count -= 1;
        Some(gone.1)
    }

    /// Nodes that have something, in no meaningful order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.slots.iter().enumerate().filter_map(|(index, slot)| {
            let generation = slot.as_ref()?.0;
            Some(NodeId { index: index as u32, generation })
        })
    }

    /// How many nodes have something.
    pub fn len(&self) -> usize {
        self.count
    }

    /// True if none has.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.count = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(index: u32, generation: u32) -> NodeId {
        NodeId { index, generation: NonZeroU32::new(generation).expect("a generation is never zero") }
    }

    #[test]
    fn another_node_in_the_same_place_finds_nothing() {
        let mut map = NodeMap::default();
        assert_eq!(map.insert(node(3, 1), 'a'), None);
        assert_eq!(map.insert(node(3, 1), 'b'), Some('a'));
        assert_eq!((map.get(node(3, 1)), map.get(node(3, 2)), map.get(node(9, 1))), (Some(&'b'), None, None));
        assert_eq!(map.insert(node(3, 2), 'c'), None, "what it replaces was another's");
        assert_eq!((map.len(), map.remove(node(3, 1))), (1, None));
        assert_eq!(map.nodes().collect::<Vec<_>>(), [node(3, 2)]);
        assert_eq!((map.remove(node(3, 2)), map.is_empty()), (Some('c'), true));
    }
}
