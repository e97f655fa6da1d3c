// Runs in the realm of inline scripts: what their event handlers get beyond plain values. Rust hands in descriptors (objects of
// functions with a `key`); here they get the parts that only an object of this realm can have.
var states = {};

function dress(descriptor) {
  if (!descriptor || descriptor.key === undefined) return descriptor;
  var key = descriptor.key;
  descriptor.getState = function () {
    if (!states[key]) states[key] = {};
    return states[key];
  };
  var selectOne = descriptor.selectComponent;
  var selectAll = descriptor.selectAllComponents;
  descriptor.selectComponent = function (selector) {
    return dress(selectOne(selector)) || null;
  };
  descriptor.selectAllComponents = function (selector) {
    return selectAll(selector).map(dress);
  };
  return descriptor;
}

module.exports = {
  /** Calls a handler; descriptors among the arguments and `event.instance` are made whole first. */
  run: function (fn, args) {
    for (var i = 0; i < args.length; i++) {
      var arg = args[i];
      if (arg && typeof arg === 'object') {
        if (arg.key !== undefined) dress(arg);
        else if (arg.instance) dress(arg.instance);
      }
    }
    return fn.apply(undefined, args);
  },
  forget: function (key) {
    delete states[key];
  }
};
