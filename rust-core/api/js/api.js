// Makes the program's API object (`wx` or `tt`) from the table that Rust hands over, and the few parts of it that are best
// said in JavaScript. Runs as a runtime script before any program code; `__minihost` is not reachable from programs.
'use strict';
const { ops, exports } = __minihost;
// What the scripts of canvases, which run next, need of this file and add to it.
const shared = {};
__minihost.shared = shared;
const { parse, stringify } = JSON;
const ObjectKeys = Object.keys;
const isArray = Array.isArray;
const PromiseNow = Promise;
const schedule = setTimeout;
const DateNow = Date;
const ErrorNow = Error;
const { fromCharCode } = String;
const isView = ArrayBuffer.isView;

/** Binary data crosses as a text with one character for each byte. */
function bytesToText(data) {
  const bytes = isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += fromCharCode.apply(null, bytes.subarray(at, at + 4096));
  return text;
}

function textToBytes(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
}

const print = console;
const isBinary = (data) => data instanceof ArrayBuffer || isView(data);

const table = ops.apiTable();
const components = new Set(table.components);
const kinds = Object.create(null);
for (const [name, kind] of table.rows) kinds[name] = kind;

// ---- async calls

const waiting = new Map();
let nextCall = 1;

/** What happens to options before they cross, and to the result before the program sees it. */
const before = {
  request(options) {
    const method = String(options.method || 'GET').toUpperCase();
    const header = {};
    let type = '';
    for (const name of ObjectKeys(options.header || {})) {
      header[name] = options.header[name];
      if (name.toLowerCase() === 'content-type') type = String(options.header[name]).toLowerCase();
    }
    let { url, data } = options;
    let body;
    let binaryBody = false;
    if (data !== undefined && data !== null) {
      const isPlain = typeof data === 'object' && !isBinary(data);
      if (method === 'GET' || method === 'HEAD') {
        const query = isPlain ? formEncode(data) : String(data);
        if (query && typeof url === 'string') url += (url.includes('?') ? '&' : '?') + query;
      } else if (isBinary(data)) {
        body = bytesToText(data);
        binaryBody = true;
      } else if (isPlain) {
        body = type.startsWith('application/x-www-form-urlencoded') ? formEncode(data) : stringify(data);
      } else {
        body = String(data);
      }
    }
    if (body !== undefined && !binaryBody && !type) header['content-type'] = 'application/json';
    return { url, method, header, body, binaryBody, timeout: options.timeout, responseType: options.responseType };
  },
  setStorage(options) {
    return { key: options.key, data: toStored(options.data) };
  },
};

const after = {
  request(result, options) {
    if (options.responseType === 'arraybuffer') {
      result.data = textToBytes(result.data);
      return result;
    }
    const dataType = options.dataType === undefined ? 'json' : options.dataType;
    if (typeof result.data === 'string' && dataType === 'json') {
      try {
        result.data = parse(result.data);
      } catch {
        // Both dialects hand the text over when it is not JSON.
      }
    }
    return result;
  },
  getStorage(result) {
    return { data: fromStored(result.data) };
  },
};

function formEncode(data) {
  return ObjectKeys(data)
    .filter((name) => data[name] !== undefined)
    .map((name) => encodeURIComponent(name) + '=' + encodeURIComponent(
      typeof data[name] === 'object' && data[name] !== null ? stringify(data[name]) : data[name]))
    .join('&');
}

// A wrapper object tells `undefined` from a missing key.
function toStored(value) {
  return stringify(value === undefined ? {} : { v: value });
}

function fromStored(text) {
  try {
    return parse(text).v;
  } catch {
    return '';
  }
}

function start(name, options, resolve, reject) {
  const id = nextCall++;
  const given = options !== null && typeof options === 'object' ? options : {};
  waiting.set(id, { name, given, resolve, reject });
  let sent = given;
  if (before[name]) {
    sent = before[name](given);
  } else {
    sent = {};
    for (const key of ObjectKeys(given)) if (typeof given[key] !== 'function') sent[key] = given[key];
  }
  ops.apiCall(id, name, sent);
  return id;
}

