const { t, chinese } = require('../../utils/texts.js')
const charts = require('../../utils/charts.js')
const theme = require('../../utils/theme.js')

const LAST = { week: 5, month: 3, year: 9 }

Page({
  data: {
    words: {
      line: t('里程', 'Distance'),
      bars: t('时长', 'Time in the saddle'),
      donut: t('都骑去哪了', 'What for'),
      up: t('比上期', 'vs last'),
    },
    spans: [
      { id: 'week', name: t('周', 'Week') },
      { id: 'month', name: t('月', 'Month') },
      { id: 'year', name: t('年', 'Year') },
    ],
    ...charts.first,
    figures: [],
    uses: [],
    spoken: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('骑行', 'Rides') })
    this.canvases = {}
    this.unwatch = theme.watch((dark) => {
      this.dark = dark
      this.setData({ uses: charts.USES.map((use) => ({ id: use.id, name: t(use.zh, use.en), share: use.share, color: dark ? use.dark : use.light })) })
      this.redraw()
    })
    this.sum()
  },

  onUnload() {
    this.unwatch()
  },

  onReady() {
    const query = wx.createSelectorQuery()
    charts.ids.forEach((id) => query.select(`#${id}`).fields({ node: true, size: true }))
    query.exec((found) => {
      found.forEach(({ node, width, height }, n) => this.sharpen(charts.ids[n], node, width, height))
      this.redraw()
    })
  },

  // As many pixels as the screen has, and coordinates as the page has them.
  sharpen(id, canvas, width, height) {
    const ratio = wx.getSystemInfoSync().pixelRatio
    canvas.width = width * ratio
    canvas.height = height * ratio
    const context = canvas.getContext('2d')
    context.scale(ratio, ratio)
    this.canvases[id] = { context, width, height }
  },

  redraw() {
    const { span, chosen } = this.data
    Object.entries(this.canvases).forEach(([id, { context, width, height }]) => {
      charts.draw(id, context, { width, height, dark: this.dark, chinese, span, chosen })
    })
  },

  sum() {
    const { km, minutes, count } = charts.total(this.data.span)
    this.setData({
      figures: [
        { id: 'km', name: t('总里程', 'Distance'), value: String(km), unit: 'km', change: '+12%', up: true },
        { id: 'time', name: t('总时长', 'Time'), value: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`, unit: 'h', change: '+8%', up: true },
        { id: 'pace', name: t('均速', 'Speed'), value: (km / (minutes / 60)).toFixed(1), unit: 'km/h', change: '−2%', up: false },
      ],
      spoken: t(`折线图：共 ${km} 公里，${count} 个时段`, `Line chart: ${km} kilometres over ${count} spans`),
    })
  },

  onSpan({ currentTarget }) {
    const span = currentTarget.dataset.id
    this.setData({ span, chosen: LAST[span] })
    this.sum()
    this.redraw()
  },

  // A finger on the line chooses the nearest place.
  onPoint({ touches }) {
    const { width } = this.canvases.line || {}
    if (!width || !touches.length) return
    const count = charts.total(this.data.span).count
    const at = Math.floor(((touches[0].x - 34) / (width - 42)) * count)
    this.setData({ chosen: Math.min(Math.max(at, 0), count - 1) })
    this.redraw()
  },
})
