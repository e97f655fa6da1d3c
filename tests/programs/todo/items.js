// The list as plain data: every function takes items and gives new items back; the last two touch storage.
const KEY = 'items'

function add(items, text) {
  const id = items.reduce((highest, item) => Math.max(highest, item.id), 0) + 1
  return [{ id, text, done: false }].concat(items)
}

function toggle(items, id) {
  return items.map((item) => (item.id === id ? Object.assign({}, item, { done: !item.done }) : item))
}

function remove(items, id) {
  return items.filter((item) => item.id !== id)
}

function withoutDone(items) {
  return items.filter((item) => !item.done)
}

function load() {
  const stored = tt.getStorageSync(KEY)
  return Array.isArray(stored) ? stored : []
}

function save(items) {
  tt.setStorageSync(KEY, items)
}

module.exports = { add, toggle, remove, withoutDone, load, save }
