//! What comes to rest at one of several places: the pages of a `swiper`, the items of a `picker-view-column`. The host scrolls and reports;
//! here are the programs' wishes, playing by itself, and what programs hear. Sources: the swiper and picker-view pages of both dialects.

use super::surface::Surface;
use super::worker::{Worker, Zone};
use minihost_layout::SwiperArea;
use minihost_tree::{Change, Element, NodeId, Tree};
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};
use rustc_hash::FxHashMap;

/// What is not heard of for so long has come to rest.
const REST_MS: u64 = 150;

/// `interval` and `duration` of a swiper that says nothing, ms.
const INTERVAL_MS: f64 = 5000.0;
const DURATION_MS: f64 = 500.0;

/// Carousels of one page; more stand still.
const MOST: usize = 1000;

/// One of them.
#[derive(Debug, Default)]
struct Carousel {
    column: bool,
    /// What the program said last.
    said: Option<usize>,
    /// Where it is, or is on its way to.
    at: usize,
    /// Where a column last came to rest.
    rested: usize,
    count: usize,
    step: f32,
    /// Until it has come to rest, and what set it going.
    turning: Option<(u64, &'static str)>,
    /// When it goes on by itself.
    next_ms: Option<u64>,
}

/// Those of one page.
#[derive(Default)]
pub(super) struct Carousels {
    known: FxHashMap<NodeId, Carousel>,
    stale: bool,
}

fn is_column(element: &Element) -> bool {
    &*element.tag == "picker-view-column"
}

fn above(tree: &Tree, node: NodeId, tag: &str) -> Option<NodeId> {
    let mut at = Some(node);
    while let Some(node) = at {
        if tree.element(node).is_some_and(|element| &*element.tag == tag) {
            return Some(node);
        }
        at = tree.parent(node);
    }
    None
}

/// The columns of a picker-view, in order.
fn columns(tree: &Tree, picker: NodeId) -> Vec<NodeId> {
    tree.descendants(picker).into_iter().filter(|&node| tree.element(node).is_some_and(is_column)).collect()
}

/// What `value` of the picker-view around a column says about it.
fn said_of_column(tree: &Tree, column: NodeId) -> usize {
    let Some(picker) = above(tree, column, "picker-view") else { return 0 };
    let place = columns(tree, picker).iter().position(|&node| node == column).unwrap_or(0);
    let value = tree.element(picker).map(|picker| picker.attribute("value")).unwrap_or_default();
    let items = value.as_array().map_or(&[][..], |items| items.as_slice());
    items.get(place).map_or(0, |item| item.to_number().max(0.0) as usize)
}

/// Lets a carousel stand at a place; the host goes there.
fn put(surface: &mut Surface, node: NodeId, vertical: bool, along: f32, smooth: bool) {
    let offset = surface.scrolls.0.entry(node).or_default();
    (offset.x, offset.y) = if vertical { (0.0, along) } else { (along, 0.0) };
    offset.version = offset.version.wrapping_add(1);
    offset.smooth = smooth;
    surface.dirty = true;
}

/// How far along a page is at rest, as seen from where a carousel is: one without ends goes the shorter way there, or onwards.
fn way_to(surface: &Surface, node: NodeId, area: &SwiperArea, item: usize, onwards: bool) -> f32 {
    let rest = area.rest(item);
    let Some(offset) = surface.scrolls.0.get(&node).filter(|_| area.rounds > 1) else { return rest };
    let from = if area.vertical { offset.y } else { offset.x };
    let round = area.count as f32 * area.step;
    let near = rest + area.turn(rest, from);
    if onwards && near < from - 0.5 { near + round } else { near }
}

/// A change that a program made, to be told.
pub(super) struct Moved {
    node: NodeId,
    at: usize,
}

impl Carousels {
    /// Looks at what changed in the tree, before the surface takes the changes.
    pub(super) fn notice(&mut self, tree: &Tree, resized: bool) {
        for change in tree.changes() {
            let Change::Inserted(top) = *change else { continue };
            for node in tree.descendants(top) {
                let Some(element) = tree.element(node) else { continue };
                if (&*element.tag == "swiper" || is_column(element)) && self.known.len() < MOST {
                    self.known.entry(node).or_default().column = is_column(element);
                }
            }
        }
        self.stale |= (resized || tree.has_changes()) && !self.known.is_empty();
    }

