//! Layout: boxes of 8,001 elements, made and laid out, beside taffy's own tree with the same styles.
//!
//! Styles are computed before the clock starts on our side, and stand ready as taffy's on the other. Both sides then make their
//! nodes and lay them out; both are put away after the clock stopped. The page holds no text: taffy has none, and a measure function that
//! hands out sizes known beforehand would say nothing about either side. Both must put every box at the same place.

use super::{Effort, Samples, Table};
use minihost_layout::{BoxTree, EstimatedText, LayoutEnv, NoImages};
use minihost_ports::{Appearance, Insets};
use minihost_style::{Origin, Restyled, StyleContext, StyleSheet, Stylist};
use minihost_tree::{Change, NodeId, StyleScope, Tree};
use std::rc::Rc;
use std::time::Instant;
use taffy::style_helpers::{TaffyAuto, length, percent};
use taffy::{AvailableSpace, Display, FlexDirection, Size, Style, TaffyTree};

const VIEWPORT: (f32, f32) = (375.0, 812.0);
/// Each has eight elements.
const ROWS: usize = 1000;

/// The same rules for our side; [`rival_style`] says them in taffy's words.
const SHEET: &str = "
page { display: block }
.row { display: flex; align-items: center; padding: 8px 12px; border-bottom: 1px solid #eee }
.icon { display: block; width: 40px; height: 40px; margin-right: 10px; flex-shrink: 0 }
.body { display: block; flex: 1; min-width: 0 }
.title { display: block; height: 22px; margin-bottom: 4px }
.meta { display: flex; justify-content: space-between }
.tag { display: block; width: 40px; height: 16px }
.wide { display: block; width: 30%; height: 16px }
.button { display: block; width: 60px; height: 28px; box-sizing: border-box; padding: 4px }
";

/// An element of a row: its class, and what stands in it.
struct Part(&'static str, &'static [Part]);

/// A static, so that its classes are the same strings for all who read it.
static ROW: Part = Part(
    "row",
    &[
        Part("icon", &[]),
        Part("body", &[Part("title", &[]), Part("meta", &[Part("tag", &[]), Part("wide", &[])])]),
        Part("button", &[]),
    ],
);

/// Our side: the tree with its styles, and what happened to it.
struct Page {
    tree: Tree,
    stylist: Stylist,
    changes: Vec<Change>,
    restyled: Restyled,
    /// The elements of class `tag`.
    tags: Vec<NodeId>,
}

impl Page {
    fn new(rows: usize) -> Page {
        fn add(tree: &mut Tree, parent: NodeId, part: &Part, tags: &mut Vec<NodeId>) {
            let node = tree.create_element("view", StyleScope::APP);
            tree.add_class(node, part.0, StyleScope::APP);
            tree.append(parent, node);
            if part.0 == "tag" {
                tags.push(node);
            }
            for inner in part.1 {
                add(tree, node, inner, tags);
            }
        }
        let mut tree = Tree::new("page");
        let mut tags = Vec::new();
        for _ in 0..rows {
            let root = tree.root();
            add(&mut tree, root, &ROW, &mut tags);
        }
        let mut stylist = Stylist::new(StyleContext {
            width: VIEWPORT.0,
            height: VIEWPORT.1,
            pixel_ratio: 2.0,
            appearance: Appearance::Light,
            safe_area: Insets::default(),
            font_scale: 1.0,
        });
        let (sheet, problems) = StyleSheet::parse(SHEET, "bench.wxss", &|_| None);
        assert!(problems.is_empty(), "{problems:?}");
        stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
        let changes = tree.take_changes();
        let restyled = stylist.update(&tree, &changes);
        Page { tree, stylist, changes, restyled, tags }
    }

    /// New widths for some of the tags, spread over the page: every one a leaf in a row of its own.
    fn change(&mut self, count: usize, width: usize) {
        let step = (self.tags.len() / count).max(1);
        for &tag in self.tags.iter().step_by(step).take(count) {
            self.tree.set_style(tag, &format!("width:{width}px"));
        }
        self.changes = self.tree.take_changes();
        self.restyled = self.stylist.update(&self.tree, &self.changes);
    }

    /// Brings boxes up to date. Milliseconds.
    fn update(&self, boxes: &mut BoxTree) -> f64 {
        let env = LayoutEnv { measurer: &EstimatedText, images: &NoImages, viewport: VIEWPORT };
        let start = Instant::now();
        boxes.update(&self.tree, &self.stylist, &self.changes, &self.restyled, &env);
        start.elapsed().as_secs_f64() * 1000.0
    }

    /// Makes and lays out all boxes. Milliseconds.
    fn lay_out(&self) -> (BoxTree, f64) {
        let mut boxes = BoxTree::new();
        let ms = self.update(&mut boxes);
        (boxes, ms)
    }
}

fn rival_style(class: &str) -> Style {
    let style = Style { display: Display::Block, ..Style::DEFAULT };
    let size = |width, height| Size { width: length(width), height: length(height) };
    let edges = |left, right, top, bottom| taffy::Rect {
        left: length(left),
        right: length(right),
        top: length(top),
        bottom: length(bottom),
    };
    match class {
        "row" => Style {
            display: Display::Flex,
            align_items: taffy::AlignItems::CENTER,
            padding: edges(12.0, 12.0, 8.0, 8.0),
            border: edges(0.0, 0.0, 0.0, 1.0),
            ..style
        },
        "icon" => Style {
            size: size(40.0, 40.0),
            margin: taffy::Rect { right: length(10.0), ..taffy::Rect::zero() },
            flex_shrink: 0.0,
            ..style
        },
        "body" => Style {
            flex_grow: 1.0,
            flex_basis: percent(0.0),
            min_size: Size { width: length(0.0), height: taffy::LengthPercentageAuto::AUTO },
            ..style
        },
        "title" => Style {
            size: Size { height: length(22.0), ..Size::auto() },
            margin: taffy::Rect { bottom: length(4.0), ..taffy::Rect::zero() },
            ..style
        },
        "meta" => Style {
            display: Display::Flex,
            flex_direction: FlexDirection::Row,
            justify_content: taffy::AlignContent::SPACE_BETWEEN,
            ..style
        },
        "tag" => Style { size: size(40.0, 16.0), ..style },
        "wide" => Style { size: Size { width: percent(0.3), height: length(16.0) }, ..style },
        "button" => Style {
            size: size(60.0, 28.0),
            padding: edges(4.0, 4.0, 4.0, 4.0),
            box_sizing: taffy::BoxSizing::BorderBox,
            ..style
        },
        _ => style,
    }
}

/// taffy's own tree, laid out. Milliseconds.
fn rival(rows: usize) -> (TaffyTree, taffy::NodeId, f64) {
    fn collect(part: &Part, styles: &mut Vec<(&'static str, Style)>) {
        if styles.iter().all(|(class, _)| *class != part.0) {
            // Content boxes are what CSS begins with; taffy begins with the other.
            let own = rival_style(part.0);
            let box_sizing = if part.0 == "button" { own.box_sizing } else { taffy::BoxSizing::ContentBox };
            styles.push((part.0, Style { box_sizing, ..own }));
        }
        for inner in part.1 {
            collect(inner, styles);
        }
    }
    fn add(tree: &mut TaffyTree, part: &Part, styles: &[(&'static str, Style)]) -> taffy::NodeId {
        let style =
            styles.iter().find(|(class, _)| std::ptr::eq(*class, part.0)).map(|(_, style)| style.clone());
        let style = style.unwrap_or_default();
        let mut children = [taffy::NodeId::new(0); 3];
        for (inner, child) in part.1.iter().zip(&mut children) {
            *child = add(tree, inner, styles);
        }
        tree.new_with_children(style, &children[..part.1.len()]).expect("the children are there")
    }
    let mut styles = Vec::new();
    collect(&ROW, &mut styles);
    let start = Instant::now();
    let mut tree = TaffyTree::new();
    // Ours does not round either.
    tree.disable_rounding();
    let rows: Vec<taffy::NodeId> = (0..rows).map(|_| add(&mut tree, &ROW, &styles)).collect();
    let page = Style { display: Display::Block, box_sizing: taffy::BoxSizing::ContentBox, ..Style::DEFAULT };
    let root = tree.new_with_children(page, &rows).expect("the rows are there");
    let space =
        Size { width: AvailableSpace::Definite(VIEWPORT.0), height: AvailableSpace::Definite(VIEWPORT.1) };
    tree.compute_layout(root, space).expect("the root is there");
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    (tree, root, ms)
}

/// Every box stands where taffy puts it.
fn same_places(boxes: &BoxTree, tree: &TaffyTree, root: taffy::NodeId) -> Result<usize, String> {
    let mut open = vec![(boxes.root().ok_or("there are no boxes")?, root)];
    let mut count = 0;
    while let Some((ours, theirs)) = open.pop() {
        count += 1;
        let node = boxes.node(ours);
        let layout = tree.layout(theirs).map_err(|error| error.to_string())?;
        let places = [
            (node.rect.x, layout.location.x),
            (node.rect.y, layout.location.y),
            (node.rect.width, layout.size.width),
            (node.rect.height, layout.size.height),
        ];
        let inner = tree.children(theirs).map_err(|error| error.to_string())?;
        if places.iter().any(|(a, b)| (a - b).abs() > 0.01) || inner.len() != node.children.len() {
            return Err(format!("box {count} stands elsewhere in taffy: {:?}, {layout:?}", node.rect));
        }
        open.extend(node.children.iter().copied().zip(inner));
    }
    Ok(count)
}

/// All of it, beside taffy.
///
/// # Errors
/// The sides differ.
pub fn run(effort: Effort) -> Result<Table, String> {
    let rows = effort.of(ROWS);
    let page = Page::new(rows);
    let (mut ours, mut theirs) = (Samples::default(), Samples::default());
    let mut count = 0;
    for round in 0..=effort.rounds {
        let (boxes, our_ms) = page.lay_out();
        let (tree, root, their_ms) = rival(rows);
        count = same_places(&boxes, &tree, root)?;
        if round > 0 || effort.rounds == 1 {
            ours.push(our_ms);
            theirs.push(their_ms);
        }
    }
    let rivals: &[(&str, Option<f64>)] = if effort.alone { &[] } else { &[("bare taffy", Some(1.15))] };
    let mut table = Table::new("layout: boxes made and laid out, styles given", rivals);
    let theirs = if effort.alone { Vec::new() } else { vec![theirs] };
    table.row(&format!("{count} boxes"), ours, theirs);
    Ok(table)
}

/// A hundred leaves that change, beside all of it anew.
///
/// # Errors
/// The change led elsewhere than a layout from scratch.
pub fn change(effort: Effort) -> Result<Table, String> {
    let mut page = Page::new(effort.of(ROWS));
    let (mut boxes, _) = page.lay_out();
    let (mut ours, mut whole) = (Samples::default(), Samples::default());
    for round in 0..=effort.rounds {
        page.change(effort.of(100), 20 + round % 30);
        let ms = page.update(&mut boxes);
        let (fresh, whole_ms) = page.lay_out();
        if boxes.to_text(&page.tree) != fresh.to_text(&page.tree) {
            return Err("the change led elsewhere than a layout from scratch".into());
        }
        if round > 0 || effort.rounds == 1 {
            ours.push(ms);
            whole.push(whole_ms);
        }
    }
    let mut table = Table::new("layout: a change of some leaves", &[("all of it anew, ours", Some(0.15))]);
    table.row(&format!("{} leaves", effort.of(100)), ours, vec![whole]);
    Ok(table)
}

/// Lays all of it out again and again, for a profiler. Milliseconds each.
pub fn repeat(times: usize) -> Samples {
    let page = Page::new(ROWS);
    let mut samples = Samples::default();
    for _ in 0..times {
        samples.push(page.lay_out().1);
    }
    samples
}
