// Canvases: the old kind (`createCanvasContext`, drawn when the program says `draw`) and the web's (`getContext('2d')`, drawn when a
// script comes to rest). Both collect commands in the canvas's own coordinates; Rust makes drawing ops of them (`canvas.rs` of host).
'use strict';
const { ops, api, start, instanceNumber } = __minihost.shared;
const { cos, sin, tan, abs, sqrt, PI, min, max, ceil, acos, hypot } = Math;
const isArray = Array.isArray;
const settle = Promise;
const later = setTimeout;
const never = clearTimeout;
const TypeErrorNow = TypeError;

/** Commands that one crossing takes along; a list that is longer goes over in pieces. */
const MOST = 5000;

const fresh = () => ({
  m: [1, 0, 0, 1, 0, 0], fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', globalAlpha: 1,
  font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', dash: [],
});

const then = (m, n) => [
  m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
];
const place = (m, x, y) => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
const scaleOf = (m) => sqrt(abs(m[0] * m[3] - m[1] * m[2]));
const finite = (...numbers) => numbers.every((number) => Number.isFinite(+number));

class Gradient {
  constructor(kind, at) { this.kind = kind; this.at = at; this.stops = []; }
  addColorStop(offset, color) { this.stops.push([+offset, String(color)]); }
}

/** A style as it crosses, with the transform worked in. */
function ink(style, m) {
  if (!(style instanceof Gradient)) return String(style);
  if (style.kind === 'linear') {
    const [x0, y0, x1, y1] = style.at;
    return ['linear', ...place(m, x0, y0), ...place(m, x1, y1), style.stops];
  }
  // Between two circles: seen from the outer one, the inner one is where the first colour ends.
  const [, , r0, x1, y1, r1] = style.at;
  const outer = max(r0, r1) || 1;
  const stops = style.stops.map(([offset, color]) => [(r0 + offset * (r1 - r0)) / outer, color]);
  return ['radial', ...place(m, x1, y1), outer * scaleOf(m), r0 > r1 ? stops.reverse() : stops];
}

const WEIGHTS = { normal: 400, bold: 700, bolder: 700, lighter: 300 };

