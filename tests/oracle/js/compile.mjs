// Compiles templates with glass-easel's own compiler: a JSON list of programs ({path: text}) on stdin becomes a list of
// {code, warnings} on stdout. The compiler is WebAssembly, which our JavaScript engine does not run; Node does.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const { TmplGroup } = createRequire(`${process.argv[2]}/package.json`)('glass-easel-template-compiler');

// What inline scripts may use and plain JavaScript lacks.
const PRELUDE = `
if (!('wxsConstructor' in Object.prototype)) Object.defineProperty(Object.prototype, 'wxsConstructor', { get: function () { return Object.prototype.toString.call(this).slice(8, -1) } });
var getRegExp = function (source, flags) { return new RegExp(source, flags) };
var getDate = function () { return arguments.length ? new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() : new Date() };
`;

// In inline scripts `constructor` is the type's name; glass-easel leaves it to whoever compiles them.
const named = (script) => script.replace(/\.constructor\b/g, '.wxsConstructor');
const SCRIPTS = /(<wxs\b[^>]*>)([^]*?)(<\/wxs>)/g;

function compile(files) {
  const group = new TmplGroup();
  const warnings = [];
  group.setExtraRuntimeScript(PRELUDE);
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith('.wxs')) {
      // Programs require with and without the extension.
      group.addScript(path, named(text));
      group.addScript(path.replace(/\.wxs$/, ''), named(text));
    }
  }
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.wxml')) continue;
    for (const warning of group.addTmpl(path.replace(/\.wxml$/, ''), text.replace(SCRIPTS, (_, open, script, close) => open + named(script) + close))) {
      if (warning.isError) warnings.push(`${path}:${warning.startLine + 1}: ${warning.message}`);
    }
  }
  const code = group.getTmplGenObjectGroups();
  group.free();
  return { code, warnings };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(compile)));
