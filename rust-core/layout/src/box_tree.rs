//! The tree of boxes and its update.

use crate::boxes::{BoxContent, BoxId, BoxNode, Flow, Kind};
use crate::build::Builder;
use crate::geometry::Rect;
use crate::taffy_style::{Calcs, Converted};
use crate::text::WordWidths;
use minihost_ports::{Problem, TextMeasurer};
use minihost_style::{ComputedStyle, Content, ContentItem, Damage, Pseudo, Restyled, Sides, Stylist};
use minihost_tree::{Change, NodeId, NodeMap, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Where computed styles come from; [`Stylist`] is the one.
pub trait Styles {
    /// The style of an attached element.
    fn style(&self, node: NodeId) -> Option<Rc<ComputedStyle>>;
    /// Device pixels per logical pixel, to which fonts round how far they reach; 0 for fonts that do not round.
    fn pixel_ratio(&self) -> f32 {
        0.0
    }
    /// The style of one of its parts.
    fn pseudo(&self, node: NodeId, pseudo: Pseudo) -> Option<Rc<ComputedStyle>>;
    /// What stands before and after its content, in one look-up: most elements have neither.
    fn around(&self, node: NodeId) -> [Option<Rc<ComputedStyle>>; 2] {
        [Pseudo::Before, Pseudo::After].map(|pseudo| self.pseudo(node, pseudo))
    }
}

impl Styles for Stylist {
    fn style(&self, node: NodeId) -> Option<Rc<ComputedStyle>> {
        Stylist::style(self, node)
    }

    fn pseudo(&self, node: NodeId, pseudo: Pseudo) -> Option<Rc<ComputedStyle>> {
        Stylist::pseudo(self, node, pseudo)
    }

    fn around(&self, node: NodeId) -> [Option<Rc<ComputedStyle>>; 2] {
        Stylist::around(self, node)
    }

    fn pixel_ratio(&self) -> f32 {
        self.context().pixel_ratio
    }
}

/// Natural sizes of pictures.
pub trait ImageSizes {
    /// Width and height in logical pixels of the picture that `src` (an attribute or a style's URL) names; `None` while it is not
    /// loaded. When that changes, give the image's node to [`BoxTree::invalidate`] before the next update.
    fn image_size(&self, src: &str) -> Option<(f32, f32)>;
}

/// No picture is loaded.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoImages;

impl ImageSizes for NoImages {
    fn image_size(&self, _src: &str) -> Option<(f32, f32)> {
        None
    }
}

/// What a layout needs besides the tree and its styles.
#[derive(Clone, Copy)]
pub struct LayoutEnv<'a> {
    /// Measures words. Another one than last time calls for [`BoxTree::invalidate_all`].
    pub measurer: &'a dyn TextMeasurer,
    /// Knows pictures' sizes.
    pub images: &'a dyn ImageSizes,
    /// Width and height of the page's window in logical pixels.
    pub viewport: (f32, f32),
}

/// What an update did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LayoutReport {
    /// Boxes may have moved; otherwise only looks changed.
    pub relaid: bool,
    /// Boxes whose content was made anew.
    pub rebuilt: usize,
    /// Words that the measurer was asked about.
    pub measured_words: u64,
    /// In how many calls.
    pub measure_calls: u64,
    /// Limits that were met, each reported once for a tree.
    pub problems: Vec<Problem>,
}

