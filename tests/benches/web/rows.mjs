// The rows benchmark in Chromium: glass-easel with the mini program's own template, style sheet and operations, and the same
// rows written by hand with the DOM.

import fs from 'node:fs'
import path from 'node:path'
import { BASE_CSS, TESTS, answerLines, compileTemplates, glassEaselScript, launch, serve } from './browser.mjs'

const read = (name) => fs.readFileSync(path.join(TESTS, 'benches', name), 'utf8')
const css = BASE_CSS + read('rows/program/app.wxss') + read('rows/program/pages/rows/index.wxss')
const operations = `(function () { const module = {}; ${read('rows/program/operations.js')}; window.rows = module.exports })()`
const template = compileTemplates({ rows: read('rows/program/pages/rows/index.wxml') })

const html = (script) => `<!doctype html><meta name=viewport content="width=device-width"><style>${css}</style><body>
<script src="/operations.js"></script>${script}<script src="/timing.js"></script>`

const server = await serve({
  '/dom.html': html('<script src="/dom.js"></script>'),
  '/glass-easel.html': html('<script src="/engine.js"></script><script src="/glass-easel.js"></script>'),
  '/operations.js': operations,
  '/engine.js': glassEaselScript(),
  '/glass-easel.js': read('web/rows-glass-easel.js').replace('TEMPLATE', () => template),
  '/dom.js': read('web/rows-dom.js'),
  '/timing.js': read('web/rows-timing.js')
})
const browser = await launch()
const pages = {}

async function open(side) {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
  page.on('pageerror', (error) => process.stderr.write(`${side}: ${error}\n`))
  await page.goto(`${server.address}/${side}.html`)
  await page.evaluate(() => document.fonts.load('14px pinned').then(() => document.fonts.ready))
  return page
}

await answerLines(async (side, operation, thousand) => {
  pages[side] ??= await open(side)
  await pages[side].bringToFront()
  return pages[side].evaluate(([name, count]) => window.timed(name, count), [operation, thousand])
})
await browser.close()
server.close()
