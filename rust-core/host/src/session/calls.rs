//! The session as the API sees it.

use super::worker::Worker;
use super::{Inbox, SessionState};
use minihost_api::{
    ApiError, ApiState, CanvasTarget, ChromeCommand, FontRequest, NavigationRequest, Observation, Query,
    ResponseBody, Shell, TitleBarChange,
};
use minihost_paint::Rect;
use minihost_ports::{ActionSheet, HttpRequest, Link, LinkVerdict, Modal, PortError, Reply, Toast};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::InstanceId;
use std::rc::Rc;

impl Worker {
    /// Ends an API call in the script.
    pub(super) fn end_call(&mut self, call: u32, answer: Result<Value, ApiError>) {
        match answer {
            Ok(value) => self.call_script("apiReply", &[Value::from(call), Value::from(true), value]),
            Err(error) => {
                let code = error.code.map_or(Value::Undefined, Value::from);
                self.call_script(
                    "apiReply",
                    &[Value::from(call), Value::from(false), Value::from(error.reason), code],
                );
            }
        }
    }

    pub(super) fn post<T: Send + 'static>(
        &self,
        then: impl FnOnce(&mut Worker, Result<T, PortError>) + Send + 'static,
    ) -> Reply<T> {
        let inbox = self.inbox.clone();
        Reply::new(move |answer| {
            // A session that ended needs no answer.
            let _ = inbox.send(Inbox::Answer(Box::new(move |worker| then(worker, answer))));
        })
    }

    /// Shows a toast, or takes it away.
    pub(super) fn toast(&mut self, toast: Option<Toast>) {
        if self.ports.ui.as_ref().is_some_and(|ui| ui.toast(toast.as_ref())) {
            return;
        }
        let now = self.ports.clock.monotonic_ms();
        self.toast_until_ms =
            toast.as_ref().and_then(|toast| toast.duration_ms).map(|ms| now + u64::from(ms));
        self.chrome.toast = toast;
    }

    fn title_bar(&mut self, change: &TitleBarChange) {
        if let Some(page) = self.pages.last_mut() {
            if let Some(title) = &change.title {
                page.title = Some(title.clone());
            }
            if let Some(color) = &change.background_color {
                page.bar_color = Some(color.clone());
            }
            if let Some(front) = &change.front_color {
                page.front_white = Some(!front.eq_ignore_ascii_case("#000000"));
            }
            if let Some(loading) = change.loading {
                page.loading = loading;
            }
            page.home_hidden |= change.hide_home_button;
        }
        self.refresh_bars();
    }

    fn measure(&mut self, query: &Query, node: NodeId) -> Value {
        let Some(page) = self.pages.last() else { return Value::Null };
        let mut pairs: Vec<(Rc<str>, Value)> = Vec::new();
        let number = |value: f32| Value::from(f64::from(value));
        let boxes = page.surface.boxes.borrow();
        let in_page = boxes
            .rect_of(node)
            .map_or(Rect::default(), |rect| Rect::new(rect.x, rect.y, rect.width, rect.height));
        let shown = boxes
            .rect_in_window(node, &page.surface.scrolls)
            .map_or(in_page, |rect| Rect::new(rect.x, rect.y, rect.width, rect.height));
        if query.fields.rect {
            for (name, value) in [
                ("left", shown.x),
                ("top", shown.y),
                ("right", shown.x + shown.width),
                ("bottom", shown.y + shown.height),
                // For pageScrollTo alone; programs do not look at it.
                ("pageTop", in_page.y),
            ] {
                pairs.push((name.into(), number(value)));
            }
        }
        if query.fields.size {
            pairs.push(("width".into(), number(shown.width)));
            pairs.push(("height".into(), number(shown.height)));
        }
        if query.fields.scroll_offset {
            let offset = page.surface.scrolls.0.get(&node).copied().unwrap_or_default();
            let extent = boxes.scroll_extent(node).unwrap_or((shown.width, shown.height));
            for (name, value) in [
                ("scrollLeft", offset.x),
                ("scrollTop", offset.y),
                ("scrollWidth", extent.0),
                ("scrollHeight", extent.1),
            ] {
                pairs.push((name.into(), number(value)));
            }
        }
        if let Some((id, dataset)) = self.view.identity_of(page.id, node) {
            if query.fields.id {
                pairs.push(("id".into(), Value::String(id)));
            }
            if query.fields.dataset {
                pairs.push(("dataset".into(), dataset));
            }
        }
        if query.fields.node {
            let names = self.view.with_tree(page.id, |tree| {
                let element = tree.element(node).filter(|element| &*element.tag == "canvas")?;
                Some(element.text_attribute("canvas-id").map(|name| name.to_string()).unwrap_or_default())
            });
            if let Some(Some(name)) = names {
                pairs.push(("canvas".into(), Value::from(node.to_u64() as f64)));
                pairs.push(("canvasPage".into(), Value::from(page.id.0)));
                pairs.push(("canvasId".into(), Value::from(name)));
            }
        }
        for name in &query.fields.properties {
            let value = self
                .view
                .with_tree(page.id, |tree| tree.element(node).map(|element| element.attribute(name)));
            pairs.push((name.as_str().into(), value.flatten().unwrap_or_default()));
        }
        Value::object(pairs)
    }

    fn viewport(&self, query: &Query) -> Value {
        let Some(page) = self.pages.last() else { return Value::Null };
        let number = |value: f32| Value::from(f64::from(value));
        let rect = page.surface.rect;
        let root = self.view.with_tree(page.id, |tree| tree.root());
        let offset = root.and_then(|root| page.surface.scrolls.0.get(&root).copied()).unwrap_or_default();
        let (width, height) = page.surface.boxes.borrow().content_size();
        let mut pairs = vec![("id", Value::from("")), ("dataset", Value::object::<&str>([]))];
        if query.fields.rect || query.fields.size {
            pairs.extend([
                ("left", number(0.0)),
                ("top", number(0.0)),
                ("right", number(rect.width)),
                ("bottom", number(rect.height)),
                ("width", number(rect.width)),
                ("height", number(rect.height)),
            ]);
        }
        if query.fields.scroll_offset {
            pairs.extend([
                ("scrollLeft", number(offset.x)),
                ("scrollTop", number(offset.y)),
                ("scrollWidth", number(width)),
                ("scrollHeight", number(height)),
            ]);
        }
        Value::object(pairs)
    }
}

