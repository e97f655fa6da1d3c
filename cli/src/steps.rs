//! What is done on a page: taps, typing, waiting, and writing down what is there.

use minihost_host::Session;
use std::path::PathBuf;
use std::time::Duration;

/// How long a program may take to come to rest after a step.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Taps the first node that matches a selector, or with `text=…` the first that shows a text.
    Tap(String),
    /// Types into a field.
    Type {
        /// Which.
        selector: String,
        /// What; a line break at the end is the return key.
        text: String,
    },
    /// Lets so many milliseconds pass.
    Wait(u64),
    /// Writes the page as JSON; `-` is standard output.
    Tree(PathBuf),
}

impl Step {
    /// Reads `SELECTOR=TEXT`. An equals sign inside of brackets belongs to the selector.
    ///
    /// # Errors
    /// There is none outside.
    pub fn typing(argument: &str) -> Result<Step, String> {
        let mut depth = 0;
        for (at, c) in argument.char_indices() {
            match c {
                '[' => depth += 1,
                ']' => depth -= 1,
                '=' if depth <= 0 && at > 0 => {
                    let text = argument[at + 1..].replace("\\n", "\n");
                    return Ok(Step::Type { selector: argument[..at].to_owned(), text });
                }
                _ => {}
            }
        }
        Err(format!("--type is SELECTOR=TEXT, not \"{argument}\""))
    }

    /// Does it, and waits until the program is at rest.
    ///
    /// # Errors
    /// A sentence that says what was not possible.
    pub fn run(&self, session: &Session) -> Result<(), String> {
        match self {
            Step::Tap(selector) => session.tap_on(selector).map_err(|error| format!("--tap: {error}"))?,
            Step::Type { selector, text } => {
                session.type_into(selector, text).map_err(|error| format!("--type: {error}"))?;
            }
            Step::Wait(ms) => std::thread::sleep(Duration::from_millis(*ms)),
            Step::Tree(path) => {
                let tree = session.page_tree().ok_or("--tree: no page is open")?;
                let json = serde_json::to_string_pretty(&tree).map_err(|error| format!("--tree: {error}"))?;
                if path.as_os_str() == "-" {
                    println!("{json}");
                } else {
                    std::fs::write(path, json + "\n")
                        .map_err(|error| format!("--tree: {}: {error}", path.display()))?;
                }
            }
        }
        session.settle(PATIENCE);
        Ok(())
    }
}

/// Does all steps in order; stops at the first that is not possible.
///
/// # Errors
/// As for [`Step::run`].
pub fn run_all(steps: &[Step], session: &Session) -> Result<(), String> {
    session.settle(PATIENCE);
    steps.iter().try_for_each(|step| step.run(session))
}
