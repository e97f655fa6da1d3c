//! Messages from the host: touches, scrolling, text, back, show and hide.

use super::gesture::{Gesture, Touch};
use super::render::{BARS, OVERLAY, page_surface};
use super::worker::{Worker, Zone};
use super::{FieldEvent, Inbox, SessionState};
use crate::chrome::Action;
use crate::strings::{Text, text};
use minihost_api::{ApiError, NavigationKind, NavigationRequest};
use minihost_paint::ScrollOffset;
use minihost_ports::{ActionSheet, Screen};
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;
use minihost_view::{ControlRequest, PageId, UiEvent};

/// `onReachBottom` is told this many logical pixels before the end, unless the page says otherwise; both dialects document 50.
const REACH_BOTTOM_PX: f64 = 50.0;

impl Worker {
    pub(super) fn take(&mut self, message: Inbox) {
        match message {
            Inbox::Touch(touch) => {
                let now = self.ports.clock.monotonic_ms();
                for gesture in self.gestures.touch(touch, now) {
                    self.gesture(gesture);
                }
            }
            Inbox::Scrolled { surface, node, x, y } => self.scrolled(surface, NodeId::from_u64(node), x, y),
            Inbox::Text { surface, node, value, cursor } => {
                self.typed(surface, NodeId::from_u64(node), value, cursor);
            }
            Inbox::Field { surface, node, event } => self.field(surface, NodeId::from_u64(node), event),
            Inbox::Back => self.back(),
            Inbox::Show => self.set_hidden(false),
            Inbox::Hide => self.set_hidden(true),
            Inbox::PullDown => self.pulled(),
            Inbox::Screen(screen) => self.set_screen(*screen),
            Inbox::Answer(run) => run(self),
            Inbox::Settle(done) => self.settlers.push(done),
            Inbox::Whole => {
                self.frames.forget();
                if let Some(page) = self.pages.last_mut() {
                    page.surface.dirty = true;
                }
            }
            Inbox::Close => self.end = Some(SessionState::Closed),
        }
    }

    // ---- touches

    /// What is under a point, topmost first: the capsule and the bars are above the page, so no page can cover them.
    fn zone(&self, x: f32, y: f32) -> Zone {
        if let Some(part) = &self.overlay {
            if let Some(node) = part.surface.hit(x, y).filter(|node| action_at(&part.tree, *node).is_some()) {
                return Zone::Overlay(node);
            }
            if self.chrome.is_blocking() {
                return Zone::Nothing;
            }
        }
        if let Some(part) = &self.bars
            && let Some(node) = part.surface.hit(x, y).filter(|node| action_at(&part.tree, *node).is_some())
        {
            return Zone::Bars(node);
        }
        match self.pages.last() {
            Some(page) => page.surface.hit(x, y).map_or(Zone::Nothing, |node| Zone::Page(page.id, node)),
            None => Zone::Nothing,
        }
    }

