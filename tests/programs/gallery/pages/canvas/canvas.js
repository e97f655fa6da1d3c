const { t } = require('../../utils/texts.js')

const SALES = [32, 56, 44, 78, 63, 91, 70]

Page({
  data: {
    words: {
      chart: t('旧接口：图表', 'Old API: a chart'),
      clock: t('新接口：钟面', 'New API: a clock face'),
      poster: t('裁剪、渐变、图片', 'Clip, gradient, picture'),
      effects: t('虚线、阴影、混合、图案', 'Dashes, shadows, blending, a pattern'),
    },
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('画布', 'Canvas') })
  },

  onReady() {
    this.dark = wx.getSystemInfoSync().theme === 'dark'
    const query = wx.createSelectorQuery()
    query.select('.chart').boundingClientRect()
    query.select('#clock').node()
    query.select('#poster').node()
    query.select('#effects').node()
    query.exec(([chart, clock, poster, effects]) => {
      this.chart(chart)
      this.clock(this.sharp(clock.node))
      this.poster(this.sharp(poster.node))
      this.effects(this.sharp(effects.node))
    })
  },

  // As many pixels as the screen has, and coordinates as the page has them.
  sharp(canvas) {
    const ratio = wx.getSystemInfoSync().pixelRatio
    const [width, height] = [canvas.width, canvas.height]
    canvas.width = width * ratio
    canvas.height = height * ratio
    const context = canvas.getContext('2d')
    context.scale(ratio, ratio)
    return { canvas, context, width, height }
  },

  chart({ width, height }) {
    const c = wx.createCanvasContext('chart', this)
    const ink = this.dark ? '#9aa0a6' : '#888888'
    const step = width / SALES.length
    const top = (value) => height - 24 - (value / 100) * (height - 40)
    SALES.forEach((value, n) => {
      c.setFillStyle(n === 5 ? '#e2583e' : '#2563eb')
      c.fillRect(n * step + step * 0.25, top(value), step * 0.5, height - 24 - top(value))
      c.setFillStyle(ink)
      c.setFontSize(11)
      c.setTextAlign('center')
      c.fillText(`${n + 1}`, n * step + step / 2, height - 8)
    })
    c.beginPath()
    SALES.forEach((value, n) => c[n ? 'lineTo' : 'moveTo'](n * step + step / 2, top(value) - 6))
    c.setStrokeStyle('#0d9488')
    c.setLineWidth(2)
    c.setLineJoin('round')
    c.stroke()
    c.draw()
  },

  clock({ context: c, width }) {
    const ink = this.dark ? '#eeeeee' : '#1a1a1a'
    c.translate(width / 2, width / 2)
    c.lineCap = 'round'
    c.strokeStyle = ink
    c.lineWidth = 3
    c.beginPath()
    c.arc(0, 0, width / 2 - 4, 0, Math.PI * 2)
    c.stroke()
    for (let hour = 0; hour < 12; hour++) {
      c.save()
      c.rotate((hour * Math.PI) / 6)
      c.lineWidth = hour % 3 ? 1.5 : 3
      c.beginPath()
      c.moveTo(0, -width / 2 + 10)
      c.lineTo(0, -width / 2 + (hour % 3 ? 15 : 19))
      c.stroke()
      c.restore()
    }
    const hand = (turn, length, thick, color) => {
      c.save()
      c.rotate(turn * Math.PI * 2)
      c.strokeStyle = color
      c.lineWidth = thick
      c.beginPath()
      c.moveTo(0, 6)
      c.lineTo(0, -length)
      c.stroke()
      c.restore()
    }
    hand(10 / 12 + 9 / 720, width * 0.22, 5, ink)
    hand(9 / 60, width * 0.34, 3, ink)
    hand(36 / 60, width * 0.36, 1.5, '#e2583e')
  },

  effects({ canvas, context: c, width, height }) {
    // A forecast: what is known as a line, what is not as dashes.
    c.strokeStyle = '#2563eb'
    c.lineWidth = 3
    c.lineJoin = 'round'
    const points = SALES.map((value, n) => [12 + n * 16, height - 12 - value * 0.9])
    c.beginPath()
    points.slice(0, 4).forEach(([x, y]) => c.lineTo(x, y))
    c.stroke()
    c.setLineDash([6, 5])
    c.lineCap = 'round'
    c.beginPath()
    points.slice(3).forEach(([x, y]) => c.lineTo(x, y))
    c.stroke()
    c.setLineDash([])
    // A card that casts a shadow.
    c.save()
    c.shadowColor = 'rgba(37, 99, 235, .45)'
    c.shadowBlur = 16
    c.shadowOffsetY = 6
    c.fillStyle = '#ffffff'
    c.beginPath()
    c.roundRect(width * 0.4, 24, 72, 84, 12)
    c.fill()
    c.restore()
    const star = canvas.createPath2D('M36 8 L46 38 L77 38 L52 56 L61 86 L36 68 L11 86 L20 56 L-5 38 L26 38 Z')
    c.save()
    c.translate(width * 0.4 + 7, 36)
    c.scale(0.8, 0.8)
    c.fillStyle = '#f59e0b'
    c.fill(star, 'evenodd')
    c.restore()
    // Three lights that add up, as one picture.
    const middle = width * 0.8
    const lights = [['#e11d48', -14, 0], ['#16a34a', 14, 0], ['#2563eb', 0, 24]]
    c.globalCompositeOperation = 'lighter'
    for (const [color, dx, dy] of lights) {
      c.fillStyle = color
      c.beginPath()
      c.arc(middle + dx, height / 2 - 12 + dy, 26, 0, Math.PI * 2)
      c.fill()
    }
    c.globalCompositeOperation = 'source-over'
    // A pattern of a canvas that is not on the page.
    const tile = wx.createOffscreenCanvas({ type: '2d', width: 8, height: 8 })
    const dots = tile.getContext('2d')
    dots.fillStyle = '#94a3b8'
    dots.beginPath()
    dots.arc(4, 4, 2, 0, Math.PI * 2)
    dots.fill()
    c.fillStyle = c.createPattern(tile, 'repeat')
    c.fillRect(8, 0, 104, 16)
  },

  poster({ canvas, context: c, width, height }) {
    const ground = c.createLinearGradient(0, 0, width, height)
    ground.addColorStop(0, '#7c5cff')
    ground.addColorStop(1, '#0ea5b7')
    c.fillStyle = ground
    c.roundRect(0, 0, width, height, 12)
    c.fill()
    const sun = c.createRadialGradient(width * 0.8, height * 0.25, 4, width * 0.8, height * 0.25, 60)
    sun.addColorStop(0, 'rgba(255,255,255,.9)')
    sun.addColorStop(1, 'rgba(255,255,255,0)')
    c.fillStyle = sun
    c.fillRect(0, 0, width, height)
    c.fillStyle = '#ffffff'
    c.font = 'bold 22px sans-serif'
    c.textBaseline = 'top'
    c.fillText(t('小程序', 'Mini program'), 96, 36)
    c.globalAlpha = 0.8
    c.font = '13px sans-serif'
    c.fillText(t('画布上的文字和图片', 'Text and pictures on a canvas'), 96, 68)
    c.globalAlpha = 1
    const image = canvas.createImage()
    image.onload = () => {
      c.save()
      c.beginPath()
      c.arc(52, 62, 32, 0, Math.PI * 2)
      c.clip()
      c.drawImage(image, 20, 30, 64, 64)
      c.restore()
    }
    image.src = '/images/landscape.svg'
  },
})
