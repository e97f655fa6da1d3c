// The same rows by hand: a row is cloned from a template, kept with its nodes, and only what changes is touched.

const bar = document.createElement('view')
bar.className = 'bar'
for (const name of 'abcdefghijk') {
  const button = document.createElement('view')
  button.className = 'button'
  button.textContent = name
  bar.append(button)
}
const measured = document.createElement('view')
measured.className = 'measured'
const list = document.createElement('view')
list.className = 'rows'
const page = document.createElement('page')
page.append(bar, measured, list)
document.body.append(page)

const pattern = document.createElement('template')
pattern.innerHTML =
  '<view class="row"><view class="id"> </view><view class="what"><text class="label"> </text></view><view class="end"><text class="remove">x</text></view></view>'
const first = pattern.content.firstChild

let shown = []
let selected = null

function row(data) {
  const node = first.cloneNode(true)
  const id = node.firstChild.firstChild
  const label = node.childNodes[1].firstChild.firstChild
  id.nodeValue = data.id
  label.nodeValue = data.label
  return { data, node, label }
}

function add(count) {
  const rows = window.rows.build(count)
  const fragment = document.createDocumentFragment()
  for (const data of rows) {
    const one = row(data)
    shown.push(one)
    fragment.append(one.node)
  }
  list.append(fragment)
}

window.side = {
  create: add,
  replace(count) {
    list.textContent = ''
    shown = []
    add(count)
  },
  update() {
    for (let i = 0; i < shown.length; i += 10) {
      shown[i].data.label += ' !!!'
      shown[i].label.nodeValue = shown[i].data.label
    }
  },
  select() {
    if (selected) selected.className = 'row'
    selected = shown[4].node
    selected.className = 'row danger'
  },
  swap() {
    const last = shown.length - 2
    const [a, b] = [shown[1], shown[last]]
    const after = b.node.nextSibling
    list.insertBefore(b.node, a.node)
    list.insertBefore(a.node, after)
    shown[1] = b
    shown[last] = a
  },
  remove() {
    shown[4].node.remove()
    shown.splice(4, 1)
  },
  append: add,
  clear() {
    list.textContent = ''
    shown = []
    selected = null
  }
}
