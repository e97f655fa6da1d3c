//! What inline scripts (wxs, sjs) get to work on elements with: `setStyle`, `addClass`, `callMethod` … They answer touches
//! without the program's own JavaScript.

use crate::attributes::{self, ChangeCall};
use crate::instance::Instance;
use crate::nodes::Elem;
use crate::select;
use crate::view::{Inner, View};
use minihost_syntax::class_names;
use minihost_value::{CallError, Callable, Value};
use std::rc::{Rc, Weak};

/// What a descriptor stands for: an element, or a component or page as a whole.
#[derive(Clone)]
enum Subject {
    Elem(Weak<Elem>),
    Instance(Weak<Instance>),
}

type Method = fn(&Rc<Inner>, &Subject, &[Value]) -> Option<Value>;

const METHODS: [(&str, Method); 11] = [
    ("setStyle", set_style),
    ("addClass", |_, subject, args| change_classes(subject, args, true)),
    ("removeClass", |_, subject, args| change_classes(subject, args, false)),
    ("hasClass", has_class),
    ("getDataset", |_, subject, _| Some(crate::path::dataset(&*subject.elem()?))),
    ("callMethod", call_method),
    ("triggerEvent", trigger_event),
    ("selectComponent", |view, subject, args| {
        subject.select(args, false).first().map(|elem| of_elem(view, elem))
    }),
    ("selectAllComponents", |view, subject, args| {
        Some(Value::array(subject.select(args, true).iter().map(|elem| of_elem(view, elem))))
    }),
    ("requestAnimationFrame", |view, _, args| {
        view.frames.borrow_mut().extend(args.first().cloned());
        None
    }),
    ("getBoundingClientRect", |_, _, _| {
        Some(Value::object(
            ["left", "top", "right", "bottom", "width", "height"].map(|name| (name, Value::from(0))),
        ))
    }),
];

struct Bound {
    view: Weak<Inner>,
    subject: Subject,
    method: Method,
}

impl Callable for Bound {
    fn call(&self, _this: &Value, args: &[Value]) -> Result<Value, CallError> {
        let view = self.view.upgrade().ok_or_else(|| CallError("the program is closed".into()))?;
        Ok((self.method)(&view, &self.subject, args).unwrap_or_default())
    }
}

/// `key` tells `js/script-helper.js` whose state `getState()` is.
fn describe(view: &Inner, subject: &Subject, key: String) -> Value {
    let methods = METHODS.map(|(name, method)| {
        let bound = Bound { view: view.me.clone(), subject: subject.clone(), method };
        (name, Value::Function(Rc::new(bound)))
    });
    Value::object(methods.into_iter().chain([("key", Value::from(key))]))
}

pub(crate) fn of_elem(view: &Inner, elem: &Rc<Elem>) -> Value {
    // A component and its host share their state.
    if let Some(instance) = elem.component.get() {
        return describe(view, &Subject::Elem(Rc::downgrade(elem)), format!("i{}", instance.id.0));
    }
    let key = {
        let mut state = elem.state.borrow_mut();
        let rare = state.rare_mut();
        if rare.script_key == 0 {
            rare.script_key = view.next_instance().0;
        }
        rare.script_key
    };
    describe(view, &Subject::Elem(Rc::downgrade(elem)), format!("e{key}"))
}

/// `ownerInstance`: the component or page whose template the handler stands in.
pub(crate) fn of_instance(view: &Inner, instance: &Rc<Instance>) -> Value {
    describe(view, &Subject::Instance(Rc::downgrade(instance)), format!("i{}", instance.id.0))
}

impl Subject {
    /// The element that looks and dataset belong to: that of a component is its host.
    fn elem(&self) -> Option<Rc<Elem>> {
        match self {
            Subject::Elem(elem) => elem.upgrade(),
            Subject::Instance(instance) => instance.upgrade()?.host(),
        }
    }

    /// The instance inside which selectors look.
    fn inside(&self) -> Option<Rc<Instance>> {
        match self {
            Subject::Elem(elem) => elem.upgrade()?.component.get().cloned(),
            Subject::Instance(instance) => instance.upgrade(),
        }
    }

    fn select(&self, args: &[Value], all: bool) -> Vec<Rc<Elem>> {
        let selector = args.first().map(Value::to_display).unwrap_or_default();
        self.inside().map_or_else(Vec::new, |instance| select::select(&instance, &selector, all))
    }
}

