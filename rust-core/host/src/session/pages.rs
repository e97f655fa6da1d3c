//! The page stack: opening, showing, hiding, closing pages, and what the bars say about them.

use super::fields::Fields;
use super::parts::Parts;
use super::stack::{self, Plan, StackView, Then};
use super::surface::Surface;
use super::worker::Worker;
use super::{SessionState, Shared};
use crate::chrome::{REFRESH_HEIGHT, Refresh, TitleBar, metrics};
use minihost_api::{ApiError, NavigationKind, NavigationRequest, split_url};
use minihost_package::WindowConfig;
use minihost_paint::Rect;
use minihost_ports::{Appearance, Problem, ProblemKind};
use minihost_style::{Origin, StyleContext, StyleSheet, ua_sheet};
use minihost_tree::StyleScope;
use minihost_value::Value;
use minihost_view::{Navigation, PageId};
use std::rc::Rc;

/// A page that is alive.
pub(super) struct OpenPage {
    pub id: PageId,
    pub path: String,
    pub window: WindowConfig,
    pub title: Option<String>,
    pub front_white: Option<bool>,
    pub bar_color: Option<String>,
    pub loading: bool,
    pub home_hidden: bool,
    pub surface: Surface,
    /// What was after `?` when it was opened.
    pub query: String,
    /// The pull-down notice shows.
    pub refreshing: bool,
    pub fields: Fields,
    pub parts: Parts,
    /// Sheets that the surface's stylist has.
    pub sheets: usize,
    pub ready: bool,
    /// `onReachBottom` was told and the user has not left the bottom since.
    pub at_bottom: bool,
}

impl OpenPage {
    /// Path with query.
    pub fn url(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }
}

/// A query as text; values are still encoded as they were given.
fn query_text(query: &Value) -> String {
    let Value::Object(pairs) = query else { return String::new() };
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", value.to_display()));
    pairs.collect::<Vec<_>>().join("&")
}

