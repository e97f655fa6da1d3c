//! Pages of whole programs.

use crate::{SCREEN, dump};
use minihost_host::desktop::{DesktopClock, DesktopDevice, HttpsOnly};
use minihost_host::{Host, HostConfig, NoEvents, OpenOptions, Ports, Session};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_paint::raster::{Rasteriser, png};
use minihost_paint::{FrameState, Rect};
use minihost_ports::{Dialect, HostIdentity, Http, HttpRequest, HttpResponse, PortError, Reply, Screen};
use minihost_style::ua_text;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Device pixels per logical pixel, here and in the browser.
const SCALE: f32 = 2.0;

/// How long a page may take to come to rest.
const PATIENCE: Duration = Duration::from_secs(8);
/// Pages that are not drawn by then are waited for this often: a busy machine is no difference.
const AGAIN: usize = 5;

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
    let ports = Ports {
        http: Arc::new(NoNetwork),
        text: fonts.clone(),
        images: Arc::new(DefaultDecoder::default()),
        device: Arc::new(DesktopDevice::default()),
        clock: Arc::new(DesktopClock::default()),
        links: Arc::new(HttpsOnly),
        events: Arc::new(NoEvents),
        ui: None,
    };
    let identity =
        HostIdentity { id: "dev.minihost.equality".into(), name: "equality".into(), version: "0".into() };
    let mut config = HostConfig::new(identity, state.path().to_owned(), ports);
    config.endless_motion = false;
    let host = Host::new(config).map_err(|error| error.to_string())?;
    for page in host.inspect_path(folder).map_err(|error| error.to_string())?.pages {
        let screen = Screen { width: SCREEN.0, height: SCREEN.1, pixel_ratio: SCALE, ..Screen::default() };
        let options = OpenOptions { screen, path: Some(page.clone()), ..OpenOptions::default() };
        let session = match host.open_path(folder, options) {
            Ok(session) => session,
            Err(error) => {
                eprintln!("{name}/{page}: {error}");
                continue;
            }
        };
        session.settle(PATIENCE);
        let (sender, receiver) = channel();
        let (full, folder) = (format!("{name}/{page}"), folder.to_owned());
        let mut picture = pictures.map(|to| to.join(format!("{}.png", full.replace('/', "-"))));
        if let Some(file) = &picture
            && !draw(&session, fonts, file)?
        {
            eprintln!("{full}: was not drawn");
            picture = None;
        }
        session.inspect(move |page| {
            let Rect { x, y, width, height } = page.window;
            let text_of = |path: &str| sheet_text(&folder, path);
            let mut value = dump::page(&full, page.tree, page.stylist, page.boxes, (width, height), &text_of);
            if let Some(file) = picture {
                value["picture"] =
                    json!({ "file": file, "window": [x, y, width, height], "package": folder });
            }
            // The receiver waits below.
            let _ = sender.send(value.to_string());
        });
        match receiver.recv_timeout(PATIENCE) {
            Ok(line) => println!("{line}"),
            Err(_) => eprintln!("{name}/{page}: no page"),
        }
        session.close();
    }
    Ok(())
}

/// The screen as a host would show it; false if there is none.
fn draw(session: &Session, fonts: &Arc<FontBook>, file: &Path) -> Result<bool, String> {
    let wait = |_: usize| {
        let frame = session.take_frame();
        if frame.is_none() {
            session.request_whole_frame();
            session.settle(PATIENCE);
        }
        frame
    };
    let Some(frame) = (0..AGAIN).find_map(wait) else { return Ok(false) };
    let mut state = FrameState::new();
    state.apply_bytes(&frame).map_err(|error| error.to_string())?;
    let rasteriser = Rasteriser::new(fonts.clone());
    for need in state.images.values() {
        if let Some(Ok(pixels)) = session.images().pixels(need.image, SCALE) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    let bytes = png(&rasteriser.compose(&state, SCALE));
    std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(true)
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