    /// Brings all in line with attributes and boxes; gives the swipers that a program turned.
    pub(super) fn follow(&mut self, tree: &Tree, surface: &mut Surface, now: u64) -> Vec<Moved> {
        let mut moved = Vec::new();
        if !std::mem::take(&mut self.stale) {
            return moved;
        }
        self.known.retain(|&node, carousel| {
            let Some(element) = tree.element(node).filter(|_| tree.is_attached(node)) else { return false };
            let Some((area, _)) = surface.boxes.borrow().swiper(node) else { return true };
            let most = last_of(&area);
            let said = if carousel.column { said_of_column(tree, node) } else { area.current };
            let first = carousel.said.is_none();
            let says = carousel.said.replace(said) != Some(said);
            let at = if says { said } else { carousel.at }.min(most);
            let placed = (carousel.at, carousel.step);
            let turned = at != carousel.at;
            (carousel.at, carousel.step, carousel.count) = (at, area.step, area.count);
            if carousel.column && (first || (turned && !says)) {
                carousel.rested = at;
            }
            if first || placed != (at, area.step) {
                let smooth = !first && turned && says && duration(element) > 0.0;
                let along = if smooth { way_to(surface, node, &area, at, false) } else { area.rest(at) };
                put(surface, node, area.vertical, along, smooth);
            }
            if !first && turned {
                carousel.next_ms = None;
                if carousel.column {
                    carousel.rested = at;
                } else {
                    carousel.turning = Some((now + duration(element) as u64, ""));
                    moved.push(Moved { node, at });
                }
            }
            true
        });
        moved.sort_unstable_by_key(|moved| moved.node);
        moved
    }

    /// When [`Worker::tick_carousels`] has something to do.
    pub(super) fn due_ms(&self) -> Option<u64> {
        self.known
            .values()
            .flat_map(|carousel| carousel.turning.map(|(due, _)| due).into_iter().chain(carousel.next_ms))
            .min()
    }

    /// Whether something has yet to come to rest.
    pub(super) fn turns(&self) -> bool {
        self.known.values().any(|carousel| carousel.turning.is_some())
    }
}

/// The last place that a carousel may rest at.
fn last_of(area: &SwiperArea) -> usize {
    let seen = if area.rounds > 1 { 1.0 } else { area.shown };
    (area.count as f32 - seen).max(0.0).ceil() as usize
}

fn duration(element: &Element) -> f64 {
    element.number("duration").unwrap_or(DURATION_MS).clamp(0.0, 60_000.0)
}

impl Worker {
    fn carousel(&mut self, node: NodeId) -> Option<&mut Carousel> {
        self.pages.last_mut()?.parts.carousels.known.get_mut(&node)
    }

    /// The host scrolled a node; false if it is no carousel.
    pub(super) fn carousel_scrolled(&mut self, page: PageId, node: NodeId, x: f32, y: f32) -> bool {
        let now = self.ports.clock.monotonic_ms();
        let Some(open) = self.pages.last_mut() else { return false };
        let Some((area, _)) = open.surface.boxes.borrow().swiper(node) else { return false };
        let Some(carousel) = open.parts.carousels.known.get_mut(&node) else { return true };
        let along = if area.vertical { y } else { x };
        let item = area.page_at(along);
        let (before, begins) = (carousel.at, carousel.turning.is_none());
        carousel.at = item;
        carousel.next_ms = None;
        // A carousel that a program or the clock turned hears of its own way there.
        let source = carousel.turning.map_or("touch", |(_, source)| source);
        carousel.turning = Some((now + REST_MS, source));
        if carousel.column {
            if begins {
                self.tell_picker_view(page, node, "pickstart");
            }
            if item != before && self.changes_at_once(page, node) {
                self.column_changed(page, node);
            }
            return true;
        }
        // The dots follow, which are drawn here, and pages that go round; of two the other one is wanted on either side.
        if let Some(open) =
            self.pages.last_mut().filter(|_| item != before || (area.rounds > 1 && area.count == 2))
        {
            open.surface.dirty = true;
        }
        let rest = area.rest(before);
        let gone = f64::from(along - rest - area.turn(rest, along));
        let (dx, dy) = if area.vertical { (0.0, gone) } else { (gone, 0.0) };
        let detail = Value::object([("dx", Value::from(dx)), ("dy", Value::from(dy))]);
        self.view.dispatch(page, node, UiEvent { name: "transition".into(), detail, ..UiEvent::default() });
        if item != before {
            self.tell_swiper(page, node, "change", item, source);
        }
        true
    }

