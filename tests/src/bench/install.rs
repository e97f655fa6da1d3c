//! Installing a program of ten megabytes: checked, hashed, kept and durable, against `sha256sum` and Debian's `unzip`.
//!
//! Both sides begin with the archive in a file. Ours ends when the store says so: the archive was checked as a whole, its blob and
//! the row that names it have been synced. The rivals end when everything is unpacked; the first also waits for the disk.

use super::{Effort, Samples, Table};
use crate::tools;
use minihost_package::{Limits, Package, pack_folder};
use minihost_ports::ProgramId;
use minihost_store::{InstallInfo, Store};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Files of text, which shrink, and of pictures, which do not.
const TEXTS: usize = 529;
const PICTURES: usize = 268;
/// Bytes of one picture and of one text: together ten megabytes, the most that a program may have.
const PICTURE_BYTES: usize = 35_500;
const TEXT_BYTES: usize = 1_500;

/// Runs it.
///
/// # Errors
/// What is missing on this machine, or what went wrong.
pub fn run(effort: Effort) -> Result<Table, String> {
    let fault = |error: std::io::Error| error.to_string();
    for tool in ["sha256sum", "unzip", "sync"] {
        tools::find(&[tool]).ok_or_else(|| format!("{tool} is not installed"))?;
    }
    // On the same disk as everything else that is built, not in a file system that lives in memory.
    let target = tools::root().join("target");
    fs::create_dir_all(&target).map_err(fault)?;
    let folder = tempfile::tempdir_in(target).map_err(fault)?;
    let source = folder.path().join("source");
    write_program(&source, effort).map_err(fault)?;
    let bytes = pack_folder(&source).map_err(|error| error.to_string())?;
    let archive = folder.path().join("program.zip");
    fs::write(&archive, &bytes).map_err(fault)?;

    let mut ours = Samples::default();
    let mut durable = Samples::default();
    let mut quick = Samples::default();
    for round in 0..=effort.rounds {
        let counts = round > 0 || effort.rounds == 1;
        let mut times = [install(folder.path(), &archive, &source)?, 0.0, 0.0];
        if !effort.alone {
            times[1] =
                unpack(folder.path(), "sha256sum program.zip && unzip -q program.zip -d out && sync -f out")?;
            times[2] = unpack(folder.path(), "sha256sum program.zip && unzip -q program.zip -d out")?;
        }
        if counts {
            for (samples, ms) in [&mut ours, &mut durable, &mut quick].into_iter().zip(times) {
                samples.push(ms);
            }
        }
    }
    let title = format!(
        "install: {:.2} MB archive, {} files",
        bytes.len() as f64 / 1e6,
        effort.of(TEXTS) + effort.of(PICTURES)
    );
    if effort.alone {
        let mut table = Table::new(&title, &[]);
        table.row("install", ours, vec![]);
        return Ok(table);
    }
    let mut table = Table::new(
        &title,
        &[("sha256sum + unzip + sync", Some(0.10)), ("sha256sum + unzip, not durable", None)],
    );
    table.row("install", ours, vec![durable, quick]);
    Ok(table)
}

/// A store that was there before takes the archive in.
fn install(folder: &Path, archive: &Path, source: &Path) -> Result<f64, String> {
    let root = folder.join("store");
    let store = Store::open(&root).map_err(|error| error.to_string())?;
    let id = ProgramId::new("bench").map_err(|error| error.to_string())?;
    let start = Instant::now();
    let bytes: std::sync::Arc<[u8]> = fs::read(archive).map_err(|error| error.to_string())?.into();
    let package = Package::open_bytes(std::sync::Arc::clone(&bytes), &Limits::large())
        .map_err(|error| error.to_string())?;
    let info = InstallInfo {
        name: "Bench".into(),
        name_zh: "量".into(),
        version: "1".into(),
        dialect: package.dialect(),
        icon: Vec::new(),
        publisher: String::new(),
    };
    store.install(&id, &info, &bytes, 1).map_err(|error| error.to_string())?;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    // What was installed is what was packed.
    let kept = store.open_package(&id).map_err(|error| error.to_string())?;
    let kept = Package::open_bytes(kept, &Limits::large()).map_err(|error| error.to_string())?;
    let text = fs::read_to_string(source.join("app.json")).map_err(|error| error.to_string())?;
    if kept.read_text("app.json").ok().as_deref() != Some(&*text) {
        return Err("what was installed is not what was packed".into());
    }
    drop(store);
    fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
    Ok(ms)
}

fn unpack(folder: &Path, line: &str) -> Result<f64, String> {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder);
    let start = Instant::now();
    tools::run(&mut command);
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    fs::remove_dir_all(folder.join("out")).map_err(|error| error.to_string())?;
    Ok(ms)
}

/// A program whose archive has the asked size.
fn write_program(folder: &Path, effort: Effort) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("pages/index"))?;
    fs::write(folder.join("app.json"), r#"{ "pages": ["pages/index/index"] }"#)?;
    fs::write(folder.join("app.js"), "App({})\n")?;
    fs::write(folder.join("pages/index/index.js"), "Page({})\n")?;
    fs::write(folder.join("pages/index/index.wxml"), "<view>bench</view>\n")?;
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice
    };
    for number in 0..effort.of(TEXTS) {
        let name = folder.join(format!("parts/part-{}", number / 20));
        fs::create_dir_all(&name)?;
        let mut text = String::new();
        while text.len() < TEXT_BYTES {
            let word = random();
            writeln!(
                text,
                "exports.f{:x} = function (a) {{ return a.map((b) => b + {}) }}",
                word >> 40,
                word & 0xffff
            )
            .expect("because a string takes everything");
        }
        fs::write(name.join(format!("{number}.js")), text)?;
    }
    fs::create_dir_all(folder.join("images"))?;
    for number in 0..effort.of(PICTURES) {
        let bytes: Vec<u8> =
            std::iter::repeat_with(&mut random).flat_map(u64::to_le_bytes).take(PICTURE_BYTES).collect();
        fs::write(folder.join(format!("images/{number}.png")), bytes)?;
    }
    Ok(())
}
