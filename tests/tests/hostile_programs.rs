//! Programs that take all they can get, each beside a well-behaved neighbour: the host stops what must be stopped, says so, and the
//! neighbour answers taps all the while.
//!
//! `tests/programs/hostile/index.json` lists the programs and what must become of them; more of them, too small for folders of
//! their own, stand in `more.rs`. One attack at a time, so that the latencies are those of one attack. `MINIHOST_HOSTILE` runs only those whose name has that text.

#[path = "hostile_programs/more.rs"]
mod more;

use minihost_host::Host;
use minihost_ports::{ProgramId, StopReason};
use minihost_tests::memory;
use minihost_tests::phone::{Diary, Shown, Told, config, shows};
use minihost_tests::tools;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Milliseconds that one run of a script may take here; a product allows more.
const TASK_MS: u64 = 2500;
/// The default: the million levels of `deep-data` fit.
const HEAP_BYTES: usize = 128 << 20;
/// How long after its budget a program may still be there: the machine may be busy with other tests.
const GRACE: Duration = Duration::from_secs(30);
/// The trigger of every program, below the title bar.
const TRIGGER: (f32, f32) = (187.0, 140.0);

struct Case {
    name: String,
    folder: PathBuf,
    expect: String,
}

fn cases(scratch: &Path) -> Vec<Case> {
    let hostile = tools::root().join("tests/programs/hostile");
    let index = std::fs::read_to_string(hostile.join("index.json")).expect("it is in the checkout");
    let index: serde_json::Value = serde_json::from_str(&index).expect("it is JSON");
    let rows = index["programs"].as_array().expect("a list");
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let listed = rows.iter().filter(|row| row["expect"] != "alive").map(|row| Case {
        name: text(row, "id"),
        folder: hostile.join(text(row, "folder")),
        expect: text(row, "expect"),
    });
    let own = more::PROGRAMS.iter().map(|program| Case {
        name: program.name.to_owned(),
        folder: program.write(scratch),
        expect: program.expect.to_owned(),
    });
    let only = std::env::var("MINIHOST_HOSTILE").unwrap_or_default();
    listed.chain(own).filter(|case| case.name.contains(&only)).collect()
}

/// Milliseconds from taps to pictures that show them.
#[derive(Default)]
struct Latencies(Vec<f64>);

impl Latencies {
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(((sorted.len() as f64 - 1.0) * share) as usize).copied().unwrap_or(f64::NAN)
    }
}

struct Neighbour {
    shown: Shown,
    count: u32,
}

impl Neighbour {
    fn tap(&mut self, into: &mut Latencies) {
        self.count += 1;
        let text = self.count.to_string();
        let began = Instant::now();
        self.shown.tap(TRIGGER.0, TRIGGER.1);
        assert!(
            self.shown.wait(Duration::from_secs(10), |picture| shows(picture, &text)),
            "the neighbour answers tap {}: {:?}",
            self.count,
            self.shown.session.state()
        );
        into.0.push(began.elapsed().as_secs_f64() * 1000.0);
        // As fast as frames come on a phone.
        std::thread::sleep(Duration::from_millis(16));
    }
}

/// What is still to come, or what is wrong with what came.
fn verdict(expect: &str, told: &[Told]) -> Result<bool, String> {
    let stopped = told.iter().find_map(|told| match told {
        Told::Stopped(reason) => Some(reason.clone()),
        _ => None,
    });
    let fits = |reason: &StopReason| match expect {
        "time-budget" => *reason == StopReason::TimeBudget,
        "out-of-memory" => *reason == StopReason::OutOfMemory,
        "flooded" => matches!(reason, StopReason::Flooded(_)),
        // Whichever comes first on this machine.
        "stopped" => !matches!(reason, StopReason::Internal(_)),
        _ => false,
    };
    match (expect, stopped) {
        (_, Some(reason)) if fits(&reason) => Ok(true),
        (_, Some(reason)) => Err(format!("stopped for another reason: {reason:?}")),
        ("exception" | "problem", None) => Ok(told.iter().any(|told| matches!(told, Told::Problem(_)))),
        ("harmless", None) => Ok(true),
        _ => Ok(false),
    }
}

struct Row {
    name: String,
    outcome: String,
    after: Duration,
    quiet: Latencies,
    attacked: Latencies,
    peak_mb: f64,
    faults: Vec<String>,
}

