// One phone: frame, status bar, the host app's screens as a stack, and the open program above them.

import { Connection } from './connection.js'
import { h, icon, play } from './dom.js'
import { BACK, CLOSE } from './icons.js'
import { Catalog } from './catalog.js'
import { HomeNews } from './home-news.js'
import { HomeVideo } from './home-video.js'
import { Program } from './program.js'
import { Settings } from './settings.js'
import { UsedList } from './used-list.js'
import { words } from './words.js'

const SIZE = { width: 375, height: 812 }
const SAFE_AREA = { top: 44, right: 0, bottom: 34, left: 0 }
const HOMES = { video: HomeVideo, news: HomeNews }
const SCREENS = { settings: Settings, used: UsedList, catalog: Catalog }

/** What the core has said before it said anything. */
const NOTHING = { entry: { visible: false, title: '', subtitle: '' }, used: [], catalog: [] }

export class Phone {
  /**
   * @param {{ id: string, kind: 'video'|'news', name: { en: string, zh: string } }} host
   * @param {{ appearance: 'light'|'dark', locale: 'en'|'zh' }} settings shared by all phones
   * @param {string|null} alone a program to open at once
   */
  constructor(host, settings, alone) {
    this.host = host
    this.settings = settings
    this.alone = alone
    this.state = NOTHING
    this.caption = h('figcaption', { class: 'caption' })
    this.screens = h('div', { class: 'screens' })
    this.statusBar = h('div', { class: 'status-bar', 'aria-hidden': 'true' },
      h('span', { class: 'clock', text: '9:41' }),
      h('span', { class: 'island' }),
      h('span', { class: 'signs' }, ...['sign-cell', 'sign-wifi', 'sign-battery'].map((name) => h('i', { class: name }))),
    )
    this.homeMark = h('button', { class: 'home-mark', 'data-testid': 'system-back', on: { click: () => this.back() } })
    this.dialogs = h('div', { class: 'dialogs' })
    this.lost = h('div', { class: 'lost', role: 'status' })
    this.program = new Program(this)
    this.display = h('div', { class: 'display', 'data-testid': `phone-${host.id}`, on: { keydown: (event) => this.key(event) } },
      this.screens, this.program.element, this.statusBar, this.homeMark, this.dialogs, this.lost)
    this.element = h('figure', { class: `phone phone-${host.kind}` },
      h('div', { class: 'fit' }, h('div', { class: 'case' }, this.display)),
      this.caption,
    )
    this.stack = []
    this.push(new HOMES[host.kind](this), true)
    this.connection = new Connection(host.id, this)
  }

  get words() {
    return words(this.settings.locale)
  }

  // ---- what the connection calls

  hello() {
    return { screen: this.screenMessage() }
  }

  message(message) {
    if (message.type === 'state') {
      this.state = message
      this.stack.forEach((screen) => screen.update())
      this.captionChanged()
      if (this.alone && !this.openedAlone) {
        this.openedAlone = true
        this.open(this.alone)
      }
    } else {
      this.program.message(message)
    }
    this.statusChanged()
  }

  tile(tile) {
    this.program.tile(tile)
  }

  status(open) {
    this.lost.hidden = open
    this.lost.textContent = this.state === NOTHING ? this.words.connecting : this.words.lost
    if (!open) this.program.disconnected()
  }

  // ---- what screens call

  send(message) {
    this.connection.send(message)
  }

  /** @param {string} program */
  open(program) {
    this.send({ type: 'open', program })
  }

  /** @param {'settings'|'used'|'catalog'} name */
  async show(name) {
    const covered = this.stack.at(-1)
    const screen = new SCREENS[name](this)
    this.push(screen)
    await Promise.all([
      play(screen.element, [{ transform: 'translateX(100%)' }, { transform: 'none' }], 320),
      play(covered.element, [{ transform: 'none' }, { transform: 'translateX(-25%)' }], 320),
    ])
    if (this.stack.at(-1) === screen) screen.element.querySelector('h2')?.focus({ preventScroll: true })
  }

  push(screen) {
    this.stack.at(-1)?.element.setAttribute('inert', '')
    this.stack.push(screen)
    this.screens.append(screen.element)
    screen.update()
    this.statusChanged()
  }

  async pop() {
    if (this.stack.length < 2) return
    const screen = this.stack.pop()
    const revealed = this.stack.at(-1)
    revealed.element.removeAttribute('inert')
    revealed.update()
    this.statusChanged()
    await Promise.all([
      play(screen.element, [{ transform: 'none' }, { transform: 'translateX(100%)' }], 260),
      play(revealed.element, [{ transform: 'translateX(-25%)' }, { transform: 'none' }], 260),
    ])
    screen.element.remove()
  }

  /** The system's back: into the open program, else the host's own screens. */
  back() {
    if (this.dialogs.firstChild) this.dialogs.replaceChildren()
    else if (this.program.isOpen) this.program.back()
    else this.pop()
  }

  key(event) {
    if (event.key === 'Escape') {
      event.preventDefault()
      this.back()
    }
  }

  /**
   * Asks before something that cannot be undone.
   * @returns {Promise<boolean>}
   */
  ask(title, note, confirm) {
    return new Promise((resolve) => {
      const answer = (value) => () => {
        this.dialogs.replaceChildren()
        resolve(value)
      }
      const yes = h('button', { class: 'dialog-yes', text: confirm, 'data-testid': 'dialog-confirm', on: { click: answer(true) } })
      this.dialogs.replaceChildren(
        h('div', { class: 'veil', on: { click: answer(false) } }),
        h('div', { class: 'dialog', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': title },
          h('h3', { text: title }),
          h('p', { text: note }),
          h('div', { class: 'dialog-buttons' },
            h('button', { text: this.words.cancel, 'data-testid': 'dialog-cancel', on: { click: answer(false) } }),
            yes,
          ),
        ),
      )
      yes.focus()
    })
  }

  /**
   * A screen's head with a back button.
   * @param {string} title
   * @param {Node} [action]
   */
  head(title, action) {
    return h('div', { class: 'head' },
      h('button', { class: 'head-back', 'aria-label': this.words.back, 'data-testid': 'back', on: { click: () => this.pop() } }, icon(BACK)),
      h('h2', { text: title, tabindex: '-1' }),
      action ?? h('span', { class: 'head-space' }),
    )
  }

  closeIcon() {
    return icon(CLOSE, 18)
  }

  // ---- settings

  settingsChanged() {
    this.display.dataset.appearance = this.settings.appearance
    this.homeMark.setAttribute('aria-label', this.words.systemBack)
    this.captionChanged()
    this.stack.forEach((screen) => screen.update())
    this.program.settingsChanged()
    this.statusChanged()
    this.send({ type: 'screen', screen: this.screenMessage() })
  }

  screenMessage() {
    return {
      ...SIZE,
      // Phones have 2 or 3; painting at less than 2 would show on any display.
      pixel_ratio: devicePixelRatio > 2 ? 3 : 2,
      font_scale: 1,
      appearance: this.settings.appearance,
      locale: this.settings.locale,
      safe_area: SAFE_AREA,
    }
  }

  captionChanged() {
    this.caption.replaceChildren(
      h('strong', { text: this.host.name[this.settings.locale] }),
      h('span', { text: this.words[this.host.kind] }),
    )
  }

  /** Dark or light signs, whichever can be read above what shows. */
  statusChanged() {
    this.display.dataset.status = this.program.isOpen ? this.program.status : (this.stack.at(-1)?.status ?? 'auto')
  }
}