/** `italic bold 14px/1.5 Arial, sans-serif` to [size, weight, italic, families]. */
const fonts = new Map();
function fontOf(text) {
  let font = fonts.get(text);
  if (font) return font;
  font = [10, 400, false, ['sans-serif']];
  const found = /^(.*?)(\d*\.?\d+)(px|pt|em|rem)?(?:\/\S+)?\s*(.*)$/.exec(String(text).replace(/\b([1-9]00)\b/, '$1 '));
  const weight = /(?:^|\s)([1-9]00)(?=\s)/.exec(String(text));
  const sized = /(\d*\.?\d+)(px|pt|em|rem)(?:\/\S+)?\s*(.*)$/.exec(String(text));
  if (sized) {
    const before = String(text).slice(0, sized.index).toLowerCase();
    const unit = { px: 1, pt: 4 / 3, em: 16, rem: 16 }[sized[2]];
    const named = before.split(/\s+/).map((word) => WEIGHTS[word]).find((number) => number !== undefined && number !== 400);
    const families = sized[3].split(',').map((name) => name.trim().replace(/^["']|["']$/g, '')).filter(Boolean);
    font = [sized[1] * unit, weight && weight.index < sized.index ? +weight[1] : named || 400, /italic|oblique/.test(before), families.length ? families : ['sans-serif']];
  } else if (found && found[2]) {
    font[0] = +found[2];
  }
  if (fonts.size > 200) fonts.clear();
  fonts.set(text, font);
  return font;
}

/** Outlines: a flat list of numbers, each segment led by its kind (0 move, 1 line, 2 quadratic, 3 cubic, 4 close). */
class Context {
  constructor(target, canvas) {
    this._target = target;
    this._canvas = canvas;
    this._reset();
  }
  _reset() {
    this._state = fresh();
    this._stack = [];
    this._commands = [];
    this._path = [];
    this._from = undefined;
    this._last = undefined;
    this._empty = true;
  }
  get canvas() { return this._canvas; }

  save() { this._stack.push({ ...this._state }); this._say(['save']); }
  restore() { if (this._stack.length) { this._state = this._stack.pop(); this._say(['restore']); } }

  translate(x, y) { this.transform(1, 0, 0, 1, x, y); }
  rotate(angle) { this.transform(cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0); }
  scale(x, y) { this.transform(x, 0, 0, y === undefined ? x : y, 0, 0); }
  transform(a, b, c, d, e, f) { if (finite(a, b, c, d, e, f)) this._state.m = then(this._state.m, [+a, +b, +c, +d, +e, +f]); }
  setTransform(a, b, c, d, e, f) {
    if (a !== null && typeof a === 'object') ({ a, b, c, d, e, f } = a);
    if (finite(a, b, c, d, e, f)) this._state.m = [+a, +b, +c, +d, +e, +f];
  }
  resetTransform() { this._state.m = [1, 0, 0, 1, 0, 0]; }
  getTransform() { const [a, b, c, d, e, f] = this._state.m; return { a, b, c, d, e, f }; }

  beginPath() { this._path = []; this._from = this._last = undefined; }
  _add(kind, ...points) {
    if (!finite(...points)) return;
    this._path.push(kind);
    for (let at = 0; at < points.length; at += 2) this._path.push(...place(this._state.m, points[at], points[at + 1]));
    if (points.length) this._last = points.slice(-2);
  }
  moveTo(x, y) { if (finite(x, y)) { this._add(0, +x, +y); this._from = [+x, +y]; } }
  lineTo(x, y) { if (this._last) this._add(1, +x, +y); else this.moveTo(x, y); }
  quadraticCurveTo(x1, y1, x, y) { if (!this._last) this.moveTo(x1, y1); this._add(2, +x1, +y1, +x, +y); }
  bezierCurveTo(x1, y1, x2, y2, x, y) { if (!this._last) this.moveTo(x1, y1); this._add(3, +x1, +y1, +x2, +y2, +x, +y); }
  closePath() { if (this._from) { this._add(4); this._last = this._from; } }
  rect(x, y, width, height) {
    [x, y, width, height] = [+x, +y, +width, +height];
    this.moveTo(x, y);
    this._add(1, x + width, y);
    this._add(1, x + width, y + height);
    this._add(1, x, y + height);
    this.closePath();
  }
  roundRect(x, y, width, height, radii) {
    const list = (isArray(radii) ? radii : [radii === undefined ? 0 : radii]).map((radius) => (typeof radius === 'object' && radius ? +radius.x : +radius) || 0);
    const [a, b = a, c = a, d = b] = list;
    const most = min(abs(width), abs(height)) / 2;
    const [tl, tr, br, bl] = [a, b, c, d].map((radius) => min(radius, most));
    this.moveTo(x + tl, y);
    this.arcTo(x + width, y, x + width, y + height, tr);
    this.arcTo(x + width, y + height, x, y + height, br);
    this.arcTo(x, y + height, x, y, bl);
    this.arcTo(x, y, x + width, y, tl);
    this.closePath();
  }
  arc(x, y, radius, from, to, backwards) { this.ellipse(x, y, radius, radius, 0, from, to, backwards); }
  ellipse(x, y, width, height, turn, from, to, backwards) {
    if (!finite(x, y, width, height, turn, from, to) || width < 0 || height < 0) return;
    let sweep = to - from;
    const round = 2 * PI;
    if (backwards) sweep = sweep <= -round ? -round : ((sweep % round) - round) % round || (sweep === 0 ? 0 : -round);
    else sweep = sweep >= round ? round : ((sweep % round) + round) % round || (sweep === 0 ? 0 : round);
    const outer = this._state.m;
    const inner = then([cos(turn), sin(turn), -sin(turn), cos(turn), +x, +y], [+width, 0, 0, +height, 0, 0]);
    const [beginX, beginY] = place(inner, cos(from), sin(from));
    if (this._last) this._add(1, beginX, beginY);
    else this.moveTo(beginX, beginY);
    const parts = max(1, ceil(abs(sweep) / (PI / 2) - 1e-6));
    const step = sweep / parts;
    const reach = (4 / 3) * tan(step / 4);
    for (let part = 0; part < parts; part++) {
      const [a, b] = [from + step * part, from + step * (part + 1)];
      this._add(3,
        ...place(inner, cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
        ...place(inner, cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
        ...place(inner, cos(b), sin(b)));
    }
    this._state.m = outer;
  }
  arcTo(x1, y1, x2, y2, radius) {
    if (!this._last) this.moveTo(x1, y1);
    const [x0, y0] = this._last;
    const [ax, ay, bx, by] = [x0 - x1, y0 - y1, x2 - x1, y2 - y1];
    const [a, b] = [hypot(ax, ay), hypot(bx, by)];
    const turn = ax * by - ay * bx;
    if (!radius || a < 1e-9 || b < 1e-9 || abs(turn) < 1e-9) return this.lineTo(x1, y1);
    const half = acos(max(-1, min(1, (ax * bx + ay * by) / (a * b)))) / 2;
    const along = radius / tan(half);
    const [fromX, fromY] = [x1 + (ax / a) * along, y1 + (ay / a) * along];
    const [toX, toY] = [x1 + (bx / b) * along, y1 + (by / b) * along];
    this.lineTo(fromX, fromY);
    const reach = (4 / 3) * tan((PI - 2 * half) / 4) * radius;
    this._add(3, fromX - (ax / a) * reach, fromY - (ay / a) * reach, toX - (bx / b) * reach, toY - (by / b) * reach, toX, toY);
  }

  fill() { this._say(['fill', this._path.slice(), ink(this._state.fillStyle, this._state.m), this._state.globalAlpha]); }
  stroke() {
    const { strokeStyle, m, globalAlpha, lineWidth, lineCap, lineJoin } = this._state;
    const round = lineCap === 'round' || lineJoin === 'round';
    this._say(['stroke', this._path.slice(), ink(strokeStyle, m), globalAlpha, lineWidth * scaleOf(m), round]);
  }
  clip() { this._say(['clip', this._path.slice()]); }
  _aside(draw) {
    const [path, from, last] = [this._path, this._from, this._last];
    this.beginPath();
    draw();
    [this._path, this._from, this._last] = [path, from, last];
  }
  fillRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this.fill(); }); }
  strokeRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this.stroke(); }); }
  clearRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this._say(['clear', this._path]); }); }

  fillText(text, x, y, most) { this._text(text, x, y, most, this._state.fillStyle); }
  strokeText(text, x, y, most) { this._text(text, x, y, most, this._state.strokeStyle); }
  _text(text, x, y, most, style) {
    if (!finite(x, y)) return;
    const { m, font, globalAlpha, textAlign, textBaseline } = this._state;
    this._say(['text', String(text), +x, +y, +most || 0, m, fontOf(font), ink(style, [1, 0, 0, 1, 0, 0]), globalAlpha, textAlign, textBaseline]);
  }
  measureText(text) {
    const font = fontOf(this._state.font);
    const width = ops.apiSync('canvasMeasure', String(text), ...font);
    return {
      width, actualBoundingBoxLeft: 0, actualBoundingBoxRight: width, actualBoundingBoxAscent: font[0] * 0.8, actualBoundingBoxDescent: font[0] * 0.2,
      fontBoundingBoxAscent: font[0], fontBoundingBoxDescent: font[0] * 0.25,
    };
  }

  drawImage(image, ...at) {
    const url = typeof image === 'string' ? image : image && image.src;
    if (typeof url !== 'string' || !url || !finite(...at)) return;
    const { m, globalAlpha } = this._state;
    const [part, target] = at.length >= 8 ? [at.slice(0, 4), at.slice(4, 8)] : [null, [at[0], at[1], at[2] || 0, at[3] || 0]];
    this._say(['image', rooted(url), part && part.map(Number), target.map(Number), m, globalAlpha]);
  }

  createLinearGradient(x0, y0, x1, y1) { return new Gradient('linear', [+x0, +y0, +x1, +y1]); }
  createRadialGradient(x0, y0, r0, x1, y1, r1) { return new Gradient('radial', [+x0, +y0, +r0, +x1, +y1, +r1]); }
  createCircularGradient(x, y, radius) { return new Gradient('radial', [+x, +y, 0, +x, +y, +radius]); }
  createPattern() { ops.apiUnsupported('CanvasContext.createPattern'); return null; }
  getImageData() { throw new TypeErrorNow('getImageData:fail not supported'); }
  putImageData() { ops.apiUnsupported('CanvasContext.putImageData'); }
  isPointInPath() { ops.apiUnsupported('CanvasContext.isPointInPath'); return false; }
  setLineDash(dash) { this._state.dash = isArray(dash) ? dash.slice() : []; if (this._state.dash.length) ops.apiUnsupported('CanvasContext.setLineDash'); }
  getLineDash() { return this._state.dash.slice(); }

  _say(command) {
    this._commands.push(command);
    if (this._target.kept) return;
    if (this._commands.length >= MOST) return this._send();
    if (this._due) return;
    this._due = true;
    settle.resolve().then(() => { this._due = false; this._send(); });
  }
  _send(done) {
    const commands = this._commands;
    if (!commands.length && !this._empty && !done) return;
    this._commands = [];
    const reset = this._empty;
    this._empty = false;
    start('canvasDraw', { ...this._target.where(), reset, commands, complete: done });
  }
}
for (const name of ['fillStyle', 'strokeStyle', 'lineWidth', 'lineCap', 'lineJoin', 'globalAlpha', 'font', 'textAlign', 'textBaseline']) {
  Object.defineProperty(Context.prototype, name, {
    get() { return this._state[name]; },
    set(value) {
      if (name === 'lineWidth' && !(value > 0)) return;
      if (name === 'globalAlpha' && !(value >= 0 && value <= 1)) return;
      this._state[name] = name === 'lineWidth' || name === 'globalAlpha' ? +value : value;
    },
  });
}

