//! `minihost smoke`: opens every page, each in a session of its own, does the steps there, and says what happened.

use crate::arguments::SmokeOptions;
use crate::{machine, say, steps};
use minihost_host::{OpenOptions, SessionState};
use minihost_ports::{Problem, ProblemKind, Severity};
use serde_json::{Value, json};
use std::process::ExitCode;

/// What one page did.
struct Outcome {
    page: String,
    ready: bool,
    /// The step that was not possible.
    failed: Option<String>,
    problems: Vec<Problem>,
}

impl Outcome {
    fn is_good(&self) -> bool {
        self.ready && self.failed.is_none()
    }
}

/// Runs the command.
///
/// # Errors
/// The program cannot be opened at all.
pub fn run(options: &SmokeOptions) -> Result<ExitCode, String> {
    let machine = machine::start()?;
    let found = machine.host.inspect_path(&options.path).map_err(|error| error.to_string())?;
    let pages = if options.pages.is_empty() { found.pages } else { options.pages.clone() };
    print_package(&found.dialect.to_string(), &found.problems, options.json);
    let (mut good, mut problems) = (0, found.problems.len());
    for page in &pages {
        let mut outcome = open(&machine, options, page);
        // What is wrong with the package has been said.
        outcome.problems.retain(|problem| !found.problems.contains(problem));
        good += usize::from(outcome.is_good());
        problems += outcome.problems.len();
        print(&outcome, options.json);
    }
    if !options.json {
        say!("{good} of {} pages ready, {problems} problems", pages.len());
    }
    Ok(if good == pages.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(machine: &machine::Machine, options: &SmokeOptions, page: &str) -> Outcome {
    let open = OpenOptions { path: Some(page.to_owned()), ..OpenOptions::default() };
    match machine.host.open_path(&options.path, open) {
        Ok(session) => {
            let failed = steps::run_all(&options.steps, &session).err();
            let mut problems = session.problems();
            if let SessionState::Stopped(reason) = session.state() {
                problems
                    .push(Problem::new(ProblemKind::Limit, format!("the program was stopped: {reason:?}")));
            }
            let opened = page.split('?').next().unwrap_or(page);
            let ready = session.ready_pages().iter().any(|path| path == opened);
            session.close();
            Outcome { page: page.to_owned(), ready, failed, problems }
        }
        Err(error) => Outcome {
            page: page.to_owned(),
            ready: false,
            failed: None,
            problems: vec![Problem::new(ProblemKind::MissingFile, error.to_string())],
        },
    }
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Hint => "hint",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn as_json(problems: &[Problem]) -> Vec<Value> {
    let one = |p: &Problem| {
        json!({
            "kind": p.kind.name(), "severity": severity(p), "message": p.message,
            "file": p.file, "line": p.line, "column": p.column,
        })
    };
    problems.iter().map(one).collect()
}

fn print_problems(problems: &[Problem]) {
    for problem in problems {
        say!("       {} ({}): {problem}", severity(problem), problem.kind.name());
    }
}

fn print_package(dialect: &str, problems: &[Problem], json: bool) {
    if problems.is_empty() {
        return;
    }
    if json {
        // Every line is for a page but this one, which comes only when there is something to say.
        say!("{}", json!({ "page": "", "ready": true, "problems": as_json(problems) }));
    } else {
        say!("package ({dialect})");
        print_problems(problems);
    }
}

fn print(outcome: &Outcome, json: bool) {
    if json {
        let line = json!({
            "page": outcome.page, "ready": outcome.ready, "failed": outcome.failed, "problems": as_json(&outcome.problems),
        });
        say!("{line}");
        return;
    }
    say!("{} {}", if outcome.is_good() { "ok  " } else { "FAIL" }, outcome.page);
    if let Some(failed) = &outcome.failed {
        say!("       {failed}");
    }
    print_problems(&outcome.problems);
}
