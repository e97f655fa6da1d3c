//! The format's types as a generator wants them: `list of Layer` taken apart, and who is written how.

use minihost_paint::{Layout, TypeRow, VariantRow};

/// A field's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `u8`, `u16`, `u32`, `u64`, `i32`, `f32`, `bool`, `text`.
    Plain(String),
    /// A type of the format.
    Named(String),
    /// `list of T`.
    List(Box<Kind>),
    /// `optional T`.
    Optional(Box<Kind>),
}

impl Kind {
    /// From the words of `FORMAT.md`.
    pub fn parse(words: &str) -> Kind {
        if let Some(rest) = words.strip_prefix("list of ") {
            return Kind::List(Box::new(Kind::parse(rest)));
        }
        if let Some(rest) = words.strip_prefix("optional ") {
            return Kind::Optional(Box::new(Kind::parse(rest)));
        }
        if words.chars().next().is_some_and(char::is_uppercase) {
            Kind::Named(words.to_owned())
        } else {
            Kind::Plain(words.to_owned())
        }
    }

    /// The fewest bytes one takes.
    pub fn least(&self, rows: &[TypeRow]) -> usize {
        match self {
            Kind::Plain(name) => match name.as_str() {
                "u8" | "bool" => 1,
                "u16" => 2,
                "u64" => 8,
                _ => 4,
            },
            Kind::List(_) => 4,
            Kind::Optional(_) => 1,
            Kind::Named(name) => {
                let row = rows.iter().find(|row| row.name == *name);
                match row.map(|row| &row.layout) {
                    Some(Layout::Record(fields)) => {
                        fields.iter().map(|field| Kind::parse(&field.kind).least(rows)).sum()
                    }
                    Some(Layout::Tagged(_)) => 1,
                    None => panic!("{name} is used and has no table"),
                }
            }
        }
    }
}

/// A tagged type without fields.
pub fn is_plain(variants: &[VariantRow]) -> bool {
    variants.iter().all(|variant| variant.fields.is_empty())
}

/// `top_left` to `topLeft`.
pub fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

/// `IdCard` to `ID_CARD`.
pub fn shouting(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}

/// A meaning as a doc comment's sentence.
pub fn sentence(meaning: &str) -> String {
    let mut letters = meaning.chars();
    let mut out: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    out.push_str(letters.as_str());
    if !out.ends_with(['.', ')', '!']) || out.ends_with(')') {
        out.push('.');
    }
    out
}
