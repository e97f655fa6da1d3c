// The globals of a program beyond the language: timers, console, `require`; and what is taken away from the language.
// Runs once per realm before anything else, so it may trust the originals it captures; programs can overwrite them later.
// `native` holds functions in Rust (only `print` in the realm of inline scripts). Returns what Rust calls.
(function (native, isMain) {
  'use strict';
  const uncurry = Function.prototype.bind.bind(Function.prototype.call);
  const { apply } = Reflect;
  const { create, defineProperty, getPrototypeOf, keys, freeze } = Object;
  const isArray = Array.isArray;
  const StringNow = String;
  const NumberNow = Number;
  const TypeErrorNow = TypeError;
  const EvalErrorNow = EvalError;
  const ErrorNow = Error;
  const resolved = uncurry(Promise.prototype.then);
  const ready = Promise.resolve();
  const hasOwn = uncurry(Object.prototype.hasOwnProperty);
  const join = uncurry(Array.prototype.join);
  const stringify = JSON.stringify;
  const slice = uncurry(String.prototype.slice);
  const trim = uncurry(String.prototype.trim);
  const trimEnd = uncurry(String.prototype.trimEnd);
  const isoDate = uncurry(Date.prototype.toISOString);
  const timeOf = uncurry(Date.prototype.getTime);
  const numberOf = uncurry(Number.prototype.valueOf);
  const stringOf = uncurry(String.prototype.valueOf);
  const booleanOf = uncurry(Boolean.prototype.valueOf);
  const symbolText = uncurry(Symbol.prototype.toString);

  const define = (name, value) =>
    defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

  // Programs bundled for Node's name of it, WeUI's icon for one, read it bare; WeChat has it too.
  define('global', globalThis);

  // ---- no code from text

  const FunctionNow = Function;
  const closed = (what) => new EvalErrorNow(`${what} is not supported in mini programs`);
  const bodies = create(null);
  // Bundlers ask for the global object so; regenerator installs itself so.
  bodies['return this'] = () => function () { return globalThis; };
  bodies['return this;'] = bodies['return this'];
  bodies['regeneratorRuntime = r'] = () => function (r) { globalThis.regeneratorRuntime = r; };
  const NoFunction = function Function(...parts) {
    const body = parts.length ? trim(StringNow(parts[parts.length - 1])) : '';
    if (body in bodies) return bodies[body]();
    throw closed('new Function()');
  };
  NoFunction.prototype = FunctionNow.prototype;
  define('Function', NoFunction);
  defineProperty(FunctionNow.prototype, 'constructor', { value: NoFunction, writable: true, configurable: true, enumerable: false });
  for (const sample of [async function () {}, function* () {}, async function* () {}]) {
    const prototype = getPrototypeOf(sample);
    const Closed = function () { throw closed('making functions from text'); };
    Closed.prototype = prototype;
    defineProperty(prototype, 'constructor', { value: Closed, configurable: true });
  }
  define('eval', function () { throw closed('eval()'); });
  delete globalThis.performance; // probed with typeof by programs that then expect a browser's

  // ---- boxed primitives and dates, for the way to Rust

  function unbox(object) {
    try {
      const time = timeOf(object);
      return time !== time ? null : isoDate(object);
    } catch {}
    try { return numberOf(object); } catch {}
    try { return stringOf(object); } catch {}
    try { return booleanOf(object); } catch {}
    return object;
  }

  // ---- console

  function show(value, depth, seen) {
    switch (typeof value) {
      case 'string': return depth === 0 ? value : stringify(value);
      case 'symbol': return symbolText(value);
      case 'bigint': return `${value}n`;
      case 'function': return `[Function ${StringNow(value.name) || '(anonymous)'}]`;
      case 'object': break;
      default: return StringNow(value);
    }
    if (value === null) return 'null';
    if (value instanceof ErrorNow) return `${value.name}: ${value.message}${value.stack ? '\n' + trimEnd(StringNow(value.stack)) : ''}`;
    for (let i = 0; i < seen.length; i++) if (seen[i] === value) return '[Circular]';
    const plain = unbox(value);
    if (plain === null || typeof plain !== 'object') return StringNow(plain);
    const list = isArray(value);
    if (depth > 4) return list ? '[Array]' : '[Object]';
    seen[seen.length] = value;
    const parts = [];
    const names = list ? value : keys(value);
    const count = names.length;
    for (let i = 0; i < count && i < 100; i++) {
      parts[i] = list ? show(value[i], depth + 1, seen) : `${names[i]}: ${show(value[names[i]], depth + 1, seen)}`;
    }
    if (count > 100) parts[100] = `… ${count - 100} more`;
    seen.length--;
    const text = join(parts, ', ');
    return list ? `[${text}]` : text ? `{ ${text} }` : '{}';
  }

  let indent = '';
  const print = (level, args) => {
    const parts = [];
    for (let i = 0; i < args.length; i++) {
      try {
        parts[i] = show(args[i], 0, []);
      } catch {
        parts[i] = '[cannot be shown]';
      }
    }
    native.print(level, indent + slice(join(parts, ' '), 0, 8000));
  };
  const counts = create(null);
  const times = create(null);
  const elapsed = (label) => `${label}: ${native.now ? native.now() - times[label] : 0} ms`;
  define('console', {
    debug(...args) { print(0, args); },
    log(...args) { print(1, args); },
    info(...args) { print(2, args); },
    warn(...args) { print(3, args); },
    error(...args) { print(4, args); },
    trace(...args) { print(1, ['Trace:', ...args]); },
    dir(value) { print(1, [value]); },
    table(value) { print(1, [value]); },
    assert(condition, ...args) { if (!condition) print(4, ['Assertion failed:', ...args]); },
    group(...args) { if (args.length) print(1, args); if (indent.length < 40) indent += '  '; },
    groupCollapsed(...args) { if (args.length) print(1, args); if (indent.length < 40) indent += '  '; },
    groupEnd() { indent = slice(indent, 2); },
    count(label = 'default') { counts[label] = (counts[label] || 0) + 1; print(1, [`${label}: ${counts[label]}`]); },
    countReset(label = 'default') { delete counts[label]; },
    time(label = 'default') { times[label] = native.now ? native.now() : 0; },
    timeLog(label = 'default', ...args) { if (label in times) print(1, [elapsed(label), ...args]); },
    timeEnd(label = 'default') { if (label in times) print(1, [elapsed(label)]); delete times[label]; },
  });
  if (!isMain) return { unbox };

  // ---- timers: Rust keeps the times, this table keeps what is called

  const armed = create(null);
  const arm = (name, fn, delay, args, repeats) => {
    if (typeof fn !== 'function') throw new TypeErrorNow(`${name}: the first argument must be a function`);
    const wait = NumberNow(delay);
    const id = native.arm(wait > 0 && wait < 2147483648 ? wait : 0, repeats);
    armed[id] = { fn, args, repeats };
    return id;
  };
  const disarm = (id) => {
    if (typeof id !== 'number' || !(id in armed)) return;
    delete armed[id];
    native.disarm(id);
  };
  define('setTimeout', function setTimeout(fn, delay, ...args) { return arm('setTimeout', fn, delay, args, false); });
  define('setInterval', function setInterval(fn, delay, ...args) { return arm('setInterval', fn, delay, args, true); });
  define('clearTimeout', function clearTimeout(id) { disarm(id); });
  define('clearInterval', function clearInterval(id) { disarm(id); });
  function fire(id) {
    const timer = armed[id];
    if (!timer) return;
    if (!timer.repeats) delete armed[id];
    apply(timer.fn, undefined, timer.args);
  }

  // ---- modules

  function makeRequire(from) {
    const load = native.load;
    const require = function require(path) { return load(from, path); };
    // The documented form for other subpackages: they are in the package already, so it only answers later.
    require.async = (path) => resolved(ready, () => load(from, path));
    return require;
  }

  const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');
  const namespaceOf = (module) => {
    if (isObject(module) && module.__esModule) return module;
    const namespace = create(null);
    if (isObject(module)) for (const name of keys(module)) namespace[name] = module[name];
    namespace.default = module;
    return namespace;
  };
  const getter = (object, name, get) => defineProperty(object, name, { get, enumerable: true, configurable: true });

  /**
   * What a rewritten module runs on. `module(paths, imports, reexports, stars)` takes the modules it names; per import
   * `[local name, index of the module, exported name]`, where `*` is the namespace; the same for names exported onward,
   * with the name for others first; and the indices of the modules behind `export * from`.
   */
  function makeModule(require, exports) {
    return {
      import: (path) => resolved(ready, () => namespaceOf(require(StringNow(path)))),
      meta: freeze({ url: '' }),
      module(paths, imports, reexports, stars) {
        const loaded = [];
        const namespaces = [];
        const read = (index, name) => {
          const module = loaded[index];
          if (name === '*') return namespaces[index] || (namespaces[index] = namespaceOf(module));
          if (name === 'default') return isObject(module) && module.__esModule ? module.default : module;
          return module === null || module === undefined ? undefined : module[name];
        };
        const scope = create(null);
        for (const [local, index, name] of imports) {
          defineProperty(scope, local, {
            get: () => read(index, name),
            set: () => { throw new TypeErrorNow(`the import '${local}' is read-only`); },
          });
        }
        const start = (own) => {
          defineProperty(exports, '__esModule', { value: true });
          for (const name of keys(own)) getter(exports, name, own[name]);
          for (const [name, index, from] of reexports) getter(exports, name, () => read(index, from));
          for (let i = 0; i < paths.length; i++) loaded[i] = require(paths[i]);
          for (const index of stars) {
            const module = loaded[index];
            if (!isObject(module)) continue;
            for (const name of keys(module)) {
              if (name !== 'default' && !hasOwn(exports, name)) getter(exports, name, () => module[name]);
            }
          }
        };
        return { scope, start };
      },
    };
  }

  return { unbox, fire, makeRequire, makeModule };
})
