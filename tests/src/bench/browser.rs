//! A rival that runs in Chromium: a script of `tests/benches/web`, spoken to line by line.

use crate::tools;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running script. It ends with its input, when this is dropped.
pub struct Browser {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// What is missing: node, Chromium, the packages from npm.
    pub fn start(script: &str) -> Result<Browser, String> {
        let node = tools::find(&["node"]).ok_or("node is not installed")?;
        let chromium = tools::find(&["chromium", "chromium-browser", "google-chrome"])
            .ok_or("no Chromium is installed")?;
        let tests = tools::root().join("tests");
        if !tests.join("node/node_modules/glass-easel").is_dir() {
            return Err(
                "the rivals from npm are not installed (`npm ci --ignore-scripts` in tests/node)".into()
            );
        }
        let script: PathBuf = tests.join("benches/web").join(script);
        let mut child = Command::new(node)
            .arg(&script)
            .env("MINIHOST_CHROMIUM", chromium)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("node: {error}"))?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().ok_or("node has no output")?);
        let mut browser = Browser { child, input, output };
        match browser.read()? {
            Value::String(text) if text == "ready" => Ok(browser),
            other => Err(format!("{} began with {other}", script.display())),
        }
    }

    /// Asks for one thing and waits for the answer.
    ///
    /// # Errors
    /// What the script threw, or that it ended.
    pub fn ask(&mut self, question: &Value) -> Result<Value, String> {
        let input = self.input.as_mut().ok_or("the script's input is closed")?;
        writeln!(input, "{question}").and_then(|()| input.flush()).map_err(|error| error.to_string())?;
        let answer = self.read()?;
        match answer.get("error") {
            Some(error) => Err(format!("{question}: {error}")),
            None => Ok(answer),
        }
    }

    fn read(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        let length = self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        if length == 0 {
            return Err("the script ended".into());
        }
        serde_json::from_str(&line).map_err(|error| format!("{line:?}: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.input.take());
        // It closes Chromium and ends; a script that already ended is fine, too.
        let _ = self.child.wait();
    }
}
