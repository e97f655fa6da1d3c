//! Drawing: page, bars and what is above them become one frame.

use super::pages::OpenPage;
use super::surface::{Surface, SurfaceEnv};
use super::worker::{Part, Worker};
use super::{Inspected, Shared};
use crate::address::short;
use crate::chrome::{CHROME_CSS, Chrome, ChromeEnv};
use crate::images::ImageState;
use minihost_api::ApiError;
use minihost_paint::{Canvas, Colour, Placed, Rect, Size, format};
use minihost_ports::{Appearance, HttpRequest, HttpResponse, Link, LinkVerdict, Problem, ProblemKind};
use minihost_style::{Origin, StyleSheet, ua_sheet};
use minihost_tree::{Change, StyleScope, Tree};
use minihost_value::Value;
use minihost_view::UiEvent;
use std::rc::Rc;
use std::sync::Arc;

/// Numbers of the surfaces in frames; pages have theirs from their id.
const BARS: u32 = 1;
pub(super) const OVERLAY: u32 = 2;
const PAGES: u32 = 3;

/// Layouts of one frame: a page whose every `ready` changes it goes on in the next.
const MAX_LAYOUTS: usize = 4;

/// The surface number of a page: pages that follow each other on the stack must not share layers.
pub(super) fn page_surface(id: minihost_view::PageId) -> u32 {
    PAGES + id.0 % 1000
}

impl Worker {
    /// Brings everything up to date and publishes a frame if something looks different.
    pub(super) fn render(&mut self) {
        self.redraw = true;
        // `ready` and `onReady` may change the page, and components that they bring are ready after the next layout.
        for _ in 0..MAX_LAYOUTS {
            self.render_page();
            self.tell_ready();
            self.tell_intersections();
            self.redraw = self.page_changed();
            if !self.redraw {
                break;
            }
        }
        self.follow_picker();
        self.render_parts();
        self.fetch_images();
        self.fetch_fonts();
        let canvas = Canvas {
            size: Size { width: self.screen.width, height: self.screen.height },
            scale: self.screen.pixel_ratio,
            background: self.background(),
        };
        let alone = Shared::lock(&self.shared.frame).bytes.is_some();
        if alone {
            // The host has not taken the last frame: the next one cannot be a difference to it.
            self.frames.forget();
        }
        let full = Rect::new(0.0, 0.0, self.screen.width, self.screen.height);
        let mut placed = Vec::new();
        if let Some(page) = self.pages.last() {
            placed.push(Placed::new(page_surface(page.id), page.surface.rect, page.surface.layers()));
        }
        if let Some(part) = &self.bars {
            placed.push(Placed::new(BARS, full, part.surface.layers()));
        }
        if let Some(part) = &self.overlay {
            placed.push(Placed::new(OVERLAY, full, part.surface.layers()));
        }
        if let Some(frame) = self.frames.build(canvas, &placed) {
            self.publish(format::encode(&frame));
        }
    }

    /// True if the page on top is not as it was drawn.
    fn page_changed(&self) -> bool {
        let Some(page) = self.pages.last() else { return false };
        page.surface.dirty
            || page.surface.canvases.changed()
            || self.view.with_tree(page.id, |tree| tree.has_changes()) == Some(true)
    }

    fn render_page(&mut self) {
        let Some(page) = self.pages.last_mut() else { return };
        Self::add_sheets(&self.view, page);
        let env = SurfaceEnv {
            measurer: &*self.ports.text,
            images: &self.images,
            scale: self.screen.pixel_ratio,
            appearance: page.surface.stylist.context().appearance,
            locale: self.screen.locale,
            now: self.ports.clock.monotonic_ms() as f64,
        };
        let mut found = Vec::new();
        let mut pictures = Vec::new();
        let OpenPage { id, surface, fields, parts, .. } = page;
        let (rpx, now) = (self.screen.width / 750.0, self.ports.clock.monotonic_ms());
        // Pictures and fonts of the package are known once layout asked for them; then a second pass knows their sizes.
        for _ in 0..2 {
            self.view.with_tree(*id, |tree| {
                fields.notice(tree);
                parts.notice(tree, surface.dirty, now);
                pictures.extend(awaited(tree, surface));
                found.extend(surface.update(tree, &env));
            });
            let fonts = surface.fonts.load(&mut self.fonts, &mut found);
            if self.images.take_settled().is_empty() && !fonts {
                break;
            }
            surface.remeasure();
        }
        let followed = self.view.with_tree(*id, |tree| parts.follow(tree, surface, rpx, now));
        let id = *id;
        let motions = std::mem::take(&mut surface.motion_events);
        for (node, name) in motions {
            // Source: the table of events that bubble, of the event page.
            self.view.dispatch(id, node, UiEvent { name: name.into(), bubbles: true, ..UiEvent::default() });
        }
        for problem in found {
            self.report(problem);
        }
        self.awaited_images.extend(pictures.into_iter().map(|(node, url)| (id, node, url)));
        self.tell_images();
        if let Some(followed) = followed {
            self.tell_parts(id, followed);
        }
    }

