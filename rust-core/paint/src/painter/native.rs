//! What a host puts into a layer itself.

use super::convert;
use crate::geometry::Colour;
use crate::layer::{Keyboard, Native, Property, TextAlign, TextField};
use minihost_layout::LeafKind;
use minihost_style::{ComputedStyle, Direction};
use minihost_tree::Element;
use minihost_value::Value;
use std::hash::Hasher;

/// Keyboards by `type`. Source: the input pages of WeChat and Douyin; an unknown type is text.
const KEYBOARDS: &[(&str, Keyboard)] = &[
    ("text", Keyboard::Text),
    ("number", Keyboard::Number),
    ("digit", Keyboard::Decimal),
    ("idcard", Keyboard::IdCard),
    ("tel", Keyboard::Phone),
    ("safe-password", Keyboard::Text),
    ("nickname", Keyboard::Nickname),
];

/// The placement for a leaf; `None` for leaves that are ops.
pub(super) fn native(
    kind: &LeafKind,
    element: &Element,
    style: &ComputedStyle,
    placeholder: Option<&ComputedStyle>,
) -> Native {
    match kind {
        LeafKind::Input => Native::TextField { field: text_field(element, style, placeholder, false) },
        LeafKind::Textarea => Native::TextField { field: text_field(element, style, placeholder, true) },
        LeafKind::Canvas => Native::Canvas { properties: properties(element) },
        LeafKind::Native(tag) => match &**tag {
            "web-view" => Native::WebView { url: text(element, "src") },
            "video" => Native::Video { properties: properties(element) },
            "map" => Native::Map { properties: properties(element) },
            tag => Native::Other { tag: tag.to_owned(), properties: properties(element) },
        },
        _ => Native::None,
    }
}

fn text(element: &Element, name: &str) -> String {
    element.text_attribute(name).map_or_else(String::new, |text| text.to_string())
}

fn text_field(
    element: &Element,
    style: &ComputedStyle,
    placeholder: Option<&ComputedStyle>,
    multiline: bool,
) -> TextField {
    let value = text(element, "value");
    let kind = text(element, "type");
    TextField {
        multiline,
        value_version: value_version(element, &value),
        value,
        placeholder: text(element, "placeholder"),
        placeholder_colour: placeholder
            .map_or(Colour::rgba(0x80, 0x80, 0x80, 0xff), |style| convert::colour(style.text.color)),
        colour: convert::colour(style.text.color),
        font: convert::font_of_style(style),
        line_height: style.text.line_height_px().unwrap_or(style.text.font_size * 1.4),
        align: align(style),
        keyboard: KEYBOARDS
            .iter()
            .find(|(name, _)| *name == kind)
            .map_or(Keyboard::Text, |(_, keyboard)| *keyboard),
        password: element.flag("password") || kind == "safe-password",
        max_length: max_length(element),
        focus: element.flag("focus") || element.flag("auto-focus") || element.state.focus,
        disabled: element.flag("disabled"),
        confirm: element.text_attribute("confirm-type").map_or_else(
            || if multiline { "return".to_owned() } else { "done".to_owned() },
            |confirm| confirm.to_string(),
        ),
        confirm_hold: element.flag("confirm-hold"),
        // On unless the program says no.
        adjust: element.attributes.get("adjust-position").is_none_or(Value::truthy),
        auto_height: element.flag("auto-height"),
    }
}

/// Whoever knows what the user typed counts what the program set; else the same text is the same number: setting what is already there
/// changes nothing, as in WeChat.
fn value_version(element: &Element, value: &str) -> u32 {
    if let Some(version) = element.number("value-version") {
        return version as u32;
    }
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(value.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// 140 unless said otherwise, -1 for no limit. Source: the input page, `maxlength`.
fn max_length(element: &Element) -> i32 {
    element.number("maxlength").map_or(140, |limit| if limit < 0.0 { -1 } else { limit.min(1e9) as i32 })
}

fn align(style: &ComputedStyle) -> TextAlign {
    use minihost_style::TextAlign as Css;
    match (style.text.text_align, style.text.direction) {
        (Css::Center, _) => TextAlign::Center,
        (Css::Right, _) | (Css::End, Direction::Ltr) | (Css::Start | Css::Justify, Direction::Rtl) => {
            TextAlign::Right
        }
        _ => TextAlign::Left,
    }
}

/// All attributes as text, in a fixed order.
fn properties(element: &Element) -> Vec<Property> {
    let mut properties: Vec<Property> = element
        .attributes
        .iter()
        .filter(|(_, value)| !value.is_nullish() && !matches!(value, Value::Function(_)))
        .map(|(name, value)| Property { name: name.to_string(), value: as_text(value) })
        .collect();
    properties.sort_by(|a, b| a.name.cmp(&b.name));
    properties
}

/// Plain values as JavaScript prints them, lists and objects as JSON (a map's markers).
fn as_text(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => {
            let mut out = String::new();
            json(value, &mut out, 0);
            out
        }
        plain => plain.to_js_string().to_string(),
    }
}

/// Lists and objects deeper than this are `null`.
const MAX_JSON: usize = 16;

fn json(value: &Value, out: &mut String, depth: usize) {
    match value {
        Value::Array(items) if depth < MAX_JSON => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                json(item, out, depth + 1);
            }
            out.push(']');
        }
        Value::Object(object) if depth < MAX_JSON => {
            out.push('{');
            let mut first = true;
            for (name, item) in
                object.iter().filter(|(_, item)| !matches!(item, Value::Undefined | Value::Function(_)))
            {
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                json_text(name, out);
                out.push(':');
                json(item, out, depth + 1);
            }
            out.push('}');
        }
        Value::String(text) => json_text(text, out),
        Value::Number(number) if number.is_finite() => out.push_str(&value.to_js_string()),
        Value::Bool(_) => out.push_str(&value.to_js_string()),
        _ => out.push_str("null"),
    }
}

fn json_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if (c as u32) < 0x20 => {
                use std::fmt::Write as _;
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_json() {
        let marker = Value::object([
            ("id", Value::Number(1.0)),
            ("title", Value::from("a\"\n小")),
            ("x", Value::Undefined),
        ]);
        assert_eq!(
            as_text(&Value::array([marker, Value::Null])),
            "[{\"id\":1,\"title\":\"a\\\"\\n小\"},null]"
        );
        assert_eq!(as_text(&Value::Bool(true)), "true");
    }
}
