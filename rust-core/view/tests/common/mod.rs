//! Runs tiny programs from memory: what they print is the log that tests compare.
#![allow(dead_code)] // each test file uses its part

use minihost_ports::{Clock, Dialect, Problem};
use minihost_script::{Engine, EngineConfig, ModuleSource};
use minihost_syntax::table;
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{
    ComponentConfig, ControlRequest, Navigation, PageId, Resources, UiEvent, View, ViewConfig, ViewHost,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A program's files.
pub struct Files(pub BTreeMap<String, String>);

fn join(from: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !reference.starts_with('/') {
        parts.extend(from.split('/'));
        parts.pop();
    }
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

impl Files {
    fn json(&self, path: &str) -> serde_json::Value {
        self.0.get(path).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

fn pairs(json: &serde_json::Value) -> Vec<(String, String)> {
    json.as_object().map_or_else(Vec::new, |object| {
        object
            .iter()
            .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect()
    })
}

impl Resources for Files {
    fn read_text(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
    fn component(&self, owner_file: &str, reference: &str) -> Option<String> {
        let direct = join(owner_file, reference);
        let mut candidates = vec![direct.clone(), format!("{direct}/index")];
        candidates.push(format!("miniprogram_npm/{reference}"));
        candidates.push(format!("miniprogram_npm/{reference}/index"));
        candidates.into_iter().find(|path| {
            self.0.contains_key(&format!("{path}.js")) || self.0.contains_key(&format!("{path}.json"))
        })
    }
    fn config(&self, path: &str) -> ComponentConfig {
        let json = self.json(&format!("{path}.json"));
        ComponentConfig {
            using: pairs(&json["usingComponents"]),
            component: json["component"].as_bool().unwrap_or(false),
            style_isolation: json["styleIsolation"].as_str().unwrap_or_default().to_owned(),
            generics: json["componentGenerics"].as_object().map_or_else(Vec::new, |object| {
                object
                    .iter()
                    .map(|(name, value)| (name.clone(), value["default"].as_str().map(str::to_owned)))
                    .collect()
            }),
            placeholder: pairs(&json["componentPlaceholder"]),
        }
    }
    fn app_components(&self) -> Vec<(String, String)> {
        pairs(&self.json("app.json")["usingComponents"])
    }
}

impl ModuleSource for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

struct Still;
impl Clock for Still {
    fn now_ms(&self) -> u64 {
        1_700_000_000_000
    }
    fn monotonic_ms(&self) -> u64 {
        1000
    }
}

/// Notes what the view asks of its host.
#[derive(Default)]
pub struct Notes(pub RefCell<Vec<String>>);

impl ViewHost for Notes {
    fn navigate(&self, _: PageId, request: Navigation) {
        self.0.borrow_mut().push(format!("{} {}", request.open_type, request.url));
    }
    fn request(&self, _: PageId, _: NodeId, request: ControlRequest) {
        self.0.borrow_mut().push(format!("{request:?}"));
    }
}

/// A program under test.
pub struct Program {
    pub view: View,
    pub engine: Rc<Engine>,
    pub notes: Rc<Notes>,
    log: Rc<RefCell<Vec<String>>>,
    problems: Rc<RefCell<Vec<Problem>>>,
    time: Cell<f64>,
}

impl Program {
    pub fn from_files(dialect: Dialect, files: Files) -> Program {
        Program::with_scripts(dialect, files, Vec::new())
    }

    pub fn with_scripts(
        dialect: Dialect,
        files: Files,
        scripts: Vec<(&'static str, &'static str)>,
    ) -> Program {
        let files = Rc::new(files);
        let log: Rc<RefCell<Vec<String>>> = Rc::default();
        let problems: Rc<RefCell<Vec<Problem>>> = Rc::default();
        let mut config = EngineConfig::new(files.clone(), Arc::new(Still));
        let sink = log.clone();
        config.console = Rc::new(move |line| sink.borrow_mut().push(line.text));
        let sink = problems.clone();
        let report: Rc<dyn Fn(Problem)> = Rc::new(move |problem| sink.borrow_mut().push(problem));
        config.problems = report.clone();
        let engine = Engine::new(config).expect("the engine starts");
        let notes = Rc::new(Notes::default());
        let view = View::new(ViewConfig {
            engine: engine.clone(),
            table: table(dialect).expect("the dialect is there"),
            resources: files,
            problems: report,
            host: notes.clone(),
            extra_ops: &[],
            extra_bridge: None,
            extra_scripts: scripts,
        })
        .expect("the runtime starts");
        let program = Program { view, engine, notes, log, problems, time: Cell::new(0.0) };
        program.view.launch(Value::object([("path", Value::from("pages/a/a"))]));
        program
    }

    /// Opens a page and shows it; components are not yet ready.
    pub fn open(&self, path: &str) -> PageId {
        let page =
            self.view.open_page(path, Value::object([("x", Value::from("1"))])).expect("the page is there");
        self.view.page_show(page);
        page
    }

    /// The same, laid out.
    pub fn ready(&self, path: &str) -> PageId {
        let page = self.open(path);
        self.view.page_ready(page);
        self.pump();
        page
    }

    pub fn pump(&self) {
        self.engine.pump().expect("jobs run");
    }

    pub fn tree(&self, page: PageId) -> String {
        self.view.tree_text(page)
    }

    /// What was printed since the last call.
    pub fn log(&self) -> String {
        self.log.borrow_mut().drain(..).collect::<Vec<_>>().join("\n")
    }

    /// What was reported since the last call.
    pub fn problems(&self) -> String {
        self.problems.borrow_mut().drain(..).map(|problem| problem.to_string()).collect::<Vec<_>>().join("\n")
    }

    pub fn notes(&self) -> String {
        self.notes.0.borrow_mut().drain(..).collect::<Vec<_>>().join("\n")
    }

    /// Any node that matches in the page's composed tree, also inside of components: by id, class or tag.
    pub fn node(&self, page: PageId, selector: &str) -> NodeId {
        let found = self.view.with_tree(page, |tree| {
            tree.descendants(tree.root()).into_iter().find(|id| {
                tree.element(*id).is_some_and(|element| match selector.split_at(1) {
                    ("#", id) => *element.id == *id,
                    (".", class) => element.classes.iter().any(|known| *known.name == *class),
                    _ => *element.tag == *selector,
                })
            })
        });
        found.flatten().unwrap_or_else(|| panic!("no {selector} in\n{}", self.tree(page)))
    }

    pub fn event(&self, page: PageId, selector: &str, name: &str, detail: Value, bubbles: bool) {
        let node = self.node(page, selector);
        self.time.set(self.time.get() + 1.0);
        let event =
            UiEvent { name: name.into(), detail, bubbles, time_ms: self.time.get(), ..UiEvent::default() };
        self.view.dispatch(page, node, event);
    }

    pub fn tap(&self, page: PageId, selector: &str) {
        self.event(
            page,
            selector,
            "tap",
            Value::object([("x", Value::from(1)), ("y", Value::from(2))]),
            true,
        );
    }

    /// `setData` of the page from outside.
    pub fn set(&self, page: PageId, path: &str, value: Value) {
        self.view.set_data(self.view.page_instance(page).expect("it lives"), path, value);
    }
}

/// Runs a test where there is stack enough for scripts.
fn with_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(run).expect("threads can be made");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Runs a program as it is in a dialect.
pub fn in_dialect(dialect: Dialect, files: &'static [(&'static str, &'static str)], run: fn(&Program)) {
    with_stack(move || {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        run(&Program::from_files(dialect, Files(files)));
    });
}

/// Runs a program in WeChat's dialect.
pub fn wechat(files: &'static [(&'static str, &'static str)], run: fn(&Program)) {
    in_dialect(Dialect::WeChat, files, run);
}

/// Runs a program written for WeChat, and the same with its files renamed and its directives written as ByteDance's.
pub fn both(files: &'static [(&'static str, &'static str)], run: fn(&Program)) {
    wechat(files, run);
    with_stack(move || {
        let files = files
            .iter()
            .map(|(path, text)| {
                let path = path.replace(".wxml", ".ttml").replace(".wxss", ".ttss").replace(".wxs", ".sjs");
                let text = text
                    .replace("wx:", "tt:")
                    .replace("<wxs", "<sjs")
                    .replace("</wxs", "</sjs")
                    .replace(".wxml", ".ttml")
                    .replace(".wxs", ".sjs");
                (path, text)
            })
            .collect();
        run(&Program::from_files(Dialect::ByteDance, Files(files)));
    });
}
