// What screen readers, the keyboard and tests find in a painted picture: unseen elements where the core says something is.

import { h, setStyle } from './dom.js'

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
    /** What is shown, by what it stands for: an element lives as long as its thing, so that a reader's place in it is kept. */
    /** @type {Map<string, HTMLElement>} */
    this.elements = new Map()
  }

  apply(things) {
    const before = this.elements
    this.elements = new Map()
    /** @type {[HTMLElement, HTMLElement][]} */
    const placed = []
    for (const thing of things) {
      const layer = this.layers.layers.get(thing.layer)
      if (!layer) continue
      if (thing.role === 'text_field') {
        // The browser's own field is already there; without a label it is known by its placeholder.
        if (thing.label) layer.field?.element.setAttribute('aria-label', thing.label)
        continue
      }
      let key = `${thing.key} ${thing.role}`
      while (this.elements.has(key)) key += '+'
      const element = before.get(key) ?? this.element(thing)
      before.delete(key)
      this.elements.set(key, element)
      update(element, thing)
      placed.push([layer.content, element])
    }
    for (const element of before.values()) element.remove()
    // In reading order, moving nothing that stands in its place already: an element that is moved loses the focus.
    /** @type {Map<HTMLElement, Element|null>} */
    const next = new Map()
    for (const [parent, element] of placed) {
      const place = next.has(parent) ? next.get(parent) : thingFrom(parent.firstElementChild)
      if (element !== place) parent.insertBefore(element, place)
      next.set(parent, thingFrom(element.nextElementSibling))
    }
  }

  element(thing) {
    const element = h('div', { class: 'thing', role: ROLES[thing.role] })
    // The pointer never lands here; a click comes from a screen reader, keys from the keyboard.
    element.addEventListener('click', () => this.tap(element))
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        this.tap(element)
      }
    })
    return element
  }

  /** A finger in the middle of a thing. */
  tap(element) {
    if (element.tabIndex < 0) return
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

/** The first element from here on that stands for a thing. */
function thingFrom(element) {
  while (element && !element.matches('.thing')) element = element.nextElementSibling
  return element
}

/** Brings an element up to what its thing says now. */
function update(element, thing) {
  const [x, y, width, height] = thing.rect
  const role = ROLES[thing.role]
  const number = parseFloat(thing.value)
  setAttributes(element, {
    'aria-label': role ? thing.label || null : null,
    'aria-checked': CHECKABLE.has(thing.role) ? String(thing.checked) : null,
    'aria-selected': thing.role === 'tab' ? String(thing.checked) : null,
    'aria-valuetext': VALUED.has(thing.role) && thing.value ? thing.value : null,
    'aria-valuenow': VALUED.has(thing.role) && Number.isFinite(number) ? number : null,
    'aria-level': thing.role === 'heading' ? 2 : null,
    'aria-disabled': thing.disabled ? 'true' : null,
    tabindex: thing.tap && !thing.disabled ? 0 : null,
  })
  if (element.textContent !== thing.label) element.textContent = thing.label
  setStyle(element, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` })
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name)
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value)
  }
}
