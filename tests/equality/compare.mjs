// Compares pages that `minihost-equality` printed with what Chromium makes of the same elements and the same style sheets.
//
//   node compare.mjs [--input pages.jsonl] [--known known.json] [--list N] [--only TEXT] [--verbose] [--figures FILE]
//
// A page is equal if every border box and every line of text stands within a pixel of where Chromium has it. The expected numbers come from
// Chromium in this run; `known.json` names pages that differ for a reason. A page on that list that is equal is a failure: the list is old.

import { createRequire } from 'node:module'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { convertSheet, convertUnits } from './css.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const { chromium } = createRequire(join(HERE, '../node/package.json'))('playwright-core')

/** Logical pixels. */
const TOLERANCE = 1

/** What the browser lacks: the root is a phone's page, and nothing moves. */
const BASE = `
mh-page { font-family: "Noto Sans SC", "Noto Color Emoji"; font-size: 16px; margin: 0; }
*, *::before, *::after { animation: none !important; transition: none !important; }
`

/** Where pictures of the page that is shown come from. */
let folderOfPackage = '/nowhere'

/** A page looks the same if less than this share of its pixels looks different. */
const LOOKS = 0.01

const options = readOptions(process.argv.slice(2))
const known = options.known ? JSON.parse(readFileSync(options.known, 'utf8')) : {}

const folder = mkdtempSync(join(tmpdir(), 'equality-'))
try {
  process.exitCode = await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function main() {
  const fonts = process.env.MINIHOST_FONTS ?? join(HERE, '../fonts/node_modules')
  writeFileSync(join(folder, 'fonts.conf'), fontConfig(fonts))
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-device-scale-factor=2'],
    env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  })
  const context = await browser.newContext({ viewport: { width: 375, height: 667 }, deviceScaleFactor: 2 })
  let tab = await newTab(context)
  const results = []
  let size = ''
  for await (const line of createInterface({ input: options.input ? createReadStream(options.input) : process.stdin })) {
    if (!line.startsWith('{')) continue
    const page = JSON.parse(line)
    if (options.only && !page.name.includes(options.only)) continue
    const wanted = `${page.width}x${page.height}`
    if (size !== wanted) {
      await tab.setViewportSize({ width: Math.round(page.width), height: Math.round(page.height) })
      size = wanted
    }
    await tab.emulateMedia({ colorScheme: page.name.endsWith('(dark)') ? 'dark' : 'light' })
    folderOfPackage = page.picture?.package ?? '/nowhere'
    let theirs
    try {
      theirs = await tab.evaluate((page) => run(page), forBrowser(page))
    } catch (error) {
      theirs = { boxes: {}, lines: {}, cut: [], inline: [], drawn: [], error: String(error).split('\n')[0] }
      tab = await newTab(context)
      size = ''
    }
    const looks = page.picture && !theirs.error ? await lookAlike(tab, page, theirs) : null
    const differences = theirs.error ? [`the browser failed: ${theirs.error}`] : compare(page, theirs)
    results.push({ name: page.name, differences, looks })
    if (options.verbose && differences.length) for (const one of differences) console.log(`    ${page.name}: ${one}`)
  }
  await browser.close()
  // Somebody else judges.
  if (options.figures) return writeFileSync(options.figures, JSON.stringify(results, null, 1))
  return report(results)
}

