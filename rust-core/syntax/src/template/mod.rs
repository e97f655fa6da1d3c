//! Template files to [`Template`]s.
//!
//! Tokens come from `tokens`; open tags wait on a stack (never on the call stack), so nesting is limited by a number and
//! not by memory. A tag that is closed becomes a node of the one around it, with its directives around itself.

mod attributes;
mod interpolation;
mod tokens;
mod values;

#[cfg(test)]
mod tests;

use crate::expr::Form;
use crate::locate::Locator;
use crate::{
    Branch, Definition, DialectTable, Element, Expr, For, If, Import, Include, Node, Script, ScriptSource,
    Slot, Template, TemplateUse, Text, resolve_path,
};
use attributes::{Condition, TagDirectives, fixed_text, take};
use interpolation::Interpolations;
use minihost_ports::{Problem, ProblemKind};
use minihost_value::Value;
use std::rc::Rc;
use tokens::{RawAttribute, Token, Tokens};

/// How deep elements may nest. Real pages stay below 30; view, style and layout recurse this deep.
const MAX_NESTING: usize = 200;
/// Findings kept for one file.
const MAX_PROBLEMS: usize = 100;

/// Elements that hold nothing. Left open by mistake they take no following siblings in.
const LEAVES: &[&str] = &[
    "import", "include", "input", "image", "textarea", "icon", "progress", "slider", "switch", "checkbox",
    "radio", "web-view", "br", "hr", "img",
];

/// Reads a template. `path` is the file, from the package's root; references are resolved against it. Whatever is wrong
/// becomes a problem of kind `Template`: an error where something will not work, a warning where it was understood anyway.
pub fn parse_template(source: &str, path: &str, table: &DialectTable) -> (Template, Vec<Problem>) {
    let mut parser = Parser {
        table,
        path,
        locator: Locator::new(source),
        problems: Vec::new(),
        template: Template { path: path.into(), ..Template::default() },
        stack: Vec::new(),
        children: Vec::new(),
        overflow: 0,
    };
    parser.run(source);
    parser.template.children = parser.children;
    (parser.template, parser.problems)
}

struct Parser<'a> {
    table: &'a DialectTable,
    path: &'a str,
    locator: Locator<'a>,
    problems: Vec<Problem>,
    template: Template,
    stack: Vec<Frame>,
    /// Nodes of the innermost open tag; those of the outer ones are in their frames.
    children: Vec<Node>,
    /// Open tags beyond [`MAX_NESTING`].
    overflow: usize,
}

/// An open tag.
struct Frame {
    element: Element,
    directives: TagDirectives,
    offset: usize,
    /// The nodes before it in the tag around it.
    before: Vec<Node>,
    /// Inside `<text>`, where blanks count.
    in_text: bool,
}

