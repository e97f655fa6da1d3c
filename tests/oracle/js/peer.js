// Drives glass-easel and its mini-program adapter inside our JavaScript engine. Its composed backend speaks operations of our
// render tree; what Rust calls hangs on `__minihost.exports`.
//
// glass-easel knows components and templates, not pages and apps: the order of a page's hooks is called here as WeChat
// documents it, and behaviors that WeChat knows by name are stood in for.
(function (host) {
  'use strict';
  var last = 0;
  // For a stopwatch: a backend that does nothing.
  function nothing() {}
  var ops = !host.silent ? host.ops : {
    root: nothing, create: function () { return ++last; }, release: nothing, append: nothing, remove: nothing, insert: nothing,
    replace: nothing, splice: nothing, id: nothing, style: nothing, addClass: nothing, removeClass: nothing, clearClasses: nothing,
    attribute: nothing, text: nothing, fault: host.ops.fault
  };
  var easel = host.easel;
  var adapter = host.adapter;

  // Ids are no part of what the backend gets otherwise; the prefix is taken off again.
  easel.globalOptions.writeIdToDOM = true;
  // Properties named like fields of its nodes (`dataset`) would break it; instances are reached by their own objects anyway.
  easel.globalOptions.writeFieldsToNode = false;

  // ---- backend

  var TEXT = 1;
  var FRAGMENT = 2;

  function Node(id) {
    this.node = id;
    this.__wxElement = undefined;
  }
  var byNode = new Map();
  Node.prototype = {
    release: function () { ops.release(this.node); byNode.delete(this.node); },
    associateValue: function (element) { this.__wxElement = element; byNode.set(this.node, element); },
    appendChild: function (child) { ops.append(this.node, child.node); },
    removeChild: function (child) { ops.remove(this.node, child.node); },
    insertBefore: function (child, before) {
      if (before) ops.insert(this.node, child.node, before.node);
      else ops.append(this.node, child.node);
    },
    replaceChild: function (child, old) { ops.replace(this.node, child.node, old.node); },
    spliceBefore: function (before, count, list) { ops.splice(this.node, before.node, count, list.node); },
    spliceAppend: function (list) { ops.append(this.node, list.node); },
    spliceRemove: function (before, count) { ops.splice(this.node, before.node, count, -1); },
    setId: function (id) { ops.id(this.node, String(id).replace(/^.*?--/, '')); },
    setStyleScope: function () {},
    setStyle: function (text) { ops.style(this.node, text); },
    addClass: function (name) { ops.addClass(this.node, name); },
    removeClass: function (name) { ops.removeClass(this.node, name); },
    clearClasses: function () { ops.clearClasses(this.node); },
    setAttribute: function (name, value) { ops.attribute(this.node, name, value); },
    removeAttribute: function (name) { ops.attribute(this.node, name, undefined); },
    setText: function (text) { ops.text(this.node, text); },
    setModelBindingStat: function (name, listener) {
      this.models = this.models || {};
      this.models[name] = listener;
    },
    setListenerStats: function () {}
  };

  var context = {
    mode: easel.BackendMode.Composed,
    destroy: function () {},
    getWindowWidth: function () { return 375; },
    getWindowHeight: function () { return 667; },
    getDevicePixelRatio: function () { return 2; },
    getTheme: function () { return 'light'; },
    registerStyleSheetContent: function () {},
    appendStyleSheetPath: function () { return 1; },
    disableStyleSheet: function () {},
    render: function (done) { Promise.resolve().then(function () { done(null); }); },
    getRootNode: function () { return root; },
    createElement: function (_, tag) { return new Node(ops.create(0, tag)); },
    createTextNode: function (text) { return new Node(ops.create(TEXT, text)); },
    createFragment: function () { return new Node(ops.create(FRAGMENT, '')); },
    onEvent: function () {}
  };
  var root = new Node(ops.root());

  // ---- definitions

  var environment = new adapter.MiniProgramEnv();
  var space = environment.createCodeSpace('', true);
  var backend = environment.associateBackend(context);

  var named = {
    'wx://form-field': { properties: { name: String, value: null } },
    'wx://form-field-button': { properties: { formType: String } },
    'wx://form-field-group': {},
    'wx://component-export': {}
  };
  var made = {};
  function behaviors(definition) {
    if (!definition) return definition;
    var copy = Object.assign({}, definition);
    // The adapter hands a behavior on as it is where the framework wants its own.
    Object.keys(copy.relations || {}).forEach(function (key) {
      var relation = copy.relations[key];
      if (relation && relation.target && relation.target._$) {
        copy.relations = Object.assign({}, copy.relations);
        copy.relations[key] = Object.assign({}, relation, { target: relation.target._$ });
      }
    });
    if (!Array.isArray(definition.behaviors)) return copy;
    copy.behaviors = definition.behaviors.map(function (one) {
      if (typeof one !== 'string') return one;
      return made[one] || (made[one] = globalThis.Behavior(named[one] || {}));
    });
    return copy;
  }

  /** `host.groups` is what the compiler made. */
  host.exports.templates = function (paths) {
    var groups = host.groups;
    paths.forEach(function (path) {
      space.addCompiledTemplate(path, { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true });
    });
  };
  host.exports.config = function (path, json) { space.addComponentStaticConfig(path, JSON.parse(json)); };

  /** From here on the globals register under this path. */
  host.exports.begin = function (path) {
    space.componentEnv(path, function (env) {
      globalThis.Behavior = function (given) { return env.Behavior(behaviors(given)); };
      globalThis.Component = function (given) { return env.Component(behaviors(given)); };
      globalThis.Page = function (given) { return env.Page(behaviors(given)); };
    });
  };
  globalThis.App = function () {};
  globalThis.getApp = function () { return {}; };

  easel.addGlobalErrorListener(function (error) {
    ops.fault(error instanceof Error ? error.name + ': ' + error.message : String(error));
    return false;
  });

  // ---- a page

  var page = null;
  var component = null;
  var query = { x: '1' };
  var ready = new WeakSet();

  function guard(run) {
    try {
      return run();
    } catch (error) {
      ops.fault(error instanceof Error ? error.name + ': ' + error.message : String(error));
    }
  }
  function hook(name, args) {
    var caller = component.getMethodCaller();
    if (typeof caller[name] === 'function') guard(function () { caller[name].apply(caller, args || []); });
  }
  globalThis.getCurrentPages = function () { return component ? [component.getMethodCaller()] : []; };

  /** Every component below a node of a shadow tree, those around others after them. */
  function eachComponent(node, each) {
    if (!node) return;
    (node.childNodes || []).forEach(function (child) { eachComponent(child, each); });
    if (easel.Component.isComponent(node)) {
      eachComponent(node.getShadowRoot(), each);
      each(node);
    }
  }

  host.exports.open = function (path) {
    page = backend.createRoot('page', space, path);
    component = page.getComponent();
    var place = context.createElement('', 'place');
    root.appendChild(place);
    page.attach(root, place);
    hook('onLoad', [query]);
    hook('onShow');
    component.triggerPageLifetime('show', []);
  };
  host.exports.ready = function () {
    eachComponent(component, function (one) {
      if (ready.has(one)) return;
      ready.add(one);
      one.triggerLifetime('ready', []);
    });
    if (!page.said) {
      page.said = true;
      hook('onReady');
    }
  };
  host.exports.lifetime = function (name, args) {
    if (name === 'show') hook('onShow');
    if (name === 'hide') hook('onHide');
    component.triggerPageLifetime(name, args || []);
  };
  host.exports.unload = function () {
    hook('onUnload');
    page.release();
  };
  host.exports.call = hook;
  host.exports.set = function (path, value) {
    var change = {};
    change[path] = value;
    component.getMethodCaller().setData(change);
  };
  host.exports.event = function (node, name, detail, bubbles) {
    var element = byNode.get(node);
    if (!element) return;
    easel.triggerEvent(element, name, detail, { bubbles: bubbles, composed: bubbles, capturePhase: true });
  };
  /** A native control changed its own value. */
  host.exports.change = function (node, name, value) {
    var element = byNode.get(node);
    var models = element && element.getModelBindingListeners ? element.getModelBindingListeners() : {};
    if (models[name]) models[name](value);
  };
})(__minihost);
