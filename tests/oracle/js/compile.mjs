// Compiles templates with glass-easel's own compiler: a JSON list of programs ({path: text}) on stdin becomes a list of
// {code, warnings} on stdout. The compiler is WebAssembly, which our JavaScript engine does not run; Node does.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const { TmplGroup } = createRequire(`${process.argv[2]}/package.json`)('glass-easel-template-compiler');

// What inline scripts may use and plain JavaScript lacks.
const PRELUDE = `
var getRegExp = function (source, flags) { return new RegExp(source, flags) };
var getDate = function () { return arguments.length ? new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() : new Date() };
`;

function compile(files) {
  const group = new TmplGroup();
  const warnings = [];
  group.setExtraRuntimeScript(PRELUDE);
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith('.wxs')) {
      // Programs require with and without the extension.
      group.addScript(path, text);
      group.addScript(path.replace(/\.wxs$/, ''), text);
    }
  }
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.wxml')) continue;
    for (const warning of group.addTmpl(path.replace(/\.wxml$/, ''), text)) {
      if (warning.isError) warnings.push(`${path}:${warning.startLine + 1}: ${warning.message}`);
    }
  }
  const code = group.getTmplGenObjectGroups();
  group.free();
  return { code, warnings };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(compile)));
