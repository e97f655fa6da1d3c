//! Finding `{{ }}` and splitting values at them.

use std::cell::Cell;

/// A part of a value, with byte offsets in the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// As written, entities and all.
    Fixed(&'a str),
    /// What stands between the braces, and where that begins.
    Expression(&'a str, usize),
}

/// Finds the ends of interpolations, with a budget for searches in vain: in a hostile file each of many `{{` could
/// make us read to the end.
pub(super) struct Interpolations {
    wasted: Cell<usize>,
}

/// After this many bytes searched in vain only the next `}}` is looked for, and only nearby.
const BUDGET: usize = 1 << 20;
/// The longest expression once the budget is spent.
const NEARBY: usize = 256;

impl Interpolations {
    pub(super) fn new() -> Self {
        Interpolations { wasted: Cell::new(0) }
    }

    /// The offset of the `}}` that ends the expression beginning at `from`, knowing strings and braces; failing that, of the
    /// next `}}`.
    pub(super) fn end(&self, source: &str, from: usize) -> Option<usize> {
        self.exact_end(source, from).or_else(|| {
            let spent = self.wasted.get() > BUDGET;
            let limit = if spent { source.len().min(from + NEARBY) } else { source.len() };
            let found = source.as_bytes()[from..limit].windows(2).position(|pair| pair == b"}}");
            if found.is_none() {
                self.wasted.set(self.wasted.get() + limit - from);
            }
            found.map(|n| from + n)
        })
    }

    /// The same without the second try.
    pub(super) fn exact_end(&self, source: &str, from: usize) -> Option<usize> {
        if self.wasted.get() > BUDGET {
            return None;
        }
        let bytes = source.as_bytes();
        let mut at = from;
        let mut depth = 0u32;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\'' | b'"' | b'`' => match string_end(bytes, at) {
                    Some(end) => at = end,
                    None => break,
                },
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'}' if bytes.get(at + 1) == Some(&b'}') => return Some(at),
                _ => {}
            }
            at += 1;
        }
        self.wasted.set(self.wasted.get() + bytes.len() - from);
        None
    }

    /// Splits a value. An interpolation without an end is fixed text.
    pub(super) fn split<'a>(&self, value: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut fixed = 0;
        let mut at = 0;
        while let Some(open) = value[at..].find("{{").map(|n| at + n) {
            let Some(end) = self.end(value, open + 2) else { break };
            if open > fixed {
                parts.push(Part::Fixed(&value[fixed..open]));
            }
            parts.push(Part::Expression(&value[open + 2..end], open + 2));
            fixed = end + 2;
            at = fixed;
        }
        if fixed < value.len() {
            parts.push(Part::Fixed(&value[fixed..]));
        }
        parts
    }
}

/// The offset of the quote that ends the string at `at`.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = bytes[at];
    let mut at = at + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if *byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_braces_that_end_the_expression() {
        let check = |value: &str, expected: &[&str]| {
            let parts: Vec<String> = Interpolations::new()
                .split(value)
                .into_iter()
                .map(|part| match part {
                    Part::Fixed(text) => text.to_owned(),
                    Part::Expression(text, at) => {
                        assert_eq!(&value[at..at + text.len()], text);
                        format!("={text}")
                    }
                })
                .collect();
            assert_eq!(parts, expected, "{value}");
        };
        check("a {{b}} c", &["a ", "=b", " c"]);
        check("{{a}}{{b}}", &["=a", "=b"]);
        check("{{ {a:{b:1}} }}", &["= {a:{b:1}} "]);
        check("{{a:{b:1}}}", &["=a:{b:1}"]);
        check("{{{a, ...b}}}", &["={a, ...b}"]);
        check("{{'}}'}}x", &["='}}'", "x"]);
        check("{{ it's }} {{b}}", &["= it's ", " ", "=b"]);
        check("{{a", &["{{a"]);
        check("{{}}", &["="]);
        check("", &[]);
    }

    #[test]
    fn many_open_braces_do_not_cost_their_square() {
        for hostile in ["{{'".repeat(200_000), "{{{".repeat(200_000), "{{ ".repeat(200_000)] {
            assert!(Interpolations::new().split(&hostile).len() <= 200_001);
        }
    }
}