function hasCallback(options) {
  return !!options && typeof options === 'object'
    && (typeof options.success === 'function' || typeof options.fail === 'function' || typeof options.complete === 'function');
}

/** Calls that answer with a task. */
const TASKS = ['request', 'downloadFile', 'uploadFile'];

function asyncFunction(name) {
  if (TASKS.includes(name)) {
    return function (options) {
      const listeners = [];
      let id = 0;
      const task = {
        abort() { ops.apiCall(nextCall++, 'abortRequest', { call: id }); },
        onHeadersReceived(listener) { listeners.push(listener); },
        offHeadersReceived(listener) { const at = listeners.indexOf(listener); if (at >= 0) listeners.splice(at, 1); },
        onChunkReceived() {},
        offChunkReceived() {},
        // Answers come whole: there is no progress to tell.
        onProgressUpdate() {},
        offProgressUpdate() {},
      };
      id = start(name, options);
      waiting.get(id).headers = listeners;
      return task;
    };
  }
  return function (options) {
    if (hasCallback(options)) {
      start(name, options);
      return undefined;
    }
    return new PromiseNow((resolve, reject) => start(name, options, resolve, reject));
  };
}

/** Rust: a call ended. An exception in `success` must not keep `complete` from running. */
exports.apiReply = function apiReply(id, ok, result, code) {
  const call = waiting.get(id);
  if (!call) return;
  waiting.delete(id);
  const { name, given } = call;
  let answer;
  if (ok) {
    answer = after[name] ? after[name](result, given) : result;
    if (answer === null || typeof answer !== 'object') answer = {};
    if (answer.errMsg === undefined) answer.errMsg = name + ':ok';
    if (call.headers) for (const listener of call.headers) listener({ header: answer.header, cookies: answer.cookies });
  } else {
    answer = { errMsg: name + ':fail ' + result };
    if (code !== undefined) answer[table.errorCode] = code;
  }
  try {
    const run = ok ? given.success : given.fail;
    if (typeof run === 'function') run(answer);
    if (ok && call.resolve) call.resolve(answer);
    if (!ok && call.reject) call.reject(answer);
  } finally {
    if (typeof given.complete === 'function') given.complete(answer);
  }
};

/** Rust: year, month, day, hour and minute now, where the user is. */
exports.apiLocalTime = function apiLocalTime() {
  const now = new DateNow();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()];
};

// ---- events

const listeners = Object.create(null);

/** Rust: something happened that programs can listen for. */
exports.apiEvent = function apiEvent(name, detail) {
  for (const listener of (listeners[name] || []).slice()) listener(detail);
};

const api = {};
const EVENTS = [
  'onAppShow', 'offAppShow', 'onAppHide', 'offAppHide', 'onError', 'offError',
  'onUnhandledRejection', 'offUnhandledRejection', 'onPageNotFound', 'offPageNotFound',
  'onThemeChange', 'offThemeChange', 'onWindowResize', 'offWindowResize',
  'onNetworkStatusChange', 'offNetworkStatusChange', 'onKeyboardHeightChange', 'offKeyboardHeightChange',
];
for (const name of EVENTS) {
  const event = name.replace(/^(on|off)/, '');
  api[name] = name.startsWith('on')
    ? (listener) => { if (typeof listener === 'function') (listeners[event] ||= []).push(listener); }
    : (listener) => { listeners[event] = listener ? (listeners[event] || []).filter((one) => one !== listener) : []; };
}

// ---- what is best said here