fn attack(host: &Host, diary: &Diary, neighbour: &mut Neighbour, case: &Case) -> Row {
    let mut quiet = Latencies::default();
    for _ in 0..15 {
        neighbour.tap(&mut quiet);
    }
    let memory = memory::Peak::start();
    let at_load = case.name.contains("load");
    let mut began = Instant::now();
    let mut attacker = Shown::open(host, &case.folder);
    let id: ProgramId = attacker.session.program().clone();
    let before = diary.about(&id).len();
    if !at_load {
        let name = case.name.clone();
        assert!(attacker.wait(Duration::from_secs(20), |picture| shows(picture, &name)), "{name} opens");
        began = Instant::now();
        attacker.tap(TRIGGER.0, TRIGGER.1);
    }
    let mut attacked = Latencies::default();
    let limit = Duration::from_millis(TASK_MS) + GRACE;
    let (verdict, after) = loop {
        neighbour.tap(&mut attacked);
        // A host takes frames while it can.
        let _ = attacker.session.take_frame();
        let told = diary.about(&id);
        match verdict(&case.expect, &told[before..]) {
            Ok(false) if began.elapsed() < limit => {}
            other => break (other, began.elapsed()),
        }
    };
    while attacked.0.len() < 15 {
        neighbour.tap(&mut attacked);
    }
    let mut faults = Vec::new();
    match verdict {
        Ok(true) => {}
        Ok(false) => {
            faults.push(format!("nothing came of it within {limit:?}: {:?}", &diary.about(&id)[before..]));
        }
        Err(fault) => faults.push(fault),
    }
    let must_stop = !matches!(case.expect.as_str(), "exception" | "problem" | "harmless");
    if must_stop {
        if !attacker.wait(Duration::from_secs(2), |_| false) && !attacker.has_ended() {
            faults.push("its session is still open".into());
        }
    } else if attacker.has_ended() {
        faults.push(format!("it should have gone on: {:?}", attacker.session.state()));
    } else {
        // It still answers, as the one it was.
        attacker.session.request_whole_frame();
        let name = case.name.clone();
        if !attacker.wait(Duration::from_secs(10), |picture| shows(picture, &name)) {
            faults.push("it does not draw any more".into());
        }
    }
    let outcome = format!("{:?}", attacker.session.state());
    attacker.session.close();
    drop(attacker);
    let peak_mb = memory.stop();
    // A frame or two, and whatever this machine needs for a tap without anybody beside it. One tap may meet a machine that is busy
    // with other things; a neighbour that had to wait for the attacker would wait for all of its budget.
    let (usual, worst) = (33.0 + 3.0 * quiet.at(0.5), TASK_MS as f64 / 5.0 + 5.0 * quiet.at(1.0));
    if attacked.at(0.8) > usual {
        faults.push(format!("the neighbour became slow: {:.1} ms, {usual:.1} allowed", attacked.at(0.8)));
    }
    if attacked.at(1.0) > worst {
        faults.push(format!("the neighbour hung: {:.1} ms, {worst:.1} allowed", attacked.at(1.0)));
    }
    if peak_mb > 500.0 {
        faults.push(format!("it took {peak_mb:.0} MB"));
    }
    Row { name: case.name.clone(), outcome, after, quiet, attacked, peak_mb, faults }
}

#[test]
fn hostile_programs_are_stopped_and_their_neighbour_is_not_disturbed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let diary = Arc::new(Diary::default());
    let mut config = config(&folder.path().join("state"), diary.clone());
    config.limits.task_ms = TASK_MS;
    config.limits.heap_bytes = HEAP_BYTES;
    let host = Host::new(config).expect("a host");
    let hostile = tools::root().join("tests/programs/hostile");
    let mut shown = Shown::open(&host, &hostile.join("neighbour"));
    assert!(
        shown.wait(Duration::from_secs(20), |picture| shows(picture, "neighbour")),
        "the neighbour opens"
    );
    let mut neighbour = Neighbour { shown, count: 0 };
    // What starts slowly the first time is not the attackers' doing.
    let mut warm = Latencies::default();
    for _ in 0..30 {
        neighbour.tap(&mut warm);
    }
    let before_mb = memory::resident_mb();
    let mut faults = Vec::new();
    println!(
        "\n{:<22} {:>8} {:>5} {:>16} {:>16} {:>8}  outcome",
        "attack", "ended", "taps", "alone p50/max", "attacked p80/max", "peak"
    );
    for case in cases(folder.path()) {
        let row = attack(&host, &diary, &mut neighbour, &case);
        println!(
            "{:<22} {:>5} ms {:>5} {:>7.1}/{:>5.1} ms {:>7.1}/{:>5.1} ms {:>5.0} MB  {}",
            row.name,
            row.after.as_millis(),
            row.attacked.0.len(),
            row.quiet.at(0.5),
            row.quiet.at(1.0),
            row.attacked.at(0.8),
            row.attacked.at(1.0),
            row.peak_mb,
            row.outcome
        );
        for fault in row.faults {
            println!("    {fault}");
            faults.push(format!("{}: {fault}", row.name));
        }
    }
    let after_mb = memory::resident_mb();
    println!(
        "memory of the process before and after: {before_mb:.0} MB, {after_mb:.0} MB; taps answered: {}",
        neighbour.count
    );
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    // They took gigabytes one after the other. The system's allocator keeps some of what their threads freed.
    let kept_mb = 8.0 * HEAP_BYTES as f64 / 1048576.0;
    assert!(after_mb < before_mb + kept_mb, "what the attackers took is given back");

    // The host is as good as new.
    let mut shop = Shown::open(&host, &tools::root().join("tests/programs/todo"));
    assert!(
        shop.wait(Duration::from_secs(20), |picture| !picture.layers.is_empty()),
        "a normal program opens"
    );
    assert!(shop.session.settle(Duration::from_secs(20)), "and comes to rest");
    assert_eq!(shop.session.ready_pages().len(), 1);
}
