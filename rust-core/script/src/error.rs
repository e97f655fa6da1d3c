//! Errors, and how a JavaScript exception becomes one.

use crate::raw;
use minihost_ports::{Problem, ProblemKind, StopReason};
use rquickjs::{Ctx, Value as JsValue};

/// Why a script did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// The script threw. The engine goes on.
    #[error("{message}")]
    Exception {
        /// `TypeError: x is not a function`; for a thrown value that is no Error, its text.
        message: String,
        /// Path of the file that threw, from the package's root; empty when unknown.
        file: String,
        /// Line from 1; 0 when unknown.
        line: u32,
        /// Column from 1; 0 when unknown.
        column: u32,
        /// The stack as the engine wrote it; empty when unknown.
        stack: String,
    },
    /// Calls nested too deep. The engine goes on: for the program this was a RangeError.
    #[error("{message}")]
    StackOverflow {
        /// The RangeError's text.
        message: String,
        /// Path of the file, from the package's root; empty when unknown.
        file: String,
        /// Line from 1; 0 when unknown.
        line: u32,
        /// Column from 1; 0 when unknown.
        column: u32,
    },
    /// The heap limit was reached; the engine is stopped.
    #[error("the program used more memory than it is allowed")]
    OutOfMemory,
    /// The time budget was used up; the engine is stopped.
    #[error("the program ran longer than it is allowed")]
    TimeBudget,
    /// The program asked for more work or memory outside its heap than a host can give; the engine is stopped. The text says of what.
    #[error("the program flooded its host: {0}")]
    Flooded(String),
    /// A value is too deep, contains itself or is a buffer too long, so it cannot cross between JavaScript and Rust.
    #[error("{0}")]
    TooBig(String),
    /// No runtime script has put this function into `__minihost.exports`.
    #[error("the runtime has no function `{0}`")]
    NoSuchFunction(String),
    /// The engine is gone, or its runtime has been sealed.
    #[error("the engine is closed")]
    Closed,
    /// A bug of ours.
    #[error("internal script error: {0}")]
    Internal(String),
}

impl ScriptError {
    /// True if the engine is stopped for good.
    pub fn stops(&self) -> bool {
        self.stop_reason().is_some()
    }

    /// Why the engine is stopped, if it is.
    pub fn stop_reason(&self) -> Option<StopReason> {
        match self {
            ScriptError::OutOfMemory => Some(StopReason::OutOfMemory),
            ScriptError::TimeBudget => Some(StopReason::TimeBudget),
            ScriptError::Flooded(what) => Some(StopReason::Flooded(what.clone())),
            _ => None,
        }
    }

    /// The error as a finding about the program, placed where it was thrown.
    pub fn to_problem(&self) -> Problem {
        match self {
            ScriptError::Exception { message, file, line, column, .. } => {
                Problem::new(ProblemKind::Exception, message).at(file, *line, *column)
            }
            ScriptError::StackOverflow { message, file, line, column } => {
                Problem::new(ProblemKind::Limit, message).at(file, *line, *column)
            }
            ScriptError::OutOfMemory
            | ScriptError::TimeBudget
            | ScriptError::Flooded(_)
            | ScriptError::TooBig(_) => Problem::new(ProblemKind::Limit, self.to_string()),
            ScriptError::NoSuchFunction(_) | ScriptError::Closed | ScriptError::Internal(_) => {
                Problem::new(ProblemKind::Script, self.to_string())
            }
        }
    }
}

/// What can go wrong while values move: an exception that is pending in the context, or a value that may not cross.
pub(crate) enum Fault {
    Js(rquickjs::Error),
    TooBig(String),
    Script(ScriptError),
}

impl From<rquickjs::Error> for Fault {
    fn from(error: rquickjs::Error) -> Self {
        Fault::Js(error)
    }
}

impl Fault {
    /// Turns the fault into a pending exception, for the way back into JavaScript.
    pub(crate) fn throw(self, ctx: &Ctx<'_>) -> rquickjs::Error {
        match self {
            Fault::Js(error) => error,
            Fault::TooBig(message) => rquickjs::Exception::throw_range(ctx, &message),
            Fault::Script(error) => rquickjs::Exception::throw_message(ctx, &error.to_string()),
        }
    }
}

