//! A tolerant JavaScript scanner: enough to tell words, strings, comments and regular expressions apart.

/// What a token is; comments and blanks are no tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An identifier or keyword.
    Word,
    /// A quoted string.
    String,
    /// A regular expression, a template, a number.
    Literal,
    /// One character of punctuation.
    Punctuation,
}

/// A token with its place in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.start..self.end]
    }
}

/// Words after which a slash begins a regular expression and a bracket is no call.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "return"
            | "typeof"
            | "case"
            | "in"
            | "of"
            | "delete"
            | "void"
            | "throw"
            | "new"
            | "else"
            | "do"
            | "instanceof"
            | "if"
            | "while"
            | "for"
            | "switch"
            | "function"
            | "var"
            | "let"
            | "const"
            | "export"
            | "default"
            | "import"
    )
}

/// The line breaks of a text, to keep lines where they are.
pub(super) fn newlines(text: &str) -> String {
    "\n".repeat(text.bytes().filter(|byte| *byte == b'\n').count())
}

pub(super) fn scan(source: &str) -> Vec<Token> {
    let bytes = source.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    // Open braces inside each `${` that waits for its `}`.
    let mut templates: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let byte = bytes[at];
        let kind = match byte {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = source[at..].find('\n').map_or(bytes.len(), |n| at + n);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = source[at + 2..].find("*/").map_or(bytes.len(), |n| at + n + 4);
                continue;
            }
            b'"' | b'\'' => {
                at = skip_string(bytes, at + 1, byte);
                TokenKind::String
            }
            b'`' => {
                at = skip_template(bytes, at + 1, &mut templates);
                TokenKind::Literal
            }
            b'}' if templates.last() == Some(&0) => {
                templates.pop();
                at = skip_template(bytes, at + 1, &mut templates);
                TokenKind::Literal
            }
            b'{' | b'}' => {
                if let Some(open) = templates.last_mut() {
                    *open = if byte == b'{' { *open + 1 } else { *open - 1 };
                }
                at += 1;
                TokenKind::Punctuation
            }
            b'/' if regex_may_begin(source, tokens.last()) => {
                at = skip_regex(bytes, at + 1);
                TokenKind::Literal
            }
            b if b.is_ascii_digit() => {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'.') {
                    at += 1;
                }
                TokenKind::Literal
            }
            b if b.is_ascii_alphabetic() || b == b'_' || b == b'$' || b >= 0x80 => {
                while at < bytes.len()
                    && (bytes[at].is_ascii_alphanumeric()
                        || matches!(bytes[at], b'_' | b'$')
                        || bytes[at] >= 0x80)
                {
                    at += 1;
                }
                TokenKind::Word
            }
            _ => {
                at += 1;
                TokenKind::Punctuation
            }
        };
        tokens.push(Token { kind, start, end: at });
    }
    tokens
}

fn skip_string(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at = next_boundary(bytes, at + 1),
            b if b == quote => return at + 1,
            b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// To the end of a template literal or into its next `${`, which then waits in `templates`.
fn skip_template(bytes: &[u8], mut at: usize, templates: &mut Vec<usize>) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at = next_boundary(bytes, at + 1),
            b'`' => return at + 1,
            b'$' if bytes.get(at + 1) == Some(&b'{') => {
                templates.push(0);
                return at + 2;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The character after a backslash is skipped whole.
fn next_boundary(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
        at += 1;
    }
    at.min(bytes.len())
}

fn skip_regex(bytes: &[u8], mut at: usize) -> usize {
    let mut in_class = false;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at = next_boundary(bytes, at + 1),
            b'\n' => return at,
            b'[' => {
                in_class = true;
                at += 1;
            }
            b']' => {
                in_class = false;
                at += 1;
            }
            b'/' if !in_class => {
                at += 1;
                while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                    at += 1;
                }
                return at;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// After a value a slash divides; after anything else it begins a regular expression.
fn regex_may_begin(source: &str, last: Option<&Token>) -> bool {
    match last {
        None => true,
        Some(token) => match token.kind {
            TokenKind::Word => is_keyword(token.text(source)),
            TokenKind::String | TokenKind::Literal => false,
            TokenKind::Punctuation => !matches!(token.text(source), ")" | "]" | "}"),
        },
    }
}
