// The whole flow of a newcomer, in real headless Chromium: settings, empty list, catalog, a program that works and remembers, and a
// second host with the same programs. Takes the pictures of the README on the way (`docs/images`) when `--pictures` is given.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { Phone, ROOT, startBrowser, startDemo } from './demo.mjs'

const PICTURES = path.join(ROOT, 'docs/images')
const keep = process.argv.includes('--pictures')

const demo = await startDemo()
const browser = await startBrowser()
const faults = []
let step = 'start'

async function picture(target, name) {
  if (!keep) return
  fs.mkdirSync(PICTURES, { recursive: true })
  await target.screenshot({ path: path.join(PICTURES, `${name}.png`) })
}

const say = (text) => {
  step = text
  console.log(`    ${text}`)
}

try {
  const context = await browser.newContext({ viewport: { width: 1000, height: 960 }, deviceScaleFactor: 2, locale: 'en-US', colorScheme: 'light' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))

  say('the address without its token is refused')
  const bare = await page.request.get(demo.address.split('?')[0])
  assert.equal(bare.status(), 403)

  say('two phones')
  await page.goto(demo.address)
  const pulse = new Phone(page, 'pulse')
  const daybreak = new Phone(page, 'daybreak')
  await pulse.control('tab-me').waitFor()
  await page.evaluate(() => document.fonts.ready)
  await picture(page, 'two-hosts')

  say('Settings has the row "Mini programs"; the list behind it is empty')
  await pulse.tapControl('tab-me')
  await pulse.tapControl('row-settings')
  await picture(pulse.element, 'settings')
  await pulse.tapControl('row-mini-programs')
  await pulse.control('used-empty').waitFor()
  await picture(pulse.element, 'used-empty')

  say('catalog to to-do')
  await pulse.tapControl('open-catalog')
  await picture(pulse.element, 'catalog')
  await pulse.open('todo')
  await pulse.sees('Nothing here yet')

  say('adding three things, one of them done')
  const field = pulse.surface.getByRole('textbox')
  for (const text of ['Call the plumber', 'Water the plants', 'Buy oat milk 🥛']) {
    await field.click()
    await field.fill(text)
    await pulse.tap(pulse.thing('button', 'Add'))
    await pulse.sees(text)
    await page.waitForFunction((element) => element.value === '', await field.elementHandle())
  }
  await pulse.sees('3 left to do')
  await pulse.tap(pulse.thing('checkbox', 'Water the plants'))
  await pulse.sees('2 left to do')
  await picture(pulse.element, 'todo')

  say('closing; the used list shows it')
  await pulse.close()
  await pulse.tapControl('back')
  await pulse.control('used-todo').waitFor()
  await picture(pulse.element, 'used')

  say('opened again, it has kept everything')
  await pulse.open('todo', 'used')
  await pulse.sees('Buy oat milk')
  await pulse.sees('2 left to do')

  say('the second host opens the same program, with a list of its own')
  await daybreak.tapControl('tab-me')
  await daybreak.tapControl('row-settings')
  await daybreak.tapControl('row-mini-programs')
  await daybreak.control('used-empty').waitFor()
  await daybreak.tapControl('open-catalog')
  await daybreak.open('todo')
  await daybreak.sees('Nothing here yet')
  await picture(page, 'both-todo')

  say('the shop in the second host: tabs, a product, the cart')
  await daybreak.close()
  await daybreak.open('shop')
  await daybreak.sees('Popular now')
  await picture(daybreak.element, 'shop')
  await daybreak.tap(daybreak.text('Celadon teapot'))
  await daybreak.sees('About this piece')
  await picture(daybreak.element, 'product')
  await daybreak.tap(daybreak.thing('button', 'Add to cart'))
  await daybreak.sees('Added to cart')
  await daybreak.tap(daybreak.thing('button', 'Go to cart'))
  await daybreak.sees('Total')
  await picture(daybreak.element, 'cart')
  await daybreak.close()

  say('the news from the server beside the demo')
  await daybreak.open('news')
  await daybreak.sees('Night trains return')
  await page.waitForTimeout(500)
  await picture(daybreak.element, 'news')
  await daybreak.close()

  say('the gallery')
  await daybreak.open('gallery')
  await daybreak.sees('Built-in components')
  await picture(daybreak.element, 'gallery')
  await daybreak.close()

  say('dark, and in Chinese')
  await page.getByTestId('appearance-dark').click()
  await page.getByTestId('locale-zh').click()
  await daybreak.open('shop')
  await daybreak.sees('大家都在买')
  await picture(page, 'dark-zh')
  await daybreak.close()

  say('one leaves the list, then all of them')
  await daybreak.tapControl('back')
  await daybreak.tapControl('used-remove-news')
  await daybreak.control('used-news').waitFor({ state: 'detached' })
  await daybreak.tapControl('used-clear')
  await daybreak.tapControl('dialog-confirm')
  await daybreak.control('used-empty').waitFor()

  assert.deepEqual(faults, [])
  console.log('    the flow works')
} catch (error) {
  console.error(`    failed at: ${step}\n${error.stack}\n${faults.join('\n')}\n--- what the demo printed\n${demo.printed()}`)
  const page = browser.contexts()[0]?.pages()[0]
  await page?.screenshot({ path: path.join(ROOT, 'target/e2e.fail.png') }).catch(() => {})
  console.error('    a picture of that moment: target/e2e.fail.png')
  process.exitCode = 1
} finally {
  await browser.close()
  await demo.stop()
}
