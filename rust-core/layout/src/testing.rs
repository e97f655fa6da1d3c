//! Helpers of this crate's tests: trees from indented text, and styles from a handful of inline declarations, so that layout is
//! tested without the cascade.

use crate::{BoxTree, EstimatedText, ImageSizes, LayoutEnv, LayoutReport, Styles};
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use minihost_style::*;
use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The pinned fonts, or `None` with a loud notice where they are not installed; a failure on CI.
#[cfg(feature = "parley")]
pub(crate) fn fonts() -> Option<&'static crate::FontBook> {
    use std::path::PathBuf;
    static BOOK: std::sync::OnceLock<Option<crate::FontBook>> = std::sync::OnceLock::new();
    BOOK.get_or_init(|| {
        let folder = std::env::var_os("MINIHOST_FONTS").map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fonts/node_modules")),
            PathBuf::from,
        );
        match crate::FontBook::load_folder(&folder) {
            Ok(book) if !book.is_empty() => Some(book),
            _ => {
                assert!(std::env::var_os("CI").is_none(), "no fonts in {}", folder.display());
                eprintln!("\n*** TEXT TESTS SKIPPED: no fonts in {} ***\n", folder.display());
                None
            }
        }
    })
    .as_ref()
}

/// Estimates, and counts the words it was asked about.
#[derive(Default)]
pub(crate) struct Counting(pub(crate) AtomicU64);

impl TextMeasurer for Counting {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        self.0.fetch_add(words.len() as u64, Ordering::Relaxed);
        EstimatedText.measure(words, widths);
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        EstimatedText.metrics(font)
    }
}

/// A picture named `40x20` is that large; others are not loaded.
pub(crate) struct NamedSizes;

impl ImageSizes for NamedSizes {
    fn image_size(&self, src: &str) -> Option<(f32, f32)> {
        let (width, height) = src.split_once('x')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    }
}

/// A tree, its styles and its boxes.
pub(crate) struct Page {
    pub(crate) tree: Tree,
    pub(crate) styles: TestStyles,
    pub(crate) boxes: BoxTree,
    pub(crate) measurer: Counting,
    pub(crate) viewport: (f32, f32),
}

impl Page {
    /// Reads lines like `view #id {display:flex; before:x} [src=40x20]` and `"text"`, two blanks per level, below the root `page`.
    pub(crate) fn new(source: &str) -> Self {
        let mut tree = Tree::new("page");
        let mut open: Vec<NodeId> = vec![tree.root()];
        for line in source.lines().filter(|line| !line.trim().is_empty()) {
            let depth = (line.len() - line.trim_start().len()) / 2;
            let line = line.trim();
            open.truncate(depth + 1);
            let parent = *open.last().expect("the root is always open");
            let node = if let Some(text) = line.strip_prefix('"') {
                tree.create_text(&text.trim_end_matches('"').replace("\\n", "\n").replace("\\t", "\t"))
            } else {
                let tag: String =
                    line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                if tag == "page" {
                    tree.set_style(tree.root(), between(line, '{', '}').unwrap_or(""));
                    continue;
                }
                let node = tree.create_element(&tag, StyleScope::APP);
                if let Some(id) = line.split_whitespace().find_map(|part| part.strip_prefix('#')) {
                    tree.set_id(node, id);
                }
                tree.set_style(node, between(line, '{', '}').unwrap_or(""));
                for pair in between(line, '[', ']').unwrap_or("").split(',').filter(|pair| !pair.is_empty()) {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
                    tree.set_attribute(node, name.trim(), Value::from(value.trim()));
                }
                node
            };
            tree.append(parent, node);
            open.push(node);
        }
        let mut page = Page {
            tree,
            styles: TestStyles::default(),
            boxes: BoxTree::new(),
            measurer: Counting::default(),
            viewport: (200.0, 400.0),
        };
        page.update();
        page
    }

    pub(crate) fn update(&mut self) -> LayoutReport {
        let changes = self.tree.take_changes();
        let restyled = self.styles.update(&self.tree);
        let env = LayoutEnv { measurer: &self.measurer, images: &NamedSizes, viewport: self.viewport };
        self.boxes.update_with(&self.tree, &self.styles, &changes, &restyled, &env)
    }

