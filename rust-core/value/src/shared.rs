//! What thousands hold and few fill: one empty text for all, and lists that are shared, or nothing at all when they are empty.

use std::ops::Deref;
use std::rc::Rc;

thread_local! {
    static EMPTY: Rc<str> = Rc::default();
}

/// The empty text of this thread: most ids, styles and slot names are empty, and `Rc::default()` allocates.
pub fn empty_text() -> Rc<str> {
    // While a thread ends there may be none any more.
    EMPTY.try_with(Rc::clone).unwrap_or_default()
}

/// A list that does not change and is cheap to clone. An empty one takes no memory besides its two words.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct SharedList<T>(Option<Rc<[T]>>);

impl<T> SharedList<T> {
    /// True if both are the same list, without looking inside.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        SharedList(None)
    }
}

impl<T> Clone for SharedList<T> {
    fn clone(&self) -> Self {
        SharedList(self.0.clone())
    }
}

impl<T> Deref for SharedList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(items: Vec<T>) -> Self {
        SharedList((!items.is_empty()).then(|| items.into()))
    }
}

impl<T> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let items = items.into_iter();
        if items.size_hint().1 == Some(0) {
            return SharedList(None);
        }
        // At once in its place where the length is known.
        let list: Rc<[T]> = items.collect();
        SharedList((!list.is_empty()).then_some(list))
    }
}

impl<'a, T> IntoIterator for &'a SharedList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_empty_text() {
        assert!(Rc::ptr_eq(&empty_text(), &empty_text()));
    }

    #[test]
    fn lists_are_shared_and_empty_ones_are_nothing() {
        let list: SharedList<u8> = vec![1, 2].into();
        let again: SharedList<u8> = [1, 2].into_iter().collect();
        assert!(list.is_same(&list.clone()));
        assert!(!list.is_same(&again));
        assert_eq!(list, again);
        assert_eq!((&list).into_iter().sum::<u8>(), 3);
        let empty = SharedList::<u8>::from(Vec::new());
        assert!(empty.is_same(&SharedList::default()) && empty.is_empty());
        assert!(!empty.is_same(&list));
        assert_eq!(size_of::<SharedList<u8>>(), 2 * size_of::<usize>());
    }
}
