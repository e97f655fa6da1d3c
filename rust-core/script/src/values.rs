//! Values across the border: one walk each way, no JSON in between.
//!
//! | JavaScript | [`Value`] |
//! |---|---|
//! | `undefined`, `null`, boolean, number, string | the same; lone surrogates become U+FFFD |
//! | bigint | string of its digits |
//! | symbol | `Undefined` |
//! | array, Proxy of an array | `Array`; holes are `Undefined` |
//! | function, class | `Function`; the same function gives the same `Rc` while it is held, and goes back as itself |
//! | Date | ISO string as in JSON, `Null` when invalid |
//! | `new Number(1)`, `new String("a")`, `new Boolean(true)` | the primitive |
//! | Error | `Object` of `name`, `message`, `stack` and its own enumerable properties |
//! | ArrayBuffer, typed array up to 1 MB | `Array` of numbers |
//! | everything else (class instances, Map, RegExp, Promise …) | `Object` of its own enumerable string-named properties, as `JSON.stringify` sees them; `toJSON` is not called |
//!
//! What contains itself or nests deeper than [`Limits`](crate::Limits) allows does not cross: the program gets a RangeError. What is larger
//! stops the engine: a program that sends such values fills memory that its heap's limit does not count.

use crate::engine::{Engine, Realm};
use crate::error::{Fault, ScriptError};
use crate::raw::{self, Kind, OwnKeys};
use minihost_value::{CallError, Callable, Object as ValueObject, Value};
use rquickjs::function::{Args, Rest};
use rquickjs::{Array, Ctx, Function, Object, Persistent, Value as JsValue};
use rustc_hash::FxHashMap;
use std::rc::{Rc, Weak};

/// A JavaScript function held by Rust. It does not keep the engine alive, and after the engine is gone a call fails.
pub(crate) struct JsFunction {
    engine: Weak<Engine>,
    slot: u32,
}

impl Callable for JsFunction {
    fn call(&self, this: &Value, args: &[Value]) -> Result<Value, CallError> {
        let engine = self.engine.upgrade().ok_or_else(|| CallError("the program is closed".into()))?;
        engine.call_slot(self.slot, this, args).map_err(|error| {
            // Nobody else will: template expressions go on with `undefined`. A stopped engine has been reported once already.
            if !error.stops() {
                engine.tell_uncaught(&error);
            }
            CallError(error.to_string())
        })
    }
}

impl Drop for JsFunction {
    fn drop(&mut self) {
        if let Some(engine) = self.engine.upgrade() {
            let slot = engine.slots.borrow_mut().release(self.slot);
            // Freed after the borrow: it may drop other functions.
            drop(slot);
        }
    }
}

struct Slot {
    /// Dropped with the slot.
    function: Persistent<Function<'static>>,
    realm: Realm,
    identity: usize,
    callable: Weak<JsFunction>,
}

/// The functions that Rust holds. They live here and not in the callables, so that no callable can outlive the runtime.
#[derive(Default)]
pub(crate) struct Slots {
    entries: Vec<Option<Slot>>,
    free: Vec<u32>,
    by_identity: FxHashMap<usize, u32>,
    by_callable: FxHashMap<usize, u32>,
}

fn address(callable: &Rc<dyn Callable>) -> usize {
    Rc::as_ptr(callable).cast::<()>() as usize
}

impl Slots {
    fn release(&mut self, id: u32) -> Option<Slot> {
        let slot = self.entries.get_mut(id as usize)?.take()?;
        self.by_identity.remove(&slot.identity);
        self.by_callable.remove(&(slot.callable.as_ptr().cast::<()>() as usize));
        self.free.push(id);
        Some(slot)
    }

    fn known(&self, identity: usize) -> Option<Rc<JsFunction>> {
        let id = *self.by_identity.get(&identity)?;
        self.entries.get(id as usize)?.as_ref()?.callable.upgrade()
    }

