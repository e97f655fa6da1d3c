const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      types: t('类型', 'Types'),
      primary: t('主要', 'Primary'),
      default: t('普通', 'Default'),
      warn: t('警告', 'Warn'),
      states: t('状态', 'States'),
      disabled: t('不可用', 'Disabled'),
      loading: t('加载中', 'Loading'),
      plain: t('镂空', 'Plain'),
      sizes: t('小按钮', 'Mini'),
      own: t('自己的样式', 'Own style'),
      taps: t('点了', 'Taps:'),
    },
    taps: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('按钮', 'Button') })
  },

  onTap() {
    this.setData({ taps: this.data.taps + 1 })
  },
})
