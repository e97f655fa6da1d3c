//! A program through glass-easel, inside our JavaScript engine, on our render tree.

use crate::compiler::Compiled;
use crate::dump;
use crate::files::{Files, value};
use crate::ours::{API, Log, Still, engine, find};
use crate::program::{Moment, Program, Step, Trace};
use minihost_script::{Bridge, Engine};
use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;
use serde_json::Value as Json;
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// glass-easel's and its adapter's bundles as runtime scripts.
pub struct Peer {
    framework: String,
    adapter: String,
}

/// The page's node below the tree's root, once it is there.
fn page_root(tree: &Tree) -> NodeId {
    tree.children(tree.root()).first().copied().unwrap_or(tree.root())
}

impl Peer {
    /// Reads the bundles from a folder of npm packages (`tests/node`).
    ///
    /// # Errors
    /// They are not there.
    pub fn load(packages: &Path) -> Result<Peer, String> {
        let read = |path: &str| {
            let path = packages.join("node_modules").join(path);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let module = |source: &str, name: &str| {
            format!(
                "var module = {{exports: {{}}}}, exports = module.exports;\
                 (function (require, module, exports, process) {{{source}\n}})(function () {{ return __minihost.easel }}, module, exports, {{env: {{NODE_ENV: 'production'}}}});\
                 __minihost.{name} = module.exports;"
            )
        };
        Ok(Peer {
            framework: module(&read("glass-easel/dist/glass_easel.all.js")?, "easel"),
            adapter: module(
                &read("glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter.js")?,
                "adapter",
            ),
        })
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    /// A template did not compile, or the framework's glue failed: neither says anything about our engine.
    pub fn run(&self, program: &Program, compiled: &Compiled) -> Result<Trace, String> {
        let open = self.open(program, compiled, false)?;
        let mut trace = Trace(vec![open.moment()]);
        for step in &program.steps {
            take(&open.engine, &open.backend, step)?;
            trace.0.push(open.moment());
        }
        Ok(trace)
    }

    /// Opens and shows the page. `silent` has a backend that does nothing.
    ///
    /// # Errors
    /// As [`Peer::run`].
    pub fn open(&self, program: &Program, compiled: &Compiled, silent: bool) -> Result<Open, String> {
        if let Some(warning) = compiled.warnings.first() {
            return Err(format!("template: {warning}"));
        }
        let files = Rc::new(Files(program.files.clone()));
        let log: Log = Rc::default();
        let sink = log.clone();
        let clock = Arc::new(Still::default());
        let engine = engine(
            files.clone(),
            clock.clone(),
            &log,
            Rc::new(move |problem| sink.borrow_mut().push(format!("!! {}", problem.message))),
        );
        let backend = Rc::new(Backend { tree: RefCell::new(Tree::new("root")), log: log.clone() });
        engine.set_bridge(OPS, backend.clone());
        let script = |name: &str, source: &str| {
            engine.run_runtime(name, source).map_err(|error| format!("{name}: {error}"))
        };
        script("easel.js", &self.framework)?;
        script("adapter.js", &self.adapter)?;
        let prelude = format!("__minihost.silent = {silent}; __minihost.groups = {};", compiled.code);
        script("templates.js", &prelude)?;
        script("peer.js", include_str!("../js/peer.js"))?;
        if program.api {
            script("api.js", API)?;
        }
        let call =
            |name: &str, args: &[Value]| engine.call(name, args).map_err(|error| format!("{name}: {error}"));
        let templates = files.0.keys().filter_map(|path| path.strip_suffix(".wxml")).map(Value::from);
        call("templates", &[Value::array(templates)])?;
        let components = files.components();
        for name in &components {
            call("config", &[Value::from(name.as_str()), Value::from(files.json(name).to_string())])?;
        }
        for name in &components {
            call("begin", &[Value::from(name.as_str())])?;
            if files.0.contains_key(&format!("{name}.js"))
                && let Err(error) = engine.require(&format!("{name}.js"))
            {
                log.borrow_mut().push(format!("!! {error}"));
            }
        }
        call("open", &[Value::from("page")])?;
        Ok(Open { engine, backend, clock, log, api: program.api })
    }
}

/// A program with its page open.
pub struct Open {
    engine: Rc<Engine>,
    backend: Rc<Backend>,
    clock: Arc<Still>,
    log: Log,
    api: bool,
}

impl Open {
    fn settle(&self) {
        let _ = self.engine.call("ready", &[]);
        let _ = self.engine.pump();
        let _ = self.engine.call("ready", &[]);
        if self.api {
            self.clock.pass(&self.engine);
            let _ = self.engine.call("ready", &[]);
        }
    }

    fn moment(&self) -> Moment {
        self.settle();
        let tree = self.backend.tree.borrow();
        let closed = tree.children(tree.root()).is_empty();
        let tree = if closed { String::new() } else { dump::text(&tree, page_root(&tree)) };
        Moment { tree, log: self.log.take() }
    }

    /// Calls a method of the page.
    ///
    /// # Errors
    /// The framework's glue failed.
    pub fn call(&self, method: &str, count: usize) -> Result<(), String> {
        let args = Value::array([Value::from(count)]);
        let called = self.engine.call("call", &[Value::from(method), args]);
        called.map_err(|error| format!("{method}: {error}"))?;
        // Nobody waits for `ready` here, and looking for who does would walk the whole tree.
        self.engine.pump().map(|_| ()).map_err(|error| error.to_string())
    }

    /// What was printed or thrown since.
    pub fn log(&self) -> String {
        self.log.take().join("\n")
    }
}

fn take(engine: &Engine, backend: &Backend, step: &Step) -> Result<(), String> {
    let node = |id: &str| find(&backend.tree.borrow(), id).map(|node| Value::from(node.to_u64() as f64));
    let call = |name: &str, args: &[Value]| {
        engine.call(name, args).map(|_| ()).map_err(|error| format!("{name}: {error}"))
    };
    match step {
        Step::Event(id, name, detail, bubbles) => match node(id) {
            Some(node) => {
                call("event", &[node, Value::from(name.as_str()), value(detail), Value::from(*bubbles)])
            }
            None => Ok(()),
        },
        Step::Change(id, name, new) => match node(id) {
            Some(node) => {
                call("change", &[node.clone(), Value::from(name.as_str()), value(new)])?;
                let detail = Json::Object([(name.clone(), new.clone())].into_iter().collect());
                call("event", &[node, Value::from("input"), value(&detail), Value::from(false)])
            }
            None => Ok(()),
        },
        Step::Set(path, new) => call("set", &[Value::from(path.as_str()), value(new)]),
        Step::Call(name, args) => {
            call("call", &[Value::from(name.as_str()), Value::array(args.iter().map(value))])
        }
        Step::Lifetime(name) => {
            let args = match name.as_str() {
                "show" | "hide" => Value::array([]),
                _ => Value::array([Value::object([("size", Value::from(1))])]),
            };
            call("lifetime", &[Value::from(name.as_str()), args])
        }
        Step::Unload => {
            call("unload", &[])?;
            let mut tree = backend.tree.borrow_mut();
            let page = page_root(&tree);
            tree.release(page);
            Ok(())
        }
    }
}

/// The composed backend's operations, on our tree.
struct Backend {
    tree: RefCell<Tree>,
    log: Log,
}

const OPS: &[&str] = &[
    "root",
    "create",
    "release",
    "append",
    "remove",
    "insert",
    "replace",
    "splice",
    "id",
    "style",
    "addClass",
    "removeClass",
    "clearClasses",
    "attribute",
    "text",
    "fault",
];

impl Bridge for Backend {
    fn call(&self, op: usize, args: &[Value]) -> Result<Value, String> {
        let tree = &mut *self.tree.borrow_mut();
        let node =
            |n: usize| NodeId::from_u64(args.get(n).and_then(Value::as_number).unwrap_or(f64::MAX) as u64);
        let text = |n: usize| args.get(n).map(Value::to_display).unwrap_or_default();
        let number = |id: NodeId| Ok(Value::from(id.to_u64() as f64));
        match OPS[op] {
            "root" => return number(tree.root()),
            "create" => {
                return number(match args.first().and_then(Value::as_number) {
                    Some(1.0) => tree.create_text(text(1)),
                    Some(2.0) => tree.create_fragment(),
                    _ => tree.create_element(text(1), StyleScope::APP),
                });
            }
            "release" => {
                // glass-easel releases children itself, perhaps later.
                for child in tree.children(node(0)).to_vec() {
                    tree.remove(node(0), child);
                }
                tree.release(node(0));
            }
            "append" => tree.append(node(0), node(1)),
            "remove" => tree.remove(node(0), node(1)),
            "insert" => tree.insert_before(node(0), node(1), node(2)),
            "replace" => tree.replace(node(0), node(1), node(2)),
            "splice" => {
                let count = args.get(2).and_then(Value::as_number).unwrap_or_default() as usize;
                if let Some(at) = tree.position(node(0), node(1)) {
                    tree.splice(node(0), at, count, &[node(3)]);
                }
            }
            "id" => tree.set_id(node(0), text(1)),
            "style" => tree.set_style(node(0), text(1)),
            "addClass" => tree.add_class(node(0), &text(1), StyleScope::APP),
            "removeClass" => tree.remove_class(node(0), &text(1), StyleScope::APP),
            "clearClasses" => tree.set_classes(node(0), Vec::new()),
            "attribute" => tree.set_attribute(node(0), text(1), args.get(2).cloned().unwrap_or_default()),
            "text" => tree.set_text(node(0), text(1)),
            _ => self.log.borrow_mut().push(format!("!! {}", text(0))),
        }
        Ok(Value::Undefined)
    }
}
