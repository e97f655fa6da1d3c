//! `import` and `export` of sjs to CommonJS, in place.

use super::scan::{Token, TokenKind};

/// Adds the edits, and to `tail` what must stand after the last line.
pub(super) fn rewrite(
    source: &str,
    tokens: &[Token],
    edits: &mut Vec<(usize, usize, String)>,
    tail: &mut String,
) {
    let text = |n: usize| tokens.get(n).map_or("", |token| token.text(source));
    let mut names: Vec<(String, String)> = Vec::new();
    let mut depth = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        match text(at) {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            "export" if depth == 0 && text(at.wrapping_sub(1)) != "." => match text(at + 1) {
                "default" => edits.push((tokens[at].start, tokens[at + 1].end, "module.exports =".into())),
                "const" | "let" | "var" => {
                    edits.push((tokens[at].start, tokens[at + 1].start, String::new()));
                    names.extend(
                        declared(source, tokens, at + 2).into_iter().map(|name| (name.clone(), name)),
                    );
                }
                "function" | "class" => {
                    edits.push((tokens[at].start, tokens[at + 1].start, String::new()));
                    names.push((text(at + 2).to_owned(), text(at + 2).to_owned()));
                }
                "{" => {
                    let (list, end) = braces(source, tokens, at + 1);
                    edits.push((tokens[at].start, tokens[end].end, String::new()));
                    names.extend(list.into_iter().map(|(local, public)| (public, local)));
                    at = end;
                }
                _ => {}
            },
            "import" if depth == 0 && text(at.wrapping_sub(1)) != "." => {
                if let Some((end, replacement)) = import(source, tokens, at) {
                    edits.push((tokens[at].start, tokens[end].end, replacement));
                    at = end;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let lines: Vec<String> = names
        .iter()
        .filter(|(public, _)| !public.is_empty())
        .map(|(public, local)| format!("exports.{public} = {local};"))
        .collect();
    if !lines.is_empty() {
        tail.push('\n');
        tail.push_str(&lines.join(" "));
    }
}

/// The names that a `const`, `let` or `var` declares, up to its end; patterns are not met in sjs.
fn declared(source: &str, tokens: &[Token], from: usize) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut expects_name) = (0usize, true);
    for token in &tokens[from.min(tokens.len())..] {
        match token.text(source) {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => break,
            "," if depth == 0 => expects_name = true,
            "export" | "import" | "const" | "let" | "var" if depth == 0 => break,
            name if expects_name && token.kind == TokenKind::Word => {
                names.push(name.to_owned());
                expects_name = false;
            }
            _ => {}
        }
    }
    names
}

/// `{ a, b as c }` from its opening brace: pairs of (first, second) name, and the closing brace's number.
fn braces(source: &str, tokens: &[Token], open: usize) -> (Vec<(String, String)>, usize) {
    let mut pairs = Vec::new();
    let mut at = open + 1;
    while at < tokens.len() && tokens[at].text(source) != "}" {
        let name = tokens[at].text(source);
        if tokens[at].kind == TokenKind::Word {
            let renamed = tokens.get(at + 1).is_some_and(|token| token.text(source) == "as");
            let other =
                if renamed { tokens.get(at + 2).map_or(name, |token| token.text(source)) } else { name };
            pairs.push((name.to_owned(), other.to_owned()));
            at += if renamed { 3 } else { 1 };
        } else {
            at += 1;
        }
    }
    (pairs, at.min(tokens.len() - 1))
}

/// The last token of an import and what stands in its place; blanks keep the lines.
fn import(source: &str, tokens: &[Token], at: usize) -> Option<(usize, String)> {
    let end = (at + 1..tokens.len().min(at + 200)).find(|&n| tokens[n].kind == TokenKind::String)?;
    let reference = tokens[end].text(source);
    let lines = "\n".repeat(source[tokens[at].start..tokens[end].end].matches('\n').count());
    let text = |n: usize| tokens[n].text(source);
    let call = format!("require({reference})");
    let statement = match text(at + 1) {
        _ if end == at + 1 => call,
        "*" => format!("var {} = {call}", text((at + 3).min(end - 1))),
        "{" => {
            let (pairs, _) = braces(source, tokens, at + 1);
            let list: Vec<String> = pairs
                .iter()
                .map(
                    |(public, local)| {
                        if public == local { public.clone() } else { format!("{public}: {local}") }
                    },
                )
                .collect();
            format!("var {{ {} }} = {call}", list.join(", "))
        }
        name if tokens[at + 1].kind == TokenKind::Word => format!("var {name} = {call}"),
        _ => return None,
    };
    Some((end, statement + &lines))
}
