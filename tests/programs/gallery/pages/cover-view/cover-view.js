const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      over: t('盖在原生组件上', 'Over a native component'),
      live: t('直播中', 'Live'),
      viewers: t('1024 人在看', '1,024 watching'),
      say: t('说点什么…', 'Say something…'),
      button: t('可以点', 'It can be tapped'),
      like: t('喜欢', 'Like'),
    },
    likes: 12,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('覆盖层', 'Cover view') })
  },

  onLike() {
    this.setData({ likes: this.data.likes + 1 })
  },
})
