//! `minihost smoke`: opens every page, each in a session of its own, and says what happened.

use crate::arguments::SmokeOptions;
use crate::machine;
use minihost_host::{OpenOptions, SessionState};
use minihost_ports::{Problem, ProblemKind};
use serde_json::json;
use std::process::ExitCode;
use std::time::Duration;

/// How long a page may take to come to rest.
const PATIENCE: Duration = Duration::from_secs(20);

/// What one page did.
struct Outcome {
    page: String,
    ready: bool,
    problems: Vec<Problem>,
}

/// Runs the command.
///
/// # Errors
/// The program cannot be opened at all.
pub fn run(options: &SmokeOptions) -> Result<ExitCode, String> {
    let machine = machine::start()?;
    let pages = if options.pages.is_empty() {
        machine.host.pages_of(&options.path).map_err(|error| error.to_string())?
    } else {
        options.pages.clone()
    };
    let (mut ready, mut problems) = (0, 0);
    for page in &pages {
        let outcome = open(&machine, options, page);
        ready += usize::from(outcome.ready);
        problems += outcome.problems.len();
        print(&outcome, options.json);
    }
    if !options.json {
        println!("{ready} of {} pages ready, {problems} problems", pages.len());
    }
    Ok(if ready == pages.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(machine: &machine::Machine, options: &SmokeOptions, page: &str) -> Outcome {
    let open = OpenOptions { path: Some(page.to_owned()), ..OpenOptions::default() };
    match machine.host.open_path(&options.path, open) {
        Ok(session) => {
            session.settle(PATIENCE);
            let mut problems = session.problems();
            if let SessionState::Stopped(reason) = session.state() {
                problems
                    .push(Problem::new(ProblemKind::Limit, format!("the program was stopped: {reason:?}")));
            }
            let opened = page.split('?').next().unwrap_or(page);
            let ready = session.ready_pages().iter().any(|path| path == opened);
            session.close();
            Outcome { page: page.to_owned(), ready, problems }
        }
        Err(error) => Outcome {
            page: page.to_owned(),
            ready: false,
            problems: vec![Problem::new(ProblemKind::MissingFile, error.to_string())],
        },
    }
}

fn print(outcome: &Outcome, as_json: bool) {
    if as_json {
        let problems: Vec<_> = outcome
            .problems
            .iter()
            .map(|p| json!({ "kind": p.kind.name(), "message": p.message, "file": p.file, "line": p.line }))
            .collect();
        println!("{}", json!({ "page": outcome.page, "ready": outcome.ready, "problems": problems }));
        return;
    }
    let mark = if outcome.ready { "ok  " } else { "FAIL" };
    println!("{mark} {}", outcome.page);
    for problem in &outcome.problems {
        println!("       {}: {problem}", problem.kind.name());
    }
}