    /// `change` and `animationfinish` of a swiper.
    pub(super) fn tell_swiper(
        &mut self,
        page: PageId,
        node: NodeId,
        name: &str,
        at: usize,
        source: &'static str,
    ) {
        let id = self.view.with_tree(page, |tree| {
            let pages = tree.children(node).iter().filter_map(|child| tree.element(*child));
            let mut pages = pages.filter(|element| &*element.tag == "swiper-item");
            pages.nth(at).and_then(|element| element.text_attribute("item-id"))
        });
        let detail = Value::object([
            ("current", Value::from(at)),
            ("currentItemId", Value::from(id.flatten().unwrap_or_default().to_string())),
            ("source", Value::from(source)),
        ]);
        self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
    }

    /// What programs turned is told.
    pub(super) fn tell_carousels(&mut self, page: PageId, moved: Vec<Moved>) {
        for Moved { node, at } in moved {
            self.tell_swiper(page, node, "change", at, "");
        }
    }

    fn changes_at_once(&self, page: PageId, column: NodeId) -> bool {
        let asks = |tree: &mut Tree| {
            let picker = above(tree, column, "picker-view")?;
            tree.element(picker).map(|picker| picker.flag("immediate-change"))
        };
        self.view.with_tree(page, asks).flatten() == Some(true)
    }

    fn tell_picker_view(&mut self, page: PageId, column: NodeId, name: &str) {
        let found = self.view.with_tree(page, |tree| {
            let picker = above(tree, column, "picker-view")?;
            Some((picker, columns(tree, picker)))
        });
        let Some((picker, columns)) = found.flatten() else { return };
        let at = |column: NodeId| self.carousel(column).map_or(0, |carousel| carousel.at);
        let value = Value::array(columns.into_iter().map(at).map(Value::from).collect::<Vec<_>>());
        let detail = Value::object([("value", value)]);
        self.view.dispatch(page, picker, UiEvent { name: name.into(), detail, ..UiEvent::default() });
    }

    /// A column may stand at another item than before: `change` if so.
    fn column_changed(&mut self, page: PageId, column: NodeId) {
        let Some(carousel) = self.carousel(column) else { return };
        if carousel.rested != carousel.at {
            carousel.rested = carousel.at;
            self.tell_picker_view(page, column, "change");
        }
    }

    /// A tap on an item of a column turns the column there.
    pub(super) fn column_tapped(&mut self, page: PageId, node: NodeId, y: f32) {
        let now = self.ports.clock.monotonic_ms();
        let column = self.view.with_tree(page, |tree| above(tree, node, "picker-view-column")).flatten();
        let (Some(column), Some(open)) = (column, self.pages.last_mut()) else { return };
        let boxes = std::rc::Rc::clone(&open.surface.boxes);
        let boxes = boxes.borrow();
        let (Some((area, _)), Some(rect)) =
            (boxes.swiper(column), boxes.rect_in_window(column, &open.surface.scrolls))
        else {
            return;
        };
        let scrolled = open.surface.scrolls.0.get(&column).map_or(0.0, |offset| offset.y);
        let first = rect.y + (rect.height - area.step) / 2.0;
        let item = (y - open.surface.rect.y - first + scrolled) / area.step.max(1.0);
        let Some(carousel) = open.parts.carousels.known.get_mut(&column) else { return };
        if item < 0.0 || item as usize >= area.count || item as usize == carousel.at {
            return;
        }
        carousel.at = item as usize;
        let begins = carousel.turning.replace((now + REST_MS, "touch")).is_none();
        put(&mut open.surface, column, true, carousel.at as f32 * area.step, true);
        if begins {
            self.tell_picker_view(page, column, "pickstart");
        }
    }

