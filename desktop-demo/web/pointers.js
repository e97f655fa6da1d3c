// Fingers on the program. Touches scroll natively and the browser then cancels the pointer; a mouse drags what a finger would.

import { scrollerAround } from './scroller.js'

const SLOP = 8

export class Pointers {
  /**
   * @param {HTMLElement} surface
   * @param {(message: object) => void} send
   */
  constructor(surface, send) {
    this.surface = surface
    this.send = send
    /** @type {Map<number, Finger>} */
    this.fingers = new Map()
    surface.addEventListener('pointerdown', (event) => this.down(event))
    surface.addEventListener('pointermove', (event) => this.move(event))
    surface.addEventListener('pointerup', (event) => this.end(event, 'up'))
    surface.addEventListener('pointercancel', (event) => this.end(event, 'cancel'))
    surface.addEventListener('contextmenu', (event) => event.preventDefault())
    surface.addEventListener('dragstart', (event) => event.preventDefault())
  }

  /** Logical pixels from the screen's corner, whatever scale the phone is shown at. */
  place(event) {
    const box = this.surface.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) * this.surface.offsetWidth) / box.width,
      y: ((event.clientY - box.top) * this.surface.offsetHeight) / box.height,
    }
  }

  down(event) {
    if (event.button !== 0) return
    const { x, y } = this.place(event)
    const isField = event.target.matches('input, textarea')
    const finger = { id: this.freeId(), startX: x, startY: y, x, y, time: event.timeStamp, vx: 0, vy: 0, target: event.target, isField, scroller: null, taken: false }
    this.fingers.set(event.pointerId, finger)
    if (event.pointerType === 'mouse' && !isField) {
      this.surface.setPointerCapture(event.pointerId)
      // A press on the picture takes the focus from a field, as on a phone.
      if (document.activeElement?.matches('.field')) document.activeElement.blur()
      event.preventDefault()
    }
    this.report('down', finger, event)
  }

  move(event) {
    const finger = this.fingers.get(event.pointerId)
    if (!finger) return
    const { x, y } = this.place(event)
    const [dx, dy] = [x - finger.x, y - finger.y]
    const elapsed = Math.max(1, event.timeStamp - finger.time)
    Object.assign(finger, { x, y, time: event.timeStamp, vx: 0.7 * (dx / elapsed) + 0.3 * finger.vx, vy: 0.7 * (dy / elapsed) + 0.3 * finger.vy })
    if (finger.scroller) {
      finger.scroller.dragBy(dx, dy)
      return
    }
    if (event.pointerType === 'mouse' && !finger.isField && !finger.taken && this.takeOver(finger, event)) return
    this.report('move', finger, event)
  }

  /** A mouse that moved far enough drags the scroll area below it, and the core hears no more of it. */
  takeOver(finger, event) {
    const [dx, dy] = [finger.x - finger.startX, finger.y - finger.startY]
    if (Math.hypot(dx, dy) < SLOP) return false
    finger.taken = true
    const scroller = scrollerAround(finger.target, Math.abs(dx) > Math.abs(dy) ? 0 : 1)
    if (!scroller) return false
    finger.scroller = scroller
    scroller.dragStart()
    scroller.dragBy(dx, dy)
    this.report('cancel', finger, event)
    return true
  }

  end(event, phase) {
    const finger = this.fingers.get(event.pointerId)
    if (!finger) return
    this.fingers.delete(event.pointerId)
    if (finger.scroller) {
      const still = event.timeStamp - finger.time > 80
      finger.scroller.dragEnd(still ? 0 : finger.vx, still ? 0 : finger.vy)
      return
    }
    this.report(phase, finger, event)
  }

  report(phase, finger, event) {
    this.send({ type: 'pointer', phase, id: finger.id, x: round(finger.x), y: round(finger.y), time_ms: Math.round(event.timeStamp) })
  }

  /** Small numbers, used again, as touch identifiers are on phones. */
  freeId() {
    const used = new Set([...this.fingers.values()].map((finger) => finger.id))
    let id = 0
    while (used.has(id)) id += 1
    return id
  }
}

const round = (length) => Math.round(length * 100) / 100

/**
 * @typedef {object} Finger
 * @property {number} id
 * @property {number} startX
 * @property {number} startY
 * @property {number} x
 * @property {number} y
 * @property {number} time
 * @property {number} vx
 * @property {number} vy
 * @property {Element} target
 * @property {boolean} isField
 * @property {import('./scroller.js').Scroller|null} scroller
 * @property {boolean} taken
 */
