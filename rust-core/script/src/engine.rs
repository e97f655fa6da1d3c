//! The engine: two realms on one runtime, and the way in.

use crate::budget::Budget;
use crate::config::{Bridge, ConsoleLevel, ConsoleLine, EngineConfig, ScriptResult};
use crate::error::{self, Fault, ScriptError};
use crate::raw::{self, HeapMeter, Kind, Metered, Names, Pollers};
use crate::runtime_code;
use crate::timers::Timers;
use crate::values::Slots;
use minihost_value::Value;
use rquickjs::function::Rest;
use rquickjs::{Context, Ctx, Function, Object, Persistent, Runtime, Value as JsValue};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Which of the engine's global objects a function belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Realm {
    Program,
    Inline,
}

/// What `js/globals.js` gave back, by realm.
pub(crate) struct Helpers {
    pub(crate) program: Persistent<Object<'static>>,
    pub(crate) inline: Persistent<Object<'static>>,
    /// `__minihost`.
    pub(crate) host: Persistent<Object<'static>>,
}

/// A promise that was rejected and has no handler yet.
pub(crate) struct Rejection {
    /// Held, so that its identity is not given to another.
    pub(crate) promise: Persistent<JsValue<'static>>,
    pub(crate) identity: usize,
    pub(crate) reason: Persistent<JsValue<'static>>,
}

/// The JavaScript engine of one program. See the crate's documentation.
pub struct Engine {
    pub(crate) me: Weak<Engine>,
    pub(crate) config: EngineConfig,
    budget: Rc<Budget>,
    heap: Rc<HeapMeter>,
    pub(crate) slots: RefCell<Slots>,
    pub(crate) names: RefCell<Names>,
    /// Class numbers of boxed primitives.
    pub(crate) boxes: Cell<[u32; 3]>,
    helpers: RefCell<Option<Helpers>>,
    pub(crate) timers: RefCell<Timers>,
    /// Modules that ran or run, by path: their `module` objects.
    pub(crate) modules: RefCell<FxHashMap<String, Persistent<Object<'static>>>>,
    /// By path, how many columns the module wrapper takes on the first line.
    pub(crate) shifts: RefCell<FxHashMap<String, u32>>,
    pub(crate) rejections: RefCell<Vec<Rejection>>,
    pub(crate) inline_frozen: Cell<bool>,
    pub(crate) paused: Cell<bool>,
    sealed: Cell<bool>,
    bridges: RefCell<Vec<Rc<dyn Bridge>>>,
    depth: Cell<usize>,
    /// Bytes of values that crossed into Rust, ever and before the current entry from outside.
    crossed: Cell<usize>,
    crossed_before: Cell<usize>,
    stopped: RefCell<Option<ScriptError>>,
    program: Context,
    inline: Context,
    runtime: Runtime,
}

/// Runs `f` on a new thread whose stack is large enough for an [`Engine`] with the default [`Limits`](crate::Limits).
pub fn spawn<T: Send + 'static>(
    name: &str,
    f: impl FnOnce() -> T + Send + 'static,
) -> std::io::Result<std::thread::JoinHandle<T>> {
    std::thread::Builder::new().name(name.into()).stack_size(8 << 20).spawn(f)
}

fn internal(error: rquickjs::Error) -> ScriptError {
    ScriptError::Internal(error.to_string())
}

