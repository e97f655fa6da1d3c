//! The parts of `cargo xtask test`, as a table, and how they are run and summed up.

mod android;
mod browser;
mod equality;
mod languages;
mod layout_cases;
mod programs;
mod recordings;
mod rust;
mod swift;

pub use equality::pages;

use crate::{Context, licences, npm, setup, tidy};
use std::time::{Duration, Instant};

/// How a part ended.
pub enum Outcome {
    /// Well; with a remark for the summary.
    Passed(String),
    /// It could not run here, and why.
    Skipped(String),
    /// It found something.
    Failed(String),
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Outcome::Passed(String::new()),
            Err(reason) => Outcome::Failed(reason),
        }
    }
}

/// One part. `run` prints as it goes; what it returns goes into the summary.
struct Part {
    name: &'static str,
    about: &'static str,
    run: fn(&Context) -> Outcome,
    /// Takes minutes: runs only when it is named.
    long: bool,
}

/// In the order they run: what is quick and what others need comes first. A new part is a row here and a function beside the others.
const PARTS: &[Part] = &[
    Part {
        name: "fonts",
        about: "pinned fonts from npm",
        run: |context| install(context, npm::FONTS, "the pinned fonts (about 100 MB)"),
        long: false,
    },
    Part {
        name: "packages",
        about: "libraries and tools from npm",
        run: |context| install(context, npm::TEST_PACKAGES, "libraries and tools of the tests (about 60 MB)"),
        long: false,
    },
    Part { name: "tools", about: "Chromium, archivers and others from Debian", run: tools, long: false },
    Part { name: "fmt", about: "formatting", run: rust::fmt, long: false },
    Part { name: "tidy", about: "house rules", run: |context| tidy::run(context, &[]).into(), long: false },
    Part {
        name: "licences",
        about: "licences of all dependencies",
        run: |context| licences::run(context, &[]).into(),
        long: false,
    },
    Part { name: "clippy", about: "lints of all crates", run: rust::clippy, long: false },
    Part {
        name: "rust",
        about: "unit, property, golden and crash tests of all crates",
        run: rust::test,
        long: false,
    },
    Part { name: "docs", about: "every link in the docs leads somewhere", run: rust::docs, long: false },
    Part {
        name: "samples",
        about: "every page of our sample programs opens",
        run: programs::samples,
        long: false,
    },
    Part {
        name: "libraries",
        about: "pages and components of real libraries from npm open",
        run: programs::libraries,
        long: false,
    },
    Part {
        name: "bindings",
        about: "the generated Kotlin and Swift are what the core exports",
        run: languages::bindings,
        long: false,
    },
    Part {
        name: "kotlin",
        about: "the Kotlin module on a plain JVM against the core",
        run: languages::kotlin,
        long: false,
    },
    Part {
        name: "android",
        about: "the Android module and demo under Robolectric against the core",
        run: android::test,
        long: false,
    },
    Part {
        name: "swift",
        about: "the Swift package in language mode 6 against the core",
        run: swift::swift,
        long: false,
    },
    Part {
        name: "recordings",
        about: "the frame players of Kotlin and Swift say the same to their canvases",
        run: recordings::compare,
        long: false,
    },
    Part {
        name: "equality",
        about: "cases and samples have the same boxes in Chromium",
        run: equality::short,
        long: false,
    },
    Part {
        name: "browser-equality",
        about: "the same and every page of the libraries",
        run: equality::full,
        long: true,
    },
    Part {
        name: layout_cases::NAME,
        about: "layout cases of float-pigment, WeChat's own engine",
        run: layout_cases::run,
        long: true,
    },
    Part { name: "browser", about: "the whole flow in headless Chromium", run: browser::flow, long: false },
];

/// What `cargo xtask check` runs: seconds to a minute, nothing from the network.
const QUICK: &[&str] = &["fmt", "tidy", "clippy"];

/// Runs all parts, or those named.
///
/// # Errors
/// A part failed; or was skipped, with `CI=true`.
pub fn test(context: &Context, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|argument| argument == "--list") {
        for part in PARTS {
            let long = if part.long { " (minutes; only when named)" } else { "" };
            println!("{:<18}{}{long}", part.name, part.about);
        }
        return Ok(());
    }
    let names: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        return Err(format!("there is no part {unknown}; `cargo xtask test --list` names them"));
    }
    run(context, &names)
}

/// Runs the quick parts.
///
/// # Errors
/// One failed.
pub fn check(context: &Context, _arguments: &[String]) -> Result<(), String> {
    run(context, QUICK)
}

fn run(context: &Context, names: &[&str]) -> Result<(), String> {
    // Seconds where the cases are; only fetching them is long, and not possible everywhere.
    let short =
        |part: &Part| !part.long || (part.name == layout_cases::NAME && layout_cases::are_there(context));
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|part| if names.is_empty() { short(part) } else { names.contains(&part.name) })
        .collect();
    let mut results = Vec::new();
    for (index, part) in chosen.iter().enumerate() {
        println!("\n== {}/{} {}: {}", index + 1, chosen.len(), part.name, part.about);
        let started = Instant::now();
        let outcome = (part.run)(context);
        let (word, text) = outcome.words();
        println!("== {} {word} after {}{}", part.name, seconds(started.elapsed()), colon(text));
        results.push((part.name, started.elapsed(), outcome));
    }
    println!("\n{:<18}{:>9}  result", "part", "seconds");
    let (mut failed, mut skipped) = (Vec::new(), Vec::new());
    for (name, took, outcome) in &results {
        let (word, text) = outcome.words();
        println!("{name:<18}{:>9.1}  {word}{}", took.as_secs_f64(), colon(text));
        match outcome {
            Outcome::Passed(_) => {}
            Outcome::Skipped(_) => skipped.push(*name),
            Outcome::Failed(_) => failed.push(*name),
        }
    }
    if !skipped.is_empty() {
        println!(
            "\nNOT RUN on this machine: {} (reasons above). With CI=true this is a failure.",
            skipped.join(", ")
        );
    }
    if !failed.is_empty() {
        return Err(format!("failed: {}", failed.join(", ")));
    }
    if context.ci && !skipped.is_empty() {
        return Err(format!("skipped although CI=true: {}", skipped.join(", ")));
    }
    Ok(())
}

impl Outcome {
    fn words(&self) -> (&'static str, &str) {
        match self {
            Outcome::Passed(text) => ("passed", text),
            Outcome::Skipped(text) => ("SKIPPED", text),
            Outcome::Failed(text) => ("FAILED", text),
        }
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn colon(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

fn install(context: &Context, folder: &str, why: &str) -> Outcome {
    match npm::install(context, folder, why) {
        Ok(how) => Outcome::Passed(how.into()),
        Err(reason) => Outcome::Skipped(reason),
    }
}

fn tools(context: &Context) -> Outcome {
    match setup::tools(context) {
        Ok(how) => Outcome::Passed(how),
        Err(reason) => Outcome::Skipped(reason),
    }
}
