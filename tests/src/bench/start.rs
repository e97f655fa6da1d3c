//! From the tap on a row of the catalog to the first picture of the program.
//!
//! Ours: the host process runs, the program is installed and not in memory; a tap opens it (package read and checked, its use
//! recorded on disk), its first frame is made and drawn to pixels. The rival is a web container of the kind that runs mini programs
//! in web views: Chromium and the container's page run, a tap opens an iframe in which glass-easel with its mini program adapter runs
//! the same program, compiled beforehand, until a frame has passed. (Dimina's container, the one that our goal names, is not on npm.)

use super::browser::Browser;
use super::{Effort, Samples, Table};
use crate::machine::Machine;
use crate::tools;
use minihost_host::desktop::BundledCatalog;
use minihost_host::{OpenOptions, Session, SessionListener, SessionState};
use minihost_paint::FrameState;
use minihost_paint::raster::Rasteriser;
use minihost_ports::{ProgramId, Screen};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

/// What is opened: a name, the program's folder below the workspace, and a page.
const PROGRAMS: &[(&str, &str, &str)] = &[
    ("shop (our sample)", "tests/programs/shop", "pages/home/home"),
    ("gallery (our sample)", "tests/programs/gallery", ""),
    ("wux: button", "tests/node/node_modules/wux-weapp/example", "pages/button/index"),
    ("wux: list", "tests/node/node_modules/wux-weapp/example", "pages/list/index"),
    ("wux: accordion", "tests/node/node_modules/wux-weapp/example", "pages/accordion/index"),
];

const PATIENCE: Duration = Duration::from_secs(60);

/// Runs it.
///
/// # Errors
/// What is missing on this machine.
pub fn run(effort: Effort) -> Result<Table, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let catalog = write_catalog(folder.path())?;
    let machine = Machine::with_catalog(Arc::new(catalog)).ok_or("the pinned fonts are not installed")?;
    let rasteriser = Rasteriser::new(machine.fonts.clone());
    let mut browser = if effort.alone { None } else { Some(Browser::start("start.mjs")?) };
    let mut table = Table::new(
        "start: from the tap to the first picture",
        if effort.alone { &[] } else { &[("web container in Chromium", Some(0.05))] },
    );
    // A short run opens one program of ours and one page of a library.
    let programs = PROGRAMS
        .iter()
        .filter(|(name, ..)| effort.size >= 1.0 || name.contains("shop") || name.contains("button"));
    for (name, program, page) in programs {
        let page = if page.is_empty() { first_page(program)? } else { (*page).to_owned() };
        let id = ProgramId::new(id_of(program)).map_err(|error| error.to_string())?;
        let address = match &mut browser {
            Some(browser) => browser.ask(&json!(["compile", program, page]))?,
            None => Value::Null,
        };
        let (mut ours, mut theirs) = (Samples::default(), Samples::default());
        for round in 0..=effort.rounds {
            let counts = round > 0 || effort.rounds == 1;
            let ms = open(&machine, &rasteriser, &id, &page)?;
            if counts {
                ours.push(ms);
            }
            if let Some(browser) = &mut browser {
                let answer = browser.ask(&json!(["start", address]))?;
                let figure = |at: usize| answer.get(at).and_then(Value::as_f64).unwrap_or(0.0);
                if figure(1) < 20.0 || figure(2) < 10.0 {
                    return Err(format!("the web container showed nothing of {name}: {answer}"));
                }
                if counts {
                    theirs.push(figure(0));
                }
            }
        }
        table.row(name, ours, if effort.alone { vec![] } else { vec![theirs] });
    }
    Ok(table)
}

struct Bell(std::sync::Mutex<Sender<()>>);

impl SessionListener for Bell {
    fn frame_ready(&self) {
        // Only the first one counts, and after it nobody listens.
        let _ = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).send(());
    }

    fn state_changed(&self, _: SessionState) {}
}

/// Milliseconds until the first frame is a picture.
fn open(machine: &Machine, rasteriser: &Rasteriser, id: &ProgramId, page: &str) -> Result<f64, String> {
    let screen = Screen { width: 375.0, height: 812.0, pixel_ratio: 1.0, ..Screen::default() };
    let options = OpenOptions { screen, path: Some(page.to_owned()), ..OpenOptions::default() };
    let (ring, bell) = channel();
    let start = Instant::now();
    let session = machine.host.open(id, options).map_err(|error| format!("{id}: {error}"))?;
    session.set_listener(Arc::new(Bell(std::sync::Mutex::new(ring))));
    bell.recv_timeout(PATIENCE).map_err(|_| format!("{id} drew nothing; {:?}", session.problems()))?;
    let state = frame(&session)?;
    for need in state.images.values() {
        if let Some(Ok(pixels)) = session.images().pixels(need.image, 1.0) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    let pixmap = rasteriser.compose(&state, 1.0);
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    if pixmap.width == 0 || state.accessible.len() < 3 {
        return Err(format!("the first frame of {id} shows next to nothing"));
    }
    session.close();
    // It ends in its own time, and not in the next round's.
    session.settle(PATIENCE);
    Ok(ms)
}

fn frame(session: &Session) -> Result<FrameState, String> {
    let frame = session.take_frame().ok_or("a frame was announced and is not there")?;
    let mut state = FrameState::new();
    state.apply_bytes(&frame).map_err(|error| error.to_string())?;
    Ok(state)
}

/// A catalog of the folders that programs are opened from.
fn write_catalog(folder: &Path) -> Result<BundledCatalog, String> {
    let mut folders: Vec<&str> = PROGRAMS.iter().map(|(_, program, _)| *program).collect();
    folders.dedup();
    let rows: Vec<Value> = folders
        .iter()
        .map(|program| {
            let words = json!({ "zh": program, "en": program });
            json!({
                "id": id_of(program), "folder": tools::root().join(program), "version": "1", "dialect": "wechat",
                "name": words, "description": words
            })
        })
        .collect();
    let file: PathBuf = folder.join("catalog.json");
    std::fs::write(&file, json!({ "programs": rows }).to_string()).map_err(|error| error.to_string())?;
    BundledCatalog::open(folder).map_err(|error| error.to_string())
}

/// The last folder but "example".
fn id_of(program: &str) -> &str {
    program.trim_end_matches("/example").rsplit('/').next().unwrap_or(program)
}

fn first_page(program: &str) -> Result<String, String> {
    let folder = tools::root().join(program);
    let machine = Machine::start().ok_or("the pinned fonts are not installed")?;
    let pages = machine.host.inspect_path(&folder).map_err(|error| error.to_string())?.pages;
    pages.into_iter().next().ok_or_else(|| format!("{program} has no pages"))
}
