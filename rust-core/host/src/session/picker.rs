//! `<picker>`: what its attributes say becomes wheels above the page; what the user chooses becomes `change`, `columnchange` or `cancel`.

use super::worker::{Part, Worker};
use crate::chrome::{Action, Picker, Unit, WHEEL_ROW, Wheels};
use minihost_paint::ScrollOffset;
use minihost_ports::{Dialect, Locale, Problem, ProblemKind};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{PageId, UiEvent};

/// A wheel has come to rest when nothing was heard of it for so long.
const REST_MS: u64 = 150;

/// What `mode` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Selector,
    Multi,
    Time,
    Date,
    Region,
}

/// Modes by name. Source: the picker page of both dialects.
const MODES: &[(&str, Mode)] = &[
    ("selector", Mode::Selector),
    ("multiSelector", Mode::Multi),
    ("time", Mode::Time),
    ("date", Mode::Date),
    ("region", Mode::Region),
];

/// The picker that is open.
pub(super) struct OpenPicker {
    page: PageId,
    node: NodeId,
    mode: Mode,
    wheels: Wheels,
    /// `range` and `value` as they were read last.
    read: (Value, Value),
    /// A wheel that is turning: column, item, when it is taken to rest.
    turning: Option<(usize, usize, u64)>,
    /// How often the wheels were placed anew.
    placed: u32,
}

impl OpenPicker {
    /// When [`Worker::tick_picker`] has something to do.
    pub fn due_ms(&self) -> Option<u64> {
        self.turning.map(|(.., due)| due)
    }
}

/// The items of a list; none of anything else.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], |items| items.as_slice())
}

/// `range` as columns of texts; objects show what `range-key` names.
fn columns(range: &Value, key: &str, mode: Mode) -> Vec<Vec<String>> {
    let column = |items: &Value| -> Vec<String> {
        let text = |item: &Value| match item {
            Value::Object(_) if !key.is_empty() => item.get(key).to_display().to_string(),
            other => other.to_display().to_string(),
        };
        list(items).iter().map(text).collect()
    };
    match mode {
        Mode::Multi => list(range).iter().map(column).collect(),
        _ => vec![column(range)],
    }
}

/// `value` as indexes.
fn indexes(value: &Value) -> Vec<usize> {
    let index = |value: &Value| value.to_number().max(0.0) as usize;
    match value {
        Value::Array(items) => items.iter().map(index).collect(),
        other => vec![index(other)],
    }
}

