//! What authors' tools and tests ask of an open program: its page as a tree, a tap on a node, text for a field. A tap goes the way that a
//! finger's goes, so what covers a node keeps it from being tapped here, too.

use super::gesture::{Touch, TouchPhase};
use super::render::{OVERLAY, page_surface};
use super::surface::Surface;
use super::worker::{Worker, Zone};
use super::{FieldEvent, Inbox, Session};
use crate::chrome::Action;
use minihost_tree::{Node, NodeData, NodeId, Tree};
use minihost_value::Value;
use minihost_view::PageId;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long a session may take to answer a tool.
const PATIENCE: Duration = Duration::from_secs(10);
/// Deeper trees are cut.
const MAX_DEPTH: usize = 400;
/// The finger of tools; hosts number theirs from 0.
const FINGER: u32 = u32::MAX;

/// A page as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageTree {
    /// Path, without extension.
    pub path: String,
    /// What was after `?`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// The navigation bar's title.
    pub title: String,
    /// The page's root element.
    pub root: PageNode,
}

/// An element or a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PageNode {
    /// Tag; empty for a text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// The text, of a text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// `id`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Classes in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Path of the component that this is the host of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub component: String,
    /// Attributes by their normalised names; lists and objects as JSON.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, serde_json::Value>,
    /// Left, top, width, height in the page, in logical pixels; absent when it is not displayed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rect: Option<[f32; 4]>,
    /// What is in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<PageNode>,
}

impl PageNode {
    /// All text in it, in order.
    pub fn whole_text(&self) -> String {
        let mut all = self.text.clone();
        for child in &self.children {
            all.push_str(&child.whole_text());
        }
        all
    }

    /// The first node for which `is` says so, itself included, in document order.
    pub fn first(&self, is: &dyn Fn(&PageNode) -> bool) -> Option<&PageNode> {
        if is(self) { Some(self) } else { self.children.iter().find_map(|child| child.first(is)) }
    }
}

