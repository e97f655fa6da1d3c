//! Writes frames to files as they cross to a host: what the players of both languages are compared on (`docs/frame-recording.md`).
//!
//! `cargo run -p minihost-ffi --example frames -- PROGRAMS FOLDER`, PROGRAMS being `tests/programs`: each of their pages in two looks, as
//! `FOLDER/NAME.frame`, and `all.frame` with what no page may happen to draw. What lay in FOLDER before goes.

use minihost_ffi::*;
use minihost_paint::format;
use std::error::Error;
use std::path::Path;

#[path = "frames/every.rs"]
mod every;

/// Programs of ours that are played; what they show needs no network.
const PROGRAMS: [&str; 4] = ["todo", "shop", "news", "gallery"];

const PATIENCE_MS: u64 = 60_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [programs, folder] = &arguments[..] else {
        return Err("two arguments: the folder with programs, the folder for frames".into());
    };
    let (programs, folder) = (Path::new(programs), Path::new(folder));
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let state = std::env::temp_dir().join(format!("minihost-frames-{}", std::process::id()));
    let written = write(programs, folder, &state);
    // Whatever came of it, nothing stays behind.
    let _ = std::fs::remove_dir_all(&state);
    std::fs::write(folder.join("all.frame"), format::encode(&every::frame()))?;
    println!("{} frames in {}", written? + 1, folder.display());
    Ok(())
}

fn write(programs: &Path, folder: &Path, state: &Path) -> Result<usize, Box<dyn Error>> {
    let config = MiniHostConfig {
        folder: state.to_string_lossy().into_owned(),
        app: HostApp { id: "dev.minihost.frames".into(), name: "Frames".into(), version: "1.0.0".into() },
        rollout: None,
        caps: None,
        catalog_folder: programs.to_string_lossy().into_owned(),
        fonts_folder: String::new(),
    };
    let host = MiniHost::new(config, MiniHostPorts::default(), None)?;
    let mut written = 0;
    for program in PROGRAMS {
        for path in pages(&std::fs::read_to_string(programs.join(program).join("app.json"))?) {
            for (look, screen) in looks() {
                let name = format!("{program}-{}-{look}", path.replace('/', "-"));
                let request = OpenRequest { screen, path: path.clone(), query: String::new(), scene: 0 };
                let session = host.open(program.to_owned(), request, None)?;
                let is_at_rest =
                    || session.settle(PATIENCE_MS).then_some(()).ok_or(format!("{name} does not rest"));
                is_at_rest()?;
                session.request_whole_frame();
                is_at_rest()?;
                let frame = session.take_frame().ok_or(format!("{name} has no frame"))?;
                std::fs::write(folder.join(format!("{name}.frame")), &frame.0)?;
                session.end();
                written += 1;
            }
        }
    }
    host.shut_down();
    Ok(written)
}

/// Paths of pages; not every `app.json` is strict JSON, so they are the quoted words of its first list.
fn pages(app: &str) -> Vec<String> {
    let list =
        app.split_once("\"pages\"").and_then(|(_, rest)| rest.split(['[', ']']).nth(1)).unwrap_or_default();
    list.split('"').filter(|word| word.contains('/')).map(str::to_owned).collect()
}

/// A phone by day and, narrower and in Chinese, by night.
fn looks() -> [(&'static str, ScreenSpec); 2] {
    let light = ScreenSpec {
        width: 375.0,
        height: 812.0,
        pixel_ratio: 2.0,
        safe_area: ScreenEdges { top: 44.0, right: 0.0, bottom: 34.0, left: 0.0 },
        font_scale: 1.0,
        appearance: UiAppearance::Light,
        language: UiLanguage::En,
    };
    let dark = ScreenSpec {
        width: 320.0,
        appearance: UiAppearance::Dark,
        language: UiLanguage::Zh,
        ..light.clone()
    };
    [("light", light), ("dark", dark)]
}
