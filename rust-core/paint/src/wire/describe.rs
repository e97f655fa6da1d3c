//! The table behind a type, as data: `FORMAT.md` is written from it and compared with it.

use std::fmt::Write as _;

/// A field: where it stands is its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// Name in Rust.
    pub name: &'static str,
    /// Type as `FORMAT.md` spells it.
    pub kind: String,
    /// Meaning and unit.
    pub meaning: &'static str,
}

/// One of a tagged type's forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantRow {
    /// The first byte.
    pub tag: u8,
    /// Name in Rust.
    pub name: &'static str,
    /// Meaning.
    pub meaning: &'static str,
    /// What follows the first byte.
    pub fields: Vec<FieldRow>,
}

/// How a type lies in the buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// Fields one after the other.
    Record(Vec<FieldRow>),
    /// One byte that says which form, then that form's fields.
    Tagged(Vec<VariantRow>),
}

/// A type's whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeRow {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Its layout.
    pub layout: Layout,
}

impl TypeRow {
    /// Its section of `FORMAT.md`.
    pub fn markdown(&self) -> String {
        let mut out = format!("### {}\n\n{}\n\n", self.name, self.meaning);
        match &self.layout {
            Layout::Record(fields) => {
                out.push_str("| field | type | meaning |\n|---|---|---|\n");
                for field in fields {
                    let _ = writeln!(out, "| {} | {} | {} |", field.name, field.kind, field.meaning);
                }
            }
            Layout::Tagged(variants) => {
                out.push_str("| tag | form | field | type | meaning |\n|---|---|---|---|---|\n");
                for variant in variants {
                    let _ = writeln!(out, "| {} | {} | | | {} |", variant.tag, variant.name, variant.meaning);
                    for field in &variant.fields {
                        let _ = writeln!(out, "| | | {} | {} | {} |", field.name, field.kind, field.meaning);
                    }
                }
            }
        }
        out
    }
}
