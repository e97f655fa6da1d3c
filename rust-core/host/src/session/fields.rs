//! Text fields: the host edits natively and reports; here are the fields' values, focus and the keyboard.

use super::FieldEvent;
use super::render::{OVERLAY, page_surface};
use super::worker::Worker;
use minihost_tree::{Change, NodeId, Tree};
use minihost_value::Value;
use minihost_view::{ControlRequest, PageId, UiEvent};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What is known of the fields of one page.
#[derive(Default)]
pub(super) struct Fields {
    /// The one that has the keyboard.
    focused: Option<NodeId>,
    /// What the attribute `focus` said last, of fields that have it.
    wishes: FxHashMap<NodeId, bool>,
    /// The texts as the host has them.
    texts: FxHashMap<NodeId, Shown>,
}

/// A field's text as the host shows it.
#[derive(Default)]
struct Shown {
    text: Rc<str>,
    /// How often it was the program that set it.
    version: u32,
}

/// Attribute by which paint tells a text that the program set from one that came from the host. A host that types faster than frames
/// come must not be sent back what it had a moment ago.
const VERSION: &str = "value-version";

/// Most characters of a field: 140 unless it says otherwise, -1 for no limit. Source: the input page, `maxlength`.
fn limit(tree: &Tree, node: NodeId) -> usize {
    match tree.element(node).and_then(|element| element.number("maxlength")) {
        Some(limit) if limit < 0.0 => usize::MAX,
        Some(limit) => limit as usize,
        None => 140,
    }
}

fn is_field(tree: &Tree, node: NodeId) -> bool {
    tree.element(node).is_some_and(|element| matches!(&*element.tag, "input" | "textarea"))
}

/// The keyboard goes away from a field.
fn unfocus(tree: &mut Tree, node: NodeId) {
    let Some(element) = tree.element(node) else { return };
    let mut state = element.state;
    if element.flag("focus") {
        tree.set_attribute(node, "focus", Value::from(false));
    }
    if element_has(tree, node, "auto-focus") {
        tree.set_attribute(node, "auto-focus", Value::from(false));
    }
    state.focus = false;
    tree.set_state(node, state);
}

fn element_has(tree: &Tree, node: NodeId, flag: &str) -> bool {
    tree.element(node).is_some_and(|element| element.flag(flag))
}

impl Fields {
    /// The user typed: the host shows this text already.
    fn typed(&mut self, node: NodeId, text: &str) {
        self.texts.entry(node).or_default().text = text.into();
    }

    /// A program takes the keyboard away by setting `focus` to false: seen by what the attribute said before. `focus="{{false}}"`
    /// that never was true takes nothing away from a field that the user tapped.
    pub(super) fn notice(&mut self, tree: &mut Tree) {
        let changed: Vec<NodeId> = tree
            .changes()
            .iter()
            .flat_map(|change| match change {
                Change::Attribute(node) => vec![*node],
                Change::Inserted(node) => tree.descendants(*node),
                _ => Vec::new(),
            })
            .collect();
        for node in changed {
            if !is_field(tree, node) {
                continue;
            }
            let wish = element_has(tree, node, "focus");
            if self.wishes.insert(node, wish) == Some(true) && !wish {
                unfocus(tree, node);
            }
            let text =
                tree.element(node).and_then(|element| element.text_attribute("value")).unwrap_or_default();
            let shown = self.texts.entry(node).or_default();
            if shown.text != text {
                shown.text = text;
                shown.version += 1;
            }
            tree.set_attribute(node, VERSION, Value::from(shown.version));
        }
    }
}

impl Worker {
    /// The user typed.
    pub(super) fn typed(&mut self, surface: u32, node: NodeId, value: String, cursor: u32) {
        if surface == OVERLAY {
            self.modal_text = value;
            return;
        }
        let Some(page) = self.pages.last_mut().filter(|page| page_surface(page.id) == surface) else {
            return;
        };
        page.fields.typed(node, &value);
        let id = page.id;
        let most = self.view.with_tree(id, |tree| limit(tree, node)).unwrap_or(usize::MAX);
        // Hosts cut by themselves; text that comes longer all the same is cut here, and the field shows it so.
        let (value, cursor) = match value.char_indices().nth(most) {
            Some((end, _)) => (value[..end].to_owned(), cursor.min(most as u32)),
            None => (value, cursor),
        };
        let detail = Value::object([("value", Value::from(value)), ("cursor", Value::from(cursor))]);
        self.field_event_to(id, node, "input", detail);
    }