fn set_style(_: &Rc<Inner>, subject: &Subject, args: &[Value]) -> Option<Value> {
    let elem = subject.elem()?;
    let page = elem.page()?;
    elem.state.borrow_mut().rare_mut().script_style = Some(attributes::style_text(args.first()?));
    attributes::apply_style(&page, &elem);
    None
}

fn change_classes(subject: &Subject, args: &[Value], add: bool) -> Option<Value> {
    let elem = subject.elem()?;
    let page = elem.page()?;
    {
        let mut state = elem.state.borrow_mut();
        class_names(args.first()?, &mut |name| {
            if add && !state.all_classes().any(|known| **known == *name) {
                state.rare_mut().script_classes.push(name.into());
            }
            if !add {
                state.classes = state.classes.iter().filter(|known| ***known != *name).cloned().collect();
                state.rare_mut().script_classes.retain(|known| **known != *name);
            }
        });
    }
    attributes::apply_classes(&page, &elem);
    None
}

fn has_class(_: &Rc<Inner>, subject: &Subject, args: &[Value]) -> Option<Value> {
    let elem = subject.elem()?;
    let name = args.first()?.to_js_string();
    let state = elem.state.borrow();
    Some(Value::from(state.all_classes().any(|known| *known == name)))
}

fn call_method(view: &Rc<Inner>, subject: &Subject, args: &[Value]) -> Option<Value> {
    let instance = match subject {
        Subject::Elem(elem) => {
            let elem = elem.upgrade()?;
            elem.component.get().cloned().or_else(|| elem.owner.upgrade())?
        }
        Subject::Instance(instance) => instance.upgrade()?,
    };
    let name = args.first()?.to_js_string();
    let given = args.get(1).cloned().unwrap_or_default();
    Some(view.call("callMethod", &[Value::from(instance.id.0), Value::from(name), Value::array([given])]))
}

fn trigger_event(view: &Rc<Inner>, subject: &Subject, args: &[Value]) -> Option<Value> {
    let elem = subject.elem()?;
    let page = elem.page()?;
    let name = args.first()?.to_js_string();
    let mut event = crate::events::Event::control(view, &name, args.get(1).cloned().unwrap_or_default());
    let options = args.get(2).cloned().unwrap_or_default();
    event.bubbles = options.get("bubbles").truthy();
    event.composed = options.get("composed").truthy();
    event.capture = options.get("capturePhase").truthy();
    view.deliver(&page, &elem, &event);
    None
}

impl Inner {
    /// `change:property` functions: (new, old, owner, element).
    pub(crate) fn run_change_calls(&self, calls: Vec<ChangeCall>) {
        for call in calls {
            let Some(owner) = call.elem.owner.upgrade() else { continue };
            let args = vec![call.new, call.old, of_instance(self, &owner), of_elem(self, &call.elem)];
            self.run_script_function(&call.function, args);
        }
    }

    /// Calls a function of an inline script with descriptors among its arguments.
    pub(crate) fn run_script_function(&self, function: &Value, args: Vec<Value>) -> Value {
        if !matches!(function, Value::Function(_)) {
            return Value::Undefined;
        }
        let helper = self.script_helper.get_or_init(|| {
            const SOURCE: &str = include_str!("../js/script-helper.js");
            self.answer(self.engine.load_inline_script("minihost:view/script-helper.js", SOURCE, &|_| None))
        });
        match helper.get("run") {
            // A failure has been reported by the engine.
            Value::Function(run) => {
                run.call(&Value::Undefined, &[function.clone(), Value::array(args)]).unwrap_or_default()
            }
            _ => Value::Undefined,
        }
    }

    /// Frees what inline scripts keep for something that went.
    pub(crate) fn forget_script_state(&self, key: String) {
        if let Some(Value::Function(forget)) = self.script_helper.get().map(|helper| helper.get("forget")) {
            // A failure has been reported by the engine.
            let _ = forget.call(&Value::Undefined, &[Value::from(key)]);
        }
    }
}

impl View {
    /// Whether inline scripts wait for [`View::run_animation_frames`].
    pub fn wants_animation_frame(&self) -> bool {
        !self.0.frames.borrow().is_empty()
    }

    /// Runs what inline scripts asked for with `requestAnimationFrame`; once per frame.
    pub fn run_animation_frames(&self, time_ms: f64) {
        self.0.now_ms.set(time_ms);
        for function in self.0.frames.take() {
            if let Value::Function(function) = function {
                // A failure has been reported by the engine.
                let _ = function.call(&Value::Undefined, &[Value::from(time_ms)]);
            }
        }
    }
}
