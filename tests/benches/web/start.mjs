// The start benchmark's rival: a web container. A page with a list; a tap opens a program in an iframe of its own, where
// glass-easel and its mini program adapter run the program's own sources, compiled beforehand as such containers do.

import fs from 'node:fs'
import path from 'node:path'
import { answerLines, compileTemplates, glassEaselScript, launch, require, serve, TESTS } from './browser.mjs'

const esbuild = require('esbuild')

const base = `
html, body { margin: 0; padding: 0; }
page, body { display: block; font-family: sans-serif; }
view, scroll-view, swiper, swiper-item, form, label-box { display: block; }
`

const files = {
  '/engine.js': glassEaselScript(),
  '/adapter.js': script('glass-easel-miniprogram-adapter', 'adapter', '{ "glass-easel": window.glassEasel }'),
  '/program.js': fs.readFileSync(new URL('./start-program.js', import.meta.url), 'utf8'),
  '/container.html': `<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<style>body { margin: 0 } iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0; background: #fff }</style>
<ul id=list></ul><script src="/container.js"></script>`,
  '/container.js': fs.readFileSync(new URL('./start-container.js', import.meta.url), 'utf8')
}

/** A CommonJS package as a script that sets a global. */
function script(name, global, known) {
  const text = fs.readFileSync(require.resolve(name), 'utf8')
  return `(function () { const known = ${known}; const require = (name) => known[name]; var module = { exports: {} }, exports = module.exports; ${text}\n; window.${global} = module.exports })()`
}

const plainJson = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(text.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1'))
  }
}

/** Compiles a page with all it needs; gives the path of its document. */
function compile(folder, page) {
  const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8')
  const has = (name) => fs.existsSync(path.join(folder, name))
  const resolve = (from, to) => path.posix.normalize(to.startsWith('/') ? to.slice(1) : path.posix.join(path.posix.dirname(from), to))
  const app = plainJson(read('app.json'))
  const configs = {}
  const templates = {}
  const scripts = {}
  const modules = {}
  let css = base

  const addSheet = (name, seen = new Set()) => {
    if (seen.has(name) || !has(name)) return ''
    seen.add(name)
    return read(name)
      .replace(/@import\s+(?:url\()?["']([^"']+)["']\)?\s*;/g, (_, other) => addSheet(resolve(name, other), seen))
      .replace(/(-?[\d.]+)rpx/g, (_, number) => `${Number(number) / 2}px`)
  }
  const addScript = (name) => {
    if (scripts[name] !== undefined || !has(name)) return
    scripts[name] = read(name)
    for (const [, other] of scripts[name].matchAll(/require\(["']([^"']+)["']\)/g)) addScript(resolve(name, other))
  }
  const addTemplate = (name) => {
    if (templates[name] !== undefined || !has(`${name}.wxml`)) return
    const text = read(`${name}.wxml`)
    templates[name] = text
    for (const [, other] of text.matchAll(/<(?:import|include)\s+src=["']([^"']+?)(?:\.wxml)?["']/g)) addTemplate(resolve(name, other))
    for (const [, other] of text.matchAll(/<wxs[^>]*\ssrc=["']([^"']+)["']/g)) addScript(resolve(name, other))
  }
  const addModule = (name) => {
    if (modules[name] !== undefined || !has(name)) return
    const code = esbuild.transformSync(read(name), { format: 'cjs', target: 'es2020', loader: 'js' }).code
    modules[name] = code
    for (const [, other] of code.matchAll(/require\(["']([^"']+)["']\)/g)) addModule(find(name, other))
  }
  const find = (from, to) => {
    const stem = resolve(from, to)
    return [stem, `${stem}.js`, `${stem}/index.js`].find((name) => has(name) && fs.statSync(path.join(folder, name)).isFile()) ?? stem
  }
  const order = []
  const addComponent = (name) => {
    if (configs[name] !== undefined) return
    const config = has(`${name}.json`) ? plainJson(read(`${name}.json`)) : {}
    const using = {}
    configs[name] = { ...config, usingComponents: using }
    for (const [tag, to] of Object.entries({ ...(order.length === 0 && name === page ? app.usingComponents : {}), ...config.usingComponents })) {
      let found = resolve(name, to)
      if (!has(`${found}.wxml`) && has(`${found}/index.wxml`)) found = `${found}/index`
      if (!has(`${found}.wxml`)) continue
      using[tag] = `/${found}`
      addComponent(found)
    }
    addTemplate(name)
    addModule(`${name}.js`)
    css += addSheet(`${name}.wxss`)
    order.push(name)
  }
  css += addSheet('app.wxss')
  addModule('app.js')
  addComponent(page)

  const { TmplGroup } = require('glass-easel-template-compiler')
  const group = new TmplGroup()
  for (const [name, source] of Object.entries(scripts)) {
    // Templates name them without the ending, scripts with it.
    group.addScript(name.replace(/\.wxs$/, ''), source)
    group.addScript(name, source)
  }
  for (const [name, source] of Object.entries(templates)) group.addTmpl(name, source)
  const compiled = group.getTmplGenObjectGroups()
  group.free()
  const bundle = Object.entries(modules).map(
    ([name, code]) => `${JSON.stringify(name)}: function (require, module, exports, Component, Page, Behavior, App, getApp, wx) {${code}\n}`
  )
  const number = Object.keys(files).length
  files[`/program-${number}.js`] = `window.program = { page: ${JSON.stringify(page)}, order: ${JSON.stringify(order)}, configs: ${JSON.stringify(configs)}, templates: ${compiled}, modules: {${bundle.join(',\n')}} }`
  files[`/program-${number}.css`] = css
  files[`/program-${number}.html`] = `<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width"><link rel=stylesheet href="/program-${number}.css"><body>
<script src="/engine.js"></script><script src="/adapter.js"></script><script src="/program-${number}.js"></script><script src="/program.js"></script>`
  return `/program-${number}.html`
}

const server = await serve(files)
const browser = await launch()
const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
// A program that fails in the container is no rival.
let fault
page.on('pageerror', (error) => (fault ??= error.stack))
if (process.env.MINIHOST_VERBOSE) page.on('console', (line) => process.stderr.write(`console: ${line.text()}\n`))
await page.goto(`${server.address}/container.html`)

await answerLines(async (what, ...rest) => {
  if (what === 'compile') return compile(path.resolve(TESTS, '..', rest[0]), rest[1])
  // [milliseconds, elements, characters of text]
  if (what === 'start') {
    const figures = await page.evaluate((address) => window.start(address), rest[0])
    if (fault) throw new Error(fault)
    return figures
  }
  if (what === 'shot') {
    await page.evaluate((address) => window.start(address, true), rest[0])
    await page.screenshot({ path: rest[1] })
    return true
  }
  throw new Error(`what is ${what}?`)
})
await browser.close()
server.close()
