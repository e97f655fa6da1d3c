//! Cases of float-pigment, the layout engine of WeChat's own renderer: elements that say where they expect to stand.
//!
//! The cases are that project's (`float-pigment-forest/tests/cases`) and are read from a checkout of it; none is kept here. A character is as wide
//! and as high as its font, and stands on its lower edge, as those tests have it.

use crate::markup;
use minihost_layout::{BoxTree, LayoutEnv, NoImages};
use minihost_ports::{Appearance, Dialect, Font, FontMetrics, Insets, TextMeasurer, Word};
use minihost_style::{Origin, StyleContext, StyleSheet, Stylist, ua_sheet};
use minihost_tree::{NodeId, StyleScope, Tree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What the cases are laid out in.
const WINDOW: (f32, f32) = (375.0, 750.0);
/// Both engines round in their own way.
const TOLERANCE: f32 = 1.0;

/// Runs every case below a folder and prints those that differ, and how many do not.
///
/// # Errors
/// A folder without cases; a case that Chrome agrees with and that differs and is not in `known`, or one in `known` that does not differ.
pub fn run(folder: &Path, known: &Path) -> Result<(), String> {
    let mut files = Vec::new();
    list(folder, 0, &mut files);
    if files.is_empty() {
        return Err(format!("no cases in {}", folder.display()));
    }
    let text = std::fs::read_to_string(known).map_err(|error| format!("{}: {error}", known.display()))?;
    let known: BTreeMap<String, String> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", known.display()))?;
    // The project marks the cases that Chrome agrees with; what is that engine's own way is no fault of ours.
    let (mut equal, mut agreed, mut agreed_equal, mut apart) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.strip_prefix(folder).unwrap_or(file).with_extension("").display().to_string();
        let html = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let misses = check(&html);
        let with_chrome = html.contains("data-chrome=\"true\"");
        equal += usize::from(misses.is_empty());
        agreed += usize::from(with_chrome);
        agreed_equal += usize::from(with_chrome && misses.is_empty());
        match (misses.is_empty(), known.get(&name)) {
            (true, None) => {}
            (true, Some(_)) => wrong.push(format!("{name}: does not differ any more")),
            (false, Some(reason)) => println!("{name}: {reason}"),
            (false, None) if !with_chrome => apart += 1,
            (false, None) => wrong.push(format!("{name}: {}", misses.join(", "))),
        }
    }
    println!(
        "{equal} of {} cases equal; {agreed_equal} of the {agreed} that Chrome agrees with; {apart} differ where Chrome does, too",
        files.len()
    );
    if wrong.is_empty() { Ok(()) } else { Err(format!("{} cases:\n{}", wrong.len(), wrong.join("\n"))) }
}

fn list(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && depth < 4 {
            list(&path, depth + 1, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// What stands elsewhere than it expects.
fn check(html: &str) -> Vec<String> {
    let mut tree = markup::tree(&tidy(html));
    let (width, height) = WINDOW;
    let mut stylist = Stylist::new(StyleContext {
        width,
        height,
        pixel_ratio: 1.0,
        appearance: Appearance::Light,
        safe_area: Insets::default(),
        font_scale: 1.0,
    });
    stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
    // As that engine has it: lines break anywhere, a border needs no style, and the outermost element holds what is positioned.
    let css = "page { height: 100%; font-size: 16px; line-height: normal; word-break: break-all; }
        div { display: block; border-style: solid; border-width: 0; } page > div { position: relative; }";
    let (sheet, _) = StyleSheet::parse(css, "case.wxss", &|_| None);
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    let restyled = stylist.update(&tree, &changes);
    let mut boxes = BoxTree::new();
    let env = LayoutEnv { measurer: &Squares, images: &NoImages, viewport: WINDOW };
    boxes.update(&tree, &stylist, &changes, &restyled, &env);
    let mut misses = Vec::new();
    for node in tree.descendants(tree.root()) {
        let at = place(&tree, &boxes, node);
        for (name, found) in ["left", "top", "width", "height"].into_iter().zip(at) {
            let expected = tree
                .element(node)
                .and_then(|element| element.text_attribute(&format!("data-expect-{name}")))
                .and_then(|text| text.trim().parse::<f32>().ok());
            if let Some(expected) = expected
                && (expected - found).abs() > TOLERANCE
            {
                misses.push(format!("{name} {found} for {expected}"));
            }
        }
    }
    misses
}

/// Left and top in the parent's border box, width and height; zeros for what is not displayed.
fn place(tree: &Tree, boxes: &BoxTree, node: NodeId) -> [f32; 4] {
    let Some(own) = boxes.rect_of(node) else { return [0.0; 4] };
    let parent = tree.parent(node).and_then(|parent| boxes.rect_of(parent)).unwrap_or_default();
    [own.x - parent.x, own.y - parent.y, own.width, own.height]
}

/// Without what stands between elements, and with text where a slot says how long one would be.
fn tidy(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(rest[..open].trim());
        let end = rest[open..].find('>').map_or(rest.len(), |end| open + end + 1);
        let tag = &rest[open..end];
        rest = &rest[end..];
        if tag.starts_with("<!") {
            continue;
        }
        out.push_str(&tag.split_whitespace().collect::<Vec<_>>().join(" "));
        if tag.starts_with("<text-slot")
            && let Some((_, length)) = tag.split_once("len=\"")
        {
            let length = length.split('"').next().and_then(|length| length.parse().ok()).unwrap_or(0);
            out.push_str(&"x".repeat(length));
        }
    }
    out
}

/// Characters as wide and as high as their font; a line may break between any two.
struct Squares;

impl TextMeasurer for Squares {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        widths.extend(words.iter().map(|word| word.text.chars().count() as f32 * word.font.size));
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        FontMetrics { ascent: font.size, descent: 0.0, line_gap: 0.0, x_height: font.size / 2.0 }
    }
}