impl Engine {
    /// Makes an engine for the current thread.
    pub fn new(config: EngineConfig) -> ScriptResult<Rc<Engine>> {
        let budget = Rc::new(Budget::default());
        let heap = HeapMeter::new(config.limits.heap_bytes, budget.clone());
        let runtime = Runtime::new_with_alloc(Metered(heap.clone())).map_err(internal)?;
        runtime.set_max_stack_size(config.limits.stack_bytes);
        let program = Context::full(&runtime).map_err(internal)?;
        let inline = Context::full(&runtime).map_err(internal)?;
        let (watched, pollers) = (heap.clone(), Pollers::of(&[&program, &inline]));
        runtime.set_interrupt_handler(Some(Box::new(move || {
            let is_over = watched.is_over();
            pollers.asked(is_over);
            is_over
        })));
        let engine = Rc::new_cyclic(|me| Engine {
            me: me.clone(),
            config,
            budget,
            heap,
            slots: RefCell::default(),
            names: RefCell::default(),
            boxes: Cell::default(),
            helpers: RefCell::default(),
            timers: RefCell::default(),
            modules: RefCell::default(),
            shifts: RefCell::default(),
            rejections: RefCell::default(),
            inline_frozen: Cell::new(false),
            paused: Cell::new(false),
            sealed: Cell::new(false),
            bridges: RefCell::default(),
            depth: Cell::new(0),
            crossed: Cell::new(0),
            crossed_before: Cell::new(0),
            stopped: RefCell::default(),
            program,
            inline,
            runtime,
        });
        engine.watch_rejections();
        let (main, host) = engine.enter(|ctx| {
            engine.boxes.set(box_classes(ctx)?);
            let helpers = engine.install_globals(ctx, true)?;
            let host = Object::new(ctx.clone())?;
            host.set("exports", Object::new(ctx.clone())?)?;
            host.set("ops", Object::new(ctx.clone())?)?;
            Ok((Persistent::save(ctx, helpers), Persistent::save(ctx, host)))
        })?;
        let inline = engine.enter_realm(Realm::Inline, |ctx| {
            let helpers = engine.install_globals(ctx, false)?;
            Ok(Persistent::save(ctx, helpers))
        })?;
        *engine.helpers.borrow_mut() = Some(Helpers { program: main, inline, host });
        Ok(engine)
    }

