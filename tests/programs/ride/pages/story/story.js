const { t } = require('../../utils/texts.js')
const story = require('../../utils/story.js')

Page({
  data: {
    story,
    followed: false,
    words: {
      follow: t('关注', 'Follow'),
      followed: t('已关注', 'Following'),
    },
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('路书', 'Stories') })
  },

  onFollow() {
    this.setData({ followed: !this.data.followed })
  },
})
