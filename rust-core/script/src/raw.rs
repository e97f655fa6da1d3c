//! The only unsafe code of the core: what rquickjs has no safe call for.
//!
//! One invariant carries every block: **a [`Ctx`] or a [`Value`] is only ever seen inside [`with_ctx`], on the thread that owns the
//! runtime, while the [`Context`] it came from is alive.** Then the raw context pointer is valid, every `JSValue` taken from a
//! live `Value` is valid for the call, and a `JSValue` returned by the engine carries one reference that we own.
#![allow(unsafe_code)]
// The engine's flags are unsigned constants and signed arguments.
#![allow(clippy::cast_possible_wrap)]

use rquickjs::{Context, Ctx, Error, Object, Result, Value, qjs};
use rustc_hash::FxHashMap;
use std::ffi::{CStr, CString};
use std::rc::Rc;

mod heap;
mod poll;

pub(crate) use heap::{HeapMeter, Metered};
pub(crate) use poll::Pollers;

/// Runs `f` with the context. Unlike [`Context::with`] it may be nested: Rust calls JavaScript calls Rust calls JavaScript.
pub(crate) fn with_ctx<R>(context: &Context, f: impl for<'js> FnOnce(Ctx<'js>) -> R) -> R {
    // SAFETY: the pointer comes from a live `Context`; `for<'js>` gives each call a lifetime of its own, so values of two runtimes
    // cannot meet. `Context::with` would also hold the runtime's `RefCell`, which only keeps its `&mut` methods (`run_gc`,
    // `memory_usage`) from running meanwhile; this crate calls none of them inside, and without the `parallel` feature a
    // runtime cannot leave its thread.
    f(unsafe { Ctx::from_raw(context.as_raw()) })
}

fn own<'js>(ctx: &Ctx<'js>, value: qjs::JSValue) -> Result<Value<'js>> {
    // SAFETY: `value` was just returned by the engine for this context, so we own its one reference.
    let value = unsafe { Value::from_raw(ctx.clone(), value) };
    if value.is_exception() { Err(Error::Exception) } else { Ok(value) }
}

/// Bytes of JavaScript's UTF-8 dialect as text: lone surrogates, which it writes as three bytes, become U+FFFD.
fn lossy(bytes: &[u8]) -> Rc<str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Err(error) = std::str::from_utf8(rest) {
        let (good, bad) = rest.split_at(error.valid_up_to());
        text.push_str(&String::from_utf8_lossy(good));
        text.push(char::REPLACEMENT_CHARACTER);
        let surrogate = bad.len() >= 3 && bad[0] == 0xed;
        rest = &bad[if surrogate { 3 } else { 1 }..];
    }
    text.push_str(&String::from_utf8_lossy(rest));
    text.into()
}

/// `String(value)`; runs the program's `toString` for objects.
pub(crate) fn to_text(value: &Value<'_>) -> Result<Rc<str>> {
    let ctx = value.ctx();
    let mut length: qjs::size_t = 0;
    // SAFETY: context and value are live (module invariant); the result is null or `length` bytes that stay valid until freed.
    unsafe {
        let chars = qjs::JS_ToCStringLen2(ctx.as_raw().as_ptr(), &raw mut length, value.as_raw(), false);
        if chars.is_null() {
            return Err(Error::Exception);
        }
        let text = lossy(std::slice::from_raw_parts(chars.cast::<u8>(), length as usize));
        qjs::JS_FreeCString(ctx.as_raw().as_ptr(), chars);
        Ok(text)
    }
}

/// Names of properties by their atoms, so that a list of a thousand rows makes each key's text once.
#[derive(Default)]
pub(crate) struct Names(FxHashMap<qjs::JSAtom, Rc<str>>);

impl Names {
    const LIMIT: usize = 4096;
    /// Atoms with the top bit are integers and own no memory.
    const INTEGER: qjs::JSAtom = 1 << 31;

