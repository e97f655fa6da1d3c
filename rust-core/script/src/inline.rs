//! Inline scripts: their own realm, frozen, without timers and without the program's globals.

use crate::config::ScriptResult;
use crate::engine::{Engine, Realm};
use crate::error::{self, Fault};
use crate::raw;
use crate::runtime_code;
use minihost_value::Value;
use rquickjs::function::Rest;
use rquickjs::{Ctx, Function, Object, Value as JsValue};

const WRAPPER: &str = "(function(require,module,exports){";

/// The texts in `require("…")`. Inline scripts name their modules literally; a name in a comment does no harm.
fn required(js: &str) -> impl Iterator<Item = &str> {
    js.match_indices("require").filter_map(|(at, word)| {
        let rest = js[at + word.len()..].trim_start().strip_prefix('(')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        let rest = &rest[1..];
        Some(&rest[..rest.find(quote)?])
    })
}

impl Engine {
    /// Runs an inline script, the body of a CommonJS function `(require, module, exports)`, and gives its exports. `require` answers the
    /// script's `require("…")` calls, which must name modules literally. The realm's global object is frozen when the first script
    /// runs whose path does not begin with `minihost:`; until then preludes may define globals.
    pub fn load_inline_script(
        &self,
        path: &str,
        js: &str,
        require: &dyn Fn(&str) -> Option<Value>,
    ) -> ScriptResult<Value> {
        let mut found: Vec<(&str, Value)> = Vec::new();
        for name in required(js) {
            if !found.iter().any(|(known, _)| *known == name)
                && let Some(value) = require(name)
            {
                found.push((name, value));
            }
        }
        self.shifts.borrow_mut().insert(path.into(), WRAPPER.len() as u32);
        self.enter_realm(Realm::Inline, |ctx| {
            if !path.starts_with(error::OWN) && !self.inline_frozen.replace(true) {
                freeze(ctx)?;
            }
            let compiled = raw::compile(ctx, &format!("{WRAPPER}{js}\n}})"), path)?;
            let function = raw::run_compiled(ctx, compiled)?;
            let function = function.as_function().ok_or(rquickjs::Error::Unknown)?;
            let table = Object::new(ctx.clone())?;
            table.set_prototype(None)?;
            for (name, value) in &found {
                raw::define(&table, name, &self.to_js(ctx, value)?)?;
            }
            let lookup = Function::new(ctx.clone(), lookup(path))?;
            let lookup = bind(ctx, &lookup, &table)?;
            let module = Object::new(ctx.clone())?;
            let exports = Object::new(ctx.clone())?;
            module.set("exports", exports.clone())?;
            function.call::<_, JsValue<'_>>((lookup, module.clone(), exports))?;
            let exports: JsValue<'_> = module.get("exports")?;
            self.to_value(ctx, &exports)
        })
    }
}

fn freeze(ctx: &Ctx<'_>) -> Result<(), Fault> {
    let compiled = runtime_code::compile(ctx, include_str!("../js/freeze.js"), "minihost:freeze.js")?;
    let freeze = raw::run_compiled(ctx, compiled)?;
    let freeze = freeze.as_function().ok_or(rquickjs::Error::Unknown)?;
    Ok(freeze.call::<_, ()>(())?)
}

fn bind<'js>(ctx: &Ctx<'js>, function: &Function<'js>, table: &Object<'js>) -> Result<Function<'js>, Fault> {
    let compiled =
        raw::compile(ctx, "(function(f,t){return function require(p){return f(t,p)}})", "minihost:bind.js")?;
    let bind = raw::run_compiled(ctx, compiled)?;
    let bind = bind.as_function().ok_or(rquickjs::Error::Unknown)?;
    Ok(bind.call((function.clone(), table.clone()))?)
}

fn lookup(
    from: &str,
) -> impl for<'js> Fn(Ctx<'js>, Rest<JsValue<'js>>) -> rquickjs::Result<JsValue<'js>> + use<> {
    let from = from.to_string();
    move |ctx, args| {
        let [table, name] = &args.0[..] else { return Err(rquickjs::Error::Unknown) };
        let name = raw::to_text(name)?;
        if let Some(table) = table.as_object().filter(|table| table.contains_key(&*name).unwrap_or(false)) {
            return table.get(&*name);
        }
        let message = format!("module '{name}' is not defined, require args is '{name}' (in {from})");
        Err(rquickjs::Exception::throw_message(&ctx, &message))
    }
}
