//! Cases: a few elements and a few rules each.

use crate::{SCREEN, dump, markup};
use minihost_layout::{BoxTree, FontBook, LayoutEnv, NoImages};
use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::{Origin, StyleContext, StyleSheet, Stylist, ua_sheet, ua_text};
use minihost_tree::StyleScope;
use std::rc::Rc;

/// Lays out every case of these files and prints it.
///
/// # Errors
/// A file that cannot be read.
pub fn run(files: &[&str], fonts: &FontBook) -> Result<(), String> {
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let feature = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".html");
        for case in split(&text) {
            let dark = case.name.ends_with("(dark)");
            println!("{}", lay_out(&format!("{feature}: {}", case.name), case, dark, fonts));
        }
    }
    Ok(())
}

struct Case<'a> {
    name: &'a str,
    css: &'a str,
    html: &'a str,
}

/// `# name`, rules, then elements from the first line that begins with `<`.
fn split(text: &str) -> Vec<Case<'_>> {
    let text = text.strip_prefix("# ").unwrap_or(text);
    text.split("\n# ")
        .map(|chunk| {
            let (name, rest) = chunk.split_once('\n').unwrap_or((chunk, ""));
            let at = if rest.starts_with('<') { 0 } else { rest.find("\n<").map_or(rest.len(), |at| at + 1) };
            Case { name: name.trim(), css: &rest[..at], html: rest[at..].trim_end() }
        })
        .collect()
}

fn lay_out(name: &str, case: Case<'_>, dark: bool, fonts: &FontBook) -> serde_json::Value {
    let (width, height) = SCREEN;
    let mut tree = markup::tree(case.html);
    let mut stylist = Stylist::new(StyleContext {
        width,
        height,
        pixel_ratio: 2.0,
        appearance: if dark { Appearance::Dark } else { Appearance::Light },
        safe_area: Insets::default(),
        font_scale: 1.0,
    });
    stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
    let (sheet, problems) = StyleSheet::parse(case.css, "case.wxss", &|_| None);
    for problem in problems {
        eprintln!("{name}: {problem}");
    }
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    let restyled = stylist.update(&tree, &changes);
    let mut boxes = BoxTree::new();
    let env = LayoutEnv { measurer: fonts, images: &NoImages, viewport: SCREEN };
    boxes.update(&tree, &stylist, &changes, &restyled, &env);
    let text_of = |path: &str| {
        if path == "case.wxss" { case.css.to_owned() } else { ua_text(Dialect::WeChat) }
    };
    dump::page(name, &tree, &stylist, &boxes, SCREEN, &text_of)
}
