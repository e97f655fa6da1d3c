const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      any: t('哪儿都能去', 'Any way'),
      drag: t('拖我', 'Drag'),
      across: t('只横着走', 'Across only'),
      inertia: t('松手后还滑一段，能越过边', 'Glides on, and over the edge'),
      place: t('位置：', 'Place: '),
      back: t('回到左上', 'Back to the corner'),
    },
    x: 80,
    y: 40,
    told: '80, 40',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('可移动', 'Movable view') })
  },

  onChange({ detail }) {
    this.setData({ told: `${Math.round(detail.x)}, ${Math.round(detail.y)}` })
  },

  onBack() {
    this.setData({ x: 0, y: 0 })
  },
})
