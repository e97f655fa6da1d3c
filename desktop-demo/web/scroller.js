// A layer that scrolls: the browser's own scrolling, reported back; with a mouse it can be dragged as with a finger.

import { calm, h } from './dom.js'

const PULL_MIN = 60
/** How long the speed of a wheel that is let go carries on. */
const CARRY_MS = 200
const PULL_SHOWN = 0.45

/** Scrollers by their element, so that a drag finds the one below the pointer. */
const SCROLLERS = new WeakMap()

export class Scroller {
  /**
   * @param {number} layer
   * @param {(message: object) => void} send
   */
  constructor(layer, send) {
    this.layer = layer
    this.send = send
    this.version = null
    this.snap = 0
    this.pulled = 0
    this.waiting = false
    this.dragged = false
    this.content = h('div', { class: 'scroll-content' })
    this.element = h('div', { class: 'scroller', on: { scroll: () => this.scrolled(), scrollend: () => this.rested() } }, this.content)
    SCROLLERS.set(this.element, this)
  }

  update(spec) {
    const { style } = this.element
    this.spec = spec
    style.overflowX = spec.horizontal ? 'auto' : 'hidden'
    style.overflowY = spec.vertical ? 'auto' : 'hidden'
    this.content.style.width = `${spec.content[0]}px`
    this.content.style.height = `${spec.content[1]}px`
    if (spec.snap !== this.snap || spec.content.join() !== this.snapped) this.placeSnaps(spec)
    if (spec.version !== this.version) {
      const first = this.version === null
      this.version = spec.version
      this.element.scrollTo({ left: spec.x, top: spec.y, behavior: spec.smooth && !first && !calm() ? 'smooth' : 'instant' })
    }
  }

  /** Resting places of a swiper, as the browser wants them: an element each. */
  placeSnaps(spec) {
    this.snap = spec.snap
    this.snapped = spec.content.join()
    this.content.querySelectorAll(':scope > .snap').forEach((mark) => mark.remove())
    this.element.style.scrollSnapType = ''
    if (!(spec.snap > 0)) return
    const axis = spec.horizontal ? 0 : 1
    this.element.style.scrollSnapType = axis === 0 ? 'x mandatory' : 'y mandatory'
    const count = Math.min(1000, Math.round(spec.content[axis] / spec.snap))
    for (let index = 0; index < count; index++) {
      this.content.append(h('i', { class: 'snap', style: { [axis === 0 ? 'left' : 'top']: `${index * spec.snap}px` } }))
    }
  }

  scrolled() {
    if (this.waiting) return
    this.waiting = true
    requestAnimationFrame(() => {
      // It may have come to rest in the meantime, and that was reported.
      if (this.waiting) this.report(false)
    })
  }

  rested() {
    if (!this.dragged) this.report(true)
  }

  report(settled) {
    this.waiting = false
    if (!this.element.isConnected) return
    this.send({ type: 'scroll', layer: this.layer, x: this.element.scrollLeft, y: this.element.scrollTop, settled })
  }

  // ---- dragging

  /** Whether a drag along an axis (0 sideways, 1 down) moves this scroller. */
  takes(axis) {
    const { element, spec } = this
    if (axis === 0) return spec.horizontal && element.scrollWidth > element.clientWidth + 1
    return spec.vertical && (spec.page || element.scrollHeight > element.clientHeight + 1)
  }

  dragStart() {
    cancelAnimationFrame(this.gliding)
    this.dragged = true
    this.element.style.scrollSnapType = 'none'
  }

  /** Moves by logical pixels; a page pulled beyond its top shows it. */
  dragBy(dx, dy) {
    this.element.scrollLeft -= dx
    if (this.spec.page && (this.pulled > 0 || (dy > 0 && this.element.scrollTop <= 0))) {
      this.pulled = Math.max(0, this.pulled + dy)
      this.content.style.transform = this.pulled > 0 ? `translateY(${this.pulled * PULL_SHOWN}px)` : ''
      return
    }
    this.element.scrollTop -= dy
  }

  /** Lets go with a speed in logical pixels per millisecond; comes to rest later. */
  dragEnd(vx, vy) {
    this.dragged = false
    if (this.pulled > 0) {
      if (this.pulled > PULL_MIN) this.send({ type: 'pull', layer: this.layer })
      this.pulled = 0
      this.content.animate([{ transform: this.content.style.transform }, { transform: 'none' }], { duration: calm() ? 0 : 240, easing: 'ease-out' })
      this.content.style.transform = ''
      return
    }
    if (this.snap > 0) return this.restAtSnap(vx, vy)
    this.glide(vx, vy)
  }

  restAtSnap(vx, vy) {
    const horizontal = this.spec.horizontal
    const offset = horizontal ? this.element.scrollLeft : this.element.scrollTop
    const speed = horizontal ? vx : vy
    // Where several are seen at once (a wheel), the speed carries over as many as it is fast.
    const wheel = this.snap * 2 <= (horizontal ? this.element.clientWidth : this.element.clientHeight)
    const near = wheel ? Math.round((offset - speed * CARRY_MS) / this.snap) : Math.abs(speed) > 0.3 ? (speed < 0 ? Math.ceil(offset / this.snap) : Math.floor(offset / this.snap)) : Math.round(offset / this.snap)
    const goal = near * this.snap
    const restore = () => {
      this.element.style.scrollSnapType = horizontal ? 'x mandatory' : 'y mandatory'
      this.report(true)
    }
    this.element.addEventListener('scrollend', restore, { once: true })
    if (Math.abs(goal - offset) < 1) restore()
    this.element.scrollTo({ [horizontal ? 'left' : 'top']: goal, behavior: calm() ? 'instant' : 'smooth' })
  }

  glide(vx, vy) {
    let [last, sx, sy] = [performance.now(), vx, vy]
    if (calm() || Math.hypot(sx, sy) < 0.05) return this.report(true)
    this.dragged = true
    const step = (now) => {
      const elapsed = Math.min(40, now - last)
      last = now
      this.element.scrollLeft -= sx * elapsed
      this.element.scrollTop -= sy * elapsed
      const slower = Math.exp(-elapsed / 325)
      sx *= slower
      sy *= slower
      if (Math.hypot(sx, sy) > 0.02) {
        this.gliding = requestAnimationFrame(step)
      } else {
        this.dragged = false
        this.report(true)
      }
    }
    this.gliding = requestAnimationFrame(step)
  }
}

/**
 * The innermost scroller around an element that takes a drag along an axis; none if the core itself moves something there.
 * @param {Element} element
 * @param {0|1} axis
 * @returns {Scroller|undefined}
 */
export function scrollerAround(element, axis) {
  const held = axis === 0 ? ['both', 'sideways'] : ['both', 'up_down']
  for (let at = element; at; at = at.parentElement) {
    const scroller = SCROLLERS.get(at)
    if (scroller?.takes(axis)) return scroller
    if (held.includes(at.dataset?.drag)) return undefined
  }
  return undefined
}