/** A path from the package's root, or an address as it is. */
const rooted = (url) => (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('/') ? url : '/' + url);

/** What the old kind has on top: setters, and nothing is seen before `draw`. */
class OldContext extends Context {
  draw(reserve, done) {
    if (typeof reserve === 'function') [reserve, done] = [false, reserve];
    this._empty = !reserve;
    this._send(typeof done === 'function' ? () => done() : () => {});
    // What was set is gone, as after a `restore` of everything.
    const { font, textAlign, textBaseline } = fresh();
    this._state = { ...fresh(), font, textAlign, textBaseline };
    this._stack = [];
    this.beginPath();
  }
  setFontSize(size) { this.font = this._state.font.replace(/(\d*\.?\d+)(px|pt|em|rem)/, size + 'px'); }
  setShadow() {}
  setMiterLimit() {}
  setLineDash(dash) { super.setLineDash(dash); }
}
for (const name of ['fillStyle', 'strokeStyle', 'lineWidth', 'lineCap', 'lineJoin', 'globalAlpha', 'textAlign', 'textBaseline']) {
  OldContext.prototype['set' + name[0].toUpperCase() + name.slice(1)] = function (value) { this[name] = value; };
}

api.createCanvasContext = function createCanvasContext(id, component) {
  const target = { kept: true, where: () => ({ component: instanceNumber(component), name: String(id) }) };
  return new OldContext(target, undefined);
};

