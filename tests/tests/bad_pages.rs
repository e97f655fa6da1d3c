//! Pages that are wrong or too much: each must cost a bounded time and memory, say what was left out, and go on answering.
//!
//! `bad_pages/cases.rs` lists them. Each page begins with a counter and then does its worst; it is laid out with the pinned fonts, drawn
//! by the core's rasteriser, and tapped. `MINIHOST_BAD_PAGE` runs only those whose name has that text.

#[path = "bad_pages/cases.rs"]
mod cases;

use cases::Case;
use minihost_host::SessionState;
use minihost_paint::raster::Rasteriser;
use minihost_ports::StopReason;
use minihost_tests::machine::Machine;
use minihost_tests::memory::Peak;
use minihost_tests::phone::{Shown, shows};
use minihost_tests::tools::{self, write_files};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A page that does not open in this time hangs. Builds for tests are slow, and the machine may be busy; most pages take a hundredth.
const PATIENCE: Duration = Duration::from_secs(60);
/// No page may take more, its pictures and script heap included.
const MOST_MB: f64 = 700.0;
/// Where the counter stands, below the title bar.
const COUNTER: (f32, f32) = (187.0, 140.0);

const PAGE_JS: &str = r"
Page({
  data: { count: 'zero' },
  onLoad() { this.setData(require('../data')()) },
  count() { this.setData({ count: 'one' }) },
})
";

const COUNTER_WXML: &str = r"<view bindtap='count' style='position:fixed;z-index:2147483647;left:0;top:0;width:375px;height:120px;background:#fff;font:16px/20px sans-serif;letter-spacing:0;text-indent:0;text-transform:none'><text style='all:initial;font-size:16px'>{{count}}</text></view>";

fn write(case: &Case, scratch: &Path) -> PathBuf {
    let folder = scratch.join(case.name);
    write_files(
        &folder,
        &[
            ("app.json", r#"{"pages":["pages/index"]}"#),
            ("app.js", "App({})"),
            ("project.config.json", r#"{"appid":"wxbadpages"}"#),
            ("data.js", &format!("module.exports = () => ({})", case.data)),
            ("pages/index.json", "{}"),
            ("pages/index.js", PAGE_JS),
            ("pages/index.wxml", &format!("{COUNTER_WXML}{}", (case.wxml)())),
            ("pages/index.wxss", &(case.wxss)()),
        ],
    );
    for (name, bytes) in (case.files)() {
        std::fs::write(folder.join(name), bytes).expect("a file");
    }
    folder
}

struct Row {
    opened: Duration,
    drawn: Duration,
    answered: Duration,
    peak_mb: f64,
    faults: Vec<String>,
}

fn try_out(machine: &Machine, case: &Case) -> Row {
    let folder = write(case, machine.folder());
    let memory = Peak::start();
    let mut faults = Vec::new();
    let began = Instant::now();
    let mut shown = Shown::open(&machine.host, &folder);
    let opens = shown.wait(PATIENCE, |picture| shows(picture, "zero"));
    if case.stops {
        if !matches!(shown.session.state(), SessionState::Stopped(StopReason::Flooded(_))) {
            faults.push(format!("it should have been stopped: {:?}", shown.session.state()));
        }
    } else if !opens {
        faults.push(format!("it does not open: {:?}, {:?}", shown.session.state(), shown.session.problems()));
    }
    if !shown.session.settle(PATIENCE) && !case.moves {
        faults.push("it does not come to rest".into());
    }
    shown.wait(Duration::ZERO, |_| true);
    let opened = began.elapsed();

    let began = Instant::now();
    let rasteriser = Rasteriser::new(machine.fonts.clone());
    for need in shown.picture.images.values() {
        if let Some(Ok(pixels)) = shown.session.images().pixels(need.image, 1.0) {
            rasteriser.set_image(need.image, &pixels);
        }
    }
    let pixels = rasteriser.compose(&shown.picture, 1.0);
    if pixels.width == 0 && !case.stops {
        faults.push("nothing is drawn".into());
    }
    let drawn = began.elapsed();

    let began = Instant::now();
    shown.tap(COUNTER.0, COUNTER.1);
    if faults.is_empty() && !case.stops && !shown.wait(PATIENCE, |picture| shows(picture, "one")) {
        faults.push(format!("it does not answer a tap: {:?}", shown.session.state()));
    }
    let answered = began.elapsed();

    let problems: Vec<String> = shown.session.problems().iter().map(ToString::to_string).collect();
    for wanted in case.says {
        if !problems.iter().any(|problem| problem.contains(wanted)) {
            faults.push(format!("nobody says {wanted:?}: {problems:?}"));
        }
    }
    if problems.len() > 1000 || problems.iter().any(|problem| problem.len() > 20_000) {
        faults.push(format!("it says too much: {} problems", problems.len()));
    }
    shown.session.close();
    drop(shown);
    let peak_mb = memory.stop();
    if peak_mb > MOST_MB {
        faults.push(format!("it took {peak_mb:.0} MB"));
    }
    Row { opened, drawn, answered, peak_mb, faults }
}

#[test]
fn bad_pages_cost_little_and_answer() {
    let Some(machine) = Machine::start() else {
        tools::missing("the pinned fonts: cargo xtask test fonts");
        return;
    };
    let only = std::env::var("MINIHOST_BAD_PAGE").unwrap_or_default();
    let mut faults = Vec::new();
    println!("\n{:<28} {:>8} {:>8} {:>8} {:>8}", "page", "open ms", "draw ms", "tap ms", "peak MB");
    for case in cases::CASES.iter().filter(|case| case.name.contains(&only)) {
        let row = try_out(&machine, case);
        println!(
            "{:<28} {:>8} {:>8} {:>8} {:>8.0}",
            case.name,
            row.opened.as_millis(),
            row.drawn.as_millis(),
            row.answered.as_millis(),
            row.peak_mb
        );
        for fault in row.faults {
            println!("    {fault}");
            faults.push(format!("{}: {fault}", case.name));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
