const { OPERATIONS, restart } = require('../../operations')

Page({
  data: {
    buttons: [
      'restart', 'create', 'replace', 'update', 'select', 'swap', 'remove', 'append', 'clear', 'create10', 'measure'
    ],
    measured: '',
    rows: [],
    selected: 0,
    // How many a thousand are: a short run has fewer.
    thousand: 1000
  },

  onLoad(query) {
    if (query.thousand) this.setData({ thousand: Number(query.thousand) })
  },

  run(event) {
    const name = event.currentTarget.dataset.name
    if (name === 'restart') {
      restart()
      this.setData({ rows: [], selected: 0, measured: 'restarted' })
    } else if (name === 'measure') {
      this.measure()
    } else if (name === 'create10') {
      OPERATIONS.create(this, this.data.thousand * 10)
    } else {
      OPERATIONS[name](this, this.data.thousand)
    }
  },

  /** Writes where the labels are on the page, for comparison with a browser. */
  measure() {
    const query = wx.createSelectorQuery()
    query.selectAll('.row').boundingClientRect()
    query.selectAll('.label').boundingClientRect()
    query.exec(([rows, labels]) => {
      const last = rows[rows.length - 1]
      const round = (x) => Math.round(x * 10) / 10
      const shown = [rows.length, last.bottom, ...labels.slice(0, 4).flatMap((one) => [one.left, one.top, one.width])]
      this.setData({ measured: `measured ${shown.map(round).join(' ')}` })
    })
  },

  select(event) {
    this.setData({ selected: event.currentTarget.dataset.id })
  },

  remove(event) {
    this.setData({ rows: this.data.rows.filter((row) => row.id !== event.currentTarget.dataset.id) })
  }
})
