const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      mode: t('缩放方式', 'Modes'),
      note: t('同一张图，放进同样大小的框', 'The same picture in frames of one size'),
      width: t('宽度固定', 'widthFix'),
      round: t('圆形和圆角', 'Round'),
      load: t('加载事件', 'Load event'),
      size: t('图片大小：', 'Picture size: '),
      error: t('找不到图片', 'A picture that is missing'),
      errorText: t('出错：', 'Error: '),
    },
    modes: ['scaleToFill', 'aspectFit', 'aspectFill', 'center'],
    size: '',
    error: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('图片', 'Image') })
  },

  onLoadPicture({ detail }) {
    this.setData({ size: `${detail.width} × ${detail.height}` })
  },

  onErrorPicture({ detail }) {
    this.setData({ error: detail.errMsg })
  },
})
