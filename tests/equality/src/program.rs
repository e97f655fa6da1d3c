//! Pages of whole programs.

use crate::{SCREEN, dump};
use minihost_host::{Host, HostConfig, OpenOptions, Ports, Session, desktop};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_paint::raster::{Rasteriser, png};
use minihost_paint::{FrameState, Rect};
use minihost_ports::{Dialect, HostIdentity, Http, HttpRequest, HttpResponse, PortError, Reply, Screen};
use minihost_style::ua_text;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Device pixels per logical pixel, here and in the browser.
const SCALE: f32 = 2.0;

/// How long a page may take to come to rest.
const PATIENCE: Duration = Duration::from_secs(8);

/// Every request fails at once, so that two runs see the same page.
struct NoNetwork;

impl Http for NoNetwork {
    fn send(&self, _request: HttpRequest, reply: Reply<HttpResponse>) {
        reply.send(Err(PortError::Failed("there is no network here".into())));
    }
}

/// Opens every page of a program in a session of its own and prints it; with `pictures`, draws it into a PNG in that folder, too.
///
/// # Errors
/// The program cannot be opened at all, or a picture not be written.
pub fn run(folder: &Path, name: &str, fonts: &Arc<FontBook>, pictures: Option<&Path>) -> Result<(), String> {
    let state = tempfile::tempdir().map_err(|error| error.to_string())?;
    let host = host(state.path(), fonts)?;
    for page in host.inspect_path(folder).map_err(|error| error.to_string())?.pages {
        let screen = Screen { width: SCREEN.0, height: SCREEN.1, ..Screen::default() };
        let full = format!("{name}/{page}");
        let picture = pictures.map(|to| to.join(format!("{}.png", full.replace('/', "-"))));
        match open(&host, folder, &page, screen, fonts, picture.as_deref(), &full) {
            Ok(line) => println!("{line}"),
            Err(Fault::Page(reason)) => eprintln!("{full}: {reason}"),
            Err(Fault::Picture(reason)) => return Err(reason),
        }
    }
    Ok(())
}

/// A host that is at rest as soon as its programs are, with its state in a folder.
pub fn host(state: &Path, fonts: &Arc<FontBook>) -> Result<Arc<Host>, String> {
    let desktop = desktop::ports(fonts.clone(), Arc::new(DefaultDecoder::default()));
    let ports = Ports { http: Arc::new(NoNetwork), ..desktop };
    let identity =
        HostIdentity { id: "dev.minihost.equality".into(), name: "equality".into(), version: "0".into() };
    let mut config = HostConfig::new(identity, state.to_owned(), ports);
    config.endless_motion = false;
    Host::new(config).map_err(|error| error.to_string())
}

/// What went wrong.
pub enum Fault {
    /// With this page; others may do.
    Page(String),
    /// A picture could not be written.
    Picture(String),
}

/// Opens a page on a screen, draws it into a file if there is one, and says what was made of it.
pub fn open(
    host: &Host,
    folder: &Path,
    page: &str,
    screen: Screen,
    fonts: &Arc<FontBook>,
    picture: Option<&Path>,
    name: &str,
) -> Result<Value, Fault> {
    let screen = Screen { pixel_ratio: SCALE, ..screen };
    let options = OpenOptions { screen, path: Some(page.to_owned()), ..OpenOptions::default() };
    let session = host.open_path(folder, options).map_err(|error| Fault::Page(error.to_string()))?;
    session.settle(PATIENCE);
    if let Some(file) = picture {
        draw(&session, fonts, file).map_err(Fault::Picture)?;
    }
    let (sender, receiver) = channel();
    let (name, folder, file) = (name.to_owned(), folder.to_owned(), picture.map(Path::to_owned));
    session.inspect(move |page| {
        let Rect { x, y, width, height } = page.window;
        let text_of = |path: &str| sheet_text(&folder, path);
        let mut value = dump::page(&name, page.tree, page.stylist, page.boxes, (width, height), &text_of);
        if let Some(file) = file {
            value["picture"] = json!({ "file": file, "window": [x, y, width, height], "package": folder });
        }
        // The receiver waits below.
        let _ = sender.send(value);
    });
    let answer = receiver.recv_timeout(PATIENCE).map_err(|_| Fault::Page("no page".into()));
    session.close();
    answer
}

/// The screen as a host would show it.
fn draw(session: &Session, fonts: &Arc<FontBook>, file: &Path) -> Result<(), String> {
    let Some(frame) = session.take_frame() else { return Ok(()) };
    let mut state = FrameState::new();
    state.apply_bytes(&frame).map_err(|error| error.to_string())?;
    let rasteriser = Rasteriser::new(fonts.clone());
    for need in state.images.values() {
        if let Some(Ok(pixels)) = session.images().pixels(need.image, SCALE) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    let bytes = png(&rasteriser.compose(&state, SCALE));
    std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}

fn sheet_text(folder: &Path, path: &str) -> String {
    if path == "ua.css" {
        return ua_text(Dialect::WeChat);
    }
    let mut open = Vec::new();
    flatten(folder, Path::new(path.trim_start_matches('/')), &mut open)
}

/// A sheet with its imports in their places.
fn flatten(folder: &Path, path: &Path, open: &mut Vec<PathBuf>) -> String {
    if open.iter().any(|other| other == path) || open.len() > 30 {
        return String::new();
    }
    let Ok(text) = std::fs::read_to_string(folder.join(path)) else { return String::new() };
    open.push(path.to_owned());
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("@import") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end + 1);
        let rule = &rest[at + "@import".len()..end];
        let name = rule.split(['"', '\'']).nth(1).unwrap_or_default();
        let target = match name.strip_prefix('/') {
            Some(absolute) => PathBuf::from(absolute),
            None => join(path.parent().unwrap_or(Path::new("")), name),
        };
        out.push_str(&flatten(folder, &target, open));
        rest = &rest[end..];
    }
    out.push_str(rest);
    open.pop();
    out
}

fn join(base: &Path, name: &str) -> PathBuf {
    let mut path = base.to_owned();
    for part in name.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}
