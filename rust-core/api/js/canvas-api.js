// What programs see of canvases: the old kind's context (`createCanvasContext`, drawn when the program says `draw`), the web's kind (a node of
// a query, drawn when a script comes to rest), canvases off the screen, pictures to draw, and canvases as files and pixels.
'use strict';
const { ops, api, start, instanceNumber, Context, ImageData, freshContext, textToBytes, bytesToText } = __minihost.shared;
const { Path2D } = __minihost.shared.outlines;
const later = setTimeout;
const never = clearTimeout;
const DateNow = Date;
const PromiseNow = Promise;
const Bytes = Uint8ClampedArray;
const { max, round } = Math;

/** A path from the package's root, or an address as it is. */
const rooted = (url) => (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('/') ? url : '/' + url);

/** What can be drawn: an address, or which canvas; `undefined` for what is no picture. */
__minihost.shared.pictureOf = (image) => {
  const canvas = image instanceof Context ? image.canvas : image;
  if (canvas instanceof Canvas) {
    if (canvas._context) canvas._context._send();
    const { page, node, offscreen } = canvas._where();
    return offscreen === undefined ? ['canvas', page, node] : ['offscreen', offscreen];
  }
  const url = typeof image === 'string' ? image : image && image.src;
  return typeof url === 'string' && url ? rooted(url) : undefined;
};

/** A canvas that stays as another one is now; what is no canvas stays by itself. */
__minihost.shared.copyOf = (image) => {
  if (!(image instanceof Canvas)) return image;
  const copy = offscreenCanvas({ width: image.width, height: image.height });
  copy.getContext('2d').drawImage(image, 0, 0);
  return copy;
};

/** What the old kind has on top: setters, and nothing is seen before `draw`. */
class OldContext extends Context {
  draw(reserve, done) {
    if (typeof reserve === 'function') [reserve, done] = [false, reserve];
    this._empty = !reserve;
    this._send(typeof done === 'function' ? () => done() : () => {});
    // What was set is gone, as after a `restore` of everything.
    const { font, textAlign, textBaseline } = freshContext();
    this._state = { ...freshContext(), font, textAlign, textBaseline };
    if (!reserve) this._sent = freshContext();
    this._stack = [];
    this.beginPath();
  }
  setFontSize(size) { this.font = this._state.font.replace(/(\d*\.?\d+)(px|pt|em|rem)/, size + 'px'); }
  setShadow(x, y, blur, color) { [this.shadowOffsetX, this.shadowOffsetY, this.shadowBlur, this.shadowColor] = [x, y, blur, color]; }
}
for (const name of ['fillStyle', 'strokeStyle', 'lineWidth', 'lineCap', 'lineJoin', 'miterLimit', 'globalAlpha', 'globalCompositeOperation', 'textAlign', 'textBaseline']) {
  OldContext.prototype['set' + name[0].toUpperCase() + name.slice(1)] = function (value) { this[name] = value; };
}

const named = (id, component) => ({ component: instanceNumber(component), name: String(id) });

api.createCanvasContext = function createCanvasContext(id, component) {
  const target = { kept: true, where: () => named(id, component) };
  return new OldContext(target, undefined);
};

/** A picture that a program loads to draw it. */
class CanvasImage {
  constructor() {
    this._src = '';
    this.width = this.height = this.naturalWidth = this.naturalHeight = 0;
    this.complete = false;
    this.onload = null;
    this.onerror = null;
  }
  get src() { return this._src; }
  set src(url) {
    this._src = String(url);
    this.complete = false;
    start('getImageInfo', {
      src: rooted(this._src),
      success: ({ width, height }) => {
        this.width = this.naturalWidth = width;
        this.height = this.naturalHeight = height;
        this.complete = true;
        if (typeof this.onload === 'function') this.onload({ type: 'load', target: this });
      },
      fail: (error) => { if (typeof this.onerror === 'function') this.onerror(error); },
    });
  }
}

