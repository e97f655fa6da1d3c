const { t } = require('../../utils/texts.js')

Page({
  data: {
    words: {
      video: t('视频', 'Video'),
      map: t('地图', 'Map'),
      camera: t('相机', 'Camera'),
      player: t('直播', 'Live player'),
      note: t('由宿主应用提供；没有时画出占位', 'Put there by the host app; a stand-in where it has none'),
    },
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('原生组件', 'Native components') })
  },
})