/// The boxes of one page, kept between updates: only what changed is built and laid out anew, with the same result as from
/// scratch. Not `Send`, like the tree and the styles that it reads.
#[derive(Debug, Default)]
pub struct BoxTree {
    pub(crate) boxes: Vec<Option<BoxNode>>,
    /// Cached layouts by box. Half a kilobyte each, apart from the boxes so that walks over those stay dense.
    pub(crate) caches: Vec<taffy::Cache>,
    free: Vec<BoxId>,
    pub(crate) root: Option<BoxId>,
    /// The box of an element; inline elements and `display: contents` have none.
    pub(crate) by_node: NodeMap<BoxId>,
    /// The paragraph that an inline element or a text node stands in.
    pub(crate) inline: NodeMap<BoxId>,
    /// Elements without a box of their own, with their children; true for inline ones, which still have a place.
    pub(crate) through: FxHashMap<NodeId, (bool, Vec<NodeId>)>,
    pub(crate) calcs: Calcs,
    pub(crate) converted: Converted,
    pub(crate) widths: WordWidths,
    pub(crate) viewport: (f32, f32),
    pub(crate) problems: Vec<Problem>,
    /// The depth limit was reported.
    pub(crate) too_deep: bool,
    /// The limit of steps was reported.
    pub(crate) too_much: bool,
    /// Number of the running update.
    pub(crate) epoch: u64,
    pub(crate) content_size: (f32, f32),
    /// Boxes that look different since the last update; told to the boxes around them at its end.
    pub(crate) marked: Vec<BoxId>,
    /// Some box floats, or did.
    pub(crate) floats: bool,
    invalid: FxHashSet<NodeId>,
    all_invalid: bool,
}

impl BoxTree {
    /// Without boxes until the first update.
    pub fn new() -> Self {
        Self::default()
    }

    /// Brings the boxes up to date. `changes` is what [`Tree::take_changes`] gave and `restyled` what [`Stylist::update`] made of
    /// it; both must be complete since the last update.
    pub fn update(
        &mut self,
        tree: &Tree,
        stylist: &Stylist,
        changes: &[Change],
        restyled: &Restyled,
        env: &LayoutEnv<'_>,
    ) -> LayoutReport {
        self.update_with(tree, stylist, changes, &restyled.changed, env)
    }

    /// The same with styles from anywhere.
    pub fn update_with(
        &mut self,
        tree: &Tree,
        styles: &dyn Styles,
        changes: &[Change],
        restyled: &[(NodeId, Damage)],
        env: &LayoutEnv<'_>,
    ) -> LayoutReport {
        self.epoch += 1;
        self.all_invalid |= self.widths.set_pixel_ratio(styles.pixel_ratio());
        let (measured, calls) = (self.widths.measured, self.widths.batches);
        let mut report = LayoutReport::default();
        let fresh = self.all_invalid
            || self.root.is_none()
            || self.viewport != env.viewport
            || self.by_node.get(tree.root()) != self.root.as_ref()
            || self.widths.is_full()
            || self.calcs.is_full()
            || restyled.contains(&(tree.root(), Damage::Rebuild));
        let dirty = if fresh {
            self.clear();
            self.boxes.reserve(tree.len());
            self.caches.reserve(tree.len());
            self.viewport = env.viewport;
            vec![tree.root()]
        } else {
            self.find_dirty(tree, styles, changes, restyled)
        };
        let mut builder = Builder::new(self, tree, styles, env);
        if fresh {
            builder.build_root();
        }
        for node in dirty {
            builder.rebuild(node);
        }
        report.rebuilt = builder.rebuilt;
        let words = builder.unmeasured;
        self.measure(&words, env.measurer);
        report.relaid = report.rebuilt > 0;
        for change in changes {
            // Painting reads attributes and states that layout does not.
            if let Change::Attribute(node) | Change::Style(node) = change {
                self.marked.extend(self.by_node.get(*node).or_else(|| self.inline.get(*node)));
            }
        }
        if report.relaid {
            self.compute(env);
        }
        if report.relaid || !self.marked.is_empty() || self.root.is_none() {
            // Also without a new layout: stacking depends on looks: opacity, z-index, transforms.
            self.place(env);
        }
        report.measured_words = self.widths.measured - measured;
        report.measure_calls = self.widths.batches - calls;
        report.problems = std::mem::take(&mut self.problems);
        report
    }

    /// The element's box will be made anew by the next update: a picture has loaded, or an attribute changed outside the log.
    pub fn invalidate(&mut self, node: NodeId) {
        self.invalid.insert(node);
    }

    /// Everything will be made anew by the next update.
    pub fn invalidate_all(&mut self) {
        self.all_invalid = true;
    }