impl Session {
    /// Runs `look` on the session's thread; `None` if the session ended or does not answer.
    fn look<T: Send + 'static>(&self, look: impl FnOnce(&mut Worker) -> T + Send + 'static) -> Option<T> {
        let (done, wait) = channel();
        self.send(Inbox::Answer(Box::new(move |worker| {
            // Who asked may have lost patience.
            let _ = done.send(look(worker));
        })));
        wait.recv_timeout(PATIENCE).ok()
    }

    /// The page on top; `None` when there is none. For tools and tests.
    pub fn page_tree(&self) -> Option<PageTree> {
        self.look(Worker::page_tree).flatten()
    }

    /// Texts of what is drawn around and above the page: titles, tabs, questions. For tools and tests.
    pub fn chrome_texts(&self) -> Vec<String> {
        self.look(Worker::chrome_texts).unwrap_or_default()
    }

    /// Taps the first node of the page on top that matches a selector, or with `text=Some text` the first that shows exactly this text,
    /// which may be of a dialog or a bar. For tools and tests.
    ///
    /// # Errors
    /// A sentence: nothing matches, it is not displayed, or something covers it.
    pub fn tap_on(&self, selector: &str) -> Result<(), String> {
        let selector = selector.to_owned();
        self.look(move |worker| worker.tap_on(&selector)).unwrap_or_else(|| Err(GONE.into()))
    }

    /// Types `text` into the first `input` or `textarea` that matches, or that stands in a node that matches, in place of what it held. A
    /// line break at the end is the return key. For tools and tests.
    ///
    /// # Errors
    /// A sentence: nothing matches, or it is no field.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<(), String> {
        let (selector, text) = (selector.to_owned(), text.to_owned());
        self.look(move |worker| worker.type_into(&selector, &text)).unwrap_or_else(|| Err(GONE.into()))
    }

    /// Left, top, width and height of the page on top on the screen, in logical pixels. For tools and tests.
    pub fn page_place(&self) -> Option<[f32; 4]> {
        self.look(|worker| {
            worker.render();
            worker.pages.last().map(|page| {
                let rect = page.surface.rect;
                [rect.x, rect.y, rect.width, rect.height]
            })
        })
        .flatten()
    }

    /// Surface and node of the first text field of the page on top that matches, as [`Session::text_changed`] takes them. For tools and
    /// tests.
    pub fn field_place(&self, selector: &str) -> Option<(u32, u64)> {
        let selector = selector.to_owned();
        self.look(move |worker| {
            worker.find_field(&selector).ok().map(|(surface, node)| (surface, node.to_u64()))
        })
        .flatten()
    }

    /// Whether the program or the user wants that field focused. For tools and tests.
    pub fn field_wants_focus(&self, selector: &str) -> Option<bool> {
        let selector = selector.to_owned();
        self.look(move |worker| {
            worker.render();
            let (_, node) = worker.find_field(&selector).ok()?;
            let page = worker.pages.last()?.id;
            let wants = |tree: &mut Tree| {
                tree.element(node)
                    .map(|field| field.state.focus || field.flag("focus") || field.flag("auto-focus"))
            };
            worker.view.with_tree(page, wants).flatten()
        })
        .flatten()
    }

    /// Surface and node of a wheel of the open picker, as [`Session::scrolled`] takes them. For tools and tests.
    pub fn wheel_place(&self, column: usize) -> Option<(u32, u64)> {
        self.look(move |worker| {
            worker.render();
            let tree = &worker.overlay.as_ref()?.tree;
            let is_wheel = |node: &NodeId| {
                let action = tree.node(*node).and_then(|node| Action::from_number(node.associated));
                action == Some(Action::Wheel(column))
            };
            let wheel = tree.descendants(tree.root()).into_iter().find(is_wheel)?;
            Some((OVERLAY, wheel.to_u64()))
        })
        .flatten()
    }

    /// Surface and node of the first element of the page on top that matches, as [`Session::scrolled`] takes them. For tools and tests.
    pub fn node_place(&self, selector: &str) -> Option<(u32, u64)> {
        let selector = selector.to_owned();
        self.look(move |worker| {
            worker.render();
            let (page, node) = worker.find_one(&selector).ok()?;
            Some((page_surface(page), node.to_u64()))
        })
        .flatten()
    }

    /// Scrolls the page on top to an offset, as a finger does. For tools and tests.
    pub fn scroll_to(&self, top: f32) {
        self.look(move |worker| worker.finger_scrolls(top));
    }
}

const GONE: &str = "the program ended";

impl Worker {
    fn page_tree(&mut self) -> Option<PageTree> {
        self.render();
        let page = self.pages.last()?;
        let (id, path, query) = (page.id, page.path.clone(), page.query.clone());
        let title = self.chrome.title_bar.as_ref().map(|bar| bar.title.clone()).unwrap_or_default();
        let components = self.component_hosts(id);
        let boxes = page.surface.boxes.borrow();
        let root = self.view.with_tree(id, |tree| {
            let place = |node| boxes.rect_of(node).map(|rect| [rect.x, rect.y, rect.width, rect.height]);
            describe(tree, tree.root(), &components, &place, 0)
        })?;
        Some(PageTree { path, query, title, root: root? })
    }

    /// Paths of components by their host's node.
    fn component_hosts(&self, page: PageId) -> BTreeMap<NodeId, String> {
        let nodes = self.view.with_tree(page, |tree| tree.descendants(tree.root())).unwrap_or_default();
        let host = |node: NodeId| {
            let (_, component) = self.view.instance_of(page, node)?;
            // Text in a component's slot has no element of its own: what is found is above it.
            let path = self.view.instance_path(component?)?;
            Some((node, path.to_string()))
        };
        nodes
            .into_iter()
            .filter(|node| self.view.identity_of(page, *node).is_some())
            .filter_map(host)
            .collect()
    }

    fn chrome_texts(&mut self) -> Vec<String> {
        self.render();
        let parts = [&self.bars, &self.overlay];
        let mut found = Vec::new();
        for part in parts.into_iter().flatten() {
            let tree = &part.tree;
            let nodes = tree.descendants(tree.root());
            let texts = nodes.iter().filter_map(|node| tree.node(*node)?.text());
            found.extend(texts.map(ToString::to_string));
        }
        found
    }

