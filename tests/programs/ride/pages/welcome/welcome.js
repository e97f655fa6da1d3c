const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      next: t('继续', 'Next'),
      start: t('出发', 'Start riding'),
      skip: t('跳过', 'Skip'),
      list: [t('清洗上油', 'Cleaned and oiled'), t('变速调校', 'Gears tuned'), t('刹车检查', 'Brakes checked')],
      pin: t('三号闸口', 'Sluice 3'),
      distance: '42.3 km',
    },
    slides: [
      { id: 'dawn', title: t('从清晨的湖边出发', 'Set out at first light'), note: t('环湖四十二公里，一条几乎没有坡的路。', 'Forty-two kilometres round the lake, with hardly a hill.') },
      { id: 'route', title: t('跟着路书走', 'Follow a route that someone loves'), note: t('每一站都有人写下：在哪里停，看什么。', 'Every stop is written down: where to rest and what to see.') },
      { id: 'care', title: t('车，交给我们照看', 'Leave the bike to us'), note: t('预约到店，三十分钟内开始，当天取车。', 'Book a service: we start within half an hour.') },
    ],
    current: 0,
  },

  onChange({ detail }) {
    this.setData({ current: detail.current })
  },

  onNext() {
    const { current, slides } = this.data
    if (current < slides.length - 1) this.setData({ current: current + 1 })
    else this.onStart()
  },

  onStart() {
    wx.switchTab({ url: '/pages/market/market' })
  },
})