    fn clear(&mut self) {
        self.marked.clear();
        self.floats = false;
        self.boxes.clear();
        self.caches.clear();
        self.free.clear();
        self.root = None;
        self.by_node.clear();
        self.inline.clear();
        self.through.clear();
        // Converted styles point into the table of sums.
        self.converted.clear();
        self.calcs.clear();
        self.invalid.clear();
        if self.all_invalid || self.widths.is_full() {
            self.widths.clear();
        }
        self.all_invalid = false;
    }

    /// The elements whose boxes must get new content, outer ones first. Boxes that must not be used again are dropped.
    fn find_dirty(
        &mut self,
        tree: &Tree,
        styles: &dyn Styles,
        changes: &[Change],
        restyled: &[(NodeId, Damage)],
    ) -> Vec<NodeId> {
        // A node, and whether its own box must go.
        let mut open: Vec<(NodeId, bool)> = Vec::new();
        for change in changes {
            match *change {
                Change::Inserted(node) => {
                    // A moved subtree: its boxes may stand anywhere.
                    for inner in tree.descendants(node) {
                        self.drop_of(inner);
                    }
                    open.extend(tree.parent(node).map(|parent| (parent, false)));
                }
                Change::ChildRemoved(parent) => open.push((parent, false)),
                Change::Removed(_) | Change::Style(_) => {}
                Change::Attribute(node) => {
                    if tree.element(node).is_some_and(|element| crate::build::reads_attributes(&element.tag))
                        || shows_attribute(styles, node)
                    {
                        open.push((node, false));
                    }
                }
                Change::Text(node) => open.push((node, false)),
            }
        }
        open.extend(std::mem::take(&mut self.invalid).into_iter().map(|node| (node, false)));
        for &(node, damage) in restyled {
            match damage {
                Damage::None => {}
                Damage::Repaint => {
                    let old = self.by_node.get(node).map(|&id| self.node(id).style.clone());
                    let new = styles.style(node);
                    if self.by_node.contains(node) || self.inline.contains(node) {
                        self.repaint(tree, styles, node);
                    } else {
                        // `display: contents`: what it holds, pseudo-elements too, stands in boxes of others.
                        open.push((node, false));
                    }
                    // With the first transform a box becomes the containing block of what is positioned in it.
                    if let (Some(old), Some(new)) = (old, new)
                        && crate::taffy_style::is_transformed(&old)
                            != crate::taffy_style::is_transformed(&new)
                    {
                        open.push((node, false));
                    }
                }
                Damage::Relayout | Damage::Text => {
                    // `order` and much else of an item is read by its container.
                    open.extend(tree.parent(node).map(|parent| (parent, false)));
                    open.push((node, false));
                }
                Damage::Rebuild => open.push((node, true)),
            }
        }
        let mut dirty: FxHashSet<NodeId> = FxHashSet::default();
        let mut seen: FxHashSet<(NodeId, bool)> = FxHashSet::default();
        while let Some((node, drop)) = open.pop() {
            if !seen.insert((node, drop)) || !tree.is_attached(node) {
                continue;
            }
            let own = self.by_node.get(node).copied();
            // An inline element has a box of its own only because of what it holds; that may be gone.
            let inline = styles.style(node).is_some_and(|style| {
                matches!(
                    style.layout.display,
                    minihost_style::Display::Inline | minihost_style::Display::Contents
                )
            });
            match own {
                Some(_) if !(drop || inline) || node == tree.root() => {
                    dirty.insert(node);
                }
                _ => {
                    self.drop_of(node);
                    open.extend(tree.parent(node).map(|parent| (parent, false)));
                }
            }
        }
        // Outer ones first: depth is the order that matters, and counting it climbs at most the tree's depth.
        let mut dirty: Vec<(usize, NodeId)> =
            dirty.into_iter().map(|node| (ancestors(tree, node), node)).collect();
        dirty.sort_unstable();
        dirty.into_iter().map(|(_, node)| node).collect()
    }