impl Shell for Worker {
    fn state(&self) -> &ApiState {
        &self.api
    }

    fn reply(&mut self, call: u32, answer: Result<Value, ApiError>) {
        self.end_call(call, answer);
    }

    fn navigate(&mut self, call: u32, request: NavigationRequest) {
        let answer = self.go(&request).map(|()| Value::object::<&str>([]));
        self.end_call(call, answer);
    }

    fn chrome(&mut self, command: ChromeCommand) -> Result<(), ApiError> {
        match command {
            ChromeCommand::Toast(toast) => {
                self.toast(toast);
                Ok(())
            }
            ChromeCommand::TitleBar(change) => {
                self.title_bar(&change);
                Ok(())
            }
            ChromeCommand::TabBar(change) => self.tab_bar(change),
            ChromeCommand::PullDownRefresh(on) => {
                self.set_refreshing(on);
                Ok(())
            }
            ChromeCommand::HideKeyboard => {
                self.hide_keyboard();
                Ok(())
            }
            ChromeCommand::ScrollPage { top, duration_ms } => {
                // Where the page ends stands only after layout.
                self.render();
                self.scroll_page(top, duration_ms);
                Ok(())
            }
            ChromeCommand::BackgroundText(style) => {
                if let Some(page) = self.pages.last_mut() {
                    page.window.background_text_style = Some(style);
                }
                self.refresh_bars();
                Ok(())
            }
            ChromeCommand::Background(color) => {
                if let Some(page) = self.pages.last_mut() {
                    page.window.background_color = Some(color);
                    page.surface.dirty = true;
                }
                Ok(())
            }
        }
    }

