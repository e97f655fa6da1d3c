//! `docs/pages.md`: our pictures on the left, Chromium's on the right, and how alike they are.

use minihost_paint::images::DefaultDecoder;
use minihost_paint::raster::{Pixmap, png_of_few_colours};
use minihost_ports::ImageDecoder;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

/// Device pixels per logical pixel of both pictures.
const SCALE: u32 = 2;
/// Between them, in logical pixels.
const GAP: u32 = 16;
const GROUND: [u8; 4] = [0x8a, 0x8f, 0x98, 0xff];

/// Each look of a page with what is said below it.
const LOOKS: [(&str, &str); 2] = [("light", "by day, in English"), ("dark", "by night, in Chinese")];

const HEAD: &str = "\
# Pages beside Chromium

Pages of the sample program [`ride`](../tests/programs/ride), ours on the left of each picture and Chromium's on the right: the same elements, the
same style sheets, the same fonts, at two device pixels per logical pixel. Bars are left out: only a phone has them.

`cargo xtask pages` makes this page and its pictures anew. \"Alike\" is the share of pixels that look the same once both pictures are softened by a
pixel, without the controls that each platform draws in its own way; something is off if an edge of it is more than a pixel away.
";

/// Where everything is.
pub struct Paths<'a> {
    /// Which pages, in which order.
    pub list: &'a Path,
    /// What `minihost-equality looks` printed.
    pub pages: &'a Path,
    /// What `compare.mjs --figures` wrote.
    pub figures: &'a Path,
    /// Where that left Chromium's pictures.
    pub pictures: &'a Path,
    /// The folder of docs.
    pub docs: &'a Path,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    title: String,
    about: String,
}

#[derive(Deserialize)]
struct Page {
    name: String,
    boxes: serde_json::Map<String, Value>,
    picture: Picture,
}

#[derive(Deserialize)]
struct Picture {
    file: PathBuf,
    window: [f32; 4],
}

#[derive(Deserialize)]
struct Figures {
    name: String,
    differences: Vec<String>,
    /// The share of pixels that look different.
    looks: f64,
}

/// Writes the pictures and the page that shows them.
///
/// # Errors
/// A file is missing, is not what it should be, or cannot be written.
pub fn run(paths: &Paths<'_>) -> Result<(), String> {
    let rows: Vec<Row> = parse(paths.list, &read(paths.list)?)?;
    let mut pages = BTreeMap::new();
    for line in read(paths.pages)?.lines() {
        let page: Page = parse(paths.pages, line)?;
        pages.insert(page.name.clone(), page);
    }
    let figures: Vec<Figures> = parse(paths.figures, &read(paths.figures)?)?;
    let folder = paths.docs.join("images/pages");
    fs::create_dir_all(&folder).map_err(|error| fault(&folder, &error))?;
    let mut text = HEAD.to_owned();
    for row in rows {
        let (mut pictures, mut captions) = (String::from("|"), String::from("|"));
        for (look, words) in LOOKS {
            let name = format!("{} ({look})", row.name);
            let page = pages.get(&name).ok_or_else(|| format!("{name} was not drawn"))?;
            let figures =
                figures.iter().find(|figures| figures.name == name).ok_or(format!("no figures of {name}"))?;
            let file = format!("{}-{look}.png", row.name);
            let picture = beside(page, &paths.pictures.join(format!("{name}.chromium.png")))?;
            let to = folder.join(&file);
            fs::write(&to, png_of_few_colours(&picture)).map_err(|error| fault(&to, &error))?;
            let caption = caption(page, figures);
            println!("  {name:<18}{caption}");
            figures.differences.iter().take(3).for_each(|one| println!("    {one}"));
            let _ =
                write!(pictures, " ![{}, {words}: ours, then Chromium's](images/pages/{file}) |", row.title);
            let _ = write!(captions, " {words}: {caption} |");
        }
        let _ = write!(text, "\n## {}\n\n{}\n\n{pictures}\n|---|---|\n{captions}\n", row.title, row.about);
    }
    let page = paths.docs.join("pages.md");
    fs::write(&page, text).map_err(|error| fault(&page, &error))
}

fn caption(page: &Page, figures: &Figures) -> String {
    let boxes = page.boxes.len();
    let off = match figures.differences.len() {
        0 => format!("all {boxes} boxes stand within a pixel"),
        1 => format!("one of {boxes} boxes and their lines is off"),
        many => format!("{many} of {boxes} boxes and their lines are off"),
    };
    format!("{:.2} % alike, {off}", (1.0 - figures.looks) * 100.0)
}

/// The window of the page twice.
fn beside(page: &Page, theirs: &Path) -> Result<Pixmap, String> {
    let device = page.picture.window.map(|value| (value * SCALE as f32).round() as u32);
    let [x, y, width, height] = device;
    let gap = GAP * SCALE;
    let mut both = Pixmap { width: width * 2 + gap, height, rgba: Vec::new() };
    both.rgba = GROUND.repeat((both.width * height) as usize);
    for (file, (left, top), at) in [(&*page.picture.file, (x, y), 0), (theirs, (0, 0), width + gap)] {
        let bytes = fs::read(file).map_err(|error| fault(file, &error))?;
        let source = DefaultDecoder::default().decode(&bytes, 1.0).map_err(|error| fault(file, &error))?;
        if source.width < left + width || source.height < top + height {
            return Err(fault(file, &"the picture is smaller than its page"));
        }
        for row in 0..height {
            let start = |line: u32, column: u32, width: u32| ((line * width + column) * 4) as usize;
            let from = start(top + row, left, source.width);
            let to = start(row, at, both.width);
            let length = (width * 4) as usize;
            both.rgba[to..to + length].copy_from_slice(&source.rgba[from..from + length]);
        }
    }
    Ok(both)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| fault(file, &error))
}

fn parse<T: for<'a> Deserialize<'a>>(file: &Path, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| fault(file, &error))
}

fn fault(file: &Path, error: &dyn Display) -> String {
    format!("{}: {error}", file.display())
}
