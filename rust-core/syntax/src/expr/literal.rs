//! Literals of expressions: numbers, strings and the fixed parts of template literals.

/// Reads a decimal, hexadecimal, octal or binary number at the start of `text`: its value and length.
pub(super) fn number(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let radix = match bytes.get(..2) {
        Some(b"0x" | b"0X") => 16,
        Some(b"0o" | b"0O") => 8,
        Some(b"0b" | b"0B") => 2,
        _ => 10,
    };
    if radix != 10 {
        let digits = text[2..].find(|c: char| !c.is_digit(radix)).map_or(text.len(), |n| n + 2);
        let value = text[2..digits]
            .chars()
            .filter_map(|c| c.to_digit(radix))
            .fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit));
        return (digits > 2).then_some((value, digits));
    }
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut count = end;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        count += fraction;
        end += 1 + fraction;
    }
    if count == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits((end + 1 + sign).min(bytes.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    // "5." and ".5" are numbers to Rust too.
    Some((text[..end].parse().unwrap_or(f64::NAN), end))
}

/// Reads a quoted string at the start of `text`: its value and length with both quotes.
pub(super) fn string(text: &str) -> Option<(String, usize)> {
    let quote = text.chars().next()?;
    let mut out = String::new();
    let mut at = quote.len_utf8();
    loop {
        let c = text[at..].chars().next()?;
        at += c.len_utf8();
        if c == quote {
            return Some((out, at));
        }
        if c == '\\' {
            at += escape(&text[at..], &mut out)?;
        } else {
            out.push(c);
        }
    }
}

/// Reads what follows a backslash, appends what it means and gives its length. A half surrogate pair becomes U+FFFD.
pub(super) fn escape(text: &str, out: &mut String) -> Option<usize> {
    let c = text.chars().next()?;
    let hex =
        |from: usize, to: usize| text.get(from..to).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let simple = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        '0' => '\0',
        '\r' => return Some(if text[1..].starts_with('\n') { 2 } else { 1 }),
        '\n' => return Some(1),
        'x' => {
            if let Some(code) = hex(1, 3) {
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Some(3);
            }
            'x'
        }
        'u' => {
            if text[1..].starts_with('{') {
                let end = text.find('}')?;
                out.push(hex(2, end).and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Some(end + 1);
            }
            if let Some(first) = hex(1, 5) {
                let second = if text.get(5..7) == Some("\\u") { hex(7, 11) } else { None }
                    .filter(|s| (0xDC00..0xE000).contains(s));
                if let (0xD800..0xDC00, Some(second)) = (first, second) {
                    let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                    out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    return Some(11);
                }
                out.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Some(5);
            }
            'u'
        }
        other => other,
    };
    out.push(simple);
    Some(c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, expected) in [
            ("12px", Some((12.0, 2))),
            ("1.5.2", Some((1.5, 3))),
            (".5", Some((0.5, 2))),
            ("5.", Some((5.0, 2))),
            ("1e3", Some((1000.0, 3))),
            ("1e", Some((1.0, 1))),
            ("1e+", Some((1.0, 1))),
            ("2E-2)", Some((0.02, 4))),
            ("0x1F", Some((31.0, 4))),
            ("0b102", Some((2.0, 4))),
            ("0x", None),
            (".", None),
            ("x", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn strings() {
        for (text, expected) in [
            (r#"'a"b'c"#, Some(("a\"b", 5))),
            (r"'\n\'\\'", Some(("\n'\\", 8))),
            (r"'\u4e2d\x41\u{1F600}'", Some(("中A😀", 21))),
            (r"'\uD83D\uDE00'", Some(("😀", 14))),
            (r"'\uD83Dx'", Some(("\u{fffd}x", 9))),
            (r"'\q\u12'", Some(("qu12", 8))),
            ("'open", None),
            (r"'\", None),
            ("'中", None),
        ] {
            let read = string(text);
            assert_eq!(read.as_ref().map(|(value, length)| (value.as_str(), *length)), expected, "{text}");
        }
    }
}
