const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      mask: t('遮罩', 'Masks'),
      clip: t('文字里的渐变', 'A gradient in text'),
      turn: t('平移、旋转、缩放', 'Translate, rotate, scale'),
      motion: t('一直动', 'Without end'),
      shine: t('渐变文字', 'Gradient text'),
      long: t(
        '遮罩让文字慢慢消失：越往下越淡，到最后一行就看不见了。列表底部常常这样做，告诉人们下面还有更多。',
        'A mask lets text fade: the further down, the fainter, until the last line cannot be seen. Lists end like this to say that there is more below, much more than fits here.',
      ),
    },
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('效果', 'Effects') })
  },
})
