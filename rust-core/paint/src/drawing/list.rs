//! A list that grows at its end and is cheap to keep a copy of: what is full is shared.

use std::sync::Arc;

/// Items of a part that is shared.
const PART: usize = 256;

/// See the module's documentation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List<T> {
    /// Each has [`PART`] items.
    parts: Vec<Arc<Vec<T>>>,
    /// Fewer than [`PART`].
    rest: Vec<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { parts: Vec::new(), rest: Vec::new() }
    }
}

impl<T: Clone> List<T> {
    pub fn len(&self) -> usize {
        self.parts.len() * PART + self.rest.len()
    }

    pub fn push(&mut self, item: T) {
        self.rest.push(item);
        if self.rest.len() == PART {
            self.parts.push(Arc::new(std::mem::take(&mut self.rest)));
        }
    }

    /// Keeps the first so many.
    pub fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        if let Some(part) = self.parts.get(length / PART) {
            self.rest = part[..length % PART].to_vec();
            self.parts.truncate(length / PART);
        } else {
            self.rest.truncate(length % PART);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.parts.iter().flat_map(|part| part.iter()).chain(&self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_stays_as_it_was_and_shares_what_is_full() {
        let mut list = List::default();
        for number in 0..1000 {
            list.push(number);
        }
        let copy = list.clone();
        assert!(copy.parts.iter().zip(&list.parts).all(|(a, b)| Arc::ptr_eq(a, b)));
        for length in [999, 768, 700, 256, 255, 0] {
            list.truncate(length);
            assert_eq!(list.len(), length);
            list.push(7);
            let expected: Vec<i32> = (0..length as i32).chain([7]).collect();
            assert_eq!(list.iter().copied().collect::<Vec<_>>(), expected);
        }
        assert_eq!(copy.iter().copied().collect::<Vec<_>>(), (0..1000).collect::<Vec<_>>());
    }
}
