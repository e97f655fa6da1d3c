//! A process that installs is killed at random moments: whenever it happens, the store opens again and holds a whole version,
//! the last that was acknowledged or the one that was on its way.
//!
//! The child is this test program itself. `MINIHOST_KILLS` sets the number of rounds (200); a night may take 10,000.

use minihost_ports::{Dialect, ProgramId};
use minihost_store::{InstallInfo, Store, StoreError};
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Instant, SystemTime};

const FOLDER: &str = "MINIHOST_KILL_FOLDER";
const FIRST: &str = "MINIHOST_KILL_FIRST";

fn program() -> ProgramId {
    ProgramId::new("todo").expect("valid")
}

/// A version's package: its number over and over, of a size of its own.
fn package(version: u64) -> Vec<u8> {
    let size = 100_000 + (version.wrapping_mul(7919) % 900_000) as usize;
    version.to_le_bytes().into_iter().cycle().take(size).collect()
}

/// Not a test: what the child does until it is killed.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let first: u64 = env::var(FIRST).expect("set by the parent").parse().expect("a number");
    let store = Store::open(&PathBuf::from(folder)).expect("opens after every kill");
    for version in first.. {
        let info = InstallInfo {
            name: "To-do".to_owned(),
            name_zh: "待办".to_owned(),
            version: version.to_string(),
            dialect: Dialect::ByteDance,
            icon: vec![],
            publisher: String::new(),
        };
        store.install(&program(), &info, &package(version), version).expect("installs");
        store.record_use(&program(), version).expect("touches");
        let mut out = std::io::stdout().lock();
        writeln!(out, "installed {version}").and_then(|()| out.flush()).expect("the parent listens");
    }
}

fn start(folder: &Path, first: u64) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(env::current_exe().expect("known"))
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let stdout = child.stdout.take().expect("piped");
    (child, BufReader::new(stdout))
}

/// The last version that the child says it has installed.
fn acknowledged(out: BufReader<ChildStdout>) -> Option<u64> {
    let lines = out.lines().map_while(Result::ok);
    // A line that was cut off is no acknowledgement, but one digit less would look like one.
    lines.filter_map(|line| line.rsplit_once("installed ")?.1.parse().ok()).last()
}

#[test]
fn every_kill_leaves_a_whole_program() {
    let rounds: u32 = env::var("MINIHOST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let seed =
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |now| now.as_nanos() as u64) | 1;
    println!("seed {seed}");
    let mut dice = seed;
    let mut random = move || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice as f64 / u64::MAX as f64
    };
    let top = tempfile::tempdir().expect("a folder");
    let folder = top.path().join("store");

    // How long a child takes to open the store and install once, so that kills fall on all of it.
    let begin = Instant::now();
    let (mut child, mut out) = start(&folder, 1);
    let mut line = String::new();
    while !line.contains("installed 2") {
        line.clear();
        assert!(out.read_line(&mut line).expect("readable") > 0, "the child ended");
    }
    let span = begin.elapsed();
    assert!(matches!(Store::open(&folder), Err(StoreError::Locked)), "a second process is told");
    child.kill().expect("killed");
    child.wait().expect("gone");
    let mut last = acknowledged(out).unwrap_or(2).max(2);

    let (mut landed_midway, mut opened_first) = (0, 0);
    for round in 0..rounds {
        // Every tenth round begins with no store at all.
        if round % 10 == 9 {
            std::fs::remove_dir_all(&folder).expect("removed");
            last = 0;
        }
        let (mut child, out) = start(&folder, last + 1);
        sleep(span.mul_f64(random() * 1.2));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let said = acknowledged(out);
        let expected = said.unwrap_or(last);
        let context = format!("seed {seed}, round {round}, acknowledged {said:?}, before {last}");

        let store = Store::open(&folder).unwrap_or_else(|error| panic!("{context}: {error}"));
        let installed = store.program(&program()).unwrap_or_else(|error| panic!("{context}: {error}"));
        let version = installed.as_ref().map_or(0, |program| program.info.version.parse().expect("a number"));
        // One version may have been made durable and not yet been told.
        assert!(version == expected || version == expected + 1, "{context}: found {version}");
        if version > 0 {
            let bytes = store.open_package(&program()).unwrap_or_else(|error| panic!("{context}: {error}"));
            assert!(*bytes == *package(version), "{context}: the package is not what was installed");
        }
        let blobs = std::fs::read_dir(folder.join("packages")).expect("listed").count();
        assert_eq!(blobs, usize::from(version > 0), "{context}: garbage is left");
        landed_midway += u32::from(version == expected + 1);
        opened_first += u32::from(said.is_none());
        last = version;
    }
    println!(
        "{rounds} kills: {opened_first} before the first install was done, {landed_midway} between commit and answer"
    );
    // Kills that never meet an install would prove nothing.
    assert!(rounds < 100 || (opened_first > 0 && opened_first < rounds), "{opened_first} of {rounds}");
}
