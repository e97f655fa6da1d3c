//! Running other programs: what runs and why it takes time is printed first, its output streams through.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command to run in a folder.
pub struct Run {
    command: Command,
    shown: String,
}

impl Run {
    /// A program in a folder.
    pub fn new(program: &str, folder: &Path) -> Self {
        let mut command = Command::new(program);
        command.current_dir(folder);
        Run { command, shown: program.to_owned() }
    }

    /// The cargo that runs this xtask.
    pub fn cargo(folder: &Path) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let mut run = Run::new(&cargo, folder);
        "cargo".clone_into(&mut run.shown);
        // What cargo says of xtask to xtask. ring's build script reads these, so that it and all above it would be built anew whenever the
        // command before was not an xtask's.
        for (name, _) in std::env::vars_os() {
            if name
                .to_str()
                .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
            {
                run.command.env_remove(name);
            }
        }
        run
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        for argument in arguments {
            self.shown.push(' ');
            self.shown.push_str(&argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs with the terminal's own output.
    ///
    /// # Errors
    /// One sentence: it did not start, or did not succeed.
    pub fn stream(mut self) -> Result<(), String> {
        println!("    $ {}", self.shown);
        let status = self.command.status().map_err(|error| self.not_started(&error))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", self.shown)) }
    }

    /// Runs in silence and gives what it printed, also when it failed.
    ///
    /// # Errors
    /// It did not start.
    pub fn capture(mut self) -> Result<Captured, String> {
        let output = self.command.stdin(Stdio::null()).output().map_err(|error| self.not_started(&error))?;
        Ok(Captured {
            success: output.status.success(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{}` did not start: {error}", self.shown)
    }
}

/// What a captured program left.
pub struct Captured {
    /// Exit status 0.
    pub success: bool,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Finds a program in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