    /// Takes a new style that paints differently but lays out alike.
    fn repaint(&mut self, tree: &Tree, styles: &dyn Styles, node: NodeId) {
        let Some(style) = styles.style(node) else { return };
        let before = styles.pseudo(node, Pseudo::Before);
        let after = styles.pseudo(node, Pseudo::After);
        let placeholder = styles.pseudo(node, Pseudo::Placeholder);
        let of = |pseudo: Option<Pseudo>| match pseudo {
            None => Some(&style),
            Some(Pseudo::Before) => before.as_ref(),
            Some(Pseudo::After) => after.as_ref(),
            Some(Pseudo::Placeholder) => placeholder.as_ref(),
        };
        // Its own box, the paragraphs that its text stands in, and below both what is anonymous or a part of it.
        let mut open: Vec<BoxId> = self.by_node.get(node).copied().into_iter().collect();
        open.extend(self.inline.get(node));
        open.extend(tree.children(node).iter().filter_map(|child| self.inline.get(*child)));
        while let Some(id) = open.pop() {
            let inner = self.node(id).flow.children.iter().copied();
            open.extend(inner.filter(|&child| {
                let child = self.node(child);
                child.is_anonymous() || child.source == Some(node)
            }));
            self.marked.push(id);
            let holder = self.node(id).flow.parent.map(|parent| self.node(parent));
            let inherited = holder
                .filter(|holder| holder.source == Some(node) || holder.is_anonymous())
                .filter(|_| self.node(id).is_anonymous())
                .map(|holder| holder.style.clone());
            let this = self.node_mut(id);
            if let Some(style) = inherited {
                this.style = style;
            } else if this.source == Some(node)
                && let Some(style) = of(this.pseudo)
            {
                this.style = style.clone();
            }
            if let Some(paragraph) = &mut this.flow.paragraph {
                for pseudo in std::iter::once(None).chain(Pseudo::ALL.map(Some)) {
                    if let Some(style) = of(pseudo) {
                        paragraph.repaint(node, pseudo, style);
                    }
                }
            }
            let lines = match &mut this.content {
                BoxContent::Paragraph(lines) => lines,
                BoxContent::Leaf(leaf) => &mut leaf.lines,
                _ => continue,
            };
            for line in lines {
                for fragment in line.fragments.iter_mut().filter(|fragment| fragment.element == node) {
                    if let Some(style) = of(fragment.pseudo) {
                        fragment.style = style.clone();
                    }
                }
                for piece in line.boxes.iter_mut().filter(|piece| piece.source == node) {
                    if let Some(style) = of(piece.pseudo) {
                        piece.style = style.clone();
                    }
                }
            }
        }
    }

    /// Measures the words of new paragraphs, all in one call.
    fn measure(&mut self, paragraphs: &[BoxId], measurer: &dyn TextMeasurer) {
        let mut taken = Vec::with_capacity(paragraphs.len());
        for &id in paragraphs {
            if let Some(node) = self.boxes.get_mut(id.index()).and_then(Option::as_mut)
                && let Some(paragraph) = node.flow.paragraph.take_if(|paragraph| !paragraph.measured)
            {
                taken.push((id, paragraph));
            }
        }
        let words: Vec<_> = taken.iter().flat_map(|(_, paragraph)| paragraph.words()).collect();
        let mut widths = Vec::new();
        self.widths.widths(&words, measurer, &mut widths);
        let mut widths = widths.into_iter();
        for (id, mut paragraph) in taken {
            paragraph.set_widths(&mut widths);
            self.node_mut(id).flow.paragraph = Some(paragraph);
        }
    }

    // ---- the arena

    /// The root's box; `None` before the first update, and when the root is not displayed.
    pub fn root(&self) -> Option<BoxId> {
        self.root
    }

    /// A box. Panics on the id of another update's tree.
    #[inline]
    pub fn node(&self, id: BoxId) -> &BoxNode {
        self.boxes[id.index()]
            .as_ref()
            .expect("because ids are handed out by this update and boxes die between updates")
    }

    #[inline]
    pub(crate) fn node_mut(&mut self, id: BoxId) -> &mut BoxNode {
        self.boxes[id.index()]
            .as_mut()
            .expect("because ids are handed out by this update and boxes die between updates")
    }

    /// The box of an element; `None` for inline elements, whose pieces stand in a paragraph's lines, and for what is not displayed.
    pub fn box_of(&self, node: NodeId) -> Option<BoxId> {
        self.by_node.get(node).copied()
    }