    /// Runs `js/globals.js` in a realm.
    fn install_globals<'js>(&self, ctx: &Ctx<'js>, is_main: bool) -> Result<Object<'js>, Fault> {
        let native = Object::new(ctx.clone())?;
        let me = self.me.clone();
        let print = move |level: i32, text: JsValue<'_>| -> rquickjs::Result<()> {
            let Some(engine) = me.upgrade() else { return Ok(()) };
            let level = match level {
                0 => ConsoleLevel::Debug,
                2 => ConsoleLevel::Info,
                3 => ConsoleLevel::Warn,
                4 => ConsoleLevel::Error,
                _ => ConsoleLevel::Log,
            };
            let text = raw::to_text(&text)?;
            (engine.config.console)(ConsoleLine { level, text: error::clip(text.to_string(), 8000) });
            Ok(())
        };
        native.set("print", Function::new(ctx.clone(), print)?)?;
        if is_main {
            self.install_natives(ctx, &native)?;
        }
        let compiled = runtime_code::compile(ctx, include_str!("../js/globals.js"), "minihost:globals.js")?;
        let install = raw::run_compiled(ctx, compiled)?;
        let install = install.as_function().ok_or(rquickjs::Error::Unknown)?;
        Ok(install.call((native, is_main))?)
    }

    fn install_natives<'js>(&self, ctx: &Ctx<'js>, native: &Object<'js>) -> Result<(), Fault> {
        let clock = self.config.clock.clone();
        native.set("now", Function::new(ctx.clone(), move || clock.monotonic_ms() as f64)?)?;
        native.set("arm", Function::new(ctx.clone(), arm_function(self.me.clone()))?)?;
        let me = self.me.clone();
        let disarm = move |id: f64| {
            if let Some(engine) = me.upgrade() {
                engine.timers.borrow_mut().disarm(id as u32);
            }
        };
        native.set("disarm", Function::new(ctx.clone(), disarm)?)?;
        let load = loader_function(self.me.clone());
        native.set("load", Function::new(ctx.clone(), load)?)?;
        Ok(())
    }

    /// Enters the program's realm.
    pub(crate) fn enter<R>(&self, f: impl for<'js> FnOnce(&Ctx<'js>) -> Result<R, Fault>) -> ScriptResult<R> {
        self.enter_realm(Realm::Program, f)
    }

    /// Enters a realm. The outermost entry begins the time budget; nested ones share it.
    pub(crate) fn enter_realm<R>(
        &self,
        realm: Realm,
        f: impl for<'js> FnOnce(&Ctx<'js>) -> Result<R, Fault>,
    ) -> ScriptResult<R> {
        if let Some(error) = self.stopped() {
            return Err(error);
        }
        let depth = self.depth.get();
        if depth >= self.config.limits.max_nesting {
            return Err(ScriptError::StackOverflow {
                message: "RangeError: the program and its host call each other too deep".into(),
                file: String::new(),
                line: 0,
                column: 0,
            });
        }
        if depth == 0 {
            self.budget.begin(self.config.limits.task_ms);
            self.crossed_before.set(self.crossed.get());
        }
        self.depth.set(depth + 1);
        let context = match realm {
            Realm::Program => &self.program,
            Realm::Inline => &self.inline,
        };
        let result = raw::with_ctx(context, |ctx| f(&ctx).map_err(|fault| self.settle(&ctx, fault)));
        self.depth.set(depth);
        // A program that caught the error and returned is out of memory all the same.
        let late = self.check_limits().err();
        if depth == 0 {
            self.budget.end();
        }
        match late {
            Some(error) => Err(error),
            None => result,
        }
    }

    /// Names a fault, and stops the engine if it is of that kind.
    pub(crate) fn settle(&self, ctx: &Ctx<'_>, fault: Fault) -> ScriptError {
        let error = match fault {
            Fault::TooBig(message) => ScriptError::TooBig(message),
            Fault::Script(error) => error,
            Fault::Js(rquickjs::Error::Exception) => {
                let thrown = ctx.catch();
                if let Err(error) = self.check_limits() {
                    error
                } else {
                    // Borrowed a call at a time: getters of the thrown value may load modules.
                    let shift = |file: &str| self.shifts.borrow().get(file).copied().unwrap_or(0);
                    error::describe(ctx, &thrown, &shift)
                }
            }
            Fault::Js(other) => ScriptError::Internal(other.to_string()),
        };
        if error.stops() {
            self.stopped.borrow_mut().get_or_insert_with(|| error.clone());
        }
        error
    }

    /// Stops the engine if memory or time is used up though no script noticed, and says why it is stopped.
    pub(crate) fn check_limits(&self) -> ScriptResult<()> {
        let reached = if self.heap.exceeded() {
            Some(ScriptError::OutOfMemory)
        } else if self.budget.used_up() {
            Some(ScriptError::TimeBudget)
        } else {
            None
        };
        let mut stopped = self.stopped.borrow_mut();
        if stopped.is_none() {
            *stopped = reached;
        }
        stopped.clone().map_or(Ok(()), Err)
    }

    /// Remembers a fault that stops the engine, on its way into JavaScript.
    pub(crate) fn note_stop(&self, fault: Fault) -> Fault {
        if let Fault::Script(error) = &fault
            && error.stops()
        {
            self.stopped.borrow_mut().get_or_insert_with(|| error.clone());
        }
        fault
    }

    /// Stops the engine for good because the program asked for more of `what` than a host can give. Safe to call from inside.
    pub fn flood(&self, what: impl Into<String>) {
        self.stopped.borrow_mut().get_or_insert_with(|| ScriptError::Flooded(what.into()));
    }

    /// Counts what crossed into Rust.
    pub(crate) fn count_crossed(&self, bytes: usize) -> Result<(), Fault> {
        self.crossed.set(self.crossed.get().wrapping_add(bytes));
        if self.crossed.get().wrapping_sub(self.crossed_before.get()) <= self.config.limits.task_bytes {
            return Ok(());
        }
        Err(Fault::Script(ScriptError::Flooded("values of more bytes than one task may hand over".into())))
    }

    /// Bytes of all values that crossed into Rust so far; it may wrap around.
    pub fn crossed_bytes(&self) -> usize {
        self.crossed.get()
    }

    /// True once the engine is stopped or must be: for long work that a script started and Rust does.
    pub fn is_over(&self) -> bool {
        self.check_limits().is_err()
    }

    /// What the program may use up.
    pub fn limits(&self) -> &crate::Limits {
        &self.config.limits
    }

    /// Why the engine is stopped for good, if it is. Every later call gives the same error.
    pub fn stopped(&self) -> Option<ScriptError> {
        self.stopped.borrow().clone()
    }

    pub(crate) fn realm_of(&self, ctx: &Ctx<'_>) -> Realm {
        if ctx.as_raw() == self.inline.as_raw() { Realm::Inline } else { Realm::Program }
    }

    pub(crate) fn is_entered(&self) -> bool {
        self.depth.get() > 0
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// A helper function of `js/globals.js` for the realm of `ctx`.
    pub(crate) fn helper<'js>(&self, ctx: &Ctx<'js>, name: &str) -> Result<Function<'js>, Fault> {
        let object = {
            let helpers = self.helpers.borrow();
            let helpers = helpers.as_ref().ok_or(Fault::Script(ScriptError::Closed))?;
            match self.realm_of(ctx) {
                Realm::Program => helpers.program.clone(),
                Realm::Inline => helpers.inline.clone(),
            }
        };
        Ok(object.restore(ctx)?.get(name)?)
    }

    /// The primitive in a boxed one, the ISO text of a Date; anything else as it is.
    pub(crate) fn unbox<'js>(&self, ctx: &Ctx<'js>, object: &Object<'js>) -> Result<JsValue<'js>, Fault> {
        Ok(self.helper(ctx, "unbox")?.call((object.clone(),))?)
    }

    pub(crate) fn host<'js>(&self, ctx: &Ctx<'js>) -> Result<Object<'js>, Fault> {
        let host = self.helpers.borrow().as_ref().map(|helpers| helpers.host.clone());
        Ok(host.ok_or(Fault::Script(ScriptError::Closed))?.restore(ctx)?)
    }

    /// Runs a trusted script that sees `__minihost`: `exports` (what [`call`](Engine::call) finds), `ops` (the bridge's
    /// functions, which are also on `__minihost` itself), and whatever earlier runtime scripts put there. Its top-level
    /// names stay its own.
    pub fn run_runtime(&self, name: &str, source: &str) -> ScriptResult<()> {
        const WRAPPER: &str = "(function(__minihost){";
        if self.sealed.get() {
            return Err(ScriptError::Closed);
        }
        let file = format!("{}{name}", error::OWN);
        self.shifts.borrow_mut().insert(file.clone(), WRAPPER.len() as u32);
        self.enter(|ctx| {
            let compiled = runtime_code::compile(ctx, &format!("{WRAPPER}{source}\n}})"), &file)?;
            let function = raw::run_compiled(ctx, compiled)?;
            let function = function.as_function().ok_or(rquickjs::Error::Unknown)?;
            function.call::<_, JsValue<'_>>((self.host(ctx)?,))?;
            Ok(())
        })
    }

    /// Ends the time of runtime scripts: from here on [`run_runtime`](Engine::run_runtime) fails. (Program code cannot
    /// reach `__minihost` either way: it is an argument of runtime scripts, not a global.)
    pub fn seal_runtime(&self) {
        self.sealed.set(true);
    }

    /// Gives runtime scripts the functions `ops` of `bridge`: as `__minihost.<op>` and `__minihost.ops.<op>`. May be
    /// called again with another bridge.
    pub fn set_bridge(&self, ops: &'static [&'static str], bridge: Rc<dyn Bridge>) {
        let number = {
            let mut bridges = self.bridges.borrow_mut();
            bridges.push(bridge);
            bridges.len() - 1
        };
        let result = self.enter(|ctx| {
            let host = self.host(ctx)?;
            let all: Object<'_> = host.get("ops")?;
            for (index, op) in ops.iter().enumerate() {
                let function =
                    Function::new(ctx.clone(), op_function(self.me.clone(), number, index))?.with_name(op)?;
                host.set(*op, function.clone())?;
                all.set(*op, function)?;
            }
            Ok(())
        });
        if let Err(error) = result {
            (self.config.problems)(error.to_problem());
        }
    }

    /// Calls a function that a runtime script put into `__minihost.exports`.
    pub fn call(&self, name: &str, args: &[Value]) -> ScriptResult<Value> {
        self.enter(|ctx| {
            let exports: Object<'_> = self.host(ctx)?.get("exports")?;
            let function: JsValue<'_> = exports.get(name)?;
            let Some(function) = function.as_function() else {
                return Err(Fault::Script(ScriptError::NoSuchFunction(name.into())));
            };
            let result = self.apply(ctx, function, None, args)?;
            self.to_value(ctx, &result)
        })
    }

    /// Bytes of JavaScript heap in use. Walks the heap: for reports.
    pub fn memory_used(&self) -> u64 {
        raw::with_ctx(&self.program, |ctx| raw::heap_used(&ctx))
    }
}

