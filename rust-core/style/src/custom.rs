//! Custom properties (`--name`): values as text, `var()` already replaced.

use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The custom properties of an element: its own, and those of the ancestor it inherits from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomProperties {
    parent: Option<Rc<CustomProperties>>,
    /// `None`: made invalid here, so that an ancestor's value does not show.
    own: FxHashMap<Rc<str>, Option<Rc<str>>>,
    depth: u32,
}

/// How deep `var()` may lead from one property to the next.
const MAX_DEPTH: usize = 32;

/// The longest text that replacing may make: a chain that doubles at each step is cut here.
const MAX_TEXT: usize = 64 * 1024;

impl CustomProperties {
    /// The value of a name with its dashes, `var()` already replaced.
    pub fn get(&self, name: &str) -> Option<&Rc<str>> {
        let mut at = Some(self);
        while let Some(set) = at {
            if let Some(value) = set.own.get(name) {
                return value.as_ref();
            }
            at = set.parent.as_deref();
        }
        None
    }

    /// An element's set: its own declarations over what it inherits.
    pub(crate) fn derive(
        parent: &Rc<CustomProperties>,
        own: FxHashMap<Rc<str>, Rc<str>>,
    ) -> Rc<CustomProperties> {
        if own.is_empty() {
            return Rc::clone(parent);
        }
        let mut resolved = FxHashMap::default();
        for (name, text) in &own {
            let value = replace(text, &mut |name, depth| look_up(name, depth, &own, parent), 0);
            resolved.insert(Rc::clone(name), value.map(Into::into));
        }
        // A long chain of ancestors that each set something is flattened, so that looking up stays short.
        if parent.depth >= 8 {
            let mut flat: FxHashMap<Rc<str>, Option<Rc<str>>> = FxHashMap::default();
            let mut at = Some(&**parent);
            while let Some(set) = at {
                for (name, value) in &set.own {
                    flat.entry(Rc::clone(name)).or_insert_with(|| value.clone());
                }
                at = set.parent.as_deref();
            }
            flat.extend(resolved);
            return Rc::new(CustomProperties { parent: None, own: flat, depth: 0 });
        }
        Rc::new(CustomProperties { parent: Some(Rc::clone(parent)), own: resolved, depth: parent.depth + 1 })
    }

    /// A value with its `var()` replaced; `None` if one leads nowhere and has no fallback.
    pub(crate) fn replace(&self, text: &str) -> Option<String> {
        replace(text, &mut |name, _| self.get(name).map(ToString::to_string), 0)
    }
}

fn look_up(
    name: &str,
    depth: usize,
    own: &FxHashMap<Rc<str>, Rc<str>>,
    parent: &CustomProperties,
) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    match own.get(name) {
        Some(text) if matches!(&**text, "initial" | "unset") => None,
        Some(text) if &**text == "inherit" => parent.get(name).map(ToString::to_string),
        Some(text) => replace(text, &mut |name, depth| look_up(name, depth, own, parent), depth),
        None => parent.get(name).map(ToString::to_string),
    }
}

/// Replaces each `var(--name, fallback)` in a text.
fn replace(
    text: &str,
    value_of: &mut dyn FnMut(&str, usize) -> Option<String>,
    depth: usize,
) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = find_var(rest) {
        out.push_str(&rest[..at]);
        let inside = &rest[at + 4..];
        let end = closing(inside)?;
        let (name, fallback) = match split_comma(&inside[..end]) {
            Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
            None => (inside[..end].trim(), None),
        };
        let value = match value_of(name, depth + 1) {
            Some(value) => value,
            None => replace(fallback?, value_of, depth + 1)?,
        };
        out.push_str(&value);
        if out.len() > MAX_TEXT {
            return None;
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    (out.len() <= MAX_TEXT).then_some(out)
}

/// Where `var(` begins, unless it is the end of a longer name.
fn find_var(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find("var(") {
        let at = from + found;
        let before = text[..at].chars().next_back();
        if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

/// The bracket that closes the text's own.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn split_comma(text: &str) -> Option<(&str, &str)> {
    text.split_once(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pairs: &[(&str, &str)]) -> Rc<CustomProperties> {
        let own = pairs.iter().map(|(name, text)| (Rc::from(*name), Rc::from(*text))).collect();
        CustomProperties::derive(&Rc::default(), own)
    }

    #[test]
    fn values_are_replaced() {
        let props = set(&[
            ("--a", "1px"),
            ("--b", "calc(var(--a) + var(--c, 2px))"),
            ("--loop", "var(--pool)"),
            ("--pool", "var(--loop)"),
        ]);
        for (text, expected) in [
            ("var(--a)", Some("1px")),
            ("var(--b)", Some("calc(1px + 2px)")),
            ("var(--none, var(--a))", Some("1px")),
            ("var(--none, rgb(1, 2, 3))", Some("rgb(1, 2, 3)")),
            ("0 var( --a ) 0", Some("0 1px 0")),
            ("var(--none)", None),
            ("var(--loop)", None),
            ("var(--loop, 3px)", Some("3px")),
            ("var(--a", None),
        ] {
            assert_eq!(props.replace(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn doubling_is_cut() {
        let mut pairs = vec![("--n0".to_owned(), "xxxxxxxxxxxxxxxx".to_owned())];
        for n in 1..40 {
            pairs.push((format!("--n{n}"), format!("var(--n{}) var(--n{})", n - 1, n - 1)));
        }
        let own = pairs.iter().map(|(a, b)| (Rc::from(a.as_str()), Rc::from(b.as_str()))).collect();
        let _ = CustomProperties::derive(&Rc::default(), own).replace("var(--n39)");
    }
}
