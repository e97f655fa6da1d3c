// The API that library components call, for both engines alike: what they ask is answered with something harmless, later.
(function () {
  'use strict';
  function later(run) { setTimeout(run, 20); }
  var rect = { id: '', dataset: {}, left: 0, top: 0, right: 100, bottom: 20, width: 100, height: 20 };
  function query() {
    var answers = [];
    var q = {
      in: function () { return q; },
      selectViewport: function () { return q; },
      select: function () { single = true; return q; },
      selectAll: function () { single = false; return q; },
      exec: function (done) {
        later(function () {
          answers.forEach(function (one) { if (typeof one[0] === 'function') one[0](one[1]); });
          if (typeof done === 'function') done(answers.map(function (one) { return one[1]; }));
        });
        return q;
      }
    };
    var single = true;
    ['boundingClientRect', 'scrollOffset', 'fields', 'node', 'context'].forEach(function (name) {
      q[name] = function (a, b) {
        var callback = typeof a === 'function' ? a : b;
        var one = Object.assign({ scrollTop: 0, scrollLeft: 0, scrollWidth: 100, scrollHeight: 20 }, rect);
        answers.push([callback, single ? one : [one, one, one, one, one, one]]);
        return q;
      };
    });
    return q;
  }
  function chain(names) {
    var object = { export: function () { return { actions: [] }; } };
    names.forEach(function (name) { object[name] = function () { return object; }; });
    return object;
  }
  function observer() { return chain(['relativeTo', 'relativeToViewport', 'observe', 'disconnect']); }
  function animation() {
    return chain(['opacity', 'backgroundColor', 'width', 'height', 'left', 'right', 'top', 'bottom', 'rotate', 'rotateX', 'rotateY', 'rotateZ', 'scale', 'scaleX', 'scaleY', 'translate', 'translateX', 'translateY', 'translate3d', 'matrix', 'step']);
  }
  var info = { SDKVersion: '3.3.0', version: '8.0.5', platform: 'ios', system: 'iOS 17', model: 'x', brand: 'x', language: 'zh_CN', pixelRatio: 2, screenWidth: 375, screenHeight: 750, windowWidth: 375, windowHeight: 700, statusBarHeight: 20, safeArea: Object.assign({}, rect), theme: 'light', benchmarkLevel: 1 };
  var known = {
    canIUse: function () { return true; },
    getMenuButtonBoundingClientRect: function () { return Object.assign({}, rect); },
    createSelectorQuery: query, createIntersectionObserver: observer, createMediaQueryObserver: observer, createAnimation: animation,
    nextTick: function (run) { Promise.resolve().then(run); },
    getStorageSync: function () { return ''; },
    getAccountInfoSync: function () { return { miniProgram: {} }; },
    env: { USER_DATA_PATH: '' },
    // As the API has it without Skyline: an animation is where it ends.
    worklet: {
      shared: function (value) { return { value: value }; },
      timing: function (value) { return value; }
    }
  };
  ['getSystemInfoSync', 'getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getSystemSetting'].forEach(function (name) {
    known[name] = function () { return info; };
  });
  known.getSystemInfo = function (options) { later(function () { if (options && options.success) options.success(info); }); };
  globalThis.wx = new Proxy(known, {
    get: function (target, name) {
      if (!(name in target) && typeof name === 'string') target[name] = function () {};
      return target[name];
    }
  });
  // What instances have of it.
  var hooks = __minihost.view && __minihost.view.hooks;
  var proto = __minihost.adapter && __minihost.adapter.component.ComponentCaller.prototype;
  function method(name, hook, run) {
    if (hooks) hooks[hook] = run;
    if (proto) proto[name] = run;
  }
  method('createSelectorQuery', 'selectorQuery', query);
  method('createIntersectionObserver', 'intersectionObserver', observer);
  method('createMediaQueryObserver', 'mediaQueryObserver', observer);
  ['animate', 'clearAnimation', 'applyAnimatedStyle', 'clearAnimatedStyle', 'getTabBar'].forEach(function (name) {
    method(name, name === 'getTabBar' ? 'tabBar' : name, function () {});
  });
  if (proto && !proto.getPageId) proto.getPageId = function () { return 'pageId:1'; };
})();