impl Worker {
    /// Runs app.js and opens the first page.
    pub(super) fn launch(&mut self, path: Option<&str>, query: &str, scene: u32) {
        let given = path.unwrap_or_default();
        let (page, mut options) = split_url(given.trim_start_matches('/'));
        let (_, more) = split_url(&format!("?{query}"));
        if let (Value::Object(options), Value::Object(more)) = (&mut options, &more) {
            Rc::make_mut(options).extend(more.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        let app = self.package.app();
        let first = if page.is_empty() { app.entry_page.clone() } else { page };
        let scene = if scene == 0 { 1001 } else { scene };
        let launch = Value::object([
            ("path", Value::from(first.as_str())),
            ("query", options.clone()),
            ("scene", Value::from(scene)),
            ("referrerInfo", Value::object::<&str>([])),
        ]);
        *self.api.launch_options.borrow_mut() = launch.clone();
        *self.api.enter_options.borrow_mut() = launch.clone();
        self.launch_query = options.clone();
        self.place_bars(&first);
        self.view.launch(launch.clone());
        if self.package.app().has_page(&first) {
            self.open(&first, options, true);
        } else {
            let message = format!("page \"{first}\" is not in app.json");
            self.report(Problem::new(ProblemKind::MissingFile, message).at("app.json", 0, 0));
            self.view.call_app_hook("onPageNotFound", vec![launch]);
            let home = self.package.app().entry_page.clone();
            if self.pages.is_empty() && self.package.app().has_page(&home) {
                self.open(&home, Value::object::<&str>([]), true);
            }
        }
    }

    pub(super) fn dark(&self) -> bool {
        self.package.app().dark_mode && self.screen.appearance == Appearance::Dark
    }

    pub(super) fn appearance(&self) -> Appearance {
        if self.dark() { Appearance::Dark } else { Appearance::Light }
    }

    pub(super) fn window_of(&self, path: &str) -> WindowConfig {
        let (own, problems) = self.package.page_config(path);
        for problem in problems {
            self.report(problem);
        }
        own.window.over(&self.package.app().window).themed(self.package.theme(), self.appearance())
    }

    /// Makes the bars those of a page that is about to open, so that its code measures the right window.
    fn place_bars(&mut self, path: &str) {
        let window = self.window_of(path);
        self.chrome.title_bar = Some(self.title_bar_for(&window, None));
        self.chrome.tab_bar = self.tab_bar_for(path);
        self.chrome.refresh = None;
        self.api.metrics.set(metrics(&self.chrome, &self.screen));
    }

    fn title_bar_for(&self, window: &WindowConfig, page: Option<&OpenPage>) -> TitleBar {
        let white = window.navigation_bar_text_style.as_deref() != Some("black");
        let home = self.package.app().entry_page.clone();
        let bottom = self.pages.first().map(|page| page.path.as_str());
        let alone = self.pages.len() <= 1;
        TitleBar {
            title: page
                .and_then(|page| page.title.clone())
                .or_else(|| window.navigation_bar_title_text.clone())
                .unwrap_or_default(),
            background: page
                .and_then(|page| page.bar_color.clone())
                .or_else(|| window.navigation_bar_background_color.clone())
                .unwrap_or_else(|| "#000000".into()),
            white_text: page.and_then(|page| page.front_white).unwrap_or(white),
            custom: window.navigation_style.as_deref() == Some("custom"),
            loading: page.is_some_and(|page| page.loading),
            can_go_back: self.pages.len() > 1,
            shows_home: alone
                && bottom.is_some_and(|path| path != home && self.package.app().tab_index(path).is_none())
                && !page.is_some_and(|page| page.home_hidden),
        }
    }

    /// The bars follow the page on top.
    pub(super) fn refresh_bars(&mut self) {
        let Some(page) = self.pages.last() else { return };
        let (window, path) = (page.window.clone(), page.path.clone());
        self.chrome.title_bar = Some(self.title_bar_for(&window, self.pages.last()));
        self.chrome.tab_bar = self.tab_bar_for(&path);
        self.chrome.refresh = self
            .pages
            .last()
            .filter(|page| page.refreshing)
            .map(|_| Refresh { white: window.background_text_style.as_deref() == Some("light") });
        let metrics = metrics(&self.chrome, &self.screen);
        self.api.metrics.set(metrics);
        let rect = self.page_rect();
        let context = self.style_context(rect);
        if let Some(page) = self.pages.last_mut()
            && page.surface.rect != rect
        {
            let old = std::mem::replace(&mut page.surface.rect, rect);
            if (old.width, old.height) != (rect.width, rect.height) {
                page.surface.stylist.set_context(context);
            }
            page.surface.dirty = true;
        }
    }

    fn page_rect(&self) -> Rect {
        let metrics = self.api.metrics.get();
        let down = if self.chrome.refresh.is_some() { REFRESH_HEIGHT } else { 0.0 };
        Rect::new(0.0, metrics.top + down, metrics.window.0, metrics.window.1)
    }

    pub(super) fn style_context(&self, rect: Rect) -> StyleContext {
        // What the bars keep clear already is no longer unsafe for the page between them.
        let metrics = self.api.metrics.get();
        let mut safe_area = self.screen.safe_area;
        safe_area.top = (safe_area.top - metrics.top).max(0.0);
        safe_area.bottom = (safe_area.bottom - metrics.tab_bar).max(0.0);
        StyleContext {
            width: rect.width,
            height: rect.height,
            pixel_ratio: self.screen.pixel_ratio,
            appearance: self.appearance(),
            safe_area,
            font_scale: self.screen.font_scale,
        }
    }

    /// Makes a page and puts it on top. `first`: nothing was shown before.
    pub(super) fn open(&mut self, path: &str, query: Value, first: bool) -> bool {
        if !first && let Some(top) = self.pages.last() {
            self.view.page_hide(top.id);
        }
        let text = query_text(&query);
        self.place_bars(path);
        let rect = self.page_rect();
        let context = self.style_context(rect);
        match self.view.open_page(path, query) {
            Ok(id) => {
                let mut surface = Surface::new(context, rect, true, self.endless_motion);
                surface.stylist.add_sheet(ua_sheet(self.api.dialect()), StyleScope::APP, Origin::UserAgent);
                for face in &self.global_fonts {
                    surface.fonts.add(face);
                }
                self.wishes.boxes.borrow_mut().insert(id, Rc::clone(&surface.boxes));
                self.canvases.add_page(id, &surface.canvases, &surface.boxes);
                let page = OpenPage {
                    id,
                    path: path.to_owned(),
                    window: self.window_of(path),
                    title: None,
                    front_white: None,
                    bar_color: None,
                    loading: false,
                    home_hidden: false,
                    surface,
                    query: text,
                    refreshing: false,
                    fields: Fields::default(),
                    parts: Parts::default(),
                    sheets: 0,
                    ready: false,
                    at_bottom: false,
                };
                self.pages.push(page);
                self.order();
                self.refresh_bars();
                self.view.page_show(id);
                true
            }
            Err(error) => {
                let message = format!("the page \"{path}\" cannot be opened: {error}");
                self.report(Problem::new(ProblemKind::MissingFile, message));
                if let Some(top) = self.pages.last() {
                    self.view.page_show(top.id);
                }
                self.refresh_bars();
                false
            }
        }
    }

    /// Sheets that came with new components join the page's own.
    pub(super) fn add_sheets(view: &minihost_view::View, page: &mut OpenPage) {
        let sheets: Vec<(StyleScope, Rc<StyleSheet>)> = view.sheets(page.id);
        for (scope, sheet) in sheets.iter().skip(page.sheets) {
            page.surface.stylist.add_sheet(Rc::clone(sheet), *scope, Origin::Author);
            for face in sheet.font_faces() {
                page.surface.fonts.add(face);
            }
        }
        page.sheets = sheets.len();
    }

    fn order(&self) {
        let ids: Vec<PageId> = self.pages.iter().map(|page| page.id).collect();
        self.view.set_page_order(&ids);
    }

    /// A navigation that the program, a navigator or the user asked for.
    pub(super) fn go(&mut self, request: &NavigationRequest) -> Result<(), ApiError> {
        let stack: Vec<String> = self.pages.iter().map(|page| page.path.clone()).collect();
        let app = self.package.app();
        let pages: Vec<String> = app.all_pages().map(str::to_owned).collect();
        let tabs: Vec<String> = app
            .tab_bar
            .as_ref()
            .map_or_else(Vec::new, |bar| bar.list.iter().map(|item| item.page_path.clone()).collect());
        let Plan { close, then } =
            stack::plan(&StackView { stack: &stack, pages: &pages, tabs: &tabs }, request)?;
        self.fingers.clear();
        match then {
            Then::Open(path) => {
                self.close_pages(close, request.kind == NavigationKind::ReLaunch);
                let nothing = self.pages.is_empty() || close > 0;
                if !self.open(&path, request.query.clone(), nothing) {
                    return Err(ApiError::new(format!("page \"{path}\" cannot be opened")));
                }
            }
            Then::Tab(path) => self.switch_tab(close, &path, request),
            Then::Reveal => {
                self.close_pages(close, false);
                self.order();
                self.refresh_bars();
                if let Some(top) = self.pages.last_mut() {
                    top.surface.dirty = true;
                    let id = top.id;
                    self.view.page_show(id);
                }
            }
        }
        Ok(())
    }

    pub(super) fn unload(&self, page: &OpenPage) {
        self.view.page_unload(page.id);
        self.wishes.boxes.borrow_mut().remove(&page.id);
    }

    /// Takes pages off the stack and ends them.
    fn close_pages(&mut self, count: usize, tabs_too: bool) {
        for _ in 0..count {
            if let Some(page) = self.pages.pop() {
                self.unload(&page);
            }
        }
        if tabs_too {
            for page in std::mem::take(&mut self.tabs) {
                self.unload(&page);
            }
        }
    }

    fn switch_tab(&mut self, close: usize, path: &str, request: &NavigationRequest) {
        // Pages of the tab bar rest, others end.
        for _ in 0..close {
            let Some(page) = self.pages.pop() else { break };
            let keeps = request.kind == NavigationKind::SwitchTab
                && self.package.app().tab_index(&page.path).is_some();
            if keeps {
                self.view.page_hide(page.id);
                self.tabs.push(page);
            } else {
                self.unload(&page);
            }
        }
        if request.kind == NavigationKind::ReLaunch {
            self.close_pages(0, true);
        }
        if let Some(at) = self.tabs.iter().position(|page| page.path == path) {
            let mut page = self.tabs.remove(at);
            page.surface.dirty = true;
            let id = page.id;
            self.pages.push(page);
            self.order();
            self.refresh_bars();
            self.view.page_show(id);
        } else {
            self.open(path, request.query.clone(), true);
        }
    }

    /// A `<navigator>`'s wish.
    pub(super) fn navigate_wish(&mut self, _page: PageId, wish: &Navigation) {
        let (path, query) = split_url(&wish.url);
        let kind = match wish.open_type.as_str() {
            "redirect" | "redirectTo" => NavigationKind::Redirect,
            "switchTab" => NavigationKind::SwitchTab,
            "reLaunch" => NavigationKind::ReLaunch,
            "navigateBack" => NavigationKind::Back,
            "exit" => {
                self.end = Some(SessionState::Closed);
                return;
            }
            _ => NavigationKind::To,
        };
        // The view resolved the path from the package's root.
        let path = format!("/{}", path.trim_start_matches('/'));
        let request = NavigationRequest { kind, path, query, delta: wish.delta.max(1) as usize };
        if let Err(error) = self.go(&request) {
            self.report(
                Problem::new(ProblemKind::Exception, format!("navigator: {}", error.reason)).warning(),
            );
        }
    }

    /// The layout of the page on top stands: components that are new are ready, and the page itself once.
    pub(super) fn tell_ready(&mut self) {
        let Some(page) = self.pages.last_mut() else { return };
        let (id, first) = (page.id, !std::mem::replace(&mut page.ready, true));
        let path = page.path.clone();
        self.view.page_ready(id);
        if first {
            Shared::lock(&self.shared.ready_pages).push(path);
        }
    }
}
