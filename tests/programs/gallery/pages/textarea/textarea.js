const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      fixed: t('固定高度', 'Fixed height'),
      fixedHint: t('写一条评论', 'Write a comment'),
      filled: t('已有文字', 'With text in it'),
      grows: t('跟着内容长高', 'Grows with its text'),
      disabled: t('不可编辑', 'Not editable'),
    },
    text: t('湖边的石板路走到尽头，有一家只在清晨开门的面馆。\n老板说：来早了，汤还没好；来晚了，面就没了。', 'At the end of the flagstones by the lake there is a noodle shop that opens only at dawn.\nCome early and the broth is not ready; come late and the noodles are gone.'),
    length: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('多行输入', 'Textarea') })
  },

  onInput({ detail }) {
    this.setData({ length: detail.value.length })
  },
})
