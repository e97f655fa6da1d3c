//! What is reported about a program: to its author, to `minihost smoke`, to the host's log.

use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The program goes on as its author meant.
    Hint,
    /// Something is missing or ignored; the page goes on.
    Warning,
    /// A file, a component or a handler does not work; the rest of the page goes on.
    Error,
}

/// What kind of thing went wrong. The names are those that `minihost smoke --json` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A program's script threw, or a promise was rejected unhandled.
    Exception,
    /// A script or a module could not be read or parsed.
    Script,
    /// A template could not be parsed as written.
    Template,
    /// A style sheet holds something that is ignored.
    Style,
    /// A json file is malformed or has a wrong shape.
    Json,
    /// A file that is named somewhere is not in the package.
    MissingFile,
    /// A tag that is neither built in nor declared.
    UnknownComponent,
    /// An API name that this host does not support.
    UnsupportedApi,
    /// A limit was reached: time, memory, stack, size.
    Limit,
}

impl ProblemKind {
    /// The name as printed in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::Exception => "exception",
            ProblemKind::Script => "script",
            ProblemKind::Template => "template",
            ProblemKind::Style => "style",
            ProblemKind::Json => "json",
            ProblemKind::MissingFile => "missing-file",
            ProblemKind::UnknownComponent => "unknown-component",
            ProblemKind::UnsupportedApi => "unsupported-api",
            ProblemKind::Limit => "limit",
        }
    }
}

/// One finding about a program, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// How bad.
    pub severity: Severity,
    /// One sentence in English that says what is wrong and, where known, what to do.
    pub message: String,
    /// Path from the package's root, such as `pages/index/index.ttml`; empty when no file is to blame.
    pub file: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Column in characters, from 1; 0 when unknown.
    pub column: u32,
}

impl Problem {
    /// A problem of `Error` severity without a place.
    pub fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Problem {
            kind,
            severity: Severity::Error,
            message: message.into(),
            file: String::new(),
            line: 0,
            column: 0,
        }
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same, as a hint.
    #[must_use]
    pub fn hint(mut self) -> Self {
        self.severity = Severity::Hint;
        self
    }

    /// The same, placed.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: u32, column: u32) -> Self {
        self.file = file.into();
        self.line = line;
        self.column = column;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            f.write_str(&self.file)?;
            if self.line > 0 {
                write!(f, ":{}", self.line)?;
                if self.column > 0 {
                    write!(f, ":{}", self.column)?;
                }
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}
