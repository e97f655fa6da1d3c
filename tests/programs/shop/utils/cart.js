// The cart as plain data: lines of { id, quantity }.
const KEY = 'cart'

export function add(lines, id, quantity) {
  const line = lines.find((each) => each.id === id)
  return line ? change(lines, id, line.quantity + quantity) : [...lines, { id, quantity }]
}

// A quantity of 0 removes the line.
export function change(lines, id, quantity) {
  return lines
    .map((line) => (line.id === id ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0)
}

export const count = (lines) => lines.reduce((sum, line) => sum + line.quantity, 0)

export function load() {
  const stored = wx.getStorageSync(KEY)
  return Array.isArray(stored) ? stored : []
}

export function save(lines) {
  wx.setStorageSync(KEY, lines)
}
