//! The Kotlin reader of frames, from the format's tables.

use crate::shape::{Kind, camel, is_plain, sentence, shouting};
use minihost_paint::format::{MAGIC, VERSION};
use minihost_paint::{FieldRow, Layout, TypeRow, VariantRow};
use std::fmt::Write as _;

const HEAD: &str =
    "// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

package dev.minihost.frame

";

/// The types of frames with what reads them: one file each.
pub fn types(rows: &[TypeRow]) -> String {
    let mut out = String::from(HEAD);
    let _ = writeln!(out, "/** The first four bytes of a frame, read as a little-endian number. */");
    let _ = writeln!(out, "internal const val FRAME_MAGIC: Int = {}\n", i32::from_le_bytes(MAGIC));
    let _ = writeln!(out, "/** The version that is read here. */");
    let _ = writeln!(out, "public const val FRAME_VERSION: Int = {VERSION}\n");
    for row in rows {
        match &row.layout {
            Layout::Record(fields) => record(&mut out, row, fields),
            Layout::Tagged(variants) if is_plain(variants) => plain(&mut out, row, variants),
            Layout::Tagged(variants) => tagged(&mut out, row, variants),
        }
    }
    out
}

/// The functions that read them.
pub fn readers(rows: &[TypeRow]) -> String {
    let mut out = String::from(HEAD);
    for row in rows {
        let name = row.name;
        match &row.layout {
            Layout::Record(fields) => {
                let _ = writeln!(
                    out,
                    "internal fun FrameInput.read{name}(): {name} = {}\n",
                    call(name, fields, rows)
                );
            }
            Layout::Tagged(variants) => {
                let _ =
                    writeln!(out, "internal fun FrameInput.read{name}(): {name} = when (val tag = u8()) {{");
                for variant in variants {
                    let form = if is_plain(variants) {
                        format!("{name}.{}", shouting(variant.name))
                    } else if variant.fields.is_empty() {
                        format!("{name}.{}", variant.name)
                    } else {
                        call(&format!("{name}.{}", variant.name), &variant.fields, rows)
                    };
                    let _ = writeln!(out, "    {} -> {form}", variant.tag);
                }
                let _ = writeln!(out, "    else -> noSuchTag(\"{name}\", tag)\n}}\n");
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn call(name: &str, fields: &[FieldRow], rows: &[TypeRow]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| read(&Kind::parse(&field.kind), rows)).collect();
    let short = format!("{name}({})", fields.join(", "));
    if short.len() < 90 {
        return short;
    }
    format!("{name}(\n        {},\n    )", fields.join(",\n        "))
}

fn record(out: &mut String, row: &TypeRow, fields: &[FieldRow]) {
    let _ = writeln!(out, "/** {} */", sentence(row.meaning));
    let _ = writeln!(out, "public data class {}(", row.name);
    properties(out, fields, &[], "    ");
    out.push_str(")\n\n");
}

/// `forms` are names that hide a type of the format where the fields stand.
fn properties(out: &mut String, fields: &[FieldRow], forms: &[VariantRow], indent: &str) {
    for field in fields {
        let mut kind = kind(&Kind::parse(&field.kind));
        if forms.iter().any(|form| form.name == kind) {
            kind.insert_str(0, "dev.minihost.frame.");
        }
        let _ = writeln!(out, "{indent}/** {} */", sentence(field.meaning));
        let _ = writeln!(out, "{indent}val {}: {kind},", camel(field.name));
    }
}

fn plain(out: &mut String, row: &TypeRow, variants: &[VariantRow]) {
    let _ = writeln!(out, "/** {} */", sentence(row.meaning));
    let _ = writeln!(out, "public enum class {} {{", row.name);
    for variant in variants {
        let _ = writeln!(out, "    /** {} */", sentence(variant.meaning));
        let _ = writeln!(out, "    {},", shouting(variant.name));
    }
    out.push_str("}\n\n");
}

fn tagged(out: &mut String, row: &TypeRow, variants: &[VariantRow]) {
    let name = row.name;
    let _ = writeln!(out, "/** {} */", sentence(row.meaning));
    let _ = writeln!(out, "public sealed interface {name} {{");
    for (at, variant) in variants.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "    /** {} */", sentence(variant.meaning));
        if variant.fields.is_empty() {
            let _ = writeln!(out, "    public data object {} : {name}", variant.name);
        } else {
            let _ = writeln!(out, "    public data class {}(", variant.name);
            properties(out, &variant.fields, variants, "        ");
            let _ = writeln!(out, "    ) : {name}");
        }
    }
    out.push_str("}\n\n");
}

/// The Kotlin type. Unsigned numbers that are names (ids, handles) keep their bits in a signed type, as the platform's own APIs do.
fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Plain(name) => match name.as_str() {
            "u64" => "Long",
            "f32" => "Float",
            "bool" => "Boolean",
            "text" => "String",
            _ => "Int",
        }
        .to_owned(),
        Kind::Named(name) => name.clone(),
        Kind::List(of) => format!("List<{}>", self::kind(of)),
        Kind::Optional(of) => format!("{}?", self::kind(of)),
    }
}

fn read(kind: &Kind, rows: &[TypeRow]) -> String {
    match kind {
        Kind::Plain(name) => format!("{name}()"),
        Kind::Named(name) => format!("read{name}()"),
        Kind::List(of) => format!("list({}) {{ {} }}", of.least(rows), read(of, rows)),
        Kind::Optional(of) => format!("optional {{ {} }}", read(of, rows)),
    }
}
