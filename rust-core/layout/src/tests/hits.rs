//! Where points fall and rectangles are.

use crate::testing::Page;
use crate::{Rect, Unscrolled};

/// The id of the element at a point.
fn at(page: &Page, x: f32, y: f32) -> String {
    page.boxes
        .hit_test(x, y, &Unscrolled)
        .and_then(|node| page.tree.element(node))
        .map_or_else(String::new, |element| element.id.to_string())
}

#[test]
fn hits() {
    let check = |source: &str, points: &[(f32, f32, &str)]| {
        let page = Page::new(source);
        for &(x, y, expected) in points {
            assert_eq!(at(&page, x, y), expected, "{x},{y} in\n{source}\n{}", page.text());
        }
    };
    // The innermost one; below everything is the page, which has no id here.
    check(
        "view #a {height:20px; padding:5px}\n  view #b {height:5px; width:10px}",
        &[(2.0, 2.0, "a"), (6.0, 6.0, "b"), (50.0, 6.0, "a"), (6.0, 300.0, "")],
    );
    // Inline elements are hit where their text is.
    check(
        "view #a\n  \"one \"\n  text #b\n    \"two\"\n    text #c\n      \"three\"",
        &[(2.0, 5.0, "a"), (22.0, 5.0, "b"), (40.0, 5.0, "c"), (100.0, 5.0, "a")],
    );
    // Later positioned boxes lie above, unless z-index says otherwise.
    check(
        "view #a {position:absolute; left:0; top:0; width:20px; height:20px}\nview #b {position:absolute; left:10px; top:0; width:20px; height:20px}",
        &[(5.0, 5.0, "a"), (15.0, 5.0, "b")],
    );
    check(
        "view #a {position:absolute; left:0; top:0; width:20px; height:20px; z-index:1}\nview #b {position:absolute; left:10px; top:0; width:20px; height:20px}",
        &[(15.0, 5.0, "a"), (25.0, 5.0, "b")],
    );
    // A child of an unindexed box competes with its uncle; a child of an indexed one does not.
    check(
        "view {position:relative; height:20px}\n  view #a {position:absolute; width:20px; height:40px; top:0; left:0; z-index:5}\nview #b {position:relative; height:20px; z-index:1}",
        &[(5.0, 25.0, "a")],
    );
    check(
        "view {position:relative; height:20px; z-index:0}\n  view #a {position:absolute; width:20px; height:40px; top:0; left:0; z-index:5}\nview #b {position:relative; height:20px; z-index:1}",
        &[(5.0, 25.0, "b"), (5.0, 5.0, "a")],
    );
    // Behind its parent's background siblings, but in front of the stacking context's.
    check(
        "view #p {position:relative; z-index:0; height:20px}\n  view #a {position:absolute; width:20px; height:20px; z-index:-1; top:0; left:0}\n  view #b {width:10px; height:20px}",
        &[(5.0, 5.0, "b"), (15.0, 5.0, "a")],
    );
    // Clips, also by a rounded corner.
    check(
        "view #a {width:20px; height:20px; overflow:hidden; border-radius:10px}\n  view #b {width:100px; height:100px}",
        &[(10.0, 10.0, "b"), (30.0, 10.0, ""), (1.0, 1.0, "")],
    );
    // What is positioned outside of a clip's box is not clipped.
    check(
        "view {overflow:hidden; height:10px}\n  view #a {position:absolute; left:0; top:0; width:20px; height:30px}",
        &[(5.0, 20.0, "a")],
    );
    check("view #a {height:10px}\n  view #b {pointer-events:none; height:10px}", &[(5.0, 5.0, "a")]);
    check(
        "view #a {height:10px}\n  view {visibility:hidden; height:10px}\n    view #c {visibility:visible; height:5px}",
        &[(5.0, 2.0, "c"), (5.0, 7.0, "a")],
    );
    // A quarter turn about the centre of 40 x 20.
    check(
        "view #a {width:40px; height:20px; rotate:90}",
        &[(2.0, 10.0, ""), (20.0, 10.0, "a"), (20.0, -5.0, "a"), (20.0, 25.0, "a")],
    );
    check("view #a {width:40px; height:20px; translate:50% 10}", &[(10.0, 15.0, ""), (50.0, 25.0, "a")]);
}

