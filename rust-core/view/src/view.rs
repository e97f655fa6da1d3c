//! The view of one program: its open pages and the public operations on them.

use crate::bridge::{self, ViewBridge};
use crate::builtin::Hover;
use crate::config::{InstanceId, PageId, Resources, ViewConfig, ViewHost};
use crate::definition::Definition;
use crate::instance::Instance;
use crate::meter::Meter;
use crate::page::Page;
use crate::program::{ElementOp, File, Files, Modules};
use minihost_ports::{Problem, ProblemKind};
use minihost_script::{Engine, ScriptError};
use minihost_style::StyleSheet;
use minihost_syntax::DialectTable;
use minihost_tree::{NodeId, StyleScope, Tree};
use minihost_value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

/// Problems that are told once each.
const MAX_TOLD: usize = 1000;

/// Tag to path, and the paths in order.
type AppComponents = (FxHashMap<Rc<str>, Rc<str>>, Vec<Rc<str>>);

/// What all parts of the view share. JavaScript re-enters it, so nothing stays borrowed while a call is out.
pub(crate) struct Inner {
    /// Itself, for callbacks that outlive a call.
    pub me: Weak<Inner>,
    pub engine: Rc<Engine>,
    pub meter: Meter,
    pub table: &'static DialectTable,
    pub resources: Rc<dyn Resources>,
    pub problems: Rc<dyn Fn(Problem)>,
    pub host: Rc<dyn ViewHost>,
    pub instances: RefCell<FxHashMap<InstanceId, Rc<Instance>>>,
    /// Instances that JavaScript does not yet know to be gone.
    pub dead: RefCell<Vec<InstanceId>>,
    pub pages: RefCell<Vec<Rc<Page>>>,
    /// Pages that live and are not on the stack.
    pub resting: RefCell<FxHashSet<PageId>>,
    pub definitions: RefCell<FxHashMap<Rc<str>, Rc<Definition>>>,
    pub loading: RefCell<FxHashSet<Rc<str>>>,
    /// Tag to path, of `app.json`, and the paths in its order.
    pub app_components: RefCell<Option<AppComponents>>,
    pub files: RefCell<FxHashMap<Rc<str>, Option<Rc<File>>>>,
    /// Inline script files by path.
    pub scripts: RefCell<FxHashMap<Rc<str>, Value>>,
    pub app_sheet: OnceCell<Option<Rc<StyleSheet>>>,
    /// Exports of `js/script-helper.js`.
    pub script_helper: OnceCell<Value>,
    /// Functions that wait for the next frame.
    pub frames: RefCell<Vec<Value>>,
    /// Elements whose `hover-class` comes or goes.
    pub hovers: RefCell<Vec<Hover>>,
    /// Messages of problems that are told once.
    told: RefCell<FxHashSet<String>>,
    next_id: Cell<u32>,
    next_page: Cell<u32>,
    next_scope: Cell<u32>,
    file_depth: Cell<usize>,
    /// The engine was stopped; that has been reported.
    stopped: Cell<bool>,
    /// Milliseconds since start, of the event under way.
    pub now_ms: Cell<f64>,
}

/// The view of one program. Cheap to clone; lives on the session's thread.
#[derive(Clone)]
pub struct View(pub(crate) Rc<Inner>);

