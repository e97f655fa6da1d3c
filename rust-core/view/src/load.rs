//! Reading components: script, template, style sheet and what they use in turn.

use crate::config::ComponentConfig;
use crate::definition::Definition;
use crate::program::{Block, File, Modules, Op};
use crate::view::Inner;
use minihost_ports::{Problem, ProblemKind};
use minihost_style::StyleSheet;
use minihost_syntax::{ScriptSource, compile_inline_script, parse_template};
use minihost_value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Components that use components that use …: beyond this they are read when first shown.
const MAX_EAGER_DEPTH: usize = 40;
/// Inline scripts that require each other.
const MAX_SCRIPT_DEPTH: usize = 40;

impl Inner {
    /// The definition at a path without extension; read when first asked for. A broken one is reported and shown empty.
    pub(crate) fn load(&self, path: &str, is_page: bool) -> Rc<Definition> {
        if let Some(known) = self.definitions.borrow().get(path) {
            return known.clone();
        }
        let path: Rc<str> = path.into();
        let config = self.resources.config(&path);
        let mut definition = Definition { path: path.clone(), ..Definition::default() };
        self.read_uses(&mut definition, &config);
        self.loading.borrow_mut().insert(path.clone());
        if self.loading.borrow().len() <= MAX_EAGER_DEPTH {
            for used in self.used_by(&definition, is_page) {
                let busy = self.loading.borrow().contains(&used);
                if !busy {
                    self.load(&used, false);
                }
            }
        }
        self.loading.borrow_mut().remove(&path);
        // A circle of components may have come back here and read it.
        if let Some(known) = self.definitions.borrow().get(&path) {
            return known.clone();
        }
        let described = self.run_definition(&path, is_page);
        definition.read(&described, &config.style_isolation, is_page, self.next_scope());
        definition.file = self.template_file(&format!("{path}.{}", self.table.template_ext), true);
        definition.sheet = self.sheet(&format!("{path}.{}", self.table.style_ext));
        let definition = Rc::new(definition);
        self.definitions.borrow_mut().insert(path, definition.clone());
        definition
    }

    fn used_by(&self, definition: &Definition, is_page: bool) -> Vec<Rc<str>> {
        let mut paths = definition.uses.clone();
        if is_page {
            self.app_component("");
            if let Some((_, order)) = &*self.app_components.borrow() {
                paths.extend(order.iter().cloned());
            }
        }
        paths
    }

    fn read_uses(&self, definition: &mut Definition, config: &ComponentConfig) {
        let owner = format!("{}.json", definition.path);
        for (tag, reference) in &config.using {
            if let Some(path) = self.find_component(&owner, tag, reference) {
                definition.uses.push(path.clone());
                definition.components.insert(tag.as_str().into(), path);
            }
        }
        for (name, default) in &config.generics {
            let default = default.as_ref().and_then(|reference| self.find_component(&owner, name, reference));
            definition.generics.insert(name.as_str().into(), default);
        }
        for (tag, stand_in) in &config.placeholder {
            definition.placeholders.insert(tag.as_str().into(), stand_in.as_str().into());
            if !definition.components.contains_key(tag.as_str())
                && let Some(path) = definition.components.get(stand_in.as_str()).cloned()
            {
                definition.components.insert(tag.as_str().into(), path);
            }
        }
    }

    fn find_component(&self, owner: &str, tag: &str, reference: &str) -> Option<Rc<str>> {
        let found = self.resources.component(owner, reference);
        if found.is_none() {
            let problem = if reference.contains("://") {
                Problem::new(
                    ProblemKind::UnsupportedApi,
                    format!("<{tag}> is a component of a plugin ({reference}); plugins are not supported"),
                )
            } else {
                Problem::new(
                    ProblemKind::MissingFile,
                    format!("<{tag}> names the component \"{reference}\", which is not in the package"),
                )
            };
            self.report(problem.at(owner, 0, 0));
        }
        found.map(Rc::from)
    }

    /// The path of a tag that `app.json` declares.
    pub(crate) fn app_component(&self, tag: &str) -> Option<Rc<str>> {
        if let Some((map, _)) = &*self.app_components.borrow() {
            return map.get(tag).cloned();
        }
        let mut map = FxHashMap::default();
        let mut order = Vec::new();
        for (tag, reference) in self.resources.app_components() {
            if let Some(path) = self.find_component("app.json", &tag, &reference) {
                order.push(path.clone());
                map.insert(tag.as_str().into(), path);
            }
        }
        *self.app_components.borrow_mut() = Some((map, order));
        self.app_component(tag)
    }

    /// Runs a program's file. False if it threw; that has been reported.
    pub(crate) fn run_file(&self, file: &str, what: &str) -> bool {
        match self.engine.require(file) {
            Ok(_) => true,
            Err(error) => {
                if let minihost_script::ScriptError::Exception { message, stack, .. } = &error {
                    self.call("appError", &[Value::from(message.as_str()), Value::from(stack.as_str())]);
                }
                let _ = what;
                self.answer(Err(error));
                false
            }
        }
    }

    /// Whether a component in the template of this one, or in theirs, may see that properties come after the first tree.
    pub(crate) fn is_watched_within(&self, definition: &Rc<Definition>) -> bool {
        if let Some(known) = definition.watched_within.get() {
            return *known;
        }
        let mut seen = FxHashSet::default();
        let mut open = vec![definition.clone()];
        let mut watched = false;
        while let Some(one) = open.pop() {
            // Who stands in for a generic is not known here.
            watched |= !one.generics.is_empty();
            let known = self.definitions.borrow();
            let used = self.used_by(&one, false).into_iter().chain(self.app_components_in(&one));
            for path in used.filter(|path| seen.insert(path.clone())) {
                if let Some(used) = known.get(&path) {
                    watched |= used.watches;
                    open.push(used.clone());
                }
            }
            if watched {
                break;
            }
        }
        *definition.watched_within.get_or_init(|| watched)
    }

