//! JavaScript's conversions (ECMA-262 section 7.1) on [`Value`]. Objects convert as plain ones do:
//! `"[object Object]"`, arrays by joining with commas.

use crate::Value;
use std::rc::Rc;

/// Bytes of the longest text that is made from values. Values share their parts, so an array of a few words can stand for a text that no
/// memory holds; what would become longer is cut off here.
pub const MAX_TEXT: usize = 16 << 20;

impl Value {
    /// `ToBoolean`.
    pub fn truthy(&self) -> bool {
        match self {
            Value::Undefined | Value::Null => false,
            Value::Bool(value) => *value,
            Value::Number(value) => *value != 0.0 && !value.is_nan(),
            Value::String(text) => !text.is_empty(),
            Value::Array(_) | Value::Object(_) | Value::Function(_) => true,
        }
    }

    /// `ToNumber`.
    pub fn to_number(&self) -> f64 {
        match self {
            Value::Undefined | Value::Function(_) => f64::NAN,
            Value::Null => 0.0,
            Value::Bool(value) => f64::from(u8::from(*value)),
            Value::Number(value) => *value,
            Value::String(text) => string_to_number(text),
            Value::Array(_) | Value::Object(_) => string_to_number(&self.to_js_string()),
        }
    }

    /// `ToString`.
    pub fn to_js_string(&self) -> Rc<str> {
        match self {
            Value::Undefined => "undefined".into(),
            Value::Null => "null".into(),
            Value::Bool(true) => "true".into(),
            Value::Bool(false) => "false".into(),
            Value::Number(value) => number_to_string(*value).into(),
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let mut out = String::new();
                join(items, &mut out);
                out.into()
            }
            Value::Object(_) => "[object Object]".into(),
            Value::Function(_) => "function () { [native code] }".into(),
        }
    }

    /// The string a template shows: `undefined` and `null` are empty, as WeChat and ByteDance render them in text.
    pub fn to_display(&self) -> Rc<str> {
        if self.is_nullish() { crate::empty_text() } else { self.to_js_string() }
    }

    /// `===`
    pub fn strict_equals(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a == b,
            _ => self.same(other),
        }
    }

    /// `==`
    pub fn loose_equals(&self, other: &Value) -> bool {
        use Value::{Array, Bool, Function, Null, Number, Object, String, Undefined};
        match (self, other) {
            (Undefined | Null, Undefined | Null) => true,
            (Undefined | Null, _) | (_, Undefined | Null) => false,
            (Number(_), Number(_)) | (String(_), String(_)) | (Bool(_), Bool(_)) => self.strict_equals(other),
            (Bool(_), _) => Number(self.to_number()).loose_equals(other),
            (_, Bool(_)) => self.loose_equals(&Number(other.to_number())),
            (Number(a), String(b)) => *a == string_to_number(b),
            (String(a), Number(b)) => string_to_number(a) == *b,
            (Array(_) | Object(_) | Function(_), Number(_) | String(_)) => {
                String(self.to_js_string()).loose_equals(other)
            }
            (Number(_) | String(_), Array(_) | Object(_) | Function(_)) => {
                self.loose_equals(&String(other.to_js_string()))
            }
            (Array(_) | Object(_) | Function(_), Array(_) | Object(_) | Function(_)) => self.same(other),
        }
    }

    /// `typeof`
    pub fn type_of(&self) -> &'static str {
        match self {
            Value::Undefined => "undefined",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Function(_) => "function",
            Value::Null | Value::Array(_) | Value::Object(_) => "object",
        }
    }
}

fn join(items: &[Value], out: &mut String) {
    for (n, item) in items.iter().enumerate() {
        if out.len() > MAX_TEXT {
            return;
        }
        if n > 0 {
            out.push(',');
        }
        match item {
            Value::Undefined | Value::Null => {}
            Value::Array(items) => join(items, out),
            other => out.push_str(&other.to_js_string()),
        }
    }
}