    fn text(&mut self, ctx: &Ctx<'_>, atom: qjs::JSAtom) -> Result<Rc<str>> {
        if let Some(text) = self.0.get(&atom) {
            return Ok(text.clone());
        }
        let mut length: qjs::size_t = 0;
        let raw = ctx.as_raw().as_ptr();
        // SAFETY: the caller holds a reference to `atom`; the result is as in `to_text`.
        let text = unsafe {
            let chars = qjs::JS_AtomToCStringLen(raw, &raw mut length, atom);
            if chars.is_null() {
                return Err(Error::Exception);
            }
            let text = lossy(std::slice::from_raw_parts(chars.cast::<u8>(), length as usize));
            qjs::JS_FreeCString(raw, chars);
            text
        };
        if atom & Self::INTEGER == 0 && text.len() <= 64 {
            if self.0.len() >= Self::LIMIT {
                self.clear(ctx);
            }
            // SAFETY: the atom is live; this reference keeps its number from being reused and is given back in `clear`.
            unsafe { qjs::JS_DupAtom(raw, atom) };
            self.0.insert(atom, text.clone());
        }
        Ok(text)
    }

    /// Gives the atoms back; must be called before the runtime goes.
    pub(crate) fn clear(&mut self, ctx: &Ctx<'_>) {
        for (atom, _) in self.0.drain() {
            // SAFETY: each entry owns one reference to its atom.
            unsafe { qjs::JS_FreeAtom(ctx.as_raw().as_ptr(), atom) };
        }
    }
}

/// The own enumerable string-named properties of an object, in JavaScript's order. Runs the traps of a Proxy.
pub(crate) struct OwnKeys<'js> {
    object: Object<'js>,
    table: *mut qjs::JSPropertyEnum,
    length: u32,
}

impl<'js> OwnKeys<'js> {
    pub(crate) fn of(object: &Object<'js>) -> Result<Self> {
        let mut table = std::ptr::null_mut();
        let mut length = 0;
        let flags = (qjs::JS_GPN_STRING_MASK | qjs::JS_GPN_ENUM_ONLY) as i32;
        // SAFETY: context and object are live; on success `table` holds `length` entries that we free in `drop`.
        let code = unsafe {
            qjs::JS_GetOwnPropertyNames(
                object.ctx().as_raw().as_ptr(),
                &raw mut table,
                &raw mut length,
                object.as_value().as_raw(),
                flags,
            )
        };
        if code < 0 { Err(Error::Exception) } else { Ok(OwnKeys { object: object.clone(), table, length }) }
    }

    pub(crate) fn len(&self) -> usize {
        self.length as usize
    }

    fn atom(&self, index: usize) -> qjs::JSAtom {
        assert!(index < self.len(), "because callers count up to len()");
        // SAFETY: the index was just checked, and the table lives as long as `self`.
        unsafe { (*self.table.add(index)).atom }
    }

    pub(crate) fn name(&self, index: usize, names: &mut Names) -> Result<Rc<str>> {
        names.text(self.object.ctx(), self.atom(index))
    }

    /// The property's value; runs its getter.
    pub(crate) fn value(&self, index: usize) -> Result<Value<'js>> {
        let ctx = self.object.ctx();
        // SAFETY: context, object and atom are live.
        let value = unsafe {
            qjs::JS_GetProperty(ctx.as_raw().as_ptr(), self.object.as_value().as_raw(), self.atom(index))
        };
        own(ctx, value)
    }
}

impl Drop for OwnKeys<'_> {
    fn drop(&mut self) {
        // SAFETY: the table was made by `JS_GetOwnPropertyNames` in `of` and is freed once.
        unsafe { qjs::JS_FreePropertyEnum(self.object.ctx().as_raw().as_ptr(), self.table, self.length) };
    }
}

/// The element `index`; runs getters and traps.
pub(crate) fn item<'js>(object: &Object<'js>, index: u32) -> Result<Value<'js>> {
    let ctx = object.ctx();
    // SAFETY: context and object are live.
    let value =
        unsafe { qjs::JS_GetPropertyUint32(ctx.as_raw().as_ptr(), object.as_value().as_raw(), index) };
    own(ctx, value)
}

/// Defines a plain data property, past setters and `__proto__`.
pub(crate) fn define<'js>(object: &Object<'js>, name: &str, value: &Value<'js>) -> Result<()> {
    let ctx = object.ctx().as_raw().as_ptr();
    // SAFETY: context, object and value are live; the call takes over one reference to the value, so it is duplicated.
    let code = unsafe {
        let atom = qjs::JS_NewAtomLen(ctx, name.as_ptr().cast(), name.len() as qjs::size_t);
        if atom == qjs::__JS_ATOM_NULL as qjs::JSAtom {
            return Err(Error::Exception);
        }
        let code = qjs::JS_DefinePropertyValue(
            ctx,
            object.as_value().as_raw(),
            atom,
            qjs::JS_DupValue(ctx, value.as_raw()),
            qjs::JS_PROP_C_W_E as i32,
        );
        qjs::JS_FreeAtom(ctx, atom);
        code
    };
    if code < 0 { Err(Error::Exception) } else { Ok(()) }
}

