// Outlines as the web's canvas makes them: a flat list of numbers, each segment led by its kind (0 move, 1 line, 2 quadratic, 3 cubic, 4 close).
// Points are mapped by the transform of the moment (`_m`) when they are added.
'use strict';
const { cos, sin, tan, abs, sqrt, PI, min, max, ceil, acos, atan2, hypot } = Math;
const isArray = Array.isArray;

const IDENTITY = [1, 0, 0, 1, 0, 0];
const then = (m, n) => [
  m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
];
const place = (m, x, y) => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
const finite = (...numbers) => numbers.every((number) => Number.isFinite(+number));
/** A point in the coordinates that `m` maps from. */
function back(m, x, y) {
  const whole = m[0] * m[3] - m[1] * m[2];
  if (!whole) return [x, y];
  const [dx, dy] = [x - m[4], y - m[5]];
  return [(m[3] * dx - m[2] * dy) / whole, (m[0] * dy - m[1] * dx) / whole];
}

/** Coordinates of a kind's segment. */
const POINTS = [2, 2, 4, 6, 0];

class Outline {
  constructor() { this._outline(); }
  _outline() {
    this._path = [];
    // Where the outline began and where it is, mapped.
    this._from = undefined;
    this._last = undefined;
  }
  get _m() { return IDENTITY; }
  _add(kind, ...points) {
    if (!finite(...points)) return;
    this._path.push(kind);
    for (let at = 0; at < points.length; at += 2) {
      this._last = place(this._m, points[at], points[at + 1]);
      this._path.push(this._last[0], this._last[1]);
    }
  }
  moveTo(x, y) { if (finite(x, y)) { this._add(0, +x, +y); this._from = this._last; } }
  lineTo(x, y) { if (!finite(x, y)) return; if (this._last) this._add(1, +x, +y); else this.moveTo(x, y); }
  quadraticCurveTo(x1, y1, x, y) {
    if (!finite(x1, y1, x, y)) return;
    if (!this._last) this.moveTo(x1, y1);
    this._add(2, +x1, +y1, +x, +y);
  }
  bezierCurveTo(x1, y1, x2, y2, x, y) {
    if (!finite(x1, y1, x2, y2, x, y)) return;
    if (!this._last) this.moveTo(x1, y1);
    this._add(3, +x1, +y1, +x2, +y2, +x, +y);
  }
  closePath() { if (this._from) { this._path.push(4); this._last = this._from; } }
  rect(x, y, width, height) {
    if (!finite(x, y, width, height)) return;
    [x, y, width, height] = [+x, +y, +width, +height];
    this.moveTo(x, y);
    this._add(1, x + width, y);
    this._add(1, x + width, y + height);
    this._add(1, x, y + height);
    this.closePath();
  }
  roundRect(x, y, width, height, radii) {
    if (!finite(x, y, width, height)) return;
    [x, y, width, height] = [+x, +y, +width, +height];
    if (width < 0) [x, width] = [x + width, -width];
    if (height < 0) [y, height] = [y + height, -height];
    const one = (radius) => (typeof radius === 'object' && radius ? [+radius.x || 0, +radius.y || 0] : [+radius || 0, +radius || 0]);
    const list = (isArray(radii) ? radii : [radii === undefined ? 0 : radii]).map(one);
    const [a = [0, 0], b = a, c = a, d = b] = list;
    // Neighbours share their side.
    const fit = min(1, width / (a[0] + b[0] || 1), width / (c[0] + d[0] || 1), height / (a[1] + d[1] || 1), height / (b[1] + c[1] || 1));
    const [tl, tr, br, bl] = [a, b, c, d].map(([rx, ry]) => [max(0, rx * fit), max(0, ry * fit)]);
    this.moveTo(x + tl[0], y);
    this.lineTo(x + width - tr[0], y);
    this._quarter(x + width - tr[0], y + tr[1], tr, -PI / 2);
    this.lineTo(x + width, y + height - br[1]);
    this._quarter(x + width - br[0], y + height - br[1], br, 0);
    this.lineTo(x + bl[0], y + height);
    this._quarter(x + bl[0], y + height - bl[1], bl, PI / 2);
    this.lineTo(x, y + tl[1]);
    this._quarter(x + tl[0], y + tl[1], tl, PI);
    this.closePath();
    this.moveTo(x, y);
  }
  _quarter(x, y, [rx, ry], from) { if (rx > 0 && ry > 0) this.ellipse(x, y, rx, ry, 0, from, from + PI / 2); }
  arc(x, y, radius, from, to, backwards) { this.ellipse(x, y, radius, radius, 0, from, to, backwards); }
  ellipse(x, y, width, height, turn, from, to, backwards) {
    if (!finite(x, y, width, height, turn, from, to) || width < 0 || height < 0) return;
    let sweep = to - from;
    const round = 2 * PI;
    if (backwards) sweep = sweep <= -round ? -round : ((sweep % round) - round) % round || (sweep === 0 ? 0 : -round);
    else sweep = sweep >= round ? round : ((sweep % round) + round) % round || (sweep === 0 ? 0 : round);
    const inner = then([cos(turn), sin(turn), -sin(turn), cos(turn), +x, +y], [+width, 0, 0, +height, 0, 0]);
    const [beginX, beginY] = place(inner, cos(from), sin(from));
    if (this._last) this._add(1, beginX, beginY);
    else this.moveTo(beginX, beginY);
    if (!sweep) return;
    const parts = max(1, ceil(abs(sweep) / (PI / 2) - 1e-6));
    const step = sweep / parts;
    const reach = (4 / 3) * tan(step / 4);
    for (let part = 0; part < parts; part++) {
      const [a, b] = [+from + step * part, +from + step * (part + 1)];
      this._add(3,
        ...place(inner, cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
        ...place(inner, cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
        ...place(inner, cos(b), sin(b)));
    }
  }
  arcTo(x1, y1, x2, y2, radius) {
    if (!finite(x1, y1, x2, y2, radius) || radius < 0) return;
    if (!this._last) this.moveTo(x1, y1);
    const [x0, y0] = back(this._m, ...this._last);
    const [ax, ay, bx, by] = [x0 - x1, y0 - y1, x2 - x1, y2 - y1];
    const [a, b] = [hypot(ax, ay), hypot(bx, by)];
    const turn = ax * by - ay * bx;
    if (!+radius || a < 1e-9 || b < 1e-9 || abs(turn) < 1e-9) return this.lineTo(x1, y1);
    const half = acos(max(-1, min(1, (ax * bx + ay * by) / (a * b)))) / 2;
    const along = radius / tan(half);
    const [fromX, fromY] = [+x1 + (ax / a) * along, +y1 + (ay / a) * along];
    const [toX, toY] = [+x1 + (bx / b) * along, +y1 + (by / b) * along];
    this.lineTo(fromX, fromY);
    const reach = (4 / 3) * tan((PI - 2 * half) / 4) * radius;
    this._add(3, fromX - (ax / a) * reach, fromY - (ay / a) * reach, toX - (bx / b) * reach, toY - (by / b) * reach, toX, toY);
  }
}

/** The web's `Path2D`: an outline that is mapped when it is drawn. */
class Path2D extends Outline {
  constructor(from) {
    super();
    if (from instanceof Path2D) this.addPath(from);
    else if (typeof from === 'string') svg(this, from);
  }
  addPath(path, m) {
    if (!(path instanceof Path2D)) return;
    const map = m && typeof m === 'object' && finite(m.a, m.b, m.c, m.d, m.e, m.f) ? [+m.a, +m.b, +m.c, +m.d, +m.e, +m.f] : IDENTITY;
    this._path.push(...mapped(path._path, map));
    [this._from, this._last] = [path._from, path._last].map((point) => point && place(map, ...point));
  }
}

/** An outline's numbers with its points mapped. */
function mapped(path, m) {
  const out = [];
  for (let at = 0; at < path.length;) {
    const kind = path[at++];
    out.push(kind);
    for (const end = at + POINTS[kind]; at < end; at += 2) out.push(...place(m, path[at], path[at + 1]));
  }
  return out;
}

/** SVG path data; what is malformed ends it. */
function svg(path, text) {
  const tokens = String(text).match(/[a-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) || [];
  const COUNT = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
  let [at, x, y, beginX, beginY] = [0, 0, 0, 0, 0];
  let kind = '';
  let [controlX, controlY, before] = [0, 0, ''];
  while (at < tokens.length) {
    if (/[a-z]/i.test(tokens[at])) kind = tokens[at++];
    const upper = kind.toUpperCase();
    const count = COUNT[upper];
    if (count === undefined || (count === 0 && before === 'Z')) return;
    const n = tokens.slice(at, at + count).map(Number);
    if (n.length < count || n.some((number) => number !== number)) return;
    at += count;
    const relative = kind !== upper && upper !== 'A' && upper !== 'H' && upper !== 'V';
    if (relative) for (let i = 0; i < n.length; i += 2) { n[i] += x; n[i + 1] += y; }
    const [oldX, oldY] = [x, y];
    switch (upper) {
      case 'M': [x, y] = n; path.moveTo(x, y); [beginX, beginY] = n; kind = kind === 'M' ? 'L' : 'l'; break;
      case 'L': [x, y] = n; path.lineTo(x, y); break;
      case 'H': x = kind === 'h' ? x + n[0] : n[0]; path.lineTo(x, y); break;
      case 'V': y = kind === 'v' ? y + n[0] : n[0]; path.lineTo(x, y); break;
      case 'C': path.bezierCurveTo(...n); [controlX, controlY, x, y] = n.slice(2); break;
      case 'S': {
        const [x1, y1] = before === 'C' || before === 'S' ? [2 * x - controlX, 2 * y - controlY] : [x, y];
        path.bezierCurveTo(x1, y1, ...n);
        [controlX, controlY, x, y] = n;
        break;
      }
      case 'Q': path.quadraticCurveTo(...n); [controlX, controlY, x, y] = n; break;
      case 'T': {
        [controlX, controlY] = before === 'Q' || before === 'T' ? [2 * x - controlX, 2 * y - controlY] : [x, y];
        path.quadraticCurveTo(controlX, controlY, ...n);
        [x, y] = n;
        break;
      }
      case 'A': {
        const [toX, toY] = kind === 'a' ? [x + n[5], y + n[6]] : [n[5], n[6]];
        svgArc(path, x, y, abs(n[0]), abs(n[1]), (n[2] * PI) / 180, !!n[3], !!n[4], toX, toY);
        [x, y] = [toX, toY];
        break;
      }
      case 'Z': path.closePath(); [x, y] = [beginX, beginY]; break;
    }
    before = upper;
    if (before !== 'Z' && x === oldX && y === oldY && count === 0) return;
  }
}

/** From two ends to a centre: SVG 1.1, appendix F.6. */
function svgArc(path, x0, y0, rx, ry, turn, large, forwards, x, y) {
  if (!rx || !ry) return path.lineTo(x, y);
  const [c, s] = [cos(turn), sin(turn)];
  const [dx, dy] = [(x0 - x) / 2, (y0 - y) / 2];
  const [px, py] = [c * dx + s * dy, -s * dx + c * dy];
  const size = sqrt((px / rx) ** 2 + (py / ry) ** 2);
  if (size > 1) [rx, ry] = [rx * size, ry * size];
  const rest = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2;
  const scale = sqrt(max(0, rest / ((rx * py) ** 2 + (ry * px) ** 2 || 1))) * (large === forwards ? -1 : 1);
  const [cx, cy] = [(scale * rx * py) / ry, (-scale * ry * px) / rx];
  const [centreX, centreY] = [c * cx - s * cy + (x0 + x) / 2, s * cx + c * cy + (y0 + y) / 2];
  const from = atan2((py - cy) / ry, (px - cx) / rx);
  const to = atan2((-py - cy) / ry, (-px - cx) / rx);
  path.ellipse(centreX, centreY, rx, ry, turn, from, to, !forwards);
}

/** Straight pieces of outlines: lists of points. */
function flattened(path) {
  const outlines = [];
  let points;
  let [x, y] = [0, 0];
  for (let at = 0; at < path.length;) {
    const kind = path[at++];
    const n = path.slice(at, at + POINTS[kind]);
    at += POINTS[kind];
    if (kind === 0) outlines.push(points = [[x, y] = n]);
    else if (!points) continue;
    else if (kind === 4) { points.closed = true; [x, y] = points[0]; outlines.push(points = [[x, y]]); }
    else if (kind === 1) points.push([x, y] = n);
    else {
      const [x0, y0] = [x, y];
      for (let step = 1; step <= 16; step++) {
        const [t, u] = [step / 16, 1 - step / 16];
        points.push(kind === 2
          ? [u * u * x0 + 2 * u * t * n[0] + t * t * n[2], u * u * y0 + 2 * u * t * n[1] + t * t * n[3]]
          : [u ** 3 * x0 + 3 * u * u * t * n[0] + 3 * u * t * t * n[2] + t ** 3 * n[4],
            u ** 3 * y0 + 3 * u * u * t * n[1] + 3 * u * t * t * n[3] + t ** 3 * n[5]]);
      }
      [x, y] = points[points.length - 1];
    }
  }
  return outlines;
}

/** Whether a point lies inside of outlines. */
function inside(path, x, y, evenOdd) {
  let winding = 0;
  for (const points of flattened(path)) {
    for (let at = 0; at < points.length; at++) {
      const [[ax, ay], [bx, by]] = [points[at], points[(at + 1) % points.length]];
      const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
      if (ay <= y && by > y && side > 0) winding++;
      if (ay > y && by <= y && side < 0) winding--;
    }
  }
  return evenOdd ? winding % 2 !== 0 : winding !== 0;
}

/** Whether a point lies on a line of some width along outlines. */
function along(path, x, y, width) {
  const near = ([ax, ay], [bx, by]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const t = max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return hypot(x - ax - t * dx, y - ay - t * dy) <= width / 2;
  };
  return flattened(path).some((points) => points.some((point, at) => (at > 0 ? near(points[at - 1], point) : points.closed && near(points[points.length - 1], point))));
}

__minihost.shared.outlines = { Outline, Path2D, then, place, finite, mapped, inside, along, IDENTITY };
