const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      open: t('打开新页面', 'Open a page'),
      replace: t('替换当前页', 'Replace this page'),
      relaunch: t('关闭所有页面再打开', 'Close all, then open'),
      back: t('返回', 'Back'),
      depth: t('页面层数：', 'Pages in the stack: '),
    },
    depth: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('导航', 'Navigator') })
  },

  onShow() {
    this.setData({ depth: getCurrentPages().length })
  },
})
