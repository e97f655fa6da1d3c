//! The operations as a whole, and that links stay consistent whatever is called.

use super::*;
use proptest::prelude::*;

fn list(tree: &mut Tree, names: &[&str]) -> Vec<NodeId> {
    names.iter().map(|name| tree.create_element(name, StyleScope::APP)).collect()
}

#[test]
fn splice_moves_nodes_within_their_parent() {
    let mut tree = Tree::new("page");
    let ids = list(&mut tree, &["a", "b", "c", "d"]);
    tree.splice(tree.root(), 0, 0, &ids);
    tree.insert_before(tree.root(), ids[3], ids[0]);
    assert_eq!(tree.to_text(), "page\n  d\n  a\n  b\n  c\n");
    tree.splice(tree.root(), 1, 2, &[ids[0]]);
    assert_eq!(tree.to_text(), "page\n  d\n  a\n  c\n");
}

#[test]
fn fragments_give_their_children() {
    let mut tree = Tree::new("page");
    let fragment = tree.create_fragment();
    for id in list(&mut tree, &["a", "b"]) {
        tree.append(fragment, id);
    }
    tree.append(tree.root(), fragment);
    assert_eq!(tree.to_text(), "page\n  a\n  b\n");
    assert!(tree.children(fragment).is_empty());
}

#[test]
fn stale_ids_find_nothing() {
    let mut tree = Tree::new("page");
    let old = list(&mut tree, &["a"])[0];
    tree.append(tree.root(), old);
    tree.release(old);
    let new = list(&mut tree, &["b"])[0];
    assert_eq!(old.index, new.index);
    assert!(tree.node(old).is_none());
    tree.set_style(old, "color:red");
    assert_eq!(&*tree.element(new).expect("alive").style, "");
}

#[test]
fn only_attached_changes_are_logged_and_only_real_ones() {
    let mut tree = Tree::new("page");
    tree.take_changes();
    let id = list(&mut tree, &["a"])[0];
    tree.set_style(id, "color:red");
    assert!(!tree.has_changes());
    tree.append(tree.root(), id);
    tree.set_style(id, "color:red");
    tree.set_attribute(id, "x", Value::from(1));
    tree.set_attribute(id, "x", Value::from(1));
    assert_eq!(tree.take_changes(), [Change::Inserted(id), Change::Attribute(id)]);
}

#[test]
fn a_log_that_nobody_takes_does_not_grow_for_ever() {
    let mut tree = Tree::new("page");
    let ids = list(&mut tree, &["a", "b"]);
    tree.splice(tree.root(), 0, 0, &ids);
    let gone = list(&mut tree, &["gone"])[0];
    tree.append(tree.root(), gone);
    tree.take_changes();
    tree.release(gone);
    for n in 0..50_000 {
        tree.set_style(ids[n % 2], &format!("top: {n}px"));
        let row = tree.create_element("row", StyleScope::APP);
        let cell = tree.create_text("cell");
        tree.append(row, cell);
        tree.append(tree.root(), row);
        tree.remove(row, cell);
        tree.release(cell);
        tree.release(row);
    }
    let changes = tree.take_changes();
    assert!(changes.len() < MANY_CHANGES, "{} notes", changes.len());
    for note in [
        Change::Removed(gone),
        Change::ChildRemoved(tree.root()),
        Change::Style(ids[0]),
        Change::Style(ids[1]),
    ] {
        assert!(changes.contains(&note), "{note:?}");
    }
    // What is not known to anybody need not be told to be gone.
    assert_eq!(changes.iter().filter(|change| matches!(change, Change::Removed(_))).count(), 1);
}

proptest! {
    /// Whatever is called, parents and children agree and nothing becomes its own ancestor.
    #[test]
    fn links_stay_consistent(calls in proptest::collection::vec((0usize..12, 0usize..12, 0usize..12, 0u8..6), 0..60)) {
        let mut tree = Tree::new("page");
        let mut ids = vec![tree.root()];
        for n in 0..11 {
            let tag = format!("n{n}");
            ids.push(if n == 10 { tree.create_fragment() } else { tree.create_element(&tag, StyleScope::APP) });
        }
        for (a, b, c, call) in calls {
            match call {
                0 => tree.append(ids[a], ids[b]),
                1 => tree.insert_before(ids[a], ids[b], ids[c]),
                2 => tree.remove(ids[a], ids[b]),
                3 => tree.replace(ids[a], ids[b], ids[c]),
                4 => tree.splice(ids[a], b, c, &[ids[c], ids[b]]),
                _ => tree.release(ids[a]),
            }
            for &id in &ids {
                for &child in tree.children(id) {
                    prop_assert_eq!(tree.parent(child), Some(id));
                }
                if let Some(parent) = tree.parent(id) {
                    prop_assert_eq!(tree.children(parent).iter().filter(|&&x| x == id).count(), 1);
                    prop_assert!(!tree.is_within(parent, id));
                }
            }
        }
    }
}
