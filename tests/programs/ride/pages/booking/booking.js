const { t } = require('../../utils/texts.js')
const theme = require('../../utils/theme.js')

// The first thing that is wrong with a value, or nothing.
const RULES = {
  name: (value) => (value.trim() ? '' : t('请写上称呼', 'Please tell us your name')),
  phone: (value) => (/^1\d{10}$/.test(value) ? '' : t('手机号应为 11 位数字', 'A mobile number has 11 digits')),
  agree: (value) => (value ? '' : t('请先同意服务条款', 'Please agree to the terms first')),
}

Page({
  data: {
    words: {
      title: t('预约保养', 'Book a service'),
      note: t('到店 30 分钟内开始，当天取车。', 'We start within 30 minutes; ready the same day.'),
      you: t('联系人', 'About you'),
      name: t('称呼', 'Name'),
      nameHint: t('怎么称呼您', 'What shall we call you?'),
      phone: t('手机号', 'Mobile'),
      phoneHint: t('取车时通知您', 'So that we can call'),
      bike: t('车和时间', 'Bike and time'),
      kind: t('车型', 'Kind of bike'),
      date: t('日期', 'Date'),
      time: t('到店时间', 'Time'),
      choose: t('请选择', 'Choose'),
      work: t('项目', 'Work'),
      way: t('怎么送来', 'How it gets here'),
      more: t('其他', 'More'),
      pressure: t('胎压', 'Tyre pressure'),
      remind: t('前一天提醒我', 'Remind me the day before'),
      remindNote: t('只发一条短信', 'One text message, no more'),
      remark: t('备注', 'Notes'),
      remarkHint: t('哪里响、哪里松，都写在这里', 'What rattles, what is loose: write it down here'),
      agree: t('我已阅读并同意', 'I have read and accept the '),
      terms: t('《服务条款》', 'terms of service'),
      submit: t('提交预约', 'Book it'),
      total: t('预计', 'Estimate'),
    },
    kinds: [t('公路车', 'Road bike'), t('城市车', 'City bike'), t('折叠车', 'Folding bike'), t('童车', "Child's bike")],
    works: [
      { id: 'clean', name: t('清洗上油', 'Clean and oil'), price: 60, checked: true },
      { id: 'gears', name: t('变速调校', 'Tune the gears'), price: 80, checked: true },
      { id: 'brakes', name: t('换刹车块', 'New brake pads'), price: 120, checked: false },
    ],
    ways: [
      { id: 'self', name: t('自己骑来', 'I ride it in') },
      { id: 'fetch', name: t('上门取车 ¥20', 'You fetch it, ¥20') },
    ],
    brand: '',
    name: '',
    phone: '',
    kind: 0,
    date: '',
    time: '',
    way: 'self',
    pressure: 80,
    remind: true,
    agree: false,
    wrong: {},
    total: 140,
    count: 0,
  },

  // A link may bring what is known already; what it brings is checked at once.
  onLoad({ name = '', phone = '' }) {
    wx.setNavigationBarTitle({ title: t('预约', 'Workshop') })
    this.setData({ name, phone })
    this.unwatch = theme.watch((dark) => this.setData({ brand: dark ? '#45c492' : '#0f7b55' }))
    if (phone) this.check('phone', phone)
  },

  onUnload() {
    this.unwatch()
  },

  check(field, value) {
    this.setData({ [`wrong.${field}`]: RULES[field](value) })
  },

  onInput({ currentTarget, detail }) {
    const { field } = currentTarget.dataset
    this.setData({ [field]: detail.value })
    if (this.data.wrong[field]) this.check(field, detail.value)
  },

  onBlur({ currentTarget, detail }) {
    this.check(currentTarget.dataset.field, detail.value)
  },

  onPick({ currentTarget, detail }) {
    const { field } = currentTarget.dataset
    this.setData({ [field]: field === 'kind' ? Number(detail.value) : detail.value })
  },

  onWorks({ detail }) {
    const works = this.data.works.map((work) => ({ ...work, checked: detail.value.includes(work.id) }))
    this.setData({ works })
    this.sum()
  },

  onWay({ detail }) {
    this.setData({ way: detail.value })
    this.sum()
  },

  sum() {
    const { works, way } = this.data
    const total = works.reduce((sum, work) => sum + (work.checked ? work.price : 0), way === 'fetch' ? 20 : 0)
    this.setData({ total })
  },

  onPressure({ detail }) {
    this.setData({ pressure: detail.value })
  },

  onRemark({ detail }) {
    this.setData({ count: detail.value.length })
  },

  onAgree({ detail }) {
    const agree = detail.value.length > 0
    this.setData({ agree })
    this.check('agree', agree)
  },

  onSubmit() {
    Object.keys(RULES).forEach((field) => this.check(field, this.data[field]))
    const first = Object.values(this.data.wrong).find(Boolean)
    if (first) {
      wx.showToast({ title: first, icon: 'none' })
      return
    }
    wx.showModal({ title: t('已预约', 'Booked'), content: t('到店报手机尾号即可。', 'Just tell us the last four digits of your number.'), showCancel: false })
  },
})