    fn tap_on(&mut self, selector: &str) -> Result<(), String> {
        self.render();
        let (x, y) = if let Some(text) = selector.strip_prefix("text=") {
            self.place_of_text(text)?
        } else {
            let (page, node) = self.find_one(selector)?;
            self.place_of(page, node, selector)?
        };
        self.leave_field();
        let now = self.ports.clock.monotonic_ms();
        for phase in [TouchPhase::Down, TouchPhase::Up] {
            let touch = Touch { phase, id: FINGER, x, y, time_ms: now };
            for gesture in self.gestures.touch(touch, now) {
                self.gesture(gesture);
            }
        }
        Ok(())
    }

    /// The field that has the keyboard loses it, as when a finger goes elsewhere.
    fn leave_field(&mut self) {
        if let Some((surface, node)) = self.focused_field() {
            self.field(surface, node, FieldEvent::Blur);
        }
    }

    fn find_one(&self, selector: &str) -> Result<(PageId, NodeId), String> {
        let page = self.pages.last().ok_or("no page is open")?.id;
        let node = self.view.find(page, selector).into_iter().next();
        Ok((page, node.ok_or_else(|| format!("nothing on the page matches \"{selector}\""))?))
    }

    /// The middle of a node on the screen, brought into view if it must be, with nothing over it.
    fn place_of(&mut self, page: PageId, node: NodeId, name: &str) -> Result<(f32, f32), String> {
        let middle = |worker: &Worker| -> Option<(f32, f32)> {
            let surface = &worker.pages.last()?.surface;
            let rect = surface.boxes.borrow().rect_in_window(node, &surface.scrolls)?;
            let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
            (rect.width > 0.0 && rect.height > 0.0).then_some((surface.rect.x + x, surface.rect.y + y))
        };
        let hidden = || format!("\"{name}\" is not displayed");
        let (x, y) = middle(self).ok_or_else(hidden)?;
        let rect = self.pages.last().map(|page| page.surface.rect).unwrap_or_default();
        let (mut x, mut y) = (x, y);
        if !(rect.y..rect.y + rect.height).contains(&y) {
            let top = self.page_scroll().1 + y - rect.y - rect.height / 2.0;
            self.finger_scrolls(top);
            self.render();
            (x, y) = middle(self).ok_or_else(hidden)?;
        }
        match self.zone(x, y) {
            Zone::Page(_, hit) if self.related(page, hit, node) => Ok((x, y)),
            Zone::Page(_, hit) => {
                let tag =
                    self.view.with_tree(page, |tree| tree.element(hit).map(|found| found.tag.to_string()));
                Err(format!("\"{name}\" is covered by <{}>", tag.flatten().unwrap_or_default()))
            }
            Zone::Bars(_) | Zone::Overlay(_) => {
                Err(format!("\"{name}\" is covered by what stands above the page"))
            }
            Zone::Nothing => Err(format!("\"{name}\" is outside of the screen")),
        }
    }

    /// True if one of the nodes stands in the other.
    fn related(&self, page: PageId, one: NodeId, other: NodeId) -> bool {
        let above = |tree: &Tree, node: NodeId, what: NodeId| {
            std::iter::successors(Some(node), |at| tree.parent(*at)).any(|at| at == what)
        };
        self.view.with_tree(page, |tree| above(tree, one, other) || above(tree, other, one)) == Some(true)
    }

    fn place_of_text(&mut self, text: &str) -> Result<(f32, f32), String> {
        for part in [&self.overlay, &self.bars].into_iter().flatten() {
            if let Some(node) = text_node(&part.tree, text)
                && let Some(place) = centre(&part.surface, node)
            {
                return Ok(place);
            }
        }
        let page = self.pages.last().ok_or("no page is open")?.id;
        let node = self.view.with_tree(page, |tree| text_node(tree, text)).flatten();
        let node = node.ok_or_else(|| format!("nothing shows the text \"{text}\""))?;
        self.place_of(page, node, &format!("text={text}"))
    }

