//! JavaScript's tokens, as far as finding `import` and `export` needs them: what is a string, a template, a comment or a regular
//! expression holds neither. Wrong text gives some tokens, never an error; the engine will say what is wrong with it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    String,
    /// A part of a template between backticks and `${ }`, a number, a regular expression.
    Operand,
    Punctuation,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// A line ends between this token and the one before.
    pub(crate) after_newline: bool,
    /// How many brackets are open around it.
    pub(crate) depth: usize,
}

enum Open {
    /// `(`; true after `if`, `while`, `for`, `with`: what follows the `)` is a statement.
    Paren(bool),
    Bracket,
    /// `{`; true for an object.
    Brace(bool),
    /// `${` in a template.
    Hole,
}

/// Words after which an operand follows, not an operator.
const BEFORE_OPERAND: [&str; 15] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
    "yield",
    "await",
    "default",
];

struct Scanner<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    tokens: Vec<Token>,
    open: Vec<Open>,
    newline: bool,
    /// A `/` here begins a regular expression.
    operand_next: bool,
}

pub(crate) fn scan(source: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        source,
        bytes: source.as_bytes(),
        at: 0,
        tokens: Vec::new(),
        open: Vec::new(),
        newline: false,
        operand_next: true,
    };
    scanner.run();
    scanner.tokens
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'\\') || byte >= 0x80
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\n' | b'\r' => {
                    self.newline = true;
                    self.at += 1;
                }
                byte if byte.is_ascii_whitespace() || byte == 0x0b => self.at += 1,
                b'/' if self.bytes[start..].starts_with(b"//") => self.skip_line(),
                b'/' if self.bytes[start..].starts_with(b"/*") => {
                    let end =
                        self.source[start + 2..].find("*/").map_or(self.bytes.len(), |end| start + end + 4);
                    self.newline |= self.source[start..end].contains('\n');
                    self.at = end;
                }
                b'"' | b'\'' => {
                    self.skip_string(byte);
                    self.push(start, Kind::String, false);
                }
                b'`' => {
                    self.at += 1;
                    self.template(start);
                }
                b'/' if self.operand_next => {
                    self.skip_regex();
                    self.push(start, Kind::Operand, false);
                }
                b'0'..=b'9' => {
                    while self.bytes.get(self.at).is_some_and(|&byte| is_word(byte) || byte == b'.') {
                        self.at += 1;
                    }
                    self.push(start, Kind::Operand, false);
                }
                byte if is_word(byte) => {
                    while self.bytes.get(self.at).is_some_and(|&byte| is_word(byte)) {
                        self.at += 1;
                    }
                    let is_property = self.tokens.last().is_some_and(|token| self.text(token) == ".");
                    let operand_next = !is_property && BEFORE_OPERAND.contains(&&self.source[start..self.at]);
                    self.push(start, Kind::Word, operand_next);
                }
                _ => self.punctuation(byte),
            }
        }
    }

    fn text(&self, token: &Token) -> &str {
        &self.source[token.start..token.end]
    }

    fn push(&mut self, start: usize, kind: Kind, operand_next: bool) {
        let token = Token { start, end: self.at, kind, after_newline: self.newline, depth: self.open.len() };
        self.tokens.push(token);
        self.newline = false;
        self.operand_next = operand_next;
    }

    fn punctuation(&mut self, byte: u8) {
        let start = self.at;
        self.at += 1;
        let last = self.tokens.last().map_or("", |token| self.text(token));
        match byte {
            b'(' => {
                let control = matches!(last, "if" | "while" | "for" | "with");
                self.push(start, Kind::Punctuation, true);
                self.open.push(Open::Paren(control));
            }
            b'[' => {
                self.push(start, Kind::Punctuation, true);
                self.open.push(Open::Bracket);
            }
            b'{' => {
                let is_object =
                    self.operand_next && !matches!(last, "" | ";" | "{" | "}" | ")" | "=>" | "else" | "do");
                self.push(start, Kind::Punctuation, true);
                self.open.push(Open::Brace(is_object));
            }
            b')' => {
                let control = matches!(self.open.pop(), Some(Open::Paren(true)));
                self.push(start, Kind::Punctuation, control);
            }
            b']' => {
                self.open.pop();
                self.push(start, Kind::Punctuation, false);
            }
            b'}' => match self.open.pop() {
                Some(Open::Hole) => self.template(start),
                Some(Open::Brace(is_object)) => self.push(start, Kind::Punctuation, !is_object),
                _ => self.push(start, Kind::Punctuation, true),
            },
            b'+' | b'-' if self.bytes.get(self.at) == Some(&byte) => {
                self.at += 1;
                self.push(start, Kind::Punctuation, false);
            }
            b'=' if self.bytes.get(self.at) == Some(&b'>') => {
                self.at += 1;
                self.push(start, Kind::Punctuation, true);
            }
            _ => self.push(start, Kind::Punctuation, true),
        }
    }

    fn skip_line(&mut self) {
        self.at = self.source[self.at..].find(['\n', '\r']).map_or(self.bytes.len(), |end| self.at + end);
    }

    fn skip_string(&mut self, quote: u8) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.skip_char(),
                b'\n' => return,
                byte if byte == quote => return,
                _ => {}
            }
        }
    }

    fn skip_char(&mut self) {
        let next = self.source.get(self.at..).and_then(|rest| rest.chars().next());
        self.at += next.map_or(0, char::len_utf8);
    }

    fn skip_regex(&mut self) {
        self.at += 1;
        let mut in_class = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' | b'\r' => return,
                b'\\' => {
                    self.at += 1;
                    self.skip_char();
                    continue;
                }
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    self.at += 1;
                    while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
                        self.at += 1;
                    }
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// The text of a template up to its end or its next `${`.
    fn template(&mut self, start: usize) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.skip_char(),
                b'`' => return self.push(start, Kind::Operand, false),
                b'$' if self.bytes.get(self.at) == Some(&b'{') => {
                    self.at += 1;
                    self.push(start, Kind::Operand, true);
                    self.open.push(Open::Hole);
                    return;
                }
                _ => {}
            }
        }
        self.push(start, Kind::Operand, false);
    }
}
