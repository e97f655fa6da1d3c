const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      sizes: t('字号和粗细', 'Size and weight'),
      align: t('对齐', 'Alignment'),
      left: t('靠左', 'left'),
      center: t('居中', 'centre'),
      right: t('靠右', 'right'),
      mixed: t('中英文混排', 'Mixed scripts'),
      mixedText: t('一个小程序 mini program 不到 10 MB，打开只要 0.3 秒 🚀，用完就走 👋。', 'A mini program 小程序 weighs less than 10 MB, opens in 0.3 s 🚀 and asks for nothing 👋.'),
      nested: t('嵌套', 'Nested'),
      nestedA: t('一句话里可以有', 'One sentence may hold '),
      nestedB: t('粗的', 'bold'),
      nestedC: t('、', ', '),
      nestedD: t('彩色的', 'coloured'),
      nestedE: t('和', ' and '),
      nestedF: t('划掉的', 'struck'),
      nestedG: t('字。', ' words.'),
      clamp: t('截断', 'Clamp'),
      long: t('很长的一句话总要在某个地方停下来，要么在一行的末尾，要么在第二行的末尾，剩下的用省略号代替，读的人自会明白。', 'A long sentence has to stop somewhere, either at the end of one line or at the end of the second, and three dots stand for the rest, which a reader will gladly imagine.'),
      decode: t('实体', 'Entities'),
      space: t('行高和字距', 'Line height and spacing'),
      spaceText: t('山中何所有，岭上多白云。只可自怡悦，不堪持赠君。', 'What is there in the mountains? White clouds above the ridges, mine to enjoy and not to give away.'),
    },
    sizes: [24, 28, 34, 42, 52],
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('文字', 'Text') })
  },
})
