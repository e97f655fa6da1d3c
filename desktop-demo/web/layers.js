// A frame's layers as elements: a box per layer, canvases for its bitmap, the browser's own scrolling where a layer scrolls.
//
// Layers never move between places of the document while they live, since that would reset their scroll offset and take the
// focus from a field: the order from back to front is a z-index.

import { Bitmap } from './bitmap.js'
import { h } from './dom.js'
import { Field } from './field.js'
import { Scroller } from './scroller.js'

/** How a layer hangs in its parent; a change of it builds the layer anew. */
const hanging = (spec) => `${spec.parent}|${spec.sticky ? 'sticky' : ''}|${spec.scroll ? 'scroll' : ''}|${spec.native?.kind ?? ''}`

const px = (length) => `${length}px`

export class Layers {
  /**
   * @param {HTMLElement} surface
   * @param {(message: object) => void} send
   */
  constructor(surface, send) {
    this.surface = surface
    this.send = send
    /** @type {Map<number, Layer>} */
    this.layers = new Map()
    /** Tiles that came before the frame that shows them, by layer. */
    this.early = new Map()
    surface.replaceChildren()
  }

  /** @param {import('./connection.js').Tile} tile */
  tile(tile) {
    if (!this.early.has(tile.layer)) this.early.set(tile.layer, [])
    this.early.get(tile.layer).push(tile)
  }

  apply(frame) {
    const seen = new Set(frame.layers.map((spec) => spec.id))
    for (const [id, layer] of this.layers) {
      if (!seen.has(id)) this.drop(id, layer)
    }
    frame.layers.forEach((spec, order) => {
      let layer = this.layers.get(spec.id)
      const parent = this.layers.get(spec.parent)
      // A layer whose parent was built anew has to follow it.
      if (layer && (layer.hanging !== hanging(spec) || (parent && !parent.element.isConnected) || !layer.outer.isConnected)) {
        this.drop(spec.id, layer)
        const kept = layer
        layer = undefined
        this.layers.set(spec.id, (layer = new Layer(spec, parent?.content ?? this.surface, this.send)))
        layer.picture.take(kept.picture)
      }
      if (!layer) this.layers.set(spec.id, (layer = new Layer(spec, parent?.content ?? this.surface, this.send)))
      layer.update(spec, order)
      for (const tile of this.early.get(spec.id) ?? []) layer.picture.tile(tile)
      layer.picture.trim(spec.tiles)
    })
    this.early.clear()
  }

  drop(id, layer) {
    layer.remove()
    this.layers.delete(id)
  }
}

class Layer {
  constructor(spec, parent, send) {
    this.hanging = hanging(spec)
    this.element = h('div', { class: 'layer', 'data-layer': spec.id })
    this.outer = this.element
    if (spec.sticky) {
      // The browser's own sticking: a box as large as the container, inside which the layer sticks.
      this.element.classList.add('layer-sticky')
      this.outer = h('div', { class: 'layer-container' }, this.element)
    }
    this.bitmap = h('div', { class: 'bitmap' })
    this.content = this.element
    if (spec.scroll) {
      this.scroller = new Scroller(spec.id, send)
      this.content = this.scroller.content
      this.element.append(this.scroller.element)
    }
    this.content.append(this.bitmap)
    if (spec.native?.kind === 'text_field') {
      this.field = new Field(spec.id, spec.native, send)
      this.element.append(this.field.element)
    }
    this.picture = new Bitmap(this.bitmap)
    parent.append(this.outer)
  }

  update(spec, order) {
    const [x, y, width, height] = spec.rect
    const { style } = this.element
    this.outer.style.zIndex = String(order + 1)
    style.width = px(width)
    style.height = px(height)
    if (spec.sticky) this.stick(spec)
    else {
      style.left = px(x)
      style.top = px(y)
    }
    style.transform = spec.transform ? `matrix(${spec.transform.join(',')})` : ''
    style.opacity = spec.opacity === undefined ? '' : String(spec.opacity)
    style.clipPath = spec.clip ? clipPath(spec.clip, width, height) : ''
    this.spin(spec.motion)
    // What the core moves with the finger does not scroll what is around it.
    this.element.dataset.drag = spec.drag ?? ''
    style.touchAction = { both: 'none', sideways: 'pan-y', up_down: 'pan-x' }[spec.drag] ?? ''
    this.scroller?.update(spec.scroll)
    this.field?.update(spec.native)
    const [left, top, across, down] = spec.bounds
    Object.assign(this.bitmap.style, { left: px(left), top: px(top), width: px(across), height: px(down) })
  }

  stick({ rect: [x, y, , height], sticky }) {
    const [cx, cy, cwidth, cheight] = sticky.container
    Object.assign(this.outer.style, { left: px(cx), top: px(cy), width: px(cwidth), height: px(cheight) })
    const distance = (value) => (value === null || value === undefined ? 'auto' : px(value))
    Object.assign(this.element.style, {
      marginLeft: px(x - cx),
      marginTop: px(y - cy),
      marginBottom: px(Math.max(0, cy + cheight - y - height) * -1),
      top: distance(sticky.top),
      right: distance(sticky.right),
      bottom: distance(sticky.bottom),
      left: distance(sticky.left),
    })
  }

  /** Turns the layer and what is in it, inside of its transform, by the page's one clock. */
  spin(motion) {
    const key = JSON.stringify(motion ?? null)
    if (this.motion === key) return
    this.motion = key
    this.turning?.cancel()
    this.turning = null
    if (!motion) return
    const { spin: duration, shift, x, y, backwards, steps } = motion
    const turned = (turns) => ({ transform: `translate(${x}px, ${y}px) rotate(${turns}turn) translate(${-x}px, ${-y}px)` })
    const easing = steps > 0 ? `steps(${steps})` : 'linear'
    this.turning = this.element.animate([turned(0), turned(backwards ? -1 : 1)], { duration, easing, iterations: Infinity, composite: 'add' })
    this.turning.startTime = -shift
  }

  remove() {
    this.outer.remove()
  }
}

/** A rectangle with elliptic corners as a path, because `inset()` reduces radii in a way of its own. */
function clipPath({ rect: [x, y, width, height], corners }) {
  const [tlx, tly, trx, tr, brx, bry, blx, bly] = corners ?? [0, 0, 0, 0, 0, 0, 0, 0]
  const [right, bottom] = [x + width, y + height]
  return `path("M${x + tlx} ${y}H${right - trx}A${trx} ${tr} 0 0 1 ${right} ${y + tr}V${bottom - bry}A${brx} ${bry} 0 0 1 ${right - brx} ${bottom}` +
    `H${x + blx}A${blx} ${bly} 0 0 1 ${x} ${bottom - bly}V${y + tly}A${tlx} ${tly} 0 0 1 ${x + tlx} ${y}Z")`
}