impl Parser<'_> {
    fn problem(&mut self, problem: Problem, offset: usize) {
        if self.problems.len() < MAX_PROBLEMS {
            let position = self.locator.position(offset);
            self.problems.push(problem.at(self.path, position.line, position.column));
        }
    }

    fn error(&mut self, message: impl Into<String>, offset: usize) {
        self.problem(Problem::new(ProblemKind::Template, message), offset);
    }

    fn warning(&mut self, message: impl Into<String>, offset: usize) {
        self.problem(Problem::new(ProblemKind::Template, message).warning(), offset);
    }

    fn run(&mut self, source: &str) {
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text { text, offset } => self.text(text, offset, &tokens.interpolations),
                Token::Close { tag, offset } => self.close(tag, offset),
                Token::Open { tag, attributes, self_closing, offset } => {
                    let table = self.table;
                    if let Some(script) = table.script_tags.iter().find(|script| script.tag == tag) {
                        let code = if self_closing { ("", offset) } else { tokens.raw(tag) };
                        let (element, _) = self.attributes(tag, &attributes, offset, &tokens.interpolations);
                        self.script(&element, script.module, script.src, code, offset);
                    } else {
                        self.open(tag, &attributes, self_closing, offset, &tokens.interpolations);
                    }
                }
            }
            for oddity in tokens.oddities.drain(..) {
                self.warning(oddity.message, oddity.offset);
            }
        }
        for oddity in tokens.oddities.drain(..) {
            self.warning(oddity.message, oddity.offset);
        }
        while let Some(frame) = self.stack.last() {
            let message = format!("<{0}> is not closed; add </{0}>", frame.element.tag);
            let offset = frame.offset;
            self.warning(message, offset);
            self.pop(true);
        }
    }

    fn text(&mut self, raw: &str, offset: usize, interpolations: &Interpolations) {
        let in_text = self.stack.last().is_some_and(|frame| frame.in_text);
        // Also inside `<text>`, a line break between tags is how the source is written, not something to show.
        if raw.bytes().all(|byte| byte.is_ascii_whitespace()) && (!in_text || raw.contains('\n')) {
            return;
        }
        let blanks = raw.len() - raw.trim_ascii_start().len();
        let position = self.locator.position(offset + blanks);
        let value = self.value(raw, offset, Form::Value, interpolations);
        self.children.push(Node::Text(Text { value, slot: None, position }));
    }

    fn open(
        &mut self,
        tag: &str,
        raw: &[RawAttribute<'_>],
        self_closing: bool,
        offset: usize,
        interpolations: &Interpolations,
    ) {
        if self.stack.len() >= MAX_NESTING {
            if self.overflow == 0 {
                let message = format!("elements nest deeper than {MAX_NESTING}; those below are left out");
                self.problem(Problem::new(ProblemKind::Limit, message), offset);
            }
            self.overflow += usize::from(!self_closing);
            return;
        }
        let (element, directives) = self.attributes(tag, raw, offset, interpolations);
        let in_text = tag == "text" || self.stack.last().is_some_and(|frame| frame.in_text);
        let before = std::mem::take(&mut self.children);
        self.stack.push(Frame { element, directives, offset, before, in_text });
        if self_closing {
            self.pop(false);
        }
    }

    fn close(&mut self, tag: &str, offset: usize) {
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let Some(depth) = self.stack.iter().rposition(|frame| &*frame.element.tag == tag) else {
            self.warning(format!("</{tag}> closes nothing; remove it"), offset);
            return;
        };
        while self.stack.len() > depth + 1 {
            let frame = self.stack.last().expect("because the stack is longer than depth");
            let name = frame.element.tag.clone();
            let opened = frame.offset;
            self.warning(format!("<{name}> is not closed before </{tag}>; add </{name}>"), opened);
            self.pop(true);
        }
        self.pop(false);
    }

    /// Closes the innermost tag; `left_open` if its author did not.
    fn pop(&mut self, left_open: bool) {
        let Some(mut frame) = self.stack.pop() else { return };
        let content = std::mem::replace(&mut self.children, std::mem::take(&mut frame.before));
        let tag = frame.element.tag.clone();
        if left_open && LEAVES.contains(&&*tag) {
            self.finish(frame, Vec::new());
            self.children.extend(content);
        } else {
            self.finish(frame, content);
        }
    }

    /// Turns a closed tag into nodes of the tag around it.
    fn finish(&mut self, frame: Frame, content: Vec<Node>) {
        let Frame { mut element, directives, offset, .. } = frame;
        let position = element.position;
        let nodes = match &*element.tag {
            "block" => {
                let mut content = content;
                if let Some(slot) = &element.slot {
                    for node in &mut content {
                        assign_slot(node, slot);
                    }
                }
                content
            }
            "template" => {
                if let Some(name) = fixed_text(&element, "name") {
                    self.template.definitions.push(Definition { name, children: content, position });
                    return;
                }
                let Some(name) = take(&mut element, "is") else {
                    self.error("<template> needs a name or an is", offset);
                    return;
                };
                let data = take(&mut element, "data").map(|data| data.value);
                vec![Node::TemplateUse(Box::new(TemplateUse { name: name.value, data, position }))]
            }
            "import" => {
                if let Some(path) = self.reference(&element, offset) {
                    self.template.imports.push(Import { path, position });
                }
                content
            }
            "include" => match self.reference(&element, offset) {
                Some(path) => vec![Node::Include(Include { path, position })],
                None => Vec::new(),
            },
            "slot" => {
                let name = take(&mut element, "name")
                    .map_or_else(|| Expr::constant(Value::from("")), |name| name.value);
                vec![Node::Slot(Box::new(Slot {
                    name,
                    values: element.attributes,
                    children: content,
                    slot: element.slot,
                    position,
                }))]
            }
            _ => {
                element.children = content;
                vec![Node::Element(Box::new(element))]
            }
        };
        self.place(nodes, directives, position, offset);
    }

    /// Wraps nodes in their tag's directives and adds them to the tag around.
    fn place(
        &mut self,
        nodes: Vec<Node>,
        directives: TagDirectives,
        position: crate::Position,
        offset: usize,
    ) {
        let TagDirectives { condition, list, item, index, key } = directives;
        let wrap_loop = |children: Vec<Node>| match list {
            None => children,
            Some(list) => vec![Node::For(Box::new(For {
                list,
                item: item.unwrap_or_else(|| Rc::from("item")),
                index: index.unwrap_or_else(|| Rc::from("index")),
                key,
                children,
                position,
            }))],
        };
        let (condition, word) = match condition {
            None => {
                self.children.extend(wrap_loop(nodes));
                return;
            }
            Some(Condition::If(condition)) => {
                let branch = Branch { condition: Some(condition), children: nodes, position };
                self.children.extend(wrap_loop(vec![Node::If(If { branches: vec![branch] })]));
                return;
            }
            Some(Condition::Elif(condition)) => (Some(condition), self.table.directives.elif),
            Some(Condition::Else) => (None, self.table.directives.else_),
        };
        let children = wrap_loop(nodes);
        match self.children.last_mut() {
            Some(Node::If(chain)) if chain.branches.last().is_some_and(|last| last.condition.is_some()) => {
                chain.branches.push(Branch { condition, children, position });
            }
            _ => {
                let prefix = self.table.directive_prefixes[0];
                let message = format!(
                    "{prefix}{word} has no {prefix}{} right before it; put them on neighbouring tags",
                    self.table.directives.if_
                );
                self.error(message, offset);
                // An `elif` still has a condition of its own; an `else` is shown.
                match condition {
                    Some(_) => {
                        let branches = vec![Branch { condition, children, position }];
                        self.children.push(Node::If(If { branches }));
                    }
                    None => self.children.extend(children),
                }
            }
        }
    }

    /// The file that `src` names.
    fn reference(&mut self, element: &Element, offset: usize) -> Option<Rc<str>> {
        let tag = &element.tag;
        let Some(src) = fixed_text(element, "src") else {
            self.error(format!("<{tag}> needs a src that is a fixed path"), offset);
            return None;
        };
        let path = resolve_path(self.path, &src, self.table.template_ext);
        if path.is_none() {
            self.error(format!("<{tag} src=\"{src}\"> leads out of the package"), offset);
        }
        path.map(Rc::from)
    }

    fn script(&mut self, element: &Element, module: &str, src: &str, code: (&str, usize), offset: usize) {
        let tag = &element.tag;
        let Some(module) = fixed_text(element, module) else {
            self.error(format!("<{tag}> needs a {module} name"), offset);
            return;
        };
        let source = match fixed_text(element, src) {
            Some(reference) => {
                let Some(path) = resolve_path(self.path, &reference, self.table.script_ext) else {
                    self.error(format!("<{tag} {src}=\"{reference}\"> leads out of the package"), offset);
                    return;
                };
                ScriptSource::File(path.into())
            }
            None => ScriptSource::Inline { code: code.0.into(), line: self.locator.position(code.1).line },
        };
        self.template.scripts.push(Script { module, source, position: element.position });
    }
}

/// `<block slot="x">` stands for its content.
fn assign_slot(node: &mut Node, slot: &Expr) {
    match node {
        Node::Text(text) if text.slot.is_none() => text.slot = Some(slot.clone()),
        Node::Element(element) if element.slot.is_none() => element.slot = Some(slot.clone()),
        Node::Slot(inner) if inner.slot.is_none() => inner.slot = Some(slot.clone()),
        Node::If(chain) => {
            for branch in &mut chain.branches {
                for node in &mut branch.children {
                    assign_slot(node, slot);
                }
            }
        }
        Node::For(list) => {
            for node in &mut list.children {
                assign_slot(node, slot);
            }
        }
        _ => {}
    }
}