    /// Something else happened in a field.
    pub(super) fn field(&mut self, surface: u32, node: NodeId, event: FieldEvent) {
        let Some(page) = self.pages.last_mut().filter(|page| page_surface(page.id) == surface) else {
            return;
        };
        let id = page.id;
        let value = self
            .view
            .with_tree(id, |tree| tree.element(node).map(|element| element.attribute("value")))
            .flatten()
            .unwrap_or_default()
            .to_display();
        let cursor = Value::from(value.chars().count());
        let text = ("value", Value::String(value));
        match event {
            FieldEvent::Focus => {
                page.fields.focused = Some(node);
                let height = Value::from(f64::from(self.keyboard_height));
                self.field_event_to(id, node, "focus", Value::object([text, ("height", height)]));
            }
            FieldEvent::Blur => {
                if page.fields.focused == Some(node) {
                    page.fields.focused = None;
                }
                page.fields.wishes.insert(node, false);
                self.view.with_tree(id, |tree| unfocus(tree, node));
                self.field_event_to(id, node, "blur", Value::object([text, ("cursor", cursor)]));
            }
            FieldEvent::Confirm => self.field_event_to(id, node, "confirm", Value::object([text])),
        }
    }

    fn field_event_to(&mut self, page: PageId, node: NodeId, name: &str, detail: Value) {
        self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
    }

    /// An `auto-height` field's text takes up another height than before.
    pub(super) fn field_height(&mut self, surface: u32, node: NodeId, height: f32, lines: u32) {
        let Some(page) = self.pages.last().filter(|page| page_surface(page.id) == surface) else { return };
        let id = page.id;
        let grows = self.view.with_tree(id, |tree| element_has(tree, node, "auto-height"));
        if grows != Some(true) || !height.is_finite() || height < 0.0 {
            return;
        }
        // The layout makes the field as high as its text by its own measure; this is what the program is told.
        let rpx = height * 750.0 / self.screen.width.max(1.0);
        let detail = Value::object([
            ("height", Value::from(f64::from(height))),
            ("heightRpx", Value::from(f64::from(rpx))),
            ("lineCount", Value::from(lines)),
            ("lineHeight", Value::from(f64::from(height) / f64::from(lines.max(1)))),
        ]);
        self.field_event_to(id, node, "linechange", detail);
    }

    /// The keyboard covers this much of the screen's bottom now.
    pub(super) fn keyboard(&mut self, height: f32, duration_ms: u32) {
        let height = if height.is_finite() { height.clamp(0.0, self.screen.height) } else { 0.0 };
        if height == self.keyboard_height {
            return;
        }
        self.keyboard_height = height;
        let value = Value::from(f64::from(height));
        let field = self.pages.last().and_then(|page| Some((page.id, page.fields.focused?)));
        if let Some((page, node)) = field {
            let detail = Value::object([("height", value.clone()), ("duration", Value::from(duration_ms))]);
            self.field_event_to(page, node, "keyboardheightchange", detail);
        }
        let detail = Value::object([("height", value)]);
        self.call_script("apiEvent", &[Value::from("KeyboardHeightChange"), detail]);
    }

    /// Takes the keyboard away from whatever field of the page on top has it.
    pub(super) fn hide_keyboard(&mut self) {
        let Some(page) = self.pages.last() else { return };
        self.view.with_tree(page.id, |tree| {
            for node in tree.descendants(tree.root()) {
                if is_field(tree, node)
                    && tree.element(node).is_some_and(|element| {
                        element.state.focus || element.flag("focus") || element.flag("auto-focus")
                    })
                {
                    unfocus(tree, node);
                }
            }
        });
    }

    /// A label was tapped, a program wants another text: what only the session can do to a field.
    pub(super) fn field_wish(&mut self, page: PageId, node: NodeId, wish: ControlRequest) {
        self.view.with_tree(page, |tree| match wish {
            ControlRequest::Focus => tree.set_attribute(node, "focus", Value::from(true)),
            ControlRequest::Blur => unfocus(tree, node),
            ControlRequest::SetText(text) => tree.set_attribute(node, "value", Value::from(text)),
            ControlRequest::OpenType(_) | ControlRequest::Picker => {}
        });
    }

    /// The field of the page on top that has the keyboard, if one has.
    pub(super) fn focused_field(&self) -> Option<(u32, NodeId)> {
        let page = self.pages.last()?;
        Some((page_surface(page.id), page.fields.focused?))
    }
}
