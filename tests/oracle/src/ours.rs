//! A program through our engine.

use crate::dump;
use crate::files::{Files, value};
use crate::program::{Moment, Program, Step, Trace};
use minihost_ports::{Clock, Dialect, Problem, ProblemKind};
use minihost_script::{ConsoleLevel, Engine, EngineConfig};
use minihost_syntax::table;
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;
use minihost_view::{ControlRequest, Navigation, PageId, UiEvent, View, ViewConfig, ViewHost};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// A clock for timers of length 0: it stands at one moment.
pub(crate) struct Still;

impl Clock for Still {
    fn now_ms(&self) -> u64 {
        1_700_000_000_000
    }
    fn monotonic_ms(&self) -> u64 {
        1000
    }
}

struct Nobody;

impl ViewHost for Nobody {
    fn navigate(&self, _: PageId, _: Navigation) {}
    fn request(&self, _: PageId, _: NodeId, _: ControlRequest) {}
}

/// Lines of a log that several hands write.
pub(crate) type Log = Rc<RefCell<Vec<String>>>;

/// An engine whose `console.log` goes to the log.
pub(crate) fn engine(files: Rc<Files>, log: &Log, problems: Rc<dyn Fn(Problem)>) -> Rc<Engine> {
    let mut config = EngineConfig::new(files, Arc::new(Still));
    let sink = log.clone();
    config.console = Rc::new(move |line| {
        if line.level == ConsoleLevel::Log {
            sink.borrow_mut().push(line.text);
        }
    });
    config.problems = problems;
    // A debug build of the engine is slow; the machine may be busy with other tests.
    config.limits.task_ms = 60_000;
    Engine::new(config).expect("because the engine starts with default limits")
}

/// The node with this id.
pub(crate) fn find(tree: &Tree, id: &str) -> Option<NodeId> {
    let matches = |node: &NodeId| tree.element(*node).is_some_and(|element| *element.id == *id);
    tree.descendants(tree.root()).into_iter().find(matches)
}

/// Runs the program to its end.
pub fn run(program: &Program) -> Trace {
    let files = Rc::new(Files(program.files.clone()));
    let log: Log = Rc::default();
    let sink = log.clone();
    let problems: Rc<dyn Fn(Problem)> = Rc::new(move |problem| {
        if problem.kind == ProblemKind::Exception {
            // The place in brackets is ours alone.
            let message = problem.message.split(" (in ").next().unwrap_or_default().to_owned();
            sink.borrow_mut().push(format!("!! {message}"));
        }
    });
    let engine = engine(files.clone(), &log, problems.clone());
    let view = View::new(ViewConfig {
        engine: engine.clone(),
        table: table(Dialect::WeChat).expect("because WeChat's dialect is always there"),
        resources: files,
        problems,
        host: Rc::new(Nobody),
        extra_ops: &[],
        extra_bridge: None,
        extra_scripts: Vec::new(),
    })
    .expect("because the runtime scripts are ours and run");
    let query = Value::object([("x", Value::from("1"))]);
    let Ok(page) = view.open_page("page", query) else { return Trace::default() };
    view.page_show(page);
    let mut trace = Trace::default();
    let moment = || {
        // What was shown is laid out, what came is ready; what that sets off settles.
        view.page_ready(page);
        let _ = engine.pump();
        view.page_ready(page);
        let tree = view.with_tree(page, |tree| dump::text(tree, tree.root())).unwrap_or_default();
        Moment { tree, log: log.take() }
    };
    trace.0.push(moment());
    for step in &program.steps {
        take(&view, page, step);
        trace.0.push(moment());
    }
    trace
}

fn take(view: &View, page: PageId, step: &Step) {
    let node = |id: &str| view.with_tree(page, |tree| find(tree, id)).flatten();
    match step {
        Step::Event(id, name, detail, bubbles) => {
            let Some(node) = node(id) else { return };
            let event = UiEvent {
                name: name.clone(),
                detail: value(detail),
                bubbles: *bubbles,
                ..UiEvent::default()
            };
            view.dispatch(page, node, event);
        }
        Step::Change(id, name, new) => {
            let Some(node) = node(id) else { return };
            let detail = Value::object([(name.as_str(), value(new))]);
            view.dispatch(page, node, UiEvent { name: "input".into(), detail, ..UiEvent::default() });
        }
        Step::Set(path, new) => {
            if let Some(instance) = view.page_instance(page) {
                view.set_data(instance, path, value(new));
            }
        }
        Step::Call(name, args) => {
            view.call_page_hook(page, name, args.iter().map(value).collect());
        }
        Step::Lifetime(name) => match name.as_str() {
            "show" => view.page_show(page),
            "hide" => view.page_hide(page),
            name => view.page_lifetime(page, name, vec![Value::object([("size", Value::from(1))])]),
        },
        Step::Unload => view.page_unload(page),
    }
}
