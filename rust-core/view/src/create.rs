//! Making shadow trees and the real nodes under them.

use crate::attributes;
use crate::definition::Definition;
use crate::dynamic::{self, Captured};
use crate::instance::Instance;
use crate::meter::NEW_NODE;
use crate::nodes::{
    Elem, ElemState, ForNode, ForState, IfNode, IfState, IncludeNode, Pieces, SlotNode, TextNode, UseNode,
    UseState, VNode,
};
use crate::page::Page;
use crate::program::{Block, ElementOp, ForOp, IfOp, Op, SlotOp, UseOp};
use crate::scope::Env;
use crate::view::Inner;
use crate::{compose, list};
use minihost_ports::{Problem, ProblemKind};
use minihost_script::ScriptError;
use minihost_syntax::display_text;
use minihost_value::{Value, empty_text};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// How deep elements, templates and components may nest in each other altogether: what the session thread's stack can take. A
/// program built by Taro takes four levels for each of its elements.
const MAX_DEPTH: usize = 600;
const MAX_COMPONENT_DEPTH: usize = 60;
/// How many nodes one page may have.
const MAX_NODES: usize = 200_000;

/// One pass over one instance's template.
pub(crate) struct Pass<'a> {
    pub view: &'a Inner,
    pub page: &'a Rc<Page>,
    pub owner: &'a Rc<Instance>,
    /// Places whose real children must be brought in line: the shadow parent of what changed.
    pub dirty: RefCell<Vec<Option<Rc<Elem>>>>,
    /// What came in after the first show.
    pub fresh: RefCell<Vec<VNode>>,
    /// What went.
    pub trash: RefCell<Vec<VNode>>,
    /// Whatever moved in a list.
    pub moved: RefCell<Vec<VNode>>,
    /// Calls of inline script functions for changed properties; they run when the tree stands.
    pub after: RefCell<Vec<attributes::ChangeCall>>,
}

impl<'a> Pass<'a> {
    pub(crate) fn new(view: &'a Inner, page: &'a Rc<Page>, owner: &'a Rc<Instance>) -> Self {
        Pass {
            view,
            page,
            owner,
            dirty: RefCell::default(),
            fresh: RefCell::default(),
            trash: RefCell::default(),
            moved: RefCell::default(),
            after: RefCell::default(),
        }
    }

