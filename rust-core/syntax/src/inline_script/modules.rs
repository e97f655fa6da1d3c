//! `import` and `export` of sjs to CommonJS, in place: what a file exports by default is its `module.exports`, and names
//! are added to that, as ByteDance's tools do.

use super::scan::{Token, TokenKind, newlines};
use super::{Edit, text_of};

/// The edits, and what must stand after the last line.
pub(super) fn rewrite(source: &str, tokens: &[Token]) -> (Vec<Edit>, String) {
    let mut rewriter = Rewriter { source, tokens, edits: Vec::new(), tail: Vec::new() };
    let mut depth = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        match text_of(source, tokens, at) {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            word @ ("export" | "import") if depth == 0 && (at == 0 || rewriter.text(at - 1) != ".") => {
                at = if word == "export" { rewriter.export(at) } else { rewriter.import(at) };
            }
            _ => {}
        }
        at += 1;
    }
    let mut tail = rewriter.tail.join(" ");
    if !tail.is_empty() {
        tail.insert(0, '\n');
    }
    (rewriter.edits, tail)
}

struct Rewriter<'a> {
    source: &'a str,
    tokens: &'a [Token],
    edits: Vec<Edit>,
    tail: Vec<String>,
}

impl<'a> Rewriter<'a> {
    fn text(&self, at: usize) -> &'a str {
        text_of(self.source, self.tokens, at)
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn is_string(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::String)
    }

    /// Replaces tokens from `first` to `last`; lines stay.
    fn replace(&mut self, first: usize, last: usize, text: &str) {
        let (from, to) = (self.tokens[first].start, self.tokens[last].end);
        self.edits.push((from, to, format!("{text}{}", newlines(&self.source[from..to]))));
    }

    /// Takes the words before `next` away.
    fn remove_before(&mut self, first: usize, next: usize) {
        let (from, to) = (self.tokens[first].start, self.tokens[next].start);
        self.edits.push((from, to, newlines(&self.source[from..to])));
    }

    fn add(&mut self, public: &str, local: &str) {
        self.tail.push(format!("module.exports.{public} = {local};"));
    }

    /// Reads an `export`; gives the last token that was read.
    fn export(&mut self, at: usize) -> usize {
        match self.text(at + 1) {
            "default" => {
                if matches!(self.text(at + 2), "function" | "class") && self.is_word(at + 3) {
                    // The name must stay known to the file.
                    self.remove_before(at, at + 2);
                    self.tail.insert(0, format!("module.exports = {};", self.text(at + 3)));
                } else {
                    self.replace(at, at + 1, "module.exports =");
                }
                at + 1
            }
            "const" | "let" | "var" => {
                self.remove_before(at, at + 1);
                for name in self.declared(at + 2) {
                    self.add(name, name);
                }
                at + 1
            }
            "function" | "class" if self.is_word(at + 2) => {
                self.remove_before(at, at + 1);
                self.add(self.text(at + 2), self.text(at + 2));
                at + 2
            }
            "{" => {
                let (names, mut end) = self.braces(at + 1);
                let from = self.text(end + 1) == "from" && self.is_string(end + 2);
                let owner = if from { format!("require({}).", self.text(end + 2)) } else { String::new() };
                for (local, public) in names {
                    if public == "default" {
                        self.tail.insert(0, format!("module.exports = {owner}{local};"));
                    } else {
                        self.add(public, &format!("{owner}{local}"));
                    }
                }
                if from {
                    end += 2;
                }
                self.replace(at, end, "");
                end
            }
            "*" if self.text(at + 2) == "from" && self.is_string(at + 3) => {
                let statement = format!("Object.assign(module.exports, require({}))", self.text(at + 3));
                self.replace(at, at + 3, &statement);
                at + 3
            }
            _ => at,
        }
    }

    /// Reads an `import`; gives the last token that was read. `import(…)` stays.
    fn import(&mut self, at: usize) -> usize {
        let mut next = at + 1;
        let mut bindings: Vec<String> = Vec::new();
        // An import names few things; a file of nothing but the word must not cost its square.
        while next < at + 200 {
            match self.text(next) {
                "{" => {
                    let (names, end) = self.braces(next);
                    let mut list: Vec<String> = Vec::new();
                    for (public, local) in names {
                        match public {
                            "default" => bindings.push(local.into()),
                            _ if public == local => list.push(public.into()),
                            _ => list.push(format!("{public}: {local}")),
                        }
                    }
                    bindings.push(format!("{{ {} }}", list.join(", ")));
                    next = end + 1;
                }
                "*" if self.text(next + 1) == "as" && self.is_word(next + 2) => {
                    bindings.push(self.text(next + 2).into());
                    next += 3;
                }
                "from" if !bindings.is_empty() => next += 1,
                "," => next += 1,
                name if self.is_word(next) => {
                    bindings.push(name.into());
                    next += 1;
                }
                _ => break,
            }
        }
        if !self.is_string(next) {
            return at;
        }
        let call = format!("require({})", self.text(next));
        let declarations: Vec<String> =
            bindings.iter().map(|binding| format!("{binding} = {call}")).collect();
        let statement =
            if declarations.is_empty() { call } else { format!("var {}", declarations.join(", ")) };
        self.replace(at, next, &statement);
        next
    }

    /// The names that a `const`, `let` or `var` declares, up to its end; patterns are not met in sjs.
    fn declared(&self, from: usize) -> Vec<&'a str> {
        let mut names = Vec::new();
        let (mut depth, mut expects_name) = (0usize, true);
        for at in from..self.tokens.len() {
            match self.text(at) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => break,
                "," if depth == 0 => expects_name = true,
                "export" | "import" | "const" | "let" | "var" if depth == 0 => break,
                // `= function () {}` is a value, `\nfunction f` the next statement.
                "function" if depth == 0 && self.text(at - 1) != "=" => break,
                name if expects_name && self.is_word(at) => {
                    names.push(name);
                    expects_name = false;
                }
                _ => {}
            }
        }
        names
    }

    /// `{ a, b as c }` from its opening brace: pairs of (first, second) name, and the closing brace's number.
    fn braces(&self, open: usize) -> (Vec<(&'a str, &'a str)>, usize) {
        let mut pairs = Vec::new();
        let mut at = open + 1;
        while at < self.tokens.len() && self.text(at) != "}" {
            if !self.is_word(at) {
                at += 1;
                continue;
            }
            let renamed = self.text(at + 1) == "as" && self.is_word(at + 2);
            pairs.push((self.text(at), self.text(if renamed { at + 2 } else { at })));
            at += if renamed { 3 } else { 1 };
        }
        (pairs, at.min(self.tokens.len() - 1))
    }
}