/// Why a page did not open. What went wrong inside a page that did is reported as [`Problem`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// Neither a script nor a template of the page is in the package.
    NoSuchPage(String),
    /// The engine is stopped or closed.
    Stopped(ScriptError),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::NoSuchPage(path) => write!(f, "the package has no page \"{path}\""),
            OpenError::Stopped(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

/// An answer of a program that is still to come; see [`View::ask_page`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateAnswer(u32);

impl View {
    /// Makes the view and runs the runtime scripts. Program code runs from [`View::launch`] on.
    ///
    /// # Errors
    /// A runtime script failed: a bug of ours, or an engine that is stopped.
    pub fn new(config: ViewConfig) -> Result<View, ScriptError> {
        let inner = Rc::new_cyclic(|me| Inner {
            me: me.clone(),
            meter: Meter::new(Rc::clone(&config.engine)),
            engine: config.engine,
            table: config.table,
            resources: config.resources,
            problems: config.problems,
            host: config.host,
            instances: RefCell::default(),
            dead: RefCell::default(),
            pages: RefCell::default(),
            resting: RefCell::default(),
            definitions: RefCell::default(),
            loading: RefCell::default(),
            app_components: RefCell::default(),
            files: RefCell::default(),
            scripts: RefCell::default(),
            app_sheet: OnceCell::new(),
            script_helper: OnceCell::new(),
            frames: RefCell::default(),
            hovers: RefCell::default(),
            told: RefCell::default(),
            next_id: Cell::new(1),
            next_page: Cell::new(1),
            next_scope: Cell::new(1),
            file_depth: Cell::new(0),
            stopped: Cell::new(false),
            now_ms: Cell::new(0.0),
        });
        let bridge = ViewBridge::new(Rc::downgrade(&inner), config.extra_bridge);
        bridge::install(&inner.engine, config.extra_ops, bridge, &config.extra_scripts)?;
        inner.try_call("configure", &[Value::from(inner.table.finders_call_back)])?;
        // Before any inline script: their realm is frozen when the first one runs.
        inner.engine.load_inline_script("minihost:prelude", minihost_syntax::INLINE_PRELUDE, &|_| None)?;
        Ok(View(inner))
    }

    /// Runs `app.js` and calls `onLaunch` and `onShow` with `options` (`{path, query, scene …}`).
    pub fn launch(&self, options: Value) {
        let inner = &self.0;
        if inner.resources.exists("app.js") {
            inner.run_file("app.js", "");
        } else {
            inner.report(
                Problem::new(ProblemKind::MissingFile, "the package has no app.js")
                    .warning()
                    .at("app.js", 0, 0),
            );
        }
        inner.call("appHook", &[Value::from("onLaunch"), Value::array([options.clone()])]);
        inner.call("appHook", &[Value::from("onShow"), Value::array([options])]);
    }

    /// Calls a hook of the application (`onShow`, `onHide`, `onPageNotFound` …). False if it has none.
    pub fn call_app_hook(&self, name: &str, args: Vec<Value>) -> bool {
        self.0.call("appHook", &[Value::from(name), Value::array(args)]).truthy()
    }

    /// Hands a fault that was met elsewhere (a timer, an unhandled rejection) to `App.onError`. It is not reported again.
    pub fn app_error(&self, message: &str, stack: &str) {
        self.0.call("appError", &[Value::from(message), Value::from(stack)]);
    }

    /// Opens a page: makes its tree, attaches its components, calls `onLoad` with `query`. Then come [`View::page_show`] and,
    /// after the first layout, [`View::page_ready`]. `path` is without extension and leading slash.
    ///
    /// # Errors
    /// [`OpenError`] when there is nothing to show at all.
    pub fn open_page(&self, path: &str, query: Value) -> Result<PageId, OpenError> {
        let inner = &self.0;
        let path = path.trim_start_matches('/');
        let template = format!("{path}.{}", inner.table.template_ext);
        if !inner.resources.exists(&format!("{path}.js")) && !inner.resources.exists(&template) {
            return Err(OpenError::NoSuchPage(path.to_owned()));
        }
        if inner.stopped.get() {
            return Err(OpenError::Stopped(ScriptError::Closed));
        }
        let definition = inner.load(path, true);
        let id = PageId(inner.next_page.replace(inner.next_page.get() + 1));
        let page = Page::new(id, path.into());
        let instance = Instance::new(inner.next_instance(), definition.clone(), &page, 0);
        let _ = page.root.set(instance.clone());
        inner.add_instance(&instance);
        inner.pages.borrow_mut().push(page.clone());
        inner.use_sheets(&page, &definition);
        if definition.scope != StyleScope::APP {
            // An isolated page's sheet still says how `page` looks.
            let mut tree = page.tree.borrow_mut();
            let root = tree.root();
            tree.set_style_scopes(root, StyleScope::APP, Some(definition.scope), None);
        }
        // A page written with Component() may declare what it takes from its query.
        let mut properties = Vec::new();
        if let Value::Object(query) = &query {
            for (name, value) in query.iter() {
                if definition.properties.values().any(|declared| declared == name) {
                    properties.push(Value::String(name.clone()));
                    properties.push(value.clone());
                }
            }
        }
        let route = Value::object([("route", Value::from(path)), ("query", query.clone())]);
        inner.start(&page, &instance, properties, route);
        let root = page.tree.borrow().root();
        crate::compose::sync_node(&page, root);
        inner.attach_instance(&page, &instance);
        inner.weigh();
        self.call_page_hook(id, "onLoad", vec![query]);
        Ok(id)
    }

    /// The page came to the front: `onShow`, then `show` of its components.
    pub fn page_show(&self, page: PageId) {
        let Some(page) = self.0.page(page) else { return };
        page.shown.set(true);
        self.call_page_hook(page.id, "onShow", Vec::new());
        self.page_lifetime(page.id, "show", Vec::new());
    }

    /// The page was laid out. The first time: `ready` of its components, then `onReady`. Call it after every layout: components
    /// that came later get their `ready` then.
    pub fn page_ready(&self, page: PageId) {
        let Some(page) = self.0.page(page) else { return };
        self.0.ready(&page);
        if !page.ready.replace(true) {
            self.call_page_hook(page.id, "onReady", Vec::new());
        }
    }

    /// The page went to the back: `onHide`, then `hide` of its components.
    pub fn page_hide(&self, page: PageId) {
        let Some(page) = self.0.page(page).filter(|page| page.shown.replace(false)) else { return };
        self.call_page_hook(page.id, "onHide", Vec::new());
        self.page_lifetime(page.id, "hide", Vec::new());
    }

    /// Closes the page for good: `onUnload`, `detached` of its components, everything is freed.
    pub fn page_unload(&self, page: PageId) {
        let inner = &self.0;
        let Some(page) = inner.page(page).filter(|page| !page.closed.replace(true)) else { return };
        self.call_page_hook(page.id, "onUnload", Vec::new());
        if let Some(root) = page.root.get() {
            inner.detach_instance(root);
            inner.forget_instance(&page, root, &mut Vec::new());
            inner.bury();
        }
        inner.pages.borrow_mut().retain(|other| other.id != page.id);
        inner.tell_pages();
    }

    /// Calls a hook of a page (`onReachBottom`, `onPullDownRefresh`, `onPageScroll` …) if it has it, and gives its answer.
    pub fn call_page_hook(&self, page: PageId, name: &str, args: Vec<Value>) -> Value {
        let Some(root) = self.0.page(page).and_then(|page| page.root.get().cloned()) else {
            return Value::Undefined;
        };
        self.0.call("pageHook", &[Value::from(root.id.0), Value::from(name), Value::array(args)])
    }

    /// Calls a hook whose answer may come later (`onShareAppMessage`), and gives what it says at once, with the number of an answer that is
    /// to come.
    pub fn ask_page(&self, page: PageId, name: &str, args: Vec<Value>) -> (Value, Option<LateAnswer>) {
        let Some(root) = self.0.page(page).and_then(|page| page.root.get().cloned()) else {
            return (Value::Undefined, None);
        };
        let answer = self.0.call("askPage", &[Value::from(root.id.0), Value::from(name), Value::array(args)]);
        let number = answer.at(1).to_number() as u32;
        (answer.at(0), (number != 0).then_some(LateAnswer(number)))
    }

    /// The answer that was to come, if it is there. A promise that was rejected gives undefined.
    pub fn late_answer(&self, late: LateAnswer) -> Option<Value> {
        let answer = self.0.call("lateAnswer", &[Value::from(late.0)]);
        (!answer.is_nullish()).then(|| answer.at(0))
    }

    /// Nobody waits for it any more, or it was read.
    pub fn forget_answer(&self, late: LateAnswer) {
        self.0.call("forgetAnswer", &[Value::from(late.0)]);
    }

    /// Whether a page has a hook: a host need not tell scroll positions that nobody waits for.
    pub fn has_page_hook(&self, page: PageId, name: &str) -> bool {
        let Some(root) = self.0.page(page).and_then(|page| page.root.get().cloned()) else { return false };
        self.0.call("hasHook", &[Value::from(root.id.0), Value::from(name)]).truthy()
    }

    /// Calls `pageLifetimes` (`show`, `hide`, `resize`, `routeDone`) of all components of a page, in document order.
    pub fn page_lifetime(&self, page: PageId, name: &str, args: Vec<Value>) {
        let Some(page) = self.0.page(page) else { return };
        for instance in instances_of(&page) {
            if instance.attached.get() && instance.definition.page_lifetimes.contains(name) {
                let args = [Value::from(instance.id.0), Value::from(name), Value::array(args.clone())];
                self.0.call("pageLifetime", &args);
            }
        }
    }

    /// The order of the page stack, bottom first, as `getCurrentPages` shows it. Pages open at the top; say so when that is
    /// not where they are. A page that is not named rests (a tab that does not show) and is not in `getCurrentPages`.
    pub fn set_page_order(&self, order: &[PageId]) {
        self.0
            .pages
            .borrow_mut()
            .sort_by_key(|page| order.iter().position(|id| *id == page.id).unwrap_or(usize::MAX));
        let resting = |page: &Rc<Page>| !order.contains(&page.id);
        *self.0.resting.borrow_mut() =
            self.0.pages.borrow().iter().filter(|page| resting(page)).map(|page| page.id).collect();
        self.0.tell_pages();
    }

    /// The open pages, bottom first.
    pub fn pages(&self) -> Vec<PageId> {
        self.0.pages.borrow().iter().map(|page| page.id).collect()
    }

    /// The path of a page, without extension.
    pub fn page_path(&self, page: PageId) -> Option<Rc<str>> {
        self.0.page(page).map(|page| page.path.clone())
    }

    /// Calls `with` with the page's tree; `None` if the page is closed. Neither the view nor JavaScript may be called meanwhile.
    pub fn with_tree<R>(&self, page: PageId, with: impl FnOnce(&mut Tree) -> R) -> Option<R> {
        let page = self.0.page(page)?;
        let mut tree = page.tree.borrow_mut();
        Some(with(&mut tree))
    }

    /// The page's tree as text, for tests and logs.
    pub fn tree_text(&self, page: PageId) -> String {
        self.with_tree(page, |tree| tree.to_text()).unwrap_or_default()
    }

    /// The page's style sheets with their scopes, in the order they count. The list only grows while the page lives: a host
    /// adds what is new after each of its turns.
    pub fn sheets(&self, page: PageId) -> Vec<(StyleScope, Rc<StyleSheet>)> {
        self.0.page(page).map_or_else(Vec::new, |page| page.sheets.borrow().clone())
    }

    /// Paths of the components that a page's definition has loaded so far, itself included, sorted.
    pub fn component_paths(&self) -> Vec<Rc<str>> {
        let mut paths: Vec<Rc<str>> = self.0.definitions.borrow().keys().cloned().collect();
        paths.sort_unstable();
        paths
    }

    /// The component or page instance whose template the node stands in, and the component instance that the node is the host
    /// of, if it is one.
    pub fn instance_of(&self, page: PageId, node: NodeId) -> Option<(InstanceId, Option<InstanceId>)> {
        let page = self.0.page(page)?;
        match page.elem_at_or_above(node) {
            Some(elem) => Some((elem.owner.upgrade()?.id, elem.component.get().map(|instance| instance.id))),
            None => page.root.get().map(|root| (root.id, None)),
        }
    }

    /// The path of the component or page that an instance is of, while it lives.
    pub fn instance_path(&self, instance: InstanceId) -> Option<Rc<str>> {
        Some(self.0.instance(instance)?.definition.path.clone())
    }

    /// The page's own instance.
    pub fn page_instance(&self, page: PageId) -> Option<InstanceId> {
        Some(self.0.page(page)?.root.get()?.id)
    }

    /// The page that an instance belongs to, while it lives.
    pub fn page_of(&self, instance: InstanceId) -> Option<PageId> {
        Some(self.0.instance(instance)?.page.upgrade()?.id)
    }

    /// The data of an instance as its template sees it.
    pub fn data(&self, instance: InstanceId) -> Value {
        self.0.instance(instance).map_or(Value::Undefined, |instance| instance.data.borrow().clone())
    }

    /// `setData` from outside of the program (for tests and tools): path and value.
    pub fn set_data(&self, instance: InstanceId, path: &str, value: Value) {
        self.0.call("setPath", &[Value::from(instance.0), Value::from(path), value]);
    }

    /// The engine.
    pub fn engine(&self) -> &Rc<Engine> {
        &self.0.engine
    }
}

impl Inner {
    pub(crate) fn report(&self, problem: Problem) {
        (self.problems)(problem);
    }

    pub(crate) fn report_all(&self, problems: Vec<Problem>) {
        for problem in problems {
            self.report(problem);
        }
    }

    /// Reports a problem that would come again and again once.
    pub(crate) fn report_once(&self, problem: Problem) {
        let mut told = self.told.borrow_mut();
        // A program can make up names for ever; the host keeps no more problems than this either.
        let is_new = told.len() < MAX_TOLD && told.insert(problem.to_string());
        drop(told);
        if is_new {
            self.report(problem);
        }
    }

    /// Calls a function of the runtime scripts.
    pub(crate) fn try_call(&self, name: &str, args: &[Value]) -> Result<Value, ScriptError> {
        self.engine.call(name, args)
    }

    /// The same; a failure is reported and `undefined` stands for the answer.
    pub(crate) fn call(&self, name: &str, args: &[Value]) -> Value {
        self.answer(self.try_call(name, args))
    }

    pub(crate) fn answer(&self, result: Result<Value, ScriptError>) -> Value {
        result.unwrap_or_else(|error| {
            // A stopped engine fails every call from now on; once is enough.
            let known = error.stops() || error == ScriptError::Closed;
            if !known || !self.stopped.replace(true) {
                self.report(error.to_problem());
            }
            Value::Undefined
        })
    }

    pub(crate) fn next_instance(&self) -> InstanceId {
        InstanceId(self.next_id.replace(self.next_id.get() + 1))
    }

    pub(crate) fn next_scope(&self) -> StyleScope {
        StyleScope(self.next_scope.replace(self.next_scope.get() + 1))
    }

    pub(crate) fn add_instance(&self, instance: &Rc<Instance>) {
        self.instances.borrow_mut().insert(instance.id, instance.clone());
    }

    pub(crate) fn instance(&self, id: InstanceId) -> Option<Rc<Instance>> {
        self.instances.borrow().get(&id).cloned()
    }

    pub(crate) fn page(&self, id: PageId) -> Option<Rc<Page>> {
        self.pages.borrow().iter().find(|page| page.id == id).cloned()
    }

    fn tell_pages(&self) {
        let resting = self.resting.borrow();
        let ids: Vec<Value> = self
            .pages
            .borrow()
            .iter()
            .filter(|page| !resting.contains(&page.id))
            .filter_map(|page| Some(Value::from(page.root.get()?.id.0)))
            .collect();
        drop(resting);
        self.call("setPages", &[Value::array(ids)]);
    }

    /// Puts the sheets of a definition and all it uses into a page: the application's first, a page's own last.
    pub(crate) fn use_sheets(&self, page: &Rc<Page>, definition: &Rc<Definition>) {
        // The first one is the page's own.
        if page.styled.borrow().is_empty()
            && !definition.without_app_sheet
            && let Some(sheet) = self.app_sheet()
        {
            page.sheets.borrow_mut().push((StyleScope::APP, sheet));
        }
        if page.styled.borrow().contains(&definition.path) {
            return;
        }
        let mut open = vec![(definition.clone(), false)];
        while let Some((definition, entered)) = open.pop() {
            if entered {
                if let Some(sheet) = &definition.sheet {
                    let mut sheets = page.sheets.borrow_mut();
                    sheets.extend(definition.sheet_scopes.iter().map(|scope| (*scope, sheet.clone())));
                }
                continue;
            }
            if !page.styled.borrow_mut().insert(definition.path.clone()) {
                continue;
            }
            open.push((definition.clone(), true));
            let known = self.definitions.borrow();
            open.extend(
                definition.uses.iter().rev().filter_map(|path| Some((known.get(path)?.clone(), false))),
            );
        }
    }

    /// The definition that an element of an owner's template stands for; `None` for native elements.
    pub(crate) fn component_for(
        &self,
        page: &Rc<Page>,
        owner: &Rc<Instance>,
        op: &ElementOp,
    ) -> Option<Rc<Definition>> {
        let tag = &op.element.tag;
        if let Some(found) = self.component_by_tag(owner, tag) {
            return Some(found);
        }
        if op.builtin.is_none() && page.unknown.borrow_mut().insert(tag.clone()) {
            let position = op.element.position;
            self.report(
                Problem::new(
                    ProblemKind::UnknownComponent,
                    format!("<{tag}> is neither built in nor declared"),
                )
                .warning()
                .at(
                    format!("{}.{}", owner.definition.path, self.table.template_ext),
                    position.line,
                    position.column,
                ),
            );
        }
        None
    }

    pub(crate) fn component_by_tag(&self, owner: &Rc<Instance>, tag: &str) -> Option<Rc<Definition>> {
        let definition = &owner.definition;
        if let Some(default) = definition.generics.get(tag) {
            if let Some(given) = owner.generics.borrow().get(tag) {
                return Some(given.clone());
            }
            return default.as_ref().map(|path| self.load(path, false));
        }
        let path = definition.components.get(tag).cloned().or_else(|| self.app_component(tag))?;
        Some(self.load(&path, false))
    }

    pub(crate) fn modules(&self, file: &Rc<File>) -> Rc<Modules> {
        if let Some(known) = file.modules.get() {
            return known.clone();
        }
        let modules = Rc::new(self.load_modules(file));
        file.modules.get_or_init(|| modules).clone()
    }
}

/// The page's own and all component instances of a page, in document order.
fn instances_of(page: &Page) -> Vec<Rc<Instance>> {
    let mut found = Vec::new();
    if let Some(root) = page.root.get() {
        found.push(root.clone());
        let nodes = root.root.borrow().clone();
        crate::select::components(&nodes, true, &mut found);
    }
    found
}

impl Files for Inner {
    fn file(&self, path: &str) -> Option<Rc<File>> {
        self.template_file(path, true)
    }

    fn too_deep(&self, path: &str) {
        self.report_once(
            Problem::new(
                ProblemKind::Template,
                "the template includes itself or nests too deep; that part is not shown",
            )
            .at(path, 0, 0),
        );
    }

    fn depth(&self) -> &Cell<usize> {
        &self.file_depth
    }
}
