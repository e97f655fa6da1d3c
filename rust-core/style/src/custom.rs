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

/// How deep `var()` may lead from one property to the next, and how deep fallbacks may nest.
const MAX_DEPTH: usize = 32;

/// The longest text that replacing may make, in bytes: a chain that doubles at each step is cut here.
const MAX_TEXT: usize = 64 * 1024;

/// How much text replacing may make for all custom properties of one element, in bytes.
const MAX_TOTAL: usize = 256 * 1024;

/// How many ancestors' sets may stand behind one another before they are made one.
const MAX_CHAIN: u32 = 8;

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
    pub(crate) fn derive(parent: &Rc<CustomProperties>, own: &Own<'_>) -> Rc<CustomProperties> {
        if own.is_empty() {
            return Rc::clone(parent);
        }
        let mut resolver = Resolver {
            own,
            parent,
            done: FxHashMap::default(),
            open: Vec::new(),
            total: 0,
            cyclic: Vec::new(),
        };
        for name in own.keys() {
            resolver.value(name);
        }
        let resolved = resolver.done;
        if parent.depth >= MAX_CHAIN {
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
        replace(text, &mut |name| self.get(name).cloned(), 0)
    }
}

/// The declarations of one element that won: name, and text as written.
pub(crate) type Own<'a> = FxHashMap<&'a str, (&'a Rc<str>, &'a Rc<str>)>;

/// Works out the custom properties of one element, each once.
struct Resolver<'a> {
    own: &'a Own<'a>,
    parent: &'a CustomProperties,
    done: FxHashMap<Rc<str>, Option<Rc<str>>>,
    /// What is being worked out, outermost first.
    open: Vec<Rc<str>>,
    /// What was found to lead to itself: it has no value, whatever its fallbacks say.
    cyclic: Vec<Rc<str>>,
    /// Bytes made so far.
    total: usize,
}

impl Resolver<'_> {
    fn value(&mut self, name: &str) -> Option<Rc<str>> {
        if let Some(value) = self.done.get(name) {
            return value.clone();
        }
        if let Some(at) = self.open.iter().position(|open| &**open == name) {
            self.cyclic.extend_from_slice(&self.open[at..]);
            return None;
        }
        let Some(&(name, text)) = self.own.get(name) else {
            return self.parent.get(name).cloned();
        };
        let value = match &**text {
            "initial" => None,
            "inherit" | "unset" | "revert" | "revert-layer" => self.parent.get(name).cloned(),
            plain if find_var(plain).is_none() => Some(Rc::clone(text)),
            _ if self.open.len() >= MAX_DEPTH || self.total > MAX_TOTAL => None,
            text => {
                self.open.push(Rc::clone(name));
                let made = replace(text, &mut |name| self.value(name), 0);
                self.open.pop();
                self.total += made.as_ref().map_or(0, String::len);
                made.filter(|_| !self.cyclic.contains(name)).map(Rc::from)
            }
        };
        self.done.insert(Rc::clone(name), value.clone());
        value
    }
}

/// Replaces each `var(--name, fallback)` in a text.
fn replace(text: &str, value_of: &mut dyn FnMut(&str) -> Option<Rc<str>>, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = find_var(rest) {
        out.push_str(&rest[..at]);
        let inside = &rest[at + 4..];
        let end = closing(inside)?;
        let (name, fallback) = match inside[..end].split_once(',') {
            Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
            None => (inside[..end].trim(), None),
        };
        match value_of(name) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&replace(fallback?, value_of, depth + 1)?),
        }
        if out.len() > MAX_TEXT {
            return None;
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    (out.len() <= MAX_TEXT).then_some(out)
}

/// Where `var(` begins, outside of strings and unless it is the end of a longer name.
fn find_var(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], quote) {
            (b'\\', _) => at += 1,
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (byte @ (b'"' | b'\''), None) => quote = Some(byte),
            (b'v' | b'V', None)
                if bytes.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b"var("))
                    && !at.checked_sub(1).is_some_and(|before| is_name(bytes[before])) =>
            {
                return Some(at);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80
}

/// The bracket that closes the text's own.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            _ if escaped => escaped = false,
            (b'\\', _) => escaped = true,
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(', None) => depth += 1,
            (b')', None) if depth == 0 => return Some(at),
            (b')', None) => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(parent: &Rc<CustomProperties>, pairs: &[(&str, &str)]) -> Rc<CustomProperties> {
        let pairs: Vec<(Rc<str>, Rc<str>)> =
            pairs.iter().map(|(name, text)| (Rc::from(*name), Rc::from(*text))).collect();
        CustomProperties::derive(parent, &pairs.iter().map(|(name, text)| (&**name, (name, text))).collect())
    }

    #[test]
    fn values_are_replaced() {
        let outer = set(&Rc::default(), &[("--outer", "9px"), ("--unset", "8px"), ("--gone", "7px")]);
        let props = set(
            &outer,
            &[
                ("--a", "1px"),
                ("--b", "calc(var(--a) + var(--c, 2px))"),
                ("--loop", "var(--pool, 4px)"),
                ("--pool", "var(--loop, 4px)"),
                ("--beside", "var(--loop, 5px)"),
                ("--unset", "unset"),
                ("--gone", "initial"),
            ],
        );
        for (text, expected) in [
            ("var(--a)", Some("1px")),
            ("VAR(--a)", Some("1px")),
            ("var(--b)", Some("calc(1px + 2px)")),
            ("var(--none, var(--a))", Some("1px")),
            ("var(--none, rgb(1, 2, 3))", Some("rgb(1, 2, 3)")),
            ("var(--none,)", Some("")),
            ("0 var( --a ) 0", Some("0 1px 0")),
            ("var(--none)", None),
            ("var(--loop)", None),
            ("var(--loop, 3px)", Some("3px")),
            ("var(--beside)", Some("5px")),
            ("var(--outer)", Some("9px")),
            ("var(--unset)", Some("8px")),
            ("var(--gone, 6px)", Some("6px")),
            ("my-var(--a)", Some("my-var(--a)")),
            ("'var(--a)' var(--a)", Some("'var(--a)' 1px")),
            ("var(--none, ')') x", Some("')' x")),
            ("var(--a", None),
        ] {
            assert_eq!(props.replace(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn doubling_is_cut() {
        for step in ["var(--nN) var(--nN)", "var(--nN, ) var(--nN, )", "var(--none, var(--nN, ) var(--nN, ))"]
        {
            let mut pairs = vec![("--n0".to_owned(), "xxxxxxxxxxxxxxxx".to_owned())];
            for n in 1..200 {
                pairs.push((format!("--n{n}"), step.replace('N', &(n - 1).to_string())));
            }
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let made = set(&Rc::default(), &pairs).replace("var(--n199)").unwrap_or_default();
            assert!(made.len() <= MAX_TEXT);
        }
    }
}