    fn render_parts(&mut self) {
        let env = ChromeEnv::new(&self.screen);
        let now = (self.chrome.clone(), env);
        if self.drawn.as_ref() != Some(&now) {
            let (chrome, env) = &now;
            let bars = self.drawn.as_ref().is_none_or(|(old, old_env)| {
                (&old.title_bar, &old.tab_bar, old.refresh, old_env)
                    != (&chrome.title_bar, &chrome.tab_bar, chrome.refresh, env)
            });
            if bars {
                self.bars = Some(self.part(chrome.bars(env)));
            }
            let same = |old: &Chrome| {
                (&old.toast, &old.modal, &old.sheet, &old.picker)
                    == (&chrome.toast, &chrome.modal, &chrome.sheet, &chrome.picker)
            };
            if self.drawn.as_ref().is_none_or(|(old, old_env)| !same(old) || old_env != env) {
                self.overlay = chrome.overlay(env).map(|tree| self.part(tree));
                if let (Some(picker), Some(part)) = (&self.picker, &mut self.overlay) {
                    Self::place_wheels(picker, part);
                }
            }
            self.drawn = Some(now);
        }
        let env = SurfaceEnv {
            measurer: &*self.ports.text,
            images: &self.images,
            scale: self.screen.pixel_ratio,
            appearance: self.screen.appearance,
            locale: self.screen.locale,
            now: self.ports.clock.monotonic_ms() as f64,
        };
        for part in [&mut self.bars, &mut self.overlay].into_iter().flatten() {
            part.surface.update(&mut part.tree, &env);
        }
    }

