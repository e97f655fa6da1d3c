// The page: two phones (or one, for `minihost run`), and switches for appearance and language that hold for both.

import { token } from './connection.js'
import { h, icon } from './dom.js'
import { MOON, SUN } from './icons.js'
import { Phone } from './phone.js'
import { words } from './words.js'

const PHONE = { width: 375, height: 812, frame: 12 }

const settings = {
  appearance: remembered('appearance', ['light', 'dark']) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  locale: remembered('locale', ['en', 'zh']) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
}

/** A switch's last position; `?appearance=dark&locale=zh` in the address comes first. */
function remembered(name, allowed) {
  const value = new URLSearchParams(location.search).get(name) ?? localStorage.getItem(name)
  return allowed.includes(value) ? value : null
}

async function start() {
  const answer = await fetch(`/config.json?token=${encodeURIComponent(token())}`)
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`)
  const config = await answer.json()
  const hosts = config.alone ? config.hosts.slice(0, 1) : config.hosts
  const bar = h('header', { class: 'bar' })
  const stage = h('main', { class: 'stage' })
  document.body.replaceChildren(bar, stage)
  const phones = hosts.map((host) => new Phone(host, settings, config.alone))
  stage.append(...phones.map((phone) => phone.element))

  const apply = () => {
    document.documentElement.lang = settings.locale === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.appearance = settings.appearance
    bar.replaceChildren(...barContent(change, config.alone))
    phones.forEach((phone) => phone.settingsChanged())
  }
  const change = (name, value) => {
    settings[name] = value
    localStorage.setItem(name, value)
    apply()
  }
  const fit = () => {
    // The whole phone is seen without scrolling where the window allows it.
    const room = innerHeight - 64 - 92
    const scale = Math.max(0.6, Math.min(1, room / (PHONE.height + 2 * PHONE.frame), (innerWidth - 24) / (PHONE.width + 2 * PHONE.frame)))
    document.documentElement.style.setProperty('--scale', scale.toFixed(3))
  }
  addEventListener('resize', fit)
  fit()
  apply()
}

function barContent(change, alone) {
  const t = words(settings.locale)
  const choice = (name, value, content, label) =>
    h('button', {
      class: 'choice',
      'aria-pressed': String(settings[name] === value),
      'aria-label': label,
      'data-testid': `${name}-${value}`,
      on: { click: () => change(name, value) },
    }, content)
  return [
    h('div', { class: 'brand' },
      h('img', { src: '/art/icon.svg', alt: '', width: 36, height: 36 }),
      h('div', {}, h('h1', { text: 'Minihost' }), h('p', { text: alone ? t.taglineAlone : t.tagline })),
    ),
    h('div', { class: 'choices' },
      h('div', { class: 'group', role: 'group', 'aria-label': t.appearance },
        choice('appearance', 'light', icon(SUN, 18), t.light),
        choice('appearance', 'dark', icon(MOON, 18), t.dark),
      ),
      h('div', { class: 'group', role: 'group', 'aria-label': t.language },
        choice('locale', 'en', 'EN', 'English'),
        choice('locale', 'zh', '中', '中文'),
      ),
    ),
  ]
}

start().catch((error) => {
  document.body.replaceChildren(h('p', { class: 'fault', role: 'alert', text: `The demo did not start: ${error.message}` }))
})
