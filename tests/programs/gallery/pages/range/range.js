const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      slider: t('滑块', 'Slider'),
      colored: t('颜色和步长', 'Colour and step'),
      progress: t('进度条', 'Progress'),
      thick: t('粗细和颜色', 'Width and colour'),
      linked: t('滑块带动进度条', 'The slider drives the bar'),
      value: t('值：', 'Value: '),
    },
    value: 40,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('滑块和进度', 'Range') })
  },

  onChange({ detail }) {
    this.setData({ value: detail.value })
  },
})