/// `Number::toString` with radix 10 (ECMA-262 6.1.6.1.20). Rust's shortest digits are the same as JavaScript's; only
/// where the exponent begins differs.
pub fn number_to_string(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value == 0.0 {
        return "0".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{}", value as i64);
    }
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("because {:e} always prints an exponent");
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let point: i32 = exponent.parse::<i32>().expect("because {:e} prints a decimal exponent") + 1;
    let count = digits.len() as i32;
    let sign = if value < 0.0 { "-" } else { "" };
    let body = if (count..=21).contains(&point) {
        format!("{digits}{}", "0".repeat((point - count) as usize))
    } else if (1..=21).contains(&point) {
        format!("{}.{}", &digits[..point as usize], &digits[point as usize..])
    } else if (-5..=0).contains(&point) {
        format!("0.{}{digits}", "0".repeat((-point) as usize))
    } else {
        let power = point - 1;
        let marker = if power < 0 { '-' } else { '+' };
        let fraction = if count > 1 { format!(".{}", &digits[1..]) } else { String::new() };
        format!("{}{fraction}e{marker}{}", &digits[..1], power.abs())
    };
    format!("{sign}{body}")
}

/// `StringToNumber` (ECMA-262 7.1.4.1.1): blanks around are ignored, the empty string is 0, anything odd is NaN.
pub fn string_to_number(text: &str) -> f64 {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return 0.0;
    }
    let radix = |digits: &str, radix: u32| {
        if digits.is_empty() {
            return f64::NAN;
        }
        digits
            .chars()
            .try_fold(0.0, |sum: f64, c| Some(sum * f64::from(radix) + f64::from(c.to_digit(radix)?)))
            .unwrap_or(f64::NAN)
    };
    match text.get(..2) {
        Some("0x" | "0X") => return radix(&text[2..], 16),
        Some("0o" | "0O") => return radix(&text[2..], 8),
        Some("0b" | "0B") => return radix(&text[2..], 2),
        _ => {}
    }
    match text {
        "Infinity" | "+Infinity" => return f64::INFINITY,
        "-Infinity" => return f64::NEG_INFINITY,
        _ => {}
    }
    // Rust also reads "inf", "nan" and "infinity"; JavaScript's decimal literals have only these characters.
    if text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_javascript_prints_them() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (123456789012345680000.0, "123456789012345680000"),
            (1.5e300, "1.5e+300"),
            (0.000001, "0.000001"),
            (0.0000001, "1e-7"),
            (1.25e-9, "1.25e-9"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
            (9007199254740993.0, "9007199254740992"),
        ] {
            assert_eq!(number_to_string(number), text);
        }
    }

    #[test]
    fn strings_read_as_javascript_reads_them() {
        for (text, number) in [
            ("", 0.0),
            (" 12 ", 12.0),
            ("1e3", 1000.0),
            ("0x1f", 31.0),
            ("-.5", -0.5),
            ("5.", 5.0),
            ("Infinity", f64::INFINITY),
        ] {
            assert_eq!(string_to_number(text), number, "{text:?}");
        }
        for text in ["12px", "inf", "nan", "0x", "1 2", "--1", "e5", "1_000"] {
            assert!(string_to_number(text).is_nan(), "{text:?}");
        }
    }

    #[test]
    fn loose_equality() {
        let cases = [
            (Value::Null, Value::Undefined, true),
            (Value::Null, Value::from(0), false),
            (Value::from("1"), Value::from(1), true),
            (Value::from(true), Value::from("1"), true),
            (Value::array([Value::from(1)]), Value::from(1), true),
            (Value::object::<&str>([]), Value::from("[object Object]"), true),
            (Value::Number(f64::NAN), Value::Number(f64::NAN), false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(a.loose_equals(&b), expected, "{a:?} == {b:?}");
            assert_eq!(b.loose_equals(&a), expected, "{b:?} == {a:?}");
        }
    }
}
