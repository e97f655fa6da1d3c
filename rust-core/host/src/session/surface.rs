//! A surface: one tree with its styles, boxes and layers. The page is one, the bars are one, what is above the page is one.

use crate::fonts::{PageFonts, Texts};
use crate::images::{ImageState, ImageStore};
use minihost_fonts::ProgramMeasurer;
use minihost_layout::{BoxTree, ImageSizes, LayoutEnv, ScrollOffsets};
use minihost_paint::{
    Canvases, Drawing, ImageRef, Images, Offsets, PaintEnv, Painter, Rect, ScrollOffset, Size, SurfaceLayers,
};
use minihost_ports::{Appearance, Locale, Problem, TextMeasurer};
use minihost_style::{Shift, StyleContext, Stylist};
use minihost_tree::{NodeId, Tree};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Offsets of what scrolls, by node.
#[derive(Default)]
pub(crate) struct Scrolls(pub FxHashMap<NodeId, ScrollOffset>);

impl Offsets for Scrolls {
    fn offset(&self, node: NodeId) -> Option<ScrollOffset> {
        self.0.get(&node).copied()
    }
}

impl ScrollOffsets for Scrolls {
    fn scroll_offset(&self, node: NodeId) -> Option<(f32, f32)> {
        self.0.get(&node).map(|offset| (offset.x, offset.y))
    }
}

/// What the program drew on canvases of a page. Shared with scripts, which draw while they run.
#[derive(Default)]
pub(crate) struct Drawings {
    list: RefCell<FxHashMap<NodeId, Arc<Drawing>>>,
    /// Something was drawn that the page does not show yet.
    changed: Cell<bool>,
}

impl Drawings {
    pub fn get(&self, node: NodeId) -> Option<Arc<Drawing>> {
        self.list.borrow().get(&node).cloned()
    }

    /// Shows a drawing; `false` if the page has too many.
    pub fn put(&self, node: NodeId, drawing: Arc<Drawing>, most: usize) -> bool {
        let mut list = self.list.borrow_mut();
        let fits = list.len() < most || list.contains_key(&node);
        if fits {
            list.insert(node, drawing);
            self.changed.set(true);
        }
        fits
    }

    pub fn all(&self) -> Vec<Arc<Drawing>> {
        self.list.borrow().values().cloned().collect()
    }

    pub fn changed(&self) -> bool {
        self.changed.get()
    }
}

impl Canvases for Drawings {
    fn drawing(&self, node: NodeId) -> Option<Arc<Drawing>> {
        self.get(node)
    }
}

/// Pictures as layout and paint ask for them.
pub(crate) struct Pictures<'a>(pub &'a ImageStore);

impl ImageSizes for Pictures<'_> {
    fn image_size(&self, src: &str) -> Option<(f32, f32)> {
        match self.0.look_up(src) {
            ImageState::Ready { width, height, .. } => Some((width as f32, height as f32)),
            ImageState::Loading | ImageState::Failed(_) => None,
        }
    }
}

impl Images for Pictures<'_> {
    fn get(&self, url: &str) -> Option<ImageRef> {
        match self.0.look_up(url) {
            ImageState::Ready { handle, width, height } => Some(ImageRef { handle, width, height }),
            ImageState::Loading | ImageState::Failed(_) => None,
        }
    }
}

/// See the module's documentation.
pub(crate) struct Surface {
    pub stylist: Stylist,
    /// Shared with the view, which asks where nodes stand while it makes events.
    pub boxes: Rc<RefCell<BoxTree>>,
    pub scrolls: Scrolls,
    pub fonts: PageFonts,
    pub canvases: Rc<Drawings>,
    /// Nodes that are moved by hand.
    shifts: FxHashMap<NodeId, Shift>,
    /// Where it is on the screen.
    pub rect: Rect,
    painter: Painter,
    layers: SurfaceLayers,
    /// Something moves: a next frame is due without anything changing.
    pub moving: bool,
    /// Something that can be seen moves without end: a next frame is due, and nobody waits for the last one.
    pub endless: bool,
    /// What programs are to hear of motions that began and ended.
    pub motion_events: Vec<(NodeId, &'static str)>,
    /// Something other than the tree changed: scrolling by the program, a picture that came.
    pub dirty: bool,
    pub page: bool,
}

/// What a surface is made up to date with.
pub(crate) struct SurfaceEnv<'a> {
    pub measurer: &'a dyn TextMeasurer,
    pub images: &'a ImageStore,
    pub scale: f32,
    pub appearance: Appearance,
    /// Language of what the core itself says.
    pub locale: Locale,
    /// Milliseconds by the clock that moves things.
    pub now: f64,
}

