//! Cutting text into the pieces that are measured one by one.

use std::borrow::Cow;
use unicode_linebreak::{BreakClass, BreakOpportunity, break_property, linebreaks};

/// A word or a stretch of blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The characters.
    pub text: &'a str,
    /// Only blanks: they hang at the end of a line.
    pub blank: bool,
    /// A line may end after it.
    pub break_after: bool,
}

/// The pieces of a line of text, by UAX 14. Measuring and drawing both go piece by piece, so that a drawn line is exactly as
/// wide as the sum that broke it. Line breaks are not looked for here: the text must hold none.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (end, allowed) in breaks(&chinese_quotes(text)) {
        let (word, blanks) = {
            let segment = &text[start..end];
            let word = segment.trim_end_matches(is_blank);
            (word, &segment[word.len()..])
        };
        if !word.is_empty() {
            found.push(Piece { text: word, blank: false, break_after: allowed && blanks.is_empty() });
        }
        if !blanks.is_empty() {
            found.push(Piece { text: blanks, blank: true, break_after: true });
        }
        start = end;
    }
    found
}

/// The places where a line may end, and the end of the text, where it is for the next run to say: UAX 14, and browsers' own rules between
/// two ASCII characters.
fn breaks(text: &str) -> Vec<(usize, bool)> {
    let mut known = linebreaks(text).peekable();
    let mut out = Vec::new();
    let (mut before_last, mut last) = (' ', ' ');
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        while known.next_if(|(end, _)| *end < at).is_some() {}
        let listed = known.next_if(|(end, _)| *end == at).map(|(_, how)| how == BreakOpportunity::Allowed);
        let own = at > 0 && at < text.len() && last.is_ascii_graphic() && c.is_ascii_graphic();
        if own {
            if ascii_break(before_last, last, c) {
                out.push((at, true));
            }
        } else if let Some(allowed) = listed {
            out.push((at, allowed));
        }
        (before_last, last) = (last, c);
    }
    out
}

/// Browsers do not cut addresses, paths and amounts where UAX 14 would. Between two ASCII characters a line may end after `?` and `-`, and
/// before an opening bracket that follows a mark. Source: WebKit bug 37698, whose table all of them took over.
fn ascii_break(before: char, last: char, next: char) -> bool {
    const OPENING: [char; 4] = ['(', '<', '[', '{'];
    const CLOSING: [char; 13] = ['!', '"', '\'', ')', ',', '.', '/', ':', ';', '?', ']', '}', '-'];
    match last {
        '-' if next.is_ascii_digit() => before.is_ascii_alphanumeric(),
        '-' | '?' => !CLOSING.contains(&next),
        '$' | '(' | '<' | '[' | '{' => false,
        _ => !last.is_ascii_alphanumeric() && OPENING.contains(&next),
    }
}

/// UAX 14 never breaks beside a curly quote, because in some languages it opens and in some it closes. Beside Chinese it is
/// known: a stand-in of the same length that opens or closes.
fn chinese_quotes(text: &str) -> Cow<'_, str> {
    const QUOTES: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];
    if !text.contains(QUOTES) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let wide = |c: char| (0x2e80..0xfff0).contains(&(c as u32));
        let chinese = QUOTES.contains(&c) && (wide(before) || rest.peek().is_some_and(|&next| wide(next)));
        out.push(match c {
            '\u{2018}' | '\u{201c}' if chinese => '\u{3008}',
            '\u{2019}' | '\u{201d}' if chinese => '\u{3009}',
            _ => c,
        });
        before = c;
    }
    Cow::Owned(out)
}

/// What hangs at the end of a line and collapses: not the no-break space.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a line may end between the last character of one run and the first of the next. Runs are cut at element borders,
/// which is no reason to break and none against it.
pub(crate) fn may_break_between(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if last.is_ascii_graphic() && first.is_ascii_graphic() {
        let before = before.chars().rev().nth(1).unwrap_or(' ');
        return ascii_break(before, last, first);
    }
    let mut pair = String::with_capacity(8);
    pair.push(last);
    pair.push(first);
    linebreaks(&pair).any(|(at, _)| at == last.len_utf8())
}

/// Ideographs, kana and hangul: what `word-break: keep-all` holds together.
pub(crate) fn is_east_asian_letter(c: char) -> bool {
    matches!(
        break_property(c as u32),
        BreakClass::Ideographic
            | BreakClass::ConditionalJapaneseStarter
            | BreakClass::HangulLvSyllable
            | BreakClass::HangulLvtSyllable
            | BreakClass::HangulLJamo
            | BreakClass::HangulVJamo
            | BreakClass::HangulTJamo
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        pieces(text)
            .iter()
            .map(|piece| {
                format!("{}{}", piece.text.replace(' ', "_"), if piece.break_after { "|" } else { "" })
            })
            .collect::<Vec<_>>()
            .join("·")
    }

    #[test]
    fn cuts_at_break_opportunities() {
        for (text, expected) in [
            ("", ""),
            ("one two", "one·_|·two"),
            ("one  two ", "one·__|·two·_|"),
            ("well-known", "well-|·known"),
            ("https://a.b/c?d=e&f", "https://a.b/c?|·d=e&f"),
            ("2026-11-23 (1,234.5)", "2026-|·11-|·23·_|·(1,234.5)"),
            ("a/b and -1", "a/b·_|·and·_|·-1"),
            ("你好,世界", "你|·好,|·世|·界"),
            ("他说:“好。”", "他|·说:|·“好。”"),
            ("价格¥12.50元", "价|·格|·¥12.50|·元"),
            ("a\u{a0}b", "a\u{a0}b"),
            ("👨‍👩‍👧好", "👨‍👩‍👧|·好"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn pieces_make_up_the_text() {
        let text = " 今天 is a good day,是吗?👍🏽 ";
        assert_eq!(pieces(text).iter().map(|piece| piece.text).collect::<String>(), text);
    }

    #[test]
    fn between_runs() {
        for (before, after, expected) in [
            ("ab", "cd", false),
            ("你", "好", true),
            ("你", ",", false),
            ("(", "你", false),
            ("a ", "b", true),
        ] {
            assert_eq!(may_break_between(before, after), expected, "{before} {after}");
        }
    }
}
