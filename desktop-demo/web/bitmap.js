// A layer's picture. Tiles that follow each other share one canvas: where two canvases meet, a phone that is shown smaller or larger
// than life would show a seam.

import { h } from './dom.js'

/** Tiles of one canvas: with 1,024 lines each they stay below the height that every browser can do. */
const STRIP = 8

export class Bitmap {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element
    /** @type {Map<number, Strip>} */
    this.strips = new Map()
  }

  /** @param {import('./connection.js').Tile} tile */
  tile(tile) {
    const number = Math.floor(tile.number / STRIP)
    let strip = this.strips.get(number)
    if (!strip) {
      const canvas = /** @type {HTMLCanvasElement} */ (h('canvas', { class: 'tile', 'aria-hidden': 'true' }))
      strip = { canvas, top: 0, scale: 1, ends: new Map() }
      canvas.width = canvas.height = 0
      this.strips.set(number, strip)
      this.element.append(canvas)
    }
    // All tiles but the last are of one height.
    strip.top = tile.number === 0 ? 0 : (tile.y / tile.number) * number * STRIP
    strip.scale = tile.scale
    const y = tile.y - strip.top
    strip.ends.set(tile.number, y + tile.height)
    resize(strip, tile.width, Math.max(strip.canvas.height, y + tile.height))
    Object.assign(strip.canvas.style, { left: px(tile.x / tile.scale), top: px(strip.top / tile.scale) })
    if (tile.png) {
      createImageBitmap(new Blob([tile.pixels], { type: 'image/png' })).then((picture) => {
        const context = strip.canvas.getContext('2d')
        context.clearRect(0, y, strip.canvas.width, picture.height)
        context.drawImage(picture, 0, y)
      })
    } else if (tile.width > 0 && tile.height > 0) {
      const pixels = new Uint8ClampedArray(tile.pixels.buffer, tile.pixels.byteOffset, tile.width * tile.height * 4)
      strip.canvas.getContext('2d').putImageData(new ImageData(pixels, tile.width, tile.height), 0, y)
    }
  }

  /** Forgets tiles that the layer no longer has. */
  trim(tiles) {
    for (const [number, strip] of this.strips) {
      for (const tile of strip.ends.keys()) {
        if (tile >= tiles) strip.ends.delete(tile)
      }
      if (strip.ends.size === 0) {
        strip.canvas.remove()
        this.strips.delete(number)
      } else {
        resize(strip, strip.canvas.width, Math.max(...strip.ends.values()))
      }
    }
  }

  /** Takes over what another bitmap shows. */
  take(other) {
    this.strips = other.strips
    this.element.append(...[...this.strips.values()].map((strip) => strip.canvas))
  }
}

/** Keeps the picture: setting a canvas's size would empty it. */
function resize(strip, width, height) {
  const { canvas, scale } = strip
  if (canvas.width !== width || canvas.height !== height) {
    const old = canvas.width > 0 && canvas.height > 0 ? canvas.getContext('2d').getImageData(0, 0, canvas.width, Math.min(canvas.height, height)) : null
    canvas.width = width
    canvas.height = height
    if (old) canvas.getContext('2d').putImageData(old, 0, 0)
  }
  Object.assign(canvas.style, { width: px(width / scale), height: px(height / scale) })
}

const px = (length) => `${length}px`

/**
 * @typedef {object} Strip
 * @property {HTMLCanvasElement} canvas
 * @property {number} top device pixels from the bitmap's own top
 * @property {number} scale device pixels in one of the page's
 * @property {Map<number, number>} ends where each tile ends, in device pixels from `top`
 */
