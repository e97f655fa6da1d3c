const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      types: t('类型', 'Types'),
      sizes: t('大小', 'Sizes'),
      colors: t('颜色', 'Colours'),
    },
    types: ['success', 'success_no_circle', 'info', 'warn', 'waiting', 'cancel', 'download', 'search', 'clear'],
    sizes: [20, 30, 40, 50, 60],
    colors: ['#e2583e', '#d99a1c', '#0d9488', '#2563eb', '#7c5cff'],
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('图标', 'Icon') })
  },
})
