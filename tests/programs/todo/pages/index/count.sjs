// Counting and filtering for the template.
function done(items) {
  var count = 0
  for (var i = 0; i < items.length; i++) {
    if (items[i].done) {
      count = count + 1
    }
  }
  return count
}

function left(items) {
  return items.length - done(items)
}

function percent(items) {
  return items.length === 0 ? 0 : Math.round(done(items) * 100 / items.length)
}

function visible(items, filter) {
  if (filter === 'all') {
    return items
  }
  var wanted = filter === 'done'
  var list = []
  for (var i = 0; i < items.length; i++) {
    if (items[i].done === wanted) {
      list.push(items[i])
    }
  }
  return list
}

function note(items, t) {
  if (items.length === 0) {
    return t.nothing
  }
  var open = left(items)
  return open === 0 ? t.allDone : t.left.replace('{n}', '' + open)
}

module.exports = {
  done: done,
  left: left,
  percent: percent,
  visible: visible,
  note: note
}
