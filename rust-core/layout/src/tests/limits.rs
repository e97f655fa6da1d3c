//! Size, depth and work.

use crate::testing::{Counting, NamedSizes, Page, TestStyles};
use crate::{BoxTree, LayoutEnv};
use minihost_tree::{StyleScope, Tree};
use std::sync::atomic::Ordering;

/// Layout recurses, and a session's thread has 8 MB of stack (see `script`).
fn on_session_stack(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(8 << 20).spawn(test).expect("a thread").join().expect("no panic");
}

fn deep(style: &'static str, tag: &'static str) {
    on_session_stack(move || {
        let mut tree = Tree::new("page");
        // From the innermost outwards: attaching climbs.
        let mut inner = tree.create_text("x");
        for _ in 0..5000 {
            let node = tree.create_element(tag, StyleScope::APP);
            tree.set_style(node, style);
            let text = tree.create_text("x");
            tree.append(node, text);
            tree.append(node, inner);
            inner = node;
        }
        let root = tree.root();
        tree.append(root, inner);
        let mut styles = TestStyles::default();
        let restyled = styles.update(&tree);
        let mut boxes = BoxTree::new();
        let measurer = Counting::default();
        let env = LayoutEnv { measurer: &measurer, images: &NamedSizes, viewport: (375.0, 600.0) };
        let start = std::time::Instant::now();
        let report = boxes.update_with(&tree, &styles, &[], &restyled, &env);
        println!("{tag} {style}: {:?}", start.elapsed());
        if tag == "view" {
            assert_eq!(report.problems.len(), 1, "reported once");
        }
        let root = boxes.root().expect("displayed");
        assert!(boxes.node(root).rect.height > 0.0);
        boxes.hit_test(5.0, 5.0, &crate::Unscrolled);
    });
}

#[test]
fn deep_trees_are_cut() {
    deep("", "view");
    deep("display:flex; flex-direction:column; padding:1px", "view");
    deep("display:flex", "view");
    deep("display:grid; columns:2", "view");
    deep("display:inline-block", "view");
    deep("float:left", "view");
    deep("position:relative", "view");
    deep("", "text");
}

/// Grids in grids: each asks its items for several sizes.
#[test]
fn layout_ends_after_so_many_steps() {
    on_session_stack(|| {
        let mut tree = Tree::new("page");
        let mut at = tree.root();
        for _ in 0..60 {
            let grid = tree.create_element("view", StyleScope::APP);
            tree.set_style(grid, "display:grid;columns:2;align-items:baseline");
            let item = tree.create_element("view", StyleScope::APP);
            let text = tree.create_text("x");
            tree.append(item, text);
            tree.append(grid, item);
            tree.append(at, grid);
            at = grid;
        }
        let mut styles = TestStyles::default();
        let restyled = styles.update(&tree);
        let mut boxes = BoxTree::new();
        let measurer = Counting::default();
        let env = LayoutEnv { measurer: &measurer, images: &NamedSizes, viewport: (375.0, 600.0) };
        let report = boxes.update_with(&tree, &styles, &[], &restyled, &env);
        assert!(report.problems[0].message.contains("too many steps"), "{:?}", report.problems);
        let again = boxes.update_with(&tree, &styles, &[], &restyled, &env);
        assert!(again.problems.is_empty(), "reported once");
    });
}

fn list(rows: usize) -> Page {
    let mut page = Page::new("view #list");
    page.viewport = (375.0, 600.0);
    let list = page.find("list");
    for row in 0..rows {
        let view = page.tree.create_element("view", StyleScope::APP);
        page.tree.set_style(view, "display:flex; padding:4px");
        let image = page.tree.create_element("image", StyleScope::APP);
        page.tree.set_style(image, "width:40px; height:40px");
        let body = page.tree.create_element("view", StyleScope::APP);
        page.tree.set_style(body, "flex-grow:1; flex-shrink:1");
        let title = page.tree.create_element("text", StyleScope::APP);
        let text = page.tree.create_text(&format!("Row {row} 的标题 with some words in it"));
        let rest =
            page.tree.create_text("and a common second part that wraps over a line or two on a narrow phone");
        page.tree.append(title, text);
        page.tree.append(body, title);
        page.tree.append(body, rest);
        page.tree.append(view, image);
        page.tree.append(view, body);
        page.tree.append(list, view);
    }
    page
}

#[test]
fn a_changed_text_measures_only_its_own_words() {
    let mut page = list(200);
    let report = page.update();
    assert_eq!(report.measure_calls, 1, "all paragraphs in one batch");
    let text = page.tree.descendants(page.find("list"))[5];
    assert!(page.tree.node(text).expect("alive").text().is_some());
    let before = page.measurer.0.load(Ordering::Relaxed);
    page.tree.set_text(text, "Quite another headline");
    let report = page.update();
    assert_eq!(
        page.measurer.0.load(Ordering::Relaxed) - before,
        3,
        "Quite, another, headline; the blank is known"
    );
    assert_eq!((report.rebuilt, report.measure_calls), (1, 1));
    assert_eq!(page.text(), page.fresh_text());
}

#[test]
fn colours_move_nothing() {
    let mut page = list(20);
    page.update();
    let title = page.tree.descendants(page.find("list"))[4];
    page.tree.set_style(title, "color:ff0000ff");
    let report = page.update();
    assert!(!report.relaid && report.measured_words == 0);
    let body = page.tree.parent(title).expect("attached");
    let id = page.boxes.box_of(body).expect("displayed");
    let crate::BoxContent::Paragraph(lines) = &page.boxes.node(id).content else { panic!("a paragraph") };
    assert_eq!(lines[0].fragments[0].style.text.color.to_rgba(), 0xff00_00ff);
}

/// Not a benchmark: a bound that only something quadratic would miss.
#[test]
fn large_trees_are_laid_out_in_time() {
    let mut page = list(1340);
    let start = std::time::Instant::now();
    let report = page.update();
    let first = start.elapsed();
    assert!(report.rebuilt > 4000);
    let text = page.tree.descendants(page.find("list"))[5];
    page.tree.set_text(text, "changed");
    let changes = page.tree.take_changes();
    let env = LayoutEnv { measurer: &page.measurer, images: &NamedSizes, viewport: page.viewport };
    let start = std::time::Instant::now();
    page.boxes.update_with(&page.tree, &page.styles, &changes, &[], &env);
    let second = start.elapsed();
    println!("{} nodes: first {first:?}, one text {second:?}", page.tree.len());
    assert!(first.as_secs() < 10, "{first:?}");

    // Much of one thing in one paragraph.
    for text in
        ["x".repeat(200_000), "words and ".repeat(20_000), "汉字".repeat(50_000), " \n".repeat(50_000)]
    {
        let mut page = Page::new("view #a {word-break:break-all}\n  text #b");
        let node = page.tree.create_text(&text);
        page.tree.append(page.find("b"), node);
        let start = std::time::Instant::now();
        page.update();
        println!("{} bytes: {:?}", text.len(), start.elapsed());
        assert!(start.elapsed().as_secs() < 10);
    }
    let mut page = Page::new("view #a");
    let holder = page.find("a");
    for _ in 0..20_000 {
        let node = page.tree.create_element("view", StyleScope::APP);
        page.tree.set_style(node, "display:inline-block; width:10px; height:10px");
        page.tree.append(holder, node);
    }
    let start = std::time::Instant::now();
    page.update();
    println!("20000 boxes in lines: {:?}", start.elapsed());
    assert!(start.elapsed().as_secs() < 20);
}