/// The class numbers of boxed primitives.
fn box_classes(ctx: &Ctx<'_>) -> Result<[u32; 3], Fault> {
    let compiled =
        raw::compile(ctx, "[new Number(1), new String(''), new Boolean(true)]", "minihost:boxes.js")?;
    let boxes = raw::run_compiled(ctx, compiled)?;
    let boxes = boxes.as_object().ok_or(rquickjs::Error::Unknown)?;
    let mut classes = [0; 3];
    for (index, class) in classes.iter_mut().enumerate() {
        if let Some(Kind::Other(number)) = raw::item(boxes, index as u32)?.as_object().map(raw::kind) {
            *class = number;
        }
    }
    Ok(classes)
}

fn op_function(
    me: Weak<Engine>,
    bridge: usize,
    op: usize,
) -> impl for<'js> Fn(Ctx<'js>, Rest<JsValue<'js>>) -> rquickjs::Result<JsValue<'js>> {
    move |ctx, args| {
        let engine = me.upgrade().ok_or(rquickjs::Error::Unknown)?;
        engine.rust_call(&ctx, &args.0, |args| {
            let bridge = engine.bridges.borrow().get(bridge).cloned().ok_or("the program is closed")?;
            bridge.call(op, args)
        })
    }
}

fn arm_function(me: Weak<Engine>) -> impl for<'js> Fn(Ctx<'js>, f64, bool) -> rquickjs::Result<u32> {
    move |ctx, delay, repeats| {
        let engine = me.upgrade().ok_or(rquickjs::Error::Unknown)?;
        let (now, limit) = (engine.config.clock.monotonic_ms(), engine.config.limits.max_timers);
        let id = engine.timers.borrow_mut().arm(now, delay as u64, repeats, limit);
        if id == 0 {
            engine.flood(format!("more than {limit} timers"));
        }
        engine.interrupt_if_stopped(&ctx)?;
        Ok(id)
    }
}

fn loader_function(
    me: Weak<Engine>,
) -> impl for<'js> Fn(Ctx<'js>, JsValue<'js>, JsValue<'js>) -> rquickjs::Result<JsValue<'js>> {
    move |ctx, from, specifier| {
        let engine = me.upgrade().ok_or(rquickjs::Error::Unknown)?;
        let (from, specifier) = (raw::to_text(&from)?, raw::to_text(&specifier)?);
        engine.load(&ctx, &from, &specifier).map_err(|fault| fault.throw(&ctx))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // Everything that points into the heap goes before the heap does.
        self.rejections.take();
        self.modules.take();
        self.helpers.take();
        drop(self.slots.take());
        raw::with_ctx(&self.program, |ctx| self.names.borrow_mut().clear(&ctx));
        self.runtime.set_host_promise_rejection_tracker(None);
        // The handler holds places in the contexts.
        self.runtime.set_interrupt_handler(None);
    }
}
