const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      auto: t('自动播放', 'Autoplay'),
      vertical: t('竖向', 'Vertical'),
      peek: t('露出两边', 'Margins'),
      current: t('现在是第 ', 'Now at '),
      pages: t(' 张', ''),
      next: t('下一张', 'Next'),
    },
    tones: ['a', 'b', 'c', 'd'],
    current: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('轮播', 'Swiper') })
  },

  onChange({ detail }) {
    this.setData({ current: detail.current })
  },

  onNext() {
    this.setData({ current: (this.data.current + 1) % this.data.tones.length })
  },
})
