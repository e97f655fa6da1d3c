// The open program: a start screen until the first frame, then what the core paints, and a notice when it was stopped.

import { Accessible } from './accessible.js'
import { h, play } from './dom.js'
import { Layers } from './layers.js'
import { Pointers } from './pointers.js'
import { programIcon } from './program-icon.js'

export class Program {
  /** @param {import('./phone.js').Phone} phone */
  constructor(phone) {
    this.phone = phone
    this.session = null
    this.status = 'auto'
    this.surface = h('div', { class: 'surface', 'data-testid': 'program-surface' })
    this.cover = h('div', { class: 'cover' })
    this.element = h('section', { class: 'program-screen', 'data-testid': 'program', hidden: true }, this.surface, this.cover)
    this.reset()
    new Pointers(this.surface, (message) => phone.send(message))
  }

  get isOpen() {
    return this.session !== null
  }

  reset() {
    this.layers = new Layers(this.surface, (message) => this.phone.send(message))
    this.accessible = new Accessible(this.layers, this.surface, (message) => this.phone.send(message))
    this.frames = 0
    this.status = 'auto'
    this.surface.dataset.frame = '0'
    this.surface.style.background = ''
  }

  /** A `session` or a `frame`. */
  message(message) {
    if (message.type === 'session') this.sessionChanged(message)
    else if (message.type === 'frame') this.frame(message)
  }

  tile(tile) {
    this.layers.tile(tile)
  }

  frame(frame) {
    if (!this.isOpen) return
    this.layers.apply(frame)
    if (frame.accessible) this.accessible.apply(frame.accessible)
    this.surface.style.background = frame.background
    this.status = frame.status
    this.frames += 1
    if (this.frames === 1) this.uncover()
    // The surface says which frame it shows: tests wait for that.
    this.surface.dataset.frame = String(frame.number)
    requestAnimationFrame(() => this.phone.send({ type: 'shown', number: frame.number }))
  }

  sessionChanged(session) {
    if (session.phase === 'closed') return this.leave()
    const isNew = session.phase === 'opening' || !this.isOpen
    this.session = session
    this.surface.setAttribute('aria-label', this.phone.words.programArea(session.name))
    this.element.dataset.phase = session.phase
    this.element.dataset.program = session.program
    if (isNew) {
      this.reset()
      this.enter()
    }
    if (session.phase === 'failed' || session.phase === 'stopped') this.showNotice()
  }

  enter() {
    this.showStart()
    this.element.hidden = false
    this.phone.screens.setAttribute('inert', '')
    play(this.element, [{ transform: 'translateY(100%)' }, { transform: 'none' }], 340)
  }

  async leave() {
    if (!this.isOpen) return
    this.session = null
    this.phone.screens.removeAttribute('inert')
    await play(this.element, [{ transform: 'none' }, { transform: 'translateY(100%)' }], 280)
    if (this.isOpen) return
    this.element.hidden = true
    this.reset()
  }

  /** The socket is gone and with it the session. */
  disconnected() {
    this.leave()
  }

  back() {
    const stopped = this.session.phase === 'failed' || this.session.phase === 'stopped'
    this.phone.send({ type: stopped ? 'close' : 'back' })
    if (stopped) this.leave()
  }

  settingsChanged() {
    if (!this.isOpen) return
    if (this.session.phase === 'failed' || this.session.phase === 'stopped') this.showNotice()
  }

  showStart() {
    const { session } = this
    this.cover.className = 'cover'
    this.cover.hidden = false
    this.cover.replaceChildren(
      h('div', { class: 'start', role: 'status', 'aria-label': this.phone.words.opening },
        programIcon(session, 72),
        h('p', { class: 'start-name', text: session.name }),
        h('div', { class: 'start-dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      ),
    )
  }

  async uncover() {
    if (this.session.phase === 'failed' || this.session.phase === 'stopped') return
    await play(this.cover, [{ opacity: 1 }, { opacity: 0 }], 180)
    if (this.session && this.session.phase !== 'failed' && this.session.phase !== 'stopped') this.cover.hidden = true
  }

  showNotice() {
    const { session } = this
    const t = this.phone.words
    const close = () => {
      this.phone.send({ type: 'close' })
      this.leave()
    }
    this.cover.className = 'cover cover-notice'
    this.cover.hidden = false
    this.cover.replaceChildren(
      h('div', { class: 'notice', role: 'alert', 'data-testid': 'notice' },
        programIcon(session, 64),
        h('h2', { text: session.phase === 'failed' ? t.failed : t.stopped }),
        h('p', { text: session.reason }),
        h('button', { class: 'button-main', text: t.closeProgram, 'data-testid': 'notice-close', on: { click: close } }),
        h('button', { class: 'button-second', text: t.openAgain, 'data-testid': 'notice-again', on: { click: () => this.phone.open(session.program) } }),
      ),
    )
  }
}