impl Worker {
    /// A picker was tapped.
    pub(super) fn open_picker(&mut self, page: PageId, node: NodeId) {
        let Some((name, title)) = self.view.with_tree(page, |tree| {
            let element = tree.element(node);
            let text = |name| element.and_then(|element| element.text_attribute(name));
            (text("mode"), text("header-text"))
        }) else {
            return;
        };
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "selector".into());
        let known = MODES.iter().find(|(known, _)| **known == *name);
        // Regions are the host's to bring.
        let Some((_, mode)) = known.filter(|(_, mode)| *mode != Mode::Region || self.regions.is_some())
        else {
            let message =
                format!("<picker mode=\"{name}\"> is not supported by this host; its cancel event was sent");
            self.report(Problem::new(ProblemKind::UnsupportedApi, message).warning());
            return self.tell_picker(page, node, "cancel", Value::object::<&str>([]));
        };
        let mode = *mode;
        self.close_picker(true);
        let (wheels, read) = self.read_picker(page, node, mode);
        self.picker = Some(OpenPicker { page, node, mode, wheels, read, turning: None, placed: 0 });
        self.chrome.picker = Some(Picker {
            title: title.map(|text| text.to_string()).unwrap_or_default(),
            columns: Vec::new(),
        });
        self.show_wheels();
    }

    fn read_picker(&self, page: PageId, node: NodeId, mode: Mode) -> (Wheels, (Value, Value)) {
        let attribute = |name: &str| {
            self.view
                .with_tree(page, |tree| tree.element(node).map(|element| element.attribute(name)))
                .flatten()
                .unwrap_or_default()
        };
        let (range, value) = (attribute("range"), attribute("value"));
        let span = |unit: Unit, columns: usize| {
            let part = |name: &str| unit.parse(&attribute(name).to_display());
            let shown = unit.parse(&value.to_display()).unwrap_or_else(|| self.now(unit));
            Wheels::span(unit, columns, part("start"), part("end"), &shown)
        };
        let wheels = match mode {
            Mode::Selector | Mode::Multi => {
                let key = attribute("range-key").to_display();
                Wheels::texts(columns(&range, &key, mode), &indexes(&value))
            }
            Mode::Region => {
                let regions = self.regions.clone().unwrap_or_default();
                let columns = match &*attribute("level").to_display() {
                    "province" => 1,
                    "city" => 2,
                    _ => 3,
                };
                let any = attribute("custom-item").to_display().to_string();
                let names: Vec<String> =
                    list(&value).iter().map(|name| name.to_display().to_string()).collect();
                Wheels::regions(regions, columns, Some(any).filter(|any| !any.is_empty()), &names)
            }
            Mode::Time => span(Unit::Time, 2),
            Mode::Date => span(
                Unit::Date,
                match &*attribute("fields").to_display() {
                    "year" => 1,
                    "month" => 2,
                    _ => 3,
                },
            ),
        };
        (wheels, (range, value))
    }

    /// Today or the time now, as the program's own `Date` has it.
    fn now(&self, unit: Unit) -> Vec<u32> {
        let parts = self.engine.call("apiLocalTime", &[]).unwrap_or_default();
        let parts: Vec<u32> = list(&parts).iter().map(|part| part.to_number() as u32).collect();
        match (unit, parts.as_slice()) {
            (Unit::Date, [year, month, day, ..]) => vec![*year, *month, *day],
            (Unit::Time, [.., hour, minute]) => vec![*hour, *minute],
            _ => Vec::new(),
        }
    }

    /// What the wheels offer goes to the screen.
    pub(super) fn show_wheels(&mut self) {
        let (Some(picker), Some(shown)) = (&mut self.picker, &mut self.chrome.picker) else { return };
        picker.placed = picker.placed.wrapping_add(1);
        let units: [&str; 3] = match (picker.mode, self.screen.locale) {
            (Mode::Date, Locale::Zh) => ["年", "月", "日"],
            _ => [""; 3],
        };
        let columns = picker.wheels.columns().iter().enumerate().map(|(column, items)| {
            let unit = units.get(column).copied().unwrap_or_default();
            items.iter().map(|item| format!("{item}{unit}")).collect()
        });
        shown.columns = columns.collect();
    }

    /// A program may change `range` and `value` while its picker is open, usually in `columnchange`.
    pub(super) fn follow_picker(&mut self) {
        let Some(picker) = &self.picker else { return };
        if self.pages.last().is_none_or(|page| page.id != picker.page) {
            // The page is gone, and whoever would hear of it with it.
            return self.close_picker(false);
        }
        if !matches!(picker.mode, Mode::Selector | Mode::Multi) {
            return;
        }
        let (wheels, read) = self.read_picker(picker.page, picker.node, picker.mode);
        let Some(picker) = &mut self.picker else { return };
        if picker.read == read {
            return;
        }
        let wheels = if picker.read.1 == read.1 {
            // Only the choices changed: each wheel stays where the user turned it.
            Wheels::texts(wheels.columns().to_vec(), picker.wheels.selected())
        } else {
            wheels
        };
        picker.read = read;
        picker.wheels = wheels;
        picker.turning = None;
        self.show_wheels();
    }

    /// Puts the wheels of a newly drawn picker where they stand.
    pub(super) fn place_wheels(picker: &OpenPicker, part: &mut Part) {
        let tree = &part.tree;
        for node in tree.descendants(tree.root()) {
            let action = tree.node(node).and_then(|node| Action::from_number(node.associated));
            let Some(Action::Wheel(column)) = action else { continue };
            let item = picker.wheels.selected().get(column).copied().unwrap_or(0);
            let offset =
                ScrollOffset { x: 0.0, y: item as f32 * WHEEL_ROW, version: picker.placed, smooth: false };
            part.surface.scrolls.0.insert(node, offset);
        }
        part.surface.dirty = true;
    }

    /// The user turned a wheel to this offset.
    pub(super) fn wheel_scrolled(&mut self, node: NodeId, y: f32) {
        let now = self.ports.clock.monotonic_ms();
        let (Some(picker), Some(part)) = (&mut self.picker, &mut self.overlay) else { return };
        let action = part.tree.node(node).and_then(|node| Action::from_number(node.associated));
        let Some(Action::Wheel(column)) = action else { return };
        if let Some(offset) = part.surface.scrolls.0.get_mut(&node) {
            offset.y = y;
        }
        let item = (y / WHEEL_ROW).round().max(0.0) as usize;
        let before = picker.turning.replace((column, item, now + REST_MS));
        if let Some((other, item, _)) = before.filter(|(other, ..)| *other != column) {
            self.wheel_rests(other, item);
        }
    }

    /// The user tapped an item: its wheel turns there.
    pub(super) fn wheel_tapped(&mut self, column: usize, item: usize) {
        if let Some(part) = &mut self.overlay {
            let tree = &part.tree;
            let wheel = tree.descendants(tree.root()).into_iter().find(|node| {
                tree.node(*node)
                    .is_some_and(|node| Action::from_number(node.associated) == Some(Action::Wheel(column)))
            });
            if let Some(offset) = wheel.and_then(|wheel| part.surface.scrolls.0.get_mut(&wheel)) {
                offset.y = item as f32 * WHEEL_ROW;
                offset.version = offset.version.wrapping_add(1);
                offset.smooth = true;
                part.surface.dirty = true;
            }
        }
        if let Some(picker) = &mut self.picker {
            // The versions that place wheels stay ahead of those that taps make.
            picker.placed = picker.placed.wrapping_add(1);
        }
        self.wheel_rests(column, item);
    }

    /// Takes a wheel that was not heard of for a while to rest.
    pub(super) fn tick_picker(&mut self, now_ms: u64) {
        let due = self.picker.as_mut().and_then(|picker| picker.turning.take_if(|(.., due)| *due <= now_ms));
        if let Some((column, item, _)) = due {
            self.wheel_rests(column, item);
        }
    }

    fn wheel_rests(&mut self, column: usize, item: usize) {
        let Some(picker) = &mut self.picker else { return };
        let before = picker.wheels.columns().to_vec();
        if !picker.wheels.turn(column, item) {
            return;
        }
        let (page, node, mode) = (picker.page, picker.node, picker.mode);
        let others = picker.wheels.columns() != before.as_slice();
        if others {
            self.show_wheels();
        }
        if mode == Mode::Multi {
            let detail = Value::object([("column", Value::from(column)), ("value", Value::from(item))]);
            self.tell_picker(page, node, "columnchange", detail);
        }
    }

    /// The user is done: with what the wheels show, or without.
    pub(super) fn answer_picker(&mut self, chosen: bool) {
        let turning = self.picker.as_mut().and_then(|picker| picker.turning.take());
        if let Some((column, item, _)) = turning.filter(|_| chosen) {
            self.wheel_rests(column, item);
        }
        if !chosen {
            return self.close_picker(true);
        }
        let Some(picker) = &self.picker else { return };
        let (page, node) = (picker.page, picker.node);
        let selected = picker.wheels.selected();
        let value = match picker.mode {
            Mode::Time | Mode::Date => Value::from(picker.wheels.text()),
            Mode::Region => Value::from(picker.wheels.shown()),
            Mode::Multi => Value::array(selected.iter().map(|item| Value::from(*item))),
            Mode::Selector => {
                let item = selected.first().copied().unwrap_or(0);
                match self.api.dialect() {
                    // WeChat hands the index over as text: programs do arithmetic on it only after parseInt.
                    Dialect::WeChat => Value::from(item.to_string()),
                    _ => Value::from(item),
                }
            }
        };
        let mut detail = vec![("value", value)];
        if picker.mode == Mode::Region {
            detail.push(("code", Value::from(picker.wheels.codes())));
        }
        self.close_picker(false);
        self.tell_picker(page, node, "change", Value::object(detail));
    }

    /// Takes the picker away; its `cancel` is told unless it was answered.
    pub(super) fn close_picker(&mut self, tell: bool) {
        self.chrome.picker = None;
        if let Some(picker) = self.picker.take()
            && tell
        {
            self.tell_picker(picker.page, picker.node, "cancel", Value::object::<&str>([]));
        }
    }

    fn tell_picker(&mut self, page: PageId, node: NodeId, name: &str, detail: Value) {
        self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
    }
}
