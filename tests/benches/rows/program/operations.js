// The nine operations, written once: the mini program and the page in a browser both call them with a component.

const ADJECTIVES = [
  'pretty', 'large', 'big', 'small', 'tall', 'short', 'long', 'handsome', 'plain', 'quaint', 'clean', 'elegant', 'easy', 'angry',
  'crazy', 'helpful', 'mushy', 'odd', 'unsightly', 'adorable', 'important', 'inexpensive', 'cheap', 'expensive', 'fancy'
]
const COLOURS = ['red', 'yellow', 'blue', 'green', 'pink', 'brown', 'purple', 'brown', 'white', 'black', 'orange']
const NOUNS = [
  'table', 'chair', 'house', 'bbq', 'desk', 'car', 'pony', 'cookie', 'sandwich', 'burger', 'pizza', 'mouse', 'keyboard'
]

let seed = 1
let nextId = 1

/** The same numbers on every side. */
function random(below) {
  seed = (seed * 16807) % 2147483647
  return seed % below
}

function build(count) {
  const rows = []
  for (let i = 0; i < count; i++) {
    const label = `${ADJECTIVES[random(25)]} ${COLOURS[random(11)]} ${NOUNS[random(13)]}`
    rows.push({ id: nextId++, label })
  }
  return rows
}

/** Starts the labels and numbers over, so that every round sees the same. */
function restart() {
  seed = 1
  nextId = 1
}

const OPERATIONS = {
  create(page, count) {
    page.setData({ rows: build(count), selected: 0 })
  },
  replace(page, count) {
    page.setData({ rows: build(count) })
  },
  update(page) {
    const changes = {}
    const rows = page.data.rows
    for (let i = 0; i < rows.length; i += 10) changes[`rows[${i}].label`] = `${rows[i].label} !!!`
    page.setData(changes)
  },
  select(page) {
    page.setData({ selected: page.data.rows[4].id })
  },
  swap(page) {
    const rows = page.data.rows
    const last = rows.length - 2
    page.setData({ 'rows[1]': rows[last], [`rows[${last}]`]: rows[1] })
  },
  remove(page) {
    page.setData({ rows: page.data.rows.filter((_, i) => i !== 4) })
  },
  append(page, count) {
    page.setData({ rows: page.data.rows.concat(build(count)) })
  },
  clear(page) {
    page.setData({ rows: [] })
  }
}

module.exports = { OPERATIONS, build, restart }