    /// The first field that matches, or that stands in a node that matches: its surface and node.
    fn find_field(&self, selector: &str) -> Result<(u32, NodeId), String> {
        let (page, node) = self.find_one(selector)?;
        let field = self.view.with_tree(page, |tree| {
            let is_field = |node: &NodeId| {
                tree.element(*node).is_some_and(|element| {
                    matches!(&*element.tag, "input" | "textarea") && !element.flag("disabled")
                })
            };
            tree.descendants(node).into_iter().find(is_field)
        });
        let field =
            field.flatten().ok_or_else(|| format!("\"{selector}\" is no text field that can be edited"))?;
        Ok((page_surface(page), field))
    }

    fn type_into(&mut self, selector: &str, text: &str) -> Result<(), String> {
        self.render();
        let (surface, field) = self.find_field(selector)?;
        if self.focused_field() != Some((surface, field)) {
            self.leave_field();
            self.field(surface, field, FieldEvent::Focus);
        }
        let (text, confirms) = match text.strip_suffix('\n') {
            Some(text) => (text, true),
            None => (text, false),
        };
        self.typed(surface, field, text.to_owned(), text.chars().count() as u32);
        if confirms {
            self.field(surface, field, FieldEvent::Confirm);
        }
        Ok(())
    }

    fn finger_scrolls(&mut self, top: f32) {
        self.render();
        let Some(page) = self.pages.last_mut() else { return };
        let (_, height) = page.surface.boxes.borrow().content_size();
        let top = top.clamp(0.0, (height - page.surface.rect.height).max(0.0));
        let (surface, id) = (page_surface(page.id), page.id);
        page.surface.dirty = true;
        if let Some(root) = self.view.with_tree(id, |tree| tree.root()) {
            self.scrolled(surface, root, 0.0, top);
        }
    }
}

fn text_node(tree: &Tree, text: &str) -> Option<NodeId> {
    let shows = |node: &NodeId| tree.node(*node).and_then(Node::text).is_some_and(|own| own.trim() == text);
    tree.descendants(tree.root()).into_iter().find(shows)
}

/// The middle of a node on the screen.
fn centre(surface: &Surface, node: NodeId) -> Option<(f32, f32)> {
    let rect = surface.boxes.borrow().rect_in_window(node, &surface.scrolls)?;
    Some((surface.rect.x + rect.x + rect.width / 2.0, surface.rect.y + rect.y + rect.height / 2.0))
}

fn describe(
    tree: &Tree,
    id: NodeId,
    components: &BTreeMap<NodeId, String>,
    place: &dyn Fn(NodeId) -> Option<[f32; 4]>,
    depth: usize,
) -> Option<PageNode> {
    let node = tree.node(id)?;
    let mut described = PageNode { rect: place(id), ..PageNode::default() };
    match &node.data {
        NodeData::Text(text) => described.text = text.to_string(),
        NodeData::Fragment => {}
        NodeData::Element(element) => {
            described.tag = element.tag.to_string();
            described.id = element.id.to_string();
            described.classes = element.classes.iter().map(|class| class.name.to_string()).collect();
            described.component = components.get(&id).cloned().unwrap_or_default();
            described.attributes = element
                .attributes
                .iter()
                .filter_map(|(name, value)| Some((name.to_string(), json(value, 0)?)))
                .collect();
        }
    }
    if depth < MAX_DEPTH {
        let children = tree.children(id).iter();
        described.children =
            children.filter_map(|child| describe(tree, *child, components, place, depth + 1)).collect();
    }
    Some(described)
}

fn json(value: &Value, depth: usize) -> Option<serde_json::Value> {
    use serde_json::Value as Json;
    Some(match value {
        Value::Undefined | Value::Function(_) => return None,
        _ if depth > 32 => Json::Null,
        Value::Null => Json::Null,
        Value::Bool(value) => Json::from(*value),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Json::from(*number as i64),
        Value::Number(number) => Json::from(*number),
        Value::String(text) => Json::from(&**text),
        Value::Array(items) => {
            Json::Array(items.iter().map(|item| json(item, depth + 1).unwrap_or(Json::Null)).collect())
        }
        Value::Object(object) => Json::Object(
            object
                .iter()
                .filter_map(|(name, value)| Some((name.to_string(), json(value, depth + 1)?)))
                .collect(),
        ),
    })
}
