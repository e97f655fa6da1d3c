// The WebSocket of one phone (PROTOCOL.md): messages in and out, and connecting again when it was lost.

const RETRY_MS = [300, 1000, 2000, 4000]

/** The token that the printed address carries. */
export const token = () => new URLSearchParams(location.search).get('token') ?? ''

/**
 * @typedef {object} Tile
 * @property {number} layer
 * @property {number} number
 * @property {number} x device pixels
 * @property {number} y device pixels
 * @property {number} width device pixels
 * @property {number} height device pixels
 * @property {number} scale device pixels per logical pixel
 * @property {boolean} png
 * @property {Uint8Array} pixels
 */

export class Connection {
  /**
   * @param {string} host
   * @param {{ hello: () => object, message: (message: any) => void, tile: (tile: Tile) => void, status: (open: boolean) => void }} owner
   */
  constructor(host, owner) {
    this.host = host
    this.owner = owner
    this.tries = 0
    this.connect()
  }

  connect() {
    const query = new URLSearchParams({ token: token(), host: this.host })
    const socket = new WebSocket(`ws://${location.host}/phone?${query}`)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    socket.onopen = () => {
      this.tries = 0
      this.send({ type: 'hello', ...this.owner.hello() })
      this.owner.status(true)
    }
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.owner.message(JSON.parse(data))
      else this.owner.tile(readTile(data))
    }
    socket.onclose = () => {
      this.owner.status(false)
      const wait = RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)]
      setTimeout(() => this.connect(), wait)
    }
  }

  /** Sends a message; one that finds the socket closed is dropped, since the phone starts anew afterwards. */
  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {Tile}
 */
function readTile(buffer) {
  const view = new DataView(buffer)
  if (view.getUint32(0) !== 0x4d48544c) throw new Error('not a tile')
  return {
    layer: Number(view.getBigUint64(4, true)),
    number: view.getUint32(12, true),
    x: view.getUint32(16, true),
    y: view.getUint32(20, true),
    width: view.getUint32(24, true),
    height: view.getUint32(28, true),
    scale: view.getFloat32(32, true),
    png: view.getUint8(36) === 1,
    pixels: new Uint8Array(buffer, 40),
  }
}
