//! What programs draw on canvases: commands of `api/js/canvas.js` become drawings, which pages show and programs read back.

mod commands;
mod pixels;

pub(crate) use pixels::CanvasPixels;

use super::surface::Drawings;
use super::worker::Worker;
use crate::images::ImageStore;
use commands::{Around, items};
use minihost_api::{CanvasPicture, CanvasStrokes, CanvasTarget, Canvases};
use minihost_layout::BoxTree;
use minihost_paint::{Drawing, Rect, Source};
use minihost_ports::{Problem, ProblemKind, TextMeasurer};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{InstanceId, PageId};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::sync::Arc;

/// Canvases off the screen that are kept; the oldest go first.
const MAX_OFFSCREEN: usize = 64;
/// Canvases of one page that are kept.
const MAX_ON_PAGE: usize = 500;

/// All canvases of a session.
pub(crate) struct CanvasShelf {
    pages: RefCell<Vec<PageCanvases>>,
    offscreen: RefCell<BTreeMap<u32, Arc<Drawing>>>,
    text: Arc<dyn TextMeasurer>,
    images: Arc<ImageStore>,
    pixels: CanvasPixels,
    /// Device pixels per logical pixel.
    scale: f32,
    problems: Rc<dyn Fn(Problem)>,
    /// Pictures that programs made of pixels, the oldest first.
    made: RefCell<Vec<String>>,
    count: Cell<u64>,
}

struct PageCanvases {
    page: PageId,
    drawings: Weak<Drawings>,
    boxes: Weak<RefCell<BoxTree>>,
}

impl CanvasShelf {
    pub fn new(
        text: Arc<dyn TextMeasurer>,
        images: Arc<ImageStore>,
        pixels: CanvasPixels,
        scale: f32,
        problems: Rc<dyn Fn(Problem)>,
    ) -> Self {
        CanvasShelf {
            pages: RefCell::default(),
            offscreen: RefCell::default(),
            text,
            images,
            pixels,
            scale,
            problems,
            made: RefCell::default(),
            count: Cell::new(0),
        }
    }

    /// A page shows these drawings in these boxes.
    pub fn add_page(&self, page: PageId, drawings: &Rc<Drawings>, boxes: &Rc<RefCell<BoxTree>>) {
        let mut pages = self.pages.borrow_mut();
        pages.retain(|page| page.drawings.strong_count() > 0);
        pages.push(PageCanvases { page, drawings: Rc::downgrade(drawings), boxes: Rc::downgrade(boxes) });
    }

    fn page(&self, page: u32) -> Option<(Rc<Drawings>, Option<Rc<RefCell<BoxTree>>>)> {
        let pages = self.pages.borrow();
        let found = pages.iter().find(|known| known.page == PageId(page))?;
        Some((found.drawings.upgrade()?, found.boxes.upgrade()))
    }

    fn drawing(&self, target: &CanvasTarget) -> Option<Arc<Drawing>> {
        match target {
            CanvasTarget::Node(page, node) => self.page(*page)?.0.get(NodeId::from_u64(*node)),
            CanvasTarget::Offscreen(number) => self.offscreen.borrow().get(number).cloned(),
            CanvasTarget::Named(..) => None,
        }
    }

    /// `["canvas", page, node]` or `["offscreen", number]`: that canvas as it is now.
    fn source(&self, value: &Value) -> Option<Source> {
        let list = items(Some(value));
        let number = |at: usize| list.get(at).and_then(Value::as_number);
        let target = match list.first().and_then(Value::as_str)? {
            "canvas" => CanvasTarget::Node(number(1)? as u32, number(2)? as u64),
            _ => CanvasTarget::Offscreen(number(1)? as u32),
        };
        self.drawing(&target).map(Source::Canvas)
    }

    /// Keeps a picture under an address of its own.
    fn keep(&self, width: u32, height: u32, png: Vec<u8>) -> Option<Source> {
        self.count.set(self.count.get() + 1);
        let url = format!("canvas-pixels:{}", self.count.get());
        if !self.images.keep(&url, png, (width, height)) {
            return None;
        }
        self.made.borrow_mut().push(url.clone());
        Some(Source::Url(url))
    }

    /// Lets go of pictures made of pixels that no canvas shows any more, but for the latest: a host may still be about to draw them.
    fn tidy(&self) {
        const LATEST: usize = 8;
        let mut made = self.made.borrow_mut();
        if made.len() < LATEST * 2 {
            return;
        }
        let mut used: Vec<String> =
            self.offscreen.borrow().values().flat_map(|drawing| drawing.urls()).collect();
        for page in self.pages.borrow().iter().filter_map(|page| page.drawings.upgrade()) {
            used.extend(page.all().iter().flat_map(|drawing| drawing.urls()));
        }
        used.sort_unstable();
        let latest = made.len() - LATEST;
        let mut at = 0;
        made.retain(|url| {
            at += 1;
            let keeps = at > latest || used.binary_search(url).is_ok();
            if !keeps {
                self.images.forget(url);
            }
            keeps
        });
    }

