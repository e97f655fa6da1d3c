//! How a value is shown: in text, in attributes that are text, in `class`.

use minihost_value::Value;
use std::rc::Rc;

/// A value as text or as inline style: `undefined` and `null` are empty, everything else as JavaScript prints it.
pub fn display_text(value: &Value) -> Rc<str> {
    value.to_display()
}

/// Calls `each` with every class name in a value: a string of names, an array of them (`class="{{[a, 'b']}}"`, which uni-app
/// relies on), or an object whose fields are names that count while their value holds. `undefined` and `null` name none, nor does `false` in an array; elsewhere it is the text "false", as
/// with WeChat.
pub fn class_names(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::Bool(false) => each("false"),
        value => class_names_nested(value, each, 8),
    }
}

fn class_names_nested(value: &Value, each: &mut dyn FnMut(&str), depth: u8) {
    match value {
        Value::Undefined | Value::Null | Value::Bool(false) => {}
        Value::Array(items) if depth > 0 => {
            for item in items.iter() {
                class_names_nested(item, each, depth - 1);
            }
        }
        Value::Object(fields) if depth > 0 => {
            let holding = fields.iter().filter(|(_, value)| value.truthy());
            holding.for_each(|(names, _)| names_in(names).for_each(&mut *each));
        }
        Value::String(text) => names_in(text).for_each(each),
        other => names_in(&other.to_js_string()).for_each(each),
    }
}

/// WeChat takes dots and commas for blanks: a list as text (`"a,b"`) names its items.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii_whitespace() || matches!(c, '.' | ',')).filter(|name| !name.is_empty())
}

/// Replaces the entities that the dialects know; anything else that looks like one stays. Templates are decoded when they
/// are parsed; `<text decode>` needs it again for what came from data.
pub fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, length)) = entity(rest) {
            out.push(c);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The longest entity we know is `&#x10FFFF;`.
const LONGEST: usize = 10;

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = match name {
        "nbsp" => '\u{a0}',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "copy" => '©',
        "times" => '×',
        "yen" => '¥',
        "middot" => '·',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (text, shown) in [
            ("a&nbsp;b", "a\u{a0}b"),
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
            ("&#123;&#x4e2d;", "{中"),
            ("a & b &unknown; &", "a & b &unknown; &"),
            ("&#xD800;&#0;&#99999999999;", "&#xD800;&#0;&#99999999999;"),
            ("&中文中文;", "&中文中文;"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(decode_entities(text), shown);
        }
    }

    #[test]
    fn classes() {
        let check = |value: Value, expected: &str| {
            let mut names = Vec::new();
            class_names(&value, &mut |name| names.push(name.to_owned()));
            assert_eq!(names.join("|"), expected);
        };
        check(Value::from(" a  b\n"), "a|b");
        check(Value::array([Value::from("a b"), Value::Null, Value::from(false), Value::from("c")]), "a|b|c");
        check(
            Value::object([("a b", Value::from(1)), ("c", Value::from("")), ("d", Value::from(true))]),
            "a|b|d",
        );
        check(Value::Undefined, "");
        check(Value::from(1), "1");
    }
}
