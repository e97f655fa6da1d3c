// The drawing context of both kinds of canvas. It collects commands in the canvas's own coordinates; Rust makes drawing ops of them
// (`session/canvas` of host). What a program sees of canvases is made in canvas-api.js.
'use strict';
const { ops } = __minihost.shared;
const { Outline, Path2D, then, place, finite, mapped, inside, along } = __minihost.shared.outlines;
const { cos, sin, abs, sqrt, PI, max, atan2, round, floor } = Math;
const isArray = Array.isArray;
const settle = Promise;
const TypeErrorNow = TypeError;
const RangeErrorNow = RangeError;
const Bytes = Uint8ClampedArray;

/** Commands that one crossing takes along; a list that is longer goes over in pieces. */
const MOST = 5000;

const fresh = () => ({
  m: [1, 0, 0, 1, 0, 0], fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', miterLimit: 10,
  lineDashOffset: 0, dash: [], globalAlpha: 1, globalCompositeOperation: 'source-over', shadowOffsetX: 0, shadowOffsetY: 0, shadowBlur: 0,
  shadowColor: 'rgba(0, 0, 0, 0)', font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', direction: 'inherit',
  imageSmoothingEnabled: true, imageSmoothingQuality: 'low', filter: 'none',
});

const scaleOf = (m) => sqrt(abs(m[0] * m[3] - m[1] * m[2]));
/** A colour or what draws like one, as it crosses. */
const isStyle = (style) => typeof style === 'string' || style instanceof Gradient || style instanceof Pattern;

class Gradient {
  constructor(kind, at) { this.kind = kind; this.at = at; this.stops = []; }
  addColorStop(offset, color) { this.stops.push([+offset, String(color)]); }
}

class Pattern {
  constructor(source, repetition) { this._source = source; this._repetition = repetition; this._m = [1, 0, 0, 1, 0, 0]; }
  setTransform(m) { if (m && finite(m.a, m.b, m.c, m.d, m.e, m.f)) this._m = [+m.a, +m.b, +m.c, +m.d, +m.e, +m.f]; }
}

