// Runs in the browser: builds a page below a root of its own and measures it. One document serves all pages: only the root and the sheets
// are exchanged.

/** How an image's modes scale and place its picture. */
const MODES = {
  scaleToFill: ['100% 100%', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['100% 100%', 'center'],
  heightFix: ['100% 100%', 'center'],
}

/** Components that hosts or our painter draw in their own way: not looked at. */
const DRAWN = 'mh-switch, mh-checkbox > mh--control, mh-radio > mh--control, mh-slider, mh-icon, mh-progress, mh-input, mh-textarea, mh-canvas, mh-video, mh-map, mh-camera, mh-web-view'

/** Sizes that built-in components have without any style; everything else that they are is in their sheet. */
const CONTROL = 'display:inline-block;width:24px;height:24px;vertical-align:middle;flex-shrink:0;'

/** The program's own fonts, as far as they are here: what is fetched from elsewhere neither side has. */
async function fontsOf(document) {
  const wait = new Promise((resolve) => setTimeout(resolve, 2000))
  await Promise.race([wait, Promise.allSettled([...document.fonts].map((font) => font.load()))])
}

function build(page) {
  const root = element(page.tree, page)
  document.replaceChild(root, document.documentElement)
  document.adoptedStyleSheets = page.css.map((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  })
}

function make(tag) {
  return document.createElementNS('http://www.w3.org/1999/xhtml', tag)
}

function element(node, page) {
  const made = make(`mh-${node.tag.toLowerCase()}`)
  made.node = node
  const set = (name, value) => {
    try {
      made.setAttribute(name, value)
    } catch {
      // A name that HTML has no spelling for: no selector can name it either.
    }
  }
  if (node.id) set('id', node.id)
  set('u', node.classes.map(([name]) => name).join(' '))
  const byScope = {}
  for (const [name, scopes] of node.classes) for (const scope of scopes) (byScope[scope] ??= []).push(name)
  set('c', Object.entries(byScope).flatMap(([scope, names]) => names.map((name) => `${scope}:${name}`)).join(' '))
  for (const [scope, names] of Object.entries(byScope)) set(`c-${scope}`, names.join(' '))
  if (node.classes.length) set('c-u', node.classes.map(([name]) => name).join(' '))
  set('s', node.scopes.join(' '))
  if (node.host !== null) set('h', node.host)
  set('t', ['disabled', 'checked'].filter((state) => node[state]).join(' '))
  if (node.style) {
    set('style', node.style)
    set('y', node.style)
  }
  for (const [name, value] of Object.entries(node.attributes)) set(`a-${name}`, value)
  if (node.tag === 'checkbox' || node.tag === 'radio') {
    const control = make('mh--control')
    control.setAttribute('style', CONTROL + (node.children.length ? 'margin-right:5px' : ''))
    made.append(control)
  }
  if (node.tag === 'icon') {
    const size = parseFloat(node.attributes.size ?? '23') || 23
    made.append(Object.assign(make('mh--icon'), {}))
    made.lastChild.setAttribute('style', `display:block;width:${size}px;height:${size}px`)
  }
  if (node.tag === 'progress') {
    const bar = make('mh--bar')
    bar.setAttribute('style', `display:block;width:100%;height:${parseFloat(node.attributes['stroke-width'] ?? '6') || 6}px`)
    made.append(bar)
  }
  if (node.tag === 'textarea' && 'auto-height' in node.attributes) {
    const text = make('mh--value')
    text.setAttribute('style', 'display:block;white-space:pre-wrap;overflow-wrap:break-word')
    text.textContent = (node.attributes.value || node.attributes.placeholder || '') + '\u200b'
    made.append(text)
  }
  if ((node.tag === 'image' || node.tag === 'cover-image') && node.attributes.src) {
    const picture = make('mh--picture')
    const [size, position] = MODES[node.attributes.mode ?? 'scaleToFill'] ?? ['auto', node.attributes.mode]
    const src = node.attributes.src
    const url = /^(data|https?):/.test(src) ? src : `http://package.test/${src.replace(/^\//, '')}`
    picture.setAttribute('style', `display:block;width:100%;height:100%;background:url("${url}") ${position} / ${size} no-repeat`)
    made.append(picture)
  }
  // Components that hold nothing: what a template puts inside does not show.
  const leaf = /^(image|cover-image|icon|input|textarea|progress|switch|slider|canvas|video|map|camera|live-player|live-pusher|web-view|ad|audio)$/
  if (node.ratio) {
    made.style.setProperty('aspect-ratio', node.ratio)
    made.style.setProperty(node.attributes.mode === 'widthFix' ? 'height' : 'width', 'auto', 'important')
  }
  if (page.controls) control(made, node)
  if (leaf.test(node.tag)) return made
  let place = 0
  for (const child of node.children) {
    if (child.text !== undefined) {
      // In a `text` component a line break is one on screen whatever `white-space` says.
      const lines = node.keepLines ? child.text.split('\n') : [child.text]
      const parts = lines.map((line) => document.createTextNode(line))
      child.parts = parts
      parts.forEach((part, index) => {
        if (index) made.append(make('br'))
        made.append(part)
      })
      page.texts.push(child)
      continue
    }
    if (node.tag === 'swiper') {
      if (child.tag !== 'swiper-item') continue
      const vertical = 'vertical' in node.attributes
      const [before, after] = ['previous-margin', 'next-margin'].map((name) => parseFloat(node.attributes[name] ?? '0') || 0)
      const shown = parseFloat(node.attributes['display-multiple-items'] ?? '1') || 1
      const extent = `((100% - ${before + after}px) / ${shown})`
      const count = node.children.filter((other) => other.tag === 'swiper-item').length
      // One without ends has its last item before its first.
      if ('circular' in node.attributes && count > shown && place === count - 1) place = -1
      const item = element(child, page)
      item.style.setProperty(vertical ? 'top' : 'left', `calc(${before}px + ${extent} * ${place++})`, 'important')
      item.style.setProperty(vertical ? 'height' : 'width', `calc(${extent})`, 'important')
      made.append(item)
      continue
    }
    made.append(element(child, page))
  }
  return made
}

/** Controls of the browser's own in the places of ours: to be looked at, not to be compared. */
function control(made, node) {
  const types = { switch: 'checkbox', checkbox: 'checkbox', radio: 'radio', slider: 'range', input: 'text', textarea: 'textarea' }
  const type = types[node.tag]
  if (!type) return
  const own = make(type === 'textarea' ? 'textarea' : 'input')
  if (type !== 'textarea') own.setAttribute('type', type)
  const { value = '', placeholder = '', min, max, color } = node.attributes
  if (type === 'range') Object.assign(own, { min, max })
  if (type === 'checkbox' || type === 'radio') own.checked = node.checked || node.attributes.checked !== undefined
  else own.value = value
  own.setAttribute('placeholder', placeholder)
  const accent = color ?? node.attributes['active-color'] ?? 'auto'
  own.setAttribute('style', `all:revert;box-sizing:border-box;width:100%;height:100%;margin:0;padding:0;border:none;outline:none;resize:none;background:none;font:inherit;color:inherit;color-scheme:light dark;accent-color:${accent}`)
  const place = made.querySelector('mh--control') ?? made
  place.append(own)
}

/** Border boxes by node, and text's rectangles line by line. */
function measure(page) {
  const boxes = {}
  const inline = []
  for (const made of [document.documentElement, ...document.documentElement.querySelectorAll('*')]) {
    if (!made.node) continue
    const display = getComputedStyle(made).display
    if (display === 'contents') continue
    if (display === 'inline') inline.push(made.node.n)
    const rects = made.getClientRects()
    if (!rects.length) continue
    boxes[made.node.n] = numbers(made.getBoundingClientRect())
  }
  const lines = {}
  const cut = page.texts.filter((text) => isCut(text.parts[0].parentNode)).map((text) => text.n)
  for (const text of page.texts) {
    lines[text.n] = text.parts.flatMap((part) => {
      const range = document.createRange()
      range.selectNodeContents(part)
      return byLine([...range.getClientRects()]).map(numbers)
    })
  }
  const drawn = [...document.querySelectorAll(DRAWN)].filter((made) => !made.played).map((made) => numbers(made.getBoundingClientRect()))
  return { boxes, lines, cut, inline, drawn }
}

/** Whether text in it may end in an ellipsis. */
function isCut(node) {
  for (; node && node.nodeType === 1; node = node.parentNode) {
    const style = getComputedStyle(node)
    if (style.display === 'inline' || style.display === 'contents') continue
    return style.webkitLineClamp !== 'none' || (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible')
  }
  return false
}

/** Pieces that stand side by side are one line. */
function byLine(rects) {
  const lines = []
  for (const rect of rects.filter((rect) => rect.width > 0)) {
    const last = lines[lines.length - 1]
    if (last && Math.abs(last.y - rect.y) < 2 && Math.abs(last.height - rect.height) < 2) {
      const left = Math.min(last.x, rect.x)
      last.width = Math.max(last.x + last.width, rect.x + rect.width) - left
      last.x = left
    } else lines.push({ x: rect.x, y: rect.y, width: rect.width, height: rect.height })
  }
  return lines
}

function numbers(rect) {
  return [rect.x, rect.y, rect.width, rect.height].map((value) => Math.round(value * 100) / 100)
}

/** The share of pixels that differ between our picture of the screen and the browser's of the page. */
// eslint-disable-next-line no-unused-vars
async function different({ ours, theirs, window: [x, y, width, height], masks, scale }) {
  const pixels = async (url, left, top) => {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(Math.round(width), Math.round(height))
    const context = canvas.getContext('2d', { willReadFrequently: true })
    // At one pixel per logical pixel and a little softened, edges that are smoothed in another way look the same.
    context.imageSmoothingQuality = 'high'
    context.filter = 'blur(1px)'
    context.drawImage(image, left * scale, top * scale, width * scale, height * scale, 0, 0, width, height)
    context.filter = 'none'
    context.fillStyle = '#888'
    for (const [x, y, width, height] of masks) context.fillRect(x - 3, y - 3, width + 6, height + 6)
    return context.getImageData(0, 0, canvas.width, canvas.height).data
  }
  const [a, b] = [await pixels(ours, x, y), await pixels(theirs, 0, 0)]
  let count = 0
  for (let at = 0; at < a.length; at += 4) {
    const [r, g, b2] = [a[at] - b[at], a[at + 1] - b[at + 1], a[at + 2] - b[at + 2]]
    // Brightness weighs most to the eye.
    const bright = 0.299 * r + 0.587 * g + 0.114 * b2
    const colour = Math.abs(r - bright) + Math.abs(b2 - bright)
    if (Math.abs(bright) + 0.5 * colour > 24) count++
  }
  return count / (a.length / 4)
}

/** Builds and measures. */
// eslint-disable-next-line no-unused-vars
async function run(page) {
  page.texts = []
  const keep = (node, kept) => {
    node.keepLines = kept || node.tag === 'text'
    for (const child of node.children ?? []) keep(child, node.keepLines && child.tag !== undefined && inlineInText(child))
  }
  // Only inline elements hand it on; which these are the styles say, and those of a `text` are.
  const inlineInText = (node) => node.tag === 'text' || node.tag === 'span'
  keep(page.tree, false)
  build(page)
  await fontsOf(document)
  if (page.canvas) drawCanvases(page.canvas)
  return measure(page)
}

/** A script of the program draws on canvases of the browser's. It exports `draw(id, context, look)`, the `ids` and the `first` look. */
function drawCanvases({ source, dark, chinese }) {
  const module = { exports: {} }
  new Function('module', source)(module)
  const { draw, ids, first } = module.exports
  for (const id of ids) {
    const place = document.getElementById(id)
    const { width, height } = place.getBoundingClientRect()
    const canvas = make('canvas')
    Object.assign(canvas, { width: width * devicePixelRatio, height: height * devicePixelRatio })
    canvas.setAttribute('style', 'display:block;width:100%;height:100%')
    const context = canvas.getContext('2d')
    context.scale(devicePixelRatio, devicePixelRatio)
    draw(id, context, { ...first, width, height, dark, chinese })
    place.append(canvas)
    place.played = true
  }
}
