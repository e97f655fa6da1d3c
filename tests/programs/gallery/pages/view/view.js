const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      flex: t('弹性布局', 'Flex'),
      flexNote: t('三个方块分一行，比例 1 : 2 : 1', 'Three boxes share a row, 1 : 2 : 1'),
      justify: t('主轴对齐', 'Justify'),
      wrap: t('换行', 'Wrap'),
      inline: t('行内排列', 'Inline'),
      inlineText: t('文字和方块排在同一行，方块居中对齐，', 'Words and boxes share a line, the boxes in its middle: '),
      inlineEnd: t('然后继续写字。', 'and the words go on.'),
      position: t('定位', 'Position'),
      border: t('边框和圆角', 'Borders and corners'),
      gradient: t('渐变', 'Gradient'),
      hover: t('按下的样子', 'Pressed'),
      hoverText: t('按住我', 'Press me'),
      taps: t('点了', 'Taps:'),
    },
    justify: ['flex-start', 'center', 'flex-end', 'space-between', 'space-around'],
    taps: 0,
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('容器', 'View') })
  },

  onTap() {
    this.setData({ taps: this.data.taps + 1 })
  },
})