/** A style as it crosses, with the transform worked in. */
function ink(style, m) {
  if (style instanceof Pattern) return ['pattern', style._source(), style._repetition, then(m, style._m)];
  if (!(style instanceof Gradient)) return String(style);
  if (style.kind === 'linear') {
    const [x0, y0, x1, y1] = style.at;
    return ['linear', ...place(m, x0, y0), ...place(m, x1, y1), style.stops];
  }
  if (style.kind === 'conic') {
    const [start, x, y] = style.at;
    // The web's begins on the right, ours on top.
    return ['conic', ...place(m, x, y), start + PI / 2 + atan2(m[1], m[0]), style.stops];
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
  const weight = /(?:^|\s)([1-9]00)(?=\s)/.exec(String(text));
  const sized = /(\d*\.?\d+)(px|pt|em|rem)(?:\/\S+)?\s*(.*)$/.exec(String(text));
  if (sized) {
    const before = String(text).slice(0, sized.index).toLowerCase();
    const unit = { px: 1, pt: 4 / 3, em: 16, rem: 16 }[sized[2]];
    const named = before.split(/\s+/).map((word) => WEIGHTS[word]).find((number) => number !== undefined && number !== 400);
    const families = sized[3].split(',').map((name) => name.trim().replace(/^["']|["']$/g, '')).filter(Boolean);
    font = [sized[1] * unit, weight && weight.index < sized.index ? +weight[1] : named || 400, /italic|oblique/.test(before), families.length ? families : ['sans-serif']];
  }
  if (fonts.size > 200) fonts.clear();
  fonts.set(text, font);
  return font;
}

/** Pixels of a canvas, not premultiplied. */
class ImageData {
  constructor(data, width, height) {
    if (typeof data === 'number') [data, width, height] = [undefined, data, width];
    if (height === undefined) height = data ? data.length / 4 / width : 0;
    if (!(width >= 1 && height >= 1 && width * height <= 1 << 26)) throw new RangeErrorNow('an ImageData has no such size');
    this.width = floor(width);
    this.height = floor(height);
    this.data = data || new Bytes(this.width * this.height * 4);
  }
}

class Context extends Outline {
  constructor(target, canvas) {
    super();
    this._target = target;
    this._canvas = canvas;
    this._reset();
  }
  get _m() { return this._state.m; }
  _reset() {
    this._state = fresh();
    this._stack = [];
    this._commands = [];
    this._sent = fresh();
    this._outline();
    this._empty = true;
  }
  get canvas() { return this._canvas; }

  save() { this._stack.push({ ...this._state }); this._say(['save']); }
  restore() { if (this._stack.length) { this._state = this._stack.pop(); this._say(['restore']); } }
  reset() { this._reset(); this._say(['save']); }
  isContextLost() { return false; }

  translate(x, y) { this.transform(1, 0, 0, 1, x, y); }
  rotate(angle) { this.transform(cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0); }
  scale(x, y) { this.transform(x, 0, 0, y === undefined ? x : y, 0, 0); }
  transform(a, b, c, d, e, f) { if (finite(a, b, c, d, e, f)) this._state.m = then(this._state.m, [+a, +b, +c, +d, +e, +f]); }
  setTransform(a, b, c, d, e, f) {
    if (a !== null && typeof a === 'object') ({ a, b, c, d, e, f } = a);
    else if (a === undefined) [a, b, c, d, e, f] = [1, 0, 0, 1, 0, 0];
    if (finite(a, b, c, d, e, f)) this._state.m = [+a, +b, +c, +d, +e, +f];
  }
  resetTransform() { this._state.m = [1, 0, 0, 1, 0, 0]; }
  getTransform() { const [a, b, c, d, e, f] = this._state.m; return { a, b, c, d, e, f, is2D: true }; }

  beginPath() { this._outline(); }
  /** The present path, or one that was given, and whether it is to be read by the even-odd rule. */
  _given(path, rule) {
    if (path instanceof Path2D) return [mapped(path._path, this._state.m), rule === 'evenodd'];
    return [this._path.slice(), path === 'evenodd'];
  }
  fill(path, rule) {
    const [outlines, evenOdd] = this._given(path, rule);
    this._paint(['fill', outlines, ink(this._state.fillStyle, this._state.m), this._state.globalAlpha, evenOdd]);
  }
  stroke(path) {
    const { strokeStyle, m, globalAlpha } = this._state;
    this._paint(['stroke', this._given(path)[0], ink(strokeStyle, m), globalAlpha, this._line()]);
  }
  _line() {
    const { m, lineWidth, lineCap, lineJoin, miterLimit, dash, lineDashOffset } = this._state;
    const scale = scaleOf(m);
    return [lineWidth * scale, lineCap, lineJoin, miterLimit, dash.map((length) => length * scale), lineDashOffset * scale];
  }
  clip(path, rule) { this._say(['clip', ...this._given(path, rule)]); }
  isPointInPath(path, x, y, rule) {
    if (!(path instanceof Path2D)) [path, x, y, rule] = [undefined, path, x, y];
    return finite(x, y) && inside(this._given(path)[0], +x, +y, rule === 'evenodd');
  }
  isPointInStroke(path, x, y) {
    if (!(path instanceof Path2D)) [path, x, y] = [undefined, path, x];
    return finite(x, y) && along(this._given(path)[0], +x, +y, this._line()[0]);
  }
  _aside(draw) {
    const [path, from, last] = [this._path, this._from, this._last];
    this._outline();
    draw();
    [this._path, this._from, this._last] = [path, from, last];
  }
  fillRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this.fill(); }); }
  strokeRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this.stroke(); }); }
  clearRect(x, y, width, height) { this._aside(() => { this.rect(x, y, width, height); this._say(['clear', this._path]); }); }

  fillText(text, x, y, most) { this._text(text, x, y, most, this._state.fillStyle, 0); }
  strokeText(text, x, y, most) { this._text(text, x, y, most, this._state.strokeStyle, this._state.lineWidth); }
  _text(text, x, y, most, style, outline) {
    if (!finite(x, y)) return;
    const { m, font, globalAlpha, textAlign, textBaseline } = this._state;
    const line = String(text).replace(/[\t\n\v\f\r]/g, ' ');
    // Text is written in its own coordinates, and so are its colours; a pattern lies on the canvas.
    const paint = ink(style, style instanceof Pattern ? m : [1, 0, 0, 1, 0, 0]);
    this._paint(['text', line, +x, +y, +most || 0, m, fontOf(font), paint, globalAlpha, textAlign, textBaseline, outline]);
  }
  measureText(text) {
    const { font, textAlign, textBaseline } = this._state;
    const face = fontOf(font);
    const [width, ascent, descent] = ops.apiSync('canvasMeasure', String(text), ...face);
    const left = { center: width / 2, right: width, end: width }[textAlign] || 0;
    // Where the baseline lies below the line that y says.
    const down = { top: ascent, hanging: ascent, middle: (ascent - descent) / 2, bottom: -descent, ideographic: -descent }[textBaseline] || 0;
    return {
      width, actualBoundingBoxLeft: left, actualBoundingBoxRight: width - left,
      // Of the letters nothing is known but their font's: capitals are about three quarters of the size.
      actualBoundingBoxAscent: face[0] * 0.76 - down, actualBoundingBoxDescent: face[0] * 0.2 + down,
      fontBoundingBoxAscent: ascent - down, fontBoundingBoxDescent: descent + down,
      emHeightAscent: face[0] * 0.8 - down, emHeightDescent: face[0] * 0.2 + down,
      alphabeticBaseline: -down, hangingBaseline: ascent * 0.8 - down, ideographicBaseline: -descent - down,
    };
  }

  drawImage(image, ...at) {
    const source = __minihost.shared.pictureOf(image);
    if (source === undefined || !finite(...at) || at.length < 2) return;
    if (at.length >= 4 && !(at[at.length - 1] && at[at.length - 2])) return;
    const { m, globalAlpha } = this._state;
    const [part, target] = at.length >= 8 ? [at.slice(0, 4), at.slice(4, 8)] : [null, [at[0], at[1], at[2] || 0, at[3] || 0]];
    this._paint(['image', source, part && part.map(Number), target.map(Number), m, globalAlpha]);
    // Another canvas is drawn as it is now.
    if (isArray(source) && !this._target.kept) this._send();
  }

  createLinearGradient(x0, y0, x1, y1) { return new Gradient('linear', [+x0, +y0, +x1, +y1]); }
  createRadialGradient(x0, y0, r0, x1, y1, r1) { return new Gradient('radial', [+x0, +y0, +r0, +x1, +y1, +r1]); }
  createCircularGradient(x, y, radius) { return new Gradient('radial', [+x, +y, 0, +x, +y, +radius]); }
  createConicGradient(start, x, y) { return new Gradient('conic', [+start, +x, +y]); }
  createPattern(image, repetition) {
    // Another canvas is repeated as it is now.
    const kept = __minihost.shared.copyOf(image);
    const source = () => __minihost.shared.pictureOf(kept);
    return source() === undefined ? null : new Pattern(source, String(repetition || 'repeat'));
  }

  createImageData(width, height) {
    if (width instanceof ImageData) ({ width, height } = width);
    return new ImageData(abs(width), abs(height));
  }
  getImageData(x, y, width, height) {
    if (!finite(x, y, width, height) || !+width || !+height) throw new TypeErrorNow('getImageData:fail the rectangle has no size');
    if (this._target.kept) throw new TypeErrorNow('getImageData:fail not supported: use canvasGetImageData');
    const area = [width < 0 ? +x + +width : +x, height < 0 ? +y + +height : +y, abs(width), abs(height)].map(round);
    this._send();
    const pixels = __minihost.shared.textToBytes(ops.apiSync('canvasPixels', this._target.where(), ...area));
    return new ImageData(new Bytes(pixels), area[2], area[3]);
  }
  putImageData(image, x, y, dirtyX = 0, dirtyY = 0, dirtyWidth, dirtyHeight) {
    if (!image || !image.data || !finite(x, y, dirtyX, dirtyY)) return;
    const { width, height } = image;
    const left = max(0, floor(dirtyX));
    const top = max(0, floor(dirtyY));
    const right = floor(Math.min(width, dirtyWidth === undefined ? width : dirtyX + dirtyWidth));
    const bottom = floor(Math.min(height, dirtyHeight === undefined ? height : dirtyY + dirtyHeight));
    if (!(right > left && bottom > top)) return;
    let text;
    if (left === 0 && right === width) {
      text = __minihost.shared.bytesToText(image.data.subarray(top * width * 4, bottom * width * 4));
    } else {
      text = '';
      for (let row = top; row < bottom; row++) text += __minihost.shared.bytesToText(image.data.subarray((row * width + left) * 4, (row * width + right) * 4));
    }
    this._say(['pixels', [floor(x) + left, floor(y) + top, right - left, bottom - top], text]);
    // It is large: it does not wait for others.
    if (!this._target.kept) this._send();
  }

  setLineDash(dash, offset) {
    if (!isArray(dash) || !dash.every((length) => finite(length) && length >= 0)) return;
    this._state.dash = dash.length % 2 ? [...dash, ...dash].map(Number) : dash.map(Number);
    if (offset !== undefined) this.lineDashOffset = offset;
  }
  getLineDash() { return this._state.dash.slice(); }

  /** A command that draws: how it draws goes first, if that changed. */
  _paint(command) {
    const [now, sent] = [this._state, this._sent];
    if (now.globalCompositeOperation !== sent.globalCompositeOperation) this._say(['blend', sent.globalCompositeOperation = now.globalCompositeOperation]);
    const shadow = ['shadowOffsetX', 'shadowOffsetY', 'shadowBlur', 'shadowColor'];
    if (shadow.some((name) => now[name] !== sent[name])) {
      for (const name of shadow) sent[name] = now[name];
      this._say(['shadow', ...shadow.map((name) => now[name])]);
    }
    this._say(command);
  }
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
    const drawn = { ...this._target.where(), reset, commands };
    if (this._target.kept) __minihost.shared.start('canvasDraw', { ...drawn, complete: done });
    else ops.apiSync('canvasDrawNow', drawn);
  }
}

