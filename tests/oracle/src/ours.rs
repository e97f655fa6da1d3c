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
use std::sync::atomic::{AtomicU64, Ordering};

/// A clock that stands until it is told to go on.
pub(crate) struct Still(AtomicU64);

impl Default for Still {
    fn default() -> Still {
        Still(AtomicU64::new(1000))
    }
}

impl Still {
    /// Lets everything happen that is due within the next seconds, in both engines at the same moments.
    pub(crate) fn pass(&self, engine: &Engine) {
        for _ in 0..40 {
            self.0.fetch_add(50, Ordering::Relaxed);
            let _ = engine.pump();
        }
    }
}

impl Clock for Still {
    fn now_ms(&self) -> u64 {
        1_700_000_000_000 + self.0.load(Ordering::Relaxed)
    }
    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
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
pub(crate) fn engine(
    files: Rc<Files>,
    clock: Arc<Still>,
    log: &Log,
    problems: Rc<dyn Fn(Problem)>,
) -> Rc<Engine> {
    let mut config = EngineConfig::new(files, clock);
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

/// The node with this id; `@n` is the nth of the innermost elements, counted round.
pub(crate) fn find(tree: &Tree, id: &str) -> Option<NodeId> {
    if let Some(number) = id.strip_prefix('@') {
        let all = tree.descendants(tree.root());
        let is_element = |node: &NodeId| tree.element(*node).is_some();
        let innermost = |node: &NodeId| is_element(node) && !tree.children(*node).iter().any(is_element);
        let found: Vec<NodeId> = all.into_iter().skip(1).filter(innermost).collect();
        return found.get(number.parse::<usize>().ok()? % found.len().max(1)).copied();
    }
    let matches = |node: &NodeId| tree.element(*node).is_some_and(|element| *element.id == *id);
    tree.descendants(tree.root()).into_iter().find(matches)
}

/// What programs with an API have.
pub(crate) const API: &str = include_str!("../js/api.js");

/// A program with its page open.
pub struct Open {
    view: View,
    page: PageId,
    engine: Rc<Engine>,
    clock: Arc<Still>,
    log: Log,
    api: bool,
}

impl Open {
    /// Opens and shows the page.
    ///
    /// # Panics
    /// The program has no page.
    pub fn new(program: &Program) -> Open {
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
        let clock = Arc::new(Still::default());
        let engine = engine(files.clone(), clock.clone(), &log, problems.clone());
        let view = View::new(ViewConfig {
            engine: engine.clone(),
            table: table(Dialect::WeChat).expect("because WeChat's dialect is always there"),
            resources: files,
            problems,
            host: Rc::new(Nobody),
            extra_ops: &[],
            extra_bridge: None,
            extra_scripts: if program.api { vec![("api.js", API)] } else { Vec::new() },
        })
        .expect("because the runtime scripts are ours and run");
        let query = Value::object([("x", Value::from("1"))]);
        let page = view.open_page("page", query).expect("because every program has a page");
        view.page_show(page);
        Open { view, page, engine, clock, log, api: program.api }
    }

    /// What was shown is laid out, what came is ready; what that sets off settles.
    fn settle(&self) {
        self.view.page_ready(self.page);
        let _ = self.engine.pump();
        self.view.page_ready(self.page);
        if self.api {
            self.clock.pass(&self.engine);
            self.view.page_ready(self.page);
        }
    }

    fn moment(&self) -> Moment {
        self.settle();
        let tree = self.view.with_tree(self.page, |tree| dump::text(tree, tree.root())).unwrap_or_default();
        Moment { tree, log: self.log.take() }
    }

    /// Calls a method of the page.
    pub fn call(&self, method: &str, count: usize) {
        self.view.call_page_hook(self.page, method, vec![Value::from(count)]);
        self.settle();
    }

    /// What was printed or thrown since.
    pub fn log(&self) -> String {
        self.log.take().join("\n")
    }
}

/// Runs the program to its end.
pub fn run(program: &Program) -> Trace {
    let open = Open::new(program);
    let mut trace = Trace(vec![open.moment()]);
    for step in &program.steps {
        take(&open.view, open.page, step);
        trace.0.push(open.moment());
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
