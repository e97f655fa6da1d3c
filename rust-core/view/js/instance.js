// Component and page instances: what `this` is in a program, and how its data changes.
(function (host) {
  'use strict';
  var view = host.view;
  var ops = view.ops;

  /** Where an instance keeps what only the runtime may see. */
  var STATE = Symbol('state');
  view.stateOf = function (instance) {
    return instance !== null && typeof instance === 'object' ? instance[STATE] : undefined;
  };

  /** More rounds than this of observers that set data are taken for a loop without end. */
  var MAX_OBSERVER_ROUNDS = 200;

  /** No observer is marked. */
  var NONE = new Set();

  function Instance() {}
  view.Instance = Instance;

  // ---- making and ending

  view.create = function (id, definition) {
    var ready = view.prepare(definition);
    var instance = Object.create(ready.proto);
    var data = view.initialData(ready, instance);
    var state = {
      id: id, instance: instance, def: ready, data: data, rendered: false, running: null, links: [], first: undefined, waiting: null, warned: null,
      diverged: false, failing: false
    };
    // Plainly: defining it as a property costs more than all the rest, and a symbol is in nobody's way.
    instance[STATE] = state;
    instance.data = data;
    instance.properties = data;
    if (ready.fields) Object.assign(instance, view.copy(ready.fields));
    view.instances.set(id, state);
    return state;
  };

  /** Calls all functions of a lifetime in order. */
  view.lifetime = function (state, group, name, args) {
    var list = state.def[group][name];
    if (!list) return;
    for (var i = 0; i < list.length; i++) view.guard(list[i], state.instance, args, state.def.path + ' ' + name);
  };

  /** What the template sees: everything but pure data fields. */
  view.visibleData = function (state) {
    if (!state.def.pure) return state.data;
    var out = {};
    Object.keys(state.data).forEach(function (key) {
      if (!state.def.pure.test(key)) out[key] = state.data[key];
    });
    return out;
  };

  // ---- changing data

  /**
   * Applies changes [[path text, steps, value], …]: merges them, runs observers until nothing changes any more, hands all to the
   * template at once, then runs property observers. What observers set joins the running update.
   */
  view.apply = function (state, entries, fromParent) {
    var def = state.def;
    if (state.instance.data !== state.data && state.instance.data !== null && typeof state.instance.data === 'object') {
      state.data = state.instance.data;
    }
    var data = state.data;
    var chained = state.running !== null;
    var run = chained ? state.running : { flat: [], properties: [], marked: def.observers.length ? new Set() : NONE, count: 0 };
    for (var i = 0; i < entries.length; i++) {
      var steps = entries[i][1];
      var value = entries[i][2];
      var head = String(steps[0]);
      var property = view.own(def.properties, head) ? def.properties[head] : undefined;
      var unchanged = false;
      if (property && steps.length === 1) {
        var old = data[head];
        value = view.coerce(property, value);
        data[head] = value;
        unchanged = old === value;
        if (!unchanged) {
          // Told to nobody when there is neither an observer nor, for what the component set itself, a two-way binding.
          if (property.observer !== undefined || !fromParent) run.properties.push([head, property, value, old, fromParent]);
          if (!fromParent) diverge(state);
        }
        unchanged = unchanged && fromParent;
      } else {
        view.setPath(data, steps, value);
        // The property's observer sees what was set at the path, as WeChat's does.
        if (property) run.properties.push([head, property, value, undefined, fromParent]);
      }
      if (def.observers.length) mark(def, run.marked, steps);
      if (!unchanged && !(def.pure && def.pure.test(head))) run.flat.push(entries[i][0], value);
      run.count++;
    }
    if (chained) return;
    if (run.marked.size) {
      state.running = run;
      runObservers(state, run);
      state.running = null;
    }
    if (run.flat.length && state.rendered) hand(state, run.flat);
    if (state.waiting) state.waiting.push.apply(state.waiting, run.properties);
    else runPropertyObservers(state, run.properties);
  };

  /** A property no longer has the value that the template around gave: Rust must give it anew even if its source is the same. */
  function diverge(state) {
    if (state.diverged) return;
    state.diverged = true;
    ops.diverged(state.id);
  }

  /** Hands changes to the template. A value that cannot cross (it contains itself) is reported and left out. */
  function hand(state, flat) {
    try {
      ops.update(state.id, flat);
    } catch (error) {
      if (flat.length === 2) {
        view.report(error, state.def.path + ' setData "' + flat[0] + '"');
        return;
      }
      for (var i = 0; i + 1 < flat.length; i += 2) hand(state, [flat[i], flat[i + 1]]);
    }
  }

  /** First data without what cannot cross. */
  view.crossable = function (data, path) {
    var out = {};
    Object.keys(data).forEach(function (key) {
      try {
        ops.check(data[key]);
        out[key] = data[key];
      } catch (error) {
        view.report(error, path + ' data "' + key + '"');
      }
    });
    return out;
  };

  function runPropertyObservers(state, list) {
    for (var i = 0; i < list.length; i++) {
      var name = list[i][0];
      if (!list[i][4] && state.listensToModel && state.listensToModel.has(name)) ops.modelChanged(state.id, name, state.data[name]);
      var observer = list[i][1].observer;
      if (typeof observer === 'string') observer = state.instance[observer];
      if (typeof observer === 'function') {
        view.guard(observer, state.instance, [list[i][2], list[i][3], [name]], state.def.path + ' observer of ' + name);
      }
    }
  }
  view.runPropertyObservers = runPropertyObservers;

  function mark(def, marked, steps) {
    markList(def, marked, def.observersByHead.get(String(steps[0])), steps);
    markList(def, marked, def.observersByHead.get(''), steps);
  }

  function markList(def, marked, numbers, steps) {
    if (!numbers) return;
    for (var i = 0; i < numbers.length; i++) {
      var paths = def.observers[numbers[i]].paths;
      for (var p = 0; p < paths.length; p++) {
        if (touches(paths[p], steps)) {
          marked.add(numbers[i]);
          break;
        }
      }
    }
  }

  /** A change at or above an observed path concerns it; one below it only with `**`. */
  function touches(path, steps) {
    var length = Math.min(path.steps.length, steps.length);
    for (var i = 0; i < length; i++) if (String(path.steps[i]) !== String(steps[i])) return false;
    return path.wild || steps.length <= path.steps.length;
  }

  function runObservers(state, run) {
    var def = state.def;
    var before;
    var rounds = 0;
    do {
      before = run.count;
      for (var n = 0; n < def.observers.length; n++) {
        if (!run.marked.has(n)) continue;
        run.marked.delete(n);
        var observer = def.observers[n];
        var fn = typeof observer.fn === 'string' ? state.instance[observer.fn] : observer.fn;
        if (typeof fn !== 'function') continue;
        var args = observer.paths.map(function (path) { return view.getPath(state.data, path.steps); });
        view.guard(fn, state.instance, args, def.path + ' observer');
      }
      if (++rounds > MAX_OBSERVER_ROUNDS) {
        view.warn('observers set each other off without end; stopped after ' + MAX_OBSERVER_ROUNDS + ' rounds', def.path);
        return;
      }
    } while (before !== run.count || run.marked.size);
  }

  Instance.prototype.setData = function (changes, callback) {
    var state = this[STATE];
    if (!state) return;
    if (changes !== null && typeof changes === 'object') {
      var entries = [];
      var keys = Object.keys(changes);
      for (var i = 0; i < keys.length; i++) {
        var steps = view.parsePath(keys[i]);
        if (steps) entries.push([keys[i], steps, changes[keys[i]]]);
        else view.warn('setData path "' + keys[i] + '" is malformed and was ignored', state.def.path);
      }
      if (entries.length) view.apply(state, entries, false);
    } else if (changes !== undefined && changes !== null) {
      view.warn('setData wants an object', state.def.path);
    }
    if (typeof callback === 'function') {
      var instance = this;
      Promise.resolve().then(function () {
        view.guard(callback, instance, [], state.def.path + ' setData callback');
      });
    }
  };

  Instance.prototype.groupSetData = function (callback) {
    if (typeof callback === 'function') view.guard(callback, this, [], 'groupSetData');
  };
  Instance.prototype.updateData = Instance.prototype.setData;
  Instance.prototype.applyDataUpdates = function () {};

  // ---- who and where

  function lazy(name, read) {
    Object.defineProperty(Instance.prototype, name, {
      configurable: true,
      get: function () {
        var state = this[STATE];
        return state ? read(state) : undefined;
      },
      // Programs may use the name for themselves.
      set: function (value) {
        Object.defineProperty(this, name, { value: value, writable: true, enumerable: true, configurable: true });
      }
    });
  }
  lazy('is', function (state) { return state.def.path; });
  lazy('id', function (state) { return ops.hostId(state.id); });
  lazy('dataset', function (state) { return ops.hostDataset(state.id); });
  lazy('__wxExparserNodeId__', function (state) { return String(state.id); });
  lazy('__wxWebviewId__', function (state) { return ops.pageOf(state.id); });

  Instance.prototype.getPageId = function () {
    var state = this[STATE];
    return state ? 'pageId:' + ops.pageOf(state.id) : '';
  };

  Instance.prototype.hasBehavior = function (behavior) {
    var state = this[STATE];
    if (!state) return false;
    if (typeof behavior === 'string') {
      if (behavior === state.def.path) return true;
      var split = behavior.indexOf('://');
      if (split >= 0) return state.def.behaviors.has(view.behaviorByName(behavior));
      return false;
    }
    return state.def.behaviors.has(behavior);
  };

  // ---- other instances

  function exported(viewer, state) {
    if (!state) return null;
    if (state.def.exporter) {
      var given = view.guard(state.def.exporter, state.instance, [viewer], state.def.path + ' export');
      if (given !== undefined) return given;
    }
    return state.instance;
  }

  /** What a finder found; in a dialect whose finders answer later, its callback gets it later as well. */
  function answer(instance, found, callback, name) {
    if (view.findersCallBack && typeof callback === 'function') {
      Promise.resolve().then(function () { view.guard(callback, instance, [found], name + ' callback'); });
    }
    return found;
  }

  Instance.prototype.selectComponent = function (selector, callback) {
    var state = this[STATE];
    if (!state || selector === undefined || selector === null) return null;
    var ids = ops.select(state.id, String(selector), false);
    var found = ids.length ? exported(this, view.instances.get(ids[0])) : null;
    return answer(this, found, callback, 'selectComponent');
  };
  Instance.prototype.selectAllComponents = function (selector, callback) {
    var state = this[STATE];
    if (!state || selector === undefined || selector === null) return [];
    var self = this;
    var found = ops.select(state.id, String(selector), true)
      .map(function (id) { return exported(self, view.instances.get(id)); })
      .filter(function (one) { return one !== null; });
    return answer(this, found, callback, 'selectAllComponents');
  };
  Instance.prototype.selectOwnerComponent = function () {
    var state = this[STATE];
    return state ? exported(this, view.instances.get(ops.ownerOf(state.id))) : null;
  };
  Instance.prototype.getRelationNodes = function (key, callback) {
    var state = this[STATE];
    return answer(this, state ? view.relationNodes(state, key) : [], callback, 'getRelationNodes');
  };

  // ---- events

  var lastDetail = 0;
  /** Details on their way to handlers: they stay the very objects that were given. */
  view.details = new Map();

  Instance.prototype.triggerEvent = function (name, detail, options) {
    var state = this[STATE];
    if (!state || !view.instances.has(state.id)) return;
    options = options || {};
    var handle = ++lastDetail;
    view.details.set(handle, detail === undefined ? {} : detail);
    try {
      ops.trigger(state.id, String(name), handle, !!options.bubbles, !!options.composed, !!options.capturePhase);
    } finally {
      view.details.delete(handle);
    }
  };

  // ---- what the API adds

  function delegate(method, hook) {
    Instance.prototype[method] = function (a, b, c, d) {
      if (view.hooks[hook]) return view.hooks[hook](this, a, b, c, d);
      missing(this, method);
      return null;
    };
  }
  delegate('createSelectorQuery', 'selectorQuery');
  delegate('createIntersectionObserver', 'intersectionObserver');
  delegate('createMediaQueryObserver', 'mediaQueryObserver');
  delegate('getTabBar', 'tabBar');
  delegate('getOpenerEventChannel', 'openerEventChannel');
  delegate('animate', 'animate');
  delegate('clearAnimation', 'clearAnimation');
  delegate('applyAnimatedStyle', 'applyAnimatedStyle');
  delegate('clearAnimatedStyle', 'clearAnimatedStyle');
  delegate('setUpdatePerformanceListener', 'updatePerformanceListener');
  delegate('setPassiveEvent', 'passiveEvent');

  var told = new Set();
  function missing(instance, method) {
    if (told.has(method)) return;
    told.add(method);
    ops.report('unsupported', 'this.' + method + '() is not supported and does nothing', '');
  }
})(__minihost);
