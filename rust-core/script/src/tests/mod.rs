//! Tests of the whole engine.

mod cache;
mod calls;
mod limits;
mod modules;
mod programs;

use crate::{Bridge, ConsoleLine, Engine, EngineConfig, ModuleSource, ScriptError};
use minihost_ports::{Clock, Problem};
use minihost_value::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The files of a program under test.
#[derive(Default)]
pub(crate) struct Files(pub(crate) RefCell<HashMap<String, String>>);

impl ModuleSource for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.borrow().get(path).cloned()
    }
    fn exists(&self, path: &str) -> bool {
        self.0.borrow().contains_key(path)
    }
}

/// A clock that a test moves.
#[derive(Default)]
pub(crate) struct Hands(AtomicU64);

impl Clock for Hands {
    fn now_ms(&self) -> u64 {
        self.monotonic_ms()
    }
    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// An engine with its surroundings.
pub(crate) struct Bench {
    pub(crate) engine: Rc<Engine>,
    pub(crate) files: Rc<Files>,
    clock: Arc<Hands>,
    log: Rc<RefCell<Vec<String>>>,
    problems: Rc<RefCell<Vec<Problem>>>,
}

impl Bench {
    pub(crate) fn new(files: &[(&str, &str)]) -> Bench {
        Bench::with(files, |_| {})
    }

    pub(crate) fn with(files: &[(&str, &str)], change: impl FnOnce(&mut EngineConfig)) -> Bench {
        let files = Rc::new(Files(RefCell::new(
            files.iter().map(|(path, text)| ((*path).to_string(), (*text).to_string())).collect(),
        )));
        let clock = Arc::new(Hands::default());
        let log: Rc<RefCell<Vec<String>>> = Rc::default();
        let problems: Rc<RefCell<Vec<Problem>>> = Rc::default();
        let mut config = EngineConfig::new(files.clone(), clock.clone());
        config.limits.stack_bytes = 1 << 20; // test threads have two megabytes
        let sink = log.clone();
        config.console = Rc::new(move |line: ConsoleLine| sink.borrow_mut().push(line.text));
        let sink = problems.clone();
        config.problems = Rc::new(move |problem| sink.borrow_mut().push(problem));
        change(&mut config);
        let engine = Engine::new(config).expect("an engine can be made");
        Bench { engine, files, clock, log, problems }
    }

    /// Runs a module and gives its exports.
    pub(crate) fn run(&self, source: &str) -> Result<Value, ScriptError> {
        let name = format!("test{}.js", self.files.0.borrow().len());
        self.files.0.borrow_mut().insert(name.clone(), source.into());
        self.engine.require(&name)
    }

    pub(crate) fn pass(&self, milliseconds: u64) {
        self.clock.0.fetch_add(milliseconds, Ordering::Relaxed);
    }

    pub(crate) fn log(&self) -> Vec<String> {
        self.log.take()
    }

    pub(crate) fn problems(&self) -> Vec<String> {
        self.problems.take().iter().map(ToString::to_string).collect()
    }
}

/// A bridge of one function.
pub(crate) struct With<F>(pub(crate) F);

impl<F: Fn(usize, &[Value]) -> Result<Value, String>> Bridge for With<F> {
    fn call(&self, op: usize, args: &[Value]) -> Result<Value, String> {
        self.0(op, args)
    }
}

/// A value as JSON-like text, for comparing.
pub(crate) trait AsJson {
    fn as_json(&self) -> String;
}

impl AsJson for Value {
    fn as_json(&self) -> String {
        match self {
            Value::Undefined | Value::Null => "null".into(),
            Value::Bool(_) | Value::Number(_) => self.to_display().to_string(),
            Value::String(text) => format!("{text:?}"),
            Value::Array(items) => {
                format!("[{}]", items.iter().map(AsJson::as_json).collect::<Vec<_>>().join(","))
            }
            Value::Object(own) => {
                let parts: Vec<_> =
                    own.iter().map(|(name, value)| format!("{name:?}:{}", value.as_json())).collect();
                format!("{{{}}}", parts.join(","))
            }
            Value::Function(_) => "function".into(),
        }
    }
}