    /// A drawing that is long becomes one picture, if it can.
    fn flatten(&self, drawing: &mut Drawing, size: Option<(f32, f32)>) -> bool {
        let (scale, (width, height)) = match (drawing.size(), size) {
            (Some(size), _) => (1.0, size),
            (None, Some(size)) => (self.scale, size),
            (None, None) => return false,
        };
        let pixels = ((width * scale).ceil() as u32, (height * scale).ceil() as u32);
        let part = Rect::new(0.0, 0.0, width, height);
        let png = self.pixels.png(drawing, (width, height), part, pixels, &self.images);
        let kept = png.and_then(|png| self.keep(pixels.0, pixels.1, png));
        kept.is_some_and(|source| drawing.flatten(&source, (width, height)))
    }
}

impl Canvases for CanvasShelf {
    fn draw(&self, target: &CanvasTarget, strokes: CanvasStrokes<'_>) -> bool {
        let before = if strokes.reset { None } else { self.drawing(target) };
        let mut known = before.unwrap_or_else(|| Arc::new(Drawing::new(strokes.size)));
        // The page may hold a copy that it shows: what is long is shared, see `Drawing`.
        let drawing = Arc::make_mut(&mut known);
        let was_full = drawing.is_full();
        let canvas = |value: &Value| self.source(value);
        let pixels = |width: u32, height: u32, text: &str| {
            let png = pixels::png_of_text(width, height, text)?;
            self.keep(width, height, png)
        };
        let around = Around { measurer: &*self.text, canvas: &canvas, pixels: &pixels };
        for command in items(Some(strokes.commands)) {
            commands::draw(drawing, items(Some(command)), &around);
        }
        let flat = !drawing.is_long() || self.flatten(drawing, self.size(target));
        if !flat && drawing.is_full() && !was_full {
            let message = "a canvas takes no more: the program draws without ever clearing it";
            (self.problems)(Problem::new(ProblemKind::Limit, message.to_owned()).warning());
        }
        let there = match target {
            CanvasTarget::Node(page, node) => self
                .page(*page)
                .is_some_and(|(drawings, _)| drawings.put(NodeId::from_u64(*node), known, MAX_ON_PAGE)),
            CanvasTarget::Offscreen(number) => {
                let mut offscreen = self.offscreen.borrow_mut();
                offscreen.insert(*number, known);
                if offscreen.len() > MAX_OFFSCREEN {
                    offscreen.pop_first();
                }
                true
            }
            CanvasTarget::Named(..) => false,
        };
        self.tidy();
        there
    }

    fn size(&self, target: &CanvasTarget) -> Option<(f32, f32)> {
        if let Some(size) = self.drawing(target).and_then(|drawing| drawing.size()) {
            return Some(size);
        }
        let CanvasTarget::Node(page, node) = target else { return None };
        let boxes = self.page(*page)?.1?;
        let rect = boxes.borrow().rect_of(NodeId::from_u64(*node))?;
        Some((rect.width, rect.height))
    }

    fn pixels(&self, target: &CanvasTarget, part: [f32; 4], size: (u32, u32)) -> Option<Vec<u8>> {
        let drawing = self.drawing(target)?;
        let [x, y, width, height] = part;
        let whole = self.size(target)?;
        self.pixels.plain(&drawing, whole, Rect::new(x, y, width, height), size, &self.images)
    }

    fn picture(
        &self,
        target: &CanvasTarget,
        [x, y, width, height]: [f32; 4],
        size: (u32, u32),
        kind: CanvasPicture,
    ) -> Option<Vec<u8>> {
        let drawing = self.drawing(target).unwrap_or_default();
        let whole = self.size(target).unwrap_or((width, height));
        let part = Rect::new(x, y, width, height);
        match kind {
            CanvasPicture::Png => self.pixels.png(&drawing, whole, part, size, &self.images),
            CanvasPicture::Jpeg(quality) => {
                self.pixels.jpeg(&drawing, whole, part, size, &self.images, quality)
            }
        }
    }

    fn show(&self, path: &str, bytes: Vec<u8>) {
        self.images.settle(path, Ok(bytes));
    }
}

impl Worker {
    /// The canvas of the page on top that a name means.
    pub(super) fn find_canvas(&self, target: CanvasTarget) -> Option<CanvasTarget> {
        let CanvasTarget::Named(component, name) = target else { return Some(target) };
        let page = self.pages.last()?.id;
        let is_canvas = |node: NodeId| {
            let found = self
                .view
                .with_tree(page, |tree| tree.element(node).is_some_and(|element| &*element.tag == "canvas"));
            found == Some(true)
        };
        // A name is no selector: only what could be one is looked for.
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if !plain || name.is_empty() {
            return None;
        }
        let selectors = [format!("[canvas-id=\"{name}\"]"), format!("#{name}")];
        let node = selectors.iter().find_map(|selector| {
            let nodes = match component {
                0 => self.view.find(page, selector),
                component => self.view.find_in(InstanceId(component as u32), selector, true),
            };
            nodes.into_iter().find(|node| is_canvas(*node))
        })?;
        Some(CanvasTarget::Node(page.0, node.to_u64()))
    }
}