#[test]
fn scrolling_moves_what_is_inside() {
    let page = Page::new(
        "scroll-view #s {height:20px} [scroll-y]\n  view #a {height:20px}\n  view #b {height:20px}\n  view #f {position:fixed; left:100px; top:5px; width:10px; height:10px}",
    );
    let scroll = page.find("s");
    let offsets = move |node| (node == scroll).then_some((0.0, 15.0));
    let hit = |x: f32, y: f32| page.boxes.hit_test(x, y, &offsets);
    assert_eq!(hit(5.0, 2.0), Some(page.find("a")));
    assert_eq!(hit(5.0, 10.0), Some(page.find("b")));
    assert_eq!(hit(5.0, 30.0), Some(page.tree.root()), "outside of the clip");
    assert_eq!(hit(105.0, 7.0), Some(page.find("f")));
    assert_eq!(page.boxes.rect_in_window(page.find("b"), &offsets), Some(Rect::new(0.0, 5.0, 200.0, 20.0)));
    assert_eq!(page.boxes.rect_of(page.find("b")), Some(Rect::new(0.0, 20.0, 200.0, 20.0)));
    assert_eq!(page.boxes.scroll_extent(scroll), Some((200.0, 40.0)));
    assert_eq!(page.boxes.rect_in_window(page.find("f"), &offsets).map(|rect| rect.y), Some(5.0));
}

#[test]
fn the_page_scrolls_but_not_what_is_fixed() {
    let page = Page::new(
        "view #a {height:1000px}\nview #f {position:fixed; top:10px; left:0; width:50px; height:50px}",
    );
    let root = page.tree.root();
    let offsets = move |node| (node == root).then_some((0.0, 300.0));
    assert_eq!(page.boxes.content_size(), (200.0, 1000.0));
    assert_eq!(page.boxes.hit_test(5.0, 15.0, &offsets), Some(page.find("f")));
    assert_eq!(page.boxes.hit_test(5.0, 315.0, &offsets), Some(page.find("a")));
    assert_eq!(page.boxes.rect_in_window(page.find("f"), &offsets).map(|rect| rect.y), Some(10.0));
    assert_eq!(page.boxes.rect_in_window(page.find("a"), &offsets).map(|rect| rect.y), Some(-300.0));
}

#[test]
fn sticky_stays_in_view_within_its_holder() {
    let page = Page::new(
        "view {height:50px}\nview\n  view #s {position:sticky; top:10px; height:20px}\n  view {height:80px}\nview {height:900px}",
    );
    let root = page.tree.root();
    let top = |scrolled: f32| {
        let offsets = move |node| (node == root).then_some((0.0, scrolled));
        page.boxes.rect_in_window(page.find("s"), &offsets).expect("displayed").y
    };
    // Before, while and after its holder (50 to 150) passes the window's top.
    assert_eq!([top(0.0), top(40.0), top(60.0), top(120.0), top(200.0)], [50.0, 10.0, 10.0, 10.0, -70.0]);
}

#[test]
fn a_swiper_shows_its_current_page() {
    let page = Page::new("swiper [current=1]\n  swiper-item #a\n  swiper-item #b");
    assert_eq!(page.boxes.hit_test(5.0, 5.0, &Unscrolled), Some(page.find("b")));
    let rect = page.boxes.rect_in_window(page.find("a"), &Unscrolled).expect("displayed");
    assert_eq!((rect.x, rect.width), (-200.0, 200.0));
}

#[test]
fn rectangles_of_inline_elements() {
    let page = Page::new("view {width:50px; padding:3px}\n  \"one \"\n  text #a\n    \"two three\"");
    // The second word stands on the second line.
    assert_eq!(page.boxes.rect_of(page.find("a")), Some(Rect::new(3.0, 3.0, 35.0, 20.0)));
    let text = page.tree.children(page.find("a"))[0];
    assert_eq!(page.boxes.rect_of(text), page.boxes.rect_of(page.find("a")));
}