    /// The number of the last update: what [`BoxNode::changed`] is compared with.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.boxes.len() - self.free.len()
    }

    /// True before the first update.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn create(
        &mut self,
        source: Option<NodeId>,
        pseudo: Option<Pseudo>,
        style: Rc<ComputedStyle>,
        kind: Kind,
        taffy: Rc<taffy::Style>,
    ) -> BoxId {
        let node = BoxNode {
            source,
            pseudo,
            style,
            rect: Rect::default(),
            border: Sides::default(),
            padding: Sides::default(),
            content: BoxContent::Container,
            scroll: None,
            parent: None,
            children: Vec::new(),
            fixed: false,
            lifted: false,
            stacking: None,
            part: false,
            hidden: false,
            changed: self.epoch,
            escapes: false,
            flow: Flow {
                kind,
                parent: None,
                children: Vec::new(),
                style: taffy,
                layout: taffy::Layout::new(),
                hoisted: Vec::new(),
                paragraph: None,
                natural: None,
                baseline: None,
                drop: 0.0,
                floats: false,
                scrolls: (false, false),
                clips: false,
                order: 0,
                built: 0,
                laid: 0,
                steps: 0,
                counted_in: 0,
                told: 0,
            },
        };
        let id = self.free.pop().unwrap_or(BoxId(self.boxes.len() as u32));
        if id.index() == self.boxes.len() {
            self.boxes.push(Some(node));
            self.caches.push(taffy::Cache::new());
        } else {
            self.caches[id.index()].clear();
            self.boxes[id.index()] = Some(node);
        }
        id
    }

    /// Forgets what stands for a node: its box with all in it, or its place in a paragraph.
    fn drop_of(&mut self, node: NodeId) {
        self.inline.remove(node);
        self.through.remove(&node);
        if let Some(id) = self.by_node.remove(node) {
            if let Some(parent) = self.boxes[id.index()].as_ref().and_then(|node| node.flow.parent) {
                self.node_mut(parent).flow.children.retain(|child| *child != id);
            }
            self.drop_box(id);
        }
    }

    /// Frees a box and all below it.
    pub(crate) fn drop_box(&mut self, id: BoxId) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            self.forget_paragraph(id);
            let Some(node) = self.boxes[id.index()].take() else { continue };
            // A child that another box took over is no longer ours.
            open.extend(node.flow.children.iter().copied().filter(|child| {
                self.boxes[child.index()].as_ref().is_some_and(|child| child.flow.parent == Some(id))
            }));
            if let Some(source) = node.source
                && self.by_node.get(source) == Some(&id)
            {
                self.by_node.remove(source);
            }
            if self.root == Some(id) {
                self.root = None;
            }
            self.free.push(id);
        }
    }

    /// Takes a box's paragraph away, and with it the places of what stood in it.
    pub(crate) fn forget_paragraph(&mut self, id: BoxId) {
        let Some(node) = self.boxes[id.index()].as_mut() else { return };
        let Some(paragraph) = node.flow.paragraph.take() else { return };
        let texts = paragraph.runs.iter().map(|run| run.node);
        for inner in texts.chain(paragraph.spans.iter().map(|span| span.node)) {
            if self.inline.get(inner) == Some(&id) {
                self.inline.remove(inner);
            }
        }
    }

    /// Forgets cached layouts of a box and of all around it.
    pub(crate) fn clear_caches(&mut self, id: BoxId) {
        let mut at = Some(id);
        while let Some(id) = at {
            self.caches[id.index()].clear();
            at = self.node(id).flow.parent;
        }
    }
}

/// True if a pseudo-element shows `attr()`.
fn shows_attribute(styles: &dyn Styles, node: NodeId) -> bool {
    [Pseudo::Before, Pseudo::After].into_iter().any(|pseudo| {
        styles.pseudo(node, pseudo).is_some_and(|style| match &style.content {
            Content::Items(items) => items.iter().any(|item| matches!(item, ContentItem::Attribute(_))),
            _ => false,
        })
    })
}

fn ancestors(tree: &Tree, node: NodeId) -> usize {
    let mut at = tree.parent(node);
    let mut count = 0;
    while let Some(parent) = at {
        count += 1;
        at = tree.parent(parent);
    }
    count
}
