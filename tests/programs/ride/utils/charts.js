// Three charts on a 2d context. Pure: they know nothing of pages, and draw the same on any canvas that has such a context, in coordinates of
// logical pixels. `look` says how large, how dark and in which words.

const LIGHT = { ink: '#17201c', soft: '#5c6862', line: '#e4e8e4', brand: '#0f7b55', accent: '#d9481c', card: '#ffffff' }
const DARK = { ink: '#eaf0ec', soft: '#a5b2ab', line: '#2c3632', brand: '#45c492', accent: '#ff8f63', card: '#1a211e' }

/** Kilometres, and minutes in the saddle, by span. */
const RIDES = {
  week: { zh: ['一', '二', '三', '四', '五', '六', '日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], km: [12, 18, 9, 26, 14, 42, 31], minutes: [38, 52, 30, 74, 41, 130, 96] },
  month: { zh: ['第1周', '第2周', '第3周', '第4周'], en: ['W1', 'W2', 'W3', 'W4'], km: [96, 121, 88, 152], minutes: [290, 372, 265, 461] },
  year: { zh: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'], en: ['J', 'F', 'M', 'A', 'M', 'J', 'J', 'A', 'S', 'O', 'N', 'D'], km: [180, 142, 260, 318, 402, 455, 380, 365, 430, 470, 280, 190], minutes: [560, 450, 800, 960, 1210, 1370, 1150, 1100, 1290, 1420, 850, 590] },
}

/** What the kilometres were ridden for. */
const USES = [
  { id: 'commute', zh: '通勤', en: 'Commute', share: 46, light: '#0f7b55', dark: '#45c492' },
  { id: 'tour', zh: '长途', en: 'Tours', share: 31, light: '#2c7fb8', dark: '#6db4e4' },
  { id: 'train', zh: '训练', en: 'Training', share: 15, light: '#e0a526', dark: '#f2c765' },
  { id: 'errand', zh: '买菜', en: 'Errands', share: 8, light: '#d9481c', dark: '#ff8f63' },
]

const colors = (look) => (look.dark ? DARK : LIGHT)
const labels = (look) => RIDES[look.span][look.chinese ? 'zh' : 'en']
const font = (size, bold) => `${bold ? 'bold ' : ''}${size}px sans-serif`

/** The smallest round number with which four steps reach the top. */
function stepFor(top) {
  const rough = top / 4
  const power = Math.pow(10, Math.floor(Math.log10(rough)))
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((step) => step >= rough)
}

/** Rules and their numbers; where a value stands. */
function axis(c, look, values, unit) {
  const { soft, line } = colors(look)
  const [left, right, top, bottom] = [34, look.width - 8, 22, look.height - 26]
  const step = stepFor(Math.max(...values))
  const y = (value) => bottom - (value / (step * 4)) * (bottom - top)
  c.font = font(11)
  c.textAlign = 'right'
  c.textBaseline = 'middle'
  for (let n = 0; n <= 4; n++) {
    const at = Math.round(y(n * step)) + 0.5
    c.strokeStyle = line
    c.lineWidth = 1
    c.setLineDash(n ? [3, 4] : [])
    c.beginPath()
    c.moveTo(left, at)
    c.lineTo(right, at)
    c.stroke()
    c.fillStyle = soft
    c.fillText(String(n * step), left - 8, at)
  }
  c.setLineDash([])
  c.textAlign = 'left'
  c.fillText(unit, 0, 7)
  const slot = (right - left) / values.length
  const x = (n) => left + slot * (n + 0.5)
  c.textAlign = 'center'
  labels(look).forEach((label, n) => {
    const on = n === look.chosen
    c.fillStyle = on ? colors(look).ink : soft
    c.font = font(11, on)
    c.fillText(label, x(n), look.height - 11)
  })
  return { x, y, slot, bottom }
}

/** Kilometres: a smooth line over an area that fades out. */
function line(c, look) {
  const { brand, ink, card } = colors(look)
  const values = RIDES[look.span].km
  const { x, y, bottom } = axis(c, look, values, 'km')
  const curve = () => {
    c.beginPath()
    c.moveTo(x(0), y(values[0]))
    for (let n = 1; n < values.length; n++) {
      const middle = (x(n - 1) + x(n)) / 2
      c.bezierCurveTo(middle, y(values[n - 1]), middle, y(values[n]), x(n), y(values[n]))
    }
  }
  const fade = c.createLinearGradient(0, y(Math.max(...values)), 0, bottom)
  fade.addColorStop(0, look.dark ? 'rgba(69, 196, 146, 0.42)' : 'rgba(15, 123, 85, 0.32)')
  fade.addColorStop(1, look.dark ? 'rgba(69, 196, 146, 0)' : 'rgba(15, 123, 85, 0)')
  curve()
  c.lineTo(x(values.length - 1), bottom)
  c.lineTo(x(0), bottom)
  c.closePath()
  c.fillStyle = fade
  c.fill()
  curve()
  c.strokeStyle = brand
  c.lineWidth = 2.5
  c.lineJoin = 'round'
  c.lineCap = 'round'
  c.stroke()

  const [px, py] = [x(look.chosen), y(values[look.chosen])]
  c.beginPath()
  c.moveTo(px, py)
  c.lineTo(px, bottom)
  c.lineWidth = 1
  c.setLineDash([2, 3])
  c.stroke()
  c.setLineDash([])
  c.beginPath()
  c.arc(px, py, 5, 0, Math.PI * 2)
  c.fillStyle = card
  c.fill()
  c.lineWidth = 3
  c.stroke()
  const text = `${values[look.chosen]} km`
  c.font = font(12, true)
  const width = c.measureText(text).width + 16
  const left = Math.min(Math.max(px - width / 2, 0), look.width - width)
  const top = Math.max(py - 36, 0)
  c.fillStyle = ink
  c.beginPath()
  c.roundRect(left, top, width, 24, 6)
  c.fill()
  c.fillStyle = card
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.fillText(text, left + width / 2, top + 12)
}

/** Minutes in the saddle: bars with round tops. */
function bars(c, look) {
  const { brand, accent } = colors(look)
  const values = RIDES[look.span].minutes
  const { x, y, slot, bottom } = axis(c, look, values, look.chinese ? '分钟' : 'min')
  const wide = Math.min(slot * 0.5, 22)
  values.forEach((value, n) => {
    const top = y(value)
    const fill = c.createLinearGradient(0, top, 0, bottom)
    const color = n === look.chosen ? accent : brand
    fill.addColorStop(0, color)
    fill.addColorStop(1, color + '88')
    c.fillStyle = fill
    c.beginPath()
    c.roundRect(x(n) - wide / 2, top, wide, bottom - top, [wide / 3, wide / 3, 0, 0])
    c.fill()
  })
}

/** Shares: a ring with gaps, the sum inside. */
function donut(c, look) {
  const { ink, soft } = colors(look)
  const middle = look.width / 2
  const thick = 18
  const radius = middle - thick / 2 - 2
  let at = -Math.PI / 2
  USES.forEach((use) => {
    const end = at + (use.share / 100) * Math.PI * 2
    c.beginPath()
    c.arc(middle, middle, radius, at + 0.025, end - 0.025)
    c.strokeStyle = look.dark ? use.dark : use.light
    c.lineWidth = thick
    c.stroke()
    at = end
  })
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.fillStyle = ink
  c.font = font(24, true)
  c.fillText(String(total(look.span).km), middle, middle - 6)
  c.fillStyle = soft
  c.font = font(11)
  c.fillText('km', middle, middle + 15)
}

/** Sums of a span. */
function total(span) {
  const sum = (values) => values.reduce((a, b) => a + b, 0)
  return { km: sum(RIDES[span].km), minutes: sum(RIDES[span].minutes), count: RIDES[span].km.length }
}

const CHARTS = { line, bars, donut }

/** Draws a chart by its id. `look`: `width`, `height`, `dark`, `chinese`, `span` and the `chosen` place in it. */
function draw(id, context, look) {
  context.clearRect(0, 0, look.width, look.height)
  CHARTS[id](context, look)
}

module.exports = { draw, total, USES, ids: Object.keys(CHARTS), first: { span: 'week', chosen: 5 } }