    fn modal(&mut self, call: u32, modal: Modal) {
        let reply = self.post(move |worker, answer: Result<minihost_ports::ModalAnswer, PortError>| {
            let answer = answer.map_err(ApiError::from).map(|answer| {
                Value::object([
                    ("confirm", Value::from(answer.confirmed)),
                    ("cancel", Value::from(!answer.confirmed)),
                    ("content", answer.content.into()),
                ])
            });
            worker.end_call(call, answer);
        });
        if let Some(ui) = self.ports.ui.clone() {
            match ui.modal(&modal, reply) {
                None => return,
                Some(reply) => reply.forget(),
            }
        } else {
            reply.forget();
        }
        // One question at a time: a newer one declines the older, so no caller waits for ever.
        if self.chrome.modal.is_some() {
            self.answer_modal(false);
        }
        self.modal_call = Some(call);
        self.modal_text = String::new();
        self.chrome.modal = Some(modal);
    }

    fn action_sheet(&mut self, call: u32, sheet: ActionSheet) {
        let reply = self.post(move |worker, answer: Result<u32, PortError>| {
            let answer =
                answer.map_err(ApiError::from).map(|index| Value::object([("tapIndex", Value::from(index))]));
            worker.end_call(call, answer);
        });
        if let Some(ui) = self.ports.ui.clone() {
            match ui.action_sheet(&sheet, reply) {
                None => return,
                Some(reply) => reply.forget(),
            }
        } else {
            reply.forget();
        }
        if self.chrome.sheet.is_some() {
            self.answer_sheet(None);
        }
        self.close_picker(true);
        self.sheet_call = Some(call);
        self.chrome.sheet = Some(sheet);
    }

    fn request(&mut self, call: u32, request: HttpRequest, body: ResponseBody) {
        self.requests.insert(call);
        self.send_request(call, request, body, 0);
    }

    fn image_info(&mut self, call: u32, src: &str) {
        let network = src.contains("://") && !src.starts_with("wxfile://") && !src.starts_with("ttfile://");
        let src = if network || src.starts_with("data:") || src.starts_with('/') || src.contains("://") {
            src.to_owned()
        } else {
            // From the package's root: the page that calls is not known here.
            format!("/{src}")
        };
        self.image_calls.push((call, src));
        self.tell_images();
    }

    fn find_canvas(&mut self, target: CanvasTarget) -> Option<CanvasTarget> {
        Worker::find_canvas(self, target)
    }

    fn load_font(&mut self, call: u32, font: FontRequest) {
        Worker::load_font(self, call, &font);
    }

    fn abort(&mut self, call: u32) {
        if self.requests.remove(&call) {
            self.end_call(call, Err(ApiError::new("abort")));
        }
    }

    fn vet(&self, link: &Link) -> Result<(), ApiError> {
        match self.ports.links.vet(&self.program, link) {
            LinkVerdict::Allow => Ok(()),
            LinkVerdict::Deny(reason) => {
                Err(ApiError { reason: format!("url not in domain list: {reason}"), code: Some(600_002) })
            }
        }
    }

    fn play_animation(&mut self, options: &Value) {
        self.play_animation_of(options);
    }

    fn query(&mut self, queries: &[Query]) -> Vec<Value> {
        // Layout must stand for what the program set just now.
        self.render();
        let mut results = Vec::new();
        for query in queries {
            let Some(page) = self.pages.last().map(|page| page.id) else {
                results.push(Value::Null);
                continue;
            };
            let Some(selector) = &query.selector else {
                results.push(self.viewport(query));
                continue;
            };
            let nodes = if query.component == 0 {
                self.view.find(page, selector)
            } else {
                self.view.find_in(InstanceId(query.component as u32), selector, !query.single)
            };
            let measured: Vec<Value> = nodes.into_iter().map(|node| self.measure(query, node)).collect();
            results.push(if query.single {
                measured.into_iter().next().unwrap_or(Value::Null)
            } else {
                Value::array(measured)
            });
        }
        results
    }

    fn observe(&mut self, observation: Observation) {
        self.watch(observation);
    }

    fn disconnect(&mut self, observer: u32) {
        self.watches.retain(|watch| watch.observer() != observer);
    }

    fn clipboard(&mut self, call: u32) {
        let reply = self.post(move |worker, answer: Result<String, PortError>| {
            let answer =
                answer.map_err(ApiError::from).map(|text| Value::object([("data", Value::from(text))]));
            worker.end_call(call, answer);
        });
        self.ports.device.clipboard(reply);
    }

    fn exit(&mut self) {
        self.end = Some(SessionState::Closed);
    }
}
