// A bicycle shop beside a long causeway. Five pages, each as dense as such pages are in real products: a welcome that moves, a shop, an
// article, a form and charts.
const { t } = require('./utils/texts.js')

App({
  onLaunch() {
    const tabs = [t('商城', 'Shop'), t('路书', 'Stories'), t('预约', 'Workshop'), t('骑行', 'Rides')]
    tabs.forEach((text, index) => wx.setTabBarItem({ index, text, fail() {} }))
  },
})
