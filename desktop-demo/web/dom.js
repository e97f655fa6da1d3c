// Building elements. Styles go through the CSSOM and never through markup, so that the page lives under a strict content policy.

/**
 * Makes an element. Properties: `class`, `text`, `on` ({click: fn}), `style` ({left: '1px', '--x': 2}), anything else is an attribute;
 * `null` and `false` leave an attribute out.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue
    if (name === 'class') element.className = value
    else if (name === 'text') element.textContent = value
    else if (name === 'on') Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener))
    else if (name === 'style') setStyle(element, value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

/**
 * Sets style properties, custom ones included.
 * @param {HTMLElement} element
 * @param {Record<string, string|number>} style
 */
export function setStyle(element, style) {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, String(value))
}

/**
 * A drawn icon of 24 units, coloured like text. `paths` is SVG path data; a path that begins with `fill:` is filled.
 * @param {string[]} paths
 * @param {number} [size]
 */
export function icon(paths, size = 24) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true' })) {
    svg.setAttribute(name, String(value))
  }
  for (const data of paths) {
    const path = document.createElementNS(space, 'path')
    const filled = data.startsWith('fill:')
    path.setAttribute('d', filled ? data.slice(5) : data)
    path.setAttribute('fill', filled ? 'currentColor' : 'none')
    if (!filled) {
      path.setAttribute('stroke', 'currentColor')
      path.setAttribute('stroke-width', '1.8')
      path.setAttribute('stroke-linecap', 'round')
      path.setAttribute('stroke-linejoin', 'round')
    }
    svg.append(path)
  }
  return svg
}

/** Whether the user asked for less movement. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * Plays a short animation and resolves when it is over; at once when the user wants calm.
 * @param {Element} element
 * @param {Keyframe[]} keyframes
 * @param {number} duration milliseconds
 */
export async function play(element, keyframes, duration) {
  if (calm()) return
  await element.animate(keyframes, { duration, easing: 'cubic-bezier(.2, .8, .2, 1)' }).finished.catch(() => {})
}
