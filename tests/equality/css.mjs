// Style sheets of a program as a browser reads them: `rpx` becomes `px`, and selectors see only what their scope sees.
//
// Elements carry what selectors look at in attributes of their own (see `dom.mjs`): `c` holds `scope:class` words, `u` all classes, `s` the
// scopes that see tag, id and attributes, `h` the scope of `:host`, and attributes are called `a-name`.

/** A whole sheet. `scope` is null for the looks of built-in components, which see everything. */
export function convertSheet(css, scope, page) {
  const text = convertUnits(css.replace(/\/\*[^]*?\*\//g, ' '), page)
  return convertRules(text, scope)
}

/** An rpx is a 750th of the window's width, a rem a 20th; what is unsafe of the screen the page knows. */
export function convertUnits(text, page) {
  const sides = { top: 0, right: 1, bottom: 2, left: 3 }
  return text
    .replace(/(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(rpx|rem)\b/gi, (_, number, unit) => `${(Number(number) * page.width) / (unit.toLowerCase() === 'rpx' ? 750 : 20)}px`)
    .replace(/\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*(?:\([^()]*\)[^()]*)*)?\)/g, (_, side) => `${page.insets[sides[side]]}px`)
    .replace(/\battr\(\s*/g, 'attr(a-')
}

function convertRules(text, scope) {
  let out = ''
  let at = 0
  while (at < text.length) {
    const end = find(text, at, '{;}')
    if (end >= text.length) break
    if (text[end] !== '{') {
      // A statement such as `@charset`, or a stray brace.
      at = end + 1
      continue
    }
    const prelude = text.slice(at, end).trim()
    const close = matching(text, end)
    const body = text.slice(end + 1, close)
    if (/^@(media|supports|layer)/i.test(prelude)) out += `${prelude}{${convertRules(body, scope)}}\n`
    // Fonts of the program are not in the book that we measure with.
    // Fonts that come from elsewhere neither side has.
    else if (/^@font-face/i.test(prelude) && /url\(\s*["']?data:/i.test(body)) out += `${prelude}{${body}}\n`
    else if (/^@/.test(prelude)) out += ''
    else out += `${convertSelectors(prelude, scope)}{${body}}\n`
    at = close + 1
  }
  return out
}

/** The next of these characters outside strings and brackets. */
function find(text, at, characters) {
  let depth = 0
  for (; at < text.length; at++) {
    const c = text[at]
    if (c === '\\') at++
    else if (c === '"' || c === "'") at = skipString(text, at)
    else if (depth <= 0 && characters.includes(c)) return at
    else if (c === '(' || c === '[') depth++
    else if (c === ')' || c === ']') depth--
  }
  return text.length
}

function skipString(text, at) {
  const quote = text[at]
  for (at++; at < text.length && text[at] !== quote; at++) if (text[at] === '\\') at++
  return at
}

function matching(text, open) {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const c = text[at]
    if (c === '\\') at++
    else if (c === '"' || c === "'") at = skipString(text, at)
    else if (c === '{') depth++
    else if (c === '}' && --depth === 0) return at
  }
  return text.length
}

function convertSelectors(text, scope) {
  const list = []
  for (let at = 0; at <= text.length; ) {
    const end = find(text, at, ',')
    list.push(convertSelector(text.slice(at, end).trim(), scope))
    at = end + 1
  }
  return list.join(',')
}

const NAME = /^-?(?:[_a-zA-Z\u0080-\uffff]|\\.|--)(?:[-_a-zA-Z0-9\u0080-\uffff]|\\.)*/
const STATES = { active: 'active', focus: 'focus', checked: 'checked', disabled: 'disabled' }

/** One selector. Specificity stays what it was: what is added stands in `:where()` or takes the place of its like. */
export function convertSelector(text, scope) {
  const seen = scope === null ? '' : `:where([s~="${scope}"])`
  let out = ''
  let rest = text
  const take = (length) => {
    const taken = rest.slice(0, length)
    rest = rest.slice(length)
    return taken
  }
  while (rest) {
    const c = rest[0]
    const name = (rest.slice(1).match(NAME) ?? [''])[0]
    if (c === '.' && name) {
      take(1 + name.length)
      out += scope === null ? `[u~="${name}"]` : `[c~="${scope}:${name}"]`
    } else if (c === '#' && name) {
      take(1 + name.length)
      out += `#${name}${seen}`
    } else if (c === '[') {
      const inside = take(find(rest, 1, ']') + 1).slice(1, -1).trim()
      const attribute = (inside.match(NAME) ?? [''])[0]
      const operation = inside.slice(attribute.length)
      if (attribute === 'class') out += `[c-${scope ?? 'u'}${operation}]`
      else if (attribute === 'id') out += `[id${operation}]${seen}`
      else if (attribute === 'style') out += `[y${operation}]${seen}`
      else out += `[a-${attribute}${operation}]${seen}`
    } else if (c === ':') {
      if (rest[1] === ':') {
        out += take(2 + (rest.slice(2).match(NAME) ?? [''])[0].length)
      } else {
        take(1 + name.length)
        const argument = rest[0] === '(' ? take(find(rest, 1, ')') + 1).slice(1, -1) : null
        out += convertPseudoClass(name.toLowerCase(), argument, scope)
      }
    } else if (NAME.test(rest)) {
      const tag = take(rest.match(NAME)[0].length)
      out += tag === 'page' ? 'mh-page' : `mh-${tag.toLowerCase()}${seen}`
    } else {
      out += take(1)
    }
  }
  return out
}

function convertPseudoClass(name, argument, scope) {
  if (name === 'host') {
    const host = `[h="${scope}"]`
    return argument === null ? host : `${host}:is(${convertSelectors(argument, null)})`
  }
  if (['not', 'is', 'where', 'matches', 'any'].includes(name)) {
    return `:${name === 'not' || name === 'where' ? name : 'is'}(${convertSelectors(argument ?? '', scope)})`
  }
  if (name in STATES) return `[t~="${STATES[name]}"]`
  if (name === 'enabled') return ':not([t~="disabled"])'
  return argument === null ? `:${name}` : `:${name}(${argument})`
}
