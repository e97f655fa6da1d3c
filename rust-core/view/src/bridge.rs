//! The operations that the component runtime in JavaScript calls, and the runtime scripts themselves.

use crate::config::InstanceId;
use crate::nodes::Elem;
use crate::select;
use crate::view::Inner;
use minihost_ports::{Problem, ProblemKind};
use minihost_script::{Bridge, Engine, ScriptError};
use minihost_value::{Path, Value};
use std::rc::{Rc, Weak};

/// The component runtime, in the order it runs.
const SCRIPTS: [(&str, &str); 7] = [
    ("view/core.js", include_str!("../js/core.js")),
    ("view/data.js", include_str!("../js/data.js")),
    ("view/definition.js", include_str!("../js/definition.js")),
    ("view/instance.js", include_str!("../js/instance.js")),
    ("view/relations.js", include_str!("../js/relations.js")),
    ("view/program.js", include_str!("../js/program.js")),
    ("view/exports.js", include_str!("../js/exports.js")),
];

type Operation = fn(&Inner, &[Value]) -> Value;

/// Name and code of each operation; a program never sees them.
const OPERATIONS: [(&str, Operation); 13] = [
    ("update", update),
    ("modelChanged", model_changed),
    ("diverged", |view, args| {
        if let Some(owner) = instance(view, args).and_then(|instance| instance.owner()) {
            owner.retell();
        }
        Value::Undefined
    }),
    ("report", report),
    ("check", |_, _| Value::Undefined),
    ("select", select_components),
    ("ownerOf", |view, args| {
        instance(view, args)
            .and_then(|instance| instance.owner())
            .map_or(Value::from(0), |owner| Value::from(owner.id.0))
    }),
    ("pageOf", |view, args| {
        let page = instance(view, args).and_then(|instance| instance.page.upgrade());
        Value::from(page.map_or(0, |page| page.id.0))
    }),
    ("hostId", |view, args| {
        let host = instance(view, args).and_then(|instance| instance.host());
        host.map_or_else(|| Value::from(""), |host| Value::String(host.state.borrow().id.clone()))
    }),
    ("hostDataset", |view, args| {
        let host = instance(view, args).and_then(|instance| instance.host());
        host.map_or_else(|| Value::object::<&str>([]), |host| crate::path::dataset(&host))
    }),
    ("ancestors", ancestors),
    ("contentComponents", content_components),
    ("trigger", trigger),
];

/// Names of the operations followed by those of the API. The list lives as long as the process: a few hundred bytes for each
/// distinct list.
fn names(extra: &'static [&'static str]) -> &'static [&'static str] {
    thread_local! {
        static KNOWN: std::cell::RefCell<Vec<&'static [&'static str]>> = const { std::cell::RefCell::new(Vec::new()) };
    }
    let all: Vec<&'static str> =
        OPERATIONS.iter().map(|(name, _)| *name).chain(extra.iter().copied()).collect();
    KNOWN.with_borrow_mut(|known| {
        if let Some(list) = known.iter().find(|list| ***list == *all) {
            return *list;
        }
        let list: &'static [&'static str] = Box::leak(all.into_boxed_slice());
        known.push(list);
        list
    })
}

/// Sets the bridge and runs the runtime scripts.
pub(crate) fn install(
    engine: &Rc<Engine>,
    extra_ops: &'static [&'static str],
    bridge: ViewBridge,
    extra_scripts: &[(&'static str, &'static str)],
) -> Result<(), ScriptError> {
    engine.set_bridge(names(extra_ops), Rc::new(bridge));
    for (name, source) in SCRIPTS.iter().chain(extra_scripts) {
        engine.run_runtime(name, source)?;
    }
    Ok(())
}

/// Answers the view's operations itself and hands the others on.
pub(crate) struct ViewBridge {
    view: Weak<Inner>,
    extra: Option<Rc<dyn Bridge>>,
}

impl ViewBridge {
    pub(crate) fn new(view: Weak<Inner>, extra: Option<Rc<dyn Bridge>>) -> Self {
        ViewBridge { view, extra }
    }
}

impl Bridge for ViewBridge {
    fn call(&self, op: usize, args: &[Value]) -> Result<Value, String> {
        if let Some((_, operation)) = OPERATIONS.get(op) {
            let view = self.view.upgrade().ok_or("the program is closed")?;
            return Ok(operation(&view, args));
        }
        match &self.extra {
            Some(extra) => extra.call(op - OPERATIONS.len(), args),
            None => Err("there is no such operation".into()),
        }
    }
}

fn argument(args: &[Value], n: usize) -> Value {
    args.get(n).cloned().unwrap_or_default()
}

fn id(value: &Value) -> InstanceId {
    InstanceId(value.as_number().unwrap_or_default() as u32)
}

fn instance(view: &Inner, args: &[Value]) -> Option<Rc<crate::instance::Instance>> {
    view.instance(id(args.first()?))
}