    /// The boxes below the root, as text.
    pub(crate) fn text(&self) -> String {
        self.boxes.to_text(&self.tree)
    }

    /// All that paint sees, in one text.
    pub(crate) fn details(&self) -> String {
        details(&self.boxes, &self.tree)
    }

    /// The same, laid out from scratch.
    pub(crate) fn fresh_details(&self) -> String {
        details(&self.fresh(), &self.tree)
    }

    /// The boxes laid out from scratch, as text.
    pub(crate) fn fresh_text(&self) -> String {
        self.fresh().to_text(&self.tree)
    }

    fn fresh(&self) -> BoxTree {
        let mut boxes = BoxTree::new();
        let env = LayoutEnv { measurer: &EstimatedText, images: &NamedSizes, viewport: self.viewport };
        boxes.update_with(&self.tree, &self.styles, &[], &[], &env);
        boxes
    }

    pub(crate) fn find(&self, id: &str) -> NodeId {
        let found = self.tree.descendants(self.tree.root()).into_iter();
        found
            .into_iter()
            .find(|&node| self.tree.element(node).is_some_and(|e| &*e.id == id))
            .expect("id in the source")
    }
}

fn details(boxes: &BoxTree, tree: &Tree) -> String {
    use std::fmt::Write;
    let mut out = boxes.to_text(tree);
    let mut open: Vec<_> = boxes.root().into_iter().collect();
    // Ids differ between the two; the order in which boxes are met does not.
    let mut met = Vec::new();
    while let Some(id) = open.pop() {
        met.push(id);
        open.extend(boxes.node(id).children.iter().rev());
    }
    for &id in &met {
        let node = boxes.node(id);
        let number = |id| met.iter().position(|other| *other == id);
        let _ = write!(out, "{:?} {} {} {:?}", node.source, node.lifted, node.fixed, node.style.text.color);
        for list in node.stacking.iter().flat_map(|stacking| [&stacking.below, &stacking.above]) {
            let _ = write!(out, " [");
            for one in list {
                let _ = write!(out, "{:?}@{},{} ", number(one.id), one.x, one.y);
            }
            let _ = write!(out, "]");
        }
        match &node.content {
            crate::BoxContent::Paragraph(lines) => {
                for line in lines {
                    let texts = line.fragments.iter().map(|text| (text.style.text.color, text.source));
                    let pieces =
                        line.boxes.iter().map(|piece| (piece.source, piece.rect, piece.first, piece.last));
                    let _ = write!(out, "{:?} {:?}", texts.collect::<Vec<_>>(), pieces.collect::<Vec<_>>());
                }
            }
            content => {
                let _ = write!(out, "{content:?}");
            }
        }
        out.push('\n');
    }
    let _ = write!(out, "{:?}", boxes.content_size());
    for node in tree.descendants(tree.root()) {
        let _ = write!(out, "{:?}", boxes.rect_of(node));
    }
    out
}

fn between(line: &str, open: char, close: char) -> Option<&str> {
    let start = line.find(open)? + 1;
    Some(&line[start..start + line[start..].find(close)?])
}

/// Styles from inline declarations.
#[derive(Default)]
pub(crate) struct TestStyles {
    elements: FxHashMap<NodeId, Rc<ComputedStyle>>,
    pseudos: FxHashMap<(NodeId, Pseudo), Rc<ComputedStyle>>,
}

impl Styles for TestStyles {
    fn style(&self, node: NodeId) -> Option<Rc<ComputedStyle>> {
        self.elements.get(&node).cloned()
    }

    fn pseudo(&self, node: NodeId, pseudo: Pseudo) -> Option<Rc<ComputedStyle>> {
        self.pseudos.get(&(node, pseudo)).cloned()
    }
}

