const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      switch: t('开关', 'Switch'),
      on: t('开', 'on'),
      off: t('关', 'off'),
      sound: t('声音', 'Sound'),
      night: t('夜间模式', 'Night mode'),
      radio: t('单选', 'Radio'),
      checkbox: t('多选', 'Checkbox'),
      chosen: t('选了：', 'Chosen: '),
      spring: t('春', 'Spring'),
      summer: t('夏', 'Summer'),
      autumn: t('秋', 'Autumn'),
      winter: t('冬', 'Winter'),
    },
    seasons: ['spring', 'summer', 'autumn', 'winter'],
    season: 'spring',
    checked: t('秋', 'Autumn'),
    sound: true,
    night: false,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('选择', 'Choice') })
  },

  onSwitch({ currentTarget, detail }) {
    this.setData({ [currentTarget.dataset.name]: detail.value })
  },

  onRadio({ detail }) {
    this.setData({ season: detail.value })
  },

  onCheckbox({ detail }) {
    const { words } = this.data
    this.setData({ checked: detail.value.map((season) => words[season]).join(' ') })
  },
})