Object.assign(api, {
  getSystemInfo(options) { return atOnce('getSystemInfo', options, () => ops.apiSync('getSystemInfoSync')); },
  getSystemInfoAsync(options) { return atOnce('getSystemInfoAsync', options, () => ops.apiSync('getSystemInfoSync')); },
  getExtConfig(options) { return atOnce('getExtConfig', options, () => ({ extConfig: ops.apiSync('getExtConfigSync') })); },
  nextTick(callback) { PromiseNow.resolve().then(callback); },
  reportAnalytics() {},
  reportMonitor() {},
  reportEvent() {},
  getStorageSync(key) {
    const text = ops.apiSync('getStorageSync', key);
    return text === undefined ? '' : fromStored(text);
  },
  setStorageSync(key, data) { ops.apiSync('setStorageSync', key, toStored(data)); },
  batchSetStorageSync(list) { for (const { key, value } of list || []) api.setStorageSync(key, value); },
  batchGetStorageSync(keys) { return (keys || []).map((key) => api.getStorageSync(key)); },
  getUpdateManager() {
    return { applyUpdate() {}, onCheckForUpdate(run) { schedule(() => run({ hasUpdate: false }), 0); }, onUpdateReady() {}, onUpdateFailed() {} };
  },
  getSetting(options) { return atOnce('getSetting', options, () => ({ authSetting: {} })); },
  getLogManager() { return new Log(); },
  getRealtimeLogManager() { return new Log(); },
  getFileSystemManager() { return fileSystem; },
  canIUse(schema) {
    const [name, what, which] = String(schema).split('.');
    const kind = kinds[name];
    if (kind) return kind !== 'unsupported';
    if (!components.has(name)) return false;
    return name !== 'button' || what !== 'open-type' || which === undefined || which === 'share';
  },
  createSelectorQuery() { return new SelectorQuery(); },
  createIntersectionObserver(component, options) { return new IntersectionObserver(component, options); },
  createAnimation(options) { return new Animation(options); },
});

/** Logs of a program go where its console goes. */
class Log {
  constructor() { this._filter = []; }
  setFilterMsg(text) { this._filter = [text]; }
  addFilterMsg(text) { this._filter.push(text); }
  getCurrentState() { return { size: 0, maxSize: 0, logCount: 0, maxLogCount: 0 }; }
  tag() { return this; }
}
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  Log.prototype[level] = function (...parts) { print[level](...parts); };
}

/** What runs and throws, as a call with callbacks. */
function calledBack(name, run) {
  return (options = {}) => {
    schedule(() => {
      let answer;
      let ok = true;
      try {
        answer = { ...run(options), errMsg: name + ':ok' };
      } catch (error) {
        ok = false;
        answer = { errMsg: String(error.message).replace(/^\w+:/, name + ':') };
      }
      const done = ok ? options.success : options.fail;
      try {
        if (typeof done === 'function') done(answer);
      } finally {
        if (typeof options.complete === 'function') options.complete(answer);
      }
    }, 0);
  };
}

/** Files of the package and temporary ones can be read; there is no place to write to. */
function makeFileSystem() {
  const read = (path, encoding) => {
    const text = ops.apiSync('fileRead', String(path), encoding === undefined ? undefined : String(encoding));
    return encoding === undefined || encoding === null ? textToBytes(text) : text;
  };
  const size = (path) => ops.apiSync('fileSize', String(path));
  const named = (name, run) => (...given) => {
    try {
      return run(...given);
    } catch (error) {
      throw new ErrorNow(String(error.message).replace(/^\w+:/, name + ':'));
    }
  };
  const system = {
    readFile: calledBack('readFile', ({ filePath, encoding }) => ({ data: read(filePath, encoding) })),
    readFileSync: named('readFileSync', read),
    access: calledBack('access', ({ path }) => { size(path); return {}; }),
    accessSync: named('accessSync', (path) => { size(path); }),
    getFileInfo: calledBack('getFileInfo', ({ filePath }) => ({ size: size(filePath) })),
  };
  for (const name of ['writeFile', 'appendFile', 'saveFile', 'copyFile', 'rename', 'mkdir', 'rmdir', 'unlink', 'truncate', 'unzip', 'readdir', 'stat']) {
    const refuse = (path) => { throw new ErrorNow(`${name}Sync:fail permission denied, open "${path}"`); };
    system[name] = calledBack(name, (options) => refuse(options.filePath || options.dirPath || options.path || options.tempFilePath || options.srcPath || options.oldPath));
    system[name + 'Sync'] = refuse;
  }
  return system;
}
const fileSystem = makeFileSystem();

