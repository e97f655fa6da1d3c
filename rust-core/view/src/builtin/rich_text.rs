//! `<rich-text nodes>`: a list of nodes or a piece of HTML becomes real nodes. Scripts, events and unknown tags are left out, as
//! the docs of the dialects say.

use super::attribute;
use crate::nodes::Elem;
use crate::page::Page;
use minihost_syntax::decode_entities;
use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;
use std::rc::Rc;

/// Deeper or longer content is cut.
const MAX_DEPTH: usize = 60;
const MAX_NODES: usize = 20_000;

/// Tags by what stands for them and how they look without styles of the program.
const TAGS: [(&str, &str, &str); 48] = [
    ("a", "text", "color:#576b95"),
    ("abbr", "text", ""),
    ("address", "view", "font-style:italic"),
    ("article", "view", ""),
    ("aside", "view", ""),
    ("b", "text", "font-weight:bold"),
    ("big", "text", "font-size:1.2em"),
    ("blockquote", "view", "margin:1em 40px"),
    ("br", "br", ""),
    ("center", "view", "text-align:center"),
    ("code", "text", "font-family:monospace"),
    ("dd", "view", "margin-left:40px"),
    ("del", "text", "text-decoration:line-through"),
    ("div", "view", ""),
    ("dl", "view", "margin:1em 0"),
    ("dt", "view", ""),
    ("em", "text", "font-style:italic"),
    ("font", "text", ""),
    ("footer", "view", ""),
    ("h1", "view", "font-size:2em;font-weight:bold;margin:0.67em 0"),
    ("h2", "view", "font-size:1.5em;font-weight:bold;margin:0.83em 0"),
    ("h3", "view", "font-size:1.17em;font-weight:bold;margin:1em 0"),
    ("h4", "view", "font-weight:bold;margin:1.33em 0"),
    ("h5", "view", "font-size:0.83em;font-weight:bold;margin:1.67em 0"),
    ("h6", "view", "font-size:0.67em;font-weight:bold;margin:2.33em 0"),
    ("header", "view", ""),
    ("hr", "view", "border-top:1px solid #ccc;margin:0.5em 0"),
    ("i", "text", "font-style:italic"),
    ("img", "image", ""),
    ("ins", "text", "text-decoration:underline"),
    ("label", "text", ""),
    ("li", "view", "position:relative"),
    ("nav", "view", ""),
    ("ol", "view", "margin:1em 0;padding-left:40px"),
    ("p", "view", "margin:1em 0"),
    ("pre", "view", "font-family:monospace;white-space:pre;margin:1em 0"),
    ("s", "text", "text-decoration:line-through"),
    ("section", "view", ""),
    ("small", "text", "font-size:0.83em"),
    ("span", "text", ""),
    ("strong", "text", "font-weight:bold"),
    ("sub", "text", "font-size:0.83em;vertical-align:sub"),
    ("sup", "text", "font-size:0.83em;vertical-align:super"),
    ("table", "view", ""),
    ("td", "view", "display:inline-block"),
    ("tr", "view", ""),
    ("u", "text", "text-decoration:underline"),
    ("ul", "view", "margin:1em 0;padding-left:40px"),
];

/// Replaces the content of a `<rich-text>`.
pub(super) fn show(page: &Page, elem: &Rc<Elem>) {
    let Some(node) = elem.node else { return };
    let nodes = attribute(page, elem, "nodes");
    let nodes = match &nodes {
        Value::String(html) => parse_html(html),
        other => other.clone(),
    };
    let scope = elem.owner.upgrade().map_or(StyleScope::APP, |owner| owner.definition.scope);
    let mut tree = page.tree.borrow_mut();
    for old in tree.children(node).to_vec() {
        tree.release(old);
    }
    let mut budget = MAX_NODES;
    add_all(&mut tree, node, &nodes, List::Other, scope, 0, &mut budget);
}

fn add_all(
    tree: &mut Tree,
    parent: NodeId,
    nodes: &Value,
    list: List,
    scope: StyleScope,
    depth: usize,
    budget: &mut usize,
) {
    let Value::Array(items) = nodes else { return };
    if depth > MAX_DEPTH {
        return;
    }
    let mut number = 0;
    for item in items.iter() {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        if let Some(text) = item.as_str() {
            let node = tree.create_text(text);
            tree.append(parent, node);
            continue;
        }
        if item.get("type").as_str() == Some("text") {
            let node = tree.create_text(&decode_entities(&item.get("text").to_display()));
            tree.append(parent, node);
            continue;
        }
        let name = item.get("name").to_display().to_ascii_lowercase();
        let Some((_, tag, look)) = TAGS.iter().find(|(known, ..)| *known == name) else { continue };
        if *tag == "br" {
            let node = tree.create_text("\n");
            tree.append(parent, node);
            continue;
        }
        let node = tree.create_element(tag, scope);
        let attrs = item.get("attrs");
        let own = attrs.get("style").to_display();
        let mut style = String::from(*look);
        for (given, property) in [("width", "width"), ("height", "height"), ("color", "color")] {
            let value = attrs.get(given).to_display();
            if !value.is_empty() {
                let unit = if value.bytes().all(|byte| byte.is_ascii_digit()) && given != "color" {
                    "px"
                } else {
                    ""
                };
                style = format!("{style};{property}:{value}{unit}");
            }
        }
        if !own.is_empty() {
            style = if style.is_empty() { own.to_string() } else { format!("{style};{own}") };
        }
        tree.set_style(node, style.trim_start_matches(';'));
        for class in attrs.get("class").to_display().split_whitespace() {
            tree.add_class(node, class, scope);
        }
        if *tag == "image" {
            tree.set_attribute(node, "src", attrs.get("src"));
            tree.set_attribute(node, "mode", Value::from("widthFix"));
        }
        tree.append(parent, node);
        if name == "li" {
            number += 1;
            mark(tree, node, (list == List::Ordered).then_some(number), scope);
        }
        let list = if name == "ol" { List::Ordered } else { List::Other };
        add_all(tree, node, &item.get("children"), list, scope, depth + 1, budget);
    }
}