/** How much of the window looks different: a share of its pixels. Both pictures are softened first, so that only what an eye sees counts. */
async function lookAlike(tab, page, theirs) {
  const shot = await tab.screenshot({ animations: 'disabled' })
  if (options.pictures) writeFileSync(join(options.pictures, page.name.replaceAll('/', '-') + '.chromium.png'), shot)
  const url = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`
  const [x, y, width, height] = page.picture.window
  const input = { ours: url(readFileSync(page.picture.file)), theirs: url(shot), window: [x, y, width, height], masks: theirs.drawn, scale: 2 }
  return tab.evaluate((input) => different(input), input)
}

async function newTab(context) {
  const tab = await context.newPage()
  await tab.route('http://package.test/**', (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname)
    try {
      const body = readFileSync(join(folderOfPackage, path))
      route.fulfill({ body, contentType: path.endsWith('.svg') ? 'image/svg+xml' : undefined })
    } catch {
      route.abort()
    }
  })
  await tab.setContent('<!doctype html><title>equality</title>')
  await tab.addScriptTag({ path: join(HERE, 'page.js') })
  return tab
}

function forBrowser(page) {
  const layers = page.sheets.map(({ css, scope }) => {
    const text = convertSheet(css, scope, page)
    // Looks of built-in components give way to any rule of the program.
    return scope === null ? `@layer looks {${text}}` : text
  })
  const convert = (node) => {
    if (node.style) node.style = convertUnits(node.style, page)
    node.children?.forEach(convert)
  }
  convert(page.tree)
  return { tree: page.tree, css: [`@layer base {${BASE}}`, ...layers], canvas: page.canvas, controls: page.controls }
}

/** What differs: first the likely cause (the innermost box or line of another size), then all in the order of the tree. */
function compare(page, theirs) {
  const found = []
  let cause = null
  const blame = (message, ours, rect, depth) => {
    const size = ours && rect && (Math.abs(ours[2] - rect[2]) > 0.5 || Math.abs(ours[3] - rect[3]) > 0.5)
    if (size && (!cause || (depth > cause.depth && cause.open))) cause = { message, depth, open: true }
    else if (cause && depth <= cause.depth) cause.open = false
    return message
  }
  const visit = (node, path, depth) => {
    if (node.text !== undefined) {
      const ours = (page.lines[node.n] ?? []).filter((rect) => rect[2] > 0.01)
      const rects = theirs.lines[node.n] ?? []
      // Of text that an ellipsis cuts the browser tells where all of it would be: only what stands before the cut can be compared.
      const cut = theirs.cut.includes(node.n)
      if (cut && rects.length > ours.length) rects.length = ours.length
      if (cut && ours.length) rects[ours.length - 1][2] = ours[ours.length - 1][2]
      const label = `${path} ${JSON.stringify(node.text.trim().slice(0, 24))}`
      if (ours.length !== rects.length) found.push(`${label}: ${ours.length} lines, Chromium ${rects.length}; ${show(ours[0])} / ${show(rects[0])}`)
      else
        ours.forEach((rect, index) => {
          const message = `${label} line ${index + 1}: ${show(rect)}, Chromium ${show(rects[index])}`
          blame(message, rect, rects[index], depth)
          if (differs(rect, rects[index])) found.push(message)
        })
      return
    }
    const name = path + '/' + node.tag + (node.id ? `#${node.id}` : '') + node.classes.map(([name]) => `.${name}`).join('')
    const below = path + '/' + node.tag + (node.classes[0] ? `.${node.classes[0][0]}` : '')
    const [ours, rect] = [page.boxes[node.n], theirs.boxes[node.n]]
    const nothing = (rect) => rect[2] <= TOLERANCE || rect[3] <= TOLERANCE
    blame(`${name}: ${show(ours)}, Chromium ${show(rect)}`, ours, rect, depth)
    if (ours && rect) {
      // Of an inline element that holds no line there is nothing to see, and of its blocks the browser says nothing here.
      if (theirs.inline.includes(node.n) && nothing(ours) && nothing(rect)) return node.children.forEach((child) => visit(child, below, depth + 1))
      if (differs(ours, rect)) found.push(`${name}: ${show(ours)}, Chromium ${show(rect)}`)
    } else if (ours && (ours[2] > TOLERANCE || ours[3] > TOLERANCE)) found.push(`${name}: ${show(ours)}, Chromium none`)
    else if (rect && (rect[2] > TOLERANCE || rect[3] > TOLERANCE)) found.push(`${name}: none, Chromium ${show(rect)}`)
    for (const child of node.children) visit(child, below, depth + 1)
  }
  visit(page.tree, '', 0)
  return found.length && cause && cause.message !== found[0] ? [cause.message, ...found] : found
}

