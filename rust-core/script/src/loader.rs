//! `require`: where a module is, and running it once.

use crate::cache;
use crate::config::{ModuleSource, ScriptResult};
use crate::engine::Engine;
use crate::error::{Fault, ScriptError};
use crate::modules::{self, Wrapped};
use crate::raw;
use minihost_value::Value;
use rquickjs::function::Args;
use rquickjs::{Ctx, Function, Object, Persistent, Value as JsValue};

/// Folders that hold packages, as the developer tools write them and as npm does.
const PACKAGE_FOLDERS: [&str; 2] = ["miniprogram_npm", "node_modules"];

/// Joins a path from the root with a relative one; `None` when it leads out of the package.
fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn folder_of(file: &str) -> &str {
    file.rfind('/').map_or("", |end| &file[..end])
}

/// The file that `path` stands for: itself, with `.js`, the `index.js` in it, or with `.json`.
fn file_at(modules: &dyn ModuleSource, path: &str) -> Option<String> {
    let is_named = [".js", ".json"].iter().any(|extension| path.ends_with(extension));
    if is_named && modules.exists(path) {
        return Some(path.into());
    }
    let index = if path.is_empty() { "index.js".into() } else { format!("{path}/index.js") };
    [format!("{path}.js"), index, format!("{path}.json")].into_iter().find(|file| modules.exists(file))
}

/// The file that `specifier` means in the file `from`.
fn resolve(modules: &dyn ModuleSource, from: &str, specifier: &str) -> Option<String> {
    if specifier.contains(':') {
        return None; // plugin://…: plugins are not supported
    }
    if let Some(path) = specifier.strip_prefix('/') {
        return file_at(modules, &join("", path)?);
    }
    let folder = folder_of(from);
    let beside = join(folder, specifier).and_then(|path| file_at(modules, &path));
    let is_relative =
        specifier.starts_with("./") || specifier.starts_with("../") || matches!(specifier, "." | "..");
    if beside.is_some() || is_relative {
        return beside;
    }
    PACKAGE_FOLDERS.iter().find_map(|packages| {
        let mut at = folder;
        loop {
            let found = join(at, &format!("{packages}/{specifier}")).and_then(|path| file_at(modules, &path));
            if found.is_some() || at.is_empty() {
                return found;
            }
            at = folder_of(at);
        }
    })
}

impl Engine {
    /// Runs a module of the program once and gives its exports. A value that cannot cross (class instances in a ring …)
    /// is `Undefined`; the module has run nevertheless. One that threw is run again by the next `require`.
    pub fn require(&self, path: &str) -> ScriptResult<Value> {
        self.enter(|ctx| {
            let exports = self.load(ctx, "", path)?;
            match self.to_value(ctx, &exports) {
                Err(Fault::TooBig(_) | Fault::Script(ScriptError::Flooded(_))) => Ok(Value::Undefined),
                other => other,
            }
        })
    }

    pub(crate) fn load<'js>(
        &self,
        ctx: &Ctx<'js>,
        from: &str,
        specifier: &str,
    ) -> Result<JsValue<'js>, Fault> {
        let modules = &self.config.modules;
        let missing = |path: &str| {
            let place = if from.is_empty() { String::new() } else { format!(" (in {from})") };
            let message = format!("module '{path}' is not defined, require args is '{specifier}'{place}");
            Fault::Js(rquickjs::Exception::throw_message(ctx, &message))
        };
        let Some(path) = resolve(&**modules, from, specifier) else {
            let named = if specifier.starts_with('.') { join(folder_of(from), specifier) } else { None };
            return Err(missing(named.as_deref().unwrap_or(specifier)));
        };
        let known = self.modules.borrow().get(&path).cloned();
        if let Some(module) = known {
            return Ok(module.restore(ctx)?.get("exports")?);
        }
        let source = modules.read(&path).ok_or_else(|| missing(&path))?;
        let module = Object::new(ctx.clone())?;
        let exports = Object::new(ctx.clone())?;
        module.set("exports", exports.clone())?;
        if path.rsplit_once('.').is_some_and(|(_, extension)| extension == "json") {
            let text = source.strip_prefix('\u{feff}').unwrap_or(&source);
            module.set("exports", ctx.json_parse(text)?)?;
            self.modules.borrow_mut().insert(path, Persistent::save(ctx, module.clone()));
            return Ok(module.get("exports")?);
        }
        let function = self.compile_module(ctx, &path, &source)?;
        self.modules.borrow_mut().insert(path.clone(), Persistent::save(ctx, module.clone()));
        if let Err(fault) = self.run_module(ctx, &path, &function, &module, &exports) {
            let half = self.modules.borrow_mut().remove(&path);
            drop(half);
            return Err(fault);
        }
        Ok(module.get("exports")?)
    }

    fn run_module<'js>(
        &self,
        ctx: &Ctx<'js>,
        path: &str,
        function: &Function<'js>,
        module: &Object<'js>,
        exports: &Object<'js>,
    ) -> Result<(), Fault> {
        let require: Function<'js> = self.helper(ctx, "makeRequire")?.call((path,))?;
        let support: Object<'js> =
            self.helper(ctx, "makeModule")?.call((require.clone(), exports.clone()))?;
        let mut args = Args::new(ctx.clone(), 4 + self.config.module_scope.len());
        args.this(exports.clone())?;
        args.push_arg(exports.clone())?;
        args.push_arg(require)?;
        args.push_arg(module.clone())?;
        args.push_arg(support)?;
        if !self.config.module_scope.is_empty() {
            let scope: Option<Object<'js>> = self.host(ctx)?.get("moduleScope")?;
            for name in &self.config.module_scope {
                let value: JsValue<'js> = match &scope {
                    Some(scope) => scope.get(name)?,
                    None => JsValue::new_undefined(ctx.clone()),
                };
                args.push_arg(value)?;
            }
        }
        function.call_arg::<JsValue<'js>>(args)?;
        Ok(())
    }

    /// The module as a function, from the cache when it is there.
    fn compile_module<'js>(&self, ctx: &Ctx<'js>, path: &str, source: &str) -> Result<Function<'js>, Fault> {
        let Wrapped { text, shift } = modules::wrap(source, &self.config.module_scope);
        self.shifts.borrow_mut().insert(path.into(), shift);
        let compiled = match &self.config.cache {
            None => raw::compile(ctx, &text, path)?,
            Some(config) => {
                let key = cache::key(&text, path);
                let kept = cache::get(config, &key, |bytes| raw::read_compiled(ctx, bytes));
                if let Some(Ok(compiled)) = kept {
                    compiled
                } else {
                    ctx.catch(); // of an entry that could not be read
                    let compiled = raw::compile(ctx, &text, path)?;
                    match raw::write_compiled(ctx, &compiled) {
                        Ok(bytes) => cache::put(config, &key, &bytes),
                        Err(_) => drop(ctx.catch()),
                    }
                    compiled
                }
            }
        };
        let function = raw::run_compiled(ctx, compiled)?;
        function.into_function().ok_or_else(|| {
            Fault::Script(ScriptError::Internal(format!("{path} is not a module after wrapping")))
        })
    }
}
