const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      line: t('单行', 'One line'),
      name: t('请输入名字', 'Your name'),
      types: t('类型', 'Types'),
      number: t('数字', 'Number'),
      digit: t('带小数点', 'Decimal'),
      password: t('密码', 'Password'),
      limit: t('最多 8 个字', 'At most 8 characters'),
      upper: t('自动转大写', 'Turned to capitals'),
      upperHint: t('输入英文字母', 'Type letters'),
      area: t('多行', 'Many lines'),
      areaHint: t('写几句话，高度会跟着变', 'Write a few lines, the field grows'),
      disabled: t('不可编辑', 'Not editable'),
      events: t('事件', 'Events'),
    },
    event: '—',
    upper: '',
    length: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('输入框', 'Input') })
  },

  onEvent({ type, detail }) {
    this.setData({ event: `${type} ${JSON.stringify(detail.value)}` })
  },

  // What the handler returns replaces what was typed.
  onUpper({ detail }) {
    return detail.value.toUpperCase()
  },

  onArea({ detail }) {
    this.setData({ length: detail.value.length })
  },
})
