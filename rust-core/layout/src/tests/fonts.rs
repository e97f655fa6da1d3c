//! Paragraphs with real fonts.

use crate::testing::{NamedSizes, Page, fonts};
use crate::{BoxContent, BoxTree, LayoutEnv};

/// The lines of the element `a`: text and width of each.
fn lines(source: &str) -> Option<Vec<(String, f32)>> {
    let book = fonts()?;
    let page = Page::new(source);
    let mut boxes = BoxTree::new();
    let env = LayoutEnv { measurer: book, images: &NamedSizes, viewport: (200.0, 400.0) };
    boxes.update_with(&page.tree, &page.styles, &[], &[], &env);
    let id = boxes.box_of(page.find("a")).expect("displayed");
    let BoxContent::Paragraph(lines) = &boxes.node(id).content else { panic!("a paragraph") };
    for fragment in lines.iter().flat_map(|line| &line.fragments) {
        let drawn = book.shape(&fragment.text, &fragment.font).width;
        assert!((drawn - fragment.width).abs() < 0.01, "{:?} is drawn {drawn} wide", fragment.text);
    }
    let text = |line: &crate::Line| line.fragments.iter().map(|fragment| &*fragment.text).collect::<String>();
    Some(lines.iter().map(|line| (text(line), line.width)).collect())
}

#[test]
fn chinese_latin_and_emoji_share_lines() {
    let source = "view #a {width:100px; font-size:20}\n  \"你好Rust世界👍🏽,再见!\"";
    let Some(lines) = lines(source) else { return };
    let texts: Vec<_> = lines.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["你好Rust", "世界👍🏽,再", "见!"], "{lines:?}");
    assert!(lines.iter().all(|(_, width)| *width <= 100.02));
}

#[test]
fn cut_words_are_drawn_as_measured() {
    let source = "view #a {width:60px; font-size:16; word-break:break-all; letter-spacing:1}\n  \"AVAVAV Tomorrow, internationalization\"";
    let Some(lines) = lines(source) else { return };
    assert!(lines.len() > 3 && lines.iter().all(|(_, width)| *width <= 60.02), "{lines:?}");
}

#[test]
fn an_ellipsis_fits() {
    let source = "view #a {width:90px; font-size:16; overflow:hidden; white-space:nowrap; text-overflow:ellipsis}\n  \"一个很长的标题 with words\"";
    let Some(lines) = lines(source) else { return };
    assert!(lines[0].0.ends_with('…') && lines[0].1 <= 90.02, "{lines:?}");
}
