//! The wrapper that makes a file a CommonJS module; ES modules are rewritten to fit in.
//!
//! An ES module becomes
//!
//! ```js
//! (function(exports,require,module,__module){const __esm=__module.module(…);with(__esm.scope)return(function(){"use strict";
//! __esm.start({name:()=>name}); …body without its import and export words…
//! }).call(undefined)})
//! ```
//!
//! on the lines it had. `scope` holds a getter per import, so bindings are live and no identifier of the body is touched. `start` defines
//! the exports as getters before it runs the imported modules, so rings of modules see each other's functions. One known difference:
//! `this` in a function that is called by its imported name is `scope` and not `undefined`, unless the function is called in another way.

use crate::scan::{Kind, Token, scan};
use std::fmt::Write;

/// A module's text as one function expression.
pub(crate) struct Wrapped {
    pub(crate) text: String,
    /// Columns that the wrapper takes on the first line.
    pub(crate) shift: u32,
}

/// Wraps a file. The lines stay where they are.
pub(crate) fn wrap(source: &str, scope: &[String]) -> Wrapped {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut head = String::from("(function(exports,require,module,__module");
    for name in scope {
        head.push(',');
        head.push_str(name);
    }
    head.push_str("){");
    let mut tail = "\n})";
    let mut body = std::borrow::Cow::Borrowed(source);
    if source.contains("import") || source.contains("export") {
        let tokens = scan(source);
        let mut rewrite = Rewrite { source, tokens: &tokens, ..Rewrite::default() };
        rewrite.run();
        if rewrite.is_module {
            rewrite.head(&mut head);
            tail = "\n}).call(undefined)})";
        }
        body = rewrite.apply().into();
    }
    let shift = head.chars().count() as u32;
    Wrapped { text: format!("{head}{body}{tail}"), shift }
}

/// Texts of the source are kept as they stand, strings with their quotes.
#[derive(Default)]
struct Rewrite<'s> {
    source: &'s str,
    tokens: &'s [Token],
    edits: Vec<(usize, usize, String)>,
    is_module: bool,
    paths: Vec<&'s str>,
    /// Local name, module, exported name.
    imports: Vec<(&'s str, usize, &'s str)>,
    /// Name for others, module, exported name.
    onward: Vec<(&'s str, usize, &'s str)>,
    stars: Vec<usize>,
    /// Name for others, local name.
    own: Vec<(&'s str, &'s str)>,
}

/// A name or a string as a string.
fn quoted(name: &str) -> String {
    if name.starts_with(['"', '\'']) { name.into() } else { format!("{name:?}") }
}

