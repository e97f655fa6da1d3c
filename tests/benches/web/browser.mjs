// What the browser's sides of the benchmarks share: Chromium, a server for pages and fonts, a line protocol with the Rust side.

import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import readline from 'node:readline'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const TESTS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const require = createRequire(path.join(TESTS, 'node/package.json'))

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

/** Serves texts by path; `/font.ttf` is the regular font that our side uses too. */
export async function serve(files) {
  const regular = path.join(TESTS, 'fonts/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  const server = http.createServer((request, response) => {
    const name = new URL(request.url, 'http://local').pathname
    if (name === '/font.ttf') return response.end(fs.readFileSync(regular))
    const found = files[name]
    if (found === undefined) {
      response.statusCode = 404
      return response.end()
    }
    response.setHeader('content-type', TYPES[name.split('.').pop()] ?? 'application/octet-stream')
    response.end(found)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

export async function launch() {
  const { chromium } = require('playwright-core')
  const executablePath = process.env.MINIHOST_CHROMIUM
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info']
  })
}

/** What built-in components of a mini program look like at least, and the font. */
export const BASE_CSS = `
@font-face { font-family: pinned; src: url(/font.ttf); }
html, body { margin: 0; padding: 0; }
body, page { font: 16px pinned; display: block; }
view, page-body, swiper, scroll-view { display: block; }
text { display: inline; }
`

/** A glass-easel template from WXML, as source of an expression. */
export function compileTemplates(templates) {
  const { TmplGroup } = require('glass-easel-template-compiler')
  const group = new TmplGroup()
  for (const [name, source] of Object.entries(templates)) group.addTmpl(name, source)
  const text = group.getTmplGenObjectGroups()
  group.free()
  return text
}

/** The engine as a script that sets `glassEasel`. */
export function glassEaselScript() {
  const text = fs.readFileSync(require.resolve('glass-easel'), 'utf8')
  return `(function () { var module = { exports: {} }, exports = module.exports; ${text}\n; window.glassEasel = module.exports })()`
}

/** Answers each line of standard input, a JSON array, with one line of JSON; ends with the input. */
export async function answerLines(answer) {
  console.log(JSON.stringify('ready'))
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    try {
      console.log(JSON.stringify(await answer(...JSON.parse(line))))
    } catch (error) {
      console.log(JSON.stringify({ error: String(error?.stack ?? error) }))
    }
  }
}