    fn hold(
        &mut self,
        engine: &Weak<Engine>,
        function: Persistent<Function<'static>>,
        realm: Realm,
        identity: usize,
    ) -> Rc<JsFunction> {
        let id = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            (self.entries.len() - 1) as u32
        });
        let callable = Rc::new(JsFunction { engine: engine.clone(), slot: id });
        self.by_identity.insert(identity, id);
        self.by_callable.insert(Rc::as_ptr(&callable).cast::<()>() as usize, id);
        self.entries[id as usize] =
            Some(Slot { function, realm, identity, callable: Rc::downgrade(&callable) });
        callable
    }

    fn function(&self, id: u32) -> Option<(Persistent<Function<'static>>, Realm)> {
        let slot = self.entries.get(id as usize)?.as_ref()?;
        Some((slot.function.clone(), slot.realm))
    }
}

/// What is left of the limits during one walk into Rust.
struct Walk {
    nodes: usize,
    bytes: usize,
    /// Identities of the objects around the current one.
    path: Vec<usize>,
}

impl Engine {
    /// JavaScript to Rust.
    pub(crate) fn to_value<'js>(&self, ctx: &Ctx<'js>, value: &JsValue<'js>) -> Result<Value, Fault> {
        let limits = &self.config.limits;
        let mut walk = Walk { nodes: limits.value_nodes, bytes: limits.value_bytes, path: Vec::new() };
        let result = self.walk(ctx, value, &mut walk);
        let (nodes, bytes) = (limits.value_nodes - walk.nodes, limits.value_bytes - walk.bytes);
        self.count_crossed(nodes * size_of::<Value>() + bytes)?;
        result
    }

    fn walk<'js>(&self, ctx: &Ctx<'js>, value: &JsValue<'js>, walk: &mut Walk) -> Result<Value, Fault> {
        walk.nodes = walk.nodes.checked_sub(1).ok_or_else(|| self.too_many())?;
        if let Some(number) = value.as_int() {
            return Ok(Value::Number(f64::from(number)));
        }
        if let Some(number) = value.as_float() {
            return Ok(Value::Number(number));
        }
        if value.is_string() || value.is_big_int() {
            return self.text(value, walk).map(Value::String);
        }
        if let Some(flag) = value.as_bool() {
            return Ok(Value::Bool(flag));
        }
        if value.is_null() {
            return Ok(Value::Null);
        }
        let Some(object) = value.as_object() else {
            return Ok(Value::Undefined); // undefined, symbols
        };
        if let Some(function) = object.as_function() {
            return Ok(Value::Function(self.hold(ctx, function)));
        }
        let identity = raw::identity(object);
        if walk.path.contains(&identity) {
            return Err(Fault::TooBig("the value contains itself".into()));
        }
        if walk.path.len() >= self.config.limits.value_depth {
            return Err(Fault::TooBig(format!(
                "the value contains itself or nests deeper than {} levels",
                self.config.limits.value_depth
            )));
        }
        walk.path.push(identity);
        let result = self.walk_object(ctx, object, walk);
        walk.path.pop();
        result
    }

    fn walk_object<'js>(
        &self,
        ctx: &Ctx<'js>,
        object: &Object<'js>,
        walk: &mut Walk,
    ) -> Result<Value, Fault> {
        match raw::kind(object) {
            Kind::Array => self.walk_items(ctx, object, walk),
            Kind::Proxy => {
                let mut target = raw::proxy_target(object)?;
                for _ in 0..64 {
                    match target.as_object().map(|target| (raw::kind(target), target)) {
                        Some((Kind::Proxy, inner)) => target = raw::proxy_target(inner)?,
                        Some((Kind::Array, _)) => return self.walk_items(ctx, object, walk),
                        _ => break,
                    }
                }
                self.walk_properties(object, walk, ValueObject::default())
            }
            Kind::Date => {
                let plain = self.unbox(ctx, object)?;
                self.walk(ctx, &plain, walk)
            }
            Kind::Error => {
                let mut own = ValueObject::default();
                for name in ["name", "message", "stack"] {
                    let value: JsValue<'js> = object.get(name)?;
                    if value.is_string() {
                        own.insert(name.into(), Value::String(self.text(&value, walk)?));
                    }
                }
                self.walk_properties(object, walk, own)
            }
            Kind::TypedArray => {
                let length: f64 = object.get("byteLength")?;
                if length > self.config.limits.buffer_bytes as f64 {
                    return Err(self.buffer_too_long());
                }
                self.walk_items(ctx, object, walk)
            }
            Kind::ArrayBuffer => {
                let bytes = raw::buffer_bytes(object, self.config.limits.buffer_bytes)
                    .ok_or_else(|| self.buffer_too_long())?;
                Ok(Value::array(bytes.into_iter().map(|byte| Value::Number(f64::from(byte)))))
            }
            Kind::Other(class) => {
                if self.boxes.get().contains(&class) {
                    let plain = self.unbox(ctx, object)?;
                    if !plain.is_object() {
                        return self.walk(ctx, &plain, walk);
                    }
                }
                self.walk_properties(object, walk, ValueObject::default())
            }
        }
    }

    fn walk_items<'js>(&self, ctx: &Ctx<'js>, object: &Object<'js>, walk: &mut Walk) -> Result<Value, Fault> {
        let length: f64 = object.get("length")?;
        // Asked first: `a.length = 4294967295` costs the program nothing.
        if length > walk.nodes as f64 {
            return Err(self.too_many());
        }
        let mut items = Vec::new();
        for index in 0..length as u32 {
            items.push(self.walk(ctx, &raw::item(object, index)?, walk)?);
        }
        items.shrink_to_fit();
        Ok(Value::Array(Rc::new(items)))
    }

    fn walk_properties(
        &self,
        object: &Object<'_>,
        walk: &mut Walk,
        first: ValueObject,
    ) -> Result<Value, Fault> {
        let keys = OwnKeys::of(object)?;
        if keys.len() > walk.nodes {
            return Err(self.too_many());
        }
        let mut into = if first.is_empty() { ValueObject::with_capacity(keys.len()) } else { first };
        for index in 0..keys.len() {
            let name = keys.name(index, &mut self.names.borrow_mut())?;
            walk.bytes = walk.bytes.checked_sub(name.len()).ok_or_else(|| self.too_many())?;
            let value = keys.value(index)?;
            into.insert(name, self.walk(value.ctx(), &value, walk)?);
        }
        Ok(Value::Object(Rc::new(into)))
    }

    fn text(&self, value: &JsValue<'_>, walk: &mut Walk) -> Result<Rc<str>, Fault> {
        let text = raw::to_text(value)?;
        walk.bytes = walk.bytes.checked_sub(text.len()).ok_or_else(|| self.too_many())?;
        Ok(text)
    }

    fn too_many(&self) -> Fault {
        let limits = &self.config.limits;
        Fault::Script(ScriptError::Flooded(format!(
            "a value of more than {} entries or {} bytes of text",
            limits.value_nodes, limits.value_bytes
        )))
    }

    fn buffer_too_long(&self) -> Fault {
        Fault::TooBig(format!(
            "a buffer of more than {} bytes cannot be passed",
            self.config.limits.buffer_bytes
        ))
    }

    fn hold<'js>(&self, ctx: &Ctx<'js>, function: &Function<'js>) -> Rc<JsFunction> {
        let identity = raw::identity(function);
        let known = self.slots.borrow().known(identity);
        known.unwrap_or_else(|| {
            let saved = Persistent::save(ctx, function.clone());
            self.slots.borrow_mut().hold(&self.me, saved, self.realm_of(ctx), identity)
        })
    }

    /// Rust to JavaScript. Plain objects get the prototypes of `ctx`.
    pub(crate) fn to_js<'js>(&self, ctx: &Ctx<'js>, value: &Value) -> Result<JsValue<'js>, Fault> {
        self.build(ctx, value, self.config.limits.value_depth)
    }

    fn build<'js>(&self, ctx: &Ctx<'js>, value: &Value, depth: usize) -> Result<JsValue<'js>, Fault> {
        let deeper = || {
            depth.checked_sub(1).ok_or_else(|| {
                Fault::TooBig(format!(
                    "the value contains itself or nests deeper than {} levels",
                    self.config.limits.value_depth
                ))
            })
        };
        Ok(match value {
            Value::Undefined => JsValue::new_undefined(ctx.clone()),
            Value::Null => JsValue::new_null(ctx.clone()),
            Value::Bool(flag) => JsValue::new_bool(ctx.clone(), *flag),
            // `new_number` would make an integer of it, which has no sign.
            Value::Number(number) if *number == 0.0 => JsValue::new_float(ctx.clone(), *number),
            Value::Number(number) => JsValue::new_number(ctx.clone(), *number),
            Value::String(text) => rquickjs::String::from_str(ctx.clone(), text)?.into_value(),
            Value::Array(items) => {
                let depth = deeper()?;
                let array = Array::new(ctx.clone())?;
                for (index, item) in items.iter().enumerate() {
                    raw::define_item(array.as_object(), index as u32, &self.build(ctx, item, depth)?)?;
                }
                array.into_value()
            }
            Value::Object(own) => {
                let depth = deeper()?;
                let object = Object::new(ctx.clone())?;
                for (name, item) in own.iter() {
                    raw::define(&object, name, &self.build(ctx, item, depth)?)?;
                }
                object.into_value()
            }
            Value::Function(callable) => {
                let known = {
                    let slots = self.slots.borrow();
                    slots.by_callable.get(&address(callable)).and_then(|id| slots.function(*id))
                };
                match known {
                    Some((function, _)) => function.restore(ctx)?.into_value(),
                    None => self.wrap(ctx, callable.clone())?.into_value(),
                }
            }
        })
    }

    /// A JavaScript function that calls Rust. `this` is not passed on.
    fn wrap<'js>(&self, ctx: &Ctx<'js>, callable: Rc<dyn Callable>) -> Result<Function<'js>, Fault> {
        let engine = self.me.clone();
        let function = Function::new(ctx.clone(), move |ctx: Ctx<'js>, args: Rest<JsValue<'js>>| {
            let engine = engine.upgrade().ok_or(rquickjs::Error::Unknown)?;
            engine.rust_call(&ctx, &args.0, |args| {
                callable.call(&Value::Undefined, args).map_err(|error| error.0)
            })
        })?;
        Ok(function)
    }

    /// A call from JavaScript into Rust: converts, calls, converts back, throws.
    pub(crate) fn rust_call<'js>(
        &self,
        ctx: &Ctx<'js>,
        args: &[JsValue<'js>],
        call: impl FnOnce(&[Value]) -> Result<Value, String>,
    ) -> rquickjs::Result<JsValue<'js>> {
        let convert = || args.iter().map(|arg| self.to_value(ctx, arg)).collect::<Result<Vec<_>, _>>();
        let args = convert().map_err(|fault| self.note_stop(fault));
        // A script that caught the error of a limit reaches nothing outside any more.
        self.interrupt_if_stopped(ctx)?;
        let args = args.map_err(|fault| fault.throw(ctx))?;
        let result = call(&args);
        // A nested call reached the limit; the script around it must not go on either.
        self.interrupt_if_stopped(ctx)?;
        match result {
            Ok(value) => self.to_js(ctx, &value).map_err(|fault| fault.throw(ctx)),
            Err(message) => Err(rquickjs::Exception::throw_message(ctx, &message)),
        }
    }

    /// Throws past `catch` and `finally` once a limit was reached.
    pub(crate) fn interrupt_if_stopped(&self, ctx: &Ctx<'_>) -> rquickjs::Result<()> {
        if self.check_limits().is_ok() {
            return Ok(());
        }
        drop(ctx.catch());
        let _ = rquickjs::Exception::throw_internal(ctx, "interrupted");
        Err(raw::make_uncatchable(ctx))
    }

    fn call_slot(&self, id: u32, this: &Value, args: &[Value]) -> crate::ScriptResult<Value> {
        let held = self.slots.borrow().function(id);
        let (function, realm) = held.ok_or(ScriptError::Closed)?;
        self.enter_realm(realm, |ctx| {
            let function = function.restore(ctx)?;
            let result = self.apply(ctx, &function, Some(this), args)?;
            self.to_value(ctx, &result)
        })
    }

    /// Calls a function with converted arguments.
    pub(crate) fn apply<'js>(
        &self,
        ctx: &Ctx<'js>,
        function: &Function<'js>,
        this: Option<&Value>,
        args: &[Value],
    ) -> Result<JsValue<'js>, Fault> {
        let mut list = Args::new(ctx.clone(), args.len());
        if let Some(this) = this {
            list.this(self.to_js(ctx, this)?)?;
        }
        for arg in args {
            list.push_arg(self.to_js(ctx, arg)?)?;
        }
        Ok(function.call_arg(list)?)
    }
}