/** Which values a property takes; what it does not take changes nothing. */
const words = (...list) => (value) => (list.includes(value) ? value : undefined);
const number = (fits) => (value) => (finite(value) && fits(+value) ? +value : undefined);
const PROPERTIES = {
  fillStyle: (value) => (isStyle(value) ? value : undefined), strokeStyle: (value) => (isStyle(value) ? value : undefined),
  lineWidth: number((value) => value > 0), miterLimit: number((value) => value > 0), lineDashOffset: number(() => true),
  globalAlpha: number((value) => value >= 0 && value <= 1),
  lineCap: words('butt', 'round', 'square'), lineJoin: words('miter', 'round', 'bevel'),
  globalCompositeOperation: String, shadowOffsetX: number(() => true), shadowOffsetY: number(() => true), shadowBlur: number((value) => value >= 0),
  shadowColor: String, font: String, textAlign: words('start', 'end', 'left', 'right', 'center'),
  textBaseline: words('top', 'hanging', 'middle', 'normal', 'alphabetic', 'ideographic', 'bottom'), direction: words('ltr', 'rtl', 'inherit'),
  imageSmoothingEnabled: Boolean, imageSmoothingQuality: words('low', 'medium', 'high'), filter: String,
};
for (const name of Object.keys(PROPERTIES)) {
  Object.defineProperty(Context.prototype, name, {
    get() { return this._state[name]; },
    set(value) {
      const taken = PROPERTIES[name](value);
      if (taken !== undefined) this._state[name] = taken;
    },
  });
}

Object.assign(__minihost.shared, { Context, ImageData, freshContext: fresh });