    /// Shows the page on top to a tool.
    pub(super) fn inspect(&self, look: impl FnOnce(&Inspected<'_>)) -> bool {
        let Some(page) = self.pages.last() else { return false };
        let OpenPage { id, surface, .. } = page;
        self.view.with_tree(*id, |tree| {
            let (stylist, boxes) = (&surface.stylist, &surface.boxes);
            let boxes = boxes.borrow();
            look(&Inspected { tree, stylist, boxes: &boxes, window: surface.rect });
        });
        true
    }

    fn part(&self, tree: Tree) -> Part {
        thread_local! {
            static SHEET: Rc<StyleSheet> = Rc::new(StyleSheet::parse(CHROME_CSS, "chrome.css", &|_| None).0);
        }
        let rect = Rect::new(0.0, 0.0, self.screen.width, self.screen.height);
        let mut context = self.style_context(rect);
        // The bars do not grow with the user's text size: their heights are fixed.
        context.font_scale = 1.0;
        context.appearance = self.screen.appearance;
        let mut surface = Surface::new(context, rect, false, true);
        surface.stylist.add_sheet(ua_sheet(self.api.dialect()), StyleScope::APP, Origin::UserAgent);
        surface.stylist.add_sheet(SHEET.with(Rc::clone), StyleScope::APP, Origin::Author);
        Part { tree, surface }
    }

    fn background(&self) -> Colour {
        let dark = self
            .pages
            .last()
            .is_some_and(|page| page.surface.stylist.context().appearance == Appearance::Dark);
        let default = if dark { Colour::rgb(0x0011_1111) } else { Colour::rgb(0x00ff_ffff) };
        let Some(page) = self.pages.last() else { return default };
        page.window.background_color.as_deref().and_then(hex).unwrap_or(default)
    }

    /// Asks for network pictures that layout met.
    fn fetch_images(&mut self) {
        for url in self.images.take_wanted() {
            self.download(url, |worker, url, bytes| {
                worker.images.settle(url, bytes);
                worker.remeasure_pages();
                worker.tell_images();
            });
        }
        self.tell_images();
    }

    /// Gets a picture or a font if the host's policy allows it; `then` is run on this thread with its bytes or the reason why there are
    /// none, at once if that is the policy's.
    pub(super) fn download(&mut self, url: String, then: fn(&mut Worker, &str, Result<Vec<u8>, String>)) {
        if let LinkVerdict::Deny(reason) = self.ports.links.vet(&self.program, &Link::Request(url.clone())) {
            return then(self, &url, Err(reason));
        }
        self.downloads += 1;
        let request = HttpRequest {
            url: url.clone(),
            method: "GET".into(),
            headers: Vec::new(),
            body: Vec::new(),
            timeout_ms: 60_000,
            max_bytes: 20 * 1024 * 1024,
        };
        let reply = self.post(move |worker, answer: Result<HttpResponse, _>| {
            worker.downloads = worker.downloads.saturating_sub(1);
            let bytes = match answer {
                Ok(response) if response.status == 200 => Ok(response.body),
                Ok(response) => Err(format!("the server answered {}", response.status)),
                Err(error) => Err(error.to_string()),
            };
            then(worker, &url, bytes);
        });
        self.ports.http.send(request, reply);
    }

    /// Sizes of pictures or widths of text are other ones than before.
    pub(super) fn remeasure_pages(&mut self) {
        for page in self.pages.iter_mut().chain(&mut self.tabs) {
            page.surface.remeasure();
        }
    }

    /// `load` and `error` of pictures whose fate is known, and what `getImageInfo` asked for.
    pub(super) fn tell_images(&mut self) {
        for (call, url) in std::mem::take(&mut self.image_calls) {
            let answer = match self.images.look_up(&url) {
                ImageState::Loading => {
                    self.image_calls.push((call, url));
                    continue;
                }
                ImageState::Ready { handle, width, height } => {
                    let bytes = self.images.bytes(handle).unwrap_or_default();
                    Ok(Value::object([
                        ("width", Value::from(width)),
                        ("height", Value::from(height)),
                        ("path", Value::from(url)),
                        ("orientation", Value::from("up")),
                        ("type", Value::from(picture_type(&bytes))),
                    ]))
                }
                ImageState::Failed(reason) => Err(ApiError::new(reason)),
            };
            self.end_call(call, answer);
        }
        let mut waiting = std::mem::take(&mut self.awaited_images);
        waiting.truncate(10_000);
        for (page, node, url) in waiting {
            let (name, detail) = match self.images.look_up(&url) {
                ImageState::Loading => {
                    self.awaited_images.push((page, node, url));
                    continue;
                }
                ImageState::Ready { width, height, .. } => {
                    ("load", Value::object([("width", Value::from(width)), ("height", Value::from(height))]))
                }
                ImageState::Failed(reason) => {
                    let message = format!("the picture {} cannot be shown: {reason}", short(&url));
                    self.report(Problem::new(ProblemKind::MissingFile, message).warning());
                    ("error", Value::object([("errMsg", Value::from(reason))]))
                }
            };
            self.view.dispatch(page, node, UiEvent { name: name.into(), detail, ..UiEvent::default() });
        }
    }
}

/// The name of a picture's format, as `getImageInfo` tells it.
fn picture_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xff, 0xd8, ..] => "jpeg",
        [b'G', b'I', b'F', ..] => "gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
        _ => "unknown",
    }
}

/// Picture elements that are new or have a new source.
fn awaited(tree: &mut Tree, _surface: &Surface) -> Vec<(minihost_tree::NodeId, String)> {
    // The log is looked at without taking it: the surface takes it next.
    let changes = tree.changes().to_vec();
    let mut found = Vec::new();
    for change in changes {
        let nodes = match change {
            Change::Inserted(node) => tree.descendants(node),
            Change::Attribute(node) => vec![node],
            _ => continue,
        };
        for node in nodes {
            if let Some(element) = tree.element(node)
                && &*element.tag == "image"
                && let Some(src) = element.text_attribute("src")
                && !src.is_empty()
            {
                found.push((node, src.to_string()));
            }
        }
    }
    found
}

/// `#rgb` or `#rrggbb`.
fn hex(text: &str) -> Option<Colour> {
    let digits = text.trim().strip_prefix('#')?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => Some(Colour::rgb(
            ((number >> 8) * 0x0011_0000) | ((number >> 4 & 15) * 0x1100) | ((number & 15) * 0x11),
        )),
        6 => Some(Colour::rgb(number)),
        _ => None,
    }
}

/// What crosses threads must be able to.
#[expect(dead_code, reason = "checked by the compiler alone")]
fn shared_parts_cross_threads(session: Arc<super::Session>) -> impl Send + Sync {
    session
}
