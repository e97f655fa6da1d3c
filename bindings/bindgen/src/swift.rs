//! The Swift reader of frames, from the format's tables.

use crate::shape::{Kind, camel, is_plain, sentence};
use minihost_paint::format::{MAGIC, VERSION};
use minihost_paint::{FieldRow, Layout, TypeRow, VariantRow};
use std::fmt::Write as _;

const HEAD: &str =
    "// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

";

/// The record that everything else is nested in: its parts have names (`Rect`, `TextField`) that Apple's modules use, too.
const ROOT: &str = "Frame";

/// The types of frames: visible inside the package, an app never sees them.
pub fn types(rows: &[TypeRow]) -> String {
    let mut out = String::from(HEAD);
    let _ = writeln!(out, "/// The first four bytes of a frame, read as a little-endian number.");
    let _ = writeln!(out, "let frameMagic: UInt32 = {}\n", u32::from_le_bytes(MAGIC));
    let _ = writeln!(out, "/// The version that is read here.");
    let _ = writeln!(out, "package let frameVersion: UInt16 = {VERSION}\n");
    for row in rows.iter().filter(|row| row.name == ROOT) {
        if let Layout::Record(fields) = &row.layout {
            record(&mut out, row.name, row.meaning, fields, "");
        }
    }
    let _ = writeln!(out, "\nextension {ROOT} {{");
    for (at, row) in rows.iter().filter(|row| row.name != ROOT).enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match &row.layout {
            Layout::Record(fields) => record(&mut out, row.name, row.meaning, fields, "    "),
            Layout::Tagged(variants) => tagged(&mut out, row, variants),
        }
    }
    out.push_str("}\n");
    out
}

/// The functions that read them.
pub fn readers(rows: &[TypeRow]) -> String {
    let mut out = String::from(HEAD);
    out.push_str("extension FrameInput {\n");
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let name = full(row.name);
        let _ = writeln!(out, "    mutating func read{}() throws(FrameFormatError) -> {name} {{", row.name);
        match &row.layout {
            Layout::Record(fields) => {
                let _ = writeln!(out, "        {}", call(&name, fields, rows, "        "));
            }
            Layout::Tagged(variants) => {
                out.push_str("        let tag = try u8()\n        switch tag {\n");
                for variant in variants {
                    let case = lower(variant.name);
                    let form = match variant.fields.as_slice() {
                        [] => format!(".{case}"),
                        [_] => call(&format!(".{case}"), &variant.fields, rows, "            "),
                        _ => {
                            let inner = format!("{name}.{}", variant.name);
                            format!(".{case}({})", call(&inner, &variant.fields, rows, "            "))
                        }
                    };
                    let _ = writeln!(out, "        case {}: return {form}", variant.tag);
                }
                let _ = writeln!(out, "        default: throw noSuchTag(\"{}\", tag)\n        }}", row.name);
            }
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

fn call(name: &str, fields: &[FieldRow], rows: &[TypeRow], indent: &str) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| format!("{}: {}", camel(field.name), read(&Kind::parse(&field.kind), rows)))
        .collect();
    let short = format!("{name}({})", fields.join(", "));
    let marked = if fields.is_empty() { "" } else { "try " };
    if short.len() < 90 {
        return format!("{marked}{short}");
    }
    format!("{marked}{name}(\n{indent}    {})", fields.join(&format!(",\n{indent}    ")))
}

fn record(out: &mut String, name: &str, meaning: &str, fields: &[FieldRow], indent: &str) {
    let _ = writeln!(out, "{indent}/// {}", sentence(meaning));
    let _ = writeln!(out, "{indent}package struct {name}: Equatable, Sendable {{");
    for field in fields {
        let _ = writeln!(out, "{indent}    /// {}", sentence(field.meaning));
        let kind = kind(&Kind::parse(&field.kind));
        // A layer is filled in from the frame before; nothing else changes.
        let word = if name == "Layer" && field.name == "content" { "var" } else { "let" };
        let _ = writeln!(out, "{indent}    package {word} {}: {kind}", escaped(&camel(field.name)));
    }
    let _ = writeln!(out);
    let parameters: Vec<String> = fields
        .iter()
        .map(|field| format!("{}: {}", camel(field.name), kind(&Kind::parse(&field.kind))))
        .collect();
    let short = format!("{indent}    package init({}) {{", parameters.join(", "));
    if short.len() < 130 {
        let _ = writeln!(out, "{short}");
    } else {
        let join = format!(",\n{indent}        ");
        let _ = writeln!(
            out,
            "{indent}    package init(\n{indent}        {}\n{indent}    ) {{",
            parameters.join(&join)
        );
    }
    for field in fields {
        let name = camel(field.name);
        let _ = writeln!(out, "{indent}        self.{name} = {}", escaped(&name));
    }
    let _ = writeln!(out, "{indent}    }}\n{indent}}}");
}

fn tagged(out: &mut String, row: &TypeRow, variants: &[VariantRow]) {
    let plain = if is_plain(variants) { ", CaseIterable" } else { "" };
    let _ = writeln!(out, "    /// {}", sentence(row.meaning));
    let _ = writeln!(out, "    package enum {}: Equatable, Sendable{plain} {{", row.name);
    for variant in variants {
        let _ = writeln!(out, "        /// {}", sentence(variant.meaning));
        let case = escaped(&lower(variant.name));
        match variant.fields.as_slice() {
            [] => {
                let _ = writeln!(out, "        case {case}");
            }
            [field] => {
                let kind = kind(&Kind::parse(&field.kind));
                let _ = writeln!(out, "        case {case}({}: {kind})", camel(field.name));
            }
            _ => {
                let _ = writeln!(out, "        case {case}({})", variant.name);
            }
        }
    }
    for variant in variants.iter().filter(|variant| variant.fields.len() > 1) {
        out.push('\n');
        record(out, variant.name, variant.meaning, &variant.fields, "        ");
    }
    out.push_str("    }\n");
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Plain(name) => match name.as_str() {
            "u8" => "UInt8",
            "u16" => "UInt16",
            "u32" => "UInt32",
            "u64" => "UInt64",
            "i32" => "Int32",
            "f32" => "Float",
            "bool" => "Bool",
            _ => "String",
        }
        .to_owned(),
        // In full, because a form may have the name of a type.
        Kind::Named(name) => full(name),
        Kind::List(of) => format!("[{}]", self::kind(of)),
        Kind::Optional(of) => format!("{}?", self::kind(of)),
    }
}

fn read(kind: &Kind, rows: &[TypeRow]) -> String {
    match kind {
        Kind::Plain(name) => format!("{name}()"),
        Kind::Named(name) => format!("read{name}()"),
        Kind::List(of) => {
            let element = self::kind(of);
            format!(
                "list({}) {{ (input: inout FrameInput) throws(FrameFormatError) -> {element} in try input.{} }}",
                of.least(rows),
                read(of, rows)
            )
        }
        Kind::Optional(of) => {
            let element = self::kind(of);
            format!(
                "optional {{ (input: inout FrameInput) throws(FrameFormatError) -> {element} in try input.{} }}",
                read(of, rows)
            )
        }
    }
}

/// A type's name from anywhere.
fn full(name: &str) -> String {
    if name == ROOT { name.to_owned() } else { format!("{ROOT}.{name}") }
}

/// `FillRect` to `fillRect`.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    let mut out: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    out.push_str(letters.as_str());
    out
}

/// Words that Swift keeps for itself.
fn escaped(name: &str) -> String {
    if ["repeat", "switch"].contains(&name) { format!("`{name}`") } else { name.to_owned() }
}