/** An async name that can answer from what is known: the callbacks still run after the call returned. */
function atOnce(name, options, read) {
  const run = (resolve) => {
    schedule(() => {
      const answer = read();
      answer.errMsg = name + ':ok';
      if (resolve) return resolve(answer);
      try {
        if (typeof options.success === 'function') options.success(answer);
      } finally {
        if (typeof options.complete === 'function') options.complete(answer);
      }
    }, 0);
  };
  return hasCallback(options) ? run() : new PromiseNow(run);
}

// ---- selector queries

class SelectorQuery {
  constructor() { this._component = 0; this._queries = []; this._callbacks = []; }
  in(component) { this._component = instanceNumber(component); return this; }
  select(selector) { return new NodesRef(this, String(selector), true); }
  selectAll(selector) { return new NodesRef(this, String(selector), false); }
  selectViewport() { return new NodesRef(this, null, true); }
  exec(callback) {
    const callbacks = this._callbacks;
    const queries = this._queries;
    start('selectorQuery', {
      queries,
      success({ results }) {
        results.forEach((result, n) => fillNode(result, queries[n]));
        results.forEach((result, n) => { if (typeof callbacks[n] === 'function') callbacks[n](result); });
        if (typeof callback === 'function') callback(results);
      },
    });
    return this;
  }
}
// Options of internal calls keep their data and lose their callbacks on the way, as all others do.
class NodesRef {
  constructor(query, selector, single) { this._query = query; this._selector = selector; this._single = single; }
  _add(fields, callback) {
    const component = this._query._component;
    this._query._queries.push({ component, selector: this._selector === null ? undefined : this._selector, single: this._single, fields });
    this._query._callbacks.push(callback);
    return this._query;
  }
  boundingClientRect(callback) { return this._add({ rect: true, size: true, id: true, dataset: true }, callback); }
  scrollOffset(callback) { return this._add({ scrollOffset: true, id: true, dataset: true }, callback); }
  fields(fields, callback) {
    return this._add({
      rect: !!fields.rect, size: !!fields.size, scrollOffset: !!fields.scrollOffset, id: !!fields.id, dataset: !!fields.dataset,
      node: !!fields.node || !!fields.context,
      properties: isArray(fields.properties) ? fields.properties : [], computedStyle: isArray(fields.computedStyle) ? fields.computedStyle : [],
    }, callback);
  }
  node(callback) { return this._add({ node: true, size: true }, callback); }
  context(callback) { return this._add({ node: true }, callback); }
}

/** What Rust knows by number becomes an object: the canvas of the web's kind, and the context of the old kind. */
function fillNode(result, query) {
  if (!query.fields.node) return;
  for (const one of isArray(result) ? result : [result]) {
    if (!one || one.canvas === undefined) continue;
    one.node = shared.canvas(one.canvasPage, one.canvas, one.width, one.height);
    if (one.canvasId) one.context = shared.canvasContext(one.canvasId, { __number: query.component });
    delete one.canvas;
    delete one.canvasId;
    delete one.canvasPage;
  }
}

// ---- intersection observers

const watchers = new Map();
let lastWatcher = 0;

class IntersectionObserver {
  constructor(component, options) {
    const { thresholds, initialRatio, observeAll } = options || {};
    this._component = instanceNumber(component);
    this._wish = { thresholds: isArray(thresholds) ? thresholds : [0], initialRatio, all: !!observeAll };
    this._areas = [];
    this._watcher = 0;
  }
  relativeTo(selector, margins) { this._areas.push({ selector: String(selector), margins: margins || {} }); return this; }
  relativeToViewport(margins) { this._areas.push({ margins: margins || {} }); return this; }
  observe(selector, callback) {
    this.disconnect();
    this._watcher = ++lastWatcher;
    if (typeof callback === 'function') watchers.set(this._watcher, callback);
    const { _watcher: observer, _component: component, _wish, _areas: areas } = this;
    start('observeIntersection', { observer, component, selector: String(selector), areas, ..._wish });
  }
  disconnect() {
    if (!this._watcher) return;
    watchers.delete(this._watcher);
    start('disconnectObserver', { observer: this._watcher });
    this._watcher = 0;
  }
}

