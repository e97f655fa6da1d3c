//! What an [`Engine`](crate::Engine) is made with, and the traits it calls.

use crate::ScriptError;
use minihost_ports::{Clock, Problem};
use minihost_value::Value;
use std::rc::Rc;
use std::sync::Arc;

/// What a program may use up. Reaching a limit is a typed [`ScriptError`]; time and memory stop the engine for good.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of JavaScript heap.
    pub heap_bytes: usize,
    /// Bytes of stack that scripts may use, counted from where the engine was made. The thread needs about 2 MB more:
    /// see [`spawn`](crate::spawn).
    pub stack_bytes: usize,
    /// Milliseconds that one entry from outside (`require`, `call`, `pump` …) may take, nested calls included.
    pub task_ms: u64,
    /// Timers that may be armed at a time; one more stops the engine.
    pub max_timers: usize,
    /// Timer callbacks that one `pump` runs; the rest waits for the next.
    pub timers_per_pump: usize,
    /// How deep Rust and JavaScript may call each other.
    pub max_nesting: usize,
    /// How deep arrays and objects may nest in a value that crosses.
    pub value_depth: usize,
    /// Arrays, objects and primitives in one value that crosses; one more stops the engine.
    pub value_nodes: usize,
    /// Bytes of text in one value that crosses; one more stops the engine.
    pub value_bytes: usize,
    /// Bytes of all values together that cross during one entry from outside; one more stops the engine.
    pub task_bytes: usize,
    /// Bytes of an ArrayBuffer or typed array that crosses (it becomes an array of numbers).
    pub buffer_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            heap_bytes: 128 << 20,
            stack_bytes: 6 << 20,
            task_ms: 5000,
            max_timers: 10_000,
            timers_per_pump: 200,
            max_nesting: 64,
            value_depth: 64,
            value_nodes: 500_000,
            value_bytes: 32 << 20,
            task_bytes: 128 << 20,
            buffer_bytes: 1 << 20,
        }
    }
}

/// Everything an engine is made with. Fill in what you need over [`EngineConfig::new`].
#[derive(Clone)]
pub struct EngineConfig {
    /// What the program may use up.
    pub limits: Limits,
    /// The program's files.
    pub modules: Rc<dyn ModuleSource>,
    /// Where compiled modules are kept between runs; `None` compiles each time.
    pub cache: Option<CacheConfig>,
    /// Time for timers and `console.time`. (The time budget always uses the system's monotonic clock.)
    pub clock: Arc<dyn Clock>,
    /// Receives what the program prints.
    pub console: Rc<dyn Fn(ConsoleLine)>,
    /// Receives what goes wrong where nobody asked: timers, promise jobs, unhandled rejections, calls into
    /// functions held as [`Value::Function`]. Errors that a call *returns* are the caller's to report.
    pub problems: Rc<dyn Fn(Problem)>,
    /// Names that each module sees beside `exports`, `require` and `module`; values come from
    /// `__minihost.moduleScope[name]` when the module is loaded.
    pub module_scope: Vec<String>,
}

impl EngineConfig {
    /// Default limits, no cache; what is printed and what goes wrong is dropped.
    pub fn new(modules: Rc<dyn ModuleSource>, clock: Arc<dyn Clock>) -> Self {
        EngineConfig {
            limits: Limits::default(),
            modules,
            cache: None,
            clock,
            console: Rc::new(|_| {}),
            problems: Rc::new(|_| {}),
            module_scope: Vec::new(),
        }
    }
}

/// A bytecode cache and the key that authenticates what comes out of it.
#[derive(Clone)]
pub struct CacheConfig {
    /// The store.
    pub store: Rc<dyn BytecodeStore>,
    /// A secret of this installation. Entries made with another key are never loaded.
    pub key: [u8; 32],
}

/// Keeps compiled modules. Neither method may fail the program: a store that cannot, does not.
pub trait BytecodeStore {
    /// The entry under `key`, a hex digest.
    fn get(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps an entry.
    fn put(&self, key: &str, entry: &[u8]);
}

/// The files of a program, by path from the package's root without a leading slash.
pub trait ModuleSource {
    /// The text of a file.
    fn read(&self, path: &str) -> Option<String>;
    /// True if the file is there.
    fn exists(&self, path: &str) -> bool;
}

/// Functions that runtime scripts call in Rust.
pub trait Bridge {
    /// Calls the function `ops[op]`. May call the engine again. An `Err` is thrown as an `Error` with this message.
    ///
    /// # Errors
    /// Whatever the op wants its caller in JavaScript to catch.
    fn call(&self, op: usize, args: &[Value]) -> Result<Value, String>;
}

/// How a line was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsoleLevel {
    /// `console.debug`
    Debug,
    /// `console.log`
    Log,
    /// `console.info`
    Info,
    /// `console.warn`
    Warn,
    /// `console.error`
    Error,
}

/// One line that a program printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleLine {
    /// How it was printed.
    pub level: ConsoleLevel,
    /// The arguments as text, cut at about 8,000 characters; two blanks per open `console.group` in front.
    pub text: String,
}

/// What one [`Engine::pump`](crate::Engine::pump) did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PumpReport {
    /// Timer callbacks that ran.
    pub timers: usize,
    /// Promise jobs that ran.
    pub jobs: usize,
    /// Due timers were left for the next pump.
    pub more: bool,
}

/// The result of calls into an engine.
pub type ScriptResult<T> = Result<T, ScriptError>;