    /// Paths of the application's components that stand in a template.
    fn app_components_in(&self, definition: &Definition) -> Vec<Rc<str>> {
        fn tags(block: &Block, into: &mut FxHashSet<Rc<str>>) {
            for op in &block.ops {
                match op {
                    Op::Element(op) => {
                        into.insert(op.element.tag.clone());
                        tags(&op.children, into);
                    }
                    Op::If(op) => op.branches.iter().for_each(|(_, block)| tags(block, into)),
                    Op::For(op) => tags(&op.body, into),
                    Op::Include(op) => tags(&op.block, into),
                    Op::Slot(op) => tags(&op.fallback, into),
                    Op::Text(_) | Op::Use(_) => {}
                }
            }
        }
        let Some(file) = &definition.file else { return Vec::new() };
        let mut found = FxHashSet::default();
        tags(&file.main(self), &mut found);
        found.iter().filter_map(|tag| self.app_component(tag)).collect()
    }

    fn run_definition(&self, path: &Rc<str>, is_page: bool) -> Value {
        let file = format!("{path}.js");
        let name = Value::String(path.clone());
        let what = if is_page { "Page()" } else { "Component()" };
        let mut described = Value::Null;
        if self.resources.exists(&file) {
            self.call("beginDefinition", std::slice::from_ref(&name));
            let ran = self.run_file(&file, what);
            described = self.call("endDefinition", std::slice::from_ref(&name));
            if described.is_nullish() && ran {
                self.report(
                    Problem::new(ProblemKind::Script, format!("the file does not call {what}"))
                        .at(&*file, 0, 0),
                );
            }
        } else {
            self.report(
                Problem::new(ProblemKind::MissingFile, format!("\"{file}\" is missing")).at(&*file, 0, 0),
            );
        }
        if described.is_nullish() { self.call("defineEmpty", &[name]) } else { described }
    }

    /// A prepared template file; a missing one is reported if `needed`.
    pub(crate) fn template_file(&self, path: &str, needed: bool) -> Option<Rc<File>> {
        if let Some(known) = self.files.borrow().get(path) {
            return known.clone();
        }
        let file = if let Some(source) = self.resources.read_text(path) {
            let (template, problems) = parse_template(&source, path, self.table);
            self.report_all(problems);
            Some(File::new(template))
        } else {
            if needed {
                self.report(
                    Problem::new(ProblemKind::MissingFile, format!("\"{path}\" is missing")).at(path, 0, 0),
                );
            }
            None
        };
        self.files.borrow_mut().insert(path.into(), file.clone());
        file
    }

    fn sheet(&self, path: &str) -> Option<Rc<StyleSheet>> {
        let source = self.resources.read_text(path)?;
        let resources = self.resources.clone();
        let (sheet, problems) = StyleSheet::parse(&source, path, &move |path| resources.read_text(path));
        self.report_all(problems);
        Some(Rc::new(sheet))
    }

    /// `app.wxss` and its like.
    pub(crate) fn app_sheet(&self) -> Option<Rc<StyleSheet>> {
        self.app_sheet.get_or_init(|| self.sheet(&format!("app.{}", self.table.style_ext))).clone()
    }

    // ---- inline scripts

    pub(crate) fn load_modules(&self, file: &Rc<File>) -> Modules {
        let mut modules = Modules::default();
        for script in &file.ast.scripts {
            let exports = match &script.source {
                ScriptSource::File(path) => self.script_file(path, 0),
                ScriptSource::Inline { code, line } => {
                    // Line numbers in messages are those of the template.
                    let padded = "\n".repeat(line.saturating_sub(1) as usize) + code;
                    self.run_script(
                        &file.ast.path,
                        &format!("{}#{}", file.ast.path, script.module),
                        &padded,
                        0,
                    )
                }
            };
            modules.insert(script.module.clone(), exports);
        }
        modules
    }

    fn script_file(&self, path: &str, depth: usize) -> Value {
        if let Some(known) = self.scripts.borrow().get(path) {
            return known.clone();
        }
        let Some(source) = self.resources.read_text(path) else {
            self.report_once(
                Problem::new(ProblemKind::MissingFile, format!("\"{path}\" is missing")).at(path, 0, 0),
            );
            return Value::Undefined;
        };
        // Scripts that require each other in a circle see nothing of the unfinished one.
        self.scripts.borrow_mut().insert(path.into(), Value::Undefined);
        let exports = self.run_script(path, path, &source, depth);
        self.scripts.borrow_mut().insert(path.into(), exports.clone());
        exports
    }

    fn run_script(&self, path: &str, name: &str, source: &str, depth: usize) -> Value {
        if depth > MAX_SCRIPT_DEPTH {
            self.report_once(
                Problem::new(ProblemKind::Limit, "inline scripts require each other too deep").at(path, 0, 0),
            );
            return Value::Undefined;
        }
        let script = compile_inline_script(source, path, self.table);
        self.report_all(script.problems);
        let required: FxHashMap<String, Value> = script
            .requires
            .into_iter()
            .map(|path| {
                let exports = self.script_file(&path, depth + 1);
                (path, exports)
            })
            .collect();
        self.answer(self.engine.load_inline_script(name, &script.js, &|path| required.get(path).cloned()))
    }
}