/** Rust: what an observer watches came or went. */
exports.apiIntersection = function apiIntersection(observer, result) {
  const callback = watchers.get(observer);
  if (callback) callback(result);
};

/** The number by which Rust knows a component or page; 0 for anything else. */
function instanceNumber(component) {
  const { view } = __minihost;
  if (component && component.__number !== undefined) return component.__number;
  const state = view && view.stateOf && component ? view.stateOf(component) : undefined;
  return state ? state.id : 0;
}
if (__minihost.view) {
  __minihost.view.hooks.appError = (text) => exports.apiEvent('Error', text);
  __minihost.view.hooks.unhandledRejection = (detail) => exports.apiEvent('UnhandledRejection', detail);
}
if (__minihost.view) __minihost.view.hooks.selectorQuery = (component) => new SelectorQuery().in(component);
if (__minihost.view) __minihost.view.hooks.intersectionObserver = (component, options) => new IntersectionObserver(component, options);

// ---- animations: a list of steps for the `animation` attribute

const MOVES = [
  'opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right', 'rotate', 'rotateX', 'rotateY', 'rotateZ', 'rotate3d',
  'scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'translate', 'translateX', 'translateY', 'translateZ', 'translate3d',
  'skew', 'skewX', 'skewY', 'matrix', 'matrix3d',
];
class Animation {
  constructor(options = {}) {
    this._option = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0', ...options };
    this._steps = [];
    this._current = [];
    this._moved = new Map();
  }
  step(options = {}) {
    // What was moved in earlier steps stays moved; of each kind of move the last one counts.
    for (const move of this._current) this._moved.set(move.type === 'style' ? 'style.' + move.args[0] : move.type, move);
    this._current = [];
    const { duration, timingFunction, delay, transformOrigin } = { ...this._option, ...options };
    const animates = [...this._moved.values()];
    const option = { transition: { duration, timingFunction, delay }, transformOrigin };
    this._steps.push({ animates, option, css: `transform-origin:${transformOrigin};${declarations(animates)}` });
    return this;
  }
  export() { const steps = this._steps; this._steps = []; return { actions: steps }; }
}
for (const move of MOVES) {
  const transforms = isTransform(move);
  Animation.prototype[move] = function (...values) {
    this._current.push(transforms ? { type: move, args: values } : { type: 'style', args: [kebab(move), ...values] });
    return this;
  };
}

function isTransform(name) { return /^(rotate|scale|translate|skew|matrix)/.test(name); }
function kebab(name) { return name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase()); }

/** One transform function; plain numbers are degrees or logical pixels where there is a unit. */
function transformOf(name, values) {
  const unit = /^(rotate|skew)/.test(name) ? 'deg' : /^translate/.test(name) ? 'px' : '';
  const last = values.length - 1;
  const text = values.map((value, index) => {
    const bare = typeof value !== 'number' || (name === 'rotate3d' && index < last);
    return bare ? String(value) : value + unit;
  });
  return `${name}(${text.join(',')})`;
}

/** A property and its value; plain numbers are logical pixels where there is a unit. */
function declarationOf(name, value) {
  const plain = typeof value !== 'number' || /^(opacity|z-index|flex|line-height|font-weight|order)/.test(name);
  return `${name}:${plain ? value : value + 'px'}`;
}

function declarations(animates) {
  const found = [];
  const transforms = [];
  for (const { type, args } of animates) {
    if (type === 'style') found.push(declarationOf(args[0], args[1]));
    else transforms.push(transformOf(type, args));
  }
  if (transforms.length) found.push(`transform:${transforms.join(' ')}`);
  return found.join(';');
}

