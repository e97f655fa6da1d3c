const { t } = require('../../utils/texts.js')

const range = (from, to, name) => Array.from({ length: to - from + 1 }, (_, n) => name(from + n))
const two = (number) => String(number).padStart(2, '0')

Page({
  data: {
    words: {
      time: t('三列', 'Three columns'),
      own: t('自己的样子', 'Any look'),
      chosen: t('选了：', 'Chosen: '),
    },
    columns: [t(['上午', '下午'], ['a.m.', 'p.m.']), range(1, 12, two), range(0, 59, two)],
    at: [1, 4, 30],
    cups: t(['小杯', '中杯', '大杯', '超大杯'], ['Small', 'Medium', 'Large', 'Very large']),
    cup: [2],
    told: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('滚轮', 'Picker view') })
    this.tell()
  },

  onTime({ detail }) {
    this.setData({ at: detail.value })
    this.tell()
  },

  onCup({ detail }) {
    this.setData({ cup: detail.value })
  },

  tell() {
    const { columns, at } = this.data
    const [half, hour, minute] = at.map((row, column) => columns[column][row])
    this.setData({ told: t(`${half} ${hour}:${minute}`, `${hour}:${minute} ${half}`) })
  },
})