/// Whether the items of a list are counted.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Ordered,
    Other,
}

/// What stands before an item, outside its box.
fn mark(tree: &mut Tree, item: NodeId, number: Option<usize>, scope: StyleScope) {
    let text = number.map_or_else(|| "\u{2022}".to_owned(), |number| format!("{number}."));
    let marker = tree.create_element("text", scope);
    tree.set_style(marker, "position:absolute;right:100%;margin-right:0.5em;white-space:nowrap");
    let text = tree.create_text(&text);
    tree.append(marker, text);
    tree.append(item, marker);
}

/// An element that is open while HTML is read.
struct Open {
    name: String,
    attrs: Value,
    children: Vec<Value>,
}

impl Open {
    fn close(self) -> Value {
        Value::object([
            ("name", Value::from(self.name)),
            ("attrs", self.attrs),
            ("children", Value::array(self.children)),
        ])
    }
}

/// Forgiving HTML: a closing tag closes up to its opening one, what stays open is closed at the end.
fn parse_html(html: &str) -> Value {
    let mut stack = vec![Open { name: String::new(), attrs: Value::Undefined, children: Vec::new() }];
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (text, tail) = rest.split_at(at);
        if !text.is_empty() {
            push(
                &mut stack,
                Value::object([("type", Value::from("text")), ("text", Value::from(collapse(text)))]),
            );
        }
        if tail.is_empty() {
            break;
        }
        if let Some(comment) = tail.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = tag_end(tail) else {
            push(&mut stack, Value::object([("type", Value::from("text")), ("text", Value::from(tail))]));
            break;
        };
        let inside = &tail[1..end];
        rest = &tail[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            let name = name.trim().to_ascii_lowercase();
            if let Some(depth) = stack.iter().rposition(|open| open.name == name).filter(|depth| *depth > 0) {
                while stack.len() > depth {
                    let open = stack.pop().expect("because the length was just compared");
                    push(&mut stack, open.close());
                }
            }
            continue;
        }
        let inside = inside.trim_end_matches('/').trim();
        let split = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let name = inside[..split].to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            rest = match rest.to_ascii_lowercase().find(&close) {
                Some(at) => rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]),
                None => "",
            };
            continue;
        }
        let open = Open { name, attrs: attributes(&inside[split..]), children: Vec::new() };
        let void = matches!(open.name.as_str(), "br" | "hr" | "img" | "input" | "col" | "meta" | "link");
        if void || tail[..=end].ends_with("/>") || stack.len() > MAX_DEPTH {
            push(&mut stack, open.close());
        } else {
            stack.push(open);
        }
    }
    while stack.len() > 1 {
        let open = stack.pop().expect("because the length was just compared");
        push(&mut stack, open.close());
    }
    Value::array(stack.pop().expect("because the root stays").children)
}

fn push(stack: &mut [Open], node: Value) {
    if let Some(open) = stack.last_mut() {
        open.children.push(node);
    }
}

/// Runs of white space are one blank, as in HTML.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Where the tag that begins the text ends, quotes respected.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn attributes(text: &str) -> Value {
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let (given, tail) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let body = &after[1..];
                    let end = body.find(quote).unwrap_or(body.len());
                    (&body[..end], body.get(end + 1..).unwrap_or(""))
                }
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            value = decode_entities(given);
            rest = tail.trim_start();
        }
        if name.is_empty() {
            // A lone `=`; nothing more can be made of it.
            let Some(skip) = rest.chars().next() else { break };
            rest = rest[skip.len_utf8()..].trim_start();
            continue;
        }
        found.push((name, Value::from(value)));
    }
    Value::object(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(nodes: &Value) -> String {
        let mut tree = Tree::new("rich-text");
        let root = tree.root();
        add_all(&mut tree, root, nodes, List::Other, StyleScope::APP, 0, &mut 1000);
        tree.to_text()
    }

    #[test]
    fn html_becomes_nodes() {
        let text = shown(&parse_html(
            "<p class='x'>a &lt;b&gt; <b>bold</b><br>c</p><script>no()</script><img src=\"/a.png\" width=10>",
        ));
        assert_eq!(
            text,
            "rich-text\n  view .x {margin:1em 0}\n    \"a <b> \"\n    text {font-weight:bold}\n      \"bold\"\n    \"\\n\"\n    \"c\"\n  image [mode=\"widthFix\"] [src=\"/a.png\"] {width:10px}\n"
        );
        assert_eq!(
            shown(&parse_html("<div>a<i>b</div>c")),
            "rich-text\n  view\n    \"a\"\n    text {font-style:italic}\n      \"b\"\n  \"c\"\n"
        );
    }

    #[test]
    fn items_of_lists_are_marked() {
        for (html, marks) in [
            ("<ul><li>a<li>b</ul>", ["\u{2022}", "\u{2022}"]),
            ("<ol><li>a</li><li>b</li></ol>", ["1.", "2."]),
        ] {
            let text = shown(&parse_html(html));
            let found: Vec<&str> = text.lines().map(|line| line.trim().trim_matches('"')).collect();
            for mark in marks {
                assert!(found.contains(&mark), "{html}: {text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_html_makes_it_panic(html in "[<>/a-c='\"! -]{0,60}") {
            shown(&parse_html(&html));
        }
    }
}