    pub(super) fn gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Start(touch) => {
                let zone = self.zone(touch.x, touch.y);
                self.fingers.insert(touch.id, zone);
                self.touch_event("touchstart", touch, zone);
                if let Zone::Page(page, node) = zone {
                    self.view.set_touched(page, node, true);
                }
            }
            Gesture::Move(touch) => {
                let zone = self.fingers.get(&touch.id).copied().unwrap_or(Zone::Nothing);
                self.touch_event("touchmove", touch, zone);
            }
            Gesture::End(touch) => {
                let zone = self.fingers.get(&touch.id).copied().unwrap_or(Zone::Nothing);
                self.touch_event("touchend", touch, zone);
                if let Zone::Page(page, node) = zone {
                    self.view.set_touched(page, node, false);
                }
            }
            Gesture::Cancel(touch) => {
                let zone = self.fingers.remove(&touch.id).unwrap_or(Zone::Nothing);
                self.touch_event("touchcancel", touch, zone);
                if let Zone::Page(page, node) = zone {
                    self.view.set_touched(page, node, false);
                }
            }
            Gesture::Tap(touch) => match self.fingers.remove(&touch.id).unwrap_or(Zone::Nothing) {
                zone @ Zone::Page(..) => self.touch_event("tap", touch, zone),
                Zone::Bars(node) => {
                    let action = self.bars.as_ref().and_then(|part| action_at(&part.tree, node));
                    self.act(action);
                }
                Zone::Overlay(node) => {
                    let action = self.overlay.as_ref().and_then(|part| action_at(&part.tree, node));
                    self.act(action);
                }
                Zone::Nothing => {}
            },
            Gesture::LongPress(touch) => {
                let zone = self.fingers.get(&touch.id).copied().unwrap_or(Zone::Nothing);
                self.touch_event("longpress", touch, zone);
                // The older name, which both dialects still send.
                self.touch_event("longtap", touch, zone);
            }
        }
    }

    fn touch_event(&mut self, name: &str, touch: Touch, zone: Zone) {
        let Zone::Page(page, node) = zone else { return };
        let Some(open) = self.pages.last().filter(|open| open.id == page) else { return };
        let (x, y) = (touch.x - open.surface.rect.x, touch.y - open.surface.rect.y);
        let scrolled = self.page_scroll();
        let point = |x: f32| Value::from(f64::from(x));
        let one = Value::object([
            ("identifier", Value::from(touch.id)),
            ("pageX", point(x + scrolled.0)),
            ("pageY", point(y + scrolled.1)),
            ("clientX", point(x)),
            ("clientY", point(y)),
            ("force", Value::from(1)),
        ]);
        let list = Value::array([one]);
        let up = matches!(name, "touchend" | "touchcancel");
        let is_touch = name.starts_with("touch");
        let detail = if is_touch {
            Value::object::<&str>([])
        } else {
            Value::object([("x", point(x + scrolled.0)), ("y", point(y + scrolled.1))])
        };
        let event = UiEvent {
            name: name.into(),
            detail,
            touches: if up { Value::array([]) } else { list.clone() },
            changed_touches: list,
            bubbles: true,
            time_ms: touch.time_ms as f64,
        };
        self.view.dispatch(page, node, event);
    }

    fn page_scroll(&self) -> (f32, f32) {
        let Some(page) = self.pages.last() else { return (0.0, 0.0) };
        let root = self.view.with_tree(page.id, |tree| tree.root());
        root.and_then(|root| page.surface.scrolls.0.get(&root))
            .map_or((0.0, 0.0), |offset| (offset.x, offset.y))
    }

    // ---- parts around the page

    fn act(&mut self, action: Option<Action>) {
        match action {
            Some(Action::Back) => self.back(),
            Some(Action::Home) => {
                let path = format!("/{}", self.package.app().entry_page);
                self.user_navigates(NavigationKind::ReLaunch, path);
            }
            Some(Action::Close) => self.end = Some(SessionState::Closed),
            Some(Action::Menu) => {
                let locale = self.screen.locale;
                self.chrome.is_menu = true;
                self.chrome.sheet = Some(ActionSheet {
                    title: String::new(),
                    items: vec![
                        text(Text::MenuHome, locale).to_owned(),
                        text(Text::MenuRestart, locale).to_owned(),
                    ],
                });
            }
            Some(Action::Tab(index)) => self.tab(index),
            Some(Action::Confirm) => self.answer_modal(true),
            Some(Action::Decline) => self.answer_modal(false),
            Some(Action::Item(index)) => self.answer_sheet(Some(index)),
            Some(Action::CancelSheet) => self.answer_sheet(None),
            Some(Action::Nothing) | None => {}
        }
    }

    fn user_navigates(&mut self, kind: NavigationKind, path: String) {
        let query = Value::object::<&str>([]);
        if let Err(error) = self.go(&NavigationRequest { kind, path, query, delta: 1 }) {
            tracing::debug!(program = %self.program, reason = error.reason, "a navigation by the user was refused");
        }
    }

    fn tab(&mut self, index: usize) {
        let Some(tab) = self.chrome.tab_bar.as_ref().and_then(|bar| bar.tabs.get(index)).cloned() else {
            return;
        };
        let again = self.pages.last().is_some_and(|page| page.path == tab.page);
        if !again {
            self.user_navigates(NavigationKind::SwitchTab, format!("/{}", tab.page));
        }
        if let Some(page) = self.pages.last() {
            let item = Value::object([
                ("index", Value::from(index)),
                ("pagePath", Value::from(tab.page.as_str())),
                ("text", Value::from(tab.text.as_str())),
            ]);
            self.view.call_page_hook(page.id, "onTabItemTap", vec![item]);
        }
    }

    fn back(&mut self) {
        if self.chrome.sheet.is_some() {
            self.answer_sheet(None);
        } else if self.chrome.modal.is_some() {
            self.answer_modal(false);
        } else if self.pages.len() > 1 {
            self.user_navigates(NavigationKind::Back, String::new());
        } else {
            self.end = Some(SessionState::Closed);
        }
    }

    pub(super) fn answer_modal(&mut self, confirmed: bool) {
        let Some(modal) = self.chrome.modal.take() else { return };
        let content = modal.placeholder.is_some().then(|| std::mem::take(&mut self.modal_text));
        if let Some(call) = self.modal_call.take() {
            let answer = Value::object([
                ("confirm", Value::from(confirmed)),
                ("cancel", Value::from(!confirmed)),
                ("content", content.filter(|_| confirmed).into()),
            ]);
            self.end_call(call, Ok(answer));
        }
    }

    pub(super) fn answer_sheet(&mut self, item: Option<usize>) {
        self.chrome.sheet = None;
        if std::mem::take(&mut self.chrome.is_menu) {
            match item {
                Some(0) => self.act(Some(Action::Home)),
                Some(1) => {
                    let path = format!("/{}", self.package.app().entry_page);
                    self.user_navigates(NavigationKind::ReLaunch, path);
                }
                _ => {}
            }
            return;
        }
        if let Some(call) = self.sheet_call.take() {
            let answer = match item {
                Some(index) => Ok(Value::object([("tapIndex", Value::from(index))])),
                None => Err(ApiError::new("cancel")),
            };
            self.end_call(call, answer);
        }
    }

    // ---- scrolling and typing

    fn scrolled(&mut self, surface: u32, node: NodeId, x: f32, y: f32) {
        let Some(page) = self.pages.last_mut().filter(|page| page_surface(page.id) == surface) else {
            return;
        };
        let id = page.id;
        let root = self.view.with_tree(id, |tree| tree.root());
        let node = if node.to_u64() == 0 { root.unwrap_or(node) } else { node };
        let old = page.surface.scrolls.0.get(&node).copied().unwrap_or_default();
        page.surface.scrolls.0.insert(node, ScrollOffset { x, y, smooth: false, ..old });
        let number = |value: f32| Value::from(f64::from(value));
        if Some(node) == root {
            let (_, height) = page.surface.boxes.content_size();
            let distance = page.window.on_reach_bottom_distance.unwrap_or(REACH_BOTTOM_PX) as f32;
            let at_bottom =
                height > page.surface.rect.height && y + page.surface.rect.height >= height - distance;
            let reached = at_bottom && !page.at_bottom;
            page.at_bottom = at_bottom;
            if self.view.has_page_hook(id, "onPageScroll") {
                self.view.call_page_hook(id, "onPageScroll", vec![Value::object([("scrollTop", number(y))])]);
            }
            if reached {
                self.view.call_page_hook(id, "onReachBottom", Vec::new());
            }
            return;
        }
        let extent = page.surface.boxes.scroll_extent(node).unwrap_or_default();
        let detail = Value::object([
            ("scrollLeft", number(x)),
            ("scrollTop", number(y)),
            ("scrollWidth", number(extent.0)),
            ("scrollHeight", number(extent.1)),
            ("deltaX", number(old.x - x)),
            ("deltaY", number(old.y - y)),
        ]);
        let rect = page.surface.boxes.rect_of(node);
        let is_swiper = self
            .view
            .with_tree(id, |tree| tree.element(node).is_some_and(|element| &*element.tag == "swiper"));
        if is_swiper == Some(true) {
            let Some(rect) = rect.filter(|rect| rect.width > 0.0 && rect.height > 0.0) else { return };
            let current =
                if y.abs() > x.abs() { (y / rect.height).round() } else { (x / rect.width).round() };
            let old_page =
                if y.abs() > x.abs() { (old.y / rect.height).round() } else { (old.x / rect.width).round() };
            if current != old_page {
                let detail = Value::object([("current", number(current)), ("source", Value::from("touch"))]);
                self.view.dispatch(id, node, UiEvent { name: "change".into(), detail, ..UiEvent::default() });
            }
            return;
        }
        self.view.dispatch(id, node, UiEvent { name: "scroll".into(), detail, ..UiEvent::default() });
        self.scroll_edges(id, node, old, ScrollOffset { x, y, ..old }, extent);
    }

    /// `scrolltolower` and `scrolltoupper`, once each time the edge comes near.
    fn scroll_edges(
        &mut self,
        page: PageId,
        node: NodeId,
        old: ScrollOffset,
        new: ScrollOffset,
        extent: (f32, f32),
    ) {
        let Some(open) = self.pages.last() else { return };
        let Some(rect) = open.surface.boxes.rect_of(node) else { return };
        let threshold = |name: &str| {
            let value =
                self.view.with_tree(page, |tree| tree.element(node).and_then(|element| element.number(name)));
            value.flatten().unwrap_or(REACH_BOTTOM_PX) as f32
        };
        let (lower, upper) = (threshold("lower-threshold"), threshold("upper-threshold"));
        let at_end = |offset: ScrollOffset| {
            (extent.1 > rect.height && offset.y + rect.height >= extent.1 - lower)
                || (extent.0 > rect.width && offset.x + rect.width >= extent.0 - lower)
        };
        let at_start = |offset: ScrollOffset| offset.y <= upper && offset.x <= upper;
        let vertical = new.y != old.y;
        for (name, before, now, direction) in [
            ("scrolltolower", at_end(old), at_end(new), if vertical { "bottom" } else { "right" }),
            ("scrolltoupper", at_start(old), at_start(new), if vertical { "top" } else { "left" }),
        ] {
            if now && !before {
                let detail = Value::object([("direction", Value::from(direction))]);
                self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
            }
        }
    }

    fn typed(&mut self, surface: u32, node: NodeId, value: String, cursor: u32) {
        if surface == OVERLAY {
            self.modal_text = value;
            return;
        }
        let detail = Value::object([("value", Value::from(value)), ("cursor", Value::from(cursor))]);
        self.field_event_to(surface, node, "input", detail);
    }

    fn field(&mut self, surface: u32, node: NodeId, event: FieldEvent) {
        let name = match event {
            FieldEvent::Focus => "focus",
            FieldEvent::Blur => "blur",
            FieldEvent::Confirm => "confirm",
        };
        let value = self
            .pages
            .last()
            .and_then(|page| {
                self.view
                    .with_tree(page.id, |tree| tree.element(node).map(|element| element.attribute("value")))
            })
            .flatten()
            .unwrap_or_default();
        let detail = Value::object([("value", Value::String(value.to_display()))]);
        self.field_event_to(surface, node, name, detail);
    }

    fn field_event_to(&mut self, surface: u32, node: NodeId, name: &str, detail: Value) {
        if surface == BARS || surface == OVERLAY {
            return;
        }
        if let Some(page) = self.pages.last().filter(|page| page_surface(page.id) == surface) {
            self.view.dispatch(page.id, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
        }
    }

    /// What a control wants that only the session can do.
    pub(super) fn control_wish(&mut self, page: PageId, node: NodeId, wish: ControlRequest) {
        match wish {
            ControlRequest::OpenType(name) => {
                // Nobody answers these yet: the button's event says so, in the dialect's shape.
                let error = Value::object([("errMsg", Value::from(format!("{name}:fail not supported")))]);
                let event = name.to_ascii_lowercase();
                self.view.dispatch(page, node, UiEvent { name: event, detail: error, ..UiEvent::default() });
            }
            ControlRequest::Picker => {
                let message = "picker: choosing from a list is not supported yet; its cancel event was sent";
                self.report(
                    minihost_ports::Problem::new(minihost_ports::ProblemKind::UnsupportedApi, message)
                        .warning(),
                );
                let detail = Value::object::<&str>([]);
                self.view.dispatch(
                    page,
                    node,
                    UiEvent { name: "cancel".into(), detail, ..UiEvent::default() },
                );
            }
            ControlRequest::Focus => {
                self.view.with_tree(page, |tree| tree.set_attribute(node, "focus", Value::from(true)));
            }
            ControlRequest::Blur => {
                self.view.with_tree(page, |tree| tree.set_attribute(node, "focus", Value::from(false)));
            }
            ControlRequest::SetText(text) => {
                self.view.with_tree(page, |tree| tree.set_attribute(node, "value", Value::from(text)));
            }
        }
    }

    // ---- the program as a whole

    fn set_hidden(&mut self, hidden: bool) {
        if self.hidden == hidden {
            return;
        }
        self.hidden = hidden;
        if hidden {
            if let Some(page) = self.pages.last() {
                self.view.page_hide(page.id);
            }
            self.view.call_app_hook("onHide", Vec::new());
            self.call_script("apiEvent", &[Value::from("AppHide"), Value::object::<&str>([])]);
            if let Err(error) = self.api.store.flush() {
                tracing::warn!(program = %self.program, %error, "storage could not be made durable");
            }
            self.ports.events.hidden(&self.program);
        } else {
            let options = self.api.enter_options.borrow().clone();
            self.view.call_app_hook("onShow", vec![options.clone()]);
            self.call_script("apiEvent", &[Value::from("AppShow"), options]);
            if let Some(page) = self.pages.last() {
                self.view.page_show(page.id);
            }
        }
        self.engine.set_paused(hidden);
        self.set_state(if hidden { SessionState::Hidden } else { SessionState::Visible });
    }

    fn pulled(&mut self) {
        if let Some(page) =
            self.pages.last().filter(|page| page.window.enable_pull_down_refresh == Some(true))
        {
            self.view.call_page_hook(page.id, "onPullDownRefresh", Vec::new());
        }
    }

    fn set_screen(&mut self, screen: Screen) {
        let appearance = screen.appearance != self.screen.appearance;
        self.screen = screen.clone();
        *self.api.screen.borrow_mut() = screen;
        let windows: Vec<_> = self.pages.iter().map(|page| self.window_of(&page.path)).collect();
        for (page, window) in self.pages.iter_mut().zip(windows) {
            page.window = window;
        }
        self.chrome.tab_bar = None;
        self.refresh_bars();
        self.drawn = None;
        let rects: Vec<_> = self.pages.iter().chain(&self.tabs).map(|page| page.surface.rect).collect();
        let contexts: Vec<_> = rects.into_iter().map(|rect| self.style_context(rect)).collect();
        for (page, context) in self.pages.iter_mut().chain(&mut self.tabs).zip(contexts) {
            page.surface.stylist.set_context(context);
            page.surface.dirty = true;
        }
        if appearance && self.package.app().dark_mode {
            let theme =
                if self.screen.appearance == minihost_ports::Appearance::Dark { "dark" } else { "light" };
            let detail = Value::object([("theme", Value::from(theme))]);
            self.view.call_app_hook("onThemeChange", vec![detail.clone()]);
            self.call_script("apiEvent", &[Value::from("ThemeChange"), detail]);
        }
    }
}

/// What a touch on a node of a part means: its own action or that of the part it stands in.
fn action_at(tree: &Tree, node: NodeId) -> Option<Action> {
    let mut at = Some(node);
    while let Some(id) = at {
        if let Some(action) = tree.node(id).and_then(|node| Action::from_number(node.associated)) {
            return Some(action);
        }
        at = tree.parent(id);
    }
    None
}
