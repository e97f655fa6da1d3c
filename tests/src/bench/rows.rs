//! The nine row operations of js-framework-benchmark, as a mini program.
//!
//! Ours: from the finger's lifting to the finished frame: handler, `setData`, templates, style, layout, drawing ops, encoding. The
//! browser's sides: from the call of the same operation until everything has its place (a forced layout); painting is not in
//! their figure. Both sides must put the same things at the same places.

use super::browser::Browser;
use super::{Effort, Phone, Samples, Table};
use crate::machine::Machine;
use crate::tools;
use minihost_host::OpenOptions;
use minihost_ports::Screen;
use serde_json::{Value, json};

/// What is tapped, and whether and as what it is reported, in the order of a round.
const STEPS: &[(&str, Option<&str>)] = &[
    ("restart", None),
    ("create", Some("create 1,000")),
    ("measure", None),
    ("replace", Some("replace all 1,000")),
    ("update", Some("update every 10th")),
    ("select", Some("select")),
    ("swap", Some("swap")),
    ("remove", Some("remove")),
    ("append", Some("append 1,000")),
    ("clear", None),
    ("create", None),
    ("clear", Some("clear 1,000")),
    ("create10", Some("create 10,000")),
    ("clear", None),
];

/// The rivals, as `rows.mjs` names them and as people do, with our goals.
const RIVALS: &[(&str, &str, f64)] =
    &[("glass-easel", "glass-easel in Chromium", 0.20), ("dom", "hand-written DOM in Chromium", 0.5)];

/// Taps one operation on a thousand rows again and again, for a profiler. Milliseconds each.
///
/// # Errors
/// What is missing on this machine; an operation that changes nothing when it is done again (`select` taps the same row).
pub fn repeat(step: &str, times: usize) -> Result<Samples, String> {
    let machine = Machine::start().ok_or("the pinned fonts are not installed")?;
    let mut phone = open(&machine, 1000)?;
    phone.tap("create");
    let mut samples = Samples::default();
    for _ in 0..times {
        samples.push(phone.tap(step).ok_or_else(|| format!("{step} changes nothing the second time"))?);
    }
    Ok(samples)
}

fn open(machine: &Machine, thousand: usize) -> Result<Phone<'_>, String> {
    let options = OpenOptions {
        screen: Screen { width: 375.0, height: 812.0, pixel_ratio: 2.0, ..Screen::default() },
        path: Some(format!("pages/rows/index?thousand={thousand}")),
        ..OpenOptions::default()
    };
    let program = tools::root().join("tests/benches/rows/program");
    let session = machine.host.open_path(&program, options).map_err(|error| error.to_string())?;
    Ok(Phone::new(machine, session))
}

/// Runs it.
///
/// # Errors
/// What is missing on this machine, or how the sides differ.
pub fn run(effort: Effort) -> Result<Table, String> {
    let machine = Machine::start().ok_or("the pinned fonts are not installed")?;
    let rivals = if effort.alone { &[] } else { RIVALS };
    let mut browser = if effort.alone { None } else { Some(Browser::start("rows.mjs")?) };
    let thousand = effort.of(1000);
    let mut phone = open(&machine, thousand)?;
    let operations = STEPS.iter().filter(|(_, name)| name.is_some()).count();
    let mut ours = vec![Samples::default(); operations];
    let mut theirs = vec![vec![Samples::default(); rivals.len()]; operations];
    // The first round warms everybody up.
    for round in 0..=effort.rounds {
        let mut places: Vec<Vec<f64>> = Vec::new();
        let counts = round > 0 || effort.rounds == 1;
        let at = numbers();
        for (step, at) in STEPS.iter().zip(&at) {
            let ms = phone.tap(step.0).ok_or_else(|| format!("{} changed nothing", step.0))?;
            if let (Some(at), true) = (*at, counts) {
                ours[at].push(ms);
            }
            if step.0 == "measure" {
                places.push(measured(&phone)?);
            }
        }
        for (rival, (side, ..)) in rivals.iter().enumerate() {
            let Some(browser) = &mut browser else { break };
            for (step, at) in STEPS.iter().zip(&at) {
                let answer = browser.ask(&json!([side, step.0, thousand]))?;
                let figures: Vec<f64> =
                    answer.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
                if step.0 == "measure" {
                    places.push(figures);
                } else if let (Some(at), true) = (*at, counts) {
                    // Script and layout; the frame waits for the screen and would flatter us.
                    theirs[at][rival].push(figures[1]);
                }
            }
        }
        same_places(&places)?;
    }
    if let Some(problem) = phone.session.problems().first() {
        return Err(format!("the program has a problem: {problem}"));
    }
    phone.session.close();
    let rivals: Vec<_> = rivals.iter().map(|(_, name, goal)| (*name, Some(*goal))).collect();
    let mut table = Table::new("rows: the nine operations of js-framework-benchmark", &rivals);
    let names = STEPS.iter().filter_map(|(_, name)| *name);
    for ((name, ours), theirs) in names.zip(ours).zip(theirs) {
        table.row(name, ours, theirs);
    }
    Ok(table)
}

/// The number of each step among those that are reported.
fn numbers() -> Vec<Option<usize>> {
    let mut next = 0;
    STEPS
        .iter()
        .map(|(_, name)| {
            name.map(|_| {
                next += 1;
                next - 1
            })
        })
        .collect()
}

/// What the program wrote on its screen after "measure".
fn measured(phone: &Phone<'_>) -> Result<Vec<f64>, String> {
    let found = phone.screen.accessible.iter().find_map(|thing| thing.label.strip_prefix("measured "));
    let text = found.ok_or("the program did not say what it measured")?;
    Ok(text.split(' ').filter_map(|number| number.parse().ok()).collect())
}

/// The sides drew the same: the number of rows, where the last ends, and left, top and width of four labels.
fn same_places(places: &[Vec<f64>]) -> Result<(), String> {
    let same =
        |a: &Vec<f64>, b: &Vec<f64>| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1.0);
    if places.iter().all(|side| same(side, &places[0])) {
        Ok(())
    } else {
        Err(format!("the sides put the rows at different places: {places:?}"))
    }
}
