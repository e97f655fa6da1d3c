// The globals of a program: App, Page, Component, Behavior, getApp, getCurrentPages.
(function (host) {
  'use strict';
  var view = host.view;

  function define(name, value) {
    Object.defineProperty(globalThis, name, { value: value, writable: true, configurable: true, enumerable: false });
  }

  define('App', function App(given) {
    if (view.app) {
      view.warn('App() was called twice; the second call is ignored', view.loading);
      return;
    }
    view.app = given !== null && typeof given === 'object' ? given : {};
  });

  define('Page', function Page(given) {
    remember(view.registerComponent(given, true));
  });

  define('Component', function Component(given) {
    var definition = view.registerComponent(given, false);
    remember(definition);
    return definition.path;
  });

  define('Behavior', function Behavior(given) {
    return view.registerBehavior(given);
  });

  define('getApp', function getApp(options) {
    if (!view.app && options && options.allowDefault) view.app = {};
    return view.app;
  });

  define('getCurrentPages', function getCurrentPages() {
    return view.pages.slice();
  });

  // A component's file may be required by another file before it is used as a component: its Component() call then runs
  // under the other one's name. The files on the stack are remembered, so that it is found again.
  var byFile = new Map();
  function remember(definition) {
    var stack = String(new Error().stack);
    var files = stack.match(/[^\s()]+\.js(?=:)/g) || [];
    files.forEach(function (file) {
      var path = file.replace(/\.js$/, '');
      if (!byFile.has(path)) byFile.set(path, definition);
    });
  }
  view.registeredBy = function (path) {
    var definition = byFile.get(path);
    if (!definition) return undefined;
    return definition.path === path ? definition : { path: path, given: definition.given, page: definition.page, ready: undefined };
  };
})(__minihost);