/** A picture that a program loads to draw it. */
class CanvasImage {
  constructor() { this._src = ''; this.width = 0; this.height = 0; this.complete = false; this.onload = null; this.onerror = null; }
  get src() { return this._src; }
  set src(url) {
    this._src = String(url);
    this.complete = false;
    start('getImageInfo', {
      src: rooted(this._src),
      success: ({ width, height }) => {
        [this.width, this.height, this.complete] = [width, height, true];
        if (typeof this.onload === 'function') this.onload({ type: 'load', target: this });
      },
      fail: (error) => { if (typeof this.onerror === 'function') this.onerror(error); },
    });
  }
}

/** The web's kind: what `SelectorQuery.node()` gives. */
class Canvas {
  constructor(node, width, height) { this._node = node; this._width = width; this._height = height; }
  get width() { return this._width; }
  set width(width) { this._width = max(0, +width || 0); this._clear(); }
  get height() { return this._height; }
  set height(height) { this._height = max(0, +height || 0); this._clear(); }
  _clear() {
    if (!this._context) return;
    this._context._reset();
    this._context._say(['save']);
  }
  getContext(kind) {
    if (kind !== '2d') { ops.apiUnsupported('canvas.getContext ' + kind); return null; }
    const where = () => ({ node: this._node, width: this._width, height: this._height });
    this._context ||= new Context({ kept: false, where }, this);
    return this._context;
  }
  createImage() { return new CanvasImage(); }
  requestAnimationFrame(run) { return later(() => run(Date.now()), 16); }
  cancelAnimationFrame(id) { never(id); }
  toDataURL() { throw new TypeErrorNow('toDataURL:fail not supported'); }
}

const canvases = new Map();

/** For `api.js`: the canvas of a node, the same each time. */
__minihost.shared.canvas = (node, width, height) => {
  let canvas = canvases.get(node);
  if (!canvas) {
    canvas = new Canvas(node, width, height);
    canvases.set(node, canvas);
    if (canvases.size > 500) canvases.delete(canvases.keys().next().value);
  }
  return canvas;
};
__minihost.shared.canvasContext = (name, component) => api.createCanvasContext(name, component);