/// `update(id, [path, value, …])`
fn update(view: &Inner, args: &[Value]) -> Value {
    let list = argument(args, 1);
    if let (Some(instance), Some(list)) = (instance(view, args), list.as_array()) {
        let mut changes = Vec::with_capacity(list.len() / 2);
        for pair in list.chunks_exact(2) {
            // The runtime has parsed the path before; this cannot fail but for its own faults.
            if let Ok(path) = Path::parse(&pair[0].to_js_string()) {
                changes.push((path, pair[1].clone()));
            }
        }
        view.update_instance(&instance, changes);
    }
    Value::Undefined
}

/// `modelChanged(id, name, value)`: a component changed a property that is bound both ways.
fn model_changed(view: &Inner, args: &[Value]) -> Value {
    if let Some(host) = instance(view, args).and_then(|instance| instance.host()) {
        let name = argument(args, 1).to_js_string();
        view.write_back(&host, &name, argument(args, 2));
    }
    Value::Undefined
}

impl Inner {
    /// Writes a value to where a two-way binding of an element's attribute or property says.
    pub(crate) fn write_back(&self, elem: &Rc<Elem>, name: &str, value: Value) {
        let path = elem
            .state
            .borrow()
            .models()
            .iter()
            .find(|(known, _)| **known == *name)
            .map(|(_, path)| path.clone());
        if let (Some(path), Some(owner)) = (path, elem.owner.upgrade()) {
            self.call("setPath", &[Value::from(owner.id.0), Value::from(path), value]);
        }
    }
}

/// `report(kind, message, stack or file)`
fn report(view: &Inner, args: &[Value]) -> Value {
    let kind = argument(args, 0).to_js_string();
    let message = argument(args, 1).to_js_string();
    let place = argument(args, 2).to_display();
    match &*kind {
        "exception" => {
            let (file, line, column) = first_frame(&place);
            view.report(Problem::new(ProblemKind::Exception, &*message).at(file, line, column));
        }
        "unsupported" => view.report_once(Problem::new(ProblemKind::UnsupportedApi, &*message).warning()),
        _ => {
            let file = if place.is_empty() { String::new() } else { format!("{place}.js") };
            view.report_once(Problem::new(ProblemKind::Script, &*message).warning().at(file, 0, 0));
        }
    }
    Value::Undefined
}

/// The first place in a stack that is the program's: `    at name (file:line:column)`.
fn first_frame(stack: &str) -> (String, u32, u32) {
    let frames = stack.lines().filter_map(|line| {
        let line = line.trim().strip_prefix("at ")?;
        let place = match line.strip_suffix(')') {
            Some(inner) => &inner[inner.rfind('(')? + 1..],
            None => line,
        };
        let (rest, column) = place.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        Some((file.to_owned(), line.parse().ok()?, column.parse().ok()?))
    });
    frames.into_iter().find(|(file, ..)| !file.starts_with("minihost:")).unwrap_or_default()
}

/// `select(id, selector, all)`
fn select_components(view: &Inner, args: &[Value]) -> Value {
    let Some(instance) = instance(view, args) else { return Value::array([]) };
    let selector = argument(args, 1).to_js_string();
    let all = argument(args, 2).truthy();
    let found = select::select(&instance, &selector, true);
    let ids = found.iter().filter_map(|elem| Some(Value::from(elem.component.get()?.id.0)));
    if all { Value::array(ids) } else { Value::array(ids.take(1)) }
}

/// `ancestors(id)`: what is around a component in the template it stands in; instance numbers, 0 for native elements.
fn ancestors(view: &Inner, args: &[Value]) -> Value {
    let mut found = Vec::new();
    let mut at = instance(view, args).and_then(|instance| instance.host()?.parent());
    while let Some(elem) = at {
        found.push(Value::from(elem.component.get().map_or(0, |instance| instance.id.0)));
        at = elem.parent();
    }
    Value::array(found)
}

/// `contentComponents(id)`: components in a component's content, in document order.
fn content_components(view: &Inner, args: &[Value]) -> Value {
    let mut found = Vec::new();
    if let Some(host) = instance(view, args).and_then(|instance| instance.host()) {
        let children = host.children.borrow().clone();
        select::components(&children, false, &mut found);
    }
    Value::array(found.iter().map(|instance| Value::from(instance.id.0)))
}

/// `trigger(id, name, detail, bubbles, composed, capture)`
fn trigger(view: &Inner, args: &[Value]) -> Value {
    let name = argument(args, 1).to_js_string();
    let detail = argument(args, 2).as_number().unwrap_or_default() as u32;
    let options = [argument(args, 3).truthy(), argument(args, 4).truthy(), argument(args, 5).truthy()];
    view.trigger(id(&argument(args, 0)), &name, detail, options);
    Value::Undefined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_those_of_the_type_file() {
        let shapes = include_str!("../js/internal.d.ts");
        let start = shapes.find("interface ViewOperations").expect("it is there");
        let end = start + shapes[start..].find("\n}").expect("it ends");
        let declared: Vec<&str> = shapes[start..end]
            .lines()
            .filter_map(|line| Some(line.strip_prefix("  ")?.split_once('(')?.0))
            .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric()))
            .collect();
        let known: Vec<&str> = OPERATIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(declared, known);
    }
}