/// Prefix of the names of our own scripts; frames in them are not to blame.
pub(crate) const OWN: &str = "minihost:";

/// Reads a thrown value. Getters of the program may run; what they throw is dropped. `shift` says how many columns the
/// first line of a file begins after the module wrapper.
pub(crate) fn describe(ctx: &Ctx<'_>, thrown: &JsValue<'_>, shift: &dyn Fn(&str) -> u32) -> ScriptError {
    let text = |value: Option<JsValue<'_>>| -> String {
        value
            .filter(|value| !value.is_undefined() && !value.is_null())
            .and_then(|value| raw::to_text(&value).inspect_err(|_| drop(ctx.catch())).ok())
            .map_or_else(String::new, |text| text.to_string())
    };
    let get = |key: &str| {
        thrown.as_object().and_then(|object| object.get(key).inspect_err(|_| drop(ctx.catch())).ok())
    };
    let is_error = thrown.is_error();
    let (mut message, stack) = if is_error {
        let (name, message) = (text(get("name")), text(get("message")));
        let message = match (name.is_empty(), message.is_empty()) {
            (false, false) => format!("{name}: {message}"),
            (false, true) => name,
            (true, _) => message,
        };
        (message, text(get("stack")))
    } else if thrown.is_symbol() {
        ("a symbol was thrown".into(), String::new())
    } else if thrown.is_object() && !thrown.is_function() {
        // Programs throw plain objects such as { errMsg: "request:fail" }.
        let known =
            ["errMsg", "message", "msg"].into_iter().map(|key| text(get(key))).find(|text| !text.is_empty());
        (known.unwrap_or_else(|| text(Some(thrown.clone()))), text(get("stack")))
    } else {
        (text(Some(thrown.clone())), String::new())
    };
    if message.is_empty() {
        message = "an exception without a message".into();
    }
    message = clip(message, 2000);
    let stack = clip(stack, 8000);
    let (file, line, column) = blame(&stack, shift);
    if is_error && message == "RangeError: Maximum call stack size exceeded" {
        return ScriptError::StackOverflow { message, file, line, column };
    }
    ScriptError::Exception { message, file, line, column, stack }
}

/// Cuts a text at a character boundary.
pub(crate) fn clip(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

/// The first frame of a stack that is the program's: file, line, column.
fn blame(stack: &str, shift: &dyn Fn(&str) -> u32) -> (String, u32, u32) {
    let frames: Vec<_> = stack.lines().filter_map(frame).collect();
    let chosen = frames.iter().find(|(file, ..)| !file.starts_with(OWN)).or(frames.first());
    match chosen {
        Some(&(file, line, column)) => {
            let column = if line == 1 { column.saturating_sub(shift(file)).max(1) } else { column };
            (file.to_string(), line, column)
        }
        None => (String::new(), 0, 0),
    }
}

/// `    at name (file:line:column)` or `    at file:line:column`.
fn frame(line: &str) -> Option<(&str, u32, u32)> {
    let line = line.trim().strip_prefix("at ")?;
    let place = match line.strip_suffix(')') {
        Some(inner) => &inner[inner.rfind('(')? + 1..],
        None => line,
    };
    let (rest, column) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read() {
        for (line, expect) in [
            ("    at f (pages/a.js:3:5)", Some(("pages/a.js", 3, 5))),
            ("    at pages/a.js:3:5", Some(("pages/a.js", 3, 5))),
            ("    at call (native)", None),
            ("garbage", None),
        ] {
            assert_eq!(frame(line), expect, "{line}");
        }
    }

    #[test]
    fn the_programs_own_frame_is_blamed() {
        let stack = "    at push (native)\n    at g (minihost:view.js:1:2)\n    at f (app.js:1:40)\n    at b.js:9:9\n";
        assert_eq!(blame(stack, &|_| 30), ("app.js".into(), 1, 10));
        assert_eq!(blame("    at minihost:x.js:4:2", &|_| 0), ("minihost:x.js".into(), 4, 2));
        assert_eq!(blame("", &|_| 0), (String::new(), 0, 0));
    }
}
