const { t } = require('../../utils/texts.js')

const ITEMS = Array.from({ length: 20 }, (_, index) => ({
  id: index + 1,
  tone: 'abcd'[index % 4],
  name: t('第 {n} 项', 'Item {n}').replace('{n}', index + 1),
}))

Page({
  data: {
    words: {
      across: t('横向', 'Across'),
      down: t('纵向', 'Down'),
      top: t('位置：', 'Offset: '),
      lower: t('到底了 ', 'Reached the end '),
      times: t(' 次', ' times'),
      to: t('滚到某一项', 'Scroll into view'),
      go: t('第 15 项', 'Go to item 15'),
      back: t('回到顶部', 'Back to the top'),
      item: t('第 {n} 项', 'Item {n}'),
    },
    items: ITEMS,
    top: 0,
    into: '',
    offset: 0,
    lower: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('滚动区', 'Scroll view') })
  },

  onScroll({ detail }) {
    this.setData({ offset: Math.round(detail.scrollTop) })
  },

  onLower() {
    this.setData({ lower: this.data.lower + 1 })
  },

  onGo() {
    this.setData({ into: 'item15' })
  },

  onBack() {
    this.setData({ into: '', top: this.data.top === 0 ? 0.1 : 0 })
  },
})