impl TestStyles {
    pub(crate) fn update(&mut self, tree: &Tree) -> Vec<(NodeId, Damage)> {
        let old = std::mem::take(self);
        let mut changed = Vec::new();
        for node in tree.descendants(tree.root()) {
            let Some(element) = tree.element(node) else { continue };
            let parent = tree
                .parent(node)
                .and_then(|parent| self.elements.get(&parent))
                .map(|style| style.text.clone());
            let mut style = initial(parent.unwrap_or_else(|| initial_text().into()));
            let display = match &*element.tag {
                "text" | "label" | "span" | "block" => Display::Inline,
                "image" | "icon" | "switch" | "checkbox" | "radio" => Display::InlineBlock,
                _ => Display::Block,
            };
            let layout = Rc::make_mut(&mut style.layout);
            layout.display = display;
            if &*element.tag == "image" {
                (layout.width, layout.height) = (Length::Px(320.0), Length::Px(240.0));
            }
            for declaration in element.style.split(';').filter(|text| !text.trim().is_empty()) {
                let (name, value) = declaration.split_once(':').expect("name: value");
                let (name, value) = (name.trim(), value.trim());
                let pseudo = match name {
                    "before" => Some(Pseudo::Before),
                    "after" => Some(Pseudo::After),
                    _ => None,
                };
                if let Some(pseudo) = pseudo {
                    // `before: text / display=block / width=10px`
                    let mut parts = value.split('/');
                    let mut own = initial(style.text.clone());
                    own.layout = Rc::new(BoxStyle { display: Display::Inline, ..(*own.layout).clone() });
                    let text = parts.next().unwrap_or("").trim();
                    own.content = Content::Items(vec![ContentItem::Text(text.into())].into());
                    for part in parts {
                        let (name, value) = part.split_once('=').expect("name=value");
                        set(&mut own, name.trim(), value.trim());
                    }
                    self.pseudos.insert((node, pseudo), Rc::new(own));
                } else {
                    set(&mut style, name, value);
                }
            }
            let style = Rc::new(style);
            let mut damage = match old.elements.get(&node) {
                Some(before) => Damage::between(before, &style),
                None => Damage::Rebuild,
            };
            for pseudo in [Pseudo::Before, Pseudo::After] {
                let (before, now) = (old.pseudos.get(&(node, pseudo)), self.pseudos.get(&(node, pseudo)));
                damage = damage.max(match (before, now) {
                    (Some(before), Some(now)) => Damage::between(before, now),
                    (None, None) => Damage::None,
                    _ => Damage::Rebuild,
                });
            }
            if damage != Damage::None {
                changed.push((node, damage));
            }
            self.elements.insert(node, style);
        }
        changed
    }
}

fn length(value: &str) -> Length {
    if value == "auto" {
        return Length::Auto;
    }
    if value == "max-content" {
        return Length::MaxContent;
    }
    if let Some((percent, px)) = value.split_once("%+") {
        return Length::Calc {
            percent: percent.parse::<f32>().expect("number") / 100.0,
            px: px.parse().expect("number"),
        };
    }
    match value.strip_suffix('%') {
        Some(percent) => Length::Percent(percent.parse::<f32>().expect("number") / 100.0),
        None => Length::Px(number(value)),
    }
}

fn number(value: &str) -> f32 {
    value.trim_end_matches("px").parse().unwrap_or_else(|_| panic!("number: {value}"))
}

fn keyword<T: Keyword>(value: &str) -> T {
    T::from_css(value).unwrap_or_else(|| panic!("keyword: {value}"))
}

