//! Source to tags and text. Tolerant: whatever cannot be a tag is text.

use super::interpolation::Interpolations;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawAttribute<'a> {
    pub name: &'a str,
    pub offset: usize,
    /// The value without its quotes and where it begins.
    pub value: Option<(&'a str, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open { tag: &'a str, attributes: Vec<RawAttribute<'a>>, self_closing: bool, offset: usize },
    Close { tag: &'a str, offset: usize },
    Text { text: &'a str, offset: usize },
}

/// Something odd in the text, with a place and the fix.
pub(super) struct Oddity {
    pub offset: usize,
    pub message: String,
}

pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    pub interpolations: Interpolations,
    pub oddities: Vec<Oddity>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let at = if source.starts_with('\u{feff}') { 3 } else { 0 };
        Tokens { source, at, interpolations: Interpolations::new(), oddities: Vec::new() }
    }

    fn odd(&mut self, offset: usize, message: impl Into<String>) {
        self.oddities.push(Oddity { offset, message: message.into() });
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        let length = self.source.as_bytes()[start..].iter().take_while(|byte| keep(**byte)).count();
        self.at += length;
        // Every caller stops at an ASCII byte only, so this is a character's boundary.
        &self.source[start..self.at]
    }

    /// The next tag or text; `None` at the end. Comments, `<!…>` and `<?…>` are passed over.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                let offset = self.at;
                if let Some(length) = comment.find("-->") {
                    self.at += 4 + length + 3;
                } else {
                    self.odd(offset, "the comment does not end; add -->");
                    self.at = self.source.len();
                }
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.at += rest.find('>').map_or(rest.len(), |n| n + 1);
            } else if starts_tag(rest, "</") {
                return Some(self.close());
            } else if starts_tag(rest, "<") {
                return Some(self.open());
            } else {
                return Some(self.text());
            }
        }
    }

    /// The text up to `</tag`, which is passed over with its `>`; for inline scripts.
    pub(super) fn raw(&mut self, tag: &str) -> (&'a str, usize) {
        let start = self.at;
        let end_tag = format!("</{tag}");
        let Some(length) = self.rest().find(&end_tag) else {
            self.odd(start, format!("<{tag}> is not closed; add </{tag}>"));
            self.at = self.source.len();
            return (&self.source[start..], start);
        };
        let code = &self.source[start..start + length];
        self.at += length;
        self.at += self.rest().find('>').map_or(self.rest().len(), |n| n + 1);
        (code, start)
    }

    fn text(&mut self) -> Token<'a> {
        let offset = self.at;
        let bytes = self.source.as_bytes();
        // The first byte is text even if it is a lone '<'.
        let mut at = offset;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'{' if bytes.get(at + 1) == Some(&b'{') => {
                    at = match self.interpolations.end(self.source, at + 2) {
                        Some(end) => end + 2,
                        None => at + 2,
                    };
                }
                b'<' if at > offset && begins_markup(&bytes[at..]) => break,
                _ => at += 1,
            }
        }
        self.at = at;
        Token::Text { text: &self.source[offset..at], offset }
    }

    fn close(&mut self) -> Token<'a> {
        let offset = self.at;
        self.at += 2;
        let tag = self.take_while(is_tag_byte);
        self.take_while(|byte| byte != b'>' && byte != b'<');
        if self.byte() == Some(b'>') {
            self.at += 1;
        } else {
            self.odd(offset, format!("</{tag}> lacks its '>'"));
        }
        Token::Close { tag, offset }
    }

    fn open(&mut self) -> Token<'a> {
        let offset = self.at;
        self.at += 1;
        let tag = self.take_while(is_tag_byte);
        let mut attributes = Vec::new();
        let mut self_closing = false;
        loop {
            self.take_while(|byte| byte.is_ascii_whitespace());
            match self.byte() {
                None => {
                    self.odd(offset, format!("<{tag} lacks its '>'"));
                    break;
                }
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(b'/') => {
                    self.at += 1;
                    if self.byte() == Some(b'>') {
                        self.at += 1;
                        self_closing = true;
                        break;
                    }
                }
                Some(b'<') => {
                    self.odd(self.at, format!("<{tag} lacks its '>' before this '<'"));
                    break;
                }
                Some(b'"' | b'\'' | b'=') => {
                    self.odd(self.at, "a stray quote or '=' in a tag; remove it");
                    self.at += 1;
                }
                Some(_) => attributes.push(self.attribute()),
            }
        }
        Token::Open { tag, attributes, self_closing, offset }
    }

    fn attribute(&mut self) -> RawAttribute<'a> {
        let offset = self.at;
        // A slash ends a name only before '>': `a/b` is a (silly) name.
        let bytes = self.source.as_bytes();
        let mut at = self.at;
        while let Some(byte) = bytes.get(at) {
            let ends = byte.is_ascii_whitespace()
                || matches!(byte, b'=' | b'>' | b'"' | b'\'' | b'<')
                || (*byte == b'/' && bytes.get(at + 1) == Some(&b'>'));
            if ends {
                break;
            }
            at += 1;
        }
        let name = &self.source[offset..at];
        self.at = at;
        self.take_while(|byte| byte.is_ascii_whitespace());
        if self.byte() != Some(b'=') {
            return RawAttribute { name, offset, value: None };
        }
        self.at += 1;
        self.take_while(|byte| byte.is_ascii_whitespace());
        let value = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                Some(self.quoted(quote))
            }
            Some(_) => Some(self.unquoted()),
            None => None,
        };
        RawAttribute { name, offset, value }
    }

    fn quoted(&mut self, quote: u8) -> (&'a str, usize) {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let quote_after =
            |from: usize| bytes[from..].iter().position(|byte| *byte == quote).map(|n| from + n);
        let Some(mut end) = quote_after(start) else {
            // To the tag's end, so that the rest of the file is still read.
            self.odd(start, "the attribute's value does not end; add its quote");
            self.take_while(|byte| byte != b'>');
            return (&self.source[start..self.at], start);
        };
        // `class="{{a == "x"}}"`: the quote that ends the value is the one after the braces.
        if let Some(open) = unclosed_braces(&self.source[start..end]) {
            // Nearby only: a hostile tag may hold many such values.
            let mut after = self.source.len().min(end + 4096);
            while !self.source.is_char_boundary(after) {
                after -= 1;
            }
            after = bytes[end..after].iter().position(|byte| *byte == b'<').map_or(after, |n| end + n);
            let closed = self.interpolations.exact_end(&self.source[..after], start + open + 2);
            if let Some(real) = closed.and_then(|close| quote_after(close + 2)).filter(|real| *real < after) {
                end = real;
            }
        }
        self.at = end + 1;
        (&self.source[start..end], start)
    }

    fn unquoted(&mut self) -> (&'a str, usize) {
        let start = self.at;
        if self.rest().starts_with("{{")
            && let Some(end) = self.interpolations.exact_end(self.source, start + 2)
        {
            self.at = end + 2;
            return (&self.source[start..self.at], start);
        }
        let bytes = self.source.as_bytes();
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_whitespace()
                || matches!(byte, b'>' | b'<')
                || (*byte == b'/' && bytes.get(at + 1) == Some(&b'>'))
            {
                break;
            }
            at += 1;
        }
        self.at = at;
        (&self.source[start..at], start)
    }
}

