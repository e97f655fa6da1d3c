// The ground the component runtime stands on: its own namespace, fault reporting, plain-data helpers.
//
// `__minihost` is the bridge to Rust; it exists only while runtime scripts run. What the other runtime scripts share hangs on
// `__minihost.view`; programs never see either. `__minihost.exports` holds what Rust may call.
(function (host) {
  'use strict';

  // Operations of the bridge stand either on their own object or on the bridge itself.
  var ops = host.ops || host;

  var view = (host.view = {
    ops: ops,
    /** Live component and page instances by the number Rust knows them by. */
    instances: new Map(),
    /** Component and page definitions by path without extension. */
    definitions: new Map(),
    /** Behaviors that a program names by string, such as `wx://form-field`. */
    builtinBehaviors: new Map(),
    /** Set by later runtime scripts (the API): selectorQuery, intersectionObserver, mediaQueryObserver, eventChannel. */
    hooks: {},
    /** Finders take a callback that gets what they found, too. */
    findersCallBack: false,
    /** Path of the file whose definition is being registered. */
    loading: '',
    /** The App() object. */
    app: undefined,
    /** Page instances, bottom first. */
    pages: []
  });

  var reporting = false;

  /** Reports what a program's code threw to the problem sink and to App.onError. Never throws. */
  view.report = function (error, where) {
    var isError = error !== null && typeof error === 'object' && typeof error.message === 'string';
    var message = 'unknown exception';
    var stack = '';
    try {
      message = isError ? (error.name || 'Error') + ': ' + error.message : String(error);
      stack = isError && typeof error.stack === 'string' ? error.stack : '';
    } catch (_) {}
    ops.report('exception', where ? message + ' (in ' + where + ')' : message, stack);
    view.appError(message, stack);
  };

  /** Calls App.onError and the listeners of onError, once at a time: a faulty onError must not loop. */
  view.appError = function (message, stack) {
    if (reporting) return;
    reporting = true;
    var text = stack ? message + '\n' + stack : message;
    try {
      if (view.app && typeof view.app.onError === 'function') view.app.onError(text);
    } catch (error) {
      ops.report('exception', String(error) + ' (in App.onError)', (error && error.stack) || '');
    }
    try {
      if (view.hooks.appError) view.hooks.appError(text);
    } catch (error) {
      ops.report('exception', String(error), (error && error.stack) || '');
    }
    reporting = false;
  };

  /** Calls a program's function; what it throws is reported and the caller goes on with undefined. */
  view.guard = function (fn, self, args, where) {
    try {
      return fn.apply(self, args);
    } catch (error) {
      tellInstance(self, error);
      view.report(error, where);
      return undefined;
    }
  };

  /** The `error` lifetime of the component whose method threw; what that throws is reported and goes no further. */
  function tellInstance(instance, error) {
    var state = view.stateOf && view.stateOf(instance);
    if (!state || state.failing || !state.def.lifetimes.error) return;
    state.failing = true;
    view.lifetime(state, 'lifetimes', 'error', [error]);
    state.failing = false;
  }

  /** Says that something was ignored; the program goes on. */
  view.warn = function (message, file) {
    ops.report('warning', message, file || '');
  };

  /** Copies plain data; functions and class instances are kept as they are. Cycles are cut by depth. */
  view.copy = function copy(value, depth) {
    depth = depth || 0;
    if (value === null || typeof value !== 'object' || depth > 64) return value;
    if (Array.isArray(value)) {
      var list = new Array(value.length);
      for (var i = 0; i < value.length; i++) list[i] = copy(value[i], depth + 1);
      return list;
    }
    var proto = Object.getPrototypeOf(value);
    if (proto !== null && proto !== Object.prototype && !isForeignPlain(proto)) return value;
    var out = {};
    var keys = Object.keys(value);
    for (var k = 0; k < keys.length; k++) out[keys[k]] = copy(value[keys[k]], depth + 1);
    return out;
  };

  // A plain object whose prototype chain is one object long came from another realm.
  function isForeignPlain(proto) {
    return Object.getPrototypeOf(proto) === null && Object.prototype.hasOwnProperty.call(proto, 'hasOwnProperty');
  }

  view.own = function (object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  };

  /** Joins a path in a program with a reference in it: `./x`, `../x`, `/x`, `x`. No extension is added or taken. */
  view.resolve = function (fromFile, reference) {
    if (reference[0] === '/') return reference.slice(1);
    var parts = fromFile.split('/');
    parts.pop();
    reference.split('/').forEach(function (part) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    });
    return parts.join('/');
  };
})(__minihost);