function differs(a, b) {
  return a.some((value, index) => Math.abs(value - b[index]) > TOLERANCE)
}

function show(rect) {
  return rect ? `${rect[0]},${rect[1]} ${rect[2]}x${rect[3]}` : 'nothing'
}

/** Prints the figures and the differences; 1 if something differs that is not known to, or no longer does. */
function report(results) {
  const groups = {}
  let bad = 0
  let listed = 0
  for (const { name, differences } of results) {
    const group = (groups[name.split(/[:/]/)[0]] ??= { equal: 0, known: 0, total: 0 })
    group.total++
    const reason = reasonFor(name)
    if (!differences.length) {
      group.equal++
      if (reason && !reason.group) {
        bad++
        console.log(`  ${name}: equal, but listed as known to differ`)
      }
    } else if (reason) {
      group.known++
    } else {
      bad++
      if (listed++ < options.list) console.log(`  ${name}: ${differences.length} differ; ${differences[0]}`)
    }
  }
  console.log(`\n  ${'group'.padEnd(26)}${'equal'.padStart(7)}${'known'.padStart(7)}${'total'.padStart(7)}`)
  const sum = { equal: 0, known: 0, total: 0 }
  for (const [name, group] of Object.entries(groups)) {
    console.log(`  ${name.padEnd(26)}${String(group.equal).padStart(7)}${String(group.known).padStart(7)}${String(group.total).padStart(7)}`)
    for (const key of Object.keys(sum)) sum[key] += group[key]
  }
  console.log(`  ${'all'.padEnd(26)}${String(sum.equal).padStart(7)}${String(sum.known).padStart(7)}${String(sum.total).padStart(7)}`)
  const looked = results.filter(({ looks }) => looks !== null && looks !== undefined)
  const alike = looked.filter(({ looks }) => looks < LOOKS).length
  for (const { name, looks } of looked.filter(({ looks }) => looks >= LOOKS)) {
    if (reasonFor(name) || reasonFor(`looks: ${name}`)) continue
    bad++
    console.log(`  ${name}: ${(looks * 100).toFixed(2)} % of the pixels look different`)
  }
  const likeness = looked.length ? 1 - looked.reduce((all, { looks }) => all + looks, 0) / looked.length : 1
  if (looked.length) {
    console.log(`  looks: ${alike} of ${looked.length} pages are alike (less than ${LOOKS * 100} % of the pixels differ); ${(likeness * 100).toFixed(2)} % of all pixels look the same`)
  }
  console.log(JSON.stringify({ ...sum, bad, looked: looked.length, alike, likeness }))
  return bad ? 1 : 0
}

function reasonFor(name) {
  const row = known.differences?.[name]
  return row ? { row } : null
}

/** Only the pinned fonts, whatever is asked for, unhinted. */
function fontConfig(fonts) {
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui', 'cursive', 'fantasy', 'Times New Roman', 'Arial']
  const aliases = generic.map((name) => `<alias binding="same"><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`)
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}/cache</cachedir>
${aliases.join('\n')}
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>
</fontconfig>`
}

function readOptions(words) {
  const read = { figures: null, list: 30, known: null, input: null, pictures: null, only: null, verbose: false }
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--verbose') read.verbose = true
    else if (words[at] === '--list') read.list = Number(words[++at])
    else if (words[at] === '--known') read.known = words[++at]
    else if (words[at] === '--input') read.input = words[++at]
    else if (words[at] === '--pictures') read.pictures = words[++at]
    else if (words[at] === '--figures') read.figures = words[++at]
    else if (words[at] === '--only') read.only = words[++at]
    else throw new Error(`unknown option ${words[at]}`)
  }
  return read
}
