//! Loops: what they go over, and how items are told apart when the list changes.

use crate::create::Pass;
use crate::nodes::{Elem, ForNode, Item, VNode};
use crate::program::ForOp;
use crate::scope::{Before, Env, Variable, untold};
use minihost_syntax::Key;
use minihost_value::{Value, empty_text};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::rc::Rc;

/// Index and item of everything a loop goes over, and whether `limit` cut it: items of an array, properties of an object,
/// characters of a string, 0 to n-1 of a number.
pub(crate) fn entries(list: &Value, limit: usize) -> (Vec<(Value, Value)>, bool) {
    match list {
        Value::Array(items) => {
            let all = items.iter().take(limit).enumerate();
            (all.map(|(n, item)| (Value::from(n), item.clone())).collect(), items.len() > limit)
        }
        Value::Object(object) => {
            let all = object.iter().take(limit);
            (
                all.map(|(key, item)| (Value::String(key.clone()), item.clone())).collect(),
                object.len() > limit,
            )
        }
        Value::String(text) => {
            let mut chars = text.chars();
            let all: Vec<_> = chars
                .by_ref()
                .take(limit)
                .enumerate()
                .map(|(n, c)| (Value::from(n), Value::from(c.to_string())))
                .collect();
            (all, chars.next().is_some())
        }
        Value::Number(count) if *count >= 1.0 => {
            let count = (*count as usize).min(limit.saturating_add(1));
            ((0..count.min(limit)).map(|n| (Value::from(n), Value::from(n))).collect(), count > limit)
        }
        _ => (Vec::new(), false),
    }
}

/// The key of an item; empty for none.
pub(crate) fn key(op: &ForOp, env: &Env<'_>, index: &Value, item: &Value) -> Rc<str> {
    let value = match &op.key {
        None => return empty_text(),
        Some(Key::This) => item.clone(),
        Some(Key::Property(name)) if **name == *op.index => index.clone(),
        Some(Key::Property(name)) => item.get(name),
        Some(Key::Computed(expr)) => expr.evaluate(&item_env(op, env, (index, index), (item, item))),
    };
    if value.is_nullish() { empty_text() } else { value.to_js_string() }
}

fn item_env<'a>(
    op: &'a ForOp,
    parent: &'a Env<'a>,
    (index_new, index_old): (&'a Value, &'a Value),
    (item_new, item_old): (&'a Value, &'a Value),
) -> Env<'a> {
    Env::Item {
        parent,
        item: Variable { name: &op.item, new: item_new, old: item_old },
        index: Variable { name: &op.index, new: index_new, old: index_old },
        list: op.list.as_path(),
    }
}

/// Makes an item and its pieces.
pub(crate) fn make_item(
    pass: &Pass<'_>,
    op: &ForOp,
    env: &Env<'_>,
    parent: Option<&Rc<Elem>>,
    key: Rc<str>,
    index: Value,
    value: Value,
) -> Item {
    let children = pass.create(&op.body, &item_env(op, env, (&index, &index), (&value, &value)), parent);
    Item { key, value, index, children }
}

/// Brings a loop up to date: items keep their pieces by key, in order of appearance where keys repeat or are missing.
pub(crate) fn update(pass: &Pass<'_>, node: &ForNode, env: &Env<'_>, parent: Option<&Rc<Elem>>) {
    let op = &node.op;
    let list_changed = env.expr_changed(&op.list);
    let outer_changed = env.changed(&op.outer);
    if !list_changed && !outer_changed {
        return;
    }
    // What is told again is told by item too: the items of a list that was set as a whole count as changed.
    let retells = list_changed && pass.owner.retells.get();
    let old_list = if retells { op.list.evaluate(&Before(env)) } else { node.state.borrow().list.clone() };
    let list = if list_changed { op.list.evaluate(env) } else { old_list.clone() };
    if !outer_changed && update_few(pass, node, env, parent, &old_list, &list) {
        return;
    }
    let old = node.state.borrow().items.clone();
    let entries = pass.entries(&list);
    let keys: Vec<Rc<str>> = entries
        .iter()
        .enumerate()
        .map(|(n, (index, value))| match (&op.key, old.get(n)) {
            (Some(Key::Property(_) | Key::This), Some(item))
                if item.value.same(value) && item.index.same(index) =>
            {
                item.key.clone()
            }
            _ => key(op, env, index, value),
        })
        .collect();
    let sources = sources(&old, &keys);
    let told = if retells { pass.entries(&old_list) } else { Vec::new() };
    let mut used = vec![false; old.len()];
    let mut items = Vec::with_capacity(entries.len());
    let mut structure_changed = false;
    for (((index, value), key), source) in entries.into_iter().zip(keys).zip(&sources) {
        if let Some(at) = *source {
            used[at] = true;
            let before = &old[at];
            let nothing = untold();
            let old_value =
                if retells { told.get(at).map_or(&nothing, |(_, value)| value) } else { &before.value };
            if outer_changed || !old_value.same(&value) || !before.index.same(&index) {
                let env = item_env(op, env, (&index, &before.index), (&value, old_value));
                pass.update(&op.body, &before.children, &env, parent);
            }
            items.push(Item { key, value, index, children: before.children.clone() });
        } else {
            structure_changed = true;
            let item = make_item(pass, op, env, parent, key, index, value);
            pass.fresh.borrow_mut().extend(item.children.iter().cloned());
            items.push(item);
        }
    }
    for (item, used) in old.iter().zip(&used) {
        if !used {
            structure_changed = true;
            pass.trash.borrow_mut().extend(item.children.iter().cloned());
        }
    }
    let moved = out_of_order(&sources);
    for at in &moved {
        structure_changed = true;
        pass.moved.borrow_mut().extend(items[*at].children.iter().cloned());
    }
    *node.state.borrow_mut() = crate::nodes::ForState { list, items };
    if structure_changed {
        pass.touch(parent);
    }
}

