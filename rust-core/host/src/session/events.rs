//! Messages from the host: touches, scrolling, text, back, show and hide.

use super::gesture::{Gesture, Touch};
use super::worker::{Worker, Zone};
use super::{Inbox, SessionState};
use crate::chrome::Action;
use crate::strings::{Text, text};
use minihost_api::{ApiError, NavigationKind, NavigationRequest};
use minihost_ports::{ActionSheet, Screen};
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;
use minihost_view::{ControlRequest, PageId, TouchState, UiEvent};

/// The capsule's menu; sharing only where the host and the page can.
const MENU: &[Text] = &[Text::MenuShare, Text::MenuHome, Text::MenuRestart];

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
            Inbox::FieldHeight { surface, node, height, lines } => {
                self.field_height(surface, NodeId::from_u64(node), height, lines);
            }
            Inbox::Keyboard { height, duration_ms } => self.keyboard(height, duration_ms),
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
    pub(super) fn zone(&self, x: f32, y: f32) -> Zone {
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
                    self.touched(page, node, TouchState::Down);
                    self.hold(page, node, touch);
                }
            }
            Gesture::Move(touch) => {
                let zone = self.fingers.get(&touch.id).copied().unwrap_or(Zone::Nothing);
                self.touch_event("touchmove", touch, zone);
                self.pull(touch);
            }
            Gesture::End(touch) => {
                let zone = self.fingers.get(&touch.id).copied().unwrap_or(Zone::Nothing);
                self.touch_event("touchend", touch, zone);
                if let Zone::Page(page, node) = zone {
                    self.touched(page, node, TouchState::Up);
                }
                self.let_go(touch, false);
            }
            Gesture::Cancel(touch) => {
                let zone = self.fingers.remove(&touch.id).unwrap_or(Zone::Nothing);
                self.touch_event("touchcancel", touch, zone);
                if let Zone::Page(page, node) = zone {
                    self.touched(page, node, TouchState::Cancelled);
                }
                self.let_go(touch, true);
            }
            Gesture::Tap(touch) => match self.fingers.remove(&touch.id).unwrap_or(Zone::Nothing) {
                zone @ Zone::Page(page, node) => {
                    self.touch_event("tap", touch, zone);
                    self.column_tapped(page, node, touch.y);
                }
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

    fn touched(&self, page: PageId, node: NodeId, state: TouchState) {
        self.view.set_touched(page, node, state, self.ports.clock.monotonic_ms());
    }

    pub(super) fn touch_event(&mut self, name: &str, touch: Touch, zone: Zone) {
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
                self.close_picker(true);
                if self.chrome.sheet.is_some() {
                    self.answer_sheet(None);
                }
                self.menu = if self.can_share() { MENU } else { &MENU[1..] };
                let items = self.menu.iter().map(|item| text(*item, locale).to_owned()).collect();
                self.chrome.is_menu = true;
                self.chrome.sheet = Some(ActionSheet { title: String::new(), items });
            }
            Some(Action::Tab(index)) => self.tab(index),
            Some(Action::Confirm) => self.answer_modal(true),
            Some(Action::Decline) => self.answer_modal(false),
            Some(Action::Item(index)) => self.answer_sheet(Some(index)),
            Some(Action::CancelSheet) => self.answer_sheet(None),
            Some(Action::ConfirmPicker) => self.answer_picker(true),
            Some(Action::CancelPicker) => self.answer_picker(false),
            Some(Action::Row(column, item)) => self.wheel_tapped(column, item),
            Some(Action::Wheel(_) | Action::Nothing) | None => {}
        }
    }

    fn user_navigates(&mut self, kind: NavigationKind, path: String) {
        let query = Value::object::<&str>([]);
        if let Err(error) = self.go(&NavigationRequest { kind, path, query, delta: 1 }) {
            tracing::debug!(program = %self.program, reason = error.reason, "a navigation by the user was refused");
        }
    }

    /// The capsule's menu: the program begins again at its first page.
    fn restart(&mut self) {
        let path = format!("/{}", self.package.app().entry_page);
        self.user_navigates(NavigationKind::ReLaunch, path);
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
        if self.chrome.picker.is_some() {
            self.answer_picker(false);
        } else if self.chrome.sheet.is_some() {
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
            match item.and_then(|item| self.menu.get(item)) {
                Some(Text::MenuShare) => self.share(None),
                Some(Text::MenuHome) => self.act(Some(Action::Home)),
                Some(Text::MenuRestart) => self.restart(),
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

    /// What a control wants that only the session can do.
    pub(super) fn control_wish(&mut self, page: PageId, node: NodeId, wish: ControlRequest) {
        match wish {
            ControlRequest::OpenType(name) => self.open_type(page, node, &name),
            ControlRequest::Picker => self.open_picker(page, node),
            field => self.field_wish(page, node, field),
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

    /// The user pulled the page down.
    fn pulled(&mut self) {
        if self.pages.last().is_some_and(|page| page.window.enable_pull_down_refresh == Some(true)) {
            self.set_refreshing(true);
        }
    }

    /// Shows the page on top as refreshing, which its `onPullDownRefresh` hears of once, or ends that.
    pub(super) fn set_refreshing(&mut self, on: bool) {
        let Some(page) = self.pages.last_mut() else { return };
        let starts = on && !page.refreshing;
        page.refreshing = on;
        let id = page.id;
        self.refresh_bars();
        if starts {
            self.view.call_page_hook(id, "onPullDownRefresh", Vec::new());
        }
    }

    fn set_screen(&mut self, screen: Screen) {
        let appearance = screen.appearance != self.screen.appearance;
        let resized = (screen.width, screen.height) != (self.screen.width, self.screen.height);
        self.screen = screen.clone();
        *self.api.screen.borrow_mut() = screen;
        let windows: Vec<_> = self.pages.iter().map(|page| self.window_of(&page.path)).collect();
        for (page, window) in self.pages.iter_mut().zip(windows) {
            page.window = window;
        }
        self.refresh_bars();
        self.drawn = None;
        // A picker's words may be in another language now.
        self.show_wheels();
        let rects: Vec<_> = self.pages.iter().chain(&self.tabs).map(|page| page.surface.rect).collect();
        let contexts: Vec<_> = rects.into_iter().map(|rect| self.style_context(rect)).collect();
        for (page, context) in self.pages.iter_mut().chain(&mut self.tabs).zip(contexts) {
            page.surface.stylist.set_context(context);
            page.surface.dirty = true;
        }
        if resized {
            self.tell_size();
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

impl Worker {
    /// `onResize` of the page on top, `resize` of its components, `onWindowResize`. Source: both dialects' page and component references.
    fn tell_size(&mut self) {
        let Some(page) = self.pages.last() else { return };
        let number = |value: f32| Value::from(f64::from(value));
        let rect = page.surface.rect;
        let id = page.id;
        let size =
            Value::object([("windowWidth", number(rect.width)), ("windowHeight", number(rect.height))]);
        let upright = self.screen.height >= self.screen.width;
        let detail = Value::object([
            ("size", size),
            ("deviceOrientation", Value::from(if upright { "portrait" } else { "landscape" })),
        ]);
        self.view.call_page_hook(id, "onResize", vec![detail.clone()]);
        self.view.page_lifetime(id, "resize", vec![detail.clone()]);
        self.call_script("apiEvent", &[Value::from("WindowResize"), detail]);
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
