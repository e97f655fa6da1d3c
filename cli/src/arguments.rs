//! The command line. Written by hand: three commands and a dozen flags do not need a crate that doubles the build.

use crate::steps::Step;
use minihost_ports::{Appearance, Locale};
use std::path::PathBuf;

/// What `minihost help` prints.
pub const HELP: &str = "\
minihost - run, look at and check mini programs (WeChat, ByteDance)

  minihost run PATH                 open the program in a phone, in your browser
  minihost shot PATH [flags]        draw one page to a PNG file
      --page P                      page path, with a query if you like (default: the first page)
      --out FILE.png                where to write (default: shot.png)
      --width 375  --height 812     screen in logical pixels
      --scale 2                     device pixels per logical pixel
      --dark                        dark appearance
      --locale en|zh                language (default: en)
  minihost smoke PATH [--json]      open every page; exit status 0 only when every page reached onReady and every step was possible
      --page P                      this page only; may be given several times
      --json                        one JSON object a line: one for the package, one for each page

  shot and smoke take steps, done on each page in the order given:
      --tap SELECTOR                tap the first node that matches; text=OK: the first that shows this text, in dialogs and bars too
      --type SELECTOR=TEXT          type into a field in place of what it held; \\n at the end is the return key
      --wait MS                     let time pass
      --tree FILE                   write the page as JSON: tags, text, attributes, components, places; - for standard output

PATH is a folder or an archive (.zip) with an app.json.";

/// A parsed command line.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// `run`
    Run(RunOptions),
    /// `shot`
    Shot(ShotOptions),
    /// `smoke`
    Smoke(SmokeOptions),
}

/// See [`HELP`].
#[derive(Debug, Clone, PartialEq)]
pub struct RunOptions {
    /// The program.
    pub path: PathBuf,
    /// Do not open a browser; print the address alone.
    pub quiet: bool,
}

/// See [`HELP`].
#[derive(Debug, Clone, PartialEq)]
pub struct ShotOptions {
    /// The program.
    pub path: PathBuf,
    /// Page with query.
    pub page: Option<String>,
    /// The picture's file.
    pub out: PathBuf,
    /// Logical pixels.
    pub width: f32,
    /// Logical pixels.
    pub height: f32,
    /// Device pixels per logical pixel.
    pub scale: f32,
    /// Light or dark.
    pub appearance: Appearance,
    /// Language.
    pub locale: Locale,
    /// What is done before the picture.
    pub steps: Vec<Step>,
}

/// See [`HELP`].
#[derive(Debug, Clone, PartialEq)]
pub struct SmokeOptions {
    /// The program.
    pub path: PathBuf,
    /// One JSON object a line.
    pub json: bool,
    /// Only these pages; empty for all.
    pub pages: Vec<String>,
    /// What is done on each page.
    pub steps: Vec<Step>,
}