impl<'s> Rewrite<'s> {
    fn text(&self, index: usize) -> &'s str {
        self.tokens.get(index).map_or("", |token| &self.source[token.start..token.end])
    }

    fn is(&self, index: usize, kind: Kind) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == kind)
    }

    fn run(&mut self) {
        let mut index = 0;
        while index < self.tokens.len() {
            let token = self.tokens[index];
            let word = self.text(index);
            let before = index.checked_sub(1).map_or("", |before| self.text(before));
            let begins = token.depth == 0 && (matches!(before, "" | ";" | "}") || token.after_newline);
            let next = self.text(index + 1);
            index = match word {
                _ if token.kind != Kind::Word || before == "." => index + 1,
                "import" if next == "(" => {
                    self.edits.push((token.start, token.end, "__module.import".into()));
                    index + 1
                }
                "import" if next == "." && self.text(index + 2) == "meta" => {
                    self.edits.push((token.start, self.tokens[index + 2].end, "__module.meta".into()));
                    index + 3
                }
                "import" if begins => self.import(index).unwrap_or(index + 1),
                "export" if begins => self.export(index).unwrap_or(index + 1),
                _ => index + 1,
            };
        }
    }

    fn path(&mut self, index: usize) -> Option<usize> {
        let path = self.is(index, Kind::String).then(|| self.text(index))?;
        let known = self.paths.iter().position(|known| *known == path);
        Some(known.unwrap_or_else(|| {
            self.paths.push(path);
            self.paths.len() - 1
        }))
    }

    /// Takes the tokens `from..to` out, with import attributes and the semicolon after them.
    fn remove(&mut self, from: usize, mut to: usize) -> usize {
        if matches!(self.text(to), "with" | "assert") && self.text(to + 1) == "{" {
            while to < self.tokens.len() && self.text(to) != "}" {
                to += 1;
            }
            to += 1;
        }
        if self.text(to) == ";" {
            to += 1;
        }
        let to = to.min(self.tokens.len());
        let (start, end) = (self.tokens[from].start, self.tokens[to - 1].end);
        let lines = self.source[start..end].matches('\n').count();
        self.edits.push((start, end, format!(";{}", "\n".repeat(lines))));
        self.is_module = true;
        to
    }

    /// `{ a, b as c }` from its `{`; gives the pairs and the index after the `}`.
    fn list(&self, mut at: usize) -> Option<(Vec<(&'s str, &'s str)>, usize)> {
        let mut pairs = Vec::new();
        at += 1;
        loop {
            if self.text(at) == "}" {
                return Some((pairs, at + 1));
            }
            if !self.is(at, Kind::Word) && !self.is(at, Kind::String) {
                return None;
            }
            let first = self.text(at);
            let second = if self.text(at + 1) == "as" {
                at += 2;
                self.text(at)
            } else {
                first
            };
            pairs.push((first, second));
            at += 1;
            match self.text(at) {
                "," => at += 1,
                "}" => {}
                _ => return None,
            }
        }
    }

    /// An import declaration at `from`; gives the index after it.
    fn import(&mut self, from: usize) -> Option<usize> {
        let mut at = from + 1;
        let mut names: Vec<(&'s str, &'s str)> = Vec::new();
        if !self.is(at, Kind::String) {
            if self.is(at, Kind::Word) {
                names.push((self.text(at), "default"));
                at += 1;
                if self.text(at) == "," {
                    at += 1;
                }
            }
            if self.text(at) == "*" && self.text(at + 1) == "as" {
                names.push((self.text(at + 2), "*"));
                at += 3;
            } else if self.text(at) == "{" {
                let (pairs, after) = self.list(at)?;
                names.extend(pairs.into_iter().map(|(name, local)| (local, name)));
                at = after;
            }
            if self.text(at) != "from" {
                return None;
            }
            at += 1;
        }
        let module = self.path(at)?;
        self.imports.extend(names.into_iter().map(|(local, name)| (local, module, name)));
        Some(self.remove(from, at + 1))
    }

    /// An export declaration at `from`; gives the index from which to go on.
    fn export(&mut self, from: usize) -> Option<usize> {
        let start = self.tokens[from].start;
        let at = from + 1;
        match self.text(at) {
            "*" => {
                let name = (self.text(at + 1) == "as").then(|| self.text(at + 2));
                let word = if name.is_some() { at + 3 } else { at + 1 };
                if self.text(word) != "from" {
                    return None;
                }
                let module = self.path(word + 1)?;
                match name {
                    Some(name) => self.onward.push((name, module, "*")),
                    None => self.stars.push(module),
                }
                Some(self.remove(from, word + 2))
            }
            "{" => {
                let (pairs, after) = self.list(at)?;
                if self.text(after) == "from" && self.is(after + 1, Kind::String) {
                    let module = self.path(after + 1)?;
                    self.onward.extend(pairs.into_iter().map(|(name, public)| (public, module, name)));
                    return Some(self.remove(from, after + 2));
                }
                self.own.extend(pairs.into_iter().map(|(local, public)| (public, local)));
                Some(self.remove(from, after))
            }
            "default" => Some(self.export_default(from)),
            "const" | "let" | "var" => {
                self.is_module = true;
                self.edits.push((start, self.tokens[at].start, String::new()));
                let mut names = Vec::new();
                self.declared(at + 1, &mut names);
                self.own.extend(names.into_iter().map(|name| (name, name)));
                Some(at)
            }
            "function" | "class" | "async" => {
                let mut name = if self.text(at) == "async" { at + 2 } else { at + 1 };
                if self.text(name) == "*" {
                    name += 1;
                }
                if !self.is(name, Kind::Word) {
                    return None;
                }
                self.is_module = true;
                self.edits.push((start, self.tokens[at].start, String::new()));
                self.own.push((self.text(name), self.text(name)));
                Some(at)
            }
            _ => None,
        }
    }

    fn export_default(&mut self, from: usize) -> usize {
        self.is_module = true;
        let at = from + 2;
        let (start, end) = (self.tokens[from].start, self.tokens[from + 1].end);
        let is_async = self.text(at) == "async" && self.text(at + 1) == "function";
        let keyword = if is_async { at + 1 } else { at };
        let lines = |to: usize| "\n".repeat(self.source[start..to].matches('\n').count());
        if matches!(self.text(keyword), "function" | "class") {
            let star = self.text(keyword + 1) == "*";
            let name = if star { keyword + 2 } else { keyword + 1 };
            let replaced = lines(end);
            self.edits.push((start, end, replaced));
            if self.is(name, Kind::Word) && self.text(name) != "extends" {
                self.own.push(("default", self.text(name)));
            } else {
                let place = self.tokens[name - 1].end;
                self.edits.push((place, place, " __default ".into()));
                self.own.push(("default", "__default"));
            }
        } else {
            let replaced = format!("const __default = {}", lines(end));
            self.edits.push((start, end, replaced));
            self.own.push(("default", "__default"));
        }
        at
    }

    /// The names that `const`, `let` or `var` declares, from the token after that word.
    fn declared(&self, mut at: usize, names: &mut Vec<&'s str>) {
        loop {
            at = if matches!(self.text(at), "{" | "[") {
                self.pattern(at, names)
            } else if self.is(at, Kind::Word) {
                names.push(self.text(at));
                at + 1
            } else {
                return;
            };
            // Past the initializer, to the comma at this level.
            loop {
                let Some(token) = self.tokens.get(at) else { return };
                let text = self.text(at);
                if token.depth == 0 && text == "," {
                    break;
                }
                if token.depth == 0 && (text == ";" || self.statement_begins(at)) {
                    return;
                }
                at += 1;
            }
            at += 1;
        }
    }

    /// True if the token can only begin a statement: nothing joins it to what stands before the line break.
    fn statement_begins(&self, at: usize) -> bool {
        let joins = |text: &str| matches!(text, "in" | "instanceof" | "of" | "as");
        let operand = |at: usize| !self.is(at, Kind::Punctuation) && !joins(self.text(at));
        self.tokens[at].after_newline
            && operand(at)
            && (operand(at - 1) || matches!(self.text(at - 1), ")" | "]" | "}" | "++" | "--"))
    }

    /// The names that a destructuring pattern binds, from its bracket; gives the index after it.
    fn pattern(&self, from: usize, names: &mut Vec<&'s str>) -> usize {
        let depth = self.tokens[from].depth;
        let mut at = from + 1;
        // Words bind when the next token ends the element; `key:` and what stands after `=` does not.
        let mut in_default: Option<usize> = None;
        while let Some(token) = self.tokens.get(at) {
            let text = self.text(at);
            if token.depth <= depth + 1 && matches!(text, "}" | "]") && token.depth == depth {
                return at + 1;
            }
            if in_default.is_some_and(|level| token.depth < level || (token.depth == level && text == ",")) {
                in_default = None;
            }
            if in_default.is_none() {
                if text == "=" {
                    in_default = Some(token.depth);
                } else if token.kind == Kind::Word && matches!(self.text(at + 1), "," | "}" | "]" | "=") {
                    names.push(text);
                }
            }
            at += 1;
        }
        at
    }

    fn head(&self, head: &mut String) {
        let triples = |list: &[(&str, usize, &str)]| {
            let parts: Vec<_> =
                list.iter().map(|(a, module, b)| format!("[{},{module},{}]", quoted(a), quoted(b))).collect();
            parts.join(",")
        };
        let stars: Vec<_> = self.stars.iter().map(ToString::to_string).collect();
        let own: Vec<_> =
            self.own.iter().map(|(name, local)| format!("{}:()=>{local}", quoted(name))).collect();
        let _ = write!(
            head,
            "const __esm=__module.module([{}],[{}],[{}],[{}]);with(__esm.scope)return(function(){{\"use strict\";__esm.start({{{}}});",
            self.paths.join(","),
            triples(&self.imports),
            triples(&self.onward),
            stars.join(","),
            own.join(","),
        );
    }

    fn apply(mut self) -> String {
        self.edits.sort_by_key(|edit| (edit.0, edit.1));
        let mut text = String::with_capacity(self.source.len() + 64);
        let mut at = 0;
        for (start, end, replacement) in &self.edits {
            text.push_str(&self.source[at..*start]);
            text.push_str(replacement);
            at = *end;
        }
        text.push_str(&self.source[at..]);
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_wrapped(source in "(import|export|default|\\{|\\}|\\*|as|from|'x'|`|\\$\\{|/|const|=|,|a|\\[|\\]|\\(|\\)|;|\n| |é|\\\\){0,40}") {
            let wrapped = super::wrap(&source, &[]);
            prop_assert_eq!(wrapped.text.matches('\n').count(), source.matches('\n').count() + 1);
        }
    }
}