/// Defines an element, past setters.
pub(crate) fn define_item<'js>(object: &Object<'js>, index: u32, value: &Value<'js>) -> Result<()> {
    let ctx = object.ctx().as_raw().as_ptr();
    // SAFETY: as in `define`.
    let code = unsafe {
        qjs::JS_DefinePropertyValueUint32(
            ctx,
            object.as_value().as_raw(),
            index,
            qjs::JS_DupValue(ctx, value.as_raw()),
            qjs::JS_PROP_C_W_E as i32,
        )
    };
    if code < 0 { Err(Error::Exception) } else { Ok(()) }
}

/// What an object is underneath, asked of the engine and not of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Array,
    Date,
    Error,
    Proxy,
    TypedArray,
    ArrayBuffer,
    Other(u32),
}

pub(crate) fn kind(object: &Object<'_>) -> Kind {
    let value = object.as_value().as_raw();
    // SAFETY: the object is live; these calls only look at its class.
    unsafe {
        if qjs::JS_IsArray(value) {
            Kind::Array
        } else if qjs::JS_IsProxy(value) {
            Kind::Proxy
        } else if qjs::JS_IsDate(value) {
            Kind::Date
        } else if qjs::JS_IsError(value) {
            Kind::Error
        } else if qjs::JS_GetTypedArrayType(value) >= 0 {
            Kind::TypedArray
        } else if qjs::JS_IsArrayBuffer(value) {
            Kind::ArrayBuffer
        } else {
            Kind::Other(qjs::JS_GetClassID(value) as u32)
        }
    }
}

/// The target of a Proxy.
pub(crate) fn proxy_target<'js>(object: &Object<'js>) -> Result<Value<'js>> {
    let ctx = object.ctx();
    // SAFETY: context and object are live; the call returns an owned reference or an exception.
    own(ctx, unsafe { qjs::JS_GetProxyTarget(ctx.as_raw().as_ptr(), object.as_value().as_raw()) })
}

/// The bytes of an ArrayBuffer, copied; `None` when it is detached or longer than `limit`.
pub(crate) fn buffer_bytes(object: &Object<'_>, limit: usize) -> Option<Vec<u8>> {
    let mut length: qjs::size_t = 0;
    // SAFETY: context and object are live; the bytes are copied before anything can detach the buffer.
    unsafe {
        let bytes = qjs::JS_GetArrayBuffer(
            object.ctx().as_raw().as_ptr(),
            &raw mut length,
            object.as_value().as_raw(),
        );
        if bytes.is_null() {
            object.ctx().catch();
            return None;
        }
        (length as usize <= limit).then(|| std::slice::from_raw_parts(bytes, length as usize).to_vec())
    }
}

/// A number that tells one live object from another.
pub(crate) fn identity(object: &Object<'_>) -> usize {
    // SAFETY: an object's value holds a pointer.
    unsafe { qjs::JS_VALUE_GET_PTR(object.as_value().as_raw()) as usize }
}

/// Makes the pending exception one that `catch` and `finally` do not see.
pub(crate) fn make_uncatchable(ctx: &Ctx<'_>) -> Error {
    let error = ctx.catch();
    // SAFETY: context and value are live; a value that is no Error is left alone by the engine.
    unsafe { qjs::JS_SetUncatchableError(ctx.as_raw().as_ptr(), error.as_raw()) };
    ctx.throw(error)
}

/// Runs one promise job. `None`: there was none. `Some(false)`: it threw; the exception is pending in the context given back.
pub(crate) fn run_job<'js>(ctx: &Ctx<'js>) -> Option<std::result::Result<(), Ctx<'js>>> {
    let mut ran_in = std::ptr::null_mut();
    // SAFETY: the runtime is alive with its context; the context given back is one of this runtime's, borrowed, so `from_raw` duplicates it.
    unsafe {
        let runtime = qjs::JS_GetRuntime(ctx.as_raw().as_ptr());
        match qjs::JS_ExecutePendingJob(runtime, &raw mut ran_in) {
            0 => None,
            1 => Some(Ok(())),
            _ => {
                Some(Err(std::ptr::NonNull::new(ran_in)
                    .map_or_else(|| ctx.clone(), |ran_in| Ctx::from_raw(ran_in))))
            }
        }
    }
}