/// The last `{{` without a `}}` after it.
fn unclosed_braces(value: &str) -> Option<usize> {
    let open = value.rfind("{{")?;
    if value[open..].contains("}}") { None } else { Some(open) }
}

fn starts_tag(rest: &str, opening: &str) -> bool {
    rest.strip_prefix(opening)
        .is_some_and(|after| after.as_bytes().first().is_some_and(u8::is_ascii_alphabetic))
}

fn begins_markup(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(2).is_some_and(u8::is_ascii_alphabetic),
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

fn is_tag_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags as `<tag name=value>`, text quoted, oddities after `!`.
    fn show(source: &str) -> String {
        let mut tokens = Tokens::new(source);
        let mut out: Vec<String> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Open { tag, attributes, self_closing, .. } => {
                    out.push(format!("<{tag}"));
                    out.extend(attributes.iter().map(|RawAttribute { name, value, .. }| {
                        value.map_or_else(|| format!(" {name}"), |(value, _)| format!(" {name}=[{value}]"))
                    }));
                    out.push(if self_closing { "/>" } else { ">" }.into());
                }
                Token::Close { tag, .. } => out.push(format!("</{tag}>")),
                Token::Text { text, .. } => out.push(format!("{text:?}")),
            }
        }
        out.extend(tokens.oddities.iter().map(|oddity| format!(" !{}", oddity.offset)));
        out.concat()
    }

    #[test]
    fn tokens() {
        for (source, shown) in [
            (r#"<view a="1" b='2' c=3 d e/>x</view>"#, r#"<view a=[1] b=[2] c=[3] d e/>"x"</view>"#),
            ("a < b <c> d", r#""a < b "<c>" d""#),
            ("{{a<b}}<c/>", r#""{{a<b}}"<c/>"#),
            ("<!-- <a> -->b<!DOCTYPE x>", r#""b""#),
            (r#"<a b="{{c == "d"}}" e="f">"#, r#"<a b=[{{c == "d"}}] e=[f]>"#),
            (r#"<a b = "c"  d= {{ e }} >"#, "<a b=[c] d=[{{ e }}]>"),
            (r#"<a b="x>y">"#, "<a b=[x>y]>"),
            ("<a\n  b\n>", "<a b>"),
            ("\u{feff}<a/>", "<a/>"),
            (r#"<a b="c"" d>"#, "<a b=[c] d> !8"),
            ("<a <b>", "<a><b> !3"),
            ("<a b='c", "<a b=[c]> !6 !0"),
            ("<!-- open", " !0"),
            ("<a href=/b/c/>", "<a href=[/b/c]/>"),
            ("< a", r#""< a""#),
            ("</view", "</view> !0"),
        ] {
            assert_eq!(show(source), shown, "{source}");
        }
    }
}