    /// Tells of what came to rest, and turns what plays by itself.
    pub(super) fn tick_carousels(&mut self, now: u64) {
        let Some(open) = self.pages.last_mut() else { return };
        let page = open.id;
        let mut rested: Vec<(NodeId, bool, usize, &'static str)> = Vec::new();
        for (&node, carousel) in &mut open.parts.carousels.known {
            if let Some((_, source)) = carousel.turning.take_if(|(due, _)| *due <= now) {
                rested.push((node, carousel.column, carousel.at, source));
            }
        }
        rested.sort_unstable_by_key(|(node, ..)| *node);
        for (node, column, at, source) in rested {
            if column {
                self.column_changed(page, node);
                self.tell_picker_view(page, node, "pickend");
            } else {
                self.center(node);
                self.tell_swiper(page, node, "animationfinish", at, source);
            }
        }
        self.play(page, now);
    }

    /// A swiper without ends that came to rest far from the middle goes back there, which looks the same.
    fn center(&mut self, node: NodeId) {
        let Some(open) = self.pages.last_mut() else { return };
        let Some((area, _)) = open.surface.boxes.borrow().swiper(node) else { return };
        let Some(offset) = open.surface.scrolls.0.get(&node).filter(|_| area.rounds > 1) else { return };
        let along = if area.vertical { offset.y } else { offset.x };
        let rest = area.rest(area.page_at(along));
        let far = area.count as f32 * area.step * (area.rounds / 4).max(1) as f32;
        if (along - rest).abs() >= far - area.step / 2.0 {
            put(&mut open.surface, node, area.vertical, rest, false);
        }
    }

    /// Swipers with `autoplay`. They wait while a finger is on them, and stand still for pictures.
    fn play(&mut self, page: PageId, now: u64) {
        if !self.endless_motion || self.hidden {
            return;
        }
        let touched: Vec<NodeId> = self
            .fingers
            .values()
            .filter_map(|zone| if let Zone::Page(_, node) = zone { Some(*node) } else { None })
            .collect();
        let Some(open) = self.pages.last_mut() else { return };
        let (known, surface) = (&mut open.parts.carousels.known, &mut open.surface);
        let mut turned = Vec::new();
        self.view.with_tree(page, |tree| {
            for (&node, carousel) in known.iter_mut().filter(|(_, carousel)| !carousel.column) {
                let Some(element) = tree.element(node) else { continue };
                let Some((area, _)) = surface.boxes.borrow().swiper(node) else { continue };
                let most = last_of(&area);
                if !element.flag("autoplay") || most == 0 {
                    carousel.next_ms = None;
                    continue;
                }
                let interval = element.number("interval").unwrap_or(INTERVAL_MS).clamp(100.0, 86_400_000.0);
                let is_held = touched.iter().any(|&finger| {
                    let mut at = Some(finger);
                    while let Some(inner) = at.filter(|inner| *inner != node) {
                        at = tree.parent(inner);
                    }
                    at.is_some()
                });
                let due = carousel.next_ms.get_or_insert(now + interval as u64);
                if is_held {
                    *due = now + interval as u64;
                } else if *due <= now {
                    *due = now + interval as u64;
                    carousel.at = if carousel.at >= most { 0 } else { carousel.at + 1 };
                    let along = way_to(surface, node, &area, carousel.at, true);
                    carousel.turning = Some((now + duration(element) as u64, "autoplay"));
                    put(surface, node, area.vertical, along, true);
                    turned.push((node, carousel.at));
                }
            }
        });
        turned.sort_unstable();
        for (node, at) in turned {
            self.tell_swiper(page, node, "change", at, "autoplay");
        }
    }
}
