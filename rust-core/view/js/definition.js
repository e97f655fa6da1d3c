// Component, page and behavior definitions: registered as given, flattened when first needed.
(function (host) {
  'use strict';
  var view = host.view;

  var LIFETIMES = ['created', 'attached', 'ready', 'moved', 'detached', 'error'];

  /** What Behavior() returns: opaque to programs. */
  function BehaviorHandle(given, path) {
    this.given = given;
    this.path = path;
  }
  BehaviorHandle.prototype = Object.create(null);
  view.BehaviorHandle = BehaviorHandle;

  /** `wx://form-field` and relatives: what they add to a component. Unknown ones add nothing. */
  var FORM_FIELD = { properties: { name: { type: String }, value: { type: null } } };
  var BUILTIN = {
    'form-field': FORM_FIELD,
    'form-field-button': { properties: { formType: { type: String } } },
    'form-field-group': {},
    'component-export': {},
    // Known, but what they do (scrolling inside of a component) is the scroll-view's own business here.
    'proxy-scroll-view': {}, 'scroll-view': {}
  };
  view.behaviorByName = function (name) {
    var known = view.builtinBehaviors.get(name);
    if (known) return known;
    var split = name.indexOf('://');
    var short = split < 0 ? undefined : name.slice(split + 3);
    if (short === undefined || !view.own(BUILTIN, short)) {
      view.warn('behavior "' + name + '" is not known; it adds nothing', view.loading);
    }
    var handle = new BehaviorHandle((short !== undefined && view.own(BUILTIN, short) && BUILTIN[short]) || {}, name);
    handle.builtin = short;
    view.builtinBehaviors.set(name, handle);
    return handle;
  };

  function behaviorOf(reference) {
    if (typeof reference === 'string') return view.behaviorByName(reference);
    return reference instanceof BehaviorHandle ? reference : undefined;
  }

  // ---- merging

  function emptyParts() {
    return {
      properties: {}, data: [], methods: {}, lifetimes: {}, pageLifetimes: {}, observers: [], relations: [],
      externalClasses: [], behaviors: new Set(), exporter: undefined, listeners: {}
    };
  }

  /** Adds what else a behavior or component brings, the behaviors it refers to first. Each behavior's lifetimes run once. */
  function addParts(parts, given, depth) {
    var list = Array.isArray(given.behaviors) ? given.behaviors : [];
    if (depth < 32) {
      list.forEach(function (reference) {
        var behavior = behaviorOf(reference);
        if (!behavior) {
          view.warn('an item of "behaviors" is no behavior', view.loading);
          return;
        }
        if (parts.behaviors.has(behavior)) return;
        parts.behaviors.add(behavior);
        addParts(parts, behavior.given, depth + 1);
      });
    }
    var lifetimes = record(given.lifetimes);
    LIFETIMES.forEach(function (name) {
      var fn = typeof lifetimes[name] === 'function' ? lifetimes[name] : given[name];
      if (typeof fn === 'function') (parts.lifetimes[name] = parts.lifetimes[name] || []).push(fn);
    });
    eachFunction(given.pageLifetimes, function (name, fn) {
      (parts.pageLifetimes[name] = parts.pageLifetimes[name] || []).push(fn);
    });
    addObservers(parts, given.observers);
    var relations = record(given.relations);
    Object.keys(relations).forEach(function (key) {
      if (relations[key]) parts.relations.push({ key: key, given: relations[key] });
    });
    // Those of behaviors do not count, as with WeChat.
    if (depth === 0 && Array.isArray(given.externalClasses)) parts.externalClasses = parts.externalClasses.concat(given.externalClasses);
    if (typeof given.export === 'function') parts.exporter = given.export;
  }

  /**
   * Adds properties, data and methods, of which the later count over the earlier: a behavior that is named again counts where it
   * is named last. Backwards every one is met first where it counts.
   */
  function addValues(parts, given) {
    var order = [];
    var seen = new Set();
    (function visit(one, depth) {
      order.push(one);
      var list = depth < 32 && Array.isArray(one.behaviors) ? one.behaviors : [];
      for (var i = list.length - 1; i >= 0; i--) {
        var behavior = behaviorOf(list[i]);
        if (!behavior || seen.has(behavior)) continue;
        seen.add(behavior);
        visit(behavior.given, depth + 1);
      }
    })(given, 0);
    order.reverse().forEach(function (one) {
      Object.assign(parts.properties, record(one.properties));
      if (one.data !== undefined) parts.data.push(one.data);
      Object.assign(parts.methods, record(one.methods));
    });
  }

  function record(value) {
    return value !== null && typeof value === 'object' ? value : {};
  }

  function eachFunction(object, each) {
    object = record(object);
    Object.keys(object).forEach(function (name) {
      if (typeof object[name] === 'function') each(name, object[name]);
    });
  }

  /** `'a.b, c.**'` to [['a','b'], ['c','**']]. */
  function addObservers(parts, given) {
    if (Array.isArray(given)) {
      given.forEach(function (item) {
        if (item && item.fields && typeof item.observer === 'function') push(item.fields, item.observer);
      });
      return;
    }
    given = record(given);
    Object.keys(given).forEach(function (fields) {
      push(fields, given[fields]);
    });
    function push(fields, fn) {
      if (typeof fn !== 'function' && typeof fn !== 'string') return;
      var paths = [];
      fields.split(',').forEach(function (field) {
        field = field.trim();
        if (!field) return;
        var wild = field === '**' || field.slice(-3) === '.**';
        var text = wild ? field.slice(0, field === '**' ? 0 : -3) : field;
        var steps = text === '' ? [] : view.parsePath(text);
        if (!steps) {
          view.warn('observer path "' + field + '" is malformed', view.loading);
          return;
        }
        paths.push({ steps: steps, wild: wild });
      });
      if (paths.length) parts.observers.push({ paths: paths, fn: fn });
    }
  }

  /** Later data wins; two objects are merged, as the docs of behaviors say. */
  function mergeData(into, from, depth) {
    Object.keys(from).forEach(function (key) {
      var old = into[key];
      var next = from[key];
      var both = depth < 16 && isPlain(old) && isPlain(next);
      if (both) mergeData(old, next, depth + 1);
      else into[key] = next;
    });
  }

  function isPlain(value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  }

  /** definitionFilter of each behavior sees the definition that uses it before it is merged. */
  function runFilters(given, depth) {
    var list = Array.isArray(given.behaviors) ? given.behaviors : [];
    if (depth > 16) return;
    list.forEach(function (reference) {
      var behavior = behaviorOf(reference);
      if (!behavior || typeof behavior.given.definitionFilter !== 'function') return;
      var inner = (Array.isArray(behavior.given.behaviors) ? behavior.given.behaviors : [])
        .map(behaviorOf)
        .filter(function (b) { return b && typeof b.given.definitionFilter === 'function'; })
        .map(function (b) { return b.given.definitionFilter; });
      view.guard(behavior.given.definitionFilter, null, [given, inner], 'definitionFilter');
    });
  }

  // ---- registering

  view.registerBehavior = function (given) {
    given = Object.assign({}, record(given));
    runFilters(given, 0);
    return new BehaviorHandle(given, view.loading);
  };

  view.registerComponent = function (given, isPage) {
    given = isPage ? pageAsComponent(record(given)) : Object.assign({}, record(given));
    runFilters(given, 0);
    var definition = { path: view.loading, given: given, page: isPage, ready: undefined };
    view.definitions.set(view.loading, definition);
    return definition;
  };

  /** Page({...}) says everything on one level: functions are methods, the rest but the known keys are fields. */
  function pageAsComponent(given) {
    var out = { methods: {}, fields: {} };
    var known = ['data', 'behaviors', 'options', 'observers', 'properties', 'lifetimes', 'pageLifetimes', 'relations', 'externalClasses'];
    for (var key in given) {
      if (known.indexOf(key) >= 0 && typeof given[key] !== 'function') out[key] = given[key];
      else if (typeof given[key] === 'function') out.methods[key] = given[key];
      else out.fields[key] = given[key];
    }
    if (typeof given.data === 'function') {
      out.data = given.data;
      delete out.methods.data;
    }
    return out;
  }

  // ---- flattening

  /** The definition in the form instances are made from; computed once. */
  view.prepare = function (definition) {
    if (definition.ready) return definition.ready;
    var parts = emptyParts();
    view.loading = definition.path;
    addValues(parts, definition.given);
    addParts(parts, definition.given, 0);
    var options = record(definition.given.options);
    var properties = {};
    Object.keys(parts.properties).forEach(function (name) {
      properties[name] = view.normalizeProperty(parts.properties[name], definition.path + ' default of ' + name);
    });
    var proto = Object.create(view.Instance.prototype);
    eachFunction(parts.methods, function (name, fn) {
      proto[name] = fn;
    });
    var names = Object.keys(parts.methods);
    names.forEach(function (name) {
      if (typeof parts.methods[name] !== 'function') proto[name] = parts.methods[name];
    });
    var ready = (definition.ready = {
      path: definition.path,
      page: definition.page,
      proto: proto,
      methods: parts.methods,
      properties: properties,
      propertyNames: Object.keys(properties),
      data: parts.data,
      fields: definition.given.fields,
      lifetimes: parts.lifetimes,
      pageLifetimes: parts.pageLifetimes,
      observers: parts.observers,
      observersByHead: byHead(parts.observers),
      relations: parts.relations.map(function (entry) { return view.normalizeRelation(definition.path, entry); }).filter(Boolean),
      externalClasses: parts.externalClasses,
      behaviors: parts.behaviors,
      exporter: parts.exporter,
      pure: options.pureDataPattern instanceof RegExp ? options.pureDataPattern : null,
      options: options
    });
    return ready;
  };

  /** Observer numbers by the first name they look at; '' holds those that look at everything. */
  function byHead(observers) {
    var heads = new Map();
    observers.forEach(function (observer, number) {
      observer.paths.forEach(function (path) {
        var head = path.steps.length ? String(path.steps[0]) : '';
        if (!heads.has(head)) heads.set(head, []);
        if (heads.get(head).indexOf(number) < 0) heads.get(head).push(number);
      });
    });
    return heads;
  }

  /** A fresh data object: data of behaviors and component, then properties with their initial values. */
  view.initialData = function (ready, self) {
    var data = {};
    for (var n = 0; n < ready.data.length; n++) {
      var given = ready.data[n];
      if (typeof given === 'function') given = view.guard(given, self, [], ready.path + ' data()');
      if (!isPlain(given)) continue;
      var own = view.copy(given);
      // What is no plain object is not copied.
      if (n === 0) data = own === given ? Object.assign({}, own) : own;
      else mergeData(data, own, 0);
    }
    for (var i = 0; i < ready.propertyNames.length; i++) {
      var name = ready.propertyNames[i];
      data[name] = ready.properties[name].initial();
    }
    return data;
  };

  /** What Rust needs to know about a definition. */
  view.describe = function (ready) {
    var flags = { form: false, formButton: false };
    ready.behaviors.forEach(function (behavior) {
      if (behavior.builtin === 'form-field') flags.form = true;
      if (behavior.builtin === 'form-field-button') flags.formButton = true;
    });
    var options = ready.options;
    var observers = ready.observers.length > 0 ||
      ready.propertyNames.some(function (name) { return ready.properties[name].observer !== undefined; });
    return {
      page: ready.page,
      properties: ready.propertyNames,
      types: ready.propertyNames.map(function (name) { return ready.properties[name].type; }),
      externalClasses: ready.externalClasses.filter(function (name) { return typeof name === 'string'; }),
      lifetimes: Object.keys(ready.lifetimes),
      pageLifetimes: Object.keys(ready.pageLifetimes),
      relations: ready.relations.length > 0,
      observers: observers,
      watches: observers || ready.lifetimes.created !== undefined,
      formField: flags.form,
      formButton: flags.formButton,
      multipleSlots: !!options.multipleSlots,
      dynamicSlots: !!options.dynamicSlots,
      virtualHost: !!options.virtualHost,
      addGlobalClass: !!options.addGlobalClass,
      styleIsolation: typeof options.styleIsolation === 'string' ? options.styleIsolation : ''
    };
  };
})(__minihost);
