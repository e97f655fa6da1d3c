// What Rust calls. Each function takes plain values and numbers; instances are known by their number.
(function (host) {
  'use strict';
  var view = host.view;
  var exports = host.exports;

  /** Once, before anything of the program runs: what of the dialect's rules concerns instances. */
  exports.configure = function (findersCallBack) {
    view.findersCallBack = findersCallBack;
  };

  /** Before a component's or page's file runs: what it registers belongs to this path. */
  exports.beginDefinition = function (path) {
    view.loading = path;
    view.definitions.delete(path);
  };

  /** After it ran: what Rust needs to know, or null if the file registered nothing. */
  exports.endDefinition = function (path) {
    var definition = view.definitions.get(path) || view.registeredBy(path);
    if (!definition) return null;
    view.definitions.set(path, definition);
    var described = view.describe(view.prepare(definition));
    view.loading = '';
    return described;
  };

  /** A component whose file is missing: it has neither properties nor methods. */
  exports.defineEmpty = function (path) {
    view.loading = path;
    view.registerComponent({}, false);
    return exports.endDefinition(path);
  };

  /**
   * Makes an instance. `flat` is its first properties [name, value, …]; `page` is {route, query} for a page. Returns its visible
   * data and whether it waits for `rendered`.
   *
   * Programs rely on it that `created` and data observers find the shadow tree with the component's own initial data
   * (wux-weapp selects in `created`), and so do observers of components in that tree (Vant's popup in its dialog): `within` says
   * that there are any. Where nobody is there to see the difference, the first properties are set at once, which saves an update.
   */
  exports.create = function (id, path, flat, page, within) {
    var state = view.create(id, view.definitions.get(path));
    if (page) {
      state.instance.route = page.route;
      state.instance.__route__ = page.route;
      state.instance.options = page.query;
      view.pages.push(state.instance);
    }
    var watched = within || state.def.lifetimes.created !== undefined || state.def.observers.length > 0;
    state.waiting = [];
    if (watched) {
      state.first = flat || [];
    } else if (flat && flat.length) {
      setFirst(state, flat);
    }
    state.rendered = true;
    return created(state, view.visibleData(state));
  };

  /** Asked for when the data of `create` could not cross as a whole. */
  exports.createdAgain = function (id) {
    var state = view.instances.get(id);
    return state ? created(state, view.crossable(view.visibleData(state), state.def.path)) : null;
  };

  /** The first properties where no data observer looks: what `view.apply` does, without its lists. */
  function setFirst(state, flat) {
    var properties = state.def.properties;
    var data = state.data;
    for (var i = 0; i + 1 < flat.length; i += 2) {
      var name = flat[i];
      var property = properties[name];
      var old = data[name];
      var value = view.coerce(property, flat[i + 1]);
      data[name] = value;
      if (property.observer !== undefined && old !== value) state.waiting.push([name, property, value, old, true]);
    }
  }

  function created(state, data) {
    var waiting = state.first !== undefined || (state.waiting !== null && state.waiting.length > 0);
    if (!waiting) state.waiting = null;
    return { data: data, waiting: waiting };
  }

  /** The first shadow tree of the instance stands. */
  exports.rendered = function (id) {
    var state = view.instances.get(id);
    if (!state || !state.waiting) return;
    var list = state.waiting;
    var first = state.first;
    state.waiting = null;
    state.first = undefined;
    if (first !== undefined) view.lifetime(state, 'lifetimes', 'created', []);
    if (first !== undefined && first.length) view.apply(state, pairs(first), true);
    view.runPropertyObservers(state, list);
  };

  exports.setProperties = function (id, flat) {
    var state = view.instances.get(id);
    if (state) view.apply(state, pairs(flat), true);
  };

  /** A two-way binding or a built-in control writes data, as if by setData. */
  exports.setPath = function (id, path, value) {
    var state = view.instances.get(id);
    var steps = view.parsePath(path);
    if (state && steps) view.apply(state, [[path, steps, value]], false);
  };

  exports.listenToModel = function (id, names) {
    var state = view.instances.get(id);
    if (state) state.listensToModel = new Set(names);
  };

  function pairs(flat) {
    var out = [];
    for (var i = 0; i + 1 < flat.length; i += 2) out.push([flat[i], [flat[i]], flat[i + 1]]);
    return out;
  }

  exports.lifetime = function (id, name, args) {
    var state = view.instances.get(id);
    if (state) view.lifetime(state, 'lifetimes', name, args || []);
  };

  exports.pageLifetime = function (id, name, args) {
    var state = view.instances.get(id);
    if (state) view.lifetime(state, 'pageLifetimes', name, args || []);
  };

  exports.relink = function (id, leaving) {
    var state = view.instances.get(id);
    if (state) view.relink(state, leaving);
  };

  exports.destroy = function (ids) {
    for (var i = 0; i < ids.length; i++) view.instances.delete(ids[i]);
  };

  /** Calls a handler of an instance. `detail` is the number of a detail given to triggerEvent, or 0. */
  exports.handle = function (id, name, event, detail) {
    var state = view.instances.get(id);
    if (!state) return undefined;
    var fn = state.instance[name];
    if (typeof fn !== 'function') {
      state.warned = state.warned || new Set();
      if (!state.warned.has(name)) {
        state.warned.add(name);
        view.warn('there is no method "' + name + '" to handle "' + event.type + '"', state.def.path);
      }
      return undefined;
    }
    if (detail) event.detail = view.details.get(detail);
    return reply(view.guard(fn, state.instance, [event], state.def.path + ' ' + name));
  };

  /** A method called by an inline script (`callMethod`). */
  exports.callMethod = function (id, name, args) {
    var state = view.instances.get(id);
    var fn = state && state.instance[name];
    if (typeof fn !== 'function') return undefined;
    return reply(view.guard(fn, state.instance, args, state.def.path + ' ' + name));
  };

  /** What a handler returns matters only to inputs: text, or {value, cursor}. */
  function reply(value) {
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (value !== null && typeof value === 'object' && typeof value.then !== 'function' && 'value' in value) {
      return { value: value.value, cursor: value.cursor };
    }
    return undefined;
  }

  /** A detail given to triggerEvent, for handlers that are not JavaScript. */
  exports.detail = function (handle) {
    return view.details.get(handle);
  };

  // ---- pages and the app

  exports.setPages = function (ids) {
    view.pages = ids.map(function (id) { return view.instances.get(id); }).filter(Boolean).map(function (state) { return state.instance; });
  };

  function isPromise(value) {
    return value !== null && typeof value === 'object' && typeof value.then === 'function';
  }

  function callHook(id, name, args) {
    var state = view.instances.get(id);
    var fn = state && state.instance[name];
    if (typeof fn !== 'function') return undefined;
    return view.guard(fn, state.instance, args || [], state.def.path + ' ' + name);
  }

  /** Calls a page's hook if it has it. */
  exports.pageHook = function (id, name, args) {
    var value = callHook(id, name, args);
    return isPromise(value) ? undefined : value;
  };

  var questions = new Map();
  var nextQuestion = 1;

  /**
   * Calls a hook whose answer may come later, as onShareAppMessage's does: a promise, or an object with one as `promise` beside what stands
   * until then. Answers [what stands, number]; the number is 0 if nothing else is to come.
   */
  exports.askPage = function (id, name, args) {
    var value = callHook(id, name, args);
    var late = isPromise(value) ? value : value !== null && typeof value === 'object' && isPromise(value.promise) ? value.promise : null;
    if (!late) return [value, 0];
    var number = nextQuestion++;
    questions.set(number, null);
    function answer(given) {
      if (questions.get(number) === null) questions.set(number, [given]);
    }
    late.then(answer, function () { answer(undefined); });
    var now = Object.assign({}, isPromise(value) ? null : value);
    delete now.promise;
    return [now, number];
  };

  /** The late answer in an array, or null while there is none. */
  exports.lateAnswer = function (number) { return questions.get(number) || null; };

  exports.forgetAnswer = function (number) { questions.delete(number); };

  exports.hasHook = function (id, name) {
    var state = view.instances.get(id);
    return !!state && typeof state.instance[name] === 'function';
  };

  exports.appHook = function (name, args) {
    var app = view.app;
    if (!app || typeof app[name] !== 'function') return false;
    view.guard(app[name], app, args || [], 'App ' + name);
    return true;
  };

  /** App.onError for faults that were not met here (timers, unhandled rejections). */
  exports.appError = function (message, stack) {
    view.appError(message, stack || '');
  };

  /** The engine: a timer or a promise job threw. It has been reported. */
  exports.uncaught = exports.appError;

  /** The engine: nobody handles a rejection. It has been reported. */
  exports.unhandledRejection = function (reason, promise) {
    var detail = { reason: reason, promise: promise };
    var app = view.app;
    if (app && typeof app.onUnhandledRejection === 'function') {
      view.guard(app.onUnhandledRejection, app, [detail], 'App onUnhandledRejection');
    }
    if (view.hooks.unhandledRejection) view.guard(view.hooks.unhandledRejection, undefined, [detail], 'onUnhandledRejection');
  };
})(__minihost);