fn set(style: &mut ComputedStyle, name: &str, value: &str) {
    let layout = Rc::make_mut(&mut style.layout);
    let flex = Rc::make_mut(&mut style.flex);
    let text = Rc::make_mut(&mut style.text);
    let effects = Rc::make_mut(&mut style.effects);
    match name {
        "display" => layout.display = keyword(value),
        "position" => layout.position = keyword(value),
        "top" => layout.inset.top = length(value),
        "right" => layout.inset.right = length(value),
        "bottom" => layout.inset.bottom = length(value),
        "left" => layout.inset.left = length(value),
        "width" => layout.width = length(value),
        "height" => layout.height = length(value),
        "min-width" => layout.min_width = length(value),
        "min-height" => layout.min_height = length(value),
        "max-width" => layout.max_width = length(value),
        "max-height" => layout.max_height = length(value),
        "margin" => layout.margin = Sides::all(length(value)),
        "margin-top" => layout.margin.top = length(value),
        "margin-bottom" => layout.margin.bottom = length(value),
        "margin-left" => layout.margin.left = length(value),
        "margin-right" => layout.margin.right = length(value),
        "padding" => layout.padding = Sides::all(length(value)),
        "border" => layout.border_width = Sides::all(number(value)),
        "box-sizing" => layout.box_sizing = keyword(value),
        "overflow" => (layout.overflow_x, layout.overflow_y) = (keyword(value), keyword(value)),
        "overflow-y" => layout.overflow_y = keyword(value),
        "float" => layout.float = keyword(value),
        "clear" => layout.clear = keyword(value),
        "aspect-ratio" => layout.aspect_ratio = Some(number(value)),
        "line-clamp" => layout.line_clamp = number(value) as u32,
        "text-overflow" => layout.text_overflow = keyword(value),
        "vertical-align" => {
            layout.vertical_align = match value {
                "top" => VerticalAlign::Top,
                "middle" => VerticalAlign::Middle,
                "bottom" => VerticalAlign::Bottom,
                "text-top" => VerticalAlign::TextTop,
                "text-bottom" => VerticalAlign::TextBottom,
                "baseline" => VerticalAlign::Baseline,
                value => VerticalAlign::Length(length(value)),
            }
        }
        "flex-direction" => flex.direction = keyword(value),
        "flex-wrap" => flex.wrap = keyword(value),
        "flex-grow" => flex.grow = number(value),
        "flex-shrink" => flex.shrink = number(value),
        "order" => flex.order = number(value) as i32,
        "align-items" => flex.align_items = keyword(value),
        "justify-content" => flex.justify_content = keyword(value),
        "gap" => (flex.row_gap, flex.column_gap) = (length(value), length(value)),
        "columns" => {
            let track = GridTrack { min: TrackSize::Length(Length::Auto), max: TrackSize::Fraction(1.0) };
            flex.grid_template_columns =
                (0..number(value) as usize).map(|_| GridTemplatePart::Track(track)).collect();
        }
        "font-size" => text.font_size = number(value),
        "line-height" => {
            text.line_height = match value.strip_suffix("px") {
                Some(px) => LineHeight::Px(number(px)),
                None => LineHeight::Number(number(value)),
            }
        }
        "letter-spacing" => text.letter_spacing = number(value),
        "text-align" => text.text_align = keyword(value),
        "text-indent" => text.text_indent = length(value),
        "text-transform" => text.text_transform = keyword(value),
        "white-space" => text.white_space = keyword(value),
        "word-break" => text.word_break = keyword(value),
        "overflow-wrap" => text.overflow_wrap = keyword(value),
        "visibility" => text.visibility = keyword(value),
        "pointer-events" => text.pointer_events = keyword(value),
        "color" => text.color = Color::from_rgba(u32::from_str_radix(value, 16).expect("hexadecimal")),
        "opacity" => effects.opacity = number(value),
        "z-index" => effects.z_index = ZIndex::Index(number(value) as i32),
        "rotate" => effects.transform = vec![Transform::Rotate(number(value).to_radians())].into(),
        "translate" => {
            let (x, y) = value.split_once(' ').expect("x y");
            effects.transform = vec![Transform::Translate(length(x), length(y))].into();
        }
        "border-radius" => {
            let radius = Radius { x: length(value), y: length(value) };
            Rc::make_mut(&mut style.border).radius =
                Corners { top_left: radius, top_right: radius, bottom_right: radius, bottom_left: radius };
        }
        _ => panic!("the test styles do not know {name}"),
    }
}

fn initial_text() -> TextStyle {
    TextStyle { font_size: 10.0, ..(*base().text).clone() }
}

/// The style of an element in a box of its own kind, without any declaration.
fn initial(text: Rc<TextStyle>) -> ComputedStyle {
    ComputedStyle { text, ..base() }
}

/// Every property's initial value, as an element without sheets has it.
fn base() -> ComputedStyle {
    thread_local! {
        static BASE: ComputedStyle = {
            let mut tree = Tree::new("nameless");
            let mut stylist = Stylist::new(StyleContext {
                width: 200.0,
                height: 400.0,
                pixel_ratio: 2.0,
                appearance: minihost_ports::Appearance::Light,
                safe_area: minihost_ports::Insets::default(),
                font_scale: 1.0,
            });
            let changes = tree.take_changes();
            stylist.update(&tree, &changes);
            let style = stylist.style(tree.root()).expect("the root is attached");
            (*style).clone()
        };
    }
    BASE.with(Clone::clone)
}