/// Reads the command line.
///
/// # Errors
/// One sentence that says which argument is wrong.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.peekable();
    let command = arguments.next().unwrap_or_else(|| "help".into());
    match command.as_str() {
        "help" | "--help" | "-h" => return Ok(Command::Help),
        "run" | "shot" | "smoke" => {}
        other => return Err(format!("there is no command \"{other}\"; try `minihost help`")),
    }
    let mut path = None;
    let mut shot = ShotOptions {
        path: PathBuf::new(),
        page: None,
        out: "shot.png".into(),
        width: 375.0,
        height: 812.0,
        scale: 2.0,
        appearance: Appearance::Light,
        locale: Locale::En,
        steps: Vec::new(),
    };
    let (mut json, mut quiet, mut pages, mut steps) = (false, false, Vec::new(), Vec::new());
    while let Some(argument) = arguments.next() {
        let mut value = |name: &str| arguments.next().ok_or_else(|| format!("{name} needs a value"));
        match (command.as_str(), argument.as_str()) {
            ("shot", "--page") => shot.page = Some(value("--page")?),
            ("smoke", "--page") => pages.push(value("--page")?),
            ("shot", "--out") => shot.out = value("--out")?.into(),
            ("shot", "--width") => shot.width = number("--width", &value("--width")?, 50.0, 4096.0)?,
            ("shot", "--height") => shot.height = number("--height", &value("--height")?, 50.0, 16384.0)?,
            ("shot", "--scale") => shot.scale = number("--scale", &value("--scale")?, 0.25, 8.0)?,
            ("shot" | "smoke", "--tap") => steps.push(Step::Tap(value("--tap")?)),
            ("shot" | "smoke", "--type") => steps.push(Step::typing(&value("--type")?)?),
            ("shot" | "smoke", "--wait") => {
                steps.push(Step::Wait(number("--wait", &value("--wait")?, 0.0, 600_000.0)? as u64));
            }
            ("shot" | "smoke", "--tree") => steps.push(Step::Tree(value("--tree")?.into())),
            ("shot", "--dark") => shot.appearance = Appearance::Dark,
            ("shot", "--locale") => {
                shot.locale = match value("--locale")?.as_str() {
                    "en" => Locale::En,
                    "zh" | "zh_CN" => Locale::Zh,
                    other => return Err(format!("--locale is en or zh, not \"{other}\"")),
                };
            }
            ("smoke", "--json") => json = true,
            ("run", "--no-browser") => quiet = true,
            (_, flag) if flag.starts_with('-') => {
                return Err(format!("`minihost {command}` has no flag {flag}; try `minihost help`"));
            }
            _ if path.is_none() => path = Some(PathBuf::from(argument)),
            (_, extra) => return Err(format!("one PATH is enough; what is \"{extra}\"?")),
        }
    }
    let path =
        path.ok_or_else(|| format!("`minihost {command}` needs the PATH of a folder or an archive"))?;
    Ok(match command.as_str() {
        "run" => Command::Run(RunOptions { path, quiet }),
        "shot" => Command::Shot(ShotOptions { path, steps, ..shot }),
        _ => Command::Smoke(SmokeOptions { path, json, pages, steps }),
    })
}

fn number(name: &str, text: &str, least: f32, most: f32) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("{name} is a number from {least} to {most}, not \"{text}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn commands_and_flags() {
        assert_eq!(read(""), Ok(Command::Help));
        let Ok(Command::Shot(shot)) =
            read("shot a --page p?x=1 --out o.png --width 320 --scale 3 --dark --locale zh")
        else {
            panic!("a shot")
        };
        assert_eq!(
            (shot.page.as_deref(), shot.width, shot.scale, shot.locale),
            (Some("p?x=1"), 320.0, 3.0, Locale::Zh)
        );
        let Ok(Command::Smoke(smoke)) = read("smoke --json a.zip --page x --page y") else {
            panic!("a smoke")
        };
        assert_eq!((smoke.json, smoke.pages.len()), (true, 2));
        let Ok(Command::Smoke(smoke)) = read("smoke a --tap #x --wait 5 --type [a=b]=c=d --tree -") else {
            panic!("a smoke")
        };
        let typing = Step::Type { selector: "[a=b]".into(), text: "c=d".into() };
        assert_eq!(smoke.steps, [Step::Tap("#x".into()), Step::Wait(5), typing, Step::Tree("-".into())]);
    }

    #[test]
    fn mistakes_are_named() {
        for (line, message) in [
            ("fly x", "there is no command \"fly\"; try `minihost help`"),
            ("shot", "`minihost shot` needs the PATH of a folder or an archive"),
            ("shot a b", "one PATH is enough; what is \"b\"?"),
            ("shot a --width wide", "--width is a number from 50 to 4096, not \"wide\""),
            ("shot a --out", "--out needs a value"),
            ("smoke a --dark", "`minihost smoke` has no flag --dark; try `minihost help`"),
            ("smoke a --type x", "--type is SELECTOR=TEXT, not \"x\""),
            ("run a --tap x", "`minihost run` has no flag --tap; try `minihost help`"),
            ("shot a --locale fr", "--locale is en or zh, not \"fr\""),
        ] {
            assert_eq!(read(line), Err(message.to_owned()));
        }
    }
}