/** The web's kind: what `SelectorQuery.node()` gives, and canvases off the screen. */
class Canvas {
  constructor(where, width, height) { this._where = () => ({ ...where, width: this._width, height: this._height }); this._width = width; this._height = height; }
  get width() { return this._width; }
  set width(width) { this._width = max(0, +width || 0); this._clear(); }
  get height() { return this._height; }
  set height(height) { this._height = max(0, +height || 0); this._clear(); }
  _clear() {
    if (this._context) this._context.reset();
  }
  getContext(kind) {
    if (kind !== '2d') { ops.apiUnsupported('canvas.getContext ' + kind); return null; }
    this._context ||= new Context({ kept: false, where: this._where }, this);
    return this._context;
  }
  createImage() { return new CanvasImage(); }
  createImageData(width, height) { return new ImageData(width, height); }
  createPath2D(path) { return new Path2D(path); }
  requestAnimationFrame(run) { return later(() => run(DateNow.now()), 16); }
  cancelAnimationFrame(id) { never(id); }
  toDataURL(type, quality) {
    if (this._context) this._context._send();
    return ops.apiSync('canvasDataUrl', { ...this._where(), type: type === undefined ? 'image/png' : String(type), quality });
  }
}

/** A canvas by where it is, the same each time. */
const canvases = new Map();
let offscreen = 0;

/** For `api.js`: the canvas of a node. */
__minihost.shared.canvas = (page, node, width, height) => {
  const key = page + ' ' + node;
  let canvas = canvases.get(key);
  if (!canvas) {
    canvas = new Canvas({ page, node }, width, height);
    canvases.set(key, canvas);
    if (canvases.size > 500) canvases.delete(canvases.keys().next().value);
  }
  return canvas;
};
__minihost.shared.canvasContext = (name, component) => api.createCanvasContext(name, component);

const offscreenCanvas = (options, height) => {
  // The old form: `(width, height, component)`.
  const given = options !== null && typeof options === 'object' ? options : { width: options, height };
  if (given.type !== undefined && given.type !== '2d') ops.apiUnsupported('createOffscreenCanvas ' + given.type);
  return new Canvas({ offscreen: ++offscreen }, +given.width || 300, +given.height || 150);
};
api.createOffscreenCanvas = offscreenCanvas;

/** Which canvas options mean: the web's kind by itself, the old kind by its name. */
function target(options, component) {
  const { canvas } = options;
  if (canvas instanceof Canvas) {
    if (canvas._context) canvas._context._send();
    return canvas._where();
  }
  return named(options.canvasId, component);
}

const CALLBACKS = ['success', 'fail', 'complete'];

/** A call about a canvas: what is sent beside which one, and what is done with the answer. */
function call(name, sent, answer = (result) => result) {
  return (options, component) => {
    const given = options !== null && typeof options === 'object' ? options : {};
    const send = (callbacks, resolve, reject) => start(name, { ...sent(given), ...target(given, component), ...callbacks }, resolve, reject);
    const callbacks = {};
    for (const key of CALLBACKS) {
      if (typeof given[key] === 'function') callbacks[key] = (result) => given[key](key === 'fail' ? result : answer(result));
    }
    if (Object.keys(callbacks).length) return void send(callbacks);
    return new PromiseNow((resolve, reject) => send({}, (result) => resolve(answer(result)), reject));
  };
}

const area = ({ x, y, width, height }) => ({ x, y, partWidth: width, partHeight: height });

api.canvasToTempFilePath = call('canvasToTempFilePath', (options) => {
  const { destWidth, destHeight, fileType, quality } = options;
  return { ...area(options), destWidth, destHeight, fileType, quality };
});
api.canvasGetImageData = call('canvasGetImageData', area, (result) => {
  if (result && typeof result.data === 'string') result.data = new Bytes(textToBytes(result.data));
  return result;
});
api.canvasPutImageData = call('canvasPutImageData', (options) => {
  const { x = 0, y = 0, width, data } = options;
  const height = options.height === undefined ? data.length / 4 / width : options.height;
  const at = [+x, +y, +width, +height].map(round);
  return { commands: [['pixels', at, bytesToText(data)]] };
});
