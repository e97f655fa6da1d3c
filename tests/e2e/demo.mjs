// Starting the demo for a test, and a phone as a test sees it.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const require = createRequire(path.join(ROOT, 'tests/node/package.json'))
const { chromium } = require('playwright-core')

const START_MS = 60_000

/** Starts the demo with state of its own; `stop` ends it and removes the state. */
export async function startDemo() {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'minihost-demo-'))
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target')
  const binary = path.join(target, 'debug/desktop-demo')
  const demo = spawn(binary, ['--port', '0', '--data', data, '--no-browser'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demo printed no address:\n${printed}`)), START_MS)
    const read = (chunk) => {
      printed += chunk
      const match = printed.match(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/)
      if (match) {
        clearTimeout(late)
        resolve(match[0])
      }
    }
    demo.stdout.on('data', read)
    demo.stderr.on('data', read)
    demo.on('error', reject)
    demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${printed}`)))
  })
  const stop = () =>
    new Promise((resolve) => {
      demo.removeAllListeners('exit')
      demo.on('exit', () => {
        fs.rmSync(data, { recursive: true, force: true })
        resolve()
      })
      demo.kill('SIGTERM')
    })
  return { address, stop, printed: () => printed }
}

/** Headless Chromium with the pixels of a good display, so that screenshots can be shown. */
export async function startBrowser() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(fs.existsSync)
  if (!executablePath) throw new Error('no Chromium on this machine')
  // Containers without user namespaces have no sandbox; the only pages opened here are our own.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return browser
}

/** One of the page's phones. */
export class Phone {
  constructor(page, id) {
    this.page = page
    this.element = page.getByTestId(`phone-${id}`)
    this.surface = this.element.getByTestId('program-surface')
  }

  /** A control of the host app, by its test id; the one on top when a screen below has it too. */
  control(testId) {
    return this.element.getByTestId(testId).last()
  }

  async tapControl(testId) {
    await this.control(testId).click()
    await this.still()
  }

  /** Waits until nothing slides any more. */
  async still() {
    await this.page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect.getTiming().iterations === Infinity))
  }

  /** Something that the core says is there, by its name. */
  thing(role, name) {
    return this.surface.getByRole(role, { name })
  }

  text(text) {
    return this.surface.getByText(text, { exact: false })
  }

  async sees(text) {
    await this.text(text).first().waitFor({ state: 'attached' })
  }

  /** Taps the picture where a thing is. The things themselves never catch a pointer: the mouse goes to the painted surface. */
  async tap(locator) {
    const place = locator.first()
    await place.waitFor({ state: 'attached' })
    await place.scrollIntoViewIfNeeded()
    const box = await place.boundingBox()
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }

  async showsFrame() {
    await this.element.locator('[data-testid="program-surface"]:not([data-frame="0"])').waitFor()
    await this.still()
  }

  async open(program, from = 'catalog') {
    await this.tapControl(`${from}-open-${program}`)
    await this.showsFrame()
  }

  async close() {
    await this.tap(this.thing('button', /Close mini program|关闭小程序/))
    await this.control('program').waitFor({ state: 'hidden' })
    await this.still()
  }
}