/// The usual small change: some items of a list of the same length are others now, under their old keys. Nothing but these is
/// touched. False if it is another case.
fn update_few(
    pass: &Pass<'_>,
    node: &ForNode,
    env: &Env<'_>,
    parent: Option<&Rc<Elem>>,
    old: &Value,
    new: &Value,
) -> bool {
    let op = &node.op;
    let (Value::Array(old), Value::Array(new)) = (old, new) else { return false };
    if old.len() != new.len() || node.state.borrow().items.len() != new.len() {
        return false;
    }
    let changed: Vec<usize> = (0..new.len()).filter(|n| !new[*n].same(&old[*n])).collect();
    let same_keys = changed
        .iter()
        .all(|n| *node.state.borrow().items[*n].key == *key(op, env, &Value::from(*n), &new[*n]));
    if !same_keys {
        return false;
    }
    for n in changed {
        let children = node.state.borrow().items[n].children.clone();
        let index = Value::from(n);
        pass.update(&op.body, &children, &item_env(op, env, (&index, &index), (&new[n], &old[n])), parent);
        if let Some(item) = node.state.borrow_mut().items.get_mut(n) {
            item.value = new[n].clone();
        }
    }
    node.state.borrow_mut().list = Value::Array(new.clone());
    true
}

/// For each new key the number of the old item that goes on under it.
fn sources(old: &[Item], keys: &[Rc<str>]) -> Vec<Option<usize>> {
    // The usual case, and the whole of it for loops without keys: everything stays in its place, the end grows or shrinks.
    let same_start = old.iter().zip(keys).take_while(|(item, key)| item.key == **key).count();
    if same_start == old.len().min(keys.len()) {
        return (0..keys.len()).map(|n| (n < old.len()).then_some(n)).collect();
    }
    let mut by_key: FxHashMap<&str, VecDeque<usize>> = FxHashMap::default();
    for (n, item) in old.iter().enumerate() {
        by_key.entry(&item.key).or_default().push_back(n);
    }
    keys.iter().map(|key| by_key.get_mut(&**key).and_then(VecDeque::pop_front)).collect()
}

/// Places of reused items that must move so that the rest can stay: all but a longest increasing run.
fn out_of_order(sources: &[Option<usize>]) -> Vec<usize> {
    let kept: Vec<(usize, usize)> = sources
        .iter()
        .enumerate()
        .filter_map(|(place, source)| source.map(|source| (place, source)))
        .collect();
    if kept.windows(2).all(|pair| pair[0].1 < pair[1].1) {
        return Vec::new();
    }
    let stay = longest_increasing(&kept.iter().map(|(_, source)| *source).collect::<Vec<_>>());
    kept.iter().enumerate().filter(|(n, _)| !stay[*n]).map(|(_, (place, _))| *place).collect()
}

/// Marks one longest increasing subsequence of distinct numbers, in n log n.
pub(crate) fn longest_increasing(numbers: &[usize]) -> Vec<bool> {
    // ends[k]: position of the smallest number that ends an increasing run of length k + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![usize::MAX; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        if length > 0 {
            previous[at] = ends[length - 1];
        }
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stay = vec![false; numbers.len()];
    let mut at = ends.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        stay[at] = true;
        at = previous[at];
    }
    stay
}

/// All pieces of a list of items.
pub(crate) fn pieces(items: &[Item]) -> impl Iterator<Item = &VNode> {
    items.iter().flat_map(|item| item.children.iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(keys: &[&str]) -> Vec<Item> {
        keys.iter()
            .map(|key| Item {
                key: (*key).into(),
                value: Value::Null,
                index: Value::Null,
                children: crate::nodes::Pieces::default(),
            })
            .collect()
    }

    #[test]
    fn items_are_found_again() {
        let check = |old: &[&str], new: &[&str], expected: &[Option<usize>]| {
            let keys: Vec<Rc<str>> = new.iter().map(|key| Rc::from(*key)).collect();
            assert_eq!(sources(&items(old), &keys), expected, "{old:?} {new:?}");
        };
        check(&["a", "b"], &["b", "a"], &[Some(1), Some(0)]);
        check(&["a", "b"], &["a", "b", "c"], &[Some(0), Some(1), None]);
        check(&["a", "b", "c"], &["c"], &[Some(2)]);
        check(&["", ""], &["", "", ""], &[Some(0), Some(1), None]);
        check(&["a", "a", "b"], &["b", "a", "a", "a"], &[Some(2), Some(0), Some(1), None]);
    }

    #[test]
    fn as_few_as_possible_move() {
        assert_eq!(out_of_order(&[Some(0), None, Some(1)]), [0usize; 0]);
        assert_eq!(out_of_order(&[Some(4), Some(0), Some(1), Some(2), Some(3)]), [0]);
        assert_eq!(out_of_order(&[Some(0), Some(3), Some(2), Some(1), Some(4)]).len(), 2);
    }
}
