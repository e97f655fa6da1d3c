//! A sheet for each page of the gallery, and so for each built-in component: light and dark, English and Chinese, at one and at three device
//! pixels per logical pixel, compared with goldens a person has looked at. `docs/gallery.md` shows them.
//!
//! `UPDATE_GOLDENS=1 cargo test -p minihost-tests --test component_goldens` writes the pictures and that page anew.

use minihost_host::Session;
use minihost_paint::raster::png_of_few_colours;
use minihost_ports::{Appearance, Insets, Locale, Screen};
use minihost_tests::golden::{self, Tolerance};
use minihost_tests::machine::Machine;
use minihost_tests::tools;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

const SCALES: [f32; 2] = [1.0, 3.0];
const STATES: [(&str, Appearance, Locale); 4] = [
    ("light, English", Appearance::Light, Locale::En),
    ("light, Chinese", Appearance::Light, Locale::Zh),
    ("dark, English", Appearance::Dark, Locale::En),
    ("dark, Chinese", Appearance::Dark, Locale::Zh),
];
/// The goldens have 256 colours each, so rare ones are a little off.
const TOLERANCE: Tolerance = Tolerance { channel: 32, stray: 2 };
const WIDTH: f32 = 375.0;
/// Pages are drawn as high as they are, within these.
const HEIGHTS: (f32, f32) = (320.0, 1200.0);

fn program() -> PathBuf {
    tools::root().join("tests/programs/gallery")
}

fn goldens() -> PathBuf {
    tools::root().join("tests/goldens/gallery")
}

fn screen(height: f32, scale: f32, appearance: Appearance, locale: Locale) -> Screen {
    Screen {
        width: WIDTH,
        height,
        pixel_ratio: scale,
        safe_area: Insets::default(),
        appearance,
        locale,
        ..Screen::default()
    }
}

/// As much as the page needs in either language, so that the pictures of a sheet are of one height.
fn height_of(machine: &Machine, page: &str) -> Result<f32, String> {
    let mut height = HEIGHTS.0;
    for locale in [Locale::En, Locale::Zh] {
        let screen = screen(HEIGHTS.0, 1.0, Appearance::Light, locale);
        let session = golden::open(machine, &program(), page, screen)?;
        height = height.max(content(&session).ok_or("the page has no size")?);
        session.close();
    }
    Ok(height.min(HEIGHTS.1).ceil())
}

/// The bar and the page's own height.
fn content(session: &Session) -> Option<f32> {
    const BAR: f32 = 44.0;
    let tree = session.page_tree()?;
    let bottom = tree.root.children.iter().filter_map(|child| child.rect).map(|rect| rect[1] + rect[3]);
    bottom.fold(None, |most: Option<f32>, one| Some(most.map_or(one, |most| most.max(one)))).map(|y| y + BAR)
}

/// Both sheets of a page.
fn check(machine: &Machine, page: &str) -> Result<(), String> {
    let height = height_of(machine, page)?;
    for scale in SCALES {
        let mut pictures = Vec::new();
        for (caption, appearance, locale) in STATES {
            let session = golden::open(machine, &program(), page, screen(height, scale, appearance, locale))?;
            pictures.push((caption, golden::draw(machine, &session, scale)?));
            session.close();
        }
        let sheet = golden::sheet(&machine.fonts, &pictures, scale);
        let file = goldens().join(format!("{}@{scale}x.png", name(page)));
        golden::check(&file, &sheet, TOLERANCE, png_of_few_colours)?;
    }
    Ok(())
}

/// "pages/button/button" is "button".
fn name(page: &str) -> &str {
    page.rsplit('/').next().unwrap_or(page)
}

#[test]
fn every_page_of_the_gallery() {
    let Some(first) = Machine::start() else {
        tools::missing("the pinned fonts are not installed (`npm ci --ignore-scripts` in tests/fonts)");
        return;
    };
    let pages = first.host.inspect_path(&program()).expect("the gallery").pages;
    fs::create_dir_all(goldens()).expect("a folder");
    let waiting = Mutex::new(pages.clone());
    let faults = Mutex::new(Vec::new());
    let work = |machine: &Machine| {
        loop {
            let Some(page) = waiting.lock().expect("no panic").pop() else { break };
            if let Err(fault) = check(machine, &page) {
                faults.lock().expect("no panic").push(format!("{}: {fault}", name(&page)));
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| work(&Machine::start().expect("a second host")));
        work(&first);
    });
    let faults = faults.into_inner().expect("no panic");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let docs = tools::root().join("docs/gallery.md");
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&docs, docs_of(&pages)).expect("docs/gallery.md is written");
    }
    let written = fs::read_to_string(&docs).unwrap_or_default();
    assert!(
        written == docs_of(&pages),
        "docs/gallery.md is not what the gallery has; UPDATE_GOLDENS=1 writes it"
    );
}

/// The page that shows them.
fn docs_of(pages: &[String]) -> String {
    let mut text = "\
# Built-in components

Each page of the sample program [`gallery`](../tests/programs/gallery), drawn by the Rust core: light and dark, English and Chinese. These pictures are
goldens of the test `component_goldens`, which draws them anew and compares; it has them at three device pixels per logical pixel, too: tap a
picture to see.
"
    .to_owned();
    for page in pages {
        let name = name(page);
        let picture = |scale| format!("../tests/goldens/gallery/{name}@{scale}x.png");
        let _ = write!(
            text,
            "\n## {name}\n\n[![The page of {name} in four states]({})]({})\n",
            picture(1),
            picture(3)
        );
    }
    text
}
