//! The command line.

use std::path::PathBuf;

/// What `--help` prints.
pub const USAGE: &str = "desktop-demo [--port N] [--data FOLDER] [--no-browser] [--alone PATH]

  --port N        the port on 127.0.0.1; 0, the default, takes a free one
  --data FOLDER   where the host apps keep their state; default: a folder in your data directory
  --no-browser    print the address and open no browser
  --alone PATH    open a program's folder or archive in one phone";

/// How the demo is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Port on 127.0.0.1; 0 for a free one.
    pub port: u16,
    /// Where the hosts keep their state; `None` for the user's data directory.
    pub data: Option<PathBuf>,
    /// Show the page in the user's browser.
    pub open_browser: bool,
    /// A program's folder or archive to show alone.
    pub alone: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Options { port: 0, data: None, open_browser: true, alone: None }
    }
}

impl Options {
    /// Reads the arguments after the program's name; `None` when help was asked for.
    ///
    /// # Errors
    /// A sentence that names the flag that is wrong.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Options::default();
        let mut arguments = arguments.into_iter();
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--port" => {
                    let text = value()?;
                    options.port = text
                        .parse()
                        .map_err(|_| format!("--port: \"{text}\" is no number from 0 to 65535"))?;
                }
                "--data" => options.data = Some(value()?.into()),
                "--alone" => options.alone = Some(value()?.into()),
                "--no-browser" => options.open_browser = false,
                "--help" | "-h" => return Ok(None),
                other => return Err(format!("\"{other}\" is not known\n\n{USAGE}")),
            }
        }
        Ok(Some(options))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Options>, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags() {
        assert_eq!(parse(""), Ok(Some(Options::default())));
        assert_eq!(parse("--help"), Ok(None));
        let all = parse("--port 80 --data d --no-browser --alone a.zip");
        let expected =
            Options { port: 80, data: Some("d".into()), open_browser: false, alone: Some("a.zip".into()) };
        assert_eq!(all, Ok(Some(expected)));
        for bad in ["--port", "--port x", "--port 70000", "--data", "--nonsense", "todo"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