    /// Makes all pieces of a block. `parent` is the nearest element around them.
    pub(crate) fn create(&self, block: &Block, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Pieces {
        if self.page.full.get() || self.view.engine.is_over() || !self.enter() {
            return Pieces::default();
        }
        let nodes = block.ops.iter().map(|op| self.create_op(op, env, parent)).collect();
        self.leave();
        nodes
    }

    pub(crate) fn enter(&self) -> bool {
        if self.page.depth.get() >= MAX_DEPTH {
            self.report_limit("the template nests too deep; what is inside is not shown");
            return false;
        }
        self.page.depth.set(self.page.depth.get() + 1);
        true
    }

    pub(crate) fn leave(&self) {
        self.page.depth.set(self.page.depth.get() - 1);
    }

    fn report_limit(&self, message: &str) {
        self.view.report_once(Problem::new(ProblemKind::Limit, message).at(
            &*self.owner.definition.path,
            0,
            0,
        ));
    }

    pub(crate) fn create_op(&self, op: &Op, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> VNode {
        if !dynamic::is_for_slot(op, env, parent) {
            return VNode::Nothing;
        }
        match op {
            Op::Text(op) => {
                self.view.meter.admits(NEW_NODE);
                let text = self.view.meter.shown(&op.value.evaluate(env));
                let node = self.page.tree.borrow_mut().create_text(text);
                let slot = op.slot.as_ref().map_or_else(empty_text, |slot| display_text(&slot.evaluate(env)));
                VNode::Text(Rc::new(TextNode { op: op.clone(), node, slot: RefCell::new(slot) }))
            }
            Op::Element(op) => VNode::Elem(self.create_element(op, env, parent)),
            Op::If(op) => VNode::If(self.create_if(op, env, parent)),
            Op::For(op) => VNode::For(self.create_for(op, env, parent)),
            Op::Use(op) => VNode::Use(self.create_use(op, env, parent)),
            Op::Include(op) => {
                let modules = self.view.modules(&op.file);
                let env = Env::Modules { parent: env, modules: &modules };
                let children = self.create(&op.block, &env, parent);
                VNode::Include(Rc::new(IncludeNode { op: op.clone(), children }))
            }
            Op::Slot(op) => VNode::Slot(self.create_slot(op, env, parent)),
        }
    }

    fn create_if(&self, op: &Rc<IfOp>, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Rc<IfNode> {
        let active = active_branch(op, env);
        let children = active.map_or_else(Pieces::default, |n| self.create(&op.branches[n].1, env, parent));
        Rc::new(IfNode { op: op.clone(), state: RefCell::new(IfState { active, children }) })
    }

    fn create_for(&self, op: &Rc<ForOp>, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Rc<ForNode> {
        let value = op.list.evaluate(env);
        let entries = self.entries(&value);
        let mut items = Vec::with_capacity(entries.len());
        for (index, value) in entries {
            if self.page.full.get() {
                break;
            }
            let key = list::key(op, env, &index, &value);
            items.push(list::make_item(self, op, env, parent, key, index, value));
        }
        Rc::new(ForNode { op: op.clone(), state: RefCell::new(ForState { list: value, items }) })
    }

    /// What a loop goes over, cut at the page's limit.
    pub(crate) fn entries(&self, value: &Value) -> Vec<(Value, Value)> {
        let (entries, cut) = list::entries(value, MAX_NODES);
        if cut {
            self.view.report_once(
                Problem::new(
                    ProblemKind::Limit,
                    format!("a loop has more than {MAX_NODES} items; the rest is not shown"),
                )
                .at(&*self.owner.definition.path, 0, 0),
            );
        }
        entries
    }

    fn create_use(&self, op: &Rc<UseOp>, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Rc<UseNode> {
        let name = display_text(&op.name.evaluate(env));
        let data = op.data.as_ref().map_or_else(Value::default, |data| data.evaluate(env));
        let state = self.make_use(op, name, data, parent);
        Rc::new(UseNode { op: op.clone(), state: RefCell::new(state) })
    }

    pub(crate) fn make_use(
        &self,
        op: &Rc<UseOp>,
        name: Rc<str>,
        data: Value,
        parent: Option<&Rc<Elem>>,
    ) -> UseState {
        let body = if name.is_empty() { None } else { op.file.body(&name, self.view) };
        if body.is_none() && !name.is_empty() {
            self.view.report_once(
                Problem::new(ProblemKind::Template, format!("there is no template \"{name}\"")).warning().at(
                    &*op.file.ast.path,
                    op.position.line,
                    op.position.column,
                ),
            );
        }
        let children = body.as_ref().map_or_else(Pieces::default, |body| {
            let modules = self.view.modules(&body.file);
            self.create(
                &body.block,
                &Env::Root {
                    new: &data,
                    old: &data,
                    modules: &modules,
                    writable: false,
                    meter: &self.view.meter,
                },
                parent,
            )
        });
        UseState { name, data, body, children }
    }

    fn create_slot(&self, op: &Rc<SlotOp>, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Rc<SlotNode> {
        let fallback = self.create(&op.fallback, env, parent);
        let text = |expr: &minihost_syntax::Expr| display_text(&expr.evaluate(env));
        let node = Rc::new(SlotNode {
            op: op.clone(),
            instance: Rc::downgrade(self.owner),
            parent: parent.map(Rc::downgrade),
            name: RefCell::new(text(&op.name)),
            slot: RefCell::new(op.slot.as_ref().map_or_else(empty_text, text)),
            values: RefCell::new(dynamic::given(op, env)),
            fallback,
            gone: Cell::new(false),
        });
        self.owner.slots.borrow_mut().push(node.clone());
        node
    }

    fn create_element(&self, op: &Rc<ElementOp>, env: &Env<'_>, parent: Option<&Rc<Elem>>) -> Rc<Elem> {
        let aliases = Env::Aliases { parent: env, aliases: &op.element.slot_values };
        let env = if op.element.slot_values.is_empty() { env } else { &aliases };
        if let Some(definition) = self.view.component_for(self.page, self.owner, op) {
            return self.create_component(op, env, parent, definition);
        }
        let node = {
            let mut tree = self.page.tree.borrow_mut();
            if tree.len() > MAX_NODES {
                drop(tree);
                // Until something goes.
                self.page.full.set(true);
                self.report_limit(&format!(
                    "the page has more than {MAX_NODES} nodes; the rest is not shown"
                ));
                tree = self.page.tree.borrow_mut();
            }
            let definition = &self.owner.definition;
            let node = tree.create_element(&op.element.tag, definition.scope);
            if definition.extra_scope.is_some() {
                tree.set_style_scopes(node, definition.scope, definition.extra_scope, None);
            }
            node
        };
        let elem = self.make_elem(op, parent, Some(node));
        attributes::first(self, &elem, env);
        let children = self.create(&op.children, env, Some(&elem));
        if !children.is_empty() {
            let mut ids = Vec::with_capacity(children.len());
            compose::flatten(&children, &mut ids);
            self.page.tree.borrow_mut().splice(node, 0, 0, &ids);
            *elem.children.borrow_mut() = children;
        }
        crate::builtin::created(self.page, &elem);
        elem
    }

    fn make_elem(
        &self,
        op: &Rc<ElementOp>,
        parent: Option<&Rc<Elem>>,
        node: Option<minihost_tree::NodeId>,
    ) -> Rc<Elem> {
        self.view.meter.admits(NEW_NODE);
        let elem = Rc::new(Elem {
            op: op.clone(),
            owner: Rc::downgrade(self.owner),
            parent: parent.map(Rc::downgrade),
            node,
            component: OnceCell::new(),
            children: RefCell::default(),
            state: RefCell::new(ElemState::default()),
        });
        if let Some(node) = node {
            self.page.elems.borrow_mut().insert(node, elem.clone());
        }
        elem
    }

    fn create_component(
        &self,
        op: &Rc<ElementOp>,
        env: &Env<'_>,
        parent: Option<&Rc<Elem>>,
        definition: Rc<Definition>,
    ) -> Rc<Elem> {
        let node = (!definition.virtual_host).then(|| {
            let own = &self.owner.definition;
            let mut tree = self.page.tree.borrow_mut();
            let node = tree.create_element(&op.element.tag, own.scope);
            tree.set_style_scopes(node, own.scope, own.extra_scope, definition.host_scope);
            node
        });
        let elem = self.make_elem(op, parent, node);
        let instance =
            Instance::new(self.view.next_instance(), definition.clone(), self.page, self.owner.depth + 1);
        *instance.host.borrow_mut() = Rc::downgrade(&elem);
        let _ = elem.component.set(instance.clone());
        self.view.add_instance(&instance);
        self.view.use_sheets(self.page, &definition);
        for generic in &op.element.generics {
            let tag = display_text(&generic.value.evaluate(env));
            if let Some(found) = self.view.component_by_tag(self.owner, &tag) {
                instance.generics.borrow_mut().insert(generic.name.clone(), found);
            }
        }
        let properties = attributes::first(self, &elem, env);
        if definition.has_observers {
            self.owner.retell();
        }
        if definition.dynamic_slots {
            *instance.content_scope.borrow_mut() = Some(Captured::new(env, self.owner));
        }
        if instance.depth > MAX_COMPONENT_DEPTH {
            self.report_limit("components nest too deep; what is inside is not shown");
        } else {
            self.view.start(self.page, &instance, properties, Value::Undefined);
        }
        if definition.dynamic_slots {
            self.view.fill_slots(self.page, &instance);
        } else {
            let children = self.create(&op.children, env, Some(&elem));
            if !children.is_empty() {
                *elem.children.borrow_mut() = children;
            }
        }
        compose::sync_component(self.page, &elem, &instance);
        elem
    }
}

impl Inner {
    /// Makes the JavaScript side of an instance with its first properties, takes its data and shows its template for the
    /// first time. `page` is `{route, query}` for pages.
    pub(crate) fn start(
        &self,
        page: &Rc<Page>,
        instance: &Rc<Instance>,
        properties: Vec<Value>,
        route: Value,
    ) {
        instance.busy.set(true);
        let id = Value::from(instance.id.0);
        let path = Value::String(instance.definition.path.clone());
        let within = Value::from(!properties.is_empty() && self.is_watched_within(&instance.definition));
        let answer =
            match self.try_call("create", &[id.clone(), path, Value::array(properties), route, within]) {
                Err(ScriptError::TooBig(_)) => self.call("createdAgain", std::slice::from_ref(&id)),
                other => self.answer(other),
            };
        let data = match answer.get("data") {
            data @ Value::Object(_) => data,
            _ => Value::object::<&str>([]),
        };
        instance.data.borrow_mut().clone_from(&data);
        let models: Vec<Value> = instance.host().map_or_else(Vec::new, |host| {
            host.state.borrow().models().iter().map(|(name, _)| Value::String(name.clone())).collect()
        });
        if !models.is_empty() {
            self.call("listenToModel", &[id.clone(), Value::array(models)]);
        }
        let mut after = Vec::new();
        if let Some(file) = &instance.definition.file {
            let block = file.main(self);
            let modules = self.modules(file);
            let pass = Pass::new(self, page, instance);
            let root = pass.create(
                &block,
                &Env::Root { new: &data, old: &data, modules: &modules, writable: true, meter: &self.meter },
                None,
            );
            *instance.root.borrow_mut() = root;
            after = pass.after.take();
        }
        instance.busy.set(false);
        self.run_change_calls(after);
        self.drain(page, instance);
        if answer.get("waiting").truthy() {
            self.call("rendered", &[id]);
        }
    }
}

/// The branch that holds.
pub(crate) fn active_branch(op: &IfOp, env: &Env<'_>) -> Option<usize> {
    op.branches
        .iter()
        .position(|(condition, _)| condition.as_ref().is_none_or(|expr| expr.evaluate(env).truthy()))
}
