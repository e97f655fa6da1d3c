// Data paths, property types and their coercion.
(function (host) {
  'use strict';
  var view = host.view;

  var parsed = new Map();
  var MAX_INDEX = 1000000;

  /** `a.b[0].c` to ['a', 'b', 0, 'c']; undefined when malformed. Taro writes `a.[0]`, Baidu programs `a.0`. */
  view.parsePath = function (text) {
    var known = parsed.get(text);
    if (known !== undefined) return known;
    var steps = parse(text);
    if (parsed.size > 5000) parsed.clear();
    if (steps) parsed.set(text, steps);
    return steps;
  };

  function parse(text) {
    var steps = [];
    var at = 0;
    while (at < text.length) {
      var c = text[at];
      if (c === '.') {
        at++;
        if (at === text.length || text[at] === '.' || steps.length === 0) return undefined;
      } else if (c === '[') {
        var end = text.indexOf(']', at);
        if (end < 0 || steps.length === 0) return undefined;
        var digits = text.slice(at + 1, end).trim();
        if (!/^\d+$/.test(digits) || Number(digits) > MAX_INDEX) return undefined;
        steps.push(Number(digits));
        at = end + 1;
      } else {
        var stop = at;
        while (stop < text.length && text[stop] !== '.' && text[stop] !== '[') stop++;
        steps.push(text.slice(at, stop));
        at = stop;
      }
    }
    return steps.length ? steps : undefined;
  }

  /** Puts a value at a path, making what is missing on the way; the same rules as `Path::set` in Rust. */
  view.setPath = function (root, steps, value) {
    var place = root;
    for (var i = 0; i < steps.length - 1; i++) {
      var next = view.own(place, steps[i]) ? place[steps[i]] : undefined;
      if (!canHold(next, steps[i + 1])) {
        next = typeof steps[i + 1] === 'number' ? [] : {};
        place[steps[i]] = next;
      }
      place = next;
    }
    place[steps[steps.length - 1]] = value;
  };

  function canHold(container, step) {
    if (container === null || typeof container !== 'object') return false;
    // A number in brackets wants an array, as with WeChat, even where an object has such a key.
    return Array.isArray(container) ? typeof step === 'number' || /^\d+$/.test(step) : typeof step !== 'number';
  }

  view.getPath = function (root, steps) {
    var value = root;
    for (var i = 0; i < steps.length; i++) {
      if (value === null || value === undefined) return undefined;
      value = value[steps[i]];
    }
    return value;
  };

  // ---- property types

  /** What a property holds when neither its definition nor the template says anything. */
  var FALLBACK = {
    String: function () { return ''; },
    Number: function () { return 0; },
    Boolean: function () { return false; },
    Array: function () { return []; },
    Object: function () { return null; },
    Function: function () { return function () {}; },
    any: function () { return null; }
  };

  function typeName(type) {
    switch (type) {
      case String: return 'String';
      case Number: return 'Number';
      case Boolean: return 'Boolean';
      case Array: return 'Array';
      case Object: return 'Object';
      case Function: return 'Function';
      case 'String': case 'Number': case 'Boolean': case 'Array': case 'Object': case 'Function': return type;
      default: return 'any';
    }
  }

  /** A property's definition in one shape: {type, optional, initial(), fallback(), observer}. `who` is for reports. */
  view.normalizeProperty = function (given, who) {
    var record = given !== null && typeof given === 'object' && !Array.isArray(given);
    var type = typeName(record ? given.type : given);
    var optional = record && Array.isArray(given.optionalTypes) ? given.optionalTypes.map(typeName) : null;
    if (!record && Array.isArray(given) && given.length) {
      type = typeName(given[0]);
      optional = given.map(typeName);
    }
    // What takes the place of a value that does not fit: the type's own default, whatever `value` says (WeChat warns "Used 0
    // instead"); glass-easel programs may say `default`.
    var fallback = FALLBACK[type];
    if (record && typeof given.default === 'function') {
      fallback = function () { return view.guard(given.default, given, [], who); };
    }
    var initial = fallback;
    if (record && given.value !== undefined) {
      initial = typeof given.value === 'function' ? function () { return given.value; } : function () { return view.copy(given.value); };
    }
    return { type: type, optional: optional, initial: initial, fallback: fallback, observer: record ? given.observer : undefined };
  };

  function fits(type, value) {
    switch (type) {
      case 'String': return typeof value === 'string';
      case 'Number': return typeof value === 'number' && isFinite(value);
      case 'Boolean': return typeof value === 'boolean';
      case 'Array': return Array.isArray(value);
      case 'Object': return typeof value === 'object' && !Array.isArray(value);
      case 'Function': return typeof value === 'function';
      default: return value !== undefined;
    }
  }

  /** Makes a value fit a property, as WeChat does: convertible ones are converted, others give the type's default. */
  view.coerce = function (property, value) {
    if (property.optional) {
      for (var i = 0; i < property.optional.length; i++) if (fits(property.optional[i], value)) return value;
    }
    switch (property.type) {
      case 'String': return value === null || value === undefined ? property.fallback() : String(value);
      case 'Number': return isFinite(value) ? Number(value) : property.fallback();
      case 'Boolean': return !!value;
      case 'Array': return Array.isArray(value) ? value : property.fallback();
      case 'Object': return typeof value === 'object' ? value : property.fallback();
      case 'Function': return typeof value === 'function' ? value : property.fallback();
      default: return value === undefined ? property.fallback() : value;
    }
  };
})(__minihost);