/** A key frame of `animate` as declarations. */
function frameText(frame) {
  const animates = [];
  for (const name of Object.keys(frame)) {
    if (name === 'offset' || name === 'ease' || name === 'composite') continue;
    const value = frame[name];
    if (isTransform(name)) animates.push({ type: name, args: Array.isArray(value) ? value : [value] });
    else animates.push({ type: 'style', args: [kebab(name), value] });
  }
  return declarations(animates);
}

if (__minihost.view) {
  const play = (component, selector, frames, duration, then) => {
    start('playAnimation', { component: instanceNumber(component), selector, frames, duration });
    if (typeof then === 'function') schedule(() => then.call(component), duration);
  };
  __minihost.view.hooks.animate = (component, selector, keyframes, duration, then) => {
    // An element that follows a scroll view moves when that does, not by a clock.
    if (then && typeof then === 'object') return ops.apiUnsupported('animate with a scroll timeline');
    const list = Array.isArray(keyframes) ? keyframes : [];
    const frames = list.map((frame, index) => ({
      offset: typeof frame.offset === 'number' ? frame.offset : list.length > 1 ? index / (list.length - 1) : 1,
      ease: typeof frame.ease === 'string' ? frame.ease : 'linear',
      css: frameText(frame),
    }));
    play(component, selector, frames, Number(duration) || 0, then);
  };
  __minihost.view.hooks.clearAnimation = (component, selector, options, then) => {
    play(component, selector, null, 0, typeof options === 'function' ? options : then);
  };
}

// ---- the object

for (const [name, kind] of table.rows) {
  if (api[name]) continue;
  if (kind === 'sync') {
    api[name] = (...given) => ops.apiSync(name, ...given);
  } else if (kind === 'async') {
    api[name] = asyncFunction(name);
  } else if (kind === 'unsupported') {
    const run = asyncFunction(name);
    api[name] = (options) => {
      ops.apiUnsupported(name);
      if (name.startsWith('on') || name.startsWith('off')) return undefined;
      // Makers of objects answer with one whose every method does nothing, so that a page which only prepares a player still opens.
      if (/^(create|get\w+Manager$)/.test(name)) return inertObject(name);
      if (name.endsWith('Sync')) throw new ErrorNow(name + ':fail not supported');
      return run(options);
    };
  }
}

/** An object that takes any method call: `load()` and `show()` of advertisements reject, as they do without stock. */
function inertObject(name) {
  const failing = () => {
    const failure = PromiseNow.reject({ errMsg: name + ':fail not supported' });
    failure.catch(() => {});
    return failure;
  };
  const methods = { load: failing, show: failing };
  return new Proxy(methods, {
    get(target, key) {
      if (key in target) return target[key];
      if (typeof key !== 'string' || key === 'then') return undefined;
      return () => undefined;
    },
  });
}

// Skyline animates such values on a thread of its own, and only there. Here, as in pages without Skyline, nothing moves between two
// values: an animation is where it ends. Components for both kinds of page (WeUI's slideview) make them whether they use them or not.
function atTheEnd(value, options, done) {
  if (typeof done === 'function') schedule(() => done(true), 0);
  return value;
}
if (table.global === 'wx') {
  api.worklet = {
    shared: (value) => ({ value }),
    derived: (read) => ({ get value() { return read(); } }),
    timing: atTheEnd,
    spring: atTheEnd,
    delay: (ms, value) => value,
    repeat: (value) => value,
    sequence: (...values) => values[values.length - 1],
    cancelAnimation() {},
    runOnUI: (run) => run,
    runOnJS: (run) => run,
    Easing: new Proxy({}, { get: () => (given) => given }),
  };
}

api.env = { USER_DATA_PATH: (table.global === 'tt' ? 'ttfile' : 'wxfile') + ('://' + 'usr') };
globalThis[table.global] = api;
Object.assign(shared, { ops, api, start, instanceNumber, textToBytes, bytesToText });
