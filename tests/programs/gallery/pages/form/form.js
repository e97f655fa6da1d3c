const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      heading: t('订一张票', 'Book a seat'),
      name: t('姓名', 'Name'),
      nameHint: t('请输入姓名', 'Your name'),
      seat: t('座位', 'Seat'),
      window: t('靠窗', 'Window'),
      aisle: t('过道', 'Aisle'),
      extras: t('加选', 'Extras'),
      tea: t('热茶', 'Tea'),
      pillow: t('枕头', 'Pillow'),
      quiet: t('安静车厢', 'Quiet carriage'),
      bags: t('行李件数', 'Bags'),
      submit: t('提交', 'Submit'),
      reset: t('重置', 'Reset'),
      sent: t('提交的内容', 'What was sent'),
    },
    sent: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('表单', 'Form') })
  },

  onSubmit({ detail }) {
    this.setData({ sent: JSON.stringify(detail.value, null, 1) })
  },

  onReset() {
    this.setData({ sent: '' })
  },
})
