// What screen readers, the keyboard and tests find in a painted picture: unseen elements where the core says something is.

import { h } from './dom.js'

/** FORMAT.md's roles as ARIA has them; text is text and needs none. */
const ROLES = {
  button: 'button', image: 'img', checkbox: 'checkbox', radio: 'radio', switch: 'switch', slider: 'slider', link: 'link',
  heading: 'heading', progress: 'progressbar', group: 'group', tab: 'tab', dialog: 'dialog',
}
const CHECKABLE = new Set(['checkbox', 'radio', 'switch'])
const VALUED = new Set(['slider', 'progress'])

export class Accessible {
  /**
   * @param {import('./layers.js').Layers} layers
   * @param {HTMLElement} surface
   * @param {(message: object) => void} send
   */
  constructor(layers, surface, send) {
    this.layers = layers
    this.surface = surface
    this.send = send
    /** @type {HTMLElement[]} */
    this.elements = []
  }

  apply(things) {
    const focused = this.elements.indexOf(/** @type {HTMLElement} */ (document.activeElement))
    this.elements.forEach((element) => element.remove())
    this.elements = []
    for (const thing of things) {
      const layer = this.layers.layers.get(thing.layer)
      if (!layer) continue
      if (thing.role === 'text_field') {
        // The browser's own field is already there; without a label it is known by its placeholder.
        if (thing.label) layer.field?.element.setAttribute('aria-label', thing.label)
        continue
      }
      const element = this.element(thing)
      layer.content.append(element)
      this.elements.push(element)
    }
    // A list that was built anew keeps the place of somebody who walks through it by keyboard.
    if (focused >= 0) this.elements[Math.min(focused, this.elements.length - 1)]?.focus({ preventScroll: true })
  }

  element(thing) {
    const [x, y, width, height] = thing.rect
    const role = ROLES[thing.role]
    const element = h('div', {
      class: 'thing',
      role,
      'aria-label': role ? thing.label || null : null,
      text: thing.label,
      'aria-checked': CHECKABLE.has(thing.role) ? String(thing.checked) : null,
      'aria-selected': thing.role === 'tab' ? String(thing.checked) : null,
      'aria-valuetext': VALUED.has(thing.role) && thing.value ? thing.value : null,
      'aria-valuenow': VALUED.has(thing.role) && Number.isFinite(parseFloat(thing.value)) ? parseFloat(thing.value) : null,
      'aria-level': thing.role === 'heading' ? 2 : null,
      'aria-disabled': thing.disabled ? 'true' : null,
      tabindex: thing.tap && !thing.disabled ? 0 : null,
      style: { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` },
    })
    if (thing.tap) {
      // The pointer never lands here; a click comes from a screen reader, keys from the keyboard.
      element.addEventListener('click', () => this.tap(element))
      element.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          this.tap(element)
        }
      })
    }
    return element
  }

  /** A finger in the middle of a thing. */
  tap(element) {
    const surface = this.surface.getBoundingClientRect()
    const box = element.getBoundingClientRect()
    const scale = this.surface.offsetWidth / surface.width
    const place = {
      id: 9,
      x: (box.left + box.width / 2 - surface.left) * scale,
      y: (box.top + box.height / 2 - surface.top) * scale,
    }
    const time = Math.round(performance.now())
    this.send({ type: 'pointer', phase: 'down', ...place, time_ms: time })
    this.send({ type: 'pointer', phase: 'up', ...place, time_ms: time + 40 })
  }
}