impl Surface {
    pub fn new(context: StyleContext, rect: Rect, page: bool, endless_motion: bool) -> Self {
        let mut stylist = Stylist::new(context);
        stylist.hold_endless(!endless_motion);
        Surface {
            stylist,
            boxes: Rc::default(),
            scrolls: Scrolls::default(),
            fonts: PageFonts::default(),
            canvases: Rc::default(),
            shifts: FxHashMap::default(),
            rect,
            painter: Painter::new(),
            layers: SurfaceLayers::default(),
            moving: false,
            endless: false,
            motion_events: Vec::new(),
            dirty: true,
            page,
        }
    }

    /// Restyles, lays out and repaints what changed. Gives what layout found.
    pub fn update(&mut self, tree: &mut Tree, env: &SurfaceEnv<'_>) -> Vec<Problem> {
        let changes = tree.take_changes();
        let mut restyled = self.stylist.update(tree, &changes);
        let step = self.stylist.advance(tree, env.now);
        self.moving = step.running;
        self.motion_events.extend(step.events);
        let seen = |node: NodeId| self.boxes.borrow().rect_of(node).is_some();
        let moved = step
            .changed
            .into_iter()
            .filter(|(node, _)| step.endless.binary_search(node).is_err() || seen(*node));
        restyled.changed.extend(moved);
        if changes.is_empty() && restyled.changed.is_empty() && !self.dirty && !self.canvases.changed() {
            self.endless = step.endless.into_iter().any(seen);
            return restyled.problems;
        }
        self.dirty = false;
        self.canvases.changed.set(false);
        for node in &restyled.removed {
            self.scrolls.0.remove(node);
            self.canvases.list.borrow_mut().remove(node);
            self.shifts.remove(node);
        }
        let pictures = Pictures(env.images);
        let measurer = ProgramMeasurer { fonts: &self.fonts.fonts, base: env.measurer };
        let texts = Texts(measurer);
        let layout = LayoutEnv {
            measurer: &measurer,
            images: &pictures,
            viewport: (self.rect.width, self.rect.height),
        };
        let report = self.boxes.borrow_mut().update(tree, &self.stylist, &changes, &restyled, &layout);
        // What has no box is not seen, and does not keep a phone awake.
        self.endless = step.endless.iter().any(|&node| self.boxes.borrow().rect_of(node).is_some());
        let paint = PaintEnv {
            images: &pictures,
            texts: &texts,
            canvases: &*self.canvases,
            offsets: &self.scrolls,
            window: Size { width: self.rect.width, height: self.rect.height },
            page: self.page,
            scale: env.scale,
            appearance: env.appearance,
            locale: env.locale,
        };
        self.layers = self.painter.paint(&self.boxes.borrow(), tree, &self.stylist, &paint);
        restyled.problems.extend(report.problems);
        restyled.problems
    }

    /// Puts a node where a finger or the session moves it.
    pub fn place(&mut self, node: NodeId, shift: Shift) {
        if self.shifts.insert(node, shift) != Some(shift) {
            self.stylist.shift(node, Some(shift));
            self.dirty = true;
        }
    }

    /// All text is measured anew.
    pub fn remeasure(&mut self) {
        self.dirty = true;
        self.boxes.borrow_mut().invalidate_all();
    }

    pub fn layers(&self) -> &SurfaceLayers {
        &self.layers
    }

    /// The node at a point of the screen.
    pub fn hit(&self, x: f32, y: f32) -> Option<NodeId> {
        let (x, y) = (x - self.rect.x, y - self.rect.y);
        let inside = (0.0..self.rect.width).contains(&x) && (0.0..self.rect.height).contains(&y);
        if inside { self.boxes.borrow().hit_test(x, y, &self.scrolls) } else { None }
    }
}
