//! Long lists: painted in pieces that are kept, they look as if painted whole and anew.

use crate::support::fonts;
use minihost_layout::{BoxTree, LayoutEnv, NoImages};
use minihost_paint::raster::{Rasteriser, png};
use minihost_paint::{
    Canvas, Colour, FrameBuilder, FrameState, PaintEnv, Painter, Placed, Rect, Size, SurfaceLayers,
};
use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::{Origin, StyleContext, StyleSheet, Stylist, ua_sheet};
use minihost_tree::{NodeId, StyleScope, Tree};
use std::rc::Rc;

const WINDOW: Size = Size { width: 120.0, height: 300.0 };
const CSS: &str =
    "page { font-size: 10px; } .row { display: flex; padding: 1.3px 4px; border-top: 1px solid #ddd; }
    .hot { background: #fde; } .name { flex: 1; } .gone { display: none; } .big { padding: 5px; }
    .cut { overflow: hidden; height: 14px; } .out { box-shadow: 0 0 4px #07c160; }";

/// A list with everything that draws it.
struct Page {
    tree: Tree,
    list: NodeId,
    stylist: Stylist,
    boxes: BoxTree,
    painter: Painter,
    next: usize,
}

impl Page {
    fn new(rows: usize) -> Page {
        let mut stylist = Stylist::new(StyleContext {
            width: WINDOW.width,
            height: WINDOW.height,
            pixel_ratio: 1.0,
            appearance: Appearance::Light,
            safe_area: Insets::default(),
            font_scale: 1.0,
        });
        stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
        let (sheet, problems) = StyleSheet::parse(CSS, "page.wxss", &|_| None);
        assert!(problems.is_empty(), "{problems:?}");
        stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
        let mut tree = Tree::new("page");
        let list = tree.create_element("view", StyleScope::APP);
        let root = tree.root();
        tree.append(root, list);
        let boxes = BoxTree::new();
        let mut page = Page { tree, list, stylist, boxes, painter: Painter::new(), next: 0 };
        for _ in 0..rows {
            let row = page.row();
            page.tree.append(page.list, row);
        }
        let after = page.tree.create_text("after the list");
        page.tree.append(root, after);
        page
    }

    fn row(&mut self) -> NodeId {
        self.next += 1;
        let row = self.tree.create_element("view", StyleScope::APP);
        self.tree.add_class(row, "row", StyleScope::APP);
        self.tree.set_listener(row, "tap", true);
        for (class, text) in [("id", self.next.to_string()), ("name", format!("name {}", self.next * 7))] {
            let cell = self.tree.create_element("view", StyleScope::APP);
            self.tree.add_class(cell, class, StyleScope::APP);
            let text = self.tree.create_text(&text);
            self.tree.append(cell, text);
            self.tree.append(row, cell);
        }
        row
    }

    fn update(&mut self) {
        let fonts = fonts().expect("asked before");
        let changes = self.tree.take_changes();
        let restyled = self.stylist.update(&self.tree, &changes);
        let env = LayoutEnv { measurer: &*fonts, images: &NoImages, viewport: (WINDOW.width, WINDOW.height) };
        self.boxes.update(&self.tree, &self.stylist, &changes, &restyled, &env);
    }

    fn paint(&self, painter: &mut Painter) -> SurfaceLayers {
        let env = PaintEnv {
            images: &(),
            texts: &(),
            canvases: &(),
            offsets: &(),
            window: WINDOW,
            page: false,
            scale: 1.0,
            appearance: Appearance::Light,
            locale: minihost_ports::Locale::En,
        };
        painter.paint(&self.boxes, &self.tree, &self.stylist, &env)
    }

    /// Updates and paints with what was kept; it must be the same as without.
    fn check(&mut self) -> SurfaceLayers {
        self.update();
        let mut painter = std::mem::take(&mut self.painter);
        let kept = self.paint(&mut painter);
        self.painter = painter;
        let fresh = self.paint(&mut Painter::new());
        assert_eq!(kept.accessible, fresh.accessible);
        assert!(kept == fresh, "layers differ");
        kept
    }
}

fn pixels(layers: &SurfaceLayers) -> Vec<u8> {
    let canvas = Canvas { size: WINDOW, scale: 1.0, background: Colour::WHITE };
    let placed = [Placed::new(0, Rect::new(0.0, 0.0, WINDOW.width, WINDOW.height), layers)];
    let frame = FrameBuilder::new().build(canvas, &placed).expect("the first frame");
    let mut state = FrameState::new();
    state.apply(frame).expect("a valid frame");
    png(&Rasteriser::new(fonts().expect("asked before")).compose(&state, 1.0))
}

#[test]
fn kept_pieces_are_as_good_as_new_ones() {
    if fonts().is_none() {
        return;
    }
    let mut page = Page::new(200);
    let first = page.check();
    assert!(first.layers.len() > 4, "the list is cut");
    assert!(
        first
            .layers
            .iter()
            .all(|layer| layer.content.as_ref().is_some_and(|content| content.ops.len() < 400))
    );
    let rows = |page: &Page| page.tree.children(page.list).to_vec();
    // Each change, and the most pieces that may be painted anew for it: the piece itself, and one that is cut differently.
    type Change = (&'static str, fn(&mut Page, &[NodeId]), usize);
    let changes: &[Change] = &[
        ("nothing", |_, _| {}, 0),
        (
            "looks",
            |page, rows| {
                page.tree.add_class(rows[3], "hot", StyleScope::APP);
            },
            1,
        ),
        (
            "a shadow",
            |page, rows| {
                page.tree.add_class(rows[40], "out", StyleScope::APP);
            },
            1,
        ),
        (
            "size",
            |page, rows| {
                page.tree.add_class(rows[90], "big", StyleScope::APP);
            },
            200,
        ),
        (
            "one goes",
            |page, rows| {
                page.tree.release(rows[4]);
            },
            200,
        ),
        (
            "text",
            |page, rows| {
                let cell = page.tree.children(rows[7])[1];
                let text = page.tree.children(cell)[0];
                page.tree.set_text(text, "new");
            },
            1,
        ),
        (
            "not shown",
            |page, rows| {
                page.tree.add_class(rows[60], "gone", StyleScope::APP);
            },
            200,
        ),
        (
            "cut",
            |page, rows| {
                page.tree.add_class(rows[61], "cut", StyleScope::APP);
            },
            200,
        ),
        (
            "one comes",
            |page, rows| {
                let row = page.row();
                page.tree.insert_before(page.list, row, rows[20]);
            },
            200,
        ),
        (
            "they change places",
            |page, rows| {
                page.tree.insert_before(page.list, rows[150], rows[1]);
                page.tree.insert_before(page.list, rows[1], rows[151]);
            },
            200,
        ),
        (
            "a name for screen readers",
            |page, rows| {
                page.tree.set_attribute(rows[30], "aria-label", "here".into());
            },
            1,
        ),
        (
            "one is lifted",
            |page, rows| {
                page.tree.set_style(rows[12], "position: relative; top: 3px");
            },
            200,
        ),
        (
            "and put back",
            |page, rows| {
                page.tree.set_style(rows[12], "");
            },
            200,
        ),
        (
            "one scrolls",
            |page, rows| {
                page.tree.set_style(rows[14], "overflow: scroll; height: 9px");
            },
            200,
        ),
        (
            "most go",
            |page, rows| {
                for &row in &rows[10..] {
                    page.tree.release(row);
                }
            },
            200,
        ),
    ];
    let mut before = first;
    for (name, change, most) in changes {
        let shown = rows(&page);
        change(&mut page, &shown);
        let after = page.check();
        let same = |layer: &&minihost_paint::Layer| {
            !before.layers.iter().any(|old| old.id == layer.id && old.content == layer.content)
        };
        let anew = after.layers.iter().filter(same).count();
        assert!(anew <= *most, "{name}: {anew} layers have new content");
        before = after;
    }
    assert!(before.layers.len() <= 3, "a short list is not cut");
}

#[test]
fn pieces_look_like_the_whole() {
    if fonts().is_none() {
        return;
    }
    let mut page = Page::new(70);
    let rows = page.tree.children(page.list).to_vec();
    page.tree.add_class(rows[3], "hot", StyleScope::APP);
    page.tree.add_class(rows[6], "out", StyleScope::APP);
    let cut = page.check();
    // A row that is lifted, and does not move, keeps the list whole.
    page.tree.set_style(rows[69], "position: relative");
    let whole = page.check();
    assert!(cut.layers.len() > whole.layers.len());
    assert!(pixels(&cut) == pixels(&whole), "the same picture");
}