/// Bytes of the JavaScript heap in use. Walks the heap: for reports, not for every event.
pub(crate) fn heap_used(ctx: &Ctx<'_>) -> u64 {
    let mut usage = std::mem::MaybeUninit::<qjs::JSMemoryUsage>::zeroed();
    // SAFETY: the runtime is alive with its context; the call fills the whole structure, which holds integers only.
    unsafe {
        qjs::JS_ComputeMemoryUsage(qjs::JS_GetRuntime(ctx.as_raw().as_ptr()), usage.as_mut_ptr());
        usage.assume_init().malloc_size.max(0) as u64
    }
}

/// The engine's version, for the cache's keys.
pub(crate) fn engine_version() -> &'static str {
    // SAFETY: the engine returns a pointer to a constant string.
    unsafe { CStr::from_ptr(qjs::JS_GetVersion()) }.to_str().unwrap_or("unknown")
}

/// Compiles a sloppy script without running it. The result is only good for [`run_compiled`] and [`write_compiled`].
pub(crate) fn compile<'js>(ctx: &Ctx<'js>, source: &str, file: &str) -> Result<Value<'js>> {
    let mut text = Vec::with_capacity(source.len() + 1);
    text.extend_from_slice(source.as_bytes());
    text.push(0);
    let file = CString::new(file)?;
    let flags = (qjs::JS_EVAL_TYPE_GLOBAL | qjs::JS_EVAL_FLAG_COMPILE_ONLY) as i32;
    // SAFETY: both texts end in a zero byte and outlive the call; the length leaves that byte out, as the engine asks.
    let value = unsafe {
        qjs::JS_Eval(
            ctx.as_raw().as_ptr(),
            text.as_ptr().cast(),
            source.len() as qjs::size_t,
            file.as_ptr(),
            flags,
        )
    };
    own(ctx, value)
}

/// Runs what [`compile`] or [`read_compiled`] gave and returns the script's completion value.
pub(crate) fn run_compiled<'js>(ctx: &Ctx<'js>, compiled: Value<'js>) -> Result<Value<'js>> {
    // SAFETY: the call takes over one reference, so the value is duplicated; anything but compiled code is refused with an exception.
    let value = unsafe {
        let raw = ctx.as_raw().as_ptr();
        qjs::JS_EvalFunction(raw, qjs::JS_DupValue(raw, compiled.as_raw()))
    };
    own(ctx, value)
}

/// Compiled code as bytes, without the source text.
pub(crate) fn write_compiled(ctx: &Ctx<'_>, compiled: &Value<'_>) -> Result<Vec<u8>> {
    let mut length: qjs::size_t = 0;
    let flags = (qjs::JS_WRITE_OBJ_BYTECODE | qjs::JS_WRITE_OBJ_STRIP_SOURCE) as i32;
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: the result is null or `length` bytes from the engine's allocator, copied and then freed.
    unsafe {
        let bytes = qjs::JS_WriteObject(raw, &raw mut length, compiled.as_raw(), flags);
        if bytes.is_null() {
            return Err(Error::Exception);
        }
        let copy = std::slice::from_raw_parts(bytes, length as usize).to_vec();
        qjs::js_free(raw, bytes.cast());
        Ok(copy)
    }
}

/// Compiled code from bytes.
///
/// Bytecode is as powerful as native code: a crafted one corrupts memory. The token says that the caller has proof that
/// [`write_compiled`] of this very engine build made the bytes.
pub(crate) fn read_compiled<'js>(ctx: &Ctx<'js>, bytes: &crate::cache::Authentic<'_>) -> Result<Value<'js>> {
    let bytes = bytes.bytecode();
    // SAFETY: the bytes outlive the call and are authentic, so they are what `write_compiled` made.
    let value = unsafe {
        qjs::JS_ReadObject(
            ctx.as_raw().as_ptr(),
            bytes.as_ptr(),
            bytes.len() as qjs::size_t,
            qjs::JS_READ_OBJ_BYTECODE as i32,
        )
    };
    own(ctx, value)
}
